"""Runs a lesson, so that its slides and its handout show what its code displays.

It runs in a kernel of its own, with the series' engine and without anybody's progress. Questions do not wait: what a
cell displays stands for itself, and who asks the class decides when it is seen. No exercise is checked.
"""

import os
from collections.abc import Callable
from dataclasses import replace

from classroom.lesson import ROOT, Lesson

_SECONDS = 300  # for one cell, on a slow and busy machine


def executed(lesson: Lesson, tell: Callable[[int, int], None] = lambda done, of: None) -> Lesson:
    """The same Lesson with the outputs of its code.

    Args:
        lesson: that is run.
        tell: is told how many cells of how many are done.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised an error.
    """
    from nbclient import NotebookClient
    from nbformat import v4

    cells = [v4.new_code_cell(part.source) for part in lesson.parts if part.is_code]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    client = NotebookClient(
        v4.new_notebook(cells=cells, metadata=kernel),
        timeout=_SECONDS,
        coalesce_streams=True,  # what is printed in one go comes in pieces, as time would have it
        resources={"metadata": {"path": str(ROOT / "notebooks" / lesson.language)}},
        on_cell_executed=lambda cell, cell_index, execute_reply: tell(cell_index + 1, len(cells)),
    )
    client.execute(env=os.environ | {"MICROGRAD_PROGRESS": "off"})
    outputs = iter(tuple(cell.outputs) for cell in cells)
    return replace(
        lesson,
        parts=tuple(replace(part, outputs=next(outputs)) if part.is_code else part for part in lesson.parts),
    )
