"""One self-contained output for a page: a still image and a table for where scripts are stripped, and the script that takes over.

Nothing in it has an id: the same output may stand twice in one page. It asks nothing of any network.
"""

import hashlib
import json
import math
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from viz.palette import style_sheet, variables
from viz.words import language, say

_HERE = Path(__file__).parent
_KEPT_IN_ADDRESS = " !$&'()*+,-./:;=?@_~|{}[]\n"  # readable for a browser as they are, and for compression


def output(svg, description, data, scripts, start, below="", token=None):
    """The HTML of one output.

    Args:
        svg: the still picture, which the script makes live.
        description: the same in words.
        data: what the script plays, as JSON.
        scripts: the names of the modules that it needs, in order.
        start: the name of the class that shows it, called with the host element and the data.
        below: HTML that stands below the picture and that the script reads.
        token: what the script finds its place in the page by; by default made from the contents.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    token = token or hashlib.sha256((svg + text).encode()).hexdigest()[:12]
    image = f'<img class="mg-still" alt="{escape(description)}" src="data:image/svg+xml,{escape(quote(svg, safe=_KEPT_IN_ADDRESS))}">'
    script = "\n".join([*map(source, scripts), f'const data = {text}\nclaim("{token}", host => new {start}(host, data))'])
    return (
        f'<div class="mg mg-player" data-mg="{token}" lang="{language()}"><style>{style_sheet()}{variables()}{source("player.css")}</style>'
        f'{image}{below}<script type="module">{script}</script></div>'
    )


def document(title, body):
    """A whole HTML page around one output."""
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>body{{margin:16px;background:light-dark(#fff,#111);color-scheme:light dark}}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
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
    """The text of one of the files for the browser."""
    return (_HERE / name).read_text(encoding="utf-8")
