"""Infers which operation made a value where its class keeps no symbol.

From what the class calls it: another attribute, the class itself, the function object in between, the method around the
rule for the way back. Otherwise from the numbers: which operation gives this result for these operands. Where several
do (2 + 2 and 2 * 2), the recorded slopes decide, or the class is asked which of its methods makes just this.
"""

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from viz.values.conventions import LABELS, ValueLike, gradient_name, makes_values, number_held, rule_of, symbol_held
from viz.values.forward import (
    answer_of,
    asked_without_a_trace,
    fits_a_constant,
    folds_numbers,
    forgets_operands,
    is_harmless,
    leaf_maker,
    method_around,
    method_run,
    only_computes,
)
from viz.values.insides import attributes_of, closure_cells, code_of, methods_of
from viz.values.numbers import as_float, precision_of
from viz.values.operands import Constant, Operands, is_helper, operands_of
from viz.values.operations import (
    OPERATIONS,
    Slopes,
    operation_of,
    operations_named,
    symbol_of_name,
    true_slopes,
    true_value,
)

_EXPONENTS = (2, 3, -1, 0.5, -0.5, -2, 4, 5, 6, 1.5, -1.5, -3, 1 / 3, 0, 1)
_FIRST_METHODS = {operation.method: operation.symbol for operation in OPERATIONS.values()}
_MOST_STEPS_DOWN = 64  # to a leaf
_Numbers = Sequence[float]


def symbol_of(value: ValueLike, operands: Operands, local: Slopes) -> str:
    """The symbol of the operation that made a value: as its class keeps it, otherwise inferred; "" where neither tells.

    Args:
        value: the result of an operation.
        operands: its Operands.
        local: the local slopes that it has recorded, or None.
    """
    own, count = symbol_held(value), len(operands.values)
    if own and (operation_of(own, count) or not symbol_of_name(own)):
        return own
    case = _case_of(value, operands, local)
    if case is None:
        return own or _called(value, count)
    return (case.as_named(own) or own) if own else case.as_called() or case.by_numbers()


def agreed_slopes(value: ValueLike, operands: Operands, local: Slopes) -> Slopes:
    """The local slopes where several operations give the result, and all of them have the same: a square of 0 and a
    closed gate. None where they differ, or none gives it, or other slopes were recorded.
    """
    case = _case_of(value, operands, local)
    return None if case is None or case.may_have_lost_an_operand() else case.agreed_slopes()


def fits_some_operation(value: ValueLike, operands: Operands) -> bool:
    """Whether an operation that viz has a rule for gives the result."""
    case = _case_of(value, operands, None)
    return case is not None and bool(case.fitting())


def _case_of(value: ValueLike, operands: Operands, local: Slopes) -> "_Case | None":
    """None where a number is missing, or infinite: then there is nothing to compare."""
    numbers, data = [as_float(number_held(operand)) for operand in operands.values], as_float(number_held(value))
    known = [x for x in numbers if x is not None and math.isfinite(x)]
    if data is None or not math.isfinite(data) or len(known) < len(numbers):
        return None
    return _Case(value, operands, known, data, local)


def _called(value: ValueLike, count: int) -> str:
    return next((symbol for symbol in _symbols_named(value, count)), "")


def _symbols_named(value: ValueLike, count: int) -> Iterator[str]:
    """The operations with so many operands that the program may call the value by, wherever a name may stand."""
    for attribute, name in _names_for(value):
        symbol = symbol_of_name(name, count)
        if symbol and not (attribute and _bears_a_leaf(value, attribute)):
            yield symbol


def _names_for(value: ValueLike) -> Iterator[tuple[str, str]]:
    """(the attribute or "", a name)"""
    for attribute, held in attributes_of(value):
        if attribute in LABELS:
            continue
        if isinstance(held, Enum):
            yield attribute, held.name
        elif isinstance(held, str):
            yield attribute, held
        elif code_of(held):
            yield from (("", part) for part in held.__qualname__.split("."))  # the class or the method around it
        elif is_helper(held, value) or callable(held):
            yield "", getattr(held, "__name__", type(held).__name__)
    yield "", type(value).__name__


def _bears_a_leaf(value: ValueLike, attribute: str) -> bool:
    """Whether a leaf that a value was computed from bears the same in that attribute: then it names no operation."""
    leaf = value
    for _ in range(_MOST_STEPS_DOWN):
        below = [each for each in operands_of(leaf).values if not isinstance(each, Constant)]
        if not below:
            break
        leaf = below[-1]  # of a long sum the last one is the newest: a leaf is near
    else:
        return False
    return leaf is not value and dict(attributes_of(leaf)).get(attribute) is dict(attributes_of(value))[attribute]


class _Case:
    """One result and its operands, of which the operation is sought."""

    def __init__(self, value: ValueLike, operands: Operands, numbers: _Numbers, data: float, local: Slopes) -> None:
        self._value, self._operands, self._numbers, self._data, self._local = value, operands, numbers, data, local
        self._tolerance = 1e-9 if precision_of(number_held(value)) < 1e-12 else 1e-5

    def as_named(self, name: str) -> str:
        """The symbol of the operation with that name, `Mul` or `**` whose exponent stands elsewhere, if it gives the
        result.
        """
        symbol = symbol_of_name(name, len(self._numbers))
        return symbol if symbol and self._fits(symbol) else self.with_its_number(symbol_of_name(name))

    def as_called(self) -> str:
        """As the program calls it, unless that is not what was computed."""
        named = _symbols_named(self._value, len(self._numbers))
        found = next((symbol for symbol in named if self._fits(symbol)), "")
        return found or self._by_method()

    def _by_method(self) -> str:
        """As the method is called in which the value's rule was defined."""
        name = method_around(self._value)
        if not name or name == "__init__":
            return ""
        symbol = symbol_of_name(name, len(self._numbers)) or _FIRST_METHODS.get(name.replace("__r", "__", 1), "")
        if symbol and not operation_of(symbol, len(self._numbers)):
            return self.with_its_number(symbol) or symbol
        return symbol or name.strip("_")

    def with_its_number(self, symbol: str) -> str:
        """The symbol of an operation with the number inside that gives the result: `**3`; "" where none does, or
        several do.
        """
        if len(self._numbers) != 1 or not any(each.with_number for each in operations_named(symbol)):
            return ""
        kept = [held for name, held in attributes_of(self._value) if name != gradient_name(self._value)]
        held = [*closure_cells(rule_of(self._value)).values(), *(x for x in kept if x is not number_held(self._value))]
        own = [x for x in held if isinstance(x, (int, float)) and not isinstance(x, bool)]
        for numbers in (own, _EXPONENTS):
            fitting = list(dict.fromkeys(f"{symbol}{n:g}" for n in numbers if self._fits(f"{symbol}{n:g}")))
            fitting = [each for each in fitting if numbers is not own or self._local is None or self._agrees([each])]
            if fitting:
                return fitting[0] if len(fitting) == 1 else ""
        return ""

    def by_numbers(self) -> str:
        """The only operation that gives the result, and these slopes where some were recorded; else what the class
        says.
        """
        if self.may_have_lost_an_operand():
            return ""
        fitting = self.fitting()
        likely = _likely(fitting)
        if len(likely) == 1 and (self._local is None or self._agrees(likely)) and not self._own_methods():
            return likely[0]
        return self._asked(fitting)

    def fitting(self) -> list[str]:
        """The operations that give the result, of those that the class has if it has any."""
        return self._of_the_class([symbol for symbol in self._candidates() if self._fits(symbol)])

    def may_have_lost_an_operand(self) -> bool:
        """Whether what looks like an operation of one operand may have had another, which was not kept: `x * 2` where a
        class keeps x alone looks like a square of 2.
        """
        if len(self._numbers) != 1:
            return False
        if folds_numbers(self._value, self._operands) and fits_a_constant(self._value, self._operands):
            return True
        x, y = self._numbers[0], self._data
        slopes = [(1.0,), (y / x,)] if x else [(1.0,)]  # those of a sum and of a product with a number
        as_with_a_number = self._local is None or any(_near(self._local, each, 1e-9) for each in slopes)
        return as_with_a_number and forgets_operands(self._value, self._operands)

    def agreed_slopes(self) -> Slopes:
        """The slopes on which all operations agree that give the result; None where they do not."""
        fitting = self.fitting()
        agreed = fitting and not self._own_methods() and self._agrees(fitting)
        return true_slopes(fitting[0], self._numbers) if agreed else None

    def _candidates(self) -> Iterator[str]:
        for symbol, operation in OPERATIONS.items():
            told = self._operands.order_known or not operation.ordered
            if told and operation.takes(len(self._numbers)) and not operation.needs_number:
                yield symbol
        if len(self._numbers) == 1:
            yield from (f"**{n:g}" for n in _EXPONENTS)

    def _fits(self, symbol: str) -> bool:
        truth = true_value(symbol, self._numbers)
        scale = max(1.0, *map(abs, self._numbers)) * self._tolerance * 1e-3
        return truth is not None and math.isclose(truth, self._data, rel_tol=self._tolerance, abs_tol=scale)

    def _of_the_class(self, symbols: list[str]) -> list[str]:
        """Those that the class has a method for, where it has one for any."""
        written = methods_of(type(self._value))
        return [s for s in symbols if _method_of(s) in written] or symbols

    def _agrees(self, symbols: Sequence[str]) -> bool:
        """Whether they have the same slopes here, and those are the recorded ones where there are some."""
        slopes = [true_slopes(symbol, self._numbers) for symbol in symbols]
        expected = slopes[0] if self._local is None else self._local
        return all(_near(each, expected, self._tolerance) for each in slopes)

    def _asked(self, fitting: Sequence[str]) -> str:
        """Which of the class's methods makes just this: the same number, slopes and operands."""

        def made_by() -> list[str]:
            make = leaf_maker(self._value, self._operands)
            return [] if make is None else [s for s in self._askable(fitting) if self._makes(make, s)]

        made = asked_without_a_trace([type(self._value)], made_by, otherwise=None)
        if made is None:
            return ""
        found = _likely(made or (fitting if self._local is None else []))
        return found[0] if len(found) == 1 else ""

    def _askable(self, fitting: Sequence[str]) -> list[str]:
        """The symbols that fit, and the names of methods without a rule that might have made it."""
        return [*fitting, *self._own_methods()]

    def _own_methods(self) -> list[str]:
        """The methods without a rule that take so many operands, make values and reach nothing else."""
        return [
            name
            for name, function in methods_of(type(self._value)).items()
            if not name.startswith("_")
            and not symbol_of_name(name, len(self._numbers))
            and makes_values(function, type(self._value))
            and only_computes(function, type(self._value))
            and function.__code__.co_argcount - len(function.__defaults__ or ()) == len(self._numbers)
        ]

    def _makes(self, make: Any, symbol: str) -> bool:
        written = methods_of(type(self._value))
        method, operation = written.get(_method_of(symbol)), operation_of(symbol, len(self._numbers))
        extra = (operation.number,) if operation and operation.number is not None else ()
        asked = method is not None and is_harmless(method)
        answer = answer_of(method_run(make, method, extra), self._numbers) if asked and method else None
        if answer is None or answer.number is None or not answer.at_once:
            return False
        near = math.isclose(answer.number, self._data, rel_tol=self._tolerance, abs_tol=self._tolerance)
        return near and (self._local is None or _near(answer.slopes, self._local, self._tolerance))


def _likely(symbols: Sequence[str]) -> Sequence[str]:
    """Without a power of one, which nobody writes, if there is any other."""
    return [symbol for symbol in symbols if symbol != "**1"] or symbols


def _method_of(symbol: str) -> str:
    return next((operation.method for operation in operations_named(symbol)), symbol)


def _near(slopes: Slopes, others: Slopes, tolerance: float) -> bool:
    return (
        slopes is not None
        and others is not None
        and len(slopes) == len(others)
        and all(math.isclose(x, y, rel_tol=tolerance, abs_tol=tolerance) for x, y in zip(slopes, others))
    )
