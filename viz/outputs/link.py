"""The kernel's side of an output: what the page asks, Python answers."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Protocol
from uuid import uuid4

from viz.outputs import html
from viz.outputs.html import Data


class PageLink(Protocol):
    """What the page and Python share.

    Attributes:
        token: what the output carries in its page (see viz.outputs.html.live).
        question: what the page has asked last.
        answer: what Python has answered.
    """

    token: str
    question: Data
    answer: Data


def link_to_page(answer: Callable[[Data], Data], question: Data | None = None) -> PageLink | None:
    """A link to the page, where somebody sits before a running kernel; otherwise None.

    A notebook that is executed by a program (nbconvert) has nobody who could move a slider: there a widget would only
    leave its state in the file, and the page that is made from it would ask a network for the widget's code.

    Args:
        answer: a question (JSON from the page) -> an answer (JSON for the page).
        question: the one that stands at the beginning.

    Returns:
        A PageLink.
    """
    try:
        from IPython import get_ipython

        content = get_ipython().kernel.get_parent("shell")["content"]
        somebody = content.get("allow_stdin", False)
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
    return _link(answer, question or {}) if somebody and find_spec("anywidget") else None


def _link(answer: Callable[[Data], Data], question: Data) -> PageLink:
    import anywidget
    import traitlets

    class Link(anywidget.AnyWidget):
        _esm = html.source("link.js")
        token = traitlets.Unicode().tag(sync=True)
        question = traitlets.Dict().tag(sync=True)
        answer = traitlets.Dict().tag(sync=True)

        @traitlets.observe("question")
        def _reply(self, change: Any) -> None:
            self.answer = answer(change.new)

    return Link(token=uuid4().hex[:12], question=question)
