"""What the covers of the lessons show: one motif each, that is known again at 150 px wide and read at 300. A motif is
drawn on a sheet of 720 x 300 px in bold lines and large letters, has no words, and gives away no answer that its lesson
asks.
"""

import math
from collections.abc import Callable, Iterable

from viz.drawing.document import svg_document
from viz.drawing.elements import element, filled, lined, text
from viz.drawing.palette import COLOURS
from viz.drawing.scenes import sign_colour
from viz.words.text import number

SHEET = WIDTH, HEIGHT = 720, 300  # px
_LETTERS, _GOLD, _DASHES = 46, "#f2c14e", "14 12"
_BOX, _HEAD, _RADIUS = (170, 118), 50, 46  # a box, its head; of an operation
_Place = tuple[float, float]


def nudge() -> str:
    """A curve and its tangent, and a step h to the right."""

    def at(x: float, y: float) -> _Place:
        return 130 + 150 * x, 288 - 40 * y

    def on(x: float) -> _Place:
        return at(x, x * x)

    point, beside, above = on(1.2), at(2.2, 1.44), on(2.2)
    return _sheet(
        _line([on(x / 20) for x in range(-10, 54)], "ink", 7),
        _line([at(x, 1.44 + 2.4 * (x - 1.2)) for x in (0.65, 2.75)], "positive", 7),
        _line([point, beside], "data", 5, dashed=True),
        _line([beside, above], "negative", 5, dashed=True),
        _letters("h", (point[0] + beside[0]) / 2, beside[1] + 42, "data"),
        _dot(point),
        _dot(above),
    )


def receipt() -> str:
    """A number, the operation it comes from, and what went in."""
    return _sheet(
        _arrow((212, 72), (304, 128)),
        _arrow((212, 228), (304, 172)),
        _arrow((390, 150), (492, 150)),
        _box(40, 13, "a", 2.0),
        _box(40, 169, "b", -3.0),
        _operation(342, 150, "×"),
        _box(500, 91, "c", -6.0),
    )


def twice() -> str:
    """One value that is used twice: what comes back to it is what the lesson asks for."""
    return _sheet(
        _bow((212, 122), (310, 118), -60),
        _bow((212, 178), (310, 182), 60),
        _arrow((396, 150), (492, 150)),
        _box(40, 91, "x", 3.0),
        _operation(348, 150, "+"),
        _box(500, 91, "y", 6.0),
    )


def factors() -> str:
    """A product; both local slopes, the rule that the lesson asks for, are still open."""
    return _sheet(
        _arrow((212, 72), (384, 128)),
        _arrow((212, 228), (384, 172)),
        _arrow((470, 150), (522, 150)),
        _box(40, 13, "a", 2.0),
        _box(40, 169, "b", 5.0),
        _tag(298, 98, "×?"),
        _tag(298, 202, "×?"),
        _operation(422, 150, "×"),
        _box(530, 91, "c", 10.0),
    )


def power() -> str:
    """One operand, one operation, one local slope."""
    return _sheet(
        _arrow((212, 150), (380, 150)),
        _arrow((472, 150), (522, 150)),
        _box(40, 91, "a", 3.0),
        _tag(296, 150, "×27"),
        _operation(424, 150, "**3"),
        _box(530, 91, "b", 27.0),
    )


def gates() -> str:
    """The hinge of relu: its flat part with a closed gate, its rising part with an open one."""
    return _sheet(
        _line([(40, 252), (370, 252)], "negative", 12),
        _line([(370, 252), (690, 100)], "positive", 12),
        _dot((370, 252)),
        *_gate((120, 252), 180, 0, "negative"),
        *_gate((530, 176), 90, -102, "positive"),
    )


def meeting() -> str:
    """Two gradients that come back to one value, which is used twice."""
    return _sheet(
        _bow((492, 72), (234, 128), -20, "positive"),
        _bow((492, 228), (234, 172), 20, "negative"),
        _box(40, 91, "b", -2.0, grad=True),
        _box(500, 13, "c", 3.0, grad=True),
        _box(500, 169, "d", -5.0, grad=True),
    )


def neuron() -> str:
    """A neuron: inputs, weights in two colours, and tanh at its heart."""
    heart = [(365 + 24 * x, 150 - 62 * math.tanh(1.4 * x)) for x in (k / 10 for k in range(-30, 31))]
    return _sheet(
        _bow((170, 62), (272, 104), -8, "positive", 12),
        _bow((170, 238), (272, 196), 8, "negative", 12),
        _arrow((478, 150), (560, 150)),
        _operation(365, 150, "", 106),
        _line([(283, 150), (447, 150)], "line", 3),
        _line([(365, 75), (365, 225)], "line", 3),
        _line(heart, "ink", 9),
        _letters("x₁", 120, 76, "ink", 60),
        _letters("x₂", 120, 256, "ink", 60),
        _letters("y", 605, 166, "ink", 60),
    )


def to_be_drawn() -> str:
    """A box, an operation, and a place for what is not there yet, with a caret in it."""
    x, y = 500, 91
    return _sheet(
        _arrow((212, 150), (298, 150)),
        _line([(396, 150), (484, 150)], "line", 6, dashed=True),
        _box(40, 91, "a", 2.0),
        element("circle", cx=346, cy=150, r=_RADIUS, stroke_dasharray=_DASHES, **lined("data", stroke_width=5)),
        element("rect", x=x, y=y, width=_BOX[0], height=_BOX[1], rx=16, stroke_dasharray=_DASHES,
                **lined("line", stroke_width=5)),
        _line([(x + 34, y + 28), (x + 34, y + 90)], "positive", 8),
    )  # fmt: skip


def shares() -> str:
    """Three scores and the bars of their probabilities."""
    scores = (1.0, 2.0, 0.0)
    total = sum(map(math.exp, scores))
    bars = []
    for k, (score, colour) in enumerate(zip(scores, (_GOLD, COLOURS["positive"][0], _GOLD), strict=True)):
        x, tall = 110 + 180 * k, 290 * math.exp(score) / total
        bars.append(element("rect", x=x, y=214 - tall, width=140, height=tall, rx=8, fill=colour))
        bars.append(_letters(f"{score:.1f}", x + 70, 276, "ink"))
    return _sheet(*bars, _line([(80, 217), (640, 217)], "ink", 6))


def _sheet(*parts: str) -> str:
    return svg_document("\n".join(parts), (WIDTH, HEIGHT), f"0 0 {WIDTH} {HEIGHT}", "")


def _line(places: Iterable[_Place], colour: str, wide: float, dashed: bool = False) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return element("path", d=f"M{way}", stroke_linecap="round", stroke_linejoin="round",
                   stroke_dasharray=_DASHES if dashed else None, **lined(colour, stroke_width=wide))  # fmt: skip


def _arrow(tail: _Place, tip: _Place) -> str:
    return _bow(tail, tip, 0)


def _bow(tail: _Place, tip: _Place, bend: float, colour: str = "line", wide: float = 7) -> str:
    """An arrow; bend: how far its middle is moved down."""
    middle = (tail[0] + tip[0]) / 2, (tail[1] + tip[1]) / 2 + bend
    way = math.atan2(tip[1] - middle[1], tip[0] - middle[0])
    sides = [(tip[0] - 30 * math.cos(way + turn), tip[1] - 30 * math.sin(way + turn)) for turn in (-0.45, 0.45)]
    foot = (sides[0][0] + sides[1][0]) / 2, (sides[0][1] + sides[1][1]) / 2
    shaft = f"M{tail[0]} {tail[1]}Q{middle[0]:.1f} {middle[1]:.1f} {foot[0]:.1f} {foot[1]:.1f}"
    head = "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, *sides))
    return element("path", d=shaft, **lined(colour, stroke_width=wide)) + element(
        "path", d=f"M{head}z", **filled(colour)
    )


def _box(left: float, top: float, name: str, x: float, grad: bool = False) -> str:
    """A value: its name and its number, or its gradient, in the colour of its sign."""
    wide, tall = _BOX
    sign = sign_colour(x)
    return element(
        "g",
        element("rect", width=wide, height=tall, rx=16, stroke_width=5, **filled(sign if grad else "line", "paper")),
        element("path", d=f"M4 {_HEAD}V16a12 12 0 0 1 12 -12H{wide - 16}a12 12 0 0 1 12 12V{_HEAD}z", **filled("tint")),
        _letters(name, wide / 2, 39, "ink", 40),
        _letters(number(x, signed=grad), wide / 2, 101, sign),
        transform=f"translate({left} {top})",
    )


def _operation(x: float, y: float, sign: str, radius: float = _RADIUS) -> str:
    size = 62 if len(sign) == 1 else 34
    return element("circle", cx=x, cy=y, r=radius, fill=_GOLD, stroke_width=5,
                   stroke=COLOURS["data"][0]) + _letters(sign, x, y + 0.33 * size, "ink", size)  # fmt: skip


def _tag(x: float, y: float, words: str) -> str:
    wide = 26 * len(words) + 28
    return element("rect", x=x - wide / 2, y=y - 28, width=wide, height=56, rx=14, stroke_width=4,
                   **filled("data", "paper")) + _letters(words, x, y + 15, "data", 42)  # fmt: skip


def _letters(words: str, x: float, y: float, colour: str, size: float = _LETTERS) -> str:
    return text(words, colour, size, x, y, text_anchor="middle", font_weight=700, mono=1)


def _dot(place: _Place) -> str:
    return element("circle", cx=place[0], cy=place[1], r=13, fill=_GOLD, stroke_width=5,
                   stroke=COLOURS["ink"][0])  # fmt: skip


def _gate(foot: _Place, long: float, turned: float, colour: str) -> list[str]:
    """A gate beside a way: a post, and its arm, turned by so many degrees."""
    x, y = foot[0], foot[1] - 76
    stripes = [element("rect", x=k * long / 6, y=-11, width=long / 6, height=22, **filled(colour if k % 2 else "paper"))
               for k in range(6)]  # fmt: skip
    arm = element("g", *stripes, element("rect", x=0, y=-11, width=long, height=22, **lined(colour, stroke_width=5)),
                  transform=f"translate({x} {y}) rotate({turned})")  # fmt: skip
    return [arm, _line([(x, y - 22), (x, foot[1] + 34)], "ink", 14)]


MOTIFS: dict[str, Callable[[], str]] = {
    "00_start_here": nudge,
    "01_value": receipt,
    "02_add": twice,
    "03_mul": factors,
    "04_pow": power,
    "05_relu": gates,
    "06_backward": meeting,
    "08_the_engine_room": neuron,
    "09_blank_page": to_be_drawn,
    "10_tasks_from_elsewhere": shares,
}
