"""The kernel's side of an output: what the page asks, Python answers, and what the one knows the other can follow.

    player.widget.observe(show, "step")   # in a running kernel every player and explorer is a widget as well

An output is shown as HTML that needs no kernel. Its widget is made when somebody asks for it, and the page that stands
there already finds it by its token; displayed itself, in a box of ipywidgets, it shows the same page once more.
"""

from __future__ import annotations

import sys
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from viz.missing import MissingExtra
from viz.outputs.html import Data
from viz.outputs.output import Output
from viz.words.messages import say

if TYPE_CHECKING:
    from viz.outputs.widgets import Answering, Link


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


def is_somebody_there() -> bool:
    """Whether somebody sits before a running kernel.

    A notebook that is executed by a program (nbconvert) has nobody who could move a slider: there a widget would only
    leave its state in the file, and the page that is made from it would ask a network for the widget's code.
    """
    try:
        from IPython import get_ipython

        kernel = get_ipython().kernel
        if sys.platform == "emscripten":  # a browser's kernel, which no program starts
            return True
        return bool(kernel.get_parent("shell")["content"].get("allow_stdin", False))
    except (ImportError, AttributeError, KeyError, TypeError):
        return False


def link_to_page(answer: Answering, question: Data | None = None) -> PageLink | None:
    """A link to the page, where somebody sits before a running kernel; otherwise None.

    Args:
        answer: a question (JSON from the page) -> an answer (JSON for the page).
        question: the one that stands at the beginning.

    Returns:
        A PageLink.
    """
    if not is_somebody_there() or find_spec("anywidget") is None:
        return None
    from viz.outputs.widgets import Link

    return Link(answer, token=new_token(), question=question or {})


def new_token() -> str:
    """What an output is found by in the page."""
    return uuid4().hex[:12]


class LinkedOutput(Output):
    """An output that is a widget too, in a running kernel."""

    @property
    def is_live(self) -> bool:
        """Whether it can be a widget: somebody sits before a running kernel."""
        return is_somebody_there() and find_spec("anywidget") is not None

    @cached_property
    def widget(self) -> Link:
        """Itself as a widget of ipywidgets, with traits to observe and to link (see viz.outputs.widgets).

        Raises:
            MissingExtra: anywidget is missing.
            RuntimeError: nobody sits before a running kernel.
        """
        if find_spec("anywidget") is None:
            raise MissingExtra(say("no anywidget"))
        if not is_somebody_there():
            raise RuntimeError(say("no widget"))
        widget = self._make_widget()
        widget.page = self._html(widget.token)
        return widget

    @cached_property
    def _token(self) -> str:
        return new_token()

    def _make_widget(self) -> Link:
        """The widget, without its page; with the token that _live_html has."""
        raise NotImplementedError

    def _html(self, token: str | None) -> str:
        """The HTML with that token; with None, for a page without a kernel, with one that is made from its contents."""
        raise NotImplementedError

    def to_html(self) -> str:
        return self._html(None)

    def _live_html(self) -> str:
        return self._html(self._token if self.is_live else None)
