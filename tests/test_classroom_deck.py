"""How a lesson is divided into slides, and what stands in the page of them."""

import hashlib
import re
from pathlib import Path

import pytest

from classroom.lesson import LANGUAGES, named, named_to_teach, names, read, taught
from classroom.markup import formula, html_of, output_html
from classroom.slides import deck, page
from classroom.slides.timing import timed
from parts import code, slides, text

pytestmark = pytest.mark.usefixtures("english")

REVEAL = {  # of the package reveal.js 6.0.2: {file: SHA-256}
    "LICENSE": "b2883e4b610bfa1b4d8fff84c4d4b825cc7d553cbd9fec4777c04068a2859dc0",
    "notes.js": "447c42f365876e41853de81453d0c53c580c5b2099132e8f61200de4a0ba2af3",
    "reset.css": "39413c3490fdcf826427c26ff4c1ee59ea961a0aa8507c18454e0c6dc96c12d8",
    "reveal.css": "615ee850cbbb98a0f688b60ed37b21819a3f54c9f3e6f20e33e63693ab74a0c0",
    "reveal.js": "aa1bbbf2617b23a623b23612cb3c5bdb63de512e652bf20fcfa832b045d37844",
}
REVEAL_FILES = Path(page.__file__).parent / "reveal"
PICTURE = {"output_type": "display_data", "data": {"text/html": '<div class="mg">drawn</div>', "text/plain": "a"}}


def printed(text):
    return {"output_type": "stream", "text": text}


def seen(slide):
    return re.sub(r"<[^>]+>", "", "".join(slide.blocks))


def noted(slide):
    return re.sub(r"<[^>]+>", "", "".join(slide.notes))


def test_a_text_its_short_code_and_what_that_printed_share_a_slide():
    (slide,) = slides(text("## Forwards\nNudge it."), code("x = 1\nx + 1", printed("2\n")))
    assert slide.kind == "words" and [part in seen(slide) for part in ("Forwards", "x + 1", "2")] == [True] * 3
    assert "fragment" in slide.blocks[-1], "what is printed comes when the class has had its guess"


def test_a_picture_has_a_slide_of_its_own_and_a_line_of_code_stands_above_it():
    words, picture = slides(text("Look."), code("viz.draw(c)", PICTURE))
    assert (words.kind, picture.kind) == ("words", "picture")
    assert "viz.draw(c)" in seen(picture) and "drawn" in seen(picture)


def test_longer_code_stands_before_its_picture():
    words, picture = slides(code("a = 1\nb = 2\nc = a + b\nviz.draw(c)", PICTURE))
    assert "c = a + b" in seen(words) and "c = a + b" not in seen(picture)


@pytest.mark.parametrize(
    "show, kinds", [(None, ["words", "picture"]), ("code", ["words"]), ("output", ["picture"]), ("nothing", [])]
)
def test_a_lesson_says_what_is_shown_of_a_cell(show, kinds):
    cell = code("a\nb\nc", PICTURE, slide={"show": show} if show else {})
    assert [slide.kind for slide in slides(cell)] == kinds


def test_code_that_is_folded_away_is_not_on_a_slide():
    (slide,) = slides(code("a = 1\nb = 2\nc = 3", PICTURE, is_folded=True))
    assert slide.kind == "picture" and "a = 1" not in seen(slide)


def test_long_code_comes_in_windows_that_are_cut_between_paragraphs():
    paragraph = "\n".join(f"line_{n} = {n}" for n in range(10))
    shown = slides(code(f"{paragraph}\n\n{paragraph}\n\n{paragraph}"))
    assert [seen(slide) for slide in shown] == [paragraph] * 3
    unbroken = "\n".join(f"line_{n} = {n}" for n in range(40))
    shown = slides(code(unbroken))
    assert [seen(slide).count("\n") + 1 for slide in shown] == [16, 16, 8]
    assert "\n".join(seen(slide) for slide in shown) == unbroken


def test_of_long_code_only_the_lines_that_the_lesson_names():
    (slide,) = slides(code("one\ntwo\nthree\nfour", slide={"lines": [2, 3]}))
    assert seen(slide) == "two\nthree"


def test_a_short_text_stands_for_the_notebooks_which_the_speaker_keeps():
    (slide,) = slides(text("## Sums\nA long story.", slide={"text": "## Sums\n**Why?**"}))
    assert "Why?" in seen(slide) and "long story" not in seen(slide) and "A long story." in noted(slide)


def test_what_is_folded_away_in_a_text_is_for_the_speaker():
    (slide,) = slides(text("Try it.\n\n<details><summary>Answer</summary>\n\nIt is **4**.\n</details>"))
    assert "4" not in seen(slide) and "It is 4." in noted(slide)


def test_notes_and_skipped_texts_go_to_the_slide_before():
    first, second = slides(
        text("One", notes=("Wait.",)),
        text("Skipped", slide={"show": "nothing"}, notes=("Ask.",)),
        code("import sys", role="setup", notes=("Go on.",)),
        text("Two"),
    )
    assert noted(first) == "Wait.SkippedAsk.Go on." and not second.notes


def test_a_long_text_takes_several_slides():
    paragraphs = [f"Paragraph {n}: " + "word " * 70 for n in range(6)]
    shown = slides(text("\n\n".join(paragraphs)))
    assert len(shown) > 1 and " ".join(map(seen, shown)).split() == " ".join(paragraphs).split()


def test_a_question_comes_before_what_the_cell_shows_and_its_answer_after():
    question, picture = slides(code("viz.draw(c)", PICTURE, predict=("add_everywhere",), slide={"answer": "Nowhere."}))
    assert question.kind == "question" and "nowhere" in seen(question) and "drawn" not in seen(question)
    assert seen(picture).startswith("Nowhere.") and "partial derivative" in noted(picture)


def test_an_answer_without_a_short_one_has_a_slide_of_its_own():
    *_, answer = slides(code("viz.draw(c)", PICTURE, predict=("add_everywhere",)))
    assert answer.kind == "words" and "partial derivative" in seen(answer)


def test_an_exercise_is_shown_without_what_was_displayed():
    (slide,) = slides(code("def add(a, b):\n    ...", PICTURE, exercise="add"))
    assert "def add" in seen(slide) and "drawn" not in seen(slide)


def test_set_up_is_on_no_slide():
    assert slides(code("Value = mine.add()", PICTURE, role="setup")) == []


def test_a_slide_with_too_many_words_is_named():
    few, many = "word " * 60, "word " * 61
    found = slides(text(few), text(many))
    assert deck.too_wordy(found, "en") == ["slide 2: 61 words are too many to read while somebody speaks"]


def test_chinese_is_counted_by_its_characters():
    found = slides(text("字" * 110), text("字" * 111))
    assert len(deck.too_wordy(found, "zh-TW")) == 1


def test_the_minutes_of_a_section_are_shared_out_over_its_slides():
    found = slides(
        text("# A", section="one", minutes=4), text("Two"), code("viz.draw(c)", PICTURE, section="two", minutes=3)
    )
    (_, first, told), (_, second, _), (_, third, later) = timed(found)
    assert (first, second, third) == (120, 120, 180)
    assert told == "Minute 0 to 4 (4 minutes)" and later == "Minute 4 to 7 (3 minutes)"


def test_the_aids_of_an_exercise_and_the_line_that_asks_are_not_part_of_the_code():
    sources = [part.source for part in read("02_add", "en").parts if part.is_code]
    assert not [
        source for source in sources if re.search(r"check\.|hint\.|solution\.|%%predict|^predict\.", source, re.M)
    ]


@pytest.mark.parametrize("asked", ["02", "2", "02_add"])
def test_a_lesson_is_named_by_its_number(asked):
    assert named(asked) == "02_add"


@pytest.mark.parametrize("asked", ["", "x", "99", "0x2", "02_mul", "../02_add"])
def test_who_asks_for_another_lesson_is_told_which_there_are(asked):
    with pytest.raises(ValueError, match="00_start_here, 01_value"):
        named(asked)


@pytest.mark.parametrize("name", ["09_blank_page", "10_tasks_from_elsewhere"])
def test_the_blank_page_and_the_tasks_are_handed_out_and_have_nothing_to_be_taught_from(name):
    assert name in names() and name not in taught() and len(taught()) == len(names()) - 2
    assert named(f"{int(name[:2])}") == name
    assert named_to_teach("8") == "08_the_engine_room"
    with pytest.raises(ValueError, match=f"{name}.*no slides and no handout"):
        named_to_teach(name[:2])


def test_formulas_are_mathml():
    html = html_of("Then $a_1 < 2$:\n\n$$\\frac{1}{2}$$\n\nand `$x$`, `a < b`")
    assert html.count("<math") == 2 and 'display="block"' in html and "<code>$x$</code>" in html and "a &lt; b" in html


@pytest.mark.parametrize("tex, signs", [("a = -1", 1), ("(-2) - 3", 1), ("a - b", 0), ("-1", 0), ("3 \\cdot -2", 1)])
def test_a_minus_that_is_a_sign_stands_close_to_its_number(tex, signs):
    assert formula(tex).count('<mo form="prefix">&#x02212;</mo>') == signs


def test_a_cell_that_the_notebook_folds_away_is_known_as_such():
    first, *others = read("02_add", "en").parts
    assert first.is_folded and not any(part.is_folded for part in others)


def test_a_formula_without_its_package_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "latex2mathml.converter", None)
    with pytest.raises(ImportError, match=r'pip install -e "\.\[teach\]"'):
        formula("x")


def test_what_a_cell_printed_is_text_and_not_html():
    assert output_html(printed("<b>&")) == "<pre>&lt;b&gt;&amp;</pre>" and output_html(printed(" \n")) == ""


def test_a_script_in_the_page_ends_where_it_should():
    html = page.page("2 · <Add>", slides(text("# Add")))
    assert "<title>2 · &lt;Add&gt;</title>" in html
    assert html.lower().count("</script>") == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_speaker_reads_is_in_the_language_in_force(monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    script, ours = (REVEAL_FILES / "notes.js").read_text(encoding="utf-8"), page._speaker()
    for around, theirs, said in page._SPEAKER:
        assert script.count(around.format(theirs)) == 1 and around.format(said) in ours
        assert not set(str(said)) & set("`'\"\\${}"), "it stands between quotes of a script"
        assert language == "en" or around.format(theirs) not in ours


def test_reveal_js_is_that_of_its_package():
    files = REVEAL_FILES.iterdir()
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == REVEAL


def test_every_lesson_is_found():
    assert [name[:2] for name in names()] == [f"{n:02}" for n in range(len(names()))]
