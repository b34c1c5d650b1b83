"""What may not get slow: `uv run python -m benchmarks.budgets` measures it, prints the table of results.md, and fails
over budget.

To be run on a machine that does nothing else. `uv sync` in an empty cache downloads everything, so it also measures
the network.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
ROUNDS = 15


def main():
    rows = [
        ("`import viz`, over Python itself", import_of_viz(), 0.1),
        ("collecting the tests", seconds([sys.executable, "-m", "pytest", "--collect-only", "-q"]), 8),
        ("`-m quick`", seconds([sys.executable, "-m", "pytest", "-m", "quick", "-q"]), 60),
        ("`uv sync` in an empty cache", sync_from_nothing(), 60),
    ]
    print("| | seconds | at most |\n| --- | ---: | ---: |")
    for name, measured, most in rows:
        print(f"| {name} | {measured:.3g} | {most} |")
    sys.exit(any(measured > most for _, measured, most in rows))


def import_of_viz():
    """The median of the differences between pairs of processes, one with the import and one without."""
    run = [sys.executable, "-c"]
    return median(seconds([*run, "import viz"]) - seconds([*run, "pass"]) for _ in range(ROUNDS))


def sync_from_nothing():
    with tempfile.TemporaryDirectory() as folder:
        fresh = {
            "UV_CACHE_DIR": f"{folder}/cache",
            "UV_PROJECT_ENVIRONMENT": f"{folder}/environment",
            "UV_PYTHON": sys.executable,
        }
        return seconds(["uv", "sync", "--quiet"], fresh)


def seconds(command, environment=()):
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env={**os.environ, **dict(environment)}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
