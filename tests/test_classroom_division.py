"""How the parts of a lesson are divided into slides: what is seen, what is left out, what stands above it."""

import pytest

from classroom.slides.deck import Slide
from parts import code, slides, text

SVG = "<svg viewBox='0 0 10 10'></svg>"


def picture(name: str) -> dict:
    return {"data": {"text/html": f"<div>{name}</div>"}}


def printed(words: str) -> dict:
    return {"text": f"{words}\n"}


def blocks(found: list[Slide]) -> list[str]:
    return ["".join(slide.blocks) for slide in found]


@pytest.mark.parametrize("source", ["", "\n\n"])
def test_a_cell_that_only_asked_leaves_no_empty_slide(source):
    assert slides(code(source)) == []


def test_a_section_whose_heading_is_for_the_speaker_begins_at_the_next_slide():
    skipped = text("## Where we start", slide={"show": "nothing"}, section="remember", minutes=3)
    first, second = slides(text("# Add", section="opening", minutes=2), skipped) + slides(skipped, text("And now"))
    assert (first.begins, first.minutes, second.begins, second.minutes) == ("opening", 2, "remember", 3)


def test_as_many_headlines_as_pictures_are_dealt_out():
    found = slides(code("show()", picture("A"), picture("B"), slide={"text": "one\n\ntwo", "show": "output"}))
    assert [("one" in block, "two" in block) for block in blocks(found)] == [(True, False), (False, True)]


def test_a_headline_of_several_paragraphs_stands_above_a_single_picture():
    (found,) = blocks(slides(code("show()", picture("A"), slide={"text": "# one\n\ntwo", "show": "output"})))
    assert "one" in found and "two" in found


def test_what_was_printed_before_a_picture_takes_no_headline_from_it():
    words, seen = blocks(slides(code("\n\n\nshow()", printed("37"), picture("A"), slide={"text": "Count"})))
    assert "37" in words and "Count" not in words and "Count" in seen


def test_nothing_printed_stands_beside_a_picture_where_only_what_is_shown_is_seen():
    (found,) = blocks(slides(code("show()", printed("37"), picture("A"), slide={"show": "output"})))
    assert "A" in found and "37" not in found
    (alone,) = blocks(slides(code("print(37)", printed("37"), slide={"show": "output"})))
    assert "37" in alone


def test_a_bar_whose_steps_are_done_is_nothing_to_see():
    bar = '<div class="mg mg-watch"><p>step 2 of 2</p><div class="mg-views">{}</div></div>'
    done, seen = ({"data": {"text/html": bar.format(views)}} for views in ("", f"<div>{SVG}</div>"))
    assert slides(code("x", done, slide={"show": "output"})) == []
    assert len(slides(code("x", seen, slide={"show": "output"}))) == 1


def test_lines_of_a_function_begin_at_the_left():
    (found,) = blocks(slides(code("def f():\n    one()\n    two()", slide={"lines": [2, 3]})))
    assert '<pre class="code"><span' in found and "    " not in found


def test_a_question_without_an_answer_text_may_have_a_headline():
    question, answer = slides(code("", predict=("remember_gate",), slide={"text": "The input decides"}))
    assert question.kind == "question" and "The input decides" in answer.blocks[0]


def test_an_answer_stands_above_code_that_is_seen_without_its_picture():
    asked = code("e = 2", picture("A"), predict=("tanh_apart",), slide={"show": "code", "answer": "The same"})
    question, answer = slides(asked)
    assert question.kind == "question" and ["The same" in block for block in answer.blocks] == [True, False]
    assert "<pre" in answer.blocks[1] and answer.notes


def test_a_section_that_is_left_out_as_a_whole_begins_nowhere():
    left_out = text("### Modify", section="modify", minutes=0, slide={"show": "nothing"})
    found = slides(text("# Add"), left_out, text("## Keep", section="keep", minutes=1))
    assert [slide.begins for slide in found] == [None, "keep"]


@pytest.mark.parametrize(("lines", "slides_of_it"), [(3, 1), (14, 2)])
def test_code_is_seen_with_what_it_printed_below_a_headline_where_there_is_room(lines, slides_of_it):
    found = slides(code("\n".join(["x = 1"] * lines), {"data": {"text/plain": "6.001"}}, slide={"text": "Six."}))
    assert len(found) == slides_of_it
    assert "Six." in found[-1].blocks[0] and "6.001" in found[-1].blocks[-1]
