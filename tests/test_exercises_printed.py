"""Of what checked code prints a few lines are shown, each once with its count, and how many more there are."""

import pytest

import viz
from exceptions import made
from exercises import check
from exercises.printed import Printed

CLASS = """
class Value:
    def __init__(self, data, _children=(), _op=""):
        {print}
        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op
        self._backward = lambda: None
    def __add__(self, other):
        out = Value(self.data + other.data, (self, other), "+")
        def _backward():
            self.grad += out.grad
            other.grad = out.grad
        out._backward = _backward
        return out
"""


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def printed_lines(statement):
    text = repr(check.add(made(CLASS.format(print=statement), methods=True)))
    shown = text[text.index(str_printed()) + len(str_printed()) :].splitlines()[1:]
    return [line for line in shown if "hint.add" not in line]


def str_printed():
    return {"en": "Your code printed:", "zh-TW": "你的程式印出了："}[viz.language()]


def test_a_line_that_comes_again_is_shown_once_with_its_count(language):
    [line] = printed_lines("print('init')")
    assert line.startswith("init  ") and {"en": " times)", "zh-TW": " 次）"}[language] in line


def test_of_many_lines_a_few_are_shown_and_the_others_are_counted(language):
    lines = printed_lines("print(id(self), data)")
    assert len(lines) == 7
    assert {"en": " more lines)", "zh-TW": "（還有 "}[language] in lines[-1]


def written(*texts):
    printed = Printed()
    for text in texts:
        assert printed.write(text) == len(text)
    return printed.summary()


def test_what_is_not_shown_is_counted_however_much_it_is():
    assert written("a\n") == "a" and written("a") == "a" and written("\n\n") == written() == ""
    assert written("a\n", "b\n", "a\n") == "a  (2 times)\nb"
    assert written("in ", "one ", "line\n", "in one line") == "in one line  (2 times)"
    assert written("".join(f"{k}\n" for k in range(7))).splitlines()[-1] == "… (1 more line)"
    assert written(*(f"{k}\n" for k in range(5000))).splitlines()[-1] == "… (4994 more lines)"
    assert written("".join(f"{k}\n" for k in range(200_000))).splitlines()[-1] == "… (199994 more lines)"


def test_a_long_line_and_odd_characters_are_shown_in_short():
    assert len(written("y" * 5_000_000)) <= 120
    assert "\ud827" not in written("x\ud827") and "\x1b" not in written("\x1b[31m")
