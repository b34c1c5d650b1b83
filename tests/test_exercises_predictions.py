"""Predictions: asked before they are told, answered by the graph, kept, in a page as in a call."""

import json
import math
import re

import pytest

import viz
from exercises import kept_answers, predict, progress, progress_store
from exercises.evaluation import near
from exercises.topics import CHOICES, EXERCISES, PREDICTIONS, QUESTIONS
from exercises.words import Text
from viz.values.operations import OPERATIONS, true_value


@pytest.fixture(autouse=True)
def nothing_answered_yet(monkeypatch):
    monkeypatch.setattr(kept_answers, "_memories", {})


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def true(name):
    return getattr(predict, name)(0.123).true


def test_every_exercise_asks_for_a_prediction():
    assert all(exercise.predictions for exercise in EXERCISES.values())
    assert len(PREDICTIONS) + len(CHOICES) == sum(len(exercise.predictions) for exercise in EXERCISES.values())


@pytest.mark.parametrize("name", PREDICTIONS)
def test_the_right_number_is_right_and_the_usual_slips_are_wrong_and_explained(name, language):
    ask, prediction = getattr(predict, name), PREDICTIONS[name]
    assert ask(true(name)).right
    assert prediction.slips
    for slip in prediction.slips:
        answer = ask(slip)
        assert not answer.right and str(prediction.slip(slip)) in repr(answer) and str(prediction.why) in repr(answer)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_the_answer_is_the_slope_that_nudging_finds(name):
    prediction = PREDICTIONS[name]
    if callable(prediction.of):
        pytest.skip("asks for another number than a gradient")
    numbers, h = prediction.expression.numbers, 1e-6
    up, down = (
        prediction.expression.of({k: _number(x + s * h * (k == prediction.of)) for k, x in numbers.items()}).x
        for s in (1, -1)
    )
    assert near(true(name), (up - down) / (2 * h), 1e-5)


class _number:
    """A plain number with relu, tanh and exp; with any other operation as the record has it."""

    def __init__(self, x):
        self.x = x

    def __getattr__(self, method):
        symbols = [symbol for symbol, operation in OPERATIONS.items() if operation.method == method]
        if not symbols:
            raise AttributeError(method)
        return lambda *others: _number(
            true_value(symbols[0], [self.x, *(getattr(other, "x", other) for other in others)])
        )

    def relu(self):
        return _number(max(0.0, self.x))

    def tanh(self):
        return _number(math.tanh(self.x))

    def exp(self):
        return _number(math.exp(self.x))

    def _with(operation):
        return lambda self, other: _number(operation(self.x, getattr(other, "x", other)))

    __add__, __sub__, __mul__ = _with(lambda x, y: x + y), _with(lambda x, y: x - y), _with(lambda x, y: x * y)
    __truediv__, __pow__ = _with(lambda x, y: x / y), _with(lambda x, y: x**y)


def test_the_numbers_that_a_field_gives_as_examples_answer_no_question(language):
    said = f"{Text('predict.field')} {Text('predict.type a number')}"
    examples = {math.prod(map(float, text.split("*"))) for text in re.findall(r"-?[\d.]*\d(?:\*-?\d+)*", said)}
    assert len(examples) >= 2
    for name, prediction in PREDICTIONS.items():
        assert examples.isdisjoint({true(name), *prediction.slips, *prediction.expression.numbers.values()}), name


@pytest.mark.parametrize(("given", "right"), [(262144, True), (262143, False), (262000, False)])
def test_a_large_number_that_is_whole_is_echoed_in_full_and_right_only_to_the_last_digit(given, right, english):
    answer = predict.tower_paths(given)
    assert answer.right is right and f"{given}" in str(answer) and "262144" in str(answer)


def test_the_first_prediction_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    predict.mul_slope(7)
    predict.mul_slope(3)
    assert progress_store.load()["predictions"]["mul_slope"] == 7.0


def test_no_question_is_asked_twice(language):
    questions = [str(asked.question) for asked in QUESTIONS.values()]
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("given", ["2", None, math.nan, math.inf, [1], 2j])
def test_what_is_no_number_is_an_error_that_says_so(given):
    with pytest.raises(TypeError, match="one number"):
        predict.add_reuse(given)


@pytest.mark.parametrize("name", CHOICES)
def test_the_right_choice_is_right_and_each_other_is_wrong_and_where_known_explained(name, language):
    ask, choice = getattr(predict, name), CHOICES[name]
    assert 2 <= len(choice.options) <= 4 and set(choice.slips) < set(choice.options)
    assert len({str(choice.told(option)) for option in choice.options}) == len(choice.options)
    for option in choice.options:
        answer = ask(option)
        assert answer.right == (option == choice.right()) and str(choice.why) in repr(answer)
        assert option not in choice.slips or (not answer.right and str(choice.slip(option)) in repr(answer))


@pytest.mark.parametrize("given", ["steep", "", "Steeper", None, 1, ["steeper"]])
def test_what_is_none_of_the_choices_is_an_error_that_names_them(given):
    with pytest.raises(ValueError, match=r'"steeper", "flatter"'):
        predict.secant(given)


def test_the_first_choice_is_kept_and_nothing_that_was_chosen_after_the_answer_was_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(progress_store, "_memory", None)
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    predict.secant("flatter")
    predict.secant("steeper")
    kept_answers.memory(PREDICTIONS["mul_slope"]).settle(None)
    predict.mul_slope(3)
    held = progress_store.load()
    assert held["choices"] == {"secant": "flatter"} and held["predictions"] == {}


def test_a_choice_stands_in_a_part_of_its_own_where_what_is_not_understood_stays(monkeypatch, tmp_path):
    file = tmp_path / "progress.json"
    file.write_text(
        '{"choices": {"other": ["of a later version"], "secant": "steeper"}, "predictions": {"mul_slope": 3}}'
    )
    monkeypatch.setattr(progress_store, "_memory", None)
    monkeypatch.setattr(progress_store, "path", lambda: file)
    predict.secant("flatter")
    predict.moves_most("a")
    assert progress_store.load()["choices"] == {"secant": "steeper", "moves_most": "a"}
    held = json.loads(file.read_text())
    assert held["choices"]["other"] == ["of a later version"] and held["predictions"] == {"mul_slope": 3}


def test_after_a_reset_of_the_progress_a_question_is_as_new(monkeypatch, tmp_path):
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    predict.secant("flatter")
    assert "mg-asks" in predict.secant.to_html() and '"state":{"given":"flatter"}' in predict.secant.to_html()
    progress(reset=True)
    assert '"state":null' in predict.secant.to_html()


def test_an_unknown_prediction_is_answered_with_the_near_ones():
    with pytest.raises(AttributeError, match="add_reuse"):
        predict.add_resue
