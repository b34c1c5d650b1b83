"""The page of a lesson's slides: one file that needs no network, with reveal.js and all that plays in it."""

import re
from functools import cache
from pathlib import Path

from classroom.markup import CODE_STYLE, document
from classroom.slides.deck import Slide
from classroom.slides.timing import timed
from exercises.words import Text

_HERE = Path(__file__).parent
_REVEAL = _HERE / "reveal"
_END, _APART = re.compile("</(?=script)", re.IGNORECASE), r"<\\/"  # as it may stand inside of a script
# What reveal.js says in the speaker's window: (how it stands in its script, its words, ours). Each stands there once.
_SPEAKER = (
    (">{}<", "Upcoming", Text("deck.upcoming")),
    (">{} <", "Time", Text("deck.time")),
    (">{}<", "Click to Reset", Text("deck.reset")),
    (">{}<", "Pacing – Time to finish current slide", Text("deck.pacing")),
    (">{}</h4>", "Notes", Text("deck.notes")),
    ("'{}' +", "Layout", Text("deck.layout")),
    ("'{}'", "Default", Text("deck.layout default")),
    ("'{}'", "Wide", Text("deck.layout wide")),
    ("'{}'", "Tall", Text("deck.layout tall")),
    ("'{}'", "Notes only", Text("deck.layout notes")),
    ("{}...", "Loading speaker view", Text("deck.loading")),
    ("{}.", "Cross origin error.<br>The speaker window can only be opened from the same origin", Text("deck.apart")),
    (
        "{}.",
        "Error connecting to main window.<br>Please try closing and reopening the speaker view",
        Text("deck.lost"),
    ),
    (
        "{}.",
        "Speaker view popup failed to open. Please make sure popups are allowed and reopen the speaker view",
        Text("deck.popup"),
    ),
    ("'{}', {{ hour12: true", "en-US", Text("deck.clock")),
)


def page(title: str, found: list[Slide]) -> str:
    """The HTML of the page.

    Args:
        title: of the lesson.
        found: its slides.
    """
    sections = "".join(_section(slide, seconds, told) for slide, seconds, told in timed(found))
    styles = map(_file, (_REVEAL / "reset.css", _REVEAL / "reveal.css", _HERE / "slides.css"))
    scripts = (_file(_REVEAL / "reveal.js"), _speaker(), _file(_HERE / "slides.js"))
    body = f'<div class="reveal"><div class="slides">{sections}</div></div>{"".join(map(_script, scripts))}'
    return document(title, CODE_STYLE + "".join(styles), body)


def _section(slide: Slide, seconds: int, told: str) -> str:
    timing = f' data-timing="{seconds}"' if seconds else ""
    plan = f"<p><strong>{told}</strong></p>" if told else ""
    notes = plan + "".join(slide.notes)
    aside = f'<aside class="notes">{notes}</aside>' if notes else ""
    return f'<section class="{slide.kind}"{timing}><div class="room">{"".join(slide.blocks)}</div>{aside}</section>'


@cache
def _file(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _script(text: str) -> str:
    return f"<script>{_END.sub(_APART, text)}</script>"


def _speaker() -> str:
    """The script of the speaker's window, with its words in the language in force."""
    text = _file(_REVEAL / "notes.js")
    for around, theirs, ours in _SPEAKER:
        text = text.replace(around.format(theirs), around.format(ours))
    return text
