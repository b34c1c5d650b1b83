"""What values are called: by what stands in the picture, so that nobody has to guess which one is meant."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from expressions import SEEDS_OWN, expressions, played, steps_within
from fuzz.labels import TEXTS
from lookalikes import InSets, InTuples
from micrograd.engine import Value
from viz.values.graph import Graph, Node, part, read
from viz.values.names import EXPRESSION_COLUMNS, LABEL_COLUMNS, bracketed_name, equation, in_numbers, name
from viz.words.messages import LANGUAGES
from viz.words.text import fit, width


def leaves(**labels):
    return [Value(x, label=label) for label, x in labels.items()]


def named(root):
    """What the last value of its graph is called."""
    graph = read(root)
    return name(graph, len(graph.nodes) - 1)


def all_names(graph):
    return [name(graph, i) for i in range(len(graph.nodes))]


a, b, c, d, x1, w1 = leaves(a=2.0, b=-3.0, c=10.0, d=4.0, x1=1.0, w1=0.5)


def made(op, *operands, data=1.0):
    return InTuples(data, operands, op)


def labelled(text):
    return Value(3.0, label=text)


@pytest.mark.parametrize(
    "value, told, before_grad",
    [
        (a, "a", "a"),
        (labelled("權重"), "權重", "權重"),
        (labelled("w[0]"), "w[0]", "w[0]"),
        (labelled("n.b"), "n.b", "n.b"),
        (labelled("my leaf"), "my leaf", "(my leaf)"),
        (labelled("a-b"), "a-b", "(a-b)"),
        (labelled("2"), "2", "(2)"),
        (labelled("a_name_of_25_characters_"), "a_name_of_25_charac…", "a_name_of_25_charac…"),
        (Value(2.0), "2", "(2)"),
        (Value(-3.0), "-3", "(-3)"),
        (Value(0.5), "0.5", "(0.5)"),
        (Value(math.nan), "nan", "(nan)"),
        (InTuples("a text"), "v1", "v1"),
        (InTuples(10**400), "v1", "v1"),
        (a * b, "a*b", "(a*b)"),
        (a + b, "a + b", "(a + b)"),
        (a - b, "a - b", "(a - b)"),
        (a / b, "a/b", "(a/b)"),
        (a**2, "a**2", "(a**2)"),
        (a**-1, "a**-1", "(a**-1)"),
        (made("**np.float64(0.5)", InTuples(3.0)), "3**0.5", "(3**0.5)"),
        (-a, "-a", "(-a)"),
        (-Value(3.0), "-(3)", "(-(3))"),
        (a.relu(), "ReLU(a)", "ReLU(a)"),
        (w1 * x1, "w1*x1", "(w1*x1)"),
        (a * 2, "a*2", "(a*2)"),
        (a * -2, "a*(-2)", "(a*(-2))"),
        (Value(-2.0) * a, "-2*a", "(-2*a)"),
        (Value(-2.0) ** 2, "(-2)**2", "((-2)**2)"),
        (a * b + c, "a*b + c", "(a*b + c)"),
        (c + a * b, "c + a*b", "(c + a*b)"),
        (c + -a, "c + (-a)", "(c + (-a))"),
        (a * b * c, "a*b*c", "(a*b*c)"),
        (a * (b * c), "a*(b*c)", "(a*(b*c))"),
        (a - (b - c), "a - (b - c)", "(a - (b - c))"),
        (a - b - c, "a - b - c", "(a - b - c)"),
        ((a + b) * c, "(a + b)*c", "((a + b)*c)"),
        ((a * b) ** 2, "(a*b)**2", "((a*b)**2)"),
        (-(a * b), "-(a*b)", "(-(a*b))"),
        ((a * b).relu(), "ReLU(a*b)", "ReLU(a*b)"),
        (labelled("a + b") * c, "(a + b)*c", "((a + b)*c)"),
        ((a * b + c) * d, "v7", "v7"),
        (((a * b + c) * d).relu(), "ReLU(v7)", "ReLU(v7)"),
        (w1 * x1 + a * b, "w1*x1 + a*b", "(w1*x1 + a*b)"),
        (w1 * x1 + b * w1, "v6", "v6"),
        (made("mul", InTuples(2.0), InTuples(3.0)), "2*3", "(2*3)"),
        (made("+", InTuples(1.0), InTuples(2.0), InTuples(3.0)), "1 + 2 + 3", "(1 + 2 + 3)"),
        (made("max", InTuples(1.0), InTuples(-2.0)), "max(1, -2)", "max(1, -2)"),
        (made("gelu", InTuples(1.0)), "gelu(1)", "gelu(1)"),
        (made("@", InTuples(1.0), InTuples(2.0)), "v3", "v3"),
        (made("<b>", InTuples(1.0)), "v2", "v2"),
        (made("LeakyReLU(0.1)", InTuples(1.0)), "v2", "v2"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_called_by_what_stands_in_the_picture(monkeypatch, value, told, before_grad, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    graph = read(value)
    last = len(graph.nodes) - 1
    assert (name(graph, last), bracketed_name(graph, last)) == (told, before_grad)


def test_what_a_label_stands_for_is_called_by_it_in_a_result():
    e = a * b
    e.label = "e"
    assert named(e + c) == "e + c" and named((e + c) * d) == "(e + c)*d"


def test_results_that_would_bear_one_name_are_all_numbered():
    graph = read(a * b + a * b)
    assert all_names(graph) == ["a", "b", "v3", "v4", "v3 + v4"]
    one, other = Value(2.0), Value(2.0)
    assert all_names(read(one * a - other * a)) == ["2", "a", "v3", "2", "v5", "v3 - v5"]


def test_one_result_that_is_used_twice_keeps_its_name():
    e = a * b
    assert all_names(read(e + e)) == ["a", "b", "a*b", "a*b + a*b"]


def test_a_result_that_would_be_called_like_a_label_is_numbered():
    assert all_names(read(a * b + labelled("a*b"))) == ["a", "b", "v3", "a*b", "v3 + (a*b)"]


def test_a_number_that_is_the_label_of_another_value_is_told_from_it():
    graph = read((a * b + c) * labelled("v7"))
    assert name(graph, 5) == "v7" and name(graph, 6) == "v7′"


def test_operands_in_an_unknown_order_name_no_difference():
    x, y = InSets(2.0, label="x"), InSets(3.0, label="y")
    assert named(x - y) == "v3" and sorted(named(x * y)) == sorted("x*y")


def test_an_operand_that_was_left_out_is_an_ellipsis():
    graph = read(a * b)
    cut = part(graph, [0, 2])
    assert name(cut, None) == "⋯" and all_names(cut) == ["a", "a*⋯"]


@pytest.mark.parametrize(
    "value, told",
    [
        (a, "a"),
        (a * b, "a*b"),
        ((a * b + c) * d, "v7 = (a*b + c) * d"),
        ((a + b) / c**2 - d, "v6 - d"),
        ((a + b) / c**2, "v6 = (a + b) / c**2"),
        (made("@", InTuples(1.0), InTuples(-2.0)), "v3 = 1 @ (-2)"),
        (made("", InTuples(1.0)), "v2 = ?(1)"),
    ],
)
def test_an_equation_says_no_more_than_the_name_where_that_says_how_it_is_computed(value, told):
    graph = read(value)
    assert equation(graph, len(graph.nodes) - 1) == told


def test_an_equation_of_a_labelled_result_has_its_operands_by_name():
    L = (a * b + c) * d
    L.label = "L"
    assert equation(read(L), 6) == "L = (a*b + c) * d"


@pytest.mark.parametrize(
    "value, told",
    [
        (a * b, "2 * (-3)"),
        (b + a, "-3 + 2"),
        (b**2, "(-3)**2"),
        (b.relu(), "ReLU(-3)"),
        (-a, "-(2)"),
        (-b, "-(-3)"),
        (made("max", InTuples(1.0), InTuples(-2.0)), "max(1, -2)"),
    ],
)
def test_an_operation_in_numbers_is_what_a_hand_would_write(value, told):
    graph = read(value)
    assert in_numbers(graph, len(graph.nodes) - 1) == told


def test_gradients_of_expressions_and_numbers_are_told_with_brackets():
    told = viz.animate(a * b * 2).captions
    assert [each.title for each in told[1:5]] == [
        "forward: a*b",
        "forward: a*b*2",
        "backward: seed the root, (a*b*2).grad = 1",
        "a*b*2 hands a gradient to a*b",
    ]
    assert [each.arithmetic for each in told[4:6]] == ["(a*b).grad: 0 + (2 × 1) = 2", "(2).grad: 0 + (-6 × 1) = -6"]


def test_a_part_of_a_recording_calls_its_values_as_its_sentences_do():
    x, y = Value(2.0, label="x"), Value(3.0)
    root = (x * y + 1) * (y * y + 1)
    animation = viz.record(root, only=x)
    *_, to_x, _ = animation.captions
    names = all_names(animation.graph)
    assert to_x.title == f"{names[1]} hands a gradient to {names[0]}" == "x*3 hands a gradient to x"
    assert f"{names[-1]} hands a gradient to {names[-2]}" in animation.to_text()


# Whatever the graph is.

_SYMBOLS = st.sampled_from(["+", "-", "*", "/", "**", "**2", "neg", "ReLU", "max", "mul", "gelu", "@", "", "**x"])
_LABELS = st.sampled_from(["", "", "", "", "", "a", "b", "a*b", "v3", "v5", "-2", "a + b"])
_NUMBERS = st.sampled_from([2.0, -2.0, 0.5, 12345.678, math.inf, "no number", None])
_NODES = st.tuples(_SYMBOLS, st.lists(st.integers(0, 30), max_size=3), _LABELS | TEXTS, _NUMBERS, st.booleans())


@st.composite
def graphs(draw):
    nodes = []
    for op, operands, label, data, known in draw(st.lists(_NODES, min_size=1, max_size=25)):
        below = tuple(k if k < len(nodes) else None for k in operands) if nodes else ()
        number = data if isinstance(data, float) else None
        nodes.append(Node(data, number, None, label, op if below else "", below, known, None))
    return Graph(tuple(nodes), len(nodes))


def is_unlabelled_result(node):
    return bool(node.operands) and not node.label


@pytest.mark.slow
@settings(max_examples=500)
@given(graphs())
def test_a_name_has_its_room_and_tells_a_result_from_all_other_values(graph):
    names = all_names(graph)
    for i, (node, told) in enumerate(zip(graph.nodes, names)):
        assert told and width(told) <= (LABEL_COLUMNS if node.label else EXPRESSION_COLUMNS)
        if node.label:
            assert told == fit(node.label, LABEL_COLUMNS)
        if is_unlabelled_result(node):
            assert names.count(told) == 1
        assert bracketed_name(graph, i) in (told, f"({told})")
        assert equation(graph, i).startswith(told)


@given(expressions(operations=SEEDS_OWN, numbers=st.sampled_from([2.0, -3.0, 0.5])))
def test_python_computes_from_a_name_what_the_value_holds(generated):
    numbers, steps = generated
    values = [Value(x, label=f"x{k}") for k, x in enumerate(numbers)]
    for step in steps_within(numbers, steps, lambda value: math.isfinite(value.data)):
        values.append(played(step, values))
    graph = read(values[-1])
    known = {name(graph, i): node.data for i, node in enumerate(graph.nodes) if name(graph, i).isidentifier()}
    known["ReLU"] = lambda x: max(x, 0.0)
    for i, node in enumerate(graph.nodes):
        assert math.isclose(eval(name(graph, i), {}, known), node.data)


def test_a_graph_gets_its_names_in_time_that_grows_with_it(monkeypatch):
    asked = []
    true_fit = fit
    monkeypatch.setattr("viz.values.names.fit", lambda text, columns: asked.append(text) or true_fit(text, columns))
    costs = []
    for length in (200, 400):
        x = Value(1.0, label="x")
        for _ in range(length):
            x = (x + 1) * 2
        graph = read(x)
        asked.clear()
        assert len(all_names(graph)) == len(all_names(graph)) == len(graph.nodes)
        costs.append(len(asked))
    assert costs[1] < 2.2 * costs[0]
