"""What the player asks: at which steps, with which right answer, and which other answers it has a name for."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import viz
from expressions import SMALL_NUMBER, all_values, expressions, steps_within
from lessons.pictures import lecture_expression
from lookalikes import InSets
from micrograd.engine import Value
from pages import sent
from viz.outputs.moments import QUESTIONS
from viz.values.zeros import gradient_with

pytestmark = pytest.mark.usefixtures("english")


def asked(root, kind):
    """{number of a step: its question}"""
    steps = sent(viz.animate(root, ask=kind).to_html())["steps"]
    return {n: step["ask"] for n, step in enumerate(steps) if "ask" in step}


def named(**leaves):
    return [Value(x, label=label) for label, x in leaves.items()]


def gated():
    """A unit whose gate is closed: a gradient of 0 arrives at all below it."""
    a, b = named(a=2.0, b=-3.0)
    return (a * b).relu() * 5.0


def reused():
    """a gets 3 along one arrow and 10 along the other."""
    a, b = named(a=2.0, b=3.0)
    return a * b + a * 10.0


# ---- which steps


@pytest.mark.parametrize("kind", ["number", "sign", "size"])
def test_every_contribution_of_the_lecture_can_be_asked_for_its(kind):
    assert list(asked(lecture_expression(), kind)) == [5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_leaf_alone_is_asked_nothing(kind):
    assert asked(Value(2.0, label="a"), kind) == {}


@pytest.mark.parametrize("kind", ["sign", "size"])
def test_where_no_gradient_arrives_no_sign_and_no_size_is_asked(kind):
    animation = viz.animate(gated(), ask=kind)
    steps = animation.steps
    arriving = [n for n, moment in enumerate(animation.moments) if moment.asks]
    assert arriving and all(steps[n].upstream != 0 for n in arriving)
    assert any(step.kind == "contribution" and step.upstream == 0 for step in steps)


def test_numbers_that_are_none_are_asked_neither_for_sign_nor_for_size():
    (a,) = named(a=math.inf)
    assert asked(a * a, "sign") == asked(a * a, "size") == {}


def test_the_arrow_that_brings_most_is_asked_once_before_the_first_arrives():
    animation = viz.animate(reused(), ask="arrow")
    (n,) = [n for n, moment in enumerate(animation.moments) if moment.asks]
    value = animation.steps[n].value
    arriving = [k for k, s in enumerate(animation.steps) if s.kind == "contribution" and s.value == value]
    assert len(arriving) == 2 and n == arriving[0] and animation.graph.nodes[value].label == "a"


def test_arrows_that_bring_equally_much_are_not_asked_for():
    (a,) = named(a=2.0)
    assert asked(a + a, "arrow") == asked(a * 3.0 - a * 3.0, "arrow") == {}


def test_a_zero_is_asked_at_the_last_arrow_of_a_named_leaf():
    animation = viz.animate(reused(), ask="zero")
    steps = [moment.step for moment in animation.moments if moment.asks]
    assert {(animation.graph.nodes[step.value].label, step.after) for step in steps} == {("a", 13.0), ("b", 2.0)}
    assert len(steps) == 2  # not at the first arrow of a


def test_no_zero_is_asked_where_no_number_of_another_leaf_gives_it():
    a, b = named(a=2.0, b=3.0)
    assert asked(a + b, "zero") == {}
    assert asked(Value(2.0) * Value(3.0), "zero") == {}  # nothing has a name
    a, b = InSets(2.0), InSets(3.0)
    viz.label(a=a, b=b)
    assert asked(a - b, "zero") == {}


# ---- the right answer


@pytest.mark.parametrize("factor, right", [(4.0, "+"), (0.0, "0"), (-4.0, "−")])
def test_the_right_sign_is_that_of_the_gradient(factor, right):
    (a,) = named(a=2.0)
    question = next(iter(asked(a * factor, "sign").values()))
    assert question["options"][question["right"]] == [right, None] and "a.grad" in question["asked"]


@pytest.mark.parametrize("factor, right", [(4.0, ">"), (-4.0, ">"), (1.0, "="), (-1.0, "="), (0.5, "<"), (0.0, "<")])
def test_the_right_size_compares_what_arrives_with_what_came_whatever_their_signs(factor, right):
    (a,) = named(a=2.0)
    question = next(iter(asked(a * factor, "size").values()))
    assert question["options"][question["right"]] == [right, None]


def test_the_right_arrow_is_the_one_that_brings_most():
    animation = viz.animate(reused(), ask="arrow")
    ((n, question),) = asked(reused(), "arrow").items()
    value = animation.steps[n].value
    brought = {
        f"e{s.result}_{s.slot}": abs(s.contribution)
        for s in animation.steps
        if s.kind == "contribution" and s.value == value
    }
    assert {edge for _, edge in question["options"]} == brought.keys()
    text, edge = question["options"][question["right"]]
    assert edge == max(brought, key=brought.get) and brought[edge] == 10.0 and text == question["text"]


def test_with_the_number_that_is_told_the_gradient_is_0():
    a, b, c = named(a=2.0, b=3.0, c=-4.0)
    root = (a * b + c) * a
    animation, questions = viz.animate(root), asked(root, "zero")
    assert questions
    for n, question in questions.items():
        label, x = question["text"].split(" = ")
        leaf = question["stops"]["leaf"]
        assert animation.graph.nodes[leaf].label == label
        value = animation.steps[n].value
        assert leaf != value and gradient_with(animation.graph, value, {leaf: float(x)}) == pytest.approx(0, abs=1e-6)


# ---- other answers


def slips_of(question):
    return {said: x for x, said in question["slips"]}


def test_a_lost_sign_and_a_sum_for_a_product_are_known():
    question = asked(lecture_expression(), "number")[9]  # a.grad: 0 + (-3 × -2)
    assert question["number"] == 6.0
    assert slips_of(question)["lost_sign"] == -6.0 and slips_of(question)["sum_for_product"] == -5.0


def test_a_gradient_of_0_has_no_lost_sign():
    (a,) = named(a=2.0)
    questions = [question for question in asked(a * 0.0, "number").values() if question["number"] == 0]
    assert questions and all("lost_sign" not in slips_of(question) for question in questions)


def test_a_sum_that_is_the_product_is_no_mistake():
    (a,) = named(a=5.0)
    root = (a * 2.0) * 2.0  # 2 × 2 = 2 + 2
    question = next(q for q in asked(root, "number").values() if q["number"] == 4.0)
    assert "sum_for_product" not in slips_of(question)


@pytest.mark.slow
@given(expressions(numbers=SMALL_NUMBER | st.sampled_from([0.0, 1.0, -1.0, 2.0]), longest=6))
@example(([2.0], [("a * c", 0, 0, 2.0)]))
@example(([-1.0], [("a * c", 0, 0, -1.0), ("a * b", 0, 1, 0)]))
@example(([5e-324], [("a / a", 0, 0, 2)]))
def test_wrong_arithmetic_is_never_the_right_answer_nor_another_mistake(expression):
    leaves, steps = expression
    root = all_values(leaves, steps_within(leaves, steps, lambda value: True), Value)[-1]
    for question in asked(root, "number").values():
        for k, (x, said) in enumerate(question["slips"]):
            if said in ("lost_sign", "sum_for_product"):
                others = [y for j, (y, _) in enumerate(question["slips"]) if j != k]
                assert x != question["number"] and x not in others
