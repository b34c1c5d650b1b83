"""Every lesson has what a lesson needs: objectives, a cover, predictions, something to ask, explore, record and make,
notes for the teacher.
"""

import json
import math
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from exercises.topics import EXERCISES
from lessons.addresses import repository
from lessons.build import build_readmes
from lessons.series import BLANK_PAGE, ROOT, TASKS, series

MOST_LINES = 15  # of prose between two things to do or see
COLUMNS = {"en": 110, "zh-TW": 58}  # of a line in a notebook
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
NUMBERED = [path for path in NOTEBOOKS if path.name[0].isdigit()]
BLANK_PAGES = [path for path in NUMBERED if path.stem in {each.source for each in series() if each.kind == BLANK_PAGE}]
OF_TASKS = [path for path in NUMBERED if path.stem in {each.source for each in series() if each.kind == TASKS}]
LESSONS = [path for path in NUMBERED if path not in [*BLANK_PAGES, *OF_TASKS]]
WORDS = {
    "en": {
        "objectives": "Afterwards you can\n- ", "minutes": r"About (\d+) minutes", "question": "> **The question of this lesson.**", "class": "## A question for the class",
        "keep": "## Keep three sentences\n", "test": "## Test yourself\n", "next": "**Next:** [", "modify": "### Modify", "make": ("### Make", "### Fill in"), "bug": ("### A recorded bug", "## A recorded bug", "### Investigate"),
        "predict": r"\*\*predict",
    },
    "zh-TW": {
        "objectives": "學完之後，你能夠\n- ", "minutes": r"大約 (\d+) 分鐘", "question": "> **本課的問題**：", "class": "## 課堂討論",
        "keep": "## 記住三句話\n", "test": "## 自我測驗\n", "next": "**下一課**：[", "modify": "### 修改", "make": ("### 實作", "### 填空"), "bug": ("### 錄下來的錯誤", "## 錄下來的錯誤", "### 探究"),
        "predict": r"\*\*先?預測",
    },
}  # fmt: skip
QUESTION = re.compile(r"^(?:%%predict |predict\.)(\w+)$", re.MULTILINE)
MINUTES = {lesson.source: lesson.minutes for lesson in series()}


def cells(path):
    return [
        {**cell, "source": "".join(cell["source"])} for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]


def texts(path):
    return [cell["source"] for cell in cells(path) if cell["cell_type"] == "markdown"]


def codes(path):
    return [cell["source"] for cell in cells(path) if cell["cell_type"] == "code"]


def words(path):
    return WORDS[path.parent.name]


def named(path):
    return f"{path.parent.name}-{path.stem}"


lessons = pytest.mark.parametrize("path", LESSONS, ids=named)
lessons_and_tasks = pytest.mark.parametrize("path", [*LESSONS, *OF_TASKS], ids=named)
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=named)


def test_the_series_has_a_row_for_each_lesson_in_order_and_each_language_its_notebooks():
    assert len(MINUTES) >= 9 and [name[:2] for name in MINUTES] == [f"{n:02}" for n in range(len(MINUTES))]
    sources = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9][0-9]_*.py"))
    assert sources == [*MINUTES], "lessons/series.toml needs one row for each lesson, in order"
    for language in WORDS:
        assert [path.stem for path in NOTEBOOKS if path.parent.name == language] == [*MINUTES, "index"]


@lessons
def test_the_head_says_the_objectives_the_time_and_the_question_beside_a_picture(path):
    head, say = texts(path)[0], words(path)
    assert head.startswith(f"# {int(path.stem[:2])} · ")
    assert say["objectives"] in head and say["question"] in head and f"](attachment:{path.stem}.png)" in head
    assert int(re.search(say["minutes"], head)[1]) == MINUTES[path.stem]


@pytest.mark.parametrize("path", BLANK_PAGES, ids=named)
def test_a_blank_page_has_a_head_with_a_picture_and_the_minutes_and_its_cells_are_to_be_written(path):
    head, (first, *cells_to_write) = texts(path)[0], codes(path)
    assert head.startswith(f"# {int(path.stem[:2])} · ") and f"](attachment:{path.stem}.png)" in head
    assert int(re.search(words(path)["minutes"], head)[1]) == MINUTES[path.stem]
    assert "solution" not in first and "mine" not in first, "no code of the series is in reach"
    given = [line for code in cells_to_write for line in code.splitlines() if line.strip() and line.strip() != "..."]
    assert len(given) <= 10 and "(index.ipynb)" in texts(path)[-1] and codes(path)[-1].endswith("keepsake()")


def test_there_is_one_blank_page_in_each_language_and_then_come_the_tasks():
    for pages, place in ((BLANK_PAGES, -2), (OF_TASKS, -1)):
        assert [path.parent.name for path in pages] == [*WORDS]
        assert {path.stem for path in pages} == {[*MINUTES][place]}


@pytest.mark.parametrize("path", OF_TASKS, ids=named)
def test_the_tasks_say_what_they_are_and_each_from_where_it_is_and_how_long_it_takes(path):
    (head, *rest), minutes = texts(path), words(path)["minutes"].replace("About", "[Aa]bout")
    assert head.startswith(f"# {int(path.stem[:2])} · ") and f"](attachment:{path.stem}.png)" in head
    tasks = [text for text in rest[:-1] if text.startswith("## ")]
    slanted = {"en": r"\*", "zh-TW": ""}[path.parent.name]  # Chinese has no italics
    assert (
        all(re.search(rf"^{slanted}.*{minutes}.*{slanted}$", text, re.MULTILINE) for text in tasks) and len(tasks) == 8
    )
    assert "(09_blank_page.ipynb)" in head and "(index.ipynb)" in rest[-1] and codes(path)[-1] == "progress()"
    head_minutes = {"en": r"About (\d+) minutes for all", "zh-TW": r"大約 (\d+) 分鐘"}[path.parent.name]
    total = int(re.findall(head_minutes, head)[-1])
    assert total == MINUTES[path.stem]
    assert abs(total - sum(int(re.search(minutes, text)[1]) for text in tasks)) <= 10


def test_an_exercise_is_optional_where_no_class_is_taught_it():
    numbers = {int(path.stem[:2]) for path in OF_TASKS}
    assert {each.lesson for each in EXERCISES.values() if each.optional} == numbers
    assert not [name for name, each in EXERCISES.items() if not each.optional and each.lesson in numbers]


@lessons
def test_there_are_predictions_and_something_to_ask_explore_and_record(path):
    code = "\n".join(codes(path))
    assert len(QUESTION.findall(code)) >= 4
    assert "viz.explore(" in code
    # A player shows the engine's code and its local slopes, which have no name before lesson 1.
    plays = re.search(r"viz\.animate\(.*ask=(True|\"\w+\")\)", code) and "viz.record(" in code
    assert bool(plays) == (path.stem != "00_start_here")


@lessons
def test_there_are_three_exercises_a_recorded_bug_and_a_question_for_the_class(path):
    say, found = words(path), "\n".join(texts(path))
    headings = re.findall(r"^#{2,3} .*$", found, re.MULTILINE)
    to_do = [line for line in headings if line.startswith((say["modify"], *say["make"]))]
    assert len(to_do) >= 3 and any(line.startswith(say["modify"]) for line in to_do)
    assert say["class"] in found
    assert (
        any(line.startswith(say["bug"]) for line in headings) or path.stem == "01_value"
    )  # whose own code is what is recorded there


@lessons
def test_it_ends_with_three_sentences_a_test_and_the_next_lesson(path):
    say, found = words(path), "\n\n".join(texts(path))
    keep = found.split(say["keep"])[1].split("\n\n")[0].splitlines()
    assert [line[:3] for line in keep if re.match(r"\d\. ", line)] == ["1. ", "2. ", "3. "]
    assert say["test"] in found.split(say["keep"])[1]
    assert say["next"] in found or "(index.ipynb)" in found
    assert codes(path)[-1] == "progress()"


@lessons_and_tasks
def test_every_exercise_and_every_prediction_of_a_lesson_is_in_its_notebook(path):
    code = "\n".join(codes(path))
    for exercise in EXERCISES.values():
        if exercise.lesson == int(path.stem[:2]):
            assert (
                f"check.{exercise.name}(" in code
                and f"# display(hint.{exercise.name}())" in code
                and f"# display(solution.{exercise.name}())" in code
            )
            for prediction in exercise.predictions:
                assert prediction.name in QUESTION.findall(code), prediction.name


@lessons_and_tasks
def test_what_exercises_are_asked_in_a_notebook_belongs_to_its_lesson(path):
    for name in re.findall(r"\bcheck\.(\w+)\(", "\n".join(codes(path))):
        assert name == "operation" or EXERCISES[name].lesson == int(path.stem[:2])  # which examines any operation


@lessons
def test_there_are_notes_for_the_teacher_which_stand_in_no_cell(path):
    notes = [note for cell in cells(path) for note in cell["metadata"].get("micrograd", {}).get("notes", [])]
    assert len(notes) >= 2
    shown = "".join(cell["source"] for cell in cells(path))
    assert not [note for note in notes if note in shown or "<details>" in note]


@notebooks
def test_every_cell_has_its_place_in_a_slide_show(path):
    kinds = [cell["metadata"].get("slideshow", {}).get("slide_type") for cell in cells(path)]
    assert kinds[0] == "skip" and set(kinds) <= {"slide", "subslide", "fragment", "skip"}
    assert kinds.count("slide") >= (6 if path in LESSONS else 1)


@lessons_and_tasks
def test_no_more_than_fifteen_lines_of_prose_stand_between_two_things_to_do_or_see(path):
    language, run = path.parent.name, 0
    for cell in cells(path)[2:]:  # the head is the head
        if cell["cell_type"] == "code":
            run = 0
        else:
            parts = re.split(words(path)["predict"], cell["source"], flags=re.IGNORECASE)
            run = lines_of(parts[-1], language) if len(parts) > 1 else run + lines_of(cell["source"], language)
        assert run <= MOST_LINES, (run, cell["source"][:200])


def lines_of(text, language):
    """How many lines the text takes in a notebook, apart from what is folded away, headings, tables and formulas."""
    text = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    paragraphs = [
        " ".join(block.split("\n"))
        for block in re.split(r"\n\n|\n(?=[-\d>])", text)
        if block.strip() and not re.match(r"\s*(#|\||\$\$)", block)
    ]
    return sum(math.ceil(len(paragraph) / COLUMNS[language]) for paragraph in paragraphs)


def test_a_long_text_is_counted_as_long():
    assert (
        lines_of("word " * 400, "en") > MOST_LINES
        and lines_of("<details>\n" + "word " * 400 + "\n</details>", "en") == 0
    )
    assert lines_of("字" * 1000, "zh-TW") > MOST_LINES


@notebooks
def test_every_link_leads_somewhere_and_every_picture_says_what_it_shows(path):
    for cell in cells(path):
        if cell["cell_type"] != "markdown":
            continue
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", cell["source"]):
            assert (path.parent / unquote(target)).exists(), target
        pictures = re.findall(r"!\[([^\]]*)\]\(attachment:([^)]+)\)", cell["source"])
        pictures += [
            (alt, source)
            for alt, source in re.findall(r'<img alt="([^"]*)"[^>]* src="attachment:([^"]+)"', cell["source"])
        ]
        assert len(pictures) == cell["source"].count("attachment:")
        for words_for_it, name in pictures:
            assert len(words_for_it) >= 2 and "image/png" in cell["attachments"][name]


def test_the_title_of_a_lesson_is_the_same_wherever_it_is_linked():
    for language in WORDS:
        titles = {
            path.name: texts(path)[0].splitlines()[0].removeprefix("# ")
            for path in NUMBERED
            if path.parent.name == language
        }
        for path in NOTEBOOKS:
            if path.parent.name == language:
                for words_for_it, target in re.findall(r"\[(\d+ · [^\]]*)\]\(([^)]+)\)", "\n".join(texts(path))):
                    assert titles[target] == words_for_it


@pytest.mark.parametrize("readme", ["README.md", "README.zh-TW.md"])
def test_the_readmes_list_every_lesson_with_its_cover_and_its_minutes(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert text == build_readmes()[ROOT / readme]
    rows = [line for line in text.splitlines() if line.startswith("|") and ".ipynb" in line]
    for row, (name, minutes) in zip(rows, MINUTES.items(), strict=True):
        assert f"/{name}.ipynb" in row and f'src="lessons/covers/{name}.png"' in row
        assert row.rstrip(" |").endswith(f"{minutes}")


def test_no_lesson_asks_a_network():
    said = "http://www.w3.org/", f"git+{repository()}"  # the name of SVG, and what a first cell says to install
    for path in NOTEBOOKS:
        text = Path(path).read_text(encoding="utf-8")
        for each in said:
            text = text.replace(each, "")
        assert not re.search(r"https?://", text), path
