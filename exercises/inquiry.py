"""What an examination asks with: how expressions are run, which further ones there are, what is true of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from exercises import expressions
from exercises.evaluation import Evaluation, truth, truth_of
from exercises.expressions import Expression
from exercises.flaws import NamedFlaw
from exercises.origin import LearnersClass, LearnersFunction
from exercises.reference_engine import Reference
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import ValueLike

_AT_RANDOM = 40  # expressions, beside the ones that are known to expose something

Run = Callable[..., Evaluation]


@dataclass(frozen=True)
class Examination:
    """What an examination asks with.

    Attributes:
        make: the learner's class.
        written: what was written by the learner: functions.
        run: (an Expression, back, seed) -> its Evaluation (see exercises.evaluation.evaluate).
        forms: the operations from which further expressions are made up.
        refutes: whether those expressions are asked for too at which a wrong guess shows.
        flaws: those of the operations that may be wrong.
        by_hand: whether results are also handed another gradient than 1 to begin with, and leaves hold something then.
        said: of a right answer, with the count of expressions.
        engine: the reference engine.
        has_truth: whether it is known what is true of an Expression.
    """

    make: LearnersClass
    written: Sequence[LearnersFunction]
    run: Run
    forms: Sequence[str]
    refutes: bool
    flaws: Sequence[NamedFlaw]
    by_hand: bool
    said: Text
    engine: type[Reference]
    has_truth: Callable[[Expression], bool]

    def made_up(self) -> Iterator[Expression]:
        """Yield further Expressions: those that refute a wrong guess, and some at random."""
        refuting = expressions.refuting(self.forms) if self.refutes else ()
        return filter(self.has_truth, chain(refuting, expressions.at_random(self.forms, _AT_RANDOM)))


class WayBack:
    """Goes back through expressions, also where a slope is got by a division and a number is 0.

    Attributes:
        divided: Evaluations of expressions whose way back ended so: with what is true, and no gradients.
    """

    def __init__(self, examination: Examination) -> None:
        self._run, self._engine = examination.run, examination.engine
        self.divided: list[Evaluation] = []

    def of(self, asked: Iterable[Expression], **how: float) -> list[Evaluation]:
        """The Evaluations of those that came to an end; whatever else the learner's code raises goes through."""
        ended: list[Evaluation] = []
        for each in asked:
            try:
                ended.append(self._run(each, **how))
            except ZeroDivisionError:
                if 0 not in _numbers_in(truth_of(each, self._engine)[0]):
                    raise
                self.divided.append(self._before_it_failed(each))
        return ended

    def _before_it_failed(self, asked: Expression) -> Evaluation:
        """As far as it came: where the local slopes are kept, the operation itself divides."""
        try:
            forwards = self._run(asked, back=False)
        except ZeroDivisionError:
            number, gradients = truth(asked, self._engine)
            return Evaluation(asked, {}, None, None, {}, number, gradients)
        return replace(forwards, gradients=dict.fromkeys(forwards.leaves))


def _numbers_in(root: ValueLike) -> set[float | None]:
    return {node.number for node in graphs.read_with_values(root)[0].nodes}


def further(examination: Examination) -> list[Evaluation]:
    """Evaluations that have to be explained too, where something is wrong already: of those that run, those that are
    right forwards.
    """
    ran: list[Evaluation] = []
    for made in examination.made_up():
        with suppress(Exception):  # an operation that was not taught yet
            ran.append(examination.run(made))
    return [evaluation for evaluation in ran if evaluation.right_forwards and evaluation.gradients]
