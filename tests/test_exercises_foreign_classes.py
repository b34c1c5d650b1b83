"""The checks judge classes that were not written in the lessons: local slopes and one loop, no symbols, exponents that
are values, guards, rules that take the gradient of their result or give those of the operands back.
"""

import pytest

import viz
from exercises import check
from foreign_classes import CLOSURES, LOCAL_SLOPES, written

CHECKS = ("add", "mul", "pow", "operators", "relu", "tanh", "exp", "backward")
OF_THE_LOOP = {  # wrong in every operation at once
    "overwrite": ("child.grad += local", "child.grad = local"),
    "no upstream": ("local * v.grad", "local"),
    "root not seeded": ("self.grad = 1\n", "pass\n"),
    "not reversed": ("reversed(topo)", "topo"),
}
OF_ONE_OPERATION = [  # (mistake, the check that names it, the sign, the change)
    ("not swapped", "mul", "*", ("(other.data, self.data)", "(self.data, other.data)")),
    ("one side", "mul", "*", ("(other.data, self.data)", "(other.data, 0)")),
    ("out's value", "mul", "*", ("(other.data, self.data)", "(self.data * other.data,) * 2")),
    ("exponent dropped", "pow", "**", ("other * self.data**(other-1)", "self.data**(other-1)")),
    ("not decremented", "pow", "**", ("other * self.data**(other-1)", "other * self.data**other")),
    ("relu passes all", "relu", "relu", ("(float(self.data > 0),)", "(1.0,)")),
    ("relu passes all", "relu", "relu", ("(float(self.data > 0),)", "(float(self.data != 0),)")),
    ("relu scales by value", "relu", "relu", ("(float(self.data > 0),)", "(max(0, self.data),)")),
    ("relu at 0", "relu", "relu", ("(float(self.data > 0),)", "(float(self.data >= 0),)")),
]


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def examined(name, make):
    return getattr(check, name)(make)


@pytest.mark.parametrize("name", CHECKS)
def test_local_slopes_and_one_loop_without_symbols_are_right(name):
    result = examined(name, written(LOCAL_SLOPES))
    assert (result.outcome, result.mistake) == ("right", None), repr(result)


@pytest.mark.multiplies(12)
@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("mistake", OF_THE_LOOP)
def test_what_is_wrong_in_the_loop_is_named_whichever_operation_shows_it(mistake, name):
    result = examined(name, written(LOCAL_SLOPES, OF_THE_LOOP[mistake]))
    assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)


@pytest.mark.parametrize(("mistake", "name", "sign", "change"), OF_ONE_OPERATION)
def test_a_wrong_local_slope_is_named_by_the_check_of_its_operation(mistake, name, sign, change):
    result = examined(name, written(LOCAL_SLOPES, change))
    assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)


OTHERS = [(*row, name) for row in OF_ONE_OPERATION for name in CHECKS if name != row[1]]


@pytest.mark.multiplies(21)
@pytest.mark.parametrize(("mistake", "whose", "sign", "change", "name"), OTHERS)
def test_the_other_checks_are_right_or_say_which_operation_to_mend_first(mistake, whose, sign, change, name, language):
    result = examined(name, written(LOCAL_SLOPES, change))
    if result.outcome != "right":
        assert (result.outcome, result.mistake) == ("wrong", None), repr(result)
        assert f" {sign} " in result.message and f"check.{whose}" in result.message, repr(result)


@pytest.mark.slow
@pytest.mark.multiplies(8)
@pytest.mark.parametrize(("other", "name", "sign", "slope"), OF_ONE_OPERATION[:-1])
@pytest.mark.parametrize("mistake", OF_THE_LOOP)
def test_a_wrong_loop_and_a_wrong_local_slope_at_once_get_the_name_of_one_of_them(mistake, other, name, sign, slope):
    result = examined(name, written(LOCAL_SLOPES, OF_THE_LOOP[mistake], slope))
    assert result.mistake in (mistake, other), repr(result)


@pytest.mark.multiplies(6)
@pytest.mark.parametrize("name", CHECKS)
def test_an_unknown_mistake_in_the_loop_is_not_looked_for_in_an_operation(name, language):
    result = examined(name, written(LOCAL_SLOPES, ("child.grad += local", "child.grad -= local")))
    said = {"en": "the code that hands the slopes on", "zh-TW": "把這些斜率往回傳的那段程式"}[language]
    assert (result.outcome, result.mistake) == ("wrong", None) and said in result.message, repr(result)


ORDERS = {
    "the right one first": "for child in reversed(v._children):\n                    build(child)",
    "operands in a set": "for child in set(v._children):\n                    build(child)",
}
IN_THE_ORDER = "for child in v._children:\n                    build(child)"


@pytest.mark.slow
@pytest.mark.parametrize("order", ORDERS)
def test_an_overwriting_loop_is_named_in_whichever_valid_order_it_runs(order):
    changes = [(IN_THE_ORDER, ORDERS[order]), OF_THE_LOOP["overwrite"]]
    if "set" not in order:
        assert examined("backward", written(LOCAL_SLOPES, changes[0])).outcome == "right"
    for name in ("add", "mul", "backward"):
        result = examined(name, written(LOCAL_SLOPES, *changes))
        assert result.mistake == "overwrite", f"{name}: {result!r}"


@pytest.mark.slow
@pytest.mark.multiplies(4)
@pytest.mark.parametrize("name", CHECKS)
def test_a_loop_that_serves_all_operations_may_stand_in_a_rule_that_all_share(name):
    shared = (
        "            for child, local in zip(v._children, v._local_grads):\n                child.grad += local * v.grad\n",
        "            v._backward()\n    def _backward(self):\n        for child, local in zip(self._children, self._local_grads):\n            child.grad += local * self.grad\n",
    )
    assert examined(name, written(LOCAL_SLOPES, shared)).outcome == "right"
    overwriting = examined(name, written(LOCAL_SLOPES, shared, ("grad += local", "grad = local")))
    assert (overwriting.outcome, overwriting.mistake) == ("wrong", "overwrite"), repr(overwriting)
    assert examined(name, written(LOCAL_SLOPES, shared, ("local * self", "local or self"))).outcome == "wrong"


# The exponent as a value.

OF_THE_POWER = "self.grad += n.data * self.data ** (n.data - 1) * out.grad"


@pytest.mark.multiplies(8)
@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        ("overwrite", "self.grad = n.data * self.data ** (n.data - 1) * out.grad"),
        ("no upstream", "self.grad += n.data * self.data ** (n.data - 1)"),
        ("exponent dropped", "self.grad += self.data ** (n.data - 1) * out.grad"),
        ("not decremented", "self.grad += n.data * self.data ** n.data * out.grad"),
        ("out's value", "self.grad += out.data * out.grad"),
    ],
)
@pytest.mark.parametrize("symbol", ['"**"', 'f"**{n.data}"', '"pow"', '"^"'])
def test_an_exponent_that_is_a_value_hides_no_mistake(mistake, rule, symbol):
    make = written(CLOSURES, (OF_THE_POWER, rule), ('(self, n), "**"', f"(self, n), {symbol}"))
    result = check.pow(make)
    assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)


def test_an_exponent_that_is_a_value_is_right_with_and_without_a_gradient_of_its_own():
    both = (
        OF_THE_POWER + "\n            n.grad += (out.data * math.log(self.data) if self.data > 0 else 0.0) * out.grad"
    )
    for changes in ((), ((OF_THE_POWER, both),)):
        assert check.pow(written(CLOSURES, *changes)).outcome == "right"


# Guards.

FIRST = "other = other if isinstance(other, Value) else Value(other)"
GUARDS = [
    f"if not isinstance(other, (int, float, Value)): raise NotImplementedError\n        {FIRST}",
    f"assert isinstance(other, (int, float, Value))\n        {FIRST}",
    f"if not isinstance(other, (int, float, Value)):\n            raise NotImplementedError('no ' + str(other))\n        {FIRST}",
    "if isinstance(other, (int, float)):\n            other = Value(other)\n        elif not isinstance(other, Value):\n            raise NotImplementedError",
    f"if not isinstance(other, (int, float, Value)): return NotImplemented\n        {FIRST}",
    f"try:\n            {FIRST}\n        except TypeError:\n            raise NotImplementedError",
]


@pytest.mark.multiplies(3)
@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_in_a_finished_method_is_no_empty_method(guard):
    for name in ("add", "mul"):
        assert examined(name, written(CLOSURES, (FIRST, guard))).outcome == "right"
    wrong = written(CLOSURES, (FIRST, guard), ("self.grad += other.data", "self.grad += self.data"))
    assert check.mul(wrong).mistake == "not swapped"


# Rules that take the gradient of their result.

TAKES = {
    "it has to be given": ("def back():", "def back(upstream):", "v._backward(v.grad)"),
    "1 as default": ("def back():", "def back(upstream=1.0):", "v._backward(v.grad)"),
    "None as default": ("def back():", "def back(upstream=None):", "v._backward(v.grad)"),
    "by name": ("def back():", "def back(*, upstream=None, g=None):", "v._backward(g=v.grad)"),
}
HOW = [how for how in TAKES if how != "by name"]


def taking(how, *changes):
    _, head, call = TAKES[how]
    return written(
        CLOSURES, ("def back():", head), ("v._backward()", call), ("lambda: None", "lambda *_: None"),
        ("out.grad", "upstream"), *changes,
    )  # fmt: skip


@pytest.mark.parametrize("how", HOW)
def test_a_rule_that_takes_the_gradient_of_its_result_is_given_it(how):
    for name in ("add", "mul", "pow", "relu", "backward"):
        result = examined(name, taking(how))
        assert result.outcome == "right", f"{name}: {result!r}"
    assert check.mul(taking(how, ("grad += other.data", "grad = other.data"))).mistake == "overwrite"
    assert check.add(taking(how, ("grad += upstream", "grad += 1.0"))).mistake == "no upstream"


BINDING = [
    ("def back():", "def back(self=self, out=out):"),
    ("def back():", "def back(x=self.data, out=out):"),
    ("def back():", "def back(x=self.data):"),
    ("def back():", "def back(x=1.0, y=2):"),
    ("def back():", "def back(verbose=False):"),
    ("def back():", "def back(*_):"),
    ("out._backward = back", "out._backward = lambda rule=back: rule()"),
]


@pytest.mark.multiplies(3)
@pytest.mark.parametrize("change", BINDING)
def test_a_rule_whose_parameters_bind_something_is_given_nothing(change):
    for name in ("add", "mul", "pow", "relu", "backward"):
        result = examined(name, written(CLOSURES, change))
        assert result.outcome == "right", f"{name}: {result!r}"
    assert check.mul(written(CLOSURES, change, ("grad += other.data", "grad = other.data"))).mistake == "overwrite"


def giving_back(*changes):
    """Rules that give the operands' gradients back, and a backward() that adds them."""
    return written(
        CLOSURES,
        ("self.grad += out.grad\n            other.grad += out.grad", "return g, g"),
        ("self.grad += other.data * out.grad\n            other.grad += self.data * out.grad", "return other.data * g, self.data * g"),
        (OF_THE_POWER, "return n.data * self.data ** (n.data - 1) * g, 0.0"),
        ("self.grad += (self.data > 0) * out.grad", "return ((self.data > 0) * g,)"),
        ("def back():", "def back(g):"),
        ("lambda: None", "None"),
        ("v._backward()", "v._backward and [setattr(p, 'grad', p.grad + g) for p, g in zip(v._prev, v._backward(v.grad))]"),
        *changes,
    )  # fmt: skip


@pytest.mark.slow
def test_rules_that_give_the_gradients_back_are_run_by_the_class_itself():
    for name in ("add", "mul", "pow", "relu", "backward"):
        result = examined(name, giving_back())
        assert result.outcome == "right", f"{name}: {result!r}"
    swapped = giving_back(("return other.data * g, self.data * g", "return self.data * g, other.data * g"))
    assert check.mul(swapped).mistake == "not swapped"
    for name in ("add", "mul", "pow", "backward"):
        assert examined(name, giving_back(("p.grad + g)", "g)"))).mistake == "overwrite", name


def test_a_rule_that_wants_its_result_is_run_by_the_class_itself():
    changes = (
        ("def back():", "def back(out):"),
        ("v._backward()", "v._backward(v)"),
        ("lambda: None", "lambda *_: None"),
    )
    for name in ("add", "mul", "relu", "backward"):
        assert examined(name, written(CLOSURES, *changes)).outcome == "right"


@pytest.mark.slow
def test_one_loop_is_run_where_every_value_keeps_the_rule_of_a_leaf():
    changes = (('"_local_grads")', '"_local_grads", "_backward")'), ("self.grad = 0\n", "self.grad = 0\n        self._backward = lambda: None\n"))  # fmt: skip
    for name in CHECKS:
        assert examined(name, written(LOCAL_SLOPES, *changes)).outcome == "right"


# Only forwards.

FORWARDS = """class Value:
    def __init__(self, data, _children=(), _op=""):
        self.data, self.grad, self._prev, self._op = data, 0.0, _children, _op
    def __repr__(self): return f"Value({self.data})"
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), "+")
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), "*")
    def relu(self):
        return Value(max(0.0, self.data), (self,), "ReLU")
"""


@pytest.mark.parametrize("rule", ["", "; self._backward = None"])
def test_a_class_without_a_way_back_is_told_so(rule, language):
    make = written(FORWARDS, ("self._op = data, 0.0, _children, _op", "self._op = data, 0.0, _children, _op" + rule))
    assert check.value(make).outcome == "right"
    said = {
        "en": "nothing in the result says yet what to hand to its operands",
        "zh-TW": "結果裡還沒有記下要把什麼傳給它的運算元",
    }
    result = check.add(make)
    assert result.outcome == "wrong" and said[language] in result.message, repr(result)
    for name in ("mul", "relu"):
        assert examined(name, make).outcome == "wrong" and "Error" not in repr(examined(name, make))


def test_a_relu_that_asks_only_whether_its_input_is_0_is_wrong_forwards_first():
    result = check.relu(written(CLOSURES, ("max(0.0, self.data)", "self.data if self.data else 0.0")))
    assert (result.outcome, result.mistake) == ("wrong", None) and "a.relu()" in result.message
    assert not result._verdict.evaluation.right_forwards


def test_a_backward_that_is_called_twice_is_still_asked_for_by_a_check_of_its_own():
    assert check.backward(written(LOCAL_SLOPES)).outcome == "right"
    assert check.backward_twice(written(LOCAL_SLOPES)).mistake == "stale gradients"


class Unreadable:
    """Two numbers, and nothing says which of them is meant."""

    def __new__(cls, low, high=None, sources=()):
        made = super().__new__(cls)
        made.low, made.high, made.sources = low, low if high is None else high, sources
        return made

    def __add__(self, other):
        return Unreadable(self.low + other.low, self.high + other.high, (self, other))


def test_a_class_that_cannot_be_read_is_not_told_to_return_a_value(language):
    result = check.add(Unreadable)
    assert result.outcome == "wrong" and "Unreadable" in result.message, repr(result)
    assert "new Value" not in result.message and "新的 Value" not in result.message


# What a constructor takes.

KEEPS = "self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op"


@pytest.mark.parametrize(
    ("parameters", "keeps", "outcome", "said"),
    [
        ("data, _children=(), _op=''", KEEPS, "right", None),
        ("data, _children=(), _op='', label=''", KEEPS, "right", None),
        ("data, label='', _children=(), _op=''", KEEPS, "right", "in that order"),
        ("data, _op='', _children=()", KEEPS, "right", "in that order"),
        ("data, *, _children=(), _op=''", KEEPS, "right", "in that order"),
        ("data, grad=0.0, _children=(), _op=''", KEEPS, "right", "in that order"),
        ("data, *_children_and_op", "self.data, self.grad, (self._prev, self._op) = data, 0.0, _children_and_op or ((), '')", "right", None),
        ("data, things=(), sign=''", "self.data, self.grad, self._prev, self._op = data, 0.0, things, sign", "right", None),
        ("data, kids=()", "self.data, self.grad, self._prev = data, 0.0, kids", "wrong", "also takes the symbol"),
        ("data, kids=(), slopes=None", "self.data, self.grad, self._prev = data, 0.0, kids", "wrong", "also takes the symbol"),
        ("data, name=None, parents=()", "self.data, self.grad, self._prev = data, 0.0, parents", "wrong", "also takes the symbol"),
        ("data", "self.data, self.grad, self._prev = data, 0.0, ()", "wrong", "no place for the operands"),
        ("data, _children, _op", KEEPS, "wrong", "also wants _children, _op"),
        ("data, _children=(), _op=''", "self.data, self.grad, self._prev = data, 0.0, _children", "wrong", "_op should be '+'"),
    ],
)  # fmt: skip
def test_a_constructor_is_called_as_it_wants_to_be(parameters, keeps, outcome, said):
    make = written(
        f"class Value:\n    def __init__(self, {parameters}):\n        {keeps}\n    def __repr__(self): return f'Value({{self.data}})'\n"
    )
    result = check.value(make)
    assert result.outcome == outcome, repr(result)
    assert (said is None) or said in result.message, repr(result)
    assert (said is not None) or "order" not in result.message
