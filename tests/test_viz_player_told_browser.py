"""What the player tells in a real browser: of a step, in words, numbers, moves and code; of a value; of a mistake."""

import pytest

import viz
from micrograd.engine import Value
from players import MOVING, TO_A, Overwriting, diamond, lecture, squared, with_clock
from viz.words.messages import LANGUAGES, say

pytestmark = pytest.mark.usefixtures("english")


def doubled():
    a = Value(3.0, label="a")
    return a + a


# ---- what is told


STEPS = {
    "en": [
        (1, "forward: e = a * b", "2 * (-3) = -6", "out = Value(self.data * other.data, (self, other), '*')"),
        (7, "d hands a gradient to e", ["1", "-2", "0 + (-2) = -2"], "self.grad += out.grad"),
        (TO_A, "e hands a gradient to a", ["-3", "-2", "0 + 6 = 6"], "self.grad += other.data * out.grad"),
    ],
    "zh-TW": [
        (1, "前向：e = a * b", "2 * (-3) = -6", "out = Value(self.data * other.data, (self, other), '*')"),
        (TO_A, "e 把梯度傳給 a", ["-3", "-2", "0 + 6 = 6"], "self.grad += other.data * out.grad"),
    ],
}  # fmt: skip
SENTENCES = {
    "en": "Multiplication hands each operand the other's value as its local slope.",
    "zh-TW": "乘法的局部斜率，就是另一個運算元的數值。",
}
NAMES = {"en": ["1local slope", "2times out.grad", "3accumulate"], "zh-TW": ["1局部斜率", "2乘上 out.grad", "3累加"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_is_told_in_words_numbers_moves_and_code(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(viz.animate(lecture()))
    assert shown.part("move").all_text_contents() == NAMES[language]
    for step, title, numbers, code in STEPS[language]:
        shown.go(step)
        assert shown.step == step and shown.text("title").endswith(title)
        assert (shown.text("first") if isinstance(numbers, str) else shown.moves) == numbers
        acting = shown.part("acts").all_inner_texts()
        assert [line.partition("#")[0].strip() for line in acting] == [code]
    assert SENTENCES[language] in shown.text("sentence")


def test_each_step_is_spoken_once(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    heard = shown.part("heard")
    assert heard.get_attribute("aria-live") == "polite"
    shown.go(TO_A - 1)
    heard.evaluate("""element => {
        window.said = []
        new MutationObserver(() => window.said.push(element.textContent)).observe(element, { childList: true, characterData: true })
    }""")
    shown.click("forward")
    for _ in range(20):
        wait(300)
    assert shown.page.evaluate("window.said") == ["e hands a gradient to a. a.grad: 0 + (-3 × -2) = 6"]


REUSED = {
    doubled: ["0 + 1 = 1", "1 + 1 = 2"],
    squared: ["0 + 3 = 3", "3 + 3 = 6"],
    diamond: ["0 + 60 = 60", "60 + 60 = 120"],
}


@pytest.mark.parametrize("make", REUSED)
def test_a_reused_value_is_seen_to_collect(show, make):
    animation = viz.animate(make())
    shown = show(animation)
    seen = []
    for step, told in enumerate(animation.steps):
        if told.kind == "contribution" and told.value == 0:
            shown.go(step)
            seen.append(shown.moves[2])
            assert float(shown.grads[0]) == float(seen[-1].rpartition("= ")[2])
            assert shown.host.locator("[data-value='0'] [data-chip]").count() == len(seen)
    assert seen == REUSED[make]


# ---- the story of a value


def test_a_story_tells_the_contributions_so_far_and_at_the_end_the_sum_over_paths(show):
    shown = show(viz.animate(diamond()))
    shown.value(0).click()
    assert shown.part("pane li").all_inner_texts() == ["d → not yet", "b → not yet"]
    assert say("player.paths_at_end") in shown.text("pane")
    shown.go(8)
    assert shown.part("pane li").first.inner_text() == "d → a.grad: 0 + (10 × 6) = 60"
    shown.click("last")
    contributions, paths = (part.locator("li").all_inner_texts() for part in shown.part("pane ul").all())
    assert contributions == ["d → a.grad: 0 + (10 × 6) = 60", "b → a.grad: 60 + (3 × 20) = 120"]
    assert paths == ["a → b → L: 3 × 20 = 60", "a → d → L: 10 × 6 = 60"]
    assert shown.text("sum") == "= 120" and shown.grads[0] == "+120.0"
    shown.button("close").focus()
    shown.press("Enter")
    assert shown.part("sum").count() == 0 and shown.focused_value == "0"


def test_the_paths_of_every_value_add_up_to_its_gradient_however_many_there_are(show):
    x = y = Value(1.5, label="x")
    for _ in range(5):
        y = y * x + y
    shown = show(viz.animate(y))
    shown.click("last")
    for i in range(shown.host.locator("[data-value]").count() - 1):
        shown.value(i).dispatch_event("click")
        told = shown.part("pane ul").nth(1).locator("li").all_inner_texts()
        assert len(told) <= 9 and shown.text("sum").removeprefix("= ") == shown.grads[i].strip("+").removesuffix(".0")
    shown.value(0).dispatch_event("click")
    told = shown.part("pane ul").nth(1).locator("li").all_inner_texts()
    assert told[-1].startswith("and ") and "more paths, together" in told[-1]
    assert sum(float(path.split()[-1]) for path in told) == pytest.approx(float(shown.grads[0]), rel=1e-3)


def test_the_story_of_the_root(show):
    shown = show(viz.animate(lecture()))
    shown.click("last")
    shown.value(6).click()
    assert "It is the root: its gradient is 1." in shown.text("pane")


def test_an_open_story_has_the_numbers_of_the_step_also_after_a_number_has_travelled(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.go(TO_A - 1)
    shown.value(0).click()
    shown.click("forward")
    wait(6000)
    assert "data 2.0, grad +6.0" in shown.text("head")


# ---- a recorded engine


def test_a_recorded_mistake_is_marked_at_its_step_and_at_the_scrubber(show):
    x = Overwriting(3.0, label="x")
    shown = show(viz.record(x * x))
    told = {}
    for step in range(5):
        shown.go(step)
        if "≠" in shown.text("title"):
            told[step] = shown.text("sentence")
    assert list(told) == [3, 4] and told[3].startswith("≠ Overwritten: x.grad was 3; now it is 3 and should be 3 + 3.")
    assert "x.grad is 3 instead of 6" in told[4]
    shown.go(3)
    assert shown.moves[2] == "3 → 3 ≠ 6" and shown.grads[0] == "+3.0"
    assert shown.text("acts") == "other.grad = self.data * out.grad"
    scrubber, ticks = shown.part("scrubber").bounding_box(), [tick.bounding_box() for tick in shown.part("tick").all()]
    places = [(tick["x"] + tick["width"] / 2 - scrubber["x"]) / scrubber["width"] for tick in ticks]
    assert places == pytest.approx([3 / 4, 1], abs=0.05)


def test_a_right_engine_gets_no_mark(show):
    shown = show(viz.record(lecture()))
    assert shown.part("tick").count() == 0
    shown.click("last")
    assert shown.text("title").endswith("The end: no mistake was found.") and shown.grads[0] == "+6.0"
