"""Takes the forward and the backward pass apart into steps, each with its arithmetic, in the order in which the code
goes.

Forward, each operation computes its value. Backward, the root is seeded with 1; then every result, the youngest
first, hands each of its operands a contribution: local slope, times out.grad, accumulate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import CodeType

from viz.values.findings import Finding
from viz.values.graph import Graph, Node
from viz.values.numbers import Held, as_float
from viz.values.operations import Slopes, contradicts


@dataclass(frozen=True)
class Step:
    """One moment of a pass over a Graph. Gradients are numbers; whatever else a class keeps in `grad` in a recorded
    pass.

    Attributes:
        kind: "forward" (an operation computes its value), "seed" (the root's gradient becomes 1), "contribution" (an
            operand receives its part along one edge), and in a recorded pass also "clear" (a gradient is set back to
            0), "write" (a gradient changes and no edge explains it), "silent" (a result's turn comes and nothing is
            written), "end".
        value: the index in Graph.nodes of the value that changes; for "silent" of the result; for "end" of the root.
        before, after: its gradient; None in a forward step.
        cleared: of a clear step (index, gradient before) for each value whose gradient is set back to 0; its value is
            the root.
        result, slot: the edge of a contribution: from that result to its operand number slot.
        local, upstream: the local slope of that edge and the result's gradient; None where not known.
        contribution: what arrives along the edge: the true local * upstream; in a recorded pass what was really
            added, or written over what was there.
        findings: in a recorded pass what is wrong here, or not known, the gravest first (see viz.values.findings).
        line: the code and the number of the line that wrote, where that was seen.
    """

    kind: str
    value: int
    before: Held = None
    after: Held = None
    result: int | None = None
    slot: int | None = None
    local: float | None = None
    upstream: Held = None
    contribution: Held = None
    cleared: tuple[tuple[int, Held], ...] = ()
    findings: tuple[Finding, ...] = ()
    line: tuple[CodeType, int] | None = None


def unjudged(step: Step) -> Step:
    """What was seen of a recorded step, and nothing of what should have been: a contribution is only a write, and of
    the findings an exception remains.
    """
    seen = replace(step, findings=tuple(found for found in step.findings if found.name == "error"))
    if step.kind != "contribution":
        return seen
    return replace(seen, kind="write", local=None, upstream=None, contribution=None)


def true_passes(graph: Graph, slopes: Sequence[Slopes]) -> list[Step]:
    """All Steps of the true forward and backward pass.

    Args:
        graph: what they go through.
        slopes: the true ones, for each node (see viz.values.slopes).
    """
    order = creation_order(graph)
    return [*(Step("forward", i) for i in order if graph.nodes[i].operands), *_backward(graph, slopes, order)]


def true_gradients(graph: Graph, slopes: Sequence[Slopes]) -> list[float | None]:
    """For each node d(root)/d(node); None where an unknown slope stands on the way."""
    gradients: list[float | None] = [0.0] * len(graph.nodes)
    for step in _backward(graph, slopes, creation_order(graph)):
        gradients[step.value] = as_float(step.after)
    return gradients


def stale_values(graph: Graph) -> frozenset[int]:
    """The indices of the nodes whose data is not what their operation gives for the operands' data as they are now."""
    return frozenset(i for i, node in enumerate(graph.nodes) if _is_stale(graph, node))


def creation_order(graph: Graph) -> list[int]:
    """The indices of the nodes, operands before results: as they were born where the class counts births, else as
    read.
    """
    births = [node.birth for node in graph.nodes if node.birth is not None]
    if len(births) < len(graph.nodes) or any(
        births[k] >= births[i] for i, node in enumerate(graph.nodes) for k in node.operands if k is not None
    ):
        return list(range(len(graph.nodes)))
    return sorted(range(len(births)), key=births.__getitem__)


def _backward(graph: Graph, slopes: Sequence[Slopes], order: Sequence[int]) -> Iterator[Step]:
    """The Steps of the backward pass; None stands for a gradient that an unknown slope has made unknown."""
    gradients: dict[int, float | None] = dict.fromkeys(order, 0.0)
    root = len(graph.nodes) - 1
    gradients[root] = 1.0
    yield Step("seed", root, before=0.0, after=1.0)
    for i in reversed(order):
        upstream, known = gradients[i], slopes[i]
        for slot, operand in enumerate(graph.nodes[i].operands):
            if operand is not None:
                local = known[slot] if known else None
                contribution = _times(local, upstream)
                before, gradients[operand] = gradients[operand], _plus(gradients[operand], contribution)
                yield Step("contribution", operand, before, gradients[operand], i, slot, local, upstream, contribution)


def _times(local: float | None, upstream: float | None) -> float | None:
    return None if local is None or upstream is None else local * upstream


def _plus(before: float | None, contribution: float | None) -> float | None:
    return None if before is None or contribution is None else before + contribution


def _is_stale(graph: Graph, node: Node) -> bool:
    if None in node.operands or not node.order_known:
        return False
    operands = [graph.nodes[k].number for k in node.operands if k is not None]
    return contradicts(node.op, operands, node.number, node.rounding)
