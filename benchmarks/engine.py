"""Compare the engine with the published micrograd, with microgpt's design and with PyTorch: `uv run python -m
benchmarks.engine`.

Each engine runs the same program (workloads.py) in a process of its own. The published micrograd 0.1.0 is installed
into a temporary folder, which only its own processes see; recursive_engine.py is the newest engine's design. The
engines take turns, so that whatever else the machine does meets all of them alike, and what counts is the median over
the rounds of the ratio within a round. How to read the table, and the last figures: results.md.
"""

import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PUBLISHED = "micrograd==0.1.0"
ROUNDS = 9
RUNS_FOR_MEMORY = 3
ROWS = [  # title, workload, whether Python's cyclic garbage collector is on
    ("moons training step", "moons", True),
    ("moons step, cyclic collector off", "moons", False),
    ("wide sum of 100,000", "wide", True),
    ("chain of 10,000", "chain", True),
    ("ten nodes", "ten", True),
    ("language model, 8 steps", "language", True),
    ("the same, cyclic collector off", "language", False),
]
CANNOT = {"language": {"published", "PyTorch"}}  # it has no exp and no log; its gradients cannot be set to a number


def main():
    with tempfile.TemporaryDirectory() as folder:
        install_published(folder)
        engines = {"ours": HERE.parent, "published": folder, "microgpt's": HERE}
        if importlib.util.find_spec("torch"):
            engines["PyTorch"] = HERE.parent
        else:
            print("PyTorch is not installed here, so its columns are missing.\n")
        print(machine() + "\n")
        print_table(engines)


def install_published(folder):
    subprocess.run(
        ["uv", "pip", "install", "--quiet", "--no-deps", "--python", sys.executable, "--target", folder, PUBLISHED],
        check=True,
    )


def machine():
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.python_implementation()} "
        f"{platform.python_version()}, {ROUNDS} rounds"
    )


def print_table(engines):
    others = [name for name in engines if name != "ours"]
    print_row(
        [
            "workload",
            "ours, ms",
            *(f"{name} / ours" for name in others),
            "ours, MB",
            *(f"ours / {name}" for name in others),
        ]
    )
    print_row(["---", *["---:"] * (2 + 2 * len(others))])
    for title, workload, collecting in ROWS:
        able = {name: path for name, path in engines.items() if name not in CANNOT.get(workload, ())}
        seconds = timed_in_turns(able, workload, collecting)
        memory = {name: peak_memory(name, path, workload, collecting) for name, path in able.items()}
        print_row(
            [title, f"{1000 * median(seconds['ours']):.3g}"]
            + [
                f"{median(paired_ratios(seconds[name], seconds['ours'])):.2f}" if name in able else ""
                for name in others
            ]
            + [f"{memory['ours'] / 1e6:.0f}"]
            + [f"{memory['ours'] / memory[name]:.2f}" if name in able else "" for name in others]
        )


def print_row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def paired_ratios(numerators, denominators):
    return [n / d for n, d in zip(numerators, denominators, strict=True)]


def timed_in_turns(engines, workload, collecting):
    """For each engine the CPU seconds of every round; the order within a round is turned around each time."""
    workers = {name: started(name, path, workload, collecting) for name, path in engines.items()}
    for worker in workers.values():
        next_answer(worker)  # warm up
    seconds = {name: [] for name in engines}
    for k in range(ROUNDS):
        for name in list(engines)[:: 1 if k % 2 else -1]:
            seconds[name].append(next_answer(workers[name])["seconds"])
    for worker in workers.values():
        worker.communicate()
    return seconds


def peak_memory(name, path, workload, collecting):
    """The largest resident memory, in bytes, of a process that runs the workload a few times, as training does, and
    nothing else.
    """
    worker = started(name, path, workload, collecting)
    peak = [next_answer(worker)["peak_bytes"] for _ in range(RUNS_FOR_MEMORY)][-1]
    worker.communicate()
    return peak


def started(name, path, workload, collecting):
    command = [sys.executable, str(HERE / "workloads.py"), name, workload, "on" if collecting else "off"]
    environment = os.environ | {"PYTHONPATH": str(path), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def next_answer(worker):
    """Let the worker run once more; its answer is a dict of seconds and peak_bytes."""
    worker.stdin.write("run\n")
    worker.stdin.flush()
    answer = worker.stdout.readline().split()
    if not answer:
        raise RuntimeError(f"{worker.args[2:]} broke off; its words are above")
    return {"seconds": float(answer[0]), "peak_bytes": int(answer[1])}


if __name__ == "__main__":
    main()
