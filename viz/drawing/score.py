"""Which parts each step of a pass is played with, who plays in them, and with which numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from viz.drawing.choreography import LENGTHS, OTHER_LENGTH, Cue
from viz.drawing.edges import Flow, flow_of
from viz.drawing.faults import Faults
from viz.drawing.geometry import Rooms
from viz.drawing.parts import Part
from viz.drawing.scenes import (
    NOT_YET,
    Scene,
    finish,
    gradient,
    nobody_computed,
    played,
    sign_colour,
    slope_text,
)
from viz.values.findings import Finding
from viz.values.graph import Graph
from viz.values.names import in_numbers
from viz.values.numbers import Held, as_float, is_finite
from viz.values.operations import operation_of
from viz.values.passes import Step
from viz.words.messages import say
from viz.words.text import bracketed, number, plain, width

_MOST_CHIPS = 3
_FALLS = 240  # ms after the beginning of a step that sets a gradient: so that all is over with the step


class Score:
    """The parts of all steps.

    Attributes:
        begin: the Scene before the first step.
        parts: for each step its Parts.
        rooms: what a picture of it needs room for.
    """

    def __init__(self, graph: Graph, steps: Sequence[Step], tagged: bool = True) -> None:
        """
        Args:
            graph: as it is at the beginning.
            steps: the Steps.
            tagged: whether local slopes stand on the arrows.
        """
        self._graph, self._steps, self._tagged = graph, steps, tagged
        flowing = [x for s in steps if s.kind == "contribution" for x in (s.contribution, s.upstream)]
        self._largest = max((abs(x) for x in flowing if is_finite(x)), default=1.0) or 1.0
        self.begin = self._begin()
        self._lit: set[str] = set()
        self._chips: dict[int, list[list[Any]]] = {}
        self._faults = Faults(graph)
        self.parts = [list(self._parts_of(step)) for step in steps]
        self._before, self._next = dict(self.begin), 0  # the scene before a step, and which that is
        self.rooms = self._rooms()

    def length(self, step: int) -> float:
        """How many ms a step takes, at the usual speed."""
        return LENGTHS.get(self._steps[step].kind, OTHER_LENGTH)

    def scene(self, step: int, ms: float | None = None) -> Scene:
        """The Scene of a step so many ms after its beginning; without a time when it is done."""
        if step < self._next:
            self._before, self._next = dict(self.begin), 0
        while self._next < step:
            finish(self._before, self._cues(self._next))
            self._next += 1
        return played(self._before, self._cues(step), float("inf") if ms is None else ms)

    def _cues(self, step: int) -> Iterator[Cue]:
        return (cue for part in self.parts[step] for cue in part.cues())

    def flow_of(self, x: Held) -> Flow:
        """How an arrow looks along which a gradient has flowed."""
        return flow_of(x, self._largest)

    # ---- how it begins

    def _begin(self) -> Scene:
        coming = {s.value for s in self._steps if s.kind == "forward"}
        waiting = nobody_computed(self._graph)
        scene: Scene = {}
        for i, node in enumerate(self._graph.nodes):
            scene[f"v{i}"] = {"data": NOT_YET if i in coming else number(node.data)}
            scene[f"v{i}"] |= {} if node.grad is None else gradient(node.grad, waiting)
            if i in coming:
                edges = [f"e{i}_{k}" for k, operand in enumerate(node.operands) if operand is not None]
                scene |= {arrow: {"coming": 1} for arrow in (f"r{i}", *edges)}
        return scene

    # ---- the parts of a step

    def _parts_of(self, step: Step) -> Iterator[Part]:
        if step.kind == "forward":
            yield from self._forward(step)
        elif step.kind == "contribution":
            yield from self._contribution(step)
        elif step.kind in ("seed", "write"):
            yield from self._falling(step, _FALLS)
            yield from self._struck(step)
            if step.result is not None and step.slot is not None:
                yield Part("acting", _acting(step.result, step.value))
            yield Part("seed", {"value": f"v{step.value}"}, self._set_to(step.after))
        elif step.kind == "clear":
            yield from self._cleared(step)
        elif step.kind == "silent":
            yield Part("acting", _acting(step.value, step.value))
        yield from self._faults.parts_of(step)

    def _forward(self, step: Step) -> Iterator[Part]:
        i, node = step.value, self._graph.nodes[step.value]
        for k, operand in enumerate(node.operands):
            if operand is not None:
                roles = {"edge": f"e{i}_{k}", "operand": f"v{operand}"}
                yield Part("operand goes", roles, {"number": plain(self._graph.nodes[operand].data)})
        call = [[in_numbers(self._graph, i), "", 1], [" = ", "", 0], [plain(node.data), "data", 0]]
        facts = {"call": call, "number": plain(node.data), "data": number(node.data)}
        yield Part("result comes", {"way": f"r{i}", "operation": f"o{i}", "result": f"v{i}"}, facts)

    def _contribution(self, step: Step) -> Iterator[Part]:
        i, k = step.result, step.value
        assert i is not None and step.slot is not None  # every contribution comes from one
        edge, roles = f"e{i}_{step.slot}", _acting(i, k)
        yield Part("acting", roles)
        yield self._slope(step, edge)
        if not found(step, "no upstream"):
            facts = {
                "upstream": plain(step.upstream),
                "sign": _sign(step.upstream),
                "flow": _look(self.flow_of(step.upstream)),
                "already": int(f"r{i}" in self._lit),
            }
            yield Part("multiply", roles, facts)
            self._lit.add(f"r{i}")
        yield Part("equation", roles, {"call": equation_of(step)})
        flow = _look(self.flow_of(step.contribution))
        facts = {"number": plain(step.contribution), "sign": _sign(step.contribution), "flow": flow}
        yield Part("arrive", {"edge": edge}, facts)
        yield from self._landing(step, edge)

    def _slope(self, step: Step, edge: str) -> Part:
        """For a product of two it is the other operand's number that comes to the arrow."""
        assert step.result is not None and step.slot is not None
        node = self._graph.nodes[step.result]
        facts: dict[str, Any] = {"tag": slope_text(slope_used(step)) if self._tagged else ""}
        operation = operation_of(node.op, len(node.operands))
        other = node.operands[1 - step.slot] if len(node.operands) == 2 else None
        if operation and operation.symbol == "*" and other is not None and self._tagged:
            data = self._graph.nodes[other].data
            if plain(data) == plain(slope_used(step)):
                return Part(
                    "slope from a value", {"edge": edge, "other": f"v{other}"},
                    facts | {"from": other, "number": plain(data)},
                )  # fmt: skip
        return Part("slope from the operation", {"edge": edge}, facts)

    def _landing(self, step: Step, edge: str) -> Iterator[Part]:
        value, facts = {"value": f"v{step.value}"}, self._set_to(step.after)
        chips = self._chips.setdefault(step.value, [])
        overwritten = found(step, "overwrite")
        if overwritten:
            yield from self._falling(step, 3650)
            for chip in chips:
                chip[2] = 1
                yield Part("lose", {"edge": chip[3]}, begin=3650)
        facts["chips"] = _with_chip(chips, step, edge)
        before, after = as_float(step.before), as_float(step.after)
        if overwritten or before is None or after is None or not (is_finite(before) and is_finite(after)):
            yield Part("put", value, facts)
            return
        facts |= {"before": _to_count(before), "after": _to_count(after), "sum": _sum(step.before, step.contribution)}
        yield Part("add" if before else "add first", value, facts)

    def _cleared(self, step: Step) -> Iterator[Part]:
        for i, old in step.cleared:
            if as_float(old):
                yield Part("fall", {"value": f"v{i}"}, {"number": plain(old)}, _FALLS)
            if self._chips.pop(i, None):
                yield Part("strike", {"value": f"v{i}"}, {"chips": []})
            yield Part("seed", {"value": f"v{i}"}, self._set_to(step.after) | {"sign": "muted"})

    def _struck(self, step: Step) -> Iterator[Part]:
        """What had arrived is lost when a gradient is set to something else."""
        chips = self._chips.get(step.value, [])
        if chips and found(step, "overwrite"):
            for chip in chips:
                chip[2] = 1
            yield Part("strike", {"value": f"v{step.value}"}, {"chips": _as_shown(chips)})
            yield from (Part("lose", {"edge": chip[3]}, begin=_FALLS) for chip in chips)

    def _falling(self, step: Step, begin: float) -> Iterator[Part]:
        if as_float(step.before) and (step.kind == "contribution" or found(step, "overwrite")):
            yield Part("fall", {"value": f"v{step.value}"}, {"number": plain(step.before)}, begin)

    def _set_to(self, after: Held) -> dict[str, Any]:
        shown = gradient(after)
        return {"grad": shown["grad"], "sign": shown["grad_sign"]}

    # ---- room

    def _rooms(self) -> Rooms:
        texts, tags = [""], {}
        equations: dict[int, int] = {}
        arrows: dict[int, int] = {}
        for node in self._graph.nodes:
            for k in node.operands:
                if k is not None:
                    arrows[k] = arrows.get(k, 0) + 1
        for p in self.begin.values():
            texts += [p.get("data", ""), p.get("grad", "")]
        truths, marked = set(), False
        for part in (part for parts in self.parts for part in parts):
            texts += [part.facts[key] for key in ("data", "grad") if key in part.facts]
            if part.facts.get("tag"):
                tags[part.roles["edge"]] = part.facts["tag"]
            if part.facts.get("call"):
                i = int(part.roles["operation"][1:])
                columns = sum(width(content) for content, _, _ in part.facts["call"])
                equations[i] = max(equations.get(i, 0), columns)
            if part.name == "owe" and part.facts["grad"]:
                truths.add(int(part.roles["value"][1:]))
            marked |= part.name == "mark"
        backwards = any(step.kind == "contribution" for step in self._steps)
        ledgers = frozenset(i for i, count in arrows.items() if count > 1) if backwards else frozenset()
        return Rooms(max(map(width, texts)), tags, equations, ledgers, frozenset(truths), marked)


def added(
    step: Step, before: float | None, chips: list[list[Any]], end: Held = None
) -> tuple[dict[str, Any], float | None]:
    """(the facts of a contribution that is added to another sum than in its own step, that sum afterwards).

    Args:
        step: the contribution.
        before: the sum so far.
        chips: what has arrived so far; it grows.
        end: what is shown in place of the sum, if anything.
    """
    x = as_float(step.contribution)
    after = None if before is None or x is None else before + x
    shown = gradient(after if end is None else end)
    facts = {"grad": shown["grad"], "sign": shown["grad_sign"], "sum": _sum(before, step.contribution)}
    facts |= {} if before else {"sum": shown["grad"]}
    return facts | {"chips": _with_chip(chips, step, f"e{step.result}_{step.slot}")}, after


def _with_chip(chips: list[list[Any]], step: Step, edge: str) -> list[list[Any]] | str:
    """What has arrived at a value, with the contribution of a step: the list; of many, how many."""
    chips.append([plain(step.contribution), _sign(step.contribution), 0, edge])
    return _as_shown(chips)


def _as_shown(chips: list[list[Any]]) -> list[list[Any]] | str:
    return [list(chip) for chip in chips] if len(chips) <= _MOST_CHIPS else say("arrows", count=len(chips))


def equation_of(step: Step) -> list[list[Any]]:
    """The multiplication of a contribution, as it opens at the operation: [text, colour, seen at once] each."""
    local, upstream, contribution = slope_used(step), step.upstream, step.contribution
    if found(step, "no upstream"):
        return [[plain(contribution), sign_colour(contribution), 1], [" × ", "", 1], ["?", "wrong", 1]]
    pieces = [[plain(local), "", 1], [" × ", "", 1], [bracketed(upstream), sign_colour(upstream), 1], [" = ", "", 0]]
    product = product_of(step)
    if product is None or contribution is None or plain(product) == plain(contribution):
        return [*pieces, [plain(contribution), sign_colour(contribution), 0]]
    return [*pieces, [plain(product), sign_colour(product), 0], [f" ≠ {plain(contribution)}", "wrong", 0]]


def product_of(step: Step) -> float | None:
    """What the local slope that the code took and the upstream gradient multiply to; None where one is not known."""
    local, upstream = as_float(slope_used(step)), as_float(step.upstream)
    return None if local is None or upstream is None else local * upstream


def slope_used(step: Step) -> Held:
    """The local slope that the code took; the true one, unless it was seen to take another."""
    slope = found(step, "slope")
    return step.local if slope is None or slope.values["used"] is None else slope.values["used"]


def found(step: Step, name: str) -> Finding | None:
    """The Finding of that name in a step; None where there is none."""
    return next((finding for finding in step.findings if finding.name == name), None)


def _to_count(x: float) -> float:
    """A number from which, or to which, the digits run: as much of it as can be seen."""
    return float(f"{x:.6g}")


def _sum(before: Held, contribution: Held) -> str:
    return f"{plain(before)} + {bracketed(contribution)}"


def _sign(x: Held) -> str:
    """The colour of a number that travels: a line's for 0."""
    colour = sign_colour(x)
    return "line" if colour == "ink" and as_float(x) == 0 else colour


def _look(flow: Flow) -> list[Any]:
    return [flow.colour, flow.width, flow.dash]


def _acting(result: int, value: int) -> dict[str, str]:
    return {"result": f"v{result}", "operation": f"o{result}", "way": f"r{result}", "value": f"v{value}"}
