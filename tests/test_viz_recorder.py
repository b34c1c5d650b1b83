"""A recording runs a class's own backward pass, tells the truth about it, and leaves no trace."""

import math
import sys
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lookalikes
import seed_engine
import wrong_engines
from expressions import (
    POLYNOMIAL,
    SEEDS_OWN,
    SMALL_NUMBER,
    all_values,
    expressions,
    is_within_the_seeds_reach,
    steps_within,
)
from micrograd.engine import Value
from viz.values.diagnosis import diagnose
from viz.values.findings import DOUBTS
from viz.values.graph import read_with_values
from viz.values.instrumentation import Write
from viz.values.recorder import observe, own_slopes
from viz.values.slopes import known_slopes
from wrong_engines import MISTAKES, Lecture, Loops

RIGHT = (Value, seed_engine.Value, Lecture, Loops)


def recorded(root):
    """(graph, observation, steps) of a recording of root."""
    graph, values = read_with_values(root)
    observation = observe(root, values, graph)
    return graph, observation, diagnose(graph, known_slopes(graph, values).true(), observation)


def told(steps):
    """{(finding, result, slot)} of all steps but the last; for a step that is no contribution, its value and None."""
    return {
        (finding.name, step.result if step.kind == "contribution" else step.value, step.slot)
        for step in steps[:-1]
        for finding in step.findings
    }


def finals(observation):
    return [gradient.shown for gradient in observation.final]


def findings(steps):
    return [finding.name for step in steps for finding in step.findings]


def trace_of(values):
    """All that the values hold, by identity: classes, attributes in order, and what containers contain."""
    return [(type(value), _held(value)) for value in values]


def _held(value):
    slots = [name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ()) if name != "__dict__"]
    held = [*getattr(value, "__dict__", {}).items(), *((name, getattr(value, name, trace_of)) for name in slots)]
    return [
        (name, id(thing), list(map(id, thing)) if type(thing) in (list, set, dict, tuple) else repr(thing))
        for name, thing in held
    ]


def test_there_are_thirty_different_mistakes_in_both_styles():
    engines = {mistake.engine for mistake in MISTAKES}
    assert len(engines) >= 30 and {Lecture, Loops} <= {base for engine in engines for base in engine.__mro__}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.engine.__name__}-{m.expression.__name__}")
def test_a_mistake_is_marked_where_it_is_made_and_nowhere_else(mistake):
    _, _, steps = recorded(mistake.expression(mistake.engine))
    assert told(steps) == mistake.told
    assert {finding.name for finding in steps[-1].findings} == mistake.at_end | {"wrong"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.engine.__name__}-{m.expression.__name__}")
def test_the_wrong_gradients_are_those_of_the_engine_itself(mistake):
    graph, observation, steps = recorded(mistake.expression(mistake.engine))
    root = mistake.expression(mistake.engine)
    _, values = read_with_values(root)
    if callable(root.backward):
        try:
            root.backward()
        except Exception:
            assert observation.error
        assert [value.grad for value in values] == finals(observation)
    wrong = next(finding for finding in steps[-1].findings if finding.name == "wrong")
    assert [finals(observation)[i] for i in wrong.values["values"]] == list(wrong.values["final"])


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.engine.__name__}-{m.expression.__name__}")
def test_nothing_is_changed_by_a_recording(mistake):
    root = mistake.expression(mistake.engine)
    graph, values = read_with_values(root)
    before = trace_of(values)
    observe(root, values, graph)
    assert trace_of(values) == before


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.engine.__name__}-{m.expression.__name__}")
def test_the_recorded_writes_played_again_give_the_final_gradients(mistake):
    _, observation, _ = recorded(mistake.expression(mistake.engine))
    assert replayed(observation) == observation.final


def replayed(observation):
    gradients = list(observation.initial)
    for event in observation.events:
        if isinstance(event, Write):
            assert repr(gradients[event.target]) == repr(event.old)
            gradients[event.target] = event.new
    return tuple(gradients)


@pytest.mark.parametrize("order", [wrong_engines.Preorder, wrong_engines.BreadthFirst, wrong_engines.LoopsBreadthFirst])
def test_an_order_that_happens_to_be_valid_is_no_mistake(order):
    assert findings(recorded(wrong_engines.mirrored_diamond(order))[2]) == []


@pytest.mark.parametrize("engine", (Value, seed_engine.Value))
@given(drawn=expressions(SEEDS_OWN, SMALL_NUMBER, st.sampled_from([2, 3, -1])))
def test_right_engines_have_no_finding(engine, drawn):
    assert findings_of(engine, drawn) <= DOUBTS


@pytest.mark.parametrize("engine", (Lecture, Loops))
@given(drawn=expressions(POLYNOMIAL, SMALL_NUMBER))
def test_right_engines_of_the_learners_styles_have_no_finding(engine, drawn):
    assert findings_of(engine, drawn) == set()


@given(drawn=expressions(SEEDS_OWN))
def test_the_engine_has_no_finding_with_infinities_and_nan_either(drawn):
    assert findings_of(Value, drawn) <= DOUBTS


def findings_of(engine, drawn):
    leaves, steps = drawn
    steps = steps_within(
        leaves, steps, is_within_the_seeds_reach if engine is seed_engine.Value else lambda value: True
    )
    _, observation, told_of = recorded(all_values(leaves, steps, engine)[-1])
    overflows = isinstance(observation.error, ArithmeticError)  # the seed's way back has no value for 1e-267 ** -2
    return set() if overflows else set(findings(told_of))


@pytest.mark.parametrize("engine", RIGHT)
def test_a_second_pass_marks_what_was_not_cleared(engine):
    x = engine(3.0)
    root = x * x * x
    root.backward()
    expected = {"stale gradients", "wrong"} if engine is seed_engine.Value else set()
    assert set(findings(recorded(root)[2])) == expected


@pytest.mark.parametrize("engine", RIGHT)
def test_an_operand_used_twice_receives_two_contributions(engine):
    a = engine(3.0)
    steps = recorded(a * a)[2]
    assert [(s.value, s.result, s.slot, s.contribution) for s in steps if s.kind == "contribution"] == [
        (0, 1, 0, 3),
        (0, 1, 1, 3),
    ]
    assert [s.kind for s in steps] == ["seed", "contribution", "contribution", "end"]


def test_clearing_is_one_step_and_tells_what_was_there():
    a = Value(3.0)
    root = a * a + a
    root.backward()
    clear = recorded(root)[2][0]
    assert (clear.kind, clear.value, clear.cleared, clear.after) == ("clear", 2, ((1, 1.0), (2, 1.0)), 0.0)


def test_a_closed_gate_that_writes_nothing_is_a_silent_step_without_finding():
    class Gated(Lecture):
        def relu(self):
            out = super().relu()
            out._backward = lambda: None
            return out

    steps = recorded(Gated(-3.0).relu() * Gated(2.0))[2]
    assert [(s.kind, s.value) for s in steps if s.kind == "silent"] == [("silent", 1)]
    assert findings(steps) == []


def test_without_backward_the_rules_are_called_in_the_right_order():
    class HalfWritten(Lecture):
        backward = None

    b = HalfWritten(2.0) * HalfWritten(3.0)
    _, observation, steps = recorded(b + b * HalfWritten(10.0))
    assert not observation.own and finals(observation) == [33, 22, 11, 6, 1, 1] and findings(steps) == []


def test_an_engine_may_write_only_final_sums_or_only_leaves():
    class Sums(Loops):
        __slots__ = ()
        inner = True

        def backward(self):
            sums = {id(v): 0.0 for v in self.order()} | {id(self): 1.0}
            for v in reversed(self.order()):
                for child, local in zip(v._children, v._local_grads):
                    sums[id(child)] += local * sums[id(v)]
            for v in self.order():
                if self.inner or not v._children:
                    v.grad = sums[id(v)]

    class OnlyLeaves(Sums):
        __slots__ = ()
        inner = False

    for engine in (Sums, OnlyLeaves):
        assert findings(recorded(wrong_engines.diamond(engine))[2]) == []


def test_an_engine_that_sums_over_all_paths_is_right():
    class Paths(Loops):
        __slots__ = ()

        def backward(self, upstream=1.0):
            self.grad += upstream
            for child, local in zip(self._children, self._local_grads):
                child.backward(local * upstream)

    for expression in (wrong_engines.diamond, wrong_engines.mirrored_diamond):
        assert findings(recorded(expression(Paths))[2]) == []


def test_shares_may_come_in_another_order_or_in_parts():
    class OtherFirst(Lecture):
        def __sub__(self, other):
            out = type(self)(self.data - other.data, (self, other), "-")

            def _backward():
                other.grad -= out.grad
                self.grad += out.grad

            out._backward = _backward
            return out

        def __pow__(self, n):
            out = type(self)(self.data**2, (self,), "**2")

            def _backward():
                self.grad += self.data * out.grad
                self.grad += self.data * out.grad

            out._backward = _backward
            return out

    a = OtherFirst(3.0)
    assert findings(recorded((a - a) + a**2)[2]) == []


@pytest.mark.parametrize("cls", [lookalikes.Slotted, lookalikes.Renamed, lookalikes.InTuples, lookalikes.InSets])
def test_lookalikes_without_a_way_back_are_refused_and_closures_are_run(cls):
    a = cls(3.0)
    root = a * cls(2.0) - a**2
    if cls is lookalikes.Renamed:
        assert findings(recorded(root)[2]) == []
    else:
        with pytest.raises(TypeError):
            recorded(root)


def test_a_class_without_gradients_is_refused():
    with pytest.raises(TypeError):
        recorded(lookalikes.WithoutGrad(2.0) * lookalikes.WithoutGrad(3.0))


class Awkward(Lecture):
    """Everything in its own way: equality by data, no hash, a property for grad, its own ways to read and to write."""

    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("nobody asked for this")

    def __getattribute__(self, name):
        return super().__getattribute__(name)

    def __setattr__(self, name, new):
        object.__setattr__(self, name, new)

    @property
    def grad(self):
        return self._gradient

    @grad.setter
    def grad(self, new):
        self._gradient = float(new)


def test_a_class_with_its_own_equality_and_attribute_access_is_recorded():
    root = wrong_engines.diamond(Awkward)
    graph, values = read_with_values(root)
    before = trace_of(values)
    _, observation, steps = recorded(root)
    assert findings(steps) == [] and sum(step.kind == "contribution" for step in steps) == 6
    assert trace_of(values) == before


def test_writes_that_go_around_the_attribute_are_seen_by_their_effect():
    class Around(Lecture):
        def __mul__(self, other):
            out = super().__mul__(other)

            def _backward():
                self.__dict__["grad"] += other.data * out.grad
                other.__dict__["grad"] += self.data * out.grad

            out._backward = _backward
            return out

    _, observation, steps = recorded(wrong_engines.lecture(Around))
    assert findings(steps) == [] and replayed(observation) == observation.final


def test_a_class_that_cannot_be_exchanged_is_judged_by_its_gradients_alone():
    class Sealed(Lecture):
        def __init_subclass__(cls):
            raise TypeError("no subclasses")

    _, observation, steps = recorded(wrong_engines.lecture(Sealed))
    assert observation.unseen == set(range(7)) and findings(steps) == [] and replayed(observation) == observation.final


def test_a_frozen_class_stops_with_its_own_error():
    @dataclass(frozen=True)
    class Frozen:
        data: float
        grad: float = 0.0
        _prev: tuple = ()
        _op: str = ""

        def backward(self):
            self.grad = 1.0

    _, observation, steps = recorded(Frozen(2.0))
    assert findings(steps[-1:]) == ["error", "wrong"] and steps[-1].findings[0].values["kind"] == "FrozenInstanceError"


def test_attributes_that_the_pass_adds_deletes_or_fills_are_put_back():
    class Untidy(Lecture):
        def __init__(self, *args):
            super().__init__(*args)
            self.log, self.seen, self.table = [], set(), {"b": 1, "a": 2}

        def backward(self):
            for v in self.order():
                v.log.append(1)
                v.seen.add(2)
                v.table.pop("b")
                v.extra = 3
                del v._op
            raise KeyError("enough")

    root = wrong_engines.diamond(Untidy)
    graph, values = read_with_values(root)
    before = trace_of(values)
    assert isinstance(observe(root, values, graph).error, KeyError)
    assert trace_of(values) == before


def test_an_operand_that_its_result_has_forgotten_is_put_back_too():
    class NoParents(Lecture):
        def __mul__(self, other):
            out = super().__mul__(other)
            out._prev = (self,)
            return out

    a, b = NoParents(2.0), NoParents(3.0)
    recorded(a * b)
    assert (a.grad, b.grad) == (0.0, 0.0)


def test_an_interruption_goes_through_and_nothing_is_changed():
    class Interrupted(Lecture):
        def backward(self):
            super().backward()
            raise KeyboardInterrupt

    root = wrong_engines.diamond(Interrupted)
    graph, values = read_with_values(root)
    before, limit = trace_of(values), sys.getrecursionlimit()
    with pytest.raises(KeyboardInterrupt):
        observe(root, values, graph)
    assert trace_of(values) == before and sys.getrecursionlimit() == limit


def test_nan_and_inf_are_numbers_like_others():
    for x in (math.inf, -math.inf, math.nan):
        a = Value(x)
        assert findings(recorded(a * a + a)[2]) == []
        assert findings(recorded(Lecture(x) * Lecture(2.0) * Lecture(0.0))[2]) == []


@pytest.mark.parametrize("gradient", ["0", [0], None, object()])
def test_gradients_that_are_no_numbers_do_no_harm(gradient):
    class Odd(Lecture):
        def backward(self):
            self.grad = gradient
            for v in reversed(self.order()):
                v._backward()

    _, observation, steps = recorded(wrong_engines.product(Odd))
    assert {"root not seeded", "error"} & set(findings(steps)) and finals(observation)[-1] is gradient


def test_a_gradient_that_is_none_until_it_is_needed_counts_as_nothing():
    class Lazy(Loops):
        __slots__ = ()

        def backward(self):
            for v in self.order():
                v.grad = None
            self.grad = 1.0
            for v in reversed(self.order()):
                for child, local in zip(v._children, v._local_grads):
                    child.grad = local * v.grad if child.grad is None else child.grad + local * v.grad

    assert findings(recorded(wrong_engines.diamond(Lazy))[2]) == []


@pytest.mark.slow
def test_a_deep_chain_is_recorded_in_a_time_that_grows_with_its_length():
    x, one = Loops(1.0), Loops(1.0)
    for _ in range(20_000):
        x = x + one
    start = time.process_time()
    _, observation, steps = recorded(x)
    assert time.process_time() - start < 60 and not observation.cut and findings(steps) == []


def test_a_chain_too_deep_for_the_learners_recursion_is_the_error_that_it_is():
    x, one = Lecture(1.0), Lecture(1.0)
    for _ in range(2 * sys.getrecursionlimit()):
        x = x + one
    _, observation, steps = recorded(x)
    assert isinstance(observation.error, RecursionError) and steps[-1].findings[0].name == "error"


def test_recursion_goes_as_deep_as_without_the_recorder():
    class Nested(Lecture):
        def __add__(self, other):
            out = super().__add__(other)
            rule = out._backward
            out._backward = lambda: (rule(), self._backward())
            return out

        def backward(self):
            self.grad = 1.0
            self._backward()

    x, one = Nested(1.0), Nested(1.0)
    for _ in range(sys.getrecursionlimit() * 3 // 4):
        x = x + one
    assert recorded(x)[1].error is None


def test_beyond_the_limit_events_are_left_out_and_nothing_is_held_against_the_class(monkeypatch):
    monkeypatch.setattr("viz.values.instrumentation.MOST_EVENTS", 50)
    x, one = Loops(1.0), Loops(1.0)
    for _ in range(100):
        x = x + one
    _, observation, steps = recorded(x)
    assert observation.cut and len(observation.events) == 50 and finals(observation)[-1] == 1 and findings(steps) == []


def test_own_slopes_are_what_a_rule_hands_on_when_the_gradient_is_1():
    a, b = Lecture(2.0), Lecture(3.0)
    before = trace_of([a, b])
    assert own_slopes(a * b, (a, b)) == (3.0, 2.0)
    assert own_slopes(a * a, (a, a)) == (2.0, 2.0)
    assert own_slopes(a - a, (a, a)) == (1.0, -1.0)
    assert own_slopes(lookalikes.tanh(a), (a,)) == pytest.approx((1 - math.tanh(2.0) ** 2,))
    assert trace_of([a, b]) == before


def test_own_slopes_are_none_where_they_cannot_be_told():
    a, b = wrong_engines.RaisesInMul(2.0), wrong_engines.RaisesInMul(3.0)
    assert own_slopes(a * b, (a, b)) is None
    assert own_slopes(Loops(2.0) * Loops(3.0), (Loops(2.0), Loops(3.0))) is None


def test_own_slopes_leave_alone_what_lies_behind_the_operands():
    class Eager(Lecture):
        def __mul__(self, other):
            out = super().__mul__(other)
            rule = out._backward
            out._backward = lambda: (rule(), self._backward(), [operand._backward() for operand in self._prev])
            return out

    a = Eager(2.0)
    b = a * Eager(3.0)
    root = b * Eager(4.0)
    assert own_slopes(root, root._prev) == (4.0, 6.0)
    assert a.grad == 0.0
