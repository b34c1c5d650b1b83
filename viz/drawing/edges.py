"""Draws the arrows of a picture, what flows along them, and what stands and travels on them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

from viz.drawing.curves import Curve, Point, arc_of, end_angle, path_text
from viz.drawing.elements import element, filled, lined, text
from viz.drawing.geometry import TAG_HEIGHT, Geometry
from viz.values.numbers import Held
from viz.words.text import width

Properties = Mapping[str, Any]  # how one thing looks at a moment: see viz.drawing.scenes

_HALO, _HEAD = 9, "M0 0L-11 5V-5z"
_DASHES, _COMING, _LOST = "11 6", "2 5", "2 7"
_WIDTHS, _DECADES = (2.8, 7.0), 2  # px; the widest for the largest, the narrowest for a hundredth of it and less
_RAIL = 6  # px beside an arrow that is wrong
_BEAD_COLUMN = 13.2
_SIGNS = {"doubt": "?", "late": "…"}


@dataclass(frozen=True)
class Flow:
    """How an arrow looks once something has flowed along it: never told by colour alone.

    Attributes:
        colour: "positive", "negative", "data", or "line" for 0 and "ink" for what is no ordinary number.
        width: of the line in px.
        dash: the pattern of its dashes, "" for a solid line: positive and zero are solid, negative is dashed, nan and
            inf dotted.
    """

    colour: str = "line"
    width: float = 1.8
    dash: str = ""


def flow_of(x: Held, largest: float) -> Flow:
    """The Flow of one gradient, on a scale whose end is the largest of all."""
    if not isinstance(x, Real) or not math.isfinite(x):
        return Flow("ink", 2.6, "1.5 4")
    gradient = float(x)
    if gradient == 0:
        return Flow()
    size = abs(gradient)
    decades_below = math.log10(max(largest, size) / size) if size > 1e-300 else _DECADES
    thin, wide = _WIDTHS
    line = round(wide - (wide - thin) * min(decades_below / _DECADES, 1), 1)
    return Flow("positive", line) if gradient > 0 else Flow("negative", line, _DASHES)


def draw_arrow(edge: str, geometry: Geometry, p: Properties) -> str:
    """An arrow as it is at a moment.

    Its properties: flow (colour, width, dash), lit (how much of it, from 0 to 1), glow, forward (whether it is lit from
    its tail on), coming (nothing has been computed there yet), lost (what came along it was thrown away), mark.
    """
    path, lit = geometry.paths[edge], p.get("lit", 0)
    colour, line, dash = p.get("flow") or ("line", 1.8, "")
    forward, lost = p.get("forward", 0), p.get("lost") or p.get("mark") == "missing"
    parts = []
    if lit > 0 and line > 1.8 and not lost:
        d = lit_part(path, lit, forward)
        parts.append(element("path", d=d, stroke_width=line + _HALO, stroke_opacity=_opacity(p.get("glow", 0.2)),
                             stroke_linecap="round", **lined(colour)))  # fmt: skip
    if lit < 1 or forward or lost:
        base = lined("wrong", stroke_width=2.4, stroke_dasharray=_LOST) if lost else lined(
            "line", stroke_width=1.8, stroke_dasharray=_COMING if p.get("coming") else None
        )  # fmt: skip
        parts.append(element("path", d=path_text(path, curved=True), **base))
    if lit > 0 and not lost:
        parts.append(element("path", d=lit_part(path, lit, forward), stroke_width=line,
                             stroke_dasharray=dash or None, **lined(colour)))  # fmt: skip
    reached = lit >= (1 if forward else 0.15)
    parts.append(_head(path, "wrong" if lost else colour if reached and lit else "line"))
    if p.get("mark") in ("wrong", "late"):
        rails = (arc_of(path).part(0.05, 0.95, side * (line / 2 + _RAIL)) for side in (1, -1))
        parts.append(element("path", d="".join(path_text(rail, curved=False) for rail in rails),
                             **lined("wrong", stroke_width=2.2)))  # fmt: skip
    if edge in geometry.marks:
        mark, (x, y) = geometry.marks[edge]
        parts.append(text(mark, "muted", 15, x, y + 4, text_anchor="middle"))
    return element("g", *parts, data_edge=edge)


def lit_part(path: Curve, lit: float, forward: float) -> str:
    """Seen from where the light comes from, so that dashes begin there."""
    if lit >= 1:
        return path_text(path if forward else path[::-1], curved=True)
    begin, end = (0, lit) if forward else (1, 1 - lit)
    return path_text(arc_of(path).part(begin, end), curved=False)


def _head(path: Curve, colour: str) -> str:
    (x, y), turned = path[-1], math.degrees(end_angle(path))
    return element("path", d=_HEAD, transform=f"translate({x:.1f} {y:.1f}) rotate({turned:.0f})", **filled(colour))


def draw_tag(edge: str, geometry: Geometry, p: Properties) -> str:
    """A local slope on its arrow, and the mark of an arrow that is wrong.

    Its properties: tag (the text), tag_size, tag_hot (in the light), tag_way (how far it has come from its operation),
    mark.
    """
    parts = [_tag(edge, geometry, p)] if p.get("tag") else []
    if p.get("mark"):
        x, y = _mark_place(edge, geometry, bool(p.get("tag")))
        parts.append(draw_badge(_SIGNS.get(p["mark"], "≠"), (x, y), 11))
    return element("g", *parts, data_tag=edge)


def _tag(edge: str, geometry: Geometry, p: Properties) -> str:
    (x, y), room = geometry.tags[edge]
    operation = geometry.operations[int(edge[1:].partition("_")[0])]
    way = p.get("tag_way", 1)
    x, y = operation.x + (x - operation.x) * way, operation.y + (y - operation.y) * way
    frame = {"stroke_width": 2.2, **filled("ink", "hot")} if p.get("tag_hot") else filled("line", "paper")
    size = p.get("tag_size", 1)
    shown = 17 * min(1, (room - 8) / (10.2 * max(1, width(p["tag"]))))
    return element(
        "g",
        element("rect", x=-room / 2, y=-TAG_HEIGHT / 2, width=room, height=TAG_HEIGHT, rx=7, **frame),
        text(p["tag"], "ink", shown, 0, 6, text_anchor="middle", font_weight=700, mono=1),
        transform=_moved(x, y) + ("" if size == 1 else f" scale({max(size, 0.02):.2f})"),
    )


def _mark_place(edge: str, geometry: Geometry, beside_tag: bool) -> Point:
    if beside_tag and edge in geometry.tags:
        (x, y), room = geometry.tags[edge]
        return x + room / 2 + 5, y - TAG_HEIGHT / 2 - 3
    return arc_of(geometry.paths[edge]).at(0.5)


def draw_badge(sign: str, place: Point, radius: float) -> str:
    """A sign in a circle: a ≠ where something is wrong, a ? where it is not known, a … where it comes too late."""
    colour = "muted" if sign == "?" else "wrong"
    return element(
        "g",
        element("circle", r=radius, stroke_width=2.6, **filled(colour, "paper")),
        text(sign, colour, 1.5 * radius, 0, 0.54 * radius, text_anchor="middle", font_weight=800),
        transform=_moved(*place),
    )


def draw_bead(edge: str, geometry: Geometry, p: Properties) -> str:
    """The number that travels along an arrow, beside it.

    Its properties: bead (how far it has come, from tail to head), bead_text, bead_sign (its colour).
    """
    arc, colour = arc_of(geometry.paths[edge]), p["bead_sign"]
    parts = [
        element("circle", r=17, fill_opacity=0.25, **filled(colour)),
        element("circle", r=8.5, **filled(colour)),
    ]
    if p.get("bead_text"):
        parts += _pill(p["bead_text"], colour, _side_of(edge, geometry))
    return element("g", *parts, transform=_moved(*arc.at(p["bead"])), data_bead=edge)


def draw_ghost(edge: str, geometry: Geometry, p: Properties) -> str:
    """A value's number on its way to the arrow whose local slope it is: ghost (how far), ghost_from (that value)."""
    (x1, y1), _ = geometry.tags[edge]
    box, way = geometry.boxes[p["ghost_from"]], p["ghost"]
    x0, y0 = box.x + box.width - 34, box.y + 40
    place = x0 + (x1 - x0) * way, y0 + (y1 - y0) * way - 16 * math.sin(math.pi * way)
    return element("g", *_pill(p["ghost_text"], "line", 0), transform=_moved(*place), data_bead=edge)


def _pill(content: str, colour: str, lift: float) -> list[str]:
    room = _BEAD_COLUMN * width(content) + 18
    return [
        element("rect", x=-room / 2, y=lift - 14.5, width=room, height=29, rx=13, stroke_width=2.4,
                **filled(colour, "paper")),
        text(content, "ink", 22, 0, lift + 7.5, text_anchor="middle", font_weight=700, mono=1),
    ]  # fmt: skip


def _side_of(edge: str, geometry: Geometry) -> float:
    """The number rides outside the fork: below an arrow that comes from below."""
    if edge[0] != "e":
        return -28
    operation = geometry.operations[int(edge[1:].partition("_")[0])]
    return 28 if arc_of(geometry.paths[edge]).at(0.5)[1] > operation.y + 3 else -28


def _moved(x: float, y: float) -> str:
    return f"translate({x:.1f} {y:.1f})"


def _opacity(x: float) -> str:
    return f"{x:.2f}"
