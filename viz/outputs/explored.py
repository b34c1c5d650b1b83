"""What an explorer explores: a function of leaves, or an expression as text; run once, and again at other numbers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from viz.outputs.animations import MOST_VALUES
from viz.values import graph as graphs
from viz.values.conventions import ValueLike, set_label
from viz.values.expression import Expression
from viz.values.expression_run import computed
from viz.values.forward import Maker, leaf_maker
from viz.values.graph import Graph
from viz.values.in_words import count_in_words
from viz.values.numbers import or_nan
from viz.values.operands import operands_of
from viz.values.operations import Slopes
from viz.values.passes import true_gradients
from viz.values.slopes import known_slopes
from viz.values.versions import notes_on_versions
from viz.words.messages import encodable, say

Leaves = Mapping[str, ValueLike]
Computation = Callable[..., ValueLike] | Expression


@dataclass(frozen=True)
class Numbers:
    """The numbers of all nodes; nan for what is unknown or no number.

    Attributes:
        data, grads: of each node.
        slopes: for each node the local slope of each operand, or None where it is not known.
    """

    data: list[float]
    grads: list[float]
    slopes: Sequence[Slopes]


class Explored:
    """A computation with its leaves.

    Attributes:
        computation: a function that takes the leaves by name, or an Expression.
        leaves: {name: Value-like object}, with those that only the expression names.
        labels: {as the page and the kernel call a leaf: its name}.
        graph: what it computes, with the names of the leaves and those that the expression gives.
        numbers: its Numbers.
        movable: {index of a leaf in the graph: as the page calls it}.
        notes: sentences that stand below the picture.
    """

    def __init__(self, computation: Computation, leaves: Leaves) -> None:
        """
        Raises:
            TypeError: a name of the expression is no leaf, and the class of the others makes none.
            ValueError: the result does not depend on any of the leaves, or has more than 300 values.
        """
        self.computation, self.leaves = computation, _with_fresh_ones(computation, leaves)
        self.labels = _shown(self.leaves)
        root, named = self._run(self.leaves)
        graph, values = graphs.read_with_values(root, limit=MOST_VALUES)
        if len(values) < graph.total:
            raise ValueError(say("too large to explore", count=count_in_words(graph), most=MOST_VALUES))
        shown = {id(self.leaves[label]): name for name, label in self.labels.items()}
        self.movable = {i: shown[id(value)] for i, value in enumerate(values) if id(value) in shown}
        if not self.movable:
            raise ValueError(say("no leaf in the result"))
        names = {id(value): name for name, value in named.items()} | shown
        self.notes = notes_on_versions(values)
        self.numbers = _computed(graph, values)
        nodes = (
            replace(node, grad=self.numbers.grads[i], label=names.get(id(values[i])) or node.label)
            for i, node in enumerate(graph.nodes)
        )
        self.graph = replace(graph, nodes=tuple(nodes))

    @property
    def start(self) -> dict[str, float]:
        """{as the page calls a leaf: its number}."""
        return {shown: self.numbers.data[i] for i, shown in self.movable.items()}

    def at(self, values: Mapping[str, float]) -> Numbers:
        """The Numbers where the leaves hold others: {as the page calls a leaf: number}.

        Raises:
            ValueError: there it computes another graph.
            Exception: whatever the computation raises.
        """
        root, _ = self._run(self._moved(values))
        graph, objects = graphs.read_with_values(root)
        if [node.op for node in graph.nodes] != [node.op for node in self.graph.nodes]:
            raise ValueError(say("another graph"))
        return _computed(graph, objects)

    def replaced_by(self, expression: Expression, values: Mapping[str, float]) -> "Explored":
        """Another expression with leaves of the same class, where they are now; a name that is new holds 1.

        Raises:
            TypeError, ValueError: as for this class.
            Exception: whatever the class of the leaves raises.
        """
        return Explored(expression, self._moved(values))

    def root_at(self, values: Mapping[str, float]) -> ValueLike:
        """The result of fresh leaves that hold these numbers, with its names on the objects where there is room."""
        leaves = self._moved(values)
        root, named = self._run(leaves)
        own = {id(leaf) for leaf in self.leaves.values()}
        for name, value in (named | leaves).items():
            if id(value) not in own:
                _label(value, name)
        return root

    def _run(self, leaves: Leaves) -> tuple[ValueLike, dict[str, ValueLike]]:
        """(the result, {name: what the expression gives that name})"""
        if not isinstance(self.computation, Expression):
            return self.computation(**leaves), {}
        return computed(self.computation, leaves, _maker(leaves))

    def _moved(self, values: Mapping[str, float]) -> dict[str, ValueLike]:
        return {label: _leaf_at(self.leaves[label], values.get(shown)) for shown, label in self.labels.items()}


def _with_fresh_ones(computation: Computation, leaves: Leaves) -> Leaves:
    """The leaves, with one that holds 1 for each name that only the expression has."""
    if not isinstance(computation, Expression):
        return leaves
    fresh = [name for name in computation.leaves if name not in leaves]
    if not fresh:
        return leaves
    make = _maker(leaves)
    return {**leaves, **{name: make(1.0) for name in fresh}}


def _maker(leaves: Leaves) -> Maker:
    """What makes leaves of their class.

    Raises:
        TypeError: their class makes none of a number.
    """
    for leaf in leaves.values():
        make = leaf_maker(leaf, operands_of(leaf))
        if make is not None:
            return make

    def refuse(x: float) -> ValueLike:
        kinds = ", ".join(dict.fromkeys(type(leaf).__name__ for leaf in leaves.values()))
        raise TypeError(say("no fresh leaf", kind=kinds, number=x))

    return refuse


def _label(value: ValueLike, name: str) -> None:
    try:
        set_label(value, name)
    except AttributeError:  # a class without room for a name
        return


def _shown(labels: Iterable[str]) -> dict[str, str]:
    """{as the page and the kernel call a leaf: its name}: the two differ where a name is such that nothing can be sent
    that holds it.
    """
    found: dict[str, str] = {}
    for label in labels:
        shown = encodable(label)
        while shown in found:
            shown += "\ufffd"
        found[shown] = label
    return found


def _leaf_at(leaf: ValueLike, x: float | None) -> ValueLike:
    """A fresh leaf of the same class that holds x; the leaf itself where the page says nothing of it."""
    make = None if x is None else leaf_maker(leaf, operands_of(leaf))
    return leaf if make is None or x is None else make(x)


def _computed(graph: Graph, values: Sequence[ValueLike]) -> Numbers:
    slopes = known_slopes(graph, values).slopes
    grads = true_gradients(graph, slopes)
    return Numbers([or_nan(node.number) for node in graph.nodes], [or_nan(x) for x in grads], slopes)
