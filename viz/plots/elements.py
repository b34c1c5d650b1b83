"""What a plot that we draw is made of, as SVG, at places in px that count upwards: lines, markers, words."""

from collections.abc import Iterable, Sequence

from viz.drawing.curves import path_text
from viz.drawing.elements import Attribute, element, text
from viz.plots.sampling import Point
from viz.plots.sheet import Box, Words
from viz.words.text import width as columns_of

Attributes = dict[str, Attribute]

HEIGHT = 302.4  # px, of the sheet
COLUMN, _BOLD_COLUMN = 0.58, 0.62  # em that a column of text takes, rather more than less
LETTERS, ROW, BASELINE = 1.0, 1.2, 0.78  # em: how high letters are, and rows; from the upper end of the letters
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
PARTS = {"left": 0.0, "center": 0.5, "right": 1.0, "bottom": 0.0, "top": 1.0}  # of a box, where its place is
_SHAPES = {  # of markers of size 1
    "s": [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "^": [(-0.5, -0.5), (0.5, -0.5), (0, 0.5)],
    "X": [(-0.25, -0.5), (0, -0.25), (0.25, -0.5), (0.5, -0.25), (0.25, 0), (0.5, 0.25),
          (0.25, 0.5), (0, 0.25), (-0.25, 0.5), (-0.5, 0.25), (-0.25, 0), (-0.5, -0.25)],
}  # fmt: skip


def dashes_of(dashes: Sequence[float], width: float) -> str | None:
    return " ".join(f"{part * width:.4g}" for part in dashes) or None


def corners(points: Iterable[Point]) -> str:
    """A path through places in px, which count upwards."""
    return path_text([(x, HEIGHT - y) for x, y in points], False)


def path(points: Iterable[Point], look: Attributes, end: str = "") -> str:
    return element("path", d=corners(points) + end, **look)


def mark(spot: Point, marker: str, size: float, look: Attributes) -> str:
    x, y = spot
    if marker == "o":
        return element("circle", cx=x, cy=HEIGHT - y, r=size / 2, **look)
    return path([(x + size * across, y + size * up) for across, up in _SHAPES[marker]], look, "Z")


def size_of(words: Words) -> tuple[float, float]:
    """Width and height."""
    rows = words.text.split("\n")
    column = _BOLD_COLUMN if words.bold else COLUMN
    return max(map(columns_of, rows)) * column * words.size, (LETTERS + ROW * (len(rows) - 1)) * words.size


def written(words: Words, box: Box) -> str:
    x = box.left + PARTS[words.ha] * (box.right - box.left)
    weight = "700" if words.bold else None
    return "".join(
        text(row, words.colour, words.size, x, HEIGHT - box.high + (BASELINE + n * ROW) * words.size,
             text_anchor=_ANCHORS[words.ha], font_weight=weight)
        for n, row in enumerate(words.text.split("\n"))
    )  # fmt: skip
