"""What an exercise is made of. Each file of `topics` has one or more; the catalogues have their texts."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exercises.expressions import Expression
from exercises.reference_engine import Reference
from exercises.verdict import Verdict
from exercises.words import Text
from viz.outputs.output import StillPicture


@dataclass(frozen=True)
class Prediction:
    """A question about a number, asked before it is seen.

    Attributes:
        name: as in `predict.add_reuse`.
        question: what is asked.
        expression: the graph that answers.
        of: "L" for the result's number, or the name of the leaf whose gradient is asked for; or a function of the true
            result and the leaves {name: value} that gives the number.
        slips: the numbers that are often predicted; for each stands in the catalogues what was probably thought.
    """

    name: str
    question: Text
    expression: Expression
    of: str | Callable[[Reference, dict[str, Reference]], float]
    slips: tuple[float, ...]

    @property
    def why(self) -> Text:
        """The reason, in a sentence or two."""
        return Text(f"{self.name}.why")

    def slip(self, number: float) -> Text:
        """What was probably thought where that number was predicted."""
        return Text(f"{self.name}.slip {number:g}")


@dataclass(frozen=True)
class Choice:
    """A question with two to four answers to choose from, asked before it is seen.

    Attributes:
        name: as in `predict.secant("steeper")`; its texts in the catalogues begin with it.
        options: the names of the answers, in the order in which they are shown.
        right: computes which of them is right: no arguments -> its name.
        slips: the wrong ones to which the catalogues say what was probably thought.
    """

    name: str
    options: tuple[str, ...]
    right: Callable[[], str]
    slips: tuple[str, ...] = ()

    @property
    def question(self) -> Text:
        """What is asked."""
        return Text(f"{self.name}.question")

    @property
    def why(self) -> Text:
        """The reason, in a sentence or two."""
        return Text(f"{self.name}.why")

    def told(self, option: str) -> Text:
        """An answer in words."""
        return Text(f"{self.name}.{option}")

    def slip(self, option: str) -> Text:
        """What was probably thought where that answer was chosen."""
        return Text(f"{self.name}.slip {option}")


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes:
        name: as in `check.mul`.
        lesson: the number of its lesson.
        takes: "class" or "function": what its check is given.
        examine: that class or function -> a Verdict. May raise whatever the learner's code raises.
        picture: makes that of the second hint: no arguments -> what viz.draw returns, of the reference engine.
        solution: code that passes.
        blanks: how many blanks (`____`) the lesson leaves to be filled; 0 where all is to be written.
        predictions: the questions that belong to it.
        optional: whether it may be left out: the progress counts it apart, and nothing builds on it.
    """

    name: str
    lesson: int
    takes: str
    examine: Callable[[Any], Verdict]
    picture: Callable[[], StillPicture]
    solution: str
    blanks: int = 0
    predictions: tuple[Prediction | Choice, ...] = ()
    optional: bool = False

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """The methods of a class that are asked for; () where a function or a whole class is."""
        functions = [each for each in ast.parse(self.solution).body if isinstance(each, ast.FunctionDef)]
        return tuple(each.name for each in functions) if self.takes == "class" else ()

    @property
    def task(self) -> Text:
        """What is to be written, in a sentence or two."""
        return Text(f"{self.name}.task")

    @property
    def idea(self) -> Text:
        """The first hint."""
        return Text(f"{self.name}.idea")

    @property
    def look(self) -> Text:
        """The second hint: a sentence about a picture."""
        return Text(f"{self.name}.look")

    @property
    def almost(self) -> Text:
        """The third hint."""
        return Text(f"{self.name}.almost")
