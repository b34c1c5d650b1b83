"""What is true of a question, and what is said to an answer."""

import math
from numbers import Real

import viz
from exercises.evaluation import near
from exercises.exercise import Choice, Prediction
from exercises.illustrations import solve
from exercises.originals import in_force
from exercises.words import Text, joined
from viz.outputs.output import StillPicture
from viz.words.text import plain, short_repr

Asked = Prediction | Choice
Given = float | str  # a number, or the name of the answer that was chosen

_MOST = 2**53  # from here on not every whole number is a float
CLOSE = 2e-3  # rounded as the numbers on the screen are is right enough

_RIGHT, _WRONG = Text("predict.right"), Text("predict.wrong")
_RIGHT_OPTION, _WRONG_OPTION = Text("predict.right option"), Text("predict.wrong option")
_TRUTH, _TRUE_OPTION = Text("predict.truth"), Text("predict.true option")
_NO_NUMBER, _NO_OPTION = Text("predict.no number"), Text("predict.no option")


def understood(asked: Asked, given: object) -> Given:
    """What was given as an answer.

    Raises:
        TypeError: where a number is asked for, it is no finite number.
        ValueError: where one of several answers is asked for, it is none of their names.
    """
    if isinstance(asked, Choice):
        if not isinstance(given, str) or given not in asked.options:
            names = joined(f'"{option}"' for option in asked.options)
            raise ValueError(_NO_OPTION.filled(names=names, given=short_repr(given)))
        return given
    if not isinstance(given, Real) or not math.isfinite(given):
        raise TypeError(_NO_NUMBER.filled(name=asked.name, given=short_repr(given)))
    return float(given)


def options(asked: Asked) -> list[tuple[str, str]]:
    """(name, in words) of each answer to choose from; none where a number is asked for."""
    return [(option, str(asked.told(option))) for option in asked.options] if isinstance(asked, Choice) else []


def truth(asked: Asked) -> Given:
    """The right answer, computed by the reference engine or by the function that the question has."""
    with in_force():
        if isinstance(asked, Choice):
            return asked.right()
        result, leaves = solve(asked.expression)
        return asked.of(result, leaves) if callable(asked.of) else leaves[asked.of].grad


def is_right(asked: Asked, given: Given) -> bool:
    """Whether an answer is right; a number may be rounded."""
    return agree(given, truth(asked))


def told(asked: Asked, given: Given) -> str:
    """An answer in words; a number in full where it is whole, as it was typed."""
    if isinstance(asked, Choice):
        return str(asked.told(str(given)))
    if isinstance(given, float) and given.is_integer() and abs(given) < _MOST:
        return str(int(given))
    return plain(given)


def told_truth(asked: Asked) -> str:
    """The sentence that says the right answer."""
    return (_TRUE_OPTION if isinstance(asked, Choice) else _TRUTH).filled(true=told(asked, truth(asked)))


def replies(asked: Asked) -> tuple[str, str]:
    """(what is said to a right answer, to a wrong one), with a blank {given} for the answer."""
    right, wrong = (_RIGHT_OPTION, _WRONG_OPTION) if isinstance(asked, Choice) else (_RIGHT, _WRONG)
    return right.filled(given="{given}"), wrong.filled(given="{given}", true=told(asked, truth(asked)))


def slips(asked: Asked) -> list[tuple[Given, str]]:
    """The usual wrong answers, and what is said to each."""
    if isinstance(asked, Choice):
        return [(option, str(asked.slip(option))) for option in asked.slips]
    return [(number, str(asked.slip(number))) for number in asked.slips]


def reply(asked: Asked, given: Given) -> list[str]:
    """What is said to an answer, line by line: whether it is right, and what was probably thought."""
    if is_right(asked, given):
        return [replies(asked)[0].replace("{given}", told(asked, given))]
    slip = next((said for usual, said in slips(asked) if agree(given, usual)), "")
    return [replies(asked)[1].replace("{given}", told(asked, given)), *([slip] if slip else [])]


def graph(asked: Asked) -> StillPicture | None:
    """The picture of the graph that answers; None where none does."""
    if isinstance(asked, Choice):
        return None
    with in_force():
        return viz.draw(solve(asked.expression)[0], slopes=True)


def agree(given: Given, other: Given) -> bool:
    """Whether two answers come to the same, as comesTo in given.js does it; numbers may be rounded."""
    with in_force():
        return comes_to(given, other)


def comes_to(given: Given, other: Given) -> bool:
    """The same, for who has the originals in force already."""
    if isinstance(given, str) or isinstance(other, str):
        return given == other
    if float(given).is_integer() and float(other).is_integer():
        return given == other  # what is counted is not rounded
    return near(given, other, CLOSE)
