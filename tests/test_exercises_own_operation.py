"""`check.operation` examines any operation of a learner's own: by a truth, or by the class's own forward pass."""

import math

import pytest

import viz
from exercises import check, progress
from exercises.differences import slope_of
from foreign_classes import CLOSURES, LOCAL_SLOPES, written

CONVERT = "other = other if isinstance(other, Value) else Value(other)"


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def gelu(x):
    return 0.5 * x * (1 + math.erf(x / math.sqrt(2)))


def of_one(name, data, slope):
    """An operation of one operand, by a closure."""
    return f"""
    def {name}(self):
        x = self.data
        y = {data}
        out = Value(y, (self,), "{name}")
        def back():
            self.grad += ({slope}) * out.grad
        out._backward = back
        return out
"""


def of_two(name, data, slopes, operands="(self, other)"):
    """An operation of two operands, by a closure."""
    return f"""
    def {name}(self, other):
        {CONVERT}
        a, b = self.data, other.data
        out = Value({data}, {operands}, "{name}")
        def back():
            self.grad += ({slopes[0]}) * out.grad
            other.grad += ({slopes[1]}) * out.grad
        out._backward = back
        return out
"""


def with_operation(code, *changes):
    return written(CLOSURES + code, *changes)


OF_ONE = {  # name: the number, the slope, the truth
    "sigmoid": ("1 / (1 + math.exp(-x))", "y * (1 - y)", sigmoid),
    "log": ("math.log(x)", "1 / x", math.log),
    "sqrt": ("math.sqrt(x)", "0.5 / y", math.sqrt),
    "sin": ("math.sin(x)", "math.cos(x)", math.sin),
    "asin": ("math.asin(x)", "1 / math.sqrt(1 - x * x)", math.asin),
    "acosh": ("math.acosh(x)", "1 / math.sqrt(x * x - 1)", math.acosh),
    "gelu": (
        "0.5 * x * (1 + math.erf(x / math.sqrt(2)))",
        "0.5 * (1 + math.erf(x / math.sqrt(2))) + x * math.exp(-x * x / 2) / math.sqrt(2 * math.pi)",
        gelu,
    ),
    "absolute": ("abs(x)", "1.0 if x > 0 else -1.0", abs),
    "clip": ("min(max(x, -0.4), 0.5)", "1.0 if -0.4 < x <= 0.5 else 0.0", lambda x: min(max(x, -0.4), 0.5)),
    "exp": ("math.exp(x)", "y", math.exp),
    "square": ("x * x", "2 * x", lambda x: x * x),
    "one": ("1.0", "0.0", lambda x: 1),
    "floor": ("float(math.floor(x))", "0.0", math.floor),
    "steep": ("math.tanh(20 * x)", "20 * (1 - y * y)", lambda x: math.tanh(20 * x)),
}
OF_TWO = {
    "hypot": ("math.hypot(a, b)", ("a / out.data", "b / out.data"), math.hypot),
    "quotient": ("a / b", ("1 / b", "-a / b / b"), lambda a, b: a / b),
    "larger": ("max(a, b)", ("float(a >= b)", "float(b > a)"), max),
    "power": ("a ** b", ("b * a ** (b - 1)", "out.data * math.log(a)"), lambda a, b: a**b if a > 0 else math.sqrt(a)),
}


@pytest.mark.parametrize("name", OF_ONE)
def test_a_right_operation_is_right_with_a_truth_and_without_one(name, language):
    data, slope, truth = OF_ONE[name]
    make = with_operation(of_one(name, data, slope))
    with_truth, without = check.operation(make, name, truth=truth), check.operation(make, name)
    assert with_truth.outcome == without.outcome == "right", f"{with_truth!r}\n{without!r}"
    judged = {"en": "was not judged", "zh-TW": "沒有判斷"}[language]
    assert judged in without.message and judged not in with_truth.message


@pytest.mark.parametrize("name", OF_TWO)
def test_a_right_operation_of_two_operands_is_right(name):
    data, slopes, truth = OF_TWO[name]
    make = with_operation(of_two(name, data, slopes))
    for result in (check.operation(make, name, truth=truth), check.operation(make, name)):
        assert result.outcome == "right", repr(result)


@pytest.mark.parametrize("name", [name for name in OF_ONE if name not in ("one", "floor")])
@pytest.mark.parametrize("with_truth", [True, False])
def test_a_wrong_operation_gets_the_name_of_its_mistake_where_that_explains_everything(name, with_truth):
    data, slope, truth = OF_ONE[name]
    truth = truth if with_truth else None
    right = of_one(name, data, slope)
    rule, out = f"self.grad += ({slope}) * out.grad", f'Value(y, (self,), "{name}")'
    changes = {
        "overwrite": (rule, rule.replace("+=", "=")),
        "no upstream": (rule, f"self.grad += {slope}"),
        "out's value": (rule, "self.grad += out.data * out.grad"),
        "wrapped twice": (out, f'Value(Value(y), (self,), "{name}")'),
        "no parents": (out, f'Value(y, (), "{name}")'),
        "detached": (out, f'Value(y, (Value(x),), "{name}")'),
        None: (rule, f"self.grad += (1.1 * ({slope}) + 0.1) * out.grad"),
    }
    for mistake, change in changes.items():
        result = check.operation(with_operation(right, change), name, truth=truth)
        if name == "exp" and mistake == "out's value":  # its slope is its number
            assert result.outcome == "right"
            continue
        assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)


@pytest.mark.parametrize("name", OF_TWO)
def test_a_wrong_operation_of_two_operands_gets_its_name(name):
    data, slopes, truth = OF_TWO[name]
    for mistake, changed in {
        "one side": (slopes[0], "0.0"),
        "out's value": ("out.data", "out.data"),
        None: (slopes[0], f"{slopes[1]} + 0.3"),
    }.items():
        result = check.operation(with_operation(of_two(name, data, changed)), name, truth=truth)
        assert (result.outcome, result.mistake) == ("wrong", mistake), repr(result)
    left_out = check.operation(with_operation(of_two(name, data, slopes, "(self,)")), name, truth=truth)
    assert left_out.outcome == "wrong" and "b" in left_out.message


def test_a_number_is_judged_by_a_truth_only():
    make = with_operation(of_one("log", "math.log(x)", "1 / x"))
    result = check.operation(make, "log", truth=math.log2)
    assert (result.outcome, result.mistake) == ("wrong", None) and "a.log()" in result.message
    assert check.operation(make, "log").outcome == "right"


def test_nothing_is_said_at_a_corner_and_where_there_is_no_number():
    at_the_corner = with_operation(of_one("shifted", "max(x - 0.5, 0.0)", "7.0 if x == 0.5 else float(x > 0.5)"))
    for truth in (None, lambda x: max(x - 0.5, 0.0)):
        assert check.operation(at_the_corner, "shifted", truth=truth).outcome == "right"
    nowhere = with_operation(of_one("nowhere", "math.sin(1e9 * x)", "0.0"))
    assert check.operation(nowhere, "nowhere").outcome == "not attempted"


@pytest.mark.slow
def test_local_slopes_and_methods_made_of_others_are_examined_too():
    make = written(LOCAL_SLOPES)
    for name, truth in {
        "__truediv__": lambda a, b: a / b,
        "__sub__": lambda a, b: a - b,
        "__rsub__": lambda a, b: b - a,
        "__rtruediv__": lambda a, b: b / a,
        "__neg__": lambda a: -a,
        "__add__": lambda a, b: a + b,
        "__mul__": lambda a, b: a * b,
        "__pow__": lambda a, n: a**n,  # takes a plain number only
        "relu": lambda a: max(a, 0),
        "log": math.log,
    }.items():
        assert check.operation(make, name, truth=truth).outcome == "right", check.operation(make, name, truth=truth)
        assert check.operation(make, name).outcome == "right"
    wrong = written(LOCAL_SLOPES, ("(1/self.data,)", "(self.data,)"))
    assert check.operation(wrong, "log", truth=math.log).outcome == "wrong"
    overwriting = written(LOCAL_SLOPES, ("child.grad += local", "child.grad = local"))
    assert check.operation(overwriting, "log", truth=math.log).mistake == "overwrite"
    swapped = written(LOCAL_SLOPES, ("(other.data, self.data)", "(self.data, other.data)"))
    assert check.operation(swapped, "__mul__", truth=lambda a, b: a * b).mistake == "not swapped"
    exchanged = written(LOCAL_SLOPES, ("return other + (-self)", "return self - other"))
    assert check.operation(exchanged, "__rsub__", truth=lambda a, b: b - a).outcome == "wrong"


def test_it_is_not_blamed_for_the_fault_of_another(language):
    data, slope, truth = OF_ONE["sigmoid"]
    swapped = ("self.grad += other.data", "self.grad += self.data")
    result = check.operation(with_operation(of_one("sigmoid", data, slope), swapped), "sigmoid", truth=truth)
    assert (result.outcome, result.mistake) == ("wrong", None)
    assert " * " in result.message and "check.mul" in result.message and "sigmoid" in result.message
    wrong_too = with_operation(of_one("sigmoid", data, "y"), swapped)
    assert check.operation(wrong_too, "sigmoid", truth=truth).mistake == "out's value"


def test_what_is_shown_names_the_operation_and_offers_no_hint_that_there_is_not(language):
    data, slope, truth = OF_ONE["sin"]
    result = check.operation(with_operation(of_one("sin", data, f"-{slope}")), "sin", truth=truth)
    assert repr(result).splitlines()[0].startswith("[≠] operation sin") and "hint." not in repr(result)
    assert "a.sin()" in repr(result) and "<svg" in result._repr_mimebundle_()["text/html"]
    assert "operation sin" not in progress().exercises


def test_an_empty_method_is_not_attempted_and_an_error_is_told(language):
    empty = check.operation(with_operation("\n    def sin(self): ...\n"), "sin")
    assert empty.outcome == "not attempted" and "sin" in empty.message
    blank = check.operation(with_operation(of_one("sin", "math.sin(x)", "____")), "sin")
    assert blank.outcome == "not attempted"
    for truth in (math.sin, None):
        raises = check.operation(with_operation("\n    def sin(self): return self.number\n"), "sin", truth=truth)
        assert raises.outcome == "raised" and "number" in repr(raises)
        nothing = check.operation(with_operation("\n    def sin(self): self.data\n"), "sin", truth=truth)
        assert nothing.outcome in ("wrong", "not attempted")


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda make: check.operation(), TypeError, "check.operation(Value, 'sigmoid')"),
        (lambda make: check.operation(make), TypeError, "check.operation(Value, 'sigmoid')"),
        (lambda make: check.operation(make(1.0), "relu"), TypeError, "Value(1.0)"),
        (lambda make: check.operation(make, make.relu), TypeError, "check.operation(Value, 'sigmoid')"),
        (lambda make: check.operation(make, "relo"), AttributeError, "relu"),
        (lambda make: check.operation(make, "data"), AttributeError, "'data'"),
        (lambda make: check.operation(make, "__eq__"), AttributeError, "'__eq__'"),
        (lambda make: check.operation(make, "relu", truth=3.0), TypeError, "truth=math.sin"),
        (lambda make: check.operation(make, "relu", truth=lambda a, b: a), TypeError, "truth"),
        (lambda make: check.operation(make, "relu", truth=lambda a: None), TypeError, "None"),
        (lambda make: check.operation(make, "relu", truth=lambda a: "x"), TypeError, "'x'"),
        (lambda make: check.operation(make, "four", truth=math.sin), TypeError, "4"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(call, error, said, language):
    with pytest.raises(error, match=".") as refused:
        call(with_operation("\n    def four(self, a, b, c): return self\n"))
    assert said in str(refused.value)


def test_slopes_by_differences_are_exact_or_none():
    for f, df in ((math.sin, math.cos), (math.exp, math.exp), (lambda x: x**3, lambda x: 3 * x * x)):
        for x in (0.3, -1.2, 2.5, 6.0):
            assert slope_of(f, [x], 0) == pytest.approx(df(x), rel=1e-8, abs=1e-10)
    assert slope_of(abs, [0.0], 0) is None and slope_of(abs, [0.001], 0) is None
    assert slope_of(abs, [1.0], 0) == pytest.approx(1)
    assert slope_of(lambda x: max(x, 0.0), [0.0], 0) is None
    assert slope_of(math.floor, [2.0], 0) is None and slope_of(math.floor, [2.5], 0) == 0
    assert slope_of(lambda x: None if x < 1 else x, [1.0], 0) is None
    assert slope_of(lambda a, b: a * b, [2.0, 5.0], 1) == pytest.approx(2.0)


@pytest.mark.parametrize("kind", [staticmethod, classmethod])
def test_what_is_no_method_of_a_value_is_refused_and_nobody_is_blamed(kind):
    make = with_operation("")
    make.twice = kind(lambda value: value + value)
    with pytest.raises(TypeError, match=r"Value\.twice is a static method or one of the class"):
        check.operation(make, "twice")
