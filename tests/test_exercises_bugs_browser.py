"""A bug in a page: found by an expression, by the line and by name, with the mouse and with keys, without a kernel."""

import pytest

import viz
from exercises import arrange, bug
from exercises.bugs.collection import BUGS
from pages import link_kernel, opened, press, violations
from viz.outputs.html import document


@pytest.fixture
def page_of(browser, tmp_path):
    """A function: (the name of a bug, options of the browser) -> a page with it."""
    pages = []

    def made(name, **options):
        (tmp_path / "page.html").write_text(document("bug", bug(name).to_html()), encoding="utf-8")
        pages.append(opened(browser, tmp_path / "page.html", **options))
        return pages[-1].__enter__()

    yield made
    viz.language("en")
    for page in pages:
        page.__exit__(None, None, None)


def type_in(page, text):
    page.locator(".mg-field input").first.fill(text)
    press(page, "Enter")


def heard(page):
    """What is said in the steps that are seen."""
    said = page.locator(".mg-questions .mg-heard").locator("visible=true").all_inner_texts()
    return [text for text in said if text]


def is_open(page):
    return page.locator(".mg-found").evaluate("each => each.open")


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def test_a_bug_is_found_by_keys_alone(page_of):
    page = page_of("ant")
    link_kernel(page)
    assert not is_open(page) and page.locator(".mg-step").locator("visible=true").count() == 1
    page.locator(".mg-field input").focus()
    page.keyboard.type("a + b")
    press(page, "Enter")
    assert heard(page)[0].startswith("≠") and "b.grad = 1" in heard(page)[0]
    type_in(page, "a + a + a")
    assert heard(page)[0].startswith("≠") and "+ a" in heard(page)[0].splitlines()[-1]
    type_in(page, "a + a")
    assert heard(page)[0].startswith("✓") and focused(page).startswith("1")
    press(page, *["ArrowDown"] * 14, "Enter")
    assert heard(page)[1].startswith("≠")
    press(page, "ArrowRight", " ")
    assert heard(page)[1].startswith("✓") and not is_open(page)
    place = BUGS["ant"].choices.index(BUGS["ant"].slip)
    press(page, *["ArrowDown"] * (place + 1), "Enter")
    assert heard(page)[2].startswith("≠")
    press(page, "ArrowUp", "Enter")
    assert heard(page)[2].startswith("✓") and is_open(page)
    assert page.locator(".mg-found .mg-player").locator("visible=true").count() == 1
    assert page.evaluate("told") == [
        ["expression", "a + b"], ["expression", "a + a + a"], ["expression", "a + a"],
        ["line", 15], ["line", 16], ["name", (place + 1) % 4], ["name", place],
    ]  # fmt: skip


@pytest.mark.multiplies(3)
@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_found_by_its_own_answers(page_of, name):
    page, each = page_of(name), BUGS[name]
    if each.is_training:
        steps, points = each.smallest.split(", ")
        page.locator(".mg-field input").nth(1).fill(points)
        type_in(page, steps)
    else:
        type_in(page, each.smallest)
    page.locator(".mg-program > button").nth(each.lines[-1] - 1).click()
    page.locator(".mg-names button").nth(each.choices.index(each.slip)).click()
    assert [said[0] for said in heard(page)] == ["✓"] * 3 and is_open(page), heard(page)


def test_an_expression_is_picked_and_what_is_none_is_refused_in_words(page_of):
    page = page_of("sawfly")
    for text, word in (
        ("a +", "a +"),
        ("q * a", "q"),
        ("a ** b", "**"),
        ("a ** 2", "a.relu()"),
        ("a = 1; a = 2; a", "a"),
    ):
        type_in(page, text)
        assert heard(page)[0].startswith("≠") and word in heard(page)[0]
    page.locator(".mg-choices button", has_text="-a.relu()").first.click()
    assert heard(page)[0].startswith("✓")


def test_an_engine_that_never_ends_is_told_of(page_of):
    page = page_of("termite")
    type_in(page, "1 + a")
    assert "RecursionError" in heard(page)[0] and heard(page)[0].startswith("✓")


def test_what_another_name_would_have_given_is_told(page_of):
    page = page_of("moth")
    type_in(page, "a * b")
    page.locator(".mg-program > button").nth(25).click()
    names = BUGS["moth"].choices
    for k, slip in enumerate(names):
        if slip is not BUGS["moth"].slip:
            page.locator(".mg-names button").nth(k).click()
            assert "a.grad = 2" in heard(page)[2] or "TypeError" in heard(page)[2], heard(page)


def test_a_training_is_found_by_its_length(page_of):
    page = page_of("cicada")
    fields = page.locator(".mg-field input")
    for steps, points, sign in (("9", "1", "≠"), ("1", "3", "≠"), ("3", "2", "≠"), ("2", "1", "✓")):
        fields.nth(1).fill(points)
        type_in(page, steps)
        assert heard(page)[0].startswith(sign), heard(page)


def test_who_opens_the_answer_first_has_found_nothing(page_of):
    page = page_of("bee")
    link_kernel(page)
    page.locator(".mg-found > summary").click()
    page.wait_for_function("() => told.length > 0")
    type_in(page, "a * a * a")
    assert page.evaluate("told") == [["shown", None]] and heard(page)[0].startswith("✓")


def test_a_kernel_that_comes_late_is_told_as_well(page_of):
    page = page_of("ant")
    type_in(page, "a + b")
    link_kernel(page)
    assert page.evaluate("told") == [["expression", "a + b"]]


def test_without_scripts_the_program_is_there_and_the_answer_closed(page_of):
    page = page_of("moth", java_script_enabled=False)
    assert "self.grad += self.data * out.grad" in page.locator(".mg-program").inner_text()
    assert page.locator(".mg-true").locator("visible=true").count() == 0


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-TW", "dark")])
def test_it_is_accessible_before_and_after(page_of, language, scheme):
    viz.language(language)
    page = page_of("ant", color_scheme=scheme)
    assert violations(page) == []
    type_in(page, "a + b")
    type_in(page, "a + a")
    page.locator(".mg-program > button").nth(2).click()
    page.locator(".mg-program > button").nth(15).click()
    for name in page.locator(".mg-names button").all():
        name.click()
    assert is_open(page) and violations(page) == []


def test_nothing_is_wider_than_a_narrow_page(page_of):
    page = page_of("mosquito", viewport={"width": 390, "height": 800})
    type_in(page, "b = -a; b - b")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


IN_VIEW = """line => {
    const [at, frame] = [line, line.parentElement].map(each => each.getBoundingClientRect())
    return at.top >= frame.top && at.bottom <= frame.bottom
}"""
RIGHT = {
    "moth": [["expression", "a * b"], ["line", 26], ["name", BUGS["moth"].choices.index(BUGS["moth"].slip)]],
    "cicada": [["expression", [2, 1]], ["line", BUGS["cicada"].lines[0]]],
}


@pytest.mark.parametrize(
    ("name", "how"), [("moth", "kept before"), ("cicada", "kept after"), ("moth", "in the session")]
)
def test_what_was_found_is_shown_again_and_told_to_nobody(browser, tmp_path, monkeypatch, name, how):
    monkeypatch.setenv("MICROGRAD_PROGRESS", "off")
    card = bug(name)
    monkeypatch.setattr(type(card._kept()), "token", lambda _: "0123456789ab")
    asked = card._live_html()
    card._kept().hear({"page": "a", "told": RIGHT[name]})
    kept = card._kept().to_html()
    body = {"kept before": kept + asked, "kept after": asked + kept, "in the session": card._live_html()}[how]
    (tmp_path / "page.html").write_text(document("bug", body), encoding="utf-8")
    with opened(browser, tmp_path / "page.html") as page:
        page.wait_for_function("n => document.querySelectorAll('.mg-step.mg-right').length === n", arg=len(RIGHT[name]))
        link_kernel(page)
        assert [said[0] for said in heard(page)] == ["✓"] * len(RIGHT[name])
        assert is_open(page) == (name == "moth") and page.evaluate("told") == []
        chosen = page.locator(".mg-program > [aria-checked=true]")
        assert chosen.evaluate(IN_VIEW), "the line is seen where the program is longer than its frame"
        fields = page.locator(".mg-field input").evaluate_all("all => all.map(each => each.value)")
        assert fields == {"moth": ["a * b"], "cicada": ["2", "1"]}[name]
        assert page.locator(".mg-answered").locator("visible=true").count() == 0
        if name == "cicada":
            page.locator(".mg-names button").nth(BUGS[name].choices.index(BUGS[name].slip)).click()
            assert is_open(page) and [step for step, _ in page.evaluate("told")] == ["name"]


def test_an_answer_that_was_opened_first_stays_open(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_PROGRESS", "off")
    card = bug("bee")
    card._kept().take(["shown", None])
    (tmp_path / "page.html").write_text(document("bug", card.to_html()), encoding="utf-8")
    with opened(browser, tmp_path / "page.html") as page:
        page.wait_for_function("() => document.querySelector('.mg-found').open")
        link_kernel(page)
        type_in(page, "a * a * a")
        assert heard(page)[0].startswith("✓") and page.evaluate("told") == []


def test_a_saved_page_has_its_title_once(browser, tmp_path):
    for output in (bug("ant"), arrange.relu()):
        with opened(browser, output.save(tmp_path / "page.html")) as page:
            seen = page.get_by_text(output.to_text().splitlines()[0], exact=True).locator("visible=true")
            assert seen.evaluate_all("all => all.map(each => each.tagName)") == ["H1"]
