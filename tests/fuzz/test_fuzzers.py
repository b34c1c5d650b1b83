"""The fuzzers with small budgets, half a minute for all of them; with --cases=all ten times as much. The large budgets
are run by hand: `python -m tests.fuzz`.
"""

import random

import hypothesis
import pytest

from exercises import progress_store
from fuzz import expressions_of_the_engine, hostile_code, labels, mutated_engines, progress_of_many
from fuzz.deeds import case
from fuzz.dual import Dual
from requirements_of_ci import required

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seed():
    """The same each time in CI, as for hypothesis; a failure tells the seed among the arguments of the fuzzer."""
    return 0 if hypothesis.settings.default.derandomize else random.randrange(2**32)


@pytest.fixture
def budget(request):
    """How many examples: small -> so many, or ten times as many."""
    return lambda small: small * (10 if request.config.getoption("cases") == "all" else 1)


def assert_nothing_wrong(tally, seed=None):
    assert not tally.wrong, f"with seed {seed}:\n" + "\n".join(tally.wrong)


def test_gradients_of_the_engine_are_those_of_a_forward_mode(budget, seed):
    assert_nothing_wrong(expressions_of_the_engine.fuzz_against_forward_mode(budget(600), seed), seed)


def test_gradients_of_the_engine_are_those_of_pytorch(budget, seed):
    required("torch")
    assert_nothing_wrong(expressions_of_the_engine.fuzz_against_pytorch(budget(200), seed), seed)


def test_the_forward_mode_knows_slopes_by_itself():
    x = Dual(2.0, 1.0, 1.0)
    slopes = {x * x: 4, x / 4: 0.25, 4 / x: -1, x**3: 12, -x: -1, (x - 3).relu(): 0, x - x: 0, x.log(): 0.5}
    assert all(result.slope == pytest.approx(true) for result, true in slopes.items())
    assert (x - x).size == 2 and x.tanh().slope == pytest.approx(1 - x.tanh().number ** 2)


def test_hostile_texts_stay_text(budget, seed):
    assert_nothing_wrong(labels.fuzz_labels(budget(15), seed), seed)


def test_wrong_engines_are_marked_and_right_ones_are_not(budget, seed):
    assert_nothing_wrong(mutated_engines.fuzz_recordings(budget(25), seed), seed)


def test_hostile_code_ends_in_a_result_and_changes_nothing(budget, seed):
    assert_nothing_wrong(hostile_code.fuzz_hostile_code(budget(25), seed), seed)


def test_a_hostile_case_is_told_by_its_seed_and_number():
    assert case(3, 14) == case(3, 14) != case(3, 15)
    assert all(len({case(seed, n).told for n in range(200)}) > 150 for seed in (1, 2))


def test_progress_of_eight_writers_is_kept_whole(budget):
    assert_nothing_wrong(progress_of_many.fuzz_progress(budget(12)))


def test_the_writers_leave_the_progress_of_whoever_runs_them_alone():
    assert not [name for name in progress_store.load()["predictions"] if name.startswith("prediction ")]
