"""A gradient checker of one's own: backward() held against nudging."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from exercises.bytecode import discards
from exercises.evaluation import near
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.origin import LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.words.text import short_repr

_Pair = tuple[float, float]
_Slopes = dict[str, Callable[[float, float, _Pair], _Pair]]  # of a symbol: its operands, its true slopes -> its slopes


class _Flawed(Value):
    """An engine of which some operation is wrong: its slopes are changed by a function."""

    slopes: ClassVar[_Slopes] = {}

    def __add__(self, other: Value | float) -> "_Flawed":
        return self._made(Value(self.data) + _data(other), other, "+")

    def __mul__(self, other: Value | float) -> "_Flawed":
        return self._made(Value(self.data) * _data(other), other, "*")

    def _made(self, out: Value, other: Value | float, symbol: str) -> "_Flawed":
        other = other if isinstance(other, Value) else type(self)(other)
        true: _Pair = (1.0, 1.0) if symbol == "+" else (other.data, self.data)
        return type(self)(
            out.data,
            (self, other),
            symbol,
            _local=self.slopes.get(symbol, lambda x, y, true: true)(self.data, other.data, true),
        )


class _NotSwapped(_Flawed):
    slopes: ClassVar[_Slopes] = {"*": lambda x, y, true: (x, y)}


class _Nothing(_Flawed):
    slopes: ClassVar[_Slopes] = {"*": lambda x, y, true: (0.0, 0.0), "+": lambda x, y, true: (0.0, 0.0)}


class _SecondOnly(_Flawed):
    slopes: ClassVar[_Slopes] = {"+": lambda x, y, true: (1.0, -1.0)}


class _Slightly(_Flawed):
    slopes: ClassVar[_Slopes] = {"*": lambda x, y, true: (true[0] * 1.05, true[1])}


def _data(other: Value | float) -> float:
    return other.data if isinstance(other, Value) else other


_Function = Callable[..., Value]
_FUNCTIONS: tuple[tuple[str, _Function, list[float]], ...] = (  # (what it is called, the function, where)
    ("a * b", lambda a, b: a * b, [2.0, 3.0]),
    ("a * b + a", lambda a, b: a * b + a, [-1.5, 4.0]),
    ("a + b * b", lambda a, b: a + b * b, [0.5, -2.0]),
    ("a * b + c", lambda a, b, c: a * b + c, [2.0, -0.5, 3.0]),
    ("a * a * 100", lambda a: a * a * 100, [30.0]),
    ("a * a * a", lambda a: a * a * a, [2.0]),  # its slope changes so that no large h will do, on both sides either
    ("b + a * 0", lambda a, b: b + a * 0, [2.0, 3.0]),
    ("a * a * a", lambda a: a * a * a, [0.5]),  # of a square the difference to both sides is exact, whatever h is
)
_APPARENT = 0.02  # by which part of it a slope has to be wrong, so that it must be noticed
_WRONG = (
    (_NotSwapped, Text("gradient_check.engine own number")),
    (_Nothing, Text("gradient_check.engine nothing")),
    (_SecondOnly, Text("gradient_check.engine second only")),
    (_Slightly, Text("gradient_check.engine slightly")),
)
_NO_BOOLEAN = Text("gradient_check.no boolean")
_CHANGED = Text("gradient_check.numbers changed")
_REFUSES = Text("gradient_check.refuses")
_MISSES = Text("gradient_check.misses")
_RIGHT = Text("gradient_check.right")


def _examine(gradient_check: LearnersFunction) -> Verdict:
    for source, function, numbers in _FUNCTIONS:
        handed = list(numbers)
        answer = gradient_check(Value, function, handed)
        if answer is None:
            return wrong(NOTHING_RETURNED)
        if not _is_boolean(answer):
            return wrong(_NO_BOOLEAN.filled(given=short_repr(answer)))
        if len(handed) != len(numbers) or not all(map(near, handed, numbers)):
            return wrong(_CHANGED.filled(before=short_repr(numbers), now=short_repr(handed)))
        if not answer and discards(gradient_check, "backward"):
            return mistaken("not called")
        if not answer:
            return wrong(_REFUSES.filled(source=source))
    for engine, what in _WRONG:
        for source, function, numbers in _FUNCTIONS:
            if not _is_apparent(engine, function, numbers):
                continue
            answer = gradient_check(engine, function, list(numbers))
            if answer:
                return wrong(_MISSES.filled(what=what, source=source))
            if not _is_boolean(answer):
                return wrong(_NO_BOOLEAN.filled(given=short_repr(answer)))
    return right(_RIGHT.filled(count=1 + len(_WRONG)))


def _is_boolean(answer: object) -> bool:
    return type(answer).__name__ in ("bool", "bool_")  # numpy's own as well


def _is_apparent(engine: type[Value], function: _Function, numbers: Sequence[float]) -> bool:
    """Whether some gradient of a function is clearly wrong in an engine."""
    pairs = zip(_gradients(engine, function, numbers), _gradients(Value, function, numbers))
    return any(abs(given - true) > _APPARENT * max(1.0, abs(true)) for given, true in pairs)


def _gradients(engine: type[Value], function: _Function, numbers: Sequence[float]) -> list[float]:
    leaves = [engine(x) for x in numbers]
    function(*leaves).backward()
    return [leaf.grad for leaf in leaves]


_SOLUTION = """def gradient_check(Value, f, numbers):
    values = [Value(x) for x in numbers]
    f(*values).backward()
    h = 0.0001
    for i, value in enumerate(values):
        up, down = list(numbers), list(numbers)
        up[i] += h
        down[i] -= h
        slope = (f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h)
        if abs(slope - value.grad) > 0.001 * (1 + abs(slope)):
            return False
    return True"""


def _nudge_runs() -> str:
    """How often a function of three inputs is computed for its nudges."""
    space: dict[str, Any] = {}
    exec(_SOLUTION, space)
    runs = list[None]()

    def f(a: Value, b: Value, c: Value) -> Value:
        runs.append(None)
        return a * b + c

    space["gradient_check"](Value, f, [2.0, -3.0, 10.0])
    return str(len(runs) - 1)  # one was for backward()


EXERCISES = (
    Exercise(
        name="gradient_check",
        lesson=6,
        takes="function",
        examine=_examine,
        picture=picture("a * b + a", a=2, b=3),
        solution=_SOLUTION,
        predictions=(Choice("nudge_runs", ("3", "4", "6"), _nudge_runs, ("3", "4")),),
    ),
)
