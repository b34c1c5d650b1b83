"""How classroom/deck.py lays out code that stands in a text, what a cell printed, and a question without a cell."""

from classroom.deck import slides
from classroom.lesson import Lesson, Part
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
