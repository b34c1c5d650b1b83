"""What to do next, and why: each rule, and a month after the last lesson in which every day has something."""

import operator
import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

import exercises
from exercises import progress_store
from exercises.blank_page import tries
from exercises.blank_page.parts import PARTS
from exercises.bugs import records as bugs
from exercises.parsons import records as lines
from exercises.practice.schedule import Standing
from exercises.progress.next_steps import next_steps
from exercises.progress.so_far import Lesson, SoFar, so_far
from exercises.topics import EXERCISES

TODAY = date(2026, 3, 1)
NO_ROUND = tries.Round({}, {}, None, None, 0.0)
FIRST = Lesson(0, {"slope": "done"}, {}, {}, {}, False)
SECOND = Lesson(2, {"add": "done", "add3": "done"}, {}, {"add": "done"}, {"ant": None, "bee": None}, False)
THIRD = Lesson(3, {"mul": "done"}, {}, {"mul": "done"}, {"fly": None}, False)


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch, english):
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)


def known(*lessons, kinds=None, bug_on=None, blank=None, finished=None, tasks=()):
    """What is known of somebody, with nothing of what is not told here."""
    steps = dict.fromkeys(PARTS) | (blank or {})
    page = replace(NO_ROUND, finished=finished)
    return SoFar(lessons or (FIRST, SECOND, THIRD), tasks, kinds or {}, bug_on, steps, page, TODAY)


def told(so_far):
    return [step.what for step in next_steps(so_far)]


def due_in(days):
    return Standing(1, TODAY + timedelta(days))


ALL_BUGS = [replace(each, bugs=dict.fromkeys(each.bugs, "done")) for each in (FIRST, SECOND, THIRD)]


def test_who_begins_is_sent_to_the_first_lesson():
    untouched = [replace(each, exercises=dict.fromkeys(each.exercises)) for each in (FIRST, SECOND)]
    assert told(known(*untouched)) == ["Lesson 0"]
    assert "slope" in next_steps(known(*untouched))[0].why


def test_the_next_lesson_names_what_is_missing():
    half = replace(SECOND, exercises={"add": "done", "add3": None}, bugs={})
    (step,) = next_steps(known(FIRST, half, replace(THIRD, exercises={"mul": None})))
    assert step.what == "Lesson 2" and "add3" in step.why and not step.is_code


def test_who_begins_in_the_middle_goes_on_there_and_comes_back_at_the_end():
    left_out = replace(FIRST, exercises={"slope": None})
    open_one = replace(THIRD, exercises={"mul": None})
    assert "Lesson 3" in told(known(left_out, SECOND, open_one))
    assert "Lesson 0" in told(known(left_out, SECOND, THIRD))


def test_what_is_begun_is_told_with_a_help_that_exists_and_its_lesson_not_once_more():
    begun = replace(THIRD, exercises={"mul": "attempted"}, lines={"mul": None})
    first = next_steps(known(FIRST, SECOND, begun))[0]
    assert first.what == "check.mul" and "arrange.mul()" in first.why and "Lesson 3" not in told(known(FIRST, begun))
    assert "hint.mul()" in next_steps(known(replace(begun, lines={"mul": "done"})))[0].why
    assert "hint.mul()" in next_steps(known(replace(begun, lines={})))[0].why


def test_practice_comes_first_when_its_day_has_come_and_is_not_told_twice():
    kinds = {"a": due_in(0), "b": due_in(-3), "c": due_in(1), "d": Standing()}
    found = next_steps(known(kinds=kinds))
    assert found[0].what == "practice()" and found[0].why.startswith("2 kinds")
    assert [step.what for step in found].count("practice()") == 1


def test_new_kinds_of_practice_come_after_what_is_begun_and_before_the_next_lesson():
    begun = replace(SECOND, exercises={"add": "attempted", "add3": None})
    kinds = {"a": Standing(), "c": due_in(1)}
    assert told(known(FIRST, begun, THIRD, kinds=kinds))[:2] == ["check.add", "practice()"]
    later = replace(THIRD, exercises={"mul": None})
    assert told(known(FIRST, SECOND, later, kinds=kinds))[:2] == ["practice()", "Lesson 3"]


def test_a_bug_a_day_of_the_lessons_that_are_done():
    open_one = replace(THIRD, exercises={"mul": None})
    assert 'bug("ant")' in told(known(FIRST, SECOND, open_one))
    only_later = replace(SECOND, bugs={"ant": "done", "bee": "done"})
    assert not any(what.startswith("bug") for what in told(known(FIRST, only_later, open_one)))
    assert 'bug("fly")' in told(known(FIRST, only_later, THIRD, bug_on=TODAY - timedelta(1)))
    assert not any(what.startswith("bug") for what in told(known(FIRST, SECOND, open_one, bug_on=TODAY)))


def test_lines_tasks_and_the_blank_page_come_once_all_lessons_are_done():
    tasks = [Lesson(10, {"softmax": None, "staged": "done"}, {}, {}, {}, True)]
    unordered = replace(THIRD, lines={"mul": "attempted"})
    found = next_steps(known(FIRST, SECOND, unordered, tasks=tasks))
    assert [step.what for step in found] == ['bug("ant")', "arrange.mul()", "Tasks from elsewhere", "The blank page"]
    assert "softmax" in found[2].why and "staged" not in found[2].why
    open_one = replace(unordered, exercises={"mul": None})
    assert told(known(FIRST, SECOND, open_one, tasks=tasks)) == ["Lesson 3", 'bug("ant")']


def test_a_blank_page_that_is_begun_goes_before_the_bugs_and_says_how_far_it_is():
    found = next_steps(known(blank={"value": "done", "add": "attempted"}))
    assert found[0].what == "The blank page" and f"1 of {len(PARTS)}" in found[0].why
    assert [step.what for step in found].count("The blank page") == 1
    assert "The blank page" not in told(known(blank=dict.fromkeys(PARTS, "done"), finished=1.0))


def test_the_blank_page_goes_before_the_bugs_where_most_of_practice_is_remembered():
    kept, not_yet = Standing(3, TODAY + timedelta(4)), Standing(2, TODAY + timedelta(2))
    assert told(known(kinds=dict.fromkeys("abc", kept) | {"d": not_yet}))[0] == "The blank page"
    assert told(known(kinds=dict.fromkeys("ab", kept) | dict.fromkeys("cd", not_yet)))[-1] == "The blank page"


def test_when_all_is_done_the_day_is_told_on_which_practice_comes_back():
    finished = known(*ALL_BUGS, kinds={"a": due_in(3), "b": due_in(9)}, finished=1.0, blank={"value": "done"})
    (step,) = next_steps(finished)
    assert step.what == "practice()" and "3 days" in step.why


def test_every_day_of_the_month_after_the_last_lesson_has_something_and_it_ends_with_an_engine(monkeypatch):
    """Somebody who takes two steps a day, and gets one task of practice in four wrong."""
    clock, rng = SimpleNamespace(now=datetime(2026, 3, 1, 18).timestamp()), random.Random(1)
    monkeypatch.setattr(progress_store, "time", SimpleNamespace(time=lambda: clock.now))
    for name, exercise in EXERCISES.items():
        if not exercise.optional:
            progress_store.note(name, "right")
    for _ in range(30):
        known_today = so_far(date.fromtimestamp(clock.now))
        steps = next_steps(known_today)
        taken = [_take(step, known_today, clock, rng) for step in steps[:2]]
        assert any(taken), "a day with nothing to do"
        clock.now += timedelta(days=1).total_seconds()
    assert so_far(date.fromtimestamp(clock.now)).round.finished


def _take(step, known_today, clock, rng):
    """Do what a step says, as the page would note it; whether there was anything to be done."""
    clock.now += 60
    if step.is_code:
        call, asked = step.what.split("(")[0], step.what.partition("(")[2].strip(')"')
        operator.attrgetter(call)(exercises)  # there is such a call
        if call == "practice":
            due = [kind for kind, at in known_today.kinds.items() if at.due is None or at.due <= known_today.today]
            for kind in due:
                progress_store.note_attempt("practice", kind, rng.random() < 0.75, number=1, slip="")
            return bool(due)
        if call == "bug":
            assert asked in exercises.bug.names
            bugs.note(asked, "name", True)
        else:
            lines.note(call.partition(".")[2], True)
        return True
    part = next(part for part, step in known_today.blank.items() if step != "done")
    tries.note_try(part, True, part)
    return True
