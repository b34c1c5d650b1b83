"""`viz.animate` plays the true forward and backward pass; `viz.record` plays what an object's own backward pass
really does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from numbers import Integral

from viz.outputs.moments import QUESTIONS, Moment
from viz.outputs.player import Animation
from viz.outputs.questions import can_be_asked
from viz.values import graph as graphs
from viz.values import source
from viz.values.collector import without_collecting
from viz.values.composition import folded
from viz.values.constants import without_constants
from viz.values.conventions import ValueLike
from viz.values.diagnosis import diagnose
from viz.values.findings import moved
from viz.values.graph import Graph, Node
from viz.values.in_words import caption_of, caption_of_end, caption_of_start, count_in_words
from viz.values.insides import classes_read_once
from viz.values.names import name
from viz.values.operands import operands_of
from viz.values.passes import Step, creation_order, true_passes, unjudged
from viz.values.recorder import observe
from viz.values.slopes import Known, known_slopes
from viz.values.torch_graph import is_tensor, note_on_what_is_not_kept, of_tensor
from viz.values.versions import notes_on_versions
from viz.words.messages import first_few, one_of, say
from viz.words.text import short_repr

MOST_VALUES = 300  # that are played at once: more would drown the reader
_MOST_STEPS = 2000  # of a recorded pass: an engine may go round and round


@without_collecting()
def animate(
    root: ValueLike,
    *,
    ask: bool | int | str | Iterable[int] = False,
    only: ValueLike | Iterable[ValueLike] | None = None,
    constants: bool = True,
    fold: bool = False,
) -> Animation:
    """The true forward and backward pass through a graph, step by step, with the arithmetic of each.

    Args:
        root: any Value-like object (see viz.values.graph), or a tensor of torch that holds one number. Nothing of it
            is changed, and its own gradients play no part.
        ask: True to be asked for each gradient before it is shown, or the numbers of the steps at which to be asked; or
            "sign" to be asked only whether it will be positive or negative, "size" whether what arrives is larger or
            smaller than what comes to the operation, "arrow" which of its arrows brings most to a value, "zero" for
            which number of another leaf a gradient would be 0.
        only: a value, or several: plays only the part of the graph through which a gradient comes to them, of more than
            300 values those nearest to the result.
        constants: False to show leaves without a label as a part of their operation, `2 ×`, and nothing that comes to
            them.
        fold: whether several operations become one, so that there are few boxes: what has a label keeps its own. The
            local slopes are those of all that is folded. A graph of more than 300 values is always folded, unless only
            says which part of it is wanted.

    Returns:
        An Animation: shown by Jupyter, saved by `.save("lesson.html")`.

    Raises:
        TypeError: root, or one of only, is not Value-like; or it is a tensor that holds an array or was computed from
            one.
        ValueError: the graph runs in a circle or has more than 100,000 values; a value of only is not in it; a step
            of ask is none that hands on a gradient, or its text no question.
    """
    graph, values = _read(root)
    chosen = _chosen(only, values)
    fold = fold or (chosen is None and len(values) > MOST_VALUES)
    kept = _kept(graph, values, chosen, None if fold else MOST_VALUES)
    known = known_slopes(graph, values, kept).part(kept)
    graph, values = graphs.part(graph, kept), tuple(values[i] for i in kept)
    if not constants:
        graph, inner = without_constants(graph)
        values, known = tuple(values[i] for i in inner), known.part(inner)
    if fold:
        wanted = set(map(id, chosen or ()))
        graph, known, inner = folded(graph, known, [i for i, value in enumerate(values) if id(value) in wanted])
        values = tuple(values[i] for i in inner)
    steps = [Step("start", len(graph.nodes) - 1), *true_passes(graph, known.slopes)]
    asked = _asked(ask, graph, steps)
    with classes_read_once():
        moments = [
            Moment(
                step, caption_of(graph, step, _trust(graph, known, step)), _code(graph, values, step), asked.get(n, "")
            )
            for n, step in enumerate(steps)
        ]
    begin = replace(graph, nodes=tuple(replace(node, grad=0.0) for node in graph.nodes))
    part = [] if fold and not chosen else _left_out(graph, values, chosen, len(kept) if fold else len(graph.nodes))
    about = _on_folding(graph, len(kept) if chosen else count_in_words(graph)) if fold else []
    notes = [*part, *about, *note_on_what_is_not_kept(graph.nodes), *notes_on_versions(values)]
    return Animation(begin, moments, known.slopes, notes)


def _trust(graph: Graph, known: Known, step: Step) -> str:
    """How far the local slope of a contribution can be trusted where no rule knows it (see caption_of)."""
    i = step.result
    if i is None or known.slopes[i] is None:
        return ""
    return "own" if i in known.own else "measured" if i in known.measured else "" if graph.nodes[i].op else "agreed"


@without_collecting()
def record(
    root: ValueLike,
    *,
    only: ValueLike | Iterable[ValueLike] | None = None,
    constants: bool = True,
    marks: bool = True,
) -> Animation:
    """What the object's own `backward()` really does, write by write; a step that departs from the truth is marked.

    Where its class has no `backward()` yet, the root's gradient is set to 1 and each value's `_backward` is called in
    the true order. Everything is afterwards as it was.

    Args:
        root: any Value-like object.
        only, constants: as in animate.
        marks: False to show what was written to each gradient, and nothing of what should have been: for who is to
            find that. An exception that stopped the pass is told all the same.

    Returns:
        An Animation.

    Raises:
        TypeError: root is not Value-like, or has no way back, or no gradients, or is a tensor of torch.
        ValueError: as in animate.
    """
    if is_tensor(root):
        raise TypeError(say("needs a class in Python", name="record", kind=type(root).__name__))
    graph, values = _read(root)
    known = known_slopes(graph, values).true()
    observation = observe(root, values, graph)
    begin = replace(
        graph,
        nodes=tuple(
            replace(node, grad=0.0 if x.shown is None else x.shown) for node, x in zip(graph.nodes, observation.initial)
        ),
    )
    steps = diagnose(graph, known, observation)
    steps = steps if marks else [unjudged(step) for step in steps]
    cut = [say("recording cut", most=_MOST_STEPS)] if observation.cut or len(steps) >= _MOST_STEPS else []
    moments = [Moment(Step("start", len(graph.nodes) - 1), caption_of_start(own=observation.own))]
    with classes_read_once():
        moments += [
            Moment(step, caption_of(graph, step, _trust(graph, known, step)), _code_that_ran(values, step))
            for step in steps[: _MOST_STEPS - 1]
        ]
    if not marks and not steps[-1].findings:
        moments[-1] = replace(moments[-1], caption=caption_of_end())
    chosen = _chosen(only, values)
    kept = _kept(graph, values, chosen)
    part = replace(graphs.part(begin, kept), whole=(graph, tuple(kept)))  # as the captions call its values
    if not constants:
        part, inner = without_constants(part)
        kept = [kept[i] for i in inner]
    notes = [*_left_out(part, [values[i] for i in kept], chosen, len(part.nodes)), *notes_on_versions(values), *cut]
    slopes = known.part(kept).slopes if marks else [None] * len(kept)
    return Animation(part, _moments_within(moments, kept), slopes, notes)


def _read(root: ValueLike) -> tuple[Graph, tuple[ValueLike, ...]]:
    counted = graphs.read(root, limit=1)  # before all are read: with some classes that takes minutes
    if counted.more:
        raise ValueError(say("too large to animate", most=min(counted.total, graphs.COUNT_UP_TO)))
    return graphs.read_with_values(root)


def _kept(
    graph: Graph, values: Sequence[ValueLike], chosen: list[ValueLike] | None, most: int | None = MOST_VALUES
) -> list[int]:
    """The indices of the nodes to play, the root's among them, at most so many."""
    wanted = set(range(len(values))) if chosen is None else _part_through(graph, _indices(values, chosen))
    return sorted([i for i in reversed(creation_order(graph)) if i in wanted][:most])


def _on_folding(graph: Graph, count: int | str) -> list[str]:
    """Notes on what became of so many values."""
    told = say("folded played", boxes=len(graph.nodes), total=count)
    left_out = any(node.left_out for node in graph.nodes)
    return [told, *([say("folded left out")] if left_out else [])]


def _left_out(graph: Graph, values: Sequence[ValueLike], chosen: list[ValueLike] | None, shown: int) -> list[str]:
    """A note on what of the whole is not played, if so many of its values are: at most one."""
    if shown == graph.total:
        return []
    total, wanted = count_in_words(graph), set(map(id, chosen or ()))
    names = [name(graph, i) for i, value in enumerate(values) if id(value) in wanted]
    if not names:
        return [say("animation left out", shown=shown, total=total)]
    return [say("part played", count=shown, total=total, names=first_few(names))]


def _chosen(only: ValueLike | Iterable[ValueLike] | None, values: Sequence[ValueLike]) -> list[ValueLike] | None:
    """The values to which only leads; None for all. A tensor stands for the value that was read from it."""
    if only is None:
        return None
    chosen = [only] if graphs.can_be_drawn(only) else list(only) if isinstance(only, Iterable) else [only]
    for value in chosen or [only]:  # nothing at all is no value either
        graphs.refuse_what_is_no_value(value)
    return [(is_tensor(value) and of_tensor(values, value)) or value for value in chosen]


def _indices(values: Sequence[ValueLike], chosen: Iterable[ValueLike]) -> set[int]:
    index = {id(value): i for i, value in enumerate(values)}
    for value in chosen:
        if id(value) not in index:
            raise ValueError(say("not in the graph", shown=short_repr(value)))
    return {index[id(value)] for value in chosen}


def _part_through(graph: Graph, chosen: Collection[int]) -> set[int]:
    """The nodes that a path from a chosen one to the root goes through."""
    through: set[int] = set()
    for i, node in enumerate(graph.nodes):
        if i in chosen or not through.isdisjoint(node.operands):
            through.add(i)
    return through


def _asked(ask: bool | int | str | Iterable[int], graph: Graph, steps: Sequence[Step]) -> dict[int, str]:
    """{number of a step: what is asked there}."""
    kind = ask if isinstance(ask, str) else "number"
    if kind not in QUESTIONS:
        raise ValueError(say("no such question", shown=short_repr(ask), kinds=one_of(map(repr, QUESTIONS))))
    possible = [n for n, step in enumerate(steps) if can_be_asked(kind, step, graph, steps)]
    if isinstance(ask, (bool, str)):
        return dict.fromkeys(possible if ask else (), kind)
    asked = list(ask) if isinstance(ask, Iterable) else [ask]
    for n in asked:
        if not isinstance(n, Integral) or n not in possible:
            raise ValueError(
                say(
                    "no question there",
                    shown=short_repr(n),
                    first=min(possible, default=0),
                    last=max(possible, default=0),
                )
            )
    return dict.fromkeys(map(int, asked), kind)


def _code(graph: Graph, values: Sequence[ValueLike], step: Step) -> source.Excerpt | None:
    acting = step.value if step.result is None else step.result
    if not _is_one_operation(values[acting], graph.nodes[acting]):
        return None  # of several no code is the one that acts
    if step.kind == "forward":
        return source.of_forward(values[step.value], graph.nodes[step.value])
    if step.kind == "seed":
        return source.of_seed(values[step.value])
    if step.kind == "contribution" and step.result is not None and step.slot is not None:
        node = graph.nodes[step.result]
        return source.of_contribution(
            values[step.result], node, [None if k is None else values[k] for k in node.operands], step.slot
        )
    return None


def _is_one_operation(value: ValueLike, node: Node) -> bool:
    """Whether a node stands for nothing but the operation that made the value: no part, and no sum of sums."""
    return not node.folded and len(node.operands) == len(operands_of(value).values)


def _code_that_ran(values: Sequence[ValueLike], step: Step) -> source.Excerpt | None:
    if step.line is None:
        return None
    value = values[step.value if step.result is None else step.result]
    return source.of_line(value, *step.line, contributes=step.kind == "contribution")


def _moments_within(moments: Iterable[Moment], kept: Iterable[int]) -> list[Moment]:
    """The moments of the whole graph that belong to a part of it, the nodes kept, with the indices that these have
    there.
    """
    index = {old: new for new, old in enumerate(kept)}
    return [
        replace(moment, step=_moved(moment.step, index)) for moment in moments if _is_within(moment.step, index.keys())
    ]


def _is_within(step: Step, kept: Set[int]) -> bool:
    changed = [i for i, _ in step.cleared] if step.kind == "clear" else [step.value]
    return (step.result is None or step.result in kept) and not kept.isdisjoint(changed)


def _moved(step: Step, index: Mapping[int, int]) -> Step:
    cleared = tuple((index[i], old) for i, old in step.cleared if i in index)
    result = None if step.result is None else index[step.result]
    findings = tuple(moved(finding, index) for finding in step.findings)
    return replace(step, value=index[step.value], result=result, cleared=cleared, findings=findings)
