"""What a lesson says for who lectures from it comes into its notebooks as metadata, and what cannot be understood is
refused.
"""

import json
import re

import pytest

from classroom.lesson import LANGUAGES, read, taught
from lessons.build import build
from lessons.series import ROOT
from lessons.translations import LessonError, stamp

SOURCE = """# %% [markdown] lang="en" section="opening" minutes="4"
# # Lesson
# A long story.
# %% [markdown] lang="zh-TW"
# # 課
# 說來話長。
# %% [markdown] lang="en" slide="text"
# # Short
# %% [markdown] lang="zh-TW"
# # 短
# %% [markdown] lang="en" slide="notes"
# Wait for hands.
# %% [markdown] lang="zh-TW"
# 等學生舉手。
# %%
Value = mine.mul()
# %% lines="2-3"
a = 1
b = 2
c = 3
# %% slide="output"
viz.draw(a)
# %% ask="secant"
viz.slope(f, 3)
# %% [markdown] lang="en" answer="secant"
# Steeper.
# %% [markdown] lang="zh-TW"
# 比較陡。
# %% [markdown] lang="en" slide="text"
# **Steeper**
# %% [markdown] lang="zh-TW"
# **比較陡**
# %% [markdown] lang="en" slide="skip"
# Not on a slide.
# %% [markdown] lang="zh-TW"
# 不在投影片上。
# %% [markdown] lang="en"
# <details><summary>Answer</summary>
# Four.
# </details>
# %% [markdown] lang="zh-TW"
# <details><summary>解答</summary>
# 四。
# </details>
# %% [markdown] lang="en" role="hint"
# <details><summary>A hint</summary>
# Think.
# </details>
# %% [markdown] lang="zh-TW"
# <details><summary>提示</summary>
# 想一想。
# </details>
# %%
check.slope(slope)
"""


@pytest.fixture
def built(tmp_path):
    """(a source) -> [(what the metadata of a cell notes, its text) for each cell] of its notebook in that language."""

    def cells(source, language="en"):
        path = tmp_path / "02_lesson.py"
        path.write_text(source, encoding="utf-8")
        stamp(path)
        notebook = next(json.loads(text) for at, text in build(path).items() if at.parent.name == language)
        assert notebook["metadata"]["micrograd"] == {"lesson": "02_lesson", "language": language}
        return [(cell["metadata"].get("micrograd", {}), "".join(cell["source"])) for cell in notebook["cells"]]

    return cells


def test_what_a_lesson_says_for_a_lecture_stands_with_its_cells(built):
    noted = [noted for noted, _ in built(SOURCE)]
    assert noted == [
        {"role": "setup"},
        {"section": "opening", "minutes": 4, "slide": {"text": "# Short"}, "notes": ["Wait for hands."]},
        {"role": "setup"},
        {"slide": {"lines": [2, 3]}},
        {"slide": {"show": "output"}},
        {"predict": ["secant"], "slide": {"answer": "**Steeper**"}},
        {"slide": {"show": "nothing"}},
        {"role": "answer"},
        {"role": "hint"},
        {"exercise": "slope"},
    ]


def test_the_short_texts_are_in_the_language_of_the_notebook_and_in_no_cell_of_it(built):
    cells = built(SOURCE, "zh-TW")
    slides = [noted["slide"] for noted, _ in cells if "slide" in noted]
    assert slides[0] == {"text": "# 短"} and {"answer": "**比較陡**"} in slides
    assert cells[1][0]["notes"] == ["等學生舉手。"]
    assert not [source for _, source in cells if "短" in source or "舉手" in source]


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        (' minutes="4"', "", "a section has a name and whole minutes"),
        ('section="opening" ', "", "a section has a name and whole minutes"),
        ('minutes="4"', 'minutes="four"', "a section has a name and whole minutes"),
        ('lines="2-3"', 'lines="2"', 'lines="2", where first and last are expected'),
        ('# %% [markdown] lang="en" slide="skip"', '# %% [markdown] lang="en" section="opening" minutes="1"', "two sections are named “opening”"),
        ('# %% [markdown] lang="en" slide="skip"', '# %% [markdown] lang="en" slide="text"', "nothing stands before it"),
        ('role="hint"', 'role="hitn"', 'role="hitn" is none of hint, clone'),
        ('slide="notes"', 'slide="notes" section="hands" minutes="1"', "a note belongs to the cell before it"),
        ('# %% [markdown] lang="en" section="opening" minutes="4"', '# %% [markdown] lang="en" slide="notes"', "a note belongs to the cell before it"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(built, old, new, complaint):
    assert old in SOURCE
    with pytest.raises(LessonError, match=re.escape(complaint)):
        built(SOURCE.replace(old, new))


@pytest.mark.parametrize("name", taught())
def test_every_lesson_has_the_same_sections_in_every_language_and_minutes_for_a_lecture(name):
    english, *others = [
        [(part.id, part.section, part.minutes, part.role) for part in read(name, language).parts]
        for language in LANGUAGES
    ]
    assert all(other == english for other in others)
    minutes = [minutes for _, section, minutes, _ in english if section]
    assert len(minutes) >= 8 and 10 <= sum(minutes) <= 50 and max(minutes) <= 8


def test_metadata_says_more_than_a_notebook_shows_nowhere():
    """What the notes of the builder hold is of the kinds that classroom/lesson.py reads."""
    known = {"role", "notes", "exercise", "predict", "section", "minutes", "slide"}
    for path in sorted((ROOT / "notebooks").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            noted = cell["metadata"].get("micrograd", {})
            assert set(noted) <= known and set(noted.get("slide", {})) <= {"text", "answer", "lines", "show"}


def test_a_line_that_ends_inside_a_chinese_paragraph_leaves_no_gap_on_a_slide(built):
    source = SOURCE.replace("# # 短\n", "# 一層接一層，\n# 一共兩層。\n")
    (text,) = [noted["slide"]["text"] for noted, _ in built(source, "zh-TW") if "text" in noted.get("slide", {})]
    assert text == "一層接一層，一共兩層。"
