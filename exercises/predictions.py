"""`predict.add_reuse(1)`: a prediction, and what is said to it; `predict.add_reuse` alone asks for it in the page."""

from html import escape
from pathlib import Path

from exercises.answer_texts import answer_text
from exercises.card import STYLE, Card
from exercises.checks import ByName
from exercises.kept_answers import memory
from exercises.topics import QUESTIONS
from exercises.truth import (
    CLOSE,
    Asked,
    Given,
    graph,
    is_right,
    options,
    replies,
    reply,
    slips,
    told_truth,
    truth,
    understood,
)
from exercises.words import Text, named
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.output import Output

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "question.js", (STYLE, _HERE / "question.css")

_CALL, _CALL_OPTION = Text("predict.call"), Text("predict.call option")
_TITLE, _FIELD, _BUTTON = Text("predict.title"), Text("predict.field"), Text("predict.button")
_TYPE_A_NUMBER, _SHOW_ME = Text("predict.type a number"), Text("predict.show me")


class Question(Output):
    """A prediction that is asked for; called with a number, or with the name of an answer, it answers.

    What follows it waits, closed, until it is answered, or somebody asks to be shown.

    Args:
        asked: what is asked.
        shown: the HTML of what waits besides the answer: what the cell of the question displays.
    """

    def __init__(self, asked: Asked, shown: str = "") -> None:
        self._asked, self._shown = asked, shown

    def __call__(self, given: float | str) -> "Answer":
        """The Answer to a prediction.

        Raises:
            TypeError: a number is asked for, and it is no finite number.
            ValueError: it is none of the answers to choose from.
        """
        answer = Answer(self._asked, understood(self._asked, given))
        memory(self._asked).settle(answer.given)
        return answer

    def over(self, shown: str) -> "Question":
        """The same Question, with this HTML waiting."""
        return Question(self._asked, shown)

    def to_text(self) -> str:
        listed = [f"- {text}" for _, text in options(self._asked)]
        return "\n".join([named(_TITLE, self._asked.question), *listed, self._call()])

    def to_html(self) -> str:
        return self._html(token=None)

    def _live_html(self) -> str:
        return self._html(memory(self._asked).token())

    def _ipython_display_(self) -> None:
        from IPython.display import display

        kept = memory(self._asked)
        display(self._repr_mimebundle_(), raw=True, metadata={"micrograd": {"predict": self._asked.name}})
        kept.display()

    def _html(self, token: str | None) -> str:
        return html.live(self._card() + self._waiting(), self._data(), _ENTRY, _STYLES, "mg-asks", token)

    def _card(self) -> str:
        items = "".join(f"<li>{escape(text)}</li>" for _, text in options(self._asked))
        listed = f'<ul class="mg-options">{items}</ul>' if items else ""
        return (
            f'<div class="mg-answer mg-predict"><p class="mg-outcome">{_TITLE}</p>'
            f'<p class="mg-question">{escape(str(self._asked.question))}</p>{listed}'
            f'<p class="mg-next">{escape(self._call())}</p></div>'
        )

    def _waiting(self) -> str:
        picture = None if self._shown else graph(self._asked)
        return (
            f'<details class="mg-waiting"><summary>{_SHOW_ME}</summary>{_explanation(self._asked)}'
            f"{picture.to_html() if picture else ''}{self._shown}{_text(self._asked)}</details>"
        )

    def _data(self) -> Data:
        right, wrong = replies(self._asked)
        return {
            "words": {"field": str(_FIELD), "button": str(_BUTTON), "type": str(_TYPE_A_NUMBER)},
            "options": list(map(list, options(self._asked))),
            "true": truth(self._asked),
            "close": CLOSE,
            "right": right,
            "wrong": wrong,
            "slips": [list(slip) for slip in slips(self._asked)],
            "state": memory(self._asked).state(),
        }

    def _call(self) -> str:
        name, choices = self._asked.name, options(self._asked)
        if not choices:
            return _CALL.filled(name=name)
        return _CALL_OPTION.filled(call=" / ".join(f'predict.{name}("{option}")' for option, _ in choices))


class Answer(Card):
    """What is said to a prediction: `.given`, `.true` (the right answer), `.right` (whether it is) and `.message`."""

    def __init__(self, asked: Asked, given: Given) -> None:
        self._asked, self.given, self.true = asked, given, truth(asked)
        self.right = is_right(asked, given)
        self._lines = [*reply(asked, given), str(asked.why)]
        self._picture = graph(asked)
        self.message = "\n".join(self._lines)

    def to_text(self) -> str:
        return f"[{'✓' if self.right else '≠'}] {self.message}"

    def to_svg(self) -> str | None:
        return self._picture.to_svg() if self._picture else None

    def _inside(self) -> str:
        first, *rest = self._lines
        head = f'<p class="mg-outcome"><span aria-hidden="true">{"✓" if self.right else "≠"}</span> {escape(first)}</p>'
        said = "".join(f"<p>{escape(line)}</p>" for line in rest)
        return head + said + (self._picture.to_html() if self._picture else "") + answer_text(self._asked.name)

    def _kind(self) -> str:
        return "right" if self.right else "predicted"


def _explanation(asked: Asked) -> str:
    return (
        f'<div class="mg-told"><p class="mg-true">{escape(told_truth(asked))}</p><p>{escape(str(asked.why))}</p></div>'
    )


def _text(asked: Asked) -> str:
    text = answer_text(asked.name)
    return f'<div class="mg-told">{text}</div>' if text else ""


predict = ByName({name: Question(asked) for name, asked in QUESTIONS.items()})
