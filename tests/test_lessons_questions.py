"""The questions of the lessons: no answer stands in a notebook before it was asked for, and programs find them."""

import json
import re

import pytest

from exercises.answer_texts import FOLDER, answer_text
from lessons.build import build, build_answers, lesson_files
from lessons.questions import answers_file
from lessons.series import LANGUAGES, ROOT
from lessons.translations import LessonError, passages

PREDICT = {"en": r"\*\*predict", "zh-TW": r"\*\*先?預測"}
SOURCE = """# %% [markdown] lang="en"
# # Lesson
# %% [markdown] lang="zh-TW"
# # 課
# %% ask="secant"
viz.slope(f, 3)
# %% [markdown] lang="en" answer="secant"
# It is **steeper**, as $a_1 * b_1 < 2$. See
#
# - `code`
# %% [markdown] lang="zh-TW"
# **比較陡**，
# 因為 $a_1 * b_1 < 2$。
#
# - `code`
# %%
predict.slope_square
# %%
def change(): ...
# %% [markdown] lang="en"
# ### Modify
# The cell above.
# %% [markdown] lang="zh-TW"
# ### 修改
# 上一格。
# %%
check.slope(slope)
"""


def cells(path):
    return [
        {**cell, "source": "".join(cell["source"])} for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]


notebooks = pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*/[0-9]*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}")  # fmt: skip


def asks(cell):
    return cell["cell_type"] == "code" and bool(
        re.search(r"^%%predict \w|^predict\.\w+$", cell["source"], re.MULTILINE)
    )


@notebooks
def test_what_a_text_asks_to_predict_is_asked_by_the_next_cell(path):
    asked = False  # whether a text asks, and no cell has done so since
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert asks(cell) or not asked, cell["source"]
            asked = False
        elif re.search(PREDICT[path.parent.name], cell["source"], re.IGNORECASE):
            asked = True
    assert not asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_an_answer_stands_in_no_notebook(language):
    notebooks = "\n".join(
        cell["source"] for path in sorted((ROOT / "notebooks" / language).glob("*.ipynb")) for cell in cells(path)
    )
    held = [
        passage.cell(language).source.strip()
        for source in lesson_files() for passage in passages(source) if "answer" in passage.original.metadata
    ]  # fmt: skip
    assert held and not [text for text in held if text in notebooks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_answers_are_what_the_lessons_say(language):
    path = FOLDER / f"{language}.json"
    assert path.read_text(encoding="utf-8") == build_answers()[path], "python -m lessons"


def test_the_answers_are_those_of_the_language_in_force(monkeypatch):
    name = next(iter(json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))))
    found = set()
    for language in LANGUAGES:
        monkeypatch.setattr("viz.words.messages._current", language)
        found.add(answer_text(name))
    assert len(found) == len(LANGUAGES) and "" not in found and answer_text("no such") == ""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A function: the text of a source -> its notebooks in English and Chinese."""
    import lessons.translations as translations

    def built(text):
        source = tmp_path / "00_lesson.py"
        source.write_text(text, encoding="utf-8")
        translations.stamp(source)
        return [json.loads(notebook) for notebook in build(source).values()]

    return built


def test_the_cell_of_a_question_bears_the_magic_and_the_answer_is_not_there(lesson):
    for notebook in lesson(SOURCE):
        code = ["".join(cell["source"]) for cell in notebook["cells"][1:] if cell["cell_type"] == "code"]
        assert (
            code[0] == "%%predict secant\nviz.slope(f, 3)"
            and "steeper" not in str(notebook)
            and "陡" not in str(notebook)
        )


def test_programs_find_questions_what_to_modify_and_exercises_by_their_tags(lesson):
    for notebook in lesson(SOURCE):
        tags = [cell["metadata"].get("tags") for cell in notebook["cells"][1:] if cell["cell_type"] == "code"]
        assert tags == [["predict"], ["predict"], ["modify"], ["exercise"]]


@pytest.mark.parametrize(("old", "new", "said"), [
    ('ask="secant"', 'ask="secent"', "no question"),
    ("predict.slope_square", "predict.no_such", "no question"),
    ("predict.slope_square", "predict.secant", "asked twice"),
    (' ask="secant"', "", "no cell before it asks"),
    ('lang="en"\n# ### Modify', 'lang="en" answer="secant"\n# ### Modify', "two texts answer"),
])  # fmt: skip
def test_a_question_that_is_not_right_fails_the_build(lesson, old, new, said):
    assert old in SOURCE
    with pytest.raises(LessonError, match=said):
        lesson(SOURCE.replace(old, new))


def test_an_answer_is_html_whose_formulas_need_nothing_to_be_set():
    held = json.loads(
        answers_file(
            {"a": "It is **2**, as $a_1 * b_1 < 2 * c_1$.\n\n$$\\frac{a_b}{c_d}$$\n\n```\nx = 1\n```\n## Head"}
        )
    )["a"]
    assert "<strong>2</strong>" in held and "$" not in held
    assert "<msub><mi>a</mi><mn>1</mn></msub>" in held and "&#x0003C;" in held
    assert "<mfrac><mrow><msub><mi>a</mi><mi>b</mi></msub></mrow>" in held
    assert "<pre><code>x = 1" in held and " id=" not in held
