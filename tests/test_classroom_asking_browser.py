"""A question that is put to a class in a page: how hands are counted, whose the keys are, the answer, a second round."""

from dataclasses import replace

import pytest

from exercises.topics import CHOICES, PREDICTIONS, QUESTIONS
from exercises.truth import slips, told_truth
from polls import asked_in, call_out, count, hands, percents, row, status, texts


@pytest.fixture
def page_of(browser, tmp_path, english):
    with asked_in(browser, tmp_path) as asked:
        yield asked


@pytest.fixture
def number(page_of):
    """B, which is 6, is right; A is 3, C is 7, D is 9, E any other number."""
    return page_of("slope_square")


@pytest.fixture
def choice(page_of):
    """A is right."""
    return page_of("secant")


# How hands are counted.


@pytest.mark.parametrize("way", [
    lambda page: row(page, "C").locator("input").fill("1"),
    lambda page: row(page, "C").locator("input").fill("１"),
    lambda page: row(page, "C").locator(".mg-more").click(),
    lambda page: row(page, "C").locator(".mg-pick").click(),
    lambda page: row(page, "C").locator(".mg-track").click(),
    lambda page: page.keyboard.press("c"),
    lambda page: (row(page, "A").locator(".mg-pick").focus(), page.keyboard.press("c")),
    lambda page: (row(page, "C").locator(".mg-pick").focus(), page.keyboard.press("Space")),
    lambda page: (row(page, "C").locator(".mg-pick").focus(), page.keyboard.press("Enter")),
    lambda page: (row(page, "C").locator("input").focus(), page.keyboard.press("+")),
    lambda page: (row(page, "C").locator("input").focus(), page.keyboard.press("ArrowUp")),
], ids=["typed", "typed full-width", "plus", "answer", "bar", "letter", "letter in it", "space", "enter", "+", "up"])  # fmt: skip
def test_a_hand_is_counted_in_every_way(number, way):
    way(number)
    assert hands(number) == [0, 0, 1, 0, 0] and percents(number) == ["0%", "0%", "100%", "0%", "0%"]


@pytest.mark.parametrize("way", [
    lambda page: row(page, "C").locator(".mg-fewer").click(),
    lambda page: page.keyboard.press("Shift+C"),
    lambda page: (row(page, "C").locator("input").focus(), page.keyboard.press("-")),
    lambda page: (row(page, "C").locator("input").focus(), page.keyboard.press("ArrowDown")),
], ids=["minus", "letter", "-", "down"])  # fmt: skip
def test_a_hand_is_taken_away_in_every_way(number, way):
    count(number, 0, 0, 2)
    number.locator(".mg-poll").focus()
    way(number)
    assert hands(number) == [0, 0, 1, 0, 0]


def test_there_are_never_fewer_than_no_hands(number):
    number.keyboard.press("a")
    number.keyboard.press("Shift+A")
    number.keyboard.press("Shift+A")
    assert hands(number) == [0] * 5 and row(number, "A").locator(".mg-fewer").is_disabled()


def test_hands_are_typed_one_row_after_the_other(number):
    row(number, "A").locator("input").click()
    for keys in ("12", "7", "3", "0", "1"):
        number.keyboard.type(keys)
        number.keyboard.press("Enter")
    assert hands(number) == [12, 7, 3, 0, 1]
    assert number.locator(".mg-show").evaluate("button => button === document.activeElement")


def test_the_bars_are_the_shares_of_all_votes_and_the_total_is_told(number):
    count(number, 1, 2, 1)
    assert percents(number) == ["25%", "50%", "25%", "0%", "0%"] and status(number) == "Hands: 4"
    bars = number.locator(".mg-share").evaluate_all("bars => bars.map(bar => bar.offsetWidth)")
    track = number.locator(".mg-track").first.evaluate("track => track.clientWidth")
    assert bars == pytest.approx([track / 4, track / 2, track / 4, 0, 0], abs=1)


@pytest.mark.parametrize("typed", ["two", "-3", "1000", "1.5", "<b>"])
def test_what_is_no_number_of_hands_counts_nothing_and_is_said(number, typed):
    count(number, 4)
    row(number, "A").locator("input").fill(typed)
    assert "0 to 999" in status(number) and percents(number)[0] == "100%"
    number.locator(".mg-poll").focus()
    assert hands(number)[0] == 4 and status(number) == "Hands: 4"


def test_a_field_that_is_emptied_to_be_typed_anew_stays_empty_till_then(number):
    count(number, 4)
    row(number, "A").locator("input").fill("")
    assert row(number, "A").locator("input").input_value() == "" and status(number) == "Hands: 0"
    number.locator(".mg-poll").focus()
    assert row(number, "A").locator("input").input_value() == "0"


def test_a_key_that_is_held_down_is_one_hand(choice):
    choice.keyboard.down("c")
    choice.keyboard.down("c")
    assert hands(choice) == [0, 0, 1]


def test_a_letter_is_heard_where_another_script_is_typed(choice):
    choice.locator("body").dispatch_event("keydown", {"key": "ㄏ", "code": "KeyC", "bubbles": True})
    assert hands(choice) == [0, 0, 1]


# Whose the keys are.

HEARD = "globalThis.heard = []; document.addEventListener('keydown', event => heard.push(event.key))"


def test_letters_of_the_slides_are_left_to_them_until_the_question_has_the_focus(page_of):
    page = page_of("slope_square", before=HEARD)
    for key in ("b", "f", "s", "ArrowRight", " ", "Escape", "c", "b", "f", "s", "ArrowRight", "Escape"):
        page.keyboard.press(key)
    assert hands(page) == [0, 1, 1, 0, 0]
    first, then = ["b", "f", "s", "ArrowRight", " ", "Escape"], ["f", "s", "ArrowRight", "Escape"]
    assert page.evaluate("heard") == first + then


def test_what_is_typed_into_a_field_reaches_no_slides(page_of):
    page = page_of("slope_square", before=HEARD)
    page.locator(".mg-poll form input").focus()
    for key in ("1", "b", "ArrowRight", " ", "n"):
        page.keyboard.press(key)
    row(page, "A").locator("input").focus()
    for key in ("1", "b", "ArrowLeft", " ", "n", "Escape"):
        page.keyboard.press(key)
    row(page, "A").locator(".mg-pick").focus()
    page.keyboard.press(" ")
    assert page.evaluate("heard") == [] and hands(page) == [2, 0, 0, 0, 0]


@pytest.mark.parametrize("after", [
    '<div style="position:fixed;inset:0;background:black"></div>', '<input class="other">',
], ids=["covered", "typed elsewhere"])  # fmt: skip
def test_no_key_is_taken_from_what_is_used(page_of, after):
    page = page_of("secant", after=after)
    page.evaluate("document.querySelector('.other')?.focus()")
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    assert hands(page) == [0, 0, 0] and page.locator(".mg-open").count() == 0


def test_of_two_questions_that_are_seen_only_the_one_with_the_focus_hears(page_of):
    page = page_of("secant", "value_twice", style="width:1200px;font-size:14px")
    page.keyboard.press("c")
    assert hands(page, 0) == hands(page, 1) == [0, 0, 0]
    page.locator(".mg-poll").nth(1).focus()
    page.keyboard.press("c")
    assert (hands(page, 0), hands(page, 1)) == ([0, 0, 0], [0, 0, 1])


# The answer.


@pytest.mark.parametrize("show", [
    lambda page: page.locator(".mg-show").click(), lambda page: page.keyboard.press("Enter"),
], ids=["button", "key"])  # fmt: skip
def test_the_answer_is_marked_when_it_is_asked_for(number, show):
    assert texts(number, "mg-sign") == [""] * 5 and texts(number, "mg-told") == [""]
    show(number)
    assert texts(number, "mg-sign") == ["≠", "✓", "≠", "≠", ""]  # of any other number nothing is known
    assert number.locator("li.mg-right").count() == 1
    said, asked = dict(slips(PREDICTIONS["slope_square"])), PREDICTIONS["slope_square"]
    assert texts(number, "mg-slip") == [said[3.0], "", said[7.0], said[9.0], ""]
    assert texts(number, "mg-told") == [f"{told_truth(asked)} {asked.why}"]
    show(number)
    assert texts(number, "mg-sign") == [""] * 5 and texts(number, "mg-slip") == [""] * 5


def test_the_right_option_is_marked(choice):
    choice.locator(".mg-show").click()
    assert texts(choice, "mg-sign") == ["✓", "≠", "≠"]
    assert texts(choice, "mg-slip") == ["", *(said for _, said in slips(CHOICES["secant"]))]


# Numbers that are called out.


def test_a_number_that_is_called_out_gets_a_row(number):
    call_out(number, "1/2")
    assert row(number, "F").locator(".mg-pick").inner_text().split() == ["F", "0.5"]
    number.keyboard.type("3")
    assert hands(number) == [0, 0, 0, 0, 0, 3]
    number.locator(".mg-show").click()
    assert texts(number, "mg-sign")[-1] == "≠"


@pytest.mark.parametrize(("typed", "letter"), [("6", "B"), ("2*3", "B"), ("9.0", "D"), ("６", "B"), ("6.001", "B")])
def test_a_number_that_has_a_row_gets_no_second_one(number, typed, letter):
    call_out(number, typed)
    assert number.locator(".mg-rows > li").count() == 5 and status(number).endswith(f"row {letter} already.")
    number.keyboard.press("ArrowUp")
    assert hands(number)["ABCDE".index(letter)] == 1


@pytest.mark.parametrize("typed", ["", "six", "1/0", "0/0", "1e999", "<b>"])
def test_what_is_no_number_gets_no_row(number, typed):
    call_out(number, typed)
    assert number.locator(".mg-rows > li").count() == 5 and "-7*5" in status(number)


def test_there_are_no_more_rows_than_letters(number):
    call_out(number, "1")
    assert number.locator(".mg-rows > li").count() == 6 and number.locator(".mg-poll form").count() == 0


def test_a_row_that_was_added_is_taken_away_when_nobody_has_voted_for_it(number):
    call_out(number, "1")
    fewer = row(number, "F").locator(".mg-fewer")
    number.keyboard.press("ArrowUp")
    assert (fewer.inner_text(), fewer.get_attribute("aria-label")) == ("−", "one hand fewer for F")
    fewer.click()
    assert (fewer.inner_text(), fewer.get_attribute("aria-label")) == ("×", "take row F away")
    fewer.click()
    assert number.locator(".mg-rows > li").count() == 5 and number.locator(".mg-poll form").count() == 1


def test_a_number_that_nobody_is_known_to_miss_is_marked_when_it_was_called_out(page_of, monkeypatch):
    monkeypatch.setitem(QUESTIONS, "softmax_chosen", replace(PREDICTIONS["softmax_chosen"], slips=()))
    page = page_of("softmax_chosen")
    assert page.locator(".mg-rows > li").count() == 1
    call_out(page, "-0.886")  # rounded
    call_out(page, "0.886")
    page.locator(".mg-show").click()
    assert texts(page, "mg-sign") == ["", "✓", "≠"]


# A second round.


def test_asked_again_the_first_round_stays_as_an_outline(choice):
    count(choice, 1, 3, 0)
    choice.locator(".mg-show").click()
    choice.locator(".mg-again").click()
    assert hands(choice) == [0, 0, 0] and texts(choice, "mg-sign") == [""] * 3
    count(choice, 4, 1, 0)
    assert percents(choice) == ["25% → 80%", "75% → 20%", "0% → 0%"]
    assert status(choice) == "Hands: 5, in the first round 4 (dashed)"
    outlines = choice.locator(".mg-first").evaluate_all(
        "bars => bars.map(bar => [bar.style.width, bar.checkVisibility()])"
    )
    assert outlines == [["25%", True], ["75%", True], ["0%", False]]


def test_in_the_first_round_there_is_no_outline_and_nothing_to_ask_again(choice):
    assert choice.locator(".mg-first").locator("visible=true").count() == 0
    assert choice.locator(".mg-again").is_disabled() and choice.locator(".mg-clear").is_disabled()


def test_it_is_cleared_and_the_keys_go_on(number):
    count(number, 1, 2)
    call_out(number, "1")
    number.locator(".mg-again").click()
    number.locator(".mg-clear").click()
    assert hands(number) == [0] * 5 and percents(number) == ["0%"] * 5 and status(number) == "Hands: 0"
    number.keyboard.press("b")
    assert hands(number) == [0, 1, 0, 0, 0]


# What remains.


def test_the_votes_outlive_a_reload(number):
    count(number, 4, 1)
    number.locator(".mg-again").click()
    call_out(number, "1")
    number.keyboard.type("2")
    number.locator(".mg-show").click()
    number.reload()
    assert hands(number) == [0, 0, 0, 0, 0, 2] and percents(number)[:2] == ["80% → 0%", "20% → 0%"]
    assert texts(number, "mg-sign")[1] == "✓"


@pytest.mark.parametrize("left", ["{", "null", "7", '{"votes":[1]}', '{"votes":[1,1,"1"],"typed":[],"before":null}'])
def test_what_cannot_be_read_is_taken_for_no_votes(page_of, left):
    page = page_of("secant", before=f"sessionStorage.setItem('micrograd-class secant', '{left}')")
    assert hands(page) == [0, 0, 0]
    page.keyboard.press("c")
    assert hands(page) == [0, 0, 1]


def test_where_nothing_may_be_kept_it_counts_all_the_same(page_of):
    refuse = "Object.defineProperty(globalThis, '{}', {{ get() {{ throw new Error('refused') }} }});"
    page = page_of("secant", before=refuse.format("sessionStorage") + refuse.format("BroadcastChannel"))
    page.keyboard.press("c")
    assert hands(page) == [0, 0, 1]


def test_another_window_shows_the_same(choice):
    count(choice, 1, 2)
    other = choice.context.new_page()
    other.goto(choice.url)
    other.wait_for_function("document.querySelector('.mg-percent').textContent === '33%'")
    row(other, "C").locator(".mg-more").click()
    choice.wait_for_function("document.querySelector('.mg-percent').textContent === '25%'")
    assert hands(choice) == hands(other) == [1, 2, 1]
    choice.locator(".mg-clear").click()
    other.wait_for_function("document.querySelector('.mg-percent').textContent === '0%'")


def test_two_of_one_question_in_a_page_show_the_same(page_of):
    page = page_of("secant", "secant")
    row(page, "C").nth(1).locator(".mg-more").click()
    page.wait_for_function(
        "[...document.querySelectorAll('.mg-percent')].map(each => each.textContent).join() === '0%,0%,100%,0%,0%,100%'"
    )
    assert hands(page, 0) == hands(page, 1) == [0, 0, 1]
