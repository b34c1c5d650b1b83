"""The whole way back: backward(), what happens when it is called twice, and zero_grad."""

from collections.abc import Iterable

from exercises import closure_engine
from exercises.evaluation import Evaluation, evaluate, near, truth
from exercises.examination import examine_class
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.origin import LearnersClass, LearnersFunction
from exercises.stubs import lacks
from exercises.verdict import Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, gradient_held, set_gradient
from viz.values.numbers import as_float, read_gradient
from viz.values.rules import run_way_back
from viz.words.text import plain

_PROBES = [
    expression("a * b", a=2, b=3),
    expression("(a * b + c) * f", a=2, b=-3, c=10, f=-2),
    expression("a + a", a=3),
    expression("b = a * 3; d = b * 10; b + d", a=2),
    expression("b = a * 3; d = b * 10; d + b", a=2),
    expression("b = a * 3; c = b + a; c * b + c", a=2),
    expression("a * a * a", a=3),
    expression("c = a * 3; b = c * 2; d = b * 10; b + d", a=2),
    expression("c = a * 3; b = c * 2; d = b * 10; d + b", a=2),
    # The same with one operation each: another may be wrong.
    expression("b = a + 3; d = b + a; b + d", a=2),
    expression("b = a + 3; d = b + a; d + b", a=2),
    expression("b = a * 3; d = b * a; b * d", a=2),
    expression("b = a * 3; d = b * a; d * b", a=2),
]
_FURTHER = {
    "__pow__": ("x ** 2", [expression("a ** 3 * -2", a=3)]),
    "relu": ("x.relu()", [expression("(a * b).relu() * -4 + a", a=2, b=3)]),
}
_AGAIN = [expression("x * x * x", x=3), expression("s = a * b; s * s + a", a=2, b=3)]
_ONCE_FIRST = Text("backward.once first")
_AGAIN_RIGHT = Text("backward.again right")
_STILL_HELD = Text("backward.still held")
_NOT_NUMBERS = Text("backward.not numbers")
_ZERO_RIGHT = Text("backward.zero right")


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "backward"):
        return not_attempted()
    further = [more for method, more in _FURTHER.items() if not lacks(make, method)]
    return examine_class(
        make,
        _PROBES + [p for _, probes in further for p in probes],
        ["x + y", "x * y", *(form for form, _ in further)],
        own=True,
        subject=["backward"],
        name="backward",
    )


def _examine_twice(make: LearnersClass) -> Verdict:
    if lacks(make, "backward"):
        return not_attempted()
    for probe in _AGAIN:
        evaluation = evaluate(probe, make, "own")
        if not evaluation.right:
            return wrong(_ONCE_FIRST, evaluation)
        for leaf in evaluation.leaves.values():
            set_gradient(leaf, 0.0)
        run_way_back(evaluation.result)
        again = {name: read_gradient(gradient_held(leaf)).number for name, leaf in evaluation.leaves.items()}
        if not all(near(again[name], x) for name, x in evaluation.true_gradients.items()):
            return mistaken(
                "stale gradients",
                Evaluation(probe, evaluation.leaves, evaluation.result, evaluation.data, again, *truth(probe)),
            )
    return right(_AGAIN_RIGHT)


def _examine_zero(zero_grad: LearnersFunction) -> Verdict:
    for probe in _AGAIN:
        evaluation = evaluate(probe, closure_engine.Value, "own")
        values = graphs.read_with_values(evaluation.result)[1]
        before = [value.data for value in values]
        zero_grad(evaluation.result)
        for value in values:
            if as_float(value.grad) is None:
                return wrong(_NOT_NUMBERS.filled(given=repr(value.grad)))
        if all(value.grad == 0 for value in values) and before == [value.data for value in values]:
            continue
        rows = [(name, plain(value.grad), "0") for value, name in zip(values, _names(values, evaluation))]
        leaves_only = all(leaf.grad == 0 for leaf in evaluation.leaves.values())
        return mistaken("stale gradients", rows=rows) if leaves_only else wrong(_STILL_HELD, rows=rows)
    return right(_ZERO_RIGHT)


def _names(values: Iterable[ValueLike], evaluation: Evaluation) -> list[str]:
    names = {id(leaf): name for name, leaf in evaluation.leaves.items()}
    return [f"{names.get(id(value), value._op)}.grad" for value in values]


EXERCISES = (
    Exercise(
        name="backward",
        lesson=6,
        takes="class",
        examine=_examine,
        picture=picture("b = a * 3; d = b * 10; b + d", a=2),
        solution=closure_engine.source_of("backward"),
        predictions=(gradient_of("backward_lecture", "a", "(a * b + c) * f", (-3.0, -6.0), a=2, b=-3, c=10, f=-2),),
    ),
    Exercise(
        name="backward_twice",
        lesson=6,
        takes="class",
        examine=_examine_twice,
        picture=picture("x * x * x", x=3),
        solution=closure_engine.source_of("backward"),
        predictions=(gradient_of("twice_fresh", "x", "x * x * x", (45.0, 54.0), x=3),),
    ),
    Exercise(
        name="zero_grad",
        lesson=6,
        takes="function",
        examine=_examine_zero,
        picture=picture("s = a * b; s * s + a", a=2, b=3),
        solution="""def zero_grad(root):
    seen, waiting = {root}, [root]
    while waiting:
        value = waiting.pop()
        value.grad = 0.0
        for operand in value._prev:
            if operand not in seen:
                seen.add(operand)
                waiting.append(operand)""",
        predictions=(gradient_of("zero_shared", "a", "s = a * b; s * s", (18.0, 12.0), a=2, b=3),),
    ),
)
