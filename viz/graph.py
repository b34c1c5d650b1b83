"""Reads any Value-like object, and all that it was computed from, into a Graph.

Value-like is whatever has `.data` and, once it is the result of an operation, its operands in `._prev` (or `._children`).
`.grad`, `._op`, `.label`, `._local` (or `._local_grads`) and `._backward` are read where they exist. Nothing is changed.
"""

from collections import deque
from dataclasses import dataclass
from numbers import Real
from reprlib import repr as shortened

from viz.rules import is_binary, true_value
from viz.words import say

COUNT_UP_TO = 100_000  # beyond this many values, "more than" is all that anybody wants to know, and counting takes a while


@dataclass(frozen=True)
class Node:
    """One value as it was when the graph was read.

    Attributes:
        data: its number, as the object holds it.
        grad: its gradient, or None where the class has none yet.
        label: its name, '' where it has none.
        op: the symbol of the operation that made it, '' for a leaf or where the class keeps none.
        operands: in operand order, the index of each operand's node; None for one that was left out.
        order_known: False where the class keeps its operands in a set and their order could not be found out.
        local: the local derivatives as the object recorded them, one for each operand, or None.
    """

    data: object
    grad: object
    label: str
    op: str
    operands: tuple
    order_known: bool
    local: tuple | None


@dataclass(frozen=True)
class Graph:
    """The values in topological order: operands before results, the root last.

    Attributes:
        nodes: the Nodes.
        total: how many values there are in all, with those left out; never more than COUNT_UP_TO + 1.
    """

    nodes: tuple
    total: int


def read(root, limit=None):
    """The Graph of root, or of the limit values nearest to it.

    Raises:
        TypeError: root is not Value-like, or a value's operands cannot be read.
        ValueError: the graph runs in a circle.
    """
    if not is_value_like(root):
        raise TypeError(say("not a value", kind=type(root).__name__, shown=shortened(root)))
    operands, total = _nearest(root, limit)
    order = _topological(root, operands)
    index = {id(value): i for i, value in enumerate(order)}
    return Graph(tuple(_node(value, operands[id(value)], index) for value in order), total)


def is_value_like(thing):
    if isinstance(thing, type):  # the class itself: its __slots__ look like attributes
        return False
    return hasattr(thing, "_prev") or hasattr(thing, "_children") or isinstance(getattr(thing, "data", None), Real)


def label(namespace=None, **names):
    """Give values the names that pictures show: `label(a=a, b=b)`, or `label(globals())` for all values with a name.

    A name given by keyword replaces an older label; a namespace only names what has no label yet, and skips names that
    begin with an underscore.

    Raises:
        TypeError: a keyword's value is not Value-like, or its class has no room for a label.
    """
    for name, value in names.items():
        if not is_value_like(value):
            raise TypeError(say("nothing to label", name=name, kind=type(value).__name__))
        _set_label(value, name)
    for name, value in list((namespace or {}).items()):
        if not name.startswith("_") and is_value_like(value) and not _text(value, "label"):
            _set_label(value, name)


def _set_label(value, name):
    try:
        value.label = name
    except AttributeError:
        raise TypeError(say("no label", kind=type(value).__name__)) from None


@dataclass(frozen=True)
class _Operands:
    values: tuple
    order_known: bool = True


class _Constant:
    """Stands for a bare number (or anything else that is not Value-like) among the operands."""

    def __init__(self, data):
        self.data = data


def _nearest(root, limit):
    """{id: its _Operands} for the limit values nearest to root (all of them for None), and how many there are in all."""
    operands, seen, waiting = {}, {id(root): root}, deque([root])
    while waiting and len(seen) <= COUNT_UP_TO:
        value = waiting.popleft()
        of_value = _operands_of(value)
        if limit is None or len(operands) < limit:
            operands[id(value)] = of_value
        for operand in of_value.values:
            if id(operand) not in seen:
                seen[id(operand)] = operand
                waiting.append(operand)
    return operands, len(seen)


def _topological(root, operands):
    """The values in operands, each after its own operands; depth-first without recursion, so that any depth works."""
    order, done, open_now = [], set(), set()
    stack = [(root, False)]
    while stack:
        value, returned = stack.pop()
        if returned:
            open_now.discard(id(value))
            done.add(id(value))
            order.append(value)
        elif id(value) in open_now:
            raise ValueError(say("cycle", name=_text(value, "label") or shortened(value)))
        elif id(value) not in done:
            open_now.add(id(value))
            stack.append((value, True))
            kept = [v for v in operands[id(value)].values if id(v) in operands]
            stack.extend((v, False) for v in reversed(kept))
    return order


def _node(value, operands, index):
    local = getattr(value, "_local", None) or getattr(value, "_local_grads", None)
    return Node(
        data=getattr(value, "data", None),
        grad=getattr(value, "grad", None),
        label=_text(value, "label"),
        op=_text(value, "_op"),
        operands=tuple(index.get(id(operand)) for operand in operands.values),
        order_known=operands.order_known,
        local=tuple(local) if isinstance(local, (tuple, list)) and len(local) == len(operands.values) else None,
    )


def _text(value, attribute):
    text = getattr(value, attribute, None)
    return "" if text is None else text if isinstance(text, str) else shortened(text)


def _operands_of(value):
    name = "_prev" if hasattr(value, "_prev") else "_children"
    held = getattr(value, name, None)
    if held is None or isinstance(value, _Constant):
        return _Operands(())
    if is_value_like(held):  # `_children=(self)`: brackets, but no tuple
        held = (held,)
    if isinstance(held, (set, frozenset)):
        return _from_set(value, held)
    if not isinstance(held, (tuple, list, dict)):  # an iterator would be used up by being read
        raise TypeError(say("operands unreadable", name=name, kind=type(held).__name__, shown=shortened(held)))
    return _Operands(tuple(v if is_value_like(v) else _Constant(v) for v in held))


def _from_set(value, members):
    """A set has lost the order and the repetition of its operands; the `_backward` closure may still tell them."""
    slots, strays = _closure_slots(value, members)
    strays += [v for v in members if not _is_among(v, slots + strays)]
    if len(strays) == 1 and None in slots:
        slots[slots.index(None)] = strays.pop()
    found = [v for v in slots if v is not None]
    strays.sort(key=lambda v: (_text(v, "label"), shortened(getattr(v, "data", v))))
    values = tuple(v if is_value_like(v) else _Constant(v) for v in found + strays)
    if len(values) == 1 and _is_used_twice(value, values[0]):
        values *= 2
    return _Operands(values, order_known=not strays or len(values) == 1 or values[0] is values[-1])


def _is_used_twice(value, operand):
    """Whether value looks like operand + operand: a symbol of two operands, and the data that it would give."""
    symbol, x = _text(value, "_op"), getattr(operand, "data", None)
    return is_binary(symbol) and true_value(symbol, (x, x)) == getattr(value, "data", None)


def _closure_slots(value, members):
    """What the variables of the closure `value._backward` tell of the operands.

    Returns:
        slots: for each parameter of the method around the closure, in order, the member it holds, or None where the
            closure does not mention it; without those that hold something else (the exponent of a power).
        strays: the members held by the closure's other variables.
    """
    function = getattr(value, "_backward", None)
    cells = _cells(function)
    parameters = _parameters_around(function, type(value)) if cells else ()
    slots = [cells.get(name) for name in parameters if name not in cells or _is_among(cells[name], members)]
    strays = [v for name, v in cells.items() if name not in parameters and _is_among(v, members)]
    return slots, strays


def _cells(function):
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    found = {}
    for name, cell in zip(names, getattr(function, "__closure__", None) or ()):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # a variable that was never set
            pass
    return found


def _parameters_around(function, cls):
    """The parameter names of the method of cls in whose body the function was defined; () where it is not found."""
    code = getattr(function, "__code__", None)
    for base in cls.__mro__:
        for method in vars(base).values():
            around = getattr(method, "__code__", None)
            if around is not None and code in around.co_consts:
                return around.co_varnames[: around.co_argcount]
    return ()


def _is_among(thing, members):
    return any(thing is member for member in members)
