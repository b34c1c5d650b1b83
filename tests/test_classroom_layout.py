"""How classroom/slides/deck.py lays out code that stands in a text, what a cell printed, and a question without a cell."""

import pytest

from classroom.execution import executed
from classroom.lesson import Lesson, Part
from classroom.slides.deck import slides
from exercises.answer_texts import answer_text


def slides_of(*parts):
    return slides(Lesson("05_relu", "en", parts))


def printed(text):
    return ({"output_type": "stream", "name": "stdout", "text": text},)


def test_a_question_without_a_cell_leaves_no_empty_code_behind():
    (asked,) = slides_of(Part("a", True, "", predict=("remember_paths",)))
    assert asked.kind == "question"


def test_code_in_a_text_looks_as_the_code_of_a_cell_and_is_not_counted_as_words():
    text = "Is it *less*?\n\n```\nif a < b:\n    return a\n```"
    (shown,) = slides_of(Part("a", False, "long", slide={"text": text}))
    (cell,) = slides_of(Part("b", True, "if a < b:\n    return a"))
    assert cell.blocks[0] in shown.blocks[0]
    assert shown.words("en") == 3


def test_what_was_printed_stands_below_its_headline_in_letters_as_large():
    for text, kind in (("(1.0, 0.5)\n", "words"), ("one of many lines\n" * 30, "picture")):
        slide = {"answer": "Three answers.", "show": "output"}
        part = Part("a", True, "both", predict=("relu_corner",), slide=slide, outputs=printed(text))
        asked, answered = slides_of(part)
        assert (asked.kind, answered.kind) == ("question", kind)
        assert "Three answers." in answered.blocks[0] and text.strip() in answered.blocks[1]
        assert answer_text("relu_corner") in answered.notes


def test_of_a_cell_that_shows_only_a_picture_nothing_printed_is_seen():
    picture = {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "a curve"}}
    (shown,) = slides_of(
        Part("a", True, "plot", slide={"show": "output"}, outputs=(*printed("1.0\n"), picture, *printed("2.0\n")))
    )
    assert shown.kind == "picture" and "AAAA" in shown.blocks[0]


@pytest.mark.slow
def test_what_a_cell_prints_is_one_output_however_slowly_it_comes():
    lesson = executed(Lesson("05_relu", "en", (Part("a", True, "for n in range(3):\n    print(n, flush=True)"),)))
    (output,) = lesson.parts[0].outputs
    assert output["text"] == "0\n1\n2\n"


@pytest.mark.slow
def test_who_makes_slides_keeps_a_progress_that_knows_nothing_of_it(monkeypatch):
    monkeypatch.setenv("MICROGRAD_PROGRESS", "/somebody's")
    told = Part("a", True, "import os\nprint(os.environ['MICROGRAD_PROGRESS'])")
    (output,) = executed(Lesson("05_relu", "en", (told,))).parts[0].outputs
    assert output["text"] == "off\n"
