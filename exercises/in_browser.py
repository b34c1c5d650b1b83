"""What a browser's Python is told before a lesson runs in it. Elsewhere there is nothing to tell."""

import sys

from exercises.supervision import DEEPEST

CHANNEL = "micrograd-notebooks: Python has stopped"  # by which the pages of a site hear of it: lessons/browser/bar.js


def prepare() -> None:
    """Have code meet the limit of recursion before the stack is full, and the page hear of it if Python ends all the
    same: by itself a kernel that has ended says nothing, and is busy for ever.
    """
    if sys.platform == "emscripten":
        sys.setrecursionlimit(min(sys.getrecursionlimit(), DEEPEST))
        _tell_the_page_at_the_end()


def _tell_the_page_at_the_end() -> None:
    import pyodide_js
    from pyodide.code import run_js

    # In JavaScript, as no Python runs any more by then.
    pyodide_js._api.on_fatal = run_js(f"() => new BroadcastChannel('{CHANNEL}').postMessage('')")
