"""Measure the pictures of large graphs: `uv run python -m benchmarks.overview` (a minute).

For graphs of some 100, 1,500 and 31,000 values: the time from the value to the HTML that Jupyter is given, the page's
size, the boxes of the first picture and the most that any of its views has; beside it Graphviz alone, which places
every value of the smaller ones, and one backward pass. How to read the figures: results.md.
"""

import gzip
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import viz
from micrograd.engine import Value
from micrograd.nn import MLP

sys.path.insert(0, str(Path(__file__).parent))
import language_model

ROUNDS, PLACED_UP_TO = 5, 2000


def network(*layers):
    return (MLP(3, [*layers, 1], rng=random.Random(3))([Value(0.5), Value(-1.2), Value(0.3)]) - 1.0) ** 2


def language():
    return language_model.Model(Value).loss("ava")


def main():
    print("| values | first boxes | most boxes | seconds | page, kB gzipped | / bare layout | / backward |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for root in (network(4), network(16, 16), language()):
        root.backward()
        print_row(root)


def print_row(root):
    drawn = viz.draw(root, fold=True)
    page = drawn._repr_mimebundle_()["text/html"]
    count, most = len(drawn.graph.nodes), max(map(len, drawn._views.items))
    took, placed, back = [], [], []
    for _ in range(ROUNDS):  # one after the other, so that each meets the same machine
        took.append(seconds(lambda: viz.draw(root, fold=True)._repr_mimebundle_()))
        placed.append(seconds(lambda: bare_layout(root)) if count <= PLACED_UP_TO else float("nan"))
        back.append(seconds(root.backward))
    layout = f"{median(map(ratio, took, placed)):.2f}" if count <= PLACED_UP_TO else "not placed"
    size = len(gzip.compress(page.encode())) / 1000
    print(f"| {count:,} | {len(drawn.boxes)} | {most} | {median(took):.2f} | {size:.0f} | {layout} "
          f"| {median(map(ratio, took, back)):.0f} |")  # fmt: skip


def bare_layout(root):
    subprocess.run(["dot", "-Tjson"], input=viz.to_dot(root).source.encode(), capture_output=True, check=True)


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratio(one, other):
    return one / other


if __name__ == "__main__":
    main()
