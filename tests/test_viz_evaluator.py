"""viz/outputs/js/evaluator.js computes in a browser what the engine and viz.values.operations compute, and writes
numbers as viz.words.text does.
"""

import itertools
import json
import math
import random
import struct
from pathlib import Path

import pytest
from hypothesis import strategies as st

import viz
from browser import chromium
from every_operation import NAMES_BEFORE_A_NUMBER, names_of
from expressions import ALL, all_values, deep_expressions, expressions, gathered, played, steps_within
from micrograd.engine import Value
from viz.outputs import modules
from viz.values.graph import read, read_with_values
from viz.values.operations import OPERATIONS, operation_of, true_slopes, true_value
from viz.values.passes import creation_order
from viz.words.text import number

RECORD, PATH = "viz/values/operations.py", "viz/outputs/js/evaluator.js"
FILES = [Path(viz.__file__).parent / "outputs" / "js" / name for name in ("numbers.js", "evaluator.js")]
EVALUATOR = "\n".join(map(modules.assemble, FILES))
ON_WINDOW = "\nObject.assign(window, {evaluate, knows, formatted})"  # a module keeps its names to itself
EVALUATED = """cases => cases.map(([graph, leaves]) => {
    const {data, slopes, grads, undefinedAt} = evaluate(graph, leaves)
    return [data.join(" "), slopes.map((each) => each.join(" ")), grads.join(" "), undefinedAt]
})"""

ROUNDED_BY_LIBRARIES = ("exp", "log", "tanh", "**")  # the last bits differ between the C library and the browser
TO_THE_LAST_BIT = [text for text in ALL if not any(name in text for name in ROUNDED_BY_LIBRARIES)]
COMPUTED = [operation for operation in OPERATIONS.values() if not operation.needs_number]
UNARY = [name for operation in COMPUTED if operation.arity == 1 for name in names_of(operation)]
BINARY = [name for operation in COMPUTED if operation.takes(2) for name in names_of(operation)]
MANY = [name for operation in COMPUTED if operation.arity is None for name in names_of(operation)]
POWERS = [f"**{n}" for n in (2, 3, -1, -2, 0, 1, 0.5, -0.5, 1.5, -0.0, 1e-17, 1e200, -1e200, 2.0**53)]
POWERS += ["**inf", "**-inf", "**nan", "** 3", "**+1_0", "**.5", "**5.", "**1e400"]
OTHERS_WITH_NUMBER = [
    f"{name}{number}"
    for name in NAMES_BEFORE_A_NUMBER
    for number in ("3", "(3)", "(0.1)", "-0.5", "( 1e-3 )", "(-inf)", "0")
]
UNARY += POWERS + OTHERS_WITH_NUMBER
EXACT = {
    "+",
    "-",
    "*",
    "/",
    "neg",
    "ReLU",
    "LeakyReLU",
    "sqrt",
    "abs",
    "max",
    "min",
}  # the last bits of the others differ between two libraries
CORNERS = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    2.0,
    -2.0,
    3.0,
    -3.0,
    0.5,
    -0.5,
    1.5,
    -1 / 3,
    20.0,
    -20.0,
    709.0,
    710.0,
    -745.0,
    -746.0,
]
CORNERS += [
    1e200,
    -1e200,
    1e-200,
    -1e-200,
    5e-324,
    1e-310,
    2.0**53 + 2,
    -(2.0**53) - 2,
    1.7e308,
    -1.7e308,
    math.inf,
    -math.inf,
    math.nan,
]


@pytest.fixture(scope="module")
def page():
    with chromium() as browser:
        page, complaints = browser.new_page(), []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.add_script_tag(content=EVALUATOR + ON_WINDOW, type="module")
        page.wait_for_function("() => window.evaluate !== undefined")
        yield page
        assert complaints == []


def called(page, function, arguments):
    """What a function of the page returns. JSON as Python writes it, with NaN and Infinity, is JavaScript."""
    return page.evaluate(f"({function})({json.dumps(arguments)})")


def evaluated(page, cases):
    """(data, slopes, grads, undefinedAt) of each case (graph, leaves), the numbers as floats."""
    for data, slopes, grads, undefined_at in called(page, EVALUATED, cases):
        yield floats(data), [floats(each) for each in slopes], floats(grads), undefined_at


def floats(text):
    return [float(x) for x in text.split()]


def same(one, other):
    return one == other or (one != one and other != other)


def agree(one, other, size=0.0):
    """Whether two results are the same but for the last bits of a library function."""
    return same(one, other) or math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-15 * size + 1e-320)


def all_agree(these, others, symbol):
    """Whether the local slopes of an operation are the same; 1 - t*t is rounded on the scale of 1."""
    return len(these) == len(others) and all(agree(one, other, symbol == "tanh") for one, other in zip(these, others))


# One operation at a time.


def operation(symbol, numbers):
    """The case (graph, leaves) for one operation on leaves with these numbers."""
    n = len(numbers)
    return {"symbols": [""] * n + [symbol], "operands": [[]] * n + [list(range(n))], "order": list(range(n + 1))}, dict(
        enumerate(numbers)
    )


def evaluated_operations(page, cases):
    """(symbol, numbers, value, slopes, whether it has no value) of each case (symbol, numbers)."""
    asked = sorted({(symbol, len(numbers)) for symbol, numbers in cases})
    known = called(page, "cases => cases.map(([symbol, arity]) => knows(symbol, arity))", asked)
    for (symbol, arity), answer in zip(asked, known, strict=True):
        assert answer, f"{PATH} has no rule for {symbol!r} with {arity} operands"
    for (symbol, numbers), result in zip(cases, evaluated(page, [operation(*case) for case in cases]), strict=True):
        data, slopes, grads, undefined_at = result
        assert (
            all(map(same, data[:-1], numbers))
            and slopes[:-1] == [[]] * len(numbers)
            and undefined_at in ([], [len(numbers)])
        )
        assert grads[-1] == 1 and all(map(same, grads[:-1], slopes[-1]))
        yield symbol, numbers, data[-1], slopes[-1], bool(undefined_at)


def assert_as_in_the_rules(symbol, numbers, value, slopes, undefined):
    case, truth = f"{RECORD} and {PATH} differ: {symbol} of {numbers}", true_value(symbol, numbers)
    assert undefined == (truth is None), f"{case} is {value} instead of {truth}"
    if undefined:
        assert math.isnan(value) and all(map(math.isnan, slopes)) and len(slopes) == len(numbers), case
        return
    expected, found = [truth, *true_slopes(symbol, numbers)], [value, *slopes]
    if operation_of(symbol, len(numbers)).symbol not in EXACT:
        assert agree(value, truth) and all_agree(slopes, expected[1:], symbol), (
            f"{case} and slopes are {found} instead of {expected}"
        )
    else:
        assert len(found) == len(expected) and all(map(same, found, expected)), (
            f"{case} and slopes are {found} instead of {expected}"
        )


def test_values_and_slopes_in_every_corner_are_those_of_the_rules(page):
    unary = itertools.product(UNARY, itertools.product(CORNERS))
    binary = itertools.product(BINARY, itertools.product(CORNERS, CORNERS))
    for result in evaluated_operations(page, [*unary, *binary]):
        assert_as_in_the_rules(*result)


@pytest.mark.parametrize("numbers", [st.floats(-20, 20), st.floats()], ids=["ordinary", "any"])
def test_values_and_slopes_of_other_numbers_are_those_of_the_rules(page, numbers):
    unary = st.tuples(st.sampled_from(UNARY), st.tuples(numbers))
    binary = st.tuples(st.sampled_from(BINARY), st.tuples(numbers, numbers))
    for result in evaluated_operations(page, gathered(unary | binary, 1000)):
        assert_as_in_the_rules(*result)


def test_sums_and_products_of_many_are_those_of_two_and_two(page):
    many = st.lists(st.floats(-20, 20), min_size=3, max_size=6).map(tuple)
    cases = gathered(st.tuples(st.sampled_from("+*"), many), 300)
    for symbol, numbers, value, slopes, undefined in evaluated_operations(page, cases):
        total = product = numbers[0]
        for x in numbers[1:]:
            total, product = total + x, product * x
        assert not undefined and value == (total if symbol == "+" else product)
        assert tuple(slopes) == true_slopes(symbol, numbers)


def test_values_and_slopes_of_many_operands_are_those_of_the_rules(page):
    few = st.sampled_from(CORNERS) | st.floats(-20, 20)
    cases = gathered(st.tuples(st.sampled_from(MANY), st.lists(few, min_size=3, max_size=5).map(tuple)), 300)
    for result in evaluated_operations(page, cases):
        assert_as_in_the_rules(*result)


EXPONENTS = (
    st.text("0123456789.eE+-_ infatyx/", max_size=8)
    | st.floats().map(str)
    | st.integers().map(str)
    | st.booleans().map(str)
    | st.fractions().map(str)
    | st.floats().map("np.float64({})".format)
    | st.decimals(allow_nan=False).map(repr)
)
STRANGERS = [
    "",
    " ",
    "?",
    "sine",
    "relU",
    "RELU",
    "***",
    "**x",
    "**0x10",
    "**1/0",
    "**/2",
    "**true",
    "**2/x",
    "**1__0",
    "**Infinity",
]
STRANGERS += [
    "LeakyReLU()",
    "LeakyReLU(0.1",
    "LeakyReLU0.1)",
    "LeakyReLU((0.1))",
    "lrelu(x)",
    "leaky",
    "**()",
    "powers",
]
STRANGERS += ["constructor", "toString", "__proto__", "x" * 999]


def test_a_rule_exists_where_viz_rules_has_one(page):
    with_number = [
        name + text for text in gathered(EXPONENTS | EXPONENTS.map("({})".format), 800) for name in ("**", "LeakyReLU")
    ]
    symbols = [*UNARY, *BINARY, "LeakyReLU", *STRANGERS, *with_number]
    cases = list(itertools.product(symbols, range(5)))
    answers = called(page, "cases => cases.map(([symbol, arity]) => knows(symbol, arity))", cases)
    for (symbol, arity), known in zip(cases, answers, strict=True):
        operation = operation_of(symbol, arity)
        wanted = operation is not None and not operation.needs_number
        assert known is wanted, f"{PATH} has {'no' if wanted else 'a'} rule for {symbol!r} with {arity} operands"


def test_an_exponent_inside_the_symbol_is_read_as_in_python(page):
    symbols = [f"**{exponent}" for exponent in gathered(EXPONENTS, 800)]
    for result in evaluated_operations(page, [(symbol, (3.0,)) for symbol in symbols if operation_of(symbol, 1)]):
        symbol, numbers, value, _, _ = result
        assert agree(value, true_value(symbol, numbers)), symbol


# Whole graphs.


def case_of(graph):
    """The case (graph, leaves) as a page would get it."""
    leaves = {i: node.data for i, node in enumerate(graph.nodes) if not node.operands}
    symbols = ["" if node.op is None else node.op for node in graph.nodes]
    return {
        "symbols": symbols,
        "operands": [list(node.operands) for node in graph.nodes],
        "order": creation_order(graph),
    }, leaves


def evaluated_expressions(page, examples):
    """(leaves, steps, result) of each expression; its steps are those that have a value in the engine."""
    cases = [(leaves, steps_within(leaves, steps, lambda value: True)) for leaves, steps in examples]
    graphs = [read(all_values(leaves, steps, Value)[-1]) for leaves, steps in cases]
    results = evaluated(page, [case_of(graph) for graph in graphs])
    return [(leaves, steps, result) for (leaves, steps), result in zip(cases, results, strict=True)]


def test_exact_operations_have_the_values_and_gradients_of_the_engine_to_the_last_bit(page):
    examples = gathered(expressions(TO_THE_LAST_BIT, longest=20), 500) + gathered(deep_expressions(TO_THE_LAST_BIT), 60)
    for leaves, steps, (data, _, grads, undefined_at) in evaluated_expressions(page, examples):
        root = all_values(leaves, steps, Value)[-1]
        root.backward()
        nodes = read(root).nodes
        assert undefined_at == []
        assert all(map(same, data, [node.data for node in nodes])), f"{leaves} {steps}"
        assert all(map(same, grads, [node.grad for node in nodes])), f"{leaves} {steps}"


def test_any_expression_has_the_values_and_gradients_of_the_engine(page):
    examples = gathered(expressions(), 1000) + gathered(deep_expressions(ALL), 60)
    for leaves, steps, result in evaluated_expressions(page, examples):
        assert_as_in_the_engine(leaves, steps, *result)


def assert_as_in_the_engine(leaves, steps, data, slopes, grads, undefined_at):
    """Compares at every step, then puts the page's value and slopes in place of the engine's.

    Their last bits may differ, and a difference of two such numbers, or a ReLU of it, would tell nothing about what
    follows. So the gradients are the same to the last bit.
    """
    model = all_values(leaves, steps, Value)
    place = {id(value): i for i, value in enumerate(read_with_values(model[-1])[1])}
    values = [Value(x) for x in leaves]
    for step, twin in zip(steps, model[len(leaves) :]):
        i = place.get(id(twin))  # None for what the root was not computed from
        try:
            value = played(step, values)
        except (ValueError, ZeroDivisionError):
            assert i is None or i in undefined_at, f"{step} was refused, but is {data[i]}"
            return
        values.append(value)
        if i is not None:
            assert agree(value.data, data[i]), f"{step} is {data[i]} instead of {value.data}"
            assert all_agree(slopes[i], value._local, value._op), (
                f"slopes of {step} are {slopes[i]} instead of {value._local}"
            )
            value.data, value._local = data[i], tuple(slopes[i])
    values[-1].backward()
    assert undefined_at == []
    expected = [node.grad for node in read(values[-1]).nodes]
    assert len(grads) == len(expected) and all(map(same, grads, expected)), (
        f"{leaves} {steps}: {grads} instead of {expected}"
    )


def test_the_backward_pass_goes_in_the_order_of_creation(page):
    huge = 2.0**53  # huge + 1 + 1 is huge, but 1 + 1 + huge is not
    graph = {"symbols": ["", "", "", "*", "*", "*", "+"], "operands": [[], [], [], [0, 1], [0, 2], [0, 2], [3, 4, 5]]}
    orders = [[0, 1, 2, *order, 6] for order in ([3, 4, 5], [4, 5, 3])]
    first, last = evaluated(page, [(graph | {"order": order}, {0: 1.0, 1: huge, 2: 1.0}) for order in orders])
    assert (first[2][0], last[2][0]) == (huge + 2, huge)


def test_what_has_no_real_result_is_told_with_its_index(page):
    graph = {
        "symbols": ["", "", "/", "log", "+", "ReLU"],
        "operands": [[], [], [0, 1], [0], [2, 3], [4]],
        "order": list(range(6)),
    }
    cases = {
        (1.0, 2.0): [],
        (1.0, 0.0): [2],
        (-1.0, 2.0): [3],
        (0.0, 0.0): [2, 3],
        (math.nan, 1.0): [],
        (math.nan, 0.0): [2],
    }
    results = evaluated(page, [(graph, dict(enumerate(leaves))) for leaves in cases])
    for (leaves, expected), (data, slopes, _, undefined_at) in zip(cases.items(), results, strict=True):
        assert undefined_at == expected, leaves
        assert math.isnan(data[-1]) == (expected != [] or math.isnan(leaves[0]))
        assert all(math.isnan(x) for i in expected for x in [data[i], *slopes[i]])


def test_leaves_may_come_in_a_map(page):
    graph = {"symbols": ["", "", "*"], "operands": [[], [], [0, 1]], "order": [1, 0, 2]}
    assert called(page, "graph => [...evaluate(graph, new Map([[0, 2], [1, -3]])).grads]", graph) == [-3, 2, 1]


def test_a_long_chain_takes_a_moment_and_no_recursion(page):
    length = 10_000
    symbols = ["", *["tanh", "**2", "neg", "+"] * (length // 4)]
    graph = {
        "symbols": symbols,
        "operands": [[], *([i, 0] if symbol == "+" else [i] for i, symbol in enumerate(symbols[1:]))],
    }
    timed = """graph => {
        const start = performance.now()
        const {grads} = evaluate({...graph, order: graph.symbols.map((_, i) => i)}, {0: 0.5})
        return [performance.now() - start, grads.at(-1), Number.isFinite(grads[0])]
    }"""
    milliseconds, *grads = called(page, timed, graph)
    assert grads == [1, True] and milliseconds < 1000


# Numbers as text.

EXAMPLES = [0.0, -0.0, 2.0, -6.0, 0.5, 1 / 3, 2.00001, 1234.5, 1235.5, 0.03125, 1e-3]
EXAMPLES += [9999.5, 12345.5, 12346.5, 99999.5, 999999.5, 999998.5, 1e6, 1000050.0]
EXAMPLES += [
    1.2345e-5,
    1.2345e-10,
    1e100,
    1e-100,
    1.2345e-300,
    9.9996e99,
    9.9999e-10,
    9.9996e-100,
    5e-324,
    1.797e308,
    math.inf,
    math.nan,
]


def around(x):
    return [math.nextafter(x, 0.0), x, math.nextafter(x, math.inf)]


def floats_to_write():
    """Thousands of floats: of any size, beside powers of ten, and halfway or nearly halfway between two texts."""
    chance = random.Random(20)
    anywhere = [struct.unpack("<d", chance.randbytes(8))[0] for _ in range(4000)]
    everyday = [
        x
        for _ in range(500)
        for x in (chance.uniform(0, 1e4), 10 ** chance.uniform(-5, 7), float(chance.randrange(10**6)))
    ]
    powers = [x for exponent in range(-323, 309) for x in around(float(f"1e{exponent}"))]
    decimal = [
        float(f"{chance.randrange(10 ** chance.choice([2, 3, 4]))}5e{chance.randrange(-30, 30)}") for _ in range(2000)
    ]
    binary = [(2 * k + 1) / 2**n for n in range(1, 17) for k in chance.sample(range(20000), 100)]
    wide = [float((2 * k + 1) * 5 * 10**n) for n in range(2, 16) for k in chance.sample(range(100, 10000), 50)]
    sizes = [*EXAMPLES, *anywhere, *everyday, *powers, *(x for tie in decimal + binary + wide for x in around(tie))]
    return [*sizes, *(-x for x in sizes)]


def is_halfway(x):
    """Whether x lies exactly between two numbers of at most 4 digits."""
    digits = f"{abs(x):.60e}".partition("e")[0].replace(".", "").rstrip("0")
    return len(digits) == 5 and digits[-1] == "5"


@pytest.mark.parametrize("signed", [False, True])
def test_every_float_is_written_as_in_python(page, signed):
    written = floats_to_write()
    assert sum(map(is_halfway, written)) > 1000
    shown = called(page, "([floats, signed]) => floats.map((x) => formatted(x, signed))", [written, signed])
    assert [
        case for case in zip(written, shown, [number(x, signed) for x in written], strict=True) if case[1] != case[2]
    ] == []


def test_a_plus_is_written_only_where_it_is_wanted(page):
    assert page.evaluate("[formatted(2), formatted(2, true), formatted(-2, true), formatted(0, true)]") == [
        "2.0",
        "+2.0",
        "-2.0",
        "0.0",
    ]
