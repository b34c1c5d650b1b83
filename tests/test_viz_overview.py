"""A large graph drawn as a few boxes that open: in a page, in a picture, in words."""

import gc
import json
import random
import re

import pytest

import viz
from lookalikes import InSets, InTuples, WithoutGrad
from micrograd.engine import Value
from micrograd.nn import MLP
from pages import press, press_by, sent, shown_in, violations
from test_viz_browser import HOSTILE
from viz.outputs.overview import Overview
from viz.outputs.picture import Picture
from viz.words.messages import LANGUAGES, say
from viz.words.text import number

pytestmark = pytest.mark.usefixtures("english")


def network(*layers, inputs=2):
    """The squared error of a network on one example, after the backward pass."""
    model = MLP(inputs, [*layers, 1], rng=random.Random(7))
    loss = (model([Value(0.5 * (k + 1)) for k in range(inputs)]) - 1.0) ** 2
    loss.backward()
    return loss


def batch(points=30):
    model, rng = MLP(2, [4, 1], rng=random.Random(7)), random.Random(1)
    loss = sum((1 - model([rng.random(), rng.random()])).relu() for _ in range(points)) / points
    loss.backward()
    return loss


def chain(count):
    value = Value(1.0)
    for _ in range(count - 1):
        value = -value
    value.backward()
    return value


def data_of(drawn):
    """What the page gets."""
    return sent(drawn._repr_mimebundle_()["text/html"])


def test_a_graph_of_more_than_40_values_is_folded_unless_something_else_is_asked_for():
    assert isinstance(viz.draw(chain(40)), Picture) and isinstance(viz.draw(chain(41)), Overview)
    assert isinstance(viz.draw(chain(41), fold=False), Picture) and isinstance(viz.draw(chain(3), fold=True), Overview)
    assert isinstance(viz.draw(chain(41), slopes=True), Picture) and isinstance(viz.draw(chain(41), limit=50), Picture)


def test_the_page_has_the_numbers_of_every_value_once():
    loss = network(3)
    graph, data = viz.draw(loss, fold=False).graph, data_of(viz.draw(loss, fold=True))
    assert data["data"] == pytest.approx([node.number for node in graph.nodes], rel=1e-5)
    assert data["grads"] == pytest.approx([node.grad for node in graph.nodes], rel=1e-5)


def test_gradients_that_nobody_has_computed_are_dots_and_what_has_none_has_no_row():
    model = MLP(2, [3, 1], rng=random.Random(7))
    waiting = viz.draw(model([Value(1.0), Value(2.0)]), fold=True)
    assert ">·<" in waiting.svg and "grad" in waiting.svg
    a = WithoutGrad(2.0)
    without = viz.draw(WithoutGrad(6.0, (a, WithoutGrad(3.0)), "*"), fold=True)
    assert "grad" not in without.svg and data_of(without)["grads"] == [None] * 3


def test_the_still_picture_and_the_words_say_what_the_boxes_hold():
    drawn = viz.draw(batch())
    assert "30 alike" in drawn.boxes
    assert drawn.description.startswith(f"{drawn.graph.total} values, folded into boxes")
    assert all(f"\n{name}: data " in drawn.description for name in drawn.boxes)
    assert all(f">{name}</text>" in drawn.svg for name in drawn.boxes)


def test_what_is_alike_tells_the_largest_number_by_size():
    drawn = viz.draw(batch())
    line = next(line for line in drawn.description.splitlines() if line.startswith("30 alike"))
    scores = [node for node in drawn.graph.nodes if node.op == "ReLU" and node.grad == pytest.approx(1 / 30)]
    assert f"data ≤ {number(max(node.number for node in scores))}," in line and line.endswith("grad ≤ 0.03333")


def test_a_box_that_holds_a_stale_number_is_marked():
    model = MLP(2, [12, 1], rng=random.Random(7))
    loss = model([Value(1.0), Value(2.0)]) ** 2
    model.parameters()[0].data += 1
    drawn = viz.draw(loss)
    assert "≠" in drawn.svg and say("stale") in drawn.description + drawn.svg and data_of(drawn)["stale"]


def test_constants_stand_in_their_operations_there_too():
    x = Value(2.0, label="x")
    y = x
    for _ in range(30):
        y = y * 0.5 + 1.0
    assert len(viz.draw(y).graph.nodes) == 121 and len(viz.draw(y, constants=False).graph.nodes) == 61


def test_operands_in_a_set_keep_their_question_marks():
    drawn = viz.draw(InSets(5.0, {InSets(2.0), InSets(3.0)}, "-"), fold=True)
    assert drawn.svg.count(">?<") == 2


def test_nan_and_infinity_are_shown_and_enlarge_nothing():
    a = Value(1e308)
    loss = (a * 10 + network(12)) * Value(float("nan"))
    drawn = viz.draw(loss)
    assert "nan" in drawn.description and "Infinity" in json.dumps(data_of(drawn)["data"])


def test_it_is_saved_as_page_and_picture(tmp_path):
    drawn = viz.draw(batch())
    assert "show(" in drawn.save(tmp_path / "graph.html").read_text(encoding="utf-8")
    assert drawn.save(tmp_path / "graph.svg").read_text(encoding="utf-8") == drawn.svg
    assert drawn.save(tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")


def test_the_collector_is_as_it_was():
    was = gc.isenabled()
    try:
        for is_on in (True, False):
            (gc.enable if is_on else gc.disable)()
            for show in (viz.draw, viz.animate, viz.record):
                show(chain(50))
                assert gc.isenabled() == is_on
                with pytest.raises(TypeError):
                    show("no value")
                assert gc.isenabled() == is_on
    finally:
        (gc.enable if was else gc.disable)()


# In a browser.


class Shown:
    """A folded graph on a page."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-overview").nth(which)

    @property
    def here(self):
        return self.host.locator(".mg-trail b").inner_text()

    @property
    def focused(self):
        return self.page.evaluate(
            "() => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)"
        )

    def box(self, name):
        return self.host.get_by_role("button", name=re.compile(f"^{re.escape(name)}, "))

    def heads(self):
        return self.host.locator("[data-value] > text:nth-of-type(1)").all_text_contents()

    def cards(self):
        return self.host.locator(".mg-card")


@pytest.fixture
def show_folded(browser, tmp_path):
    """Shows folded graphs on a page: see pages.shown_in."""
    with shown_in(browser, tmp_path, Shown) as shown:
        yield shown


@pytest.mark.parametrize("how", ["mouse", "touch", "keyboard", "space"])
def test_a_box_opens_and_escape_goes_back_to_it(show_folded, how):
    shown = show_folded(viz.draw(batch()), has_touch=True)
    assert shown.here == "the whole"
    press_by(how, shown.box("30 alike"))
    assert shown.here == "30 alike" and shown.cards().count() == 28 and shown.focused == "the whole"
    press_by(how, shown.cards().nth(3))
    assert re.fullmatch(r"v\d+", shown.here)
    press(shown.page, "Escape")
    assert shown.here == "30 alike" and shown.focused.startswith("v")
    press(shown.page, "Escape")
    assert shown.here == "the whole" and shown.focused.startswith("30 alike")


def test_the_way_leads_back_to_each_of_its_steps(show_folded):
    shown = show_folded(viz.draw(batch()))
    shown.box("30 alike").click()
    shown.cards().nth(0).click()
    shown.host.get_by_role("button", name="the whole").click()
    assert shown.here == "the whole"


def test_the_pages_of_many_are_turned(show_folded):
    shown = show_folded(viz.draw(batch()))
    shown.box("30 alike").click()
    assert "1 to 28 of 30" in shown.host.inner_text()
    shown.host.get_by_role("button", name="the next ones").click()
    assert shown.cards().count() == 2 and "29 to 30 of 30" in shown.host.inner_text()
    name = shown.cards().nth(1).locator("b").inner_text()
    shown.cards().nth(1).click()
    assert shown.here == name
    press(shown.page, "Escape")
    assert "29 to 30 of 30" in shown.host.inner_text() and shown.focused.startswith(name)


def test_every_number_on_the_page_is_that_of_python(show_folded):
    drawn = viz.draw(network(4))
    shown, nodes = show_folded(drawn), drawn.graph.nodes
    shown.box("4 alike").first.click()
    for card in shown.cards().all():
        name, data, grad = card.inner_text().split("\n")[0], *card.locator("span").all_inner_texts()
        node = nodes[int(name[1:]) - 1]
        assert data.split("\n")[-1] == number(node.data) and grad.split("\n")[-1] == number(node.grad, signed=True)


def test_the_first_picture_of_the_page_says_what_the_still_one_says(show_folded):
    for drawn in (viz.draw(batch()), viz.draw(chain(5000)), viz.draw(network(12, 12))):
        shown = show_folded(drawn)
        rows = [shown.host.locator(f"[data-part={part}]").all_text_contents() for part in ("data", "grad")]
        lines = [f"{name}: data {data}, grad {grad}" for name, data, grad in zip(shown.heads(), *rows)]
        assert sorted(lines) == sorted(drawn.description.splitlines()[1:])


def test_what_is_outside_of_a_stage_is_none_of_its_values(show_folded):
    shown = show_folded(viz.draw(chain(5000)))
    for _ in range(3):
        shown.host.locator(".mg-opens[data-value]").first.click()
        heads = shown.heads()
        counts = [int(head.split(" ")[0]) for head in heads if head.endswith(" values")]
        title = int(shown.here.split(" ")[0]) if shown.here.endswith(" values") else None
        alone = [head for head in heads if not head.endswith(" values") and not head.endswith(" outside")]
        assert title is None or (title >= sum(counts) > title - len(heads) and alone)


def test_what_is_not_known_of_one_of_several_is_not_said_of_all(show_folded):
    rows = [[Value(0.1 * (n + k)) for k in range(3)] for n in range(20)]
    loss = sum((row[0] * row[1] + row[2]).relu() for row in rows)
    loss.backward()
    rows[3][0].grad = float("nan")
    drawn = viz.draw(loss)
    (line,) = [line for line in drawn.description.splitlines() if "20 alike" in line and "leaves" not in line]
    assert line.endswith("grad ≤ 1.0")
    shown = show_folded(drawn)
    shown.box("20 alike").click()
    shown.cards().nth(3).click()
    assert "nan" in shown.host.locator(".mg-stage").text_content()


def test_a_nan_among_many_is_told(show_folded):
    leaves = [Value(float(n)) for n in range(60)]
    leaves[7].data = float("nan")
    drawn = viz.draw(sum(leaves))
    (line,) = [line for line in drawn.description.splitlines() if "leaves" in line]
    assert "data nan," in line
    assert "nan" in show_folded(drawn).host.locator("[data-part=data]").all_text_contents()


def test_what_holds_no_number_is_a_question_mark_in_the_page_and_nothing_is_made_up(show_folded):
    a, text = InTuples(2.0, label="a"), InTuples("a text", label="text")
    joined = InTuples("another", (text, a), "join")
    shown = show_folded(viz.draw(InTuples(4.0, (joined, a), "f"), fold=True))
    assert shown.host.locator("[data-part=data]").all_text_contents() == ["?", "2.0", "?", "4.0"]
    alike = [InTuples("a text" if n == 7 else float(n)) for n in range(60)]
    shown = show_folded(viz.draw(InTuples(4.0, tuple(alike), "max"), fold=True))
    assert shown.host.locator("[data-part=data]").all_text_contents() == ["?", "4.0"]
    shown.host.locator(".mg-opens").first.click()
    assert shown.host.locator(".mg-card > span:first-of-type").all_inner_texts()[6:9] == [
        "data\n6.0",
        "data\n?",
        "data\n8.0",
    ]


def test_gradients_that_are_no_numbers_are_not_taken_for_none(show_folded):
    value = root = chain(60)
    while value is not None:
        value.grad = float("nan")
        value = value._prev[0] if value._prev else None
    drawn = viz.draw(root)
    assert "·" not in drawn.svg and "·" not in show_folded(drawn).host.locator(".mg-stage").text_content()


def test_what_opens_to_a_stale_number_is_marked_in_the_page_too(show_folded):
    model = MLP(2, [12, 1], rng=random.Random(7))
    loss = model([Value(1.0), Value(2.0)]) ** 2
    model.parameters()[0].data += 1
    drawn = viz.draw(loss)
    assert show_folded(drawn).host.locator(".mg-stage").text_content().count("≠") == drawn.svg.count(">≠<") > 0


def test_a_name_of_any_length_leaves_the_page_as_wide_as_it_is(show_folded):
    x = Value(2.0, label="x" * 5000)
    y = x
    for n in range(30):
        y = (y * x).relu() + 1.0
        if n % 10 == 0:
            viz.label(**{"y" * 3000 + str(n): y})
    shown = show_folded(viz.draw(y))
    fits = "() => document.documentElement.scrollWidth <= innerWidth"
    assert shown.page.evaluate(fits)
    shown.host.locator(".mg-opens").first.click()
    assert shown.page.evaluate(fits)


def test_a_sum_opens_into_its_partial_sums(show_folded):
    drawn = viz.draw(batch())
    shown = show_folded(drawn)
    total = next(name for name, line in zip(drawn.boxes, drawn.description.splitlines()[1:]) if name.startswith("v"))
    shown.box(total).click()
    assert "its partial sums" in shown.here and shown.cards().count() == 28


def test_two_of_the_same_on_a_page_open_each_for_itself(show_folded):
    drawn = viz.draw(batch())
    one, other = show_folded(drawn, drawn)
    one.box("30 alike").click()
    assert one.here == "30 alike" and other.here == "the whole"


def test_hostile_names_are_only_text(show_folded):
    leaves = [Value(float(n), label=label) for n, label in enumerate(HOSTILE)]
    shown = show_folded(viz.draw(sum(leaf * leaf for leaf in leaves), fold=True))
    assert shown.page.evaluate("() => window.ran") is None


@pytest.mark.multiplies(2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_in_every_language_light_and_dark(show_folded, monkeypatch, language, scheme):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show_folded(viz.draw(batch()), color_scheme=scheme)
    assert violations(shown.page) == []
    shown.host.locator(".mg-opens[data-value]").first.click()
    assert violations(shown.page) == []


@pytest.mark.parametrize("width", [390, 1090])
def test_nothing_is_wider_than_the_page(show_folded, width):
    shown = show_folded(viz.draw(batch()), viewport={"width": width, "height": 600})
    for _ in range(2):
        assert shown.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        shown.host.locator(".mg-opens").first.click()
    box = shown.host.bounding_box()
    assert box["height"] <= 600
