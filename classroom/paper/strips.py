"""Pictures in the width of a page, with labels that can still be read there.

A picture that is too wide goes on below, like a long line of text: it is cut where nothing but arrows passes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from xml.etree import ElementTree

from viz.drawing.palette import style_sheet
from viz.outputs.html import still_image
from viz.words.text import width as columns

PAGE = 680  # px: the width of a page of A4 without its margins, 180 mm
_WIDE = 640  # px: more does not go beside the number of an answer
_SMALLEST = 9.36  # px: 7 points, and what is lost to rounding
_SCALE = 0.7  # of a picture that has room: its labels are then as large as the text around it
_GROWN = 1.15  # labels that are made larger by more would touch what is beside them
_GAP = 12  # px between a cut and what stands beside it
_SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\(\s*([-\d.]+)[\s,]+([-\d.]+)\s*\)")
_NUMBER = re.compile(r"-?\d+\.?\d*|-?\.\d+")

_CURVE = re.compile(r"[MLCQ\d\s.,-]+")  # a path whose points, all of them, enclose it
_EDGE = 4  # px around what is there, for the breadth of its lines

Span = tuple[float, float]  # from left to right or downwards, px


@dataclass(frozen=True)
class Shape:
    """Where something stands in a picture.

    Attributes:
        across: from left to right.
        down: from its top to its foot.
        is_whole: whether it must not be cut; arrows may.
    """

    across: Span
    down: Span
    is_whole: bool = True


def on_page(svg: str, description: str) -> str:
    """The HTML of a picture, one image or several below each other.

    Args:
        svg: a complete SVG document.
        description: the same in words.
    """
    svg = svg.replace(style_sheet(), "")  # it makes a picture dark where the theme is
    root = ElementTree.fromstring(svg)
    left, _, wide, _ = _view(root)
    sizes = [float(text.get("font-size", "0")) for text in root.iter(f"{_SVG}text")]
    smallest = min(filter(None, sizes), default=_SMALLEST / _SCALE)
    scale = min(_SCALE * _shown(root, wide) / wide, PAGE / wide)
    if scale * smallest >= _SMALLEST:
        return _image(svg, wide * scale, description)
    if scale * smallest * _GROWN >= _SMALLEST:
        return _image(_with_labels_of(root, _SMALLEST / scale), wide * scale, description)
    shapes = list(_shapes(root))
    spans = _strips(
        (left, left + wide), PAGE * smallest / _SMALLEST, sorted(each.across for each in shapes if each.is_whole)
    )
    if not spans:
        return _image(svg, wide * scale, description)
    scale = min(_SCALE, *(PAGE / (end - start) for start, end in spans))
    strips = (
        _image(_part(root, span, _reach(shapes, span)), (span[1] - span[0]) * scale, "" if n else description)
        for n, span in enumerate(spans)
    )
    return f'<div class="strips">{"".join(strips)}</div>'


def _image(svg: str, wide: float, description: str) -> str:
    kind = "picture wide" if wide > _WIDE else "picture"
    return f'<div class="{kind}" style="width:{wide:.0f}px">{still_image(svg, description)}</div>'


def _view(root: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is seen of a picture."""
    if "viewBox" in root.attrib:
        left, top, wide, high = map(float, re.split(r"[\s,]+", root.attrib["viewBox"].strip()))
        return left, top, wide, high
    wide, high = (float(root.get(side, "1").removesuffix("px")) for side in ("width", "height"))
    return 0.0, 0.0, wide, high


def _shown(root: ElementTree.Element, seen: float) -> float:
    """How wide a picture is shown where there is room, px; that is not always what is seen of it, in its own units."""
    said = root.get("width", "").removesuffix("px")
    return float(said) if _NUMBER.fullmatch(said) else seen


def _with_labels_of(root: ElementTree.Element, least: float) -> str:
    """The same picture, with no letters that are smaller."""
    for text in root.iter(f"{_SVG}text"):
        if 0 < float(text.get("font-size", "0")) < least:
            text.set("font-size", f"{least:.2f}")
    return _written(root)


def _part(root: ElementTree.Element, across: Span, down: Span) -> str:
    """What of a picture lies between two places, and between two heights."""
    wide, high = across[1] - across[0], down[1] - down[0]
    part = ElementTree.Element(root.tag, root.attrib)
    part.extend(root)
    part.set("viewBox", f"{across[0]:g} {down[0]:g} {wide:g} {high:g}")
    part.set("width", f"{wide:g}")
    part.set("height", f"{high:g}")
    return _written(part)


def _reach(shapes: list[Shape], span: Span) -> Span:
    """From where to where down a strip reaches, with all that passes through it."""
    here = [each.down for each in shapes if each.across[0] <= span[1] and each.across[1] >= span[0]]
    return min(start for start, _ in here) - _EDGE, max(end for _, end in here) + _EDGE


def _written(root: ElementTree.Element) -> str:
    ElementTree.register_namespace("", _SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return ElementTree.tostring(root, encoding="unicode")


def _strips(whole: Span, most: float, taken: list[Span]) -> list[Span]:
    """A picture in parts of about one width, none wider than `most`; [] where it cannot be cut so."""
    cuts = list(_free(taken))
    fewest = ceil((whole[1] - whole[0]) / most)
    for count in range(fewest, len(cuts) + 2):
        aims = [whole[0] + (whole[1] - whole[0]) * n / count for n in range(1, count)]
        chosen = sorted({min(cuts, key=lambda cut: abs(cut - aim)) for aim in aims})
        spans = list(pairwise([whole[0], *chosen, whole[1]]))
        if all(end - start <= most for start, end in spans):
            return spans
    return []


def _free(taken: list[Span]) -> Iterator[float]:
    """The middles of the gaps between what is there, from the left."""
    reached = taken[0][1] if taken else 0.0
    for start, end in taken:
        if start - reached >= 2 * _GAP:
            yield (start + reached) / 2
        reached = max(reached, end)


def _shapes(element: ElementTree.Element, right: float = 0.0, down: float = 0.0) -> Iterator[Shape]:
    """All that is drawn in an element.

    Args:
        element: of a picture.
        right, down: how far all in it is shifted.
    """
    if moved := _SHIFT.match(element.get("transform", "")):
        right, down = right + float(moved[1]), down + float(moved[2])
    of = {name: float(value) for name, value in element.items() if _NUMBER.fullmatch(value)}
    x, y = right + of.get("x", 0.0), down + of.get("y", 0.0)
    match element.tag.removeprefix(_SVG):
        case "rect":
            yield Shape((x, x + of.get("width", 0.0)), (y, y + of.get("height", 0.0)))
        case "ellipse" | "circle":
            x, y, radius = right + of.get("cx", 0.0), down + of.get("cy", 0.0), of.get("r", 0.0)
            wide, high = of.get("rx", radius), of.get("ry", radius)
            yield Shape((x - wide, x + wide), (y - high, y + high))
        case "text":
            size = of.get("font-size", 16.0)
            long = 0.6 * size * columns("".join(element.itertext()))
            x -= {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0) * long
            yield Shape((x, x + long), (y - size, y + 0.3 * size))
        case "path" if _CURVE.fullmatch(element.get("d", "")):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("d", ""))]
            xs, ys = [right + x for x in numbers[::2]], [down + y for y in numbers[1::2]]
            yield Shape((min(xs), max(xs)), (min(ys), max(ys)), is_whole=False)
    for child in element:
        yield from _shapes(child, right, down)
