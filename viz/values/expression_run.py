"""Computes an expression that was written as text with a class of values."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from viz.values.conventions import ValueLike, names_a_way_back
from viz.values.expression import APPLIED, Expression, Step
from viz.values.forward import Maker, is_harmless
from viz.values.insides import methods_of
from viz.values.operands import is_value_like
from viz.values.operations import OPERATIONS, operations_named
from viz.words.messages import say


def computed(
    expression: Expression, leaves: Mapping[str, ValueLike], make: Maker
) -> tuple[ValueLike, dict[str, ValueLike]]:
    """What an expression gives.

    Args:
        expression: what is computed.
        leaves: {name: Value-like object}, all that it names.
        make: makes fresh leaves of their class.

    Returns:
        (the result, {name: what the expression gives that name}).

    Raises:
        TypeError: their class lacks an operation, or gives something that is not Value-like.
        Exception: whatever the class itself raises.
    """
    found: list[ValueLike] = []
    for step in expression.steps:
        given = [found[x] if isinstance(x, int) else leaves[x] if isinstance(x, str) else x for x in step.operands]
        found.append(_done(step, given, make))

    def value(which: int | str) -> ValueLike:
        return leaves[which] if isinstance(which, str) else found[which]

    return value(expression.result), {name: value(which) for name, which in expression.named.items()}


def _done(step: Step, given: list[Any], make: Maker) -> ValueLike:
    """The result of a step. A number is given as it is, as in a program; as a leaf where the class does not take it."""
    function = _in_python(step, given, make)
    plain = [_as_written(x) if _is_number(x) else x for x in given]
    try:
        result = function(plain)
    except Exception:
        if step.does == "**" or all(map(is_value_like, given)):
            raise
        result = None
    if not is_value_like(result):
        leaves = [make(x) if _is_number(x) and not (step.does == "**" and k) else x for k, x in enumerate(given)]
        result = function(leaves)
    if not is_value_like(result):
        raise TypeError(say("expression gives none", shown=step.code, kind=type(result).__name__))
    return result


def _in_python(step: Step, given: list[Any], make: Maker) -> Callable[[list[Any]], Any]:
    """The step as a function of its operands.

    Raises:
        TypeError: the class lacks what it needs.
    """
    value = next((x for x in given if not _is_number(x)), None)
    value = make(1.0) if value is None else value
    cls = type(value)
    if step.does in APPLIED:
        asked = (step.method, step.reflected) if _is_number(given[0]) else (step.method,)
        if not any(hasattr(cls, method) for method in asked):
            raise TypeError(say("class lacks the operation", kind=cls.__name__, method=step.method, shown=step.code))
        return lambda operands: APPLIED[step.does](*operands)
    names = _functions(value)
    method = next((each for each in _spellings(step.does, len(given)) if each in names), None)
    if method is None:
        functions = ", ".join(name for name in names if not name.startswith("_")) or "—"
        raise TypeError(say("class lacks the function", kind=cls.__name__, name=step.does, functions=functions))

    def called(operands: list[Any]) -> Any:
        first, *others = operands
        return getattr(first if is_value_like(first) else make(float(first)), method)(*others)

    return called


def _is_number(x: object) -> bool:
    return type(x) is float  # a class of values may be made of float


def _as_written(x: float) -> float | int:
    """A whole number without its point, as a program has it: then the symbol is `**2`."""
    return int(x) if x.is_integer() and abs(x) < 1e15 else x


def _spellings(name: str, count: int) -> Iterator[str]:
    """What a class may call the function of that name."""
    yield name
    for operation in operations_named(name):
        if operation.takes(count):
            yield operation.method
            yield from operation.spellings


def _functions(value: ValueLike) -> list[str]:
    """The methods of its class that may be operations: not those for the way back, nor any that reaches outward."""
    own = methods_of(type(value))
    known = {method for each in OPERATIONS.values() for method in (each.method, *each.spellings)}
    return sorted(
        name
        for name, function in own.items()
        if name in known or not (name.startswith("_") or names_a_way_back(name) or not is_harmless(function))
    )
