"""The mistakes that learners make: what each is called, what is said of it, and which gradients it gives.

A mistake of an engine is a *flaw*: a few of the engine's parts exchanged for wrong ones. The flawed engine is run on
the same expressions as the learner's; the flaw (or the pair of flaws) that gives the learner's gradients everywhere
explains them. The names are those of docs/misconceptions.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from exercises.evaluation import Evaluation, near, truth_of
from exercises.flawed_engine import (
    AS_FOUND,
    Flaw,
    Reading,
    as_read,
    backwards,
    gradients,
    operation_in,
    valid_orders_of,
)
from exercises.flaws import FLAWS_OF_ALL, FLAWS_OF_THE_ORDER, VALID_ORDERS, NamedFlaw
from exercises.reference_engine import Reference
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.graph import Graph
from viz.values.operands import ValueLike
from viz.values.operations import Slopes
from viz.values.slopes import local_slopes, recorded_slopes

MESSAGES = {
    name: Text(f"mistake.{name}")
    for name in (
        "overwrite",
        "recursion",
        "preorder / BFS",
        "not reversed",
        "no upstream",
        "not swapped",
        "one side",
        "out's value",
        "sign of sub",
        "exponent dropped",
        "not decremented",
        "relu passes all",
        "relu gates on the gradient",
        "relu scales by value",
        "relu at 0",
        "root not seeded",
        "stale gradients",
        "zeroed too early",
        "built once",
        "not squared",
        "single underscores",
        "ignores nin",
        "no parents",
        "wrapped twice",
        "detached",
        "late binding",
        "uphill",
        "finite change",
        "one-sided",
        "multiplied by h",
        "h from outside",
        "h too small",
        "h too big",
        "operands exchanged",
        "shared half",
        "no local slope",
        "divides by data",
        "slope of the input",
        "square forgotten",
        "brackets",
        "slope of a power",
        "exp twice",
        "taken for one",
        "seed not 1",
        "turn left out",
        "not called",
        "both to one",
        "forgot .data",
    )
}
NAMES = {
    "h too small": "h too small / too big",
    "h too big": "h too small / too big",
}  # two messages, one row of docs/misconceptions.md


@dataclass(frozen=True)
class _Case:
    """An evaluation as a flawed engine has to explain it.

    Attributes:
        graph: what is gone through.
        local: its local slopes.
        gradients: {node: the learner's gradient}.
        seed: the gradient of the root to begin with.
        held: what the gradients of the leaves are before.
        own: whether the learner's own `backward()` has chosen the order.
        root: the gradient of the root after it; None where there is none.
        tolerance: how near a gradient has to come.
    """

    graph: Graph
    local: Sequence[Slopes]
    gradients: Mapping[int, float | None]
    seed: float
    held: float
    own: bool
    root: float | None
    tolerance: float


def explanation(evaluations: Iterable[Evaluation], flaws: Sequence[NamedFlaw]) -> tuple[str, ...]:
    """The names of the one or two mistakes that give the learner's gradients in all evaluations, or () where none do.

    A flaw of some operation is tried, one of all operations together (a single loop or rule may serve them all), and,
    where the learner's own `backward()` ran, one of its order.

    Args:
        evaluations: Evaluations that went back, some of them wrong.
        flaws: those of the operations that may be wrong (see flaws_of_an_operation).
    """
    ordered = sorted(evaluations, key=lambda evaluation: evaluation.right)  # the wrong ones rule out most
    of_all = FLAWS_OF_ALL + (FLAWS_OF_THE_ORDER if any(evaluation.own for evaluation in ordered) else [])
    if flaws and all(map(hands_on_what_it_recorded, ordered)):  # no operation is at fault
        flaws = ()
    attempts = [([_case(evaluation) for evaluation in ordered], [*flaws, *of_all])]
    recorded = [_case_as_recorded(evaluation) for evaluation in ordered]
    kept = [case for case in recorded if case is not None]
    if len(kept) == len(recorded) and not all(_gives({}, case) for case in kept):
        attempts.append((kept, of_all))
    for hypotheses, any_order in ((_single, True), (_pairs, False)):
        for cases, possible in attempts:
            for names, flaw in hypotheses(possible):
                if all(_gives(flaw, case, any_order) for case in cases):
                    return names
    return ()


def hands_on_what_it_recorded(evaluation: Evaluation) -> bool | None:
    """Whether the recorded local slopes of a result and its operands give the true gradients, however the class goes
    back; None where it records none.
    """
    case = _case_as_recorded(evaluation)
    if case is None:
        return None
    true = {id(leaf): evaluation.true_gradients[name] for name, leaf in evaluation.leaves.items()}
    values = evaluation.read[1]
    found = _gradients_of(case, {})
    return found is not None and all(near(found[i], true[id(values[i])]) for i in case.gradients)


def _single(flaws: Sequence[NamedFlaw]) -> Iterator[tuple[tuple[str, ...], Flaw]]:
    return (((name,), flaw) for name, flaw in flaws)


def _pairs(flaws: Sequence[NamedFlaw]) -> Iterator[tuple[tuple[str, ...], Flaw]]:
    for (first, flaw), (second, other) in combinations(flaws, 2):
        if flaw.keys().isdisjoint(other):
            yield (first, second), flaw | other


def _gives(flaw: Flaw, case: _Case, any_order: bool = False) -> bool:
    """Whether the flaw gives the gradients of a case.

    Where nothing is said of the order and it matters, as with what is overwritten, in some order that is valid: in one
    of the usual ones, or in any.
    """
    orders: Iterable[Reading] = [as_read]
    if "order" not in flaw and any(part[0] == "write" for part in flaw):
        orders = VALID_ORDERS if case.own else VALID_ORDERS[:2]
        if case.own and any_order:  # the members of a set come in an order of their own each time
            orders = chain(orders, valid_orders_of(case.graph))
    for order in orders:
        in_order: Flaw = {"order": backwards(order)}
        found = _gradients_of(case, in_order | flaw)
        if found is not None and all(near(x, found[i], case.tolerance) for i, x in case.gradients.items()):
            return True
    return False


def _case(evaluation: Evaluation) -> _Case:
    """The learner's own graph, since a minus may be made of a plus and a times; where its operations are not known by
    their symbols and operands (`self + 1` may keep only self), that of the reference engine.
    """
    graph, values = evaluation.read
    local, leaves = local_slopes(graph), evaluation.leaves
    if evaluation.engine is not Reference or any(
        node.operands and (slopes is None or not operation_in(node)) for node, slopes in zip(graph.nodes, local)
    ):
        result, leaves = truth_of(evaluation.expression, evaluation.engine)
        graph, values = graphs.read_with_values(result)
        local = recorded_slopes(graph)
    return _case_of(evaluation, graph, values, local, leaves)


def _case_as_recorded(evaluation: Evaluation) -> _Case | None:
    """The learner's own graph with the local slopes that its values have recorded; None where they have none."""
    graph, values = evaluation.read
    results = [node for node in graph.nodes if node.operands]
    if not results or any(node.local is None for node in results):
        return None
    return _case_of(evaluation, graph, values, [node.local for node in graph.nodes], evaluation.leaves)


def _case_of(
    evaluation: Evaluation,
    graph: Graph,
    values: Sequence[ValueLike],
    local: Sequence[Slopes],
    leaves: Mapping[str, ValueLike],
) -> _Case:
    names = {id(leaf): name for name, leaf in leaves.items()}
    gradients = {i: evaluation.gradients.get(names[id(value)]) for i, value in enumerate(values) if id(value) in names}
    return _Case(
        graph, local, gradients, evaluation.seed, evaluation.held, evaluation.own, evaluation.root, evaluation.tolerance
    )


def _gradients_of(case: _Case, flaw: Flaw) -> list[float] | None:
    if flaw.get("seed") is AS_FOUND:
        if case.root is None:
            return None
        flaw = flaw | {"seed": case.root}
    return gradients(case.graph, case.local, flaw, case.seed, dict.fromkeys(case.gradients, case.held))
