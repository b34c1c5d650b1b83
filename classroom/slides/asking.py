"""A question of the series put to a whole class: hands are counted, the votes stand as bars, then comes the answer."""

from html import escape
from pathlib import Path
from unicodedata import east_asian_width

from exercises.exercise import Choice, Prediction
from exercises.topics import QUESTIONS
from exercises.truth import CLOSE, Asked, Given, options, slips, told, told_truth, truth
from exercises.words import Text
from viz.outputs import html
from viz.outputs.html import Data
from viz.words.messages import words_of

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "asking.js", (_HERE / "asking.css",)

# Letters, of which a Chinese one counts as two.
_MUCH = 550  # all that is said of a question: where it is more, it is set smaller
_WORDY = 24  # an answer: beside a longer one there is no room for its bar

_ANOTHER, _TYPE_A_NUMBER = Text("class.another"), Text("predict.type a number")


def class_question(name: str) -> str:
    """The HTML of a question for a whole class, in the language in force.

    It takes the height that it needs, at most 620 px of 1200 where the font's size is 28 px. Without its script it is
    the question with its answers in letters.

    Args:
        name: of the question, as in `predict.add_reuse`.

    Raises:
        KeyError: there is no such question.
    """
    asked = QUESTIONS[name]
    return html.live(_still(asked), _data(name, asked), _ENTRY, _STYLES, f"mg-poll {_size(asked)}")


def answers(asked: Asked) -> list[tuple[Given, str]]:
    """(answer, in words) of what a class may choose from: the options in their order; of a number the true one among
    those that are often predicted, by their size, so that the place tells nothing.

    A number without usual wrong answers has none: the true one alone would tell itself.
    """
    if isinstance(asked, Choice):
        return list(options(asked))
    by_size = sorted((float(number) for number in (truth(asked), *asked.slips)) if asked.slips else ())
    return [(number, told(asked, number)) for number in by_size]


def what_they_mean(name: str) -> str:
    """The HTML of what the speaker knows of a question: the answer, and what stands behind the usual wrong ones."""
    asked = QUESTIONS[name]
    return "".join(f"<p>{escape(line)}</p>" for line in (told_truth(asked), *(said for _, said in slips(asked))))


def _still(asked: Asked) -> str:
    texts = [text for _, text in answers(asked)]
    if isinstance(asked, Prediction):
        texts.append(str(_ANOTHER))
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<p class="mg-question">{escape(str(asked.question))}</p><ol class="mg-rows" type="A">{items}</ol>'


def _size(asked: Asked) -> str:
    """The class of the style sheet that makes the most of the room, and yet fits."""
    said = [str(asked.question), told_truth(asked), str(asked.why), *(text for _, text in slips(asked))]
    if sum(map(_width, said)) > _MUCH:
        return "mg-long"
    if any(_width(text) > _WORDY for _, text in options(asked)):
        return "mg-wordy"
    return "mg-few" if isinstance(asked, Choice) else "mg-several"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _data(name: str, asked: Asked) -> Data:
    usual = dict(slips(asked))
    return {
        "name": name,
        "words": words_of("class"),
        "rows": [[given, text, usual.get(given, "")] for given, text in answers(asked)],
        "free": isinstance(asked, Prediction),
        "true": truth(asked),
        "close": CLOSE,
        "told": told_truth(asked),
        "why": str(asked.why),
        "refusal": str(_TYPE_A_NUMBER),
    }
