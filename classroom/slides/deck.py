"""Divides a lesson into slides: texts, questions, code and pictures, each on its own, with what the speaker says."""

import re
from dataclasses import dataclass, field
from typing import Any

from classroom.lesson import Lesson, Part
from classroom.markup import FOLDED, code_block, html_of, is_text, output_html, with_coloured_code, without_links
from classroom.slides.asking import class_question, what_they_mean
from classroom.slides.portions import LINE_OF_CODE, ROOM, lines_of, pages, windows
from exercises.answer_texts import answer_text
from viz.words.messages import say

MOST_WORDS = {"en": 60, "zh-TW": 110}  # of a text on a slide; of Chinese the characters
_SHORT = 2  # lines of code that may stand above the picture that they show
_BAR_ALONE = re.compile(r'<div class="mg mg-watch".*<div class="mg-views"></div>', re.DOTALL)  # all steps are done
_TAG = re.compile(r"<math.*?</math>|<pre.*?</pre>|<[^>]+>", re.DOTALL)
_WORD = {"en": re.compile(r"\w[\w'’-]*"), "zh-TW": re.compile("[\u4e00-\u9fff]")}


@dataclass
class Slide:
    """What is seen at once.

    Attributes:
        kind: "words" (text, code, what it printed), "picture" (something to look at, with a headline) or "question".
        blocks: the HTML of what stands there, from above.
        notes: HTML for the speaker.
        begins: the name of the section that begins here.
        minutes: how long that section takes.
        room: how many lines of text it still has room for.
    """

    kind: str
    blocks: list[str]
    notes: list[str] = field(default_factory=list)
    begins: str | None = None
    minutes: int = 0
    room: float = ROOM

    def words(self, language: str) -> int:
        """How many words a class has to read here; of Chinese the characters."""
        if self.kind != "words":
            return 0
        text = " ".join(block for block in self.blocks if block.startswith('<div class="text'))
        return len(_WORD[language].findall(_TAG.sub(" ", text)))


def slides(lesson: Lesson) -> list[Slide]:
    """The slides of a lesson that was executed, in order."""
    found: list[Slide] = []
    section: Part | None = None  # where one begins of which no slide was seen yet
    for part in lesson.parts:
        section = part if part.section else section
        begun = len(found)
        if part.role == "answer" or part.slide.get("show") == "nothing":
            _leave_to_the_speaker(found, part)
        elif part.role != "setup":
            (_code if part.is_code else _text)(found, part)
        if section and len(found) > begun:
            found[begun].begins, found[begun].minutes = section.section, section.minutes
            section = None
        if found:
            found[-1].notes += [html_of(note, part.pictures) for note in part.notes]
    return found


def _leave_to_the_speaker(found: list[Slide], part: Part) -> None:
    """Let a text be a note of the slide before."""
    if found and not part.is_code:
        told = FOLDED.sub(lambda folded: _told(*folded.groups()) if part.role == "answer" else folded[2], part.source)
        found[-1].notes.append(html_of(told, part.pictures))


def _told(head: str, body: str) -> str:
    """What is folded away in a text, as it stands in a note."""
    return f"**{head}**\n\n{body}"


def _text(found: list[Slide], part: Part) -> None:
    short = part.slide.get("text")
    text, folded = (short or part.source), [_told(*each) for each in FOLDED.findall(part.source)]
    for n, page in enumerate(pages(FOLDED.sub("", text))):
        html = with_coloured_code(html_of(page, part.pictures))
        found.append(Slide("words", [_block("text", html)], room=ROOM - lines_of(page)))
        if n == 0 and short:
            found[-1].notes.append(html_of(FOLDED.sub("", part.source), part.pictures))
    found[-1].notes += map(html_of, folded)


def _code(found: list[Slide], part: Part) -> None:
    for name in part.predict:
        found.append(Slide("question", [class_question(name)], [what_they_mean(name)]))
    show = part.slide.get("show")
    shown = [] if show == "output" or part.is_folded else list(windows(part.source, part.slide.get("lines")))
    outputs = [] if show == "code" or part.exercise else [each for each in part.outputs if _is_seen(each)]
    if show == "output":  # a picture needs nothing printed beside it
        outputs = [each for each in outputs if not is_text(each)] or outputs
    above = shown[-1] if shown and outputs and _stands_above(shown[-1], outputs, _headline(part)) else ""
    joins = bool(found) and not part.predict and found[-1].kind == "words"
    for window in shown[: len(shown) - bool(above)]:
        _add_code(found, window, joins)
        joins = False
    _add_outputs(found, part, outputs, above)
    _add_answers(found, part, has_headline=bool(outputs), is_code_alone=len(shown) == 1 and not outputs)


def _is_seen(output: dict[str, Any]) -> bool:
    html = output_html(output)
    return bool(html) and not _BAR_ALONE.search(html)


def _headline(part: Part) -> str:
    """What stands above that which a cell displays, "" where nothing does."""
    return str(part.slide.get("answer") or part.slide.get("text", ""))


def _headlines(part: Part, outputs: list[dict[str, Any]]) -> list[str]:
    """What stands above the first output; one for each, where it has as many paragraphs as there are outputs."""
    headline = _headline(part)
    paragraphs = re.split(r"\n\s*\n", headline)
    return paragraphs if headline and len(paragraphs) == len(outputs) else [headline] * bool(headline)


def _stands_above(code: str, outputs: list[dict[str, Any]], headline: str) -> bool:
    """Whether some code is seen at once with the picture that it shows, or, below a headline, with what it prints."""
    if not is_text(outputs[-1]):
        return code.count("\n") < _SHORT and not is_text(outputs[0])
    lines = code.count("\n") + output_html(outputs[0]).count("\n") + 2
    return bool(headline) and lines_of(headline) + lines * LINE_OF_CODE <= ROOM


def _add_code(found: list[Slide], code: str, joins: bool) -> None:
    block, lines = code_block(code), (code.count("\n") + 2) * LINE_OF_CODE
    if joins and lines <= found[-1].room:
        found[-1].blocks.append(block)
        found[-1].room -= lines
    else:
        found.append(Slide("words", [block], room=ROOM - lines))


def _add_outputs(found: list[Slide], part: Part, outputs: list[dict[str, Any]], above: str) -> None:
    headlines = _headlines(part, outputs)
    ends_with_a_picture = bool(outputs) and not is_text(outputs[-1])
    for output in outputs:
        html = output_html(output)
        printed = html.count("\n") + 2
        is_below = is_text(output) and found and found[-1].kind == "words" and printed * LINE_OF_CODE <= found[-1].room
        if is_below and (ends_with_a_picture or not headlines):
            found[-1].blocks.append(_block("printed fragment", html))
            found[-1].room -= printed * LINE_OF_CODE
        else:
            is_printed = is_text(output) and printed * LINE_OF_CODE <= ROOM
            kind, seen = ("words", "printed") if is_printed else ("picture", "seen")
            head = [_block("text", html_of(headlines.pop(0)))] if headlines else []
            code = [code_block(above)] if above else []
            found.append(Slide(kind, [*head, *code, _block(seen, html)], room=0))
            above = ""


def _add_answers(found: list[Slide], part: Part, has_headline: bool, is_code_alone: bool) -> None:
    for name in part.predict:
        full, short = answer_text(name), _headline(part)
        if short and has_headline:
            found[-1].notes.append(full)
        elif short and is_code_alone and lines_of(short) <= found[-1].room:
            found[-1].blocks.insert(0, _block("text", html_of(short)))
            found[-1].notes.append(full)
        elif short:
            found.append(Slide("words", [_block("text", html_of(short))], [full]))
        elif full:
            found.append(Slide("words", [_block("text", full)]))


def _block(kind: str, html: str) -> str:
    return f'<div class="{kind}">{without_links(html) if kind == "text" else html}</div>'


def too_wordy(found: list[Slide], language: str) -> list[str]:
    """What is to be said of the slides that have too many words to be read while somebody speaks."""
    counted = [(n, slide.words(language)) for n, slide in enumerate(found, 1)]
    return [say("deck.too wordy", slide=n, count=count) for n, count in counted if count > MOST_WORDS[language]]
