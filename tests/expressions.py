"""Generated expressions: leaves and steps that any class of numbers can play, ours, the seed's or PyTorch's.

A step is a tuple (operation, i, j, c): the source text of the operation on a, b and c, how many values ago a and b
were made, and a plain number. Small i and j, which hypothesis prefers, give chains; i == j repeats an operand (`a *
a`); larger ones use a value again, so that branches part and meet.
"""

from collections import defaultdict

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from micrograd.engine import Value
from viz.values.operations import OPERATIONS


def _forms(operation):
    """How an operation is written: with operands, with a plain number on either side, and with one operand twice."""
    method, symbol = operation.method, operation.symbol
    if operation.arity == 1:
        return {"__neg__": ("-a",), "__abs__": ("abs(a)",)}.get(method, (f"a.{method}()",))
    if method.startswith("__"):
        return tuple(f"{x} {symbol} {y}" for x, y in ("ab", "ac", "ca", "aa"))
    return tuple(f"a.{method}({y})" for y in "bca")


POLYNOMIAL = ("a + b", "a * b", "a.relu()")
SEEDS_OWN = (
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "-a",
    "a + c",
    "c + a",
    "a - c",
    "c - a",
    "a * c",
    "c * a",
    "a / c",
    "c / a",
    "a ** c",
    "a.relu()",
)
ALL = tuple(form for operation in OPERATIONS.values() if operation.method in vars(Value) for form in _forms(operation))

_PLAYED = {text: eval(f"lambda a, b, c: {text}") for text in ALL}
_MODERATE = st.one_of(st.floats(-4, 4), st.integers(-4, 4).map(float))
_EXTREME = st.sampled_from(
    [0.0, -0.0, 1e-160, -1e-160, 1e-300, 1e160, -1e160, 1e300, float("inf"), float("-inf"), float("nan")]
)

CONSTANTS = st.sampled_from([2, 3, 1, 0, -1, -2, -3, 4, 0.5, -0.5, 1.5, 2.0, 0.1, 1e-160, 1e200])
ANY_NUMBER = st.one_of(_MODERATE, _MODERATE, _EXTREME)
SMALL_NUMBER = _MODERATE


def expressions(operations=ALL, numbers=ANY_NUMBER, constants=CONSTANTS, longest=12):
    """A strategy for pairs (leaves, steps): one to three floats, and up to `longest` steps."""
    return st.tuples(
        st.lists(numbers, min_size=1, max_size=3), st.lists(_steps(operations, constants), min_size=1, max_size=longest)
    )


def deep_expressions(operations, numbers=SMALL_NUMBER, constants=CONSTANTS):
    """The same, but a pattern of a few steps repeated up to a hundred times."""
    patterns = st.lists(_steps(operations, constants), min_size=1, max_size=4)
    steps = st.builds(lambda pattern, times: pattern * times, patterns, st.integers(20, 100))
    return st.tuples(st.lists(numbers, min_size=1, max_size=3), steps)


def _steps(operations, constants):
    return st.tuples(st.sampled_from(operations), st.integers(0, 8), st.integers(0, 8), constants)


def played(step, values, constant=lambda c: c):
    """The result of one step on the list of the values so far, with constant(c) for the plain number."""
    text, i, j, c = step
    return _PLAYED[text](values[-1 - i % len(values)], values[-1 - j % len(values)], constant(c))


def steps_within(leaves, steps, accepts):
    """The steps that have a value in our engine and that accepts(value) lets pass; the others are left out."""
    values, kept = [Value(x) for x in leaves], []
    for step in steps:
        try:
            value = played(step, values)
        except (ValueError, ZeroDivisionError):
            continue
        if accepts(value):
            values.append(value)
            kept.append(step)
    return kept


def is_within_the_seeds_reach(value):
    """Whether the seed computes it too: it has no answer to overflows, nor to a zero in a denominator or power."""
    if value._op.startswith("**") and value._prev[0].data == 0:
        return False
    return all(v.data == 0 or 1e-20 < abs(v.data) < 1e20 for v in [value, *value._prev])


def all_values(leaves, steps, number):
    """The leaves, made by number(float), and the results of all steps in order; the last one is the root."""
    values = [number(x) for x in leaves]
    for step in steps:
        values.append(played(step, values))
    return values


def sizes_of_gradients(values):
    """What each gradient would be if no two contributions cancelled: the scale that a rounding error is measured by.

    Args:
        values: every computed Value, operands before results; the last one is the root.
    """
    sizes = defaultdict(float, {values[-1]: 1.0})
    for value in reversed(values):
        for operand, local in zip(value._prev, value._local):
            if sizes[value] > 0:
                slope = 1.0 if value._op == "tanh" else abs(local)  # 1 - t*t is rounded on the scale of 1
                sizes[operand] += slope * sizes[value]
    return [sizes[value] for value in values]


def gathered(strategy, count):
    """That many examples in a list: calling JavaScript is slow, so it gets them all at once."""
    examples = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, deadline=None)
    @given(strategy)
    def gather(example):
        examples.append(example)

    gather()
    return sorted(examples, key=lambda example: len(str(example)))  # the simplest failure comes first
