"""Which name does each known mistake get, and how long does a check take?

The programs are those of tests/misconceptions.py: each mistake as learners write it, two mistakes at once, ways to be
right.
"""

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from exercises import check
from misconceptions import PAIRS, RIGHT, UNKNOWN, WRONG, defined

CHECKS_OF_A_CLASS = ("add", "mul", "pow", "operators", "relu", "backward")


def print_known():
    """Print the confusion table."""
    times = defaultdict(list)
    named = defaultdict(Counter)
    for program in [*WRONG, *UNKNOWN]:
        named[program.mistake][_timed("wrong", program.check, program.thing(), times).mistake] += 1
    print(f"{'written':28} programs  called")
    for mistake, called in named.items():
        print(
            f"{_shown(mistake):28} {called.total():8}  "
            f"{', '.join(f'{_shown(name)} {count}' for name, count in called.most_common())}"
        )
    pairs = Counter(
        _timed("wrong", program.check, program.thing(), times).mistake in (first, second)
        for first, second, program in PAIRS
    )
    print(f"\ntwo mistakes at once: {len(PAIRS)} programs, {pairs[True]} called by one of the two")
    outcomes = Counter(
        _timed("right", name, defined(code, methods=True), times).outcome
        for code in RIGHT.values()
        for name in CHECKS_OF_A_CLASS
    )
    print(f"right: {len(RIGHT)} ways, {outcomes.total()} checks, {outcomes['right']} passed")
    for kind, seconds in times.items():
        print(f"a check of {kind} code: median {1000 * median(seconds):.0f} ms, longest {1000 * max(seconds):.0f} ms")


def _timed(kind, name, thing, times):
    begun = time.perf_counter()
    result = getattr(check, name)(thing)
    times[kind].append(time.perf_counter() - begun)
    return result


def _shown(mistake):
    return "no name" if mistake is None else mistake
