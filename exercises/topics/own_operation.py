"""Operations of one's own: exp and tanh."""

import math

from exercises.evaluation import near, number_in
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.origin import LearnersClass
from exercises.reference_engine import Reference
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted, right
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.messages import together

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
        return right(together([verdict.message, _LARGE_INPUTS]))
    return verdict


def _knows_large_inputs(make: LearnersClass) -> bool:
    """Whether tanh is there also where e**x is too large for a float; its number is 1 or -1 then."""
    try:
        return all(near(as_float(number_in(make(x).tanh())), math.copysign(1.0, x)) for x in (800.0, -800.0))
    except ArithmeticError:
        return False


_NEURON, _AT = "(x1 * w1 + x2 * w2 + b).tanh()", {"x1": 2, "x2": 0, "w1": -3, "w2": 1, "b": 6.8813735870195432}
_SMALL_NEURON = "(w * x + b).tanh()"
_SUM = "w1 * x1 + w2 * x2 + w3 * x3 + b"
_SCORES = (0.0, 3.0, -2.0, 1.0)  # of which the last is the right one
_LOSS = expression(
    "p = a.exp(); q = b.exp(); r = c.exp(); s = d.exp(); (s / (p + q + r + s)).log() * -1", **dict(zip("abcd", _SCORES))
)
CLOSURE = """def {name}(self):
    {before}out = Value({value}, (self,), "{name}")

    def _backward():
        self.grad += {slope} * out.grad

    out._backward = _backward
    return out"""


def _one_walk() -> str:
    """Whose slopes one walk back brings, where the same two inputs have made two results."""
    a, b = Reference(2.0), Reference(3.0)
    product, total = a * b, a + b
    total.backward()
    slopes = a.grad, b.grad
    return "one result" if slopes == (1.0, 1.0) and product.grad == 0 else "one input" if 0 in slopes else "all"


def _steepest() -> str:
    """Where tanh is steepest, of the middle and a place far out."""
    middle, far = (solve(expression("a.tanh()", a=a))[1]["a"].grad for a in (0, 3))
    return "middle" if middle > far else "far" if far > middle else "alike"


def _shows() -> str:
    """At which input it shows that the square of the input stands where that of the result should."""
    seen = [x for x in (0.0, 1.0) if x**2 != math.tanh(x) ** 2]
    return "both" if len(seen) == 2 else f"at {seen[0]:g}"


def _largest_at(*_: object) -> float:
    """The bias, of those from -2 to 2, with which the gradient of w is largest."""
    return max(
        (k / 2 for k in range(-4, 5)), key=lambda b: solve(expression(_SMALL_NEURON, w=1, x=0.5, b=b))[1]["w"].grad
    )


def _in_parts() -> str:
    """What the gradient of tanh is when it is made of other operations, beside that of the one."""
    one, parts = (
        solve(expression(source, n=0.8813735870195432))[1]["n"].grad
        for source in ("n.tanh()", "e = (n * 2).exp(); (e - 1) / (e + 1)")
    )
    return "same" if near(one, parts) else "larger" if parts > one else "smaller"


def _of_a_low_score() -> str:
    """What the probability of the score -2 is."""
    probability = math.exp(min(_SCORES)) / sum(map(math.exp, _SCORES))
    return "positive" if probability > 0 else "negative" if probability < 0 else "zero"


def _signs() -> str:
    """The signs of the gradients of the three scores that are wrong."""
    leaves = solve(_LOSS)[1]
    signs = {leaves[name].grad > 0 for name in "abc"}
    return "different" if len(signs) == 2 else "positive" if signs == {True} else "negative"


def _nothing_to_learn() -> str:
    """With which probabilities all four gradients are 0, the last choice being the right one."""
    cases = {"equal": (0.25,) * 4, "certain": (0.0, 0.0, 0.0, 1.0), "ahead": (0.1, 0.1, 0.1, 0.7)}
    true = (0.0, 0.0, 0.0, 1.0)
    return next(name for name, said in cases.items() if not any(p - y for p, y in zip(said, true)))


def _boxes_of_dot(_: Reference, leaves: dict[str, Reference]) -> float:
    """The weights, the bias and the result."""
    return float(len([name for name in leaves if not name.startswith("x")]) + 1)


def _times_as_many() -> str:
    """How many times as many boxes a neuron with 64 inputs has when it is made of * and +."""
    inputs = 64
    single, dot = 4 * inputs + 1, inputs + 2  # w, x, the product and a partial sum for each input, and the bias
    return min({"two": 2, "four": 4, "sixty": 64}.items(), key=lambda item: abs(single / dot - item[1]))[0]


EXERCISES = (
    Exercise(
        name="exp",
        lesson=8,
        takes="class",
        examine=lambda make: _examine(make, "exp"),
        picture=picture("a.exp()", a=2),
        solution=CLOSURE.format(name="exp", before="", value="math.exp(self.data)", slope="out.data"),
        predictions=(
            Choice("remember_walk", ("one result", "one input", "all"), _one_walk, ("one input", "all")),
            gradient_of("exp_zero", "a", "a.exp() * 3", (1.0, 0.0), a=0),
            Choice("low_score", ("negative", "zero", "positive"), _of_a_low_score, ("negative", "zero")),
            gradient_of("log_undoes", "a", "a.exp().log()", (7.389, 0.1353), a=2),
            Choice("softmax_signs", ("positive", "negative", "different"), _signs, ("negative", "different")),
            Prediction(
                "softmax_chosen",
                Text("softmax_chosen.question"),
                _LOSS,
                "d",
                (0.1135, 0.8865, -8.81),
            ),
            Choice("softmax_zero", ("equal", "certain", "ahead"), _nothing_to_learn, ("equal", "ahead")),
        ),
    ),
    Exercise(
        name="tanh",
        lesson=8,
        takes="class",
        examine=lambda make: _examine(make, "tanh"),
        picture=picture("a.tanh() + b.tanh()", a=0, b=2),
        solution=CLOSURE.format(name="tanh", before="", value="math.tanh(self.data)", slope="(1 - out.data**2)"),
        predictions=(
            Choice("saturated", ("middle", "far", "alike"), _steepest, ("far", "alike")),
            Choice("soft_shows", ("at 0", "at 1", "both"), _shows, ("at 0", "both")),
            gradient_of("tanh_neuron_bias", "b", _NEURON, (1.0, 0.7071, 0.2929), **_AT),
            Prediction(
                "largest_at",
                Text("largest_at.question"),
                expression(_SMALL_NEURON, w=1, x=0.5, b=-0.5),  # its picture shows what is said
                _largest_at,
                (0.0, 0.5),
            ),
            Choice("tanh_apart", ("same", "larger", "smaller"), _in_parts, ("larger", "smaller")),
            Prediction(
                "dot_boxes",
                Text("dot_boxes.question"),
                expression(_SUM, w1=0.5, x1=3, w2=-1, x2=1, w3=2, x3=-2, b=0.25),
                _boxes_of_dot,
                (13.0, 8.0, 4.0),
            ),
            Choice("dot_64", ("two", "four", "sixty"), _times_as_many, ("sixty",)),
        ),
    ),
)
