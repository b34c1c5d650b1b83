"""The whole way back: backward()."""

from exercises import closure_engine
from exercises.evaluation import evaluate
from exercises.examination import examine_class
from exercises.exercise import Choice, Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import picture, solve
from exercises.origin import LearnersClass
from exercises.reference_engine import Reference
from exercises.stubs import lacks
from exercises.verdict import Verdict, not_attempted, wrong
from exercises.words import Text
from viz.values.conventions import gradient_held
from viz.values.numbers import as_float

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
_STOREYS = 18
_TOWER = expression("h1 = x + x; h2 = h1 + h1; h2 + h2", x=1)  # three of them
_OTHER_GRAPH = Text("backward.other graph")
_FURTHER = {
    "__pow__": ("x ** 2", [expression("a ** 3 * -2", a=3)]),
    "relu": ("x.relu()", [expression("(a * b).relu() * -4 + a", a=2, b=3)]),
}


def _examine(make: LearnersClass) -> Verdict:
    if lacks(make, "backward"):
        return not_attempted()
    further = [more for method, more in _FURTHER.items() if not lacks(make, method)]
    verdict = examine_class(
        make,
        _PROBES + [p for _, probes in further for p in probes],
        ["x + y", "x * y", *(form for form, _ in further)],
        own=True,
        subject=["backward"],
        name="backward",
    )
    return _of_two_graphs(make) or verdict if verdict.outcome == "right" else verdict


def _of_two_graphs(make: LearnersClass) -> Verdict | None:
    """The Verdict where the backward pass of one graph changes gradients of another, or None."""
    first, _ = evaluate(_PROBES[1], make, "own"), evaluate(_PROBES[-1], make, "own")
    now = {name: as_float(gradient_held(leaf)) for name, leaf in first.leaves.items()}
    return wrong(_OTHER_GRAPH) if now != first.gradients else None


def _zero(*_: object) -> float:
    """The whole b at which the gradient of a = 2 in (a + b) * a is 0."""
    return float(next(b for b in range(-9, 10) if solve(expression("(a + b) * a", a=2, b=b))[1]["a"].grad == 0))


def _paths(_: Reference, leaves: dict[str, Reference]) -> float:
    """How many paths lead down a tower of all storeys, by the gradient of one of three: these are put on top of each
    other.
    """
    return float(leaves["x"].grad ** (_STOREYS // 3))


def _off_path() -> str:
    """The values in whose gradients nothing arrives, where others are computed from the same inputs as the root."""
    a, b = Reference(1.0), Reference(2.0)
    c, d, e = a + b, a * b, a**2
    c.relu().backward()
    return " ".join(name for name, value in zip("abcde", (a, b, c, d, e)) if value.grad == 0) or "none"


def _tower_work() -> str:
    """How many times as many paths as arrows there are in the tower."""
    times = _paths(*solve(_TOWER)) / (2 * _STOREYS)
    return "thousands" if times > 1000 else "hundred" if times > 30 else "ten"


EXERCISES = (
    Exercise(
        name="backward",
        lesson=6,
        takes="class",
        examine=_examine,
        picture=picture("b = a * 3; d = b * 10; b + d", a=2),
        solution=closure_engine.source_of("backward"),
        predictions=(
            Prediction(
                "backward_zero",
                Text("backward_zero.question"),
                expression("s = a + b; s * a", a=2, b=-4),
                _zero,
                (-2.0, 0.0, 4.0),
            ),
            Choice("off_path", ("none", "d e", "c d e"), _off_path, ("none", "c d e")),
            Prediction(
                "tower_paths",
                Text("tower_paths.question"),
                _TOWER,
                _paths,
                (36.0, 48.0, 324.0),
            ),
            Choice("tower_work", ("ten", "hundred", "thousands"), _tower_work, ("ten", "hundred")),
        ),
    ),
)
