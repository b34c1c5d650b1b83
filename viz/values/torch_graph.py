"""Reads a number of PyTorch, and all that it was computed from, as Value-like objects: TorchValues.

A tensor knows the function that made it (`grad_fn`), and this the functions of its operands (`next_functions`), but no
numbers in between: torch keeps those that its backward pass needs (`_saved_self`, `_saved_result` and others), until
that pass has run. A number that is not kept is computed again from the leaves by the rules of viz.values.operations;
a constant that is not kept either is found from the result, where rounding lets it be found and no leaf was changed
since. (torch counts what is written to a tensor in place, but not what is written to its `.data`: that is only seen
where a number that was kept no longer fits.) What remains is NotKept.

torch itself is never imported: where there is a tensor it is loaded. Nothing of it is changed.
"""

import math
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from viz.values.numbers import Held
from viz.values.operations import OPERATIONS, Slopes, contradicts, operation_of, true_slopes, true_value
from viz.words.messages import say
from viz.words.text import short_repr

Tensor = Any  # torch.Tensor, which cannot be named without an import
Function = Any  # a grad_fn

# How many functions are read. A function of which Python has seen the wrapper (torch 2.13) frees the next one from
# within its own end, about 200 bytes of the stack each: a chain of 45,000 that were read would crash whoever frees it.
# Windows has 2 MB of stack, other systems 8 MB.
_MOST = 4_000 if sys.platform == "win32" else 12_000

# How well a number has to be known to be shown where it was found from a result: what rounding leaves open is no more
# than this part of it. Pictures show 4 digits.
_OPEN = 1e-5
_UNITS = 4  # in the last place: a sum is off by half of one, a good library's tanh by a few


@dataclass(frozen=True)
class _Format:
    """A type of number: the bits of its significand, its smallest number above 0 and its largest."""

    bits: int
    smallest: float
    largest: float

    @property
    def unit(self) -> float:
        """The largest part of a number by which rounding may change it."""
        return 2.0**-self.bits


_PYTHONS = _Format(53, 2.0**-1074, math.inf)
_FORMATS = {
    "torch.float32": _Format(24, 2.0**-149, (2 - 2.0**-23) * 2.0**127),
    "torch.float16": _Format(11, 2.0**-24, 65504.0),
    "torch.bfloat16": _Format(8, 2.0**-133, (2 - 2.0**-7) * 2.0**127),
}


class NotKept:
    """Stands for a number that torch has not kept and that nothing else tells."""

    def __repr__(self) -> str:
        return say("not kept")


class TorchValue:
    """One number of a graph of torch.

    Attributes:
        number: the number, None where it is not known.
        error: how far number may lie from what torch had: 0 where it was kept.
        trusted: False where a leaf that it comes from may have been changed since.
        tensor: the user's own tensor, where it could be reached.
        function, output: its grad_fn, and which of its outputs this is; None and 0 for a leaf or a constant.
        dtype: the name of its type of number.
        grad, label, _prev, _op, _local: as a Value has them.
        _birth: the order in which torch ran the operations, before all of them for a leaf.
        most: of the tensor that was read: how many values, those nearest to it first, were read with their operands;
            None for all.
        _rounding: how far its number may lie, by rounding alone, from what the operation gives for its operands.
    """

    def __init__(self, function: Function = None, output: int = 0) -> None:
        self.number: float | None = None
        self.error, self.trusted = 0.0, False
        self.tensor: Tensor = None
        self.function, self.output = function, output
        self.dtype = ""
        self.most: int | None = None
        self.grad: float | None = None
        self.label = ""
        self._prev: tuple[TorchValue, ...] = ()
        self._op = ""
        self._local: Slopes = None
        self._birth: int | None = -1 if function is None else _birth(function)
        self._rounding = 0.0
        self._rule: Callable[..., float] | None = None  # None for that of the symbol
        self._inverses: tuple[Callable[..., float], ...] = ()

    @property
    def data(self) -> Held:
        return NotKept() if self.number is None else self.number

    def hold(self, tensor: Tensor) -> None:
        """Take what a tensor tells that holds this number.

        Raises:
            TypeError: it holds an array.
        """
        _refuse_an_array(tensor.shape, type(tensor).__name__)
        self.dtype = str(tensor.dtype)
        if self.tensor is None or not self.label:
            self.tensor, self.label = tensor, _label(tensor)
        if self.grad is None and (tensor.is_leaf or tensor.retains_grad):  # torch warns of any other question for it
            self.grad = _number_in(tensor.grad)
        if self.number is None:
            self.number = _number_in(tensor)
        if self.function is not None or not tensor.requires_grad:
            self.trusted = True  # a leaf is asked whether it was changed, see _leaf

    def compute(self) -> None:
        """Find the number, where it is not known, from the operands; and how far rounding may carry it."""
        numbers = _known(self._prev)
        truth = self._truth(numbers) if numbers else None
        if truth is None:
            return
        slopes = self._slopes(numbers) or (math.inf,) * len(numbers)
        carried = sum(abs(slope) * operand.error for slope, operand in zip(slopes, self._prev) if operand.error)
        self._rounding = _or_inf(carried + self._rounding_at(truth))
        if self.number is None:
            self.number, self.error = _rounded(truth, self.dtype), self._rounding
            self.trusted = all(operand.trusted for operand in self._prev)

    def find_operand(self) -> None:
        """Find the number of the one operand that is not known from the result and the others, where all can be relied
        on.
        """
        unknown = [k for k, operand in enumerate(self._prev) if operand.number is None]
        others = [operand for operand in self._prev if operand.number is not None]
        if len(unknown) != 1 or self.number is None or not all(each.trusted for each in (self, *others)):
            return
        slot, operand = unknown[0], self._prev[unknown[0]]
        x = self._operand_from(slot, _known(others))
        if x is None:
            return
        numbers = [x if k == slot else other.number or 0.0 for k, other in enumerate(self._prev)]
        slopes = self._slopes(numbers)
        if slopes and slopes[slot]:
            open_ = self.error + self._rounding_at(self.number)
            open_ += sum(abs(slopes[k]) * other.error for k, other in enumerate(self._prev) if k != slot)
            operand.take_found(x, _or_inf(open_ / abs(slopes[slot])))

    def take_found(self, x: float, error: float) -> None:
        """Take a number that was found up to an error, if that is small enough."""
        if not math.isfinite(x) or error > _OPEN * max(abs(x), 0.0 if abs(x) > error else 1.0):
            return
        self.number = _rounded(x, self.dtype) if self.function is not None else _shortest(x, error)
        self.error, self.trusted = error, True

    def _operand_from(self, slot: int, others: Sequence[float]) -> float | None:
        try:
            return self._inverses[slot](self.number, *others) if slot < len(self._inverses) else None
        except (ArithmeticError, ValueError):
            return None

    def _truth(self, numbers: Sequence[float]) -> float | None:
        return true_value(self._op, numbers) if self._rule is None else self._rule(*numbers)

    def _slopes(self, numbers: Sequence[float]) -> Slopes:
        return self._local or true_slopes(self._op, numbers)

    def is_changed(self) -> bool:
        """Whether a number that was kept is not what the operation gives now: then a leaf was changed since."""
        numbers = [operand.number for operand in self._prev]
        return contradicts(self._op, numbers, self.number, self._rounding)

    def _rounding_at(self, x: float) -> float:
        """How far an operation of torch that gives about x may lie off."""
        form = _FORMATS.get(self.dtype, _PYTHONS)
        return _UNITS * form.unit * abs(x) + form.smallest


def is_tensor(thing: object) -> bool:
    """Whether it is a tensor of torch, of whatever class."""
    return any(cls.__name__ == "Tensor" and cls.__module__ == "torch" for cls in type(thing).__mro__)


def is_one_number(thing: Any) -> bool:
    """Whether it is a tensor of torch that holds no array."""
    return is_tensor(thing) and math.prod(thing.shape) == 1


def value_of(tensor: Tensor) -> TorchValue:
    """The TorchValue for a tensor, and through its operands for all that it was computed from; of a very large graph
    for the nearest part.

    Raises:
        TypeError: it holds an array, or something that it was computed from does.
    """
    reading = _Reading(tensor)
    order = list(TopologicalSorter({value: value._prev for value in reading.values}).static_order())
    for value in order:
        value.compute()
    if not any(value.is_changed() for value in order):
        for value in reversed(order):
            value.find_operand()
        for value in order:
            value.compute()
    return reading.root


def of_tensor(values: Iterable[object], tensor: Tensor) -> TorchValue | None:
    """The one among values that stands for a tensor, or None."""
    made_by = (tensor.grad_fn, tensor.output_nr)
    for value in values:
        if isinstance(value, TorchValue):
            if value.tensor is tensor:
                return value
            if made_by[0] is not None and value.function is made_by[0] and value.output == made_by[1]:
                return value
    return None


def note_on_what_is_not_kept(nodes: Iterable[Any]) -> list[str]:
    """The sentence for a picture of nodes of which some number is NotKept; none where all are known."""
    return [say("not kept by torch")] if any(isinstance(node.data, NotKept) for node in nodes) else []


class _Reading:
    """All values that a tensor was computed from, each found once.

    torch has one Python object for a function as long as somebody holds it, so that its id tells it from others. Those
    that were read are held by their values, and so are the tensors.
    """

    def __init__(self, tensor: Tensor) -> None:
        self.values: list[TorchValue] = []
        self._results: dict[tuple[int, int], TorchValue] = {}
        self._tensors: dict[int, TorchValue] = {}  # leaves, and constants that torch has kept
        function = tensor.grad_fn
        self.root = self._leaf(tensor) if function is None else self._result(function, tensor.output_nr)
        self.root.hold(tensor)
        self._waiting: deque[TorchValue] = deque([self.root] if function is not None else [])
        read, found = 0, {self.root}
        while self._waiting and read < _MOST:
            read += 1
            value = self._waiting.popleft()
            self._read(value)
            new = [each for each in dict.fromkeys(value._prev) if each.function is not None and each not in found]
            found.update(new)
            self._waiting.extend(new)
        self.root.most = read if self._waiting else None

    def _add(self, value: TorchValue) -> TorchValue:
        self.values.append(value)
        return value

    def _leaf(self, tensor: Tensor) -> TorchValue:
        """The value of a tensor that no function has made."""
        if id(tensor) not in self._tensors:
            value = self._tensors[id(tensor)] = self._add(TorchValue())
            value.hold(tensor)
            value.trusted = not tensor.requires_grad or tensor._version == 0
        return self._tensors[id(tensor)]

    def _result(self, function: Function, output: int) -> TorchValue:
        key = (id(function), output)
        if key not in self._results:
            value = self._results[key] = self._add(TorchValue(function, output))
            value.dtype = _checked_dtype(function, output)
        return self._results[key]

    def _operand(self, function: Function, output: int) -> TorchValue | None:
        """The value at the other end of an edge; None where no gradient goes there."""
        if function is None:
            return None
        if _name(function) == "AccumulateGrad":
            return self._leaf(function.variable)
        return self._result(function, output)

    def _read(self, value: TorchValue) -> None:
        """Give a value its operands, its symbol and the numbers that its function has kept."""
        operands = [self._operand(*edge) for edge in value.function.next_functions]
        saved = _saved(value.function)
        for name, thing in saved.items():
            if is_tensor(thing):
                self._take_kept(name, thing, value, operands)
        _set_operation(value, [operand or self.constant() for operand in operands], saved, self.constant)

    def _take_kept(self, name: str | int, tensor: Tensor, value: TorchValue, operands: list[TorchValue | None]) -> None:
        """Give the number in a tensor that was kept to whom it belongs: the result or one of the operands."""
        if tensor.grad_fn is value.function and tensor.output_nr == value.output:
            value.hold(tensor)
        elif tensor.grad_fn is not None:
            made = self._results.get((id(tensor.grad_fn), tensor.output_nr))
            if made in operands and made is not None:
                made.hold(tensor)
        elif tensor.requires_grad:
            leaf = self._tensors.get(id(tensor))
            if leaf in operands and leaf is not None:
                leaf.trusted = True  # torch would have refused to show it, had it been changed
        elif name in _SLOTS and _SLOTS[name] < len(operands) and operands[_SLOTS[name]] is None:
            operands[_SLOTS[name]] = self._leaf(tensor)

    def constant(self, number: object = None) -> TorchValue:
        """A further value: a plain number among the operands, None for one that torch has not kept."""
        value = self._add(TorchValue())
        if isinstance(number, (int, float)):
            value.number, value.trusted = float(number), True
        return value


# What torch tells of a function.

_SAVED = "_saved_"
# Which operand it is that bears that name.
_SLOTS: dict[str | int, int] = {"self": 0, "other": 1, "exponent": 1, "target": 1}
_BUILT_IN = re.compile(r"(\w+?)Backward\d+")  # a function that somebody wrote has no number behind its name


def _name(function: Function) -> str:
    return function.name().rpartition("::")[2]


def _birth(function: Function) -> int | None:
    try:
        return int(function._sequence_nr())
    except AttributeError:  # a release of torch that does not tell
        return None


def _saved(function: Function) -> dict[str | int, Any]:
    """{name: what is kept under it}, a number for a name in a function that somebody wrote.

    What was freed after a backward pass is missing, and what was changed in place since. Hooks of the user run, as
    they do when torch itself asks: a checkpoint computes again.
    """
    kept: dict[str | int, Any] = {}
    for attribute in dir(type(function)):
        if attribute.startswith(_SAVED):
            try:
                kept[attribute.removeprefix(_SAVED)] = getattr(function, attribute)
            except Exception:  # RuntimeError; whatever a hook of the user raises
                continue
    try:
        return kept | dict(enumerate(getattr(function, "saved_tensors", ())))
    except Exception:
        return kept


def _checked_dtype(function: Function, output: int) -> str:
    """The dtype of what a function has made, "" where torch does not tell.

    Raises:
        TypeError: it has made an array.
    """
    told = getattr(function, "_input_metadata", ())
    if output >= len(told):
        return ""
    _refuse_an_array(told[output].shape, "Tensor")
    return str(told[output].dtype)


def _refuse_an_array(shape: Iterable[int], kind: str) -> None:
    if math.prod(sizes := tuple(shape)) != 1:
        raise TypeError(say("arrays out of scope", kind=kind, shape=sizes))


def _number_in(tensor: Tensor) -> float | None:
    try:
        return float(tensor.item())
    except Exception:  # None, a complex number, a tensor without data
        return None


def _label(tensor: Tensor) -> str:
    label = getattr(tensor, "label", None)
    return "" if label is None else label if isinstance(label, str) else short_repr(label)


# Which operation a function is.


def _by_torchs_names() -> dict[str, str]:
    """{a name in small letters: the symbol}"""
    return {
        name.replace("_", "").lower(): operation.symbol
        for operation in OPERATIONS.values()
        for name in (operation.symbol, *operation.spellings)
    }


_SYMBOLS = _by_torchs_names()
_SAME_SLOPES = {"+": (1.0, 1.0), "-": (1.0, -1.0), "neg": (-1.0,)}  # whatever the operands are
# Of one number these give that number. (Stack and Cat take several, Sum and Max a whole array.)
_UNCHANGED = {
    "Alias", "Amax", "Amin", "Cat", "Clone", "Expand", "Max", "Mean", "Min", "Permute", "Prod", "Select", "Squeeze",
    "Stack", "Sum", "T", "ToCopy", "Transpose", "Unbind", "UnsafeView", "Unsqueeze", "View",
}  # fmt: skip


def _set_operation(
    value: TorchValue,
    operands: list[TorchValue],
    saved: dict[str | int, Any],
    constant: Callable[..., TorchValue],
) -> None:
    """Give a value its symbol and its operands, in the order in which they are written."""
    name = _name(value.function)
    built_in = _BUILT_IN.fullmatch(name)
    own = built_in[1] if built_in else re.sub(r"Backwards?$", "", name) or name
    if not built_in or saved.get("rounding_mode") is not None:
        op = own
    elif own == "Rsub":  # other - self, where a plain number is no operand of torch's
        op, operands = "-", [operands[1] if len(operands) > 1 else constant(), operands[0]]
    elif own == "Reciprocal":
        op = "**-1"
    elif name == "PowBackward0":
        op = f"**{saved.get('exponent')}"
    elif name == "PowBackward2":  # a plain number to the power of a tensor
        op, operands = "**", [constant(saved.get("self")), operands[0]]
    elif own == "LeakyRelu":
        op = f"LeakyReLU({saved.get('negative_slope')})"
    else:
        op = _SYMBOLS.get(own.lower(), own)
    value._op = op if operation_of(op, len(operands)) else own
    value._prev, value._local, value._inverses = tuple(operands), _SAME_SLOPES.get(op), _INVERSES.get(op, ())
    alpha = saved.get("alpha", 1)
    if op in _SAME_SLOPES and alpha != 1:
        _set_weighted(value, alpha)
    elif built_in and own in _UNCHANGED and len(operands) == 1:
        value._local, value._rule, value._inverses = (1.0,), lambda x: x, (lambda r: r,)


def _set_weighted(value: TorchValue, alpha: float) -> None:
    """A sum or difference whose second operand is multiplied by a number first: torch.add(a, b, alpha=3)."""
    weight = float(alpha if value._op == "+" else -alpha)
    value._op, value._local = f"{value._op} {alpha} ×", (1.0, weight)
    value._rule = lambda a, b: a + weight * b
    value._inverses = (lambda r, b: r - weight * b, lambda r, a: (r - a) / weight)


# Numbers.


def _known(values: Iterable[TorchValue]) -> list[float]:
    """The numbers of all of them, or none at all."""
    numbers = [value.number for value in values]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else []


def _or_inf(x: float) -> float:
    return math.inf if math.isnan(x) else x


def _rounded(x: float, dtype: str) -> float:
    """x as a number of that dtype."""
    form = _FORMATS.get(dtype, _PYTHONS)
    if form is _PYTHONS or not math.isfinite(x):
        return x
    if abs(x) > 2 * form.largest:
        return math.copysign(math.inf, x)
    step = max(form.smallest, math.ldexp(1.0, math.frexp(x)[1] - form.bits))
    nearest = round(x / step) * step
    return nearest if abs(nearest) <= form.largest else math.copysign(math.inf, x)


def _shortest(x: float, error: float) -> float:
    """The number with the fewest digits that lies within an error of x: most likely what was written."""
    candidates = (float(f"{x:.{digits}g}") for digits in range(1, 17))
    return 0.0 if abs(x) <= error else next((each for each in candidates if abs(each - x) <= error), x)


# (result, the other operands) -> the operand, for each slot.
_INVERSES: dict[str, tuple[Callable[..., float], ...]] = {
    "+": (lambda r, b: r - b, lambda r, a: r - a),
    "-": (lambda r, b: r + b, lambda r, a: a - r),
    "*": (lambda r, b: r / b, lambda r, a: r / a),
    "/": (lambda r, b: r * b, lambda r, a: a / r),
    "neg": (lambda r: -r,),
    "exp": (math.log,),
    "log": (math.exp,),
    "sqrt": (lambda r: r * r,),
    "tanh": (math.atanh,),
    "sigmoid": (lambda r: math.log(r / (1 - r)),),
    "ReLU": (lambda r: _where_open(r),),
}


def _where_open(result: float) -> float:
    if result > 0:
        return result
    raise ValueError("what a closed gate has got is lost")
