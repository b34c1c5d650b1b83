"""All fuzzers with a large budget: `python -m tests.fuzz [names] [--seed N] [--budget FACTOR]`."""

import argparse
import os
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (1, 2)]
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # nobody's progress is touched

from fuzz.expressions_of_the_engine import fuzz_against_forward_mode, fuzz_against_pytorch
from fuzz.hostile_code import fuzz_hostile_code
from fuzz.labels import fuzz_labels
from fuzz.mutated_engines import fuzz_recordings
from fuzz.progress_of_many import fuzz_progress

_FUZZERS = {  # name: (budget, seed) -> Tally; the budgets take some three minutes each
    "engine": lambda budget, seed: fuzz_against_forward_mode(round(40_000 * budget), seed),
    "pytorch": lambda budget, seed: fuzz_against_pytorch(round(20_000 * budget), seed),
    "labels": lambda budget, seed: fuzz_labels(round(500 * budget), seed),
    "recordings": lambda budget, seed: fuzz_recordings(round(3_000 * budget), seed),
    "hostile": lambda budget, seed: fuzz_hostile_code(round(1_000 * budget), seed),
    "progress": lambda budget, seed: fuzz_progress(round(200 * budget)),
}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("names", nargs="*", choices=[*_FUZZERS, []], help="some of them; all where none is named")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=float, default=1.0, help="a factor")
    wanted = parser.parse_args()
    wrong = []
    print(f"seed {wanted.seed}\n\n| what | tried | set aside | wrong |\n| --- | --- | --- | ---: |", flush=True)
    for name in wanted.names or _FUZZERS:
        if name == "pytorch" and not find_spec("torch"):
            continue
        begun = time.perf_counter()
        tally = _FUZZERS[name](wanted.budget, wanted.seed)
        print(tally.row(), flush=True)
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        wrong += tally.wrong
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
