"""A question for a whole class: what it offers, what stands there without its script, and how it looks on a slide."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import viz
from classroom.slides.asking import answers, class_question
from exercises.topics import CHOICES, PREDICTIONS, QUESTIONS
from exercises.truth import truth
from pages import violations
from polls import asked_in, count

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "viz/outputs/js"


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


@pytest.fixture
def page_of(browser, tmp_path, english):
    with asked_in(browser, tmp_path) as asked:
        yield asked


# What is offered.


@pytest.mark.parametrize("name", PREDICTIONS)
def test_of_a_number_the_true_one_and_the_usual_ones_are_offered_by_their_size(name, english):
    asked = PREDICTIONS[name]
    numbers, told = zip(*answers(asked))
    assert sorted(numbers) == list(numbers) and set(numbers) == {truth(asked), *asked.slips}
    assert len(set(told)) == len(told) == len(asked.slips) + 1


@pytest.mark.parametrize("name", CHOICES)
def test_the_options_are_offered_in_their_order(name, english):
    assert [option for option, _ in answers(CHOICES[name])] == list(CHOICES[name].options)


def test_a_number_that_nobody_is_known_to_miss_does_not_tell_itself(english):
    assert answers(replace(PREDICTIONS["add_reuse"], slips=())) == []


def test_a_question_that_there_is_not_is_an_error():
    with pytest.raises(KeyError, match="no_such"):
        class_question("no_such")


@pytest.mark.parametrize("name", QUESTIONS)
def test_exactly_one_answer_is_right(name, english):
    assert [given for given, _ in answers(QUESTIONS[name])].count(truth(QUESTIONS[name])) == 1


@pytest.mark.multiplies(40)
@pytest.mark.parametrize("name", QUESTIONS)
def test_without_its_script_it_is_the_question_with_its_answers_and_nothing_else(name, language):
    asked = QUESTIONS[name]
    page = re.sub(r"<(style|script)\b.*?</\1>", "", class_question(name), flags=re.DOTALL)
    another = {"en": "another number", "zh-TW": "其他的數"}[language]
    listed = [text for _, text in answers(asked)] + [another] * (name in PREDICTIONS)
    told = re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", page)
    assert [unescape(text) for text in told] == [str(asked.question), *listed]
    assert re.sub(r"<(p|li)\b.*?</\1>|<[^>]*>", "", page) == ""


def test_where_scripts_do_not_run_the_answers_have_letters(page_of):
    page = page_of("secant", java_script_enabled=False)
    assert page.locator("ol.mg-rows[type=A] > li").count() == 3 and page.locator("button, input").count() == 0


# How it looks.

MEASURED = """() => [...document.querySelectorAll(".mg-poll")].map((host, n, all) => {
    if (n === 0) for (const each of all) each.parentElement.hidden = true  // the page has one of them at a time to lay out
    return host
}).flatMap(host => {
    host.parentElement.hidden = false
    const found = []
    const words = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    const look = state => {
        const elements = [...host.querySelectorAll(":not(style, script, .mg-spoken)")].filter(each => each.checkVisibility())
        const size = each => parseFloat(getComputedStyle(each).fontSize)
        const { right, height } = host.getBoundingClientRect()
        found.push({
            name: host.parentElement.id, state, height,
            over: Math.max(...elements.map(each => each.getBoundingClientRect().right - right)),
            cut: elements.filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth).map(each => each.className),
            least: Math.min(...elements.filter(words).map(size)),
            rows: Math.min(...elements.filter(each => each.matches(".mg-pick")).map(size)),
        })
    }
    const vote = () => {
        for (const field of host.querySelectorAll(".mg-hands input")) {
            field.value = "999"
            field.dispatchEvent(new Event("input"))
        }
    }
    look("asked")
    vote()
    look("counted")
    for (let n = 0; host.querySelector("form"); n++) {
        host.querySelector("form input").value = `${-9007199254740991 + 2 * n}`
        host.querySelector("form").requestSubmit()
    }
    vote()
    look("called out")
    host.querySelector(".mg-show").click()
    look("shown")
    host.querySelector(".mg-again").click()
    vote()
    look("second round")
    host.querySelector(".mg-show").click()
    look("second round shown")
    host.parentElement.hidden = true
    return found
})"""


def test_every_question_fits_its_slide_in_every_state_in_letters_that_are_read_from_the_last_row(page_of, language):
    measured = page_of(*QUESTIONS).evaluate(MEASURED)
    assert len(measured) == 6 * len(QUESTIONS)
    assert [each for each in measured if each["height"] > 620 or each["over"] > 0.5 or each["cut"]] == []
    assert [each for each in measured if each["least"] < 20 or each["rows"] < 24] == []


def test_it_is_as_large_as_the_letters_around_it(page_of):
    page = page_of("slope_square", style="width:600px;font-size:14px")
    assert page.locator(".mg-pick").first.evaluate("button => getComputedStyle(button).fontSize") == "14px"
    assert page.locator(".mg-poll").bounding_box()["height"] < 310


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["slope_square", "remember_gradient"])
def test_it_is_accessible_in_every_state(page_of, name, scheme):
    page = page_of(name, color_scheme=scheme)
    assert violations(page) == []
    count(page, 1, 2, 3)
    page.locator(".mg-again").click()
    page.locator(".mg-show").click()
    assert violations(page) == []


def test_in_print_nothing_is_there_to_be_pressed(page_of):
    number = page_of("slope_square")
    number.emulate_media(media="print")
    assert number.locator("button:not(.mg-pick), input").locator("visible=true").count() == 0


def test_it_shares_its_name_with_nothing_else_that_is_shown():
    others = [
        *JS.glob("*.css"),
        *JS.glob("*.js"),
        *(ROOT / "exercises").rglob("*.css"),
        *(ROOT / "exercises").rglob("*.js"),
    ]
    assert len(others) > 40 and [path.name for path in others if "mg-poll" in path.read_text(encoding="utf-8")] == []
