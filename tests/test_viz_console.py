"""Plain text on a standard output that cannot take every letter: a script goes on, and what it prints can be read."""

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import viz
from exercises import check, hint, predict, progress, progress_store, solution
from exercises.closure_engine import Value
from kernel import executed, notebook
from micrograd.nn import MLP
from viz.words.console import printable
from viz.words.messages import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parent.parent
ENCODINGS = ["ascii", "cp950", "cp1252", "cp437", "utf-8"]
SIGNS = "✓○≠→↓×÷−·—…⋯「」。、，：；？（）"


class Broken(Value):
    def relu(self):
        return 1 / 0


def network():
    return viz.network(MLP(2, [2, 1]))


def lecture():
    a, b = Value(2.0), Value(-3.0)
    viz.label(a=a, b=b)
    return a * b + a


SHOWN = {
    "right": lambda: check.add(Value),
    "raised": lambda: check.relu(Broken),
    "not attempted": lambda: check.add(),
    "operation": lambda: check.operation(Value, "__mul__", truth=lambda x, y: x + y),
    "a question": lambda: predict.add_reuse,
    "a right prediction": lambda: predict.add_reuse(2),
    "a wrong prediction": lambda: predict.add_reuse(1),
    "progress": progress,
    "hint": lambda: hint.mul(),
    "solution": lambda: solution.mul(),
    "the names": lambda: check,
    "draw": lambda: viz.draw(lecture(), slopes=True),
    "animate": lambda: viz.animate(lecture()),
    "record": lambda: viz.record(lecture()),
    "explore": lambda: viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(3.0)),
    "plot": lambda: viz.plots.tangent(lambda x: x**2, 3),
    "network": network,
}


@pytest.fixture(params=["en", "zh-TW"])
def language(request, monkeypatch, tmp_path):
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)
    viz.language(request.param)
    yield request.param
    viz.language("en")


def printed(encoding, say):
    """What it prints on an output that raises an error for a letter that it lacks, as a console's or a file's does."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", write_through=True)
    with redirect_stdout(stream):
        say()
    return stream.buffer.getvalue().decode(encoding)


def print_all(thing):
    print(thing)
    print(repr(thing))
    if hasattr(thing, "_repr_mimebundle_"):
        print(thing._repr_mimebundle_()["text/plain"])


@pytest.mark.multiplies(40)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("make", SHOWN.values(), ids=SHOWN)
def test_whatever_is_shown_can_be_printed(make, encoding, language):
    text = printed(encoding, lambda: print_all(make()))
    assert text.strip() and (language == "zh-TW" or not re.search(r"\\[xuU]", text)), "a sign has no other writing"


@pytest.mark.parametrize("encoding, mark", [("ascii", "v"), ("cp950", "√"), ("cp437", "√"), ("utf-8", "✓")])
def test_the_sign_is_the_best_that_the_output_has(encoding, mark, language):
    assert printed(encoding, lambda: print(check.add(Value))).startswith(f"[{mark}] add")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_has_another_writing(encoding, sign):
    text = printed(encoding, lambda: print(printable(f"a{sign}b"), end=""))
    assert text.startswith("a") and text.endswith("b") and len(text) >= 3 and "\\" not in text
    assert text == f"a{sign}b" or encoding != "utf-8"


@pytest.mark.parametrize(
    "encoding, text, escaped",
    [
        ("ascii", "導數 f", r"\u5c0e\u6578 f"),
        ("cp1252", "é 導", r"é \u5c0e"),
        ("utf-8", "x\ud827 導數", r"x\ud827 導數"),
    ],
)
def test_what_has_no_other_writing_is_escaped(encoding, text, escaped):
    assert printed(encoding, lambda: print(printable(text), end="")) == escaped


@pytest.mark.parametrize("stream", [io.StringIO(), None, object()], ids=["in memory", "none", "no stream"])
def test_an_output_without_an_encoding_takes_every_letter(monkeypatch, stream):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        text = printable("✓ 導數")
    assert text == "✓ 導數"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_alone_can_be_printed_on_a_console_of_taiwan(language):
    """`print(result.message)` prints a plain text, which nobody can help any more."""
    for key, forms in catalogue(LANGUAGES[language]).sentences.items():
        for form in forms:
            assert form.encode("cp950", "replace").decode("cp950") == form, f"{key!r} in {LANGUAGES[language].name}"


def run(code, **environment):
    return subprocess.run(
        [sys.executable, *code],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "MICROGRAD_PROGRESS": "off", **environment},
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_script_that_grades_goes_on_whatever_its_output_is(encoding, language):
    code = (
        f"import viz; viz.language({language!r})\n"
        "from exercises import check, predict, progress\n"
        "from exercises.closure_engine import Value\n"
        "print(check.add(Value)); print(predict.add_reuse(2)); print(progress()); print('end')"
    )
    done = run(["-c", code], PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode(encoding).split()[-1] == "end"


WATCHED = (
    "import viz; viz.language('zh-TW')\n"
    "for _ in viz.watch(range(3), lambda: []): pass\n"
    "from exercises import progress; progress()"
)


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}], ids=["C locale", "cp1252"])  # fmt: skip
def test_a_training_that_is_watched_in_a_terminal_goes_on(environment, tmp_path):
    arguments = ["-m", "IPython", "--simple-prompt", "--no-banner", "-c", WATCHED]
    done = run(arguments, IPYTHONDIR=str(tmp_path), **environment)
    assert b"UnicodeEncodeError" not in done.stdout + done.stderr
    assert rb"\u7b2c 3 \u6b65,\u5171 3 \u6b65" in done.stdout


@pytest.mark.slow
def test_a_notebook_has_every_sign(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONIOENCODING", "cp950")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    cell = "from exercises import check\nfrom exercises.closure_engine import Value\nprint(check.add(Value))\ncheck.add(Value)"
    printed, shown = executed(notebook(cell), tmp_path).cells[0].outputs
    assert printed.text.startswith("[✓] add") and shown.data["text/plain"].startswith("[✓] add")
