"""Two numbers side by side are shown with as many digits as it takes to see that they differ."""

import pytest

from exercises import check
from exercises.rows import compared
from misconceptions import defined, mul


@pytest.mark.parametrize(
    ("theirs", "true", "shown"),
    [
        (6.0, 6.0, ("6", "6")),
        (7.0, 6.0, ("7", "6")),
        (6.00001, 6.0, ("6.00001", "6.00000")),
        (6.0000000001, 6.0, ("6", "6")),
        (0.1 + 0.2, 0.3, ("0.3", "0.3")),
        (None, 6.0, ("?", "6")),
        (float("nan"), 6.0, ("nan", "6")),
    ],
)
def test_numbers_that_differ_are_shown_with_a_digit_that_differs(theirs, true, shown):
    assert compared("x", theirs, true)[1:] == shown


def test_where_nothing_is_near_enough_even_the_last_digit_is_shown():
    _, theirs, true = compared("x", 0.1 + 0.2, 0.3, tolerance=0.0)
    assert theirs != true


def test_a_gradient_that_is_a_little_off_is_seen_to_be_off():
    result = check.mul(
        defined(mul("self.grad += other.data * out.grad * 1.00001\nother.grad += self.data * out.grad"), True)
    )
    theirs, true = next((a, b) for line in repr(result).splitlines() if ".grad" in line for a, b in [line.split()[1:3]])
    assert result.outcome == "wrong" and theirs != true, repr(result)
