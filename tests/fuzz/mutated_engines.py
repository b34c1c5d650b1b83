"""Learners' classes with one change in their syntax tree, recorded: wrong gradients are marked, right ones are not,
and nothing of the class and its values is changed.
"""

import random

import viz
from exercises.supervision import supervise
from exercises.time_limit import TimeUp
from expressions import played
from fuzz.tally import Tally
from misconceptions import RIGHT, defined
from mutants import mutants_of
from viz.values.graph import read_with_values

_SHAPES = (
    "the lessons' own class",
    "the seed's class, parents in a set",
    "an order without recursion",
    "Kahn's order",
    "local tuples and one loop",
    "a counter of births",
    "a method that all share",
    "nested helpers",
    "lambdas as rules",
)
_STEPS = ("a + b", "a * b", "a * b", "a.relu()", "a + a", "a * a")
_SECONDS = 1.0  # of the processor; what never ends is stopped


def fuzz_recordings(most, seed):
    rng = random.Random(seed)
    tally = Tally("recordings of learners' classes with one change")
    mutants = {shape: list(mutants_of(RIGHT[shape])) for shape in _SHAPES}
    for _ in range(most):
        shape = rng.choice(_SHAPES)
        leaves = [rng.choice((-3.0, -2.0, -0.5, 0.5, 2.0, 3.0)) for _ in range(3)]
        steps = [(rng.choice(_STEPS), rng.randrange(4), rng.randrange(6), 2) for _ in range(rng.randint(1, 6))]
        problem = _problem_of(shape, rng.choice(mutants[shape]), leaves, steps, tally)
        if problem:
            tally.wrong.append(problem)
    return tally


def _problem_of(shape, mutant, leaves, steps, tally):
    """What is wrong with the recording of an expression, in a line; None where nothing is, or nothing can be said."""
    told = f"{shape}: {mutant.change}, {leaves}, {steps}"
    true_data, true_gradients = _gone_back(defined(RIGHT[shape], methods=True), leaves, steps).value
    try:
        make = defined(mutant.code, methods=True)
    except Exception:
        tally.classes["undefined"] += 1
        return None
    if not hasattr(make, "backward"):
        tally.classes["without a backward"] += 1
        return None
    outcome = _gone_back(make, leaves, steps)
    if outcome.error is not None and not isinstance(outcome.error, (Exception, TimeUp)):
        return f"{told} ended with {outcome.error!r}"
    built = supervise(lambda: _values(make, leaves, steps), [make], _SECONDS)
    if built.error is not None:
        tally.classes["without a forward pass"] += 1
        return None
    values, root = built.value, built.value[-1]
    before = dict(vars(make)), _trace(values)
    recording = supervise(lambda: viz.record(root), [make], 4 * _SECONDS)
    if recording.error is not None:
        if isinstance(recording.error, (TypeError, ValueError, TimeUp)):
            tally.classes["refused, or without an end"] += 1
            return None
        return f"{told}: {recording.error!r}"
    tally.sizes["recordings"] += 1
    if (dict(vars(make)), _trace(values)) != before:
        return f"{told} is changed by its recording"
    findings = [finding for step in recording.value.steps for finding in step.findings]
    marked, doubted = any(not f.is_doubt for f in findings), any(f.is_doubt for f in findings)
    if outcome.error is not None:
        tally.sizes["that raise"] += 1
        return None if marked or doubted else f"{told} raises {outcome.error!r}, and nothing is marked"
    data, gradients = outcome.value
    if not _same(data, true_data):
        tally.classes["another forward pass"] += 1
        return None
    if not _reaches(root, values, true_gradients):
        tally.classes["operands not kept"] += 1
        return None
    right_leaves = _same(gradients[: len(leaves)], true_gradients[: len(leaves)])
    if not right_leaves:
        tally.sizes["wrong"] += 1
        return None if marked or doubted else f"{told} gives {gradients} for {true_gradients}, and nothing is marked"
    if _same(gradients, true_gradients):
        tally.sizes["right"] += 1
        return f"{told} is right, and marked {[f.name for f in findings]}" if marked else None
    tally.classes["right leaves alone"] += 1
    return None


def _gone_back(make, leaves, steps):
    """The Report of ([numbers], [gradients]) of all values after the class's own backward()."""

    def run():
        values = _values(make, leaves, steps)
        values[-1].backward()
        return [getattr(value, "data", None) for value in values], [getattr(value, "grad", None) for value in values]

    return supervise(run, [make], _SECONDS)


def _values(make, leaves, steps):
    values = [make(x) for x in leaves]
    for step in steps:
        values.append(played(step, values))
    return values


def _reaches(root, values, true_gradients):
    """Whether every value that moves the root can be reached from it: no recording knows of another."""
    reached = set(map(id, read_with_values(root)[1]))
    return all(id(value) in reached for value, gradient in zip(values, true_gradients) if gradient)


def _trace(values):
    """All that the values hold, by identity."""
    return [[(name, id(thing), _shown(thing)) for name, thing in _held(value)] for value in values]


def _shown(thing):
    try:
        return repr(thing)
    except Exception:  # it is the repr that was changed
        return type(thing).__name__


def _held(value):
    slots = [name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ())]
    return [*getattr(value, "__dict__", {}).items(), *((name, getattr(value, name, None)) for name in slots)]


def _same(numbers, others):
    try:
        return all(abs(x - y) <= 1e-9 * (1 + abs(y)) for x, y in zip(numbers, others, strict=True))
    except (TypeError, ValueError):
        return False
