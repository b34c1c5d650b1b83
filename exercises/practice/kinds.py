"""The kinds of Tasks: from which lesson on each is asked, and about which places of a graph."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exercises.practice import slips
from exercises.practice.random_graphs import GATES, Drawn, Shape, gradient_of, random_graph
from exercises.practice.tasks import NUDGE, SIGNS, Task, below, label, number_of, share_of, slope_of

FIRST_LESSON = 2  # before it there is no gradient to be found
_SUMS, _PRODUCTS = ("{x} + {y}",), ("{x} + {y}", "{x} * {y}", "{x} * {y}")
_ALL = (*_PRODUCTS, "{x} + {y}", "{x} * {y}", "{x} - {y}", "{x} ** 2")

Place = tuple[int, tuple[int, int] | None]  # (a value, the arrow that it is about)


@dataclass(frozen=True)
class Kind:
    """A kind of Task.

    Attributes:
        name: a key of its texts, "practice.kind …".
        lesson: after which it is asked.
        operations: how many its graphs have: (at least, at most).
        places: of a graph those that can be asked about.
        task: makes it: (kind, number, graph, place) -> Task.
        slips: of which one at least has to be an answer that can be told from the others; () where none has to.
        gated: whether the graphs have a relu.
    """

    name: str
    lesson: int
    operations: tuple[int, int]
    places: Callable[[Drawn], Iterator[Place]]
    task: Callable[["Kind", int, Drawn, Place], Task]
    slips: tuple[str, ...] = ()
    gated: bool = False

    def make(self, number: int, lesson: int) -> Task:
        """The Task with that number, of the operations that are known after a lesson.

        Args:
            number: any whole number; the same one gives the same Task.
            lesson: at least that of the kind.
        """
        rng = random.Random(f"{self.name} {number} {_forms(lesson)}")
        found: list[Task] = []

        def fits(drawn: Drawn) -> bool:
            tasks = (self.task(self, number, drawn, place) for place in self.places(drawn))
            found[:] = [task for task in tasks if not self.slips or set(self.slips) & set(task.slips.values())]
            return bool(found)

        gate = rng.choice(GATES) if self.gated else None
        random_graph(rng, Shape(_forms(lesson), self.operations, gate), fits)
        return rng.choice(found)


def _forms(lesson: int) -> tuple[str, ...]:
    return _SUMS if lesson < 3 else _PRODUCTS if lesson < 4 else _ALL


# Places.


def _results(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i, node in enumerate(drawn.graph.nodes) if node.operands)


def _leaves(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i, node in enumerate(drawn.graph.nodes) if not node.operands)


def _moving_leaves(drawn: Drawn) -> Iterator[Place]:
    """Leaves whose nudge says something: one that comes out as large as it went in could be right by chance."""
    return (place for place in _leaves(drawn) if abs(gradient_of(drawn.graph.nodes[place[0]])) > 1)


def _shared(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i in range(len(drawn.graph.nodes)) if len(drawn.uses(i)) > 1)


def _chained(drawn: Drawn) -> Iterator[Place]:
    """Leaves at the end of one path on which at least two slopes count."""
    for i, _ in _leaves(drawn):
        path = slips.path_to(drawn, i)
        is_single = all(len(drawn.uses(k)) < 2 for k in (i, *(result for result, _ in path)))
        if is_single and sum(abs(slope_of(drawn, arrow)) != 1 for arrow in path) > 1:
            yield i, None


def _one_step(symbol: str, slot: int | None = None) -> Callable[[Drawn], Iterator[Place]]:
    """Operands of an operation that are used nowhere else, whose result has a gradient that counts."""

    def places(drawn: Drawn) -> Iterator[Place]:
        for i in _used_once(drawn):
            arrow = drawn.uses(i)[0]
            result = drawn.graph.nodes[arrow[0]]
            if slot in (None, arrow[1]) and result.op.rstrip("0123456789.") == symbol and abs(gradient_of(result)) > 1:
                yield i, arrow

    return places


def _used_once(drawn: Drawn) -> list[int]:
    return [i for i in range(len(drawn.graph.nodes)) if len(drawn.uses(i)) == 1]


def _arrows(drawn: Drawn) -> Iterator[Place]:
    """Arrows whose slope is not simply 1 or -1, and that are the only ones between their two values."""
    for result, slot in drawn.arrows:
        operands = slips.operands_of(drawn.graph.nodes[result])
        if abs(slope_of(drawn, (result, slot))) != 1 and operands.count(operands[slot]) == 1:
            yield operands[slot], (result, slot)


def _upwards(drawn: Drawn) -> Iterator[Place]:
    """Results, and an arrow into them along which all of an operand's gradient comes."""
    for i, arrow in _arrows(drawn):
        if (
            arrow
            and i in _used_once(drawn)
            and slope_of(drawn, arrow)
            and abs(gradient_of(drawn.graph.nodes[arrow[0]])) > 1
        ):
            yield arrow[0], arrow


def _factors(drawn: Drawn) -> Iterator[Place]:
    """Leaves that are used once, as a factor, and the other factor is used nowhere else either."""
    for i, arrow in _one_step("*")(drawn):
        assert arrow is not None
        other = slips.operands_of(drawn.graph.nodes[arrow[0]])[1 - arrow[1]]
        if not drawn.graph.nodes[i].operands and other in _used_once(drawn) and other not in below(drawn, i):
            yield i, (arrow[0], 1 - arrow[1])


def _with_one_largest(drawn: Drawn) -> Iterator[Place]:
    for i, _ in _shared(drawn):
        uses = drawn.uses(i)
        sizes = sorted(abs(share_of(drawn, arrow)) for arrow in uses)
        if sizes[-1] != sizes[-2] and len({result for result, _ in uses}) == len(uses):
            yield i, None


def _next_ones(drawn: Drawn) -> Iterator[Place]:
    """Results of which, some way back, only one has received all its shares while others wait."""
    nodes = drawn.graph.nodes
    order = [i for i in reversed(range(len(nodes))) if nodes[i].operands]
    for k in range(1, len(order)):
        done, rest = set(order[:k]), order[k:]
        ready = [i for i in rest if all(result in done for result, _ in drawn.uses(i))]
        if ready == rest[:1] and 2 <= len(rest) <= 4:
            yield ready[0], None


# Tasks.


def _numeric(
    kind: Kind,
    number: int,
    drawn: Drawn,
    place: Place,
    what: str,
    true: float,
    slipped: Iterator[slips.Slip],
    seen: tuple[set[int], set[int]],
) -> Task:
    """A Task that is answered by a number; seen: the nodes whose number, whose gradient is seen."""
    data, gradients = seen
    return Task(
        kind.name, number, drawn, what, *place, true, (), slips.told_apart(slipped, true), frozenset(data),
        frozenset(gradients),
    )  # fmt: skip


def _of_words(
    kind: Kind, number: int, drawn: Drawn, place: Place, what: str, true: str, options: tuple[str, ...],
    slipped: Iterator[slips.Slip], gradients: set[int],
) -> Task:  # fmt: skip
    """A Task that is answered by a choice."""
    return Task(
        kind.name, number, drawn, what, *place, true, options, slips.told_apart(slipped, true), frozenset(_all(drawn)),
        frozenset(gradients),
    )  # fmt: skip


def _all(drawn: Drawn) -> set[int]:
    return set(range(len(drawn.graph.nodes)))


def _root(drawn: Drawn) -> set[int]:
    return {len(drawn.graph.nodes) - 1}


def _number(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    true = number_of(drawn.graph.nodes[place[0]])
    seen = {i for i, _ in _leaves(drawn)}, set[int]()
    return _numeric(kind, number, drawn, place, "data", true, slips.of_a_number(drawn, place[0]), seen)


def _nudge(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    true = NUDGE * gradient_of(drawn.graph.nodes[place[0]])
    return _numeric(
        kind, number, drawn, place, "nudge", true, slips.of_a_nudge(drawn, place[0]), (_all(drawn), {place[0]})
    )


def _gradient_of_several_paths(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    return _gradient(kind, number, drawn, place, slips.of_several_paths(drawn, place[0]), _root(drawn))


def _gradient_of_a_path(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    return _gradient(kind, number, drawn, place, slips.of_a_path(drawn, place[0]), _root(drawn))


def _gradient_of_a_step(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    i, arrow = place
    assert arrow is not None
    return _gradient(kind, number, drawn, (i, None), slips.of_one_step(drawn, arrow), below(drawn, i) - {i})


def _gradient(
    kind: Kind, number: int, drawn: Drawn, place: Place, slipped: Iterator[slips.Slip], gradients: set[int]
) -> Task:
    true = gradient_of(drawn.graph.nodes[place[0]])
    return _numeric(kind, number, drawn, place, "grad", true, slipped, (_all(drawn), gradients))


def _slope(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    assert place[1] is not None
    true = slope_of(drawn, place[1])
    seen = _all(drawn), set[int]()
    return _numeric(kind, number, drawn, place, "slope", true, slips.of_a_slope(drawn, place[1]), seen)


def _upstream(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    result, arrow = place
    assert arrow is not None
    operand = slips.operands_of(drawn.graph.nodes[result])[arrow[1]]
    true, slope = gradient_of(drawn.graph.nodes[result]), slope_of(drawn, arrow)
    slipped = slips.of_a_division(gradient_of(drawn.graph.nodes[operand]), slope)
    return _numeric(kind, number, drawn, place, "upstream", true, slipped, (_all(drawn), {operand}))


def _operand(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    i, arrow = place
    assert arrow is not None
    result, other = arrow[0], slips.operands_of(drawn.graph.nodes[arrow[0]])[arrow[1]]
    nodes = drawn.graph.nodes
    slipped = slips.of_a_division(gradient_of(nodes[other]), gradient_of(nodes[result]))
    seen = _all(drawn) - below(drawn, i), {other, result}
    return _numeric(kind, number, drawn, place, "operand", number_of(nodes[i]), slipped, seen)


def _sign(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    node = drawn.graph.nodes[place[0]]
    true, own = (sign_of(x) for x in (gradient_of(node), number_of(node)))
    slipped: Iterator[slips.Slip] = iter([(own, "sign of the number")])
    return _of_words(kind, number, drawn, place, "sign", true, SIGNS, slipped, _root(drawn))


def _arrow(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    uses = drawn.uses(place[0])
    names = [label(drawn, result) for result, _ in uses]

    def largest(size: Callable[[tuple[int, int]], float]) -> str:
        return names[max(range(len(uses)), key=lambda k: abs(size(uses[k])))]

    true = largest(lambda arrow: share_of(drawn, arrow))
    slipped: Iterator[slips.Slip] = iter(
        [(largest(lambda arrow: slope_of(drawn, arrow)), "largest slope"),
         (largest(lambda arrow: gradient_of(drawn.graph.nodes[arrow[0]])), "largest upstream")]
    )  # fmt: skip
    return _of_words(kind, number, drawn, place, "arrow", true, tuple(sorted(names)), slipped, _root(drawn))


def _next(kind: Kind, number: int, drawn: Drawn, place: Place) -> Task:
    i, nodes = place[0], drawn.graph.nodes
    rest = [k for k in range(i + 1) if nodes[k].operands]
    names = tuple(sorted(label(drawn, k) for k in rest))
    slipped: Iterator[slips.Slip] = iter([(label(drawn, k), "too early") for k in rest if k != i])
    done = {k for k in range(i, len(nodes)) if nodes[k].operands}
    return _of_words(kind, number, drawn, place, "next", label(drawn, i), names, slipped, done)


def sign_of(x: float) -> str:
    """One of SIGNS."""
    return SIGNS[0] if x > 0 else SIGNS[2] if x < 0 else SIGNS[1]


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("nudge", 2, (2, 4), _moving_leaves, _nudge, ("step forgotten",)),
        Kind("number", 2, (2, 4), _results, _number, ("added instead", "multiplied instead", "times the exponent")),
        Kind("several paths", 2, (2, 4), _shared, _gradient_of_several_paths, ("one path",)),
        Kind("slope", 3, (2, 4), _arrows, _slope, ("own number", "exponent dropped", "exponent not lowered")),
        Kind("product", 3, (2, 4), _one_step("*"), _gradient_of_a_step, ("own number",)),
        Kind("path", 3, (3, 5), _chained, _gradient_of_a_path, ("no upstream",)),
        Kind("sign", 3, (3, 5), _leaves, _sign),
        Kind("arrow", 3, (3, 5), _with_one_largest, _arrow),
        Kind("upstream", 3, (3, 5), _upwards, _upstream, ("multiplied",)),
        Kind("operand", 3, (3, 5), _factors, _operand, ("multiplied",)),
        Kind("difference", 4, (2, 4), _one_step("-", 1), _gradient_of_a_step, ("sign",)),
        Kind("power", 4, (2, 4), _one_step("**"), _gradient_of_a_step, ("exponent dropped", "exponent not lowered")),
        Kind("gate", 5, (3, 4), _one_step("ReLU"), _gradient_of_a_step, ("no slope", "own number"), gated=True),
        Kind("next", 6, (4, 5), _next_ones, _next, ("too early",)),
    )
}


def known_after(lesson: int) -> list[Kind]:
    """The kinds that are asked after a lesson, in the order of the lessons."""
    return [kind for kind in KINDS.values() if kind.lesson <= lesson]
