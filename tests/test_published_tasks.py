"""The tasks of other courses: their published numbers, each slip by its sentence, and that nothing counts them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import check, progress_store
from exercises.bugs import asking
from exercises.differences import slope_of
from exercises.evaluation import near
from exercises.expressions import expression
from exercises.illustrations import solve
from exercises.practice.records import lesson_reached
from exercises.topics import EXERCISES
from exercises.topics.published import operations, softmax_gradient, softmax_loss, staged, three_slopes, two_neurons
from micrograd.engine import Value

OPTIONAL = {name: exercise for name, exercise in EXERCISES.items() if exercise.optional}
WANTED = {each._WANTED.name: each._WANTED for each in (three_slopes, staged, softmax_gradient, two_neurons)}


def solved(name):
    space = {"math": math}
    exec(OPTIONAL[name].solution, space)
    return space[name]


def rounded(numbers, places=4):
    return [round(x, places) for x in numbers]


# The published numbers.


def test_the_lectures_formula_has_the_slopes_that_the_lecture_shows():
    place = tuple(map(float, three_slopes.AT.values()))
    assert rounded(solved("three_slopes")(*place), 3) == [-12.354, 10.257, 0.062]
    leaves = solve(expression(three_slopes.FORMULA, **three_slopes.AT))[1].values()
    assert all(map(near, solved("three_slopes")(*place), (leaf.grad for leaf in leaves)))


def test_the_lectures_scores_have_the_gradients_that_the_lecture_shows():
    published = [0.0418, 0.839, 0.0057, -0.8865]
    scores = [Value(x) for x in (0.0, 3.0, -2.0, 1.0)]
    loss = solved("softmax_loss")(scores, 3)
    loss.backward()
    assert round(loss.data, 4) == 2.1755 and rounded(score.grad for score in scores) == published
    assert rounded(solved("softmax_gradient")([0.0, 3.0, -2.0, 1.0], 3)) == published


def test_the_staged_function_has_the_slopes_that_micrograd_gives():
    assert rounded(solved("staged")(3.0, -4.0)) == [2.0596, 1.5922]
    leaves = solve(expression(staged.FORMULA, **staged.AT))[1].values()
    assert all(map(near, solved("staged")(3.0, -4.0), (leaf.grad for leaf in leaves)))


def test_the_two_neurons_of_the_homework_have_its_numbers():
    loss, slope, new = solved("two_neurons")(*two_neurons.AT.values(), 0.5)
    assert f"{slope:.3e}" == "5.336e-04" and round(loss, 2) == 0.18 and near(new, 0.1 - 0.5 * slope)
    result, leaves = solve(expression(two_neurons.FORMULA, **two_neurons.AT))
    assert near(result.data, loss) and near(leaves["w1"].grad, slope)


def test_the_published_answer_of_the_closed_gate_is_wrong_and_contradicts_itself():
    leaves = solve(expression("(a + b * c).relu()", a=2, b=-3, c=10))[1]
    assert [leaf.grad for leaf in leaves.values()] == [0.0, 0.0, 0.0]
    open_ones = solve(expression("a + b * c", a=2, b=-3, c=10))[1]  # as if the gate let all through
    told = operations._PUBLISHED
    assert {name: leaf.grad for name, leaf in open_ones.items()} == {"a": 1.0, "b": told["b"], "c": told["c"]}
    assert told["a"] == 0.0


# What the checks are held to.

_number = st.floats(0.25, 3.0)


@given(_number, _number, _number)
def test_the_solutions_give_what_nudging_finds(x, y, z):
    for name, function, place in (
        ("three_slopes", three_slopes._f, (x, y, -z)),
        ("staged", staged._f, (x, y - 1.5)),
    ):
        slopes = [slope_of(function, place, k) for k in range(len(place))]
        found = solved(name)(*place)
        assert all(near(a, b, 1e-5) for a, b in zip(found, slopes) if b is not None)
    scores = (x, -y, z)
    for which in range(3):
        true = [slope_of(lambda *moved, k=which: softmax_loss.loss_of(moved, k), scores, k) for k in range(3)]
        assert all(near(a, b, 1e-5) for a, b in zip(solved("softmax_gradient")(list(scores), which), true))


@pytest.mark.parametrize("name", WANTED)
def test_at_every_place_the_truth_is_known_and_is_what_is_found_by_hand(name):
    wanted = WANTED[name]
    for place in wanted.places:
        true = wanted.truth(place)
        assert None not in true and len(true) == len(wanted.called(place))
        assert all(near(x, y, 1e-6) for x, y in zip(wanted.by_hand(place, frozenset()), true))


SLIPS = [(name, slip) for name, wanted in WANTED.items() for slip in wanted.slips]


@pytest.mark.parametrize(("name", "slip"), SLIPS, ids=[f"{name}: {slip}" for name, slip in SLIPS])
def test_who_makes_a_slip_is_told_which(name, slip):
    wanted = WANTED[name]
    result = getattr(check, name)(_program(wanted, slip))
    assert (result.outcome, result.mistake) == ("wrong", wanted.names.get(slip)), repr(result)
    assert result.message == str(wanted.slips[slip])


def _program(wanted, slip):
    space = {"by_hand": wanted.by_hand, "made": frozenset({slip})}
    exec("def written(*place):\n    return list(by_hand(place, made))", space)
    return space["written"]


@pytest.mark.parametrize("name", WANTED)
def test_what_no_slip_gives_gets_no_name(name):
    wanted = WANTED[name]
    space = {"by_hand": wanted.by_hand}
    exec("def written(*place):\n    return [x + 0.125 for x in by_hand(place, frozenset())]", space)
    result = getattr(check, name)(space["written"])
    assert (result.outcome, result.mistake) == ("wrong", None)
    assert result.message not in {str(said) for said in wanted.slips.values()}


# Nothing counts them.


def test_whoever_did_a_task_has_reached_no_further_lesson(monkeypatch):
    held = {"exercises": {"mul": "done"} | dict.fromkeys(OPTIONAL, "done")}
    monkeypatch.setattr(progress_store, "load", lambda: held)
    assert lesson_reached() == EXERCISES["mul"].lesson == asking._lesson_reached()
    monkeypatch.setattr(progress_store, "load", lambda: {"exercises": dict.fromkeys(OPTIONAL, "done")})
    assert lesson_reached() == -1 and asking._lesson_reached() == 8
