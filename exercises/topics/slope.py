"""The slope of a function by nudging: with one nudge, and with one to each side."""

import ast
import inspect
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exercises.exercise import Exercise
from exercises.globals_used import numbers_from_outside
from exercises.illustrations import picture
from exercises.origin import LearnersFunction
from exercises.rows import compared
from exercises.slope_questions import OF_BOTH_SIDES, OF_ONE_SIDE
from exercises.verdict import NOTHING_RETURNED, Row, Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.text import short_repr

_Function = Callable[[float], float]
_CASES: tuple[tuple[str, _Function, float, float], ...] = (  # (what it is called, the function, x, its slope there)
    ("x**2, x = 3", lambda x: x**2, 3.0, 6.0),
    ("x**3, x = 2", lambda x: x**3, 2.0, 12.0),
    ("1/x, x = 0.5", lambda x: 1 / x, 0.5, -4.0),
    ("sin(x), x = 1", math.sin, 1.0, math.cos(1.0)),
    ("x**2, x = 0", lambda x: x**2, 0.0, 0.0),
    ("x**3 - 2*x, x = -1.5", lambda x: x**3 - 2 * x, -1.5, 4.75),
    ("7, x = 3", lambda x: 7.0, 3.0, 0.0),  # an x that was there before
    ("100*x, x = 5", lambda x: 100 * x, 5.0, 100.0),
)
_ENOUGH, _BY_TWO_SIDES = 5e-3, 1e-6
_SMALL = 1e-7  # where a step this small is not exact enough, it is rounding that spoils it
_SWALLOWED = 1e-13  # beyond it hardly anything is left of a nudge, whatever is made of it

_NOT_A_NUMBER = Text("slope.not a number")
_NEVER_ASKED = Text("slope.never asked")
_NOT_DIVIDED = Text("slope.not divided")
_TURNED = Text("slope.turned")
_DOUBLE = Text("slope.double")
_HALF = Text("slope.half")
_OTHER = Text("slope.other")
_XOR = Text("error.xor")
_RIGHT = Text("slope.right")


@dataclass(frozen=True)
class _Answer:
    """What a function gave for one of the cases.

    Attributes:
        f, x, true: the case.
        name: what it is called.
        given: what was returned.
        asked: the places where f was asked.
    """

    name: str
    f: _Function
    x: float
    true: float
    given: object
    asked: tuple[float, ...]

    @property
    def number(self) -> float | None:
        return as_float(self.given)

    @property
    def sides(self) -> set[bool]:
        """Whether f was asked above x (True), below (False)."""
        return {place > self.x for place in self.asked if place != self.x}

    @property
    def h(self) -> float:
        """The largest step that was taken."""
        return max((abs(place - self.x) for place in self.asked), default=0.0)

    def is_near(self, number: float, tolerance: float) -> bool:
        """Whether the answer is that number; near 0 the difference counts, elsewhere the proportion."""
        return self.number is not None and abs(self.number - number) <= tolerance * max(1.0, abs(number))


def _examine(slope: LearnersFunction, tolerance: float, two_sided: bool) -> Verdict:
    answers = _answers(slope, tolerance)
    if all(answer.given is None for answer in answers):
        return wrong(NOTHING_RETURNED)
    odd = next((answer for answer in answers if answer.number is None), None)
    if odd is not None:
        return wrong(_NOT_A_NUMBER.filled(given=short_repr(odd.given)))
    if _takes_h_from_outside(slope):
        return mistaken("h from outside")
    wrong_ones = [answer for answer in answers if not answer.is_near(answer.true, tolerance)]
    one_sided = two_sided and all(len(answer.sides) < 2 for answer in answers)
    if not wrong_ones and not one_sided:
        return right(_RIGHT.filled(count=len(_CASES)))
    rows = [
        compared(answer.name, answer.number, answer.true, 0.0 if one_sided else tolerance)
        for answer in [*answers[:4], *(answer for answer in answers[4:] if answer in wrong_ones)]
    ]
    if wrong_ones and _writes_xor(slope):
        return wrong(_XOR, rows=rows, mistake="xor")
    return _diagnosed(answers, rows, one_sided)


def _answers(slope: LearnersFunction, tolerance: float) -> list[_Answer]:
    """What the function gives for the cases, as far as it runs: a wrong number is told before an error."""
    answers: list[_Answer] = []
    for case in _CASES:
        try:
            answers.append(_answer(slope, *case))
        except Exception:
            if all(answer.is_near(answer.true, tolerance) for answer in answers):
                raise
            break
    return answers


def _answer(slope: LearnersFunction, name: str, function: _Function, x: float, true: float) -> _Answer:
    asked: list[float] = []

    def f(x: float) -> float:  # what an exception shows of it is what the task says
        asked.append(x)
        return function(x)

    given = slope(f, x)
    return _Answer(name, function, x, true, given, tuple(asked))


def _takes_h_from_outside(slope: LearnersFunction) -> bool:
    """Whether another number in the place of one that another cell has left behind changes what is returned."""
    space = getattr(getattr(slope, "__func__", slope), "__globals__", {})
    _, f, x, _ = _CASES[1]
    for name, held in numbers_from_outside(slope).items():
        if type(held) not in (int, float) or name not in space:
            continue
        found = []
        for number in (held, 0.25, 0.5):
            space[name] = number
            try:
                found.append(slope(f, x))
            except Exception:
                found.append(None)
            finally:
                space[name] = held
        if found[0] != found[1] != found[2]:
            return True
    return False


def _writes_xor(slope: LearnersFunction) -> bool:
    """Whether `^` stands in its text, as far as that is at hand: of `10^-6` Python leaves no instruction."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(slope)))
    except (OSError, TypeError, SyntaxError):
        return False
    return any(isinstance(node, ast.BitXor) for node in ast.walk(tree))


def _diagnosed(answers: Sequence[_Answer], rows: Sequence[Row], one_sided: bool) -> Verdict:
    """The Verdict on slopes that are not right, from the places where the function was asked."""
    if not any(answer.asked for answer in answers):
        return wrong(_NEVER_ASKED, rows=rows)
    h = sorted(answer.h for answer in answers)[len(answers) // 2]
    if h <= _SWALLOWED:
        return mistaken("h too small", rows=rows) if any(answer.h for answer in answers) else wrong(_OTHER, rows=rows)
    if _are_by(_RIGHT_RULES, answers):
        if one_sided and h < 1:
            return mistaken("one-sided", rows=rows)
        if h == 1 and _are_by([_FORWARDS], answers):
            return mistaken("finite change", rows=rows)
        return mistaken("h too small" if h < _SMALL else "h too big", rows=rows)
    said = next((said for said, rules in _WRONG_RULES if _are_by(rules, answers)), _OTHER)
    return mistaken(said, rows=rows) if isinstance(said, str) else wrong(said, rows=rows)


# A rule: on which sides it asks, and what it makes of f(x + h), f(x), f(x - h), h.
_Rule = tuple[set[bool], Callable[[float, float, float, float], float]]
_RIGHT_SIDE, _LEFT_SIDE, _BOTH = {True}, {False}, {True, False}
_FORWARDS: _Rule = (_RIGHT_SIDE, lambda up, here, down, h: (up - here) / h)
_RIGHT_RULES: list[_Rule] = [
    _FORWARDS,
    (_LEFT_SIDE, lambda up, here, down, h: (here - down) / h),
    (_BOTH, lambda up, here, down, h: (up - down) / (2 * h)),
]
_WRONG_RULES: list[tuple[Text | str, list[_Rule]]] = [
    (_NOT_DIVIDED, [
        (_RIGHT_SIDE, lambda up, here, down, h: up - here),
        (_LEFT_SIDE, lambda up, here, down, h: here - down),
        (_BOTH, lambda up, here, down, h: up - down),
        (_BOTH, lambda up, here, down, h: (up - down) / 2),
    ]),
    ("brackets", [
        (_RIGHT_SIDE, lambda up, here, down, h: up - here / h),
        (_LEFT_SIDE, lambda up, here, down, h: here - down / h),
        (_BOTH, lambda up, here, down, h: up - down / (2 * h)),
        (_BOTH, lambda up, here, down, h: up - down / h),
        (_BOTH, lambda up, here, down, h: up - down / 2 * h),
        (_BOTH, lambda up, here, down, h: (up - here) / h + (here - down) / h / 2),
    ]),
    ("multiplied by h", [
        (_RIGHT_SIDE, lambda up, here, down, h: (up - here) * h),
        (_LEFT_SIDE, lambda up, here, down, h: (here - down) * h),
        (_BOTH, lambda up, here, down, h: (up - down) / 2 * h),
        (_BOTH, lambda up, here, down, h: (up - down) * h),
    ]),
    (_TURNED, [
        (_RIGHT_SIDE, lambda up, here, down, h: (here - up) / h),
        (_LEFT_SIDE, lambda up, here, down, h: (down - here) / h),
        (_BOTH, lambda up, here, down, h: (down - up) / (2 * h)),
    ]),
    (_DOUBLE, [(_BOTH, lambda up, here, down, h: (up - down) / h)]),
    (_HALF, [
        (_RIGHT_SIDE, lambda up, here, down, h: (up - here) / (2 * h)),
        (_LEFT_SIDE, lambda up, here, down, h: (here - down) / (2 * h)),
    ]),
]  # fmt: skip


def _are_by(rules: Sequence[_Rule], answers: Sequence[_Answer]) -> bool:
    """Whether one of the rules gives all answers."""
    return any(all(_is_by(rule, answer) for answer in answers) for rule in rules)


def _is_by(rule: _Rule, answer: _Answer) -> bool:
    sides, slope = rule
    if answer.sides != sides or answer.number is None:
        return False
    right, left = (edge([answer.x, *answer.asked]) for edge in (max, min))
    if sides == _BOTH and not math.isclose(right - answer.x, answer.x - left, rel_tol=1e-3, abs_tol=_SWALLOWED):
        return False
    up, down = answer.f(right), answer.f(left)
    here, h = answer.f(answer.x), answer.h
    found = slope(up, here, down, h)
    # What rounding makes of it: of the numbers, and of x + h, which h is known from.
    ulp = 4 * math.ulp(max(1.0, abs(answer.x), abs(up), abs(here), abs(down)))
    nudged = [slope(up + ulp, here, down, h), slope(up, here, down - ulp, h), slope(up, here - ulp, down, h)]
    nudged += [slope(up, here, down, h + ulp), slope(up, here, down, h - ulp)] if h > ulp else [math.inf]
    rounding = sum(abs(other - found) for other in nudged)
    return abs(answer.number - found) <= 1e-9 * abs(found) + rounding


EXERCISES = (
    Exercise(
        name="slope",
        lesson=0,
        takes="function",
        examine=lambda slope: _examine(slope, _ENOUGH, two_sided=False),
        picture=picture("x ** 2", x=3),
        solution="""def slope(f, x):
    h = 0.00001
    return (f(x + h) - f(x)) / h""",
        predictions=OF_ONE_SIDE,
    ),
    Exercise(
        name="central_difference",
        lesson=0,
        takes="function",
        examine=lambda slope: _examine(slope, _BY_TWO_SIDES, two_sided=True),
        picture=picture("x ** 3", x=2),
        solution="""def central_difference(f, x):
    h = 0.00001
    return (f(x + h) - f(x - h)) / (2 * h)""",
        predictions=OF_BOTH_SIDES,
    ),
)
