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


_ADDED = (
    _at(3650, "value", "grad", "$sum"),
    _at(3650, "value", "grad_sign", "$sign"),
    _at(3650, "value", "grad_bold", 1),
    _at(3650, "value", "grad_hot", 1),
    _at(3650, "value", "chips", "$chips"),
    _to(3650, 3850, "value", "chips_seen", 0, 1, "linear"),
    _to(4150, 4450, "value", "grad", "$before", "$after", "count"),
    _at(4450, "value", "grad", "$grad"),
    _at(4700, "value", "grad_bold", 0),
    _at(4700, "value", "grad_hot", 0),
)
_SLOPE = (
    _at(620, "edge", "tag", "$tag"),
    _at(620, "edge", "tag_hot", 1),
    _to(620, 920, "edge", "tag_size", 0.7, 1, "pop"),
    _at(3650, "edge", "tag_hot", 0),
)

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
        _at(620, "operation", "call", "$call"),
        _at(620, "operation", "call_result", 0),
        _to(620, 860, "operation", "call_seen", 0, 1, "linear"),
        _to(620, 860, "operation", "call_size", 0.9, 1, "pop"),
        _at(1000, "operation", "call_result", 1),
        _at(0, "way", "coming", 0),
        *_in_gold("way", 1450, 1950),
        *_bead("way", 1450, 1950, (0, 1), "$number", "data"),
        _at(1950, "result", "data", "$data"),
        _to(1950, 2300, "result", "data_hot", 1, 0, "linear"),
        _to(2100, 2300, "operation", "call_seen", 1, 0, "linear"),
        _at(2300, "operation", "call", None),
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
    "equation": (
        _at(1880, "operation", "call", "$call"),
        _at(1880, "operation", "call_result", 0),
        _to(1880, 2120, "operation", "call_seen", 0, 1, "linear"),
        _to(1880, 2120, "operation", "call_size", 0.86, 1, "pop"),
        _at(2300, "operation", "call_result", 1),
        _to(3080, 3300, "operation", "call_seen", 1, 0, "linear"),
        _at(3300, "operation", "call", None),
    ),
    "arrive": (
        *_flow("edge", 2950, 3650),
        *_bead("edge", 2950, 3650, (1, 0), "$number", "$sign"),
        _at(4700, "edge", "glow", 0.2),
    ),
    "add": _ADDED,
    "add first": _ADDED,
    "put": (  # what is no sum
        _at(3650, "value", "grad", "$grad"),
        _at(3650, "value", "grad_sign", "$sign"),
        _at(3650, "value", "chips", "$chips"),
        _at(3650, "value", "grad_bold", 1),
        _at(3650, "value", "grad_hot", 1),
        _at(4700, "value", "grad_bold", 0),
        _at(4700, "value", "grad_hot", 0),
    ),
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
_WAVE_SLOPE = (
    _at(200, "edge", "tag", "$tag"),
    _at(200, "edge", "tag_hot", 1),
    _to(200, 420, "edge", "tag_size", 0.4, 1, "pop"),
    _at(940, "edge", "tag_hot", 0),
)
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
