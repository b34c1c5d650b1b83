"""Asks a class what an operation of its own gives at other numbers: it is run on fresh leaves, without a trace.

So the true slopes of an operation are known where viz has no rule for it: by differences of what the class computes.
"""

import dis
import io
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any, TypeVar

from viz.values.conventions import ValueLike, number_held, rule_of, slopes_held
from viz.values.insides import bound_by_defaults, closure_cells, code_of, methods_of, once_while_read
from viz.values.numbers import as_float
from viz.values.operands import Constant, Operands, operands_of, operation_around
from viz.values.operations import operation_of
from viz.values.restore import Snapshot

_STEPS, _ERROR = (1e-3, 1e-4, 1e-5), 1e-6  # the first at which two differences agree
_STEPS_OF_SINGLES, _ERROR_OF_SINGLES = (6e-2, 2e-2), 1e-3


_Told = TypeVar("_Told")
Maker = Callable[[float], ValueLike]  # number -> a fresh leaf that holds it


@dataclass(frozen=True)
class Run:
    """An operation of a class, to be run at any numbers: call is given leaves that make has made, one an operand."""

    make: Maker
    call: Callable[[Sequence[ValueLike]], Any]


@dataclass(frozen=True)
class Answer:
    """What a class made of some leaves: the result's number, its recorded slopes, how many operands it keeps, and
    whether these are the leaves themselves, in their order.
    """

    number: float | None
    slopes: tuple[float, ...] | None
    count: int
    at_once: bool


def run_of(value: ValueLike, operands: Operands, symbol: str, with_numbers: bool) -> Run | None:
    """How the class computed a value from its operands, to be run again at other numbers; None where that is not known.

    It is the operation around the value's rule; otherwise what its symbol, kept or inferred, names; otherwise, with
    with_numbers, an operation with a plain number that nothing remembers.
    """
    make = leaf_maker(value, operands)
    if make is None or not operands.order_known:
        return None
    run = _around_the_rule(value, operands, make) or _by_symbol(value, symbol, len(operands.values), make)
    if run is None and with_numbers and len(operands.values) == 1:
        return _with_a_constant(value, operands.values[0], make)
    return run


def leaf_maker(value: ValueLike, operands: Operands) -> Maker | None:
    """What makes fresh leaves: its class, or that of a leaf that it was computed from."""
    if _makes_leaves(type(value)):
        return type(value)
    leaf, deeper = value, operands
    while deeper.values and not isinstance(deeper.values[0], Constant):
        leaf = deeper.values[0]
        deeper = operands_of(leaf)
    return type(leaf) if _makes_leaves(type(leaf)) else None


@once_while_read
def _makes_leaves(cls: type) -> bool:
    constructors = (methods_of(cls).get(name) for name in ("__init__", "__new__", "__post_init__"))
    if not all(is_harmless(each) for each in constructors if each):
        return False
    try:
        leaf = cls(0.75)
        return as_float(number_held(leaf)) == 0.75 and not operands_of(leaf).values
    except Exception:  # its constructor wants something else
        return False


def method_run(make: Maker, method: Callable[..., Any], extra: Sequence[Any] = ()) -> Run:
    """method(leaf, leaf, ..., *extra)."""
    return Run(make, lambda leaves: method(*leaves, *extra))


# What code that is only asked must not reach: it would be noticed, or give another answer each time.
_OUTWARD = {
    "input", "open", "exec", "eval", "exit", "quit", "breakpoint", "sys", "os", "subprocess", "shutil", "socket",
    "time", "sleep", "random", "secrets", "uuid", "pathlib", "Path", "requests", "urllib", "pickle", "next", "globals",
    "plt",
}  # fmt: skip
_ARITHMETIC = {
    "math", "cmath", "np", "numpy", "isinstance", "type", "max", "min", "abs", "pow", "float", "int", "sum", "round",
    "len", "range", "zip", "tuple", "list", "set", "super", "bool", "str", "TypeError", "ValueError",
}  # fmt: skip


def is_harmless(function: FunctionType) -> bool:
    """Whether a function may be run only to see what it gives: its code reaches nothing outside of the program."""
    return _globals_in(function.__code__).isdisjoint(_OUTWARD)


def only_computes(function: FunctionType, cls: type) -> bool:
    """Whether a function reaches nothing but arithmetic and the class itself."""
    return _globals_in(function.__code__) <= _ARITHMETIC | {base.__name__ for base in cls.__mro__}


@lru_cache(maxsize=1024)
def _globals_in(code: CodeType) -> frozenset[str]:
    return frozenset(i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME"))


def _around_the_rule(value: ValueLike, operands: Operands, make: Maker) -> Run | None:
    rule = rule_of(value)
    code = code_of(rule)
    if code is None:
        return None
    namespace = getattr(rule, "__globals__", {})
    name, outer = operation_around(code, type(value), namespace)
    function = methods_of(type(value)).get(name) or namespace.get(name)
    if function is None or outer is None or code_of(function) is not outer or not is_harmless(function):
        return None
    held, waiting = closure_cells(rule) | bound_by_defaults(rule), list(enumerate(operands.values))
    given: list[tuple[bool, Any]] = []  # for each parameter (whether it is an operand, its slot or what it holds)
    for parameter in outer.co_varnames[: outer.co_argcount]:
        slot = _taken(waiting, held[parameter]) if parameter in held else None
        given.append((slot is not None, held.get(parameter) if slot is None else slot))
    told = [parameter for parameter, (of_operand, _) in zip(outer.co_varnames, given) if not of_operand]
    if outer.co_kwonlyargcount or not _assigned_in(outer).isdisjoint(told):  # its rule does not know them as they were
        return None
    unmentioned = [k for k, parameter in enumerate(outer.co_varnames[: outer.co_argcount]) if parameter not in held]
    for k, (slot, _) in zip(unmentioned, waiting):
        given[k] = (True, slot)
    if len(unmentioned) != len(waiting):  # a plain number that the rule had no need to remember
        return None
    return Run(make, lambda leaves: function(*(leaves[each] if of_operand else each for of_operand, each in given)))


@lru_cache(maxsize=1024)
def _assigned_in(code: CodeType) -> frozenset[str]:
    stores = ("STORE_FAST", "STORE_DEREF")
    return frozenset(i.argval for i in dis.get_instructions(code) if i.opname in stores)


def _taken(waiting: list[tuple[int, Any]], thing: object) -> int | None:
    """The slot of the first operand that is the thing, taken off the list; None where there is none."""
    place = next((k for k, (_, operand) in enumerate(waiting) if operand is thing), None)
    return None if place is None else waiting.pop(place)[0]


def _by_symbol(value: ValueLike, symbol: str, count: int, make: Maker) -> Run | None:
    cls = type(value)
    operation = operation_of(symbol, count)
    names = [symbol, symbol.lower(), *([operation.method] if operation else [])]
    extra = () if operation is None or operation.number is None else (operation.number,)
    written = methods_of(cls)
    beside = next((function.__globals__ for function in written.values()), {})
    methods = (written.get(name) or beside.get(name) for name in names if name)
    method = next((method for method in methods if code_of(method)), None)
    if method is None or not is_harmless(method):
        return None
    free = method.__code__.co_argcount - count - len(extra)  # what has a default may have been given another value
    return None if free or method.__code__.co_kwonlyargcount else method_run(make, method, extra)


def _with_a_constant(value: ValueLike, operand: ValueLike, make: Maker) -> Run | None:
    """An operation with a plain number that nothing remembers, `a * 2` or `1 - a`: the only one of the class's methods
    and numbers that makes just this.
    """
    same = _with_constants(value, operand, make)
    return same[0] if same and len(same) < 2 else None


def fits_a_constant(value: ValueLike, operands: Operands) -> bool:
    """Whether an operation of its class with a plain number, of which only the value is kept, makes just this."""

    def fits() -> bool:
        make = leaf_maker(value, operands)
        return make is not None and bool(_with_constants(value, operands.values[0], make))

    return asked_without_a_trace([type(value)], fits, otherwise=False)


def _with_constants(value: ValueLike, operand: ValueLike, make: Maker) -> list[Run]:
    x, y = as_float(number_held(operand)), as_float(number_held(value))
    if not x or y is None:
        return []
    written, seen = methods_of(type(value)), slopes_held(value, 1)
    constants = {"add": y - x, "sub": x - y, "rsub": x + y, "mul": y / x, "rtruediv": x * y, "truediv": y and x / y}
    named, same = method_around(value), list[Run]()
    for name, constant in constants.items():
        method = written.get(f"__{name}__") if named in ("", f"__{name}__") else None
        if method and _keeps_both(method, make, x):
            run = method_run(make, method, (constant,))
            same += [run] if (answer := answer_of(run, [x])) and _is_like(answer, y, seen) else []
    return same


def forgets_operands(value: ValueLike, operands: Operands) -> bool:
    """Whether an operation of its class with two values keeps only one of them as an operand."""
    return _of_the_class(value, operands, lambda method, make: not _keeps_both(method, make, 2.0))


def folds_numbers(value: ValueLike, operands: Operands) -> bool:
    """Whether an operation of its class with a plain number keeps the value only: `a * 2` has one operand."""

    def folds(method: FunctionType, make: Maker) -> bool:
        answer = answer_of(method_run(make, method, (3.0,)), [2.0])
        return answer is not None and answer.count == 1

    return _of_the_class(value, operands, folds)


def _of_the_class(value: ValueLike, operands: Operands, asked: Callable[[FunctionType, Maker], bool]) -> bool:
    """Whether it is so of one of the operations with two operands; False where the class cannot be asked."""
    written = methods_of(type(value))
    methods = [written[name] for name in ("__add__", "__mul__", "__sub__", "__truediv__") if name in written]

    def is_so() -> bool:
        make = leaf_maker(value, operands)
        return make is not None and any(asked(each, make) for each in methods)

    return asked_without_a_trace([type(value)], is_so, otherwise=False)


def _keeps_both(method: Callable[..., Any], make: Maker, x: float) -> bool:
    """Whether it keeps two values as operands: else the one that is missing may have been a value, and forgotten."""
    answer = answer_of(method_run(make, method), [x, x + 1])
    return answer is None or answer.count != 1


def method_around(value: ValueLike) -> str:
    """The name of the method in which the value's rule was defined; "" where it has none, or nothing was found."""
    rule = rule_of(value)
    code = code_of(rule)
    return operation_around(code, type(value), getattr(rule, "__globals__", {}))[0] if code else ""


def _is_like(answer: Answer, y: float, slopes: tuple[float, ...] | None) -> bool:
    near = answer.number is not None and math.isclose(answer.number, y, rel_tol=1e-9)
    return near and answer.count == 1 and (slopes is None or answer.slopes == slopes)


def answer_of(run: Run, numbers: Sequence[float]) -> Answer | None:
    """The Answer at some numbers; None where the class raises or gives something else than a value."""
    try:
        leaves = [run.make(x) for x in numbers]
        result = run.call(leaves)
        operands = operands_of(result)
        kept, number = operands.values, as_float(number_held(result))
        at_once = len(kept) == len(leaves) and all(map(operator.is_, kept, leaves))
        return Answer(number, operands.slopes or slopes_held(result, len(kept)), len(kept), at_once)
    except (Exception, SystemExit):  # whatever the class says at numbers that it was not asked for by its author
        return None


_open: dict[type, Snapshot] | None = None  # how the classes were that have been asked, while a graph is being read


@contextmanager
def asked_together() -> Iterator[None]:
    """Inside, what classes can reach is taken down once, and put back at the end."""
    global _open
    if _open is not None:
        yield
        return
    _open = {}
    try:
        yield
    finally:
        before, _open = _open, None
        for snapshot in before.values():
            snapshot.restore()


def asked_without_a_trace(classes: Iterable[type], question: Callable[[], _Told], otherwise: _Told) -> _Told:
    """What a question to classes gives; afterwards all that they can reach is as it was. Nothing is printed.

    Where something could not be put back nothing is asked, and it is what it is otherwise.
    """
    with asked_together(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            for cls in classes:
                if _open is not None and cls not in _open:
                    _open[cls] = Snapshot([cls])
        except TypeError:
            return otherwise
        return question()


def measured_slopes(run: Run, numbers: Sequence[float], precision: float) -> tuple[float, ...] | None:
    """The local slopes by central differences at two steps, combined; None where they cannot be told: at a kink, where
    the operation is not defined nearby, where it gives another number each time.

    Args:
        run: how the class computes the operation.
        numbers: those of the operands.
        precision: the relative rounding error of the numbers that the class computes with.
    """
    here = number_of_run(run, numbers)
    if here is None or here != number_of_run(run, numbers):
        return None
    steps, error = (_STEPS, _ERROR) if precision < 1e-12 else (_STEPS_OF_SINGLES, _ERROR_OF_SINGLES)
    slopes = []
    for slot in range(len(numbers)):
        tried = (_slope(run, numbers, slot, here, step * max(1.0, abs(numbers[slot]) / 100), error) for step in steps)
        slope = next((each for each in tried if each is not None), None)
        if slope is None:
            return None
        slopes.append(slope)
    return tuple(slopes)


def _slope(run: Run, numbers: Sequence[float], slot: int, here: float, h: float, error: float) -> float | None:
    """By Richardson's extrapolation, (4 D(h/2) - D(h)) / 3; None where the two are farther apart than error, relative
    to the slope: the step is too large, or there is a corner.
    """
    at = [number_of_run(run, _moved(numbers, slot, k * h / 2)) for k in (-2, -1, 1, 2)]
    near = [x for x in at if x is not None]
    if len(near) < 4:
        return None
    before, left, right, after = near
    fine, coarse = (right - left) / h, (after - before) / (2 * h)
    scale = max(abs(fine), abs(coarse), 1e-3)
    corner = _bend(before, here, after, h), _bend(left, here, right, h / 2)
    # What bends smoothly bends half as much over half the way; a corner bends as much over any.
    if abs(fine - coarse) > error * scale or (corner[1] > 0.75 * corner[0] and corner[1] > error * scale):
        return None
    return (4 * fine - coarse) / 3


def _bend(before: float, here: float, after: float, h: float) -> float:
    """How far the slopes from the two sides are apart."""
    return abs((after - here) - (here - before)) / h


def number_of_run(run: Run, numbers: Sequence[float]) -> float | None:
    """The finite number that a Run gives, or None."""
    answer = answer_of(run, numbers)
    return None if answer is None or answer.number is None or answer.number - answer.number != 0 else answer.number


def _moved(numbers: Sequence[float], slot: int, h: float) -> list[float]:
    return [x + h * (k == slot) for k, x in enumerate(numbers)]
