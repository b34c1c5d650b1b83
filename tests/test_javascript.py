"""The JavaScript without a browser: its unit tests, the scripts of the pages read by Node, its types held against
what Python sends.
"""

import json
import math
import re
import subprocess

import pytest

import viz
from classroom.slides.asking import class_question
from exercises import arrange, bug, practice, predict
from exercises.kept_answers import Memory
from exercises.topics import QUESTIONS
from micrograd.engine import Value
from micrograd.nn import MLP
from node import ROOT, node, type_checker
from pages import sent
from test_viz_modules import ENTRIES, JS
from viz.outputs.modules import assemble
from viz.outputs.typed import typed_data
from wrong_engines import MISTAKES


def ran(*command, **options):
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_unit_tests_pass():
    said = ran(node(), "--test", *sorted(map(str, (ROOT / "tests" / "js").glob("*.test.js"))), cwd=ROOT)
    assert int(re.search(r"pass (\d+)", said)[1]) >= 15


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.name)
def test_the_script_of_each_output_is_javascript(entry, tmp_path):
    (tmp_path / "script.mjs").write_text(assemble(entry), encoding="utf-8")
    ran(node(), "--check", str(tmp_path / "script.mjs"))


def every_kind_of_data():
    """(the name of a type in types.d.ts, what Python sends of it) for outputs that together have every field."""
    a = Value(2.0, label="a")
    yield "PlayerData", sent(viz.animate((a * a + 3.0).relu(), ask=True).to_html())
    for mistake in MISTAKES:
        yield "PlayerData", sent(viz.record(mistake.expression(mistake.engine)).to_html())
    yield "ExplorerData", sent(viz.explore(lambda x: x * Value(math.inf) + x, x=Value(2.0)).to_html())
    yield "ExplorerData", sent(viz.explore("d = a * b", {"far": {"a": 9}}, a=Value(2.0)).to_html())
    yield "NetworkData", sent(viz.network(MLP(2, [2, 1])).to_html())
    yield "SlopeData", sent(viz.slope(lambda x: 1 / x, 1.0).to_html())
    yield "TrainingData", sent(viz.training(MLP(2, [2, 1]), [[0, 1], [1, 0]], [1, -1]).to_html())
    yield "TrainingData", sent(viz.training(lambda x: x[0] ** 2, [[0, 1], [1, 0]], [1, -1]).to_html())
    yield "OverviewData", sent(viz.draw(sum(Value(1.0) * n for n in range(30))).to_html())
    yield "QuestionData", sent(predict.add_reuse.to_html())
    yield "QuestionData", sent(predict.secant.to_html())
    yield "BugData", sent(bug("termite").to_html())  # no player stands in it
    yield "BugData", sent(bug("cicada").to_html())
    yield "ClassData", sent(class_question("add_reuse"))
    yield "ClassData", sent(class_question("secant"))
    yield "PracticeData", sent(practice(15, lesson=8, seed=1).to_html())
    yield "ArrangeData", sent(arrange.mul().to_html())
    yield "TypedData", json.loads(json.dumps(typed_data()))
    for given in ("flatter", None):
        yield "KeptData", sent(Memory(QUESTIONS["secant"], True, given).to_html())


@pytest.mark.slow
def test_the_types_of_the_data_are_those_of_what_python_sends(tmp_path):
    compiler = type_checker()
    names = sorted({name for name, _ in every_kind_of_data()})
    lines = [f'import type {{ {", ".join(names)} }} from "{(JS / "types.d.ts").as_posix()}"']
    for n, (name, data) in enumerate(every_kind_of_data()):
        lines.append(f"export const data{n}: {name} = {json.dumps(data)}")
    (tmp_path / "data.ts").write_text("\n".join(lines), encoding="utf-8")
    ran(
        *compiler,
        "--noEmit",
        "--strict",
        "--allowJs",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "data.ts",
        cwd=tmp_path,
    )
