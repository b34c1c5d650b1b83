"""Each known mistake gets its own name, two at once get one of the two, and whatever is right passes, however it is
written.
"""

import re

import pytest

import viz
from exercises import check
from exercises.mistakes import MESSAGES
from misconceptions import OF_ANOTHER, PAIRS, RIGHT, UNKNOWN, WRONG, Program, defined, mul
from viz.values.findings import GRAVITY

CHECKS_OF_A_CLASS = ("add", "mul", "pow", "operators", "relu", "backward")


SAID = [*WRONG, *UNKNOWN, *(program for _, program in OF_ANOTHER)]


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def names(programs):
    return [f"{program.mistake}-{program.check}-{n}" for n, program in enumerate(programs)]


def examined(program):
    return getattr(check, program.check)(program.thing())


def sentences(message):
    return len(re.findall(r"[.?!。？！](?=\s|$|[^\s\w.)'\"*])", message + " "))


@pytest.mark.multiplies(30)
@pytest.mark.parametrize("program", WRONG, ids=names(WRONG))
def test_a_known_mistake_gets_its_name(program):
    result = examined(program)
    assert result.mistake == program.mistake, repr(result)
    assert result.outcome == ("raised" if "TypeError" in repr(result) else "wrong")


OF_EXCEPTIONS = {"sum from 0", "grad is None", "xor"}


def test_every_row_of_the_list_is_there_in_two_phrasings():
    rows = {name: sum(program.mistake == name for program in WRONG) for name in {program.mistake for program in WRONG}}
    known = {"h too small / too big" if name.startswith("h too") else name for name in MESSAGES} | OF_EXCEPTIONS
    assert set(rows) == known and len(rows) >= 25
    assert min(rows.values()) >= 2, rows


@pytest.mark.multiplies(14)
@pytest.mark.parametrize(
    ("first", "second", "program"), PAIRS, ids=[f"{a}-{b}-{n}" for n, (a, b, _) in enumerate(PAIRS)]
)
def test_two_mistakes_at_once_get_the_name_of_one_of_them(first, second, program):
    result = examined(program)
    assert result.mistake in (first, second), repr(result)


@pytest.mark.multiplies(len(RIGHT) * 2)  # each way by two checks
@pytest.mark.parametrize("exercise", CHECKS_OF_A_CLASS)
@pytest.mark.parametrize("name", RIGHT)
def test_whatever_is_right_passes(name, exercise):
    if "numpy" in name:
        pytest.importorskip("numpy")
    result = getattr(check, exercise)(defined(RIGHT[name], methods=True))
    assert (result.outcome, result.mistake) == ("right", None), repr(result)


@pytest.mark.multiplies(14)
@pytest.mark.parametrize(("sign", "program"), OF_ANOTHER, ids=names([program for _, program in OF_ANOTHER]))
def test_a_check_never_blames_its_own_operation_for_the_fault_of_another(sign, program, language):
    result = examined(program)
    assert (result.outcome, result.mistake) == ("wrong", None), repr(result)
    whose = {"+": "add", "*": "mul", "**": "pow", "relu": "relu"}[sign]
    assert f" {sign} " in result.message and f"check.{whose}" in result.message, repr(result)


def test_there_are_many_ways_to_be_right():
    assert len(RIGHT) >= 15


@pytest.mark.parametrize("program", UNKNOWN, ids=names(UNKNOWN))
def test_a_mistake_without_a_name_gets_the_smallest_expression_that_shows_it(program):
    result = examined(program)
    assert (result.outcome, result.mistake) == ("wrong", None), repr(result)
    evaluation = result._verdict.evaluation
    assert (
        not evaluation.right
        and sum(evaluation.expression.source.count(sign) for sign in ("+", "**", "relu", " * ")) <= 2
    ), evaluation.expression


@pytest.mark.multiplies(16)
@pytest.mark.parametrize("program", SAID, ids=names(SAID))
def test_what_is_said_has_at_most_three_sentences_and_shows_in_a_page_and_as_text(program, language):
    result = examined(program)
    assert 1 <= sentences(result.message) <= 3, result.message
    bundle = result._repr_mimebundle_()
    assert result.message in bundle["text/plain"] and bundle["text/html"].startswith("<div")


@pytest.mark.multiplies(10)
@pytest.mark.parametrize("program", WRONG[::3], ids=names(WRONG[::3]))
def test_a_check_says_the_same_each_time(program):
    assert repr(examined(program)) == repr(examined(program))


NAMED_BY_BOTH = [program for program in WRONG if program.mistake in GRAVITY and program.check in CHECKS_OF_A_CLASS]


@pytest.mark.parametrize("program", NAMED_BY_BOTH, ids=names(NAMED_BY_BOTH))
def test_what_a_check_names_is_what_a_recording_finds(program):
    make, expression = program.thing(), examined(program)._verdict.evaluation.expression
    root, _ = expression.run({name: make(x) for name, x in expression.numbers.items()})
    assert program.mistake in {finding.name for step in viz.record(root).steps for finding in step.findings}


def test_checks_and_recordings_have_one_vocabulary():
    assert {program.mistake for program in NAMED_BY_BOTH} >= {"overwrite", "no upstream", "one side", "root not seeded"}


@pytest.mark.multiplies(20)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_does_not_write_the_line_for_the_learner(name, language):
    assert not re.search(r"\+=|-=|out\.grad|\bself\.|\bother\.\w|\bn - 1|__r?add__", str(MESSAGES[name]))


def test_a_wrong_gradient_is_told_before_an_error_in_what_was_not_taught_yet():
    swapped = mul("self.grad += self.data * out.grad\nother.grad += other.data * out.grad", first="")
    assert examined(Program(None, "mul", swapped)).mistake == "not swapped"
    right = mul("self.grad += other.data * out.grad\nother.grad += self.data * out.grad", first="")
    assert examined(Program(None, "mul", right)).outcome == "raised"  # a * 4


OF_ONE_OPERAND = """class Value:
    def __init__(self, data, _children=(), _op="", _local=()):
        self.data, self.grad = data, 0.0
        self._prev, self._op, self._local = tuple(_children), _op, _local
    def __add__(self, other):
        return Value(self.data + other.data, (self, other), "+", (1.0, 1.0))
    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, (self,), "*", (other,))
        return Value(self.data * other.data, (self, other), "*", (other.data, self.data))
    def __pow__(self, n):
        return Value(self.data**n, (self,), "**", (n * self.data ** (n - 1),))
    def _backward(self):
        for operand, local in zip(self._prev, self._local):
            operand.grad += local * self.grad
    def backward(self):
        order, seen = [], set()
        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._prev:
                    visit(operand)
                order.append(value)
        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value._backward()
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "mistake"),
    [
        ("pow", "self.data ** (n - 1)", "self.data**n", "not decremented"),
        ("backward", "operand.grad += local", "operand.grad = local", "overwrite"),
        ("backward", "reversed(order)", "order", "not reversed"),
        ("mul", "+= local * self.grad", "+= local", "no upstream"),
    ],
)
def test_an_operation_that_keeps_its_slopes_but_not_all_its_operands_is_explained_too(name, old, new, mistake):
    result = getattr(check, name)(defined(OF_ONE_OPERAND.replace(old, new), methods=True))
    assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)


def test_where_numbers_and_gradients_are_wrong_in_different_places_the_number_is_told():
    result = examined(
        Program(
            None,
            "mul",
            """def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    x = self.data * other.data
    out = Value(x if abs(x) < 100 else 0.0, (self, other), "*")
    def _backward():
        self.grad += (other.data if abs(x) < 50 else 1.0) * out.grad
        other.grad += self.data * out.grad
    out._backward = _backward
    return out
""",
        )
    )
    assert (result.outcome, result.mistake) == ("wrong", None)
    assert not result._verdict.evaluation.right_forwards
