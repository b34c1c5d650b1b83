"""What is true stays true, whatever a learner has changed about the engine, the checks and Python before a check."""

import math
import subprocess
import sys
from pathlib import Path

import pytest

import exercises
import micrograd.arithmetic
import micrograd.engine
import micrograd.nn
import viz
from exercises import check, closure_engine, hint, predict, progress, progress_store
from exercises.fresh_modules import fresh
from exercises.illustrations import built, solve
from exercises.kept import GONE
from exercises.originals import in_force, is_the_engine
from exercises.topics import EXERCISES, PREDICTIONS
from micrograd.engine import Value
from test_exercises_topics import solved

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def gate_without_upstream(self):
    out = Value(max(0.0, self.data), (self,), "ReLU")

    def back():
        self.grad += (self.data > 0) * 1.0

    out._backward = back
    return out


def tanh_with_a_wrong_slope(self):
    t = math.tanh(self.data)
    return Value(t, (self,), "tanh", (1 - t,))


# What a cell has changed about the engine is judged as it is.


def test_a_wrong_method_put_into_the_engine_is_wrong(monkeypatch):
    monkeypatch.setattr(Value, "relu", gate_without_upstream)
    assert check.relu(Value).mistake == "no upstream"
    monkeypatch.setattr(Value, "tanh", tanh_with_a_wrong_slope)
    assert check.tanh(Value).outcome == "wrong"
    assert Value.relu is gate_without_upstream and Value.tanh is tanh_with_a_wrong_slope


def test_a_right_method_put_into_the_engine_is_right_and_counts(monkeypatch, tmp_path):
    monkeypatch.setattr(progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    monkeypatch.setattr(Value, "tanh", lambda self: Value(t := math.tanh(self.data), (self,), "tanh", (1 - t * t,)))
    result = check.tanh(Value)
    assert result.outcome == "right" and "engine of this series" not in result.message
    assert progress().exercises["tanh"] == "done"


@pytest.mark.parametrize(
    ("name", "patch"),
    [
        ("mul", {"__mul__": lambda self, other: Value(self.data * other.data, (self, other), "*", (self.data, other.data))}),
        ("backward", {"backward": lambda self: setattr(self, "grad", 1.0)}),
        ("add", {"_backward": lambda self: [setattr(each, "grad", 1.0) for each in self._prev]}),
    ],
)  # fmt: skip
def test_a_class_derived_from_a_changed_engine_is_judged_with_the_change(name, patch, monkeypatch):
    for method, function in patch.items():
        monkeypatch.setattr(Value, method, function)
    assert getattr(check, name)(type("Mine", (Value,), {})).outcome == "wrong"


def test_the_engine_itself_is_right_is_told_to_be_itself_and_does_not_count(monkeypatch, tmp_path, language):
    monkeypatch.setattr(progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(progress_store, "path", lambda: tmp_path / "progress.json")
    for engine in (Value, type("Same", (Value,), {"__doc__": "the same"})):
        result = check.add(engine)
        assert result.outcome == "right"
        assert ("engine of this series" if language == "en" else "這個系列自己的引擎") in result.message
    assert progress().exercises["add"] is None
    mine = type("Mine", (Value,), {"__add__": Value.__add__})
    assert not is_the_engine(mine) and not is_the_engine(closure_engine.Value) and not is_the_engine(math.sin)


# What a cell has changed is not the truth.

CHANGES = {  # of what, which name, what it is then
    "an operation": (Value, "__mul__", lambda self, other: Value(self.data, (self,), "*", (7.0,))),
    "a power": (Value, "__pow__", lambda self, other: Value(self.data, (self,), "*", (7.0,))),
    "relu": (Value, "relu", lambda self: Value(max(0.0, self.data), (self,), "ReLU", _local=(1.0,))),
    "tanh": (Value, "tanh", tanh_with_a_wrong_slope),
    "the way back": (Value, "backward", lambda self: None),
    "a rule": (Value, "_backward", lambda self: None),
    "the constructor": (Value, "__init__", lambda self, *given, **named: None),
    "an attribute": (Value, "grad", property(lambda self: 1.0, lambda self, x: None)),
    "what it inherits": (Value, "__eq__", lambda self, other: True),
    "the code of a method": (Value.__sub__, "__code__", (lambda self, other: Value(0.0)).__code__),
    "a helper of the engine": (micrograd.engine, "_value", lambda number: Value(3.0)),
    "a global of the engine": (micrograd.engine, "power", lambda x, n: 3.0),
    "the engine's class": (micrograd.engine, "Value", None),
    "arithmetic": (micrograd.arithmetic, "power", lambda x, n: 3.0),
    "a neuron": (micrograd.nn.Neuron, "__call__", lambda self, x: Value(0.0)),
    "the class of the lessons": (closure_engine.Value, "__init__", lambda self, *given: None),
    "what is near": (exercises.evaluation, "near", lambda *given: True),
    "how near": (exercises.evaluation, "_EXACT", 1e9),
    "the reference": (exercises.reference_engine.Reference, "tanh", lambda self: self),
    "the reference's engine": (exercises.reference_engine.Value, "__mul__", lambda self, other: self),
    "what is true": (exercises.evaluation, "truth", lambda *given: (0.0, {})),
    "a table": (viz.values.operations.OPERATIONS, "*", None),
    "Python's mathematics": (math, "isclose", lambda *given, **named: True),
    "more of it": (math, "tanh", lambda x: 0.0),
    "a builtin": (__import__("builtins"), "sum", None),
}


@pytest.fixture(params=CHANGES)
def changed(request, monkeypatch):
    where, name, thing = CHANGES[request.param]
    if isinstance(where, dict):
        monkeypatch.setitem(where, name, thing)
    else:
        monkeypatch.setattr(where, name, thing)
    yield
    held = where[name] if isinstance(where, dict) else getattr(where, name)
    assert held is thing, "what the learner has changed is no longer there"


class Wrong:
    """One addition forgets its second operand."""

    def __init__(self, data, _children=(), _op=""):
        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Wrong) else Wrong(other)
        out = Wrong(self.data + other.data, (self, other), "+")

        def back():
            self.grad += out.grad

        out._backward = back
        return out


@pytest.mark.multiplies(50)
@pytest.mark.parametrize("name", [name for name in EXERCISES if EXERCISES[name].takes == "function"])
def test_right_functions_are_right_whatever_was_changed(changed, name):
    function = solved(name)
    assert getattr(check, name)(function).outcome == "right"


def test_a_wrong_class_is_wrong_whatever_was_changed(changed):
    assert check.add(Wrong).outcome == "wrong"


TRUE = {"gate_closes": -6, "add_reuse": 2, "exp_zero": 3, "order_diamond": 12}


@pytest.mark.multiplies(30)
@pytest.mark.parametrize("name", TRUE)
def test_predictions_are_true_whatever_was_changed(changed, name):
    assert getattr(predict, name)(TRUE[name]).right and not getattr(predict, name)(TRUE[name] + 2).right


@pytest.mark.multiplies(10)
def test_pictures_are_true_whatever_was_changed(changed):
    hint.relu(), hint.relu()
    assert EXERCISES["tanh"].picture().svg.startswith("<svg")


def test_a_wrong_prediction_stays_wrong_with_a_changed_gate(monkeypatch):
    monkeypatch.setattr(Value, "relu", CHANGES["relu"][2])
    assert not predict.gate_closes(-1).right and predict.gate_closes(-6).right


def test_every_prediction_is_asked_of_the_reference():
    assert {type(solve(each.expression)[0]) for each in PREDICTIONS.values()} == {exercises.reference_engine.Reference}


# Functions get the values that they can make themselves.


def test_functions_are_given_values_of_the_class_that_can_be_imported(monkeypatch):
    def known(value):
        if type(value) is not Value:
            raise TypeError(value)
        return value

    def loss(predictions, targets):
        total = Value(0.0)
        for p, t in zip(predictions, targets):
            total = total + (known(p) - t) ** 2
        return total

    def order(root):
        return [*map(known, solved("topological_order")(root))]

    monkeypatch.setattr(Value, "__mul__", lambda self, other: self)
    assert check.loss(loss).outcome == check.topological_order(order).outcome == "right"
    assert type(built(PREDICTIONS["add_reuse"].expression)) is Value


def test_an_operation_that_was_added_to_the_engine_can_be_used(monkeypatch):
    monkeypatch.setattr(Value, "squared", lambda self: self * self, raising=False)

    def loss(predictions, targets):
        return sum((p - t).squared() for p, t in zip(predictions, targets))

    assert check.loss(loss).outcome == "right"


def test_a_wrong_function_is_wrong_with_a_changed_engine(monkeypatch):
    monkeypatch.setattr(
        Value, "__pow__", lambda self, n: Value((self.data**n) / 3, (self,), "**2", (2 * self.data / 3,))
    )
    assert check.loss(lambda predictions, targets: sum((p - t) ** 2 for p, t in zip(predictions, targets)) * 3).outcome == "wrong"  # fmt: skip


# What is in force, and for how long.


def test_what_a_cell_has_changed_is_there_again_also_after_an_error(monkeypatch):
    monkeypatch.setattr(Value, "tanh", tanh_with_a_wrong_slope)
    original = fresh("micrograd.engine").Value.tanh.__code__
    with pytest.raises(ZeroDivisionError), in_force():
        assert Value.tanh.__code__ == original
        with in_force():
            raise ZeroDivisionError
    assert Value.tanh is tanh_with_a_wrong_slope


def test_the_language_and_what_else_is_set_stays(language):
    with in_force():
        assert viz.language() == language
    assert GONE not in vars(exercises.evaluation).values()


def test_a_fresh_module_is_nobody_elses():
    twin = fresh("micrograd.engine")
    assert twin is fresh("micrograd.engine") and twin.Value is not Value
    assert twin.power is fresh("micrograd.arithmetic").power is not micrograd.arithmetic.power
    assert twin.math is not math and twin.math.tanh(0.5) == math.tanh(0.5)
    with pytest.raises(ImportError):
        fresh("micrograd.nowhere")


LATE = """
from micrograd.engine import Value
import micrograd.engine, micrograd.arithmetic, math
Value.relu = lambda self: Value(max(0.0, self.data), (self,), "ReLU", _local=(1.0,))
Value.__mul__ = lambda self, other: self
Value.__pow__.__code__ = (lambda self, other: self).__code__
micrograd.engine._value = None
micrograd.arithmetic.power = micrograd.engine.power = None
math.tanh = None
from exercises import check, predict
wrong, relu = Value.__mul__, Value.relu
loss = check.loss(lambda predictions, targets: sum((p - t) ** 2 for p, t in zip(predictions, targets)))
print(predict.gate_closes(-1).right, predict.gate_closes(-6).right, predict.exp_zero(3).right)
print(loss.outcome, check.relu(Value).outcome, check.mul(Value).outcome, Value.__mul__ is wrong, Value.relu is relu)
"""


def test_exercises_that_are_imported_after_the_engine_was_changed_know_the_truth():
    done = subprocess.run([sys.executable, "-c", LATE], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True", "True", "right", "wrong", "wrong", "True", "True"], (
        done.stdout + done.stderr
    )
