"""What a check shows: the outcome by word, shape and colour, the numbers side by side, the picture with the wrong
arrow marked.
"""

import re

import pytest

import viz
from exercises import check, hint, predict, progress, solution
from exercises.closure_engine import Value, source_after
from exercises.result import SYMBOLS
from pages import opened, violations

SWAPPED = (
    "self.grad += other.data * out.grad\n            other.grad += self.data * out.grad",
    "self.grad += self.data * out.grad\n            other.grad += other.data * out.grad",
)
RAISES = ("other.data * out.grad", "other.data * out.gradient")
WORDS = {
    "en": {
        "not attempted": "not attempted",
        "raised": "your code raised an error",
        "wrong": "not yet",
        "right": "right",
    },
    "zh-TW": {"not attempted": "尚未作答", "raised": "你的程式發生錯誤", "wrong": "", "right": "正確"},
}


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def learner(old="", new=""):
    namespace = {}
    exec(source_after(6).replace(old, new) if old else source_after(6), namespace)
    return namespace["Value"]


def results():
    return {
        "not attempted": check.mul(),
        "raised": check.mul(learner(*RAISES)),
        "wrong": check.mul(learner(*SWAPPED)),
        "right": check.mul(Value),
    }


def html(result):
    return result._repr_mimebundle_()["text/html"]


def page_of(*outputs, language="en"):
    body = "".join(map(html, outputs))
    return f"<!doctype html><html lang={language}><meta charset=utf-8><title>1</title><style>:root{{color-scheme:light dark}}</style><main><h1>1</h1>{body}</main>"


def test_the_four_outcomes_are_told_by_word_and_by_shape(language):
    for outcome, result in results().items():
        assert result.outcome == outcome
        first = repr(result).splitlines()[0]
        colon = "：" if language == "zh-TW" else ": "
        assert first.startswith(f"[{SYMBOLS[outcome]}] mul{colon}") and WORDS[language][outcome] in first
        assert SYMBOLS[outcome] in html(result) and WORDS[language][outcome] in html(result)
    assert len(set(SYMBOLS.values())) == 4


def test_not_yet_shows_the_expression_and_both_gradients_side_by_side(language):
    text = repr(check.mul(learner(*SWAPPED)))
    assert "a * b" in text and {"en": "a = 2, b = 3", "zh-TW": "（a = 2、b = 3）"}[language] in text
    assert re.search(r"a\.grad +2 +3 +≠", text) and re.search(r"b\.grad +3 +2 +≠", text)


def test_the_picture_is_recorded_from_the_learners_code_with_the_wrong_arrows_marked():
    page = html(check.mul(learner(*SWAPPED)))
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert svg.count("<circle") == 2, "both arrows are wrong"
    assert ">+2.0<" in svg and ">+3.0<" in svg
    only_one = html(check.mul(learner("other.grad += self.data * out.grad", "other.grad += other.data * out.grad")))
    assert only_one[only_one.index("<svg") : only_one.index("</svg>")].count("<circle") == 1


def test_a_right_answer_shows_no_picture_and_asks_for_no_hint(language):
    result = check.mul(Value)
    assert "<svg" not in html(result) and "hint." not in repr(result)


def test_an_error_shows_the_learners_own_line():
    namespace = {}
    source = source_after(6).replace(*RAISES)
    import linecache

    linecache.cache["<mine>"] = (len(source), None, source.splitlines(True), "<mine>")
    exec(compile(source, "<mine>", "exec"), namespace)
    text = repr(check.mul(namespace["Value"]))
    line = next(
        n for n, text_line in enumerate(source.splitlines(), 1) if "gradient" in text_line and "out." in text_line
    )
    assert f"line {line}, in _backward:  self.grad += other.data * out.gradient" in text
    assert "AttributeError: 'Value' object has no attribute 'gradient'" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_answer_is_accessible(browser, tmp_path, language, scheme):
    outputs = [
        *results().values(),
        hint.mul(),
        hint.mul(),
        hint.mul(),
        solution.relu(),
        solution.relu(),
        progress(),
        predict.add_reuse(1),
        predict.add_reuse(2),
    ]
    (tmp_path / "answers.html").write_text(page_of(*outputs, language=language), encoding="utf-8")
    with opened(browser, tmp_path / "answers.html", color_scheme=scheme) as page:
        assert violations(page) == []


def test_a_narrow_screen_needs_no_scroll_bar_for_the_page(browser, tmp_path, language):
    (tmp_path / "answers.html").write_text(
        page_of(*results().values(), progress(), predict.add_reuse, language=language), encoding="utf-8"
    )
    with opened(browser, tmp_path / "answers.html", viewport={"width": 420, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 420


def test_the_same_answer_may_stand_twice_in_a_page(browser, tmp_path):
    progress(reset=True)  # as if nobody had answered
    (tmp_path / "twice.html").write_text(page_of(predict.add_reuse, predict.add_reuse), encoding="utf-8")
    with opened(browser, tmp_path / "twice.html") as page:
        assert page.locator(".mg-field").count() == 2
        page.locator(".mg-field input").nth(1).fill("2")
        page.keyboard.press("Enter")
        assert (
            page.locator(".mg-heard").nth(1).inner_text().startswith("✓")
            and page.locator(".mg-heard").nth(0).inner_text() == ""
        )
