"""`keepsake()`: what a learner takes away from the blank page, as one page that needs nothing else: how long it took,
how many tries, their code, their network with its boundary.
"""

from html import escape
from pathlib import Path
from time import localtime, strftime

from exercises.blank_page.page import Page, page
from exercises.blank_page.parts import MOONS, PARTS
from exercises.blank_page.training import ENOUGH, POINTS
from exercises.blank_page.tries import LONGEST, Round, this_round
from exercises.card import STYLE, Card
from exercises.result import SYMBOLS
from exercises.words import Text, joined, named
from viz.outputs import html

_STYLE = Path(__file__).with_name("keepsake.css")
_TITLE, _DONE, _NOT_FINISHED = Text("keepsake.title"), Text("keepsake.done"), Text("keepsake.not finished")
_WRONG = Text("result.wrong")
_MISSING, _RUN_FIRST = Text("keepsake.missing"), Text("keepsake.run first")
_BEGUN, _FINISHED = Text("keepsake.begun"), Text("keepsake.finished")
_TIME, _MINUTES, _LITTLE, _COUNTED = (
    Text("keepsake.time"), Text("keepsake.minutes"), Text("keepsake.little"), Text("keepsake.counted"),
)  # fmt: skip
_TRIES, _LINES, _LINES_OF = Text("keepsake.tries"), Text("keepsake.lines"), Text("keepsake.lines of")
_MOONS, _SCORE = Text("keepsake.moons"), Text("keepsake.score")
_PART, _RIGHT_SINCE, _CODE, _NETWORK = (
    Text("keepsake.part"), Text("keepsake.right since"), Text("keepsake.code"), Text("keepsake.network"),
)  # fmt: skip


class Keepsake(Card):
    """What a learner takes away.

    Attributes:
        missing: the parts that are not right, or have not been looked at in this session; [] where all is done.
        tries: {part: how many}.
        seconds: spent, as far as it is known.
        code: as it was written.
    """

    def __init__(self, seen: Page, round: Round) -> None:
        self.missing = [*seen.missing(), *([MOONS] if (seen.score or (0, 0))[0] < ENOUGH else [])]
        self.tries, self.seconds = dict(round.tries), round.seconds
        self.code = "\n\n\n".join(seen.texts())
        self._right, self._begun, self._finished = round.right, round.begun, round.finished
        self._score, self._picture = seen.score, seen.picture
        self._has_run = bool(seen.classes)

    def to_text(self) -> str:
        lines = [named(name, told) for name, told in self._facts()] + self._notes()
        rows = [f"  {named(part, joined([tries, since]))}" for part, tries, since in self._rows()]
        code = [str(_CODE), self.code] if self.code else []
        seen = [self._picture[1]] if self._picture else []
        return "\n".join([self._headline(), *self._said(), *lines, *rows, *seen, *code])

    def to_svg(self) -> str | None:
        return self._picture[0] if self._picture else None

    def to_html(self) -> str:
        styles = "".join(path.read_text(encoding="utf-8") for path in (STYLE, _STYLE))
        return html.frame(self._inside(), f"mg-answer mg-keepsake mg-{self._kind()}", styles)

    def _inside(self) -> str:
        head = f'<p class="mg-outcome">{escape(self._headline())}</p>'
        said = "".join(f"<p>{escape(line)}</p>" for line in self._said())
        facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(told)}</dd></div>" for name, told in self._facts())
        picture = _moved_by_keys("div", _NETWORK, html.inline_svg(*self._picture)) if self._picture else ""
        notes = "".join(f'<p class="mg-next">{escape(note)}</p>' for note in self._notes())
        code = _moved_by_keys("pre", _CODE, escape(self.code)) if self.code else ""
        return f"{head}{said}<dl>{facts}</dl>{notes}{self._table()}{picture}{code}"

    def _kind(self) -> str:
        return "progress" if self.missing else "right"

    def _page_title(self) -> str:
        return str(_TITLE)

    def _headline(self) -> str:
        return str(_NOT_FINISHED if self.missing else _DONE)

    def _said(self) -> list[str]:
        """What is to be done yet."""
        if not self.missing:
            return []
        if not self._has_run:
            return [str(_RUN_FIRST)]
        return [_MISSING.filled(names=joined(self.missing), most=ENOUGH, all=POINTS)]

    def _facts(self) -> list[tuple[str, str]]:
        """(name, what is told) of all that is known."""
        facts = [(str(name), _day(at)) for name, at in ((_BEGUN, self._begun), (_FINISHED, self._finished)) if at]
        if self._begun:
            facts.append((str(_TIME), _spent(self.seconds)))
        facts += [(str(_TRIES), str(sum(self.tries.values())))] if self.tries else []
        lines = sum(bool(line.strip()) for line in self.code.splitlines())
        facts += [(str(_LINES), _LINES_OF.filled(count=lines))] if lines else []
        if self._score:
            facts.append((str(_MOONS), _SCORE.filled(right=self._score[0], all=self._score[1])))
        return facts

    def _notes(self) -> list[str]:
        """How the time was counted."""
        return [_COUNTED.filled(minutes=LONGEST // 60)] if self._begun else []

    def _rows(self) -> list[tuple[str, str, str]]:
        """(part, how many tries, since when it is right) of each part that was tried."""
        tried = [part for part in PARTS if part in self.tries]
        not_yet = f"{SYMBOLS['wrong']} {_WRONG}"
        return [(p, str(self.tries[p]), _clock(self._right[p]) if p in self._right else not_yet) for p in tried]

    def _table(self) -> str:
        if not self.tries:
            return ""
        head = "".join(f'<th scope="col">{name}</th>' for name in (_PART, _TRIES, _RIGHT_SINCE))
        body = "".join(
            f'<tr><th scope="row">{part}</th><td>{tries}</td><td>{since}</td></tr>'
            for part, tries, since in self._rows()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def keepsake() -> Keepsake:
    """What is to be taken away from the blank page, or what is missing yet. `.save("my_micrograd.html")` writes it as a
    page that needs no kernel and no network.
    """
    return Keepsake(page, this_round())


def _moved_by_keys(tag: str, name: Text, inside: str) -> str:
    """A headline, and below it what may be wider than the page: the arrow keys then move it."""
    kind = "mg-line" if tag == "pre" else "mg-wide"
    area = f'class="{kind}" tabindex="0" role="region" aria-label="{name}"'
    return f"<h2>{name}</h2><{tag} {area}>{inside}</{tag}>"


def _spent(seconds: float) -> str:
    minutes = round(seconds / 60)
    return _MINUTES.filled(minutes=minutes) if minutes else str(_LITTLE)


def _day(at: float) -> str:
    return strftime("%Y-%m-%d %H:%M", localtime(at))


def _clock(at: float) -> str:
    return strftime("%m-%d %H:%M", localtime(at))
