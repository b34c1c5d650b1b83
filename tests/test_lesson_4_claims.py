"""Lesson 4, powers and the rest of arithmetic: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

import re

import pytest

from lesson_cells import run, sources

pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def powers():
    return run(sources(4))


def test_lesson_4_each_row_of_the_tables_has_the_slopes_of_the_rule(powers):
    for part, most in (('print("x", "x**2"', 3), ("slope(x, 4)", 4)):
        rows = [list(map(int, row.split())) for row in powers.cell(part).printed.splitlines() if row[0].isdigit()]
        assert rows == [[x, *(n * x ** (n - 1) for n in range(2, most + 1))] for x in (1, 2, 3, 10)]


def test_lesson_4_both_recordings_of_the_power_without_its_factor_are_marked_and_end_as_the_text_says(powers):
    one, three = map(str, powers.cell("def power").shown)
    assert "one.grad: 0 → 1\n" in one and "three.grad: 0 → 3\n" in three
    assert "not all is right" in one and "not all is right" in three


def test_lesson_4_with_the_factor_and_a_wrong_exponent_only_the_square_of_1_is_right(powers):
    changed = powers.cell("def power").source.replace("self.data ** (n - 1)", "n * self.data**n")
    one, three = map(str, run(["Value = mine.pow()", changed]).ran[-1].shown)
    assert "no mistake was found" in one and "no mistake was found" not in three


def test_lesson_4_a_number_on_the_left_is_an_error_until_the_family_is_written(powers):
    assert "unsupported operand" in powers.cell("print(1 + a)").printed
    assert 1 + powers.names["Value"](2.0)


def test_lesson_4_only_zero_to_the_zero_is_computed_and_fails_on_the_way_back(powers):
    told = re.findall(r"^(\S+ \*\* \S+)\n((?:    .*\n)+)", powers.cell("edge(0.0, -1)").printed, re.M)
    lines = {power: [line.split()[0] for line in below.splitlines()] for power, below in told}
    assert len(lines) == 5 and all(found == ["data", "grad"] for power, found in lines.items() if power[:3] != "0.0")
    assert lines["0.0 ** 0"][0] == "data" != lines["0.0 ** -1"][0] and "grad" not in lines["0.0 ** 0"]
    assert told[-1][1].splitlines()[0].endswith("j)")


def test_lesson_4_the_project_s_engine_gives_a_slope_or_complains_at_once(powers):
    first, second = powers.cell("Engine(0.0)").printed.splitlines()
    assert first == "1.0 0.0" and "fractional exponent" in second


def test_lesson_4_the_test_at_its_end_has_the_answer_that_is_told(powers):
    assert powers.names["y"].data == 25 and "x.grad: 0 + (-1 × -10) = 10" in str(powers.cell("d = 1 - x").value)
