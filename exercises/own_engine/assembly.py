"""Makes the engine out of pieces: the learner's where a check finds them right, the series' own where not.

What is kept in a file may be old, broken, or somebody else's: each piece is checked again, together with all that was
taken before it, before it is used.
"""

import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exercises.origin import KEPT, LENT
from exercises.own_engine.piece import Piece, outside_names
from exercises.supervision import supervise
from exercises.topics import EXERCISES
from exercises.topics.value import serves

VALUE = (  # the exercises that make Value
    *("value", "add", "mul", "pow", "operators", "relu", "backward"),
    *("exp", "tanh", "log", "gelu"),
)
NETWORK = ("neuron", "layer", "mlp", "loss", "gradient_step", "training")
_OWN = ("exp", "tanh", "log", "gelu")  # of Value's, those of which no network has need
_ALSO = ("topological_order", "zero_grad", "gradient_check")  # functions that a file has besides
_AGAIN = {"backward_twice": "backward"}  # an exercise that asks for the same method once more, and more of it
MADE_OF = {"neuron": ("Value", "backward"), "layer": ("Neuron", "neuron"), "mlp": ("Layer", "layer")}
_MODULE = "my_micrograd"

_Build = Callable[[Mapping[str, Piece]], Any]


@dataclass(frozen=True)
class Made:
    """What was made of pieces.

    Attributes:
        thing: the class or function that the exercise asks for.
        pieces: {exercise: the Piece that stands there}, in the order in which they are learned.
        yours: the exercises whose Piece is the learner's.
        misfits: those whose Piece is kept but is not right here.
    """

    thing: Any
    pieces: Mapping[str, Piece]
    yours: Sequence[str]
    misfits: Sequence[str] = ()


def lent(exercise: str) -> Piece:
    """The series' own Piece."""
    text = EXERCISES[exercise].solution
    modules = [name for name in outside_names(text) if name in sys.stdlib_module_names]
    return Piece(text, "\n".join(f"import {name}" for name in modules))


def make(exercise: str, kept: Mapping[str, Piece], given: Mapping[str, Any]) -> Made:
    """What an exercise asks for; where it asks for methods of Value, the class with all that was learned by then.

    Args:
        exercise: its name.
        kept: {exercise: the learner's Piece}.
        given: {name: class} of those that a network is made of (Value, Neuron, Layer); what is missing is made.
    """
    name = _AGAIN.get(exercise, exercise)
    kept = {**kept, **{first: kept[again] for again, first in _AGAIN.items() if again in kept}}
    if name in VALUE:
        return _made(VALUE[: VALUE.index(name) + 1], kept, _value)
    made = _made_with(name, kept, _completed(name, kept, given))
    if name not in MADE_OF or made.yours or _is_right(name, lambda _: made.thing, made.pieces):
        return made
    first, source = MADE_OF[name]  # what it is made of does not serve: a neuron, say, whose gate cannot be left out
    others = {each: thing for each, thing in given.items() if each == "Value" != first}
    return replace(_made_with(name, {}, _completed(name, {}, others)), misfits=(*made.misfits, source))


def whole(kept: Mapping[str, Piece]) -> tuple[dict[str, Piece], list[str]]:
    """({exercise: its Piece} for an engine with networks, in the order in which they are learned; the exercises whose
    Piece is the learner's). Operations and functions of which an engine has no need are there if the learner has them.
    """
    value = make(VALUE[-1], kept, {})
    further = [
        make(name, kept, {"Value": value.thing}) for name in (*NETWORK, *(name for name in _ALSO if name in kept))
    ]
    pieces = {name: piece for each in (value, *further) for name, piece in each.pieces.items()}
    yours = [name for each in (value, *further) for name in each.yours]
    return {name: pieces[name] for name in EXERCISES if name in pieces and (name in yours or name not in _OWN)}, yours


def _made_with(name: str, kept: Mapping[str, Piece], given: Mapping[str, Any]) -> Made:
    return _made((name,), kept, lambda pieces: _run(name, pieces[name], given)[pieces[name].names[-1]])


def _completed(exercise: str, kept: Mapping[str, Piece], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The given classes, and of those that an exercise stands on the ones that are missing."""
    name, source = MADE_OF.get(exercise, ("Value", "backward"))
    if source in MADE_OF:
        given = _completed(source, kept, given)
    return given if name in given else {**given, name: make(source, kept, given).thing}


def _made(names: Sequence[str], kept: Mapping[str, Piece], build: _Build) -> Made:
    """What is built of the learner's pieces, taken one after the other as long as all is right, and of lent ones."""
    pieces, yours, misfits = {name: lent(name) for name in names}, list[str](), list[str]()
    for k, name in enumerate(names, 1):
        if name not in kept:
            continue
        trial = {**{each: pieces[each] for each in names[:k]}, name: kept[name]}
        if _serves_all(trial, build) if name == "value" else _is_known_to_be_right(name, build, trial):
            pieces, yours = {**pieces, name: kept[name]}, [*yours, name]
        else:
            misfits.append(name)
    return Made(build(pieces), pieces, yours, misfits)


def _serves_all(begun: Mapping[str, Piece], build: _Build) -> bool:
    """Whether a beginning of the class is right, and the series' operations and `backward()` are right with it."""
    whole = {**{name: lent(name) for name in VALUE[: VALUE.index("backward") + 1]}, **begun}
    return all(_is_known_to_be_right(name, build, whole) for name in ("value", "backward"))


_found_right = set[tuple[str, ...]]()  # by the checks of this session


def _is_known_to_be_right(exercise: str, build: _Build, pieces: Mapping[str, Piece]) -> bool:
    """The same as _is_right, which is asked once for texts of Value that are right: every lesson begins with them. What
    is not right is asked again, as a busy machine may have ended its check.
    """
    if exercise not in VALUE:  # it hangs on the notebook's classes as well
        return _is_right(exercise, build, pieces)
    key = (exercise, *(text for piece in pieces.values() for text in (piece.around, piece.text, piece.called)))
    if key not in _found_right and _is_right(exercise, build, pieces):
        _found_right.add(key)
    return key in _found_right


def _is_right(exercise: str, build: _Build, pieces: Mapping[str, Piece]) -> bool:
    """Whether the check of an exercise finds what is built of pieces right."""

    def outcome() -> bool:
        thing = build(pieces)
        return EXERCISES[exercise].examine(thing).outcome == "right" and (exercise != "value" or serves(thing))

    return bool(supervise(outcome).value)


def _value(pieces: Mapping[str, Piece]) -> Any:
    make = type("Value", (), {"__module__": _MODULE})
    for name, piece in pieces.items():
        for method, function in _run(name, piece, {"Value": make, piece.called: make}).items():
            setattr(make, method, function)
    return make


def _run(exercise: str, piece: Piece, given: Mapping[str, Any]) -> dict[str, Any]:
    """{name: what it stands for} for all that the text of a piece defines."""
    text = f"{piece.around}\n\n{piece.text}".lstrip("\n")
    space = {"__name__": _MODULE, **given}
    exec(compile(text, _filename(exercise, piece, text), "exec"), space)
    return {name: space[name] for name in piece.names}


def _filename(exercise: str, piece: Piece, text: str) -> str:
    """A name for the code of a piece, under which Python finds its lines."""
    begin = LENT if piece.text == EXERCISES[exercise].solution and not piece.at else KEPT
    lines = text.splitlines(keepends=True)
    n = 1
    while True:
        name = f"{begin}{exercise}{f' {n}' if n > 1 else ''}>"
        if linecache.getlines(name) in ([], lines):
            linecache.cache[name] = (len(text), None, lines, name)
            return name
        n += 1
