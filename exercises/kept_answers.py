"""What was answered to questions in this session."""

from typing import Any

from exercises import progress_store
from exercises.kept_output import Kept
from exercises.truth import Asked, Given, is_right, told, understood
from exercises.words import Text
from viz.outputs.html import Data

_PREDICTED, _WITHOUT = Text("predict.kept"), Text("predict.kept without")


class Memory(Kept):
    """What this session knows of a question.

    Attributes:
        asked: the question.
        is_settled: whether it was answered, or the answer was shown without.
        given: the first answer; None where there was none.
    """

    def __init__(self, asked: Asked, is_settled: bool = False, given: Given | None = None) -> None:
        super().__init__()
        self.asked, self.is_settled, self.given = asked, is_settled, given

    def settle(self, given: Given | None) -> None:
        """Take down an answer, or that it was shown without one (None). The first one counts, and so does none."""
        was_shown = self.is_settled and self.given is None
        if given is not None and not was_shown:
            progress_store.note_prediction(self.asked.name, given, is_right(self.asked, given))
        if self.is_settled:
            return
        self.is_settled, self.given = True, given
        self.update()

    def take(self, told: Any) -> None:
        self.settle(None if told is None else understood(self.asked, told))

    def state(self) -> Data | None:
        return {"given": self.given} if self.is_settled else None

    def words(self) -> str:
        if not self.is_settled:
            return ""
        if self.given is None:
            return str(_WITHOUT)
        sign = "✓" if is_right(self.asked, self.given) else "≠"
        return _PREDICTED.filled(sign=sign, given=told(self.asked, self.given))

    def name(self) -> Data:
        return {"predict": self.asked.name}

    def known(self) -> Data:
        """What was given (None: nothing) and whether that is right."""
        return {"given": self.given, "right": self.given is not None and is_right(self.asked, self.given)}


_memories: dict[str, Memory] = {}


def memory(asked: Asked) -> Memory:
    """The Memory of a question."""
    return _memories.setdefault(asked.name, Memory(asked))


def forget() -> None:
    """Forget all answers of this session: a question that is asked again is as new."""
    _memories.clear()
