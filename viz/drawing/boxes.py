"""Draws the values and the operations of a picture, and the equation that opens at an operation."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from viz.drawing.edges import draw_badge
from viz.drawing.elements import element, filled, lined, text
from viz.drawing.geometry import EQUATION_HEIGHT, HEADER, LEDGER, ROW, SIDE, Box, Geometry
from viz.words.messages import say
from viz.words.text import MONOSPACE, width

Properties = Mapping[str, Any]  # how one thing looks at a moment: see viz.drawing.scenes

_NUMBER, _WORD = 22, 14  # px of the letters
_CHIP_COLUMN, _MOST_CHIPS = 10.2, 3
_FALL, _ASIDE = 150, 74  # px that an overwritten number falls, and that it is pushed to the side


def draw_box(i: int, box: Box, p: Properties, tooltip: str = "") -> str:
    """A value as it is at a moment.

    Its properties: data, grad (the texts), grad_sign (its colour), data_hot, grad_hot (how bright the row is),
    grad_bold, active (in the light), glow and glow_sign (around it), mark, truth (the true gradient), chips (what has
    arrived: [text, sign, lost, edge] each; many only counted, in words), chips_seen (the last one's opacity).
    """
    w, h = box.width, box.height
    parts = [element("title", escape(tooltip))] if tooltip else []
    if p.get("glow", 0) > 0:
        parts.append(element("rect", x=-6, y=-6, width=w + 12, height=h + 12, rx=13,
                             fill_opacity=f"{p['glow']:.2f}", **filled(p["glow_sign"])))  # fmt: skip
    parts += [
        element("rect", width=w, height=h, rx=8, **_frame(p)),
        element("path", d=f"M1.4 {HEADER}V8a6.6 6.6 0 0 1 6.6 -6.6H{w - 8:.1f}a6.6 6.6 0 0 1 6.6 6.6V{HEADER}z",
                **filled("tint")),
        text(box.name, "ink", 18 if box.is_label else 16, w / 2, 19, text_anchor="middle",
             font_weight=800 if box.is_label else None, mono=None if box.is_label else 1),
        *_row(0, w, p.get("data_hot", 0), say("data"), p["data"], "muted" if p["data"] == "·" else "ink", False),
    ]  # fmt: skip
    if box.rows > 1:
        parts += _row(1, w, p.get("grad_hot", 0), say("grad"), p["grad"], p.get("grad_sign", "muted"),
                      bool(p.get("grad_bold")))  # fmt: skip
    if box.ledger:
        parts.append(element("g", *_ledger(p.get("chips", ()), w, p.get("chips_seen", 1)),
                             transform=f"translate(0 {HEADER + 2 * ROW + 1})"))  # fmt: skip
    if p.get("truth"):
        parts += [
            text(say("truth"), "wrong", _WORD, SIDE, h - 9, font_weight=700),
            text(p["truth"], "wrong", _fitting(p["truth"], w - 56), w - SIDE, h - 7.5, text_anchor="end",
                 font_weight=700, mono=1, data_part="truth"),
        ]  # fmt: skip
    if p.get("mark") == "wrong":
        parts.append(element("rect", x=-5, y=-5, width=w + 10, height=h + 10, rx=12,
                             **lined("wrong", stroke_width=1.4)))  # fmt: skip
    if p.get("mark") not in (None, "", "spoilt"):
        parts.append(draw_badge("?" if p["mark"] == "doubt" else "≠", (w - 2, 0), 13))
    return element("g", *parts, data_value=str(i), transform=f"translate({box.x:.1f} {box.y:.1f})")


def _frame(p: Properties) -> dict[str, Any]:
    if p.get("mark") == "wrong":
        return {"stroke_width": 3.4, **filled("wrong", "paper")}
    if p.get("mark") == "spoilt":
        return {"stroke_width": 2.6, "stroke_dasharray": "7 4", **filled("wrong", "paper")}
    return {"stroke_width": 3.2, **filled("ink", "paper")} if p.get("active") else {
        "stroke_width": 1.4, **filled("line", "paper")
    }  # fmt: skip


def _row(k: int, w: float, hot: float, word: str, number: str, colour: str, bold: bool) -> list[str]:
    y = HEADER + k * ROW
    size = _fitting(number, w - 2 * SIDE)
    wordless = 0.6 * size * width(number) > w - 2 * SIDE - 34
    parts = [element("rect", x=2, y=y + 1, width=w - 4, height=ROW - 1, rx=3, fill_opacity=f"{hot:.2f}",
                     **filled("hot"))] if hot > 0 else []  # fmt: skip
    if not wordless:
        parts.append(text(word, "muted", _WORD, SIDE, y + 20))
    parts.append(text(number, colour, size, w - SIDE, y + 22, text_anchor="end", mono=1,
                      font_weight=700 if bold else None, data_part=("data", "grad")[k]))  # fmt: skip
    return parts


def _fitting(number: str, room: float) -> float:
    return min(_NUMBER, room / (0.6 * max(1, width(number))))


def _ledger(chips: Sequence[Sequence[Any]] | str, w: float, seen: float) -> list[str]:
    """What has arrived, one chip each; of more than three only how many there are."""
    parts = [element("path", d=f"M8 -1H{w - 8:.1f}", **lined("edge", stroke_width=1))]
    if isinstance(chips, str):
        return [*parts, text(chips, "muted", 15, w - SIDE, 18, text_anchor="end")]
    room = sum(_CHIP_COLUMN * width(chip[0]) + 26 for chip in chips)
    shrunk, x = min(1.0, (w - 14) / room) if chips else 1.0, 10.0
    for k, (content, sign, lost, edge) in enumerate(chips):
        across = (_CHIP_COLUMN * width(content) + 12) * shrunk
        if k:
            if not (lost or chips[k - 1][2]):
                parts.append(text("+", "ink", 16, x + 5, 18, text_anchor="middle", mono=1))
            x += 12 * shrunk + 2
        parts.append(_chip(content, sign, bool(lost), edge, x, across, shrunk, seen if k == len(chips) - 1 else 1))
        x += across + 1
    return parts


def _chip(content: str, sign: str, lost: bool, edge: str, x: float, across: float, shrunk: float, seen: float) -> str:
    colour = "wrong" if lost else sign
    return element(
        "g",
        element("rect", x=x, y=2, width=across, height=LEDGER - 5, rx=7, stroke_width=1.6,
                stroke_dasharray="3 3" if lost else None, **filled(colour, "paper")),
        text(content, "ink" if colour == "line" else colour, 16 * max(0.8, shrunk), x + across / 2, 18.5,
             text_anchor="middle", font_weight=700, mono=1, text_decoration="line-through" if lost else None),
        opacity=None if seen == 1 else f"{seen:.2f}",
        data_chip=edge,
    )  # fmt: skip


def draw_fall(i: int, box: Box, p: Properties) -> str:
    """A number that is overwritten: pushed out of its row, it falls. Its properties: fall (how far), fall_text."""
    q = p["fall"]
    pushed = 1 - (1 - min(1.0, 2.4 * q)) ** 3
    x = box.x + box.width - 34 - _ASIDE * pushed
    y = box.y + HEADER + 1.5 * ROW + _FALL * max(0, q - 0.25) ** 2 / 0.56
    content = p["fall_text"]
    room = 13.2 * width(content) + 18
    return element(
        "g",
        element("rect", x=-room / 2, y=-14.5, width=room, height=29, rx=13, stroke_width=2.4,
                **filled("wrong", "paper")),
        text(content, "wrong", 22, 0, 7.5, text_anchor="middle", font_weight=700, mono=1,
             text_decoration="line-through" if q > 0.25 else None),
        transform=f"translate({x:.1f} {y:.1f}) rotate({-44 * max(0.0, q - 0.2):.0f})",
        opacity=f"{1 - q ** 4:.2f}",
        data_fall=str(i),
    )  # fmt: skip


def draw_operation(i: int, geometry: Geometry, p: Properties, tooltip: str = "") -> str:
    """An operation as it is at a moment. Its properties: active, ring (how far a ring around it has spread), mark."""
    operation, ring = geometry.operations[i], p.get("ring")
    rx, ry = operation.width / 2, operation.height / 2
    parts = [element("title", escape(tooltip))] if tooltip else []
    if ring is not None:
        grown = 1 + 0.9 * ring
        parts.append(element("ellipse", rx=rx * grown, ry=ry * grown, stroke_opacity=f"{0.8 * (1 - ring):.2f}",
                             **lined("ink", stroke_width=2 * grown)))  # fmt: skip
    outline = {"stroke_width": 3.4, **filled("ink", "operation")} if p.get("active") else {
        "stroke_width": 1.6, **filled("line", "operation")
    }  # fmt: skip
    is_sign = width(operation.sign) == 1
    parts += [
        element("ellipse", rx=rx, ry=ry, **outline),
        text(operation.sign, "ink", 27 if is_sign else 19, 0, 9 if is_sign else 6.5, text_anchor="middle",
             font_weight=600),
    ]  # fmt: skip
    if p.get("mark"):
        parts.append(draw_badge("?" if p["mark"] == "doubt" else "≠", (0.7 * rx, -0.7 * ry), 11))
    moved = element("g", *parts, data_operation=str(i), transform=f"translate({operation.x:.1f} {operation.y:.1f})")
    if operation.cut is None:
        return moved
    x, y = operation.cut
    return moved + text("⋯", "muted", 20, x, y + 5, text_anchor="middle")


def draw_equation(i: int, geometry: Geometry, p: Properties) -> str:
    """The equation at an operation: it points at it, and never covers it.

    Its properties: call ([text, colour, whether that is seen from the beginning] for each piece), call_seen (its
    opacity), call_size, call_result (whether the rest is seen too).
    """
    left, top, room, above = geometry.equations[i]
    x, y = geometry.operations[i].x, geometry.operations[i].y
    edge = top + EQUATION_HEIGHT if above else top
    tip, foot = (y - 27 if above else y + 27), min(max(x, left + 18), left + room - 18)
    size = p.get("call_size", 1)
    pieces = [
        element("tspan", escape(content), fill_opacity=None if at_once or p.get("call_result") else 0,
                **filled(colour or "ink"))
        for content, colour, at_once in p["call"]
    ]  # fmt: skip
    columns = sum(width(content) for content, _, _ in p["call"])
    fitting = min(22, (room - 12) / (0.6 * max(1, columns)))
    scaled = "" if size == 1 else f"translate({x:.1f} {y:.1f}) scale({size:.2f}) translate({-x:.1f} {-y:.1f})"
    return element(
        "g",
        element("rect", x=left, y=top, width=room, height=EQUATION_HEIGHT, rx=9, stroke_width=2.2,
                **filled("ink", "paper")),
        element("path", d=f"M{foot - 9:.1f} {edge:.1f}L{x:.1f} {tip:.1f}L{foot + 9:.1f} {edge:.1f}", stroke_width=2.2,
                **filled("ink", "paper")),
        _spaced(pieces, left + room / 2, top + 26, fitting),
        opacity=None if p.get("call_seen", 1) == 1 else f"{p['call_seen']:.2f}",
        transform=scaled or None,
        data_call=str(i),
    )  # fmt: skip


def _spaced(pieces: Sequence[str], x: float, y: float, size: float) -> str:
    return element("text", *pieces, x=x, y=y, font_size=size, font_weight=700, text_anchor="middle",
                   font_family=MONOSPACE, style="white-space:pre", **filled("ink"))  # fmt: skip
