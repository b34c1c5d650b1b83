"""Each bug is really wrong, each smallest expression is minimal, and what is right is right."""

import itertools

import pytest

from exercises import bug, progress_store
from exercises.bugs.collection import BUGS
from exercises.bugs.judging import MOST_STEPS, POINTS, START, Outcome, outcome, run, shows, trained, training_shows
from exercises.bugs.playing import recorded
from exercises.bugs.programs import PROGRAMS
from exercises.bugs.reading import read
from exercises.bugs.slips import NAMES, SLIPS, source_with
from exercises.differences import slope_of
from exercises.mistakes import MESSAGES
from exercises.training_diary import Problem

ENGINES = [bug for bug in BUGS.values() if not bug.is_training]
TRAININGS = [bug for bug in BUGS.values() if bug.is_training]
NUMBERS = (-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3)
EXPONENTS = (-1, 0, 1, 2, 3)
OWN = {  # names that no check and no recording gives
    "counted once", "upstream of another", "handed on twice", "cleared on arrival", "endless", "sign lost",
    "adds for times", "first operand only", "users not counted", "closed by the gradient", "last example", "one parameter", "only renamed", "moves the gradient",
}  # fmt: skip


def named(bugs):
    return pytest.mark.parametrize("bug", bugs, ids=lambda bug: bug.name)


def right(program):
    return f"{PROGRAMS[program].shown}\n{PROGRAMS[program].unseen}"


def one_more(operations, values, number):
    """All that one operation can make of values that have names; of a plain number where it may stand."""
    for sign in "+-*":
        if sign in operations:
            yield from (f"{x} {sign} {y}" for x, y in itertools.product(values, repeat=2))
            yield from (f"{x} {sign} {number}" for x in values)
        if f"r{sign}" in operations:
            yield from (f"{number} {sign} {x}" for x in values)
    if "**" in operations:
        yield from (f"{x} ** {n}" for x in values for n in EXPONENTS)
    yield from (f"-{x}" for x in values if "neg" in operations)
    yield from (f"{x}.relu()" for x in values if "relu" in operations)


def programs(operations, count, values=("a", "b")):
    """All programs of so many operations over two leaves, each with every result that may be used again."""
    if count == 0:
        yield from values
        return
    for first in one_more(operations, values, 5):
        if count == 1:
            yield first
        else:
            name = "tuv"[count - 2]
            yield from (f"{name} = {first}; {rest}" for rest in programs(operations, count - 1, (*values, name)))


def numbered(source):
    """A program with many numbers in its leaves: as Typed."""
    found = read(source)
    leaves = found.expression.leaves
    for numbers in itertools.product(NUMBERS, repeat=len(leaves)):
        yield type(found)(found.expression, dict(zip(leaves, map(float, numbers))))


def differ(bug, typed):
    right = run(bug.right_source, typed, bug.passes)
    return not right.error and not run(bug.source, typed, bug.passes).is_as(right)


# What there is.


def test_there_are_more_than_thirty_from_easy_to_nasty_of_every_kind():
    assert len(BUGS) >= 30 and len(TRAININGS) >= 6
    assert [bug.level for bug in BUGS.values()] == sorted(bug.level for bug in BUGS.values())
    assert {bug.lesson for bug in BUGS.values()} == {2, 3, 4, 5, 6, 7}
    assert {"preorder / BFS", "recursion", "not reversed", "stale gradients"} <= {b.slip.mistake for b in ENGINES}


def test_no_two_bugs_are_the_same():
    assert len({bug.source for bug in BUGS.values()}) == len(BUGS)


def test_their_names_are_those_of_the_checks_but_for_a_few():
    assert {slip.mistake for slips in SLIPS.values() for slip in slips} == NAMES.keys()
    assert NAMES.keys() - MESSAGES.keys() == OWN


@named(BUGS.values())
def test_a_bug_has_four_names_to_choose_from_and_wrong_lines(bug):
    assert len({slip.mistake for slip in bug.choices}) == 4 and bug.slip in bug.choices
    lines = bug.shown.split("\n")
    assert 0 < len(bug.lines) < 6
    assert all(lines[n - 1].strip() in bug.slip.wrong for n in bug.lines)
    assert bug.shown != bug.program.shown


def test_nothing_in_a_source_that_is_looked_at_gives_it_away():
    assert not [bug.name for bug in BUGS.values() if "#" in bug.shown or bug.slip.mistake in bug.shown]


# What is right.


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_right_programs_agree_with_central_differences(program):
    operations = PROGRAMS[program].operations
    sources = [*programs(operations, 1), *itertools.islice(programs(operations, 2), 0, None, 29)]
    if "relu" in operations:
        sources = [source for source in sources if "0" not in source]
    for source in sources if operations else ():
        typed = read(source)
        found = run(right(program), typed)
        for leaf, grad in found.gradients.items():
            assert grad == pytest.approx(by_differences(program, typed, leaf), abs=1e-6), source


def by_differences(program, typed, leaf):
    leaves = list(typed.numbers)

    def number(*numbers):
        return run(right(program), type(typed)(typed.expression, dict(zip(leaves, numbers)))).number

    return slope_of(number, [*typed.numbers.values()], leaves.index(leaf))


@pytest.mark.parametrize("points", range(1, len(POINTS) + 1))
def test_the_right_training_goes_down_the_slope_of_its_loss(points):
    problem = Problem(tuple((x,) for x, _ in POINTS[:points]), tuple(t for _, t in POINTS[:points]), (*START.values(),))
    numbers = [*START.values()]
    for steps in range(1, MOST_STEPS + 1):
        numbers = [x - 0.1 * slope for x, slope in zip(numbers, problem.slopes(numbers))]
        assert list(trained(right("training"), steps, points).gradients.values()) == pytest.approx(numbers)


# What is wrong.


@named(ENGINES)
def test_a_wrong_engine_is_wrong_in_what_shows_it_and_in_what_is_watched(bug):
    assert differ(bug, read(bug.smallest)) and differ(bug, read(bug.watched))
    assert read(bug.watched).size[0] >= 2 and read(bug.watched).operations <= {*bug.program.operations}


@pytest.mark.multiplies(4)
@named(ENGINES)
def test_under_supervision_it_shows_as_well(bug):
    assert shows(bug, read(bug.smallest)) and not shows(bug, read("a = 1; a"))


@named(ENGINES)
def test_no_smaller_expression_shows_a_bug(bug):
    operations, leaves = read(bug.smallest).size
    smaller = [
        source
        for count in range(operations + 1)
        for source in programs(bug.program.operations, count)
        if read(source).size < (operations, leaves)
    ]
    assert smaller or (operations, leaves) == (0, 1)
    assert not [(source, typed.numbers) for source in smaller for typed in numbered(source) if differ(bug, typed)]


@named(ENGINES)
def test_the_others_to_choose_from_do_not_show_it_or_are_larger_than_need_be(bug):
    for other in bug.others:
        typed = read(other)
        assert typed.operations <= {*bug.program.operations}, other
        assert not differ(bug, typed) or typed.size > read(bug.smallest).size, other
    assert any(not differ(bug, read(other)) for other in bug.others)


@named(TRAININGS)
def test_a_wrong_training_is_wrong_and_no_shorter_one_shows_it(bug):
    steps, points = map(int, bug.smallest.split(", "))
    assert training_shows(bug, steps, points)
    shorter = [each for each in itertools.product(range(MOST_STEPS), range(len(POINTS) + 1)) if each < (steps, points)]
    assert not [
        each for each in shorter if not trained(bug.source, *each).is_as(trained(bug.right_source, *each))
    ]  # fmt: skip


@pytest.mark.multiplies(8)
@pytest.mark.parametrize("program", SLIPS)
def test_each_other_name_to_choose_is_a_program_that_is_wrong_too(program):
    operations = PROGRAMS[program].operations
    for slip in SLIPS[program]:
        wrong = source_with(program, slip)
        if operations:
            passes = 2 if slip.mistake == "stale gradients" else 1
            typed = itertools.chain(
                (each for source in programs(operations, 1) for each in numbered(source)),
                map(read, programs(operations, 2)),
            )
            assert any(not run(wrong, each, passes).is_as(run(right(program), each, passes)) for each in typed)
        else:
            assert not trained(wrong, 3, 3).is_as(trained(right(program), 3, 3))


# `bug()`.


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)


def hear(name, step, given=None):
    bug(name)._kept().take([step, given])


def test_a_bug_is_asked_for_by_name_by_number_and_the_next_one_without(kept):
    assert bug("moth").name == "moth" and bug(1).name == bug().name == "ant" and bug.names == [*BUGS]
    assert "moth" in repr(bug) and "self.grad += self.data * out.grad" in repr(bug("moth"))
    for wrong in ("bumble", 0, 99, 1.5, True):
        with pytest.raises(ValueError, match="36"):
            bug(wrong)


def test_what_is_found_is_kept_and_the_next_one_is_another(kept):
    hear("ant", step="expression", given="a + b")
    hear("ant", step="expression", given="a + a")
    hear("ant", step="line", given=16)
    place = BUGS["ant"].choices.index(BUGS["ant"].slip)
    hear("ant", step="name", given=(place + 1) % 4)
    assert bug().name == "ant" and bug.found == []
    hear("ant", step="name", given=place)
    hear("ant", step="name")
    assert bug().name == "bee" and bug.found == ["ant"]
    told = [(each["name"], each["step"], each["right"]) for each in progress_store.attempts("bugs")]
    assert told == [
        ("ant", "expression", False), ("ant", "expression", True), ("ant", "line", True), ("ant", "name", False),
        ("ant", "name", True), ("ant", "name", False),
    ]  # fmt: skip


def test_the_next_one_is_of_a_lesson_that_the_learner_has_come_to(kept):
    for name in ("ant", "bee", "moth"):
        hear(name, step="name", given=BUGS[name].choices.index(BUGS[name].slip))
    assert bug().name == "gnat"
    progress_store.note("mul", "right")
    assert bug().name == "midge"


@pytest.mark.parametrize(
    ("given", "is_right"), [([2, 1], True), ([3, 1], False), ([2, 2], False), ([1, 1], False)]
)  # fmt: skip
def test_the_length_of_a_training_is_judged_anew(kept, given, is_right):
    hear("cicada", step="expression", given=given)
    assert [each["right"] for each in progress_store.attempts("bugs")] == [is_right]


@pytest.mark.parametrize("given", ["", "a +", "__import__('os')", "a + a + a", None, 3])
def test_what_a_page_tells_is_never_run_and_counts_only_where_it_is_small(kept, given):
    hear("ant", step="expression", given=given)
    assert [each["right"] for each in progress_store.attempts("bugs")] == [False]


def test_the_same_card_each_time():
    assert bug("moth").to_html() == bug("moth").to_html()


@pytest.mark.multiplies(9)
@named(BUGS.values())
def test_a_recording_of_what_is_watched_marks_nothing_and_that_of_the_smallest_ends_wrong(bug):
    if bug.is_training or bug.slip.mistake in ("endless", "operands exchanged", "detached"):
        return
    watched, smallest = (recorded(bug, text, marks) for text, marks in ((bug.watched, False), (bug.smallest, True)))
    assert not any(caption.findings for caption in watched.captions[:-1])
    assert smallest.captions[-1].findings
    assert any(moment.code for moment in watched.moments)


# What is typed.


@pytest.mark.parametrize(
    ("text", "numbers", "size"),
    [
        ("a", {"a": 2}, (0, 1)),
        ("a = -1.5; a + a", {"a": -1.5}, (1, 1)),
        ("x = 4\nx * 3", {"x": 4}, (1, 2)),
        ("a ** 3", {"a": 2}, (1, 1)),
        ("d = a + b; d - d", {"a": 2, "b": -3}, (2, 2)),
        ("relu(-b)", {"b": -3}, (2, 1)),
        ("d = a + b;", {"a": 2, "b": -3}, (1, 2)),
    ],
)
def test_an_expression_is_read_with_the_numbers_of_its_leaves(text, numbers, size):
    assert (read(text).numbers, read(text).size) == (numbers, size)


@pytest.mark.parametrize(
    "text", ["", "1 + 2", "q + a", "a = 1; a = 2; a", "a + a; a = 3", "a.grad", "__import__('os')", "a == a", "a +"]
)
def test_what_is_no_expression_is_refused_and_never_run(text):
    with pytest.raises(ValueError):
        read(text)


def test_an_engine_that_goes_on_for_ever_is_stopped_and_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr("exercises.bugs.judging.SECONDS", 0.2)
    before = {**globals()}
    source = right("backward").replace("self.grad = 1.0", "while True: pass")
    assert outcome(source, read("-a")) == Outcome(None, {}, "TimeUp")
    assert outcome(BUGS["termite"].source, read("1 + a")).error == "RecursionError"
    assert globals().keys() == before.keys() and "Value" not in globals()


def test_a_notebook_keeps_of_each_step_what_was_right_and_else_the_last_attempt(kept):
    attempts = bug("ant")._kept()
    assert attempts.state() is None and attempts.words() == "" and attempts.metadata() == {"micrograd": {"bug": "ant"}}
    told = [["expression", "a + b"], ["expression", "a + a"], ["expression", "a"], ["line", 14], ["line", 15]]
    attempts.hear({"page": "one", "told": told[:2]})
    attempts.hear({"page": "one", "told": told})
    assert attempts.state() == {"given": [["expression", "a + a"], ["line", 15]], "shown": False}
    attempts.hear({"page": "another", "told": [["shown", None]]})
    assert attempts.state()["shown"] and len(progress_store.attempts("bugs")) == 6
    assert "✓ a + a" in attempts.words() and "≠ 15" in attempts.words()
    answers = attempts.metadata()["micrograd"]["answers"]
    assert [(each["step"], each["right"]) for each in answers] == [("expression", True), ("line", False)]
