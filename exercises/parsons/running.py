"""Runs what somebody has put together, and has the exercise's own check judge it."""

import linecache
from collections.abc import Iterable
from typing import Any

from exercises.checks import examined
from exercises.errors import explain
from exercises.own_engine.assembly import make
from exercises.parsons.puzzle import Puzzle
from exercises.result import Result
from exercises.verdict import Verdict
from exercises.words import Text

_NO_PYTHON = Text("arrange.no python")


def run(puzzle: Puzzle, arranged: Iterable[tuple[int, int]]) -> Result:
    """The Result of the exercise's check for an arrangement; it leaves no mark in the progress."""
    try:
        thing = built(puzzle, arranged)
    except SyntaxError as error:
        return Result(puzzle.name, Verdict("raised", str(_NO_PYTHON)), error=explain(error))
    return examined(puzzle.exercise, thing)


def built(puzzle: Puzzle, arranged: Iterable[tuple[int, int]]) -> Any:
    """The class or function that an arrangement makes; the other methods of a class are the series' own.

    Raises:
        SyntaxError: it is no Python.
    """
    exercise, source = puzzle.exercise, puzzle.source(arranged)
    space: dict[str, Any] = {"__name__": "arranged"}
    if exercise.takes == "class":
        space["Value"] = make(exercise.name, {}, {}).thing
    file = f"<arranged {exercise.name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), space)
    function = space[puzzle.head.removeprefix("def ").partition("(")[0]]
    if exercise.takes == "function":
        return function
    setattr(space["Value"], function.__name__, function)
    return space["Value"]
