"""The player in a real browser, in a saved page without a network: what each control, key and question does, and what
it leaves alone.
"""

import contextlib
from functools import partial

import pytest

import viz
from browser import chromium
from lookalikes import InTuples
from micrograd.engine import Value
from pages import opened, press, violations
from seed_engine import Value as SeedValue
from test_viz_browser import HOSTILE, rgb
from viz.outputs import html as pages
from viz.words.messages import LANGUAGES, say


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", "en")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


class Shown:
    """A player on a page: what a reader sees of it, and what he can press."""

    def __init__(self, page, which=0):
        self.page, self.host = page, page.locator(".mg-player").nth(which)

    def part(self, name):
        return self.host.locator(f".mg-{name}")

    def text(self, name):
        return self.part(name).inner_text().strip()

    def button(self, word):
        page = "question" if word in ("check", "show") else "player"
        return self.host.get_by_role("button", name=say(f"{page}.{word}"), exact=True)

    def click(self, *controls):
        for word in controls:
            self.button(word).click(force=True)  # also where it is said to be of no use now

    def press(self, *keys):
        press(self.page, *keys)

    def value(self, i):
        return self.host.locator(f"[data-value='{i}']")

    def go(self, step):
        self.host.get_by_label(say("player.which")).fill(str(step))

    def answer(self, *answers):
        """Go on to the next question and answer it; a second answer is one after a wrong one."""
        if not self.part("ask").is_visible():
            self.click("last")
        for given in answers:
            self.part("ask input").fill(given)
            self.press("Enter")

    @property
    def step(self):
        return int("".join(c if c.isdigit() else " " for c in self.text("count")).split()[0])

    @property
    def grads(self):
        return self.host.locator("[data-part=grad]").all_text_contents()

    @property
    def data(self):
        return self.host.locator("[data-part=data]").all_text_contents()

    @property
    def moves(self):
        return [text.strip() for text in self.part("moves .mg-number").all_inner_texts()]

    @property
    def picture(self):
        return (
            self.host.locator(".mg-stage svg")
            .evaluate("svg => new XMLSerializer().serializeToString(svg)")
            .replace(' class=""', "")
        )

    @property
    def focused_value(self):
        return self.page.evaluate("() => document.activeElement.dataset.value")


@pytest.fixture
def show(browser, tmp_path):
    """show(an animation, or several for one page; options of the browser) -> Shown, or a list of them."""
    with contextlib.ExitStack() as open_pages:

        def shown(*outputs, **options):
            body = "".join(output._repr_mimebundle_()["text/html"] for output in outputs)
            (tmp_path / "page.html").write_text(pages.document("page", body), encoding="utf-8")
            page = open_pages.enter_context(
                opened(browser, tmp_path / "page.html", **{"reduced_motion": "reduce"} | options)
            )
            page.set_default_timeout(5000)
            return [Shown(page, k) for k in range(len(outputs))] if len(outputs) > 1 else Shown(page)

        yield shown


MOVING = {"reduced_motion": "no-preference"}


def with_clock(shown):
    """Time stands still, and goes on by what is called: with_clock(shown)(milliseconds)."""
    shown.page.clock.install(time=0)
    shown.page.clock.pause_at(1000)
    return shown.page.clock.run_for


def lecture(scale=1.0):
    """The example of the lectures in the seed's own class, whose closures have a source to show."""
    a, b, c, f = SeedValue(2.0 * scale), SeedValue(-3.0), SeedValue(10.0), SeedValue(-2.0)
    e = a * b
    d = e + c
    L = d * f
    viz.label(a=a, b=b, c=c, d=d, e=e, f=f, L=L)
    return L


def doubled():
    a = Value(3.0, label="a")
    return a + a


def squared():
    a = Value(3.0, label="a")
    return a * a


def diamond():
    a = Value(2.0)
    b, d = a * 3.0, a * 10.0
    L = b * d
    viz.label(a=a, b=b, d=d, L=L)
    return L


LAST = 10  # step of the lecture's example
TO_A = 9  # e = a * b hands a gradient to a


# ---- controls and keys


def test_every_button_and_the_scrubber_do_what_they_say(show):
    shown = show(viz.animate(lecture()))
    seen = []
    for control in ("forward", "forward", "back", "last", "forward", "back", "first", "back"):
        shown.click(control)
        seen.append(shown.step)
    assert seen == [1, 2, 1, LAST, LAST, LAST - 1, 0, 0]
    shown.go(4)
    assert shown.step == 4 and shown.text("title") == "backward: seed the root, L.grad = 1"


def test_play_goes_on_by_itself_as_fast_as_chosen_until_paused_or_at_the_end(show):
    shown = show(viz.animate(lecture()))
    wait = with_clock(shown)
    shown.click("play")
    seen = [shown.step]
    for speed, milliseconds in (
        ("1", 2300),
        ("1", 100),
        ("4", 2400),
        ("4", 600),
    ):  # what has begun ends at the older speed
        shown.host.get_by_label(say("player.speed")).select_option(speed)
        wait(milliseconds)
        seen.append(shown.step)
    assert seen == [1, 1, 2, 3, 4]
    shown.click("pause")
    wait(60_000)
    assert shown.step == 4
    shown.click("play")
    wait(600 * LAST)
    assert shown.step == LAST and shown.button("play").is_visible()
    shown.click("play")  # from the beginning again
    assert shown.step == 1


def test_every_key_does_what_it_says(show):
    shown = show(viz.animate(lecture()))
    wait = with_clock(shown)
    shown.button("forward").focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        shown.press(key)
        seen.append(shown.step)
    assert seen == [1, 2, 1, LAST, 0]
    shown.value(6).focus()
    shown.press(" ")
    wait(2400)
    assert shown.step == 2 and shown.button("pause").is_visible()
    shown.press(" ")
    wait(60_000)
    assert shown.step == 2 and shown.button("play").is_visible()


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
    assert shown.text("heading") == "The story of a" and shown.step == 0
    shown.press("ArrowRight")  # the player goes on below an open story
    assert shown.step == 1 and shown.part("story").is_visible()
    shown.press("Escape")
    assert shown.part("story").is_hidden() and shown.focused_value == "0"


def test_the_picture_is_one_tab_stop_and_remembers_the_chosen_value(show):
    shown = show(viz.animate(lecture()))
    assert shown.host.locator("[data-value][tabindex='0']").count() == 1
    shown.value(6).focus()
    shown.press("ArrowUp")
    assert shown.host.locator("[data-value][tabindex='0']").get_attribute("data-value") == "5"


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
    for place in (shown.button("play"), shown.host.get_by_label(say("player.which")), shown.value(6)):
        place.focus()
        shown.press(*OURS)
        assert heard(shown) == []
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
    shown.go(5)
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


def test_what_is_typed_as_an_answer_stays_in_the_field(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.page.evaluate(LISTEN)
    shown.click("last")
    shown.page.keyboard.type("(1+2)*2")
    shown.press("Home", "ArrowRight", "ArrowUp")
    assert shown.part("ask input").input_value() == "(1+2)*2" and set(heard(shown)) <= {"Shift"}
    shown.press("Control+Enter")
    assert "Enter" in heard(shown)


# ---- the picture, step by step

LOOKS = """svg => {
    const of = (selector, look) => [...svg.querySelectorAll(selector)].map(look)
    const flow = ([line, head]) => [line.getAttribute('class'), +line.getAttribute('stroke-width'),
        (line.getAttribute('stroke-dasharray') ?? 'none').replace('none', ''), head.getAttribute('class')]
    return {
        numbers: of('[data-part]', part => part.textContent),
        colours: of('[data-part=grad]', part => part.getAttribute('class')),
        flows: of('[data-edge]', edge => flow(edge.children)),
    }
}"""


@pytest.mark.parametrize("make", [lecture, diamond, squared])
def test_the_picture_at_every_step_is_the_one_that_python_draws(show, make):
    animation = viz.animate(make())
    shown = show(animation)
    shown.button("forward").focus()
    for step in range(len(animation.steps)):
        expected = shown.page.evaluate(
            f"text => ({LOOKS})(new DOMParser().parseFromString(text, 'image/svg+xml'))",
            animation.frame(step, lit=False),
        )
        assert shown.host.locator(".mg-stage svg").evaluate(LOOKS) == expected, f"step {step}"
        shown.press("ArrowRight")


@pytest.mark.parametrize("make", [lecture, diamond, doubled])
def test_all_steps_back_restore_exactly_what_was_there(show, make):
    shown = show(viz.animate(make()))
    shown.button("forward").focus()
    last = shown.part("steps tbody tr").count() - 1
    there = []
    for _ in range(last + 1):
        there.append((shown.picture, shown.text("panel"), shown.text("count")))
        shown.press("ArrowRight")
    assert len({picture for picture, *_ in there}) == last + 1
    for step in reversed(range(last)):
        shown.press("ArrowLeft")
        assert (shown.picture, shown.text("panel"), shown.text("count")) == there[step]
    for step in (last, 1, last - 1, 0):
        shown.go(step)
        assert (shown.picture, shown.text("panel"), shown.text("count")) == there[step]


def test_a_number_travels_against_the_arrow_and_changes_the_gradient_when_it_arrives(show):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.go(TO_A - 1)
    wait = with_clock(shown)
    shown.click("forward")
    e, a = shown.value(4).bounding_box(), shown.value(0).bounding_box()
    way = []
    for _ in range(2):
        wait(400)
        assert shown.grads[0] == "0.0" and shown.text("arithmetic") == "a.grad: 0 + (-3 × -2) = 6"
        way.append((shown.part("token").text_content(), shown.part("token").bounding_box()["x"]))
    (first, right), (second, left) = way
    assert (first, second) == ("-2.0", "+6.0") and e["x"] > right > left > a["x"]
    wait(800)
    assert shown.grads[0] == "+6.0" and shown.part("token").count() == 0


def test_forwards_the_operands_travel_into_the_operation(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.click("forward")
    assert shown.part("token").all_text_contents() == ["2.0", "-3.0"] and "-6.0" not in shown.data
    wait(1000)
    assert shown.data[4 if shown.data[4] == "-6.0" else 2] == "-6.0" and shown.part("token").count() == 0


@pytest.mark.parametrize("away", ["back", "forward", "first", "last"])
def test_leaving_a_step_while_its_number_travels_leaves_nothing_half_done(show, away):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.go({"back": TO_A - 1, "forward": LAST, "first": 0, "last": LAST}[away])
    wait = with_clock(shown)
    wait(2000)
    there = shown.picture
    shown.go(TO_A - 1)
    shown.click("forward")
    wait(300)
    assert shown.part("token").count() == 1
    shown.click(away)
    wait(2000)
    assert shown.picture == there


def test_an_open_story_has_the_numbers_of_the_step_also_after_a_number_has_travelled(show):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.go(TO_A - 1)
    wait = with_clock(shown)
    shown.value(0).click()
    shown.click("forward")
    wait(2000)
    assert "a: data 2.0, grad +6.0" in shown.text("story")


def test_nothing_travels_where_less_motion_is_wanted(show):
    shown = show(viz.animate(lecture()), reduced_motion="reduce")
    shown.go(TO_A - 1)
    shown.click("forward")
    assert shown.part("token").count() == 0 and shown.grads[0] == "+6.0"


def test_a_step_touches_only_what_it_changes(show):
    x = y = Value(1.0)
    for _ in range(110):
        y = y * x
    shown = show(viz.animate(y))
    shown.go(150)
    records = """svg => {
        window.touched = 0
        new MutationObserver(records => { window.touched += records.length }).observe(svg, { subtree: true, childList: true, attributes: true, characterData: true })
    }"""
    assert shown.host.locator("[data-value]").count() > 100
    shown.host.locator(".mg-stage svg").evaluate(records)
    for control in ("forward", "back"):
        shown.click(control)
        assert (
            0
            < shown.page.evaluate("() => { const touched = window.touched; window.touched = 0; return touched }")
            <= 16
        )


def test_a_value_says_the_numbers_that_it_shows(show):
    shown = show(viz.animate(lecture()))
    for step in (0, 3, TO_A, LAST, 2):
        shown.go(step)
        said = shown.host.locator("[data-value]").evaluate_all(
            "values => values.map(value => value.getAttribute('aria-label'))"
        )
        assert [text.partition(": ")[2] for text in said] == [
            f"data {x}, grad {g}" for x, g in zip(shown.data, shown.grads)
        ]


# ---- what is told

STEPS = {
    "en": [
        (0, "Before the first operation: only the leaves have a number.", "", ["", "", ""],
         "This plays what should happen. What your own code really does, viz.record plays.", None),
        (1, "forward: e = a * b", "2 * (-3) = -6", ["", "", ""], "", "out = Value(self.data * other.data, (self, other), '*')"),
        (7, "d hands a gradient to e", "e.grad: 0 + (1 × -2) = -2", ["1", "× -2", "0 + (-2) = -2"],
         "Addition passes the gradient on unchanged: the local slope is 1.", "self.grad += out.grad"),
        (TO_A, "e hands a gradient to a", "a.grad: 0 + (-3 × -2) = 6", ["-3", "× -2", "0 + 6 = 6"],
         "Multiplication hands each operand the other's value as its local slope.", "self.grad += other.data * out.grad"),
    ],
    "zh-TW": [
        (1, "前向：e = a * b", "2 * (-3) = -6", ["", "", ""], "", "out = Value(self.data * other.data, (self, other), '*')"),
        (TO_A, "e 把梯度傳給 a", "a.grad: 0 + (-3 × -2) = 6", ["-3", "× -2", "0 + 6 = 6"],
         "乘法的局部斜率，就是另一個運算元的數值。", "self.grad += other.data * out.grad"),
    ],
}  # fmt: skip
NAMES = {"en": ["local slope", "times out.grad", "accumulate"], "zh-TW": ["局部斜率", "乘上 out.grad", "累加"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_is_told_in_words_numbers_moves_and_code(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(viz.animate(lecture()))
    assert shown.part("move").all_inner_texts() == NAMES[language]
    for step, title, arithmetic, moves, sentence, code in STEPS[language]:
        shown.go(step)
        assert (shown.step, shown.text("title"), shown.text("arithmetic"), shown.moves) == (
            step,
            title,
            arithmetic,
            moves,
        )
        assert "".join(shown.part("sentences > .mg-shown").all_inner_texts()).strip() == sentence
        acting = shown.part("acts").all_inner_texts()
        assert [line.partition("#")[0].strip() for line in acting] == ([code] if code else [])


def test_what_is_told_is_spoken_too(show):
    shown = show(viz.animate(lecture()))
    assert shown.part("heard").get_attribute("aria-live") == "polite"
    shown.go(TO_A)
    assert shown.part("heard").text_content() == "e hands a gradient to a. a.grad: 0 + (-3 × -2) = 6"


REUSED = {
    doubled: ["a.grad: 0 + (1 × 1) = 1", "a.grad: 1 + (1 × 1) = 2"],
    squared: ["a.grad: 0 + (3 × 1) = 3", "a.grad: 3 + (3 × 1) = 6"],
    diamond: ["a.grad: 0 + (10 × 6) = 60", "a.grad: 60 + (3 × 20) = 120"],
}


@pytest.mark.parametrize("make", REUSED)
def test_a_reused_value_is_seen_to_collect(show, make):
    shown = show(viz.animate(make()))
    shown.button("forward").focus()
    seen = []
    for _ in range(shown.part("steps tbody tr").count() - 1):
        shown.press("ArrowRight")
        if shown.text("arithmetic").startswith("a.grad"):
            seen.append(shown.text("arithmetic"))
            assert (
                float(shown.grads[0])
                == float(seen[-1].rpartition("= ")[2])
                == float(shown.moves[2].rpartition("= ")[2])
            )
    assert seen == REUSED[make]


def test_an_expression_stands_in_brackets_where_its_gradient_is_told(show):
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    shown = show(viz.animate(a * b * 2, ask=4))
    shown.click("last")
    assert shown.part("ask").locator("label").text_content() == "What will (a*b).grad be after this step?"
    shown.click("show")
    assert shown.part("symbol").all_text_contents() == ["∂(a*b*2)/∂(a*b)", "(a*b*2).grad", "(a*b).grad"]


# ---- the story of a value


def test_a_story_tells_the_contributions_so_far_and_at_the_end_the_sum_over_paths(show):
    shown = show(viz.animate(diamond()))
    shown.value(0).click()
    assert shown.part("story li").all_inner_texts() == ["d: not yet", "b: not yet"]
    assert say("player.paths_at_end") in shown.text("story")
    shown.go(8)
    assert shown.part("story li").all_inner_texts() == [f"d → {REUSED[diamond][0]}", "b: not yet"]
    shown.click("last")
    contributions, paths = (part.locator("li").all_inner_texts() for part in shown.part("story ul").all())
    assert contributions == [f"{result} → {text}" for result, text in zip("db", REUSED[diamond])]
    assert paths == ["a → b → L: 3 × 20 = 60", "a → d → L: 10 × 6 = 60"]
    assert shown.text("sum") == "= 120" and shown.grads[0] == "+120.0"
    shown.click("close")
    assert shown.part("story").is_hidden() and shown.focused_value == "0"


def test_the_paths_of_every_value_add_up_to_its_gradient_however_many_there_are(show):
    x = y = Value(1.5, label="x")
    for _ in range(5):
        y = y * x + y
    shown = show(viz.animate(y))
    shown.click("last")
    for i in range(shown.host.locator("[data-value]").count() - 1):
        shown.value(i).dispatch_event("click")
        told = shown.part("story ul").nth(1).locator("li").all_inner_texts()
        assert len(told) <= 9 and shown.text("sum").removeprefix("= ") == shown.grads[i].strip("+").removesuffix(".0")
    shown.value(0).dispatch_event("click")
    told = shown.part("story ul").nth(1).locator("li").all_inner_texts()
    assert told[-1].startswith("and ") and "more paths, together" in told[-1]
    assert sum(float(path.split()[-1]) for path in told) == pytest.approx(float(shown.grads[0]), rel=1e-3)


def test_the_story_of_the_root(show):
    shown = show(viz.animate(lecture()))
    shown.click("last")
    shown.value(6).click()
    assert "It is the root: its gradient is 1." in shown.text("story")


# ---- questions


def test_a_question_cannot_be_jumped_over(show):
    shown = show(viz.animate(lecture(), ask=True))
    wait = with_clock(shown)
    ways = [
        lambda: shown.click("last"), lambda: shown.go(LAST), lambda: shown.click("play"),
        lambda: (shown.button("forward").focus(), shown.press("End")), lambda: (shown.go(4), shown.click("forward")),
    ]  # fmt: skip
    for go_on in ways:
        shown.click("first")
        assert shown.part("ask").is_hidden()
        go_on()
        wait(2400 * LAST)  # where it plays
        assert shown.step == 5 and shown.text("ask label") == "What will d.grad be after this step?"
        assert (
            shown.grads == ["0.0"] * 6 + ["+1.0"]
            and shown.moves == ["?", "?", "?"]
            and "=" not in shown.text("arithmetic")
        )
        assert shown.part("steps").is_hidden()  # the table would tell
        told = shown.text("panel")
        assert "the local slope is" not in told and "self.grad" not in told


def test_back_from_a_question_shows_the_step_before_it(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.click("last", "back")
    assert (
        shown.step == 4 and shown.part("ask").is_hidden() and shown.text("title").startswith("backward: seed the root")
    )
    shown.click("back")
    assert shown.step == 3


def test_questions_only_at_the_chosen_steps(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last")
    assert shown.step == TO_A and shown.text("ask label") == "What will a.grad be after this step?"
    assert shown.grads[0] == "0.0" and shown.grads.count("-2.0") == 3
    shown.answer("6")
    assert shown.step == TO_A and shown.part("ask").is_hidden() and shown.grads[0] == "+6.0"
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


@pytest.mark.parametrize("given", RIGHT)
def test_a_right_answer_counts_in_any_form(show, given):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.answer(given)
    assert shown.text("feedback") == "Right: 6." and shown.text("arithmetic") == "a.grad: 0 + (-3 × -2) = 6"
    assert shown.button("forward").evaluate("button => button === document.activeElement")


def test_what_is_no_number_is_neither_right_nor_wrong(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    for given in ("", "six", "6 6", "(6", "6)", "2*", "1,5", "alert(1)", "6;7", "**"):
        shown.answer(given)
        assert shown.text("feedback") == "Please write a number, or a product such as -7*5." and shown.moves == [
            "?",
            "?",
            "?",
        ], given
    shown.answer("6")
    shown.click("last")
    assert "1 of 1 right at once" in shown.text("feedback")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_gets_the_three_moves_and_a_second_one_the_answer(show, monkeypatch, language):
    monkeypatch.setattr("viz.words.messages._current", language)
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.answer("7")
    assert (
        shown.text("feedback") == say("question.nudge")
        and shown.moves == ["-3", "× -2", "?"]
        and shown.grads[0] == "0.0"
    )
    shown.answer("8")
    assert (
        shown.text("feedback") == say("question.revealed", answer="6")
        and shown.moves == ["-3", "× -2", "0 + 6 = 6"]
        and shown.grads[0] == "+6.0"
    )
    shown.click("last")
    assert say("question.score", asked=1, right=0, later=0) in shown.text("feedback")


def test_half_answers_are_named(show):
    shown = show(viz.animate(squared(), ask=[4]))
    shown.answer("3")
    assert shown.text("feedback") == say("question.only_contribution")
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.answer("-3")
    assert shown.text("feedback") == say("question.only_slope")


def product(of_itself=False):
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    return (a * a if of_itself else a * b) * 4.0


@pytest.mark.parametrize(
    ("root", "given", "said"),
    [
        (doubled, "2", "in_the_end"),
        (squared, "6", "in_the_end"),
        (product, "2", "own_number"),
        (product, "8", "own_number"),
        (product, "5", "nudge"),
        (partial(product, of_itself=True), "16", "in_the_end"),
    ],
)
def test_the_number_of_the_end_and_that_of_the_operand_itself_are_told(show, root, given, said):
    animation = viz.animate(root())
    first_to_a = next(n for n, step in enumerate(animation.steps) if step.kind == "contribution" and step.value == 0)
    shown = show(viz.animate(root(), ask=[first_to_a]))
    shown.answer(given)
    assert shown.text("feedback") == say(f"question.{said}")


def test_the_examples_in_the_field_answer_no_question_of_the_lessons(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    assert "6" not in shown.part("ask input").get_attribute("placeholder")


def test_the_answer_is_shown_to_who_asks_for_it_and_not_counted_as_right(show):
    shown = show(viz.animate(lecture(), ask=[TO_A]))
    shown.click("last", "show")
    assert shown.text("feedback") == "It is 6: watch where it comes from." and shown.grads[0] == "+6.0"
    shown.click("last")
    assert shown.text("feedback") == "0 of 1 right at once, 0 after the three moves."


def test_a_score_stands_at_the_end_and_the_table_returns(show):
    shown = show(viz.animate(lecture(), ask=True))
    for answers in (["-2"], ["4"], ["1", "-2"], ["7", "8"], ["6"], ["-4"]):
        shown.answer(*answers)
    assert shown.step == LAST and shown.text("feedback") == "Right: -4.\n4 of 6 right at once, 1 after the three moves."
    assert shown.part("steps").is_visible()
    shown.click("first", "last")  # what was answered is not asked again
    assert shown.step == LAST


def test_a_new_question_starts_with_an_empty_field(show):
    shown = show(viz.animate(lecture(), ask=True))
    shown.answer("7", "8")
    shown.click("forward")
    assert (
        shown.part("ask input").input_value() == "" and shown.text("feedback") == "" and shown.moves == ["?", "?", "?"]
    )


# ---- a recorded engine


class Overwriting(InTuples):
    """`=` for `+=`."""

    def __mul__(self, other):
        out = Overwriting(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out


def test_a_recorded_mistake_is_marked_at_its_step_and_below_the_scrubber(show):
    x = Overwriting(3.0, label="x")
    shown = show(viz.record(x * x))
    told = {}
    for step in range(shown.part("steps tbody tr").count()):
        shown.go(step)
        told |= {step: shown.text("findings")} if shown.text("findings") else {}
    assert told == {
        3: "≠ Overwritten: x.grad was 3; now it is 3 and should be 3 + 3.",
        4: "≠ Not right in the end: x.grad is 3 instead of 6.",
    }
    shown.go(3)
    assert (
        shown.moves[2] == "3 → 3 ≠ 6"
        and shown.text("acts") == "other.grad = self.data * out.grad"
        and shown.grads[0] == "+3.0"
    )
    scrubber, ticks = shown.part("scrubber").bounding_box(), [tick.bounding_box() for tick in shown.part("tick").all()]
    places = [(tick["x"] + tick["width"] / 2 - scrubber["x"]) / scrubber["width"] for tick in ticks]
    assert places == pytest.approx([3 / 4, 1], abs=0.04)


def test_a_right_engine_gets_no_mark(show):
    shown = show(viz.record(lecture()))
    assert shown.part("tick").count() == 0
    shown.click("last")
    assert shown.text("title") == "The end: no mistake was found." and shown.grads[0] == "+6.0"


# ---- the page around it


def test_the_same_output_stands_twice_in_a_page_and_both_work(show):
    animation = viz.animate(lecture(), ask=[TO_A])
    one, other = show(animation, animation)
    one.go(3)
    other.click("last")
    assert (one.step, other.step) == (3, TO_A)
    other.answer("6")
    other.value(0).click()
    assert other.part("story").is_visible() and one.part("story").is_hidden() and one.step == 3
    one.button("forward").focus()
    one.press("ArrowRight")
    assert (one.step, other.step) == (4, TO_A)
    ids = one.page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids)) >= 2
    assert one.page.evaluate(
        "() => [...document.querySelectorAll('label')].every(label => label.control?.closest('.mg-player') === label.closest('.mg-player'))"
    )


class Hostile(InTuples):
    def __add__(self, other):  # </script><script>window.ran=1</script><img src=x onerror=window.ran=1>
        out = Hostile(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += 1.0 * out.grad  # <img src=x onerror=window.ran=1>
            raise ValueError("<img src=x onerror=window.ran=1>")

        out._backward = _backward
        return out


def assert_nothing_ran(shown):
    strange = "host => host.querySelectorAll('img, iframe, a, foreignObject, script:not([type=module]), [onload], [onerror], [onfocus]').length"
    assert shown.host.evaluate(strange) == 0 and shown.host.locator("script").count() == 1
    assert shown.page.evaluate("() => window.ran") is None


def test_hostile_labels_do_nothing_in_player_story_and_question(show):
    root = Value(2.0, label=HOSTILE[0])
    for label in HOSTILE[1:]:
        root = root * Value(1.0, label=label)
        root.label = label
    shown = show(viz.animate(root, ask=True))
    shown.click("last")
    while shown.part("ask").is_visible():
        assert shown.text("ask label").startswith("What will ")
        shown.click("show", "last")
    for i in range(shown.host.locator("[data-value]").count()):
        shown.value(i).dispatch_event("click")
        assert shown.text("heading").startswith("The story of ")
    assert_nothing_ran(shown)


def test_hostile_source_and_errors_do_nothing_in_code_and_findings(show):
    shown = show(viz.record(Hostile(1.0, label="a") + Hostile(2.0, label="b")))
    found = ""
    for step in range(shown.part("steps tbody tr").count()):
        shown.go(step)
        found += shown.text("findings")
    assert (
        "<img src=x onerror=window.ran=1>" in found
        and "<script>window.ran=1</script>" in shown.part("code").text_content()
    )
    assert_nothing_ran(shown)


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


def test_in_print_the_picture_is_as_it_is_in_the_end_and_afterwards_as_it_was(show):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.click("last")
    last = shown.grads
    shown.go(TO_A - 1)
    shown.page.evaluate(
        "() => addEventListener('beforeprint', () => { window.printed = [...document.querySelectorAll('[data-part=grad]')].map(e => e.textContent) })"
    )
    before = shown.picture
    shown.page.pdf()
    assert shown.page.evaluate("() => window.printed") == last and shown.picture == before
    wait = with_clock(shown)
    shown.click("forward")  # and while a number travels
    wait(300)
    shown.page.evaluate("() => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')) }")
    assert shown.page.evaluate("() => window.printed") == last
    wait(2000)
    shown.click("back")
    assert shown.picture == before
    shown.page.emulate_media(media="print")
    assert shown.part("bar").is_hidden() and shown.part("stage").is_visible()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_player_follows_the_page_and_otherwise_the_system(show, system):
    shown = show(viz.animate(lecture()), color_scheme=system)
    colours = "host => [getComputedStyle(host), getComputedStyle(host.querySelector('svg.mg rect')), getComputedStyle(host.querySelector('button'))]"
    for attribute, theme in ((None, system), ("true", "light"), ("false", "dark")):
        if attribute:
            shown.page.evaluate("value => document.body.setAttribute('data-jp-theme-light', value)", attribute)
        looks = shown.host.evaluate(
            f"host => {{ const [box, paper, button] = ({colours})(host); return [box.backgroundColor, paper.fill, button.backgroundColor, box.color] }}"
        )
        assert looks == [rgb("paper", theme)] * 3 + [rgb("ink", theme)]


# ---- room


PLACES = """host => ['.mg-bar', '.mg-scrubber', '.mg-move', '.mg-number', '.mg-moves', '.mg-code'].flatMap(selector =>
    [...host.querySelectorAll(selector)].map(element => {
        const { left, right, top, height } = element.getBoundingClientRect()
        return [selector, selector === '.mg-number' ? 0 : left, right, top + scrollY, height].map(x => x.toFixed ? Math.round(x) : x).join(' ')
    }))"""


def growing():
    """The lecture's example with names and numbers of very different lengths."""
    L = lecture(scale=12.3456)
    tiny, activation = SeedValue(-0.0000123456), SeedValue(98765.4321)
    loss = (L * tiny + activation) * tiny + L
    viz.label(tiny=tiny, activation=activation, loss=loss)
    return loss


@pytest.mark.parametrize("width", [1100, 500])
@pytest.mark.parametrize("ask", [False, True])
def test_nothing_jumps_from_step_to_step(show, width, ask):
    animation = viz.animate(growing(), ask=ask)
    shown = show(animation, viewport={"width": width, "height": 900})
    places = {}

    def look():
        places.setdefault("\n".join(shown.host.evaluate(PLACES)), []).append(shown.step)

    for step in range(len(animation.steps)):
        shown.go(step)
        look()
        if shown.part("ask").is_visible():
            shown.answer("123456")
            look()
            shown.click("show")
            look()
    assert len(places) == 1, places


OVERFLOW = """host => [...host.querySelectorAll('.mg-panel *, .mg-story *, .mg-bar *')].filter(element => element.checkVisibility()
    && !element.matches('.mg-symbol, input, select, svg *') && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
    ).map(element => element.className + ': ' + element.textContent)"""
NARROW = {
    "360 px": {"viewport": {"width": 360, "height": 700}},
    "200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}


@pytest.mark.parametrize("window", NARROW)
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_narrow_window_nothing_is_cut_off_and_the_page_does_not_scroll_sideways(
    show, monkeypatch, window, language
):
    monkeypatch.setattr("viz.words.messages._current", language)
    animation = viz.animate(growing(), ask=[12])
    shown = show(animation, **NARROW[window])
    for step in range(len(animation.steps)):
        shown.go(step)
        if shown.part("ask").is_visible():
            shown.answer("123")
            assert shown.host.evaluate(OVERFLOW) == []
            shown.click("show")
        assert shown.host.evaluate(OVERFLOW) == []
    shown.value(0).dispatch_event("click")
    assert shown.host.evaluate(OVERFLOW) == []
    assert shown.page.evaluate("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(show, scheme):
    shown = show(viz.animate(lecture(), ask=[TO_A]), color_scheme=scheme)
    found = {"start": violations(shown.page)}
    shown.go(TO_A - 1)
    shown.value(0).click()
    found["story"] = violations(shown.page)
    shown.answer("7")
    found["question"] = violations(shown.page)
    shown.answer("6")
    shown.part("steps summary").click()
    found["table"] = violations(shown.page)
    assert found == {state: [] for state in found}
