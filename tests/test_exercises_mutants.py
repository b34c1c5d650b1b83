"""A right answer with one change in it is not called right any more, unless it is as right as before. Where the change
is a known mistake it gets the name of it, and never one that its own code rules out.
"""

import random
import re
from functools import cache

import hypothesis
import pytest

from conftest import spread
from exercises import supervision
from exercises.topics import EXERCISES
from mutants import mutants_of
from right_answers import ANSWERS
from survivors import SECONDS, listed, outcome_of

pytestmark = pytest.mark.slow
SAMPLED = 2  # of each answer, and of each known mistake, unless --cases=all is given
NAMES = [answer.name for answer in ANSWERS]
EQUIVALENT, OPEN = listed("equivalent"), listed("open")
all_mutants_of = cache(lambda answer: tuple(mutants_of(answer.code, answer.asked)))


@pytest.fixture(scope="module")
def most(request):
    """How many mutants of one kind are looked at."""
    return 10**6 if request.config.getoption("cases") == "all" else SAMPLED


@pytest.fixture(scope="module")
def outcomes(most):
    """Of an answer: (its seed, {mutant: (outcome, mistake)}) for some of its mutants; the same ones each time in CI."""
    seed = 0 if hypothesis.settings.default.derandomize else random.randrange(2**32)

    @cache
    def found(answer):
        mutants = all_mutants_of(answer)
        sample = random.Random(seed).sample(mutants, min(most, len(mutants)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(supervision, "SECONDS", SECONDS)
            return seed, {mutant: outcome_of(answer, mutant) for mutant in sample}

    return found


@pytest.mark.parametrize("answer", ANSWERS, ids=NAMES)
def test_a_mutant_is_called_right_only_where_it_is_as_right_as_before(answer, outcomes, request):
    seed, found = outcomes(answer)
    right = {mutant.change for mutant, (outcome, _) in found.items() if outcome == "right"}
    known = EQUIVALENT.get(answer.name, set()) | OPEN.get(answer.name, set())
    new, gone = right - known, known - right if request.config.getoption("cases") == "all" else set()
    assert not new, f"called right, with seed {seed}; see tests/survivors.toml:\n" + "\n".join(sorted(new))
    assert not gone, "not called right any more, out of tests/survivors.toml:\n" + "\n".join(sorted(gone))


OPERATIONS, ORDERS = "add|add3|mul|pow|relu|tanh|exp", "backward|local_slopes"
KNOWN = [  # (exercises, the change as a pattern, the name of the mistake that it makes)
    (OPERATIONS, r"\d+: (.*\.grad) \+= (.*) → \1 = \2", "overwrite"),
    (OPERATIONS, r"\d+: (.*\.grad = )(?:self|other|operand)\.grad \+ (.*) → \1\2", "overwrite"),
    (f"{OPERATIONS}|local_slopes", r"\d+: (.* \+= .*) \* (?:out|self|v)\.grad → \1", "no upstream"),
    ("add|add3|mul", r"\d+: (self|other|x|y|z)\.grad \+= .* → pass", "one side"),
    ("add|add3|mul", r"\d+: (self|other|x|y|z)\.grad = \1\.grad \+ .* → pass", "one side"),
    ("mul", r"\d+: (.* )(self|other)(\.data \* out\.grad) → \1(?!\2)(self|other)\3", "not swapped"),
    ("pow", r"\d+: (.*n \* self\.data \*\* )\(n - 1\)(.*) → \1n\2", "not decremented"),
    ("pow", r"\d+: (.*)n \* (self\.data \*\* \(n - 1\).*) → \1\2", "exponent dropped"),
    ("relu", r"\d+: ((?:slope = 1\.0 if |if |.*float\()self\.data) > (.*) → \1 >= \2", "relu at 0"),
    ("relu", r"\d+: (.*self\.grad \+= )slope \* (out\.grad) → \1\2", "relu passes all"),
    ("pow|tanh|exp|relu", r"\d+: (out = .*)\(self,\)(.*) → \1\(\)\2", "no parents"),
    (ORDERS, r"\d+: for (\w+) in reversed\((\w+)\): → for \1 in \2:", "not reversed"),
    (ORDERS, r"\d+: self\.grad = 1(\.0)? → (pass|self\.grad = 0(\.0)?)", "root not seeded"),
    (ORDERS, r"\d+: \w+\.add\((v|value)\) → pass", "recursion"),
    ("backward_twice", r"\d+: \w+\.grad = 0\.0 → pass", "stale gradients"),
    ("training", r"\d+: model\.zero_grad\(\) → (pass|model)", "stale gradients"),
    ("training", r"\d+: (model\.zero_grad|\w+\.backward)\(\) → \1", "not called"),
    (ORDERS, r"\d+: (\w+\._backward)\(\) → \1", "not called"),
    ("training|gradient_step", r"\d+: (.*\.data) (?:-=|= p\.data -) (.*) → \1 (?:\+=|= p\.data \+) \2", "uphill"),
    ("slope", r"\d+: (.*h ?= ?)1e-0[56](.*) → \1(?:1\.0)\2", "finite change"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("exercises", "pattern", "name"), KNOWN, ids=[f"{name}-{n}" for n, (_, _, name) in enumerate(KNOWN)]
)
def test_a_change_that_is_a_known_mistake_gets_its_name(exercises, pattern, name, most):
    made = [
        (answer, mutant)
        for answer in ANSWERS
        if re.fullmatch(exercises, answer.exercise)
        for mutant in all_mutants_of(answer)
        if re.fullmatch(pattern, mutant.change)
    ]
    assert made, "no mutant is like that"
    called = {(answer.name, mutant.change): outcome_of(answer, mutant)[1] for answer, mutant in spread(made, most)}
    assert set(called.values()) == {name}, called


RULED_OUT = {  # name: what in the code of the answer says that it is another mistake
    "late binding": lambda code: not re.search(r"\b(for|lambda)\b", code),
    "root not seeded": lambda code: re.search(r"^ *self\.grad(, \w+)? \+?= \(?1(\.0)?\b", code, re.MULTILINE),
    "h too small / too big": lambda code: re.search(r"h ?= ?(1e-0[56]|0\.001)\b", code),
    "sum from 0": lambda code: not re.search(r"\bsum\(|__radd__", code),
}


@pytest.mark.parametrize("answer", ANSWERS, ids=NAMES)
def test_a_mutant_never_gets_a_name_that_its_own_code_rules_out(answer, outcomes):
    seed, found = outcomes(answer)
    misnamed = {mutant.change: name for mutant, (_, name) in found.items() if name and _rules_out(mutant, name)}
    assert not misnamed, f"{misnamed} (seed {seed})"


def _rules_out(mutant, name):
    return RULED_OUT.get(name, lambda code: False)(mutant.code)


def test_the_rows_of_the_table_are_mutants_of_an_answer():
    changes = {answer.name: {mutant.change for mutant in all_mutants_of(answer)} for answer in ANSWERS}
    for table in (EQUIVALENT, OPEN):
        for name, rows in table.items():
            assert rows <= changes[name], f"tests/survivors.toml, {name}: {rows - changes[name]}"


def test_there_are_answers_to_every_exercise():
    assert {answer.exercise for answer in ANSWERS} == set(EXERCISES)
