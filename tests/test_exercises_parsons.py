"""Lines in order: what works is right by the exercise's check, and what does not is told by the line that does not fit."""

import json
import subprocess
from itertools import combinations

import pytest

import viz
from exercises import arrange, progress, progress_store
from exercises.mistakes import MESSAGES
from exercises.parsons.page import LinesInOrder
from exercises.parsons.puzzles import PUZZLES
from exercises.parsons.running import run
from exercises.parsons.working import slips, working, written
from exercises.topics import EXERCISES
from node import ROOT, node
from pages import sent
from working_arrangements import taken, with_one_more

WORKING = [pytest.param(name, arranged, id=f"{name} {written(arranged)}") for name in PUZZLES for arranged in working(PUZZLES[name])]  # fmt: skip
SLIPS = [
    pytest.param(name, lines, id=f"{name} {lines}")
    for name, puzzle in PUZZLES.items()
    for count in range(1, len(puzzle.instead_of) + 1)
    for lines in combinations(sorted(puzzle.instead_of), count)
]


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def judged(puzzle, *programs):
    """What the page says of programs."""
    data = sent(LinesInOrder(puzzle).to_html())
    told = json.dumps({"data": data, "programs": programs})
    script = ROOT / "tests/js/judged_programs.js"
    said = subprocess.run(
        [node(), str(script)], input=told, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return json.loads(said.stdout)


def neighbours(puzzle):
    """The solution with two lines exchanged, with a line left out, and with a line indented otherwise."""
    found = list(puzzle.solution)
    for k, (line, depth) in enumerate(found):
        if k:
            yield [*found[: k - 1], found[k], found[k - 1], *found[k + 1 :]]
        yield [*found[:k], *found[k + 1 :]]
        for other in {max(depth - 1, 0), depth + 1} - {depth}:
            yield [*found[:k], (line, other), *found[k + 1 :]]


# What is given.


def test_the_lines_are_those_of_the_solution_and_those_too_many():
    for name, puzzle in PUZZLES.items():
        given = [puzzle.codes[line] for line, _ in puzzle.solution]
        assert [line for line in puzzle.source(puzzle.solution).split() if line not in EXERCISES[name].solution] == []
        assert sorted([*given, *(line.code for line in puzzle.too_many)]) == sorted(puzzle.codes)
        assert list(puzzle.codes) != given and 1 <= len(puzzle.too_many) <= 2


def test_an_unknown_name_is_told_with_those_that_are_near():
    with pytest.raises(AttributeError, match="add"):
        _ = arrange.ad
    assert sorted(PUZZLES) == dir(arrange)


@pytest.mark.parametrize("name", PUZZLES)
def test_it_is_told_in_words_too(name, language):
    told = repr(getattr(arrange, name)())
    assert all(code in told for code in PUZZLES[name].codes) and str(EXERCISES[name].task) in told


# What is known to work.


@pytest.mark.multiplies(6)
@pytest.mark.parametrize(("name", "arranged"), WORKING)
def test_what_is_known_to_work_is_right_by_the_check(name, arranged):
    result = run(PUZZLES[name], arranged)
    assert (result.outcome, result.mistake) == ("right", None), PUZZLES[name].source(arranged) + repr(result)


@pytest.mark.multiplies(5)
@pytest.mark.parametrize("name", PUZZLES)
def test_the_solution_is_known_to_work_and_nothing_with_a_line_too_many_that_does_harm(name):
    puzzle, known = PUZZLES[name], set(working(PUZZLES[name]))
    assert puzzle.solution in known
    assert all(len(dict(arranged)) == len(arranged) and puzzle.is_python(arranged) for arranged in known)
    for arranged in known:
        needed = tuple(step for step in arranged if step[0] not in puzzle.instead_of)
        assert needed in known, written(arranged)


@pytest.mark.multiplies(3)
@pytest.mark.parametrize(("name", "lines"), SLIPS)
def test_a_line_that_is_taken_for_another_is_told_as_the_check_tells_it(name, lines):
    puzzle = PUZZLES[name]
    arranged = taken(puzzle, puzzle.solution, lines)
    result, (told,) = run(puzzle, arranged), judged(puzzle, arranged)
    assert result.outcome in ("wrong", "raised") and told["kind"] != "right"
    assert slips(puzzle).get(arranged) == result.mistake
    assert told["slip"] == (str(MESSAGES[result.mistake]) if result.mistake else "")
    assert arranged[told["at"]][0] in lines


# What does not.


@pytest.mark.parametrize("name", PUZZLES)
def test_what_is_put_together_a_little_otherwise_is_known_to_work_or_explained(name):
    puzzle, known = PUZZLES[name], set(working(PUZZLES[name]))
    programs = [*map(list, neighbours(puzzle))]
    for arranged, told in zip(programs, judged(puzzle, *programs), strict=True):
        reason = {"outside": "header", "inside": "header", "early": "missing", "unfinished": "missing"}
        assert told["kind"] in {*reason, "unreadable", "right"}, puzzle.source(arranged) + repr(told)
        assert told["kind"] not in reason or told[reason[told["kind"]]] is not None
        assert told["kind"] == "right" or tuple(arranged) not in known


@pytest.mark.multiplies(2)
@pytest.mark.parametrize("name", PUZZLES)
def test_what_the_page_does_not_know_the_check_does_not_find_right(name):
    puzzle = PUZZLES[name]
    programs = [*map(list, neighbours(puzzle))][:: max(1, len(puzzle.solution) // 2)]
    for arranged, told in zip(programs, judged(puzzle, *programs), strict=True):
        assert (run(puzzle, arranged).outcome == "right") == (told["kind"] == "right"), puzzle.source(arranged)


def test_a_line_too_many_beside_the_right_one_is_the_first_that_does_not_fit():
    puzzle = PUZZLES["mul"]
    (line,) = [k for k, code in enumerate(puzzle.codes) if code == "self.grad += self.data * out.grad"]
    programs = [arranged for arranged in with_one_more(puzzle, puzzle.solution, line) if arranged[3] == (line, 1)]
    for arranged, told in zip(programs, judged(puzzle, *programs), strict=True):
        assert (told["kind"], told["at"], arranged[told["at"]][0], told["slip"]) == ("needless", 3, line, "")


# The kernel's side.


@pytest.fixture
def forgotten():
    progress(reset=True)
    yield
    progress(reset=True)


def told_by_the_page(name, arranged):
    return LinesInOrder(PUZZLES[name])._hear({"arranged": [*map(list, arranged)], "id": "7"})


def test_a_program_is_run_and_taken_down_as_an_attempt_and_no_exercise_is_done(forgotten):
    solution = PUZZLES["mul"].solution
    assert told_by_the_page("mul", solution)["right"] is True
    wrong = told_by_the_page("mul", [step for step in solution if step[0] != solution[-1][0]])
    assert (wrong["right"], wrong["id"]) == (False, "7") and "mul" in wrong["card"]
    assert [(each["name"], each["right"]) for each in progress_store.attempts("parsons")] == [
        ("mul", True),
        ("mul", False),
    ]
    held = progress_store.load()
    assert (held["exercises"], held["code"]) == ({}, {})


def test_what_is_no_python_is_told_with_its_line(language):
    card = run(PUZZLES["add"], [(8, 0), (6, 0)])
    assert card.outcome == "raised" and card.error == "IndentationError" and "return out" in repr(card)


@pytest.mark.parametrize("told", [None, [], 3, [[0]], [[99, 0]], [[0, 9]], [[0, 0], [0, 1]], [["a", 0]], "a0"])
def test_what_no_page_of_ours_tells_is_not_run(told, forgotten):
    assert LinesInOrder(PUZZLES["add"])._hear({"arranged": told, "id": "7"}) == {}
    assert progress_store.attempts("parsons") == []
