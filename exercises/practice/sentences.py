"""What a Task asks, what is said to an answer, and how the right one is found."""

from collections.abc import Iterator

from exercises.practice.random_graphs import Drawn
from exercises.practice.slips import operands_of
from exercises.practice.tasks import NUDGE, SIGNS, Given, Task, below, label, share_of, slope_of
from exercises.words import Text, joined
from viz.values.names import equation, in_numbers
from viz.words.text import bracketed, plain

_ASK = {
    "data": Text("practice.ask data"),
    "grad": Text("practice.ask grad"),
    "sign": Text("practice.ask sign"),
    "slope": Text("practice.ask slope"),
    "arrow": Text("practice.ask arrow"),
    "upstream": Text("practice.ask upstream"),
    "operand": Text("practice.ask operand"),
    "nudge": Text("practice.ask nudge"),
    "next": Text("practice.ask next"),
}
SLIPS = {
    "added instead": Text("practice.slip added instead"),
    "as a power": Text("practice.slip as a power"),
    "as far as itself": Text("practice.slip as far as itself"),
    "difference": Text("practice.slip difference"),
    "exponent dropped": Text("practice.slip exponent dropped"),
    "exponent not lowered": Text("practice.slip exponent not lowered"),
    "largest slope": Text("practice.slip largest slope"),
    "largest upstream": Text("practice.slip largest upstream"),
    "multiplied": Text("practice.slip multiplied"),
    "multiplied instead": Text("practice.slip multiplied instead"),
    "no slope": Text("practice.slip no slope"),
    "no upstream": Text("practice.slip no upstream"),
    "not divided": Text("practice.slip not divided"),
    "not squared": Text("practice.slip not squared"),
    "number for gradient": Text("practice.slip number for gradient"),
    "one path": Text("practice.slip one path"),
    "operand squared": Text("practice.slip operand squared"),
    "own number": Text("practice.slip own number"),
    "product": Text("practice.slip product"),
    "result not squared": Text("practice.slip result not squared"),
    "result's number": Text("practice.slip result's number"),
    "sign": Text("practice.slip sign"),
    "sign of the number": Text("practice.slip sign of the number"),
    "slope left out": Text("practice.slip slope left out"),
    "step forgotten": Text("practice.slip step forgotten"),
    "sum": Text("practice.slip sum"),
    "times the exponent": Text("practice.slip times the exponent"),
    "too early": Text("practice.slip too early"),
    "upside down": Text("practice.slip upside down"),
}
_SHORT = {
    "added instead": Text("practice.short added instead"),
    "as a power": Text("practice.short as a power"),
    "as far as itself": Text("practice.short as far as itself"),
    "difference": Text("practice.short difference"),
    "exponent dropped": Text("practice.short exponent dropped"),
    "exponent not lowered": Text("practice.short exponent not lowered"),
    "largest slope": Text("practice.short largest slope"),
    "largest upstream": Text("practice.short largest upstream"),
    "multiplied": Text("practice.short multiplied"),
    "multiplied instead": Text("practice.short multiplied instead"),
    "no slope": Text("practice.short no slope"),
    "no upstream": Text("practice.short no upstream"),
    "not divided": Text("practice.short not divided"),
    "not squared": Text("practice.short not squared"),
    "number for gradient": Text("practice.short number for gradient"),
    "one path": Text("practice.short one path"),
    "operand squared": Text("practice.short operand squared"),
    "own number": Text("practice.short own number"),
    "product": Text("practice.short product"),
    "result not squared": Text("practice.short result not squared"),
    "result's number": Text("practice.short result's number"),
    "sign": Text("practice.short sign"),
    "sign of the number": Text("practice.short sign of the number"),
    "slope left out": Text("practice.short slope left out"),
    "step forgotten": Text("practice.short step forgotten"),
    "sum": Text("practice.short sum"),
    "times the exponent": Text("practice.short times the exponent"),
    "too early": Text("practice.short too early"),
    "upside down": Text("practice.short upside down"),
}
KINDS = {
    "nudge": Text("practice.kind nudge"),
    "number": Text("practice.kind number"),
    "several paths": Text("practice.kind several paths"),
    "slope": Text("practice.kind slope"),
    "product": Text("practice.kind product"),
    "path": Text("practice.kind path"),
    "sign": Text("practice.kind sign"),
    "arrow": Text("practice.kind arrow"),
    "upstream": Text("practice.kind upstream"),
    "operand": Text("practice.kind operand"),
    "difference": Text("practice.kind difference"),
    "power": Text("practice.kind power"),
    "quotient": Text("practice.kind quotient"),
    "gate": Text("practice.kind gate"),
    "next": Text("practice.kind next"),
    "curve": Text("practice.kind curve"),
}
_SIGNS = dict(zip(SIGNS, (Text("practice.positive"), Text("practice.zero"), Text("practice.negative"))))
_SHARE, _TOGETHER, _GETS = Text("exam.share"), Text("exam.together"), Text("exam.gets")
_ROOT = Text("exam.root")
_SLOPE, _OTHER, _POWER = Text("practice.slope"), Text("practice.other factor"), Text("practice.power rule")
_ABOVE, _BELOW = Text("practice.numerator rule"), Text("practice.divisor rule")
_CURVES = {"exp": Text("practice.exp rule"), "tanh": Text("practice.tanh rule")}
_WAITS, _HAS_ALL = Text("practice.waits"), Text("practice.has all")


def question(task: Task) -> str:
    """What is asked."""
    drawn = task.drawn
    names = {"name": task.name, "root": label(drawn, len(drawn.graph.nodes) - 1), "step": plain(NUDGE)}
    if task.arrow:
        result, slot = task.arrow
        names |= {"result": label(drawn, result), "operand": label(drawn, operands_of(drawn.graph.nodes[result])[slot])}
    return _ASK[task.what].filled(**names)


def told(task: Task, given: Given) -> str:
    """An answer in words."""
    if isinstance(given, str):
        return str(_SIGNS[given]) if task.what == "sign" else given
    return plain(given).removesuffix(".0")


def slip(task: Task, given: Given) -> str:
    """What gives that wrong answer."""
    drawn = task.drawn
    root = label(drawn, len(drawn.graph.nodes) - 1)
    return SLIPS[task.slips[given]].filled(name=task.name, root=root, step=plain(NUDGE), given=told(task, given))


def shortly(task: Task, name: str) -> str:
    """The same in half a sentence.

    Args:
        task: whose slip it is.
        name: of the slip.
    """
    return _SHORT[name].filled(name=task.name)


def way(task: Task) -> list[str]:
    """How the right answer is found, in numbers, line by line."""
    return list(_WAYS[task.what](task))


def computed(drawn: Drawn, i: int) -> str:
    """How the number of a result comes about: `e = a * b = 2 * (-3) = -6`."""
    return f"{equation(drawn.graph, i)} = {in_numbers(drawn.graph, i)} = {plain(drawn.graph.nodes[i].data)}"


def received(drawn: Drawn, i: int) -> str:
    """What is handed to a value on the way back, and what that comes to."""
    node, uses = drawn.graph.nodes[i], drawn.uses(i)
    if not uses:
        return _ROOT.filled(name=node.label)
    together = _TOGETHER.filled(sum=plain(node.grad)) if len(uses) > 1 else ""
    return _GETS.filled(name=node.label, shares=joined(_share(drawn, arrow) for arrow in uses) + together)


def _share(drawn: Drawn, arrow: tuple[int, int]) -> str:
    node = drawn.graph.nodes[arrow[0]]
    return _SHARE.filled(
        slope=bracketed(slope_of(drawn, arrow)), upstream=bracketed(node.grad), handed=plain(share_of(drawn, arrow)),
        name=node.label,
    )  # fmt: skip


def _of_the_number(task: Task) -> Iterator[str]:
    nodes = task.drawn.graph.nodes
    wanted = {task.node}
    for i in reversed(range(len(nodes))):
        if i in wanted:
            wanted |= set(operands_of(nodes[i]))
    return (computed(task.drawn, i) for i in sorted(wanted) if nodes[i].operands)


def _of_the_gradient(task: Task) -> Iterator[str]:
    """From the root to the value, through all that a gradient comes through to it."""
    drawn = task.drawn
    for i in sorted(below(drawn, task.node), reverse=True):
        yield from (_curve(drawn, arrow) for arrow in drawn.uses(i) if drawn.graph.nodes[arrow[0]].op in _CURVES)
        yield received(drawn, i)


def _curve(drawn: Drawn, arrow: tuple[int, int]) -> str:
    """How the slope of a curve is read from its result."""
    node = drawn.graph.nodes[arrow[0]]
    return _CURVES[node.op].filled(result=bracketed(node.data), slope=plain(slope_of(drawn, arrow)))


def _of_the_slope(task: Task) -> Iterator[str]:
    assert task.arrow is not None
    result, _ = task.arrow
    yield computed(task.drawn, result)
    yield _SLOPE.filled(
        name=task.name, result=label(task.drawn, result), why=_rule(task, result), slope=plain(task.true)
    )


def _rule(task: Task, result: int) -> str:
    """Where the slope of an operation comes from."""
    node = task.drawn.graph.nodes[result]
    assert task.arrow is not None
    if node.op == "*":
        other = operands_of(node)[1 - task.arrow[1]]
        return _OTHER.filled(name=label(task.drawn, other), number=plain(task.drawn.graph.nodes[other].data))
    if node.op == "/":
        return str(_BELOW if task.arrow[1] else _ABOVE)
    return _POWER.filled(power=int(float(node.op[2:])))


def _of_the_upstream(task: Task) -> Iterator[str]:
    assert task.arrow is not None
    drawn, (result, slot) = task.drawn, task.arrow
    operand = operands_of(drawn.graph.nodes[result])[slot]
    product, slope = plain(drawn.graph.nodes[operand].grad), bracketed(slope_of(drawn, task.arrow))
    yield f"{label(drawn, operand)}.grad = {slope} · {task.name}.grad = {product}"
    yield f"{task.name}.grad = {product} / {slope} = {plain(task.true)}"


def _of_the_operand(task: Task) -> Iterator[str]:
    assert task.arrow is not None
    drawn, (result, slot) = task.drawn, task.arrow
    other = operands_of(drawn.graph.nodes[result])[slot]
    product, upstream = plain(drawn.graph.nodes[other].grad), bracketed(drawn.graph.nodes[result].grad)
    yield f"{label(drawn, other)}.grad = {task.name} · {label(drawn, result)}.grad = {product}"
    yield f"{task.name} = {product} / {upstream} = {plain(task.true)}"


def _of_the_nudge(task: Task) -> Iterator[str]:
    gradient = task.drawn.graph.nodes[task.node].grad
    yield f"{task.name}.grad · {plain(NUDGE)} = {bracketed(gradient)} · {plain(NUDGE)} = {plain(task.true)}"


def _of_the_next(task: Task) -> Iterator[str]:
    drawn = task.drawn
    for name in task.options:
        i = next(k for k, node in enumerate(drawn.graph.nodes) if node.label == name)
        waiting = [
            label(drawn, result) for result in sorted({result for result, _ in drawn.uses(i)}) if result <= task.node
        ]
        if waiting:
            yield _WAITS.filled(name=name, results=joined(waiting))
        else:
            yield _HAS_ALL.filled(name=name)


_WAYS = {
    "data": _of_the_number,
    "grad": _of_the_gradient,
    "sign": _of_the_gradient,
    "slope": _of_the_slope,
    "arrow": _of_the_gradient,
    "upstream": _of_the_upstream,
    "operand": _of_the_operand,
    "nudge": _of_the_nudge,
    "next": _of_the_next,
}
