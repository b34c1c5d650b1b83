"""What the player asks before a gradient changes: the right answer, and the usual other ones with what is said then."""

from collections.abc import Sequence
from numbers import Real

from viz.outputs import html
from viz.outputs.html import Data
from viz.values.graph import Graph
from viz.values.names import bracketed_name, name
from viz.values.numbers import Held, as_float, is_finite
from viz.values.operations import operation_of
from viz.values.passes import Step, creation_order
from viz.values.zeros import leaf_that_stops
from viz.words.messages import say
from viz.words.text import number, plain


def question(kind: str, step: Step, graph: Graph, steps: Sequence[Step], later: Sequence[Held]) -> Data:
    """The question of a contribution, as the player in the browser takes it.

    Args:
        kind: one of viz.outputs.moments.QUESTIONS.
        step: the contribution.
        graph: in which graph.
        steps: all Steps.
        later: the gradients that the same value still gets afterwards, in order.
    """
    if kind == "sign":
        return _sign(step, graph)
    if kind == "size":
        return _size(step, graph)
    if kind == "zero":
        return _zero(step, graph)
    return _arrow(step, graph, steps) if kind == "arrow" else _number(step, graph, later)


def can_be_asked(kind: str, step: Step, graph: Graph, steps: Sequence[Step]) -> bool:
    """Whether a step has an answer to a question of that kind: that is one number, one sign, one arrow."""
    if step.kind != "contribution" or as_float(step.after) is None:
        return False
    if kind == "arrow":
        sizes = sorted(abs(as_float(s.contribution) or 0.0) for s in _arriving_at(step.value, steps))
        return len(sizes) > 1 and sizes[-1] != sizes[-2] and step is _arriving_at(step.value, steps)[0]
    if kind == "zero":
        is_last = step is _arriving_at(step.value, steps)[-1]
        is_named = bool(graph.nodes[step.value].label) and not graph.nodes[step.value].operands
        return is_last and is_named and leaf_that_stops(graph, step.value) is not None
    return kind == "number" or (is_finite(step.contribution) and is_finite(step.upstream) and bool(step.upstream))


def _number(step: Step, graph: Graph, later: Sequence[Held]) -> Data:
    scale = max((abs(x) for x in (step.before, step.contribution) if is_finite(x)), default=0.0)
    slips = [(step.contribution, "only_contribution"), (step.local, "only_slope")]
    end, own = later[-1:], _with_its_own_number(step, graph)
    slips += [(x, "in_the_end") for x in end if x not in own]  # what may be either tells of neither
    slips += [(x, "own_number") for x in own if x not in end]
    slips += _wrong_arithmetic(step, [step.after, *(x for x, _ in slips), *end, *own])
    numbers = {"number": step.after, "scale": scale}
    return {key: html.js_number(float(x)) for key, x in numbers.items() if isinstance(x, Real)} | {
        "asked": say("question.ask", operand=bracketed_name(graph, step.value)),
        "slips": [[html.js_number(float(x)), said] for x, said in slips if isinstance(x, Real)],
        "text": number(step.after).removesuffix(".0"),
    }


def _wrong_arithmetic(step: Step, others: Sequence[Held]) -> list[tuple[Held, str]]:
    """The sign lost, and the two numbers added where they are multiplied; unless that could be another mistake."""
    before, local, upstream, after = (
        as_float(x) if is_finite(x) else None for x in (step.before, step.local, step.upstream, step.after)
    )
    if before is None or local is None or upstream is None or after is None:
        return []
    found = [(-after, "lost_sign"), (before + local + upstream, "sum_for_product")]
    return [(x, said) for k, (x, said) in enumerate(found) if x not in others and x not in (y for y, _ in found[:k])]


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


def _sign(step: Step, graph: Graph) -> Data:
    after = as_float(step.after) or 0.0
    return {
        "asked": say("question.ask_sign", operand=bracketed_name(graph, step.value)),
        "options": [["+", None], ["0", None], ["−", None]],
        "right": 0 if after > 0 else 2 if after < 0 else 1,
        "text": plain(step.after),
    }


def _size(step: Step, graph: Graph) -> Data:
    assert step.result is not None
    arriving, upstream = (abs(as_float(x) or 0.0) for x in (step.contribution, step.upstream))
    return {
        "asked": say("question.ask_size", operand=name(graph, step.value), result=bracketed_name(graph, step.result)),
        "options": [[">", None], ["=", None], ["<", None]],
        "right": 0 if arriving > upstream else 2 if arriving < upstream else 1,
        "text": plain(step.contribution),
    }


def _arrow(step: Step, graph: Graph, steps: Sequence[Step]) -> Data:
    arriving = _arriving_at(step.value, steps)
    sizes = [abs(as_float(s.contribution) or 0.0) for s in arriving]
    right = sizes.index(max(sizes))
    names = [name(graph, s.result) for s in arriving]
    return {
        "asked": say("question.ask_arrow", operand=bracketed_name(graph, step.value)),
        "options": [[text, f"e{s.result}_{s.slot}"] for text, s in zip(names, arriving)],
        "right": right,
        "text": names[right],
    }


def _zero(step: Step, graph: Graph) -> Data:
    """The page judges an answer by computing: any number is right with which the gradient is 0."""
    found = leaf_that_stops(graph, step.value)
    assert found is not None  # can_be_asked has found it
    leaf, x = found
    nodes = graph.nodes
    return {
        "asked": say("question.ask_zero", leaf=name(graph, leaf), operand=bracketed_name(graph, step.value)),
        "text": f"{name(graph, leaf)} = {plain(x)}",
        "stops": {
            "graph": {
                "symbols": [node.op for node in nodes],
                "operands": [node.operands for node in nodes],
                "order": creation_order(graph),
            },
            "leaves": {i: html.js_number(node.number) for i, node in enumerate(nodes) if not node.operands},
            "leaf": leaf,
        },
    }


def _arriving_at(value: int, steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.kind == "contribution" and step.value == value]
