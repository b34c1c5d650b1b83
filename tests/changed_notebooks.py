"""Changes of a lesson's notebook, as learners and programs make them. Each takes a notebook as JSON has it and gives one.

with_answer("mul", code)(notebook)
"""

import ast
import copy
import json
from collections.abc import Callable
from functools import partial
from typing import Any

Notebook = dict[str, Any]
Change = Callable[[Notebook], Notebook | bytes]  # the last one may give the bytes of a file that is no notebook


def source_of_cell(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def place_of(exercise: str, notebook: Notebook) -> int:
    """Which of the cells is that of an exercise.

    Raises:
        ValueError: none is, or several are.
    """
    cells = notebook["cells"]
    places = [n for n, cell in enumerate(cells) if cell["metadata"].get("micrograd", {}).get("exercise") == exercise]
    if len(places) != 1:
        raise ValueError(f"{len(places)} cells for {exercise}")
    return places[0]


def _rewritten(exercise: str, rewrite: Callable[[str], str]) -> Change:
    def change(notebook: Notebook) -> Notebook:
        cell = notebook["cells"][place_of(exercise, notebook)]
        cell["source"] = rewrite(source_of_cell(cell))
        return notebook

    return change


def with_answer(exercise: str, code: str) -> Change:
    """That code in the place of the functions, or the class, that are to be written."""
    return _rewritten(exercise, lambda source: _replaced(source, code))


def _replaced(source: str, code: str) -> str:
    written = [node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    if not written:
        raise ValueError(source)
    lines = source.splitlines()
    return "\n".join([*lines[: written[0].lineno - 1], code.strip("\n"), *lines[written[-1].end_lineno :]])


def with_blanks(exercise: str, *texts: str) -> Change:
    """The blanks filled in, from the first one on."""

    def fill(source: str) -> str:
        for text in texts:
            if "____" not in source:
                raise ValueError(source)
            source = source.replace("____", text, 1)
        return source

    return _rewritten(exercise, fill)


def with_text(exercise: str, text: str, other: str) -> Change:
    """Another text in the place of one that stands there once."""

    def replace(source: str) -> str:
        if source.count(text) != 1:
            raise ValueError(source)
        return source.replace(text, other)

    return _rewritten(exercise, replace)


def with_source(exercise: str, source: str) -> Change:
    return _rewritten(exercise, lambda _: source.strip("\n"))


def without_stub(exercise: str) -> Change:
    return _rewritten(exercise, lambda source: _replaced(source, "").lstrip("\n"))


def begun_with(exercise: str, code: str) -> Change:
    return _rewritten(exercise, lambda source: f"{code}\n{source}")


def ended_with(exercise: str, code: str) -> Change:
    """That code as its last lines, behind the check."""
    return _rewritten(exercise, lambda source: f"{source}\n{code}")


def with_cell_before(exercise: str, code: str) -> Change:
    return partial(_with_cell, exercise, code, 0)


def with_cell_after(exercise: str, code: str) -> Change:
    return partial(_with_cell, exercise, code, 1)


def _with_cell(exercise: str, code: str, further: int, notebook: Notebook) -> Notebook:
    notebook["cells"].insert(place_of(exercise, notebook) + further, _new_cell(code, notebook))
    return notebook


def with_many_cells(exercise: str, number: int) -> Change:
    """So many cells above it that do nothing."""

    def change(notebook: Notebook) -> Notebook:
        place = place_of(exercise, notebook)
        notebook["cells"][place:place] = [_new_cell("None", notebook) | {"id": f"none-{n}"} for n in range(number)]
        return notebook

    return change


def with_cell_at_the_end(code: str) -> Change:
    return lambda notebook: {**notebook, "cells": [*notebook["cells"], _new_cell(code, notebook)]}


def _new_cell(code: str, notebook: Notebook) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"own-{len(notebook['cells'])}",
        "metadata": {},
        "outputs": [],
        "source": code.strip("\n"),
    }


def without_cell(exercise: str) -> Change:
    def change(notebook: Notebook) -> Notebook:
        del notebook["cells"][place_of(exercise, notebook)]
        return notebook

    return change


def with_copy_of_the_cell(exercise: str, code: str) -> Change:
    """The cell copied below itself, as Jupyter does it, and answered there."""

    def change(notebook: Notebook) -> Notebook:
        place = place_of(exercise, notebook)
        copied = copy.deepcopy(notebook["cells"][place])
        copied |= {"id": "copied", "source": _replaced(source_of_cell(copied), code)}
        notebook["cells"].insert(place + 1, copied)
        return notebook

    return change


def with_cell_of_type(exercise: str, kind: str) -> Change:
    def change(notebook: Notebook) -> Notebook:
        cell = notebook["cells"][place_of(exercise, notebook)]
        notebook["cells"][place_of(exercise, notebook)] = {
            key: kind if key == "cell_type" else cell[key] for key in ("cell_type", "id", "metadata", "source")
        }
        return notebook

    return change


def with_output(exercise: str, html: str) -> Change:
    """An output saved below the cell, as if it had been run."""

    def change(notebook: Notebook) -> Notebook:
        cell = notebook["cells"][place_of(exercise, notebook)]
        shown = {"text/html": html, "text/plain": "[✓]"}
        output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": shown}
        cell |= {"execution_count": 1, "outputs": [output]}
        return notebook

    return change


def without_metadata(notebook: Notebook) -> Notebook:
    """What a conversion leaves: sources, and neither metadata nor ids."""
    cells = [{key: cell[key] for key in cell if key != "id"} | {"metadata": {}} for cell in notebook["cells"]]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def with_code_cells_merged(exercise: str, notebook: Notebook) -> Notebook:
    """The cell as one with the cells of code above and below it, as far as no magic stands in the way."""
    cells, place = notebook["cells"], place_of(exercise, notebook)
    joins = [cell["cell_type"] == "code" and not source_of_cell(cell).startswith("%%") for cell in cells]
    code = [n for n, cell in enumerate(cells) if cell["cell_type"] == "code"]
    near = code[max(code.index(place) - 1, 0) : code.index(place) + 2]
    near = [n for n in near if joins[n]]
    cells[place]["source"] = "\n\n".join(source_of_cell(cells[n]) for n in near)
    return {**notebook, "cells": [cell for n, cell in enumerate(cells) if n == place or n not in near]}


def in_format_3(notebook: Notebook) -> Notebook:
    """The notebook as it was written until 2015: worksheets, and `input` in the place of `source`."""
    return {"metadata": notebook["metadata"] | {"name": ""}, "nbformat": 3, "nbformat_minor": 0,
            "worksheets": [{"cells": [_cell_in_format_3(cell) for cell in notebook["cells"]], "metadata": {}}]}  # fmt: skip


def _cell_in_format_3(cell: dict[str, Any]) -> dict[str, Any]:
    if cell["cell_type"] != "code":
        return {key: cell[key] for key in ("cell_type", "metadata", "source")}
    return {"cell_type": "code", "collapsed": False, "input": cell["source"], "language": "python",
            "metadata": cell["metadata"], "outputs": []}  # fmt: skip


def as_program(notebook: Notebook) -> bytes:
    """The code alone."""
    code = [source_of_cell(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return "\n\n".join(code).encode()


def as_json(notebook: Any) -> bytes:
    return json.dumps(notebook, indent=1).encode()
