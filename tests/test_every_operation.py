"""Walks the record of operations: each one's slopes are those of its value, and everything else that knows it agrees
with the record.

What is said of an operation is walked in test_viz_words.py, what the page computes in test_viz_evaluator.py.
"""

import itertools
import math
import re
from functools import reduce
from pathlib import Path

import pytest

import viz
from every_operation import ordinary_operands, symbols_and_arities
from exercises.closure_engine import Value as LearnersValue
from exercises.examination import _kind, examine_class
from exercises.expressions import expression
from exercises.flawed_engine import gradients
from exercises.flaws import _FLAWS_OF_AN_OPERATION, flaws_of_an_operation
from exercises.reference_engine import Reference
from micrograd.engine import Value
from misconceptions import defined
from requirements_of_ci import required
from viz.values.graph import read
from viz.values.operations import OPERATIONS, operation_of, sign_of, true_slopes, true_value
from viz.values.slopes import local_slopes

RECORD, EVALUATOR, MISTAKES = "viz/values/operations.py", "viz/outputs/js/evaluator.js", "exercises/mistakes.py"
ENGINES = {
    "micrograd/engine.py": Value,
    "exercises/closure_engine.py": LearnersValue,
    "exercises/reference_engine.py": Reference,
}
EACH = list(symbols_and_arities())
CORNERS = (0.0, 1.0, -1.0, 2.0, 40.0, -40.0, 1000.0, -1000.0, math.inf, -math.inf)


def close(one, other):
    return one == other or (one != one and other != other) or math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-15)


# Its value and its slopes.


def central_difference(symbol, numbers, k, h=1e-5):
    ahead, behind = ([x + step * (i == k) for i, x in enumerate(numbers)] for step in (h, -h))
    return (true_value(symbol, ahead) - true_value(symbol, behind)) / (2 * h)


def wrong_slopes(symbol, numbers):
    """What is to be said of each slope that is not what a central difference finds."""
    slopes = true_slopes(symbol, numbers)
    if len(slopes) != len(numbers):
        yield f"{RECORD}: {symbol!r} has {len(slopes)} slopes for {len(numbers)} operands"
    for k, slope in enumerate(slopes[: len(numbers)]):
        found = central_difference(symbol, numbers, k)
        if not math.isclose(slope, found, rel_tol=1e-7, abs_tol=1e-8):
            yield f"{RECORD}: slope {k} of {symbol!r} at {numbers} is {slope}, but central differences find {found}"


def test_the_slopes_of_every_operation_are_what_central_differences_find():
    assert min(len(ordinary_operands(*each)) for each in EACH) >= 3
    wrong = [what for each in EACH for numbers in ordinary_operands(*each) for what in wrong_slopes(each[0], numbers)]
    assert not wrong, "\n".join(wrong)


def by_method(make, symbol, numbers):
    """(the result, its leaves) of the operation by its method, after the backward pass."""
    operation, leaves = operation_of(symbol, len(numbers)), [make(x) for x in numbers]
    inside = [] if operation.number is None else [operation.number]
    result = getattr(leaves[0], operation.method)(*leaves[1:], *inside)
    result.backward()
    return result, leaves


def in_engines():
    """(file, symbol, number of operands) for each operation that an engine has a method for."""
    for (file, engine), (symbol, arity) in itertools.product(ENGINES.items(), EACH):
        operation = operation_of(symbol, arity)
        takes_only_a_number = engine is LearnersValue and symbol == "**"
        takes_two = arity > 2 and operation.method in vars(Value)
        if operation.method in vars(engine) and not (takes_only_a_number or takes_two or operation.needs_number):
            yield file, symbol, arity


def differences(file, symbol, arity):
    """What is to be said of each result of an engine's operation that is not as the record has it."""
    for numbers in ordinary_operands(symbol, arity):
        result, leaves = by_method(ENGINES[file], symbol, numbers)
        found, expected = (
            [result.data, *(leaf.grad for leaf in leaves)],
            [true_value(symbol, numbers), *true_slopes(symbol, numbers)],
        )
        if not all(map(close, found, expected)):
            yield f"{file} and {RECORD} differ: {symbol!r} of {numbers} and its slopes are {found} in the one, {expected} in the other"


def test_the_engines_compute_what_the_record_says():
    wrong = [what for each in in_engines() for what in differences(*each)]
    assert not wrong, "\n".join(wrong)


def test_the_reference_of_the_checks_has_every_operation():
    assert {file for file, *_ in in_engines()} == set(ENGINES)
    assert [symbol for symbol, arity in EACH if operation_of(symbol, arity).method not in vars(Reference)] == []


@pytest.fixture(scope="module")
def torch():
    return required("torch")


def by_torch(torch, symbol, numbers):
    """(the value, the slopes) of the operation by the method of that name; of three operands two by two, or of all at
    once.
    """
    operation, tensors = (
        operation_of(symbol, len(numbers)),
        [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in numbers],
    )
    method = getattr(torch.Tensor, operation.method, None) or getattr(torch.nn.functional, operation.method)
    at_once = getattr(torch, f"a{operation.method}", None)
    if len(tensors) > 2:
        result = at_once(torch.stack(tensors)) if at_once else reduce(method, tensors)
    else:
        result = method(
            *tensors, *([] if operation.number is None else [torch.tensor(operation.number, dtype=torch.float64)])
        )
    result.backward()
    return result.item(), [tensor.grad.item() for tensor in tensors]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("symbol", "arity"), [(symbol, arity) for symbol, arity in EACH if not operation_of(symbol, arity).needs_number]
)
def test_pytorch_computes_what_the_record_says_in_the_corners_too(torch, symbol, arity):
    corners = itertools.product(CORNERS[: 10 if arity < 3 else 4], repeat=arity)
    for numbers in [*ordinary_operands(symbol, arity), *corners]:
        value = true_value(symbol, numbers)
        if value is None:
            continue
        expected, (found, slopes) = [value, *true_slopes(symbol, numbers)], by_torch(torch, symbol, numbers)
        assert all(map(close, expected, [found, *slopes])), (
            f"{RECORD}: {symbol!r} of {numbers} and its slopes are {expected}, in PyTorch {[found, *slopes]}"
        )


def test_each_is_found_by_its_names_alone():
    for symbol, operation in OPERATIONS.items():
        for name in (symbol, *operation.spellings):
            assert operation_of(name, operation.arity or 2) is operation, (
                f"{RECORD}: {name!r} does not lead to {symbol!r}"
            )


def test_a_picture_shows_signs_for_symbols_and_leaves_the_rest_as_it_is_written():
    assert {symbol: sign_of(symbol) for symbol in OPERATIONS if sign_of(symbol) != symbol} == {
        "*": "×",
        "-": "−",
        "neg": "−",
        "/": "÷",
    }
    assert [sign_of(symbol) for symbol in ("mul", "relu", "**3", "", "?")] == ["mul", "relu", "**3", "", "?"]


# The page.


def symbols_in_the_evaluator(table):
    """The symbols of one of its tables."""
    text = (Path(viz.__file__).parents[1] / EVALUATOR).read_text(encoding="utf-8")
    return re.findall(r'^    \["(.+?)",', text.partition(f"const {table} = [")[2].partition("\n]")[0], re.MULTILINE)


def test_the_page_has_a_rule_for_every_operation_and_for_no_other():
    wanted = {("RULES", symbol) for symbol, operation in OPERATIONS.items() if not operation.needs_number}
    wanted |= {("RULES_WITH_NUMBER", symbol) for symbol, operation in OPERATIONS.items() if operation.with_number}
    found = {(table, symbol) for table in ("RULES", "RULES_WITH_NUMBER") for symbol in symbols_in_the_evaluator(table)}
    wrong = [f"{EVALUATOR} has no rule for {symbol!r} in {table}" for table, symbol in sorted(wanted - found)]
    wrong += [
        f"{RECORD} says nothing of {symbol!r}, for which {EVALUATOR} has a rule in {table}"
        for table, symbol in sorted(found - wanted)
    ]
    assert not wrong, "\n".join(wrong)


# The checks.


def test_a_form_examines_the_operation_that_it_ends_with():
    forms = {
        "x + y": "+",
        "add3(x, y, x)": "+",
        "x ** 3": "**",
        "(x * 0.1).exp()": "exp",
        "x.relu()": "ReLU",
        "x.leaky_relu(0.1)": "LeakyReLU",
        "x.max(y)": "max",
    }
    assert {form: _kind(form) for form in forms} == forms


@pytest.mark.parametrize(
    ("share", "outcome", "mistake"),
    [
        ("s * (1 - s) * out.grad", "right", None),
        ("s * (1 - s)", "wrong", "no upstream"),
        ("s * out.grad", "wrong", "out's value"),
        ("2 * out.grad", "wrong", None),
    ],
)
def test_a_check_of_an_operation_that_micrograd_has_not_needs_no_more_than_its_record(share, outcome, mistake):
    code = f"""def sigmoid(self):
        s = 1 / (1 + math.exp(-self.data))
        out = Value(s, (self,), "sigmoid")
        def _backward():
            self.grad += {share}
        out._backward = _backward
        return out"""
    probes = [expression(f"a.sigmoid(){rest}", a=0.5) for rest in ("", " * -4", " * a + a.sigmoid()")]
    verdict = examine_class(defined(code, methods=True), probes, ["x.sigmoid()", "x * y", "x + y"])
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


def recorded(symbol, *operands):
    """The result of an operation as the record has it."""
    numbers = [operand.data for operand in operands]
    return Reference(true_value(symbol, numbers), operands, symbol, true_slopes(symbol, numbers))


def graphs_with(symbol, slots):
    """Graphs in which that operation is used twice, its operands too, and the gradient that comes back is not 1."""
    name = f"{symbol}(3)" if OPERATIONS[symbol].with_number and slots == 1 else symbol
    for numbers in ([0.0, 2.0, -3.0], [0.5, -1.5, 3.0], [2.0, 3.0, 0.5], [-1.5, 2.0, 3.0]):
        leaves = [Reference(x) for x in numbers[:slots]]
        if all(map(math.isfinite, true_slopes(name, numbers[:slots]) or [math.nan])):
            root = recorded(name, *leaves) * -4 + sum((leaf * leaf for leaf in leaves), recorded(name, *leaves))
            yield read(root)


@pytest.mark.parametrize("symbol", OPERATIONS)
def test_no_known_mistake_gives_the_truegradients(symbol):
    flaws = flaws_of_an_operation(symbol)
    slots = 1 + max(key[2] for _, flaw in flaws for key in flaw)
    graphs = list(graphs_with(symbol, slots))
    assert len(graphs) >= 2
    for name, flaw in flaws:
        gives_the_truth = all(
            gradients(graph, local_slopes(graph), flaw) == gradients(graph, local_slopes(graph), {}) for graph in graphs
        )
        assert not gives_the_truth, f"{MISTAKES}: {name!r} is no mistake, {flaw} gives the true gradients of {symbol!r}"


@pytest.mark.parametrize("symbol", _FLAWS_OF_AN_OPERATION)
def test_known_mistakes_are_of_operations_in_the_record_and_of_slots_that_these_have(symbol):
    assert symbol in OPERATIONS, f"{MISTAKES} has flaws of {symbol!r}, of which {RECORD} has no record"
    operation = OPERATIONS[symbol]
    for name, flaw in _FLAWS_OF_AN_OPERATION[symbol]:
        slots = 1 + max(slot for _, _, slot in flaw)
        assert {kind for _, kind, _ in flaw} == {symbol}, (
            f"{MISTAKES}: {name!r} of {symbol!r} is a flaw of another operation"
        )
        fits = slots <= operation.arity if operation.arity else True
        assert fits, f"{MISTAKES}: {name!r} of {symbol!r} has {slots} slots"
