"""The page that plays what somebody types plays what Python does: viz/outputs/js/twins against the modules that its files
are the twins of. Where everything stands is held to Python elsewhere.
"""

import math
import re

import pytest
from hypothesis import strategies as st

from expressions import gathered
from micrograd.engine import Value
from twins import Full, leaves_of, played_in_node, played_in_python
from viz.outputs.typed import typed_data
from viz.values.operations import OPERATIONS

pytestmark = pytest.mark.usefixtures("english", "without_places")


@pytest.fixture
def without_places(monkeypatch):
    """No layout is asked for: it takes longer than all else, and nothing here looks at it."""
    monkeypatch.setattr("viz.outputs.player.place_graph", lambda graph, rooms: None)
    monkeypatch.setattr("viz.outputs.player_data.picture_data", lambda *geometry: {})


def differences(one, other, where=""):
    """Where two pieces of data differ: (where, here, there) each."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from differences(one.get(key, "is missing"), other.get(key, "is missing"), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, each in enumerate(zip(one, other)):
            yield from differences(*each, f"{where}[{n}]")
    elif one != other and not (".slopes" in where or (".data" in where and is_near(one, other))):
        yield where, one, other


def is_near(one, other):
    """Whether two numbers are the same, but for what two libraries round otherwise."""
    numbers = isinstance(one, float | int) and isinstance(other, float | int)
    return numbers and math.isclose(one, other, rel_tol=1e-7, abs_tol=1e-12)


def assert_played_alike(make, texts):
    for text, there in zip(texts, played_in_node(texts), strict=True):
        here = played_in_python(make, text)
        if "error" not in here:
            assert list(differences(here, there)) == [], text
        elif here["error"] is None:
            assert there["key"] == "explorer.undefined", text
        elif leaves_of(text)[0]:
            assert "error" in there, text  # Python was shown another text
        else:
            assert here["error"] == there.get("error"), text


LECTURE = "a = 2; b = -3; c = 10; f = -2; "
PLAYED = [
    LECTURE + "e = a * b; d = e + c; L = d * f",
    LECTURE + "a",
    LECTURE + "d = a",
    LECTURE + "e = a * b; f2 = e; g = f2 + e",
    "a = 3; a * a * a",
    "a = 3; b = a + a; b * a",
    "x + y",
    "2 - a - 3",
    "1 / (2 * x)",
    "x = -2.5e-3; -x / +x - -x",
    "x = 1.5; x**2 + x**-1 + x**0.5 + 2.5 * x**0 + x**1e20",
    "x = -0; relu(x) + x.relu() + ReLU(x)",
    "x = 1e200; y = x * x; y - y",
    "x = -1e200; x * x * x",
    "x = 1e-200; x * x / x",
    "x1 = 2; w1 = -3; x2 = 0; w2 = 1; b = 6.8813735870195432; n = x1*w1 + x2*w2 + b; o = n.tanh()",
    "x = 0.5; e = exp(2 * x); (e - 1) / (e + 1)",
    "x = 0.5; log(x) * sin(x) + cos(x) * sqrt(x) + abs(-x) + sigmoid(x).tanh()",
    "x = -0.5; abs(x) * ln(2 - x) + logistic(x) + σ(x)",
    "x = 0; sqrt(x) + abs(x)",
    "x = 2; y = 2; max(x, y, 1) + min(x, 3) + x.max(y, 2) + maximum(0, x)",
    "exp(0) * 2",
    "k = 2 * 3; m = k - 1e-2; k * x + m",
    "權重 = 2; 偏差 = -1; 輸出 = 權重 * x + 偏差",
    "a_name_that_is_longer_than_any_column * 一個長得放不進格子裡的名字來了",
    "v3 = a * b; (v3 + a * b) * (a * b) * v3",
    "((a + b) * (c + d) + (e + f)) * ((g + h) * (i + j))",
    "a + b + c + d + e + f + g + h + i + j + a + b + c",
    "x = 0.333; x + x + x + x + x",
    "x = 12345678.5; x * 1.00000005",
    "x = 1_000.5; x + 0x1F + 0b101 + 1_0.5e0 + 00",
    "a = b * (c + # a remark\n d); \\\n a**2;",
    "\n\n  e = a * b  # no name below\n\n  e + ａ\n",
]
NOT_OF_THE_ENGINE = "sqrt|sin|cos|abs|logistic|sigmoid|max|min"
REFUSED = [
    "", "# nothing", "a +", "2a", "a × b", "a" * 3000, "(" * 300 + "a" + ")" * 300, "-" * 1900 + "a", "3 + 4", "k = 2 * 3",
    "a; b", "a = a * b", "e = a; e = b", "e = a * b; e", "a.data * 2", "a.__class__", "a < b < c", "a**b", "2**a", "a^2",
    "1e999 * a", "10**400 * a", "a * (1 / 0)", "(-8)**0.5 * a", "relu()", "relu(x=a)", "2(a)",
    "a.__init__(3)", "a = b = c", "a, b = c", "a, b", "a // b", "a % b", "a @ b", "~a", "a & b * c", "True * a",
    "print(*a)", "f(a)(b)", "007 * a", "a b", "a = ", "(a", "a)", "a; ; b", "2 = a", "relu(a) = b", "a.b = c", "a !b", "a $ b",
    "1.relu()", "a\\", "1/a; 2 = a",
]  # fmt: skip
SAME_KIND = [  # Python shows more of the text, or other words: the page reads no more than an expression needs
    "a if b else c", "[a]", "{a}", "a[0]", "lambda: a", "(a := b)", "f'{a}'", "'a' * b", "a and b", "not a", "a += b",
    "import os", "del a", "def f(): pass", "...", "a: int = b", "while a: b", "(a, b)",
    "__import__('os')",
]  # fmt: skip


def test_what_is_played_of_an_expression_is_what_python_plays():
    assert_played_alike(Full, PLAYED)


def test_so_it_is_with_the_engine_itself():
    assert_played_alike(Value, [text for text in PLAYED if not re.search(NOT_OF_THE_ENGINE, text)])


def test_so_it_is_with_every_function():
    named = [each for each in OPERATIONS.values() if each.symbol.isidentifier() and each.symbol != "neg"]
    functions = [each for each in named if not each.needs_number]
    operands = {each.symbol: "x" if each.arity == 1 else "x, 0.25, y" for each in functions}
    texts = [f"x = {x}; {symbol}({operands[symbol]})" for symbol in operands for x in (0.5, 0, -0.5)]
    assert len(texts) > 30
    assert_played_alike(Full, texts)


def test_of_each_local_slope_the_page_says_what_python_says():
    sentences = typed_data()["words"]["sentences"]
    for symbol, operation in OPERATIONS.items():
        for slot in range(operation.arity or 4):
            told = sentences[symbol][min(slot, len(sentences[symbol]) - 1)]
            for slope in (-math.inf, -2.0, -1.0, -0.5, -0.0, 0.0, 1e-300, 0.5, 1.0, 2.0, math.inf, math.nan):
                assert told[kind_of(slope)] == operation.sentence(slot, slope), (symbol, slot, slope)


def kind_of(slope):
    """As kindOf of in_words.js has it."""
    return "one" if slope == 1 else "above" if slope > 0 else "below" if slope < 0 else "zero" if slope == 0 else "nan"


def test_it_is_so_in_chinese(monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    assert_played_alike(Full, [*PLAYED[:8], *REFUSED])


def test_what_cannot_be_read_is_told_in_the_words_of_python():
    assert_played_alike(Value, REFUSED)


def test_other_python_is_refused_as_python_refuses_it():
    for text, told in zip(SAME_KIND, played_in_node(SAME_KIND), strict=True):
        assert "cannot stand in an expression" in played_in_python(Value, text)["error"], text
        assert told["key"] == "expression part", text


def test_where_an_operation_has_no_real_result_it_is_said_which():
    shown = {
        "b = 1 / (a - a); b * a": "1 / (a - a)", "2 * log(-a)": "log(-a)", "(a - 2)**0.5 + a": "(a - 2)**0.5",
        "(a - 1)**-1": "(a - 1)**-1", "sqrt(-a) * 2": "sqrt(-a)", "sin(a * 1e200 * 1e200)": "sin(a * 1e200 * 1e200)",
    }  # fmt: skip
    for (text, code), told in zip(shown.items(), played_in_node([*shown]), strict=True):
        assert played_in_python(Full, text) == {"error": None}
        assert told == {"key": "explorer.undefined", "error": f"{code} has no real value here."}


def test_more_than_forty_values_are_refused_and_the_functions_are_named():
    many = " + ".join(f"x{n}" for n in range(21))
    large, unknown, count, whole = played_in_node([many, "a + softplus(b)", "relu(a, b)", many.removesuffix(" + x20")])
    assert large["error"].startswith("The expression has 41 values; at most 40 are played here.")
    functions = "relu, exp, log, sqrt, tanh, sigmoid, sin, cos, abs, max, min"
    assert unknown["error"].startswith("softplus(b) calls softplus") and unknown["error"].endswith(f": {functions}")
    assert count["key"] == "expression unknown function" and len(whole["nodes"]) == 39


def test_a_name_and_a_plain_number_are_a_leaf_and_what_nothing_gives_a_number_is_told():
    told, twice, alone = played_in_node(["a = -2; c = 1.5; a * b + 2", "a * b; a = 2", "a = 2.5e-3"])
    leaves = {node["label"]: node["data"] for node in told["nodes"] if not node["operands"]}
    assert leaves == {"a": -2, "b": 1, "": 2} and told["assumed"] == ["b"]
    assert twice["key"] == "expression line" and alone["nodes"][0]["data"] == 0.0025


# Whatever somebody may type.

_LEAVES = st.sampled_from(["a", "b", "c", "w1", "權重", "v3", "a_name_longer_than_any_column"])
_LITERALS = st.sampled_from(["2", "1", "0", "3", "0.5", "2.0", "1e-3", ".25", "10", "7.25", "1e20", "1234.5"])
_GIVEN = st.dictionaries(
    _LEAVES,
    st.sampled_from(["2", "-3", "10", "0.5", "-0.75", "2.5e-3", "0", "-1234.5", "1e160", "1e-160", "3.14159"]),
    max_size=5,
)


def _wider(inner):
    bracketed = st.builds("({})".format, inner)
    return st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("{}{}{}".format, bracketed, st.sampled_from("+-*/"), bracketed),
        st.builds("-{}".format, bracketed),
        st.builds("{}({})".format, st.sampled_from(["relu", "sqrt", "abs"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["max", "min"]), inner, inner),
        st.builds("{}.relu()".format, bracketed),
    )


def _expressions(names):
    """Expressions of which two libraries compute the same to the last bit; so there is a power only of what is near."""
    powers = st.builds("{}**{}".format, names, st.sampled_from(["2", "0", "1"]))
    return st.recursive(st.one_of(names, _LITERALS, powers), _wider, max_leaves=9)


_TEXTS = st.one_of(
    _expressions(_LEAVES),
    st.builds("d = {}*1\n{}".format, _expressions(_LEAVES), _expressions(_LEAVES | st.just("d"))),
    st.builds(
        "d = a*({}); e = d + {}; {}".format,
        _expressions(_LEAVES), _expressions(_LEAVES | st.just("d")), _expressions(_LEAVES | st.sampled_from("de")),
    ),
)  # fmt: skip
_TYPED = st.builds(lambda given, text: "".join(f"{name} = {x}\n" for name, x in given.items()) + text, _GIVEN, _TEXTS)


def test_whatever_is_typed_is_played_as_python_plays_it():
    assert_played_alike(Full, gathered(_TYPED, 120))


_MARKS = st.lists(st.sampled_from([*"ab12+-*/=();.,\n ", "**", "relu(", "a", " b", "e = "]), max_size=12).map("".join)


def test_what_python_cannot_read_is_refused_and_all_else_is_played():
    texts = [text for text in gathered(_MARKS, 200) if not leaves_of(text)[0]]
    for text, there in zip(texts, played_in_node(texts), strict=True):
        here = played_in_python(Full, text)
        assert ("error" in here) == ("error" in there), text
        # Of Python that is no expression the page knows less: `*a` is no part of one, or cannot be read.
        other_words = there.get("key") in ("expression not read", "expression part", "explorer.undefined")
        assert here.get("error") == there.get("error") or other_words, text
