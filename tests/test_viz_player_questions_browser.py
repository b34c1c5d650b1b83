"""The questions of the player in a real browser: what is asked, what is said to an answer, and that nothing is given
away before.
"""

from functools import partial

import pytest

import viz
from micrograd.engine import Value
from players import LAST, MOVING, TO_A, lecture, squared, with_clock
from viz.words.messages import LANGUAGES, say

pytestmark = pytest.mark.usefixtures("english")


def doubled():
    a = Value(3.0, label="a")
    return a + a


def product(of_itself=False):
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    return (a * a if of_itself else a * b) * 4.0


def asked(shown):
    return shown.part("ask").is_visible()


def test_a_question_cannot_be_jumped_over(show):
    shown = show(viz.animate(lecture(), ask=True))
    wait = with_clock(shown)
    ways = [
        lambda: shown.click("last"), lambda: shown.scrub(LAST), lambda: shown.click("play"),
        lambda: shown.click("play_wave"), lambda: shown.click("all_steps"),
        lambda: (shown.button("forward").focus(), shown.press("End")), lambda: (shown.scrub(4), shown.click("forward")),
    ]  # fmt: skip
    for go_on in ways:
        shown.click("first")
        assert not asked(shown)
        go_on()
        wait(4000 * 6)  # where it plays
        assert shown.step == 5 and shown.question == "What will d.grad be after this step?"
        assert shown.grads[:6] == ["·"] * 6 and shown.moves[:2] == ["?", "?"] and shown.travelling.count() == 0
        assert shown.host.locator(".mg-line").count() == 0 and "-2" not in shown.text("told")
        assert shown.part("steps").count() == 0  # the table would tell


def test_back_from_a_question_shows_the_step_before_it(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.click("last", "back")
    assert shown.step == 4 and not asked(shown) and "seed the root" in shown.text("title")
    shown.click("back")
    assert shown.step == 3


def test_questions_only_at_the_chosen_steps(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last")
    assert shown.step == TO_A and shown.question == "What will a.grad be after this step?"
    assert shown.grads[0] == "·" and shown.grads.count("-2.0") == 3
    shown.answer("6")
    assert shown.step == TO_A and not asked(shown) and shown.grads[0] == "+6.0"
    shown.click("last")
    assert shown.step == LAST


RIGHT = [
    "6",
    "6.0",
    "6/1",
    "-2*-3",
    "６",
    "−2×−3",
    "(1+2)*2",
    "（１＋２）＊２",
    "+6",
    " 6 ",
    "6e0",
    "2^3-2",
    "6.001",
    "12÷2",
    "3·2",
]


def test_a_right_answer_counts_in_any_form(show):
    animation = viz.animate(lecture(), ask=[TO_A])
    for shown, given in zip(show(*[animation] * len(RIGHT)), RIGHT):
        shown.answer(given)
        assert "Right: 6." in shown.text("sentence") and shown.moves[2] == "0 + 6 = 6", given
        assert shown.button("forward").evaluate("button => button === document.activeElement"), given


def test_what_is_no_number_is_neither_right_nor_wrong(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    for given in ("", "six", "6 6", "(6", "6)", "2*", "1,5", "alert(1)", "6;7", "**"):
        shown.answer(given)
        assert shown.text("sentence") == say("question.not_a_number") and shown.moves[:2] == ["?", "?"], given
    shown.answer("6")
    shown.click("last")
    assert "1 of 1 right at once" in shown.text("sentence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_gets_the_first_two_moves_and_a_second_one_the_answer(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.answer("7")
    assert shown.text("sentence") == say("question.nudge")
    assert shown.moves[:2] == ["-3", "-2"] and asked(shown) and shown.grads[0] == "·"
    shown.answer("8")
    assert say("question.revealed", answer="6") in shown.text("sentence")
    assert shown.moves == ["-3", "-2", "0 + 6 = 6"] and shown.grads[0] == "+6.0"
    shown.click("last")
    assert say("question.score", asked=1, right=0, later=0) in shown.text("sentence")


def test_after_a_wrong_answer_two_beats_play_and_it_stops_before_the_third(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]), **MOVING)
    wait = with_clock(shown)
    shown.answer("7")
    wait(1500)
    assert shown.travelling.text_content() == "-2" and shown.moves[:2] == ["-3", "·"]
    wait(60_000)
    assert shown.moves[:2] == ["-3", "-2"] and asked(shown)
    assert shown.grads[0] == "·" and shown.travelling.count() == 0
    shown.page.keyboard.type("6")  # the field has the focus still, and what was wrong in it is overwritten
    shown.press("Enter")
    wait(60_000)
    assert "Right: 6." in shown.text("sentence") and shown.grads[0] == "+6.0"


def test_while_the_two_beats_play_no_control_gives_the_answer_away(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]), **MOVING)
    wait = with_clock(shown)
    for control in ("forward", "last", "play", "play_wave"):
        shown.click("first")
        shown.click("last")
        if shown.moves[0] == "?":
            shown.answer("7")
            wait(1500)
        shown.click(control)
        wait(10_000)
        assert asked(shown) and shown.grads[0] == "·", control


def reused():
    """The product of a, b and 4 comes to a, and 5 times a."""
    a, b = Value(3.0, label="a"), Value(2.0, label="b")
    return (a * b) * 4.0 + a * 5.0


FIRST, LATER = 0, -1  # of the contributions to a


SLIPS = [  # (what makes the graph, at which contribution to a is asked, what is answered, what is said)
    (squared, LATER, "3", "only_contribution"),
    (lecture, FIRST, "-3", "only_slope"),
    (lecture, FIRST, "-6", "lost_sign"),
    (lecture, FIRST, "-5", "sum_for_product"),
    (reused, LATER, "-13", "lost_sign"),
    (reused, LATER, "11", "sum_for_product"),
    (doubled, FIRST, "2", "in_the_end"),
    (squared, FIRST, "6", "in_the_end"),
    (product, FIRST, "2", "own_number"),
    (product, FIRST, "8", "own_number"),
    (product, FIRST, "5", "nudge"),
    (partial(product, of_itself=True), FIRST, "16", "in_the_end"),
]


def test_a_usual_slip_is_named_and_what_may_be_anything_is_not(show):
    for shown, (*_, given, said) in zip(show(*(asking(root, which) for root, which, _, _ in SLIPS)), SLIPS):
        shown.answer(given)
        assert shown.text("sentence") == say(f"question.{said}"), (given, said)


def asking(root, which):
    to_a = [n for n, s in enumerate(viz.animate(root()).steps) if s.kind == "contribution" and s.value == 0]
    return viz.animate(root(), ask=[to_a[which]])


def test_the_examples_at_the_field_answer_no_question_of_the_lessons(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last")
    assert "6" not in shown.part("ask input").get_attribute("title")


def test_the_answer_is_shown_to_who_asks_for_it_and_not_counted_as_right(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last", "show")
    assert say("question.revealed", answer="6") in shown.text("sentence") and shown.grads[0] == "+6.0"
    shown.click("last")
    assert "0 of 1 right at once, 0 after the three moves." in shown.text("sentence")


def test_a_score_stands_at_the_end_and_the_table_returns(show):
    shown = show(viz.animate(lecture(), ask=True))
    for answers in (["-2"], ["4"], ["1", "-2"], ["7", "8"], ["6"], ["-4"]):
        shown.answer(*answers)
    assert shown.step == LAST and "4 of 6 right at once, 1 after the three moves." in shown.text("sentence")
    shown.click("all_steps")
    assert shown.part("pane").locator("tbody tr").count() == LAST + 1
    shown.click("all_steps", "first", "last")  # what was answered is not asked again
    assert shown.step == LAST


def test_a_new_question_starts_with_an_empty_field(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.answer("7", "8")
    shown.click("forward")
    assert shown.part("ask input").input_value() == "" and shown.moves[:2] == ["?", "?"]
    assert say("question.revealed", answer="8") not in shown.text("sentence")


def test_what_is_typed_as_an_answer_stays_in_the_field(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.page.evaluate("""() => {
        window.heard = []
        document.addEventListener('keydown', event => window.heard.push(event.key))
    }""")
    shown.click("last")
    shown.page.keyboard.type("(1+2)*2w0")
    shown.press("Home", "ArrowRight", "ArrowUp", " ")
    assert shown.part("ask input").input_value().replace(" ", "") == "(1+2)*2w0" and shown.step == 5
    assert set(shown.page.evaluate("window.heard")) <= {"Shift"}
    shown.press("Control+Enter")
    assert "Enter" in shown.page.evaluate("window.heard")


def test_a_question_is_spoken_and_the_answer_too(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last")
    assert "What will a.grad be after this step?" in shown.part("heard").text_content()
    shown.answer("6")
    assert "a.grad: 0 + (-3 × -2) = 6" in shown.part("heard").text_content()


def test_an_expression_stands_in_brackets_where_its_gradient_is_told(show):
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    shown = show(viz.animate(a * b * 2, ask=4))
    shown.click("last")
    assert shown.question == "What will (a*b).grad be after this step?"
    shown.click("show")
    assert shown.part("symbol").all_text_contents()[:2] == ["∂(a*b*2)/∂(a*b)", "(a*b*2).grad"]


# ---- other questions than for a number


def options(shown):
    return shown.part("options button").all_inner_texts()


def choose(shown, text):
    shown.part("options").get_by_role("button", name=text, exact=True).click()


@pytest.mark.parametrize(
    ("ask", "question", "texts", "wrong", "right"),
    [
        ("sign", "Will a.grad be positive, 0 or negative after this step?", ["+", "0", "−"], "−", "+"),
        ("size", "In size: what arrives at a, compared with e.grad?", [">", "=", "<"], "<", ">"),
    ],
)
def test_a_sign_or_a_size_is_chosen(show, ask, question, texts, wrong, right):
    shown = show(viz.animate(lecture(), ask=ask))
    shown.click("last")
    while shown.step < TO_A:
        shown.click("show", "last")
    assert shown.question == question and options(shown) == texts and not asked(shown)
    choose(shown, wrong)
    assert shown.text("sentence") == say("question.nudge")
    assert shown.moves[:2] == ["-3", "-2"] and shown.grads[0] == "·"
    choose(shown, right)
    assert shown.text("sentence").startswith(say("question.right", answer="6")) and shown.grads[0] == "+6.0"


def unequal():
    """21 comes to a by b, and 10 by d."""
    a = Value(2.0, label="a")
    b, d = a * 3.0, a * 10.0
    L = b * 7.0 + d
    viz.label(b=b, d=d, L=L)
    return L


@pytest.mark.parametrize("by", ["button", "arrow"])
def test_which_arrow_brings_most_is_answered_by_its_button_or_by_itself_in_the_picture(show, by):
    animation = viz.animate(unequal(), ask="arrow")
    nodes, to_a = animation.graph.nodes, [s for s in animation.steps if s.kind == "contribution" and s.value == 0]
    edges = {nodes[step.result].label: f"e{step.result}_{step.slot}" for step in to_a}
    shown = show(animation)

    def answer(name):
        if by == "button":
            choose(shown, name)
        else:
            shown.host.locator(f"[data-hit={edges[name]}]").dispatch_event("click")

    shown.click("last")
    before = shown.picture
    assert shown.question == say("question.ask_arrow", operand="a") and sorted(options(shown)) == ["b", "d"]
    answer("d")
    assert shown.text("sentence") == say("question.nudge_arrow") and shown.picture == before  # one would mislead
    answer("b")
    assert shown.text("sentence").startswith(say("question.right", answer="b")) and options(shown) == []


def test_for_which_number_a_gradient_is_zero_is_answered_by_any_such_number(show):
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(1.0, label="c")
    shown = show(viz.animate(a * (b + c), ask="zero"))
    shown.click("last")
    assert shown.question == say("question.ask_zero", leaf="c", operand="a")
    shown.answer("4")
    assert shown.text("sentence") == say("question.would_be", leaf="c", given="4", operand="a", grad="1")
    shown.answer("6/2")
    assert shown.text("sentence").startswith(say("question.right", answer="c = 3"))


@pytest.mark.parametrize("ask", ["sign", "size", "arrow"])
def test_an_answer_is_chosen_by_keys_alone(show, ask):
    shown = show(viz.animate(unequal(), ask=ask))
    shown.button("last").focus()
    shown.press("Enter")
    assert shown.part("options button").first.evaluate("button => button === document.activeElement")
    first = shown.step
    shown.press("Tab", "Enter")
    if options(shown):
        shown.press("Tab", "Enter")
    assert shown.step == first and options(shown) == []
    assert shown.button("forward").evaluate("button => button === document.activeElement")
