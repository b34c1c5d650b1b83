"""`predict.add_reuse(1)`: a prediction, and what the graph says to it; `predict.add_reuse` alone is a field for it."""

import math
from html import escape
from numbers import Real
from pathlib import Path

import viz
from exercises import progress_store
from exercises.card import STYLE, Card
from exercises.checks import ByName
from exercises.evaluation import near
from exercises.exercise import Prediction
from exercises.illustrations import solve
from exercises.originals import in_force
from exercises.topics import PREDICTIONS
from exercises.words import Text
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.link import PageLink, link_to_page
from viz.outputs.output import Output, StillPicture
from viz.words.text import plain, short_repr

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "field.js", (STYLE, _HERE / "field.css")
_CLOSE = 2e-3  # rounded as the numbers on the screen are is right enough

_RIGHT = Text("predict.right")
_WRONG = Text("predict.wrong")
_CALL = Text("predict.call")
_NO_NUMBER = Text("predict.no number")
_TITLE, _FIELD, _BUTTON = Text("predict.title"), Text("predict.field"), Text("predict.button")
_TYPE_A_NUMBER = Text("predict.type a number")


class Question(Output):
    """A prediction that is asked for; called with a number, it answers."""

    def __init__(self, prediction: Prediction) -> None:
        self._prediction = prediction
        self._link: PageLink | None = None

    def __call__(self, number: float) -> "Answer":
        """The Answer to a prediction; TypeError where it is no finite number."""
        name = self._prediction.name
        if not isinstance(number, Real) or not math.isfinite(number):
            raise TypeError(_NO_NUMBER.filled(name=name, given=short_repr(number)))
        progress_store.note_prediction(name, float(number))
        with in_force():
            return Answer(self._prediction, float(number))

    def to_text(self) -> str:
        return f"{_TITLE}: {self._prediction.question}\n{_CALL.filled(name=self._prediction.name)}"

    def to_html(self) -> str:
        return self._html(token=None)

    def _live_html(self) -> str:
        self._link = self._link or link_to_page(self._keep)
        return self._html(self._link.token if self._link else None)

    def _keep(self, question: Data) -> Data:
        if "number" in question:
            progress_store.note_prediction(self._prediction.name, float(question["number"]))
        return {}

    def _html(self, token: str | None) -> str:
        inside = (
            f'<p class="mg-outcome">{_TITLE}</p><p class="mg-question">{escape(str(self._prediction.question))}</p>'
            f'<p class="mg-next">{escape(_CALL.filled(name=self._prediction.name))}</p>'
        )
        return html.live(inside, self._data(), _ENTRY, _STYLES, "mg-answer mg-predict", token)

    def _data(self) -> Data:
        with in_force():
            picture, true = _answer(self._prediction)
        return {
            "words": {"field": str(_FIELD), "button": str(_BUTTON), "type": str(_TYPE_A_NUMBER)},
            "true": true,
            "close": _CLOSE,
            "right": _RIGHT.filled(given="{given}"),
            "wrong": _WRONG.filled(given="{given}", true=plain(true)),
            "slips": [[x, str(self._prediction.slip(x))] for x in self._prediction.slips],
            "why": str(self._prediction.why),
            "svg": picture.svg,
        }


class Answer(Card):
    """What the graph says to a prediction: `.right`, `.true` (the number) and `.message`."""

    def __init__(self, prediction: Prediction, number: float) -> None:
        self._picture, self.true = _answer(prediction)
        self.right = near(number, self.true, _CLOSE)
        said = (
            _RIGHT.filled(given=plain(number))
            if self.right
            else _WRONG.filled(given=plain(number), true=plain(self.true))
        )
        slip = next((str(prediction.slip(x)) for x in prediction.slips if near(number, x, _CLOSE)), "")
        self._lines = [said, *([slip] if slip and not self.right else []), str(prediction.why)]
        self.message = "\n".join(self._lines)

    def to_text(self) -> str:
        return f"[{'✓' if self.right else '≠'}] {self.message}"

    def to_svg(self) -> str:
        return self._picture.to_svg()

    def _inside(self) -> str:
        first, *rest = self._lines
        head = f'<p class="mg-outcome"><span aria-hidden="true">{"✓" if self.right else "≠"}</span> {escape(first)}</p>'
        return head + "".join(f"<p>{escape(line)}</p>" for line in rest) + self._picture.to_html()

    def _kind(self) -> str:
        return "right" if self.right else "predicted"


def _answer(prediction: Prediction) -> tuple[StillPicture, float]:
    """(the picture of the graph, the number that was asked for), by the reference engine."""
    result, leaves = solve(prediction.expression)
    true = prediction.of(result, leaves) if callable(prediction.of) else leaves[prediction.of].grad
    return viz.draw(result, slopes=True), true


predict = ByName({name: Question(prediction) for name, prediction in PREDICTIONS.items()})
