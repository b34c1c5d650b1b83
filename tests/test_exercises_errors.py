"""What is said of an exception comes from the learner's own line, never has a hole, and blames nobody for an error of
the check.
"""

import itertools
import linecache
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import viz
from exceptions import PROGRAMS, Raising, made
from exercises import check, supervision
from exercises.checks import run_check
from exercises.errors import explain
from exercises.exceptions.failure import failure_of, meant
from exercises.exceptions.kinds import READERS
from exercises.time_limit import TimeUp
from exercises.topics import EXERCISES
from viz.words.messages import LANGUAGES, catalogue, say

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = {
    language: {key.removeprefix("error."): forms[-1] for key, forms in catalogue(path).sentences.items() if key.startswith("error.")}
    for language, path in LANGUAGES.items()
}  # fmt: skip
NOT_MEANINGS = {"line", "line of a cell", "place", "place of ours"}
ELSEWHERE = {
    "endless",
    "slow",
    "syntax",
    "ours",
    "stopped elsewhere",
    "recursion",
    "unknown anywhere",
    "compared somehow",
}
# What may be said only where it is true: {the words: the keys of the sentences that may have them}.
ONLY_OF = {
    r"sum\(\[": {"sum from 0"},
    r"__r(?!epr)\w+__": {"sum from 0", "number first", "recursion reflected", "recursion of two", "recursion shown", "refused operand"},
    r"\(self,\)": {"tuple of one"},
    r"import ": {"not imported"},
    r"nonlocal": {"local of the function around"},
    r"reversed\(": {"in place"},
    r"xor": {"xor"},
    r"\._backward\b": {"none called somewhere", "no function stored", "none stored"},
    r"\.data\b": {"value in a gradient", "value among numbers", "compared", "formatted", "number inside", "number of", "number only", "abs", "wrapped", "near attribute", "operand is a number", "detached", "twice", "is a number", "list has no attribute", "none has no attribute", "number has no attribute", "function attribute", "other has no attribute", "zero below", "zero power", "called", "recursion property"},
}  # fmt: skip


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def pattern(sentence):
    """What the sentence looks like with its blanks filled in: there something other than space and punctuation."""
    parts = (
        re.escape(text) + (r"(\S(?:.*\S)?)" if blank is not None else "")
        for text, blank, *_ in Formatter().parse(sentence)
    )
    return "".join(parts)  # fmt: skip


def keys_of(message, language):
    """The keys of the sentences that a message may be."""
    return {key for key, sentence in SENTENCES[language].items() if re.fullmatch(pattern(sentence), message)}


def sentences(message):
    return len(re.findall(r"[.?!。？！](?=\s|$|[^\s\w.)'\"*(\[=])", message + " "))


def names(programs):
    return [f"{program.key}-{program.check}-{n}" for n, program in enumerate(programs)]


def examined(program):
    return getattr(check, program.check)(program.thing())


SIGNS_OF = {
    **dict.fromkeys(
        ("value in a gradient", "value among numbers", "number inside", "number of", "number only"), "forgot .data"
    ),
    **dict.fromkeys(("compared", "compared somehow", "formatted", "abs", "largest"), "forgot .data"),
    "none gradient": "grad is None",
    "xor": "xor",
}


@pytest.mark.multiplies(40)
@pytest.mark.parametrize("program", PROGRAMS, ids=names(PROGRAMS))
def test_an_exception_is_explained_from_the_learners_line(program, language):
    result = examined(program)
    assert (result.outcome, result.mistake) == ("raised", program.mistake or SIGNS_OF.get(program.key)), repr(result)
    assert not result._explanation.ours
    missing = [text for text in program.has if text not in repr(result) and language == "en"]
    assert not missing, repr(result)
    if program.key is None:
        assert "error" not in keys_of(result.message, language) and result._explanation.what.isidentifier(), repr(
            result
        )
        return
    assert program.key in keys_of(result.message, language), repr(result)
    assert sentences(result.message) <= 3, result.message
    for words, keys in ONLY_OF.items():
        assert program.key in keys or not re.search(words, result.message), repr(result)


def test_every_sentence_is_said_of_some_program_and_the_main_ones_of_three():
    said = Counter(program.key for program in PROGRAMS)
    unsaid = SENTENCES["en"].keys() - said.keys() - NOT_MEANINGS - ELSEWHERE
    assert not unsaid, f"tests/exceptions.py has no program for {sorted(unsaid)}"
    assert len(PROGRAMS) >= 80 and sum(count >= 3 for count in said.values()) >= 40


@pytest.mark.parametrize("key", sorted(SENTENCES["en"].keys() - NOT_MEANINGS))
def test_a_sentence_with_nothing_for_a_blank_is_not_said(key, language):
    blanks = {blank for _, blank, *_ in Formatter().parse(SENTENCES[language][key]) if blank}
    filled = dict.fromkeys(blanks, "x")
    assert meant(f"error.{key}", **filled).sentence
    for blank in blanks:
        assert meant(f"error.{key}", **filled | {blank: ""}) is None


@pytest.mark.parametrize(
    "code, line", [("x = 1\nfor y in x\n    y", 2), ("def f(:\n    pass", 1), ("if True:\nx = 1", 2)]
)
def test_of_a_cell_that_python_cannot_read_the_line_is_told(code, line, language):
    with pytest.raises(SyntaxError) as caught:
        compile(code, "<a cell>", "exec")
    told = explain(caught.value)
    assert str(line) in told.where and code.splitlines()[line - 1].strip() in told.where
    assert told.meaning == say("error.syntax") and told.kind == type(caught.value).__name__ and not told.ours
    assert told.what == f"{told.kind}: {caught.value.msg}"


# What may be thrown at it.


def caught(code, name="<thrown>"):
    """The exception that a learner's code ends with."""
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)
    try:
        exec(compile(code, name, "exec"), {"__name__": "learner"})
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


KINDS = st.sampled_from(
    ["int", "float", "Value", "NoneType", "list", "str", "method", "module", "complex", "x", "type"]
)
SYMBOLS = st.sampled_from(["+", "+=", "^", "*", "** or pow()", "-", "/", "//", "@", "<<", "&="])
TEXTS = st.one_of(
    st.builds("unsupported operand type(s) for {}: '{}' and '{}'".format, SYMBOLS, KINDS, KINDS),
    st.builds("'{}' not supported between instances of '{}' and '{}'".format, st.sampled_from("<>"), KINDS, KINDS),
    st.builds("bad operand type for unary {}: '{}'".format, st.sampled_from("-+~"), KINDS),
    st.builds("'{}' object is not {}".format, KINDS, st.sampled_from(["callable", "iterable", "subscriptable", "reversible"])),
    st.builds("'{}' object has no attribute '{}'".format, KINDS, KINDS),
    st.builds("{}() missing 1 required positional argument: '{}'".format, KINDS, KINDS),
    st.builds("{}() takes {} positional arguments but {} were given".format, KINDS, st.integers(0, 3), st.integers(0, 3)),
    st.builds("{}() got an unexpected keyword argument '{}'".format, KINDS, KINDS),
    st.builds("{}() takes no arguments".format, KINDS),
    st.builds("must be real number, not {}".format, KINDS),
    st.builds("unsupported format string passed to {}.__format__".format, KINDS),
    st.builds("type {} doesn't define __round__ method".format, KINDS),
    st.builds("unhashable type: '{}'".format, KINDS),
    st.builds("name '{}' is not defined".format, KINDS),
    st.builds("cannot access local variable '{}' where it is not associated with a value".format, KINDS),
    st.builds("list indices must be integers or slices, not {}".format, KINDS),
    st.builds("not enough values to unpack (expected {}, got 1)".format, st.integers(0, 9)),
    st.sampled_from(["", "division by zero", "0.0 cannot be raised to a negative power", "math domain error", "math range error", "pop from empty list", "dictionary changed size during iteration", "no module named x"]),
    st.text(max_size=20),
)  # fmt: skip
TYPES = st.sampled_from([
    TypeError, ValueError, AttributeError, NameError, UnboundLocalError, ZeroDivisionError, OverflowError, IndexError,
    KeyError, RuntimeError, RecursionError, AssertionError, MemoryError, ImportError, StopIteration, OSError,
    ArithmeticError, Exception, LookupError, EOFError, TimeUp, SystemExit,
])  # fmt: skip
LINES = st.sampled_from([
    "throw(error)", "x = throw(error) + 1", "for k in throw(error): pass", "[throw(error) for _ in [1]]", "throw(error).data",
    "print(f'{throw(error)}')", "a = b = throw(error)", "self = throw(error)", "x.grad += throw(error)", "not throw(error)",
])  # fmt: skip


@pytest.mark.parametrize("spoken", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_python_says_becomes_whole_sentences(spoken, data):
    error, line = data.draw(TYPES)(data.draw(TEXTS)), data.draw(LINES)
    functions = {"throw": _throw, "error": error, "x": type("X", (), {"grad": None})()}
    try:
        exec(compile(f"def f():\n    {line}\nf()", "<random>", "exec"), {"__name__": "learner", **functions})
    except BaseException as raised:
        told = raised
    viz.language(spoken)
    try:
        explained = explain(told)
        keys = keys_of(explained.meaning, spoken)
        assert keys and sentences(explained.meaning) <= 3, explained
        for kind, reader in READERS:
            if isinstance(told, kind):
                meaning = reader(failure_of(told))
                assert meaning is None or keys_of(meaning.sentence, spoken), (reader, meaning)
    finally:
        viz.language("en")


def _throw(error):
    (_ for _ in ()).throw(error)


@pytest.mark.multiplies(25)
@pytest.mark.parametrize("program", PROGRAMS, ids=names(PROGRAMS))
def test_nobody_who_reads_an_exception_fails_at_it(program):
    thing = program.thing()
    error = supervision.supervise(lambda: EXERCISES[program.check].examine(thing), [thing]).error
    failure = failure_of(error)
    for kind, reader in READERS:
        if isinstance(error, kind):
            reader(failure)


def test_to_explain_runs_no_code_of_the_learners():
    error = caught(
        "asked = []\nclass Odd:\n    def __init__(self): self.__dict__['data'] = 1.0\n"
        "    def __repr__(self): asked.append('repr')\n    def __getattr__(self, name): asked.append(name); raise AttributeError\n"
        "    def __eq__(self, other): asked.append('eq')\n    def __len__(self): asked.append('len')\n"
        "    def __hash__(self): asked.append('hash')\n    def __bool__(self): asked.append('bool')\n"
        "a, b = Odd(), Odd()\ndel asked[:]\n(a, [b], {'b': b})\na + b\n"
    )
    asked = error.__traceback__.tb_next.tb_frame.f_globals["asked"]
    assert explain(error).meaning and asked == []


@pytest.mark.slow
def test_without_the_places_of_instructions_no_more_is_said_than_is_known():
    """Python may be told not to keep them, and then a line has to do."""
    script = (
        "import sys\nsys.path.insert(0, 'tests')\nfrom exceptions import PROGRAMS\nfrom exercises import check\n"
        "for program in PROGRAMS[::9]:\n    result = getattr(check, program.check)(program.thing())\n"
        "    print(result.outcome, '|', result.message.replace(chr(10), ' '))"
    )
    run = subprocess.run(
        [sys.executable, "-X", "no_debug_ranges", "-c", script], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    for program, told in zip(PROGRAMS[::9], run.stdout.splitlines(), strict=True):
        outcome, _, message = told.partition(" | ")
        assert outcome == "raised" and (program.key is None or keys_of(message, "en")), told


# Errors of the check itself.

COUNT = itertools.count(1)


def of_the_project(code, **names):
    """A function `f` as if it stood in a file of the project."""
    space, name = dict(names), str(ROOT / "exercises" / f"made_up_{next(COUNT)}.py")
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)
    exec(compile(code, name, "exec"), space)
    return space["f"]


def checked(examine, thing=None):
    exercise = replace(EXERCISES["mul"], examine=examine)
    return run_check(exercise, thing or made("def relu(self):\n    return self", methods=True))


OURS = [
    "def f(make): return None.numbers",
    "def f(make): return {}['x']",
    "def f(make):\n    x = 1\n    x.backward()",
    "def f(make): return [][0]",
    "def f(make): return unknown",
    "def f(make): assert False, 'never'",
    "def f(make): raise KeyError('no sentence')",
    "def f(make):\n    def g(): g()\n    g()",
    "def f(make):\n    value, nothing = make(2.0), None\n    nothing(value)",
    "def f(make):\n    value, other = make(2.0), 6.0\n    value._backward = 5.0\n    other(value)",
]


@pytest.mark.parametrize("code", OURS)
def test_an_error_of_the_check_is_called_so_and_blames_nobody(code, language):
    result = checked(of_the_project(code))
    assert result.outcome == "raised" and result.mistake is None and result._explanation.ours
    assert keys_of(result.message, language) == {"ours"}, repr(result)
    headline = repr(result).splitlines()[0]
    assert {"en": "the check itself failed", "zh-TW": "檢查程式本身發生錯誤"}[language] in headline
    assert {"en": "your code raised", "zh-TW": "你的程式發生"}[language] not in repr(result)
    assert "exercises/made_up" in repr(result) and "hint." not in repr(result)
    assert headline.removeprefix("[!] ") in result._repr_mimebundle_()["text/html"]


LEARNERS = {
    "a class without the attribute": "def f(make): return make(2.0).gradients",
    "a constructor that takes less": "def f(make): return make(1.0, (), '+', 'x', 'y', 'z', 4)",
    "an operation that it has not": "def f(make): return make(2.0) @ make(3.0)",
    "a value called": "def f(make):\n    value = make(2.0)\n    return value(3)",
}


@pytest.mark.parametrize("what", LEARNERS)
def test_what_comes_of_the_learners_own_class_is_no_error_of_the_check(what, language):
    result = checked(of_the_project(LEARNERS[what]))
    assert result.outcome == "raised" and not result._explanation.ours
    assert keys_of(result.message, language).isdisjoint({"ours", "unknown", "unknown anywhere"}), repr(result)


def test_a_check_that_was_stopped_outside_of_the_learners_lines_does_not_blame_their_loops(language):
    result = checked(of_the_project("def f(make): raise TimeUp", TimeUp=TimeUp))
    assert result.outcome == "raised" and keys_of(result.message, language) == {"stopped elsewhere"}, repr(result)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("import time\n    time.sleep(1)", "slow"),
        ("import threading\n    threading.Event().wait(1)", "slow"),
        ("while True: pass", "endless"),
        ("sum(1 for _ in iter(int, 1))", "endless"),
    ],
)
def test_what_takes_long_is_called_a_loop_only_where_one_is(body, key, language, monkeypatch):
    monkeypatch.setattr(supervision, "SECONDS", 0.2)
    result = check.slope(made(f"def slope(f, x):\n    {body}\n    return 2.0", methods=False))
    assert result.outcome == "raised" and keys_of(result.message, language) == {key}, repr(result)


def test_a_sentence_of_ours_stands_alone(language):
    result = examined(
        Raising(None, "add", "def __add__(self, other):\n    self._prev = (self, other)\n    return self")
    )
    assert result.outcome == "raised" and not result._explanation.ours and result._explanation.what == "ValueError"
    assert keys_of(result.message, language) == set(), repr(result)


def test_an_exception_without_a_line_is_told_too(language):
    assert keys_of(explain(ValueError("x")).meaning, language) == {"unknown anywhere"}
    assert keys_of(explain(RecursionError()).meaning, language) == {"unknown anywhere"}
