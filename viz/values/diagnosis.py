"""Says of a recorded backward pass where it departs from the truth: what each write tells, and what only the whole
pass does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from viz.values.deliveries import OF_AMOUNT, Deliveries, Delivery
from viz.values.findings import Finding, by_gravity
from viz.values.graph import Graph
from viz.values.numbers import Held, is_near, is_sum
from viz.values.operations import Slopes
from viz.values.passes import Step, creation_order, true_gradients
from viz.values.recorder import Observation
from viz.values.slopes import Known


def diagnose(graph: Graph, known: Known, observation: Observation) -> list[Step]:
    """The Steps of a recorded backward pass, with their findings.

    A "clear" step stands for all gradients that were set to 0 in a row.

    Args:
        graph: what it goes through.
        known: what is Known of its local slopes.
        observation: what the recorder saw.
    """
    diagnosis = _Diagnosis(graph, known, observation)
    for event in observation.events:
        diagnosis.follow(event)
    return diagnosis.conclude()


class _Diagnosis(Deliveries):
    """Adds what only the whole pass tells: the order, what never came, which gradients are wrong in the end."""

    def __init__(self, graph: Graph, known: Known, observation: Observation) -> None:
        super().__init__(graph, known, observation)
        self.true, self.consumers = true_gradients(graph, self.slopes), _consumers(graph)

    def conclude(self) -> list[Step]:
        for delivery in self.implied.values():
            self._close(delivery)
        for delivery in self.deliveries:
            self._check_order(delivery)
        wrong = list(self._wrong_gradients())
        if not wrong and None not in self.true and not self.seen.error:
            self._dismiss_all()
        else:
            self._check_end(wrong)
        self._doubt_end()
        gradient = self.now[self.root].shown
        self._add(Step("end", self.root, gradient, gradient))
        return [_with_findings(step, by_gravity(self.findings[position])) for position, step in enumerate(self.steps)]

    def _check_order(self, delivery: Delivery) -> None:
        """Marks a delivery that came before a consumer's report, unless a later delivery handed on what came in
        since.
        """
        harmless = self._hands_on_nothing(delivery.result) or (
            self.came[delivery.result] > 1 and self._caught_up(delivery.result)
        )
        if harmless or not delivery.positions:
            return
        start = delivery.positions[0]
        late = tuple(i for i in self.consumers[delivery.result] if self._reports_after(start, delivery.result, i))
        if late:
            self._find(start, "too early", consumers=late)

    def _reports_after(self, start: int, operand: int, result: int) -> bool:
        positions = self.reported.get((operand, result), [])
        return bool(positions) and positions[0] > start

    def _hands_on_nothing(self, i: int) -> bool:
        slopes = self.slopes[i]
        return slopes is not None and not any(slopes)

    def _caught_up(self, i: int) -> bool:
        slots = [slot for slot, local in enumerate(self.slopes[i] or ()) if local != 0]
        return bool(slots) and all(is_near(self.handed.get((i, slot)), self.now[i].number) for slot in slots)

    def _wrong_gradients(self) -> Iterator[tuple[int, float, Held]]:
        """(index, expected, final) for each value whose gradient is not what it should be, as far as that is known."""
        sizes = _sizes(self.graph, self.slopes, self.blur)
        for i, final in enumerate(self.seen.final):
            true = self.true[i]
            if true is None or i in self.seen.constants or self._is_left_out(i):
                continue
            if final.shown is None and self.graph.nodes[i].operands and i in self.written:
                continue  # some engines throw away what they need no longer
            before = self.seen.initial[i].number or 0.0
            if self.graph.nodes[i].operands or i in self.cleared:
                before = 0.0
            as_a_whole = not any((i, result) in self.reported for result in self.consumers[i])
            if not is_sum(before, true, final.number, sizes[i]) and not (
                as_a_whole and is_near(final.number, true, sizes[i])
            ):
                yield i, before + true, final.shown

    def _is_left_out(self, i: int) -> bool:
        """Whether it is a result that the pass never wrote to: some engines fill in the leaves only."""
        return bool(self.graph.nodes[i].operands) and i not in self.written and self.fills_leaves

    def _dismiss_all(self) -> None:
        """All gradients are right: nothing was wrong, and a write that no edge explains came there in a way of its
        own.
        """
        for position, found in self.findings.items():
            step = self.steps[position]
            if step.kind == "contribution" and any(finding.name in OF_AMOUNT for finding in found):
                self.steps[position] = Step("write", step.value, step.before, step.after, line=step.line)
        self.findings.clear()

    def _check_end(self, wrong: Sequence[tuple[int, float, Held]]) -> None:
        position, error = len(self.steps), self.seen.error
        if error:
            self._find(position, "error", kind=type(error).__name__, text=str(error))
        elif not self.seen.cut:
            self._check_absence(position)
        departs = any(not finding.is_doubt for found in self.findings.values() for finding in found)
        told = [item for item in wrong if departs or item[0] in self.seen.unseen]
        if told:
            values, expected, final = zip(*told)
            self._find(position, "wrong", values=values, expected=expected, final=final)

    def _doubt_end(self) -> None:
        """Says at the end what could not be judged."""
        position = len(self.steps)
        unknown = [found for found in self.findings.values() if any(finding.is_doubt for finding in found)]
        left = [i for i, node in enumerate(self.graph.nodes) if node.operands and self._is_left_unjudged(i)]
        if len(self.graph.nodes) == 1 and not self.findings:
            self._find(position, "nothing to judge")
        elif unknown or left:
            handed = sum(step.kind in ("contribution", "silent") for step in self.steps)
            count = len(unknown) + len(left)
            self._find(position, "unjudged", count=count, total=max(handed, count))

    def _is_left_unjudged(self, i: int) -> bool:
        """Whether a result of unknown slopes has handed on nothing that was seen."""
        return self.slopes[i] is None and not any(
            (operand, i) in self.reported for operand in self.graph.nodes[i].operands
        )

    def _check_absence(self, position: int) -> None:
        if not self.seeded and self.root not in self.came.keys() | self.seen.unseen and self.now[self.root].number == 0:
            self._find(position, "root not seeded", gradient=self.now[self.root].shown)
            return
        excused = self.came.keys() | self.seen.unseen
        absent = [
            i for i, node in enumerate(self.graph.nodes) if node.operands and i not in excused and self._matters(i)
        ]
        if absent:
            self._find(position, "never reached", results=tuple(absent))

    def _matters(self, i: int) -> bool:
        return self.true[i] not in (0, None) and self.slopes[i] is not None and not self._hands_on_nothing(i)


def _consumers(graph: Graph) -> list[list[int]]:
    """For each node the indices of the results that it is an operand of."""
    consumers: list[list[int]] = [[] for _ in graph.nodes]
    for i, node in enumerate(graph.nodes):
        for operand in {k for k in node.operands if k is not None}:
            consumers[operand].append(i)
    return consumers


def _sizes(graph: Graph, slopes: Sequence[Slopes], blur: Sequence[float]) -> list[float]:
    """What each gradient would be if no two contributions cancelled: the scale that a rounding error is measured by;
    as much larger as what is least exact on the way.
    """
    sizes = [0.0] * len(graph.nodes)
    sizes[-1] = max(blur, default=1.0)
    for i in reversed(creation_order(graph)):
        for operand, local in zip(graph.nodes[i].operands, slopes[i] or ()):
            if operand is not None and sizes[i] > 0:
                sizes[operand] += abs(local) * sizes[i]
    return sizes


def _with_findings(step: Step, findings: tuple[Finding, ...]) -> Step:
    """The step; where the older sum was overwritten, what arrived is what was written, not the difference."""
    written = [finding.values["written"] for finding in findings if finding.name == "overwrite"]
    return replace(step, findings=findings, contribution=written[0] if written else step.contribution)
