"""`check.mul(Value)`: examines what a learner wrote, and says which mistake was made. CHECKS has them by name."""

import difflib
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Generic, TypeVar

import viz
from exercises import errors, progress_store, time_limit
from exercises.authorship import asked_of, is_ones_own, written
from exercises.bytecode import lines_with_blanks
from exercises.exercise import Exercise
from exercises.expressions import Expression
from exercises.origin import Learners, LearnersClass, LearnersFunction, is_a_class, is_learners, is_lent
from exercises.originals import in_force, is_the_engine
from exercises.own_engine.keeping import keep
from exercises.own_operation import Unfit, examine_operation
from exercises.result import Result
from exercises.stubs import is_stub
from exercises.supervision import Report, supervise
from exercises.topics import EXERCISES
from exercises.verdict import Verdict, not_attempted, wrong
from exercises.words import Text, joined
from viz.values.graph import label
from viz.values.in_words import headline
from viz.values.insides import methods_of
from viz.values.operations import OPERATIONS
from viz.words.console import printable
from viz.words.messages import say, together
from viz.words.text import short_repr

_SECONDS_FOR_A_PICTURE = 2.0
_TAKES = {
    "class": Text("check.takes class"),
    "function": Text("check.takes function"),
}
_NO_SUCH = Text("check.no such")
_UNTELLABLE = Text("check.untellable")
_OPERATION_TAKES = Text("operation.takes")
_TRUTH_IS_NO_FUNCTION = Text("operation.truth is no function")
_NO_METHOD = Text("operation.no method")
_A_BLANK_LEFT = Text("check.a blank left")
_OF_NO_VALUE = Text("operation.of no value")
_TOOL_CHANGED = Text("check.tool changed")
_OWN_ENGINE = Text("check.own engine")
_MOST_NAMED = 3  # of what was changed
_LENT, _KEPT = Text("check.lent"), Text("check.kept")
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
            hint = _PERHAPS.filled(names=joined(near)) if near else _ALL.filled(names=joined(self._things))
            raise AttributeError(_NO_SUCH.filled(name=name, near=hint))
        return self._things[name]

    def __dir__(self) -> list[str]:
        return list(self._things)

    def __repr__(self) -> str:
        return printable(_ALL.filled(names=joined(self._things)))


def run_check(exercise: Exercise, thing: Learners | None = None) -> Result:
    """The Result of one exercise for a learner's class or function; None where it is not there yet.

    Raises:
        TypeError: it is neither a class nor a function, as the exercise needs.
    """
    if thing is not None and not (callable(thing) and is_a_class(thing) == (exercise.takes == "class")):
        raise TypeError(_TAKES[exercise.takes].filled(name=exercise.name, given=_told(thing)))
    result = examined(exercise, thing)
    if not is_the_engine(thing):
        progress_store.note(exercise.name, result.outcome)
        if thing is not None and result.outcome == "right" and keep(exercise, thing):
            result.told_besides(_KEPT.filled(call=f"mine.{exercise.name}()"))
    return result


def examined(exercise: Exercise, thing: Learners | None) -> Result:
    """The same, and it leaves no mark in the progress; thing is what the exercise needs, or None."""
    with in_force(thing):
        result = _examine_supervised(exercise, thing)
        result.is_own = result.outcome == "right" and _is_own(thing, asked_of(exercise), exercise)
    return result


def check_operation(
    make: LearnersClass | None = None, name: str | None = None, truth: LearnersFunction | None = None
) -> Result:
    """The Result for one operation of a class, whichever it is: `check.operation(Value, "sin", truth=math.sin)`.

    Args:
        make: the class.
        name: the name of a method of it, as "sigmoid" or "__truediv__".
        truth: a plain function, as many numbers as the method has operands -> a number, which says what is true. None
            to leave the number unjudged, and to hold the slopes against the class's own forward pass.

    Raises:
        TypeError: make is no class, name no text, truth nothing that can be called, or it does not fit the operation;
            the method is a static one or one of the class.
        AttributeError: the class has no method of that name.
    """
    if not is_a_class(make) or not isinstance(name, str):
        raise TypeError(_OPERATION_TAKES.filled(given=_told((make, name))))
    if truth is not None and not callable(truth):
        raise TypeError(_TRUTH_IS_NO_FUNCTION.filled(given=_told(truth)))
    _refuse_unless_method(make, name)
    refused: list[TypeError] = []

    def examine(_: LearnersClass) -> Verdict:
        try:
            return examine_operation(make, name, truth)
        except Unfit as error:
            refused.append(TypeError(str(error)))
            return not_attempted()

    with in_force(make):
        result = _supervised(f"operation {name}", examine, make, not_attempted(), [truth] if truth is not None else [])
        result.is_own = result.outcome == "right" and _is_own(make, [name])
    if refused:
        raise refused[0]
    return result


def _refuse_unless_method(make: LearnersClass, name: str) -> None:
    """Raises an AttributeError that names the near ones."""
    members = {key: member for base in make.__mro__[:-1][::-1] for key, member in vars(base).items()}
    operators = {operation.method for operation in OPERATIONS.values()}
    operators |= {method.replace("__", "__r", 1) for method in operators}
    methods = [key for key, member in members.items() if callable(member) or hasattr(member, "__func__")]
    methods = [key for key in methods if not key.startswith("__") or key in operators]
    if name not in methods:
        near = difflib.get_close_matches(name, methods, n=3, cutoff=0.5)
        hint = _PERHAPS.filled(names=joined(near)) if near else ""
        raise AttributeError(_NO_METHOD.filled(kind=make.__name__, name=name, near=hint).strip())
    if isinstance(members[name], (staticmethod, classmethod)):
        raise TypeError(_OF_NO_VALUE.filled(kind=make.__name__, name=name))


def _told(thing: object) -> str:
    """A thing in few words, even if its own repr fails."""
    return supervise(lambda: short_repr(thing), [type(thing)]).value or "?"


def _examine_supervised(exercise: Exercise, thing: Learners | None) -> Result:
    # Said before the learner's code runs: the first sentence reads a file, which is not to count as that code's time.
    nothing = not_attempted(exercise.task)
    if thing is None:
        return Result(exercise.name, nothing, hint=f"hint.{exercise.name}()")

    def examine(thing: Learners) -> Verdict:
        if exercise.takes == "function" and is_stub(thing):
            return not_attempted()
        if _is_lent(exercise, thing):
            return not_attempted(_LENT)
        try:
            return exercise.examine(thing)
        except NameError as error:
            left = lines_with_blanks(_written(thing)) if errors.is_a_blank(error) else []
            if not 0 < len(left) < exercise.blanks:
                raise
            return wrong(_A_BLANK_LEFT.filled(line=left[0]))

    return _supervised(exercise.name, examine, thing, nothing, hint=f"hint.{exercise.name}()")


def _is_lent(exercise: Exercise, thing: Learners) -> bool:
    """Whether all that an exercise asks for is the series' own, standing in (see exercises.mine)."""
    codes = written(thing, exercise.methods)
    return bool(codes) and all(is_lent(code.co_filename) for code in codes.values())


def _is_own(thing: Learners | None, asked: Sequence[str], exercise: Exercise | None = None) -> bool:
    """Whether what was asked for is the learner's own; False where their class does not let itself be looked at."""
    if thing is None:
        return False
    return bool(supervise(lambda: is_ones_own(written(thing, asked), exercise), [thing]).value)


def _written(thing: Learners) -> list[LearnersFunction]:
    """A function, or a class's methods."""
    return list(methods_of(thing).values()) if is_a_class(thing) else [thing]


def _supervised(
    title: str,
    examine: Callable[[Any], Verdict],
    thing: Learners,
    nothing: Verdict,
    others: Sequence[Learners] = (),
    hint: str = "",
) -> Result:
    """The Result of an examination that runs a learner's code.

    Args:
        title: what the result is of.
        examine: the class or function -> a Verdict. May raise whatever the learner's code raises.
        thing: that class or function.
        nothing: the Verdict where nothing was written yet.
        others: what else of the learner's code it will call.
        hint: the call that gives a hint, "" where there is none.
    """
    report = supervise(lambda: examine(thing), [thing, *others])
    if report.tool_changed and not _is_learners(report.error):
        names = joined(report.tool_changed[:_MOST_NAMED])
        return Result(title, wrong(_TOOL_CHANGED.filled(names=names)), printed=report.printed, hint=hint)
    if report.error is None:
        verdict = report.value
        assert verdict is not None  # else there were an error
        if verdict.outcome == "not attempted" and not verdict.message:
            verdict = nothing
        if verdict.outcome == "right" and is_the_engine(thing):
            verdict = replace(verdict, message=together([verdict.message, _OWN_ENGINE]))
        printed, picture = _printed(report, verdict), _picture(verdict, thing)
        return Result(title, verdict, printed=printed, picture=picture, hint=hint)
    explanation = _explain_supervised(report.error, thing)
    if explanation is None:
        return Result(title, nothing, hint=hint)
    verdict = Verdict("raised", explanation.meaning, explanation.mistake)
    return Result(title, verdict, error=explanation, printed=report.printed, hint=hint)


def _is_learners(error: BaseException | None) -> bool:
    """Whether an exception comes from a line of the learner's; one that time is up is raised there from outside."""
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)] if error else []
    files = [file for file in files if file != time_limit.__file__]
    return bool(files) and is_learners(files[-1])


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
    if verdict.outcome != "wrong" or evaluation is None or not evaluation.gradients or not is_a_class(thing):
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


_OF_EXERCISES: dict[str, Callable[..., Result]] = {
    exercise.name: lambda thing=None, exercise=exercise: run_check(exercise, thing) for exercise in EXERCISES.values()
}
CHECKS: dict[str, Callable[..., Any]] = {**_OF_EXERCISES, "operation": check_operation}
