"""The kinds of Tasks: from which lesson on each is asked, and about which places of a graph."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exercises.practice import places, slips
from exercises.practice.places import Place
from exercises.practice.random_graphs import CURVES, GATES, Drawn, Shape, gradient_of, random_graph
from exercises.practice.tasks import NUDGE, SIGNS, Task, below, label, number_of, share_of, slope_of

FIRST_LESSON = 2  # before it there is no gradient to be found
_SUMS, _PRODUCTS = ("{x} + {y}",), ("{x} + {y}", "{x} * {y}", "{x} * {y}")
_ALL = (*_PRODUCTS, "{x} + {y}", "{x} * {y}", "{x} - {y}", "{x} ** 2", "{x} ** 3", "{x} / {y}", "{x} / {y}")


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
        curved: whether they have an exp or a tanh.
    """

    name: str
    lesson: int
    operations: tuple[int, int]
    places: Callable[[Drawn], Iterator[Place]]
    task: Callable[["Kind", int, Drawn, Place], Task]
    slips: tuple[str, ...] = ()
    gated: bool = False
    curved: bool = False

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
        curve = rng.choice([*CURVES]) if self.curved else None
        random_graph(rng, Shape(_forms(lesson), self.operations, gate, curve), fits)
        return rng.choice(found)


def _forms(lesson: int) -> tuple[str, ...]:
    return _SUMS if lesson < 3 else _PRODUCTS if lesson < 4 else _ALL


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
    seen = {i for i, _ in places.leaves(drawn)}, set[int]()
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
        Kind("nudge", 2, (2, 4), places.moving_leaves, _nudge, ("step forgotten",)),
        Kind(
            "number",
            2,
            (2, 4),
            places.results,
            _number,
            ("added instead", "multiplied instead", "times the exponent", "upside down"),
        ),
        Kind("several paths", 2, (2, 4), places.shared, _gradient_of_several_paths, ("one path",)),
        Kind("slope", 3, (2, 4), places.arrows, _slope, ("own number", "exponent dropped", "exponent not lowered")),
        Kind("product", 3, (2, 4), places.one_step("*"), _gradient_of_a_step, ("own number",)),
        Kind("path", 3, (3, 5), places.chained, _gradient_of_a_path, ("no upstream",)),
        Kind("sign", 3, (3, 5), places.leaves, _sign),
        Kind("arrow", 3, (3, 5), places.with_one_largest, _arrow),
        Kind("upstream", 3, (3, 5), places.upwards, _upstream, ("multiplied",)),
        Kind("operand", 3, (3, 5), places.factors, _operand, ("multiplied",)),
        Kind("difference", 4, (2, 4), places.one_step("-", 1), _gradient_of_a_step, ("sign",)),
        Kind(
            "power", 4, (2, 4), places.one_step("**"), _gradient_of_a_step, ("exponent dropped", "exponent not lowered")
        ),
        Kind("quotient", 4, (2, 4), places.one_step("/"), _gradient_of_a_step, ("not divided", "not squared")),
        Kind("gate", 5, (3, 4), places.one_step("ReLU"), _gradient_of_a_step, ("no slope", "own number"), gated=True),
        Kind("next", 6, (4, 5), places.next_ones, _next, ("too early",)),
        Kind(
            "curve",
            8,
            (3, 4),
            places.through_a_curve,
            _gradient_of_a_step,
            ("operand squared", "result not squared", "as a power"),
            curved=True,
        ),
    )
}


def known_after(lesson: int) -> list[Kind]:
    """The kinds that are asked after a lesson, in the order of the lessons."""
    return [kind for kind in KINDS.values() if kind.lesson <= lesson]
