"""Examines operations of a learner's class: what they return, what they remember, what flows back through them."""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from exercises import expressions
from exercises.bytecode import codes_of
from exercises.equality import by_identity, compares_by_content
from exercises.evaluation import Evaluation, evaluate, has_truth, is_untouched, truth_of
from exercises.expressions import Expression
from exercises.flaws import NamedFlaw, flaws_of_an_operation
from exercises.forward_pass import operand_changed, wrong_forwards, wrong_operands, wrong_receipt
from exercises.inquiry import Examination, WayBack, further
from exercises.mistakes import explanation, hands_on_what_it_recorded
from exercises.naming import explained
from exercises.origin import LearnersClass, LearnersFunction, is_learners
from exercises.reference_engine import Reference
from exercises.reliance import HELD, UPSTREAM, helpers_of, relied_on, runs_any, wrong_helpers
from exercises.verdict import Verdict, mistaken, right, wrong
from exercises.words import Text
from viz.values.conventions import get, gradient_held, rule_of, way_back_of
from viz.values.insides import methods_of
from viz.values.numbers import as_float
from viz.values.operands import is_value_like
from viz.values.operations import OPERATIONS, operation_of
from viz.words.text import short_repr

_NO_WAY_BACK = Text("examine.no way back")
_NO_RECIPE = Text("examine.no recipe")
_RIGHT = Text("examine.right")
_ODD_GRADIENT = Text("examine.odd gradient")

# The gradient of the result, and what its leaves hold before: whole, a fraction, none; above 0, below.
_HANDED = ((UPSTREAM, 0.0), (UPSTREAM, HELD), (0.375, -2.5), (0.0, 0.0))

_ALONE_RIGHT = Text("examine.alone right")
_NEEDS_ANOTHER = Text("examine.needs another")


@dataclass(frozen=True)
class OwnOperation:
    """What is true of an operation of a learner's own.

    Attributes:
        engine: a reference engine that has it.
        flaws: how it may be wrong.
        said: of a right answer, with the count of expressions.
    """

    engine: type[Reference]
    flaws: Sequence[NamedFlaw]
    said: Text


def examine_class(
    make: LearnersClass,
    probes: Sequence[Expression],
    forms: Sequence[str],
    own: bool = False,
    functions: Mapping[str, LearnersFunction] | None = None,
    subject: Sequence[str] = (),
    name: str = "",
    own_operation: OwnOperation | None = None,
) -> Verdict:
    """The Verdict on a class, as far as it is used by the probes.

    Args:
        make: the learner's class.
        probes: Expressions, the simplest first: those that expose the known mistakes.
        forms: the operations from which further expressions are made up (see exercises.expressions.at_random).
        own: whether the class's own `backward()` is examined, and not only its operations.
        functions: {name: a learner's function} that the expressions use.
        subject: the methods that the check is about. Whatever else its expressions rely on is looked at by itself, so
            that no method gets the blame for another. () where the check is about all that it uses.
        name: how the subject is called in a sentence.
        own_operation: what is true of the subject, where it is an operation that the reference engine has not.
    """
    run = partial(evaluate, make=make, back="own" if own else True, functions=functions)
    written: list[LearnersFunction] = [*methods_of(make).values(), *(functions or {}).values()]
    if own_operation:
        engine = own_operation.engine
        examination = Examination(
            make,
            written,
            partial(run, engine=engine),
            forms,
            False,  # an operation of one's own may not be defined at zeros or at negative numbers
            own_operation.flaws,
            True,
            own_operation.said,
            engine,
            partial(has_truth, engine=engine),
        )
    else:
        kinds = _kinds(subject) if subject else list(dict.fromkeys(map(_kind, forms)))
        flaws = [flaw for kind in kinds for flaw in flaws_of_an_operation(kind)]
        examination = Examination(
            make,
            written,
            run,
            forms,
            True,
            flaws,
            not own,
            _RIGHT,
            Reference,
            lambda asked: True,
        )
    if not subject:
        return _told_apart(make, partial(_examine, probes, examination))
    return _told_apart(make, partial(_of_the_subject, make, subject, probes, examination, name))


def _told_apart(make: LearnersClass, examine: Callable[[], Verdict]) -> Verdict:
    """The Verdict of an examination; where values with one number count as one, and without that it were another,
    that this is what is wrong, or what is wrong apart from it.
    """
    verdict = examine()
    if verdict.outcome != "wrong" or not compares_by_content(make):
        return verdict
    try:
        with by_identity(make):
            otherwise = examine()
    except Exception:  # it cannot be told
        return verdict
    return mistaken("taken for one", verdict.evaluation) if otherwise.outcome == "right" else otherwise


def _of_the_subject(
    make: LearnersClass, subject: Sequence[str], probes: Sequence[Expression], examination: Examination, name: str
) -> Verdict:
    """The Verdict on the methods that a check is about, which are not blamed for others."""
    apart_from_others = partial(_without_wrong_helpers, make, subject, probes, examination, name)
    # Cheaper first: whether something is wrong at all, and whether another operation is to blame.
    suspect = not _all_right(probes, examination)
    found = apart_from_others() if suspect else None
    if found:
        return found
    try:
        verdict = _examine(probes, examination)
    except Exception as error:
        found = None if _comes_from(error, make, subject) else apart_from_others()
        if found is None:
            raise
        return found
    if verdict.outcome != "wrong":
        return verdict
    found = None if suspect else apart_from_others()
    return found or (verdict if "backward" in subject else _blamed_on_another(verdict, make, subject))


def _all_right(probes: Iterable[Expression], examination: Examination) -> bool:
    """Whether the probes run, and come out right; one that raises is left to the examination."""
    try:
        return all(examination.run(probe).right for probe in probes)
    except Exception:
        return True


def _comes_from(error: Exception, make: LearnersClass, subject: Iterable[str]) -> bool:
    """Whether an exception was raised by one of those methods itself, and by nothing that it calls."""
    learners = [
        frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__) if is_learners(frame.f_code.co_filename)
    ]
    return bool(learners) and any(
        learners[-1] in codes_of(written) for name, written in methods_of(make).items() if name in subject
    )


def _without_wrong_helpers(
    make: LearnersClass, subject: Sequence[str], probes: Sequence[Expression], examination: Examination, name: str
) -> Verdict | None:
    """Where something is wrong, the Verdict from those expressions that do not rely on other operations that are wrong
    by themselves; where these tell of no mistake, that the others are to be mended first. None where none is wrong.
    """
    unsound = wrong_helpers(make, subject)
    relied = {probe: relied_on(make, probe, unsound) for probe in probes}
    culprits = [helper for helper in unsound if any(helper in relied[probe] for probe in probes)]
    if not culprits:
        return None
    alone = [probe for probe in probes if not relied[probe]]
    forms = [form for form in examination.forms if not relied_on(make, _sample(form), unsound)]
    verdict = _of_all_together(probes, examination)
    if verdict is None and alone:
        by_themselves = replace(examination, forms=forms, by_hand=True)
        verdict = _examine(alone, by_themselves)
    if verdict is not None and verdict.outcome != "right":
        return verdict
    said = _ALONE_RIGHT if alone and name else _NEEDS_ANOTHER
    return wrong(said.filled(name=name, symbol=culprits[0].sign, call=f"check.{culprits[0].exercise}"))


def _of_all_together(probes: Iterable[Expression], examination: Examination) -> Verdict | None:
    """The Verdict where a class goes back in its own way only, and a mistake in that way explains everything."""
    evaluations: list[Evaluation] = []
    for probe in probes:
        with suppress(Exception):  # what does not run has nothing to tell
            evaluations.append(examination.run(probe, back=True))
    told = [each for each in evaluations if each.own and each.right_forwards and each.gradients]
    evaluations = [each for each in told if each.reaches_its_leaves]  # of what nothing leads to, nothing is explained
    wrong_ones = [each for each in evaluations if not each.right]
    names = explanation([*evaluations, *further(examination)], ()) if wrong_ones else ()
    return mistaken(names[0], wrong_ones[0]) if names else None


def _blamed_on_another(verdict: Verdict, make: LearnersClass, subject: Sequence[str]) -> Verdict:
    """The same Verdict, or, where the smallest expression that shows what is wrong uses one other operation only, that
    this one is to be mended first.
    """
    shown = verdict.evaluation
    if verdict.outcome != "wrong" or verdict.mistake is not None or shown is None:
        return verdict
    if hands_on_what_it_recorded(shown):  # no operation is at fault
        return verdict
    helpers = relied_on(make, shown.expression, helpers_of(make, subject))
    if len(helpers) != 1 or runs_any(make, shown.expression, subject):
        return verdict
    return wrong(_NEEDS_ANOTHER.filled(symbol=helpers[0].sign, call=f"check.{helpers[0].exercise}"), shown)


def _examine(probes: Sequence[Expression], examination: Examination) -> Verdict:
    working: list[Expression] = []
    for probe in probes:
        try:
            evaluation = examination.run(probe, back=False)
            verdict = wrong_forwards(evaluation) or wrong_operands(evaluation, examination.run(probe, back=False))
        except Exception:  # before what does not run at all, what runs may have something to tell
            verdict = _backwards(working, examination) if working else None
            if verdict is None or verdict.outcome == "right":
                raise
        if verdict:
            return verdict
        working.append(probe)
    return _backwards(working, examination)


def _backwards(probes: Sequence[Expression], examination: Examination) -> Verdict:
    """The Verdict on the gradients of probes that are right forwards."""
    back = WayBack(examination)
    evaluations = back.of(probes)
    verdict = next((v for v in map(_wrong_way_back, evaluations) if v), None)
    if verdict:
        return verdict
    for seed, held in _HANDED if examination.by_hand else ():
        evaluations += [evaluation for evaluation in back.of(probes, seed=seed, held=held) if evaluation.seed == seed]
    if not all(evaluation.right for evaluation in evaluations):
        return explained([*evaluations, *further(examination)], examination, len(evaluations))
    more = back.of(examination.made_up())
    if not all(evaluation.right for evaluation in more):
        return explained(evaluations + more, examination, len(evaluations))
    if back.divided:
        return mistaken("divides by data", back.divided[0])
    receipts = map(wrong_receipt, [*evaluations, *more])
    return next((verdict for verdict in receipts if verdict), None) or right(
        examination.said.filled(count=len(evaluations) + len(more))
    )


def _kinds(methods: Iterable[str]) -> list[str]:
    """The symbols of the operations that those methods make, also with the operands exchanged (`__radd__`)."""
    plain_names = {method.replace("__r", "__", 1) if method.startswith("__r") else method for method in methods}
    return [symbol for symbol, operation in OPERATIONS.items() if operation.method in plain_names]


def _sample(form: str) -> Expression:
    """An Expression of that form."""
    return expressions.expression(form, **dict.fromkeys(expressions.leaves_of(form), 0.5))


def _kind(form: str) -> str:
    """The symbol of the operation that a form ends with, as the reference engine has it."""
    root = truth_of(_sample(form))[0]
    operation = operation_of(root._op, len(root._prev))
    assert operation is not None, f"the reference engine has no operation {form}"
    return operation.symbol


def _became_a_value(leaf: Any) -> bool:
    """Whether its gradient is a Value, though that of a new leaf is a number."""
    fresh = as_float(gradient_held(type(leaf)(1.0)))
    return fresh is not None and is_value_like(gradient_held(leaf))


def _wrong_way_back(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where no gradient at all went back through an operation, or None."""
    result = evaluation.result
    if rule_of(result) is None and way_back_of(result) is None and get(result, "_backward") is None:
        return wrong(_NO_WAY_BACK, evaluation)
    changed = operand_changed(evaluation)
    if changed:
        return changed
    if any(map(_became_a_value, evaluation.leaves.values())):
        return mistaken("forgot .data", evaluation)
    odd = [name for name, x in evaluation.gradients.items() if x is None]
    if odd:
        return wrong(_ODD_GRADIENT.filled(name=odd[0], given=short_repr(gradient_held(evaluation.leaves[odd[0]]))))
    leaf = next(iter(evaluation.leaves.values()))
    if (
        is_untouched(result, leaf)
        and not any(evaluation.gradients.values())
        and any(evaluation.true_gradients.values())
    ):
        return wrong(_NO_RECIPE, evaluation)
    return None
