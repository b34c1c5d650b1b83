"""How viz reads what it has not been told: where it finds a part, where it asks the class, where it says that it does
not know.
"""

import collections
import gc
import itertools
import math
import random
import weakref

import numpy as np
import pytest

import viz
from viz.values.conventions import gradient_held, number_held
from viz.values.graph import read, read_with_values
from viz.values.slopes import known_slopes
from wrong_engines import Lecture

pytestmark = pytest.mark.usefixtures("english")


class Loop:
    """As microgpt: operands and local slopes, no symbol."""

    def __init__(self, data, kids=(), slopes=()):
        self.data, self.grad, self._children, self._local_grads = data, 0.0, kids, slopes

    def __add__(self, other):
        other = other if isinstance(other, Loop) else type(self)(other)
        return type(self)(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = other if isinstance(other, Loop) else type(self)(other)
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return type(self)(self.data**n, (self,), (n * self.data ** (n - 1),))

    def relu(self):
        return type(self)(max(0, self.data), (self,), (float(self.data > 0),))

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for kid in value._children:
                    visit(kid)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for kid, slope in zip(value._children, value._local_grads):
                kid.grad += slope * value.grad


def with_operation(name, value, slope):
    """A Lecture class with one more operation."""

    def method(self):
        out = type(self)(value(self.data), (self,), name)

        def _backward():
            self.grad += slope(self.data) * out.grad

        out._backward = _backward
        return out

    return type("Own", (Lecture,), {name: method})


def end(root):
    return viz.record(root).captions[-1].title


RIGHT, WRONG, UNJUDGED = (
    "The end: no mistake was found.",
    "The end: not all is right.",
    "The end: not everything could be judged.",
)

OWN = [
    ("gelu", lambda x: 0.5 * x * (1 + math.erf(x / 2**0.5)), lambda x: 0.5 * (1 + math.erf(x / 2**0.5)) + x * math.exp(-x * x / 2) / math.sqrt(2 * math.pi)),
    ("softplus", lambda x: math.log1p(math.exp(x)), lambda x: 1 / (1 + math.exp(-x))),
    ("recip", lambda x: 1 / x, lambda x: -1 / x**2),
    ("log10", lambda x: math.log10(abs(x)), lambda x: 1 / (x * math.log(10))),
    ("sine", math.sin, math.cos),
    ("cbrt", lambda x: math.copysign(abs(x) ** (1 / 3), x), lambda x: abs(x) ** (-2 / 3) / 3),
]  # fmt: skip


@pytest.mark.parametrize("x", [0.5, 2.0, -1.3, 0.02, 0.01, 30.0, 100.0])
@pytest.mark.parametrize(("name", "value", "slope"), OWN, ids=[row[0] for row in OWN])
def test_an_operation_without_a_rule_is_measured(name, value, slope, x):
    assert end(getattr(with_operation(name, value, slope)(x), name)()) in (RIGHT, UNJUDGED)
    wrong = getattr(with_operation(name, value, lambda x: slope(x) * 1.001)(x), name)()
    assert end(wrong) in (WRONG, UNJUDGED)
    if abs(x) in (0.5, 2.0, 1.3):
        assert end(wrong) == WRONG
        told = viz.animate(wrong).steps[-1].local
        assert told == pytest.approx(slope(x), rel=1e-6)


@pytest.mark.parametrize(
    ("value", "slope", "x"),
    [
        (lambda x: x if x > 0 else math.exp(x) - 1, lambda x: 1 if x > 0 else math.exp(x), 0.0),
        (lambda x: x * x / 2 if abs(x) < 1 else abs(x) - 0.5, lambda x: max(-1, min(1, x)), 1.0),
        (lambda x: max(0.01 * x, x), lambda x: 1 if x > 0 else 0.01, 0.0),
        (lambda x: float(x > 0), lambda x: 0.0, 0.0),
        (lambda x: x + random.random(), lambda x: 1.0, 2.0),
    ],
)
def test_at_a_corner_or_where_it_is_never_the_same_nothing_is_claimed(value, slope, x):
    assert end(with_operation("own", value, slope)(x).own()) == UNJUDGED


def test_where_a_number_may_have_been_given_the_class_is_not_asked_without_it():
    class Given(Lecture):
        def log(self, base=math.e):
            out = Given(math.log(self.data, base), (self,), "logb")

            def _backward():
                self.grad += 1 / self.data / math.log(base) * out.grad

            out._backward = _backward
            return out

        def percent(self, k):
            k = k / 100
            out = Given(self.data * k, (self,), "percent")

            def _backward():
                self.grad += k * out.grad

            out._backward = _backward
            return out

    assert end(Given(1.0).log(10)) != WRONG and end(Given(0.0).percent(50)) != WRONG


class Folds(Loop):
    """`a * 2` keeps a alone."""

    def __mul__(self, other):
        if not isinstance(other, Loop):
            return type(self)(self.data * other, (self,), (other,))
        return super().__mul__(other)

    def __add__(self, other):
        return super().__add__(other) if isinstance(other, Loop) else type(self)(self.data + other, (self,), (1,))


class FoldsWrongly(Folds):
    def __mul__(self, other):
        return type(self)(self.data * other, (self,), (2 * self.data,))


@pytest.mark.parametrize("make", [lambda V: V(2.0) * 2, lambda V: V(3.0) * 3, lambda V: V(2.0) + 2, lambda V: V(2.0) * 0.25, lambda V: V(3.0) + -6, lambda V: V(-2.0) + 2])  # fmt: skip
def test_a_number_that_was_not_kept_is_not_taken_for_another_operation(make):
    root = make(Folds)
    assert end(root) != WRONG and read(root).nodes[-1].op == ""
    assert end(FoldsWrongly(2.0) * 2) != RIGHT


class Outward(Loop):
    """Its methods do what cannot be taken back."""

    def gelu(self):
        t = 0.5 * (1 + math.erf(self.data / 2**0.5))
        return Outward(
            self.data * t, (self,), (t + self.data * math.exp(-(self.data**2) / 2) / math.sqrt(2 * math.pi),)
        )

    def save(self):
        random.random()
        raise SystemExit(f"{Outward} was saved")

    def show(self):
        calls.append(f"{Outward}")


calls = []


def test_asking_runs_only_what_computes():
    state = random.getstate()
    root = Outward(1.5).gelu() * 2
    viz.draw(root)
    assert end(root) == RIGHT and "gelu" in [node.op for node in read(root).nodes]
    assert calls == [] and random.getstate() == state


def test_a_constructor_that_asks_somebody_is_not_run():
    class Asking(Loop):
        def __init__(self, data, kids=(), slopes=()):
            super().__init__(data if data is not None else float(input("which number? ")), kids, slopes)

        def square(self):
            return Asking(self.data**2, (self,), (2 * self.data,))

    viz.draw(Asking(3.0).square() * Asking(2.0))


def test_a_constructor_that_would_leave_a_trace_is_not_run():
    class Numbered(Loop):
        def __init__(self, data, kids=(), slopes=()):
            super().__init__(data, kids, slopes)
            self.serial = next(numbers)

        def gelu(self):
            t = 0.5 * (1 + math.erf(self.data / 2**0.5))
            return Numbered(self.data * t, (self,), (t,))

    root = Numbered(1.5).gelu() * Numbered(2.0)
    viz.draw(root)
    viz.record(root)
    assert next(numbers) == root.serial + 1


numbers = itertools.count()


@pytest.mark.parametrize("x", [10.0, 0.0, 1.0, -1.0, 2.0])
def test_methods_that_fit_as_well_leave_the_symbol_open(x):
    class Many(Loop):
        def identity(self):
            return Many(self.data, (self,), (1.0,))

        def clip(self):
            return Many(min(max(self.data, -50), 50), (self,), (1.0,))

    for root in (Many(x).identity(), Many(x).clip(), Many(x).relu()):
        assert read(root).nodes[-1].op in ("", "ReLU") and end(root) != WRONG
    assert read(Many(x).identity()).nodes[-1].op != "ReLU"


def test_a_word_that_leaves_bear_too_names_no_operation():
    class Reducing(Loop):
        def __init__(self, data, kids=(), slopes=()):
            super().__init__(data, kids, slopes)
            self.reduction = "sum"

    assert [read(root).nodes[-1].op for root in (Reducing(2.0) * Reducing(2.0), Reducing(0.0) * Reducing(0.0))] != [
        "+",
        "+",
    ]
    assert end(Reducing(2.0) * Reducing(2.0)) != WRONG


# Where a part is found, and where it is said that it is not.


class Distracted:
    """Its number is what it was given, its gradient what backward writes; the usual names hold something else."""

    def __init__(self, amount, prev=(), op=""):
        self.amount, self._prev, self._op = amount, prev, op
        self.v, self.x, self.depth, self.visits = 0.0, 7.0, 3, 0
        self.sens, self.d = 0.0, 2
        self._backward = lambda: None

    def __mul__(self, other):
        out = Distracted(self.amount * other.amount, (self, other), "*")

        def _backward():
            self.sens += other.amount * out.sens
            other.sens += self.amount * out.sens
            self.visits += 1
            other.visits += 1
            out.visits += 1

        out._backward = _backward
        return out

    def backward(self):
        self.sens = 1.0
        self._backward()


def test_number_and_gradient_are_found_among_others():
    a, b = Distracted(2.0), Distracted(5.0)
    root = a * b
    assert [node.number for node in read(root).nodes] == [2.0, 5.0, 10.0]
    assert end(root) == RIGHT
    root.backward()
    assert (number_held(root), gradient_held(a), gradient_held(b)) == (10.0, 5.0, 2.0)


def test_a_number_that_could_be_either_is_asked_for_and_adapt_settles_it():
    class Interval:
        def __init__(self, low, high, _prev=()):
            self.low, self.high, self._prev = low, high, _prev

    value = Interval(1.0, 2.0)
    with pytest.raises(TypeError, match=r"which attribute of Interval holds its number. It has: low, high, _prev"):
        viz.draw(value)
    viz.adapt(Interval, data="high")
    assert "data 2.0" in viz.draw(value).description
    viz.adapt(Interval, data=lambda value: (value.low + value.high) / 2)
    assert "data 1.5" in viz.draw(value).description


def test_adapt_settles_all_parts_also_for_classes_derived():
    class Odd:
        def __init__(self, things):
            self.things = things

    class Derived(Odd):
        pass

    viz.adapt(
        Odd,
        data=lambda value: value.things["n"],
        operands=lambda value: tuple(value.things["of"]),
        symbol=lambda value: value.things["how"],
        grad="slope",
    )
    a, b = (Derived({"n": n, "of": [], "how": ""}) for n in (2.0, 3.0))
    a.slope = b.slope = 0.0
    c = Derived({"n": 6.0, "of": [a, b], "how": "*"})
    c.slope = 1.0
    assert viz.draw(c).description.splitlines()[-1] == "2*3: data 6.0, grad +1.0"


@pytest.mark.parametrize("part", ["data", "operands", "symbol"])
def test_adapt_with_a_name_that_is_not_there_is_told_so(part):
    class Misnamed(Lecture):
        pass

    viz.adapt(Misnamed, **{part: "nowhere"})
    with pytest.raises(TypeError, match=f'was told {part}="nowhere" for Misnamed'):
        viz.draw(Misnamed(2.0) * Misnamed(3.0))


def test_adapt_takes_whatever_gives_the_operands_in_order():
    class Given(Lecture):
        pass

    viz.adapt(Given, operands=lambda value: (operand for operand in value._prev))
    assert read(Given(2.0) * Given(3.0)).total == 3


@pytest.mark.parametrize(("cls", "parts"), [(3, {}), (Lecture, {"data": 5}), (Lecture, {"grad": len}), ("Value", {})])
def test_adapt_refuses_what_it_cannot_use(cls, parts):
    with pytest.raises(TypeError, match=r"viz.adapt takes a class|takes the name of an attribute"):
        viz.adapt(cls, **parts)


def test_a_class_that_was_written_again_is_the_same_class():
    text = """class Node:
    def __init__(self, value, srcs=(), op=""):
        self.value, self.srcs, self.op, self.grad = value, srcs, op, 0.0
    def __mul__(self, other):
        return Node(self.value * other.value, (self, other), "*")
"""
    space = {"__name__": "__main__"}
    exec(text, space)
    old = space["Node"](2.0)
    exec(text, space)
    assert read(space["Node"](3.0) * old).total == 3


def test_left_and_right_are_told_by_their_names():
    class Sided:
        def __init__(self, value, left=None, right=None, op=""):
            self.right, self.left = right, left
            self.value, self.op, self.grad = value, op, 0.0

        def __sub__(self, other):
            return Sided(self.value - other.value, self, other, "-")

    graph = read(Sided(6.0) - Sided(3.0))
    assert [graph.nodes[k].number for k in graph.nodes[-1].operands] == [6.0, 3.0]


# What is left behind: nothing.


def test_gradients_behind_a_property_are_put_back():
    table = {}

    class Behind(Lecture):
        grad = property(lambda self: table.get(id(self), 0.0), lambda self, x: table.__setitem__(id(self), x))

    root = Behind(2.0) * Behind(3.0)
    before = dict(table)
    assert end(root) == RIGHT
    assert table == before


@pytest.mark.parametrize("kind", [collections.OrderedDict, collections.Counter, collections.defaultdict, dict])
def test_whatever_kind_of_dict_is_changed_on_the_way_is_as_before(kind):
    log = kind()
    log["before"] = 1

    class Logging(Lecture):
        def backward(self):
            log.clear()
            log["after"] = 2
            super().backward()

    viz.record(Logging(2.0) * Logging(3.0))
    assert list(log.items()) == [("before", 1)] and type(log) is kind


def test_values_that_only_weak_references_know_are_put_back():
    known = weakref.WeakSet()

    class Registered(Lecture):
        def __init__(self, data, prev=(), op=""):
            super().__init__(data, prev, op)
            known.add(self)

        def backward(self):
            for value in known:
                value.grad = 0.0
            super().backward()

    other = Registered(1.0)
    other.grad = 5.0
    viz.record(Registered(2.0) * Registered(3.0))
    assert other.grad == 5.0


def test_what_can_be_changed_in_place_and_not_put_back_is_refused_before_anything_runs():
    ran = []

    class Foreign:
        """As a number of a library that adds in place."""

        __module__ = "json"

        def __init__(self, x):
            self.x = x

        def __iadd__(self, other):
            self.x += other
            return self

    class Holding(Lecture):
        def backward(self):
            ran.append(1)

    root = Holding(2.0) * Holding(3.0)
    root.scratch = Foreign(1.0)
    with pytest.raises(TypeError, match="Nothing was run: Foreign"):
        viz.record(root)
    assert ran == []


def test_a_class_that_was_read_may_go():
    def drawn():
        class Passing(Loop):
            pass

        viz.record(Passing(2.0) * Passing(3.0).relu())
        return weakref.ref(Passing)

    found = drawn()
    gc.collect()
    assert found() is None


# Names for what stands in a namespace.


def test_only_values_are_named():
    class Node:
        def __init__(self, data):
            self.data, self.next = data, None

    class Vector:
        def __init__(self, x, y):
            self.x, self.y = x, y

        def __add__(self, other):
            return Vector(self.x + other.x, self.y + other.y)

    class Answering:
        def __getattr__(self, name):
            return 1.0

    a, strangers = Lecture(2.0), [Node(5), Vector(1, 2), np.polynomial.Polynomial([1, 2]), collections.Counter("ab")]
    space = dict(zip("bcde", strangers)) | {"a": a, "proxy": Answering()}
    viz.label(space)
    assert a.label == "a" and not any("label" in getattr(thing, "__dict__", {}) for thing in strangers)


def test_reading_many_values_without_symbols_takes_a_time_that_grows_with_their_number():
    every = []

    class Counting(Loop):
        def __init__(self, data, kids=(), slopes=()):
            super().__init__(data, kids, slopes)
            every.append(self)

    root = Counting(0.0)
    for _ in range(1500):  # 0 + 0 and 0 * 0 look the same: the class is asked each time
        root = root + Counting(0.0)
    graph, values = read_with_values(root)
    assert graph.total == 3001 and len(every) == 3001
    assert len(known_slopes(graph, values).slopes) == 3001
