"""An output that is answered in its page, and how what was answered is kept in the notebook.

Below the output stands a second one, empty until there is an answer. Then the kernel brings it up to date: the output
itself stays as it is in the page, with all that plays in it, and a notebook that is saved has the answer, in words for
who reads it and as metadata for programs. Opened again, with a kernel or without, the second one tells the first.
"""

from html import escape
from pathlib import Path
from typing import Any

from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.link import PageLink, link_to_page
from viz.outputs.output import Output

_HERE = Path(__file__).parent
_ENTRY, _STYLES = _HERE / "kept.js", (_HERE / "kept.css",)


class Kept:
    """What is known of the answers to one output. A subclass says what that is, and takes what the page tells."""

    def __init__(self) -> None:
        self._link: PageLink | None = None
        self._counts: dict[str, int] = {}  # how much each page has told

    # What a subclass says.

    def take(self, told: Any) -> None:
        """Take down one answer from a page; what it has answered before it may answer again."""
        raise NotImplementedError

    def state(self) -> Data | None:
        """What was answered, for the page; None where nothing was yet."""
        raise NotImplementedError

    def words(self) -> str:
        """The same for who reads the notebook; "" where nothing was answered yet."""
        raise NotImplementedError

    def name(self) -> Data:
        """What the output is, for programs that read the notebook."""
        raise NotImplementedError

    def known(self) -> Data:
        """What was answered, for the same."""
        raise NotImplementedError

    def reply(self) -> Data:
        """What the page hears after it has told something."""
        return {}

    # What all of them do.

    def token(self) -> str | None:
        """What the output is found by in the page; None where nobody sits before a running kernel."""
        self._link = self._link or link_to_page(self.hear)
        return self._link.token if self._link else None

    def hear(self, question: Data) -> Data:
        """Take down what is new of all that a page has told.

        Args:
            question: which page it is, and what it has told since it was opened, as kernel_side.js sends it.
        """
        page, told = question.get("page", ""), question.get("told", [])
        new = told[self._counts.get(page, 0) :]
        self._counts[page] = len(told)
        for each in new:
            self.take(each)
        return self.reply()

    def update(self) -> None:
        """Bring the output that keeps the answers up to date, where there is one."""
        if self._link:
            from IPython.display import update_display

            update_display(self._bundle(), raw=True, metadata=self.metadata(), display_id=self._link.token)

    def display(self) -> None:
        """Show the output that keeps the answers; nothing where nobody sits before a running kernel."""
        if self._link:
            from IPython.display import display

            display(self._bundle(), raw=True, metadata=self.metadata(), display_id=self._link.token)

    def metadata(self) -> Data:
        """Of the output that keeps the answers."""
        return {"micrograd": self.name() | (self.known() if self.state() else {})}

    def to_html(self) -> str:
        """The HTML of the output that keeps the answers."""
        state = self.state()
        if state is None:
            return '<div class="mg-answered" hidden></div>'
        token, inside = self.token() or "", f"<p>{escape(self.words())}</p>"
        data: Data = {"output": token, "state": state}
        return html.live(inside, data, _ENTRY, _STYLES, "mg-answered", f"{token}_kept")

    def _bundle(self) -> dict[str, str]:
        return {"text/html": self.to_html(), "text/plain": self.words()}


class AnsweredOutput(Output):
    """An output that is answered in its page. A subclass gives what keeps the answers, and its HTML for a token."""

    def _kept(self) -> Kept:
        raise NotImplementedError

    def _html(self, token: str | None) -> str:
        """The HTML with that token; with None, for a page without a kernel, with one that is made from its contents."""
        raise NotImplementedError

    def to_html(self) -> str:
        return self._html(None)

    def _live_html(self) -> str:
        return self._html(self._kept().token())

    def _ipython_display_(self) -> None:
        from IPython.display import display

        kept = self._kept()
        display(self._repr_mimebundle_(), raw=True, metadata={"micrograd": kept.name()})
        kept.display()
