"""What a lesson asks for: its exercises."""

import ast
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from classroom import lesson
from exercises.blank_page.parts import GROUPS

_CALL = re.compile(r"^[^#\n]*?\bcheck\.(\w+)\(([\w\s,]*)", re.MULTILINE)


@dataclass(frozen=True)
class Task:
    """An exercise of a lesson.

    Attributes:
        exercise: its name.
        thing: what the lesson's own check is given: the name of a class or a function.
        operation: for a check of any operation [the name of the method, the truth as "module.function" or None].
        cell: the id of the cell that asks for it.
        source: of that cell, with nothing written into it.
        stands_on: the exercises that have to be right before anything can be said of what goes wrong in this one.
    """

    exercise: str
    thing: str
    operation: tuple[str, str | None] | None
    cell: str
    source: str
    stands_on: tuple[str, ...] = ()


@lru_cache
def tasks_of(name: str) -> dict[str, Task]:
    """{exercise: Task} of the lesson of that name, in order."""
    cells = lesson.notebook(name, lesson.LANGUAGES[0])["cells"]  # the code is the same in all languages
    asking = [(cell["metadata"].get("micrograd", {}).get("exercise"), cell) for cell in cells]
    found = [task for name, cell in asking if name for task in _tasks(name, cell["id"], "".join(cell["source"]))]
    return {task.exercise: task for task in found}


def calls(source: str) -> list[tuple[str, str]]:
    """(exercise, the name that is given) for each check that a cell calls; one that calls several is all of them."""
    found = [(call[1], [name.strip() for name in call[2].split(",")]) for call in _CALL.finditer(source)]
    return [each for name, given in found for each in _given(name, given)]


def _given(name: str, things: Sequence[str]) -> list[tuple[str, str]]:
    """(exercise, what it is given) for the checks that one of that name calls."""
    group = GROUPS.get(name)
    if group is None:
        return [(name, things[0])]
    return [(exercise, things[k] if k < len(things) else "") for exercise, k in group.parts.items()]


def cut_after_checks(source: str) -> list[str]:
    """The parts of a cell, each up to a statement that calls a check; lines keep their numbers. What Python alone does
    not read, as a cell with a magic line, stays in one.
    """
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):
        return [source]
    lines = source.split("\n")
    ends = [each.end_lineno or 0 for each in statements if calls(ast.unparse(each))]
    cuts = [0, *(end for end in ends if any(each.lineno > end for each in statements)), len(lines)]
    return ["\n" * begin + "\n".join(lines[begin:end]) for begin, end in itertools.pairwise(cuts)]


def is_untouched(source: str, task: Task) -> bool:
    """Whether nothing was written into the cell of a task; comments and empty lines do not count."""
    return _bare(source) == _bare(task.source)


def _bare(source: str) -> list[str]:
    lines = [line.split("#")[0].rstrip() for line in source.splitlines()]
    return [line for line in lines if line and not line.startswith(("display(hint.", "display(solution."))]


def _tasks(name: str, cell: str, source: str) -> list[Task]:
    """Those of a cell that asks for the exercise of that name, or calls the check of a group."""
    call = next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"check.{name}"
    )
    given = _given(name, [ast.unparse(arg) for arg in call.args])
    stands_on = GROUPS[name].stands_on if name in GROUPS else ()
    return [Task(exercise, thing, _operation(call), cell, source, stands_on) for exercise, thing in given]


def _operation(call: ast.Call) -> tuple[str, str | None] | None:
    texts = [str(arg.value) for arg in call.args[1:] if isinstance(arg, ast.Constant)]
    truth: Any = next((keyword.value for keyword in call.keywords if keyword.arg == "truth"), None)
    return (texts[0], ast.unparse(truth) if truth else None) if texts else None
