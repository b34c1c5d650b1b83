"""viz.words.text: numbers in few characters and close to the truth; text made safe, short and as wide as it is said
to be.
"""

import math
import unicodedata
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viz.words.text import NUMBER_WIDTH, clean, fit, number, paragraph, width, wrap

EXAMPLES = [
    (2.0, "2.0"), (-6.0, "-6.0"), (0.0, "0.0"), (-0.0, "0.0"), (0.5, "0.5"), (1 / 3, "0.3333"), (2.00001, "2"), (1234.5678, "1235"), (99999.4, "99999"),
    (123456.0, "123456.0"), (1e6, "1e6"), (1234567.0, "1.235e6"), (0.001, "0.001"), (0.000999, "9.99e-4"), (-1.2345e-5, "-1.234e-5"),
    (1.5e-10, "1.5e-10"), (1.2345e-10, "1.23e-10"), (1e100, "1e100"), (-1.2345e-300, "-1.2e-300"), (5e-324, "4.9e-324"),
    (math.inf, "inf"), (-math.inf, "-inf"), (math.nan, "nan"),
]  # fmt: skip
SIGNED = [
    (2.0, "+2.0"),
    (-2.0, "-2.0"),
    (0.0, "0.0"),
    (-0.0, "0.0"),
    (1.2345e-5, "+1.234e-5"),
    (math.inf, "+inf"),
    (-math.inf, "-inf"),
    (math.nan, "nan"),
]
OTHERS = [
    (2, "2"),
    (0, "0"),
    (-3, "-3"),
    (10**6, "1e6"),
    (True, "1"),
    (np.float32(0.1), "0.1"),
    (np.int64(7), "7"),
    (Fraction(1, 3), "0.3333"),
    (10**400, "huge"),
]
NO_NUMBERS = [
    (None, "None"),
    ("abc", "'abc'"),
    ("abcdefghij", "'abcdefg…"),
    ([1, 2], "[1, 2]"),
    (1 + 2j, "(1+2j)"),
    (np.array([1.0, 2.0]), "array([1…"),
]
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("x, shown", EXAMPLES)
def test_a_number_is_shown_as_people_read_it(x, shown):
    assert number(x) == shown


@pytest.mark.parametrize("x, shown", SIGNED)
def test_a_signed_number_has_its_plus(x, shown):
    assert number(x, signed=True) == shown


@pytest.mark.parametrize("x, shown", OTHERS + NO_NUMBERS)
def test_other_types_are_shown_in_short_form(x, shown):
    assert number(x) == shown


@given(
    st.floats() | st.integers() | st.integers(-(10**400), 10**400) | st.text() | st.lists(st.integers()), st.booleans()
)
@example(-1.2345e-308, True)
@example(-999999.7, True)
@example(9999.5, True)
def test_no_number_is_wider_than_its_place(x, signed):
    assert width(number(x, signed)) <= NUMBER_WIDTH


def places_of(exponent):
    """How many digits after the first fit beside such an exponent."""
    return 3 if -10 < exponent < 100 else 2 if exponent > -100 else 1


@given(FINITE)
@example(9.9996e99)
@example(9.9999e-10)
@example(0.00099999)
@example(999999.7)
def test_a_number_is_shown_with_the_digits_that_fit(x):
    shown = number(x)
    exponent = int(shown.partition("e")[2] or 0)
    error = abs(Fraction(shown) - Fraction(x))  # exact: 1.8e308 is no float any more
    assert error <= Fraction(10) ** -places_of(exponent) / 2 * abs(Fraction(x)) * Fraction(1001, 1000)


@given(FINITE)
def test_a_number_keeps_its_sign_and_has_a_plus_only_where_wanted(x):
    assert number(x).startswith("-") == (x < 0)
    assert number(x, signed=True).startswith("+") == (x > 0)
    assert number(x, signed=True).lstrip("+") == number(x)


@given(st.floats(-1e5, 1e5))
def test_only_a_number_that_is_shown_exactly_ends_in_point_zero(x):
    assert not number(x).endswith(".0") or float(number(x)) == x


ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("ab 梯😀\u0301\u200b\n"), max_size=60
)


@given(ANY_TEXT)
def test_clean_text_is_one_line_of_what_xml_allows(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text) and len(cleaned.splitlines()) <= 1
    forbidden = {unicodedata.category(c) for c in cleaned} & {"Cc", "Cs"}
    assert not forbidden and not any(
        c in "\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in cleaned
    )


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Mn"))))
def test_clean_text_keeps_letters_digits_and_signs(text):
    assert clean(text) == text


@given(ANY_TEXT, st.integers(1, 30))
@example("\u200b" * 500 + "hidden", 12)
@example("a" + "\u0301" * 500 + "bcd", 12)
def test_fitted_text_is_whole_or_ends_in_an_ellipsis(text, columns):
    fitted = fit(text, columns)
    assert width(fitted) <= columns
    assert fitted == clean(text) or (fitted.endswith("…") and clean(text).startswith(fitted[:-1]))


@given(ANY_TEXT, st.integers(2, 30))
def test_text_is_cut_no_more_than_needed(text, columns):
    if width(text) > columns and len(text) < 20 * columns:
        assert width(fit(text, columns)) >= columns - 1


@pytest.mark.parametrize(
    "text, columns", [("", 0), ("abc", 3), ("梯度", 4), ("e\u0301", 1), ("😀", 2), ("\u200b", 0), ("…", 1), ("×", 1)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text, columns):
    assert width(text) == columns


@given(st.lists(st.text("aé1-", min_size=1, max_size=9), max_size=30), st.integers(20, 60))
def test_words_are_wrapped_whole_and_none_is_lost(words, columns):
    lines = wrap(" ".join(words), columns)
    assert all(width(line) <= columns for line in lines)
    assert " ".join(lines).split() == words


@given(st.text(st.sampled_from("梯度，損失。数値』！"), max_size=80), st.integers(20, 60))
def test_east_asian_text_is_wrapped_between_characters_but_not_before_punctuation(text, columns):
    lines = wrap(text, columns)
    assert "".join(lines) == text
    assert all(width(line.rstrip("，。』！")) <= columns for line in lines)
    assert not any(line.startswith(tuple("，。』！")) for line in lines[1:])


@pytest.mark.parametrize(
    "sentences, row",
    [
        (["It is right.", "It has no bias."], "It is right. It has no bias."),
        (["都對了。", "沒有偏差。", "a = 2"], "都對了。沒有偏差。a = 2"),
        (["", "b = 3", "", "（這樣也可以）", "對。"], "b = 3 （這樣也可以）對。"),
        ([], ""),
    ],
)
def test_sentences_stand_in_a_row_with_a_space_only_where_the_language_has_one(sentences, row):
    assert paragraph(sentences) == row
