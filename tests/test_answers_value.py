"""What the check of a first class says to many ways to write it, and to names that are nearly right."""

import pytest

from answers import Answer, assert_not_yet, assert_right
from exercises import check
from exercises.near_names import missing, near_name
from misconceptions import defined


def value(
    keeps="self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op",
    shows="return f'Value(data={self.data})'",
    takes="data, _children=(), _op=''",
    init="__init__",
    show="__repr__",
):
    return f"class Value:\n    def {init}(self, {takes}):\n        {keeps}\n    def {show}(self):\n        {shows}\n"


def keeps(data="data", grad="0.0", prev="tuple(_children)", op="_op"):
    return f"self.data, self.grad, self._prev, self._op = {data}, {grad}, {prev}, {op}"


RIGHT = {
    "as in the lesson": value(),
    "a list": value(keeps(prev="list(_children)")),
    "what was given": value(keeps(prev="_children")),
    "an int for the gradient": value(keeps(grad="0")),
    "a float of the number": value(keeps(data="float(data)")),
    "a label": value(takes="data, _children=(), _op='', label=''"),
    "it shows its gradient": value(shows="return f'Value(data={self.data}, grad={self.grad})'"),
    "it shows four places": value(shows="return f'Value({self.data:.4f})'"),
    "it shows one place": value(shows="return f'Value {self.data:.1f}'"),
    "it shows nothing but its number": value(shows="return repr(self.data)"),
    "it shows its number in general form": value(shows="return f'<{self.data:g}>'"),
    "a dataclass": "from dataclasses import dataclass\n@dataclass(eq=False)\nclass Value:\n    data: float\n    _prev: tuple = ()\n    _op: str = ''\n    grad: float = 0.0\n",
    "a default that is made anew": value("self.data, self.grad, self._prev, self._op = data, 0.0, list(_children or []), _op", takes="data, _children=None, _op=''"),
}  # fmt: skip
WRONG = {
    "no repr": Answer(value().split("    def __repr__")[0], None, "should show the number 3"),
    "str and no repr": Answer(value(show="__str__"), None, "should show the number 3"),
    "it shows always 3": Answer(value(shows="return 'Value(3.0)'"), None, "should show the number -1.25"),
    "it shows its type": Answer(value(shows="return 'Value'"), None, "should show the number 3"),
    "it shows an address": Answer(value(shows="return f'<Value at {hex(id(self))} 0x3a 13.0 3.05 v3>'"), None, "should show the number 3"),
    "it shows an int": Answer(value(shows="return f'Value({int(self.data)})'"), None, "should show the number -1.25"),
    "it shows its gradient only": Answer(value(shows="return f'Value(grad={self.grad})'"), None, "should show the number 3"),
    "it shows the size": Answer(value(shows="return f'Value({abs(self.data)})'"), None, "should show the number -1.25"),
    "_children": Answer(value(keeps().replace("_prev", "_children")), None, "under the name _children"),
    "prev": Answer(value(keeps().replace("self._prev", "self.prev")), None, "under the name prev"),
    "parents": Answer(value(keeps().replace("self._prev", "self._parents")), None, "under the name _parents"),
    "the symbol in the place of the operands": Answer(value(keeps(prev="tuple(_op)")), None, "does not hold the operands"),
    "no operands": Answer(value("self.data, self.grad, self._op = data, 0.0, _op"), None, "no ._prev yet"),
    "no gradient": Answer(value("self.data, self._prev, self._op = data, _children, _op"), None, "no .grad yet"),
    "no number": Answer(value("self.grad, self._prev, self._op = 0.0, _children, _op"), None, "no .data yet"),
    "rounded": Answer(value(keeps(data="round(data, 2)")), None, "should be 0.30000000000000004"),
    "an int": Answer(value(keeps(data="int(data)")), None, "should be -1.25"),
    "always 3": Answer(value(keeps(data="3.0")), None, "should be -1.25"),
    "the size": Answer(value(keeps(data="abs(data)")), None, "should be -1.25"),
    "a text": Answer(value(keeps(data="str(data)")), None, "Value(3).data should be 3"),
    "a gradient of 1": Answer(value(keeps(grad="1.0")), None, "gradient 0"),
    "a gradient like the number": Answer(value(keeps(grad="data")), None, "gradient 0"),
    "a gradient that is a Value": Answer(value("self.data, self._prev, self._op = data, tuple(_children), _op\n        self.grad = 0.0 if _op == 'g' else Value(0.0, (), 'g')"), None, "gradient 0"),
    "a gradient that is a text": Answer(value(keeps(grad="'0'")), None, "gradient 0"),
    "empty operands": Answer(value(keeps(prev="()")), "no parents"),
    "copies": Answer(value(keeps(prev="tuple(Value(c.data) for c in _children)")), "detached"),
    "a gradient that is None": Answer(value(keeps(grad="None")), None, "gradient 0"),
    "two operands only": Answer(value(keeps(prev="(_children[0], _children[-1]) if _children else ()")), None, "as they were given"),
    "a list for all, added to": Answer("class Value:\n    _prev = []\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._op = data, 0.0, _op\n        self._prev += _children\n    def __repr__(self):\n        return f'Value({self.data})'", None, "one and the same list"),
    "the first operand": Answer(value(keeps(prev="tuple(_children)[:1]")), None, "as they were given"),
    "turned round": Answer(value(keeps(prev="tuple(_children)[::-1]")), None, "as they were given"),
    "each once": Answer(value(keeps(prev="tuple(dict.fromkeys(_children))")), None, "as they were given"),
    "always plus": Answer(value(keeps(op="'+'")), None, "'*'"),
    "always plus for results": Answer(value(keeps(op="'+' if _children else ''")), None, "'*'"),
    "always empty": Answer(value(keeps(op="''")), None, "_op should be '+'"),
    "a leaf with a symbol": Answer(value(takes="data, _children=(), _op='leaf'"), None, "should be empty"),
    "_init_": Answer(value(init="_init_"), "single underscores"),
    "init": Answer(value(init="init"), "single underscores"),
    "__init": Answer(value(init="__init"), "single underscores"),
    "init__": Answer(value(init="init__"), "single underscores"),
    "both": Answer(value(init="_init_", show="_repr_"), "single underscores"),
    "_repr_": Answer(value(show="_repr_"), "single underscores"),
    "repr": Answer(value(show="repr"), "single underscores"),
    "__int__": Answer(value(init="__int__"), None, "There is a method __int__"),
    "__inti__": Answer(value(init="__inti__"), None, "There is a method __inti__"),
    "__rper__": Answer(value(show="__rper__"), None, "There is a method __rper__"),
    "__Init__": Answer(value(init="__Init__"), None, "There is a method __Init__"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT)
def test_a_class_that_is_right_is_right(title):
    assert_right("value", RIGHT[title])


@pytest.mark.parametrize("title", WRONG)
def test_a_class_that_is_wrong_is_told_so(title):
    assert_not_yet("value", WRONG[title])


def test_a_list_as_default_is_right_with_a_word():
    code = value(
        "self.data, self.grad, self._op = data, 0.0, _op\n        self._prev = _children",
        takes="data, _children=[], _op=''",
    )
    result = check.value(defined(code, methods=False))
    assert result.outcome == "right" and "one and the same list" in result.message


@pytest.mark.parametrize("prev", ["set(_children)", "frozenset(_children)"])
def test_a_set_of_operands_is_right_with_a_word(prev):
    result = check.value(defined(value(keeps(prev=prev)), methods=False))
    assert result.outcome == "right" and "A set forgets" in result.message
    assert "A set forgets" not in check.value(defined(value(), methods=False)).message


COMPLETE = """class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self.label = label
        self._backward = lambda: None

    def __repr__(self):
        return f"Value({self.data})"
"""


@pytest.mark.parametrize(
    ("without", "instead"),
    [
        ("self.label = label", "self.name = label"),
        ("self.label = label", "pass"),
        ("self._backward = lambda: None", "pass"),
        ("self._backward = lambda: None", "self._backward = None"),
        ("self._backward = lambda: None", "self._backward = lambda out: None"),
    ],
)
def test_what_is_right_but_not_enough_for_the_lessons_is_told_what_they_need(without, instead):
    result = check.value(defined(COMPLETE.replace(without, instead), methods=False))
    assert result.outcome == "right" and "lessons go on with it once" in result.message


def test_what_the_lessons_can_go_on_with_is_told_no_more():
    assert "once" not in check.value(defined(COMPLETE, methods=False)).message


def a_class(*names, takes="self, other"):
    return defined("class Value:\n    pass\n" + "".join(f"    def {name}({takes}):\n        return 1\n" for name in names), False)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "meant", "found"),
    [
        (["_add_"], "__add__", "_add_"),
        (["add"], "__add__", "add"),
        (["__add"], "__add__", "__add"),
        (["__ad__"], "__add__", "__ad__"),
        (["__mull__"], "__mul__", "__mull__"),
        (["_call_"], "__call__", "_call_"),
        (["__radd__"], "__add__", None),
        (["__iadd__", "__and__", "__abs__"], "__add__", None),
        (["__sub__", "__rsub__"], "__add__", None),
        (["helper", "value", "total"], "__add__", None),
        (["unit", "split"], "__init__", None),
        (["_backward"], "backward", None),
        (["elu"], "relu", None),
    ],
)
def test_a_name_that_is_nearly_right_is_told_from_others(names, meant, found):
    assert near_name(a_class(*names), meant) == found


def test_a_method_that_is_there_is_not_missed_and_one_that_is_not_is_not_attempted():
    assert missing(a_class("__add__", "_add_"), "__add__") is None
    assert missing(a_class("helper"), "__add__").outcome == "not attempted"
    assert missing(a_class("__int__", takes="self"), "__init__").outcome == "not attempted"
