"""What the project says of a hand-in, from inside its kernel."""

import importlib
import sys
from typing import Any

from exercises.authorship import asked_of, is_someone_elses, written
from exercises.checks import check_operation, run_check
from exercises.errors import explain
from exercises.given import is_given
from exercises.originals import in_force
from exercises.result import Result
from exercises.supervision import supervise
from exercises.topics import EXERCISES
from exercises.verdict import Verdict
from exercises.words import Text
from viz.words.messages import encodable, language

_NOT_YOURS, _NOT_ATTEMPTED = Text("grade.not yours"), Text("grade.not attempted")


def judged(names: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """What a check says of what stands in a notebook.

    Args:
        names: the notebook's.
        asked: "exercise": its name; "thing": the name of the class or function; "operation": None, or for an operation
            of any kind [the name of the method, the truth as "module.function" or None]; "language": of the answer;
            "has_raised": whether the cell itself has ended with an exception.

    Returns:
        "outcome": one of a check's, or "stopped" or "not yours"; "mistake": its name or None; "message" and "html": the
        answer in words and as a page shows it.
    """
    thing: Any = names.get(asked["thing"])
    with in_force(thing, strictly=True):
        language(asked["language"])
        if asked["has_raised"]:
            return _explained(asked["exercise"], getattr(sys, "last_value", None))
        told = supervise(lambda: _without_a_check(thing, asked), [thing]).value  # a class may refuse to be looked at
        if told:
            return told
        try:
            result = _result(asked, thing)
        except (TypeError, AttributeError) as refused:  # it is no class, or it has no such method
            return _answer("raised", str(refused))
        held = vars(result)  # whatever stands in the way of its attributes
        outcome = "stopped" if held["is_out_of_time"] else held.get("outcome", "wrong")
        held["_besides"] = []  # that it is kept is true of this kernel only
        return _answer(outcome, held["message"], held.get("mistake"), result.to_html())


def _without_a_check(thing: Any, asked: dict[str, Any]) -> dict[str, Any] | None:
    """What can be said without running it: nothing is there, it is the lesson's own, or somebody else's."""
    exercise, operation = EXERCISES.get(asked["exercise"]), asked["operation"]
    methods = asked_of(exercise) if exercise else tuple(operation[:1])
    codes = {} if thing is None else written(thing, methods)
    if thing is None or (codes and all(is_given(code.co_filename) for code in codes.values())):
        return _answer("not attempted", str(_NOT_ATTEMPTED))
    return _answer("not yours", str(_NOT_YOURS)) if is_someone_elses(codes, exercise) else None


def _explained(exercise: str, error: BaseException | None) -> dict[str, Any]:
    """What is said of the exception that has ended a cell, before anything was checked."""
    told = explain(error or RuntimeError())
    result = Result(exercise, Verdict("raised", told.meaning, told.mistake), error=told)
    return _answer("raised", f"{told.what}. {told.meaning}", told.mistake, result.to_html())


def _result(asked: dict[str, Any], thing: Any) -> Result:
    if asked["operation"] is None:
        return run_check(EXERCISES[asked["exercise"]], thing)
    method, truth = asked["operation"]
    return check_operation(thing, method, _function(truth) if truth else None)


def _function(path: str) -> Any:
    """The function that "math.log" names, whatever the notebook calls so."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _answer(outcome: str, message: str, mistake: str | None = None, html: str = "") -> dict[str, Any]:
    return {"outcome": outcome, "mistake": mistake, "message": encodable(message), "html": encodable(html)}
