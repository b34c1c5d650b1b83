"""The pictures that are committed, to be made anew when the looks of viz change: `python -m lessons.pictures`.

The moving one at the top of the READMEs, with a still one for those who prefer no motion, and the cover of each lesson,
which stands at its head, in the index and in the READMEs. They have no words, so that one serves all languages. A cover
is a PNG: JupyterLab shows no SVG that is attached to a cell.
"""

import io
import random
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageOps

import viz
from lessons.series import ROOT
from micrograd.engine import Value
from micrograd.nn import MLP, Neuron
from viz.outputs import export
from viz.outputs.output import StillPicture
from viz.values.operands import ValueLike

COVERS = ROOT / "lessons" / "covers"
WAVE, STILL = ROOT / "lessons" / "wave.svg", ROOT / "lessons" / "wave-still.svg"
_WIDTH, _HIGHEST, _MARGIN = 720, 240, 12  # px


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


def covers() -> dict[str, bytes]:
    """{name of the lesson: its cover as a PNG}."""
    return {name: _on_paper(picture) for name, picture in _pictures().items()}


def _pictures() -> dict[str, bytes]:
    return {
        "00_start_here": _png_of_plot(viz.plots.tangent(lambda x: x**2, 1.5, h=1.2)),
        "01_value": _png(viz.draw(_product_and_sum())),
        "02_add": _png(viz.draw(_reused())),  # its gradient is what the lesson asks for
        "03_mul": _png(viz.draw(_two_paths())),
        "04_pow": _png(_with_gradients(Value(3.0, label="a") ** 3)),
        "05_relu": _png(_with_gradients(_gates())),
        "06_backward": _png(_with_gradients(_diamond())),
        "07_a_network_learns": _without_legend(_png(viz.network(MLP(2, [4, 4, 1], rng=random.Random(3))))),
        "08_the_engine_room": _png(_with_gradients(_neuron())),
        "09_blank_page": _still_to_be_drawn(_png(viz.draw(lecture_expression()))),
        "10_tasks_from_elsewhere": _png(_with_gradients(_quotient())),
    }


def _product_and_sum() -> Value:
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    d = a * b + c
    viz.label(a=a, b=b, c=c, d=d)
    return d


def _reused() -> Value:
    x = Value(3.0)
    y = x + x
    viz.label(x=x, y=y)
    return y


def _two_paths() -> Value:
    a, b = Value(2.0), Value(5.0)
    e = a * b
    L = a + e
    viz.label(a=a, b=b, e=e, L=L)
    return L


def _gates() -> Value:
    a, b = Value(3.0), Value(-2.0)
    y = a.relu() + b.relu()
    viz.label(a=a, b=b, y=y)
    return y


def _diamond() -> Value:
    a = Value(2.0)
    b = a * 3
    d = b * 10
    y = b + d
    viz.label(a=a, b=b, d=d, y=y)
    return y


def _neuron() -> Value:
    neuron = Neuron(2, rng=random.Random(4))
    x1, x2, (w1, w2), b = Value(1.0), Value(-2.0), neuron.w, neuron.b
    w1.data, w2.data, b.data = -0.5, -1.5, 1.0
    y = neuron([x1, x2])
    viz.label(x1=x1, x2=x2, w1=w1, w2=w2, b=b, y=y)
    return y


def _quotient() -> Value:
    x, y = Value(3.0), Value(-4.0)
    s = x + y
    f = (x + s) / (s * s)
    viz.label(x=x, y=y, s=s, f=f)
    return f


def _with_gradients(root: Value) -> StillPicture:
    root.backward()
    return viz.draw(root, slopes=True)


def _png(picture: StillPicture) -> bytes:
    return export.raster(picture.svg, zoom=3)


def _without_legend(png: bytes) -> bytes:
    """The upper part of a network's picture: what stands below is in words."""
    picture, out = Image.open(io.BytesIO(png)), io.BytesIO()
    picture.crop((0, 0, picture.width, round(0.79 * picture.height))).save(out, "PNG")
    return out.getvalue()


def _still_to_be_drawn(png: bytes) -> bytes:
    """The picture as a blank page has it: clear at its beginning, and then less and less."""
    picture, out = Image.open(io.BytesIO(png)).convert("RGB"), io.BytesIO()
    clear = ImageOps.invert(Image.linear_gradient("L").rotate(90)).resize(picture.size)
    Image.composite(picture, Image.new("RGB", picture.size, "white"), clear.point(lambda x: min(255, x * 2))).save(
        out, "PNG"
    )
    return out.getvalue()


def _png_of_plot(plot: Any) -> bytes:
    for axes in plot.axes:
        for words in [*axes.texts, *plot.legends, *filter(None, [axes.get_legend()])]:
            words.remove()
        axes.set(xlabel="", ylabel="", xticks=[], yticks=[])
    out = io.BytesIO()
    plot.savefig(out, dpi=200)
    return out.getvalue()


def _on_paper(png: bytes) -> bytes:
    """The picture as large as fits, in the middle of a white sheet of the width of all covers."""
    picture = ImageOps.contain(
        Image.open(io.BytesIO(png)).convert("RGB"), (_WIDTH - 2 * _MARGIN, _HIGHEST), Image.Resampling.LANCZOS
    )
    paper = Image.new("RGB", (_WIDTH, picture.height + 2 * _MARGIN), "white")
    paper.paste(picture, ((_WIDTH - picture.width) // 2, _MARGIN))
    out = io.BytesIO()
    paper.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    for name, png in covers().items():
        (COVERS / f"{name}.png").write_bytes(png)
    viz.language("en")
    animation = viz.animate(meeting_paths())
    animation.save(WAVE, wave=True)
    STILL.write_text(animation.wave_frame(animation.wave.length), encoding="utf-8")
