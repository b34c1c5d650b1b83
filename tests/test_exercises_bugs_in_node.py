"""The page runs the programs of the bugs, and reads what is typed, as Python does."""

import itertools
import json
import subprocess

import pytest

from exercises.bugs.collection import BUGS
from exercises.bugs.judging import POINTS, START, run, trained
from exercises.bugs.programs import PROGRAMS
from exercises.bugs.reading import NUMBERS, read
from exercises.bugs.slips import SLIPS, source_with
from exercises.bugs.trees import tree_of
from node import ROOT, node
from test_exercises_bugs import programs, right


def in_the_page(sources, cases):
    """What the page makes of each case."""
    data = {"trees": [*map(tree_of, sources)], "cases": cases, "usual": NUMBERS, "start": START, "points": POINTS}
    done = subprocess.run(
        [node(), str(ROOT / "tests" / "js" / "bugs_at.js")],
        check=False, capture_output=True, text=True, encoding="utf-8", input=json.dumps(data),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def every_source(program):
    return [right(program), *(source_with(program, slip) for slip in SLIPS[program])]


def held(found):
    """An Outcome as the page tells it: what is no number as None."""
    numbers = {**found.gradients, "": found.number} if not found.error else {}
    return {name: x if isinstance(x, float) else None for name, x in numbers.items()}


@pytest.mark.parametrize("program", [program for program in PROGRAMS if PROGRAMS[program].operations])
def test_the_page_runs_an_engine_as_python_does(program):
    sources, operations = every_source(program), PROGRAMS[program].operations
    texts = ["a", *programs(operations, 1), *itertools.islice(programs(operations, 2), 0, None, 61)]
    texts += ["a = 0; " + text for text in itertools.islice(programs(operations, 1), 0, None, 5) if "a" in text]
    texts += [text for bug in BUGS.values() if bug.of == program for text in (bug.smallest, bug.watched, *bug.others)]
    cases = [
        {"tree": k, "text": text, "passes": passes}
        for k in range(len(sources))
        for text in texts
        for passes in (1, 2)[: 1 + (program == "backward")]
    ]
    for case, found in zip(cases, in_the_page(sources, cases), strict=True):
        typed = read(case["text"])
        assert (found["numbers"], tuple(found["size"])) == (typed.numbers, typed.size), case
        assert found["operations"] == sorted(typed.operations), case
        expected = run(sources[case["tree"]], typed, case["passes"])
        assert found["error"] == expected.error, case
        assert found["held"] == pytest.approx(held(expected), nan_ok=True), case


def test_the_page_runs_a_training_as_python_does():
    sources = every_source("training")
    cases = [
        {"tree": k, "steps": steps, "count": count}
        for k in range(len(sources)) for steps in range(5) for count in range(len(POINTS) + 1)
    ]  # fmt: skip
    for case, found in zip(cases, in_the_page(sources, cases), strict=True):
        expected = trained(sources[case["tree"]], case["steps"], case["count"])
        assert found["held"] == pytest.approx(dict(expected.gradients)), case


REFUSED = (
    "", "1 + 2", "q + a", "a = 1; a = 2; a", "a + a; a = 3", "a.grad", "__import__('os')", "a == a", "a +", "a b", "2 ** a",
    "a ** b", "(a", "a)", "d = a; a + a; d", "log(a)", "relu(a, b)", "relu()", "a.relu(2)", "a; b", "d = a + b; d = a; d",
)  # fmt: skip
READ = (
    "-a ** 2", "(-a) ** 2", "a - b - c", "a - (b - c)", "a * b + c * a", "- -a", "--2 * a", "a*-3", "2 * 3 * a", "a ** -1",
    "d = a * a; e = d + d; e - d", "relu(a - b).relu()", "-a.relu()", "k = 2 + 1; a * k", "a ** 2 ** 1", "x = -.5; x + x",
    " a+ a ;", "a=1\nb = 2\na*b", "d = a + b", "+a", "a + 0.25",
)  # fmt: skip


def test_the_page_refuses_what_python_refuses():
    found = in_the_page([right("relu")], [{"tree": 0, "text": text, "passes": 1} for text in REFUSED])
    for text, each in zip(REFUSED, found, strict=True):
        assert "untyped" in each, text
        with pytest.raises(ValueError):
            read(text)


def test_the_page_reads_what_is_typed_as_python_does():
    source = right("relu").replace("def relu", "def __pow__(self, n):\n        return self\n\n    def relu")
    source += "\n    def __rmul__(self, n):\n        return self * n\n"
    found = in_the_page([source], [{"tree": 0, "text": text, "passes": 1} for text in READ])
    for text, each in zip(READ, found, strict=True):
        typed = read(text)
        assert (each["numbers"], tuple(each["size"])) == (typed.numbers, typed.size), text
        assert each["operations"] == sorted(typed.operations), text
        assert each["held"] == pytest.approx(held(run(source, typed))), text


def test_what_can_be_left_away_is_named():
    cases = [{"tree": 0, "text": "(a * b + c).relu() - -a", "passes": 1}]
    left = in_the_page([right("relu")], cases)[0]["left"]
    assert sorted(away for _, away in left) == sorted(
        ["(a * b + c).relu() -", "- -a", ".relu()", "+ c", "a * b +", "* b", "a *", "-"]
    )
    assert all(size[0] < 5 for size, _ in left)
