"""The pages that lead to the lessons: one for each language, and one for whoever has not chosen yet."""

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from classroom.lesson import read
from exercises.words import Text
from lessons.gallery import site
from lessons.gallery.playground.page import invitation
from lessons.gallery.site import Gallery
from lessons.series import ORIGINAL, ROOT, Lesson
from viz.words.messages import language, say_in

COVERS = "covers"  # the folder with their pictures
_LEAD, _MINUTES = Text("gallery.lead"), Text("gallery.minutes")


def start_page(gallery: Gallery) -> str:
    """The HTML of the page with the lessons of a gallery, in the language in force."""
    title, path = title_of(language()), f"{site.INDEX}.html"
    others = {name: f"{name}/{path}" for name in gallery.languages}
    rows = "".join(row(lesson, f"{lesson.source}.html") for lesson in gallery.lessons)
    body = f'<h1>{escape(title)}</h1><p class="lead">{_LEAD}</p>{invitation()}<ol class="lessons">{rows}</ol>'
    nav = "".join(site.languages_of(gallery, language(), path))
    head = site.known_addresses(title, str(_LEAD), f"{language()}/{path}", others)
    return site.page(title, str(_LEAD), head, nav, body)


def first_page(gallery: Gallery) -> str:
    """The HTML of the page that shows all languages; it is in the one in force as far as it is in one."""
    title, path = " · ".join(map(title_of, gallery.languages)), f"{site.INDEX}.html"
    description = " ".join(say_in(name, "gallery.lead") for name in gallery.languages)
    parts = "".join(part(gallery, name, say_in(name, "gallery.lead"), _page_of) for name in gallery.languages)
    head = site.known_addresses(title, description, path, {name: f"{name}/{path}" for name in gallery.languages})
    return site.page(title, description, head, "", f'<div class="languages">{parts}</div>')


def title_of(name: str) -> str:
    """The heading of the overview in a language."""
    return read(site.INDEX, name).title


def row(lesson: Lesson, address: str) -> str:
    """What a start page shows of a lesson, which is opened at an address, in the language in force."""
    words = lesson.words[language()]
    return (
        f'<li><a href="{escape(address)}"><img alt="{escape(words["picture"])}" width="300" height="150" '
        f'src="../{COVERS}/{lesson.source}.png"><b>{escape(lesson.title(language()))}</b></a>'
        f"<p>{escape(words['goal']).replace('`', '')}</p><small>{_MINUTES.filled(count=lesson.minutes)}</small></li>"
    )


def part(gallery: Gallery, name: str, lead: str, address: Callable[[str, str], str]) -> str:
    """What a first page says in a language.

    Args:
        gallery: the lessons.
        name: the language.
        lead: the sentences below the heading.
        address: (a lesson's name, a language) -> where it is opened, seen from the first page.
    """
    items = "".join(
        f'<li><a href="{escape(address(lesson.source, name))}">{escape(lesson.title(name))}</a></li>'
        for lesson in gallery.lessons
    )
    start = f'<a class="start" href="{name}/{site.INDEX}.html">{say_in(name, "gallery.language")}</a>'
    head = f"<h1>{escape(title_of(name))}</h1><p>{lead}</p>"
    return f'<section lang="{name}">{head}<p>{start}</p><ul>{items}</ul></section>'


def _page_of(lesson: str, name: str) -> str:
    return f"{name}/{lesson}.html"


def write(gallery: Gallery, out: Path, pages: Mapping[str, Callable[[], str]], first: Callable[[], str]) -> None:
    """Write start pages, and the pictures on them, into a folder.

    Args:
        gallery: the lessons and languages.
        out: the folder.
        pages: {name of a page that each language has: makes it, in the language in force}.
        first: makes the one that shows all languages.
    """
    before = language()
    try:
        for name in gallery.languages:
            language(name)
            for page, make in pages.items():
                site.write(out / name / f"{page}.html", make())
        language(ORIGINAL)
        site.write(out / f"{site.INDEX}.html", first())
    finally:
        language(before)
    for lesson in gallery.lessons:
        picture = ROOT / "lessons" / COVERS / f"{lesson.source}.png"
        site.write(out / COVERS / picture.name, picture.read_bytes())
