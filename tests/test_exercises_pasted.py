"""Code that is pasted into a page is run, and what it computes is played; what goes wrong is told in words."""

import sys

import pytest

import viz
from exercises import pasted as pasted_module
from exercises.pasted import begin, pasted
from viz.outputs.player import Animation

BEGIN = "from micrograd.engine import Value\na = Value(2.0)\nb = a * 3\n"
WITHOUT_WAY_BACK = """class N:
    def __init__(self, data, _prev=()):
        self.data, self._prev = data, _prev
    def __add__(self, other):
        return N(self.data + other.data, (self, other))
"""


def only(outputs):
    (output,) = outputs
    return output


def labels(animation):
    return {node.label for node in animation.graph.nodes} - {""}


def test_a_call_of_backward_is_what_is_played_and_nothing_behind_it_runs():
    said, played = pasted(f"{BEGIN}print('before')\nb.backward()\nprint('behind')\n")
    assert isinstance(played, Animation)
    assert played.captions[-1].title == "The end: no mistake was found."
    assert [step.kind for step in played.steps].count("seed") == 1
    assert "before" in said.to_text() and "behind\n" not in f"{said.to_text()}\n"
    assert "were not run" in said.to_text() and "were not run" in said.to_html()


@pytest.mark.parametrize(
    ("end", "root"),
    [
        ("b.backward()\n", "b"),
        ("b\n", "b"),
        ("c = b + a\n", "c"),
        ("c = b + a\na\n", "a"),
        ("c = b + a\nprint()\n", "c"),
    ],
)
def test_the_result_is_the_one_that_is_meant(end, root):
    played = only(pasted(BEGIN + end))
    assert played.graph.nodes[-1].label == root


def test_a_backward_of_something_else_is_called_and_what_it_is_called_of_is_made_once():
    code = f"{BEGIN}class Other:\n    def backward(self): print('called')\ndef made():\n    print('made')\n    return Other()\n"
    said, played = pasted(f"{code}made().backward()\n")
    assert said.to_text().splitlines()[-2:] == ["made", "called"]
    assert played.graph.nodes[-1].label == "b"


def test_a_backward_that_is_not_there_is_told_with_its_line():
    problem = only(pasted("x = 2.0\nx.backward()\n"))
    assert "x.backward()" in problem.to_text() and "line 2" in problem.to_text()
    assert "float" in problem.to_text()


def test_values_bear_the_names_of_their_variables_and_labels_of_their_own_stay():
    assert labels(only(pasted(f"{BEGIN}b\n"))) == {"a", "b"}
    assert labels(only(pasted(BEGIN.replace("2.0", "2.0, label='mine'") + "b\n"))) == {"mine", "b"}


def test_a_mistake_of_its_own_is_found_in_what_really_runs():
    code = """from micrograd.engine import Value as Right
class Value(Right):
    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out
x = Value(3.0)
y = x * x
y.backward()
"""
    played = only(pasted(code))
    assert any(caption.findings for caption in played.captions)
    assert any(
        "self.grad = other.data * out.grad" in line
        for moment in played.moments
        if moment.code
        for line in moment.code.lines
    )


def test_a_class_without_a_way_back_is_played_as_it_should_be():
    played = only(pasted(f"{WITHOUT_WAY_BACK}a = N(2)\nb = N(3)\na + b\n"))
    assert [step.kind for step in played.steps][:2] == ["start", "forward"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("x = 3\n", "left no value"),
        ("", "left no value"),
        (f"{BEGIN}b + 'x'\n", "b + 'x'"),
        ("def f(:\n", "def f(:"),
        (f"{BEGIN}print('first')\n1 / 0\n", "first"),
        ("import sys\nsys.exit()\n", "sys.exit()"),
        ("while True: pass\n", "round and round"),
        ("print('<script>alert(1)</script>')\n1 / 0\n", "<script>"),
    ],
)
def test_what_goes_wrong_is_told(code, told, monkeypatch):
    monkeypatch.setattr("exercises.supervision.SECONDS", 0.3)
    output = only(pasted(code))
    assert told in output.to_text()
    assert "<script>" not in output.to_html()


def test_a_backward_that_does_not_end_is_stopped_and_nothing_is_claimed(monkeypatch):
    monkeypatch.setattr(pasted_module, "_PLAYING", 0.5)
    code = f"{WITHOUT_WAY_BACK}    grad = 0.0\n    def backward(self):\n        while True: pass\n(N(1) + N(2)).backward()\n"
    assert only(pasted(code)).to_text().startswith("The recording took too long")


def test_a_program_leaves_python_as_it_was():
    limit = sys.getrecursionlimit()
    pasted("import sys, builtins\nsys.setrecursionlimit(99)\nbuiltins.len = None\n")
    assert sys.getrecursionlimit() == limit and len([1]) == 1


def test_a_page_gets_html_in_its_language():
    before = viz.language()
    try:
        shown = begin("zh-TW")
        assert "程式停下來了" in shown("1 / 0\n")
        assert 'lang="zh-TW"' in shown(f"{BEGIN}b\n") and "mg-player" in shown(f"{BEGIN}b\n")
    finally:
        viz.language(before)
