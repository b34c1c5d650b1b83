"""The pictures that are committed, to be made anew when the looks of viz change: `python -m lessons.pictures`.

The moving one at the top of the READMEs, with a still one for those who prefer no motion; below it a question that is
asked and a mistake that was found, which the overview shows too; and the cover of each lesson (motifs.py), which stands
at its head, in the overview and in the READMEs. Covers have no words, so that one serves all languages. What a notebook
shows is a PNG: JupyterLab shows no SVG that is attached to a cell.
"""

import io
import random
import re
from collections.abc import Callable
from typing import Any

from PIL import Image

import viz
from lessons.motifs import MOTIFS, SHEET
from lessons.series import LANGUAGES, ROOT
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP
from viz.drawing.elements import element, filled
from viz.drawing.scenes import Scene
from viz.drawing.svg import draw_graph
from viz.outputs import export
from viz.outputs.player import Animation, remarks
from viz.values.operands import ValueLike
from viz.words.messages import say
from viz.words.text import wrap

COVERS, DOOR = ROOT / "lessons" / "covers", ROOT / "lessons" / "door"
WAVE, STILL = ROOT / "lessons" / "wave.svg", ROOT / "lessons" / "wave-still.svg"
_DPI = 200  # of a plot: so its lines and dots are bold
_COLUMNS = 37  # of a sentence at the door: as wide as the picture


def lecture_expression(make: Callable[[float], ValueLike] = Value) -> ValueLike:
    """(a*b + c) * f, the example of the lectures, with a name for every value; make: the class of the values."""
    a, b, c, f = make(2.0), make(-3.0), make(10.0), make(-2.0)
    e = a * b
    d = e + c
    L = d * f
    viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)
    return L


def meeting_paths() -> Value:
    """(e + a) * e with e = a * b: along an arrow is multiplied, and at a and at e, where two arrows meet, is added."""
    a, b = Value(2.0), Value(-3.0)
    e = a * b
    L = (e + a) * e
    viz.label(a=a, b=b, e=e, L=L)
    return L


def question() -> str:
    """An SVG: the number of x has arrived in x + x, and its gradient is asked for."""
    x = Value(3.0)
    y = x + x
    viz.label(x=x, y=y)
    animation = viz.animate(y, ask=True)
    scene = animation.score.scene(next(n for n, moment in enumerate(animation.moments) if moment.asks), 0)
    scene["v0"] |= {"grad": "?", "grad_sign": "data", "grad_bold": 1, "grad_hot": 1}
    return _at_the_door(animation, scene, say("lesson.question", operand="x"))


def mistake() -> str:
    """An SVG: what was recorded of x * x, of a class that overwrites a gradient, and what the recorder says of it."""
    x = Overwriting(4.0)
    y = x * x
    viz.label(x=x, y=y)
    recording = viz.record(y)
    wrong = next(caption for caption in recording.captions if caption.findings)
    return _at_the_door(recording, recording.score.scene(len(recording.moments) - 1), remarks(wrong)[0])


def at_the_door() -> dict[str, str]:
    """{name: an SVG}: what stands below the wave in the READMEs, in the language in force."""
    return {"question": question(), "mistake": mistake()}


def _at_the_door(animation: Animation, scene: Scene, told: str) -> str:
    """A picture with a sentence below, on a sheet of its own as the wave: it is read on a page of any colour."""
    lines = wrap(told, _COLUMNS)
    svg = draw_graph(
        animation.graph, animation.geometry, scene, (), told, caption=lines + [""] * (2 - len(lines)), columns=_COLUMNS,
        tooltips=False,
    )  # fmt: skip
    box = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', svg)
    assert box, "it is no picture of ours"
    x, y, wide, tall = map(float, box.groups())
    sheet = element("rect", x=x, y=y, width=wide, height=tall, rx=10, **filled("stage"))
    return svg.replace("</style>", f"</style>{sheet}", 1)


class Overwriting(Value):
    """What many write at first: `=` where `+=` belongs."""

    def __mul__(self, other: ValueLike) -> "Overwriting":
        out = Overwriting(self.data * other.data, (self, other), "*")

        def _backward() -> None:
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward  # type: ignore[method-assign]
        return out


def covers() -> dict[str, bytes]:
    """{name of the lesson: its cover as a PNG}."""
    drawn = {name: export.raster(motif()) for name, motif in MOTIFS.items()}
    return {name: _few_colours(png) for name, png in (drawn | {"07_a_network_learns": _boundary()}).items()}


def _boundary() -> bytes:
    """Two moons, and the boundary that a network has learnt between them."""
    points, labels = moons(60, noise=0.08)
    model: Any = MLP(2, [8, 8, 1], rng=random.Random(3))
    for step in range(100):
        losses = [(1 - label * model(point)).relu() for point, label in zip(points, labels, strict=True)]
        model.zero_grad()
        (sum(losses[1:], losses[0]) / len(points)).backward()
        for parameter in model.parameters():
            parameter.data -= (1 - 0.009 * step) * parameter.grad
    plot: Any = viz.plots.decision_boundary(model, points, labels)
    for axes in plot.axes:
        faint = [lines for lines in axes.collections if lines.get_alpha()]
        for part in [*axes.texts, *plot.legends, *filter(None, [axes.get_legend()]), *faint]:
            part.remove()
        axes.set(xlabel="", ylabel="", xticks=[], yticks=[])
    out = io.BytesIO()
    plot.set_size_inches(*(px / _DPI for px in SHEET))
    plot.savefig(out, dpi=_DPI)
    return out.getvalue()


def _few_colours(png: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    for name, png in covers().items():
        (COVERS / f"{name}.png").write_bytes(png)
    for language in LANGUAGES:
        viz.language(language)
        for name, svg in at_the_door().items():
            (DOOR / language).mkdir(parents=True, exist_ok=True)
            (DOOR / language / f"{name}.svg").write_text(svg, encoding="utf-8")
            (DOOR / language / f"{name}.png").write_bytes(_few_colours(export.raster(svg, zoom=2)))
    viz.language("en")
    animation = viz.animate(meeting_paths())
    animation.save(WAVE, wave=True)
    STILL.write_text(animation.wave_frame(animation.wave.length), encoding="utf-8")
