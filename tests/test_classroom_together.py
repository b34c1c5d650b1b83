"""What stands together on a slide, and where a section begins of which nothing is shown."""

import pytest

from classroom.lesson import Lesson, Part
from classroom.slides.deck import Slide, slides


def printed(text: str) -> dict[str, object]:
    return {"data": {"text/plain": text}}


def code(source: str, **options: object) -> Part:
    return Part(id="c", is_code=True, source=source, **options)  # type: ignore[arg-type]


def text(source: str, **options: object) -> Part:
    return Part(id="t", is_code=False, source=source, **options)  # type: ignore[arg-type]


def divided(*parts: Part) -> list[Slide]:
    return slides(Lesson("02_add", "en", parts))


def test_a_section_that_is_left_out_as_a_whole_begins_nowhere():
    left_out = text("### Modify", section="modify", minutes=0, slide={"show": "nothing"})
    found = divided(text("# Add"), left_out, text("## Keep", section="keep", minutes=1))
    assert [slide.begins for slide in found] == [None, "keep"]


@pytest.mark.parametrize(("lines", "slides_of_it"), [(3, 1), (14, 2)])
def test_code_is_seen_with_what_it_printed_below_a_headline_where_there_is_room(lines, slides_of_it):
    found = divided(code("\n".join(["x = 1"] * lines), outputs=(printed("6.001"),), slide={"text": "Six."}))
    assert len(found) == slides_of_it
    assert "Six." in found[-1].blocks[0] and "6.001" in found[-1].blocks[-1]
