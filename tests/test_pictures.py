"""The pictures at the door: covers that are read at the size at which they are shown, and a question and a mistake in the
READMEs and the overview, which are what the code draws and say what the code says.
"""

import json
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

import viz
from lessons.motifs import MOTIFS, SHEET
from lessons.pictures import COVERS, DOOR, at_the_door
from lessons.readmes import readme_path
from lessons.series import LANGUAGES, ROOT, series
from test_viz_wave_file import shape
from viz.drawing.palette import COLOURS

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = 300 - 2 * 8  # px: the width of a cover on a start page, without its margins
NAMES = {lesson.source for lesson in series()}


@pytest.fixture(params=LANGUAGES)
def language(request):
    before = viz.language()
    viz.language(request.param)
    yield request.param
    viz.language(before)


def letters(name):
    """[(a text of a motif, the size of its letters on a start page)]."""
    drawn = ElementTree.fromstring(MOTIFS[name]())
    return [(each.text, float(each.get("font-size")) * SHOWN / SHEET[0]) for each in drawn.iter(f"{SVG}text")]


def test_every_lesson_has_a_cover_and_all_have_the_same_size():
    assert {path.stem for path in COVERS.glob("*.png")} == NAMES
    assert NAMES - MOTIFS.keys() == {"07_a_network_learns"}  # a plot
    assert {Image.open(path).size for path in COVERS.glob("*.png")} == {SHEET}


@pytest.mark.parametrize("name", MOTIFS)
def test_a_cover_is_read_at_300_px_and_has_no_words(name):
    for text, size in letters(name):
        assert size >= 9, text
        assert re.fullmatch(r"[a-z][₁₂]?|[-+]?\d+\.\d|[+×]|×(\?|\d+)|\*\*\d", text or "+"), text


def test_a_cover_gives_no_rule_away_that_its_lesson_asks_for():
    assert "×?" in {text for text, _ in letters("03_mul")}
    for name in ("01_value", "02_add", "03_mul"):
        assert not [text for text, _ in letters(name) if re.search(r"\+\d|×\d", text)], name


def test_the_pictures_at_the_door_are_those_that_the_code_draws(language):
    for name, svg in at_the_door().items():
        old, new = (
            ElementTree.fromstring(each) for each in ((DOOR / language / f"{name}.svg").read_text("utf-8"), svg)
        )
        assert [shape(element) for element in old.iter()] == [shape(element) for element in new.iter()]


def test_they_ask_what_they_do_not_answer_and_name_what_is_wrong(language):
    asked, wrong = (
        [each.text for each in ElementTree.fromstring(svg).iter(f"{SVG}text")] for svg in at_the_door().values()
    )
    assert "?" in asked and "+2.0" not in asked
    assert "+4.0" in wrong and "+8.0" in wrong and "≠" in wrong


def test_readme_and_overview_say_in_words_what_they_show(language):
    notebook = json.loads((ROOT / "notebooks" / language / "index.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"]]
    said = [ElementTree.fromstring(svg).get("aria-label").removeprefix("≠ ") for svg in at_the_door().values()]
    for text in (
        readme_path(language).read_text(encoding="utf-8"),
        next(each for each in cells if "question.png" in each),
    ):
        alts = re.findall(r'<img alt="([^"]*)" width="400"', text)
        assert len(alts) == 2 and all(sentence in alt for sentence, alt in zip(said, alts, strict=True))


def test_a_sheet_of_their_own_follows_light_and_dark(language):
    for svg in at_the_door().values():
        assert f'fill="{COLOURS["stage"][0]}" class="mg-f-stage"' in svg
        assert f"fill:light-dark({COLOURS['stage'][0]},{COLOURS['stage'][1]})" in svg


def test_the_overview_shows_the_wave_and_where_one_stands_before_the_lessons(language):
    notebook = json.loads((ROOT / "notebooks" / language / "index.ipynb").read_text(encoding="utf-8"))
    codes = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert codes[1].endswith("viz.animate(L)") and codes[2] == "progress()"
