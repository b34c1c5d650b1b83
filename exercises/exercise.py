"""What an exercise is made of. Each file of `topics` fills in one or more."""

from collections.abc import Callable
from dataclasses import dataclass

from exercises.expressions import Expression
from exercises.words import Text


@dataclass(frozen=True)
class Prediction:
    """A question about a number, asked before it is seen.

    Attributes:
        name: as in `predict.add_reuse`.
        question: what is asked.
        expression: the graph that answers.
        of: "L" for the result's number, or the name of the leaf whose gradient is asked for; or a function of the true
            result and the leaves {name: value} that gives the number.
        why: the reason, in a sentence or two.
        slips: {a number that is often predicted: what was probably thought}.
    """

    name: str
    question: Text
    expression: Expression
    of: str | Callable
    why: Text
    slips: dict


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes:
        name: as in `check.mul`.
        lesson: the number of its lesson.
        takes: "class" or "function": what its check is given.
        task: what is to be written, in a sentence or two.
        examine: that class or function -> a Verdict. May raise whatever the learner's code raises.
        idea: the first hint.
        look: the second hint: a sentence about a picture.
        picture: makes it: no arguments -> what viz.draw returns, of the reference engine.
        almost: the third hint.
        solution: code that passes.
        predictions: the Predictions that belong to it.
    """

    name: str
    lesson: int
    takes: str
    task: Text
    examine: Callable
    idea: Text
    look: Text
    picture: Callable
    almost: Text
    solution: str
    predictions: tuple = ()
