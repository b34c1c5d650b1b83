"""Measure the grading of hand-ins beside their bare execution: `uv run python -m benchmarks.grading` (ten minutes).

Copies of a few hand-ins of lesson 3, 300 or as many as stand behind the command, are graded, two at once and one at
once, inside of bubblewrap where that works. Some are executed by nbclient, from the first cell to the last, without any
check. How to read the figures: results.md.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from classroom import lesson
from classroom.grading import sandbox
from classroom.grading.batch import Wanted, grade_all
from classroom.grading.grading import Limits
from classroom.grading.hand_in import found_in

COUNT, EXECUTED = 300, 10
ANSWERS = (  # what is put into the two blanks
    ("other.data", "self.data"),
    ("self.data", "other.data"),
    ("other.data", "1.0"),
    ("____", "____"),
)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    is_inside = sandbox.trouble() is None
    around = sandbox.around if is_inside else lambda folder: []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_copies(folder / "in", count)
        bare = executed(folder / "in")
        print(f"nbclient: {bare:.2f} s each; {'in' if is_inside else 'without'} bubblewrap")
        print("| hand-ins | at once | s in all | s each | / nbclient |")
        print("| ---: | ---: | ---: | ---: | ---: |")
        for jobs in (2, 1):
            wanted = Wanted("03_mul", "en", Limits(), around, jobs)
            begin = time.perf_counter()
            done = grade_all(found_in(folder / "in"), folder / f"out{jobs}", wanted, lambda done, of: None)
            seconds = time.perf_counter() - begin
            assert all(each.grades[0].outcome in ("right", "wrong", "not attempted") for each in done)
            print(f"| {count} | {jobs} | {seconds:.0f} | {seconds / count:.2f} | {seconds / count / bare:.2f} |")


def write_copies(folder, count):
    folder.mkdir()
    for n in range(count):
        notebook = lesson.notebook("03_mul", lesson.LANGUAGES[n % len(lesson.LANGUAGES)])
        for cell in notebook["cells"]:
            if cell["metadata"].get("micrograd", {}).get("exercise"):
                filled = "".join(cell["source"])
                for blank in ANSWERS[n // 2 % len(ANSWERS)]:
                    filled = filled.replace("____", blank, 1)
                cell["source"] = filled
        nbformat.write(nbformat.from_dict(notebook), folder / f"{n}.ipynb")


def executed(folder):
    """Seconds that one of the notebooks takes, each in a kernel of its own."""
    paths = sorted(folder.iterdir())[:EXECUTED]
    begin = time.perf_counter()
    for path in paths:
        client = NotebookClient(
            nbformat.read(path, 4), allow_errors=True, resources={"metadata": {"path": str(folder)}}
        )
        client.execute(env=os.environ | {"PYTHONPATH": str(lesson.ROOT), "MICROGRAD_PROGRESS": "off"})
    return (time.perf_counter() - begin) / len(paths)


if __name__ == "__main__":
    main()
