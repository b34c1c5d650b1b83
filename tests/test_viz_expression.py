"""Expressions as text: what can be written, what it computes, what is said of the rest."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import viz
from exercises.closure_engine import Value as Learned
from lookalikes import InTuples, Slotted
from micrograd.engine import Value
from pages import sent
from viz.values.expression import read_expression
from viz.values.expression_run import computed as run

pytestmark = pytest.mark.usefixtures("english")

_NUMBERS = st.one_of(st.integers(0, 9).map(str), st.sampled_from(["0.5", "1e-3", "2.0", ".25"]))
_ATOMS = st.one_of(st.sampled_from(["a", "b", "c"]), _NUMBERS)


def _wider(inner):
    signs = st.sampled_from(["+", "-", "*", "/"])
    return st.one_of(
        st.builds("{} {} {}".format, inner, signs, inner),
        st.builds("({})".format, inner),
        st.builds("-{}".format, inner),
        st.builds("({})**{}".format, inner, st.integers(0, 3)),
    )


EXPRESSIONS = st.recursive(_ATOMS, _wider, max_leaves=12)
LEAF_NUMBERS = st.floats(-4, 4).map(lambda x: round(x, 3))


def computed(text, make=Value, **numbers):
    """(the number of the result, {name: the number}) of an expression with those leaves."""
    root, named = run(read_expression(text), {name: make(x) for name, x in numbers.items()}, make)
    return root.data, {name: value.data for name, value in named.items()}


@given(EXPRESSIONS, LEAF_NUMBERS, LEAF_NUMBERS, LEAF_NUMBERS)
def test_an_expression_gives_what_python_gives(text, a, b, c):
    assume(re.search("[abc]", text))
    try:
        expected = eval(text, {}, {"a": a, "b": b, "c": c})
    except ArithmeticError:
        assume(False)
    assume(isinstance(expected, float) and abs(expected) < 1e100)
    try:
        result, _ = computed(text, a=a, b=b, c=c)
    except (ValueError, ZeroDivisionError):  # a part of plain numbers only, such as 1 / 0 * 0
        assume(False)
    assert result == pytest.approx(expected, rel=1e-12, abs=1e-12)


@given(st.text(alphabet="ab1+-*/(). =;\n^[]{}'\"\\x#:,<", max_size=30) | st.text(max_size=20))
def test_whatever_is_written_is_computed_or_refused_in_words(text):
    try:
        expression = read_expression(text)
        run(expression, {name: Value(1.5) for name in expression.leaves}, Value)
    except (ValueError, TypeError) as error:
        assert str(error)
    except ZeroDivisionError as error:  # the engine's own words
        assert str(error)


@pytest.mark.parametrize(
    "text, result, named",
    [
        ("d = a * b + c", 4.0, {"d": 4.0}),
        ("e = a * b; d = e + c", 4.0, {"e": -6.0, "d": 4.0}),
        ("  e = a * b\n\n    e + c  # the last line needs no name", 4.0, {"e": -6.0}),
        ("k = 3; d = k * a", 6.0, {"d": 6.0}),
        ("d = a", 2.0, {"d": 2.0}),
        ("relu(b) + c", 10.0, {}),
        ("(a + b).relu()", 0.0, {}),
        ("2 * 3 * a", 12.0, {}),
        ("exp(0) * a", 2.0, {}),
        ("+a - -b", -1.0, {}),
    ],
)
def test_names_lines_functions_and_numbers(text, result, named):
    assert computed(text, a=2.0, b=-3.0, c=10.0) == (result, named)


def test_a_whole_number_reaches_the_class_without_its_point():
    explorer = viz.explore("(a + 1)**2", a=Learned(2.0))
    assert sent(explorer.to_html())["graph"]["symbols"][-1] == "**2"


class OnlyTimes:
    """It takes no plain numbers, and none on its left."""

    def __init__(self, data, _children=(), _op=""):
        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op

    def __mul__(self, other):
        return OnlyTimes(self.data * other.data, (self, other), "*")


@pytest.mark.parametrize("text", ["2 * a * b", "a * 2 * b", "(2 * a) * b"])
def test_a_number_that_the_class_does_not_take_becomes_a_leaf(text):
    assert computed(text, OnlyTimes, a=3.0, b=5.0)[0] == 30.0


@pytest.mark.parametrize(
    "text, words",
    [
        ("a + b", r"OnlyTimes has no method __add__, and a \+ b needs it"),
        ("-a * b", "OnlyTimes has no method __neg__, and -a needs it"),
        ("2 - a", "OnlyTimes has no method __sub__, and 2 - a needs it"),
        ("tanh(a)", "OnlyTimes has no function tanh. Its functions: —"),
        ("a**2", r"OnlyTimes has no method __pow__, and a\*\*2 needs it"),
    ],
)
def test_what_the_class_lacks_is_named(text, words):
    with pytest.raises(TypeError, match=words):
        viz.explore(text, a=OnlyTimes(1.0), b=OnlyTimes(2.0))


def test_the_functions_of_the_class_are_told_and_the_way_back_is_none_of_them():
    a = Value(2.0)
    for text in ("a.backward()", "backward(a)", "softplus(a)", "a.zero_grad()"):
        with pytest.raises(TypeError, match="Its functions: exp, log, relu, tanh$"):
            viz.explore(text, a=a)
    assert a.grad == 0


def test_a_method_that_returns_nothing_is_named():
    class Forgets(InTuples):
        def tanh(self):
            Forgets(0.5, (self,), "tanh")

    with pytest.raises(TypeError, match=r"tanh\(a\) gives NoneType"):
        viz.explore("tanh(a)", a=Forgets(1.0))


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "Here stands no expression yet"),
        ("# nothing", "Here stands no expression yet"),
        ("a +", r"cannot be read as an expression: a \+\."),
        ("2a", "cannot be read"),
        ("a × b", "cannot be read"),
        ("a" * 3000, "has 3000 characters"),
        ("(" * 300 + "a" + ")" * 300, "nested too deeply"),
        ("-" * 1900 + "a", "nested too deeply"),
        ("3 + 4", r"3 \+ 4 is only a number"),
        ("a; b", "a stands alone in a line"),
        ("a = a * b", "The name a would stand for two values"),
        ("e = a; e = b", "The name e would stand for two values"),
        ("a.data * 2", "a.data takes something out"),
        ("a.__class__", "a.__class__ takes something out"),
        ("a < b < c", "a < b < c compares"),
        ("a**b", r"In a\*\*b the exponent is b"),
        ("2**a", "the exponent is a"),
        ("a^2", r"a\^2: in Python \^ is no power"),
        ("1e999 * a", "1e999 is no finite real number"),
        ("10**400 * a", r"10\*\*400 is no finite"),
        ("a * (1 / 0)", "1 / 0 is no finite"),
        ("(-8)**0.5 * a", "is no finite real number"),
        ("relu()", r"relu\(\) has nothing in its brackets"),
        ("relu(x=a)", r"relu\(x=a\) cannot stand"),
        ("2(a)", r"2\(a\) cannot stand"),
        ("__import__('os')", "__import__.* cannot stand"),
        ("a.__init__(3)", "cannot stand"),
        *((text, "cannot stand in an expression") for text in (
            "a if b else c", "[a]", "{a}", "a[0]", "lambda: a", "(a := b)", "f'{a}'", "'a' * b", "True * a", "1j * a",
            "a and b", "not a", "~a", "a // b", "a % b", "a @ b", "a += b", "a = b = c", "a, b = c", "import os", "del a",
            "def f(): pass", "print(*a)", "...", "a: int = b", "while a: b",
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_shown_with_what_can(text, words):
    with pytest.raises(ValueError, match=words) as caught:
        read_expression(text)
    assert len(str(caught.value)) < 300


# viz.explore with a text.


def last_line(explorer):
    return explorer.to_text().splitlines()[-1]


@pytest.mark.parametrize("make", [Value, Learned, InTuples])
def test_the_result_has_its_name(make):
    leaves = {name: make(x) for name, x in {"a": 2.0, "b": -3.0, "c": 10.0}.items()}
    explorer = viz.explore("e = a * b; d = e + c", **leaves)
    assert last_line(explorer) == "d = e + c: data 4.0, grad +1.0"
    assert sent(explorer.to_html())["names"] == ["a", "b", "e", "c", "d"]
    assert all(getattr(leaf, "label", "") == "" and leaf.grad == 0 for leaf in leaves.values())


def test_a_class_without_room_for_labels_has_its_names_too():
    assert last_line(viz.explore("d = a * b", a=Slotted(2.0), b=Slotted(3.0))).startswith("d = a * b")


def test_a_name_that_is_not_given_becomes_a_leaf_that_holds_1():
    explorer = viz.explore("d = (a + b) * c", a=Value(2.0))
    assert explorer.values == {"a": 2.0, "b": 1.0, "c": 1.0} and last_line(explorer).endswith("data 3.0, grad +1.0")


def test_where_no_leaf_can_be_made_it_is_said():
    class Two(Value):
        def __init__(self, data, other, _children=(), _op=""):
            super().__init__(data, _children, _op)

    with pytest.raises(TypeError, match="No leaf can be made by Two"):
        viz.explore("a * b", a=Two(1.0, 2.0))


def test_a_name_of_the_expression_hides_no_leaf_that_is_given():
    explorer = viz.explore("d = a * b", a=Value(2.0), b=Value(3.0), d=Value(9.0))
    assert explorer.values == {"a": 2.0, "b": 3.0}


def test_at_other_numbers_the_same_expression_is_computed():
    explorer = viz.explore("d = relu(a * b)", a=Value(2.0), b=Value(3.0))
    answer = explorer.answer({"values": {"a": 4.0, "b": 3.0}, "nudged": {"a": 4.0, "b": 3.1}})
    assert answer["data"][-1] == 12.0
