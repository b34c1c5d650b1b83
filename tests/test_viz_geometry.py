"""viz.drawing.geometry: where everything in a picture stands. Nothing covers anything else, everything lies in the
picture, and nothing moves while it plays.
"""

import math
import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

import viz
from expressions import SMALL_NUMBER, all_values, expressions, steps_within
from lessons.pictures import lecture_expression
from lookalikes import InTuples
from micrograd.engine import Value
from micrograd.nn import MLP, Neuron
from viz.drawing import layout
from viz.drawing.curves import arc_of
from viz.drawing.geometry import EQUATION_HEIGHT, HEADER, ROW, TAG_HEIGHT
from viz.drawing.places import _CLEARANCE, _FRACTIONS
from wrong_engines import MISTAKES

SVG = "{http://www.w3.org/2000/svg}"
_TOUCHING = 1.05  # px: what is rounded away


pytestmark = pytest.mark.usefixtures("english")


def animated(root):
    return viz.animate(root)


def neuron():
    return Neuron(2)([Value(2.0, label="x1"), Value(-1.0, label="x2")])


def network():
    return MLP(2, [2, 1])([Value(0.5), Value(-1.25)])


def many_uses(count):
    a = Value(2.0, label="a")
    return sum((a * k for k in range(2, count)), a)


def tower():
    """Wide numbers, and a slope that is as wide."""
    x = Value(-0.0012345, label="x")
    return (x / 3.21) ** 3 * -7654.321 - x


def unknown_order():
    return InTuples(1.0, (InTuples(2.0), InTuples(3.0), InTuples(4.0)), "mean")


ANIMATIONS = {
    "lecture": lambda: animated(lecture_expression()),
    "a + a": lambda: animated((lambda a: a + a)(Value(3.0, label="a"))),
    "(a + a) * (a - b)": lambda: animated((lambda a, b: (a + a) * (a - b))(Value(3.0), Value(2.0))),
    "neuron": lambda: animated(neuron()),
    "network": lambda: animated(network()),
    "many uses": lambda: animated(many_uses(9)),
    "tower": lambda: animated(tower()),
    "three operands": lambda: animated(unknown_order()),
    "leaf": lambda: animated(Value(2.0, label="a")),
    **{
        f"{mistake.engine.__name__}, {mistake.expression.__name__}": lambda mistake=mistake: viz.record(
            mistake.expression(mistake.engine)
        )
        for mistake in MISTAKES[::4]
    },
}


@pytest.fixture(scope="module", params=ANIMATIONS.values(), ids=ANIMATIONS)
def animation(request):
    return request.param()


def boxes_of(geometry):
    return [(box.x, box.y, box.width, box.height) for box in geometry.boxes]


def operations_of(geometry):
    return [(o.x - o.width / 2, o.y - o.height / 2, o.width, o.height) for o in geometry.operations.values()]


def tags_of(geometry):
    return {edge: around(place, width, TAG_HEIGHT) for edge, (place, width) in geometry.tags.items()}


def around(point, width, height):
    return point[0] - width / 2, point[1] - height / 2, width, height


def meet(one, other):
    return all(one[k] + one[k + 2] > other[k] + 0.01 and other[k] + other[k + 2] > one[k] + 0.01 for k in (0, 1))


def check_places(animation):
    """Boxes and operations lie apart; no local slope covers a box, an operation, a number of an operand or another
    slope unless there was no place for it; no equation covers its operation; all lies in the picture.
    """
    geometry = animation.geometry
    shapes = [*boxes_of(geometry), *operations_of(geometry)]
    assert not [pair for pair in combinations(shapes, 2) if meet(*pair)]
    marks = [around(place, 9, 9) for _, place in geometry.marks.values()]
    before = []
    for edge, tag in tags_of(geometry).items():
        obstacles = [*shapes, *marks, *before]
        if any(meet(tag, other) for other in obstacles):
            assert not free_places(geometry, edge, obstacles), f"{edge} covers something, and need not"
        before.append(tag)
    for i, (left, top, width, _) in geometry.equations.items():
        operation = geometry.operations[i]
        own = around((operation.x, operation.y), operation.width, operation.height)
        assert not meet((left, top, width, EQUATION_HEIGHT), own)
    corners = [(x, y) for x, y, _, _ in everything(geometry)] + [(x + w, y + h) for x, y, w, h in everything(geometry)]
    for x, y in corners:
        assert geometry.x <= x <= geometry.x + geometry.width and geometry.y <= y <= geometry.y + geometry.height


def free_places(geometry, edge, obstacles):
    arc, (_, width) = arc_of(geometry.paths[edge]), geometry.tags[edge]
    wide = [around(arc.at(f), width + 2 * _CLEARANCE, TAG_HEIGHT + 2) for f in _FRACTIONS]
    return [place for place in wide if not any(meet(place, other) for other in obstacles)]


def everything(geometry):
    points = [point for path in geometry.paths.values() for point in arc_of(path).part(0, 1)]
    equations = [(left, top, width, EQUATION_HEIGHT) for left, top, width, _ in geometry.equations.values()]
    return [*boxes_of(geometry), *operations_of(geometry), *tags_of(geometry).values(), *equations,
            *((x, y, 0, 0) for x, y in points)]  # fmt: skip


def check_arrows(animation):
    """Each arrow begins at the box of its operand, within its height, and ends at its operation; those that leave a box
    begin apart.
    """
    geometry, nodes = animation.geometry, animation.graph.nodes
    begins = {}
    for i, operation in geometry.operations.items():
        for slot, k in enumerate(nodes[i].operands):
            box, path = geometry.boxes[k], geometry.paths[f"e{i}_{slot}"]
            (x, y), end = path[0], path[-1]
            assert x == pytest.approx(box.x + box.width, abs=_TOUCHING)
            assert box.y + 8 < y < box.y + box.height - 8
            assert from_rim(operation, end) == pytest.approx(0, abs=2)
            begins.setdefault(k, []).append(y)
        path, box = geometry.paths[f"r{i}"], geometry.boxes[i]
        assert from_rim(operation, path[0]) == pytest.approx(0, abs=2)
        assert path[-1] == pytest.approx((box.x, box.y + box.height / 2), abs=2)
    for ys in begins.values():
        ys.sort()
        least = min(20, 60 / len(ys))
        assert all(lower - upper >= least - _TOUCHING for upper, lower in pairwise(ys))


def from_rim(operation, point):
    """About how many px a point is away from the rim of an ellipse."""
    across, up = (point[0] - operation.x) / (operation.width / 2), (point[1] - operation.y) / (operation.height / 2)
    return (math.hypot(across, up) - 1) * operation.height / 2


def test_nothing_covers_anything_else_and_all_lies_in_the_picture(animation):
    check_places(animation)


def test_arrows_begin_at_their_operand_and_end_at_their_operation(animation):
    check_arrows(animation)


@settings(max_examples=25)
@given(expressions(numbers=SMALL_NUMBER, longest=9))
@example(([1.0], [("a + a", 0, 0, 2)] * 5))
@example(([-1.2345e-5], [("a * c", 0, 0, -1.2345e-5), ("a - b", 0, 1, 2), ("a / b", 0, 2, 1)]))
def test_the_same_holds_of_any_small_graph(expression):
    leaves, steps = expression
    steps = steps_within(leaves, steps, lambda value: True)
    animation = animated(all_values(leaves, steps, Value)[-1])
    check_places(animation)
    check_arrows(animation)


def placed_in(svg):
    """Where the picture, its boxes and its operations stand in a frame."""
    root = ElementTree.fromstring(svg)
    places = {
        (name, group.get(name)): group.get("transform")
        for group in root.iter(f"{SVG}g")
        for name in ("data-value", "data-operation")
        if group.get(name)
    }
    return root.get("viewBox"), places


def moments_of(animation):
    last = len(animation.steps) - 1
    return [
        (step, ms) for step in sorted({0, 1, last // 2, last - 1, last}) if step >= 0 for ms in (0, 1500, 4000, None)
    ]


def test_nothing_that_stands_moves_while_it_plays(animation):
    assert len({repr(placed_in(animation.frame(step, ms))) for step, ms in moments_of(animation)}) == 1


def test_numbers_stand_in_letters_of_22_px_in_their_rows(animation):
    for step in range(len(animation.steps)):
        for group in ElementTree.fromstring(animation.frame(step)).iter(f"{SVG}g"):
            if group.get("data-value"):
                box = animation.geometry.boxes[int(group.get("data-value"))]
                for text in group.iter(f"{SVG}text"):
                    if text.get("data-part") in ("data", "grad"):
                        assert text.get("font-size") == "22"
                        assert 13.2 * len(text.text) <= box.width - 2 * 9 - 34


def test_the_rows_of_a_box_fill_it(animation):
    for i, box in enumerate(animation.geometry.boxes):
        uses = sum(node.operands.count(i) for node in animation.graph.nodes)
        assert box.ledger == (uses > 1 and any(step.kind == "contribution" for step in animation.steps))
        assert box.height == HEADER + ROW * (box.rows + box.truth) + 26 * box.ledger + 2


def test_a_picture_without_slopes_is_narrower():
    root = lecture_expression()
    assert viz.draw(root).geometry.width < viz.draw(root, slopes=True).geometry.width


@pytest.mark.parametrize("make", [lambda x, y: y / 3.21 - 1, lambda x, y: x * -1.2345e-5 + y * y * y])
def test_of_arrows_as_long_as_each_needs_and_all_alike_the_narrower_picture_is_taken(monkeypatch, make):
    def placed_and_found(wanted, **options):
        layouts = place(wanted, **options)
        found.extend(layouts)
        return layouts

    found, place = [], layout.place
    monkeypatch.setattr(layout, "place", placed_and_found)
    geometry = viz.draw(make(Value(2.0, label="x"), Value(3.0, label="y")), slopes=True).geometry
    assert len({each.width for each in found}) == 2
    assert geometry.width == pytest.approx(min(each.width for each in found), abs=20.5)  # px of its margins


_BOLD = FT2Font(str(Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans-Bold.ttf")))  # a font of wide letters


def measured(text, px):
    _BOLD.set_size(px, 72)
    _BOLD.set_text(text)
    return _BOLD.get_width_height()[0] / 64


LETTERS = st.characters(codec="latin-1", exclude_categories=("Cc", "Cf")) | st.characters(
    min_codepoint=0x390, max_codepoint=0x44F, categories=("L",)
)


@settings(max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=20))
@example("WWWWWWWWWWWW")
@example("llllllllllllll")
@example("@@@@@@@@@@@@@")
@example("½¾¼½¾¼½¾¼½¾¼")
def test_a_name_of_any_letters_keeps_in_its_box(label):
    (box,) = viz.draw(Value(1.0, label=label)).geometry.boxes
    assert measured(box.name, 18) <= box.width - 4


@pytest.mark.parametrize("count", [2, 3, 8, 30])
def test_arrows_of_a_value_that_is_used_often_leave_its_box_apart(count):
    check_arrows(animated(many_uses(count)))


def test_a_large_graph_has_its_arrows_too(monkeypatch):
    monkeypatch.setattr("viz.drawing.routes._SMOOTH_UP_TO", 3)
    check_arrows(animated(neuron()))


def test_a_part_shows_where_operands_were_left_out():
    root = network()
    geometry = viz.draw(root, limit=4).geometry
    cut = [operation for operation in geometry.operations.values() if operation.cut]
    assert cut and all(geometry.x < o.cut[0] < o.x for o in cut)
    assert not re.search("None", viz.draw(root, limit=4).svg)
