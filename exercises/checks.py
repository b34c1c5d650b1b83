"""`check.mul(Value)`: examines what a learner wrote, and says which mistake was made."""

import difflib
from collections.abc import Mapping
from contextlib import suppress
from typing import Generic, TypeGuard, TypeVar

import viz
from exercises import errors, progress_store
from exercises.exercise import Exercise
from exercises.expressions import Expression
from exercises.origin import Learners, LearnersClass
from exercises.result import Result
from exercises.stubs import is_stub
from exercises.supervision import Report, supervise
from exercises.topics import EXERCISES
from exercises.verdict import Verdict, not_attempted
from exercises.words import Text
from viz.values.graph import label
from viz.values.in_words import headline
from viz.words.messages import say
from viz.words.text import short_repr

_SECONDS_FOR_A_PICTURE = 2.0
_TAKES = {
    "class": Text("check.takes class"),
    "function": Text("check.takes function"),
}
_NO_SUCH = Text("check.no such")
_UNTELLABLE = Text("check.untellable")
_PERHAPS, _ALL = Text("check.perhaps"), Text("check.all")


_Thing = TypeVar("_Thing")


class ByName(Generic[_Thing]):
    """Gives each thing of a table as an attribute; an unknown name gets an error that names the near ones."""

    def __init__(self, things: Mapping[str, _Thing]) -> None:
        self._things = things

    def __getattr__(self, name: str) -> _Thing:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._things:
            near = difflib.get_close_matches(name, self._things, n=3, cutoff=0.5)
            hint = _PERHAPS.filled(names=", ".join(near)) if near else _ALL.filled(names=", ".join(self._things))
            raise AttributeError(_NO_SUCH.filled(name=name, near=hint))
        return self._things[name]

    def __dir__(self) -> list[str]:
        return list(self._things)

    def __repr__(self) -> str:
        return _ALL.filled(names=", ".join(self._things))


def run_check(exercise: Exercise, thing: Learners | None = None) -> Result:
    """The Result of one exercise for a learner's class or function; None where it is not there yet.

    Raises:
        TypeError: it is neither a class nor a function, as the exercise needs.
    """
    if thing is not None and not (_is_a_class(thing) if exercise.takes == "class" else callable(thing)):
        given = supervise(lambda: short_repr(thing), [type(thing)]).value or "?"
        raise TypeError(_TAKES[exercise.takes].filled(name=exercise.name, given=given))
    result = _examine_supervised(exercise, thing)
    progress_store.note(exercise.name, result.outcome)
    return result


def _is_a_class(thing: Learners) -> TypeGuard[LearnersClass]:
    return issubclass(type(thing), type)  # asked in this way, as isinstance believes what __class__ says


def _examine_supervised(exercise: Exercise, thing: Learners | None) -> Result:
    # Said before the learner's code runs: the first sentence reads a file, which is not to count as that code's time.
    nothing = not_attempted(exercise.task)
    if thing is None:
        return Result(exercise.name, nothing)
    report = supervise(
        lambda: not_attempted() if exercise.takes == "function" and is_stub(thing) else exercise.examine(thing), [thing]
    )
    if report.error is None:
        verdict = report.value
        assert verdict is not None  # else there were an error
        if verdict.outcome == "not attempted" and not verdict.message:
            verdict = nothing
        return Result(exercise.name, verdict, printed=_printed(report, verdict), picture=_picture(verdict, thing))
    explanation = _explain_supervised(report.error, thing)
    if explanation is None:
        return Result(exercise.name, nothing)
    return Result(
        exercise.name,
        Verdict("raised", explanation.meaning, explanation.mistake),
        error=explanation,
        printed=report.printed,
    )


def _explain_supervised(error: BaseException, thing: Learners) -> errors.Explanation | None:
    """The Explanation of an exception, or None for a blank that was left as it was.

    To tell of it may run the learner's code once more.
    """
    report = supervise(lambda: None if errors.is_a_blank(error) else errors.explain(error), [thing])
    return report.value if report.error is None else errors.Explanation("", "", str(_UNTELLABLE))


def _printed(report: Report[Verdict], verdict: Verdict) -> str:
    return "" if verdict.outcome == "not attempted" else report.printed


def _picture(verdict: Verdict, thing: Learners) -> tuple[str, str] | None:
    """(SVG, description) of the expression that shows the mistake, by the learner's code; None where there is none."""
    evaluation = verdict.evaluation
    if verdict.outcome != "wrong" or evaluation is None or not evaluation.gradients or not _is_a_class(thing):
        return None
    if evaluation.seed != 1:  # a recording begins with 1
        return None
    return supervise(lambda: _recorded(evaluation.expression, thing), [thing], _SECONDS_FOR_A_PICTURE).value


def _recorded(expression: Expression, make: LearnersClass) -> tuple[str, str]:
    leaves = {name: make(x) for name, x in expression.numbers.items()}
    root, names = expression.run(leaves)
    with suppress(TypeError):  # no room for a label: then without names
        label(names)
    animation = viz.record(root)
    return animation.marked(), say("marked", graph=headline(animation.graph))


check = ByName(
    {exercise.name: lambda thing=None, exercise=exercise: run_check(exercise, thing) for exercise in EXERCISES.values()}
)
