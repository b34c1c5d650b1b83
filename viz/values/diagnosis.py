"""Says of a recorded backward pass where it departs from the truth.

Every share is compared with the true local slope times the result's gradient as it is at that moment, so that a mistake is
marked where it is made, and not on all that follows from it.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from viz.values.passes import Step, creation_order, true_gradients
from viz.values.recorder import Turn, amount

GRAVITY = (
    "error", "not seeded", "never reached", "too early", "twice", "stale", "overwritten", "missing", "no upstream", "slope",
    "unexplained", "unknown slope", "wrong",
)  # fmt: skip
_OF_AMOUNT = {"overwritten", "no upstream", "slope"}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in a step.

    Attributes:
        name: which; one of GRAVITY, the gravest first.
        values: the numbers and indices that a sentence about it needs:
            error: kind, text.
            not seeded: gradient (of the root, instead of 1).
            never reached: results.
            too early: consumers (the results that reported to this one only later).
            twice: handed (the upstream gradient that went this way before), upstream.
            stale: held (the gradient from an earlier pass).
            overwritten: old, due (None where the gradient was only set back to 0), written.
            missing: slots, operands, due (tuples of the same length).
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
    trial = _Trial(graph, slopes, observation)
    for event in observation.events:
        trial.hear(event)
    return trial.conclude()


@dataclass
class _Turn:
    """A result's turn.

    Attributes:
        result: its index.
        announced: whether its `_backward` was called; else its writes alone make the turn.
        upstream: its gradient when it wrote last.
        positions: of the turn's steps.
        received: for each slot the (position, old, new) of what was written.
    """

    result: int
    announced: bool
    upstream: object = None
    positions: list = field(default_factory=list)
    received: dict = field(default_factory=dict)


class _Trial:
    def __init__(self, graph, slopes, observation):
        self.graph, self.slopes, self.seen = graph, slopes, observation
        self.root, self.true = len(graph.nodes) - 1, true_gradients(graph, slopes)
        self.consumers = _consumers(graph)
        self.now = list(observation.initial)
        self.steps, self.findings = [], defaultdict(list)
        self.turns, self.running, self.implied = [], [], {}
        self.handed = {}  # (result, slot) -> how much of the result's gradient went that way
        self.reported = defaultdict(list)  # (operand, result) -> positions
        self.came, self.touched, self.cleared, self.seeded = Counter(), set(), set(), False
        inner = {i for i, node in enumerate(graph.nodes) if node.operands}
        self.stale = {i for i in inner if amount(self.now[i]) not in (0.0, None)}
        self.written = {event.target for event in observation.events if not isinstance(event, Turn) and not _is_same(event)}
        self.fills_leaves = any(i not in inner for i in self.written)
        self.announced = {event.result for event in observation.events if isinstance(event, Turn)}
        self.clearing = _clearing_lines(observation.events, self.root)

    def hear(self, event):
        if not isinstance(event, Turn):
            self._write(event)
            self.now[event.target] = event.new
        elif event.phase == "begin":
            self.running.append(self._new_turn(event.result, announced=True))
        else:
            turn = self.running.pop()
            if event.phase == "end":
                self._close(turn)

    def conclude(self):
        for turn in self.implied.values():
            self._close(turn)
        for turn in self.turns:
            self._judge_order(turn)
        wrong = list(self._wrong_gradients())
        if not wrong and None not in self.true and not self.seen.error:
            self._acquit()
        else:
            self._judge_end(wrong)
        self._add(Step("end", self.root, self.now[self.root], self.now[self.root]))
        return [_with_findings(step, _sorted(self.findings[position])) for position, step in enumerate(self.steps)]

    # One write after the other.

    def _write(self, event):
        turn = self._turn_of(event)
        if event.target == self.root and amount(event.new) != 0:
            self._write_to_root(event)
        elif turn is None and amount(event.new) == 0:
            self._clear(event)
        elif turn is None:
            self._explain_nothing(event)
        else:
            self._contribution(event, turn)

    def _turn_of(self, event):
        """The turn that the write belongs to, or None; without a `_backward` call it is made up of the writes themselves."""
        if event.result is None or event.target not in self.graph.nodes[event.result].operands:
            return None
        if event.in_turn:
            return self.running[-1]
        if event.line in self.clearing or event.result in self.announced:
            return None
        turn = self.implied.get(event.result)
        if turn and not self._free_slots(turn, event.target):
            self._close(turn)
            turn = None
        if turn is None:
            turn = self.implied[event.result] = self._new_turn(event.result, announced=False)
        return turn

    def _new_turn(self, result, announced):
        self.came[result] += 1
        self.turns.append(_Turn(result, announced))
        return self.turns[-1]

    def _free_slots(self, turn, target):
        operands = self.graph.nodes[turn.result].operands
        return [slot for slot, operand in enumerate(operands) if operand == target and slot not in turn.received]

    def _write_to_root(self, event):
        old, new = amount(event.old), amount(event.new)
        seeds = new == 1 or (old is not None and new == old + 1)
        position = self._add(Step("seed" if seeds else "write", self.root, event.old, event.new, line=event.line))
        if new == 1 or event.accumulates is False:
            self.stale.discard(self.root)
        self._mark_stale(self.root, position)
        if not seeds:
            self._find(position, "not seeded", gradient=event.new)
        self.seeded = True
        self.touched.add(self.root)

    def _clear(self, event):
        target, old = event.target, amount(event.old)
        self.stale.discard(target)
        if old == 0:
            return
        if target in self.touched and target not in self.came:
            position = self._add(Step("write", target, event.old, event.new, line=event.line))
            self._find(position, "overwritten", old=event.old, due=None, written=event.new)
        elif self.steps and self.steps[-1].kind == "clear":
            self.steps[-1] = replace(self.steps[-1], cleared=(*self.steps[-1].cleared, (target, event.old)), line=event.line)
        else:
            self._add(Step("clear", self.root, after=0.0, cleared=((target, event.old),), line=event.line))
        self.touched.discard(target)
        self.cleared.add(target)

    def _explain_nothing(self, event):
        position = self._add(Step("write", event.target, event.old, event.new, event.result, line=event.line))
        if event.target not in self.seen.unseen:
            self._find(position, "unexplained")

    def _contribution(self, event, turn):
        result, target = turn.result, event.target
        upstream = turn.upstream = self.now[result]
        slot, extra = self._slot_of(event, turn)
        local, due = self._local(result, slot), self._due(turn, slot)
        contribution = _difference(event.old, event.new)
        position = self._add(Step("contribution", target, event.old, event.new, result, slot, local, upstream, contribution, line=event.line))
        self._first_of(turn, position)
        old = 0.0 if self._replaces_stale(event, due) else event.old
        if target in self.stale and old is event.old:
            self._mark_stale(target, position)
        if not extra:
            self._judge_amount(position, event, old, result, slot)
        turn.received.setdefault(slot, []).append((position, old, event.new))
        self.reported[target, result].append(position)
        self.touched.add(target)

    def _slot_of(self, event, turn):
        """The slot whose due share it is, if any of the target's fits; and whether each of them has received something already."""
        free = self._free_slots(turn, event.target)
        if not free:
            return max(slot for slot in turn.received if self.graph.nodes[turn.result].operands[slot] == event.target), True
        fitting = (slot for slot in free if _fits(event.old, event.new, self._due(turn, slot)))
        return next(fitting, free[0]), False

    def _replaces_stale(self, event, due):
        """Whether an inner value's gradient from an earlier pass went away with this, the first write in this pass."""
        if event.target not in self.stale or event.target in self.touched or _fits(event.old, event.new, due):
            return False
        replaced = event.accumulates is False or _fits(0.0, event.new, due)
        if replaced:
            self.stale.discard(event.target)
        return replaced

    def _judge_amount(self, position, event, old, result, slot):
        local, upstream = self._local(result, slot), amount(self.now[result])
        if local is None:
            self._find(position, "unknown slope")
        if None in (local, upstream):
            return
        handed = self.handed.get((result, slot), 0.0)
        if _fits(old, event.new, local * upstream, abs(upstream)) or (local == 0 and _difference(old, event.new) == 0):
            if handed != 0 and local != 0:
                self._find(position, "twice", handed=handed, upstream=upstream)
            upstream += handed
        elif handed == 0 or not _fits(old, event.new, local * (upstream - handed), abs(upstream)):  # not only what came in since
            self._judge_misfit(position, event, old, local, upstream)
        self.handed[result, slot] = upstream

    def _judge_misfit(self, position, event, old, local, upstream):
        given, due = _difference(old, event.new), local * upstream
        replaced = amount(old) not in (0.0, None) and (event.accumulates is False or _fits(0.0, event.new, due))
        if replaced:
            self._find(position, "overwritten", old=old, due=due, written=event.new)
            given = amount(event.new)
            if _fits(0.0, given, due):
                return
        if given is not None and _fits(0.0, given, local):
            self._find(position, "no upstream", local=local, upstream=upstream)
        else:
            self._find(position, "slope", used=_ratio(given, upstream), local=local)

    # The end of a turn.

    def _close(self, turn):
        if not turn.positions and turn.announced and self.graph.nodes[turn.result].operands:
            gradient = turn.upstream = self.now[turn.result]
            self._first_of(turn, self._add(Step("silent", turn.result, gradient, gradient, upstream=gradient)))
        if turn.positions:
            operands = self.graph.nodes[turn.result].operands
            missed = [slot for target in dict.fromkeys(operands) for slot in self._judge_total(turn, target)]
            if missed:
                of_slots = {"operands": tuple(operands[s] for s in missed), "due": tuple(self._due(turn, s) for s in missed)}
                self._find(turn.positions[-1], "missing", slots=tuple(missed), **of_slots)

    def _judge_total(self, turn, target):
        """Acquits the writes of one turn to one operand if together they bring what is due; else the slots that got nothing."""
        slots = [slot for slot, operand in enumerate(self.graph.nodes[turn.result].operands) if operand == target]
        dues = [self._due(turn, slot) for slot in slots]
        if target is None or target in self.seen.constants or None in dues:
            return []
        writes = sorted(write for slot in slots for write in turn.received.get(slot, ()))
        if writes and _fits(writes[0][1], writes[-1][2], sum(dues)) and (len(writes) > 1 or len(slots) > 1):
            for position, _, _ in writes:
                self.findings[position] = [found for found in self.findings[position] if found.name not in _OF_AMOUNT]
            return []
        for slot in slots:
            self._judge_extras(turn, slot)
        return [slot for slot, due in zip(slots, dues) if slot not in turn.received and due != 0 and not math.isnan(due)]

    def _judge_extras(self, turn, slot):
        """One operand was written to more often than it was used, and not in parts of one share."""
        first, *extras = turn.received.get(slot, [None])
        if extras:
            given = _difference(first[1], extras[-1][2])
            used = _ratio(given, amount(turn.upstream))
            self._find(extras[-1][0], "slope", used=used, local=self._local(turn.result, slot))

    def _first_of(self, turn, position):
        if not turn.positions:
            self._mark_stale(turn.result, position)
            if turn.result == self.root and amount(self.now[self.root]) == 0:
                self._find(position, "not seeded", gradient=self.now[self.root])
        turn.positions.append(position)

    # What only the whole pass tells.

    def _judge_order(self, turn):
        """Marks a turn that came before a consumer's report, unless a later turn handed on what came in since."""
        harmless = self._hands_on_nothing(turn.result) or (self.came[turn.result] > 1 and self._caught_up(turn.result))
        if harmless or not turn.positions:
            return
        start = turn.positions[0]
        late = tuple(i for i in self.consumers[turn.result] if self._reports_after(start, turn.result, i))
        if late:
            self._find(start, "too early", consumers=late)

    def _reports_after(self, start, operand, result):
        positions = self.reported.get((operand, result), ())
        return bool(positions) and positions[0] > start

    def _hands_on_nothing(self, i):
        return self.slopes[i] is not None and not any(self.slopes[i])

    def _caught_up(self, i):
        slots = [slot for slot, local in enumerate(self.slopes[i] or ()) if local != 0]
        return bool(slots) and all(_fits(0.0, self.handed.get((i, slot)), amount(self.now[i])) for slot in slots)

    def _wrong_gradients(self):
        """(index, expected, final) for each value whose gradient is not what it should be, as far as that is known."""
        sizes = _sizes(self.graph, self.slopes)
        for i, final in enumerate(self.seen.final):
            true = self.true[i]
            if true is None or i in self.seen.constants or self._is_left_out(i):
                continue
            before = amount(self.seen.initial[i]) or 0.0
            if self.graph.nodes[i].operands or i in self.cleared:
                before = 0.0
            as_a_whole = not any((i, result) in self.reported for result in self.consumers[i])
            if not _fits(before, final, true, sizes[i]) and not (as_a_whole and _fits(0.0, final, true, sizes[i])):
                yield i, before + true, final

    def _is_left_out(self, i):
        """Whether it is a result that the pass never wrote to: some engines fill in the leaves only."""
        return bool(self.graph.nodes[i].operands) and i not in self.written and self.fills_leaves

    def _acquit(self):
        """All gradients are right: nothing was wrong, and a write that no edge explains came there in a way of its own."""
        for position, found in self.findings.items():
            step = self.steps[position]
            if step.kind == "contribution" and any(finding.name in _OF_AMOUNT for finding in found):
                self.steps[position] = Step("write", step.value, step.before, step.after, line=step.line)
        self.findings.clear()

    def _judge_end(self, wrong):
        position, error = len(self.steps), self.seen.error
        if error:
            self._find(position, "error", kind=type(error).__name__, text=str(error))
        elif not self.seen.cut:
            self._judge_absence(position)
        departs = any(finding.name != "unknown slope" for found in self.findings.values() for finding in found)
        told = [item for item in wrong if departs or item[0] in self.seen.unseen]
        if told:
            values, expected, final = zip(*told)
            self._find(position, "wrong", values=values, expected=expected, final=final)

    def _judge_absence(self, position):
        if not self.seeded and self.root not in self.came.keys() | self.seen.unseen and amount(self.now[self.root]) == 0:
            self._find(position, "not seeded", gradient=self.now[self.root])
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

    def _due(self, turn, slot):
        local, upstream = self._local(turn.result, slot), amount(turn.upstream)
        return None if None in (local, upstream) else local * upstream

    def _mark_stale(self, i, position):
        if i in self.stale:
            self.stale.discard(i)
            self._find(position, "stale", held=self.seen.initial[i])

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
    writes = [event for event in events if not isinstance(event, Turn) and not event.in_turn and event.target != root]
    others = {event.line for event in writes if event.accumulates or amount(event.new) != 0}
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
    """Whether new is old + due, up to the rounding of due, of the sum, and of what due was computed from."""
    before, after = amount(old), amount(new)
    if None in (before, after, due):
        return False
    sum_ = before + due
    if sum_ == after or (math.isnan(sum_) and math.isnan(after)):
        return True
    return math.isfinite(sum_ - after) and abs(sum_ - after) <= 1e-9 * abs(due) + 1e-12 * max(abs(before), abs(after)) + 1e-14 * scale


def _is_same(event):
    return _difference(event.old, event.new) == 0


def _difference(old, new):
    before, after = amount(old), amount(new)
    return None if None in (before, after) else after - before


def _ratio(given, upstream):
    return given / upstream + 0.0 if given is not None and upstream and math.isfinite(upstream) else None


def _with_findings(step, findings):
    """The step; where the older sum was overwritten, what arrived is what was written, not the difference."""
    written = [finding.values["written"] for finding in findings if finding.name == "overwritten"]
    return replace(step, findings=findings, contribution=written[0] if written else step.contribution)


def _sorted(findings):
    return tuple(sorted(findings, key=lambda finding: GRAVITY.index(finding.name)))
