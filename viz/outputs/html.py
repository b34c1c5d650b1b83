"""All the HTML that stands around outputs: frames, pictures with what remains of them, scripts that take over, whole
pages.

Nothing in it has an id: the same output may stand twice in one page. It asks nothing of any network.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from viz.drawing.palette import COLOURS, PAGE, style_sheet, variables
from viz.outputs import modules
from viz.words.messages import language

Data = dict[str, Any]  # what a page and Python tell each other, as json.dumps takes it
File = str | Path  # the name of a file of ours that is meant for the browser; of one that lies elsewhere, its Path

_BROWSER = Path(__file__).parent / "js"
_IMAGE_UP_TO = 200_000  # characters of SVG, some 100 values: a second copy of a larger one would swell the notebook
_FOR_SCRIPTS = re.compile(r' data-[a-z]+="[^"]*"')  # in an image no script finds anything
_WIDTH_OF_PICTURE = re.compile(r"\bwidth:[\d.]+em")  # the first: that of the document
_SHARED = re.compile(
    r'(?P<drawn></svg>\s*</div>)<img class="mg-still"(?: [\w-]+="[^"]*")*>'
    r'|="data:[^"]*"'  # an image has its own style sheet, and keeps it
    r'|<style>(?P<style>.*?)</style>|<script type="module">(?P<script>.*?)</script>',
    re.DOTALL,
)
_COMMENT_OF_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = (
    f"body{{margin:8px;background:light-dark({','.join(PAGE)});"
    f"color:light-dark({','.join(COLOURS['ink'])});color-scheme:light dark}}"
    "h1+.mg .mg-headline{display:none}"  # what heads the page stands there already
    "body{font-size:14px}h1{font:600 16px system-ui,sans-serif;margin:0 0 6px}"  # as a notebook's outputs have it
)


def frame(inside: str, kind: str, styles: str = "", attributes: str = "") -> str:
    """The HTML that stands around every output but a bare picture: its element, with the palette and its own style
    sheet.

    Args:
        inside: HTML.
        kind: the CSS classes of the output.
        styles: its style sheet, whose selectors are below one of these classes.
        attributes: further attributes of the element, as they stand in HTML.
    """
    return f'<div class="mg {kind}"{attributes} lang="{language()}"><style>{variables()}{styles}</style>{inside}</div>'


def inline_svg(svg: str, description: str) -> str:
    """The HTML of a picture: the SVG itself; where a page strips it (an untrusted notebook), the same as an image, or
    in words, remains.

    Such a page also strips style sheets, but leaves the SVG's words standing: only the style sheet lets them be seen.
    """
    still = still_image(svg, description)
    style = (
        "<style>.mg-still{display:none}.mg-live{display:block!important;overflow-x:auto}"
        ".mg-live>svg{font-size:inherit}</style>"  # the letters that it has as a file give way to the page's
    )
    return f'<div class="mg-picture">{style}<div class="mg-live" style="display:none">{svg}</div>{still}</div>'


def player(
    svg: str,
    description: str,
    data: Data,
    entry: File,
    styles: Iterable[File],
    below: str = "",
    token: str | None = None,
) -> str:
    """The HTML of a picture that a script makes live; where scripts are stripped, the picture remains.

    Args:
        svg: the still picture.
        description: the same in words.
        data: what the script plays, as JSON.
        entry: the name of the module that makes it live: it exports `show(token, data)`.
        styles: the names of the style sheets that it needs, in order.
        below: HTML that stands below the picture and that the script reads.
        token: what the script finds its place in the page by; by default made from the contents.
    """
    return live(still_image(svg, description) + below, data, entry, styles, "mg-player", token)


def live(inside: str, data: Data, entry: File, styles: Iterable[File], kind: str, token: str | None = None) -> str:
    """The HTML of an output that a script takes over.

    Args:
        inside: HTML that stands there before the script runs, and where scripts are stripped.
        data, entry, styles, token: as in player; a file that is not one of viz is given as a Path.
        kind: the CSS classes of the output.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    token = token or hashlib.sha256((inside + text).encode(errors="replace")).hexdigest()[:12]
    script = f'{modules.assemble(_BROWSER / entry)}\nshow("{token}", {text})'
    inside = f'{inside}<script type="module">{script}</script>'
    return frame(inside, kind, style_sheet() + "".join(map(_style, styles)), f' data-mg="{token}"')


def still_image(svg: str, description: str) -> str:
    """A picture as an image with its words: what remains of it where a page strips scripts and SVG; of a large one the
    words.
    """
    if len(svg) > _IMAGE_UP_TO:
        return f'<pre class="mg-still">{escape(description)}</pre>'
    width = _WIDTH_OF_PICTURE.search(svg)
    size = f' style="{width[0]};max-width:100%;height:auto"' if width else ""
    return f'<img class="mg-still" alt="{escape(description)}"{size} src="{_address(_FOR_SCRIPTS.sub("", svg))}">'


def document(title: str, body: str) -> str:
    """A whole HTML page around one output."""
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_AROUND}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def shared(body: str) -> tuple[str, str]:
    """(the style sheets, the rest) of a page with many outputs: each style sheet and each module stands there once, and
    no second copy of a picture, as such a page is stripped of nothing.

    Args:
        body: HTML in which outputs stand that carry all that they need.
    """
    styles: dict[str, None] = {}
    keys: dict[str, str] = {}  # {the code of a module: what the page finds it by}

    def once(found: re.Match[str]) -> str:
        if found["drawn"]:
            return found["drawn"]
        if found["style"] is not None:
            styles[found["style"]] = None
            return ""
        code, show, call = (found["script"] or "").rpartition("\nshow(")
        if not show:
            return found[0]
        is_new = code not in keys
        key = keys.setdefault(code, f"show{len(keys)}")
        made = f"{code}\n;(globalThis.microgradModules ??= {{}}).{key} = show\n" if is_new else ""
        return f'<script type="module">{made}microgradModules.{key}({call}</script>'

    rest = _SHARED.sub(once, body)
    return "\n".join(styles), rest


def js_number(x: float | None) -> float | str | None:
    """A float for JSON: what JSON has no number for becomes a text that JavaScript's Number understands."""
    if x is None or math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def source(name: File) -> str:
    """The text of a module of ours that stays one, for a host that imports it."""
    return modules.source(_BROWSER / name)


@cache
def _style(name: File) -> str:
    """The text of a style sheet, without the comments, which are for who reads the file."""
    text = _COMMENT_OF_CSS.sub("", (_BROWSER / name).read_text(encoding="utf-8"))
    return "\n".join(line.lstrip() for line in text.splitlines() if line.strip())


def _address(svg: str) -> str:
    """A data address, readable as it is (that compresses better than base64), to stand between double quotes."""
    for character, code in (("%", "%25"), ("#", "%23"), ("&", "%26"), ('"', "'" if "'" not in svg else "%22")):
        svg = svg.replace(character, code)
    return f"data:image/svg+xml,{svg}"
