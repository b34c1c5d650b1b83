"""viz.to_dot: DOT that no label can break, and that renders wherever viz.draw draws."""

import json
import os
import re
from xml.etree import ElementTree

import graphviz
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lookalikes import InTuples, WithoutGrad
from viz import to_dot
from viz.drawing import graphviz_here
from viz.words.text import fit

AWKWARD = [
    "<b>bold</b>",
    "<<i>x</i>>",
    '"',
    '\\"',
    "\\",
    "a\\",
    "\\N\\G\\l",
    "{a|<p>b}",
    "]; x -> y; //",
    "/* c */",
    "#",
    "梯度😀",
    "a&lt;b&amp;c&#65;",
    "a\nb",
    "\ud800\x00",
]
SVG = "{http://www.w3.org/2000/svg}"
TEXT = (
    st.sampled_from(AWKWARD)
    | st.text(st.sampled_from('<>&;"\\{}|[]-#/*\nNGl a1x梯'))
    | st.text(st.characters(exclude_categories=()))
)


@pytest.fixture
def no_dot(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(graphviz_here, "_folders_of_this_python", lambda: [])


def example_graph():
    a, b = InTuples(2.0, label="a"), InTuples(3.0, label="b")
    return a * b + a * a


def read_back(dot):
    """{name: the lines of text that Graphviz sets} of every node, and the (tail, head) of every edge.

    The text is taken from the SVG, which makes a second space unbreakable: the JSON of some versions doubles
    backslashes.
    """
    svg = ElementTree.fromstring(graphviz_here.run(dot.source, "svg"))
    nodes = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "node"]
    lines = {
        group.findtext(f"{SVG}title"): [text.text.replace("\xa0", " ") for text in group.iter(f"{SVG}text")]
        for group in nodes
    }
    answer = json.loads(graphviz_here.run(dot.source, "json"))
    names = [node["name"] for node in answer["objects"]]
    return lines, [(names[edge["tail"]], names[edge["head"]]) for edge in answer["edges"]]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
@example("&lt;", "&#65;")
def test_labels_and_symbols_are_shown_as_they_are(label, op):
    root = InTuples(5.5, (InTuples(2.0, label=label), InTuples(3.0)), op)  # what no operation gives
    lines, edges = read_back(to_dot(root))
    shown = fit(label, 200).replace("\xa0", " ")
    assert lines == {
        "v0": [*([shown] if shown else []), "data 2.0", "grad 0.0"],
        "v1": ["data 3.0", "grad 0.0"],
        "v2": ["data 5.5", "grad 0.0"],
        "o2": [fit(op, 60).replace("\xa0", " ") or "?"],
    }
    assert sorted(edges) == [("o2", "v2"), ("v0", "o2"), ("v1", "o2")]


def test_a_plus_a_has_two_edges():
    a = InTuples(1.0)
    assert read_back(to_dot(a + a))[1].count(("v0", "o1")) == 2


def test_edges_stand_in_operand_order():
    a, b = InTuples(1.0), InTuples(2.0)
    assert re.findall(r"v\d -> o2", to_dot(b - a).source) == ["v0 -> o2", "v1 -> o2"]
    assert "data 2.0" in to_dot(b - a).source.split("v1 [")[0]


def test_a_class_without_grad_has_no_grad():
    assert "grad" not in to_dot(WithoutGrad(1.0)).source


def test_it_is_a_digraph_for_graphviz_own_tools():
    dot = to_dot(example_graph())
    assert isinstance(dot, graphviz.Digraph)
    dot.attr(bgcolor="white")
    assert "bgcolor=white" in dot.source


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError, match="This is float"):
        to_dot(3.0)


def assert_renders(dot, folder):
    assert dot.pipe("svg").startswith(b"<?xml") and "</svg>" in dot.pipe("svg", encoding="utf-8")
    assert dot.pipe("png").startswith(b"\x89PNG")
    assert "</svg>" in dot._repr_mimebundle_()["image/svg+xml"]
    rendered = dot.render(folder / "graph", format="svg")
    assert rendered == str(folder / "graph.svg") and "</svg>" in (folder / "graph.svg").read_text(encoding="utf-8")
    assert dot.render(outfile=folder / "other.png") == str(folder / "other.png")
    assert (folder / "other.png").read_bytes().startswith(b"\x89PNG")


def test_it_renders_here(tmp_path):
    assert_renders(to_dot(example_graph()), tmp_path)


@pytest.mark.usefixtures("no_dot")
def test_it_renders_without_a_dot(tmp_path):
    assert_renders(to_dot(example_graph()), tmp_path)


@pytest.mark.usefixtures("no_dot")
def test_another_engine_is_honoured_without_a_dot():
    dot = to_dot(example_graph())
    assert dot.pipe("plain", engine="neato") != dot.pipe("plain", engine="dot")


@pytest.mark.parametrize("script", ["exit 1", "true", "echo garbage", "echo '<svg>'", r"printf '\377'"])
def test_it_renders_with_a_broken_dot(script, monkeypatch, tmp_path):
    broken = tmp_path / "dot"
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    assert_renders(to_dot(example_graph()), tmp_path)


@pytest.mark.usefixtures("no_dot")
def test_without_any_graphviz_the_install_command_is_told(monkeypatch):
    monkeypatch.setattr(graphviz_here, "find_spec", lambda name: None)
    with pytest.raises(graphviz_here.GraphvizMissing, match="%pip install pygraphviz"):
        to_dot(example_graph()).pipe("svg")


def test_more_values_than_are_counted_add_no_node_that_is_none(monkeypatch):
    monkeypatch.setattr("viz.values.graph.COUNT_UP_TO", 20)
    value = InTuples(0.0)
    for _ in range(30):
        value = InTuples(0.0, (value,), "up")
    assert "None" not in to_dot(value).source


def test_a_long_label_is_cut():
    assert len(to_dot(InTuples(1.0, label="x" * 10**6)).source) < 1000
