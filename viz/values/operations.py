"""The truth of each operation, by its symbol: how many operands it takes, its value, its local derivatives.

A picture uses it where an object did not record these itself, and to see where an object departs from it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from numbers import Real
from operator import add

from viz.words.messages import say

_HUGE = 1e300  # beyond it, and for inf and nan, rounding and overflow leave nothing to compare


@dataclass(frozen=True)
class Rule:
    """One operation.

    Attributes:
        arity: the number of operands; None for any number from two up.
        value: operands (floats) -> the result.
        slopes: operands -> the local derivative with respect to each, a tuple.
        in_words: (slot, that operand's local slope) -> one sentence on what happens on the way back.
        ordered: whether exchanging the operands changes the result.
    """

    arity: int | None
    value: Callable
    slopes: Callable
    in_words: Callable
    ordered: bool = False


_RULES = {
    "+": Rule(None, lambda *operands: reduce(add, operands), lambda *operands: (1.0,) * len(operands), lambda slot, slope: say("add in words")),
    "-": Rule(2, lambda a, b: a - b, lambda a, b: (1.0, -1.0), lambda slot, slope: _sub_in_words(slot), ordered=True),
    "*": Rule(None, lambda *operands: math.prod(operands), lambda *operands: _products_of_the_others(operands), lambda slot, slope: say("mul in words")),
    "/": Rule(2, lambda a, b: a / b, lambda a, b: (1 / b, -a / b / b), lambda slot, slope: _div_in_words(slot), ordered=True),
    "**": Rule(2, lambda a, b: _power(a, b), lambda a, b: (_power_slope(a, b), _exponential_slope(a, b)), lambda slot, slope: _pow_in_words(slot), ordered=True),
    "neg": Rule(1, lambda a: -a, lambda a: (-1.0,), lambda slot, slope: say("neg in words")),
    "ReLU": Rule(1, lambda a: 0.0 if a < 0 else a, lambda a: (1.0 if a > 0 else 0.0,), lambda slot, slope: _relu_in_words(slope)),
    "exp": Rule(1, lambda a: _exp(a), lambda a: (_exp(a),), lambda slot, slope: say("exp in words")),
    "log": Rule(1, math.log, lambda a: (1 / a,), lambda slot, slope: say("log in words")),
    "tanh": Rule(1, math.tanh, lambda a: (1 - math.tanh(a) ** 2,), lambda slot, slope: say("tanh in words")),
}
_OTHER_NAMES = {"relu": "ReLU", "pow": "**", "ln": "log"}


def rule_of(symbol, arity):
    """The Rule for a symbol with that many operands, or None where there is none.

    `**3` is a rule of its own, with the exponent inside; `-` with one operand is neg.
    """
    if symbol == "-" and arity == 1:
        symbol = "neg"
    rule = _power_by(symbol[2:]) if symbol.startswith("**") and symbol != "**" else _RULES.get(_OTHER_NAMES.get(symbol, symbol))
    fits = rule and (arity >= 2 if rule.arity is None else arity == rule.arity)
    return rule if fits else None


def is_binary(symbol):
    """Whether the symbol is one of an operation that always takes two operands."""
    return rule_of(symbol, 2) is not None and rule_of(symbol, 1) is None


def true_value(symbol, operands):
    """What the operation gives for these numbers, or None where that is not known or does not exist."""
    return _applied("value", symbol, operands)


def true_slopes(symbol, operands):
    """The local derivatives for these numbers, a tuple, or None where they are not known or there is no value to begin with."""
    return None if true_value(symbol, operands) is None else _applied("slopes", symbol, operands)


def contradicts(symbol, operands, data):
    """Whether data is not what the operation gives for these numbers; False where that is not known.

    Rounding is no contradiction: 1e-6 of the value, or 1e-12 of the largest operand, where operands cancel.
    """
    truth = true_value(symbol, operands) if all(map(_is_ordinary, [*operands, data])) else None
    if truth is None:
        return False
    return not math.isclose(truth, data, rel_tol=1e-6, abs_tol=1e-12 * max(1.0, *map(abs, operands)))


def _is_ordinary(x):
    try:
        return isinstance(x, Real) and abs(float(x)) < _HUGE
    except OverflowError:
        return False


def _applied(part, symbol, operands):
    rule = rule_of(symbol, len(operands))
    try:
        return getattr(rule, part)(*map(float, operands)) if rule else None
    except (ArithmeticError, ValueError, TypeError):
        return None


def _products_of_the_others(operands):
    return tuple(math.prod(operands[:k] + operands[k + 1 :]) for k in range(len(operands)))


def _power_by(exponent):
    try:
        n = float(exponent)
    except ValueError:
        return None
    return Rule(1, lambda a: _power(a, n), lambda a: (_power_slope(a, n),), lambda slot, slope: _pow_in_words(slot))


def _sub_in_words(slot):
    return say("sub left in words") if slot == 0 else say("sub right in words")


def _div_in_words(slot):
    return say("div top in words") if slot == 0 else say("div bottom in words")


def _pow_in_words(slot):
    return say("pow base in words") if slot == 0 else say("pow exponent in words")


def _relu_in_words(slope):
    return say("relu open in words") if slope > 0 else say("relu closed in words")


def _power(a, n):
    if a == 0 and n < 0:
        raise ZeroDivisionError
    try:
        return math.pow(a, n)
    except OverflowError:
        return -math.inf if a < 0 and n % 2 == 1 else math.inf


def _power_slope(a, n):
    if n == 0:
        return 0.0
    return math.inf if a == 0 and n < 1 else n * _power(a, n - 1)


def _exponential_slope(a, n):
    if a > 0:
        return _power(a, n) * math.log(a)
    return 0.0 if a == 0 and n >= 0 else math.nan


def _exp(a):
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf
