"""The controls and the keys of the player in a real browser: what each of them does, and what it leaves to the page."""

import pytest

import viz
from players import LAST, MOVING, TO_A, lecture, with_clock
from viz.words.messages import say

pytestmark = pytest.mark.usefixtures("english")


# ---- controls


def test_every_button_and_the_scrubber_do_what_they_say(show):
    shown = show(viz.animate(lecture()))
    seen = []
    for control in ("forward", "forward", "back", "last", "forward", "back", "first", "back"):
        shown.click(control)
        seen.append(shown.step)
    assert seen == [1, 2, 1, LAST, LAST, LAST - 1, 0, 0]
    shown.scrub(4)
    assert shown.step == 4 and shown.text("title").startswith("backward: seed the root")


def test_play_goes_on_by_itself_as_fast_as_chosen_until_paused_or_at_the_end(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)

    def speed(times):
        return shown.host.get_by_label(say("player.speed")).select_option(times)

    shown.click("play")
    assert shown.step == 1
    wait(2200)
    assert shown.step == 1
    wait(800)  # what is left of the step, and a rest
    assert shown.step == 2
    speed("4")
    wait(800)
    assert shown.step == 3
    shown.click("pause")
    here = shown.all_of_it
    wait(60_000)
    assert shown.all_of_it == here
    shown.click("play")
    wait(1300 * LAST)
    assert shown.step == LAST and shown.button("play").is_visible()
    shown.click("play")  # from the beginning again
    assert shown.step == 1


def test_play_without_motion_stands_at_one_moment_after_the_other(show):
    shown = show(viz.animate(lecture()))
    wait = with_clock(shown)
    shown.go(TO_A - 1)
    shown.click("play")
    seen = []
    while shown.button("pause").is_visible():
        wait(300)
        seen.append((shown.step, shown.ms))
    assert [ms for step, ms in dict.fromkeys(seen) if step == TO_A] == [1090, 2890, 4100, 4700]


def test_the_wave_plays_all_steps_at_once_and_the_scrubber_goes_through_it(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.click("play_wave")
    titles = []
    while shown.button("pause").is_visible():
        wait(700)
        titles.append(shown.text("title"))
    assert len(dict.fromkeys(titles)) == 3 and "L" in titles[-1]
    assert shown.grads == ["+6.0", "-4.0", "-2.0", "-2.0", "-2.0", "+4.0", "+1.0"]
    shown.scrub(0)
    assert shown.text("count").endswith("0.0 s") and set(shown.grads) == {"·"}
    shown.click("last")  # out of it, to where the steps end
    assert shown.step == LAST
    shown.click("back")
    assert shown.step == LAST - 1


def test_each_of_the_three_beats_of_a_step_can_be_held(show):
    shown = show(viz.animate(lecture()))
    shown.go(TO_A)
    tiles = shown.part("tile")
    for beat, (moves, grad) in enumerate(
        [(["-3", "·", "·"], "·"), (["-3", "-2", "·"], "·"), (["-3", "-2", "0 + 6 = 6"], "+6.0")]
    ):
        for hold in (lambda: tiles.nth(beat).click(), lambda: shown.press(f"{beat + 1}")):
            shown.go(TO_A)
            shown.button("forward").focus()
            hold()
            assert (shown.step, shown.moves, shown.grads[0]) == (TO_A, moves, grad)
            assert [i for i in range(3) if "mg-now" in tiles.nth(i).get_attribute("class")] == [beat]
    for key in ("Enter", " "):
        shown.go(TO_A)
        tiles.nth(1).focus()
        shown.press(key)
        assert shown.moves == ["-3", "-2", "·"]


def test_the_code_lights_up_move_by_move(show):
    shown = show(viz.animate(lecture()))
    lit = []
    for ms in (500, 2000, 4000):
        shown.at(TO_A, ms)
        lit.append(shown.host.locator(".mg-acts .mg-token.mg-now").all_inner_texts())
    assert [" ".join(tokens) for tokens in lit] == ["other.data", "* out.grad", "self.grad +="]
    shown.go(TO_A)
    assert shown.host.locator(".mg-token.mg-now").count() == 0


def test_the_table_of_all_steps_stands_in_the_pane_and_is_closed_again(show):
    shown = show(viz.animate(lecture()))
    shown.click("all_steps")
    assert shown.part("pane").locator("tbody tr").count() == LAST + 1
    shown.click("close")
    assert shown.part("steps").count() == 0
    shown.click("all_steps", "all_steps")
    assert shown.part("steps").count() == 0


# ---- keys


def test_every_key_does_what_it_says(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.button("forward").focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        shown.press(key)
        seen.append((shown.step, shown.travelling.count() > 0))
        wait(100)
    assert seen == [(1, True), (1, False), (2, True), (2, False), (LAST, False), (0, False)]
    shown.value(6).focus()
    shown.press(" ")
    wait(3000)
    assert shown.step == 2 and shown.button("pause").is_visible()
    shown.press(" ")
    wait(60_000)
    assert shown.step == 2 and shown.button("play").is_visible()
    shown.press("w")
    wait(500)
    assert "s" in shown.text("count") and shown.button("pause").is_visible()


def test_space_and_enter_on_a_button_press_that_button_once(show):
    shown = show(viz.animate(lecture()))
    shown.button("forward").focus()
    shown.press(" ", "Enter")
    assert shown.step == 2 and shown.button("play").is_visible()


def test_up_and_down_choose_a_value_enter_tells_its_story_and_escape_closes_it(show):
    shown = show(viz.animate(lecture()))
    shown.value(6).focus()
    chosen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        shown.press(key)
        chosen.append(shown.focused_value)
    assert chosen == ["0", "1", "0", "6", "5"]
    shown.press("ArrowDown", "ArrowDown", "Enter")
    assert shown.text("head").startswith("The story of a") and shown.step == 0
    shown.press("ArrowRight")  # the player goes on beside an open story
    assert shown.step == 1 and shown.text("head").startswith("The story of a")
    shown.press("ArrowDown")  # which follows the focus
    assert shown.text("head").startswith("The story of b")
    shown.press("Escape")
    assert not shown.text("head").startswith("The story") and shown.focused_value == "1"


def test_the_picture_is_one_tab_stop_and_remembers_the_chosen_value(show):
    shown = show(viz.animate(lecture()))
    assert shown.host.locator("[data-value][tabindex='0']").count() == 1
    shown.value(6).focus()
    shown.press("ArrowUp")
    assert shown.host.locator("[data-value][tabindex='0']").get_attribute("data-value") == "5"


def test_the_focus_goes_from_the_picture_to_the_tiles_and_to_the_controls(show):
    shown = show(viz.animate(lecture()))
    shown.go(TO_A)
    shown.value(6).focus()
    way = []
    for _ in range(8):
        shown.press("Tab")
        way.append(
            shown.page.evaluate("() => document.activeElement.closest('.mg-tile, .mg-bar, .mg-pane')?.className ?? ''")
        )
    assert [name.split()[0] for name in way if name] == ["mg-tile"] * 3 + ["mg-pane"] + ["mg-bar"] * 4


LISTEN = """() => {
    window.heard = []
    for (const capture of [true, false]) document.addEventListener('keydown', event => window.heard.push(event.key), capture) // notebooks, slides
    document.body.insertAdjacentHTML('beforeend', '<button id=outside>outside</button>')
}"""
OURS = ["ArrowRight", "ArrowLeft", "Home", "End", " ", "ArrowRight"]


def heard(shown):
    """What has reached listeners on the document since the last call."""
    return shown.page.evaluate("() => window.heard.splice(0)")


def test_keys_inside_the_player_do_not_reach_the_notebook_but_other_keys_do(show):
    shown = show(viz.animate(lecture()))
    shown.page.evaluate(LISTEN)
    shown.go(TO_A)
    for place in (
        shown.button("play"),
        shown.host.get_by_label(say("player.which")),
        shown.value(6),
        shown.part("tile").first,
    ):
        place.focus()
        shown.press(*OURS)
        assert heard(shown) == []
    shown.value(6).focus()
    shown.press("ArrowUp", "ArrowDown", "Enter", "Escape")
    assert heard(shown) == []
    for key in ("Shift+Enter", "Control+ArrowRight", "a", "Escape"):  # Escape: no story is open
        shown.press(key)
        assert heard(shown)[-2:] == [key.rpartition("+")[2]] * 2
    shown.press("Control+Home")
    assert shown.step != 0


def test_keys_outside_the_player_do_nothing_to_it(show):
    shown = show(viz.animate(lecture()))
    shown.page.evaluate(LISTEN)
    shown.scrub(5)
    shown.page.locator("#outside").focus()
    before = shown.picture
    shown.press(*OURS, "Escape")
    assert (shown.step, shown.picture) == (5, before) and heard(shown) == [
        key for key in [*OURS, "Escape"] for _ in range(2)
    ]


def test_a_player_that_was_removed_while_it_had_the_focus_takes_no_more_keys(show):
    shown = show(viz.animate(lecture()))
    shown.page.evaluate(LISTEN)
    shown.button("forward").focus()
    shown.host.evaluate("host => host.remove()")
    shown.press(*OURS)
    assert heard(shown) == [key for key in OURS for _ in range(2)]


def test_a_player_that_was_out_of_the_page_for_a_while_still_knows_its_keys(show):
    shown = show(viz.animate(lecture()))  # as in a notebook, which takes cells out of sight out of the page
    shown.page.evaluate(
        "host => { const { parentNode } = host; host.remove(); parentNode.append(host) }", shown.host.element_handle()
    )
    shown.button("forward").focus()
    shown.press("ArrowRight", "ArrowRight")
    assert shown.step == 2


def test_keys_belong_to_no_player_of_a_page_that_only_opens(show):
    shown = show(viz.animate(lecture()))
    shown.page.evaluate(LISTEN)
    shown.press("ArrowRight")
    assert shown.step == 0 and heard(shown) == ["ArrowRight"] * 2


# ---- touch


def test_a_tap_on_a_box_opens_its_story_and_one_on_an_arrow_shows_its_step(show):
    shown = show(viz.animate(lecture()), has_touch=True)
    shown.go(LAST)
    shown.value(0).tap()
    assert shown.text("head").startswith("The story of a") and "+6.0" in shown.text("head")
    shown.click("close")
    shown.host.locator("[data-tag=e2_0]").tap()
    assert shown.text("title").endswith("e hands a gradient to a") and shown.moves == ["-3", "-2", "0 + 6 = 6"]
    assert shown.step == LAST and "mg-dimmed" in shown.host.locator(".mg-stage > svg").get_attribute("class")
    shown.host.locator("[data-tag=e2_0]").tap()
    assert "mg-dimmed" not in (shown.host.locator(".mg-stage > svg").get_attribute("class") or "")
