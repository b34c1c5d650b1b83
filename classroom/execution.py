"""Runs the code of a notebook, so that what is made of it shows what it displays: in a kernel of its own, with the
series' engine and without anybody's progress.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from classroom.lesson import ROOT, Lesson

_SECONDS = 300  # for one cell, on a slow and busy machine


Output = dict[str, Any]  # as Jupyter keeps it


def executed(lesson: Lesson, tell: Callable[[int, int], None] = lambda done, of: None) -> Lesson:
    """The same Lesson with the outputs of its code, for slides and handouts.

    Questions do not wait: what a cell displays stands for itself, and who asks the class decides when it is seen. No
    exercise is checked.

    Args:
        lesson: that is run.
        tell: is told how many cells of how many are done.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised an error.
    """
    sources = [part.source for part in lesson.parts if part.is_code]
    outputs = iter(outputs_of(sources, lesson.language, tell))
    return replace(
        lesson,
        parts=tuple(replace(part, outputs=next(outputs)) if part.is_code else part for part in lesson.parts),
    )


def outputs_of(
    sources: Sequence[str], language: str, tell: Callable[[int, int], None] = lambda done, of: None
) -> list[tuple[Output, ...]]:
    """What each of some cells displays when they are run one after the other, where the notebooks of a language lie.

    Args:
        sources: the code of the cells.
        language: that of the notebooks.
        tell: is told how many cells of how many are done.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised an error.
    """
    from nbclient import NotebookClient
    from nbformat import v4

    cells = [v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    client = NotebookClient(
        v4.new_notebook(cells=cells, metadata=kernel),
        timeout=_SECONDS,
        coalesce_streams=True,  # what is printed in one go comes in pieces, as time would have it
        resources={"metadata": {"path": str(ROOT / "notebooks" / language)}},
        on_cell_executed=lambda cell, cell_index, execute_reply: tell(cell_index + 1, len(cells)),
    )
    client.execute(env=os.environ | {"MICROGRAD_PROGRESS": "off"})
    return [tuple(cell.outputs) for cell in cells]
