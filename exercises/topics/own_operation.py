"""An operation of one's own: tanh and exp."""

import math

from exercises.evaluation import near, number_in
from exercises.examination import examine_class
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted, right
from exercises.words import Text
from viz.values.numbers import as_float

_LARGE_INPUTS = Text("tanh.large inputs")
_FORMS = {"tanh": "x.tanh()", "exp": "(x * 0.1).exp()"}  # nested exponentials would soon be infinite


def _examine(make: LearnersClass, name: str) -> Verdict:
    if lacks(make, name):
        return not_attempted()
    probes = [expression(f"a.{name}()", a=x) for x in (0.5, -1, 0, 2)]
    if lacks(make, "__mul__", "__add__"):
        return examine_class(make, probes, [f"x.{name}()"], subject=[name], name=name)
    probes += [
        expression(f"a.{name}() * -4", a=0.5),
        expression(f"a.{name}() * a + a.{name}()", a=0.5),
        expression(f"(a * b).{name}() * b", a=0.5, b=-2),
    ]
    verdict = examine_class(make, probes, [_FORMS[name], "x * y", "x + y"], subject=[name], name=name)
    if name == "tanh" and verdict.outcome == "right" and not _knows_large_inputs(make):
        return right(f"{verdict.message} {_LARGE_INPUTS}")
    return verdict


def _knows_large_inputs(make: LearnersClass) -> bool:
    """Whether tanh is there also where e**x is too large for a float; its number is 1 or -1 then."""
    try:
        return all(near(as_float(number_in(make(x).tanh())), math.copysign(1.0, x)) for x in (800.0, -800.0))
    except ArithmeticError:
        return False


_NEURON, _AT = "(x1 * w1 + x2 * w2 + b).tanh()", {"x1": 2, "x2": 0, "w1": -3, "w2": 1, "b": 6.8813735870195432}
_CHOICE = "p = a.exp(); q = b.exp(); r = c.exp(); s = d.exp(); (s / (p + q + r + s)).log() * -1"
_CLOSURE = """def {name}(self):
    out = Value({value}, (self,), "{name}")

    def _backward():
        self.grad += {slope} * out.grad

    out._backward = _backward
    return out"""

EXERCISES = (
    Exercise(
        name="tanh",
        lesson=8,
        takes="class",
        examine=lambda make: _examine(make, "tanh"),
        picture=picture("a.tanh() + b.tanh()", a=0, b=2),
        solution=_CLOSURE.format(name="tanh", value="math.tanh(self.data)", slope="(1 - out.data**2)"),
        predictions=(
            gradient_of("tanh_middle", "a", "a.tanh()", (0.0,), a=0),
            gradient_of("tanh_neuron_bias", "b", _NEURON, (1.0, 0.7071, 0.2929), **_AT),
            gradient_of("tanh_neuron_weight", "w1", _NEURON, (2.0, -1.5), **_AT),
            gradient_of("tanh_apart", "n", "e = (n * 2).exp(); (e - 1) / (e + 1)", (0.25, 1.0), n=0.8813735870195432),
        ),
    ),
    Exercise(
        name="exp",
        lesson=8,
        takes="class",
        examine=lambda make: _examine(make, "exp"),
        picture=picture("a.exp()", a=2),
        solution=_CLOSURE.format(name="exp", value="math.exp(self.data)", slope="out.data"),
        predictions=(
            gradient_of("exp_zero", "a", "a.exp() * 3", (1.0, 0.0), a=0),
            gradient_of("log_undoes", "a", "a.exp().log()", (7.389, 0.1353), a=2),
            Prediction(
                "softmax_chosen",
                Text("softmax_chosen.question"),
                expression(_CHOICE, a=0, b=3, c=-2, d=1),
                "d",
                (0.1135, 0.8865, -8.81),
            ),
        ),
    ),
)
