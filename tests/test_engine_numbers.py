"""Which numbers a Value takes, what the corners of each operation give, and what is refused, with which words."""

import math
from fractions import Fraction

import numpy as np
import pytest

from micrograd.engine import Value

INF, NAN = math.inf, math.nan
WITH_A_NUMBER = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
NUMPY_SCALARS = [
    t(2) for t in (np.int8, np.uint8, np.int32, np.int64, np.uint64, np.float16, np.float32, np.float64, np.longdouble)
]
NOT_NUMBERS = ["3", None, [1.0], (1,), {}, 1j, np.array([1.0, 2.0]), np.array(1.0), np.complex128(1), object()]


def value_and_grads(operation, *numbers):
    leaves = [Value(number) for number in numbers]
    out = operation(*leaves)
    out.backward()
    return [out.data, *(leaf.grad for leaf in leaves)]


def same(ours, expected):
    return all(one == other or (one != one and other != other) for one, other in zip(ours, expected, strict=True))


@pytest.mark.parametrize("number", [7, 7.0, True, Fraction(7, 2), np.int64(7), np.float32(7)])
def test_data_is_a_float_whatever_number_came_in(number):
    value = Value(number)
    assert type(value.data) is float and value.data == number
    assert type(value.grad) is float and value.grad == 0


def test_integers_divide_as_numbers():
    assert (Value(7) / 2).data == 3.5
    assert (7 / Value(2)).data == 3.5
    assert (Value(2) ** -1).data == 0.5


@pytest.mark.parametrize("number", NUMPY_SCALARS, ids=lambda number: type(number).__name__)
@pytest.mark.parametrize("symbol", WITH_A_NUMBER)
def test_numpy_scalars_are_welcome_on_both_sides(symbol, number):
    operation = WITH_A_NUMBER[symbol]
    for ours, expected in [
        (operation(Value(3), number), operation(3, 2)),
        (operation(number, Value(3)), operation(2, 3)),
    ]:
        assert type(ours) is Value and type(ours.data) is float
        assert ours.data == expected


def test_numpy_truth_values_are_welcome_as_pythons_are():
    assert Value(np.bool_(True)).data == Value(True).data == 1.0


@pytest.mark.parametrize("thing", NOT_NUMBERS, ids=lambda thing: type(thing).__name__)
def test_what_is_not_a_number_is_refused_by_its_type(thing):
    with pytest.raises(TypeError, match=rf"one number.* not {type(thing).__name__}"):
        Value(thing)


@pytest.mark.parametrize("thing", NOT_NUMBERS, ids=lambda thing: type(thing).__name__)
@pytest.mark.parametrize("symbol", WITH_A_NUMBER)
def test_what_is_not_a_number_is_refused_on_both_sides_of_each_operator(symbol, thing):
    for operands in [(Value(3), thing), (thing, Value(3))]:
        with pytest.raises(TypeError, match=rf"one number.* not {type(thing).__name__}"):
            WITH_A_NUMBER[symbol](*operands)


def test_a_value_inside_a_value_is_refused_with_a_hint():
    with pytest.raises(TypeError, match="not Value .*use it as it is"):
        Value(Value(3))


@pytest.mark.parametrize(
    "make", [Value, lambda n: Value(2) * n, lambda n: n * Value(2), lambda n: Value(2) ** n, lambda n: n - Value(2)]
)
def test_an_int_beyond_all_floats_is_refused_at_once(make):
    with pytest.raises(OverflowError, match="int of 1329 bits is too large"):
        make(10**400)


def test_a_long_wrong_input_does_not_flood_the_message():
    with pytest.raises(TypeError) as refusal:
        Value(list(range(100_000)))
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("operation", "numbers", "expected"),
    [
        (lambda x: x**0, [0], [1, 0]),
        (lambda x: x**0, [INF], [1, 0]),
        (lambda x: x**1, [0], [0, 1]),
        (lambda x: x**2, [0], [0, 0]),
        (lambda x: x**0.5, [0], [0, INF]),
        (lambda x: x**0.5, [-0.0], [0, INF]),
        (lambda x: x**1.5, [0], [0, 0]),
        (lambda x: x**-1, [1e-160], [1e160, -INF]),
        (lambda x: x**-1, [-1e-160], [-1e160, -INF]),
        (lambda x: x**-2, [1e-160], [INF, -INF]),
        (lambda x: x**3, [-1e200], [-INF, INF]),
        (lambda x: x**3, [-2], [-8, 12]),
        (lambda x: x**-3, [-2], [-1 / 8, -3 / 16]),
        (lambda x: 2**x, [2000], [INF, INF]),
        (lambda x: x.exp(), [1000], [INF, INF]),
        (lambda x: x.exp(), [-1000], [0, 0]),
        (lambda x: x * x, [1e200], [INF, 2e200]),
        (lambda x: x.tanh(), [1000], [1, 0]),
        (lambda x: x.log(), [5e-324], [math.log(5e-324), INF]),
        (lambda x: x.relu(), [0], [0, 0]),
        (lambda x: x.relu(), [-0.0], [0, 0]),
        (lambda x: x.relu(), [5e-324], [5e-324, 1]),
        (lambda x: x.relu(), [NAN], [NAN, 0]),
        (lambda x: x.relu(), [INF], [INF, 1]),
        (lambda x: x.relu(), [-INF], [0, 0]),
        (lambda x: x * 2, [NAN], [NAN, 2]),
        (lambda x: x - x, [INF], [NAN, 0]),
        (lambda x: (-x).relu() ** 0.5, [1], [0, NAN]),  # a closed gate times an infinite gradient
        (lambda x, n: x**n, [0, 0], [1, 0, 0]),
        (lambda x, n: x**n, [0, 3], [0, 0, 0]),
        (lambda x, n: x**n, [0, 0.5], [0, INF, 0]),
        (lambda x, n: x**n, [-2, 3], [-8, 12, NAN]),
        (lambda x, n: x**n, [2, 3], [8, 12, 8 * math.log(2)]),
        (lambda x, y: x / y, [1, INF], [0, 0, 0]),
        (lambda x, y: x / y, [6, -0.5], [-12, -2, -24]),
    ],
)
def test_corners_have_their_values_and_slopes(operation, numbers, expected):
    ours = value_and_grads(operation, *numbers)
    assert same(ours, expected), ours


def test_zero_to_the_power_nan_has_the_slope_nan():
    assert same(value_and_grads(lambda x, n: x**n, 0, NAN), [NAN, NAN, NAN])


@pytest.mark.parametrize(
    ("error", "operation"),
    [
        (ZeroDivisionError, lambda: Value(1) / 0),
        (ZeroDivisionError, lambda: 1 / Value(-0.0)),
        (ZeroDivisionError, lambda: Value(0) / Value(0)),
        (ZeroDivisionError, lambda: Value(0) ** -1),
        (ZeroDivisionError, lambda: Value(0) ** Value(-0.5)),
        (ZeroDivisionError, lambda: 0 ** Value(-2)),
        (ValueError, lambda: Value(0).log()),
        (ValueError, lambda: Value(-1).log()),
        (ValueError, lambda: Value(-8) ** (1 / 3)),
        (ValueError, lambda: Value(-8) ** Value(0.5)),
        (ValueError, lambda: (-8) ** Value(0.5)),
    ],
)
def test_what_has_no_real_result_is_refused_at_the_operation_with_its_numbers(error, operation):
    with pytest.raises(error, match=r"\d.*(zero|above 0|fractional)"):
        operation()


def test_zero_to_the_power_minus_infinity_is_refused_as_every_negative_power_of_zero():
    with pytest.raises(ZeroDivisionError):
        Value(0) ** -INF
