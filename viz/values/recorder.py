"""Runs a class's own backward pass and takes down what it really does: every write to a gradient, and whose turn it was.

For the duration, each value's class is exchanged for a subclass that tells of reads and writes. Afterwards the classes, and
everything that the values hold, are as they were.
"""

import sys
from dataclasses import dataclass, field
from numbers import Real
from types import MemberDescriptorType

from viz.values.operands import Constant, is_value_like
from viz.values.passes import creation_order
from viz.words.messages import say

MOST_EVENTS = 100_000
_FRAMES_OF_OURS = 40  # what stands between a learner's code and the recursion limit only because it is watched
_CALLERS = 4  # a function that writes to the gradient for others is called from near by


@dataclass(frozen=True)
class Turn:
    """A result's turn: its `_backward` is called ("begin"), and is back ("end") or stopped by an exception ("raise")."""

    result: int
    phase: str


@dataclass(frozen=True)
class Write:
    """One write to a gradient.

    Attributes:
        target: the index of the value that was written to.
        old, new: its gradient before and after; None where it had none.
        result: the index of the result that handed it on, or None where that is not known.
        slot: which operand of the result the target is, or None where it is none, or has received its share already.
        in_turn: whether result is known because its `_backward` was running; else it was found among the writer's variables.
        accumulates: whether the function that wrote had read the old gradient before; None where that could not be seen.
        line: (code object, line number) of the writer; None where the write itself was not seen, only its effect.
    """

    target: int
    old: object
    new: object
    result: int | None = None
    slot: int | None = None
    in_turn: bool = False
    accumulates: bool | None = None
    line: tuple | None = None


@dataclass(frozen=True)
class Observation:
    """What happened in a backward pass.

    Attributes:
        events: Turns and Writes, in order.
        own: whether it was the object's own `backward()`; False where it has none, and each value's `_backward` was called
            in the right order instead, the root's gradient being set to 1 and those of the other results to 0.
        error: the exception that stopped it, or None.
        initial, final: for each value its gradient before and after; None where it has none.
        unseen: the indices of the values that could not be watched: of those, only final tells.
        constants: the indices of bare numbers among the operands, which hold no gradient.
        cut: whether there were more than MOST_EVENTS events; the further ones are missing.
    """

    events: tuple
    own: bool
    error: Exception | None
    initial: tuple
    final: tuple
    unseen: frozenset = frozenset()
    constants: frozenset = frozenset()
    cut: bool = False


def observe(root, values, graph):
    """The Observation of root's own backward pass; nothing is changed by it.

    Args:
        root: a Value-like object.
        values, graph: what viz.values.graph.read_with_values(root) gives.

    Raises:
        TypeError: there is no way back (neither `backward` nor `_backward`), or there are no gradients.
    """
    own = callable(getattr(root, "backward", None))
    if not own and not any(map(_own_rule, values)):
        raise TypeError(say("no way back", kind=type(root).__name__))
    has_grad = any(hasattr(value, "grad") for value in values)
    if not own and not has_grad:
        raise TypeError(say("no grad", kind=type(root).__name__))
    with _Sandbox(values, [node.operands for node in graph.nodes]) as watch:
        initial = watch.gradients()
        error = _error_of(lambda: root.backward()) if own else _error_of(lambda: _go_back(root, values, graph, watch))
        watch.look_at_all()
        final = watch.gradients()
    if not has_grad and all(gradient is None for gradient in final):
        raise TypeError(say("no grad", kind=type(root).__name__)) from error
    constants = frozenset(i for i, value in enumerate(values) if isinstance(value, Constant))
    return Observation(tuple(watch.events), own, error, initial, final, watch.unseen, constants, watch.cut)


def own_slopes(value, operands):
    """What value's own `_backward` hands each operand when value.grad is 1.

    Args:
        value: the result of an operation.
        operands: its operands, in order; one that was used twice stands there twice.

    Returns:
        A tuple of floats, or None where it cannot be told.
    """
    rule = _own_rule(value)
    if rule is None:
        return None
    held = list({id(operand): operand for operand in operands}.values())
    index = {id(operand): i for i, operand in enumerate(held)}
    places = tuple(index[id(operand)] for operand in operands)
    with _Sandbox((*held, value), [()] * len(held) + [places], alone=value) as watch:
        error = _error_of(lambda: _set_up(value, held)) or _error_of(lambda: watch.turn_of(len(held), rule)())
        watch.look_at_all()
        final = watch.gradients()
    return None if error else _received(places, [e for e in watch.events if isinstance(e, Write) and e.in_turn], final)


def amount(gradient):
    """A gradient as a float; 0.0 where there is none yet, and None where it is not a number."""
    if gradient is None or type(gradient) is float:
        return 0.0 if gradient is None else gradient
    plain = type(gradient) is int or isinstance(gradient, Real)
    number = gradient if plain else getattr(gradient, "data", gradient)  # a gradient may be a Value itself
    if isinstance(number, (str, bytes, bytearray)):
        return None
    try:
        return float(number)
    except Exception:  # whatever a foreign class answers, it is not a number
        return None


def _own_rule(value):
    rule = getattr(value, "_backward", None)
    return rule if callable(rule) else None


def _error_of(run):
    try:
        run()
    except Exception as error:
        return error
    return None


def _go_back(root, values, graph, watch):
    """The true backward pass with the values' own rules, for a class that has no `backward()`."""
    order = creation_order(graph)
    for i in order:
        if graph.nodes[i].operands and values[i] is not root and amount(watch.gradient(i)) != 0:
            values[i].grad = 0.0
    root.grad = 1.0
    for i in reversed(order):
        rule = watch.unwrapped(i, "_backward")
        if callable(rule) and graph.nodes[i].operands:
            watch.turn_of(i, rule)()


def _set_up(value, operands):
    for operand in operands:
        operand.grad = 0.0
    value.grad = 1.0


def _received(places, writes, final):
    """What each slot received; with one slot for a target its gradient tells, with more each needs a write of its own."""
    shares = []
    for slot, place in enumerate(places):
        mine = [write for write in writes if write.target == place]
        if places.count(place) == 1 or not mine:
            shares.append(amount(final[place]))
        elif len(mine) == places.count(place):
            write = mine[places[:slot].count(place)]
            shares.append(_difference(write.old, write.new))
        else:
            return None
    return None if None in shares else tuple(shares)


def _difference(old, new):
    before, after = amount(old), amount(new)
    return None if None in (before, after) else after - before


class _Sandbox:
    """`with _Sandbox(values, operands) as watch`: inside, the values are watched; after it, they are as they were."""

    def __init__(self, values, operands, alone=None):
        held = [*values, *_mentioned(values)]
        slots = {cls: _slots(cls) for cls in set(map(type, held))}
        self._kept = [_Kept(value, slots[type(value)]) for value in held]
        self._watch = _Watch(values, operands, alone)

    def __enter__(self):
        try:
            self._watch.start()
        except BaseException:
            self.__exit__()
            raise
        return self._watch

    def __exit__(self, *_):
        self._watch.stop()
        for kept in self._kept:
            kept.restore()


@dataclass
class _OpenTurn:
    result: int
    writes: dict = field(default_factory=dict)  # target -> how often it was written to


class _Watch:
    """Sees what happens to the values, and takes it down in `events`.

    Args:
        values: the objects.
        operands: for each the indices of its operands.
        alone: the one whose rule is looked at on its own: to it, the other values are leaves.
    """

    def __init__(self, values, operands, alone=None):
        self.events, self.cut, self.unseen = [], False, frozenset()
        self._values, self._operands, self._alone = values, operands, alone
        self._classes = [type(value) for value in values]
        self._index = {id(value): i for i, value in enumerate(values)}  # never by == or hash: those may be a learner's own
        self._results = [set() for _ in values]
        for i, places in enumerate(operands):
            for place in places:
                if place is not None:
                    self._results[place].add(i)
        self._turns, self._deepest = [], 0
        self._implied = {}  # (result, target) -> how often it was written to outside of any turn
        self._readers, self._read_at, self._reads = {}, {}, 0
        self._writing = False

    def start(self):
        sys.setrecursionlimit(sys.getrecursionlimit() + _FRAMES_OF_OURS)
        watching, unseen = {}, set()
        for i, (value, cls) in enumerate(zip(self._values, self._classes)):
            try:
                if cls not in watching:
                    watching[cls] = _watching(cls, self)
                object.__setattr__(value, "__class__", watching[cls])
            except Exception:  # a class that cannot be derived from or exchanged: before and after must do
                unseen.add(i)
        self.unseen = frozenset(unseen)
        self._is_computed = [isinstance(getattr(cls, "grad", None), property) for cls in self._classes]
        self._seen = list(self.gradients())

    def stop(self):
        for value, cls in zip(self._values, self._classes):
            if type(value) is not cls:
                object.__setattr__(value, "__class__", cls)
        sys.setrecursionlimit(sys.getrecursionlimit() - _FRAMES_OF_OURS - self._deepest)

    def gradients(self):
        return tuple(map(self.gradient, range(len(self._values))))

    def gradient(self, i):
        return self.unwrapped(i, "grad")

    def unwrapped(self, i, name):
        """An attribute as the value's own class gives it, or None."""
        try:
            return self._classes[i].__getattribute__(self._values[i], name)
        except Exception:  # it has none, or its class says so in its own way
            return None

    def look_at_all(self):
        for i in range(len(self._values)):
            self._look_at(i)

    def turn_of(self, i, rule):
        """The rule, made to tell when it is called and when it is back."""

        def turn(*args, **kwargs):
            phase, depth = "raise", len(self._turns)
            try:
                self._begin(i)
                # Called plainly wherever possible: passing arguments on costs C stack, and a rule may call rules without end.
                back = rule(*args, **kwargs) if args or kwargs else rule()
                phase = "end"
                return back
            finally:
                self._end(i, phase)
                del self._turns[depth:]

        return turn

    def read(self, value, name, found, code):
        """What a value gives instead of its attribute; takes down who read a gradient last."""
        i = self._index.get(id(value))
        if i is None:
            return found
        if name == "grad":
            self._reads += 1
            self._readers[i], self._read_at[i] = code, self._reads
        elif self._alone is not None and value is not self._alone:
            return _as_in_a_leaf(name, found)
        elif name == "_backward" and self._operands[i] and callable(found):
            return self.turn_of(i, found)
        return found

    def write(self, value, name, new, frame):
        """Lets the class set the attribute, and takes down what became of the gradient."""
        i = self._index[id(value)]
        store = self._classes[i].__setattr__
        if self._writing or not (name == "grad" or self._is_computed[i]):
            store(value, name, new)
            return
        self._look_at(i)
        self._writing = True
        try:
            store(value, name, new)
        finally:
            self._writing = False
        old, self._seen[i] = self._seen[i], self.gradient(i)
        if name == "grad" or not _same(old, self._seen[i]):
            self._note(self._attributed(i, old, self._seen[i], frame, name))

    def _begin(self, i):
        self._turns.append(_OpenTurn(i))
        if len(self._turns) > self._deepest:  # our frame must not be what brings a learner's recursion to its limit
            self._deepest += 1
            sys.setrecursionlimit(sys.getrecursionlimit() + 1)
        self._note(Turn(i, "begin"))

    def _end(self, i, phase):
        for operand in self._operands[i]:
            if operand is not None:
                self._look_at(operand)
        self._note(Turn(i, phase))

    def _look_at(self, i):
        """Takes down a change of the gradient that went by unseen."""
        old, new = self._seen[i], self.gradient(i)
        if not _same(old, new):
            self._seen[i] = new
            self._note(self._attributed(i, old, new))

    def _attributed(self, target, old, new, frame=None, name=None):
        """The Write, with the result whose share it is: the one whose turn it is, or the one that the writer has in hand."""
        ours = frame is None or frame.f_code.co_filename == __file__
        line = None if ours else (frame.f_code, frame.f_lineno)
        accumulates = self._readers.pop(target, None) is frame.f_code if name == "grad" and not ours else None
        if self._turns and target in self._operands[self._turns[-1].result]:
            turn = self._turns[-1]
            slot = self._slot(turn.result, target, turn.writes.get(target, 0))
            turn.writes[target] = turn.writes.get(target, 0) + 1
            return Write(target, old, new, turn.result, slot, True, accumulates, line)
        result = None if ours else self._in_hand(target, frame)
        if result is None:
            return Write(target, old, new, accumulates=accumulates, line=line)
        count = self._implied.get((result, target), 0)
        self._implied[result, target] = count + 1
        return Write(target, old, new, result, self._slot(result, target, count, again=True), False, accumulates, line)

    def _slot(self, result, target, count, again=False):
        slots = [slot for slot, operand in enumerate(self._operands[result]) if operand == target]
        return slots[count % len(slots)] if again or count < len(slots) else None

    def _in_hand(self, target, frame):
        """The result that the writer, or who called it, holds in a variable; of several the one whose gradient it read last."""
        for _ in range(_CALLERS):
            if frame is None or frame.f_code.co_filename == __file__ or not self._results[target]:
                return None
            held = {self._index.get(id(thing)): name for name, thing in frame.f_locals.items()}
            found = self._results[target] & held.keys()
            if found:
                return max(found, key=lambda i: (self._read_at.get(i, 0), held[i] == "self", i))
            frame = frame.f_back
        return None

    def _note(self, event):
        if len(self.events) < MOST_EVENTS:
            self.events.append(event)
        else:
            self.cut = True


def _watching(cls, watch):
    """A subclass of cls, of the same layout and name, whose instances tell watch of reads and writes."""
    told = ("grad", "_backward") if watch._alone is None else ("grad", "_backward", "backward", "_prev", "_children")
    own_getattribute, frame_of = cls.__getattribute__, sys._getframe

    def __getattribute__(self, name):
        found = own_getattribute(self, name)
        return watch.read(self, name, found, frame_of(1).f_code) if name in told else found

    def __setattr__(self, name, new):
        watch.write(self, name, new, frame_of(1))

    def __new__(_, *args, **kwargs):  # a new value that the learner's code makes with type(self)(...) is none of ours
        return cls(*args, **kwargs)

    body = {"__slots__": (), "__module__": cls.__module__, "__qualname__": cls.__qualname__}
    body |= {"__getattribute__": __getattribute__, "__setattr__": __setattr__, "__new__": __new__}
    return type(cls)(cls.__name__, (cls,), body)


def _as_in_a_leaf(name, found):
    return type(found)() if name in ("_prev", "_children") else _nothing if callable(found) else found


def _nothing(*_, **__):
    pass


def _same(a, b):
    """Whether two gradients are one, or the same number; nan is nan."""
    if a is b or (type(a) is type(b) is float and a == b):
        return True
    return isinstance(a, Real) and isinstance(b, Real) and bool(a == b or (a != a and b != b))


def _mentioned(values):
    """What the values' closures may write to besides the values: an operand that its result has forgotten."""
    known, found = set(map(id, values)), []
    for value in values:
        for cell in getattr(getattr(value, "_backward", None), "__closure__", None) or ():
            try:
                thing = cell.cell_contents
            except ValueError:  # a variable that was never set
                continue
            if id(thing) not in known and is_value_like(thing):
                known.add(id(thing))
                found.append(thing)
    return found


class _Kept:
    """What a value holds, to be put back: its attributes, in `__dict__` and in slots, and what its lists, sets, dicts contain."""

    def __init__(self, value, slots):
        self._value = value
        self._dict = _attributes(value)
        self._slots = [(slot, _in_slot(slot, value)) for slot in slots]
        held = [*(self._dict or {}).values(), *(thing for _, thing in self._slots)]
        containers = [self._dict, *(thing for thing in held if type(thing) in (list, set, dict))]
        self._contents = [(container, _contents(container)) for container in containers if container is not None]

    def restore(self):
        for container, contents in self._contents:
            if not _identical(_contents(container), contents):
                _refill(container, contents)
        if _attributes(self._value) is not self._dict:
            object.__setattr__(self._value, "__dict__", self._dict)
        for slot, thing in self._slots:
            if _in_slot(slot, self._value) is not thing:
                _into_slot(slot, self._value, thing)


_EMPTY = object()


def _attributes(value):
    try:
        return object.__getattribute__(value, "__dict__")
    except AttributeError:
        return None


def _slots(cls):
    return [slot for base in cls.__mro__ for slot in vars(base).values() if isinstance(slot, MemberDescriptorType)]


def _in_slot(slot, value):
    try:
        return slot.__get__(value)
    except AttributeError:
        return _EMPTY


def _into_slot(slot, value, thing):
    if thing is _EMPTY:
        slot.__delete__(value)
    else:
        slot.__set__(value, thing)


def _contents(container):
    """What it holds, in order; of a dict the keys, then the values."""
    return [*container, *container.values()] if type(container) is dict else list(container)


def _identical(these, those):
    return len(these) == len(those) and all(a is b for a, b in zip(these, those))


def _refill(container, contents):
    if type(container) is not dict:
        container.clear()
        (container.extend if type(container) is list else container.update)(contents)
        return
    keys, things = contents[: len(contents) // 2], contents[len(contents) // 2 :]
    if not _identical(list(container), keys):  # emptied only where it must be: what stays in place keeps its order
        container.clear()
    container.update(zip(keys, things))
