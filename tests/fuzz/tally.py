"""What a fuzzer has tried, and what was wrong."""

from collections import Counter
from dataclasses import dataclass, field

import hypothesis
from hypothesis import Phase


@dataclass
class Tally:
    """Figures of one run.

    Attributes:
        what: what was held against what.
        sizes: {unit: how many were tried}, as they are told: "expressions", "gradients".
        classes: {class: how many} of what lies outside of the promise and was not judged.
        wrong: what was wrong, one line each.
    """

    what: str
    sizes: Counter = field(default_factory=Counter)
    classes: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def row(self):
        """A row of the table in benchmarks/results.md."""
        size = ", ".join(f"{count:,} {unit}" for unit, count in self.sizes.items())
        aside = ", ".join(f"{count:,} {name}" for name, count in sorted(self.classes.items()))
        return f"| {self.what} | {size} | {aside} | {len(self.wrong)} |"


def examined(strategy, examine, most, seed, shrink=True):
    """Runs examine(example) on that many examples of a strategy; hypothesis shrinks one that fails, if it is to."""
    phases = [Phase.generate, *([Phase.shrink] if shrink else [])]

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=False,
        phases=phases,
        report_multiple_bugs=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def run(example):
        examine(example)

    run()
