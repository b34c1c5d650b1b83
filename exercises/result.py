"""What a check shows and what programs read of it."""

from collections.abc import Iterable, Sequence
from html import escape

from exercises.card import Card
from exercises.errors import Explanation
from exercises.rows import compared
from exercises.time_limit import TimeUp
from exercises.verdict import Row, Verdict
from exercises.words import Text, joined, named
from viz.outputs import html
from viz.words.text import apart, plain, width

POINTS = 4  # for an exercise
SYMBOLS = {"not attempted": "○", "raised": "!", "wrong": "≠", "right": "✓"}
_OUTCOMES = {
    "not attempted": Text("result.not attempted"),
    "raised": Text("result.raised"),
    "wrong": Text("result.wrong"),
    "right": Text("result.right"),
}
_YOURS, _TRUE, _NUMBER = Text("result.yours"), Text("result.true"), Text("result.number")
_AT, _HINT = Text("result.at"), Text("result.hint")
_FAILED = Text("result.failed")
_PRINTED = Text("result.printed")


class Result(Card):
    """The answer of a check.

    Attributes:
        exercise: the name of the exercise, or "operation" and that of the operation.
        outcome: "not attempted", "raised", "wrong" or "right".
        mistake: the name of the mistake in docs/misconceptions.md, or None.
        message: up to three sentences in the language in force when the check ran.
        is_own: of what is right, whether all that was asked for was written in this notebook, or in a file beside it:
            it was not imported, nor brought by `mine`, and does not stand in a cell as a lesson gives it.
        error: the name of the exception's class where the learner's code raised one, or None.
        is_out_of_time: whether that code ran for too long, and was stopped.
    """

    def __init__(
        self,
        exercise: str,
        verdict: Verdict,
        error: Explanation | None = None,
        printed: str = "",
        picture: tuple[str, str] | None = None,
        hint: str = "",
    ) -> None:
        self.exercise, self.outcome, self.message = exercise, verdict.outcome, verdict.message
        self.mistake = verdict.mistake
        self.error = error.kind if error and error.kind else None
        self.is_out_of_time = self.error == TimeUp.__name__
        self._verdict, self._explanation, self._printed, self._picture = verdict, error, printed, picture
        self._hint = hint  # the call that gives one
        self.is_own = False
        self._besides = list[str]()

    @property
    def points(self) -> int:
        """What it earns where a program gives the marks: POINTS for what is right and one's own, else 0."""
        return POINTS if self.outcome == "right" and self.is_own else 0

    def told_besides(self, sentence: str) -> None:
        """Have it say one more sentence, in the end."""
        self._besides.append(sentence)

    def to_text(self) -> str:
        lines = [f"[{SYMBOLS[self.outcome]}] {self._headline()}"]
        lines += (
            ["    " + line for line in (self._explanation.where, self._explanation.what) if line]
            if self._explanation
            else []
        )
        lines += [self.message] if self.message else []
        source, rows = self._evidence()
        lines += [f"    {source}"] if source else []
        lines += ["    " + line for line in _aligned(rows)]
        lines += [f"{_PRINTED}\n{self._printed}"] if self._printed else []
        return "\n".join(lines + self._next())

    def to_svg(self) -> str | None:
        return self._picture[0] if self._picture else None

    def _kind(self) -> str:
        return self.outcome.replace(" ", "-")

    def _inside(self) -> str:
        source, rows = self._evidence()
        symbol = f'<span aria-hidden="true">{SYMBOLS[self.outcome]}</span>'
        parts = [f'<p class="mg-outcome">{symbol} {escape(self._headline())}</p>']
        if self._explanation:
            parts += [
                f'<pre class="mg-line">{escape(line)}</pre>'
                for line in (self._explanation.where, self._explanation.what)
                if line
            ]
        parts += [f"<p>{escape(self.message)}</p>"] if self.message else []
        parts += [f'<p class="mg-source">{escape(source)}</p>'] if source else []
        parts += [_table(rows)] if rows else []
        parts += [html.inline_svg(*self._picture)] if self._picture else []
        parts += (
            [f'<details><summary>{_PRINTED}</summary><pre class="mg-line">{escape(self._printed)}</pre></details>']
            if self._printed
            else []
        )
        parts += [f'<p class="mg-next">{escape(line)}</p>' for line in self._next()]
        return "".join(parts)

    def _evidence(self) -> tuple[str, list[Row]]:
        """(the expression with its numbers, rows of (what, theirs, the truth))."""
        evaluation, rows = self._verdict.evaluation, list(self._verdict.rows)
        if evaluation is None:
            return "", rows
        if not evaluation.right_forwards:
            rows.append((str(_NUMBER), *apart(evaluation.data, evaluation.true_data)))
        elif evaluation.gradients:
            rows += [
                compared(f"{name}.grad", evaluation.gradients.get(name), true, evaluation.tolerance)
                for name, true in evaluation.true_gradients.items()
            ]
        given = evaluation.expression.numbers | ({} if evaluation.seed == 1 else {"out.grad": evaluation.seed})
        given |= {f"{name}.grad": evaluation.held for name in evaluation.leaves} if evaluation.held else {}
        numbers = joined(f"{name} = {plain(x)}" for name, x in given.items())
        return f"{evaluation.expression.source}   {_AT.filled(numbers=numbers)}", rows

    def _headline(self) -> str:
        return named(self.exercise, _FAILED if self._is_ours() else _OUTCOMES[self.outcome])

    def _is_ours(self) -> bool:
        """Whether it was the check itself that failed."""
        return self._explanation is not None and self._explanation.ours

    def _next(self) -> list[str]:
        hinted = self._hint and self.outcome != "right" and not self._is_ours()
        return [_HINT.filled(call=self._hint)] if hinted else list(self._besides)


def _table(rows: Iterable[Row]) -> str:
    body = "".join(
        f'<tr class="{"" if theirs == true else "mg-differs"}"><th scope="row">{escape(what)}</th>'
        f"<td>{escape(theirs)}</td><td>{escape(true)}</td><td>{'' if theirs == true else '≠'}</td></tr>"
        for what, theirs, true in rows
    )
    head = f"<tr><td></td><th>{_YOURS}</th><th>{_TRUE}</th><td></td></tr>"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _aligned(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    table = [("", str(_YOURS), str(_TRUE), ""), *((*row, "" if row[1] == row[2] else "≠") for row in rows)]
    widths = [max(width(row[k]) for row in table) for k in range(4)]
    return ["  ".join(" " * (w - width(cell)) + cell for cell, w in zip(row, widths)).rstrip() for row in table]
