"""How much of a foreign class is read, and what is said of it? `uv run python -m benchmarks.classes` prints the table.

The classes are those of tests/class_shapes.py: every convention that is met in the wild, alone and crossed with others,
right and with one mistake each. And how long it takes to read a graph whose class keeps no symbols, beside the same
class with symbols.
"""

import math
import sys
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import viz
from class_shapes import SHAPES, expressions_of, true_gradients
from viz.values.graph import read
from wrong_engines import Loops

VALUES = 2000


def main():
    with Pool() as pool:
        said = sum(pool.imap_unordered(said_of, range(len(SHAPES))), Counter())
    print(f"{len(SHAPES)} classes, {sum(len(shape.wrong) for shape in SHAPES)} wrong ones")
    for gradients in ("right", "wrong"):
        told = {verdict: said[gradients, verdict] for verdict in ("no mistake", "a mistake", "not judged")}
        print(f"gradients {gradients}: {told}")
    print(f"reading without symbols / with: {median(ratio() for _ in range(5)):.1f}")


def said_of(k):
    """How often a recording of that shape, and of each wrong one, said what, by whether the gradients were right."""
    viz.language("en")
    said = Counter()
    for shape in (SHAPES[k], *(SHAPES[k].variant(mistake) for mistake in SHAPES[k].wrong)):
        for expression in expressions_of(shape).values() if shape.back else ():
            root, leaves = expression(shape.leaf)
            true = true_gradients(shape, expression)
            try:
                end = viz.record(root).captions[-1].title
            except TypeError:  # no way back
                continue
            said[_own(shape, root, leaves, true), _verdict(end)] += 1
    return said


def _own(shape, root, leaves, true):
    try:
        shape.back(root)
        near = (
            math.isclose(shape.gradient(leaves[name]) or 0.0, x, rel_tol=1e-4, abs_tol=1e-5) for name, x in true.items()
        )
        return "right" if all(near) else "wrong"
    except Exception:  # a mistake may also stop the pass
        return "wrong"


def _verdict(end):
    return "no mistake" if "no mistake" in end else "a mistake" if "not all" in end else "not judged"


class Unnamed(Loops):
    __slots__ = ()

    def __init__(self, data, children=(), local_grads=(), op=""):
        super().__init__(data, children, local_grads)


def ratio():
    seconds = {}
    for cls in (Loops, Unnamed):
        x = cls(0.3)
        root = cls(1.1)
        for k in range(VALUES // 4):
            root = (root * x + cls(0.01 * k)).relu()
        start = perf_counter()
        read(root)
        seconds[cls] = perf_counter() - start
    return seconds[Unnamed] / seconds[Loops]


if __name__ == "__main__":
    main()
