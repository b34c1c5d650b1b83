"""`constants=False` of viz.draw, viz.animate and viz.record: a number that nobody has named stands in its operation, and
all else is told as with it.
"""

from xml.etree import ElementTree

import pytest

import viz
from lookalikes import InSets, InTuples
from micrograd.engine import Value
from test_viz_overview import data_of
from test_viz_picture import SVG, stale
from wrong_engines import SignOfSub

pytestmark = pytest.mark.usefixtures("english")


def leaf(number=3.0, label="x", make=Value):
    return make(number, label=label)


def signs(shown):
    """What stands in the circles of operations."""
    return [operation.sign for operation in shown.geometry.operations.values()]


SIGNS = {
    "before": (lambda x: Value(2.0) * x, "2 ×"),
    "behind": (lambda x: x * 2, "× 2"),
    "divisor": (lambda x: x / 60, "÷ 60"),
    "dividend": (lambda x: Value(60.0) / x, "60 ÷"),
    "difference": (lambda x: Value(1.0) - x, "1 −"),
    "negative, before": (lambda x: Value(-1.0) * x, "-1 ×"),
    "negative, behind": (lambda x: x + (-1), "+ (-1)"),
    "power": (lambda x: x**2, "**2"),
    "none": (lambda x: x.relu(), "ReLU"),
}


@pytest.mark.parametrize("make, sign", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("show", [viz.draw, viz.animate, viz.record])
def test_a_number_without_a_name_stands_on_its_side_of_the_sign(show, make, sign):
    shown = show(make(leaf()), constants=False)
    assert [node.label for node in shown.graph.nodes] == ["x", ""] and signs(shown) == [sign]


def test_of_more_than_two_operands_the_numbers_stand_behind_the_sign():
    root = InTuples(9.0, (InTuples(2.0), leaf(make=InTuples), InTuples(-4.0)), "max")
    assert signs(viz.draw(root, constants=False)) == ["max 2 (-4)"]


def test_a_long_text_of_numbers_is_shortened_so_that_the_circle_keeps_small():
    (sign,) = signs(viz.draw(leaf() * 123456.789**3, constants=False))
    assert sign.startswith("× 1.") and len(sign) <= 14


def test_a_result_a_named_number_and_a_root_keep_their_boxes():
    two = leaf(2.0, "two")
    assert [node.label for node in viz.draw(two * leaf(), constants=False).graph.nodes] == ["two", "x", ""]
    assert len(viz.draw(Value(2.0), constants=False).graph.nodes) == 1


def test_an_operation_of_nothing_but_numbers_keeps_them_wherever_they_are_used():
    two = Value(2.0)
    shown = viz.draw((two + Value(5.0)) * (leaf() * two), constants=False)
    assert [node.number for node in shown.graph.nodes if not node.operands] == [2.0, 5.0, 3.0]


@pytest.mark.parametrize("operation", [lambda x, n: x - n, lambda x, n: x * n])
def test_an_operation_whose_operands_have_no_known_order_keeps_its_numbers(operation):
    shown = viz.draw(operation(leaf(make=InSets), InSets(5.0)), constants=False)
    assert sorted(node.number for node in shown.graph.nodes if not node.operands) == [3.0, 5.0]
    assert [mark for mark, _ in shown.geometry.marks.values()] == ["?", "?"]


def marks(root, **options):
    """The numbers of the operands that stand at the ends of their arrows."""
    return "".join(mark for mark, _ in viz.draw(root, **options).geometry.marks.values())


def test_a_single_operand_beside_a_number_is_not_numbered():
    for root in (leaf() - 5, leaf() / 60, Value(1.0) - leaf()):
        assert marks(root) == "①②" and marks(root, constants=False) == ""
    assert marks(leaf() - leaf(label="y"), constants=False) == "①②"


def test_of_three_operands_the_two_that_are_left_keep_their_numbers():
    root = InTuples(9.0, (leaf(make=InTuples), InTuples(2.0), leaf(4.0, "y", InTuples)), "clip")
    assert marks(root, constants=False) == "①③"


@pytest.mark.parametrize(
    "make, arithmetic",
    [
        (lambda x: x * 2, "3 * 2 = 6"),
        (lambda x: Value(60.0) / x, "60 / 3 = 20"),
        (lambda x: x - (-4), "3 - (-4) = 7"),
        (lambda x: (x * 2) * -0.5, "6 * (-0.5) = -3"),
    ],
)
def test_a_forward_step_is_computed_with_the_number_itself(make, arithmetic):
    moments = viz.animate(make(leaf()), constants=False).moments
    told = [moment.caption.arithmetic for moment in moments if moment.step.kind == "forward"]
    assert told[-1] == arithmetic


def test_an_equation_has_the_number_and_says_of_nothing_that_it_was_left_out():
    drawn = viz.draw(leaf() * 7.5 + 0.25, constants=False)
    assert drawn.description.splitlines() == [
        "Computation graph of 3 values",
        "x: data 3.0, grad 0.0",
        "x*7.5: data 22.5, grad 0.0",
        "v5 = x*7.5 + 0.25: data 22.75, grad 0.0",
    ]
    assert "⋯" not in drawn.svg and "are shown" not in drawn.svg


def test_no_step_hands_a_gradient_to_a_number_and_the_others_are_as_before():
    root = (leaf() * 2 - 7) * leaf(5.0, "y") / 60
    for show in (viz.animate, viz.record):
        all_told, told = handed_on(show(root)), handed_on(show(root, constants=False))
        assert len(all_told) == 8 and len(told) == 5 and [each for each in all_told if each in told] == told


def handed_on(animation):
    """(title, arithmetic) of each step that hands on a gradient."""
    captions = [moment.caption for moment in animation.moments if moment.step.kind == "contribution"]
    return [(caption.title, caption.arithmetic) for caption in captions]


@pytest.mark.parametrize("make", [Value, InTuples])
@pytest.mark.parametrize(
    "options, slopes", [({"constants": False}, ["×2", "×1", "×5", "×-1"]), ({"limit": 3}, ["×5", "×-1"])]
)
def test_slopes_stand_on_the_arrows_that_are_left(make, options, slopes):
    root = (leaf(make=make) * make(2.0) - make(7.0)) * leaf(5.0, "y", make)
    drawn = viz.draw(root, slopes=True, **options)
    texts = [text.text for text in ElementTree.fromstring(drawn.svg).iter(f"{SVG}text")]
    assert [text for text in texts if text.startswith("×") and len(text) > 1 and " " not in text] == slopes


@pytest.mark.parametrize("only", [False, True])
def test_a_mistake_of_a_class_is_marked_as_with_its_numbers(only):
    x, y = SignOfSub(3.0), SignOfSub(5.0)
    viz.label(x=x, y=y)
    options = {"only": y} if only else {}
    root = (x * SignOfSub(2.0) - y) * SignOfSub(4.0)
    found = findings_in(viz.record(root, constants=False, **options))
    assert found == findings_in(viz.record(root, **options)) != []


def findings_in(animation):
    return [(moment.caption.title, finding.name) for moment in animation.moments for finding in moment.step.findings]


@pytest.mark.parametrize("fold", [False, True])
def test_a_stale_number_is_marked_at_its_own_box(fold):
    x = leaf()
    y = 2 * x + 7
    y.label, root = "y", y * 5 - 1
    x.data = 4.0
    drawn = viz.draw(root, constants=False, fold=fold)
    assert stale(drawn) == ["6.0"]
    if fold:
        assert data_of(drawn)["stale"] == [i for i, node in enumerate(drawn.graph.nodes) if node.number == 6.0]


@pytest.mark.parametrize("fold", [False, True])
def test_where_nothing_is_stale_nothing_is_marked(fold):
    assert stale(viz.draw((leaf() * 2 + 7) * 5, constants=False, fold=fold)) == []
