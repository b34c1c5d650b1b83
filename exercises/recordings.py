"""What a recording of a class's own backward pass says to a guess about its order.

The leaves' gradients alone do not tell everything: that the root has no gradient, and that its turn never comes, leave
the same zeros behind. What happened on the way does.
"""

from collections.abc import Iterable, Set

from viz.values import graph as graphs
from viz.values.conventions import ValueLike
from viz.values.diagnosis import diagnose
from viz.values.findings import DOUBTS
from viz.values.insides import classes_read_once
from viz.values.instrumentation import Event, Write
from viz.values.recorder import observe
from viz.values.slopes import known_slopes

RECORDED_AS = {  # a mistake: the findings of which a recording has one at least
    "overwrite": {"overwrite"},
    "no upstream": {"no upstream", "slope"},  # beside a wrong slope it looks like another one
    "root not seeded": {"root not seeded"},
    "seed not 1": {"root not seeded"},
    "not reversed": {"too early"},
    "preorder / BFS": {"too early"},
    "recursion": {"too early", "twice"},
    "taken for one": {"never reached"},
}
SIGNS_OF_LEAVING_OUT = {"never reached", "wrong", *DOUBTS}


def findings_of(root: ValueLike) -> Set[str] | None:
    """The names of all that a recording of root's backward pass finds; None where it cannot be recorded. That the root
    was not seeded is not among them where it was, and lost it again.

    Args:
        root: a result whose backward pass has not run yet.
    """
    try:
        with classes_read_once():
            graph, values = graphs.read_with_values(root)
            observation = observe(root, values, graph)
            steps = diagnose(graph, known_slopes(graph, values).true(), observation)
    except (TypeError, ValueError):
        return None
    found = {finding.name for step in steps for finding in step.findings}
    return found - {"root not seeded"} if _was_seeded(observation.events, len(values) - 1) else found


def _was_seeded(events: Iterable[Event], root: int) -> bool:
    """Whether the root's gradient was set to 1 before the last write."""
    writes = [each for each in events if isinstance(each, Write)]
    return any(each.target == root and each.new.number == 1 for each in writes[:-1])


def agrees(mistake: str, found: Set[str]) -> bool:
    """Whether a recording with those findings bears out that mistake, as far as it can tell."""
    return mistake not in RECORDED_AS or not RECORDED_AS[mistake].isdisjoint(found)


def left_out(found: Set[str]) -> bool:
    """Whether all that went wrong is that the turn of some result never came."""
    return "never reached" in found and found <= SIGNS_OF_LEAVING_OUT
