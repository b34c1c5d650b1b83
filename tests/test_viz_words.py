"""viz.words: one file of sentences for each language, with the same keys and blanks, each of them said somewhere."""

import ast
import math
import re
from pathlib import Path
from string import Formatter

import pytest

from classroom.plans.misconceptions import MET
from exercises.mistakes import MESSAGES
from exercises.topics import CHOICES, EXERCISES, PREDICTIONS, QUESTIONS
from micrograd.engine import Value
from viz.drawing.geometry import Rooms, place_graph
from viz.outputs.modules import assemble
from viz.outputs.player_data import picture_data
from viz.outputs.typed import typed_data
from viz.values.graph import read
from viz.values.operations import OPERATIONS
from viz.words import messages as words
from viz.words.messages import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path for package in ("viz", "exercises", "classroom", "lessons") for path in (ROOT / package).rglob("*.py")
)
FILES = {language: path.relative_to(ROOT).as_posix() for language, path in LANGUAGES.items()}
SENTENCES = {
    language: catalogue(path).sentences for language, path in LANGUAGES.items()
}  # {language: {key: its forms}}
KEYS = sorted(set().union(*SENTENCES.values()))
SAYING = {
    "say": 0,
    "Text": 0,
    "_listed": 0,
    "meant": 0,
    "say_in": 1,
}  # {what says a sentence: which of its arguments is the key}
THE_SAME = {"data", "grad", "value number"}  # in every language
CHINESE = "[\u4e00-\u9fff]"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


def blanks(language, key):
    """The blanks of a sentence, those of all its forms together."""
    parsed = [part for form in SENTENCES[language][key] for part in Formatter().parse(form)]
    return {(name, form, conversion) for _, name, form, conversion in parsed if name is not None}


def literals(key):
    """The keys that an expression may stand for; none where it is put together, as these are derived from a name."""
    if any(isinstance(node, ast.JoinedStr) for node in ast.walk(key)):
        return set()
    return {node.value for node in ast.walk(key) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def calls():
    """(where, the function, the keys that may be said, the names that are filled in) of what is said by its key."""
    for path in CODE:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAYING:
                where, key = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}", call.args[SAYING[call.func.id]]
                yield where, call.func.id, literals(key), {keyword.arg for keyword in call.keywords}


def fillings():
    """(where, the key, the names that are filled in) wherever a Text that has a name is filled in."""
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value.args[0].value
            for node in tree.body
            if isinstance(node, ast.Assign) and getattr(getattr(node.value, "func", None), "id", None) == "Text"
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "filled":
                given = {keyword.arg for keyword in call.keywords}
                if getattr(call.func.value, "id", None) in named and None not in given:  # None: with **
                    yield f"{path.relative_to(ROOT).as_posix()}:{call.lineno}", named[call.func.value.id], given


def keys_of(operation):
    """The keys of all that may be said of an operation on the way back."""
    slots, slopes = range(operation.arity or 2), (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, math.inf, math.nan)
    return {operation.sentence(slot, slope) for slot in slots for slope in slopes}


def derived():
    """{key: whose it is} for the keys that are derived from a name."""
    yield from ((f"{name}.{part}", name) for name in EXERCISES for part in ("task", "idea", "look", "almost"))
    yield from ((f"{name}.why", name) for name in QUESTIONS)
    yield from ((f"{name}.question", name) for name in CHOICES)
    yield from ((f"{name}.{option}", name) for name, asked in CHOICES.items() for option in asked.options)
    yield from ((f"{name}.slip {option}", name) for name, asked in CHOICES.items() for option in asked.slips)
    yield from ((f"{name}.slip {number:g}", name) for name, asked in PREDICTIONS.items() for number in asked.slips)
    yield from ((f"mistake.{name}", f"the mistake {name!r}") for name in MESSAGES)
    yield from ((f"misconception.{name}", f"the mistake {name!r}") for name in MET)
    yield from ((key, f"the operation {each.symbol!r}") for each in OPERATIONS.values() for key in keys_of(each))


SCRIPTS = {
    "player": "player.js",
    "question": "player.js",
    "explorer": "explorer.js",
    "opened": "network.js",
    "training": "training.js",
    "overview": "overview.js",
    "slope": "slope.js",
    "mesh": "training.js",
    "parsons": "../../../exercises/parsons/parsons.js",
    "class": "../../../classroom/slides/asking.js",
    "bug": "../../../exercises/bugs/card.js",
    "playground": "../../../lessons/gallery/playground/programs.js",
}  # who says words_of(page)
SHARED = {"mesh", "player", "question"}  # said by several scripts


def script(page):
    """What runs in the page, of all its files."""
    return assemble(ROOT / "viz/outputs/js" / SCRIPTS[page])


def of_scripts():
    """{key: the script that says it}: a word of a page is said where its name stands, as `words.play` or in a list, or
    where it is put together, as `wave_${phase}`. What is said to an answer comes from Python, with the answer.
    """
    answers = (ROOT / "viz/outputs/questions.py").read_text(encoding="utf-8")
    texts = {page: script(page) + (answers if page == "question" else "") for page in SCRIPTS}
    put_together = {page: re.findall(r"words\[`([^`]+)`\]", text) for page, text in texts.items()}
    forms = {page: [re.sub(r"\$\{\w+\}", r"\\w+", form) for form in found] for page, found in put_together.items()}
    keys = [(key, *key.split(".", 1)) for key in KEYS if key.partition(".")[0] in SCRIPTS and "." in key]
    return {
        key: SCRIPTS[page]
        for key, page, word in keys
        if re.search(rf"\b{word}\b", texts[page]) or any(re.fullmatch(form, word) for form in forms[page])
    }


def said():
    """{key: where, or of what, it is said}"""
    return dict(derived()) | of_scripts() | {key: where for where, _, keys, _ in calls() for key in keys}


@pytest.mark.parametrize("page", SCRIPTS)
def test_a_script_says_only_words_that_there_are(page):
    pages = {each for each in SCRIPTS if SCRIPTS[each] == SCRIPTS[page]} | SHARED
    there = {key.split(".", 1)[1] for key in KEYS if key.startswith(tuple(f"{each}." for each in pages))}
    in_pictures = picture_data(place_graph(read(Value(1.0)), Rooms()))["words"].keys()
    unknown = set(re.findall(r"\bwords\.(\w+)", script(page))) - there - in_pictures - typed_data()["words"].keys()
    assert not unknown, f"{FILES['en']} has no {sorted(unknown)}, which {SCRIPTS[page]} says"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_said_stands_in_the_file_of_every_language(language):
    missing = [
        f"{FILES[language]} has no {key!r} for {what}" for key, what in said().items() if key not in SENTENCES[language]
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_file_is_said_somewhere(language):
    unsaid = sorted(SENTENCES[language].keys() - said().keys())
    assert not unsaid, f"{FILES[language]} has what nobody says: {unsaid}"


@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_has_the_same_blanks_in_every_language_and_is_not_empty(key):
    for language in LANGUAGES:
        assert all(SENTENCES[language][key]), f"{FILES[language]} has nothing for {key!r}"
        assert blanks(language, key) == blanks("en", key), f"{FILES[language]} has other blanks than en.po for {key!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_translated(language):
    same = {key for key in KEYS if language != "en" and SENTENCES[language][key] == SENTENCES["en"][key]}
    same = {key for key in same if has_letters(SENTENCES[language][key])}
    same -= {
        f"{name}.{option}"
        for name, asked in CHOICES.items()
        for option in asked.options
        if option == str(asked.told(option))
    }  # a name in code
    assert same <= THE_SAME, f"{FILES[language]} says as in English: {sorted(same - THE_SAME)}"


def has_letters(forms):
    return any(c.isalpha() for form in forms for text, *_ in Formatter().parse(form) for c in text)


def test_english_is_written_without_chinese():  # how Chinese is written is asked in test_glossary.py
    assert not [key for key in KEYS if re.search(CHINESE, "".join(SENTENCES["en"][key]))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_named_as_its_header_says_and_says_what_its_language_calls_itself(language):
    header = LANGUAGES[language].read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert f'"Language: {language}\\n"' in header and re.search(r'"Language-Team: .+\\n"', header)


def test_every_blank_is_filled_in_where_the_sentence_is_said():
    said_at_once = (
        (where, key, given) for where, how, keys, given in calls() if how in ("say", "meant") for key in keys
    )
    for where, key, given in [*said_at_once, *fillings()]:
        assert {name for name, *_ in blanks("en", key)} <= given, f"{where} does not fill in all of {key!r}"


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


def test_the_language_is_set_and_told():
    assert words.language() == "en"
    assert words.language("zh-TW") == words.language() == "zh-TW"
    assert words.say("graph of", count=3) == "計算圖，共 3 個數值"
    assert words.language("en") == "en" and words.say("graph of", count=3) == "Computation graph of 3 values"


@pytest.mark.parametrize("name", ["zh", "EN", "", 1, ["en"]])
def test_another_language_is_refused_and_changes_nothing(name):
    words.language("zh-TW")
    with pytest.raises(ValueError) as told:
        words.language(name)
    assert all(str(told.value).count(repr(each)) >= len(LANGUAGES) for each in LANGUAGES)  # once in every language
    assert words.language() == "zh-TW"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice_in_a_file(language):
    keys = re.findall(r'^msgid "(.+)"$', LANGUAGES[language].read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == KEYS


def test_what_a_language_has_no_sentence_for_yet_is_said_in_english(monkeypatch, tmp_path):
    begun = tmp_path / "xx.po"
    begun.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "step"\nmsgstr "ṡṫėṗ"\n', "utf-8"
    )
    monkeypatch.setitem(words.LANGUAGES, "xx", begun)
    words.language("xx")
    assert (words.say("step"), words.say("and more", count=1)) == ("ṡṫėṗ", "and 1 more value")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_form_is_chosen_by_the_count_and_a_file_has_as_many_as_its_header_says(language):
    forms = int(re.search(r"nplurals=(\d+)", LANGUAGES[language].read_text(encoding="utf-8"))[1])
    for key in KEYS:
        assert len(SENTENCES[language][key]) in (1, forms), f"{FILES[language]}: {key!r}"
        assert len(SENTENCES[language][key]) == 1 or "count" in {name for name, *_ in blanks(language, key)}


def test_one_is_told_as_one():
    told = [words.say("and more", count=count) for count in (0, 1, 2, "more than 2000")]
    assert told == ["and 0 more values", "and 1 more value", "and 2 more values", "and more than 2000 more values"]
    words.language("zh-TW")
    assert words.say("and more", count=1) == "以及另外 1 個數值"


def test_what_is_filled_in_is_not_read_as_a_blank():
    assert words.say("bad limit", shown="{key}{0!r}").endswith("{key}{0!r}")
