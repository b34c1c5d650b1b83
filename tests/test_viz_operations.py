"""viz.values.operations tells of each operation what micrograd.engine computes, and what central differences find."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import viz
from micrograd.engine import Value
from viz.values.operations import is_binary, operation_of, true_slopes, true_value

UNARY = {
    "neg": lambda a: -a,
    "ReLU": lambda a: a.relu(),
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "tanh": lambda a: a.tanh(),
    **{f"**{n}": lambda a, n=n: a**n for n in (2, 3, -1, -2, 0, 1, 0.5, -0.5, 1.5)},
}
BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
OPERATIONS = {**UNARY, **BINARY}
MODERATE = st.floats(0.01, 20) | st.floats(-20, -0.01)
ANY = st.floats() | st.sampled_from(
    [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 1e200, -1e200, 1e-200, math.inf, -math.inf, math.nan]
)


def computed(symbol, numbers):
    """What the engine makes of it: a Value, or None where it refuses."""
    try:
        return OPERATIONS[symbol](*map(Value, numbers))
    except (ValueError, ZeroDivisionError):
        return None


def same(one, other):
    return one == other or (one != one and other != other) or math.isclose(one, other, rel_tol=1e-13, abs_tol=1e-320)


def assert_same_as_engine(symbol, numbers):
    value = computed(symbol, numbers)
    if value is None:
        assert true_value(symbol, numbers) is None or not math.isfinite(true_value(symbol, numbers))
        return
    assert value._op == symbol and len(value._prev) == len(numbers)
    truth, slopes = true_value(symbol, numbers), true_slopes(symbol, numbers)
    assert truth is not None and same(truth, value.data), f"{truth} instead of {value.data}"
    assert slopes is not None and all(map(same, slopes, value._local)), f"{slopes} instead of {value._local}"


def numbers_for(symbol, numbers):
    arity = 2 if symbol in BINARY else 1
    return st.lists(numbers, min_size=arity, max_size=arity)


@pytest.mark.parametrize("symbol", OPERATIONS)
@settings(max_examples=30)
@given(st.data())
def test_values_and_slopes_of_ordinary_numbers_are_those_of_the_engine(symbol, data):
    numbers = data.draw(numbers_for(symbol, MODERATE))
    if symbol == "**":
        numbers[0] = abs(numbers[0])
    assert_same_as_engine(symbol, numbers)


@pytest.mark.parametrize("symbol", OPERATIONS)
@given(st.data())
def test_values_and_slopes_of_any_number_are_those_of_the_engine(symbol, data):
    assert_same_as_engine(symbol, data.draw(numbers_for(symbol, ANY)))


@pytest.mark.parametrize("symbol", OPERATIONS)
@settings(max_examples=20)
@given(st.data())
def test_slopes_are_what_central_differences_find(symbol, data):
    numbers = data.draw(numbers_for(symbol, st.floats(0.1, 3)))
    for k, slope in enumerate(true_slopes(symbol, numbers)):
        step = 1e-6
        beside = [[x + sign * step * (i == k) for i, x in enumerate(numbers)] for sign in (1, -1)]
        difference = (true_value(symbol, beside[0]) - true_value(symbol, beside[1])) / (2 * step)
        assert math.isclose(slope, difference, rel_tol=1e-5, abs_tol=1e-4), f"{slope} instead of {difference}"


@example([1e200, 1e200, 1e200])
@given(st.lists(MODERATE, min_size=3, max_size=6))
def test_sums_and_products_of_many_are_those_of_two_and_two(numbers):
    total = product = numbers[0]
    for x in numbers[1:]:
        total, product = total + x, product * x
    assert math.isclose(true_value("+", numbers), total, abs_tol=1e-9) and true_slopes("+", numbers) == (1.0,) * len(
        numbers
    )
    assert math.isclose(true_value("*", numbers), product, rel_tol=1e-9)
    for k, slope in enumerate(true_slopes("*", numbers)):
        assume(math.isfinite(product))
        assert math.isclose(slope, product / numbers[k], rel_tol=1e-9)


def test_other_spellings_mean_the_same_operation():
    assert (
        operation_of("relu", 1) is operation_of("ReLU", 1)
        and operation_of("pow", 2) is operation_of("**", 2)
        and operation_of("ln", 1) is operation_of("log", 1)
    )
    assert true_value("-", [3]) == true_value("neg", [3]) == -3


@pytest.mark.parametrize(
    "symbol, arity",
    [("+", 1), ("neg", 2), ("ReLU", 2), ("/", 3), ("-", 3), ("**2", 2), ("**x", 1), ("**", 1), ("?", 1), ("", 2)],
)
def test_what_is_not_known_has_no_rule(symbol, arity):
    assert operation_of(symbol, arity) is None
    assert true_value(symbol, [2.0] * arity) is None and true_slopes(symbol, [2.0] * arity) is None


@pytest.mark.parametrize(
    "symbol, numbers",
    [("/", [1, 0]), ("log", [0]), ("log", [-1]), ("**-1", [0]), ("**0.5", [-1]), ("+", ["a", None]), ("exp", [[1]])],
)
def test_what_does_not_exist_is_none(symbol, numbers):
    assert true_value(symbol, numbers) is None


def test_order_matters_where_an_exchange_changes_the_result():
    assert [symbol for symbol in BINARY if operation_of(symbol, 2).ordered] == ["-", "/", "**"]
    for symbol in BINARY:
        assert (true_value(symbol, [2, 3]) != true_value(symbol, [3, 2])) == operation_of(symbol, 2).ordered


def test_only_operations_that_always_take_two_are_binary():
    assert [symbol for symbol in (*OPERATIONS, "?") if is_binary(symbol)] == ["+", "*", "/", "**"]


@pytest.mark.parametrize(
    "written, number",
    [("True", 1.0), ("False", 0.0), ("1/2", 0.5), ("-1/3", -1 / 3), ("(2)", 2.0), ("np.float64(0.5)", 0.5)]
    + [("Decimal('0.5')", 0.5), ("x", None), ("1/0", None), ("(1, 2)", None), ("true", None), ("3)", None), ("", None)],
)
def test_a_number_inside_a_symbol_is_read_however_python_writes_it(written, number):
    operation = operation_of(f"**{written}", 1)
    assert (operation and operation.number) == number


@pytest.mark.parametrize("exponent", [True, False, Fraction(1, 2), Fraction(-3)])
def test_the_slope_of_a_power_is_known_whatever_kind_of_number_the_exponent_is(exponent):
    x = Value(2.0, label="x")
    assert viz.animate(x**exponent).steps[-1].after == pytest.approx(float(exponent * 2.0 ** float(exponent - 1)))
