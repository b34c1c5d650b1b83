"""viz.explore in Python: what it takes, what it tells the page, what it answers when the page cannot compute."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_engine
import viz
from lookalikes import InSets, InTuples, Slotted
from micrograd.engine import Value
from pages import sent
from viz.drawing.geometry import HEADER, ROW
from viz.outputs import html
from viz.words import messages as words


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


def data(explorer):
    return sent(explorer._repr_mimebundle_()["text/html"])


def lecture(a, b, c):
    return (a * b + c).relu()


def test_the_page_gets_the_operations_the_leaves_and_the_gradients():
    shown = data(viz.explore(lecture, a=Value(2.0), b=Value(3.0), c=Value(10.0)))
    assert shown["graph"]["symbols"] == ["", "", "*", "", "+", "ReLU"] and shown["graph"]["operands"] == [
        [],
        [],
        [0, 1],
        [],
        [2, 3],
        [4],
    ]
    assert shown["unordered"] == []
    assert shown["leaves"] == [[0, "a", 2.0], [1, "b", 3.0], [3, "c", 10.0]]
    assert shown["data"] == [2, 3, 6, 10, 16, 16] and shown["grads"] == [3, 2, 1, 1, 1, 1]


def test_each_box_has_room_for_the_bars_at_its_foot():
    explorer = viz.explore(lecture, a=Value(2.0), b=Value(3.0), c=Value(10.0))
    script = (Path(html.__file__).parent / "js" / "shake.js").read_text(encoding="utf-8")
    foot = float(re.search(r"^const FOOT = (\d+)", script, re.MULTILINE)[1])
    assert [box[5] for box in data(explorer)["picture"]["boxes"]] == [HEADER + 2 * ROW + 2 + foot] * 6


@pytest.mark.parametrize("make", [Value, seed_engine.Value, InTuples, Slotted])
def test_the_class_of_the_leaves_is_the_class_that_is_explored(make):
    a, b = make(2.0), make(-3.0)
    explorer = viz.explore(lambda a, b: a * b, a=a, b=b)
    assert explorer.values == {"a": 2.0, "b": -3.0}
    assert a.grad == b.grad == 0 and getattr(a, "label", "") == ""  # nothing of them is changed


def test_the_page_is_told_whose_operands_are_in_an_unknown_order():
    shown = data(viz.explore(lambda a, b: (a - b) * a, a=InSets(2.0), b=InSets(3.0)))
    assert shown["unordered"] == [i for i, symbol in enumerate(shown["graph"]["symbols"]) if symbol]


def test_a_plain_number_in_the_function_stays_fixed():
    shown = data(viz.explore(lambda a: a + 5, a=Value(2.0)))
    assert shown["fixed"] == {"1": 5.0}


class Wavy(InTuples):
    def wave(self):
        out = Wavy(math.sin(self.data), (self,), "wave")

        def _backward():
            self.grad += math.cos(self.data) * out.grad

        out._backward = _backward
        return out


@given(st.floats(-10, 10), st.sampled_from([0.1, 0.001]))
@settings(max_examples=50, deadline=None)
def test_what_the_browser_does_not_know_is_computed_by_the_class_itself(x, h):
    explorer = viz.explore(lambda a: a.wave() * a, a=Wavy(1.0))
    answer = explorer.answer({"values": {"a": x}, "nudged": {"a": x + h}})
    assert answer["data"] == [x, math.sin(x), math.sin(x) * x]
    assert answer["grads"][0] == pytest.approx(math.cos(x) * x + math.sin(x))
    assert answer["slopes"][2] == pytest.approx([x, math.sin(x)]) and answer["slopes"][0] is None
    assert answer["nudged"] == [x + h, math.sin(x + h), math.sin(x + h) * (x + h)]


def test_nothing_is_answered_where_nothing_is_asked():
    explorer = viz.explore(lambda a: a * a, a=Value(1.0))
    assert explorer.answer({"values": {"a": 2.0}, "nudged": None}) == {}


def test_an_error_of_the_function_is_answered_in_words():
    explorer = viz.explore(lambda a: a / (a - 1), a=Value(3.0))
    answer = explorer.answer({"values": {"a": 1.0}, "nudged": {"a": 1.1}})
    assert answer["error"].startswith("ZeroDivisionError") and answer["values"] == {"a": 1.0}


def test_a_function_that_builds_another_graph_is_noticed():
    explorer = viz.explore(lambda a: a * a if a.data > 0 else a + a, a=Value(3.0))
    assert "another graph" in explorer.answer({"values": {"a": -1.0}, "nudged": {"a": -1.1}})["error"]


@pytest.mark.parametrize(
    "function, leaves, error, words_",
    [
        (lambda: Value(1.0), {}, TypeError, "needs leaves"),
        (3, {"a": Value(1.0)}, TypeError, "a function of its leaves, or an expression as text.* int: 3"),
        (None, {"a": Value(1.0)}, TypeError, "NoneType: None"),
        (lambda a: a, {"a": 3.0}, TypeError, "a is float: 3.0"),
        (lambda a: a, {"a": InTuples("3")}, TypeError, "one finite number in .data"),
        (lambda a: a, {"a": Value(math.inf)}, TypeError, "one finite number in .data"),
        (lambda a: None, {"a": Value(1.0)}, TypeError, "NoneType"),
        (lambda a: Value(1.0) + 2, {"a": Value(1.0)}, ValueError, "does not depend"),
        (lambda a: sum(a * k for k in range(200)), {"a": Value(1.0)}, ValueError, "at most 300"),
    ],
)
def test_what_cannot_be_explored_is_refused_in_words(function, leaves, error, words_):
    with pytest.raises(error, match=words_):
        viz.explore(function, **leaves)


def test_an_explorer_is_saved_as_a_page(tmp_path):
    explorer = viz.explore(lecture, a=Value(2.0), b=Value(3.0), c=Value(10.0))
    assert "</html>" in explorer.save(tmp_path / "x.html").read_text(encoding="utf-8")
    assert explorer.save(tmp_path / "x.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(ValueError, match=r"\.html, \.svg or \.png"):
        explorer.save(tmp_path / "x.gif")


def test_without_a_notebook_there_is_no_link_to_a_kernel():
    assert viz.explore(lambda a: a * a, a=Value(1.0))._link is None


def test_a_leaf_that_the_result_does_not_use_is_no_obstacle_to_an_operation_without_a_rule():
    a, b = InTuples(2.0), InTuples(3.0)
    explorer = viz.explore(lambda a, b: type(a)(a.data**2, (a,), "wave"), a=a, b=b)
    told = explorer.answer({"values": {"a": 3.0}, "nudged": {"a": 3.1}})
    assert "error" not in told and told["data"] == [3.0, 9.0]


def test_a_class_with_other_names_can_be_explored():
    class Node:
        def __init__(self, value, parents=()):
            self.value, self.parents, self.gradient = value, parents, 0.0

        def __mul__(self, other):
            return Node(self.value * other.value, (self, other))

    explorer = viz.explore(lambda a, b: a * b, a=Node(2.0), b=Node(5.0))
    assert explorer.values == {"a": 2.0, "b": 5.0}
    assert explorer.to_text().splitlines()[-1] == "a*b: data 10.0, grad +1.0"


def test_a_graph_of_more_values_than_are_counted_is_refused_with_a_number_that_is_true(monkeypatch):
    monkeypatch.setattr("viz.values.graph.COUNT_UP_TO", 400)
    monkeypatch.setattr("viz.values.in_words.COUNT_UP_TO", 400)
    with pytest.raises(ValueError, match="has more than 400 values; sliders are for at most 300"):
        viz.explore(lambda a: sum(a * k for k in range(900)), a=Value(1.0))
    with pytest.raises(ValueError, match="has 301 values"):
        viz.explore(lambda a: sum((a for _ in range(300)), a), a=Value(1.0))


@pytest.mark.parametrize(
    "presets, error, said",
    [
        (3, TypeError, "this is 3$"),
        ([("x", {"a": 1})], TypeError, "numbers for leaves"),
        ({"x": 3}, TypeError, "numbers for leaves"),
        ({3: {"a": 1}}, TypeError, "numbers for leaves"),
        ({"x": {"a": math.nan}}, TypeError, "numbers for leaves"),
        ({"x": {"a": "3"}}, TypeError, "numbers for leaves"),
        (
            {"x": {"c": 1}},
            ValueError,
            "'x' has a number for 'c', which is no leaf of this expression. Is a or b meant?",
        ),
        ({"x": {3: 1}}, ValueError, "has a number for 3"),
    ],
)
def test_presets_that_are_none_are_refused_in_words(presets, error, said):
    with pytest.raises(error, match=said):
        viz.explore("a * b", presets, a=Value(1.0), b=Value(2.0))


def test_a_leaf_may_have_the_name_of_an_argument():
    explorer = viz.explore("presets * function", a=Value(1.0), presets=Value(2.0), function=Value(3.0))
    assert explorer.values == {"presets": 2.0, "function": 3.0}


def asked(explorer, kind, text=None, **values):
    return explorer.answer({"values": values, "nudged": None, "asked": {"kind": kind, "text": text, "id": "7"}})


def test_another_expression_keeps_the_numbers_and_the_class_of_the_leaves():
    explorer = viz.explore("d = a * b", a=InTuples(2.0), b=InTuples(3.0))
    page = asked(explorer, "page", "e = a + c", a=5.0, b=3.0)["page"]
    assert page["names"] == ["a", "c", "e"] and page["leaves"] == [[0, "a", 5.0], [1, "c", 1.0]]
    again = explorer.answer(
        {
            "values": {"a": 5.0, "c": 1.0},
            "nudged": None,
            "text": "e = a + c",
            "asked": {"kind": "page", "text": "a * b * c", "id": "8"},
        }
    )
    assert [leaf[1:] for leaf in again["page"]["leaves"]] == [["a", 5.0], ["b", 3.0], ["c", 1.0]]


def test_two_pages_of_one_explorer_are_each_answered_for_what_they_show():
    explorer = viz.explore("wave(a)", a=Wavy(1.0))
    for text in ("wave(a) * b", "wave(a) + b"):
        assert "page" in asked(explorer, "page", text, a=1.0)
    question = {"values": {"a": 1.0, "b": 3.0}, "nudged": {"a": 1.0, "b": 3.5}}
    answers = [explorer.answer(question | {"text": text}) for text in ("wave(a) * b", "wave(a) + b")]
    assert [answer["data"][-1] for answer in answers] == [3 * math.sin(1), 3 + math.sin(1)]
    assert explorer.answer({"values": {"a": 2.0}, "nudged": {"a": 2.1}})["data"][-1] == math.sin(2)


def test_an_expression_that_fails_is_answered_in_words_and_nothing_changes():
    class Fails(InTuples):
        def __mul__(self, other):
            raise RuntimeError("broken")

    explorer = viz.explore(lambda a: a + a, a=Fails(2.0))
    for text, said in (
        ("a +", "cannot be read"),
        ("a / a", "no method __truediv__"),
        ("a * a", "RuntimeError: broken"),
    ):
        answer = asked(explorer, "page", text, a=2.0)
        assert said in answer["error"] and answer["id"] == "7" and "page" not in answer
    assert explorer.values == {"a": 2.0}


def test_what_is_played_has_fresh_values_with_their_names():
    a, b = Value(2.0), Value(3.0)
    explorer = viz.explore("d = a * b", a=a, b=b)
    told = sent(asked(explorer, "player", a=5.0, b=3.0)["player"])
    assert told["graph"]["names"] == ["a", "b", "d"] and [told["begin"][f"v{i}"]["data"] for i in (0, 1)] == [
        "5.0",
        "3.0",
    ]
    assert a.label == b.label == "" and a.data == 2.0 and a.grad == 0
