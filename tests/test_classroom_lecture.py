"""A folder for lectures: copies that nobody's hand is lost in, and JupyterLab as a class is to see it."""

import json
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from classroom import lecture
from classroom.lesson import LANGUAGES, ROOT
from lab import run_opened, server
from pages import press

pytestmark = pytest.mark.usefixtures("english")


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def notes(cell):
    return cell["metadata"].get("micrograd", {}).get("notes", [])


def opened(out):
    """The notebooks that JupyterLab begins with, as its workspace says."""
    (workspace,) = (out / ".lecture" / "workspaces").iterdir()
    data = json.loads(workspace.read_text(encoding="utf-8"))["data"]
    return [data[widget]["data"]["path"] for widget in data["layout-restorer:data"]["main"]["dock"]["widgets"]]


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# The copies.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lecture_has_every_notebook_without_the_teachers_notes(language, tmp_path):
    assert lecture.make(["02"], language, tmp_path / "new") == []
    left_out = 0
    for path in (ROOT / "notebooks" / language).glob("*.ipynb"):
        copied, series = cells(tmp_path / "new" / language / path.name), cells(path)
        assert not [cell for cell in copied if notes(cell)]
        left_out += sum(map(len, map(notes, series)))
        for cell in series:
            cell["metadata"].get("micrograd", {}).pop("notes", None)
        assert copied == series
    assert left_out >= 18


def test_what_was_typed_in_class_is_never_overwritten(tmp_path):
    lecture.make(["02"], "en", tmp_path)
    typed = tmp_path / "en" / "02_add.ipynb"
    typed.write_text("typed in class", encoding="utf-8")
    assert lecture.make(["02"], "en", tmp_path) == ["02_add"]
    assert typed.read_text(encoding="utf-8") == "typed in class"


def test_what_the_teacher_set_in_that_jupyterlab_stays_set(tmp_path):
    lecture.make([], "en", tmp_path)
    (themes,) = (tmp_path / ".lecture" / "settings").rglob("themes.jupyterlab-settings")
    themes.write_text('{"theme": "JupyterLab Dark"}', encoding="utf-8")
    lecture.make([], "en", tmp_path)
    assert themes.read_text(encoding="utf-8") == '{"theme": "JupyterLab Dark"}'


def test_both_languages_stand_in_one_folder(tmp_path):
    assert [lecture.make(["03"], language, tmp_path) for language in LANGUAGES] == [[] for _ in LANGUAGES]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(["3", "02_add", "02"], ["en/03_mul.ipynb", "en/02_add.ipynb"]), ([], ["en/index.ipynb"])],
)
def test_the_lessons_that_were_asked_for_are_open_whatever_was_open_before(asked, expected, tmp_path):
    lecture.make(["08"], "en", tmp_path)
    lecture.make(asked, "en", tmp_path)
    assert opened(tmp_path) == expected


# What cannot be done is said, and nothing is touched.


def test_a_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(ValueError, match="holds other things"):
        lecture.make(["02"], "en", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize("folder", [ROOT, ROOT / "notebooks", *(ROOT / "notebooks" / name for name in LANGUAGES)])
def test_the_series_own_notebooks_are_no_folder_for_lectures(folder):
    with pytest.raises(ValueError, match="holds other things"):
        lecture.make(["02"], "en", folder)


def test_a_place_that_cannot_be_written_is_named_in_a_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ValueError, match="The lecture cannot be put into .*taken"):
        lecture.make(["02"], "en", tmp_path / "taken")


def test_a_lesson_that_is_not_there_makes_no_folder(tmp_path):
    with pytest.raises(ValueError, match="No lesson is 12"):
        lecture.make(["12"], "en", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_command_that_is_printed_opens_the_same_again(tmp_path, capsys):
    out = tmp_path / "in two words"
    assert lecture.lecture(["02"], "en", out, only_make=True) == 0
    before, first = everything_in(out), opened(out)
    printed = shlex.split(capsys.readouterr().out.splitlines()[-1])
    assert printed[:4] == ["python", "-m", "classroom", "lecture"]
    asked, language, folder = printed[4:5], printed[6], printed[8]
    assert lecture.lecture(asked, language, Path(folder), only_make=True) == 0
    assert (set(everything_in(out)), opened(out)) == (set(before), first)
    assert "Left as they are" not in capsys.readouterr().out


# In a real JupyterLab.


_SHOWN = """() => {
    const width = selector => document.querySelector(selector)?.getBoundingClientRect().width ?? 0
    const letters = selector => [...document.querySelectorAll(`.jp-Notebook ${selector}`)]
        .map(element => parseFloat(getComputedStyle(element).fontSize))
    const view = document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').getBoundingClientRect()
    const picture = document.querySelector('.jp-MarkdownOutput img').getBoundingClientRect()
    return {
        beside: ['#jp-left-stack', '#jp-right-stack', '.jp-SideBar.jp-mod-left', '.jp-SideBar.jp-mod-right'].map(width),
        tabs: [...document.querySelectorAll('#jp-main-dock-panel .lm-TabBar-tabLabel')].map(tab => tab.textContent),
        text: Math.min(...letters('.jp-MarkdownOutput :is(p, li, td, th)')),
        code: Math.min(...letters('.cm-line')),
        questions: Math.min(...letters('.mg-question')),
        pictureFits: picture.height > 100 && picture.top >= view.top && picture.bottom <= view.bottom,
        view: view.height,
        players: [...document.querySelectorAll('.mg-player')].map(player => player.getBoundingClientRect().height),
        words: document.querySelector('.jp-Notebook').textContent,
    }
}"""


@pytest.mark.slow
def test_a_class_reads_the_lecture_in_jupyterlab_and_leaves_no_mark_elsewhere(browser, tmp_path, data_directory):
    out, private = tmp_path / "lecture", tmp_path / "private"
    private.mkdir()
    lecture.make(["02"], "en", out)
    hosts = set()
    with server(out, private, lecture.command(out), lecture.environment(out)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.goto(address("/lab"))
        page.locator(".jp-Notebook .jp-MarkdownOutput img").first.wait_for(timeout=90_000)
        page.wait_for_function(f"() => ({_SHOWN})().pictureFits")
        run_opened(page, address, "en/02_add.ipynb")
        page.locator(".mg-player .mg-bar").last.wait_for(state="attached")
        shown = page.evaluate(_SHOWN)
        page.locator("[role=radio]").first.focus()
        press(page, "ArrowRight", "Enter")
        page.wait_for_function("() => document.querySelector('.mg-answered')")
        page.close()
    assert shown["beside"] == [0, 0, 0, 0] and shown["tabs"] == ["02_add.ipynb"]
    assert shown["text"] >= 17 and shown["code"] >= 16 and shown["questions"] >= 17
    assert len(shown["players"]) >= 4 and max(shown["players"]) <= shown["view"]
    assert "The question of this lesson" in shown["words"] and "Read the question aloud" not in shown["words"]
    assert hosts - {None} == {"127.0.0.1"}  # what stands in the page itself has no host
    assert (out / ".lecture" / "progress" / "progress.json").exists()
    assert not list(Path(data_directory).rglob("progress.json"))
