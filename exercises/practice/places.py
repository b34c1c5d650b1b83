"""The places of a graph that was drawn about which each kind of Task asks."""

from collections.abc import Callable, Iterator

from exercises.practice import slips
from exercises.practice.random_graphs import Drawn, gradient_of
from exercises.practice.tasks import below, share_of, slope_of

Place = tuple[int, tuple[int, int] | None]  # (a value, the arrow that it is about)


def results(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i, node in enumerate(drawn.graph.nodes) if node.operands)


def leaves(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i, node in enumerate(drawn.graph.nodes) if not node.operands)


def moving_leaves(drawn: Drawn) -> Iterator[Place]:
    """Leaves whose nudge says something: one that comes out as large as it went in could be right by chance."""
    return (place for place in leaves(drawn) if abs(gradient_of(drawn.graph.nodes[place[0]])) > 1)


def shared(drawn: Drawn) -> Iterator[Place]:
    return ((i, None) for i in range(len(drawn.graph.nodes)) if len(drawn.uses(i)) > 1)


def chained(drawn: Drawn) -> Iterator[Place]:
    """Leaves at the end of one path on which at least two slopes count."""
    for i, _ in leaves(drawn):
        path = slips.path_to(drawn, i)
        is_single = all(len(drawn.uses(k)) < 2 for k in (i, *(result for result, _ in path)))
        if is_single and sum(abs(slope_of(drawn, arrow)) != 1 for arrow in path) > 1:
            yield i, None


def one_step(symbol: str, slot: int | None = None) -> Callable[[Drawn], Iterator[Place]]:
    """Operands of an operation that are used nowhere else, whose result has a gradient that counts."""

    def places(drawn: Drawn) -> Iterator[Place]:
        for i in _used_once(drawn):
            arrow = drawn.uses(i)[0]
            result = drawn.graph.nodes[arrow[0]]
            if slot in (None, arrow[1]) and result.op.rstrip("0123456789.") == symbol and abs(gradient_of(result)) > 1:
                yield i, arrow

    return places


def through_a_curve(drawn: Drawn) -> Iterator[Place]:
    """The operand of the curve, where the gradient of the result is a whole number: the slope alone has digits."""
    places = one_step(drawn.curve or "")(drawn)
    return ((i, arrow) for i, arrow in places if arrow and gradient_of(drawn.graph.nodes[arrow[0]]) % 1 == 0)


def _used_once(drawn: Drawn) -> list[int]:
    return [i for i in range(len(drawn.graph.nodes)) if len(drawn.uses(i)) == 1]


def arrows(drawn: Drawn) -> Iterator[Place]:
    """Arrows whose slope is not simply 1 or -1, and that are the only ones between their two values."""
    for result, slot in drawn.arrows:
        operands = slips.operands_of(drawn.graph.nodes[result])
        if abs(slope_of(drawn, (result, slot))) != 1 and operands.count(operands[slot]) == 1:
            yield operands[slot], (result, slot)


def upwards(drawn: Drawn) -> Iterator[Place]:
    """Results, and an arrow into them along which all of an operand's gradient comes."""
    for i, arrow in arrows(drawn):
        if (
            arrow
            and i in _used_once(drawn)
            and slope_of(drawn, arrow)
            and abs(gradient_of(drawn.graph.nodes[arrow[0]])) > 1
        ):
            yield arrow[0], arrow


def factors(drawn: Drawn) -> Iterator[Place]:
    """Leaves that are used once, as a factor, and the other factor is used nowhere else either."""
    for i, arrow in one_step("*")(drawn):
        assert arrow is not None
        other = slips.operands_of(drawn.graph.nodes[arrow[0]])[1 - arrow[1]]
        if not drawn.graph.nodes[i].operands and other in _used_once(drawn) and other not in below(drawn, i):
            yield i, (arrow[0], 1 - arrow[1])


def with_one_largest(drawn: Drawn) -> Iterator[Place]:
    for i, _ in shared(drawn):
        uses = drawn.uses(i)
        sizes = sorted(abs(share_of(drawn, arrow)) for arrow in uses)
        if sizes[-1] != sizes[-2] and len({result for result, _ in uses}) == len(uses):
            yield i, None


def next_ones(drawn: Drawn) -> Iterator[Place]:
    """Results of which, some way back, only one has received all its shares while others wait."""
    nodes = drawn.graph.nodes
    order = [i for i in reversed(range(len(nodes))) if nodes[i].operands]
    for k in range(1, len(order)):
        done, rest = set(order[:k]), order[k:]
        ready = [i for i in rest if all(result in done for result, _ in drawn.uses(i))]
        if ready == rest[:1] and 2 <= len(rest) <= 4:
            yield ready[0], None
