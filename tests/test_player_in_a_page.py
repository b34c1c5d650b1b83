"""The player in a real browser, in a page saved to disk, with no network: every control, every key, every question."""

import pytest

import viz
from browser import chromium
from lessons.pictures import lecture_expression
from micrograd.engine import Value
from pages import opened, press, violations
from seed_engine import Value as SeedValue
from test_viz_animations import Overwriting
from test_viz_browser import HOSTILE
from viz import words


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def lecture():
    """The example of the lectures, in the seed's own class, whose closures have a source to show."""
    return lecture_expression(SeedValue)


def twice():
    a = Value(3.0)
    y = a * a
    viz.label(a=a, y=y)
    return y


def diamond():
    a = Value(2.0)
    b, d = a * 3.0, a * 10.0
    L = b * d
    viz.label(a=a, b=b, d=d, L=L)
    return L


def control(page, name):
    return page.get_by_role("button", name=name, exact=True)


def text(page, part):
    return page.locator(f".mg-{part}").first.inner_text().strip()


def moves(page):
    return [page.locator(".mg-moves .mg-number").nth(k).inner_text().strip() for k in range(3)]


def grads(page):
    return page.locator("[data-part=grad]").all_text_contents()


def jump(page, step):
    page.evaluate("step => document.querySelector('.mg-player').player.jump(step)", step)


def drawing(page):
    return page.evaluate("() => document.querySelector('.mg-stage').innerHTML").replace(' class=""', "")


def settled(page):
    page.wait_for_function("() => !document.querySelector('.mg-token')")


# ---- controls and keys


def test_every_control_does_what_it_says(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:
        assert text(page, "count") == "step 0 of 10" and text(page, "title").startswith("Before the first operation")
        control(page, "one step forward").click()
        assert text(page, "count") == "step 1 of 10" and text(page, "arithmetic") == "2 * (-3) = -6"
        control(page, "last step").click()
        assert text(page, "count") == "step 10 of 10"
        control(page, "one step back").click()
        assert text(page, "title") == "backward: e = a * b hands a gradient to a"
        control(page, "first step").click()
        page.get_by_label("which step").fill("4")
        assert text(page, "title") == "backward: seed the root, L.grad = 1"
        page.get_by_label("speed").select_option("4")
        control(page, "play").click()
        control(page, "pause").wait_for()
        page.wait_for_function("() => document.querySelector('.mg-count').textContent === 'step 10 of 10'", timeout=15_000)
        control(page, "play").wait_for()


def test_every_key_does_what_it_says(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:
        press(page, "Tab")  # the one value that can be reached by Tab
        press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")
        assert text(page, "count") == "step 2 of 10"
        press(page, "End")
        assert text(page, "count") == "step 10 of 10"
        press(page, "Home", " ")
        control(page, "pause").wait_for()
        press(page, " ")
        control(page, "play").wait_for()
        press(page, "ArrowDown")
        assert page.evaluate("document.activeElement.dataset.value") == "0"
        press(page, "Enter")
        assert "The story of a" in text(page, "story")
        press(page, "ArrowDown")
        assert "The story of b" in text(page, "story")
        press(page, "Escape")
        assert page.locator(".mg-story").is_hidden()


def test_keys_stay_in_a_focused_player_and_only_there(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:
        page.evaluate("""() => {
            window.heard = []
            for (const capture of [true, false]) document.addEventListener('keydown', event => window.heard.push(event.key), capture)
            document.body.insertAdjacentHTML('beforeend', '<button id=outside>outside</button>')
        }""")
        control(page, "one step forward").focus()
        press(page, "ArrowRight", "ArrowLeft", "Home", "End", " ", "ArrowRight")
        assert page.evaluate("window.heard") == []
        press(page, "Shift+Enter", "a")
        assert set(page.evaluate("window.heard")) == {"Shift", "Enter", "a"}
        count = text(page, "count")
        page.locator("#outside").focus()
        press(page, "ArrowLeft", "Home")
        assert text(page, "count") == count and page.evaluate("window.heard").count("Home") == 2


def test_a_player_that_was_out_of_the_page_for_a_while_still_knows_its_keys(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:  # as a notebook does with cells out of sight
        page.evaluate("() => { window.parent_ = document.querySelector('main'); window.host = document.querySelector('.mg-player'); host.remove() }")
        press(page, "a", "ArrowRight")
        page.evaluate("() => parent_.append(host)")
        control(page, "one step forward").focus()
        press(page, "ArrowRight", "ArrowRight")
        assert text(page, "count") == "step 2 of 10"


def test_there_and_back_again_is_the_same_picture_at_every_step(browser, tmp_path):
    with opened(browser, viz.animate(diamond()).save(tmp_path / "x.html")) as page:
        steps = page.locator(".mg-steps tbody tr").count()
        seen = []
        for step in range(steps):
            jump(page, step)
            seen.append((drawing(page), text(page, "panel")))
        assert len({picture for picture, _ in seen}) == steps
        for step in reversed(range(steps)):
            jump(page, step)
            assert (drawing(page), text(page, "panel")) == seen[step]


def test_the_picture_at_the_end_is_the_still_picture(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html"), java_script_enabled=False) as page:
        assert page.locator("img.mg-still").evaluate("image => image.naturalWidth > 300")
        page.locator("summary").click()
        assert "a.grad: 0 + (-3 × -2) = 6" in page.locator("table").inner_text()


def test_a_number_changes_when_it_has_arrived(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:
        jump(page, 8)
        before = drawing(page)
        control(page, "one step forward").click()
        assert page.locator(".mg-token").count() == 1 and grads(page)[0] == "0.0"
        settled(page)
        assert grads(page)[0] == "+6.0"
        control(page, "one step back").click()
        control(page, "one step forward").click()
        control(page, "one step back").click()  # while it travels
        page.locator(".mg-bar").hover()
        jump(page, 8)
        assert drawing(page) == before and page.locator(".mg-token").count() == 0


def test_nothing_travels_where_less_motion_is_wanted(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html"), reduced_motion="reduce") as page:
        jump(page, 8)
        control(page, "one step forward").click()
        assert page.locator(".mg-token").count() == 0 and grads(page)[0] == "+6.0"


def test_a_step_touches_only_what_it_changes(browser, tmp_path):
    x = y = Value(1.0)
    for _ in range(60):
        y = y * x
    with opened(browser, viz.animate(y).save(tmp_path / "x.html")) as page:
        touched = page.evaluate("""() => {
            const player = document.querySelector('.mg-player').player
            player.jump(80)
            const observer = new MutationObserver(() => {})
            observer.observe(player.stage.svg, { subtree: true, childList: true, attributes: true, characterData: true })
            player.patch(81)
            return observer.takeRecords().length
        }""")
        assert 0 < touched <= 8


# ---- what is told


@pytest.mark.parametrize(
    "language, title, sentence",
    [
        ("en", "backward: e = a * b hands a gradient to a", "Multiplication hands each operand the other's value"),
        ("zh-TW", None, None),
    ],
)
def test_a_step_in_words_numbers_and_code(browser, tmp_path, language, title, sentence):
    words.language(language)
    animation = viz.animate(lecture())
    with opened(browser, animation.save(tmp_path / "x.html")) as page:
        jump(page, 9)
        assert text(page, "arithmetic") == "a.grad: 0 + (-3 × -2) = 6"
        assert moves(page) == ["-3", "× -2", "0 + 6 = 6"]
        assert page.locator(".mg-move").all_inner_texts() == [words.say("local slope"), words.say("times out.grad"), words.say("accumulate")]
        assert text(page, "title") == (title or animation.told[9].title)
        assert text(page, "sentences .mg-shown").startswith(sentence or animation.told[9].sentence)
        assert text(page, "acts").startswith("self.grad += other.data * out.grad")


def test_a_reused_value_is_seen_to_collect(browser, tmp_path):
    with opened(browser, viz.animate(twice()).save(tmp_path / "x.html")) as page:
        collected = []
        for step in (3, 4):
            jump(page, step)
            collected.append((text(page, "arithmetic"), moves(page)[2], grads(page)[0]))
        assert collected == [("a.grad: 0 + (3 × 1) = 3", "0 + 3 = 3", "+3.0"), ("a.grad: 3 + (3 × 1) = 6", "3 + 3 = 6", "+6.0")]


def test_the_story_of_a_value_adds_up_over_its_paths(browser, tmp_path):
    with opened(browser, viz.animate(diamond()).save(tmp_path / "x.html")) as page:
        page.locator("[data-value='0']").click()
        assert "not yet" in text(page, "story") and "once all steps have been seen" in text(page, "story")
        control(page, "last step").click()
        story = text(page, "story")
        assert "a → b → L: 3 × 20 = 60" in story and "a → d → L: 10 × 6 = 60" in story
        assert text(page, "sum") == "= 120" and "b → a.grad" in story
        control(page, "close").click()
        assert page.evaluate("document.activeElement.dataset.value") == "0"


def test_a_recorded_mistake_is_marked_where_it_happens(browser, tmp_path):
    x = Overwriting(3.0, label="x")
    with opened(browser, viz.record(x * x).save(tmp_path / "x.html")) as page:
        assert page.locator(".mg-tick").count() == 2
        jump(page, 2)
        assert text(page, "findings") == ""
        jump(page, 3)
        assert text(page, "findings") == "≠ Overwritten: x.grad was 3; now it is 3 and should be 3 + 3."
        assert moves(page)[2] == "3 → 3 ≠ 6" and text(page, "acts") == "other.grad = self.data * out.grad"


# ---- questions


@pytest.fixture
def asking(browser, tmp_path):
    with opened(browser, viz.animate(diamond(), ask=True).save(tmp_path / "x.html"), reduced_motion="reduce") as page:
        yield page


def answer(page, given):
    page.locator(".mg-ask input").fill(given)
    page.keyboard.press("Enter")


def test_a_question_cannot_be_jumped_over(asking):
    control(asking, "last step").click()
    assert text(asking, "count") == "step 5 of 10" and text(asking, "ask label") == "What will b.grad be after this step?"
    asking.get_by_label("which step").fill("10")
    asking.evaluate("() => document.querySelector('.mg-player').player.play()")
    assert text(asking, "count") == "step 5 of 10"
    assert "=" not in text(asking, "arithmetic") and moves(asking) == ["?", "?", "?"]
    assert asking.locator(".mg-steps").is_hidden()


@pytest.mark.parametrize("given", ["20", "20.0", "40/2", "-2*-10", "２０", "−2×−10", "(1+9)*2", "2e1", " 20 ", "3^2+11", "+20", "20.01"])
def test_any_right_form_counts(asking, given):
    control(asking, "last step").click()
    answer(asking, given)
    assert text(asking, "feedback") == "Right: 20." and text(asking, "arithmetic") == "b.grad: 0 + (20 × 1) = 20"


@pytest.mark.parametrize("given", ["", "x", "2*", "(2", "2 3", "alert(1)", "1;2"])
def test_what_is_no_number_is_not_counted_as_wrong(asking, given):
    control(asking, "last step").click()
    answer(asking, given)
    assert text(asking, "feedback").startswith("Please write a number") and moves(asking) == ["?", "?", "?"]


def test_a_wrong_answer_gets_the_three_moves_and_a_second_one_the_answer(asking):
    control(asking, "last step").click()
    answer(asking, "7")
    assert text(asking, "feedback").startswith("Not yet.") and moves(asking) == ["20", "× 1", "?"]
    answer(asking, "8")
    assert text(asking, "feedback").startswith("It is 20") and text(asking, "arithmetic") == "b.grad: 0 + (20 × 1) = 20"


def test_half_an_answer_is_recognized(asking):
    for given in ("20", "6"):  # b, d
        control(asking, "last step").click()
        answer(asking, given)
    control(asking, "last step").click()
    assert "a.grad" in text(asking, "ask label")
    answer(asking, "10")
    assert text(asking, "feedback").startswith("That is the local slope")
    answer(asking, "60")
    control(asking, "last step").click()
    control(asking, "show me").click()
    control(asking, "last step").click()
    answer(asking, "60")
    assert text(asking, "feedback").startswith("That is what this arrow brings")


def test_a_score_stands_at_the_end(asking):
    for given in ("20", "6", "60", "12"):
        control(asking, "last step").click()
        answer(asking, given)
    control(asking, "last step").click()
    answer(asking, "1")
    answer(asking, "120")
    control(asking, "last step").click()
    control(asking, "show me").click()
    assert "4 of 6 right at once, 1 after the three moves." in text(asking, "feedback")
    assert asking.locator(".mg-steps").is_visible()


# ---- the page around it


def test_the_same_output_stands_twice_in_a_page(browser, tmp_path):
    page_file = tmp_path / "x.html"
    viz.animate(lecture()).save(page_file)
    whole = page_file.read_text(encoding="utf-8")
    body = whole.partition("</h1>")[2].partition("</main>")[0]
    page_file.write_text(whole.replace(body, body + body), encoding="utf-8")
    with opened(browser, page_file) as page:
        control(page, "last step").nth(1).click()
        assert page.locator(".mg-count").all_inner_texts() == ["step 0 of 10", "step 10 of 10"]
        ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(ids) == len(set(ids))


def test_hostile_labels_do_nothing(browser, tmp_path):
    a = Value(2.0, label=HOSTILE[0])
    root = a * a
    for label in HOSTILE:
        root = root + Value(1.0, label=label)
    with opened(browser, viz.animate(root, ask=[len(HOSTILE) + 5]).save(tmp_path / "x.html")) as page:
        for _ in range(2):
            control(page, "last step").click()
            page.locator("[data-value='0']").click()
            if page.locator(".mg-ask").is_visible():
                control(page, "show me").click()
        assert page.evaluate("window.ran === undefined && document.querySelectorAll('.mg-player img, .mg-player iframe, .mg-player a').length === 0")


def test_in_print_all_is_shown_as_it_is_in_the_end(browser, tmp_path):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html")) as page:
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert grads(page)[0] == "+6.0"
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert grads(page)[0] == "0.0"


@pytest.mark.parametrize("width", [1100, 500])
def test_nothing_jumps_from_step_to_step(browser, tmp_path, width):
    with opened(browser, viz.animate(lecture_expression()).save(tmp_path / "x.html"), viewport={"width": width, "height": 900}) as page:
        places = set()
        for step in range(1, 11):
            jump(page, step)
            places.add(page.evaluate("""() => JSON.stringify(['.mg-bar', '.mg-moves', '.mg-code', '.mg-scrubber', '.mg-steps'].map(selector => {
                const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect()
                return [left, top + scrollY, width, height].map(Math.round)
            }))"""))  # fmt: skip
        assert len(places) == 1, places


@pytest.mark.parametrize("options", [{"viewport": {"width": 360, "height": 700}}, {"viewport": {"width": 550, "height": 450}, "device_scale_factor": 2}])
def test_a_narrow_window_needs_no_scroll_bar(browser, tmp_path, options):
    with opened(browser, viz.animate(lecture()).save(tmp_path / "x.html"), **options) as page:
        for step in (0, 5, 9):
            jump(page, step)
            assert page.evaluate("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")
            clipped = "() => [...document.querySelectorAll('.mg-panel *')].filter(e => e.scrollWidth > e.clientWidth + 1 && !e.matches('.mg-symbol')).length"
            assert page.evaluate(clipped) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_accessibility(browser, tmp_path, scheme):
    with opened(browser, viz.animate(diamond(), ask=[9]).save(tmp_path / "x.html"), color_scheme=scheme) as page:
        found = [violations(page)]
        jump(page, 7)
        page.locator("[data-value='0']").click()
        found.append(violations(page))
        jump(page, 9)
        found.append(violations(page))
        answer(page, "3")
        found.append(violations(page))
        assert found == [[]] * 4
