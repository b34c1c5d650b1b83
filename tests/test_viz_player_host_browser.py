"""The player in the page around it, in a real browser: twice in it, without scripts, in print, in light and dark; what is
hostile does nothing, and all can be used by everyone.
"""

import pytest

import viz
from lookalikes import InTuples
from micrograd.engine import Value
from pages import violations
from players import LAST, MOVING, TO_A, Overwriting, lecture
from test_viz_browser import HOSTILE, rgb

pytestmark = pytest.mark.usefixtures("english")


def test_the_same_output_stands_twice_in_a_page_and_both_work(show):
    animation = viz.animate(lecture(), ask=[TO_A])
    one, other = show(animation, animation)
    one.scrub(3)
    other.click("last")
    assert (one.step, other.step) == (3, TO_A)
    other.answer("6")
    other.value(0).click()
    assert "story" in other.text("head") and "story" not in one.text("head") and one.step == 3
    one.button("forward").focus()
    one.press("ArrowRight")
    assert (one.step, other.step) == (4, TO_A)
    ids = one.page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_without_scripts_there_is_the_still_picture_and_the_table(show):
    shown = show(viz.animate(lecture()), java_script_enabled=False)
    image = shown.host.locator("img")
    assert (
        image.is_visible()
        and image.bounding_box()["width"] > 300
        and image.get_attribute("alt").startswith("Computation graph of 7 values")
    )
    shown.host.locator("summary").click()
    cells = [row.locator("td").all_inner_texts() for row in shown.part("steps tbody tr").all()]
    assert len(cells) == LAST + 1 and "a.grad: 0 + (-3 × -2) = 6" in cells[TO_A][2]


def test_without_scripts_a_player_that_asks_shows_the_end_only_to_who_opens_the_steps(show):
    shown = show(viz.animate(lecture(), ask=True), java_script_enabled=False)
    first, last = shown.host.locator("img").all()
    assert first.is_visible() and not last.is_visible() and not shown.part("steps table").is_visible()
    shown.host.locator("summary").click()
    assert last.is_visible() and last.bounding_box()["width"] > 300 and shown.part("steps table").is_visible()


def test_with_scripts_no_still_picture_remains_of_a_player_that_asks(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last")
    shown.answer("6")
    shown.click("last", "all_steps")
    assert shown.part("pane").locator("tbody tr").count() == LAST + 1 and shown.page.locator("img").count() == 0


def test_in_print_the_picture_is_as_it_is_in_the_end_and_afterwards_as_it_was(show):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.click("last")
    last = shown.grads
    shown.page.evaluate(
        "() => addEventListener('beforeprint', () => { window.printed = [...document.querySelectorAll('[data-part=grad]')].map(e => e.textContent) })"
    )
    for ms in (0, 1500, 4700):
        shown.at(TO_A, ms)
        before = shown.all_of_it
        shown.page.evaluate("() => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')) }")
        assert shown.page.evaluate("() => window.printed") == last and shown.all_of_it == before
    shown.page.pdf()
    assert shown.all_of_it == before
    shown.page.emulate_media(media="print")
    assert shown.part("bar").is_hidden() and shown.part("stage").is_visible()


# ---- colours, accessibility


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_player_follows_the_page_and_otherwise_the_system(show, system):
    shown = show(viz.animate(lecture()), color_scheme=system)
    look = """host => [getComputedStyle(host).backgroundColor, getComputedStyle(host.querySelector('[data-value] > rect')).fill,
        getComputedStyle(host.querySelector('.mg-bar button')).backgroundColor, getComputedStyle(host).color]"""
    for attribute, theme in ((None, system), ("true", "light"), ("false", "dark")):
        if attribute:
            shown.page.evaluate("value => document.body.setAttribute('data-jp-theme-light', value)", attribute)
        assert shown.host.evaluate(look) == [rgb("paper", theme)] * 3 + [rgb("ink", theme)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(show, scheme):
    shown = show(viz.animate(lecture(), ask=[TO_A]), color_scheme=scheme)
    found = {"start": violations(shown.page)}
    shown.go(7)
    shown.host.evaluate("host => host.player.hold(1)")
    found["beat"] = violations(shown.page)
    shown.value(0).click()
    found["story"] = violations(shown.page)
    shown.click("close", "last")
    found["question"] = violations(shown.page)
    shown.answer("7")
    found["wrong"] = violations(shown.page)
    shown.answer("6")
    shown.click("all_steps")
    found["table"] = violations(shown.page)
    shown.click("close")
    shown.host.evaluate("host => host.player.seekWave(3000)")
    found["wave"] = violations(shown.page)
    assert found == {state: [] for state in found}


def test_axe_finds_nothing_where_something_is_wrong(show):
    x = Overwriting(3.0, label="x")
    shown = show(viz.record(x * x))
    shown.go(3)
    assert violations(shown.page) == []


# ---- what is hostile

STRANGE = """host => host.querySelectorAll(
    'img, iframe, a, foreignObject, script:not([type=module]), [onload], [onerror], [onfocus]').length"""


def test_hostile_labels_do_nothing_in_player_story_and_question(show):
    root = Value(2.0, label=HOSTILE[0])
    for label in HOSTILE[1:]:
        root = root * Value(1.0, label=label)
        root.label = label
    shown = show(viz.animate(root, ask=True))
    shown.click("last")
    while shown.part("ask").is_visible():
        assert shown.question.startswith("What will ")
        shown.click("show", "last")
    for i in range(shown.host.locator("[data-value]").count()):
        shown.value(i).dispatch_event("click")
        assert shown.text("head").startswith("The story of ")
    assert shown.host.evaluate(STRANGE) == 0 and shown.page.evaluate("() => window.ran") is None


class Hostile(InTuples):
    def __add__(self, other):  # </script><script>window.ran=1</script><img src=x onerror=window.ran=1>
        out = Hostile(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += 1.0 * out.grad  # <img src=x onerror=window.ran=1>
            raise ValueError("<img src=x onerror=window.ran=1>")

        out._backward = _backward
        return out


def test_hostile_source_and_errors_do_nothing_in_code_and_findings(show):
    animation = viz.record(Hostile(1.0, label="a") + Hostile(2.0, label="b"))
    shown = show(animation)
    found = code = ""
    for step in range(len(animation.steps)):
        shown.go(step)
        found += shown.text("sentence")
        code += shown.part("pane").text_content()
    assert "<img src=x onerror=window.ran=1>" in found and "# <img src=x onerror=window.ran=1>" in code
    assert shown.host.evaluate(STRANGE) == 0 and shown.page.evaluate("() => window.ran") is None
