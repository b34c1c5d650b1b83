"""The picture of `progress()`: it shows what is kept and nothing else, for eyes, ears and narrow pages."""

import html
import re

import pytest

import viz
from exercises import progress, progress_store
from exercises.blank_page.parts import PARTS
from exercises.bugs import records as bugs
from exercises.parsons import records as lines
from exercises.topics import EXERCISES, QUESTIONS
from exercises.truth import truth
from pages import violations
from viz.words.messages import LANGUAGES, say


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch, english):
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)


@pytest.fixture
def somebody(fresh):
    """Who has done something of everything."""
    for name, outcome in {"slope": "right", "central_difference": "right", "add": "right", "mul": "wrong"}.items():
        progress_store.note(name, outcome)
    asked = EXERCISES["slope"].predictions
    progress_store.note_prediction(asked[0].name, truth(asked[0]), True)
    progress_store.note_prediction(asked[1].name, _wrong(asked[1]), False)
    bugs.note("ant", "name", True)
    bugs.note("bee", "line", True)
    lines.note("add", True)
    lines.note("mul", False)
    progress_store.note_attempt("practice", "sign", True)
    progress_store.note_attempt("blank", PARTS[0], True)
    return asked


def _wrong(question):
    return question.slips[0]


def rows():
    """The rows of the table: its head, and the words of each cell, with the signs."""
    shown = re.findall(r"<tr>(.*?)</tr>", progress().to_html(), re.DOTALL)[1:]
    return {_words(cells[0]): cells[1:] for cells in (re.split(r"<td[^>]*>", row) for row in shown)}


def _words(cell):
    return html.unescape(re.sub(r"<text.*?</text>|<[^>]*>", "", cell)).strip()


def squares(cell):
    return re.findall(r'<i class="mg-(right|otherwise|open)"></i>', cell)


def test_each_lesson_shows_what_was_done_of_it(somebody):
    found = rows()
    assert [*found] == [*(f"Lesson {n}" for n in range(9)), "Tasks from elsewhere", "The blank page"]
    exercises, answers, _, _ = found["Lesson 0"]
    assert _words(exercises) == "✓ slope done ✓ central_difference done"
    open_ones = ["open"] * (sum(len(each.predictions) for each in EXERCISES.values() if each.lesson == 0) - 2)
    assert (
        squares(answers) == ["right", "otherwise", *open_ones] and f"1 of {2 + len(open_ones)} right at once" in answers
    )
    exercises, _, arranged, found_bugs = found["Lesson 2"]
    assert _words(exercises) == "✓ add done ○ add3 untouched" and _words(arranged) == "✓ add done"
    assert "right" in squares(found_bugs)
    assert _words(found["Lesson 3"][0]) == "≠ mul attempted" and _words(found["Lesson 3"][2]) == "≠ mul attempted"
    assert _words(found["The blank page"][0]).startswith("✓ value done ○ add untouched")


def test_a_bug_of_which_only_a_step_was_right_is_not_found(somebody):
    marks = [mark for cells in [*rows().values()][:-1] for mark in squares(cells[3])]
    assert marks.count("right") == 1 and marks.count("otherwise") == 1
    assert len(marks) == len(progress_bugs())


def progress_bugs():
    from exercises import bug

    return bug.names


def test_the_ring_of_a_lesson_closes_with_its_exercises(somebody):
    shown = progress().to_html()
    heads = re.findall(r'<th scope="row"(.*?)</th>', shown, re.DOTALL)
    assert [n for n, head in enumerate(heads) if "mg-closed" in head] == [0]
    assert 'stroke-dasharray="50 100"' in heads[2] and "dasharray" not in heads[1]


def test_answers_that_an_earlier_version_has_kept_are_judged(tmp_path):
    """They tell neither when they were given nor whether they are right."""
    for name, question in QUESTIONS.items():
        part = "choices" if isinstance(truth(question), str) else "predictions"
        progress_store._take_down({part: {name: truth(question)}})
    marks = [mark for cells in [*rows().values()][:-1] for mark in squares(cells[1])]
    assert marks == ["right"] * len(QUESTIONS)


def test_the_same_in_words(somebody):
    said = repr(progress())
    assert "  1. " in said and "1 of 4 found" in said and "✓ value (done)" in said
    assert re.search(r"Lesson 0: .*Predictions: 1 of 6 right at once", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1000, 390])
def test_it_fits_and_can_be_heard(somebody, browser, tmp_path, language, width):
    viz.language(language)
    page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme="dark" if width == 390 else "light")
    page.goto(progress().save(tmp_path / "where.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []
    assert page.get_by_text(say("progress.next")).is_visible()
    narrow = page.locator(".mg-way thead").evaluate("head => getComputedStyle(head).display") == "none"
    assert narrow == (width == 390)
    page.close()
