"""The first cell of every notebook: finds the clone's packages in any Jupyter, or says in a line what to run."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import babel
import graphviz
import pytest

import kernel
from lessons.build import LANGUAGES, build, lesson_files

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def first_cell(language):
    texts = {path.parent.name: text for path, text in build(lesson_files()[0]).items()}
    return "".join(json.loads(texts[language])["cells"][0]["source"])


def run(code, folder, *python_path):
    """Runs code in folder by a Python that has no site-packages, only the standard library and python_path."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, python_path)), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def clone(tmp_path):
    """A bare clone whose path has a space and Chinese in it, with the folder of its English notebooks."""
    for package in ("micrograd", "viz", "exercises"):
        shutil.copytree(ROOT / package, tmp_path / "my 專案" / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "my 專案")
    folder = tmp_path / "my 專案" / "notebooks" / "en"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def only_what_is_needed(tmp_path):
    """A folder that holds the Python packages that viz cannot do without, and nothing else."""
    for package in (graphviz, babel):
        folder = Path(package.__file__).parent
        shutil.copytree(folder, tmp_path / "site" / folder.name, ignore=shutil.ignore_patterns("locale-data"))
    return tmp_path / "site"


@pytest.fixture
def installed(only_what_is_needed):
    """The same folder with what an installation of the project puts there."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, only_what_is_needed / package, ignore=shutil.ignore_patterns("__pycache__"))
    return only_what_is_needed


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_finds_the_packages_of_a_bare_clone(clone, only_what_is_needed, language):
    done = run(first_cell(language) + "\nprint(viz.__file__, viz.language())", clone, only_what_is_needed)
    assert done.stdout.split() == [*str(clone.parents[1] / "viz" / "__init__.py").split(), language], done.stderr


def test_the_clone_wins_over_an_installed_package_of_the_same_name(clone, only_what_is_needed):
    (only_what_is_needed / "micrograd").mkdir()
    (only_what_is_needed / "micrograd" / "__init__.py").touch()
    done = run(first_cell("en") + "\nprint(micrograd.__file__)", clone, only_what_is_needed)
    assert done.stdout.strip() == str(clone.parents[1] / "micrograd" / "__init__.py"), done.stderr


def test_a_missing_dependency_is_named_with_the_command_that_installs_it(clone):
    last = run(first_cell("en"), clone).stderr.strip().splitlines()[-1]
    assert '"graphviz"' in last and f'%pip install -e "{clone.parents[1]}"' in last


def test_without_a_clone_the_command_names_the_dependency_alone(installed, tmp_path):
    shutil.rmtree(installed / "graphviz")
    last = run(first_cell("en"), tmp_path, installed).stderr.strip().splitlines()[-1]
    assert "Run  %pip install graphviz  in a cell" in last


@pytest.mark.slow
def test_jupyter_shows_a_missing_dependency_as_one_line():
    cell = "from viz.missing import MissingPackage\nraise MissingPackage('graphviz')"
    (output,) = kernel.executed(kernel.notebook(cell), ROOT, allow_errors=True).cells[0].outputs
    assert len(output.traceback) == 1 and "\n" not in output.traceback[0] and "%pip install" in output.traceback[0]


@pytest.mark.parametrize(("language", "word"), [("en", "inside a clone"), ("zh-TW", "專案的資料夾")])
def test_outside_the_clone_it_says_what_to_do(tmp_path, language, word):
    last = run(first_cell(language), tmp_path).stderr.strip().splitlines()[-1]
    assert last.startswith("ImportError: No module named") and word in last


@pytest.mark.parametrize(("language", "word"), [("en", "restart the kernel"), ("zh-TW", "重新啟動核心")])
def test_where_the_address_is_known_it_gives_the_command_and_fetches_nothing(tmp_path, monkeypatch, language, word):
    monkeypatch.setattr("lessons.build.repository", lambda: "https://git.example/ada/notes")
    unreachable = "import socket, subprocess\nsocket.socket = subprocess.Popen = None\n"
    last = run(unreachable + first_cell(language), tmp_path).stderr.strip().splitlines()[-1]
    stop = {"en": ". ", "zh-TW": "。"}[language]
    assert last.startswith(f"ImportError: No module named 'micrograd'{stop}") and word in last
    assert re.findall(r"%pip install \S+", last) == ["%pip install git+https://git.example/ada/notes"]


def test_the_packages_that_an_installation_brings_are_enough_without_a_clone(installed, tmp_path):
    done = run(first_cell("zh-TW") + "\nprint(viz.__file__, viz.language())", tmp_path, installed)
    assert done.stdout.split() == [str(installed / "viz" / "__init__.py"), "zh-TW"], done.stderr


@pytest.mark.parametrize("name", ["viz", "micrograd"])
def test_a_foreign_package_that_was_found_first_is_reported_by_name(tmp_path, only_what_is_needed, name):
    foreign = tmp_path / "foreign" / name
    foreign.mkdir(parents=True)
    (foreign / "__init__.py").touch()
    last = run(first_cell("en"), tmp_path, foreign.parent, ROOT, only_what_is_needed).stderr.strip().splitlines()[-1]
    assert last.startswith("ImportError") and f"'{name}'" in last and "inside a clone" in last


OWN_FILES = {
    "graphviz.py": "x = 1",
    "babel.py": "x = 1",
    "html.py": "def table(rows): return '<table>'",
    "gettext.py": "import gettext\ngettext.translation('x')",
}


def beside_the_notebook(folder, name, code):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OWN_FILES)
def test_a_file_that_hides_a_module_is_named(clone, only_what_is_needed, language, name):
    path = beside_the_notebook(clone, name, OWN_FILES[name])
    last = run(first_cell(language), clone, only_what_is_needed).stderr.strip().splitlines()[-1]
    assert str(path) in last and "another name" in last and "換個名字" in last
    assert "inside a clone" not in last and "專案的資料夾" not in last


@pytest.mark.parametrize("name", ["matplotlib", "numpy", "platformdirs", "anywidget"])
def test_also_one_that_hides_what_is_only_needed_later(clone, only_what_is_needed, name):
    (only_what_is_needed / f"{name}.py").touch()
    path = beside_the_notebook(clone.parents[1], f"{name}/__init__.py", "")
    last = run(first_cell("en"), clone, only_what_is_needed).stderr.strip().splitlines()[-1]
    assert str(path) in last and f'"{name}"' in last


@pytest.mark.parametrize("name", ["statistics.py", "seaborn.py", "graphviz_notes.py", "matplotlib.py"])
def test_a_file_that_hides_nothing_that_is_needed_is_left_alone(clone, only_what_is_needed, name):
    beside_the_notebook(clone, name, "raise ValueError")  # no other matplotlib is installed here
    assert run(first_cell("en"), clone, only_what_is_needed).stderr == ""


def test_a_broken_package_is_not_put_on_a_file_that_plays_no_part(clone, only_what_is_needed):
    beside_the_notebook(clone, "statistics.py", "x = 1")
    (only_what_is_needed / "graphviz" / "__init__.py").write_text("raise ImportError('broken')", encoding="utf-8")
    last = run("import statistics\n" + first_cell("en"), clone, only_what_is_needed).stderr.strip().splitlines()[-1]
    assert last == "ImportError: broken"
