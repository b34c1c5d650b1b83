"""What can be wrong in a recorded backward pass: the vocabulary of viz.record.

A mistake that a check names too has the same name there; all names stand in docs/misconceptions.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GRAVITY = (
    "error", "root not seeded", "never reached", "too early", "twice", "stale gradients", "overwrite", "one side",
    "no upstream", "slope", "unexplained", "unknown slope", "wrong",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in a step.

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
            unknown slope: nothing.
            wrong: values, expected, final (tuples of the same length).
    """

    name: str
    values: dict[str, Any]


def by_gravity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The Findings, the gravest first."""
    return tuple(sorted(findings, key=lambda finding: GRAVITY.index(finding.name)))
