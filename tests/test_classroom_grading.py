"""Grading: each hand-in gets what is true of it, whatever it does, and nothing but its own folder knows of it."""

import csv
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from changed_notebooks import as_json
from classroom import lesson
from classroom.grading import batch, sandbox
from classroom.grading.batch import Graded, Wanted, alike, file_name, grade_all
from classroom.grading.class_page import class_page
from classroom.grading.feedback import SYMBOLS, feedback
from classroom.grading.grading import OUTCOMES, Grade, Grading, Limits
from classroom.grading.hand_in import Unreadable, found_in, read_hand_in
from classroom.grading.table import COLUMNS, write_table
from classroom.grading.tasks import cut_after_checks, is_untouched, tasks_of
from classroom.plans import misconceptions
from exercises.mistakes import MESSAGES
from hand_ins import HAND_INS, MARK, write_hand_ins
from requirements_of_ci import missing
from viz.words.messages import language

pytestmark = [pytest.mark.usefixtures("english")]
HANGS = 4.0  # seconds for a cell of those that do not end by themselves; the others have all the time of the world
ROOT = lesson.ROOT


@pytest.fixture(scope="module")
def around():
    if shutil.which("bwrap") is None:
        missing("bubblewrap")
    trouble = sandbox.trouble()
    if trouble is not None:
        pytest.skip(f"bubblewrap cannot be used here: {trouble}")
    return sandbox.around


def graded(hand_in, folder, around):
    """{exercise: Grade} of one of the hand-ins, as the lesson that was asked for."""
    (path,) = write_hand_ins(folder, chosen=[hand_in])
    limits = Limits(HANGS if "STOPPED" in kinds(hand_in) else 120.0, 600.0)
    read = read_hand_in(hand_in.name, path, lesson.named(str(hand_in.lesson)), hand_in.language)
    return {grade.exercise: grade for grade in Grading(read, limits, around).grades()}


def kinds(hand_in):
    """Whether it has something that does not end by itself."""
    judged = {judgement[0] for exercise in hand_in.expected for judgement in hand_in.accepts(exercise)}
    return {"STOPPED"} if "stopped" in judged else set()


# What is true of each.


@pytest.mark.slow
@pytest.mark.multiplies(12)
@pytest.mark.parametrize("name", [name for name, each in HAND_INS.items() if each.is_graded])
def test_each_hand_in_gets_what_is_true_of_it(name, tmp_path, around):
    hand_in = HAND_INS[name]
    try:
        grades = graded(hand_in, tmp_path / "in", around)
    except Unreadable as problem:
        assert str(problem) and all(("not there", None) in hand_in.accepts(each) for each in hand_in.expected)
        return
    assert list(grades) == list(hand_in.expected)
    for exercise, grade in grades.items():
        assert (grade.outcome, grade.mistake) in hand_in.accepts(exercise), grade
        assert grade.message and grade.outcome in OUTCOMES


@pytest.mark.slow
@pytest.mark.multiplies(3)
@pytest.mark.parametrize("name", [name for name, each in HAND_INS.items() if each.kind == "reaches out"])
def test_nothing_outside_of_its_own_folder_is_touched(name, tmp_path, around, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    (tmp_path / "in").mkdir()
    graded(HAND_INS[name], tmp_path / "in", around)
    places = (home, Path.home(), ROOT, Path("/tmp"), Path.cwd())
    assert not [found for place in places for found in place.glob(f"*{MARK}*")]
    assert not any(MARK in line for line in _commands())


def _commands():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has ended meanwhile
            continue


# What is read.


def test_a_cell_is_cut_after_each_check_and_its_lines_keep_their_numbers():
    source = "a = 1\ncheck.add(Value)\nb = 2\nr = check.mul(\n    Value)\nc = 3"
    assert cut_after_checks(source) == [
        "a = 1\ncheck.add(Value)",
        "\n\nb = 2\nr = check.mul(\n    Value)",
        "\n\n\n\n\nc = 3",
    ]


@pytest.mark.parametrize(
    "source", ["x = 1", "def f(:\ncheck.add(Value)\ny", "%%time\ncheck.add(Value)\ny", "check.add(V)\n# end"]
)
def test_a_cell_without_anything_after_a_check_or_that_cannot_be_read_stays_in_one(source):
    assert cut_after_checks(source) == [source]


@pytest.mark.parametrize("name", lesson.names())
def test_each_exercise_of_each_lesson_is_known_and_its_own_cell_is_untouched(name):
    for exercise, task in tasks_of(name).items():
        assert task.exercise == exercise and task.thing.isidentifier()
        assert is_untouched(task.source, task)
        assert is_untouched(task.source.replace("# display(", "display("), task), "a hint is no answer"
        assert not is_untouched(f"pass\n{task.source}", task)


def test_an_operation_of_any_kind_is_asked_for_with_its_truth():
    assert tasks_of("08_the_engine_room")["operation"].operation == ("ln", "math.log")


def test_the_lesson_is_known_by_its_exercises_where_the_notebook_does_not_say(tmp_path):
    for name in ("02_add", "05_relu", "07_a_network_learns"):
        notebook = lesson.notebook(name, "zh-TW")
        notebook["metadata"] = {}
        for cell in notebook["cells"]:
            cell["metadata"] = {}
            cell.pop("id")
        (tmp_path / "x.ipynb").write_bytes(as_json(notebook))
        read = read_hand_in("x", tmp_path / "x.ipynb", None, "en")
        assert read.lesson == name and read.language == "zh-TW"
        assert {exercise for each in read.marked.values() for exercise, _ in each} == set(tasks_of(name))


@pytest.mark.parametrize("contents, words", [
    (b"", "cannot be read"), (b"[]", "no cells"), (b'{"cells": 3}', "no cells"), (b"\xff\xfe\x00", "cannot be read"),
    (b'{"cells": []}', "no lesson"), (b'{"nbformat": 3, "worksheets": "x"}', "cannot be read"), (b"[" * 100_000, "cannot be read"),
    (b'{"cells": [null, 3, {"cell_type": "code", "source": {"a": 1}, "metadata": 5}]}', "no lesson"),
])  # fmt: skip
def test_what_is_no_notebook_is_told_and_graded_as_not_there(contents, words, tmp_path):
    (tmp_path / "x.ipynb").write_bytes(contents)
    with pytest.raises(Unreadable, match=words):
        read_hand_in("x", tmp_path / "x.ipynb", None, "en")
    (done,) = grade_all(found_in(tmp_path), tmp_path / "out", wanted(), lambda done, of: None)
    assert [(each.exercise, each.outcome) for each in done.grades] == [("", "not there")] and words in done.grades[
        0
    ].message


def wanted(**changed):
    return Wanted(
        **{"lesson": None, "language": "en", "limits": Limits(), "around": lambda folder: [], "jobs": 2} | changed
    )


# Many at once.


def empty_hand_ins(folder, count):
    """Hand-ins that need no kernel: nothing of the lesson is in them."""
    folder.mkdir()
    for n in range(count):
        notebook = {
            "cells": [],
            "metadata": {"micrograd": {"lesson": "02_add"}},
            "nbformat": 4,
            "nbformat_minor": 5,
            "n": n,
        }
        (folder / f"{n}.ipynb").write_bytes(as_json(notebook))
    return found_in(folder)


def test_what_was_interrupted_goes_on_where_it_was_and_what_has_changed_is_graded_again(tmp_path, monkeypatch):
    files, out = empty_hand_ins(tmp_path / "in", 5), tmp_path / "out"
    seen = []

    def interrupted(done, of):
        seen.append(done)
        if done == 2:
            raise KeyboardInterrupt

    done = grade_all(files, out, wanted(jobs=1), interrupted)
    assert 2 <= len(done) < 5 and seen == [0, 1, 2]
    read = []
    monkeypatch.setattr(batch, "read_hand_in", lambda name, *rest: read.append(name) or read_hand_in(name, *rest))
    assert [each.name for each in grade_all(files, out, wanted(), lambda done, of: None)] == list(files)
    assert sorted(read) == sorted(set(files) - {each.name for each in done})
    read.clear()
    files["3"].write_bytes(files["3"].read_bytes().replace(b"02_add", b"03_mul"))
    again = grade_all(files, out, wanted(), lambda done, of: None)
    assert read == ["3"] and [grade.exercise for grade in again[3].grades] == ["mul"]


def test_where_the_grader_itself_fails_it_says_so_and_goes_on(tmp_path, monkeypatch):
    files = empty_hand_ins(tmp_path / "in", 3)

    def failing(name, *rest):
        if name == "1":
            raise ZeroDivisionError("a mistake of ours")
        return read_hand_in(name, *rest)

    monkeypatch.setattr(batch, "read_hand_in", failing)
    done = grade_all(files, tmp_path / "out", wanted(), lambda done, of: None)
    assert [[grade.outcome for grade in each.grades] for each in done] == [["not there"] * 2, [""], ["not there"] * 2]
    assert "a mistake of ours" in done[1].grades[0].message
    monkeypatch.undo()
    done = grade_all(files, tmp_path / "out", wanted(), lambda done, of: None)
    assert all(grade.outcome == "not there" for each in done for grade in each.grades), "a failure is not kept"


def test_a_kernel_that_cannot_start_is_told_of_and_grades_nobody(tmp_path):
    write_hand_ins(tmp_path / "in", chosen=[HAND_INS["mul, blanks filled"]])
    broken = wanted(around=lambda folder: [sys.executable, "-c", "raise SystemExit(3)"])
    (done,) = grade_all(found_in(tmp_path / "in"), tmp_path / "out", broken, lambda done, of: None)
    assert [each.outcome for each in done.grades] == [""] and "grader itself" in done.grades[0].message


# What is written.


def some(**outcomes):
    """A Graded for each name: outcome and mistake."""
    return [
        Graded(name, "03_mul", "en", (Grade("mul", *judged, message="m", html="<p>card</p>", source="x = 1"),), name[0])
        for name, judged in outcomes.items()
    ]


def test_the_table_has_a_row_for_each_exercise_and_no_formula(tmp_path):
    told = Grade("mul", "raised", "overwrite", "=HYPERLINK(1)\nand\tmore", 1.26, beside="")
    write_table(tmp_path / "grades.csv", [Graded("@name", "03_mul", "en", (told, Grade("x", "right")))])
    text = (tmp_path / "grades.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert tuple(rows[0]) == COLUMNS == ("submission", "exercise", "outcome", "mistake", "message", "seconds")
    assert rows[1] == ["'@name", "mul", "raised", "overwrite", "'=HYPERLINK(1) and more", "1.3"] and rows[2][1] == "x"


@pytest.mark.parametrize("name", ["a/b", "王小明/作業", "<script>", "x" * 300, "字" * 200, "..", "a:b", "con. "])
def test_every_submission_has_a_file_name_of_its_own(name):
    told = file_name(name)
    assert told != name and len(f"{told}.html".encode()) < 255 and not set('<>:"/\\|?*') & set(told)
    assert told not in {file_name(other) for other in {f"{name}x", f"x{name}", name.replace("/", "_")} - {name}}


def test_hand_ins_are_alike_only_where_something_was_written():
    done = some(
        a1=("right", None),
        a2=("right", None),
        b1=("wrong", "overwrite"),
        c1=("not attempted", None),
        c2=("not attempted", None),
    )
    assert [[each.name for each in group] for group in alike(done)] == [["a1", "a2"]]


@pytest.mark.parametrize("told_in", lesson.LANGUAGES)
def test_the_class_page_counts_mistakes_and_folds_names(told_in):
    language(told_in)
    done = some(
        a=("wrong", "not swapped"),
        b=("wrong", "not swapped"),
        c=("wrong", "overwrite"),
        d=("right", None),
        e=("raised", None),
    )
    unreadable = Graded("f", "", told_in, (Grade("", "not there", message="no notebook"),))
    html = class_page([*done, unreadable])
    assert html.index("not swapped") < html.index("overwrite"), "the most frequent first"
    assert ("2 of 5" if told_in == "en" else "2/5 份") in html
    unfolded = _without_details(html)
    assert ">f<" in html and not any(f">{each.name}<" in unfolded for each in [*done, unreadable])


@pytest.mark.parametrize("told_in", lesson.LANGUAGES)
def test_every_mistake_is_told_in_the_language_of_the_class_page(told_in):
    language(told_in)
    for mistake, message in MESSAGES.items():
        html = class_page(some(a=("wrong", mistake)))
        assert escape(str(misconceptions.told(mistake) if mistake in misconceptions.MET else message)) in html


def _without_details(html):
    while "<details>" in html:
        before, _, rest = html.partition("<details>")
        html = before + rest.partition("</details>")[2]
    return html


@pytest.mark.parametrize("html", ["", "<p>card</p>"])
def test_what_is_to_be_said_beside_an_answer_stands_on_the_page(html):
    grade = Grade("mul", "stopped", message="m", html=html, beside="a cell was left out")
    assert "a cell was left out" in feedback(Graded("name", "03_mul", "en", (grade,)))


@pytest.mark.parametrize("told_in", lesson.LANGUAGES)
def test_every_outcome_is_told_in_every_language(told_in):
    language(told_in)
    assert set(OUTCOMES) | {""} == set(SYMBOLS)
    html = feedback(Graded("x", "03_mul", told_in, tuple(Grade("mul", outcome, message="m") for outcome in SYMBOLS)))
    assert all(symbol in html for symbol in SYMBOLS.values())


@pytest.mark.slow
@pytest.mark.parametrize("told_in", lesson.LANGUAGES)
def test_nothing_that_a_hand_in_puts_into_a_page_runs_and_nothing_is_asked_of_a_network(told_in, tmp_path, browser):
    language(told_in)
    hostile = '<script>document.title="ran"</script><img src=x onerror=\'document.title="ran"\'><img src="http://192.0.2.1/x.png">'
    svg = f'<svg class="mg"><script>document.title="ran"</script></svg>{hostile}'
    done = [
        Graded(
            f"{hostile}{n}",
            "03_mul",
            told_in,
            (Grade("mul", "wrong", "not swapped", hostile, html=svg, source=hostile),),
        )
        for n in range(2)
    ]
    pages = {"class": class_page(done), "feedback": feedback(done[0])}
    page, asked = browser.new_page(), []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(f"{request.failure} {request.url}"))
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        page.goto((tmp_path / f"{name}.html").as_uri())
        page.wait_for_load_state("load")
        assert page.title() != "ran"
    assert all(each.startswith(("file:", "csp ")) for each in asked), asked  # refused before any network is asked
    page.close()


# The command.


def run(*options, **environment):
    return subprocess.run(
        [sys.executable, "-m", "classroom", "grade", *map(str, options)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.slow
@pytest.mark.parametrize("is_told", [False, True])
def test_without_a_sandbox_nothing_runs_unless_that_is_wanted(is_told, tmp_path):
    empty_hand_ins(tmp_path / "in", 1)
    options = [tmp_path / "in", "--out", tmp_path / "out"] + ["--without-sandbox"] * is_told
    ran = run(*options, PATH=str(tmp_path))
    assert "strangers" in ran.stderr
    assert (ran.returncode == 0) == is_told == (tmp_path / "out" / "grades.csv").exists(), ran.stderr


@pytest.mark.slow
def test_a_folder_is_graded_in_the_language_of_each_and_the_graders_own_progress_is_untouched(tmp_path, around):
    own = tmp_path / "progress"
    chosen = [HAND_INS["mul, blanks filled"], HAND_INS["relu in a copy of the cell"]]
    write_hand_ins(tmp_path / "in" / "王小明", chosen=chosen)
    ran = run(
        tmp_path / "in",
        "--out",
        tmp_path / "out",
        "--cell-seconds",
        120,
        "--language",
        "zh-TW",
        MICROGRAD_PROGRESS=str(own),
    )
    assert ran.returncode == 0, ran.stderr
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8-sig") as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    assert {name: row["outcome"] for name, row in rows.items()} == {f"王小明/{each.name}": "right" for each in chosen}
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "feedback").iterdir()]
    assert len(pages) == 2 and all('lang="zh-TW"' in page for page in pages)
    assert "全班" in (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert not own.exists() and "2/2" in ran.stderr
