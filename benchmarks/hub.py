"""Measure what a student of a class on JupyterHub takes: `uv run --group ci python -m benchmarks.hub` (four minutes).

One student and then twenty at once log in to a hub with the configuration of docs/hub/, and each runs lesson 2. The
same cells run in as many kernels without a hub. Memory is the proportional share (PSS: what processes share is counted
once), so it needs Linux. How to read the figures: results.md.
"""

import os
import platform
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil
from jupyter_client.manager import start_new_kernel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import hubs

LESSON = "zh-TW/02_add.ipynb"
CLASSES = (1, 20)
MB = 1e6


def main():
    with tempfile.TemporaryDirectory() as folder:
        clone = hubs.clone(Path(folder) / "clone")
        alone(clone, 1)  # all that is read has been read
        rows = [(count, on_a_hub(clone, Path(folder) / f"hub{count}", count), alone(clone, count)) for count in CLASSES]
    print(f"{os.cpu_count()} cores, {platform.machine()}, CPython {platform.python_version()}\n")
    print(
        "| students | until all servers are there, s | lesson, s | / a kernel alone | server, MB | kernel, MB "
        "| / a kernel alone | a server's start, s of processor | a lesson's | hub and proxy, MB |"
    )
    print("| ---: " * 10 + "|")
    for count, hub, kernels in rows:
        print(
            f"| {count} | {hub['start']:.1f} | {hub['lesson']:.1f} | {hub['lesson'] / kernels['lesson']:.2f} "
            f"| {hub['server MB']:.0f} | {hub['kernel MB']:.0f} | {hub['kernel MB'] / kernels['MB']:.2f} "
            f"| {hub['server cpu']:.1f} | {hub['kernel cpu']:.1f} | {hub['hub MB']:.0f} |"
        )


def on_a_hub(clone, folder, count):
    """The figures of so many students: of seconds until the last is done, of the rest the median."""
    with hubs.hub(clone, folder) as (address, process), ThreadPoolExecutor(count) as at_once:
        students = list(at_once.map(lambda n: hubs.Student(address, f"student{n}"), range(count)))
        start, _ = timed(at_once, hubs.Student.start_server, students)
        servers = [each for each in process.children() if any("student_server" in part for part in each.cmdline())]
        started = median(map(processor, servers))
        lesson, _ = timed(at_once, run_lesson, students)
        kernels = [kernel for server in servers for kernel in server.children()]
        assert len(servers) == len(kernels) == count
        rest = [each for each in [process, *process.children()] if each not in servers]
        return {
            "start": start,
            "lesson": lesson,
            "server MB": median(map(memory, servers)),
            "kernel MB": median(map(memory, kernels)),
            "server cpu": started,
            "kernel cpu": median(map(processor, kernels)),
            "hub MB": sum(map(memory, rest)),
        }


def run_lesson(student):
    path = f"my-notebooks/{LESSON}"
    return student.run(path, code(student.notebook(path)))


def alone(clone, count):
    """The same of as many kernels that were started by hand."""
    import nbformat

    path = clone / "notebooks" / LESSON
    cells = code(nbformat.read(path, 4))
    environment = os.environ | {"MICROGRAD_PROGRESS": "off"}

    def run(_):
        manager, client = start_new_kernel(cwd=str(path.parent), env=environment, startup_timeout=300)
        for cell in cells:
            client.execute_interactive(cell, timeout=300, output_hook=lambda message: None)
        return manager, client

    with ThreadPoolExecutor(count) as at_once:
        lesson, kernels = timed(at_once, run, range(count))
    size = median(memory(psutil.Process(manager.provisioner.pid)) for manager, _ in kernels)
    for manager, client in kernels:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return {"lesson": lesson, "MB": size}


def code(notebook):
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def timed(at_once, run, each):
    """(seconds until the last is done, what each gave)"""
    begin = perf_counter()
    given = list(at_once.map(run, each))
    return perf_counter() - begin, given


def memory(process):
    return process.memory_full_info().pss / MB


def processor(process):
    return sum(process.cpu_times()[:2])


if __name__ == "__main__":
    main()
