"""`Value = mine.mul()`: the engine as the learner has written it so far, with which a lesson goes on.

Value = mine.mul()           # the class with all up to `*`: your methods where a check found them right
Neuron = mine.neuron()       # made of the Value that stands in the notebook
mine.save()                  # all of it as a file, my_micrograd.py
mine.pace(model, points)     # how long a training takes with it, and what makes it slow
mine.forget("mul")           # forgets what was kept of an exercise; mine.forget() all of it

A notebook that has imported `solution` is shown the code of the series as well, folded; others only the learner's.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from os import PathLike
from pathlib import Path
from typing import Any

from exercises.card import show_below
from exercises.checks import ByName
from exercises.exercise import Exercise
from exercises.originals import in_force
from exercises.own_engine.assembly import make, whole
from exercises.own_engine.cards import PATIENCE, PaceOfTraining, Whose, Written
from exercises.own_engine.keeping import forget, kept
from exercises.own_engine.module_text import module_text
from exercises.own_engine.pace import Pace, measured
from exercises.own_engine.piece import CLASSES
from exercises.topics import EXERCISES
from exercises.words import Text, joined
from viz.outputs.output import write
from viz.words.text import short_repr

_HEAD, _ANOTHER_FILE, _UNKNOWN = Text("mine.head"), Text("mine.another file"), Text("mine.unknown")
_NOTHING_TO_TRAIN, _NOTHING_GIVEN = Text("mine.nothing to train"), Text("mine.nothing given")
_FILE = "my_micrograd.py"
_MARK = "my_micrograd"  # in the first line of a file that was written here


def _brought(exercise: Exercise) -> Callable[[], Any]:
    def bring(*given: object) -> Any:
        if given:
            raise TypeError(_NOTHING_GIVEN.filled(name=exercise.name))
        around = sys._getframe(1).f_globals  # the notebook that goes on with it
        classes = {name: around[name] for name in CLASSES if isinstance(around.get(name), type)}
        with in_force():
            made = make(exercise.name, kept(), classes)
        show_below(Whose(exercise, made, shows_solutions="solution" in around))
        return made.thing

    return bring


def save(path: str | PathLike[str] = _FILE) -> Written:
    """Write the engine and the network into a file of the learner's own, which can be imported.

    Args:
        path: where; it ends in `.py`. A file of that name that was written here before is renamed: my_micrograd_1.py.

    Raises:
        FileExistsError: there is another file of that name.
        ValueError, FileNotFoundError: another ending, a name that no file can have, no such folder.
    """
    with in_force():
        pieces, yours = whole(kept())
    text = f'"""{_HEAD.filled(module=_MARK)}"""\n\n{module_text(pieces, yours)}'
    _make_room(Path(path).expanduser(), text)
    file = write(path, {".py": lambda: text})
    return Written(file, text.count("\n"), [name for name in pieces if name not in yours])


def _make_room(file: Path, text: str) -> None:
    """See that nothing is lost where there is a file of that name already: one that was written here is renamed, as
    there may be something in it by now that is nowhere else.

    Raises:
        FileExistsError: it was not written here.
    """
    if not file.exists() or file.read_bytes() == text.encode():
        return
    if _MARK not in file.read_text(encoding="utf-8", errors="replace").partition("\n")[0]:
        raise FileExistsError(_ANOTHER_FILE.filled(name=file.name))
    names = (file.with_stem(f"{file.stem}_{n}") for n in count(1))
    file.rename(next(name for name in names if not name.exists()))


def forget_mine(exercise: str | None = None) -> None:
    """Forget what was kept of an exercise, or of all: the series' own stands in for it."""
    names = [exercise] if exercise is not None else list(kept())
    for name in names:
        if name not in EXERCISES:
            raise ValueError(_UNKNOWN.filled(name=short_repr(name), names=joined(kept()) or "-"))
        forget(name)


def pace(model: Any, examples: Sequence[Any], steps: int = 80) -> PaceOfTraining:
    """How long a training takes with the engine that a network is made of.

    Where that is too slow, or too deep for Python, and the series' `backward` is not, that one stands in from now on
    in the network's Value; it says so, and what makes the learner's slow.

    Args:
        model: the network.
        examples: what it is to be trained on.
        steps: of the training.

    Raises:
        TypeError: the network has no parameters() to list, or there are no examples.
    """
    parameters = model.parameters() if callable(getattr(model, "parameters", None)) else []
    if not parameters or not isinstance(examples, Sequence) or not examples:
        raise TypeError(_NOTHING_TO_TRAIN.filled(model=short_repr(model), examples=short_repr(examples)))
    with in_force():
        first = then = measured(model, examples)
        cls = type(parameters[0])
        if first.seconds * steps > PATIENCE and "backward" in vars(cls):
            then = _helped(first, partial(measured, model, examples), cls)
    return PaceOfTraining(first, then, steps, len(examples), then is not first)


def _helped(first: Pace, measure: Callable[[], Pace], cls: Any) -> Pace:
    """The Pace with the series' `backward`, which stays in the class if it is twice as quick; else the first one."""
    own, helps = cls.backward, False
    cls.backward = make("backward", {}, {}).thing.backward
    try:
        tried = measure()
        helps = tried.bare < first.bare / 2
        return tried if helps else first
    finally:
        if not helps:
            cls.backward = own


_BROUGHT: dict[str, Callable[..., Any]] = {exercise.name: _brought(exercise) for exercise in EXERCISES.values()}
mine = ByName(_BROUGHT | {"save": save, "forget": forget_mine, "pace": pace})
