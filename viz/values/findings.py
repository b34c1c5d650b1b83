"""What can be wrong in a recorded backward pass, and what could not be judged: the vocabulary of viz.record.

A mistake that a check names too has the same name there; all names stand in docs/misconceptions.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GRAVITY = (
    "error", "root not seeded", "never reached", "too early", "twice", "stale gradients", "overwrite", "one side",
    "no upstream", "slope", "unexplained", "wrong", "unknown slope", "unjudged", "nothing to judge",
)  # fmt: skip
DOUBTS = {
    "unknown slope",
    "unjudged",
    "nothing to judge",
}  # these say that something is not known, not that it is wrong


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in a step, or not known of it.

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
            wrong: values, expected, final (tuples of the same length).
            unknown slope: nothing.
            unjudged: count (of the steps that could not be judged), total.
            nothing to judge: nothing.
    """

    name: str
    values: dict[str, Any]

    @property
    def is_doubt(self) -> bool:
        """Whether it only says that something could not be judged."""
        return self.name in DOUBTS


_OF_VALUES = {  # what holds indices of values, and what goes with each of them
    "consumers": (), "results": (), "operands": ("slots", "due"), "values": ("expected", "final"),
}  # fmt: skip


def moved(finding: Finding, index: Mapping[int, int]) -> Finding:
    """The Finding in a part of the graph, of those values that are in it.

    Args:
        finding: of the whole graph.
        index: {index in the whole: index in the part}.
    """
    values = dict(finding.values)
    for name in _OF_VALUES.keys() & values.keys():
        kept = [k for k, i in enumerate(values[name]) if i in index]
        values |= {other: tuple(values[other][k] for k in kept) for other in _OF_VALUES[name]}
        values[name] = tuple(index[values[name][k]] for k in kept)
    return Finding(finding.name, values)


def by_gravity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The Findings, the gravest first."""
    return tuple(sorted(findings, key=lambda finding: GRAVITY.index(finding.name)))
