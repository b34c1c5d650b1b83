"""viz.words: every sentence in both languages, with the same blanks to fill in, and each of them said somewhere."""

import ast
import math
from pathlib import Path
from string import Formatter

import pytest

from viz.values.operations import OPERATIONS
from viz.words import messages as words
from viz.words.sentences import SENTENCES

CODE = Path(words.__file__).parents[1]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


def blanks(sentence):
    return {(name, form, conversion) for _, name, form, conversion in Formatter().parse(sentence) if name is not None}


def calls():
    """(the keys that may be said, the names that are filled in) for each call of say() in viz."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in CODE.rglob("*.py"))
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "say":
            keys = {c.value for c in ast.walk(call.args[0]) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
            yield keys, {keyword.arg for keyword in call.keywords}


def keys_of(operation):
    """The keys of all that may be said of an operation on the way back."""
    slots, slopes = range(operation.arity or 2), (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, math.inf, math.nan)
    return {operation.sentence(slot, slope) for slot in slots for slope in slopes}


def test_every_operation_has_its_sentences_in_every_language():
    missing = [
        f"viz/words/sentences.py has no {key!r} in {language} for the operation {symbol!r}"
        for symbol, operation in OPERATIONS.items()
        for key in sorted(keys_of(operation))
        for language in words.LANGUAGES
        if not SENTENCES.get(key, {}).get(language)
    ]
    assert not missing, "\n".join(missing)


def test_what_is_said_of_an_operation_fits_the_operand_and_its_slope():
    assert [OPERATIONS["-"].sentence(slot, 1.0) for slot in (0, 1)] == ["sub left in words", "sub right in words"]
    assert [OPERATIONS["ReLU"].sentence(0, slope) for slope in (1.0, 0.0)] == [
        "relu open in words",
        "relu closed in words",
    ]
    assert [OPERATIONS["LeakyReLU"].sentence(0, slope) for slope in (1.0, 0.1)] == [
        "relu open in words",
        "relu leaks in words",
    ]
    assert [OPERATIONS["abs"].sentence(0, slope) for slope in (1.0, -1.0, 0.0)] == [
        "abs above in words",
        "abs below in words",
        "abs corner in words",
    ]
    assert [OPERATIONS["max"].sentence(1, slope) for slope in (1.0, 0.5, 0.0)] == [
        "max chosen in words",
        "max tied in words",
        "max left in words",
    ]
    assert {OPERATIONS[symbol].sentence(0, math.nan) for symbol in ("abs", "max", "min")} == {"nan in words"}


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_exists_in_both_languages_with_the_same_blanks(key):
    assert set(SENTENCES[key]) == set(words.LANGUAGES), (
        f"viz/words/sentences.py has {key!r} only in {list(SENTENCES[key])}"
    )
    english, chinese = (SENTENCES[key][language] for language in words.LANGUAGES)
    assert english and chinese
    assert blanks(english) == blanks(chinese)


@pytest.mark.parametrize("key", [key for key in SENTENCES if key not in ("data", "grad", "value number")])
def test_a_sentence_is_translated(key):
    assert SENTENCES[key]["en"] != SENTENCES[key]["zh-TW"]
    assert SENTENCES[key]["en"].isascii() or key == "stale"


def test_every_sentence_is_said_somewhere_and_every_key_exists():
    of_operations = map(keys_of, OPERATIONS.values())
    assert set().union(*(keys for keys, _ in calls()), *of_operations) == set(SENTENCES)


def test_every_blank_is_filled_in_where_the_sentence_is_said():
    for keys, given in calls():
        for key in keys:
            assert {name for name, *_ in blanks(SENTENCES[key]["en"])} <= given, key


def test_the_language_is_set_and_told():
    assert words.language() == "en"
    assert words.language("zh-TW") == words.language() == "zh-TW"
    assert words.say("graph of", count=3) == "計算圖，共 3 個數值"
    assert words.language("en") == "en" and words.say("graph of", count=3) == "Computation graph of 3 values"


@pytest.mark.parametrize("name", ["zh", "EN", "", 1, ["en"]])
def test_another_language_is_refused_and_changes_nothing(name):
    words.language("zh-TW")
    with pytest.raises(ValueError, match="'en' and 'zh-TW'"):
        words.language(name)
    assert words.language() == "zh-TW"


def test_what_is_filled_in_is_not_read_as_a_blank():
    assert words.say("bad limit", shown="{key}{0!r}").endswith("{key}{0!r}")
