"""What the checks say of learners' answers: those of benchmarks/diagnosis, a sample of them here, all with --cases=all."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the benchmarks are no package that is installed

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, RAISED, REFUSED, RIGHT, STYLES, WRONG, Answer
from benchmarks.diagnosis.corpus import ANSWERS
from benchmarks.diagnosis.judgement import FALSE_RIGHT, MISNAMED, OTHER, REFUSED_RIGHT, UNNAMED, judged
from exercises.mistakes import MESSAGES, NAMES
from exercises.topics import EXERCISES
from viz.words.messages import LANGUAGES, catalogue

# The answers of which the checks do not yet say what is true: {answer: what is said of it}.
DEPARTS = {
    "slope: brackets nowhere at all": "gets no name",
    "add: computed, then overwritten (closure)": "gets no name: its gradients are those of `if other is not self`",
    "add: equal numbers taken for one operand (closure)": "gets no name",
    "add3: detached in the middle": "is told that operands are missing",
    "mul: equal numbers taken for one operand (closure)": "gets no name",
    "pow: a caret, whole numbers (closure)": "is told its wrong number",
    "backward: recursion of the method, a guarded seed (closure)": "gets no name",
    "backward: equal numbers taken for one, by a dict (closure)": "is called turn left out, which is its symptom",
    "neuron: two inputs (closure)": "is told its wrong number",
}
OF_THE_LIST = (set(MESSAGES) - set(NAMES)) | set(NAMES.values()) | {"sum from 0", "xor", "grad is None"}


@pytest.mark.multiplies(len(ANSWERS) // 12)
@pytest.mark.parametrize("answer", ANSWERS, ids=[answer.id for answer in ANSWERS])
def test_the_outcome_and_the_name_of_an_answer_are_the_true_ones(answer):
    judgement = judged(answer)
    if answer.id in DEPARTS:
        assert judgement.departs, f"{answer.id} is judged rightly now: take it out of DEPARTS"
    else:
        expected = f"{answer.outcome}, {' or '.join(answer.names) or 'no name'}"
        assert not judgement.departs, f"{judgement.departs}, should be {expected}:\n{judgement.said}"


def test_no_two_answers_bear_one_name():
    ids = [answer.id for answer in ANSWERS]
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})


def test_what_departs_is_in_the_corpus():
    assert DEPARTS.keys() <= {answer.id for answer in ANSWERS}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_right_answers_and_wrong_ones_and_one_that_is_empty(exercise):
    outcomes = [answer.outcome for answer in ANSWERS if answer.exercise == exercise]
    assert outcomes.count(RIGHT) >= 4 and NOT_ATTEMPTED in outcomes
    assert sum(outcome in (WRONG, RAISED, REFUSED) for outcome in outcomes) >= 15


def test_both_styles_of_an_engine_are_there():
    assert {answer.style for answer in ANSWERS} == set(STYLES)


def test_every_mistake_of_the_list_is_made_by_some_answer():
    made = {name for answer in ANSWERS for name in answer.names}
    assert made >= OF_THE_LIST, OF_THE_LIST - made


def test_every_name_is_one_of_the_list_or_the_key_of_a_sentence():
    known = OF_THE_LIST | catalogue(LANGUAGES["en"]).sentences.keys()
    unknown = {name for answer in ANSWERS for name in (*answer.names, *answer.also, *answer.never)} - known
    assert not unknown


def answered(code, outcome=WRONG, **fields):
    return judged(Answer("add", "made up", code, outcome, **fields))


ALL_TO_SELF = """def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), "+")
    def _backward():
        self.grad += out.grad
    out._backward = _backward
    return out
"""
SUM = ALL_TO_SELF.replace("self.grad += out.grad", "self.grad += out.grad; other.grad += out.grad")


@pytest.mark.parametrize(
    ("code", "fields", "departs"),
    [
        (SUM, {"outcome": RIGHT}, ""),
        (SUM, {}, FALSE_RIGHT),
        (ALL_TO_SELF, {"outcome": RIGHT}, REFUSED_RIGHT),
        (ALL_TO_SELF, {"names": ("one side",)}, ""),
        (ALL_TO_SELF, {"also": ("one side",)}, ""),
        (ALL_TO_SELF, {"names": ("overwrite",)}, MISNAMED),
        (ALL_TO_SELF, {}, MISNAMED),
        (ALL_TO_SELF, {"names": ("one side",), "never": ("mistake.one side",)}, MISNAMED),
        (ALL_TO_SELF, {"names": ("one side",), "outcome": RAISED}, OTHER),
        (ALL_TO_SELF, {"names": ("one side",), "outcome": REFUSED}, ""),
        (SUM.replace("return out", "return out.data"), {"names": ("overwrite",)}, UNNAMED),
        (SUM.replace("return out", "return out.data"), {"names": ("examine.not a value",)}, ""),
    ],
)  # fmt: skip
def test_what_departs_from_the_truth_is_told_by_its_kind(code, fields, departs):
    assert answered(code, **fields).departs == departs
