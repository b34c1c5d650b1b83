"""Says of a recorded backward pass where it departs from the truth.

Whatever arrives along an edge is compared with the true local slope times the result's gradient as it is at that moment, so that a mistake is
marked where it is made, and not on all that follows from it.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from viz.values.instrumentation import BackwardCall
from viz.values.numbers import ZERO, Gradient, difference
from viz.values.passes import Step, creation_order, true_gradients

GRAVITY = (
    "error", "root not seeded", "never reached", "too early", "twice", "stale gradients", "overwrite", "one side", "no upstream",
    "slope", "unexplained", "unknown slope", "wrong",
)  # fmt: skip
_OF_AMOUNT = {"overwrite", "no upstream", "slope"}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in a step. What a check names too (exercises/mistakes.py) has the same name here.

    Attributes:
        name: which; one of GRAVITY, the gravest first.
        values: the numbers and indices that a sentence about it needs:
            error: kind, text.
            root not seeded: gradient (of the root, instead of 1).
            never reached: results.
            too early: consumers (the results that reported to this one only later).
            twice: handed (the upstream gradient that went this way before), upstream.
            stale gradients: held (the gradient from an earlier pass).
            overwrite: old, due (None where the gradient was only set back to 0), written.
            one side: slots, operands, due (tuples of the same length).
            no upstream: local, upstream.
            slope: used (None where it cannot be told), local.
            unexplained: nothing.
            unknown slope: nothing.
            wrong: values, expected, final (tuples of the same length).
    """

    name: str
    values: dict


def diagnose(graph, slopes, observation):
    """The Steps of a recorded backward pass, with their findings.

    A "clear" step stands for all gradients that were set to 0 in a row.

    Args:
        graph: the Graph.
        slopes: viz.values.slopes.local_slopes(graph).
        observation: the recorder's Observation.
    """
    diagnosis = _Diagnosis(graph, slopes, observation)
    for event in observation.events:
        diagnosis.follow(event)
    return diagnosis.conclude()


@dataclass
class _Delivery:
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
    positions: list = field(default_factory=list)
    received: dict = field(default_factory=dict)


class _Diagnosis:
    def __init__(self, graph, slopes, observation):
        self.graph, self.slopes, self.seen = graph, slopes, observation
        self.root, self.true = len(graph.nodes) - 1, true_gradients(graph, slopes)
        self.consumers = _consumers(graph)
        self.now = list(observation.initial)
        self.steps, self.findings = [], defaultdict(list)
        self.deliveries, self.running, self.implied = [], [], {}
        self.handed = {}  # (result, slot) -> how much of the result's gradient went that way
        self.reported = defaultdict(list)  # (operand, result) -> positions
        self.came, self.touched, self.cleared, self.seeded = Counter(), set(), set(), False
        inner = {i for i, node in enumerate(graph.nodes) if node.operands}
        self.stale = {i for i in inner if self.now[i].number not in (0.0, None)}
        self.written = {event.target for event in observation.events if not isinstance(event, BackwardCall) and not _is_same(event)}
        self.fills_leaves = any(i not in inner for i in self.written)
        self.called = {event.result for event in observation.events if isinstance(event, BackwardCall)}
        self.clearing = _clearing_lines(observation.events, self.root)

    def follow(self, event):
        if not isinstance(event, BackwardCall):
            self._write(event)
            self.now[event.target] = event.new
        elif event.phase == "begin":
            self.running.append(self._new_delivery(event.result, called=True))
        else:
            delivery = self.running.pop()
            if event.phase == "end":
                self._close(delivery)

    def conclude(self):
        for delivery in self.implied.values():
            self._close(delivery)
        for delivery in self.deliveries:
            self._check_order(delivery)
        wrong = list(self._wrong_gradients())
        if not wrong and None not in self.true and not self.seen.error:
            self._dismiss_all()
        else:
            self._check_end(wrong)
        gradient = self.now[self.root].shown
        self._add(Step("end", self.root, gradient, gradient))
        return [_with_findings(step, _sorted(self.findings[position])) for position, step in enumerate(self.steps)]

    # One write after the other.

    def _write(self, event):
        delivery = self._delivery_of(event)
        if event.target == self.root and event.new.number != 0:
            self._write_to_root(event)
        elif delivery is None and event.new.number == 0:
            self._clear(event)
        elif delivery is None:
            self._explain_nothing(event)
        else:
            self._contribution(event, delivery)

    def _delivery_of(self, event):
        """The delivery that the write belongs to, or None; without a `_backward` call it is made up of the writes themselves."""
        if event.result is None or event.target not in self.graph.nodes[event.result].operands:
            return None
        if event.in_call:
            return self.running[-1]
        if event.line in self.clearing or event.result in self.called:
            return None
        delivery = self.implied.get(event.result)
        if delivery and not self._free_slots(delivery, event.target):
            self._close(delivery)
            delivery = None
        if delivery is None:
            delivery = self.implied[event.result] = self._new_delivery(event.result, called=False)
        return delivery

    def _new_delivery(self, result, called):
        self.came[result] += 1
        self.deliveries.append(_Delivery(result, called))
        return self.deliveries[-1]

    def _free_slots(self, delivery, target):
        operands = self.graph.nodes[delivery.result].operands
        return [slot for slot, operand in enumerate(operands) if operand == target and slot not in delivery.received]

    def _write_to_root(self, event):
        old, new = event.old.number, event.new.number
        seeds = new == 1 or (old is not None and new == old + 1)
        position = self._add(Step("seed" if seeds else "write", self.root, event.old.shown, event.new.shown, line=event.line))
        if new == 1 or event.accumulates is False:
            self.stale.discard(self.root)
        self._mark_stale(self.root, position)
        if not seeds:
            self._find(position, "root not seeded", gradient=event.new.shown)
        self.seeded = True
        self.touched.add(self.root)

    def _clear(self, event):
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

    def _explain_nothing(self, event):
        position = self._add(Step("write", event.target, event.old.shown, event.new.shown, event.result, line=event.line))
        if event.target not in self.seen.unseen:
            self._find(position, "unexplained")

    def _contribution(self, event, delivery):
        result, target = delivery.result, event.target
        delivery.upstream = self.now[result]
        slot, extra = self._slot_of(event, delivery)
        step = Step("contribution", target, event.old.shown, event.new.shown, result, slot, self._local(result, slot), self.now[result].shown)
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

    def _slot_of(self, event, delivery):
        """The slot whose due share it is, if any of the target's fits; and whether each of them has received something already."""
        free = self._free_slots(delivery, event.target)
        if not free:
            return max(slot for slot in delivery.received if self.graph.nodes[delivery.result].operands[slot] == event.target), True
        fitting = (slot for slot in free if _fits(event.old, event.new, self._due(delivery, slot)))
        return next(fitting, free[0]), False

    def _replaces_stale(self, event, due):
        """Whether an inner value's gradient from an earlier pass went away with this, the first write in this pass."""
        if event.target not in self.stale or event.target in self.touched or _fits(event.old, event.new, due):
            return False
        replaced = event.accumulates is False or _fits(ZERO, event.new, due)
        if replaced:
            self.stale.discard(event.target)
        return replaced

    def _check_amount(self, position, event, old, result, slot):
        local, upstream = self._local(result, slot), self.now[result].number
        if local is None:
            self._find(position, "unknown slope")
        if None in (local, upstream):
            return
        handed = self.handed.get((result, slot), 0.0)
        if _fits(old, event.new, local * upstream, abs(upstream)) or (local == 0 and difference(old, event.new) == 0):
            if handed != 0 and local != 0:
                self._find(position, "twice", handed=handed, upstream=upstream)
            upstream += handed
        elif handed == 0 or not _fits(old, event.new, local * (upstream - handed), abs(upstream)):  # not only what came in since
            self._check_misfit(position, event, old, local, upstream)
        self.handed[result, slot] = upstream

    def _check_misfit(self, position, event, old, local, upstream):
        given, due = difference(old, event.new), local * upstream
        replaced = old.number not in (0.0, None) and (event.accumulates is False or _fits(ZERO, event.new, due))
        if replaced:
            self._find(position, "overwrite", old=old.shown, due=due, written=event.new.shown)
            given = event.new.number
            if _is_near(given, due):
                return
        if _is_near(given, local):
            self._find(position, "no upstream", local=local, upstream=upstream)
        else:
            self._find(position, "slope", used=_ratio(given, upstream), local=local)

    # The end of a delivery.

    def _close(self, delivery):
        if not delivery.positions and delivery.called and self.graph.nodes[delivery.result].operands:
            delivery.upstream = self.now[delivery.result]
            gradient = delivery.upstream.shown
            self._first_of(delivery, self._add(Step("silent", delivery.result, gradient, gradient, upstream=gradient)))
        if delivery.positions:
            operands = self.graph.nodes[delivery.result].operands
            missed = [slot for target in dict.fromkeys(operands) for slot in self._check_total(delivery, target)]
            if missed:
                of_slots = {"operands": tuple(operands[s] for s in missed), "due": tuple(self._due(delivery, s) for s in missed)}
                self._find(delivery.positions[-1], "one side", slots=tuple(missed), **of_slots)

    def _check_total(self, delivery, target):
        """Dismisses what was found of the writes of one delivery to one operand if together they bring what is due; else the slots that got nothing."""
        slots = [slot for slot, operand in enumerate(self.graph.nodes[delivery.result].operands) if operand == target]
        dues = [self._due(delivery, slot) for slot in slots]
        if target is None or target in self.seen.constants or None in dues:
            return []
        writes = sorted(write for slot in slots for write in delivery.received.get(slot, ()))
        if writes and _fits(writes[0][1], writes[-1][2], sum(dues)) and (len(writes) > 1 or len(slots) > 1):
            for position, _, _ in writes:
                self.findings[position] = [found for found in self.findings[position] if found.name not in _OF_AMOUNT]
            return []
        for slot in slots:
            self._check_extras(delivery, slot)
        return [slot for slot, due in zip(slots, dues) if slot not in delivery.received and due != 0 and not math.isnan(due)]

    def _check_extras(self, delivery, slot):
        """One operand was written to more often than it was used, and not in parts of one share."""
        first, *extras = delivery.received.get(slot, [None])
        if extras:
            used = _ratio(difference(first[1], extras[-1][2]), delivery.upstream.number)
            self._find(extras[-1][0], "slope", used=used, local=self._local(delivery.result, slot))

    def _first_of(self, delivery, position):
        if not delivery.positions:
            self._mark_stale(delivery.result, position)
            if delivery.result == self.root and self.now[self.root].number == 0:
                self._find(position, "root not seeded", gradient=self.now[self.root].shown)
        delivery.positions.append(position)

    # What only the whole pass tells.

    def _check_order(self, delivery):
        """Marks a delivery that came before a consumer's report, unless a later delivery handed on what came in since."""
        harmless = self._hands_on_nothing(delivery.result) or (self.came[delivery.result] > 1 and self._caught_up(delivery.result))
        if harmless or not delivery.positions:
            return
        start = delivery.positions[0]
        late = tuple(i for i in self.consumers[delivery.result] if self._reports_after(start, delivery.result, i))
        if late:
            self._find(start, "too early", consumers=late)

    def _reports_after(self, start, operand, result):
        positions = self.reported.get((operand, result), ())
        return bool(positions) and positions[0] > start

    def _hands_on_nothing(self, i):
        return self.slopes[i] is not None and not any(self.slopes[i])

    def _caught_up(self, i):
        slots = [slot for slot, local in enumerate(self.slopes[i] or ()) if local != 0]
        return bool(slots) and all(_is_near(self.handed.get((i, slot)), self.now[i].number) for slot in slots)

    def _wrong_gradients(self):
        """(index, expected, final) for each value whose gradient is not what it should be, as far as that is known."""
        sizes = _sizes(self.graph, self.slopes)
        for i, final in enumerate(self.seen.final):
            true = self.true[i]
            if true is None or i in self.seen.constants or self._is_left_out(i):
                continue
            before = self.seen.initial[i].number or 0.0
            if self.graph.nodes[i].operands or i in self.cleared:
                before = 0.0
            as_a_whole = not any((i, result) in self.reported for result in self.consumers[i])
            if not _is_sum(before, true, final.number, sizes[i]) and not (as_a_whole and _is_near(final.number, true, sizes[i])):
                yield i, before + true, final.shown

    def _is_left_out(self, i):
        """Whether it is a result that the pass never wrote to: some engines fill in the leaves only."""
        return bool(self.graph.nodes[i].operands) and i not in self.written and self.fills_leaves

    def _dismiss_all(self):
        """All gradients are right: nothing was wrong, and a write that no edge explains came there in a way of its own."""
        for position, found in self.findings.items():
            step = self.steps[position]
            if step.kind == "contribution" and any(finding.name in _OF_AMOUNT for finding in found):
                self.steps[position] = Step("write", step.value, step.before, step.after, line=step.line)
        self.findings.clear()

    def _check_end(self, wrong):
        position, error = len(self.steps), self.seen.error
        if error:
            self._find(position, "error", kind=type(error).__name__, text=str(error))
        elif not self.seen.cut:
            self._check_absence(position)
        departs = any(finding.name != "unknown slope" for found in self.findings.values() for finding in found)
        told = [item for item in wrong if departs or item[0] in self.seen.unseen]
        if told:
            values, expected, final = zip(*told)
            self._find(position, "wrong", values=values, expected=expected, final=final)

    def _check_absence(self, position):
        if not self.seeded and self.root not in self.came.keys() | self.seen.unseen and self.now[self.root].number == 0:
            self._find(position, "root not seeded", gradient=self.now[self.root].shown)
            return
        excused = self.came.keys() | self.seen.unseen
        absent = [i for i, node in enumerate(self.graph.nodes) if node.operands and i not in excused and self._matters(i)]
        if absent:
            self._find(position, "never reached", results=tuple(absent))

    def _matters(self, i):
        return self.true[i] != 0 and not self._hands_on_nothing(i)

    # Small things.

    def _local(self, result, slot):
        return self.slopes[result][slot] if self.slopes[result] else None

    def _due(self, delivery, slot):
        local, upstream = self._local(delivery.result, slot), delivery.upstream.number
        return None if None in (local, upstream) else local * upstream

    def _mark_stale(self, i, position):
        if i in self.stale:
            self.stale.discard(i)
            self._find(position, "stale gradients", held=self.seen.initial[i].shown)

    def _add(self, step):
        self.steps.append(step)
        return len(self.steps) - 1

    def _find(self, position, name, **values):
        self.findings[position].append(Finding(name, values))


def _consumers(graph):
    """For each node the indices of the results that it is an operand of."""
    consumers = [[] for _ in graph.nodes]
    for i, node in enumerate(graph.nodes):
        for operand in {*node.operands} - {None}:
            consumers[operand].append(i)
    return consumers


def _clearing_lines(events, root):
    """The lines that only ever set gradients to 0, without having read them. (A `+=` that adds 0 to 0 has.)"""
    writes = [event for event in events if not isinstance(event, BackwardCall) and not event.in_call and event.target != root]
    others = {event.line for event in writes if event.accumulates or event.new.number != 0}
    return {event.line for event in writes} - others


def _sizes(graph, slopes):
    """What each gradient would be if no two contributions cancelled: the scale that a rounding error is measured by."""
    sizes = [0.0] * len(graph.nodes)
    sizes[-1] = 1.0
    for i in reversed(creation_order(graph)):
        for operand, local in zip(graph.nodes[i].operands, slopes[i] or ()):
            if operand is not None and sizes[i] > 0:
                sizes[operand] += abs(local) * sizes[i]
    return sizes


def _fits(old, new, due, scale=0.0):
    """Whether the Gradient new is old + due, up to rounding (see _is_sum)."""
    return None not in (old.number, new.number, due) and _is_sum(old.number, due, new.number, scale)


def _is_near(x, due, scale=0.0):
    return x is not None and _is_sum(0.0, due, x, scale)


def _is_sum(before, due, after, scale):
    """Whether after is before + due, up to the rounding of due, of the sum, and of what due was computed from; None is no number."""
    if None in (before, due, after):
        return False
    sum_ = before + due
    if sum_ == after or (math.isnan(sum_) and math.isnan(after)):
        return True
    return math.isfinite(sum_ - after) and abs(sum_ - after) <= 1e-9 * abs(due) + 1e-12 * max(abs(before), abs(after)) + 1e-14 * scale


def _is_same(event):
    return difference(event.old, event.new) == 0


def _ratio(given, upstream):
    return given / upstream + 0.0 if given is not None and upstream and math.isfinite(upstream) else None


def _with_findings(step, findings):
    """The step; where the older sum was overwritten, what arrived is what was written, not the difference."""
    written = [finding.values["written"] for finding in findings if finding.name == "overwrite"]
    return replace(step, findings=findings, contribution=written[0] if written else step.contribution)


def _sorted(findings):
    return tuple(sorted(findings, key=lambda finding: GRAVITY.index(finding.name)))
