"""A number that remembers what it was computed from."""

from exercises.closure_engine import source_of
from exercises.examination import lacks
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.verdict import Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values.conventions import ValueLike
from viz.values.numbers import read_gradient
from viz.values.operands import is_value_like, operands_of
from viz.words.text import plain, short_repr

_MISSING = Text("value.missing")
_WHAT = {
    "data": Text("value.what data"),
    "grad": Text("value.what grad"),
    "_prev": Text("value.what _prev"),
}
_DATA = Text("value.data")
_GRAD = Text("value.grad")
_NOT_EMPTY = Text("value.not empty")
_SHARED = Text("value.shared")
_OP = Text("value.op")
_REPR = Text("value.repr")
_RIGHT = Text("value.right")


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "__init__"):
        return not_attempted()
    leaf = make(3.0)
    for name in _WHAT:
        if not hasattr(leaf, name) and not (name == "_prev" and hasattr(leaf, "_children")):
            return wrong(_MISSING.filled(name=name, what=_WHAT[name]))
    if is_value_like(leaf.data):
        return mistaken("wrapped twice")
    for number, text in ((leaf.data, _DATA), (leaf.grad, _GRAD)):
        if read_gradient(number).number != (3.0 if text is _DATA else 0.0):
            return wrong(text.filled(given=short_repr(number)))
    return _operands(make, leaf) or _shown(leaf) or right(_RIGHT)


def _operands(make: LearnersClass, leaf: ValueLike) -> Verdict | None:
    if operands_of(leaf).values:
        return wrong(_NOT_EMPTY.filled(given=short_repr(operands_of(leaf).values)))
    a, b = make(2.0), make(3.0)
    result = make(5.0, (a, b), "+")
    kept = {id(operand) for operand in operands_of(result).values}
    if not kept:
        return mistaken("no parents")
    if kept != {id(a), id(b)}:
        return mistaken("detached")
    if operands_of(make(7.0)).values:
        return wrong(_SHARED)
    if getattr(result, "_op", None) != "+":
        return wrong(_OP.filled(given=short_repr(getattr(result, "_op", None))))
    return None


def _shown(leaf: ValueLike) -> Verdict | None:
    return None if plain(leaf.data) in repr(leaf) else wrong(_REPR.filled(given=short_repr(leaf)))


EXERCISES = (
    Exercise(
        name="value",
        lesson=1,
        takes="class",
        examine=_examine,
        picture=picture("a + b", a=2, b=3),
        solution=source_of("__init__", "__repr__"),
        predictions=(gradient_of("value_leaf", "a", "a * 1", (5.0, 0.0), a=5),),
    ),
)
