"""What is wrong in a recorded pass, or not known of it, as it is seen: the marks on boxes, arrows and operations, and
the true gradient below a wrong one.
"""

from collections.abc import Iterator
from numbers import Real

from viz.drawing.choreography import MARKED, OWED
from viz.drawing.parts import Part
from viz.values.findings import Finding
from viz.values.graph import Graph
from viz.values.in_words import adds_up
from viz.values.numbers import as_float, is_finite
from viz.values.passes import Step
from viz.words.text import number

_GRAVITY = ("wrong", "stale", "missing", "late", "spoilt", "doubt")  # of marks: a graver one stays
_OF_ONE_VALUE = {"overwrite", "no upstream", "slope", "one side"}  # the others spoil also what the result hands on


class Faults:
    """Follows the steps of a pass, from the first to the last, and says which parts show what is wrong in each."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._marks: dict[str, str] = {}
        self._truths: dict[int, str] = {}  # the true gradients that are shown
        self._owed: dict[int, float | None] = {}  # what a gradient lacks; None where that is not known
        self._came: set[tuple[int, int | None]] = set()  # the arrows along which something came
        self._spoilt: set[int] = set()  # what gets, and hands on, another gradient than it should for an older reason

    def parts_of(self, step: Step) -> Iterator[Part]:
        """The Parts that show the findings of the next step."""
        begin = MARKED if step.kind == "contribution" else 600 if step.kind != "end" else 0
        for finding in step.findings:
            for target, mark in _marked_by(finding, step, self._graph):
                if target not in self._marks or _GRAVITY.index(mark) < _GRAVITY.index(self._marks[target]):
                    self._marks[target] = mark
                    yield Part("mark", {"target": target}, {"mark": mark}, begin)
        yield from self._truths_after(step)

    def _truths_after(self, step: Step) -> Iterator[Part]:
        """The true number beside a wrong one: what it would be by then, had nothing gone wrong with this value."""
        if step.kind == "contribution":
            yield from self._owing(step)
        elif step.kind in ("seed", "write", "clear"):
            for i in [i for i, _ in step.cleared] or [step.value]:
                self._owed[i] = 0.0 if step.kind == "clear" or not step.findings else None
                yield from self._show(i, "")
        for finding in step.findings:
            if finding.name == "root not seeded":
                root = len(self._graph.nodes) - 1
                self._owed[root] = None
                yield from self._show(root, "+1.0")
            if finding.name == "wrong":
                expected = dict(zip(finding.values["values"], finding.values["expected"]))
                for i, x in expected.items():
                    yield from self._show(i, number(x, signed=True))
        if step.kind == "end":
            wrong = {i for finding in step.findings if finding.name == "wrong" for i in finding.values["values"]}
            for i in self._truths.keys() - wrong:
                yield from self._show(i, "")

    def _owing(self, step: Step) -> Iterator[Part]:
        self._follow_spoilt(step)
        owed, after = self._owed_after(step), as_float(step.after)
        self._owed[step.value] = owed
        shown = number(after + owed, signed=True) if owed and after is not None else ""
        yield from self._show(step.value, shown, OWED)

    def _follow_spoilt(self, step: Step) -> None:
        result = step.result
        assert result is not None  # every contribution comes from one
        for finding in step.findings:
            if finding.name == "one side":
                self._spoilt.update(i for i in finding.values["operands"] if i is not None)
            elif not finding.is_doubt and finding.name not in _OF_ONE_VALUE:
                self._spoilt |= {step.value, result}
        if result in self._spoilt or self._owed.get(result, 0.0) != 0 or (result, step.slot) in self._came:
            self._spoilt.add(step.value)
        self._came.add((result, step.slot))

    def _owed_after(self, step: Step) -> float | None:
        """What the gradient lacks after a contribution; None where that is not known."""
        owed, numbers = self._owed.get(step.value, 0.0), [step.before, step.local, step.upstream, step.after]
        before, local, upstream, after = (as_float(x) if isinstance(x, Real) else None for x in numbers)
        if step.value in self._spoilt:
            return None
        if adds_up(step):
            return owed
        if owed is None or before is None or local is None or upstream is None or after is None:
            return None
        lacks = before + local * upstream - after
        return owed + lacks if is_finite(lacks) else None

    def _show(self, i: int, truth: str, begin: float = 0) -> Iterator[Part]:
        if truth != self._truths.get(i, ""):
            self._truths[i] = truth
            yield Part("owe", {"value": f"v{i}"}, {"grad": truth}, begin)


def _marked_by(finding: Finding, step: Step, graph: Graph) -> Iterator[tuple[str, str]]:
    """(what bears a mark, which) because of a finding."""
    result = step.value if step.result is None else step.result
    edge = f"e{step.result}_{step.slot}" if step.result is not None and step.slot is not None else ""
    match finding.name:
        case "overwrite" | "twice" | "no upstream" | "slope":
            yield from [(edge, "wrong")] if edge else []
            yield from [(f"v{step.value}", "wrong")] if finding.name in ("overwrite", "twice") else []
        case "stale gradients" | "unexplained":
            yield f"v{step.value}", "wrong"
        case "one side":
            yield from ((f"e{result}_{slot}", "missing") for slot in finding.values["slots"])
        case "too early":
            yield f"o{result}", "wrong"
            for late in finding.values["consumers"]:
                slots = (slot for slot, k in enumerate(graph.nodes[late].operands) if k == result)
                yield from ((f"e{late}_{slot}", "late") for slot in slots)
        case "never reached":
            for i in finding.values["results"]:
                yield from ((f"o{i}", "wrong"), (f"r{i}", "missing"))
        case "root not seeded":
            yield f"v{len(graph.nodes) - 1}", "wrong"
        case "unknown slope":
            yield (edge or f"o{result}"), "doubt"
        case "wrong":
            yield from ((f"v{i}", "spoilt") for i in finding.values["values"])
