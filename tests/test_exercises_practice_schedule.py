"""Leitner's boxes: over ninety days nothing is forgotten, nothing piles up, and what is said of the way is true."""

import random
from datetime import date, timedelta

import pytest

from exercises.practice.schedule import BOXES, DAYS, Attempt, Standing, count_in_boxes, days_left, next_ones, standings

KINDS = [f"k{n}" for n in range(14)]
FIRST = date(2026, 9, 1)


def simulated(knows, days=90, daily=5, absent=lambda day: False):
    """[(day, kind, right)] of a learner who practises each day so much; knows: (kind, times asked before) -> whether."""
    told, asked = [], dict.fromkeys(KINDS, 0)
    for n in range(days):
        today = FIRST + timedelta(n)
        if not absent(n):
            for kind in next_ones(standings(KINDS, told), today, daily):
                told.append(Attempt(kind, today, knows(kind, asked[kind])))
                asked[kind] += 1
    return told


def test_what_is_right_comes_again_after_twice_as_many_days():
    told = [Attempt("a", FIRST, True)]
    for days in DAYS:
        at = standings(["a"], told)["a"]
        assert at.due == told[-1].day + timedelta(days)
        told.append(Attempt("a", at.due, True))
    assert standings(["a"], told)["a"] == Standing(BOXES, told[-1].day + timedelta(DAYS[-1]))


def test_what_is_wrong_comes_again_on_the_next_day_wherever_it_stood():
    told = [Attempt("a", FIRST + timedelta(n), True) for n in (0, 1, 3, 7)]
    assert standings(["a"], told)["a"].box == 4
    told.append(Attempt("a", FIRST + timedelta(9), False))
    assert standings(["a"], told)["a"] == Standing(1, FIRST + timedelta(10))


def test_right_answers_before_the_day_move_nothing():
    told = [Attempt("a", FIRST, True)] * 6
    assert standings(["a"], told)["a"] == Standing(1, FIRST + timedelta(1))


def test_ninety_days_of_a_learner_who_is_always_right():
    told = simulated(lambda kind, times: True)
    at = standings(KINDS, told)
    assert count_in_boxes(at) == [0] * BOXES + [len(KINDS)]
    for kind in KINDS:
        days = [each.day for each in told if each.kind == kind]
        assert (FIRST + timedelta(90) - max(days)).days <= DAYS[-1], "it came again"


@pytest.mark.parametrize("seed", range(5))
def test_over_ninety_days_nothing_piles_up_and_each_mistake_comes_back(seed):
    rng = random.Random(seed)
    told = simulated(lambda kind, times: rng.random() < 0.6 + 0.04 * min(times, 8))
    for n in range(90):
        today = FIRST + timedelta(n)
        due = [at for at in standings(KINDS, [each for each in told if each.day < today]).values() if at.due]
        assert sum(at.due <= today for at in due) <= 14 and all((today - at.due).days <= 4 for at in due)
    for k, wrong in enumerate(told):
        if not wrong.right and wrong.day < FIRST + timedelta(80):
            again = next(each for each in told[k + 1 :] if each.kind == wrong.kind)
            assert (again.day - wrong.day).days <= 5


def test_after_a_fortnight_away_the_longest_due_comes_first():
    told = simulated(lambda kind, times: True, days=30, absent=lambda n: 10 <= n < 24)
    back = FIRST + timedelta(24)
    before = standings(KINDS, [each for each in told if each.day < back])
    due = sorted(at.due for at in before.values() if at.due and at.due <= back)
    asked = [before[each.kind].due for each in told if each.day == back]
    assert asked == due[: len(asked)]


@pytest.mark.parametrize("daily", [14, 20])
def test_the_days_that_are_left_are_those_of_a_learner_who_is_always_right(daily):
    told, today = [], FIRST
    promised = days_left(standings(KINDS, told), today)
    assert promised == sum(DAYS[:-1])
    while days_left(standings(KINDS, told), today):
        for kind in next_ones(standings(KINDS, told), today, daily):
            told.append(Attempt(kind, today, True))
        left = days_left(standings(KINDS, told), today)
        assert left == promised - (today - FIRST).days
        today += timedelta(1)
    assert (today - FIRST).days == promised  # on that day the last answers


def test_so_many_as_are_wanted_are_asked_also_where_there_are_few_kinds():
    assert next_ones({"a": Standing(), "b": Standing()}, FIRST, 5) == ["a", "b", "a", "b", "a"]
