"""What is in a gallery, and what stands around each of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from classroom.markup import CODE_STYLE, document
from exercises.words import Text
from lessons import addresses
from lessons.series import Lesson
from viz.outputs.html import shared, source
from viz.words.messages import say_in

INDEX = "index"
_HERE = Path(__file__).parent
_STYLE = (_HERE / "gallery.css").read_text(encoding="utf-8")
_SKIP, _SCROLLS = Text("gallery.skip"), Text("gallery.scrolls")


@dataclass(frozen=True)
class Gallery:
    """The pages that are built together.

    Attributes:
        lessons: that have a page, in order.
        languages: in each of which there is one.
    """

    lessons: tuple[Lesson, ...]
    languages: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """Those of its lessons."""
        return frozenset(lesson.source for lesson in self.lessons)

    def around(self, lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
        """The lessons before and after that one; None at an end."""
        at = self.lessons.index(lesson)
        return (
            self.lessons[at - 1] if at else None,
            self.lessons[at + 1] if at + 1 < len(self.lessons) else None,
        )


def page(title: str, description: str, head: str, links: str, body: str) -> str:
    """The HTML of a page, in the language in force.

    Args:
        title: of its window.
        description: what a search engine says of it.
        head: what else is said of it to programs, in HTML.
        links: those at its top, in HTML.
        body: what stands on it, in HTML.
    """
    styles, rest = shared(body)
    meta = f'<meta name="description" content="{escape(description)}">{head}'
    script = f'<script type="module">{source(_HERE / "gallery.js")}</script>'
    whole = (
        f'<a class="skip" href="#main">{_SKIP}</a><header class="links">{links}</header>'
        f'<main id="main" data-scrolls="{escape(str(_SCROLLS))}">{rest}</main>{script}'
    )
    return document(title, styles + CODE_STYLE + _STYLE, whole, meta)


def known_addresses(title: str, description: str, path: str, others: dict[str, str]) -> str:
    """What is said to programs of where a page stands; "" where nobody knows.

    Args:
        title, description: as in page.
        path: of the page inside of the gallery.
        others: {language: path} of the same page in every language.
    """
    root = addresses.gallery()
    if not root:
        return ""
    said = {"og:type": "website", "og:title": title, "og:description": description, "og:url": f"{root}{path}"}
    told = "".join(f'<meta property="{name}" content="{escape(what)}">' for name, what in said.items())
    links = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(f"{root}{other}")}">'
        for language, other in others.items()
    )
    return f'<link rel="canonical" href="{escape(f"{root}{path}")}">{links}{told}'


def browser_edition(lesson: str, language: str) -> str | None:
    """Where that lesson can be run in a browser; None where nobody knows where the project stands on the web."""
    root = addresses.pages()
    return root and f"{root}{in_browser(lesson, language)}"


def in_browser(lesson: str, language: str) -> str:
    """Where a lesson stands in the site that needs nothing but a browser, seen from its root."""
    return f"lab/index.html?path={language}/{lesson}.ipynb&mode=single-document"


def languages_of(gallery: Gallery, here: str, path: str) -> Iterator[str]:
    """Links from a page to the same page in the other languages.

    Args:
        gallery: where it stands.
        here: the language of the page.
        path: of the page inside of its language's folder.
    """
    for language in gallery.languages:
        if language != here:
            name = say_in(language, "gallery.language")
            yield f'<a class="language" lang="{language}" hreflang="{language}" href="../{language}/{path}">{name}</a>'


def write(path: Path, contents: str | bytes) -> None:
    """Write a file, and make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
