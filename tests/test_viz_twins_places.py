"""viz/outputs/js/twins places the graph of an expression as Python does: what the page would draw is what Python sends.

Both get the layout of one Graphviz: the one that the page runs.
"""

import json
import random
import subprocess
import unicodedata

import pytest

from expressions import ALL, SMALL_NUMBER, all_values, expressions, gathered, steps_within
from micrograd.engine import Value
from node import ROOT, graphviz_wasm, node
from viz.drawing import layout
from viz.drawing.geometry import Rooms, place_graph
from viz.drawing.graphviz_here import BETWEEN_GRAPHS
from viz.drawing.score import Score
from viz.outputs.html import js_number
from viz.outputs.player_data import picture_data, signs_data, words_in_boxes
from viz.values.graph import read
from viz.values.names import name
from viz.values.operations import OPERATIONS
from viz.values.passes import true_passes
from viz.words.text import bold_width, fit, width

LABELS = ("", "", "a", "w1", "x'", "loss", "MWMW", "é", "a_label_that_is_cut_off", "損失", "權重 w", "第一層的權重總和")


def numbered(name, number):
    return Value(number, label=name)


def lecture():
    a, b, c = numbered("a", 2.0), numbered("b", -3.0), numbered("c", 10.0)
    return a * b + c


def chain_of_relus():
    x = numbered("x", 1.5)
    return ((x * -2.0).relu() * 3.0 + x).relu()


def square():
    x = numbered("x", 3.0)
    return x * x


def used_five_times():
    x = numbered("x", 0.5)
    return x * x + x / 3.0 - x**3 + x.tanh()


def quotient_of_powers():
    a, b = numbered("a", 2.0), numbered("b", 1e-5)
    return a**3 / b**-0.123456789012 - 2.0**a


def long_labels():
    a, b = numbered("the_first_of_two_inputs", 123456.0), numbered("WWWWMMMM@%", -0.00012345)
    out = a * b
    out.label = "損失函數的總和與平均"
    return out + numbered("偏差", 1.0)


def unlabelled():
    return (Value(1.0) + Value(2.0)) * (Value(3.0) - Value(4.0))


def deep_chain():
    x = numbered("x", 0.9)
    y = x
    for n in range(7):
        y = (y * (1.1 + n)).tanh()
    return y


def forty_values():
    x = total = numbered("x", 0.7)
    for _ in range(12):
        total = total + x * 1.5
    return -total.tanh().relu()


def alone():
    return numbered("x", 2.0)


FIXED = [
    lecture, chain_of_relus, square, used_five_times, quotient_of_powers, long_labels, unlabelled, deep_chain, forty_values, alone,
]  # fmt: skip


def generated():
    """Roots of expressions, some of whose values have labels: small ones, and some that have up to 40 values or more."""
    chance = random.Random(5)
    small = gathered(expressions(numbers=SMALL_NUMBER), 50)
    for leaves, steps in [*small, *(grown(chance) for _ in range(30))]:
        values = all_values(leaves, steps_within(leaves, steps, lambda value: abs(value.data) < 1e9), Value)
        for value in values:
            value.label = chance.choice(LABELS)
        yield values[-1]


def grown(chance):
    """The leaves and steps of a larger one."""
    steps = [
        (chance.choice(ALL), chance.randrange(3), chance.randrange(9), chance.choice([2, -1.5, 0.25]))
        for _ in range(chance.randrange(20, 50))
    ]
    return [chance.uniform(-3, 3) for _ in range(3)], steps


def graphs_of(roots):
    """(graph, rooms) of each, as an animation of it has them."""
    graphs = [read(root) for root in roots]
    return [(graph, Score(graph, true_passes(graph, [node.local for node in graph.nodes])).rooms) for graph in graphs]


def case_of(graph, rooms):
    """The same as the page has it."""
    nodes = [
        {
            "symbol": each.op,
            "operands": each.operands,
            "data": js_number(each.data),
            "label": each.label,
            "name": name(graph, i),
        }
        for i, each in enumerate(graph.nodes)
    ]
    return nodes, {
        "digits": rooms.digits,
        "tags": dict(rooms.tags),
        "equations": dict(rooms.equations),
        "ledgers": sorted(rooms.ledgers),
    }


def placed_by_the_page(cases):
    """(the picture, {what Graphviz was asked: what it answered}) of each."""
    asked = json.dumps([graphviz_wasm(), words_in_boxes(), signs_data(), cases])
    return in_node(ROOT / "tests" / "js" / "placed.js", asked)


def in_node(script, given):
    done = subprocess.run([node(), script], input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def placed_here(graph, rooms, answers):
    """The picture that Python sends, where Graphviz gives those answers."""

    def answer(source, _format, read, **_):
        wanted = source.split(BETWEEN_GRAPHS)
        assert wanted == list(answers)
        return read("".join(map(answers.get, wanted)).encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "answer", answer)
        picture = picture_data(place_graph(graph, rooms), [name(graph, i) for i in range(len(graph.nodes))])
    return json.loads(json.dumps(picture))


def same(one, other):
    """Whether two pictures are the same, also in the order of what is drawn. Two machines differ in the last bits of a
    cosine, and where a number is rounded to tenths that is a tenth.
    """
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    is_number = isinstance(one, int | float) and not isinstance(one, bool)
    return abs(one - other) < 0.11 if is_number else one == other


def different(graphs):
    """Of each the parts of the picture that are not those of Python: (which, here, there)."""
    pictures = placed_by_the_page([case_of(*each) for each in graphs])
    for (graph, rooms), (there, answers) in zip(graphs, pictures, strict=True):
        here = placed_here(graph, rooms, answers)
        here["equations"] = dict(sorted(here["equations"].items(), key=lambda each: int(each[0])))  # as in JavaScript
        yield [(part, here[part], there[part]) for part in here if not same(here[part], there[part])]


@pytest.fixture(scope="module")
def differences():
    """{what makes an expression: what is different in its picture}"""
    graphs = graphs_of(make() for make in FIXED)
    assert max(len(graph.nodes) for graph, _ in graphs) == 40
    return dict(zip(FIXED, different(graphs), strict=True))


@pytest.mark.parametrize("make", FIXED, ids=lambda make: make.__name__)
def test_the_page_places_a_graph_as_python_does(differences, make):
    assert differences[make] == []


def test_so_it_does_where_no_slope_stands_on_an_arrow():
    graphs = [(graph, Rooms()) for graph, _ in graphs_of([lecture(), used_five_times()])]
    assert list(different(graphs)) == [[], []]


@pytest.mark.slow
def test_so_it_does_any_expression():
    graphs = [each for each in graphs_of(generated()) if len(each[0].nodes) <= 40]
    sizes = sorted(len(graph.nodes) for graph, _ in graphs)
    assert len(sizes) > 60 and sizes[-8] > 25
    assert [parts for parts in different(graphs) if parts] == []


def test_a_picture_that_differs_would_be_noticed():
    ((graph, rooms),) = graphs_of([lecture()])
    nodes, given = case_of(graph, rooms)
    ((there, answers),) = placed_by_the_page([(nodes, given)])
    here = placed_here(graph, rooms, answers)
    assert same(here, there)
    here["tags"]["e2_0"][0] += 0.2
    assert not same(here, there)
    ((_, others),) = placed_by_the_page([(nodes, given | {"digits": 12})])
    with pytest.raises(AssertionError):
        placed_here(graph, rooms, others)


def test_every_sign_and_every_order_is_told():
    signs = signs_data()
    assert [signs["shown"].get(symbol, symbol) for symbol in ("*", "/", "-", "+", "tanh")] == [
        "×",
        "÷",
        "−",
        "+",
        "tanh",
    ]
    assert signs["ordered"] == [symbol for symbol in OPERATIONS if OPERATIONS[symbol].ordered] == ["-", "/", "**"]


# What it is measured by.


def test_text_is_measured_and_cut_as_in_python():
    blocks = [(0x20, 0x7F), (0xA1, 0x378), (0x391, 0x530), (0x1E00, 0x1F00), (0x2190, 0x2200), (0x2460, 0x2500)]
    blocks += [
        (0x3041, 0x3097),
        (0x4E00, 0x9FA6),
        (0xAC00, 0xD7A4),
        (0xFF01, 0xFFBF),
        (0x1D400, 0x1D455),
        (0x20000, 0x20100),
    ]
    blocks += [(0x1F600, 0x1F650)]
    texts = [
        "".join(c for c in map(chr, range(at, at + 7)) if unicodedata.category(c) != "Cn")
        for begin, end in blocks
        for at in range(begin, end - 6, 7)
    ]
    texts += [*LABELS, "e\u0301te\u0301" * 4, "損失" * 4, "a" * 12, "a" * 13, "損失w" * 3]
    measured = in_node(ROOT / "tests" / "js" / "measured.js", json.dumps([texts, []]))[0]
    assert [
        (text, *each)
        for text, each in zip(texts, measured, strict=True)
        if each != [width(text), bold_width(text), fit(text, 12)]
    ] == []


def test_numbers_are_rounded_as_in_python():
    chance = random.Random(3)
    halfway = [k / 4 for k in range(-41, 41)] + [k / 32 for k in range(-41, 41)]
    numbers = (
        halfway
        + [chance.uniform(-2000, 2000) for _ in range(2000)]
        + [chance.randrange(99999) / 20 for _ in range(2000)]
    )
    rounded = in_node(ROOT / "tests" / "js" / "measured.js", json.dumps([[], numbers]))[1]
    assert rounded == [[f"{x:.1f}", f"{x:.4f}"] for x in numbers]
