"""viz.draw and viz.animate of a tensor: the picture that a Value has, with the numbers that torch keeps or that follow
from the leaves, and no number that torch did not have.
"""

import contextlib
import math
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from expressions import ALL, POLYNOMIAL, SMALL_NUMBER, deep_expressions, expressions, played, steps_within
from micrograd.engine import Value
from requirements_of_ci import required
from viz.values import torch_graph
from viz.values.graph import read, read_with_values
from viz.values.operations import OPERATIONS, true_value
from viz.values.passes import stale_values
from viz.values.torch_graph import NotKept

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def with_torch():
    """Imported only when these tests run, as it takes seconds."""
    global torch
    torch = required("torch")


@pytest.fixture(autouse=True)
def english_and_no_warnings(monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", "en")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # torch warns of questions that should not be asked
        yield


def tensor(number, dtype="float64", **options):
    return torch.tensor(number, dtype=getattr(torch, dtype), requires_grad=True, **options)


def constant(number):
    return torch.tensor(float(number), dtype=torch.float64)


def shape_of(root):
    return [(node.op, node.operands) for node in read(root).nodes]


def numbers(root):
    """The data of all nodes, None for what is not kept."""
    return [None if isinstance(node.data, NotKept) else node.data for node in read(root).nodes]


def final_gradients(animation):
    """{index of a node: the gradient that the last step that changes it leaves}"""
    return {step.value: step.after for step in animation.steps if step.kind in ("seed", "contribution")}


def operands(root):
    graph = read(root)
    return [graph.nodes[k].number for k in graph.nodes[-1].operands]


# Against the engine, and against what torch had.


def both(expression, dtype="float64"):
    """(Values, tensors) of an expression, its plain numbers as objects of either kind."""
    leaves, steps = expression
    steps = steps_within(leaves, steps, lambda value: abs(value.data) < 1e30)
    values, tensors = [Value(x) for x in leaves], [tensor(x, dtype) for x in leaves]
    for step in steps:
        values.append(played(step, values, Value))
        tensors.append(played(step, tensors, lambda c: constant(c).to(getattr(torch, dtype))))
    return values, tensors


def assert_told_as_it_was(root, tensors):
    """No number is shown that is not, up to rounding, what torch computed."""
    graph, values = read_with_values(root)
    real_numbers = {each.grad_fn: each.item() for each in tensors if each.grad_fn is not None}
    for node, value in zip(graph.nodes, values):
        real = real_numbers.get(value.function)
        if real is not None and node.number is not None and math.isfinite(real):
            assert math.isclose(node.number, real, rel_tol=1e-9, abs_tol=node.rounding + value.error), (node, real)
        if value.function is None and value.tensor is not None:
            assert same(node.number, value.tensor.item())
    assert same(graph.nodes[-1].number, root.item())
    assert not stale(root)


def same(x, y):
    return x == y or (math.isnan(x) and math.isnan(y))


def stale(root):
    return stale_values(read(root))


@settings(max_examples=400)
@given(expressions(numbers=SMALL_NUMBER))
def test_an_expression_is_drawn_as_that_of_a_value(expression):
    values, tensors = both(expression)
    assert shape_of(tensors[-1]) == shape_of(values[-1])
    assert_told_as_it_was(tensors[-1], tensors)


@settings(max_examples=400)
@given(expressions(numbers=SMALL_NUMBER), st.sampled_from(["float32", "float64"]))
def test_after_the_backward_pass_too_what_is_told_is_what_torch_had(expression, dtype):
    values, tensors = both(expression, dtype)
    if tensors[-1].grad_fn is not None:
        tensors[-1].backward()
    assert shape_of(tensors[-1]) == shape_of(values[-1])
    assert_told_as_it_was(tensors[-1], tensors)


@settings(max_examples=60)
@given(deep_expressions(ALL), st.sampled_from(["float16", "bfloat16", "float32", "float64"]), st.booleans())
def test_rounding_is_no_change_of_an_operand_in_any_type_of_number(expression, dtype, backwards):
    _, tensors = both(expression, dtype)
    if backwards and tensors[-1].grad_fn is not None:
        tensors[-1].backward()
    assert_told_as_it_was(tensors[-1], tensors)


@settings(max_examples=200)
@given(expressions(("a + b", "a * b", "a - b", "-a", "a.relu()"), SMALL_NUMBER))
def test_without_constants_every_number_is_known_before_and_after_the_backward_pass(expression):
    values, tensors = both(expression)
    assert numbers(tensors[-1]) == numbers(values[-1])
    if tensors[-1].grad_fn is not None:
        tensors[-1].backward()
    assert numbers(tensors[-1]) == numbers(values[-1])


@settings(max_examples=200)
@given(expressions(POLYNOMIAL, SMALL_NUMBER))
def test_nothing_of_the_tensors_is_changed(expression):
    _, tensors = both(expression)
    before = [state(each) for each in tensors]
    viz.draw(tensors[-1], slopes=True)
    assert [state(each) for each in tensors] == before
    if tensors[-1].grad_fn is not None:
        tensors[-1].backward()
        _, others = both(expression)
        others[-1].backward()
        assert [leaf.grad for leaf in tensors if leaf.is_leaf] == [leaf.grad for leaf in others if leaf.is_leaf]
        before = [state(each) for each in tensors]
        viz.draw(tensors[-1])
        assert [state(each) for each in tensors] == before


def state(each):
    return (
        each.item(),
        each._version,
        each.requires_grad,
        each.is_leaf,
        each.retains_grad,
        each.grad_fn,
        dict(vars(each)),
        each.grad if each.is_leaf else None,
        len(each._backward_hooks or ()),
    )


def test_every_operation_of_the_record_is_known_under_torchs_name():
    a, b = tensor(0.25), tensor(0.5)
    made = {
        "max": lambda: torch.maximum(a, b),
        "min": lambda: torch.minimum(a, b),
        "LeakyReLU": lambda: torch.nn.functional.leaky_relu(a, 0.1),
    }
    for operation in OPERATIONS.values():
        operands = (a,) if operation.arity == 1 else (a, b)
        result = made.get(operation.symbol, lambda: getattr(a, operation.method)(*operands[1:]))()
        node = read(result).nodes[-1]
        symbol = "LeakyReLU(0.1)" if operation.symbol == "LeakyReLU" else operation.symbol
        assert (node.op, node.operands) == (symbol, tuple(range(len(operands)))), (
            f"viz/values/operations.py: no spelling of {operation.symbol} is torch's name {result.grad_fn.name()}"
        )
        assert math.isclose(true_value(symbol, [each.item() for each in operands]), result.item())


def test_what_is_found_by_an_inverse_is_the_operand():
    for op, inverses in torch_graph._INVERSES.items():
        given = [0.25, 0.5][: len(inverses)]
        for slot, inverse in enumerate(inverses):
            others = given[:slot] + given[slot + 1 :]
            assert math.isclose(inverse(true_value(op, given), *others), given[slot])


# One by one.


def lecture():
    a, b, c = tensor(2.0), tensor(-3.0), tensor(10.0)
    d = a * b + c
    viz.label(a=a, b=b, c=c, d=d)
    return a, b, c, d


def test_the_picture_is_that_of_a_value():
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
    d = a * b + c
    d.label = "d"
    *_, of_torch = lecture()
    without_grad = [line.partition(", grad")[0] for line in viz.draw(d).description.splitlines()]
    assert viz.draw(of_torch).description.splitlines() == without_grad


def test_gradients_are_those_of_the_leaves_and_of_what_retains_them():
    a, b, c, d = lecture()
    e = d.tanh() * d
    d.retain_grad()
    assert "grad" not in viz.draw(e).description
    e.backward(retain_graph=True)
    grads = {node.label: node.grad for node in read(e).nodes if node.grad is not None}
    assert grads == {"a": a.grad.item(), "b": b.grad.item(), "c": c.grad.item(), "d": d.grad.item()}


def test_a_leaf_is_drawn_alone():
    assert viz.draw(tensor(3.0)).description.splitlines()[1] == "3: data 3.0"
    assert read(torch.tensor([[2.5]])).nodes[0].data == 2.5
    assert read(torch.nn.Parameter(torch.ones(1))).nodes[0].data == 1.0
    assert read(torch.tensor(3)).nodes[0].data == 3.0


def test_what_torch_swaps_is_written_as_it_was():
    a = tensor(2.0)
    assert operands(5 - a) == [5, 2] and operands(a - 5) == [2, 5] and operands(torch.rsub(a, tensor(7.0))) == [7, 2]
    assert operands(3**a) == [3, 2] and operands(a ** tensor(3.0)) == [2, 3] and operands(constant(3) ** a) == [3, 2]
    assert [node.op for node in read(a**3).nodes] == ["", "**3"]


def test_a_constant_is_kept_or_found_from_the_result():
    a, kept = tensor(2.0), constant(5)
    for result in (a * 5, a * kept, kept * a, a / 5, a + 5, 5 + a, a + kept, a - 5, torch.maximum(a, kept)):
        assert sorted(operands(result)) == [2.0, 5.0]
    assert operands(kept / a) == operands(kept + a) == operands(5 - a) == [5.0, 2.0]
    assert read(a * kept + a / kept).total == 5  # the same constant twice is one value
    found = (a + 0.1) * a
    assert numbers(found) == [2.0, 0.1, 2.1, found.item()]


def test_a_constant_that_rounding_hides_is_not_shown():
    assert operands(tensor(1e17) + 1) == [1e17, None]
    assert operands(tensor(1e8, "float32") + 1) == [1e8, None]
    assert operands(tensor(1.0, "float32") + 0.1) == [1.0, 0.1]
    assert operands(tensor(1.0, "float16") + 0.1) == [1.0, None]


@settings(max_examples=300)
@given(st.floats(-1e20, 1e20), st.floats(-1e20, 1e20), st.sampled_from("+-*/"), st.booleans(), st.booleans())
def test_a_constant_that_is_shown_is_the_one_that_was_used(x, c, symbol, turned, backwards):
    a, b = (constant(c), tensor(x)) if turned else (tensor(x), constant(c))
    result = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[symbol]()
    if backwards:
        result.backward()
    shown = operands(result)[0 if turned else 1]
    assert shown is None or math.isclose(shown, c, rel_tol=1e-4, abs_tol=1e-4)


def test_two_unknown_constants_are_not_kept_and_the_picture_says_so():
    drawn = viz.draw(tensor(2.0) + 5 + 7)
    assert drawn.description.splitlines()[1:] == [
        "2: data 2.0",
        "v2: data not kept",
        "2 + v2: data not kept",
        "v4: data not kept",
        "2 + v2 + v4: data 14.0",
    ]
    assert "not kept by torch: it keeps only" in drawn.svg
    assert "not kept" not in viz.draw(tensor(2.0) + 5).svg


def test_what_is_not_kept_is_said_in_both_languages(monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    drawn = viz.draw(tensor(2.0) + 5 + 7)
    assert "data 未保留" in drawn.description and "torch 未保留：" in drawn.svg


def test_after_the_backward_pass_what_was_freed_is_computed_from_the_leaves():
    a, b = tensor(0.5), tensor(-3.0)
    result = (a * b).tanh() * b.exp() / a
    before = numbers(result)
    result.backward()
    assert None not in before
    assert all(math.isclose(x, y) for x, y in zip(numbers(result), before, strict=True))


def test_a_leaf_that_was_changed_in_place_marks_what_no_longer_fits():
    for change in (lambda a: a.add_(1), lambda a: a.data.add_(1)):
        a, b = tensor(2.0), tensor(-3.0)
        result = a * b
        with torch.no_grad():
            change(a)
        assert numbers(result) == [3.0, -3.0, -6.0] and stale(result) == {2}


def test_no_constant_is_made_up_where_a_leaf_was_changed_since():
    a = tensor(2.0)
    result = a + 5
    with torch.no_grad():
        a += 1
    assert operands(result) == [3.0, None] and not stale(result)
    fresh = a * a + 5  # a was not changed since it was multiplied
    assert operands(fresh) == [9.0, 5.0]
    total = a * tensor(4.0) + 5 - (a * 1)
    total.backward()
    with torch.no_grad():
        a += 1
    assert [x for x in numbers(total) if x == 5.0] == []


def test_an_unknown_operation_bears_its_name():
    a, b = tensor(2.0), tensor(3.0)
    graph = read(torch.hypot(a, b) * 2)
    assert [(node.op, node.number) for node in graph.nodes[2:3]] == [("Hypot", math.sqrt(13))]
    assert read(torch.nn.functional.gelu(a)).nodes[-1].op == "Gelu"
    assert numbers(torch.nn.functional.gelu(a) + 2)[:3] == [2.0, None, None]
    assert read(torch.div(a, b, rounding_mode="floor")).nodes[-1].op == "Div"
    assert numbers(torch.floor(a) + torch.floor(b))[1] is None
    assert [node.op for node in read(torch.where(a > b, a, b)).nodes] == ["", "", "Where"]


def test_what_leaves_a_number_as_it_is_has_its_number():
    a = tensor(2.0)
    result = torch.stack([a.clone().reshape(1).squeeze()]).sum().float().mean() + tensor(1.0, "float32")
    ops = ["", "Clone", "View", "Squeeze", "Stack", "Sum", "ToCopy", "Mean", "", "+"]
    assert [(node.op, node.number) for node in read(result).nodes] == list(zip(ops, [2.0] * 8 + [1.0, 3.0]))
    assert final_gradients(viz.animate(result))[0] == 1.0
    tenth = tensor(0.1)
    assert numbers(tenth.float() + tensor(1.0, "float32"))[1] == tenth.float().item() != 0.1


def test_a_weighted_sum_says_its_weight():
    a, b = tensor(2.0), tensor(-3.0)
    for result, op in ((torch.add(a, b, alpha=3), "+ 3 ×"), (torch.sub(a, b, alpha=2), "- 2 ×")):
        doubled = result.tanh() * 2
        node = read(doubled).nodes[2]
        assert (node.op, node.number) == (op, result.item())
        result.backward(retain_graph=True)
        assert node.local == (a.grad.item(), b.grad.item())
        a.grad = b.grad = None
    assert operands(torch.add(a, 5, alpha=2)) == [2.0, 5.0]


def test_a_function_that_somebody_wrote_is_drawn_with_its_name():
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx, gradient):
            return 3 * ctx.saved_tensors[0] ** 2 * gradient

    class Exp(Cube):
        """Not the one that its name says."""

    a = tensor(2.0)
    assert numbers(Cube.apply(a * 1) * a)[1:3] == [1.0, 2.0]
    assert [node.op for node in read(Cube.apply(a)).nodes] == ["", "Cube"]
    assert read(Exp.apply(a)).nodes[-1].op == "Exp" and not stale(Exp.apply(a))


def test_an_operand_that_is_used_twice_is_one_value():
    a = tensor(3.0)
    for result in (a + a, a * a):
        graph = read(result)
        assert graph.nodes[-1].operands == (0, 0) and graph.total == 2


def test_one_of_several_results_of_a_function_is_told_from_the_others():
    class Both(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 1, x * 2

        @staticmethod
        def backward(ctx, one, other):
            return one + 2 * other

    one, other = Both.apply(tensor(3.0))
    graph = read(one * other)
    assert [(node.op, node.number) for node in graph.nodes] == [("", 3.0), ("Both", 3.0), ("Both", 6.0), ("*", 18.0)]
    assert read(one * one).total == 3


def test_what_runs_without_gradients_is_a_leaf():
    a = tensor(2.0)
    with torch.no_grad():
        result = a * 3
    assert numbers(result) == [6.0]
    assert numbers((a * 3).detach() * a) == [6.0, 2.0, 12.0]


@pytest.mark.parametrize("shape", [(2, 3), (3,), (0,)])
def test_an_array_is_refused_wherever_it_stands(shape):
    array = torch.ones(shape, requires_grad=True)
    a = tensor(2.0)
    for root in (array, (array * 2), array.sum(), (a * torch.ones(shape)).sum() + a, array.mean() * 1):
        for show in (viz.draw, viz.animate):
            with pytest.raises(TypeError) as told:
                show(root)
            assert str(told.value) == (
                f"viz follows single numbers. This Tensor holds an array of shape {shape}: take one number of it, "
                "for instance a sum."
            )


def test_an_array_is_refused_in_chinese_too(monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    with pytest.raises(TypeError, match=r"這個 Parameter 放的是形狀為 \(2, 3\) 的陣列"):
        viz.draw(torch.nn.Parameter(torch.ones(2, 3)))


def test_a_chain_of_10000_operations_is_read():
    x = y = tensor(1.0)
    for _ in range(5_000):
        y = y * x + x
    graph = read(y)
    assert (graph.total, graph.more) == (10_001, False) and all(node.number is not None for node in graph.nodes)
    assert len(viz.draw(y, limit=5).graph.nodes) == 5
    y.backward()
    assert graph.nodes[-1].data == y.item() and not stale(y)
    del graph, y


def test_of_a_graph_that_torch_could_not_free_once_it_was_read_only_the_near_part_is():
    y = x = tensor(1.0)
    for _ in range(100_000):
        y = y + x
    drawn = viz.draw(y, limit=3)
    assert len(drawn.graph.nodes) == 3 and drawn.graph.nodes[-1].data == y.item()
    assert drawn.description.startswith("Computation graph of more than 12002 values")
    assert drawn.description.endswith("and more than 11999 more values")
    whole = read(y)
    assert whole.more and len(whole.nodes) == 12_000 and whole.nodes[1].operands == (None, 0)
    with pytest.raises(ValueError, match="more than 12002 values, too many to play"):
        viz.animate(y)
    del y  # crashed here


def test_values_are_told_apart_wherever_the_wrappers_of_functions_lie_in_memory():
    a, b = tensor(2.0), tensor(3.0)
    roots = [(a * b + b) * (a + a) + b * a for _ in range(50)]
    assert len({str(shape_of(root)) for root in roots}) == 1


# In motion.


def test_an_animation_comes_to_the_gradients_of_torch():
    a, b, c, d = lecture()
    loss = ((d * a).tanh() + a / b - b.exp()) ** 2
    played = viz.animate(loss)
    end = final_gradients(played)
    labels = [node.label for node in played.graph.nodes]
    loss.backward()
    for leaf in (a, b, c):
        assert math.isclose(end[labels.index(leaf.label)], leaf.grad.item(), rel_tol=1e-9)


def test_operations_are_played_in_the_order_in_which_they_ran():
    a, b = tensor(2.0), tensor(3.0)
    first = a * b
    second = a - b
    third = second.exp() * first
    played = viz.animate(third)
    assert [played.graph.nodes[s.value].op for s in played.steps if s.kind == "forward"] == ["*", "-", "exp", "*"]


def test_no_rule_of_its_own_is_claimed_for_an_unknown_operation():
    captions = viz.animate(torch.hypot(tensor(3.0), tensor(4.0))).captions
    assert [c.sentence for c in captions[-2:]] == ["viz has no rule for this operation."] * 2


def test_a_part_is_chosen_by_its_tensors():
    a, b, c, d = lecture()
    result = d * (a + b)
    assert [node.label for node in viz.animate(result, only=c).graph.nodes] == ["c", "d", ""]
    assert [node.op for node in viz.animate(result, only=[d]).graph.nodes] == ["+", "*"]
    with pytest.raises(ValueError, match="only takes values that the result was computed from"):
        viz.animate(result, only=tensor(1.0))


def test_what_is_not_kept_is_played_as_such():
    played = viz.animate(tensor(2.0) + 5 + 7)
    assert "not kept by torch" in played.frame(1)
    assert played.captions[1].arithmetic == "2 + not kept = not kept"
    assert [step.after for step in played.steps if step.kind == "contribution"] == [1.0] * 4


def test_what_needs_a_class_in_python_refuses_a_tensor(monkeypatch):
    a = tensor(2.0)
    for refused in (lambda: viz.record(a * a), lambda: viz.explore(lambda x: x * x, x=a)):
        with pytest.raises(TypeError, match=r"needs a class that is written in Python: what a Tensor does"):
            refused()
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    with pytest.raises(TypeError, match="需要用 Python 寫成的類別"):
        viz.record(a)


def test_labels_of_a_namespace_reach_tensors():
    x, y = tensor(2.0), tensor(3.0)
    z = x * y
    viz.label({"x": x, "y": y, "z": z, "_hidden": z})
    assert [node.label for node in read(z).nodes] == ["x", "y", "z"]
    array = torch.ones(3)
    viz.label({"array": array})
    assert not hasattr(array, "label")
    with pytest.raises(TypeError, match="array is Tensor"):
        viz.label(array=array)


def test_a_tensor_is_written_as_dot():
    assert viz.to_dot(tensor(2.0) + 5 + 7).source.count("not kept") == 3


def test_a_picture_is_drawn_where_what_was_kept_raises_when_it_is_read():
    def lost(_):
        raise ValueError("gone")

    with torch.autograd.graph.saved_tensors_hooks(lambda x: x, lost):
        a = tensor(2.0)
        result = (a * a).tanh() * 3
    with contextlib.suppress(ValueError):
        result.grad_fn._saved_other
    assert numbers(result)[:3] == [2.0, 4.0, math.tanh(4.0)]
