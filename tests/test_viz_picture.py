"""viz.draw: what stands in the picture, what is marked in it, what is said below it, and that drawing changes
nothing.
"""

import contextlib
import math
import re
from collections import Counter
from functools import partial
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

import viz
from lookalikes import InSets, InTuples, WithoutGrad, difference, tanh
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.drawing import graphviz_here, layout
from viz.drawing.geometry import NUMBER_COLUMN, TAG_HEIGHT

SVG = "{http://www.w3.org/2000/svg}"


pytestmark = pytest.mark.usefixtures("english")


def texts(drawn):
    """The text of every <text> element, in the order of the document."""
    return [element.text or "" for element in ElementTree.fromstring(drawn.svg).iter(f"{SVG}text")]


def boxes(drawn):
    """The group of each value."""
    return [group for group in ElementTree.fromstring(drawn.svg).iter(f"{SVG}g") if group.get("data-value")]


def example():
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
    d = a * b + c
    d.backward()
    return a, b, c, d


def test_every_box_has_label_data_and_signed_grad():
    *_, d = example()
    shown = texts(viz.draw(d))
    rows = [tuple(shown[i : i + 5]) for i, text in enumerate(shown) if text in "abc"]
    assert rows == [
        ("a", "data", "2.0", "grad", "-3.0"),
        ("b", "data", "-3.0", "grad", "+2.0"),
        ("c", "data", "10.0", "grad", "+1.0"),
    ]
    assert Counter(shown)["×"] == Counter(shown)["+"] == 1


def test_a_class_without_grad_is_drawn_without_one():
    assert "grad" not in texts(viz.draw(WithoutGrad(1.0) + WithoutGrad(2.0)))


def test_signs_of_gradients_have_their_colours():
    a, b, *_, d = example()
    root = ElementTree.fromstring(viz.draw(d).svg)
    classes = {
        element.text: element.get("class")
        for element in root.iter(f"{SVG}text")
        if element.text in ("+2.0", "-3.0", "+1.0")
    }
    assert classes["+2.0"] == classes["+1.0"] == "mg-f-positive"


@pytest.mark.parametrize(
    "numbers", [(-1.5, 1e300, math.nan, 0.0, 99.2), (-1.2345e-123, -1.5e-120), (999999.4, -12345.6)]
)
def test_nothing_moves_when_a_number_gives_way_to_a_shorter_one(numbers):
    a, b, c, d = example()
    longest, *others = numbers
    if len(f"{longest}") < 8:
        b.data, c.data = 1234567.0, -1.2345e-9  # as long as a number can be
    a.data = longest
    before = viz.draw(d)
    for number in others:
        a.data = a.grad = number
        assert viz.draw(d).geometry == before.geometry


def test_a_box_is_as_wide_as_the_longest_number_of_the_picture_needs():
    a, *_, d = example()
    before = viz.draw(d).geometry.boxes
    a.grad = -1.2345e-5
    after = viz.draw(d).geometry.boxes
    assert {box.width for box in after} == {before[0].width + (len("-1.234e-5") - len("-3.0")) * NUMBER_COLUMN}


def state(value):
    return {name: getattr(value, name) for name in ("data", "grad", "_prev", "_op", "_local", "_birth")} | vars(value)


def test_drawing_leaves_no_trace():
    values = example()
    before = [state(value) for value in values]
    viz.draw(values[-1], slopes=True)
    assert [state(value) for value in values] == before


def test_the_same_graph_gives_the_same_picture():
    assert viz.draw(example()[-1], slopes=True).svg == viz.draw(example()[-1], slopes=True).svg


def test_slopes_are_those_that_the_object_recorded():
    product = Value(2.0) * Value(3.0)
    assert Counter(texts(viz.draw(product, slopes=True)))["×7"] == 0
    product._local = (7.0, 8.0)
    shown = Counter(texts(viz.draw(product, slopes=True)))
    assert shown["×7"] == shown["×8"] == 1


def test_slopes_come_from_the_rule_where_the_object_recorded_none():
    x, y = InTuples(6.0), InTuples(4.0)
    added = Counter(texts(viz.draw(x * y, slopes=True))) - Counter(texts(viz.draw(x * y)))
    assert added == Counter(["×4", "×6"])
    added = Counter(texts(viz.draw(x - y, slopes=True))) - Counter(texts(viz.draw(x - y)))
    assert added == Counter(["×1", "×-1"])


def three_operands(first, second, third):
    return InTuples(1.0, (first, second, third), "three")


@pytest.mark.parametrize("numbers", [(2.0, 8.0, 3.0), (-1.2345e-7, -56.789, 0.031249), (123456.0, 1e-300, -999.9)])
def test_a_slope_covers_no_box_and_no_number_of_an_operand(numbers):
    x, y, z = (Value(number) for number in numbers)
    apart = three_operands(x, y, z)
    apart._local = numbers
    for root in (x / (x - y * 2), x - y, (x - z) * -123.4 / y, apart):
        drawing = viz.draw(root, slopes=True)
        geometry = drawing.geometry
        slopes = [around(place, wide, TAG_HEIGHT) for place, wide in geometry.tags.values()]
        boxes = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in geometry.boxes]
        marks = [around(place, 9, 9) for _, place in geometry.marks.values()]
        drawn = [group for group in ElementTree.fromstring(drawing.svg).iter(f"{SVG}g") if group.get("data-tag")]
        assert len(slopes) == len(drawn) == sum(len(node.operands) for node in drawing.graph.nodes)
        assert not [(one, other) for one in slopes for other in boxes + marks if meet(one, other)]


def around(center, wide, tall):
    return center[0] - wide / 2, center[1] - tall / 2, center[0] + wide / 2, center[1] + tall / 2


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_an_unknown_operation_has_no_slopes():
    mean = InTuples(3.0, (InTuples(2.0), InTuples(4.0)), "mean")
    assert texts(viz.draw(mean, slopes=True)) == texts(viz.draw(mean))


def test_slopes_of_operands_in_unknown_order_are_not_guessed():
    shown = texts(viz.draw(InSets(3.5) - InSets(2.5, label="b"), slopes=True))
    assert "×-1" not in shown


def stale(drawn):
    """The numbers of the values that are marked with ≠."""
    groups = [[text.text for text in box.iter(f"{SVG}text")] for box in boxes(drawn)]
    marked = [shown[shown.index("data") + 1] for shown in groups if "≠" in shown]
    assert bool(marked) == any(text.startswith("≠ This data") for text in texts(drawn))
    return marked


def test_a_leaf_changed_since_the_forward_pass_marks_its_result():
    a, b, c, d = example()
    assert stale(viz.draw(d)) == []
    a.data = 5.0
    assert stale(viz.draw(d)) == ["-6.0"]


def test_a_wrong_forward_pass_is_marked():
    assert stale(viz.draw(InTuples(7.0, (InTuples(2.0), InTuples(3.0)), "*"))) == ["7.0"]


@pytest.mark.parametrize("x", [0.0, 1e-12, 1e-17, -1e-9, 0.5, 3.0, -20.0])
def test_the_lectures_own_tanh_is_not_marked(x):
    assert stale(viz.draw(tanh(InTuples(x)))) == []


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_infinite_numbers_and_nan_are_not_marked(number):
    x = InTuples(number)
    assert stale(viz.draw((x + InTuples(1.0)) * InTuples(2.0))) == []


def test_a_difference_in_unknown_order_is_not_marked():
    a, b = InSets(3.0, label="z"), InSets(2.0, label="a")
    assert stale(viz.draw(a - b)) == stale(viz.draw(b - a)) == []


def slot_marks(root):
    arrows = [group for group in ElementTree.fromstring(viz.draw(root).svg).iter(f"{SVG}g") if group.get("data-edge")]
    return "".join(text.text for arrow in arrows for text in arrow.iter(f"{SVG}text"))


def test_operands_are_numbered_only_where_their_order_matters():
    a, b = Value(2.0), Value(3.0)
    assert [slot_marks(root) for root in (a + b, a * b, a + a, -a, a**2, a.relu())] == [""] * 6
    assert [slot_marks(root) for root in (a - b, a / b, a**b, a - a)] == ["①②"] * 4


def test_operands_of_an_unknown_operation_are_numbered():
    assert slot_marks(InTuples(0.0, (InTuples(1.0), InTuples(2.0), InTuples(3.0)), "mean")) == "①②③"


def test_operands_in_unknown_order_are_marked_and_explained():
    a, b = InSets(2.0), InSets(3.0)
    assert slot_marks(a - b) == "??"
    assert any(text.startswith("? The order of these operands is not known") for text in texts(viz.draw(a - b)))
    assert not any("order" in text for text in texts(viz.draw(difference(InTuples(1.0), InTuples(2.0)))))


def chain(length):
    value = InTuples(0.0)
    for _ in range(length - 1):
        value = InTuples(0.0, (value,), "neg")
    return value


def note(drawn):
    return " ".join(texts(drawn)).partition(" values are shown")


def test_what_was_left_out_is_said_and_marked():
    drawn = viz.draw(chain(100), limit=10)
    assert len(boxes(drawn)) == 10 and texts(drawn).count("⋯") == 1
    before, found, after = note(drawn)
    assert found and before.endswith(" 10 of 100") and "limit=50" in after


def test_more_values_than_are_counted_are_said_to_be_more():
    before, found, _ = note(viz.draw(chain(100_500), limit=3))
    assert found and before.endswith("3 of more than 100000")


def test_the_words_do_not_count_values_that_they_leave_out():
    lines = viz.draw(chain(100), limit=10).description.splitlines()
    assert lines[0] == "Computation graph of 100 values" and len(lines) == 12
    assert lines[-1] == "and 90 more values"


def too_slow_above(most, monkeypatch):
    def place(wanted, *args, **options):
        sizes.extend(len(each.graph.nodes) for each in wanted)
        if sizes[-1] > most:
            raise graphviz_here.LayoutTooSlow("too slow")
        return original(wanted, *args, **options)

    sizes, original = [], layout.place
    monkeypatch.setattr(layout, "place", place)
    return sizes


def test_a_layout_that_takes_too_long_falls_back_to_fewer_values_and_says_so(monkeypatch):
    too_slow_above(300, monkeypatch)
    drawn = viz.draw(chain(301), fold=False)
    before, found, after = note(drawn)
    assert len(boxes(drawn)) == 300
    assert found and before.endswith(" 300 of 301") and "takes too long here" in after


def test_the_fallback_draws_no_more_than_was_asked_for(monkeypatch):
    sizes = too_slow_above(90, monkeypatch)
    with contextlib.suppress(graphviz_here.LayoutTooSlow):
        viz.draw(chain(400), limit=100)
    assert max(sizes) == 100


def test_where_every_layout_takes_too_long_a_sentence_says_so(monkeypatch):
    def stopped(command, **options):
        raise graphviz_here.subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(graphviz_here.subprocess, "run", stopped)
    with pytest.raises(graphviz_here.LayoutTooSlow, match=r"\w+ \w+ \w+"):
        viz.draw(chain(400))


def test_both_languages_are_spoken(monkeypatch):
    a, b, c, d = example()
    a.data = 5.0
    monkeypatch.setattr("viz.words.messages._current", "zh-TW")
    drawn = viz.draw(d, limit=3)
    assert drawn.description.startswith("計算圖，共 5 個數值")
    shown = "".join(texts(drawn))
    assert "圖中畫出離結果最近的 3 個" in shown
    assert "≠ " in "".join(texts(viz.draw(d))) and "是不是後來改過某個運算元？" in "".join(texts(viz.draw(d)))


@pytest.mark.parametrize("limit", [0, -1, 1.5, "3", None])
def test_a_bad_limit_is_refused(limit):
    with pytest.raises(ValueError, match=f"a whole number from 1 up, not {re.escape(repr(limit))}"):
        viz.draw(Value(1.0), limit=limit)


def test_a_picture_is_saved_as_svg(tmp_path):
    drawn = viz.draw(example()[-1])
    path = drawn.save(tmp_path / "graph.svg")
    assert path.read_text(encoding="utf-8") == drawn.svg
    assert drawn.save(str(tmp_path / "again.SVG")).exists()


@pytest.mark.parametrize("name", ["graph.pdf", "graph", "svg"])
def test_another_ending_is_refused_before_anything_is_written(name, tmp_path):
    with pytest.raises(ValueError, match=r"saved as \.html, \.svg or \.png"):
        viz.draw(Value(1.0)).save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_jupyter_gets_html_with_a_still_image_and_plain_text():
    drawn = viz.draw(example()[-1])
    bundle = drawn._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"} and bundle["text/plain"] == repr(drawn) == drawn.description
    assert drawn.svg in bundle["text/html"]
    still = unquote(re.search(r'src="data:image/svg\+xml,([^"]+)"', bundle["text/html"]).group(1))
    for_scripts = re.compile(r' data-[a-z]+="[^"]*"')
    assert ElementTree.canonicalize(still) == ElementTree.canonicalize(for_scripts.sub("", drawn.svg))


def test_the_words_tell_every_value_with_its_operation():
    *_, d = example()
    assert viz.draw(d).description.splitlines() == [
        "Computation graph of 5 values",
        "a: data 2.0, grad -3.0",
        "b: data -3.0, grad +2.0",
        "a*b: data -6.0, grad +1.0",
        "c: data 10.0, grad +1.0",
        "a*b + c: data 4.0, grad +1.0",
    ]


@pytest.mark.slow
def test_a_network_of_2000_values_is_drawn_with_all_of_them(monkeypatch):
    monkeypatch.setattr(
        layout, "place", partial(layout.place, seconds=100)
    )  # however slow the machine that runs the tests
    output = MLP(8, [30, 30, 1])([Value(0.1 * i) for i in range(8)])
    drawn = viz.draw(output, fold=False)
    assert drawn.graph.total > 2000
    assert len(boxes(drawn)) == 2000


def test_a_large_picture_is_not_stored_twice(monkeypatch):
    small = viz.draw(example()[-1])._repr_mimebundle_()["text/html"]
    monkeypatch.setattr("viz.outputs.html._IMAGE_UP_TO", 1000)
    large = viz.draw(example()[-1])._repr_mimebundle_()["text/html"]
    assert "<img" in small and "<pre" not in small
    assert "<img" not in large and '<pre class="mg-still">Computation graph of 5 values' in large
