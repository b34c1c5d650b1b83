"""Code that somebody has pasted into a page, most often a class and a few lines that use it: it is run, and the graph
that it computes is played.
"""

import ast
import linecache
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from html import escape
from typing import Any

from exercises.card import Card
from exercises.errors import explain
from exercises.in_browser import prepare
from exercises.supervision import supervise
from exercises.time_limit import TimeUp
from exercises.words import Text
from viz.outputs.animations import animate, record
from viz.outputs.output import Output
from viz.values.conventions import label_of, set_label
from viz.values.operands import is_value_like
from viz.words.messages import language

FILE = "<pasted>"  # where its lines stand, for whoever looks for them: a recording shows those that run
_FIRST = "from micrograd.engine import Value\nValue(1) + 1"  # what takes long only once is no part of a program's time
_ROOT = " of backward"  # no name that a program can have
_PLAYING = 20.0  # seconds: its backward() and our own work, of which the first time takes longest
_STOPPED, _TOO_LONG, _NO_VALUE, _NOT_RUN, _PRINTED = (
    Text("pasted.stopped"),
    Text("pasted.too long"),
    Text("pasted.no value"),
    Text("pasted.not run"),
    Text("pasted.printed"),
)


def pasted(code: str) -> list[Output]:
    """Run code, and show what it computes.

    Where a line of it calls the `backward()` of a value, `d.backward()`, that call is what is played, and no line from
    there on is run. Otherwise it is the value of the last line, or the last value that was given a name.

    Args:
        code: a program. It is stopped after a few seconds, and has names of its own.

    Returns:
        What the value's own `backward()` does, or the true pass where it has none; before it what the code printed.
        Or what went wrong, in words.
    """
    linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
    ran = supervise(partial(_run, code))
    if ran.value is None:
        return [_Problem(ran.error, ran.printed)]
    root, is_all = ran.value
    if root is None:
        return [_Said([_NO_VALUE], ran.printed)]
    played = supervise(partial(_played, root), seconds=_PLAYING)
    if played.value is None:
        ended = isinstance(played.error, TimeUp)
        return [_Said([_TOO_LONG], ran.printed) if ended else _Problem(played.error, ran.printed)]
    before = [] if is_all and not ran.printed else [_Said([] if is_all else [_NOT_RUN], ran.printed)]
    return [*before, played.value]


def begin(name: str) -> Callable[[str], str]:
    """What a page with a Python of its own runs programs with.

    Args:
        name: the language of the page.

    Returns:
        (a program) -> the HTML of what `pasted` shows of it.
    """
    language(name)
    prepare()

    def shown(code: str) -> str:
        return "".join(output.to_html() for output in pasted(code))

    shown(_FIRST)
    return shown


def _run(code: str) -> tuple[Any, bool]:
    """(the value to be shown, or None; whether all lines were run)"""
    names: dict[str, Any] = {"__name__": "__main__", "__file__": FILE}
    lines = ast.parse(code, FILE).body
    last: Any = None
    for line in lines:
        match line:
            case ast.Expr(ast.Call(ast.Attribute(of, "backward") as method, [], []) as call):
                root = _value(of, names)
                if is_value_like(root):
                    _label(names)
                    return root, line is lines[-1]
                method.value = ast.copy_location(ast.Name(_ROOT, ast.Load()), of)  # what stands there is made once
                last = _value(call, {**names, _ROOT: root})
            case ast.Expr(value):
                last = _value(value, names)
            case _:
                exec(compile(ast.Module([line], []), FILE, "exec"), names)
                last = None
    _label(names)
    return next(_values(last, names), None), True


def _label(names: dict[str, Any]) -> None:
    """Give values that have no label the names of their variables: these stand in the picture."""
    for name, thing in names.items():
        if is_value_like(thing) and not label_of(thing):
            with suppress(AttributeError):  # a class without room for one
                set_label(thing, name)


def _value(expression: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), FILE, "eval"), names)


def _values(last: Any, names: dict[str, Any]) -> Iterator[Any]:
    """What may be meant, the likeliest first."""
    yield from (thing for thing in (last, *reversed(names.values())) if is_value_like(thing))


def _played(root: Any) -> Output:
    try:
        return record(root)
    except TypeError:  # it has no way back, or no gradients; a thing that is no value is refused by both
        return animate(root)


class _Said(Card):
    """Sentences, and what the code printed."""

    def __init__(self, sentences: list[Text], printed: str) -> None:
        self._sentences, self._printed = [*map(str, sentences)], printed

    def to_text(self) -> str:
        return "\n".join([*self._sentences, *([f"{_PRINTED}\n{self._printed}"] if self._printed else [])])

    def _inside(self) -> str:
        printed = f"<p>{_PRINTED}</p><pre>{escape(self._printed)}</pre>" if self._printed else ""
        return "".join(f"<p>{escape(text)}</p>" for text in self._sentences) + printed

    def _kind(self) -> str:
        return "said"


class _Problem(_Said):
    """What ended the code."""

    def __init__(self, error: BaseException | None, printed: str) -> None:
        super().__init__([], printed)
        assert error is not None  # a Report has a value or an error
        explanation = explain(error)
        self._where = explanation.where
        self._sentences = [text for text in (explanation.what, explanation.meaning) if text]

    def to_text(self) -> str:
        return "\n".join(filter(None, [f"{_STOPPED} {self._where}", super().to_text()]))

    def _inside(self) -> str:
        where = f"<pre>{escape(self._where)}</pre>" if self._where else ""
        return f"<p><b>{_STOPPED}</b></p>{where}{super()._inside()}"

    def _kind(self) -> str:
        return "raised"
