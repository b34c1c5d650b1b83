"""The record of each operation: its symbol, its value, its local derivatives, and all else that is known of it.

A picture uses it where an object did not record these itself, and to see where an object departs from it. Whoever knows
operations takes it from here; what cannot is held to it by tests that walk OPERATIONS. So a new operation is a row
here, one in viz/outputs/js/evaluator.js, and its sentences in each file viz/words/*.po: tests/test_every_operation.py
and those beside it name the file where something is missing.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import add
from typing import TypeGuard

Slopes = tuple[float, ...] | None  # the local slope for each operand, None where they are not known

_HUGE = 1e300  # beyond it, and for inf and nan, rounding and overflow leave nothing to compare


@dataclass(frozen=True)
class Operation:
    """One operation.

    Attributes:
        symbol: what stands for it in an object's `_op`, and names it in OPERATIONS.
        arity: the number of operands; None for any number from two up.
        value: operands -> the result; raises ArithmeticError or ValueError where there is none.
        slopes: operands -> the local derivative with respect to each.
        method: the name of the method that makes it.
        sentence: (slot, that operand's local slope) -> the key of the sentence on what happens on the way back.
        spellings: other symbols for it.
        sign: how a picture shows its symbol, "" for as it is written.
        ordered: whether exchanging the operands changes the result.
        with_number: where a number may stand inside the symbol, as in `**3` or `LeakyReLU(0.1)`: that number -> the
            value and the slopes of the operation of one operand that this is; otherwise None.
        needs_number: whether the symbol says too little without that number: value and slopes are known for some
            operands only.
        number: the number inside the symbol, None where there is none.
    """

    symbol: str
    arity: int | None
    value: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]
    method: str
    sentence: Callable[[int, float], str]
    spellings: tuple[str, ...] = ()
    sign: str = ""
    ordered: bool = False
    with_number: Callable[[float], tuple[Callable[[float], float], Callable[[float], tuple[float]]]] | None = None
    needs_number: bool = False
    number: float | None = None

    def takes(self, count: int) -> bool:
        """Whether it may have that many operands."""
        return count >= 2 if self.arity is None else count == self.arity


def _always(key: str) -> Callable[[int, float], str]:
    return lambda slot, slope: key


def _by_slot(*keys: str) -> Callable[[int, float], str]:
    return lambda slot, slope: keys[slot]


def _relu_in_words(slot: int, slope: float) -> str:
    return "relu open in words" if slope > 0 else "relu closed in words"


def _leaky_in_words(slot: int, slope: float) -> str:
    return "relu open in words" if slope == 1 else "relu leaks in words"


def _choice(chosen: str, tied: str, left: str) -> Callable[[int, float], str]:
    return lambda slot, slope: {0.0: left, 1.0: chosen}.get(slope, "nan in words" if math.isnan(slope) else tied)


def _abs_in_words(slot: int, slope: float) -> str:
    if slope != 0:
        return "abs above in words" if slope > 0 else "abs below in words" if slope < 0 else "nan in words"
    return "abs corner in words"


# The table of derivatives: symbol, number of operands, value, local derivative with respect to each operand;
# then the method, the sentence, other spellings, and what else there is to say.
OPERATIONS = {operation.symbol: operation for operation in (
    Operation("+", None, lambda *x: reduce(add, x), lambda *x: (1.0,) * len(x),
              "__add__", _always("add in words"), ("add",)),
    Operation("-", 2, lambda a, b: a - b, lambda a, b: (1.0, -1.0),
              "__sub__", _by_slot("sub left in words", "sub right in words"), ("sub",), sign="−", ordered=True),
    Operation("*", None, lambda *x: math.prod(x), lambda *x: _products_of_the_others(x),
              "__mul__", _always("mul in words"), ("mul",), sign="×"),
    Operation("/", 2, lambda a, b: a / b, lambda a, b: (1 / b, -a / b / b),
              "__truediv__", _by_slot("div top in words", "div bottom in words"), ("div", "truediv"),
              sign="÷", ordered=True),
    Operation("**", 2, lambda a, b: _power(a, b), lambda a, b: (_power_slope(a, b), _exponential_slope(a, b)),
              "__pow__", _by_slot("pow base in words", "pow exponent in words"), ("pow",), ordered=True,
              with_number=lambda n: (lambda a: _power(a, n), lambda a: (_power_slope(a, n),))),
    Operation("neg", 1, lambda a: -a, lambda a: (-1.0,),
              "__neg__", _always("neg in words"), ("-",), sign="−"),
    Operation("ReLU", 1, lambda a: 0.0 if a < 0 else a, lambda a: (1.0 if a > 0 else 0.0,),
              "relu", _relu_in_words, ("relu", "Relu")),
    Operation("LeakyReLU", 1, lambda a: _where_open(a), lambda a: (1.0,),
              "leaky_relu", _leaky_in_words, ("leaky_relu", "leakyrelu", "LeakyRelu", "lrelu"), needs_number=True,
              with_number=lambda k: (lambda a: a if a > 0 else k * a, lambda a: (1.0 if a > 0 else k,))),
    Operation("exp", 1, lambda a: _exp(a), lambda a: (_exp(a),),
              "exp", _always("exp in words")),
    Operation("log", 1, math.log, lambda a: (1 / a,),
              "log", _always("log in words"), ("ln",)),
    Operation("sqrt", 1, math.sqrt, lambda a: (math.inf if a == 0 else 0.5 / math.sqrt(a),),
              "sqrt", _always("sqrt in words")),
    Operation("tanh", 1, math.tanh, lambda a: (1 - math.tanh(a) ** 2,),
              "tanh", _always("tanh in words"), ("Tanh",)),
    Operation("sigmoid", 1, lambda a: _sigmoid(a), lambda a: (_sigmoid(a) * _sigmoid(-a),),
              "sigmoid", _always("sigmoid in words"), ("Sigmoid", "σ", "logistic")),
    Operation("sin", 1, math.sin, lambda a: (math.cos(a),),
              "sin", _always("sin in words")),
    Operation("cos", 1, math.cos, lambda a: (-math.sin(a),),
              "cos", _always("cos in words")),
    Operation("abs", 1, abs, lambda a: (_sign(a),),
              "__abs__", _abs_in_words, ("Abs", "absolute")),
    Operation("max", None, lambda *x: _chosen(max, x), lambda *x: _shares(max, x),
              "max", _choice("max chosen in words", "max tied in words", "max left in words"), ("Max", "maximum")),
    Operation("min", None, lambda *x: _chosen(min, x), lambda *x: _shares(min, x),
              "min", _choice("min chosen in words", "min tied in words", "min left in words"), ("Min", "minimum")),
)}  # fmt: skip


def operation_of(symbol: str, arity: int) -> Operation | None:
    """The Operation that a symbol stands for with that many operands, or None where there is none.

    `-` with one operand is neg. A number may stand inside the symbol, however Python writes it: `**3`, `**True`,
    `LeakyReLU(0.1)`.
    """
    return next((operation for operation in operations_named(symbol) if operation.takes(arity)), None)


def operations_named(symbol: str) -> tuple[Operation, ...]:
    """All Operations that a symbol may stand for."""
    return _BY_NAME.get(symbol) or _with_number_inside(symbol)


def symbol_of_name(name: str, arity: int | None = None) -> str:
    """The symbol of the operation that a program calls by that name: `Mul`, `MulBackward0`, `ADD`, `__radd__`; "" where
    it is none (with that many operands, if that is said).
    """
    bare = re.sub(r"(backward|function|node|op|fn)?\d*$", "", name.strip("_").lower())
    names = (name, name.lower(), bare, bare.removeprefix("r"), _IN_FULL.get(bare, ""))
    found = (each for name in names if name for each in operations_named(name))
    return next((each.symbol for each in found if arity is None or each.takes(arity)), "")


_IN_FULL = {
    "addition": "+", "plus": "+", "sum": "+", "subtraction": "-", "minus": "-", "difference": "-",
    "multiplication": "*", "multiply": "*", "times": "*", "product": "*", "division": "/", "divide": "/",
    "quotient": "/", "power": "**", "exponentiation": "**", "negation": "neg", "negative": "neg",
    "exponential": "exp", "logarithm": "log",
}  # fmt: skip


def sign_of(symbol: str) -> str:
    """How a picture shows a symbol: one of the table by its sign, any other as it is written."""
    return OPERATIONS[symbol].sign or symbol if symbol in OPERATIONS else symbol


def is_binary(symbol: str) -> bool:
    """Whether the symbol is one of an operation that always takes two operands."""
    return operation_of(symbol, 2) is not None and operation_of(symbol, 1) is None


def true_value(symbol: str, operands: Sequence[float | None]) -> float | None:
    """What the operation gives for these numbers (None for what is no number), or None where that is not known or
    does not exist.
    """
    return _applied("value", symbol, operands)


def true_slopes(symbol: str, operands: Sequence[float | None]) -> Slopes:
    """The local derivatives for these numbers, or None where they are not known or there is no value to
    begin with.
    """
    return None if true_value(symbol, operands) is None else _applied("slopes", symbol, operands)


def contradicts(symbol: str, operands: Sequence[float | None], data: float | None, rounding: float = 0.0) -> bool:
    """Whether data is not what the operation gives for these numbers; False where that is not known.

    Rounding is no contradiction: 1e-6 of the value, or 1e-12 of the largest operand, where operands cancel, or as much
    as is given.
    """
    ordinary = [x for x in operands if _is_ordinary(x)]
    if not _is_ordinary(data) or len(ordinary) < len(operands):
        return False
    truth = true_value(symbol, ordinary)
    if truth is None:
        return False
    cancelled = 1e-12 * max(1.0, *map(abs, ordinary))
    return not math.isclose(truth, data, rel_tol=1e-6, abs_tol=max(cancelled, rounding))


def _is_ordinary(x: float | None) -> TypeGuard[float]:
    return x is not None and abs(x) < _HUGE


def _applied(part, symbol, operands):
    operation = operation_of(symbol, len(operands))
    try:
        return getattr(operation, part)(*map(float, operands)) if operation else None
    except (ArithmeticError, ValueError, TypeError):
        return None


# Names.


def _named_by_each(operations: Iterable[Operation]) -> dict[str, tuple[Operation, ...]]:
    """{name: the Operations with that symbol or spelling}."""
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in operations:
        for name in (operation.symbol, *operation.spellings):
            found[name] = (*found.get(name, ()), operation)
    return found


_IN_BRACKETS = re.compile(r"(?:[A-Za-z_][\w.]*)?\((.+)\)", re.ASCII)
_BY_NAME = _named_by_each(OPERATIONS.values())
_BEFORE_A_NUMBER = _named_by_each(operation for operation in OPERATIONS.values() if operation.with_number)


@lru_cache(maxsize=256)
def _with_number_inside(symbol: str) -> tuple[Operation, ...]:
    name = next((name for name in _BEFORE_A_NUMBER if symbol.startswith(name)), None)
    if name is None:
        return ()
    number = _number(symbol.removeprefix(name))
    return () if number is None else tuple(_holding(operation, number) for operation in _BEFORE_A_NUMBER[name])


def _holding(operation, number):
    value, slopes = operation.with_number(number)
    return replace(operation, arity=1, value=value, slopes=slopes, with_number=None, needs_number=False, number=number)


def _number(text: str) -> float | None:
    """The number that is written inside a symbol, in any way in which Python writes one: 3, True, 1/2 (a Fraction), in
    brackets, as np.float64(0.5).
    """
    if found := _IN_BRACKETS.fullmatch(text):
        text = found[1].strip("'")  # Decimal('0.5')
    try:
        if text in ("True", "False"):
            return float(text == "True")
        top, of, bottom = text.partition("/")
        return float(top) / float(bottom) if of else float(text)
    except (ValueError, ZeroDivisionError):
        return None


# Arithmetic with every corner decided.


def _products_of_the_others(operands: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(math.prod(operands[:k] + operands[k + 1 :]) for k in range(len(operands)))


def _power(a: float, n: float) -> float:
    if a == 0 and n < 0:
        raise ZeroDivisionError
    try:
        return math.pow(a, n)
    except OverflowError:
        return -math.inf if a < 0 and n % 2 == 1 else math.inf


def _power_slope(a: float, n: float) -> float:
    if n == 0:
        return 0.0
    return math.inf if a == 0 and n < 1 else n * _power(a, n - 1)


def _exponential_slope(a: float, n: float) -> float:
    if a > 0:
        return _power(a, n) * math.log(a)
    return 0.0 if a == 0 and n >= 0 else math.nan


def _exp(a: float) -> float:
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf


def _where_open(a: float) -> float:
    if a > 0:
        return a
    raise ValueError("how far the gate leaks does not stand in the symbol")


def _sigmoid(a: float) -> float:
    e = math.exp(-abs(a))  # never overflows, and on neither side are two numbers near 1 subtracted
    return e / (1 + e) if a < 0 else 1 / (1 + e)


def _sign(a: float) -> float:
    return a if math.isnan(a) else float((a > 0) - (a < 0))


def _chosen(choose: Callable[[tuple[float, ...]], float], operands: tuple[float, ...]) -> float:
    return math.nan if any(map(math.isnan, operands)) else choose(operands)


def _shares(choose: Callable[[tuple[float, ...]], float], operands: tuple[float, ...]) -> tuple[float, ...]:
    """The slopes of max and min: 1 for the one that is chosen, shared equally between all that are equal to it, as in
    PyTorch.
    """
    chosen = _chosen(choose, operands)
    if math.isnan(chosen):
        return (math.nan,) * len(operands)
    return tuple(1 / operands.count(chosen) if x == chosen else 0.0 for x in operands)
