"""What the player asks before a gradient changes: the right answer, and the usual other ones with what is said then."""

from collections.abc import Sequence
from numbers import Real

from viz.outputs import html
from viz.outputs.html import Data
from viz.values.graph import Graph
from viz.values.numbers import Held, is_finite
from viz.values.operations import operation_of
from viz.values.passes import Step
from viz.words.text import number


def question(step: Step, graph: Graph, later: Sequence[Held]) -> Data:
    """The question of a contribution, as the player in the browser takes it.

    Args:
        step: the contribution.
        graph: in which graph.
        later: the gradients that the same value still gets afterwards, in order.
    """
    scale = max((abs(x) for x in (step.before, step.contribution) if is_finite(x)), default=0.0)
    slips = [(step.contribution, "only_contribution"), (step.local, "only_slope")]
    end, own = later[-1:], _with_its_own_number(step, graph)
    slips += [(x, "in_the_end") for x in end if x not in own]  # what may be either tells of neither
    slips += [(x, "own_number") for x in own if x not in end]
    numbers = {"number": step.after, "scale": scale}
    return {key: html.js_number(float(x)) for key, x in numbers.items() if isinstance(x, Real)} | {
        "slips": [[html.js_number(float(x)), said] for x, said in slips if isinstance(x, Real)],
        "text": number(step.after).removesuffix(".0"),
    }


def _with_its_own_number(step: Step, graph: Graph) -> list[float]:
    """In a product of two: the operand's own number, alone and times out.grad, where the other one's is taken."""
    assert step.result is not None and step.slot is not None
    result = graph.nodes[step.result]
    operation = operation_of(result.op, len(result.operands))
    if operation is None or operation.symbol != "*" or len(result.operands) != 2:
        return []
    own = graph.nodes[step.value].number
    if own is None or own == step.local or not is_finite(step.upstream):
        return []
    return [own, own * float(step.upstream)]
