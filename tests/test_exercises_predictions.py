"""Predictions: asked before they are told, answered by the graph, kept, in a page as in a call."""

import math
import re

import pytest

import viz
from exercises import predict, progress_store
from exercises.evaluation import near
from exercises.topics import EXERCISES, PREDICTIONS
from exercises.words import Text
from pages import opened, violations
from viz.values.operations import OPERATIONS, true_value


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def true(name):
    return getattr(predict, name)(0.123).true


def test_every_exercise_asks_for_a_prediction():
    assert all(exercise.predictions for exercise in EXERCISES.values())
    assert len(PREDICTIONS) == sum(len(exercise.predictions) for exercise in EXERCISES.values())


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
    corner = name == "relu_corner"  # there the slope is a convention
    up, down = (
        prediction.expression.of({k: _number(x + s * h * (k == prediction.of)) for k, x in numbers.items()}).x
        for s in (1, -1)
    )
    assert corner or near(true(name), (up - down) / (2 * h), 1e-5)


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


def test_the_first_prediction_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    predict.mul_slope(7)
    predict.mul_slope(3)
    assert progress_store.load()["predictions"]["mul_slope"] == 7.0


@pytest.mark.parametrize("given", ["2", None, math.nan, math.inf, [1], 2j])
def test_what_is_no_number_is_an_error_that_says_so(given):
    with pytest.raises(TypeError, match="one number"):
        predict.add_reuse(given)


def test_an_unknown_prediction_is_answered_with_the_near_ones():
    with pytest.raises(AttributeError, match="add_reuse"):
        predict.add_resue


@pytest.fixture
def field(browser, tmp_path, language):
    html = predict.add_reuse._repr_mimebundle_()["text/html"]
    (tmp_path / "field.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>field</title><html lang={language}><main><h1>1</h1>{html}</main>",
        encoding="utf-8",
    )
    with opened(browser, tmp_path / "field.html") as page:
        yield page


def test_the_field_answers_in_the_page(field):
    assert field.locator(".mg-answer svg").count() == 0, "the answer is not there before the question was"
    for typed, sign in (("2", "✓"), ("１", "≠"), ("1+1", "✓"), ("-4*2", "≠")):
        field.locator(".mg-field input").fill(typed)
        field.keyboard.press("Enter")
        heard = field.locator(".mg-heard").inner_text()
        assert heard.startswith(sign) and str(PREDICTIONS["add_reuse"].why) in heard, typed
        assert field.locator(".mg-answer svg").count() == 1


def test_the_field_explains_a_slip_and_may_be_asked_again(field):
    for typed, slip in (("1", 1.0), ("6", 6.0)):
        field.locator(".mg-field input").fill(typed)
        field.keyboard.press("Enter")
        assert str(PREDICTIONS["add_reuse"].slip(slip)) in field.locator(".mg-heard").inner_text()
    assert field.locator(".mg-answer svg").count() == 1


def test_the_field_asks_for_a_number(field):
    for typed in ("", "two", "1/0", "<b>"):
        field.locator(".mg-heard").evaluate("element => element.replaceChildren()")
        field.locator(".mg-field input").fill(typed)
        field.keyboard.press("Enter")
        assert "-7*5" in field.locator(".mg-heard").inner_text(), typed
        assert field.locator(".mg-answer svg").count() == 0, typed


def test_a_running_kernel_is_told_the_number(field):
    field.evaluate("""() => {
        const token = document.querySelector('[data-mg]').dataset.mg
        globalThis.told = {}
        const model = { set: (key, value) => { told[key] = value }, save_changes: () => { told.saved = true } }
        ;(globalThis.microgradLinks ??= new Map()).set(token, model)
        dispatchEvent(new CustomEvent('micrograd-link', { detail: token }))
    }""")
    field.locator(".mg-field input").fill("1")
    field.keyboard.press("Enter")
    assert field.evaluate("told") == {"question": {"number": 1}, "saved": True}


def test_the_field_is_accessible_before_and_after(field):
    assert violations(field) == []
    field.locator(".mg-field input").fill("1")
    field.keyboard.press("Enter")
    assert violations(field) == []
