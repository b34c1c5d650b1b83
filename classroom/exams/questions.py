"""The questions of an exam, each with what stands on the sheet, what stands on the key, and its points."""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from classroom.exams.exam_graphs import exam_graph
from classroom.exams.figures import LETTERS, figure
from classroom.exams.mistakes import puzzle
from classroom.exams.parts import BLANK, choices
from classroom.plans.misconceptions import told
from exercises.practice.random_graphs import GATES, Drawn
from exercises.practice.sentences import computed, received
from viz.words.messages import language, say
from viz.words.text import plain

_WRITTEN = Path(__file__).with_name("exam.toml")
_NAME_POINTS, _PLACE_POINTS, _SENTENCE_POINTS = 2, 2, 4
_NOT_ONE = 4  # local slopes
_LINES = 5  # to write a few sentences on


@dataclass(frozen=True)
class Question:
    """One question of an exam.

    Attributes:
        title: what it is about.
        task: what is to be done, in HTML.
        sheet: what it is done on: a picture, lines to write on.
        key: the same as it should be in the end, the way there, and what earns which points.
        points: all that there are.
        is_about_a_graph: whether it is; else it is answered in words.
    """

    title: str
    task: str
    sheet: str
    key: str
    points: int
    is_about_a_graph: bool = True


def questions(seed: int, graphs: int) -> list[Question]:
    """The questions that belong to a seed: of so many graphs one each, and one that is answered in words.

    Args:
        seed: any whole number; the same one gives the same questions.
        graphs: how many graphs; the relu of the first is open, that of the second closed, and so on.
    """
    rng = random.Random(str(seed))  # a number alone would be taken for its absolute value
    asked = [_KINDS[n % len(_KINDS)](rng, GATES[n % len(GATES)]) for n in range(graphs)]
    return [*asked, _in_words(rng)]


def _fill_in(rng: random.Random, gate: str) -> Question:
    drawn = exam_graph(rng, gate)
    nodes = range(len(drawn.graph.nodes))
    results = [i for i in nodes if drawn.graph.nodes[i].operands]
    reused = [drawn.graph.nodes[i].label for i in nodes if len(drawn.uses(i)) > 1]
    way = [computed(drawn, i) for i in results] + [received(drawn, i) for i in reversed(nodes)]
    points = len(results) + len(nodes) + len(reused)
    marks = say("exam.fill marks", results=len(results), gradients=len(nodes), reused=say("comma").join(reused))
    return Question(
        say("exam.fill title"),
        _paragraph(say("exam.fill task")),
        figure(drawn, data=False, gradients="asked", on_arrows="nothing"),
        figure(drawn) + _steps(way) + _marks(marks),
        points,
    )


def _find_slopes(rng: random.Random, gate: str) -> Question:
    drawn = exam_graph(rng, gate, also=_has_many_slopes)
    count = len(drawn.arrows)
    lines = "".join(f"<li><b>{letter}</b> × {BLANK}</li>" for letter in LETTERS[:count])
    found = [
        f"<li><b>{letter}</b> × {plain((drawn.slopes[i] or ())[slot])}</li>"
        for letter, (i, slot) in zip(LETTERS, drawn.arrows)
    ]
    return Question(
        say("exam.slopes title"),
        _paragraph(say("exam.slopes task")),
        figure(drawn, gradients="none", on_arrows="letters") + f'<ul class="slots">{lines}</ul>',
        figure(drawn, gradients="none", on_arrows="letters")
        + f'<ul class="slots">{"".join(found)}</ul>'
        + _marks(say("exam.slopes marks")),
        count,
    )


def _has_many_slopes(drawn: Drawn) -> bool:
    """Whether there is something to find out: enough slopes that are not simply 1."""
    return sum(slope != 1 for slopes in drawn.slopes for slope in slopes or ()) >= _NOT_ONE


def _name_the_mistake(rng: random.Random, gate: str) -> Question:
    asked = puzzle(rng, gate)
    drawn, first = asked.drawn, asked.wrong[0]
    node = drawn.graph.nodes[first]
    right = say(
        "exam.mistake answer",
        mistake=told(asked.mistake),
        name=node.label,
        wrong=plain(asked.gradients[first]),
        true=plain(node.grad),
    )
    blanks = say("exam.mistake place", name=BLANK, number=BLANK)
    return Question(
        say("exam.mistake title"),
        _paragraph(say("exam.mistake task")),
        figure(drawn, on_arrows="nothing", wrong=asked.gradients)
        + f"{choices(map(told, asked.choices))}<p>{blanks}</p>",
        figure(drawn, wrong=asked.gradients, marked=asked.wrong)
        + _paragraph(right)
        + _marks(say("exam.mistake marks", name=_NAME_POINTS, place=_PLACE_POINTS)),
        _NAME_POINTS + _PLACE_POINTS,
    )


def _in_words(rng: random.Random) -> Question:
    asked = rng.choice(written())
    return Question(
        say("exam.words title"),
        _paragraph(asked["question"]),
        '<div class="lines">' + "<div></div>" * _LINES + "</div>",
        _steps([say("exam.full", points=_SENTENCE_POINTS, what=asked["full"]),
                say("exam.half", points=_SENTENCE_POINTS // 2, what=asked["half"])]),
        _SENTENCE_POINTS,
        is_about_a_graph=False,
    )  # fmt: skip


def written() -> list[dict[str, str]]:
    """The questions that are answered in words, in the language in force: {"question", "full", "half": text}."""
    found = tomllib.loads(_WRITTEN.read_text(encoding="utf-8"))["written"]
    return [{part: texts[language()] for part, texts in each.items()} for each in found]


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _marks(text: str) -> str:
    return f'<p class="marks">{escape(text)}</p>'


def _steps(lines: list[str]) -> str:
    return '<ul class="steps">' + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


_KINDS: tuple[Callable[[random.Random, str], Question], ...] = (_fill_in, _find_slopes, _name_the_mistake)
