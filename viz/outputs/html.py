"""One self-contained output for a page: a still image and a table for where scripts are stripped, and the script that takes over.

Nothing in it has an id: the same output may stand twice in one page. It asks nothing of any network.
"""

import hashlib
import json
import math
import re
from functools import cache
from html import escape
from pathlib import Path

from viz.drawing.palette import variables
from viz.words.messages import language, say

_BROWSER = Path(__file__).parent / "js"
_COMMENTS = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$|(?:^|[ \t])// [^\n\"'`]*$", re.MULTILINE | re.DOTALL)  # none of ours is inside a string
_AROUND = "body{margin:16px;background:light-dark(#fff,#111);color:light-dark(#1f2328,#eceef1);color-scheme:light dark}h1{font:600 18px system-ui,sans-serif}"


def output(svg, description, data, files, start, below="", token=None):
    """The HTML of one output.

    Args:
        svg: the still picture, which the script makes live.
        description: the same in words.
        data: what the script plays, as JSON.
        files: the names of the style sheets and modules that it needs, in order.
        start: the name of the class that shows it, called with the host element and the data.
        below: HTML that stands below the picture and that the script reads.
        token: what the script finds its place in the page by; by default made from the contents.
    """
    image = f'<img class="mg-still" alt="{escape(description)}" src="{address(svg)}">'
    return live(image + below, data, files, start, "mg-player", token)


def live(inside, data, files, start, kind, token=None):
    """The HTML of one output that a script takes over.

    Args:
        inside: HTML that stands there before the script runs, and where scripts are stripped.
        data, files, start, token: as in output; a file that is not one of viz is given as a Path.
        kind: the CSS class of the output.
    """
    styles, scripts = ([name for name in files if str(name).endswith(ending)] for ending in (".css", ".js"))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    token = token or hashlib.sha256((inside + text).encode()).hexdigest()[:12]
    script = "\n".join([*map(source, scripts), f'const data = {text}\nclaim("{token}", host => new {start}(host, data))'])
    return (
        f'<div class="mg {kind}" data-mg="{token}" lang="{language()}"><style>{variables()}{"".join(map(source, styles))}</style>'
        f'{inside}<script type="module">{script}</script></div>'
    )


def address(svg):
    """A data address, readable as it is (that compresses better than base64), to stand between double quotes."""
    for character, code in (("%", "%25"), ("#", "%23"), ("&", "%26"), ('"', "'" if "'" not in svg else "%22")):
        svg = svg.replace(character, code)
    return f"data:image/svg+xml,{svg}"


def document(title, body):
    """A whole HTML page around one output."""
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_AROUND}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def save(path, title, body):
    """Write a whole page to a .html file; ValueError where the name ends otherwise. Returns the Path."""
    path = Path(path)
    if path.suffix.lower() != ".html":
        raise ValueError(say("bad page suffix", name=path.name))
    path.write_text(document(title, body), encoding="utf-8")
    return path


def js_number(x):
    """A float for JSON: what JSON has no number for becomes a text that JavaScript's Number understands."""
    if x is None or math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


@cache
def source(name):
    """The text of one of the files for the browser, without the comments, which are for who reads the file."""
    text = _COMMENTS.sub("", (_BROWSER / name).read_text(encoding="utf-8"))
    return "\n".join(line.lstrip() for line in text.splitlines() if line.strip())
