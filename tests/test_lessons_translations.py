"""Any number of languages in a lesson: each is held to the original, in its texts, its formulas and its code."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from lessons import translations
from lessons.build import build
from lessons.same_code import first_difference
from lessons.series import ROOT, series
from lessons.translations import LessonError, passages, stamp
from pseudo_language import NAME, marked_markdown, unmarked_words, write_pseudo_language

PACKAGES = ("lessons", "viz", "exercises", "micrograd")
CODE = """\
for n in (1, 2):  # twice
    name = "slope"
    print(f"h = {n:3} gives {getattr(a, 'grad')}", "slope", 3, sep=" of ")
"""


def text(language, words):
    return f'# %% [markdown] lang="{language}"\n# {words}\n\n'


def lesson(folder, *cells, stamped=("zh-TW", NAME)):
    source = folder / "99_test.py"
    source.write_text("".join(cells), encoding="utf-8")
    stamp(source, stamped)
    return source


def sources(built, language):
    """The sources of a notebook's cells after the first."""
    notebook = next(json.loads(text) for path, text in built.items() if path.parent.name == language)
    return ["".join(cell["source"]) for cell in notebook["cells"][1:]]


@pytest.fixture
def third_language(monkeypatch):
    monkeypatch.setattr(translations, "TRANSLATIONS", ("zh-TW", NAME))


ALL = [text("en", "One"), text("zh-TW", "一"), text(NAME, "Ȯṅė")]


@pytest.mark.parametrize(("missing", "cells"), [("zh-TW", [ALL[0], ALL[2]]), (NAME, ALL[:2])])
def test_a_missing_translation_is_named_with_its_cell_and_its_language(tmp_path, third_language, missing, cells):
    with pytest.raises(LessonError, match=f"“One”, {missing}: there is no translation"):
        build(lesson(tmp_path, *cells))


@pytest.mark.parametrize(("stale", "stamped"), [("zh-TW", [NAME]), (NAME, ["zh-TW"])])
def test_a_stale_translation_is_named_with_its_cell_and_its_language(tmp_path, third_language, stale, stamped):
    source = lesson(tmp_path, *ALL)
    source.write_text(source.read_text(encoding="utf-8").replace("# One", "# One more"), encoding="utf-8")
    stamp(source, stamped)  # the other one was reviewed
    with pytest.raises(LessonError, match=f"“One more”, {stale}: the original has changed.*--stamp {stale}$"):
        build(source)


def test_translations_stand_in_any_order_and_stamping_leaves_other_options_alone(tmp_path, third_language):
    reviewed = text(NAME, "Ȯṅė").replace('lang="', 'slide="notes" lang="')
    source = lesson(tmp_path, ALL[0], reviewed, ALL[1])
    assert [list(passage.translations) for passage in passages(source)] == [[NAME, "zh-TW"]]
    assert re.search(rf'^# %% \[markdown\] slide="notes" lang="{NAME}" of="\w{{8}}"$', source.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([text("ja", "一")], "“一”: its language is ja, and none of en, zh-TW"),
        ([text("zh-TW", "一")], "“一”: in zh-TW, but no en stands before it"),
        ([*ALL[:2], text("zh-TW", "二")], "“二”: in zh-TW, but no en stands before it"),
        ([*ALL[:2], "# %%\n1\n\n", text("zh-TW", "二")], "“二”: in zh-TW, but no en stands before it"),
    ],
)
def test_a_cell_that_translates_nothing_is_named(tmp_path, cells, problem):
    with pytest.raises(LessonError, match=problem):
        lesson(tmp_path, *cells)


def test_words_in_a_formula_may_be_translated(tmp_path):
    formulas = r"$\text{slope} = \mathrm{rise} / h$", r"$\text{斜率} = \mathrm{升} / h$"
    assert build(lesson(tmp_path, text("en", formulas[0]), text("zh-TW", formulas[1])))


@pytest.mark.parametrize("formula", [r"$\text{斜率} = g$", r"$\mathrm{斜率} = h$", r"$\text{斜率} = \mathrm{D} h$"])
def test_symbols_of_a_formula_that_differ_fail(tmp_path, formula):
    with pytest.raises(LessonError, match="zh-TW: code, formulas or links differ"):
        build(lesson(tmp_path, text("en", r"$\text{slope} = \mathrm{d} h$"), text("zh-TW", formula)))


def in_chinese(*changes):
    """The code with its comment and what it prints in Chinese, and then with these changes."""
    translated = CODE
    for change in (("# twice", "# 兩次"), ('"slope", 3', '"斜率", 3'), ("h = {n:3} gives ", "{n:3} 給出 "), *changes):
        assert change[0] in translated
        translated = translated.replace(*change)
    return translated


def with_code(folder, translated):
    return lesson(folder, f"# %%\n{CODE}\n", f'# %% lang="zh-TW"\n{translated}\n', "# %%\n1 + 1\n")


def test_a_cells_comments_and_what_it_prints_may_be_translated(tmp_path):
    built = build(with_code(tmp_path, in_chinese()))
    assert sources(built, "en") == [CODE.strip(), "1 + 1"]
    assert sources(built, "zh-TW") == [in_chinese().strip(), "1 + 1"]


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        (1, [("(1, 2)", "(1, 3)")]),
        (1, [("(1, 2)", "(1 + 2)")]),
        (1, [("for n", "for m")]),
        (1, [("for n", "1 + 1\nfor n")]),
        (2, [('name = "slope"', 'name = "斜率"')]),
        (3, [("    print", "    1 + 1\n    print")]),
        (3, [("    print", "print")]),
        (3, [("'grad'", "'data'")]),
        (3, [("{n:3}", "{n:4}")]),
        (3, [('"斜率"', '"-"')]),
        (3, [('"斜率"', 'f"斜率"')]),
        (3, [('" of "', '" 的 "')]),
        (4, [("    print", "    pass\n    print"), ("    pass\n", "    #\n"), (", 3", ", 4")]),
    ],
)
def test_other_code_in_a_translation_is_named_with_its_line(tmp_path, line, changes):
    with pytest.raises(LessonError, match=f"“for n in .*”, zh-TW: line {line} differs"):
        build(with_code(tmp_path, in_chinese(*changes)))


def test_code_that_is_missing_or_no_python_is_refused(tmp_path):
    assert first_difference("a\nb", "a") == 1
    assert first_difference("if a:\n    b\n    c", "if a:\n    b\nelse:\n    c") == 4
    with pytest.raises(LessonError, match="zh-TW: line 3 is not Python"):
        build(with_code(tmp_path, in_chinese((", 3", ", 3 3"))))


def test_a_stale_translation_of_code_is_refused(tmp_path):
    source = with_code(tmp_path, in_chinese())
    source.write_text(source.read_text(encoding="utf-8").replace("# twice", "# once"), encoding="utf-8")
    with pytest.raises(LessonError, match="“for n in .*”, zh-TW: the original has changed"):
        build(source)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The project with one language more, in which its lessons were built."""
    folder = tmp_path_factory.mktemp("clone")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for readme in ROOT.glob("README*.md"):
        shutil.copy(readme, folder)
    shutil.copy(ROOT / "README.md", folder / f"README.{NAME}.md")
    shutil.copy(ROOT / "pyproject.toml", folder)
    write_pseudo_language(folder / "viz" / "words" / f"{NAME}.po")
    _write_translations(folder / "lessons")
    done = subprocess.run(
        [sys.executable, "-m", "lessons", "--stamp", NAME], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder


def _write_translations(folder):
    """Put a translation after each English row of the series, and after each English text cell."""
    rows = re.compile(r"^\[lesson\.en\]\n((?:\w+ = .*\n)+)", re.MULTILINE)
    cells = re.compile(r'^# %% \[markdown\] lang="en".*\n((?:(?!# %%)#.*\n)+)', re.MULTILINE)
    _add(folder / "series.toml", rows, lambda row: f"[lesson.{NAME}]\n{_marked_row(row)}")
    for lesson in [*folder.glob("[0-9]*.py"), folder / "index.py"]:
        _add(lesson, cells, lambda words: f'\n# %% [markdown] lang="{NAME}"\n{marked_markdown(words)}')


def _marked_row(row):
    return re.sub(r'(?<=").*(?=")', lambda words: marked_markdown(words[0]), row)


def _add(file, pattern, translation):
    file.write_text(
        pattern.sub(lambda found: found[0] + translation(found[1]), file.read_text(encoding="utf-8")), encoding="utf-8"
    )


@pytest.mark.slow
def test_a_third_language_goes_through_the_builder_and_no_english_text_is_left(clone):
    built = sorted((clone / "notebooks" / NAME).glob("*.ipynb"))
    assert [path.stem for path in built] == [*(lesson.source for lesson in series()), "index"]
    for path in built:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        assert texts and {word: text for text in texts for word in unmarked_words(text)} == {}


@pytest.mark.slow
def test_a_third_language_leaves_the_other_notebooks_and_readmes_as_they_are(clone):
    for path in [*(ROOT / "notebooks").glob("*/*.ipynb"), *ROOT.glob("README*.md")]:
        assert (clone / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_the_table_in_a_third_readme_is_in_its_language(clone):
    readme = (clone / f"README.{NAME}.md").read_text(encoding="utf-8")
    table = readme.partition("<!-- lessons -->")[2].partition("<!-- end of lessons -->")[0]
    assert table.count(f"](notebooks/{NAME}/") == len(series()) and unmarked_words(table) == set()


def test_a_word_that_bears_no_marks_is_found():
    assert unmarked_words(f'{marked_markdown("# One `two` $x$")} left <img alt="over"> here') == {
        "left",
        "over",
        "here",
    }


def test_the_builder_names_no_language():
    for name in ("__main__", "build", "same_code", "series", "translations"):
        source = (ROOT / "lessons" / f"{name}.py").read_text(encoding="utf-8")
        assert "zh-TW" not in re.sub('""".*?"""', "", source, flags=re.DOTALL), name
