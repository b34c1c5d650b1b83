"""What a cell displayed, as it stands on paper: pictures as they were in the end, all steps of a player in a table, and
nothing that needs a script. Of a player that asks there is also its picture before it has asked anything.
"""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

from classroom.paper.strips import on_page

_GONE = {"script", "style", "button", "select", "textarea", "input", "label", "summary", "progress"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ASKS = '"ask_sign":'  # stands among the words of a player that asks before it shows a step
_STEPS = re.compile(r'<details class="mg-steps">.*?</details>', re.DOTALL)  # of one that asks: with how it ends
_PLAYED = re.compile(r'"graph":\{"names":(\[[^\]]*\])')
_IMAGE = re.compile(r"data:image/svg\+xml,(.*)", re.DOTALL)


def asks(html: str) -> bool:
    """Whether an output is a player that asks before it shows a step."""
    return _ASKS in html


def values_played(html: str) -> str:
    """The names of the values that a player plays, as they stand in it; "" of any other output."""
    found = _PLAYED.search(html) if _STEPS.search(html) else None
    return found[1] if found else ""


def on_paper(html: str) -> str:
    """The HTML of an output without its scripts, open where it was folded."""
    steps = _STEPS.search(html) if asks(html) else None
    return _printed(steps[0] if steps else html)


def to_fill_in(html: str) -> str:
    """The HTML of a player that asks, without its scripts and its answers: the picture before the first step."""
    return _printed(_STEPS.sub("", html))


def _printed(html: str) -> str:
    paper = _Paper(in_words='<pre class="mg-still"' in html and "mg-live" in html)
    paper.feed(html)
    paper.close()
    return "".join(paper.kept).strip()


class _Paper(HTMLParser):
    """Reads the HTML of an output, and keeps what can be printed.

    A drawn picture stands there twice: as it is, and as an image for a page that strips the former. The image is kept,
    as nothing in it depends on what is around it; of large ones, which are told in words instead, the picture.
    """

    def __init__(self, in_words: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._in_words = in_words
        self._leaving: list[str] = []  # the elements that are open inside of what is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._leaving or self._is_gone(tag, given.get("class", "").split()):
            if tag not in _VOID:
                self._leaving.append(tag)
        elif tag == "img" and (image := _IMAGE.match(given.get("src", ""))):
            self.kept.append(on_page(unquote(image[1]), given.get("alt", "")))
        elif tag == "details":
            self.kept.append(f'<div class="{given.get("class", "")}">')
        elif "mg-live" in given.get("class", "").split():
            self.kept.append('<div class="mg-live">')
        else:
            self.kept.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._leaving and tag not in _VOID:
            self._leaving.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._leaving:
            del self._leaving[len(self._leaving) - 1 - self._leaving[::-1].index(tag) :]
        elif not self._leaving and tag not in _VOID:
            self.kept.append("</div>" if tag == "details" else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._leaving:
            self.kept.append(text)

    def _is_gone(self, tag: str, classes: list[str]) -> bool:
        if "mg-live" in classes:
            return not self._in_words
        return tag in _GONE or (self._in_words and tag == "pre" and "mg-still" in classes)
