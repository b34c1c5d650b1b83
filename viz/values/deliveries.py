"""Sorts the writes of a recorded backward pass by the result that hands them on, and checks each as it comes.

Whatever arrives along an edge is compared with the true local slope times the result's gradient as it is at that
moment, so that a mistake is marked where it is made, and not on all that follows from it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any

from viz.values.findings import Finding
from viz.values.graph import Graph
from viz.values.instrumentation import BackwardCall, Event, Write
from viz.values.numbers import ZERO, Gradient, difference, fits, is_near
from viz.values.passes import Step
from viz.values.recorder import Observation
from viz.values.slopes import Known

OF_AMOUNT = {
    "overwrite",
    "no upstream",
    "slope",
}  # the findings that say that a write brings another amount than is due


@dataclass
class Delivery:
    """What a result hands to its operands in one go.

    Attributes:
        result: its index.
        called: whether its `_backward` was called; else the writes alone make the delivery.
        upstream: its Gradient when it wrote last.
        positions: of the delivery's steps.
        received: for each slot the (position, old Gradient, new Gradient) of what was written.
    """

    result: int
    called: bool
    upstream: Gradient = ZERO
    positions: list[int] = field(default_factory=list)
    received: dict[int, list[tuple[int, Gradient, Gradient]]] = field(default_factory=dict)


class Deliveries:
    """Takes the events of a recorded pass one after the other, as Steps, and finds what each write and each delivery
    tells.

    Attributes:
        steps: the Steps so far.
        findings: {position of a step: its Findings}.
        now: for each value its Gradient as it is by now.
    """

    def __init__(self, graph: Graph, known: Known, observation: Observation) -> None:
        self.graph, self.slopes, self.blur, self.seen = graph, known.true().slopes, known.blur, observation
        self.root = len(graph.nodes) - 1
        self.now = list(observation.initial)
        self.steps: list[Step] = []
        self.findings: defaultdict[int, list[Finding]] = defaultdict(list)
        self.deliveries: list[Delivery] = []
        self.running: list[Delivery] = []
        self.implied: dict[int, Delivery] = {}
        # (result, slot) -> how much of the result's gradient went that way
        self.handed: dict[tuple[int, int], float] = {}
        self.reported: defaultdict[tuple[int, int], list[int]] = defaultdict(list)  # (operand, result) -> positions
        self.came: Counter[int] = Counter()
        self.touched: set[int] = set()
        self.cleared: set[int] = set()
        self.seeded = False
        inner = {i for i, node in enumerate(graph.nodes) if node.operands}
        self.stale = {i for i in inner if self.now[i].number not in (0.0, None)}
        self.written = {
            event.target for event in observation.events if not isinstance(event, BackwardCall) and not _is_same(event)
        }
        if self.now[self.root].number == 1 and self.root not in self.written:  # whoever calls it has seeded it before
            self.seeded = True
            self.stale.discard(self.root)
        self.fills_leaves = any(i not in inner for i in self.written)
        writes = [event for event in observation.events if not isinstance(event, BackwardCall)]
        self.called = {event.result for event in observation.events if isinstance(event, BackwardCall)}
        # A rule may only give the shares back, and whoever called it adds them.
        self.gives_back = {event.result for event in writes if not event.in_call and event.result is not None}
        self.gives_back -= {event.result for event in writes if event.in_call}
        self.clearing = _clearing_lines(observation.events, self.root)

    def follow(self, event: Event) -> None:
        if not isinstance(event, BackwardCall):
            self._write(event)
            self.now[event.target] = event.new
        elif event.phase == "begin":
            self.running.append(self._new_delivery(event.result, called=True))
        else:
            delivery = self.running.pop()
            if event.phase == "end":
                self._close(delivery)

    # One write after the other.

    def _write(self, event: Write) -> None:
        delivery = self._delivery_of(event)
        if event.target == self.root and event.new.number != 0:
            self._write_to_root(event)
        elif delivery is None and event.new.number == 0:
            self._clear(event)
        elif delivery is None:
            self._explain_nothing(event)
        else:
            self._contribution(event, delivery)

    def _delivery_of(self, event: Write) -> Delivery | None:
        """The delivery that the write belongs to, or None; without a `_backward` call it is made up of the writes
        themselves.
        """
        if event.result is None or event.target not in self.graph.nodes[event.result].operands:
            return None
        if event.in_call:
            return self.running[-1]
        if event.line in self.clearing or (event.result in self.called and event.result not in self.gives_back):
            return None
        delivery = self.implied.get(event.result)
        if delivery and not self._free_slots(delivery, event.target):
            self._close(delivery)
            delivery = None
        if delivery is None:
            delivery = self.implied[event.result] = self._new_delivery(event.result, called=False)
        return delivery

    def _new_delivery(self, result: int, called: bool) -> Delivery:
        self.came[result] += 1
        self.deliveries.append(Delivery(result, called))
        return self.deliveries[-1]

    def _free_slots(self, delivery: Delivery, target: int) -> list[int]:
        operands = self.graph.nodes[delivery.result].operands
        return [slot for slot, operand in enumerate(operands) if operand == target and slot not in delivery.received]

    def _write_to_root(self, event: Write) -> None:
        old, new = event.old.number, event.new.number
        seeds = new == 1 or (old is not None and new == old + 1)
        position = self._add(
            Step("seed" if seeds else "write", self.root, event.old.shown, event.new.shown, line=event.line)
        )
        if new == 1 or event.accumulates is False:
            self.stale.discard(self.root)
        self._mark_stale(self.root, position)
        if not seeds:
            self._find(position, "root not seeded", gradient=event.new.shown)
        self.seeded = True
        self.touched.add(self.root)

    def _clear(self, event: Write) -> None:
        target, old = event.target, event.old.shown
        self.stale.discard(target)
        if event.old.number == 0:
            return
        if target in self.touched and target not in self.came:
            position = self._add(Step("write", target, old, event.new.shown, line=event.line))
            self._find(position, "overwrite", old=old, due=None, written=event.new.shown)
        elif self.steps and self.steps[-1].kind == "clear":
            self.steps[-1] = replace(self.steps[-1], cleared=(*self.steps[-1].cleared, (target, old)), line=event.line)
        else:
            self._add(Step("clear", self.root, after=0.0, cleared=((target, old),), line=event.line))
        self.touched.discard(target)
        self.cleared.add(target)

    def _explain_nothing(self, event: Write) -> None:
        position = self._add(
            Step("write", event.target, event.old.shown, event.new.shown, event.result, line=event.line)
        )
        if event.target not in self.seen.unseen:
            self._find(position, "unexplained")

    def _contribution(self, event: Write, delivery: Delivery) -> None:
        result, target = delivery.result, event.target
        delivery.upstream = self.now[result]
        slot, extra = self._slot_of(event, delivery)
        step = Step(
            "contribution",
            target,
            event.old.shown,
            event.new.shown,
            result,
            slot,
            self._local(result, slot),
            self.now[result].shown,
        )
        position = self._add(replace(step, contribution=difference(event.old, event.new), line=event.line))
        self._first_of(delivery, position)
        old = ZERO if self._replaces_stale(event, self._due(delivery, slot)) else event.old
        if target in self.stale:
            self._mark_stale(target, position)
        if not extra:
            self._check_amount(position, event, old, result, slot)
        delivery.received.setdefault(slot, []).append((position, old, event.new))
        self.reported[target, result].append(position)
        self.touched.add(target)

    def _slot_of(self, event: Write, delivery: Delivery) -> tuple[int, bool]:
        """The slot whose due share it is, if any of the target's fits; and whether each of them has received
        something already.
        """
        free = self._free_slots(delivery, event.target)
        if not free:
            return max(
                slot for slot in delivery.received if self.graph.nodes[delivery.result].operands[slot] == event.target
            ), True
        upstream = delivery.upstream.number
        scales = {slot: self._scale(delivery.result, slot, upstream) for slot in free}
        fitting = (slot for slot in free if fits(event.old, event.new, self._due(delivery, slot), scales[slot]))
        return next(fitting, free[0]), False

    def _replaces_stale(self, event: Write, due: float | None) -> bool:
        """Whether an inner value's gradient from an earlier pass went away with this, the first write in this pass."""
        if event.target not in self.stale or event.target in self.touched or fits(event.old, event.new, due):
            return False
        replaced = event.accumulates is False or fits(ZERO, event.new, due)
        if replaced:
            self.stale.discard(event.target)
        return replaced

    def _check_amount(self, position: int, event: Write, old: Gradient, result: int, slot: int) -> None:
        local, upstream = self._local(result, slot), self.now[result].number
        if local is None:
            self._find(position, "unknown slope")
        if local is None or upstream is None:
            return
        handed = self.handed.get((result, slot), 0.0)
        scale = self._scale(result, slot, upstream)
        if fits(old, event.new, local * upstream, scale) or (local == 0 and difference(old, event.new) == 0):
            if handed != 0 and local != 0:
                self._find(position, "twice", handed=handed, upstream=upstream)
            upstream += handed
        elif handed == 0 or not fits(old, event.new, local * (upstream - handed), scale):  # not only what came in since
            self._check_misfit(position, event, old, local, upstream, scale)
        self.handed[result, slot] = upstream

    def _check_misfit(
        self, position: int, event: Write, old: Gradient, local: float, upstream: float, scale: float
    ) -> None:
        given, due = difference(old, event.new), local * upstream
        replaced = old.number not in (0.0, None) and (event.accumulates is False or fits(ZERO, event.new, due, scale))
        if replaced:
            self._find(position, "overwrite", old=old.shown, due=due, written=event.new.shown)
            given = event.new.number
            if is_near(given, due, scale):
                return
        if is_near(given, local, scale):
            self._find(position, "no upstream", local=local, upstream=upstream)
        else:
            self._find(position, "slope", used=_ratio(given, upstream), local=local)

    # The end of a delivery.

    def _close(self, delivery: Delivery) -> None:
        silent = not delivery.positions and delivery.called and delivery.result not in self.gives_back
        if silent and self.graph.nodes[delivery.result].operands:
            delivery.upstream = self.now[delivery.result]
            gradient = delivery.upstream.shown
            self._first_of(delivery, self._add(Step("silent", delivery.result, gradient, gradient, upstream=gradient)))
        if delivery.positions:
            operands = self.graph.nodes[delivery.result].operands
            missed = [slot for target in dict.fromkeys(operands) for slot in self._check_total(delivery, target)]
            if missed:
                of_slots: dict[str, Any] = {
                    "operands": tuple(operands[s] for s in missed),
                    "due": tuple(self._due(delivery, s) for s in missed),
                }
                self._find(delivery.positions[-1], "one side", slots=tuple(missed), **of_slots)

    def _check_total(self, delivery: Delivery, target: int | None) -> list[int]:
        """Dismisses what was found of the writes of one delivery to one operand if together they bring what is due;
        else the slots that got nothing.
        """
        slots = [slot for slot, operand in enumerate(self.graph.nodes[delivery.result].operands) if operand == target]
        dues = [due for due in (self._due(delivery, slot) for slot in slots) if due is not None]
        if target is None or target in self.seen.constants or len(dues) < len(slots):
            return []
        writes = [write for slot in slots for write in delivery.received.get(slot, ())]
        writes.sort(key=lambda write: write[0])
        scale = max(self._scale(delivery.result, slot, delivery.upstream.number) for slot in slots)
        if writes and fits(writes[0][1], writes[-1][2], sum(dues), scale) and (len(writes) > 1 or len(slots) > 1):
            for position, _, _ in writes:
                self.findings[position] = [found for found in self.findings[position] if found.name not in OF_AMOUNT]
            return []
        for slot in slots:
            self._check_extras(delivery, slot)
        return [
            slot for slot, due in zip(slots, dues) if slot not in delivery.received and due != 0 and not math.isnan(due)
        ]

    def _check_extras(self, delivery: Delivery, slot: int) -> None:
        """One operand was written to more often than it was used, and not in parts of one share."""
        received = delivery.received.get(slot, [])
        if len(received) > 1:
            (_, old, _), (last, _, new) = received[0], received[-1]
            used = _ratio(difference(old, new), delivery.upstream.number)
            self._find(last, "slope", used=used, local=self._local(delivery.result, slot))

    def _first_of(self, delivery: Delivery, position: int) -> None:
        if not delivery.positions:
            self._mark_stale(delivery.result, position)
            if delivery.result == self.root and self.now[self.root].number == 0:
                self._find(position, "root not seeded", gradient=self.now[self.root].shown)
        delivery.positions.append(position)

    # Small things.

    def _local(self, result: int, slot: int) -> float | None:
        slopes = self.slopes[result]
        return slopes[slot] if slopes else None

    def _scale(self, result: int, slot: int, upstream: float | None) -> float:
        """The size of the numbers that a due share is computed from, as rounding counts; larger the less exactly the
        slope is known and the fewer digits the class's numbers have.
        """
        size = abs(self._local(result, slot) or 0.0)
        return abs(upstream or 0.0) * (1.0 if self.blur[result] == 1 else self.blur[result] * max(1e-3, size))

    def _due(self, delivery: Delivery, slot: int) -> float | None:
        local, upstream = self._local(delivery.result, slot), delivery.upstream.number
        return None if local is None or upstream is None else local * upstream

    def _mark_stale(self, i: int, position: int) -> None:
        if i in self.stale:
            self.stale.discard(i)
            self._find(position, "stale gradients", held=self.seen.initial[i].shown)

    def _add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _find(self, position: int, name: str, **values: Any) -> None:
        self.findings[position].append(Finding(name, values))


def _clearing_lines(events: Iterable[Event], root: int) -> set[tuple[CodeType, int] | None]:
    """The lines that only ever set gradients to 0, without having read them. (A `+=` that adds 0 to 0 has.)"""
    writes = [
        event for event in events if not isinstance(event, BackwardCall) and not event.in_call and event.target != root
    ]
    others = {event.line for event in writes if event.accumulates or event.new.number != 0}
    return {event.line for event in writes} - others


def _is_same(event: Write) -> bool:
    return difference(event.old, event.new) == 0


def _ratio(given: float | None, upstream: float | None) -> float | None:
    return given / upstream + 0.0 if given is not None and upstream and math.isfinite(upstream) else None
