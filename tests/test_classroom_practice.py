"""Practice on paper: the same tasks as in a notebook, nothing told before the key, and all that the key has is true."""

import re
import runpy
import sys
from html import unescape

import pytest

from classroom.exams import practice_sheet
from classroom.lesson import LANGUAGES
from classroom.paper import pdf
from exercises import practice
from exercises.practice import sentences
from exercises.practice.figures import figure
from printed_pages import printed_faults
from viz.words import messages

LESSON, SEED, COUNT = 8, 7, 15  # every kind once

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(params=LANGUAGES)
def written(request, folder, english):
    """(the sheet as a notebook shows it, the path of that on paper, the path of the key)"""
    messages.language(request.param)
    asked = practice_sheet.write_practice(folder, LESSON, SEED, COUNT)
    return asked, folder / practice_sheet.SHEET, folder / practice_sheet.KEY


def sections(page):
    return re.findall(r"<section.*?</section>", page, re.DOTALL)


def text_of(html):
    return unescape(re.sub(r"<[^>]*>", " ", html))


def test_paper_has_the_tasks_of_the_notebook_and_no_answer_before_the_key(written, browser):
    asked, *paths = written
    sheet, key = (path.read_text(encoding="utf-8") for path in paths)
    assert asked.call == f"practice({COUNT}, lesson={LESSON}, seed={SEED})"
    assert all(asked.call in page and f'lang="{messages.language()}"' in page for page in (sheet, key))
    assert len(sections(sheet)) == COUNT and not re.search(r"(?:src|href)=|url\(|@import|<script", sheet + key)
    for n, (task, section) in enumerate(zip(asked.tasks, sections(sheet)), 1):
        around = section.replace(figure(task)[0], "")
        assert around != section, "the picture is that of the notebook, with what it hides"
        offered = "".join(sentences.told(task, option) for option in task.options)
        blank = "" if task.options else messages.say("practice.on paper", blank="")
        told = f"{n} · {sentences.KINDS[task.kind]}{sentences.question(task)}{blank}{offered}"
        assert "".join(text_of(around).split()) == "".join(told.split())
    assert [printed_faults(browser, path) for path in paths] == [[], []]


def test_a_notebook_gives_the_same_tasks_by_the_call_on_the_sheet(written):
    assert eval(written[0].call, {"practice": practice}).tasks == written[0].tasks


def test_the_key_has_what_is_true_and_the_name_of_every_slip(written):
    asked, _, key = written
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", key.read_text(encoding="utf-8"))
    assert len(rows) == COUNT
    for n, (task, (number, right, wrong)) in enumerate(zip(asked.tasks, rows), 1):
        assert number.startswith(f"{n} ·") and text_of(right).strip() == sentences.told(task, task.true)
        lines = re.findall(r"<li><b>(.*?)</b> (.*?)</li>", wrong)
        comma = messages.say("comma")
        named = {(given, unescape(what)) for answers, what in lines for given in answers.split(comma)}
        assert named == {(sentences.told(task, x), sentences.shortly(task, name)) for x, name in task.slips.items()}


def test_the_command_writes_both_and_says_how_a_pupil_gets_the_same(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")  # with no browser on it
    monkeypatch.setattr(pdf, "_places", lambda *_: iter(()))

    def run(*options):
        monkeypatch.setattr(sys, "argv", ["classroom", "practice", *options, "--out", str(tmp_path / "new")])
        runpy.run_module("classroom", run_name="__main__")
        return capsys.readouterr().out

    told = run("--lesson", "3", "--seed", "4", "--count", "1")
    assert "practice(1, lesson=3, seed=4): 1 task\n" in told and "practice-key.html" in told
    with pytest.raises(SystemExit, match="count.*21"):
        run("--lesson", "3", "--count", "21")
