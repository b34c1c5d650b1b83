"""A question in a page: what follows waits, closed, until it is answered or somebody asks to be shown."""

import re

import pytest

import viz
from exercises import kept_answers, predict
from exercises.topics import CHOICES, PREDICTIONS
from pages import link_kernel, opened, press, press_by, violations
from viz.outputs.html import document

RAN = '<p class="ran">what the cell displays</p>'


@pytest.fixture(params=["en", "zh-TW"])
def language(request, monkeypatch):
    monkeypatch.setattr(kept_answers, "_memories", {})
    yield viz.language(request.param)
    viz.language("en")


@pytest.fixture
def page_of(browser, tmp_path, language):
    """A function: outputs -> a page of them."""
    pages = []

    def made(*outputs, **options):
        body = "".join(each if isinstance(each, str) else each.to_html() for each in outputs)
        (tmp_path / "page.html").write_text(document("questions", body), encoding="utf-8")
        pages.append(opened(browser, tmp_path / "page.html", **options))
        return pages[-1].__enter__()

    yield made
    for page in pages:
        page.__exit__(None, None, None)


@pytest.fixture
def number(page_of):
    return page_of(predict.add_reuse.over(RAN))


@pytest.fixture
def choice(page_of):
    return page_of(predict.secant.over(RAN))


def type_in(page, text):
    page.locator(".mg-field input").fill(text)
    press(page, "Enter")


def heard(page):
    return page.locator(".mg-heard").inner_text()


def shown(page):
    """What of the answer is seen."""
    return page.locator(".mg-true, .ran, .mg-waiting svg").locator("visible=true").all_inner_texts()


def test_nothing_of_the_answer_is_seen_before(number):
    assert shown(number) == []
    assert number.locator(".mg-waiting").evaluate("box => box.open") is False


@pytest.mark.parametrize(("typed", "sign"), [("2", "✓"), ("1+1", "✓"), ("１", "≠"), ("-4*2", "≠")])
def test_a_number_is_answered_and_opens_what_waited(number, typed, sign):
    type_in(number, typed)
    assert heard(number).startswith(sign)
    assert str(PREDICTIONS["add_reuse"].why) in number.locator(".mg-waiting").inner_text()
    assert "what the cell displays" in shown(number)


@pytest.mark.parametrize(
    ("typed", "echoed"),
    [("262145", "262145"), ("2**18+7", "262151"), ("-7*5", "-35"), ("0.123456", "0.1235"), ("12345.67", "12350")],
)
def test_a_whole_number_is_echoed_as_it_was_typed_and_any_other_is_rounded(number, typed, echoed):
    type_in(number, typed)
    assert re.search(rf"(?<![\d.]){re.escape(echoed)}(?![\d.])", heard(number))


@pytest.mark.parametrize(("typed", "sign"), [("2**18", "✓"), ("262143", "≠"), ("262000", "≠")])
def test_a_large_number_that_is_whole_is_right_only_to_the_last_digit(page_of, typed, sign):
    page = page_of(predict.tower_paths)
    type_in(page, typed)
    assert heard(page).startswith(sign)


def test_a_question_without_a_cell_shows_the_graph(page_of):
    page = page_of(predict.add_reuse)
    assert shown(page) == []
    type_in(page, "2")
    assert page.locator(".mg-waiting svg").locator("visible=true").count() == 1


def test_a_number_explains_a_slip_and_may_be_asked_again(number):
    for typed, slip in (("1", 1.0), ("6", 6.0)):
        type_in(number, typed)
        assert str(PREDICTIONS["add_reuse"].slip(slip)) in heard(number)


@pytest.mark.parametrize("typed", ["", "two", "1/0", "<b>", "1e999"])
def test_what_is_no_number_opens_nothing(number, typed):
    type_in(number, typed)
    assert "-7*5" in heard(number) and shown(number) == []


@pytest.mark.parametrize("how", ["mouse", "keyboard", "space"])
def test_a_choice_is_made_by_mouse_and_keys(choice, how):
    options = choice.locator("[role=radio]")
    press_by(how, options.nth(1))
    assert str(CHOICES["secant"].slip("flatter")) in heard(choice) and heard(choice).startswith("≠")
    assert [each.get_attribute("aria-checked") for each in options.all()] == ["false", "true", "false"]
    assert "✓" in options.nth(0).inner_text() and "≠" in options.nth(1).inner_text()
    assert "what the cell displays" in shown(choice)


def test_arrow_keys_move_among_the_choices_and_choose_nothing(choice):
    options = choice.locator("[role=radio]")
    press(choice, "Tab", "ArrowLeft", "ArrowLeft", "ArrowDown")
    assert options.nth(2).evaluate("each => each === document.activeElement")
    assert [each.get_attribute("tabindex") for each in options.all()] == ["-1", "-1", "0"]
    assert heard(choice) == "" and shown(choice) == []


def test_the_focus_stays_where_it_was(choice):
    press(choice, "Tab", "Enter")
    assert choice.evaluate("document.activeElement.role") == "radio" and heard(choice).startswith("✓")


@pytest.mark.parametrize("how", ["mouse", "keyboard", "space"])
def test_show_me_shows_the_answer_and_says_nothing_of_a_prediction(number, how):
    press_by(how, number.locator(".mg-waiting > summary"))
    number.wait_for_function("() => document.querySelector('.mg-waiting').open")
    assert "2" in shown(number)[0] and heard(number) == ""


def test_a_running_kernel_is_told_the_first_answer_once(number):
    link_kernel(number)
    type_in(number, "1")
    type_in(number, "2")
    assert number.evaluate("told") == [1]


def test_a_kernel_that_comes_late_is_told_as_well(choice):
    choice.locator("[role=radio]").nth(2).click()
    link_kernel(choice)
    assert choice.evaluate("told") == ["the same"]


def test_a_running_kernel_is_told_that_the_answer_was_shown_and_of_no_prediction_after_it(number):
    link_kernel(number)
    number.locator(".mg-waiting > summary").click()
    number.wait_for_function("() => told.length > 0")
    type_in(number, "2")
    assert number.evaluate("told") == [None]


def test_an_answer_of_this_session_is_shown_again_and_the_kernel_not_told_twice(page_of):
    predict.secant("flatter")
    page = page_of(predict.secant.over(RAN))
    link_kernel(page)
    assert str(CHOICES["secant"].slip("flatter")) in heard(page) and shown(page)
    assert page.evaluate("told") == []


@pytest.mark.parametrize("kept_first", [False, True])
def test_an_answer_that_a_notebook_has_kept_is_shown_again_and_stands_there_once(page_of, monkeypatch, kept_first):
    question, asked = predict.secant.over(RAN)._html("0123456789ab"), CHOICES["secant"]
    memory = kept_answers.Memory(asked, True, "flatter")
    monkeypatch.setattr(kept_answers.Memory, "token", lambda _: "0123456789ab")
    kept = memory.to_html()
    page = page_of(*((kept, question) if kept_first else (question, kept)))
    page.wait_for_function("() => document.querySelector('.mg-waiting').open")
    assert str(asked.slip("flatter")) in heard(page)
    assert page.locator(".mg-answered").locator("visible=true").count() == 0


def test_without_scripts_all_is_there_and_closed(page_of):
    page = page_of(predict.secant.over(RAN), java_script_enabled=False)
    assert all(
        str(CHOICES["secant"].told(option)) in page.locator(".mg-predict").inner_text()
        for option in CHOICES["secant"].options
    )
    assert shown(page) == []
    page.locator(".mg-waiting > summary").click()
    assert "what the cell displays" in shown(page)


@pytest.mark.parametrize("output", [
    lambda: viz.animate(_product()), lambda: viz.record(_product()), lambda: viz.slope(lambda x: x**2, 3.0, h=1.5),
    lambda: viz.explore("d = a * b", a=_product()._prev[0]), lambda: viz.draw(_product()),
], ids=["player", "recording", "slope", "explorer", "picture"])  # fmt: skip
def test_what_was_put_in_place_while_closed_looks_as_it_does_alone(page_of, output):
    made = output().to_html()
    page = page_of(predict.mul_slope.over(f'<div class="inside">{made}</div>'), f'<div class="alone">{made}</div>')
    type_in(page, "3")
    inside, alone = (
        page.locator(f".{where} svg").locator("visible=true").first.bounding_box() for where in ("inside", "alone")
    )
    assert all(abs(inside[side] - alone[side]) < 1.5 for side in ("x", "width", "height")), (inside, alone)


def _product():
    from micrograd.engine import Value

    product = Value(2.0, label="a") * Value(-3.0, label="b")
    product.label = "d"
    return product


def test_it_is_accessible_before_and_after(page_of):
    page = page_of(predict.add_reuse.over(RAN), predict.secant.over(RAN))
    assert violations(page) == []
    type_in(page, "1")
    page.locator("[role=radio]").nth(1).click()
    assert violations(page) == []


def test_two_of_one_question_in_a_page_answer_for_themselves(page_of):
    page = page_of(predict.secant, predict.secant)
    page.locator(".mg-asks").nth(1).locator("[role=radio]").first.click()
    assert [box.evaluate("box => box.open") for box in page.locator(".mg-waiting").all()] == [False, True]
