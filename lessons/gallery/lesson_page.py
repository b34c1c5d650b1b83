"""The page of a lesson: its texts, its code and what that displayed, as its notebook has them after it was run."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from classroom.execution import Output
from classroom.markup import code_block, html_of, output_html, with_coloured_code
from exercises.words import Text
from lessons import addresses
from lessons.gallery import site
from lessons.gallery.links import relinked
from lessons.gallery.site import Gallery
from lessons.series import Lesson
from viz.words.messages import language

Cell = dict[str, Any]  # as the file of a notebook has it

# What is a learner's own: these cells say where somebody stands, or keep what somebody wrote. Nobody did.
_OF_A_LEARNER = re.compile(r"\s*(?:progress\(\)|# mine\.save\(\))\s*")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TITLE_OF = re.compile(r"<h1.*?</h1>", re.DOTALL)
_IN_MARKDOWN = re.compile(r"^#+ (.*)$", re.MULTILINE)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_TAG = re.compile(r"<annotation.*?</annotation>|<[^>]+>", re.DOTALL)
_ABOUT, _INSTALL, _IN_BROWSER, _EITHER = (
    Text("gallery.about"),
    Text("gallery.install"),
    Text("gallery.in browser"),
    Text("gallery.either"),
)
_ALL, _PREVIOUS, _NEXT = Text("gallery.all"), Text("gallery.previous"), Text("gallery.next")
_ON_PAGE, _FOLDED, _TITLE = Text("gallery.on page"), Text("gallery.folded"), Text("gallery.page title")


def is_shown(cell: Cell) -> bool:
    """Whether a cell of a notebook has a place in the gallery."""
    return not (cell["cell_type"] == "code" and _OF_A_LEARNER.fullmatch("".join(cell["source"])))


def lesson_page(
    gallery: Gallery,
    lesson: Lesson,
    cells: Sequence[Cell],
    outputs: Mapping[str, Sequence[Output]],
    original: list[Cell],
) -> str:
    """The HTML of the page, in the language in force.

    Args:
        gallery: where it stands.
        lesson: which it is.
        cells: of its notebook in that language.
        outputs: {id of a cell of code: what it displayed}.
        original: the cells of the same notebook in the language that it was written in: from these come the names of
            places in the page, so that they are the same in all languages.
    """
    places = _places(original)
    contents: list[tuple[str, str]] = []  # (name of a place, its heading) for each part of the page
    shown = "".join(
        _code(cell, outputs[cell["id"]])
        if cell["cell_type"] == "code"
        else _text(gallery, cell, places.get(cell["id"], ""), contents)
        for cell in cells
        if is_shown(cell)
    )
    heading = _TITLE_OF.search(shown)
    assert heading, f"{lesson.source} has no heading"
    top = f'{heading[0]}<p class="about">{_about(lesson)}</p>{_contents(contents)}'
    links = _links(gallery, lesson)
    title = _TITLE.filled(title=lesson.title(language()))
    description = lesson.words[language()]["content"].replace("`", "")
    path = f"{lesson.source}.html"
    others = {name: f"{name}/{path}" for name in gallery.languages}
    body = f'{top}{shown.replace(heading[0], "", 1)}<nav class="links on">{links}</nav>'
    nav = "".join([f'<a href="{site.INDEX}.html">{_ALL}</a>', *site.languages_of(gallery, language(), path)])
    head = site.known_addresses(title, description, f"{language()}/{path}", others)
    return site.page(title, description, head, nav, body)


def _places(cells: list[Cell]) -> dict[str, str]:
    """{id of a text: the name of the place where it begins}, for each that has a heading."""
    places: dict[str, str] = {}
    for cell in cells:
        heading = _IN_MARKDOWN.search("".join(cell["source"])) if cell["cell_type"] == "markdown" else None
        if heading:
            words = re.findall(r"\w+", heading[1].lower())
            name = cell["metadata"].get("micrograd", {}).get("section") or "-".join(words)
            taken = sum(re.sub(r"-\d+$", "", each) == name for each in places.values())
            places[cell["id"]] = f"{name}-{taken + 1}" if taken else name
    return places


def _text(gallery: Gallery, cell: Cell, place: str, contents: list[tuple[str, str]]) -> str:
    """The HTML of a text; where it begins a part of the page, that is noted in the contents."""

    def named(heading: re.Match[str]) -> str:
        level, words = heading.groups()
        if level == "2":
            contents.append((place, _TAG.sub("", words)))
        return f'<h{level} id="{place}">{words}</h{level}>'

    html = with_coloured_code(html_of("".join(cell["source"]), cell.get("attachments", {})))
    html = relinked(html, language(), gallery.names)
    html = _TABLE.sub(lambda table: f'<div class="wide">{table[0]}</div>', html)
    return f'<div class="text">{_HEADING.sub(named, html, count=1) if place else html}</div>'


def _code(cell: Cell, outputs: Sequence[Output]) -> str:
    code = code_block("".join(cell["source"]))
    if cell["metadata"].get("jupyter", {}).get("source_hidden"):
        code = f'<details class="folded"><summary>{_FOLDED}</summary>{code}</details>'
    shown = "".join(f'<div class="output">{html}</div>' for html in map(output_html, outputs) if html)
    return f'<div class="cell">{code}{shown}</div>'


def _about(lesson: Lesson) -> str:
    """What this page is, and where somebody can write code."""
    repository, browser = addresses.repository(), site.browser_edition(lesson.source, language())
    install = f'<a href="{escape(repository)}">{_INSTALL}</a>' if repository else str(_INSTALL)
    where = _EITHER.filled(one=f'<a href="{escape(browser)}">{_IN_BROWSER}</a>', other=install) if browser else install
    return _ABOUT.filled(where=where)


def _contents(found: Sequence[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="#{place}">{words}</a></li>' for place, words in found)
    return f'<details class="contents"><summary>{_ON_PAGE}</summary><ol>{items}</ol></details>' if items else ""


def _links(gallery: Gallery, lesson: Lesson) -> str:
    """The links to the lessons around that one."""
    before, after = gallery.around(lesson)
    return "".join(
        f'<a rel="{rel}" href="{other.source}.html">{told.filled(title=escape(other.title(language())))}</a>'
        for other, rel, told in ((before, "prev", _PREVIOUS), (after, "next", _NEXT))
        if other
    )
