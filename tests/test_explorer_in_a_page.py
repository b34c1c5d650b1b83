"""The explorer in a real browser, in a page saved to disk, with no network and no kernel."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from browser import chromium
from micrograd.engine import Value
from pages import opened, press, violations
from test_viz_browser import HOSTILE
from test_viz_explorer import Wavy
from viz import words
from viz.graph import read_with_values
from viz.text import number

FAKE_KERNEL = """() => {
    const host = document.querySelector('.mg-player')
    const model = { state: {}, set(key, x) { this.state[key] = x }, get(key) { return this.state[key] }, save_changes() { this.saved = true }, on(name, act) { this.act = act } }
    globalThis.kernel = { model, reply(answer) { model.state.answer = answer; model.act() } }
    globalThis.microgradLinks = new Map([[host.dataset.mg, model]])
    dispatchEvent(new CustomEvent('micrograd-link', { detail: host.dataset.mg }))
}"""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def expression(a, b, c):
    return (a * b + c).tanh() * a / c


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    path = viz.explore(expression, a=Value(2.0), b=Value(-3.0), c=Value(10.0)).save(tmp_path_factory.mktemp("page") / "x.html")
    with opened(browser, path) as page:
        yield page


def numbers(page):
    return [page.locator(f"[data-part={part}]").all_text_contents() for part in ("data", "grad")]


def truth(**leaves):
    root = expression(**{name: Value(x) for name, x in leaves.items()})
    root.backward()
    values = read_with_values(root)[1]
    return [[number(v.data) for v in values], [number(v.grad, signed=True) for v in values]]


def typed(page, name, x):
    page.get_by_role("spinbutton", name=name, exact=True).fill(repr(x))


def nudged(page):
    return page.locator(".mg-nudge output").all_inner_texts()


@given(st.floats(-30, 30), st.floats(-3, 3), st.floats(0.1, 50))
@settings(max_examples=40, deadline=None)
def test_every_value_and_gradient_is_the_engines(page, a, b, c):
    for name, x in (("a", a), ("b", b), ("c", c)):
        typed(page, name, x)
    assert numbers(page) == truth(a=a, b=b, c=c)


def test_a_slider_moves_by_key_and_by_mouse_and_is_reset(page):
    page.get_by_role("button", name="reset").click()
    assert numbers(page) == truth(a=2.0, b=-3.0, c=10.0)
    slider = page.get_by_role("slider", name="a", exact=True)
    slider.focus()
    press(page, "ArrowRight", "ArrowRight")
    assert page.get_by_role("spinbutton", name="a", exact=True).input_value() == "2.1"
    assert numbers(page) == truth(a=2.1, b=-3.0, c=10.0)
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert abs(float(page.get_by_role("spinbutton", name="a", exact=True).input_value())) < 0.2
    page.get_by_role("button", name="reset").click()
    assert numbers(page) == truth(a=2.0, b=-3.0, c=10.0)


def test_a_typed_value_beyond_the_slider_moves_its_end(page):
    typed(page, "a", 123.5)
    assert numbers(page) == truth(a=123.5, b=-3.0, c=10.0)
    assert float(page.get_by_role("slider", name="a", exact=True).input_value()) == pytest.approx(123.5, abs=5)
    page.get_by_role("button", name="reset").click()


def test_a_nudge_shows_what_was_foretold_and_what_happens(page):
    page.get_by_label("which leaf").select_option(label="b")
    page.get_by_label("h", exact=True).select_option(label="h = 0.1")
    gradient = next(v.grad for v in graph_after_backward(a=2.0, b=-3.0, c=10.0) if v.data == -3.0)
    change = expression(Value(2.0), Value(-3.0 + 0.1), Value(10.0)).data - expression(Value(2.0), Value(-3.0), Value(10.0)).data
    by_hand = lambda x: number(x).removesuffix(".0")  # noqa: E731
    assert nudged(page) == [f"{by_hand(gradient)} × 0.1 = {by_hand(gradient * 0.1)}", by_hand(change)]


def graph_after_backward(**leaves):
    root = expression(**{name: Value(x) for name, x in leaves.items()})
    root.backward()
    return read_with_values(root)[1]


def test_where_there_is_no_real_value_it_says_so_and_recovers(page):
    typed(page, "c", 0)
    assert "has no real value here" in page.locator(".mg-note").inner_text() and "nan" in numbers(page)[0]
    page.get_by_role("button", name="reset").click()
    assert page.locator(".mg-note").inner_text() == "" and "nan" not in numbers(page)[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert violations(page) == []


def test_the_page_speaks_chinese(browser, tmp_path):
    words.language("zh-TW")
    with opened(browser, viz.explore(lambda a: a * a, a=Value(2.0)).save(tmp_path / "x.html")) as page:
        assert page.get_by_role("button", name=words.say("reset")).count() == 1
        assert page.locator(".mg-nudge p span").all_inner_texts() == [words.say("predicted change"), words.say("real change")]


@pytest.fixture
def wavy(browser, tmp_path):
    with opened(browser, viz.explore(lambda a: a.sin(), a=Wavy(1.0)).save(tmp_path / "x.html")) as page:
        yield page


def test_an_operation_that_the_browser_does_not_know_needs_a_kernel_and_says_so(wavy):
    assert "no rule for sin" in wavy.locator(".mg-note").inner_text()
    typed(wavy, "a", 0.5)
    assert numbers(wavy)[0] == ["1.0", number(math.sin(1.0))]


def test_a_kernel_is_asked_and_only_its_latest_answer_is_shown(wavy):
    wavy.evaluate(FAKE_KERNEL)
    assert wavy.locator(".mg-note").inner_text() == ""
    typed(wavy, "a", 0.5)
    asked = wavy.evaluate("kernel.model.state.question")
    assert asked == {"values": {"a": 0.5}, "nudged": {"a": 0.51}} and wavy.evaluate("kernel.model.saved")
    wavy.evaluate("kernel.reply({values: {a: 0.4}, data: [0.4, 9], grads: [9, 1], nudged: 9})")
    assert "9.0" not in numbers(wavy)[0]
    wavy.evaluate("kernel.reply({values: {a: 0.5}, data: [0.5, 0.4794], grads: [0.8776, 1], nudged: 0.4882})")
    assert numbers(wavy) == [["0.5", "0.4794"], ["+0.8776", "+1.0"]] and nudged(wavy)[1] == "0.0088"
    wavy.evaluate("kernel.reply({values: {a: 0.5}, error: 'ZeroDivisionError: oh'})")
    assert wavy.locator(".mg-note").inner_text() == "ZeroDivisionError: oh" and numbers(wavy)[0] == ["0.5", "0.4794"]


def test_hostile_labels_do_nothing(browser, tmp_path):
    def hostile(a):
        for label in HOSTILE:
            a = a * Value(1.0, label=label)
        return a / Value(1.0, label=HOSTILE[0])

    with opened(browser, viz.explore(hostile, a=Value(2.0)).save(tmp_path / "x.html")) as page:
        typed(page, "a", 3.0)
        assert numbers(page)[0][-1] == "3.0"
        assert page.evaluate("window.ran === undefined && document.querySelectorAll('.mg-player img, .mg-player iframe').length === 0")


def test_the_same_output_twice_works_on_its_own(browser, tmp_path):
    path = viz.explore(lambda a: a * a, a=Value(2.0)).save(tmp_path / "x.html")
    whole = path.read_text(encoding="utf-8")
    body = whole.partition("</h1>")[2].partition("</main>")[0]
    path.write_text(whole.replace(body, body + body), encoding="utf-8")
    with opened(browser, path) as page:
        page.get_by_role("spinbutton", name="a", exact=True).nth(1).fill("5")
        assert numbers(page)[0] == ["2.0", "4.0", "5.0", "25.0"]


def test_without_scripts_the_still_picture_remains(browser, tmp_path):
    path = viz.explore(lambda a: a * a, a=Value(2.0)).save(tmp_path / "x.html")
    with opened(browser, path, java_script_enabled=False) as page:
        assert page.locator("img.mg-still").evaluate("image => image.naturalWidth > 200")
