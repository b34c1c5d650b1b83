"""Examines operations of a learner's class: what they return, what they remember, what flows back through them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from exercises import expressions
from exercises.evaluation import Evaluation, evaluate, has_truth, is_untouched, number_in, truth_of
from exercises.expressions import Expression
from exercises.flaws import NamedFlaw, flaws_of_an_operation
from exercises.mistakes import explanation, hands_on_what_it_recorded
from exercises.origin import LearnersClass, LearnersFunction
from exercises.reference_engine import Reference
from exercises.reliance import HELD, UPSTREAM, helpers_of, relied_on, runs_any, wrong_helpers
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import get, gradient_held, number_held, rule_of, way_back_of
from viz.values.numbers import as_float, shape_out_of_scope
from viz.values.operands import is_value_like
from viz.values.operations import OPERATIONS, operation_of
from viz.words.messages import say
from viz.words.text import fit, plain, short_repr

_AT_RANDOM = 40  # expressions, beside the ones that are known to expose something

_NOT_A_VALUE = Text("examine.not a value")
_WRONG_NUMBER = Text("examine.wrong number")
_LEFT_OUT = Text("examine.left out")
_NO_WAY_BACK = Text("examine.no way back")
_NO_RECIPE = Text("examine.no recipe")
_UNKNOWN = Text("examine.unknown")
_UNKNOWN_ON_THE_WAY = Text("examine.unknown on the way")
_RIGHT = Text("examine.right")
_ODD_GRADIENT = Text("examine.odd gradient")

_ALONE_RIGHT = Text("examine.alone right")
_NEEDS_ANOTHER = Text("examine.needs another")

_Run = Callable[..., Evaluation]


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


@dataclass(frozen=True)
class _Examination:
    """What an examination asks with.

    Attributes:
        run: (an Expression, back, seed) -> its Evaluation (see exercises.evaluation.evaluate).
        forms: the operations from which further expressions are made up.
        flaws: those of the operations that may be wrong.
        by_hand: whether results are also handed another gradient than 1 to begin with, and leaves hold something then.
        said: of a right answer, with the count of expressions.
        has_truth: whether it is known what is true of an Expression.
    """

    run: _Run
    forms: Sequence[str]
    flaws: Sequence[NamedFlaw]
    by_hand: bool
    said: Text
    has_truth: Callable[[Expression], bool]

    def made_up(self) -> Iterator[Expression]:
        """Yield further Expressions."""
        return filter(self.has_truth, expressions.at_random(self.forms, _AT_RANDOM))


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
    if own_operation:
        engine = own_operation.engine
        examination = _Examination(
            partial(run, engine=engine),
            forms,
            own_operation.flaws,
            True,
            own_operation.said,
            partial(has_truth, engine=engine),
        )
    else:
        kinds = _kinds(subject) if subject else list(dict.fromkeys(map(_kind, forms)))
        alone = bool(subject) and {_kind(form) for form in forms} <= set(kinds)
        flaws = [flaw for kind in kinds for flaw in flaws_of_an_operation(kind)]
        examination = _Examination(run, forms, flaws, alone, _RIGHT, lambda asked: True)
    if not subject:
        return _examine(probes, examination)
    try:
        verdict = _examine(probes, examination)
    except Exception:
        found = _without_wrong_helpers(make, subject, probes, examination, name)
        if found is None:
            raise
        return found
    if verdict.outcome != "wrong":
        return verdict
    found = _without_wrong_helpers(make, subject, probes, examination, name)
    return found or (verdict if own else _blamed_on_another(verdict, make, subject))


def _without_wrong_helpers(
    make: LearnersClass, subject: Sequence[str], probes: Sequence[Expression], examination: _Examination, name: str
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
        verdict = _examine(alone, replace(examination, forms=forms, by_hand=True))
    if verdict is not None and verdict.outcome != "right":
        return verdict
    said = _ALONE_RIGHT if alone and name else _NEEDS_ANOTHER
    return wrong(said.filled(name=name, symbol=culprits[0].sign, call=f"check.{culprits[0].exercise}"))


def _of_all_together(probes: Iterable[Expression], examination: _Examination) -> Verdict | None:
    """The Verdict where a class goes back in its own way only, and a mistake in that way explains everything."""
    evaluations: list[Evaluation] = []
    for probe in probes:
        with suppress(Exception):  # what does not run has nothing to tell
            evaluations.append(examination.run(probe, back=True))
    evaluations = [each for each in evaluations if each.own and each.right_forwards and each.gradients]
    wrong_ones = [each for each in evaluations if not each.right]
    names = explanation([*evaluations, *_further(examination)], ()) if wrong_ones else ()
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


def _examine(probes: Sequence[Expression], examination: _Examination) -> Verdict:
    working: list[Expression] = []
    for probe in probes:
        try:
            verdict = _forwards(examination.run(probe, back=False))
        except Exception:  # before what does not run at all, what runs may have something to tell
            verdict = _backwards(working, examination) if working else None
            if verdict is None or verdict.outcome == "right":
                raise
        if verdict:
            return verdict
        working.append(probe)
    return _backwards(working, examination)


def _backwards(probes: Sequence[Expression], examination: _Examination) -> Verdict:
    """The Verdict on the gradients of probes that are right forwards."""
    evaluations = [examination.run(probe) for probe in probes]
    verdict = next((v for v in map(_nothing_came, evaluations) if v), None)
    if verdict:
        return verdict
    if examination.by_hand:
        for held in (0.0, HELD):
            handed = (examination.run(probe, seed=UPSTREAM, held=held) for probe in probes)
            evaluations += [evaluation for evaluation in handed if evaluation.seed == UPSTREAM]
    if not all(evaluation.right for evaluation in evaluations):
        return _explained([*evaluations, *_further(examination)], examination, len(evaluations))
    more = [examination.run(made) for made in examination.made_up()]
    if all(evaluation.right for evaluation in more):
        return right(examination.said.filled(count=len(evaluations) + len(more)))
    return _explained(evaluations + more, examination, len(evaluations))


def _further(examination: _Examination) -> list[Evaluation]:
    """Evaluations that have to be explained too, where something is wrong already: of those that run, those that are
    right forwards.
    """
    further: list[Evaluation] = []
    with suppress(Exception):  # an operation that was not taught yet
        for made in examination.made_up():
            further.append(examination.run(made))
    return [evaluation for evaluation in further if evaluation.right_forwards and evaluation.gradients]


def _explained(evaluations: Sequence[Evaluation], examination: _Examination, known: int) -> Verdict:
    """The Verdict where something is wrong; known: how many of the evaluations are of probes, which are small."""
    first = next(evaluation for evaluation in evaluations if not evaluation.right)
    shrunk_to = partial(_shrunk, first, examination)
    if not first.right_forwards:
        shrunk = shrunk_to(lambda evaluation: not evaluation.right_forwards)
        return _forwards(shrunk) or wrong(_UNKNOWN, shrunk)
    names = explanation(evaluations, examination.flaws)
    if names and first in evaluations[:known]:
        return mistaken(names[0], first)
    shrunk = shrunk_to(lambda evaluation: evaluation.right_forwards and not evaluation.right)
    if names:
        return mistaken(names[0], shrunk if explanation([shrunk], examination.flaws) == names else first)
    return wrong(_UNKNOWN_ON_THE_WAY if hands_on_what_it_recorded(shrunk) else _UNKNOWN, shrunk)


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


def _shrunk(evaluation: Evaluation, examination: _Examination, fails: Callable[[Evaluation], bool]) -> Evaluation:
    """The Evaluation of the smallest expression that fails as well."""
    run = partial(examination.run, seed=evaluation.seed, held=evaluation.held)
    failed = {evaluation.expression: evaluation}

    def fails_again(simpler: Expression) -> bool:
        if not examination.has_truth(simpler):
            return False
        failed[simpler] = run(simpler)  # kept: an order that the members of a set have may be another one next time
        return fails(failed[simpler])

    return failed[expressions.smallest(evaluation.expression, fails_again)]


def _forwards(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on what an expression returned, or None where nothing is wrong with it."""
    result, source = evaluation.result, evaluation.expression.source
    if result is None:
        return wrong(NOTHING_RETURNED)
    if result is ... or number_in(result) is ...:
        return not_attempted()
    if not is_value_like(result) and type(result) in set(map(type, evaluation.leaves.values())):
        return wrong(say("not a value", kind=fit(type(result).__name__, 40), shown=short_repr(result)))
    if not is_value_like(result):
        return wrong(_NOT_A_VALUE.filled(kind=f"{fit(type(result).__name__, 40)} {short_repr(result)}"))
    if is_value_like(number_in(result)):
        return mistaken("wrapped twice")
    shape = shape_out_of_scope(number_in(result))
    if shape is not None:
        return wrong(say("arrays out of scope", kind=fit(type(result).__name__, 40), shape=shape))
    if not evaluation.right_forwards:
        given = short_repr(number_in(result)) if evaluation.data is None else plain(evaluation.data)
        return wrong(_WRONG_NUMBER.filled(source=source, true=plain(evaluation.true_data), given=given), evaluation)
    return _remembers(evaluation)


def _remembers(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on whether the operands can be reached from the result, or None where they can."""
    values = graphs.read_with_values(evaluation.result)[1]
    reached = set(map(id, values))
    missed = {name: leaf for name, leaf in evaluation.leaves.items() if id(leaf) not in reached}
    if not missed:
        return None
    if len(values) == 1:
        return mistaken("no parents")
    strangers = {as_float(number_held(value)) for value in values[:-1]} - {None}
    if not strangers.isdisjoint(evaluation.expression.numbers[name] for name in missed):
        return mistaken("detached")
    return wrong(_LEFT_OUT.filled(names=", ".join(missed)))


def _nothing_came(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where no gradient at all went back through an operation, or None."""
    result = evaluation.result
    if rule_of(result) is None and way_back_of(result) is None and get(result, "_backward") is None:
        return wrong(_NO_WAY_BACK, evaluation)
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
