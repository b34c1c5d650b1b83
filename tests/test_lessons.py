"""The builder: one source, the same notebook each time, and no translation left behind."""

import ast
import io
import json
import subprocess
import sys
import textwrap
import tokenize
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.closure_engine import LEARNED, source_after
from lessons.build import LANGUAGES, build, lesson_files
from lessons.translations import LessonError, stamp
from micrograd.engine import Value

ROOT = Path(__file__).resolve().parent.parent
GOES_ON = (2, 3)  # lessons that go on with the learner's own class, and show no other
SHOWN_WHOLE = (1, 3, 4, 6)  # lessons whose methods are shown all together, from their source, or left to the learner
ENGLISH, CHINESE = '# %% [markdown] lang="en"\n', '# %% [markdown] lang="zh-TW" of=""\n'


def lesson(folder, *texts):
    """A stamped lesson with a code cell and the given (English, Chinese) text cells."""
    source = folder / "99_test.py"
    pairs = "".join(f"{ENGLISH}# {english}\n\n{CHINESE}# {chinese}\n\n" for english, chinese in texts)
    source.write_text(f"{pairs}# %%\n1 + 1\n", encoding="utf-8")
    stamp(source)
    return source


def built(source):
    return {path.parent.name: json.loads(text) for path, text in build(source).items()}


def joined(cell):
    return "".join(cell["source"])


@pytest.mark.parametrize("source", lesson_files(), ids=lambda p: p.stem)
def test_the_committed_notebooks_are_what_the_lessons_say(source):
    for path, text in build(source).items():
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("source", lesson_files(), ids=lambda p: p.stem)
def test_both_languages_have_the_same_code_and_the_same_ids_and_no_outputs(source):
    english, chinese = (built(source)[language]["cells"] for language in LANGUAGES)
    assert [cell["id"] for cell in english] == [cell["id"] for cell in chinese]
    assert len({cell["id"] for cell in english}) == len(english)
    for ours, theirs in list(zip(english, chinese))[1:]:
        assert ours["cell_type"] == theirs["cell_type"]
        assert ours["cell_type"] == "markdown" or (code(ours) == code(theirs) and not ours["outputs"])


def code(cell):
    """The tokens of a cell of code apart from comments and strings, which may be translated."""
    tokens = tokenize.generate_tokens(io.StringIO(joined(cell)).readline)
    return [token.string for token in tokens if token.type in (tokenize.NAME, tokenize.NUMBER, tokenize.OP)]


def test_the_first_cell_sets_the_language(tmp_path):
    notebooks = built(lesson(tmp_path, ("one", "一")))
    for language in LANGUAGES:
        assert f'viz.language("{language}")' in joined(notebooks[language]["cells"][0])


def test_a_notebook_names_its_kernel_so_that_no_dialog_asks(tmp_path):
    metadata = built(lesson(tmp_path, ("one", "一")))["en"]["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"


def test_inserting_a_cell_leaves_the_other_ids_alone(tmp_path):
    before = [cell["id"] for cell in built(lesson(tmp_path, ("one", "一"), ("two", "二")))["en"]["cells"]]
    after = [cell["id"] for cell in built(lesson(tmp_path, ("one", "一"), ("new", "新"), ("two", "二")))["en"]["cells"]]
    assert [i for i in after if i in before] == before


def test_a_stale_translation_fails(tmp_path):
    source = lesson(tmp_path, ("one", "一"))
    source.write_text(source.read_text(encoding="utf-8").replace("# one", "# one more"), encoding="utf-8")
    with pytest.raises(LessonError, match="one more.*has changed"):
        build(source)


def test_white_space_alone_does_not_make_a_translation_stale(tmp_path):
    source = lesson(tmp_path, ("one two", "一"))
    source.write_text(source.read_text(encoding="utf-8").replace("# one two", "# one\n# two"), encoding="utf-8")
    assert build(source)


@pytest.mark.parametrize("left", ["english", "chinese"])
def test_a_text_in_one_language_alone_fails(tmp_path, left):
    source = lesson(tmp_path, ("one", "一"))
    header, text = (ENGLISH, "# lonely") if left == "english" else ('# %% [markdown] lang="zh-TW" of=""\n', "# 孤單")
    source.write_text(source.read_text(encoding="utf-8") + f"\n{header}{text}\n", encoding="utf-8")
    with pytest.raises(LessonError, match="lonely|孤單"):
        build(source)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("`a + b`", "`a+b`"), ("$x^2$", "$x^3$"), ("[x](03_mul.ipynb)", "[x](04_pow.ipynb)"), ("`a` and `a`", "`a`")],
)
def test_code_formulas_and_links_that_differ_between_the_languages_fail(tmp_path, english, chinese):
    with pytest.raises(LessonError, match="differ"):
        build(lesson(tmp_path, (english, chinese)))


@pytest.mark.slow
def test_the_command_checks_without_writing():
    done = subprocess.run([sys.executable, "-m", "lessons", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("number", LEARNED)
def test_the_class_after_a_lesson_has_what_was_learned_so_far_and_no_more(number):
    namespace = {}
    exec(source_after(number), namespace)
    defined = {name for name, thing in vars(namespace["Value"]).items() if callable(thing)}
    assert defined == {name for n in LEARNED if n <= number for name in LEARNED[n]}


@pytest.mark.parametrize(
    "source",
    [
        source
        for source in lesson_files()
        if source.stem[:2].isdigit()
        and "class_after=" in source.read_text(encoding="utf-8")
        and int(source.stem[:2]) in LEARNED
    ],  # the others go on with the learner's own
    ids=lambda p: p.stem,
)
def test_the_code_of_the_class_that_a_lesson_shows_is_what_the_class_has_in_the_end(source):
    number, written = int(source.stem[:2]), source.read_text(encoding="utf-8")
    assert ("class_after=" in written) == (number not in GOES_ON)
    assert number in GOES_ON or f'class_after="{number}"' in written
    for method in ast.parse(source_after(number)).body[0].body:
        if method.name in LEARNED[number] and number not in SHOWN_WHOLE:
            text = " " * method.col_offset + ast.get_source_segment(source_after(number), method)
            assert textwrap.dedent(text) in written


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=12))
def test_the_learners_sums_have_the_engines_values_and_gradients(steps):
    namespace = {}
    exec(source_after(2), namespace)
    theirs, ours = _sums(namespace["Value"], steps), _sums(Value, steps)
    theirs[-1].grad = 1.0
    for value in reversed(theirs):
        value._backward()
    ours[-1].backward()
    assert [v.data for v in theirs] == [v.data for v in ours]
    assert [v.grad for v in theirs] == [v.grad for v in ours]


def _sums(cls, steps):
    values = [cls(1.0), cls(-2.0), cls(3.0)]
    for i, k in steps:
        values.append(values[i % len(values)] + values[k % len(values)])
    return values
