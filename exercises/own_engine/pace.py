"""How long an engine takes for a step of training, and what takes the time where it is long."""

import ast
import cProfile
import linecache
import math
import pstats
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from viz.values.collector import without_collecting

_ENOUGH = 0.1  # seconds: a pass that takes as long is measured well enough
_WHOLE = 1.0  # second: as long may one pass with all examples take
_TELL = 4  # measurements tell how the time grows
_GROWS = 1.4  # twice as much takes more than 2 ** 1.4 times as long: something is gone through again and again

_clock = getattr(time, "thread_time", time.process_time)  # a browser's Python, of one thread, has only the other


@dataclass(frozen=True)
class Pace:
    """What a pass there and back takes.

    Attributes:
        seconds: for all examples, measured or reckoned from fewer; inf where it cannot be done at all.
        bare: the same without Python's garbage collector, which comes when it likes: for comparisons.
        grows: the exponent, likewise: with twice as many examples it takes 2 ** grows times as long.
        function: the name of the function that takes most of the time, "" where none was found.
        looks_for: whether that function asks whether something is `in` something.
        error: what was raised, such as a RecursionError, and with how many examples; None where all went well.
    """

    seconds: float
    bare: float
    grows: float = 1.0
    function: str = ""
    looks_for: bool = False
    error: Exception | None = None
    examples: int = 0

    @property
    def is_uneven(self) -> bool:
        return self.grows > _GROWS


def measured(model: Callable[[Any], Any], examples: Sequence[Any]) -> Pace:
    """The Pace of a network with these examples: more and more of them, until it takes long enough to tell.

    It leaves gradients in the parameters. Nothing limits its time: the engine was found right before.
    """
    known, count = list[tuple[int, float]](), min(2, len(examples))
    try:
        while True:
            with without_collecting():
                seconds = _seconds(model, examples[:count])
            known.append((count, seconds))
            reckoned = seconds * (len(examples) / count) ** max(_growth(known), 1.0)
            if count == len(examples) or (seconds > _ENOUGH and reckoned > _WHOLE):
                collected = max(1.0, _seconds(model, examples[:count]) / seconds) if seconds > 0 else 1.0
                return Pace(collected * reckoned, reckoned, _growth(known), *_slowest(model, examples[:count]))
            count = len(examples) if seconds > _ENOUGH else min(2 * count, len(examples))
    except Exception as error:
        return Pace(math.inf, math.inf, error=error, examples=count)


def _seconds(model: Callable[[Any], Any], examples: Sequence[Any]) -> float:
    """Of processor time, what a pass takes; the lesser of two, and what else the machine has to do does not count."""
    taken = []
    for _ in range(2):
        begin = _clock()
        _pass(model, examples)
        taken.append(_clock() - begin)
    return min(taken)


def _pass(model: Callable[[Any], Any], examples: Sequence[Any]) -> None:
    """There and back, as a step of training goes."""
    total = model(examples[0])
    for example in examples[1:]:
        total = total + model(example)
    total.backward()


def _growth(known: Sequence[tuple[int, float]]) -> float:
    """The exponent, from the last measurements: (count of examples, seconds). The median of what any two of them tell
    (Theil and Sen), so that one which something has disturbed does not decide.
    """
    told = sorted(
        math.log(second / first) / math.log(last / before)
        for (before, first), (last, second) in combinations(known[-_TELL:], 2)
        if last > before and first > 0 < second
    )
    return (told[(len(told) - 1) // 2] + told[len(told) // 2]) / 2 if told else 1.0


def _slowest(model: Callable[[Any], Any], examples: Sequence[Any]) -> tuple[str, bool]:
    """(the name of the function in which most of the time goes by, without what it calls; whether it looks for
    something)
    """
    profile = cProfile.Profile(_clock)
    try:
        with without_collecting():
            profile.runcall(_pass, model, examples)
    except ValueError:  # another profiler is on
        return "", False
    found: dict[tuple[str, int, str], Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own = {place: numbers[2] for place, numbers in found.items() if place[0] != "~"}  # that is what is written in C
    file, line, name = max(own, key=own.__getitem__, default=("", 0, ""))
    return name, _looks_for(file, line)


def _looks_for(file: str, line: int) -> bool:
    """Whether the function that begins on that line has an `in` in it."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError):
        return False
    at_it = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.lineno == line]
    tests = (test for each in at_it for node in ast.walk(each) if isinstance(node, ast.Compare) for test in node.ops)
    return any(isinstance(test, (ast.In, ast.NotIn)) for test in tests)
