"""Which mistake is behind wrong numbers and gradients, and the smallest expression that shows it.

A mistake is named only where it gives what the learner's class gives in all expressions, and, if it is one of the way
back, where a recording bears it out. Otherwise the smallest expression stands alone.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from exercises import expressions
from exercises.bytecode import makes_functions_in_a_loop, names_without_calling
from exercises.evaluation import Evaluation
from exercises.expressions import Expression
from exercises.forward_pass import wrong_forwards
from exercises.inquiry import Examination
from exercises.mistakes import explanation, hands_on_what_it_recorded
from exercises.recordings import SIGNS_OF_LEAVING_OUT, agrees, findings_of, left_out
from exercises.verdict import Verdict, mistaken, wrong
from exercises.words import Text
from viz.values.conventions import rule_of

_MOST_RECORDED = 30  # wrong evaluations, the smallest first: they show what the others would
_NOTHING_CAME = Text("examine.nothing came")
_UNKNOWN = Text("examine.unknown")
_UNKNOWN_ON_THE_WAY = Text("examine.unknown on the way")


def explained(evaluations: Sequence[Evaluation], examination: Examination, known: int) -> Verdict:
    """The Verdict where something is wrong; known: how many of the evaluations are of probes, which are small."""
    first = next(evaluation for evaluation in evaluations if not evaluation.right)
    shrunk_to = partial(_shrunk, first, examination)
    if not first.right_forwards:
        shrunk = shrunk_to(lambda evaluation: not evaluation.right_forwards)
        forwards = examination.run(shrunk.expression, back=False)  # with leaves to which nothing has come back
        return wrong_forwards(forwards) or wrong(_UNKNOWN, shrunk)
    names = explanation(evaluations, examination.flaws)
    names = _borne_out(names, evaluations, examination) if first.own else names
    names = tuple(map(partial(_without_a_loop, examination.written), names))
    if names == ("one side", "one side") and not any(first.gradients.values()):
        return wrong(_NOTHING_CAME, first)
    if names and first in evaluations[:known]:
        return mistaken(names[0], first)
    shrunk = shrunk_to(lambda evaluation: evaluation.right_forwards and not evaluation.right)
    if names:
        return mistaken(names[0], shrunk if explanation([shrunk], examination.flaws) == names else first)
    return wrong(_UNKNOWN_ON_THE_WAY if hands_on_what_it_recorded(shrunk) else _UNKNOWN, shrunk)


def _without_a_loop(written: Iterable[Any], mistake: str) -> str:
    """The name of a mistake; where "late binding" has its gradients and no function was made in a loop, the other."""
    if mistake != "late binding" or any(map(makes_functions_in_a_loop, written)):
        return mistake
    return "both to one"


def _borne_out(names: tuple[str, ...], evaluations: Sequence[Evaluation], examination: Examination) -> tuple[str, ...]:
    """Those names again if recordings of the class's own backward pass agree; else what those recordings tell."""
    found: set[str] = set()
    wrong_ones = [each for each in evaluations if not each.right and each.right_forwards]
    for evaluation in wrong_ones[:_MOST_RECORDED]:
        recorded = findings_of(examination.run(evaluation.expression, back=False).result)
        if recorded is None:
            return names
        found |= recorded
        if names and all(agrees(name, found) for name in names):
            return names
        if not names and not found <= SIGNS_OF_LEAVING_OUT:
            return ()
    if not left_out(found) or any(rule_of(each.result) is None for each in evaluations):
        return ()  # in a loop that serves all results, a turn in which nothing is written looks like none
    named_only = names_without_calling(getattr(examination.make, "backward", None), "_backward")
    return ("not called" if named_only else "turn left out",)


def _shrunk(evaluation: Evaluation, examination: Examination, fails: Callable[[Evaluation], bool]) -> Evaluation:
    """The Evaluation of the smallest expression that fails as well."""
    run = partial(examination.run, seed=evaluation.seed, held=evaluation.held)
    failed = {evaluation.expression: evaluation}

    def fails_again(simpler: Expression) -> bool:
        if not examination.has_truth(simpler):
            return False
        try:
            failed[simpler] = run(simpler)  # kept: an order that the members of a set have may be another one next time
        except Exception:  # it fails otherwise
            return False
        return fails(failed[simpler])

    return failed[expressions.smallest(evaluation.expression, fails_again)]
