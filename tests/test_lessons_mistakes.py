"""The mistakes that a lesson or a teacher's note speaks of are those that the checks know."""

import re
from dataclasses import dataclass

import pytest

from exercises import check
from lessons.series import ROOT, series
from misconceptions import METHODS, add, backward, defined, mul, operation, power, relu, training


@dataclass(frozen=True)
class Told:
    """A mistake that a lesson tells of.

    Attributes:
        lesson: its number.
        phrase: how it is told, in English.
        exercise: the check.
        code: what somebody writes who makes it.
        mistake: the name that the check gives; None where it is told without one.
        said: a part of what is said.
    """

    lesson: int
    phrase: str
    exercise: str
    code: str
    mistake: str | None
    said: str = ""

    def __str__(self) -> str:
        return f"{self.lesson} {self.phrase}"


KEPT = backward("self.grad = 1.0\nfor v in reversed(order):\n    v._backward()")
BREADTH = "def backward(self):\n    self.grad = 1.0\n    waiting, seen = [self], {self}\n    while waiting:\n        v = waiting.pop(0)\n        v._backward()\n        for p in v._prev:\n            if p not in seen:\n                seen.add(p)\n                waiting.append(p)"
VALUE = "class Value:\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, set(_children), _op\n    def __repr__(self):\n        return f'Value({self.data})'"
TOLD = [
    Told(0, "`f(x + h) - f(x) / h`, without the brackets", "slope", "def slope(f, x):\n    h = 0.001\n    return f(x + h) - f(x) / h", "brackets"),
    Told(0, "the next is $h = 1$", "slope", "def slope(f, x):\n    h = 1\n    return (f(x + h) - f(x)) / h", "finite change"),
    Told(1, "A set forgets the **order**", "value", VALUE, None, "A set forgets"),
    Told(2, "it is shared between both operands", "add", add("self.grad += 0.5 * out.grad\nother.grad += 0.5 * out.grad"), "shared half"),
    Told(3, "each operand gets its *own* value", "mul", mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad"), "not swapped"),
    Told(3, "take `* out.grad` away from both lines", "mul", mul("self.grad += other.data\nother.grad += self.data"), "no upstream"),
    Told(4, "`(self,)` without its comma", "pow", power("self.grad += n * self.data ** (n - 1) * out.grad").replace("(self,)", "(self)"), None, "comma"),
    Told(4, "the exponent in front dropped", "pow", power("self.grad += self.data ** (n - 1) * out.grad"), "exponent dropped"),
    Told(4, "the exponent not lowered", "pow", power("self.grad += n * self.data ** n * out.grad"), "not decremented"),
    Told(4, "Somebody's power lost the factor `n`", "pow", power("self.grad += self.data ** (n - 1) * out.grad"), "exponent dropped"),
    Told(5, "`out.data * out.grad`", "relu", relu("self.grad += out.data * out.grad"), "relu scales by value"),
    Told(5, "a gate on `out.grad > 0`", "relu", relu("self.grad += (out.grad > 0) * out.grad"), "relu gates on the gradient"),
    Told(5, "gate is open on the way back, whatever the input was", "relu", relu("self.grad += out.grad"), "relu passes all"),
    Told(6, "A recorded bug: a wrong order", "backward", BREADTH, "preorder / BFS"),
    Told(6, "Suppose that nobody clears them", "backward_twice", KEPT, "stale gradients"),
    Told(7, "Here somebody trains without it", "training", training("loss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * p.grad"), "stale gradients"),
    Told(8, "squares the wrong number", "tanh", operation("tanh", "math.tanh(self.data)", "self.grad += (1 - self.data**2) * out.grad", symbol="tanh", operands="(self,)"), "slope of the input"),
]  # fmt: skip
ON_SLIDES = re.compile(
    r'^# %% \[markdown\] lang="en" slide="text"\n(?:#.*\n)*', re.MULTILINE
)  # the same in fewer words
LESSONS = {number: ON_SLIDES.sub("", lesson.path.read_text(encoding="utf-8")) for number, lesson in enumerate(series())}
SPEAKS = re.compile(r"\bmistakes?\b that comes?|mistakes worth|^# ###? A recorded bug", re.MULTILINE)


def joined(text):
    return " ".join(line.removeprefix("# ") for line in text.splitlines())


@pytest.mark.parametrize("told", TOLD, ids=str)
def test_a_mistake_that_a_lesson_tells_of_is_told_by_the_check(told):
    assert told.phrase in joined(LESSONS[told.lesson]), f"lesson {told.lesson} says it otherwise"
    result = getattr(check, told.exercise)(defined(told.code, methods=told.exercise in METHODS))
    assert told.said in repr(result) and result.outcome != "not attempted", repr(result)
    assert told.mistake is None or result.mistake == told.mistake, repr(result)
    assert result.outcome != "right" or told.said, repr(result)


@pytest.mark.parametrize("number", LESSONS)
def test_every_place_where_a_lesson_tells_of_a_mistake_has_its_row(number):
    places = len(SPEAKS.findall(LESSONS[number]))
    rows = sum(told.lesson == number for told in TOLD)
    assert places <= rows, (
        f"lesson {number} tells of mistakes in {places} places, tests/test_lessons_mistakes.py of {rows}"
    )


def test_the_lessons_are_where_they_are_looked_for():
    assert sum(len(SPEAKS.findall(text)) for text in LESSONS.values()) >= 8 and (ROOT / "lessons").is_dir()
