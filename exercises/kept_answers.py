"""What was answered in this session, and how it is kept in the notebook.

Below a question stands a second output, empty until there is an answer. Then the kernel brings it up to date: the
question itself stays as it is in the page, with all that plays in it, and a notebook that is saved has the answer,
in words for who reads it and as metadata for programs.
"""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from exercises import progress_store
from exercises.truth import Asked, Given, is_right, told, understood
from exercises.words import Text
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.link import PageLink, link_to_page

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "kept.js", (_HERE / "kept.css",)
_PREDICTED, _WITHOUT = Text("predict.kept"), Text("predict.kept without")


@dataclass
class Memory:
    """What this session knows of a question.

    Attributes:
        asked: the question.
        is_settled: whether it was answered, or the answer was shown without.
        given: the first answer; None where there was none.
    """

    asked: Asked
    is_settled: bool = False
    given: Given | None = None
    _link: PageLink | None = field(default=None, repr=False)

    def settle(self, given: Given | None) -> None:
        """Take down an answer, or that it was shown without one (None). The first one counts, and so does none."""
        was_shown = self.is_settled and self.given is None
        if given is not None and not was_shown:
            progress_store.note_prediction(self.asked.name, given, is_right(self.asked, given))
        if self.is_settled:
            return
        self.is_settled, self.given = True, given
        if self._link:
            from IPython.display import update_display

            update_display(self._bundle(), raw=True, metadata=self.metadata(), display_id=self._link.token)

    def token(self) -> str | None:
        """What the question is found by in the page; None where nobody sits before a running kernel."""
        self._link = self._link or link_to_page(self._hear)
        return self._link.token if self._link else None

    def state(self) -> Data | None:
        """The answer, for the page; None where there was none yet."""
        return {"given": self.given} if self.is_settled else None

    def metadata(self) -> Data:
        """The same for programs that read the notebook: the name of the question, and once it is settled what was
        given (None: nothing) and whether that is right.
        """
        known: Data = {"predict": self.asked.name}
        if self.is_settled:
            known |= {"given": self.given, "right": self.given is not None and is_right(self.asked, self.given)}
        return {"micrograd": known}

    def display(self) -> None:
        """Show the output that keeps the answer; nothing where nobody sits before a running kernel."""
        if self._link:
            from IPython.display import display

            display(self._bundle(), raw=True, metadata=self.metadata(), display_id=self._link.token)

    def _hear(self, question: Data) -> Data:
        if "given" in question:
            given = question["given"]
            self.settle(None if given is None else understood(self.asked, given))
        return {}

    def _bundle(self) -> dict[str, str]:
        return {"text/html": self.to_html(), "text/plain": self._text()}

    def _text(self) -> str:
        if not self.is_settled:
            return ""
        if self.given is None:
            return str(_WITHOUT)
        sign = "✓" if is_right(self.asked, self.given) else "≠"
        return _PREDICTED.filled(sign=sign, given=told(self.asked, self.given))

    def to_html(self) -> str:
        """The HTML of the output that keeps the answer."""
        if not self.is_settled:
            return '<div class="mg-answered" hidden></div>'
        token, inside = self.token() or "", f"<p>{escape(self._text())}</p>"
        data: dict[str, Any] = {"question": token, "state": self.state()}
        return html.live(inside, data, _ENTRY, _STYLES, "mg-answered", f"{token}_kept")


_memories: dict[str, Memory] = {}


def memory(asked: Asked) -> Memory:
    """The Memory of a question."""
    return _memories.setdefault(asked.name, Memory(asked))


def forget() -> None:
    """Forget all answers of this session: a question that is asked again is as new."""
    _memories.clear()
