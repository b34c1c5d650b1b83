"""Measure the series in a browser beside the installed one: `uv run --group ci python -m benchmarks.browser` (three
minutes).

A site is built and opened in Chromium, without a network: cold as in a new profile, and warm. The same programs run in
a kernel of the site and in one of this Python. How to read the figures: results.md.
"""

import json
import os
import platform
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from jupyter_client.manager import start_new_kernel

import lite
from browser import chromium

LESSON = "en/02_add.ipynb"
ROUNDS = 5
SETUP = """
import random
import viz
from exercises import check
from micrograd.engine import Value
from micrograd.moons import moons
from micrograd.nn import MLP
from time import perf_counter
random.seed(3)
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
small = a * b + c
network = MLP(2, [4, 4, 1])([1.0, -2.0])
def train(steps):
    training = viz.training(lambda layers: MLP(2, layers), *moons(60), layers=[8, 8, 1], steps=steps, rate=1.0)
    for _ in training:
        scores = [training.model(point) for point in training.points]
        loss = sum((1 - y * score).relu() for score, y in zip(scores, training.labels)) / len(scores)
        training.model.zero_grad()
        loss.backward()
        for p in training.model.parameters():
            p.data -= training.rate * p.grad
        training.loss = loss
def timed(act):
    begin = perf_counter()
    act()
    return perf_counter() - begin
"""
CHECKS = "value", "add", "mul", "pow", "operators", "relu", "backward", "backward_twice"
PROGRAMS = {
    "`viz.draw`, 5 values": "viz.draw(small).to_html()",
    "`viz.animate`, 5 values": "viz.animate(small).to_html()",
    "`viz.explore`, 3 sliders": "viz.explore(lambda a, b, c: a * b + c, a=a, b=b, c=c).to_html()",
    "`viz.draw`, a network of 37 parameters": "viz.draw(network, fold=False, limit=1000).to_html()",
    **{f"`check.{name}`": f"check.{name}(Value)" for name in CHECKS},
    "there and back through 10,000 sums": "sum([a] * 10_000, Value(0.0)).backward()",
    "lesson 7's training, 10 of its 80 steps": "train(10)",
}


def main():
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        site = Path(name) / "site"
        begin = perf_counter()
        lite.build(site)
        built = perf_counter() - begin
        files = [file for file in site.rglob("*") if file.is_file()]
        print(f"{os.cpu_count()} cores, {platform.machine()}, Chromium {browser.version}\n")
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"- site: {size:.1f} MB, {len(files)} files, built in {built:.0f} s")
        with lite.served(site) as address:
            context = browser.new_context()
            cold, warm = first_cell(context, address), first_cell(context, address)
            print(f"- first cell of lesson 2: {cold:.1f} s in a new profile, {warm:.1f} s the second time")
            there = in_site(context, address)
        here = installed()
    print("\n| program | browser, first, ms | browser, ms | / installed |\n| --- | ---: | ---: | ---: |")
    for program in PROGRAMS:
        (first, *later), (_, *own) = there[program], here[program]
        print(f"| {program} | {1000 * first:.0f} | {1000 * median(later):.1f} | {median(later) / median(own):.1f} |")


def first_cell(context, address):
    """Seconds from the address to the outcome of the first cell."""
    begin = perf_counter()
    page = lite.opened(context, address, LESSON)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-cell')")
    page.wait_for_function(
        "() => [...jupyterapp.shell.currentWidget.content.model.cells].some(cell => cell.executionCount)"
    )
    page.close()
    return perf_counter() - begin


def in_site(context, address):
    kernel = lite.Kernel(context, address)
    return {name: kernel.value_of(SETUP, measured(program)) for name, program in PROGRAMS.items()}


def installed():
    with kernel_of_this_python() as run:
        return {name: run(measured(program)) for name, program in PROGRAMS.items()}


def measured(program):
    """An expression: the seconds of each round."""
    return f"[timed(lambda: {program}) for _ in range({ROUNDS + 1})]"


@contextmanager
def kernel_of_this_python():
    """What evaluates an expression there, which gives a list of numbers."""
    manager, client = start_new_kernel(cwd=str(lite.ROOT))

    def run(expression):
        said = []
        client.execute_interactive(
            f"{SETUP}\nimport json\nprint(json.dumps({expression}))",
            output_hook=lambda message: said.append(message["content"].get("text", "")),
        )
        return json.loads("".join(said))

    try:
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
