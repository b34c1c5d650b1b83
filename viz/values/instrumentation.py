"""Watches values while a learner's code runs: every write to a gradient, and whose `_backward` is being called.

For the duration, each value's class is exchanged for a subclass that tells of reads and writes.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import BuiltinFunctionType, CodeType, FrameType, FunctionType, MethodType
from typing import Any

from viz.values.conventions import OPERAND_NAMES, WAYS_BACK, ValueLike, gradient_name, rule_name
from viz.values.insides import attributes_of
from viz.values.numbers import Gradient, read_gradient
from viz.values.operands import is_helper

MOST_EVENTS = 100_000
_FRAMES_OF_OURS = 40  # what stands between a learner's code and the recursion limit only because it is watched
_OURS = os.path.dirname(__file__) + os.sep
_OF_A_LEAF = frozenset((*OPERAND_NAMES, *WAYS_BACK))  # what says that a value was computed, and leads on from it
_FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType, partial)  # an object may be asked for its attributes, too
_CONTAINERS = (tuple, list, set, frozenset, dict)
_CALLERS = 4  # a function that writes to the gradient for others is called from near by


@dataclass(frozen=True)
class BackwardCall:
    """A result's `_backward` is called ("begin"), and is back ("end") or stopped by an exception ("raise")."""

    result: int
    phase: str


@dataclass(frozen=True)
class Write:
    """One write to a gradient.

    Attributes:
        target: the index of the value that was written to.
        old, new: its Gradient before and after.
        result: the index of the result that handed it on, or None where that is not known.
        slot: which operand of the result the target is, or None where it is none, or has received its part already.
        in_call: whether result is known because its `_backward` was running; else it was found among the writer's
            variables.
        accumulates: whether the function that wrote had read the old gradient before; None where that could not be
            seen.
        line: the writer's code and the number of its line; None where the write itself was not seen, only its effect.
    """

    target: int
    old: Gradient
    new: Gradient
    result: int | None = None
    slot: int | None = None
    in_call: bool = False
    accumulates: bool | None = None
    line: tuple[CodeType, int] | None = None


Event = BackwardCall | Write


@dataclass
class _OpenCall:
    result: int
    writes: dict[int, int] = field(default_factory=dict)  # target -> how often it was written to


class Instrumentation:
    """Sees what happens to the values, and takes it down in `events`.

    Attributes:
        events: in order, at most MOST_EVENTS.
        cut: whether there were more.
        unseen: the indices of the values that cannot be watched.

    Args:
        values: the objects.
        operands: for each the indices of its operands.
        alone: the one whose rule is looked at on its own: to it, the other values are leaves.
    """

    def __init__(
        self, values: Sequence[ValueLike], operands: Sequence[Sequence[int | None]], alone: ValueLike | None = None
    ) -> None:
        self.events: list[Event] = []
        self.cut = False
        self.unseen: frozenset[int] = frozenset()
        self._values, self._operands, self._alone = values, operands, alone
        self._classes: list[Any] = [type(value) for value in values]
        self._gradients = [gradient_name(value) or "grad" for value in values]
        self._rules = [rule_name(value) for value in values]
        self._is_computed = [
            isinstance(getattr(cls, name, None), property) for cls, name in zip(self._classes, self._gradients)
        ]
        self._index = {
            id(value): i for i, value in enumerate(values)
        }  # never by == or hash: those may be a learner's own
        self._index |= _helpers(values, operands)
        self._results: list[set[int]] = [set() for _ in values]
        for i, places in enumerate(operands):
            for place in places:
                if place is not None:
                    self._results[place].add(i)
        self._calls: list[_OpenCall] = []
        self._deepest = 0
        # (result, target) -> how often it was written to outside of any call
        self._implied: dict[tuple[int, int], int] = {}
        self._readers: dict[int, CodeType] = {}
        self._read_at: dict[int, int] = {}
        self._reads = 0
        self._writing = False

    def start(self) -> None:
        sys.setrecursionlimit(sys.getrecursionlimit() + _FRAMES_OF_OURS)
        watching: dict[type, type] = {}
        unseen: set[int] = set()
        for i, (value, cls) in enumerate(zip(self._values, self._classes)):
            try:
                if cls not in watching:
                    watching[cls] = _watching(cls, self, *self._names_of(cls))
                object.__setattr__(value, "__class__", watching[cls])
            except Exception:  # a class that cannot be derived from or exchanged: before and after must do
                unseen.add(i)
        self.unseen = frozenset(unseen)
        self._seen = list(self.gradients())

    def stop(self) -> None:
        for value, cls in zip(self._values, self._classes):
            if type(value) is not cls:
                object.__setattr__(value, "__class__", cls)
        sys.setrecursionlimit(sys.getrecursionlimit() - _FRAMES_OF_OURS - self._deepest)

    def _names_of(self, cls: type) -> tuple[frozenset[str], frozenset[str]]:
        """The attributes that hold a gradient, and those that hold a rule, in values of that class."""
        mine = [i for i, each in enumerate(self._classes) if each is cls]
        rules = frozenset(name for name in (self._rules[i] for i in mine) if name)
        return frozenset(self._gradients[i] for i in mine), rules

    def gradients(self) -> tuple[Gradient, ...]:
        """Each value's Gradient as it is now."""
        return tuple(map(self.gradient, range(len(self._values))))

    def gradient(self, i: int) -> Gradient:
        # Read at once: an array is changed where it lies, and would tell afterwards only what it has become.
        return read_gradient(self._unwrapped(i, self._gradients[i]))

    def own_rule(self, i: int) -> Callable[..., Any] | None:
        """The value's own rule for the way back, not made to tell."""
        name = self._rules[i]
        rule = None if name is None else self._unwrapped(i, name)
        return rule if callable(rule) else None

    def _unwrapped(self, i: int, name: str) -> Any:
        """An attribute as the value's own class gives it, or None."""
        try:
            return self._classes[i].__getattribute__(self._values[i], name)
        except Exception:  # it has none, or its class says so in its own way
            return None

    def look_at_all(self) -> None:
        for i in range(len(self._values)):
            self._look_at(i)

    def wrap_rule(self, i: int, rule: Callable[..., Any]) -> Callable[..., Any]:
        """The rule, made to tell when it is called and when it is back."""

        def call(*args: Any, **kwargs: Any) -> Any:
            phase, depth = "raise", len(self._calls)
            try:
                self._begin(i)
                # Called plainly wherever possible: passing arguments on costs C stack, and a rule may call rules
                # without end.
                back = rule(*args, **kwargs) if args or kwargs else rule()
                phase = "end"
                return back
            finally:
                self._end(i, phase)
                del self._calls[depth:]

        return call

    def read(self, value: ValueLike, name: str, found: Any, code: CodeType) -> Any:
        """What a value gives instead of its attribute; takes down who read a gradient last."""
        i = self._index.get(id(value))
        if i is None:
            return found
        if name == self._gradients[i]:
            self._reads += 1
            self._readers[i], self._read_at[i] = code, self._reads
        elif self._alone is not None and value is not self._alone:
            return _as_in_a_leaf(name, found)
        elif name == self._rules[i] and self._operands[i] and isinstance(found, _FUNCTIONS):
            return self.wrap_rule(i, found)
        return found

    def write(self, value: ValueLike, name: str, new: object, frame: FrameType) -> None:
        """Lets the class set the attribute, and takes down what became of the gradient."""
        i = self._index[id(value)]
        store: Callable[[ValueLike, str, object], None] = self._classes[i].__setattr__
        is_gradient = name == self._gradients[i]
        if self._writing or not (is_gradient or self._is_computed[i]):
            store(value, name, new)
            return
        self._look_at(i)
        self._writing = True
        try:
            store(value, name, new)
        finally:
            self._writing = False
        old, self._seen[i] = self._seen[i], self.gradient(i)
        if is_gradient or not _same(old, self._seen[i]):
            self._note(self._attributed(i, old, self._seen[i], frame, is_gradient))

    def _begin(self, i: int) -> None:
        self._calls.append(_OpenCall(i))
        if len(self._calls) > self._deepest:  # our frame must not be what brings a learner's recursion to its limit
            self._deepest += 1
            sys.setrecursionlimit(sys.getrecursionlimit() + 1)
        self._note(BackwardCall(i, "begin"))

    def _end(self, i: int, phase: str) -> None:
        for operand in self._operands[i]:
            if operand is not None:
                self._look_at(operand)
        self._note(BackwardCall(i, phase))

    def _look_at(self, i: int) -> None:
        """Takes down a change of the gradient that went by unseen."""
        old, new = self._seen[i], self.gradient(i)
        if not _same(old, new):
            self._seen[i] = new
            self._note(self._attributed(i, old, new))

    def _attributed(
        self, target: int, old: Gradient, new: Gradient, frame: FrameType | None = None, seen: bool = False
    ) -> Write:
        """The Write, with the result that hands it on: the one whose `_backward` is running, or the one that the
        writer has in hand. seen says whether it was written to the gradient itself.
        """
        writer = None if frame is None or _is_ours(frame) else frame
        line = None if writer is None else (writer.f_code, writer.f_lineno)
        accumulates = self._readers.pop(target, None) is writer.f_code if writer is not None and seen else None
        if self._calls and target in self._operands[self._calls[-1].result]:
            call = self._calls[-1]
            slot = self._slot(call.result, target, call.writes.get(target, 0))
            call.writes[target] = call.writes.get(target, 0) + 1
            return Write(target, old, new, call.result, slot, True, accumulates, line)
        result = self._in_hand(target, writer)
        if result is None:
            return Write(target, old, new, accumulates=accumulates, line=line)
        count = self._implied.get((result, target), 0)
        self._implied[result, target] = count + 1
        return Write(target, old, new, result, self._slot(result, target, count, again=True), False, accumulates, line)

    def _slot(self, result: int, target: int, count: int, again: bool = False) -> int | None:
        slots = [slot for slot, operand in enumerate(self._operands[result]) if operand == target]
        return slots[count % len(slots)] if again or count < len(slots) else None

    def _in_hand(self, target: int, frame: FrameType | None) -> int | None:
        """The result that the writer, or who called it, holds in a variable; of several the one whose gradient it
        read last.
        """
        for _ in range(_CALLERS):
            if frame is None or _is_ours(frame) or not self._results[target]:
                return None
            held = {self._index.get(id(thing)): name for name, thing in frame.f_locals.items()}
            found = self._results[target] & held.keys()
            if found:
                return max(found, key=lambda i: (self._read_at.get(i, 0), held[i] == "self", i))
            frame = frame.f_back
        return None

    def _note(self, event: Event) -> None:
        if len(self.events) < MOST_EVENTS:
            self.events.append(event)
        else:
            self.cut = True


def _helpers(values: Sequence[ValueLike], operands: Sequence[Sequence[int | None]]) -> dict[int, int]:
    """{id of an object that stands between a result and its operands: the index of the result}; none that several
    results share.
    """
    found: dict[int, set[int]] = defaultdict(set)
    names: dict[type, list[str]] = {}  # the attributes that hold one, the same for all results of a class
    for i, value in enumerate(values):
        if operands[i]:
            held = dict(attributes_of(value))
            for name in names.setdefault(type(value), [name for name, each in held.items() if is_helper(each, value)]):
                found[id(held.get(name))].add(i)
    return {helper: results.pop() for helper, results in found.items() if len(results) == 1}


def _watching(cls: type, watch: Instrumentation, gradients: frozenset[str], rules: frozenset[str]) -> type:
    """A subclass of cls, of the same layout and name, whose instances tell watch of reads and writes."""
    watched = gradients | rules if watch._alone is None else gradients | rules | _OF_A_LEAF
    frame_of = sys._getframe
    own_getattribute: Callable[[ValueLike, str], Any] = cls.__getattribute__  # type: ignore[assignment]  # of instances

    def __getattribute__(self, name):
        found = own_getattribute(self, name)
        return watch.read(self, name, found, frame_of(1).f_code) if name in watched else found

    def __setattr__(self, name, new):
        watch.write(self, name, new, frame_of(1))

    def __new__(_, *args, **kwargs):  # a new value that the learner's code makes with type(self)(...) is none of ours
        return cls(*args, **kwargs)

    body: dict[str, Any] = {"__slots__": (), "__module__": cls.__module__, "__qualname__": cls.__qualname__}
    body |= {"__getattribute__": __getattribute__, "__setattr__": __setattr__, "__new__": __new__}
    return type(cls)(cls.__name__, (cls,), body)


def _is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(_OURS)


def _as_in_a_leaf(name: str, found: Any) -> Any:
    return _nothing if callable(found) else type(found)() if isinstance(found, _CONTAINERS) else found


def _nothing(*_: Any, **__: Any) -> None:
    pass


def _same(a: Gradient, b: Gradient) -> bool:
    """Whether two gradients are the same number, or the same thing; nan is nan."""
    if a.number is None or b.number is None:
        return a.shown is b.shown
    return (a.number == b.number or (a.number != a.number and b.number != b.number)) and (
        (a.shown is None) == (b.shown is None)
    )
