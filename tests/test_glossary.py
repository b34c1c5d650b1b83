"""The Chinese texts, held to docs/glossary.md: one word for one thing, the English beside it, full-width signs."""

import ast
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from lessons.build import lesson_files
from lessons.series import LESSON, series
from lessons.translations import passages, unwrapped
from viz.words.messages import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.zh-TW.md", *sorted((ROOT / "docs").glob("*.zh-TW.md"))]
TABLES = [*sorted((ROOT / "classroom").rglob("*.toml")), ROOT / "lessons" / "series.toml"]
SCRIPTS = [ROOT / "start.py", ROOT / "viz" / "missing.py"]  # which can read no catalogue yet
HAN = "[\u4e00-\u9fff]"
MARKS = "，。：；、？！（）「」『』〈〉"
LESSONS = {each.source: number for number, each in enumerate(series()) if each.kind == LESSON}


# What docs/glossary.md says.


def rows(heading):
    """The cells of the tables below a heading."""
    part = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", GLOSSARY, re.MULTILINE | re.DOTALL)[1]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.*\|$", part, re.MULTILINE)
    ][2:]


TERMS = {  # {Chinese: English} of the tables of terms; where a row has two, both go with all of its English
    term: re.sub(r" \(.*?\)", "", english)
    for heading in ("Derivatives", "Graphs", "Passes", "Networks", "Programs and notebooks")
    for english, chinese, *_ in rows(heading)
    for term in chinese.split("、")
}
NOT_SO = {wrong: right for wrong, right, _ in rows("Not so")}
LIST = re.search(r"chain rule）: (.*?)\.\n", GLOSSARY, re.DOTALL)[1]
WITH_ENGLISH = [term.strip() for term in LIST.split(",")]


# What is wrong with a text.


def wrong_words(text):
    """The words that the glossary replaces; those inside of one of its terms are not meant."""
    for term in sorted(TERMS, key=len, reverse=True):
        text = text.replace(term, " ")
    return [f"{wrong}, not {right}" for wrong, right in NOT_SO.items() if wrong in text]


def prose(text):
    """A text in Markdown without code, formulas, tags, and what links point to; a sign stands for what was there."""
    text = re.sub(r"^ *```.*?^ *```|^ {4}[^\n]*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|(?<=\])\([^)\s]+\)|<[^>]+>", "`", text, flags=re.DOTALL)


GAP = re.compile(rf"(?<=[{MARKS}])(\*\*)? (?=[^\s|])|(?<=[^\s|\-.>]) (?=[{MARKS}])")  # two spaces are meant
HALF = re.compile(
    rf"{HAN} ?[,;:?!.](?={HAN}|[ ]|$)|(?<![\w}}])\((?=[^()\n]*{HAN})|{HAN}\((?=[^()\n]*{HAN})", re.MULTILINE
)


def wrong_signs(text):
    """Where a sign is half-width, or stands apart from its words: each with what is around it."""
    return [
        text[max(0, found.start() - 12) : found.end() + 12] for sign in (GAP, HALF) for found in sign.finditer(text)
    ]


def broken_lines(text):
    """The lines of a Chinese paragraph that end inside of it, which Markdown shows as spaces."""
    lines = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL).split("\n")
    begins = re.compile(r"\s*(#|\||<|>|-|\d+\. |!\[|\$\$|$)")
    return [
        line[-20:]
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if re.search(HAN, line) and not re.match(r"\s*(#|\||<|\$\$)", line) and not begins.match(following)
    ]


# The Chinese texts.


@cache
def cells(source):
    """The Chinese cells of a lesson: [(whether it is on slides or for the teacher alone, its text)]."""
    return [
        (passage.original.metadata.get("slide") in ("text", "notes"), unwrapped(passage.translations["zh-TW"].source))
        for passage in passages(source)
        if passage.original.cell_type == "markdown"
    ]


@cache
def printed(source):
    """The comments and the printed texts of a lesson's code in Chinese."""
    codes = [passage.translations["zh-TW"].source for passage in passages(source) if _is_translated_code(passage)]
    return re.findall(rf'"[^"\n]*{HAN}[^"\n]*"|# .*{HAN}.*', "\n".join(codes))


def _is_translated_code(passage):
    return passage.original.cell_type == "code" and "zh-TW" in passage.translations


def in_table(value):
    """The texts in Chinese anywhere in a table."""
    if isinstance(value, dict):
        chinese = value.get("zh-TW", ())
        yield from in_table(chinese) if isinstance(chinese, (dict, list)) else ([chinese] if chinese else [])
        yield from (text for each in value.values() if not isinstance(each, str) for text in in_table(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in in_table(each))
    elif re.search(HAN, value if isinstance(value, str) else ""):
        yield value


def in_script(path):
    constants = [
        node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    ]
    return [text for text in constants if isinstance(text, str) and re.search(HAN, text)]


def sentences():
    """{key: text} of the catalogue."""
    return {key: "\n".join(forms) for key, forms in catalogue(LANGUAGES["zh-TW"]).sentences.items()}


def texts():
    """[(where, text)] of all, in Markdown."""
    found = [(path.name, path.read_text(encoding="utf-8")) for path in PAGES]
    found += [(path.name, text) for path in lesson_files() for _, text in cells(path)]
    found += [(path.name, text) for path in lesson_files() for text in printed(path)]
    found += [
        (path.name, text) for path in TABLES for text in in_table(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    found += [(path.name, text) for path in SCRIPTS for text in in_script(path)]
    return found + [(f"zh-TW.po, {key!r}", text) for key, text in sentences().items()]


def test_no_word_is_used_that_the_glossary_replaces():
    found = [f"{where}: {wrong}" for where, text in texts() for wrong in wrong_words(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("text", ["函式回傳一個數", "這是約定", "標量", "調用它", "一個算子", "獨自寫出"])
def test_a_word_that_is_replaced_is_found(text):
    assert wrong_words(text)


@pytest.mark.parametrize("text", ["把梯度往回傳", "運算子重載", "傳回一個數"])
def test_a_term_that_has_the_letters_of_such_a_word_is_none(text):
    assert not wrong_words(text)


def test_signs_are_full_width_and_stand_beside_their_words():
    found = [f"{where}: {wrong}" for where, text in texts() for wrong in wrong_signs(prose(text))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text", ["**先預測：** 把", "好。 再來", "共三個 ，再", "第 0 課: 完成", "完成 (試過)", "問題; 答案", "好了. 再來"]
)
def test_a_sign_that_is_half_width_or_stands_apart_is_found(text):
    assert wrong_signs(prose(text))


@pytest.mark.parametrize(
    "text", ["執行  %pip install x  ，再來", "- （第一）", "| （一） |", "設 `f(x)` 是函式", "1. 「好」"]
)
def test_a_command_a_list_and_code_have_their_own_spaces(text):
    assert not wrong_signs(prose(text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_paragraph_of_a_page_is_one_line(path):
    assert not broken_lines(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", lesson_files(), ids=lambda path: path.stem)
def test_a_paragraph_of_a_lesson_becomes_one_line(path):
    assert not [line for _, text in cells(path) for line in broken_lines(text)]


def test_a_line_that_ends_inside_of_a_paragraph_is_found():
    assert broken_lines("這一段還沒有\n說完。\n") and not broken_lines("- 一\n- 二\n\n說完了。\n\n```sh\n一\n二\n```\n")


# The English beside a term.


def without_english(lesson):
    """The terms of the list whose first mention in a lesson has no English beside it.

    Args:
        lesson: its texts in order, the opening left out.
    """
    for term in WITH_ENGLISH:
        longer = sorted((each for each in WITH_ENGLISH if term in each and each != term), key=len, reverse=True)
        for text in lesson:
            text = re.sub(
                "|".join([*longer, r"`[^`\n]+`", r"\$[^$\n]+\$", r"\[[^\]]*\]\([^)\s]+\)", r"(?m:^[#!].*)"]), " ", text
            )
            if term in text:
                if not re.search(rf"^\*?\*?[（，]([^）\n]*，)?{english_of(term)}", text.split(term, 1)[1]):
                    yield term
                break


def english_of(term):
    """One of the English words that the glossary has for a term, as a pattern."""
    return f"({'|'.join(map(re.escape, TERMS[term].split(', ')))})"


@pytest.mark.parametrize("name", LESSONS)
def test_the_first_mention_of_a_term_has_its_english_beside_it(name):
    in_order = [text for apart, text in cells(ROOT / "lessons" / f"{name}.py") if not apart]
    assert not list(without_english(in_order[1:]))


def test_a_term_without_its_english_is_found():
    assert list(without_english(["這就是**連鎖律**，也就是連鎖律（chain rule）。"])) == ["連鎖律"]
    assert not list(without_english(["## 連鎖律", "這就是**連鎖律**（chain rule，也叫鏈鎖律）。"]))


def terms_of_the_overview(language):
    """[(Chinese, English, the number of its lesson)] in the table of terms of the overview."""
    notebook = json.loads((ROOT / "notebooks" / language / "index.ipynb").read_text(encoding="utf-8"))
    table = next(text for cell in notebook["cells"] if "central difference" in (text := "".join(cell["source"])))
    lines = re.findall(r"^\| \[(\d) · .* \| (.*) \|$", table, re.MULTILINE)
    pair = {"en": r"(?P<en>[a-z ]+) (?P<zh>[^ ,]+)(?:, )?", "zh-TW": r"(?P<zh>[^（、]+)（(?P<en>[a-z ]+)）、?"}[
        language
    ]
    return [(found["zh"], found["en"], int(number)) for number, terms in lines for found in re.finditer(pair, terms)]


def test_the_terms_of_the_overview_are_those_of_the_glossary_and_the_same_in_both_languages():
    found = terms_of_the_overview("zh-TW")
    assert found == terms_of_the_overview("en") and len(found) > 40
    other = [(chinese, english) for chinese, english, _ in found if not re.search(english_of(chinese), english)]
    assert not other, f"docs/glossary.md has other English for {other}"


def test_a_term_of_the_overview_is_explained_in_its_lesson():
    for chinese, english, number in terms_of_the_overview("zh-TW"):
        name = next(name for name, at in LESSONS.items() if at == number)
        text = "\n".join(text for _, text in cells(ROOT / "lessons" / f"{name}.py"))
        beside = rf"{chinese}\*?\*?(（|，|；| )([^）\n]*，|[^）\n]*\s)?{english}"
        assert re.search(beside, text), f"{name}.py has no {chinese}（{english}）"
