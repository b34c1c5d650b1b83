"""When what is seen of a step: its parts, each a list of cues. The page gets these same lists, so that a step looks
there as it does in a file.

A cue is (begin, end, role, property, before, after, easing): from `begin` to `end` ms a property of what plays that
role goes from one state to the other; where both times are one it changes at once. "$local" stands for a fact of the
step.

A step backward has three beats. Each is one of the three moves: the local slope comes to the arrow; the gradient of the
result comes to the operation and is multiplied there; the product goes on and is added in the box.
"""

from collections.abc import Mapping
from typing import Any

Cue = tuple[float, float, str, str, Any, Any, str]
Parts = Mapping[str, tuple[Cue, ...]]

LENGTHS = {"contribution": 4700, "forward": 2300, "start": 0, "end": 0}
OTHER_LENGTH = 1200
BEATS = (1100, 2900)  # ms: when the second and the third beat begin
HOLDS = (1090, 2890, 4690)  # ms: where the picture stands while a beat is held
# ms when the panel beside the picture tells a number: of a step forward the result, of one backward each of its moves.
TOLD = {"result": 1000, "local": 620, "upstream": 1840, "product": 2300, "sum": 3650, "total": 4150}
KEYS = {"contribution": (1090, 2890, 4100, 4700), "forward": (650, 1300, 2300)}  # for who wants no motion
MARKED, OWED = 4125, 4560  # ms of a step backward: when what is wrong is marked, when the true number stands there


def _at(ms: float, role: str, name: str, state: Any) -> Cue:
    return ms, ms, role, name, None, state, ""


def _to(begin: float, end: float, role: str, name: str, before: Any, after: Any, easing: str = "ease") -> Cue:
    return begin, end, role, name, before, after, easing


def _bead(role: str, begin: float, end: float, way: tuple[int, int], text: str, sign: str) -> tuple[Cue, ...]:
    """A number that travels along an arrow."""
    return (
        _at(begin, role, "bead_text", text),
        _at(begin, role, "bead_sign", sign),
        _to(begin, end, role, "bead", *way),
        _at(end, role, "bead", None),
    )


def _flow(role: str, begin: float, end: float, before: Any = 0, glow: float = 0.34) -> tuple[Cue, ...]:
    """An arrow that lights up, from its head to its tail."""
    return (
        _at(begin, role, "flow", "$flow"),
        _at(begin, role, "forward", 0),
        _at(begin, role, "glow", glow),
        _to(begin, end, role, "lit", before, 1),
    )


_IN_GOLD = ("data", 4, "")


def _in_gold(role: str, begin: float, end: float) -> tuple[Cue, ...]:
    """An arrow along which data flows, from its tail to its head."""
    return (
        _at(begin, role, "flow", _IN_GOLD),
        _at(begin, role, "forward", 1),
        _at(begin, role, "glow", 0.16),
        _to(begin, end, role, "lit", 0, 1),
    )


def _landing(grad: str) -> tuple[Cue, ...]:
    """What arrives at a value and changes its gradient to this, in the light until the step is over."""
    return (
        _at(TOLD["sum"], "value", "grad", grad),
        _at(TOLD["sum"], "value", "grad_sign", "$sign"),
        _at(TOLD["sum"], "value", "chips", "$chips"),
        _at(TOLD["sum"], "value", "grad_bold", 1),
        _at(TOLD["sum"], "value", "grad_hot", 1),
        _at(4700, "value", "grad_bold", 0),
        _at(4700, "value", "grad_hot", 0),
    )


def _slope(begin: float, end: float, size: float, cooled: float) -> tuple[Cue, ...]:
    """A local slope that grows on its arrow, in the light until it has been multiplied by."""
    return (
        _at(begin, "edge", "tag", "$tag"),
        _at(begin, "edge", "tag_hot", 1),
        _to(begin, end, "edge", "tag_size", size, 1, "pop"),
        _at(cooled, "edge", "tag_hot", 0),
    )


def _equation(begin: float, size: float, result: float, fades: tuple[float, float]) -> tuple[Cue, ...]:
    """The equation that opens at an operation, first without its result, and goes again."""
    return (
        _at(begin, "operation", "call", "$call"),
        _at(begin, "operation", "call_result", 0),
        _to(begin, begin + 240, "operation", "call_seen", 0, 1, "linear"),
        _to(begin, begin + 240, "operation", "call_size", size, 1, "pop"),
        _at(result, "operation", "call_result", 1),
        _to(*fades, "operation", "call_seen", 1, 0, "linear"),
        _at(fades[1], "operation", "call", None),
    )


_ADDED = (
    *_landing("$sum"),
    _to(3650, 3850, "value", "chips_seen", 0, 1, "linear"),
    _to(TOLD["total"], 4450, "value", "grad", "$before", "$after", "count"),
    _at(4450, "value", "grad", "$grad"),
)
_SLOPE = _slope(TOLD["local"], 920, 0.7, 3650)

STEP: Parts = {
    # Forwards.
    "operand goes": (
        _at(0, "edge", "coming", 0),
        *_in_gold("edge", 0, 650),
        *_bead("edge", 0, 650, (0, 1), "$number", "data"),
        _at(0, "operand", "data_hot", 1),
        _at(2300, "operand", "data_hot", 0),
        _at(2300, "edge", "lit", 0),
    ),
    "result comes": (
        _at(0, "operation", "active", 1),
        _at(0, "result", "active", 1),
        *_equation(620, 0.9, TOLD["result"], (2100, 2300)),
        _at(0, "way", "coming", 0),
        *_in_gold("way", 1450, 1950),
        *_bead("way", 1450, 1950, (0, 1), "$number", "data"),
        _at(1950, "result", "data", "$data"),
        _to(1950, 2300, "result", "data_hot", 1, 0, "linear"),
        _at(2300, "way", "lit", 0),
    ),
    # Backwards.
    "seed": (
        _at(0, "value", "active", 1),
        _at(0, "value", "grad_hot", 1),
        _at(350, "value", "grad", "$grad"),
        _at(350, "value", "grad_sign", "$sign"),
        _at(350, "value", "grad_bold", 1),
        _at(1200, "value", "grad_bold", 0),
        _at(1200, "value", "grad_hot", 0),
    ),
    "acting": (
        _at(0, "value", "active", 1),
        _at(0, "result", "active", 1),
        _at(0, "operation", "active", 1),
    ),
    "slope from a value": (
        _at(120, "edge", "ghost_from", "$from"),
        _at(120, "edge", "ghost_text", "$number"),
        _to(120, 650, "edge", "ghost", 0, 1),
        _at(650, "edge", "ghost", None),
        _at(120, "other", "data_hot", 1),
        _to(620, 920, "other", "data_hot", 1, 0, "linear"),
        *_SLOPE,
    ),
    "slope from the operation": (
        _at(120, "edge", "tag", "$tag"),
        _at(120, "edge", "tag_hot", 1),
        _to(120, 650, "edge", "tag_way", 0, 1),
        _to(120, 650, "edge", "tag_size", 0, 1),
        _to(650, 920, "edge", "tag_size", 0.8, 1, "pop"),
        _at(3650, "edge", "tag_hot", 0),
    ),
    "multiply": (
        _at(950, "result", "grad_hot", 1),
        *_flow("way", 1200, 1900, "$already"),
        *_bead("way", 1200, 1900, (1, 0), "$upstream", "$sign"),
        _to(1880, 2300, "operation", "ring", 0, 0.7, "linear"),
        _to(2300, 2800, "operation", "ring", 0, 1, "linear"),
        _at(2800, "operation", "ring", None),
        _to(2300, 2560, "result", "grad_hot", 1, 0, "linear"),
        _at(3650, "way", "glow", 0.2),
    ),
    "equation": _equation(1880, 0.86, TOLD["product"], (3080, 3300)),
    "arrive": (
        *_flow("edge", 2950, 3650),
        *_bead("edge", 2950, 3650, (1, 0), "$number", "$sign"),
        _at(4700, "edge", "glow", 0.2),
    ),
    "add": _ADDED,
    "add first": _ADDED,
    "put": _landing("$grad"),  # what is no sum
    "fall": (
        _at(0, "value", "fall_text", "$number"),
        _to(0, 950, "value", "fall", 0, 1, "linear"),
        _at(950, "value", "fall", None),
    ),
    "strike": (_at(350, "value", "chips", "$chips"),),
    "lose": (_at(240, "edge", "lost", 1),),
    "mark": (_at(0, "target", "mark", "$mark"),),
    "owe": (_at(0, "value", "truth", "$grad"),),
}

# The wave: the same parts, in thousandths of the time that one distance takes.
_GLOW = (
    _at(940, "value", "glow_sign", "$sign"),
    _to(940, 1900, "value", "glow", 0.57, 0.17, "out"),
)
_WAVE_LANDED = (
    _at(940, "value", "chips", "$chips"),
    _to(940, 1150, "value", "chips_seen", 0, 1, "linear"),
    _at(940, "value", "grad_sign", "$sign"),
    _at(940, "value", "grad_bold", 1),
    _at(940, "value", "grad_hot", 1),
    _to(1250, 1900, "value", "grad_hot", 1, 0, "linear"),
    _at(1900, "value", "grad_bold", 0),
    *_GLOW,
)
_WAVE_SLOPE = _slope(200, 420, 0.4, 940)
WAVE: Parts = {
    "operand goes": (
        _at(0, "edge", "coming", 0),
        *_in_gold("edge", 0, 550),
        *_bead("edge", 0, 550, (0, 1), "$number", "data"),
    ),
    "result comes": (
        _at(550, "way", "coming", 0),
        _to(550, 950, "operation", "ring", 0, 1, "linear"),
        _at(950, "operation", "ring", None),
        *_in_gold("way", 600, 950),
        *_bead("way", 600, 950, (0, 1), "", "data"),
        _at(950, "result", "data", "$data"),
        _to(950, 1600, "result", "data_hot", 1, 0, "linear"),
        _at(950, "result", "glow_sign", "data"),
        _to(950, 1800, "result", "glow", 0.45, 0, "out"),
    ),
    "seed": (
        _at(0, "value", "grad", "$grad"),
        _at(0, "value", "grad_sign", "$sign"),
        _at(0, "value", "glow_sign", "$sign"),
        _to(0, 900, "value", "glow", 0.57, 0.17, "out"),
        _to(400, 1000, "value", "grad_hot", 1, 0, "linear"),
    ),
    "slope from a value": _WAVE_SLOPE,
    "slope from the operation": _WAVE_SLOPE,
    "multiply": (
        *_flow("way", 0, 360, glow=0.3),
        *_bead("way", 0, 360, (1, 0), "$upstream", "$sign"),
        _at(0, "result", "grad_hot", 1),
        _at(360, "result", "grad_hot", 0),
        _to(460, 800, "operation", "ring", 0, 1, "linear"),
        _at(800, "operation", "ring", None),
    ),
    "arrive": (
        *_flow("edge", 460, 940, glow=0.3),
        *_bead("edge", 460, 940, (1, 0), "$number", "$sign"),
    ),
    "add": (*_WAVE_LANDED, _at(940, "value", "grad", "$sum"), _at(1250, "value", "grad", "$grad")),
    "add first": (*_WAVE_LANDED, _at(940, "value", "grad", "$grad")),
    "put": (*_WAVE_LANDED, _at(940, "value", "grad", "$grad")),
    "fall": (
        _at(940, "value", "fall_text", "$number"),
        _to(940, 1800, "value", "fall", 0, 1, "linear"),
        _at(1800, "value", "fall", None),
    ),
    "strike": (_at(940, "value", "chips", "$chips"),),
    "lose": (_at(1150, "edge", "lost", 1),),
    "mark": (_at(1350, "target", "mark", "$mark"),),
    "owe": (_at(1700, "value", "truth", "$grad"),),
}

# Between its two halves, in ms: the gold of the data goes.
FADE: Parts = {
    "operand goes": (_to(0, 500, "edge", "glow", 0.16, 0, "linear"), _at(500, "edge", "lit", 0)),
    "result comes": (_to(0, 500, "way", "glow", 0.16, 0, "linear"), _at(500, "way", "lit", 0)),
}
