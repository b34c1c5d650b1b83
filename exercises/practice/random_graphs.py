"""Graphs drawn at random that can be gone through by hand: a few operations on small whole numbers."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exercises.expressions import Expression
from exercises.illustrations import solve
from exercises.originals import in_force
from viz.values.graph import Graph, Node, read
from viz.values.numbers import as_float
from viz.values.operations import Slopes
from viz.values.slopes import recorded_slopes

LARGEST = 99  # the absolute value of a number or gradient
GATES = ("open", "closed")
_GRAIN = 0.25  # where something is divided, its numbers and gradients are multiples of this; else they are whole
_DIVISORS = (0.5, 2, 4)  # and their opposites
_DEEPEST = 5  # operations in a row: more do not fit on a sheet
_LEAVES, _STEPS, _ROOT = "abc", "defghk", "L"  # the names; no i and j, which look alike
CURVES = {"exp": (-1, 1, 2, 3, 4), "tanh": (-2, -1, 1, 2)}  # where a few digits of the result give the slope
_SMALL = tuple(x for x in range(-5, 6) if x)
_GATE = "{x}.relu()"
_TRIES = 100_000  # of which a few hundred are enough


@dataclass(frozen=True)
class Shape:
    """What a graph is made of.

    Attributes:
        forms: what an operation looks like, with {x} and {y} for its operands; what stands there twice is twice as
            likely.
        operations: how many there are: (at least, at most).
        gate: one of GATES, in which state its one relu is; None where it has none.
        curve: one of CURVES, of which it has one; None where it has none.
    """

    forms: tuple[str, ...]
    operations: tuple[int, int]
    gate: str | None = None
    curve: str | None = None


@dataclass(frozen=True)
class Drawn:
    """A graph that was drawn.

    Attributes:
        expression: what is computed; its last line is the name of the root.
        gate: whether its one relu is "open" or "closed"; None where it has none.
        curve: the name of its one curve; None where it has none.
    """

    expression: Expression
    gate: str | None
    curve: str | None

    @cached_property
    def graph(self) -> Graph:
        """With the true numbers and gradients, by the reference engine."""
        with in_force():
            return read(solve(self.expression)[0])

    @cached_property
    def slopes(self) -> list[Slopes]:
        """The local slopes of each node."""
        return recorded_slopes(self.graph)

    @property
    def arrows(self) -> list[tuple[int, int]]:
        """(result, slot) of each arrow, in the order in which the way back goes along them."""
        return [
            (i, slot)
            for i in reversed(range(len(self.graph.nodes)))
            for slot in range(len(self.graph.nodes[i].operands))
        ]

    def uses(self, i: int) -> list[tuple[int, int]]:
        """Those of the arrows that leave a node."""
        return [(result, slot) for result, slot in self.arrows if self.graph.nodes[result].operands[slot] == i]


def random_graph(rng: random.Random, shape: Shape, fits: Callable[[Drawn], bool] = lambda drawn: True) -> Drawn:
    """A graph of that shape.

    Args:
        rng: decides; the same one in the same state gives the same graph.
        shape: what it is made of.
        fits: what it has to fulfil besides.

    Raises:
        ValueError: none was found.
    """
    for _ in range(_TRIES):
        asked = _program(rng, shape)
        if asked is not None:
            drawn = Drawn(asked, shape.gate, shape.curve)
            if _fits_on_a_sheet(drawn) and _has_good_gradients(drawn) and fits(drawn):
                return drawn
    raise ValueError("no graph fulfils all that is asked of it")


def _program(rng: random.Random, shape: Shape) -> Expression | None:
    """A program whose numbers are good; None where the dice gave another."""
    count = rng.randint(*shape.operations)
    numbers = dict(zip(_LEAVES, map(float, rng.sample(_SMALL, rng.choice((2, 3))))))
    names = [*_STEPS[: count - 1], _ROOT]
    known, uses, lines = dict(numbers), dict.fromkeys(numbers, 0), list[str]()
    # The gate, or the curve, stands in the middle: something comes before it, and something after.
    middle = rng.randrange(1, count - 1) if shape.gate or shape.curve else None
    for n, name in enumerate(names):
        operands = _operands(rng, uses)
        form = _in_the_middle(shape) if n == middle else rng.choice(shape.forms)
        operands = operands[: form.count("{")]
        if not _may_be(form, shape, [known[each] for each in operands]):
            return None
        source = form.format_map(dict(zip("xy", operands)))
        number = float(Expression(source, {}).of({each: _Number(known[each]) for each in operands}))
        is_past_a_curve = shape.curve is not None and middle is not None and n >= middle
        is_odd = number % _GRAIN != 0 and not is_past_a_curve
        if abs(number) > LARGEST or is_odd or (number == 0 and form != _GATE):
            return None
        for each in set(operands):
            uses[each] += operands.count(each)
        known[name], uses[name] = number, 0
        lines.append(f"{name} = {source}")
    is_whole = all(uses[name] for name in known if name != _ROOT)
    return Expression("; ".join([*lines, _ROOT]), numbers) if is_whole else None


def _in_the_middle(shape: Shape) -> str:
    return f"{{x}}.{shape.curve}()" if shape.curve else _GATE


def _may_be(form: str, shape: Shape, numbers: Sequence[float]) -> bool:
    """Whether an operation may stand where its operands have those numbers."""
    if form == _GATE:
        return (numbers[0] < 0) == (shape.gate == GATES[1])
    if shape.curve and form == _in_the_middle(shape):
        return numbers[0] in CURVES[shape.curve]
    return "/" not in form or abs(numbers[1]) in _DIVISORS


class _Number(float):
    """A plain number that knows the operations that have a name."""

    def relu(self) -> float:
        return max(0.0, float(self))

    def exp(self) -> float:
        return math.exp(self)

    def tanh(self) -> float:
        return math.tanh(self)


def _operands(rng: random.Random, uses: Mapping[str, int]) -> list[str]:
    """Two names; those that nothing has used yet come first as a rule, for in the end everything has to be used."""
    unused, all_names = [name for name, count in uses.items() if not count], list(uses)
    return [rng.choice(unused if unused and rng.random() < 0.7 else all_names) for _ in range(2)]


def _fits_on_a_sheet(drawn: Drawn) -> bool:
    """Whether it is short enough for boxes to write in; of values added to themselves there is one at most."""
    nodes = drawn.graph.nodes
    doubled = sum(len(node.operands) == 2 and len(set(node.operands)) == 1 for node in nodes)
    depth = [0] * len(nodes)
    for i, node in enumerate(nodes):
        depth[i] = max((1 + depth[k] for k in node.operands if k is not None), default=0)
    return doubled < 2 and depth[-1] <= _DEEPEST


def _has_good_gradients(drawn: Drawn) -> bool:
    """Whether all gradients are small whole numbers, and none is 0 unless a closed gate makes it so. Where something is
    divided, they and the slopes are as good as its numbers; where there is a curve, they are small.
    """
    nodes = drawn.graph.nodes
    gradients = [gradient_of(node) for node in nodes]
    grain = _GRAIN if any(node.op == "/" for node in nodes) else 1
    slopes = [slope for each in drawn.slopes for slope in each or ()] if grain < 1 else []
    is_small = all(abs(x) <= LARGEST and (x != 0 or drawn.gate == GATES[1]) for x in gradients)
    return is_small and (drawn.curve is not None or all(x % grain == 0 for x in (*gradients, *slopes)))


def gradient_of(node: Node) -> float:
    """The gradient of a node, of which the reference engine has one always."""
    gradient = as_float(node.grad)
    assert gradient is not None
    return gradient
