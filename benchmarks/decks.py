"""Measure the slides of lessons beside those of nbconvert: `uv run python -m benchmarks.decks` (a minute).

Both are made from the same executed notebook. For each lesson: the seconds in which it runs, those in which its slides
are made, the same for nbconvert, and the size of both pages. nbconvert's page asks a network for reveal.js, fonts and
MathJax; ours has all in it. How to read the figures: results.md.
"""

import gzip
import time
from pathlib import Path
from statistics import median

import nbformat
from nbconvert import SlidesExporter

from classroom import lesson
from classroom.execution import executed
from classroom.slides import deck, page

LESSONS, ROUNDS = ("02_add", "05_relu", "08_the_engine_room"), 5


def main():
    print("| lesson | runs, s | slides | ours, s | / nbconvert | ours, kB gzipped | / nbconvert |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in LESSONS:
        print_row(name)


def print_row(name):
    start = time.perf_counter()
    ran = executed(lesson.read(name, "en"))
    runs = time.perf_counter() - start
    notebook, ours, theirs = as_notebook(ran), [], []
    for _ in range(ROUNDS):  # one after the other, so that each meets the same machine
        ours.append(seconds(our_page, ran))
        theirs.append(seconds(their_page, notebook))
    size, other = packed(our_page(ran)), packed(their_page(notebook))
    ratio = median(a / b for a, b in zip(ours, theirs))
    count = len(deck.slides(ran))
    print(
        f"| {name} | {runs:.1f} | {count} | {median(ours):.2f} | {ratio:.2f} | {size / 1e3:.0f} | {size / other:.2f} |"
    )


def our_page(ran):
    return page.page(ran.title, deck.slides(ran))


def their_page(notebook):
    return SlidesExporter().from_notebook_node(notebook)[0]


def as_notebook(ran):
    """The notebook of a lesson with the outputs of its run."""
    notebook = nbformat.read(Path(lesson.ROOT / "notebooks" / ran.language / f"{ran.name}.ipynb"), 4)
    for cell, part in zip(notebook.cells, ran.parts):
        if part.is_code:
            cell.outputs = list(part.outputs)
    return notebook


def seconds(make, of):
    start = time.perf_counter()
    make(of)
    return time.perf_counter() - start


def packed(text):
    return len(gzip.compress(text.encode()))


if __name__ == "__main__":
    main()
