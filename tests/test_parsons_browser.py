"""Lines in order, in a page: put together by keys alone, by mouse, by finger and by buttons, read aloud, and judged."""

import json

import pytest

import viz
from exercises import arrange
from exercises.parsons.puzzles import PUZZLES
from pages import opened, press, violations
from viz.outputs.html import document

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
LINK = """() => {
    const token = document.querySelector('.mg-arranges').dataset.mg
    globalThis.told = []
    const state = {}
    globalThis.kernel = {
        get: name => state[name], set: (key, value) => { state[key] = value }, on: (_, heard) => { kernel.heard = heard },
        save_changes: () => told.push(state.question),
        answers: answer => { state.answer = { id: told.at(-1).id, ...answer }; kernel.heard() },
    }
    ;(globalThis.microgradLinks ??= new Map()).set(token, kernel)
    dispatchEvent(new CustomEvent('micrograd-link', { detail: token }))
}"""
STEP = 1.5 * 15  # px: the step of the indentation and the size of the code's letters


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


@pytest.fixture
def page_of(browser, tmp_path):
    """A function: names of problems, options of the browser -> a page of them."""
    pages = []

    def made(*names, **options):
        body = "".join(getattr(arrange, name)().to_html() for name in names)
        (tmp_path / "page.html").write_text(document("lines", body), encoding="utf-8")
        pages.append(opened(browser, tmp_path / "page.html", **options))
        return pages[-1].__enter__()

    yield made
    for page in pages:
        page.__exit__(None, None, None)


def option(page, code):
    """A line, wherever it is."""
    return page.get_by_role("option").filter(has=page.get_by_text(code, exact=True))


def program(page):
    """[(line, steps of indentation)] as they stand in the page."""
    read = "each => each.map(one => [one.children[1].textContent, Number(one.style.getPropertyValue('--mg-depth'))])"
    return [tuple(each) for each in page.locator(".mg-program [role=option]").evaluate_all(read)]


def solution(name):
    puzzle = PUZZLES[name]
    return [(puzzle.codes[line], depth) for line, depth in puzzle.solution]


def heard(page):
    """What is said of the program, and shown below it."""
    return "\n".join(page.locator(".mg-arrange > .mg-heard, .mg-heard + div").all_inner_texts()).strip()


def until_right(page):
    page.wait_for_function("() => document.querySelector('.mg-heard').textContent.startsWith('✓')")


def said(page):
    return page.locator(".mg-said").inner_text()


def focused(page):
    return page.evaluate(
        "document.activeElement.querySelector('.mg-code')?.textContent ?? document.activeElement.textContent"
    )


def keys_for(page, wanted):
    """The keys that put lines together; the focus stands on the first line that is not used, and does so again."""
    left, above = page.locator(".mg-left .mg-code").all_inner_texts(), None
    for code, depth in wanted:
        usual = min(above[1] + above[0].endswith(":"), 9) if above else 0
        at, above = left.index(code), (code, depth)
        further = ["ArrowRight" if depth > usual else "ArrowLeft"] * abs(depth - usual)
        yield from [*["ArrowDown"] * at, " ", "ArrowRight", *further, " ", "ArrowLeft"]
        left.remove(code)


def put_together_by_keys(page, wanted):
    press(page, *keys_for(page, wanted))


def put_together(page, wanted):
    """The same at once, for what comes after it."""
    page.get_by_role("option").first.focus()
    page.evaluate(
        """keys => keys.forEach(key =>
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))""",
        list(keys_for(page, wanted)),
    )
    assert program(page) == wanted


# Every way to put it together.


@pytest.mark.multiplies(2)
@pytest.mark.parametrize("name", PUZZLES)
def test_it_is_solved_by_keys_alone(page_of, name, language):
    page = page_of(name)
    press(page, "Tab")
    put_together_by_keys(page, solution(name))
    assert program(page) == solution(name)
    while page.evaluate("document.activeElement.className") != "mg-run":
        press(page, "Tab")
    press(page, "Enter")
    assert heard(page).startswith("✓") and heard(page).count(PUZZLES[name].head) == 1
    assert all(code in heard(page) for code, _ in solution(name))


def drag(page, code, x, y):
    """Takes a line at its code's left end, and puts this to x, y."""
    box = option(page, code).locator(".mg-code").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=3)
    page.mouse.move(x + 8, y, steps=2)
    page.mouse.up()


def left_end(page):
    """Where the code of a line begins that is not indented, in px."""
    head = page.locator(".mg-head").evaluate("head => head.getBoundingClientRect().left")
    return head + page.locator(".mg-program .mg-number").first.evaluate("each => each.offsetWidth")


def test_it_is_solved_by_the_mouse(page_of):
    page = page_of("mul")
    for k, (code, depth) in enumerate(solution("mul")):
        box = page.locator(".mg-program .mg-list").bounding_box()
        code_at = option(page, code).locator(".mg-code").bounding_box()["x"]
        piece_at = option(page, code).bounding_box()["x"]
        drag(page, code, box["x"] + (code_at - piece_at) + depth * STEP, box["y"] + box["height"] - 2)
        assert program(page)[k] == (code, depth)
    page.locator(".mg-run").click()
    assert heard(page).startswith("✓")


def test_a_line_is_dragged_between_others_and_out_again(page_of):
    page = page_of("mul")
    wanted = solution("mul")[:3]
    put_together(page, [wanted[0], wanted[2]])
    below = option(page, wanted[2][0]).bounding_box()
    drag(page, wanted[1][0], below["x"] + 40, below["y"] + 3)
    assert [code for code, _ in program(page)] == [code for code, _ in wanted]
    box = page.locator(".mg-left .mg-list").bounding_box()
    drag(page, wanted[1][0], box["x"] + 20, box["y"] + 30)
    assert [code for code, _ in program(page)] == [wanted[0][0], wanted[2][0]]
    assert page.locator(".mg-held").count() == 0


def test_what_is_dragged_goes_back_by_escape(page_of):
    page = page_of("mul")
    code = solution("mul")[0][0]
    box = option(page, code).locator(".mg-code").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    target = page.locator(".mg-program .mg-list").bounding_box()
    page.mouse.move(target["x"] + 60, target["y"] + 20, steps=4)
    assert [each for each, _ in program(page)] == [code]
    press(page, "Escape")
    assert program(page) == []
    page.mouse.up()
    assert program(page) == []


def test_it_is_solved_by_finger_on_a_phone(page_of):
    page = page_of("mul", **PHONE)
    touch = page.context.new_cdp_session(page)
    for k, (code, depth) in enumerate(solution("mul")):
        grip = option(page, code).locator(".mg-grip")
        grip.evaluate("each => each.scrollIntoView({ block: 'center' })")
        box, piece = grip.bounding_box(), option(page, code).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        # As far down as the list reaches, and so far to the right as the line is to be indented.
        list_box = page.locator(".mg-program .mg-list").bounding_box()
        end_x = x + list_box["x"] - piece["x"] + depth * STEP + 2
        for kind, points in (
            ("touchStart", [(x, y)]), ("touchMove", [(x + 9, y + 9)]), ("touchMove", [(end_x, list_box["y"] + list_box["height"] - 2)]),
            ("touchEnd", []),
        ):  # fmt: skip
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})
        page.wait_for_function(
            "count => document.querySelectorAll('.mg-program [role=option]').length === count", arg=k + 1
        )
        assert program(page)[k] == (code, depth)
    page.locator(".mg-run").click()  # a tap that follows so quickly only ends a fling
    assert heard(page).startswith("✓")


def test_it_is_solved_by_taps_alone(page_of):
    page = page_of("training", **PHONE)
    up, _, left, right = page.locator(".mg-moves button").all()
    for code, depth in solution("training"):
        option(page, code).tap()
        right.tap()
        now = program(page)[-1][1]
        for _ in range(abs(depth - now)):
            (right if depth > now else left).tap()
    page.locator(".mg-run").tap()
    until_right(page)
    up.tap()
    page.wait_for_function("() => document.querySelector('.mg-heard').textContent === ''")  # it is another program now


# What is read aloud.


def test_each_step_is_said(page_of, language):
    page = page_of("add")
    words = json.loads(page.locator(".mg-arranges > script").inner_text().split("show(")[-1].split(", ", 1)[1][:-1])[
        "words"
    ]
    first = page.get_by_role("option").first
    code = first.locator(".mg-code").inner_text()
    assert first.get_attribute("aria-label") == f"{code}, {words['not_used']}"
    first.focus()
    press(page, " ")
    assert said(page) == words["lifted"]
    press(page, "ArrowRight", "ArrowRight")
    place = words["place"].format(line=2, depth=1)
    assert said(page) == place and option(page, code).get_attribute("aria-label") == f"{code}, {place}"
    press(page, "ArrowUp")
    assert said(page) == words["no_further"]
    press(page, "Escape")
    assert said(page) == words["put_back"].format(place=words["not_used"]) and program(page) == []
    assert focused(page) == code


def test_it_is_accessible_at_each_stage(page_of, english):
    page = page_of("backward")
    assert violations(page) == []
    put_together(page, solution("backward")[:-1])
    press(page, "ArrowRight", " ")
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    press(page, " ")
    page.locator(".mg-run").click()
    assert page.locator(".mg-misfit, .mg-sign").count() > 0 and violations(page) == []


def test_one_line_of_each_list_is_reached_by_the_tab_key(page_of):
    page = page_of("add")
    put_together(page, solution("add")[:2])
    for where in (".mg-left", ".mg-program"):
        assert page.locator(f"{where} [role=option][tabindex='0']").count() == 1


def test_no_key_of_it_reaches_the_notebook(page_of):
    page = page_of("add")
    page.evaluate("globalThis.got = []; document.addEventListener('keydown', event => got.push(event.key))")
    page.get_by_role("option").first.focus()
    press(page, " ", "ArrowRight", "ArrowDown", "ArrowLeft", "Enter", "ArrowDown", "Tab", "Enter")
    assert page.evaluate("got") == ["Tab"]


# What is judged.


def test_the_first_line_that_does_not_fit_is_named_by_what_it_does(page_of, language):
    page = page_of("mul")
    wanted = solution("mul")
    put_together(page, [*wanted[:2], wanted[5]])
    page.locator(".mg-run").click()
    puzzle = PUZZLES["mul"]
    told = dict(zip(puzzle.codes, map(str, puzzle.told)))
    assert heard(page).startswith("≠") and "4" in heard(page)
    assert told["out._backward = _backward"] in heard(page) and told["def _backward():"] in heard(page)
    assert page.locator(".mg-misfit .mg-code").inner_text() == "out._backward = _backward"
    press(page, "Shift+Tab")
    option(page, "return out").click()
    page.locator(".mg-moves button").nth(3).click()
    assert page.locator(".mg-misfit").count() == 0


def test_the_mistake_of_a_line_that_is_taken_for_another_is_told(page_of, english):
    page = page_of("mul")
    wanted = solution("mul")
    wanted[3] = ("self.grad += self.data * out.grad", 1)
    put_together(page, wanted)
    page.locator(".mg-run").click()
    assert "which of the two numbers decides how far the product moves?" in heard(page)
    assert page.locator(".mg-misfit .mg-code").inner_text() == wanted[3][0]


def test_a_running_kernel_runs_it_and_its_answer_counts(page_of, english):
    page = page_of("add")
    page.evaluate(LINK)
    put_together(page, solution("add")[:2])
    page.locator(".mg-run").click()
    (told,) = page.evaluate("told")
    numbers = PUZZLES["add"].codes.index
    assert told["arranged"] == [[numbers(code), depth] for code, depth in solution("add")[:2]]
    assert "being run" in heard(page)
    page.evaluate("kernel.answers({ id: 'another', right: true, card: '' })")
    assert "being run" in heard(page)
    page.evaluate("kernel.answers({ right: false, card: '<p class=\"checked\">what the check says</p>' })")
    assert heard(page).startswith("≠ Not yet.") and "what the check says" in heard(page)
    page.locator(".mg-run").click()
    page.evaluate("kernel.answers({ right: true, card: '<p>all is well</p>' })")
    assert heard(page).startswith("✓") and "all is well" in heard(page)


def test_where_the_kernel_is_silent_the_page_judges(page_of):
    page = page_of("add")
    page.evaluate(LINK)
    put_together(page, solution("add"))
    page.clock.install()
    page.locator(".mg-run").click()
    assert not heard(page).startswith("✓")
    page.clock.fast_forward(3000)
    assert heard(page).startswith("✓")


def test_an_empty_program_is_not_judged(page_of):
    page = page_of("add")
    page.evaluate(LINK)
    page.locator(".mg-run").click()
    assert page.evaluate("told") == [] and heard(page) != "" and page.locator(".mg-sign").count() == 0


def test_all_begins_again(page_of):
    page = page_of("relu")
    put_together(page, solution("relu"))
    page.locator(".mg-run").click()
    page.locator(".mg-end button").nth(1).click()
    assert program(page) == [] and heard(page) == "" and page.locator(".mg-right").count() == 0


# Where it stands.


@pytest.mark.multiplies(2)
@pytest.mark.parametrize("name", PUZZLES)
def test_it_fits_a_phone_with_room_for_fingers(page_of, name, language):
    page = page_of(name, **PHONE)
    put_together(page, solution(name))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = "each => each.map(one => one.getBoundingClientRect().height)"
    assert min(page.locator(".mg-arrange button, [role=option]").evaluate_all(heights)) >= 44
    assert page.locator(".mg-code").evaluate_all("each => each.every(one => one.scrollWidth <= one.clientWidth + 1)")


def test_two_of_one_problem_in_a_page_stand_for_themselves(page_of):
    page = page_of("add", "add")
    page.locator(".mg-arranges").nth(1).get_by_role("option").first.focus()
    press(page, " ", "ArrowRight", " ")
    assert [each.locator(".mg-program [role=option]").count() for each in page.locator(".mg-arranges").all()] == [0, 1]


def test_without_scripts_the_lines_can_be_read(page_of):
    page = page_of("add", java_script_enabled=False)
    assert page.locator(".mg-given li").all_inner_texts() == list(PUZZLES["add"].codes)


def test_a_program_that_was_right_is_copied(page_of, english):
    page = page_of("relu", permissions=["clipboard-read", "clipboard-write"])
    put_together(page, solution("relu"))
    page.locator(".mg-run").click()
    page.locator(".mg-heard + div button").click()
    page.wait_for_function("() => document.querySelector('.mg-said').textContent === 'Copied.'")
    assert (
        page.evaluate("navigator.clipboard.readText()").rstrip()
        == PUZZLES["relu"].source(PUZZLES["relu"].solution).rstrip()
    )
