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

# The answers of which the checks do not yet say what is true: {answer: what is said of it}. To be emptied.
DEPARTS = {
    "slope: no brackets": "gets no name",
    "slope: no brackets, a tinier h": "gets no name",
    "slope: brackets round everything": "gets no name",
    "slope: brackets nowhere at all": "gets no name",
    "slope: brackets, in two lines": "gets no name",
    "slope: a whole step to the left": "gets no name",
    "slope: h nearly vanishes": "gets no name",
    "slope: h far too big": "gets no name",
    "slope: h with a caret": "gets no name",
    "slope: multiplied": "gets no name",
    "slope: the h of the table": "is called h too small / too big",
    "slope: an h of another cell": "gets no name",
    "slope: kept by x": "is called right",
    "slope: kept in a default": "is called right",
    "central_difference: one side": "gets no name",
    "central_difference: one side, to the left": "gets no name",
    "central_difference: one side, with the best h": "is called right",
    "central_difference: one side twice": "gets no name",
    "central_difference: two steps to one side": "gets no name",
    "central_difference: / 2 * h": "gets a sentence that leads astray",
    "central_difference: / 2 * h, a bigger h": "gets no name",
    "central_difference: times h": "gets no name",
    "central_difference: not divided": "gets no name",
    "central_difference: no brackets": "gets no name",
    "central_difference: no brackets, a bigger h": "gets no name",
    "central_difference: no brackets at all": "gets no name",
    "central_difference: the mean without brackets": "gets no name",
    "central_difference: h a little too big": "gets no name",
    "central_difference: whole steps": "gets no name",
    "central_difference: h of another cell": "is called h too small / too big",
    "value: _children in the place of _prev (closure)": "is called right",
    "value: the symbol is always + (closure)": "is called right",
    "value: only the first operand (closure)": "is called detached",
    "value: right for two operands only (closure)": "is called right",
    "value: operands turned round (closure)": "is called right",
    "value: the gradient is None (closure)": "is called right",
    "value: a whole number (closure)": "is called right",
    "value: a rounded number (closure)": "is called right",
    "value: never below 0 (closure)": "is called right",
    "value: always 3 (closure)": "is called right",
    "value: the number of the first one (closure)": "is called right",
    "value: one object for equal numbers (closure)": "is called right",
    "value: its address is shown (closure)": "is called right",
    "value: always 3 is shown (closure)": "is called right",
    "value: single underscores (closure)": "is called not attempted",
    "value: single underscores round init (closure)": "is called not attempted",
    "value: two before and one behind (closure)": "is called not attempted",
    "value: __int__ (closure)": "is called not attempted",
    "add: computed, then overwritten (closure)": "gets no name",
    "add: half to each (closure)": "gets no name",
    "add: divided by two (closure)": "gets no name",
    "add: divided by the number of operands (closure)": "gets no name",
    "add: whole numbers only (closure)": "is called right",
    "add: rounded (closure)": "is called right",
    "add: equal numbers taken for one operand (closure)": "gets no name",
    "add: kept by the numbers (closure)": "is called one side",
    "add: the a and b of the notebook (closure)": "is called detached",
    "add: no symbol (closure)": "is called right",
    "add: the symbol of another (closure)": "is called right",
    "add: half to each (microgpt)": "gets no name",
    "add: no slopes (microgpt)": "is called root not seeded",
    "add3: two pluses": "is called right",
    "add3: a third to each": "gets no name",
    "add3: half to each": "gets no name",
    "add3: detached in the middle": "is called wrapped twice",
    "add3: as in microgpt (microgpt)": "is refused: raised",
    "add3: a third to each (microgpt)": "is called raised",
    "add3: two slopes for three operands (microgpt)": "is called raised",
    "add3: the numbers as slopes (microgpt)": "is called raised",
    "mul: divided by its own number (closure)": "is called right",
    "mul: divided by its own number, on one side (closure)": "is called right",
    "mul: divided, in a loop (closure)": "is called right",
    "mul: 0 where there is nothing to divide by (closure)": "is called right",
    "mul: half to each (closure)": "gets no name",
    "mul: .data forgotten (closure)": "is called sum from 0",
    "mul: .data forgotten behind out.grad (closure)": "gets a sentence that leads astray",
    "mul: .data forgotten on one side (closure)": "is called sum from 0",
    "mul: .data forgotten for other (closure)": "gets a sentence that leads astray",
    "mul: a caret (closure)": "gets a sentence that leads astray",
    "mul: equal numbers taken for one operand (closure)": "gets no name",
    "mul: numbers kept as a default (closure)": "is called detached",
    "mul: no symbol (closure)": "is called right",
    "mul: the symbol of plus (closure)": "is called right",
    "mul: its own number on the engine of the project (closure)": "is called raised",
    "mul: one blank filled (closure)": "is called not attempted",
    "mul: the other blank filled (closure)": "is called not attempted",
    "mul: half to each (microgpt)": "gets no name",
    "mul: divided by its own number (microgpt)": "is called right",
    "mul: .data forgotten (microgpt)": "is called right",
    "mul: the loop takes the children's gradient (microgpt)": "is called root not seeded",
    "pow: no brackets round n - 1 (closure)": "gets no name",
    "pow: no brackets round n - 1, the upstream first (closure)": "gets no name",
    "pow: brackets round the product (closure)": "gets no name",
    "pow: divided by its number (closure)": "is called right",
    "pow: a caret (closure)": "gets a sentence that leads astray",
    "pow: a caret on the way back (closure)": "gets a sentence that leads astray",
    "pow: a caret, whole numbers (closure)": "gets no name",
    "pow: only the stars (closure)": "is called right",
    "pow: no f in front (closure)": "is called right",
    "pow: the exponent among the operands (closure)": "is called right",
    "pow: .data forgotten on the way back (closure)": "gets a sentence that leads astray",
    "pow: no brackets round n - 1 (microgpt)": "gets no name",
    "pow: brackets round the product (microgpt)": "gets no name",
    "pow: divided by its number (microgpt)": "is called right",
    "pow: a caret (microgpt)": "gets a sentence that leads astray",
    "operators: half of the minus to each (closure)": "gets no name",
    "operators: the minus sign asks itself (closure)": "gets a sentence that leads astray",
    "operators: minus asks itself (closure)": "gets a sentence that leads astray",
    "operators: other + self (closure)": "gets a sentence that leads astray",
    "operators: other * self (closure)": "gets a sentence that leads astray",
    "operators: other - self (closure)": "gets a sentence that leads astray",
    "operators: other / self (closure)": "gets a sentence that leads astray",
    "operators: round in a circle (closure)": "gets a sentence that leads astray",
    "operators: all with single underscores (closure)": "is called not attempted",
    "operators: always 1 - a (closure)": "is called right",
    "operators: always 2 * a (closure)": "is called right",
    "operators: always 6 / a (closure)": "is called right",
    "operators: the result over its operand (closure)": "is called right",
    "operators: a caret (closure)": "gets a sentence that leads astray",
    "operators: half of the minus to each (microgpt)": "gets no name",
    "operators: always 1 - a (microgpt)": "is called right",
    "operators: other + self (microgpt)": "gets a sentence that leads astray",
    "relu: half open at 0 (closure)": "gets no name",
    "relu: a Value compared by max (closure)": "gets no name",
    "relu: a Value compared by < (closure)": "gets no name",
    "relu: a Value compared by an if (closure)": "gets no name",
    "relu: a Value compared on the way back (closure)": "gets no name",
    "relu: out compared on the way back (closure)": "gets no name",
    "relu: in place (closure)": "is called relu passes all",
    "relu: operands not kept (closure)": "is called detached",
    "relu: no return (closure)": "gets a sentence that leads astray",
    "relu: no symbol (closure)": "is called right",
    "relu: a caret (closure)": "gets a sentence that leads astray",
    "relu: on the engine of the project (closure)": "is refused: raised",
    "relu: no upstream on the engine of the project (closure)": "is called raised",
    "relu: always 1 among the local slopes of the engine of the project (closure)": "is called right",
    "relu: passes all on the engine of the project (closure)": "is called raised",
    "relu: a Value compared (microgpt)": "gets no name",
    "relu: operands not kept (microgpt)": "is called detached",
    "topological_order: preorder": "gets a sentence that leads astray",
    "topological_order: breadth first": "gets a sentence that leads astray",
    "topological_order: equal numbers taken for one": "gets no name",
    "topological_order: numbers of a list taken for one": "is called right",
    "topological_order: one list for all calls": "gets a sentence that leads astray",
    "topological_order: one list as default": "gets a sentence that leads astray",
    "topological_order: the gradients are spoiled": "is called right",
    "topological_order: preorder (microgpt)": "gets a sentence that leads astray",
    "backward: recursion of the method, a guarded seed (closure)": "gets no name",
    "backward: without brackets (closure)": "is called root not seeded",
    "backward: without brackets, in a list (closure)": "is called root not seeded",
    "backward: without brackets, kept (closure)": "is called root not seeded",
    "backward: visit without brackets (closure)": "is called root not seeded",
    "backward: map that nobody goes through (closure)": "is called root not seeded",
    "backward: for over reverse() (closure)": "gets a sentence that leads astray",
    "backward: only its own rule (closure)": "is called not reversed",
    "backward: all but the root (closure)": "is called root not seeded",
    "backward: set to 0 in the loop (closure)": "is called root not seeded",
    "backward: set to 0 behind its turn (closure)": "is called root not seeded",
    "backward: set to 0 at the end (closure)": "is called root not seeded",
    "backward: return in the loop (closure)": "is called not reversed",
    "backward: equal numbers taken for one, by == (closure)": "gets no name",
    "backward: equal numbers taken for one, by a set of numbers (closure)": "gets no name",
    "backward: equal numbers taken for one, by a dict (closure)": "gets no name",
    "backward: those that look alike taken for one (closure)": "gets no name",
    "backward: a dataclass (closure)": "gets no name",
    "backward: one order for all calls (closure)": "is called right",
    "backward: one list as default (closure)": "is called right",
    "backward: half to each (microgpt)": "gets no name",
    "backward: into a local name (microgpt)": "is called root not seeded",
    "backward: equal numbers taken for one (microgpt)": "gets no name",
    "backward: set to 0 at the end (microgpt)": "is called root not seeded",
    "backward: all but the root (microgpt)": "is called root not seeded",
    "backward_twice: nothing the second time (closure)": "is called stale gradients",
    "backward_twice: nothing the second time, by a flag (closure)": "is called stale gradients",
    "backward_twice: equal numbers taken for one (closure)": "is called right",
    "backward_twice: set to None (closure)": "gets no name",
    "backward_twice: equal numbers taken for one (microgpt)": "is called right",
    "zero_grad: stops where there is 0": "is called right",
    "zero_grad: the numbers too": "is called stale gradients",
    "zero_grad: the root gets its 1": "is called stale gradients",
    "zero_grad: equal numbers taken for one": "is called right",
    "zero_grad: seen for all calls": "is called right",
    "zero_grad: the rules are thrown away": "is called right",
    "gradient_check: only the first input": "is called right",
    "gradient_check: only the last input": "is called right",
    "gradient_check: without abs": "is called right",
    "gradient_check: the sizes alone": "is called right",
    "gradient_check: backward without brackets": "gets no name",
    "gradient_check: return True in the loop": "is called right",
    "neuron: always two weights (closure)": "is called right",
    "neuron: range(2) (closure)": "is called right",
    "neuron: two inputs (closure)": "is called right",
    "neuron: a bias for the whole class (closure)": "is called right",
    "neuron: a bias as default (closure)": "is called right",
    "neuron: weights for the whole class (closure)": "is called right",
    "neuron: max of a Value (closure)": "gets no name",
    "neuron: an if on a Value (closure)": "gets no name",
    "neuron: relu without brackets (closure)": "gets no name",
    "neuron: always two weights (microgpt)": "is called right",
    "neuron: max of a Value (microgpt)": "gets no name",
    "layer: only the first is called (closure)": "is called late binding",
    "layer: always three neurons (closure)": "is called right",
    "layer: always two inputs (closure)": "is called right",
    "layer: written out for three (closure)": "is called right",
    "layer: a row of neurons (closure)": "is called late binding",
    "layer: new neurons in each call (closure)": "is called right",
    "layer: one layer for all (closure)": "is called right",
    "layer: x is used up (closure)": "is called right",
    "layer: copies of the parameters (closure)": "is called detached",
    "layer: a plus of lists (closure)": "is called sum from 0",
    "loss: a sum that begins with a Value": "is refused: detached",
    "loss: a sum that begins with a Value, by sum": "is refused: detached",
    "loss: targets made Values": "is refused: raised",
    "loss: not squared": "gets no name",
    "loss: not squared, the mean": "gets no name",
    "loss: not squared, turned round": "gets no name",
    "loss: not squared, a loop": "gets no name",
    "loss: only the target squared": "gets no name",
    "loss: abs": "gets no name",
    "loss: max": "gets no name",
    "loss: math.pow": "gets no name",
    "loss: math.fsum": "gets no name",
    "loss: a caret": "gets a sentence that leads astray",
    "loss: a caret, between numbers": "gets a sentence that leads astray",
    "loss: for three only": "is called right",
    "loss: a total of all times": "is called right",
    "loss: errors of all times": "is called right",
    "loss: the predictions are changed": "is called right",
    "loss: backward inside": "is called right",
    "loss: a sum that begins with a Value (microgpt)": "is refused: detached",
    "loss: the mean, by a Value (microgpt)": "is refused: raised",
    "gradient_step: all but the last": "is called right",
    "gradient_step: a Value into data": "gets a sentence that leads astray",
    "gradient_step: -= a Value": "gets no name",
    "gradient_step: a caret": "gets a sentence that leads astray",
    "training: a total that begins with a Value": "is refused: wrong",
    "training: inputs and targets made Values": "is refused: raised",
    "training: Adam on a graph that was built once (microgpt)": "is called right",
    "training: grad = None (microgpt)": "gets a sentence that leads astray",
    "training: built once": "is called right",
    "training: built once, a larger rate": "gets a sentence that leads astray",
    "training: built once, a small rate, few rounds": "is called right",
    "training: built once, a tiny rate": "is called right",
    "training: built once, by a loop": "is called right",
    "training: the predictions built once": "is called right",
    "training: the predictions built once, a larger rate": "gets a sentence that leads astray",
    "training: the errors built once": "is called right",
    "training: built once, kept by a function": "is called right",
    "training: built once, not set back": "gets a sentence that leads astray",
    "training: slopes once": "is called right",
    "training: example by example, not set back": "is called right",
    "training: the bias is not set back": "is called right",
    "training: set back before the step": "gets a sentence that leads astray",
    "training: set back before the step, by hand": "gets a sentence that leads astray",
    "training: step before backward": "gets a sentence that leads astray",
    "training: set back for each example": "is called right",
    "training: grad = None": "gets a sentence that leads astray",
    "training: grad = None after the step": "gets a sentence that leads astray",
    "training: the numbers": "gets a sentence that leads astray",
    "training: the numbers in a Value": "gets a sentence that leads astray",
    "training: the number of the loss": "gets a sentence that leads astray",
    "training: not squared": "gets a sentence that leads astray",
    "training: not squared, a small rate": "gets a sentence that leads astray",
    "training: not squared, the mean": "gets a sentence that leads astray",
    "training: a caret": "gets a sentence that leads astray",
    "training: abs": "gets no name",
    "training: only the last example": "is called right",
    "training: a Value into data": "gets a sentence that leads astray",
    "training: no backward": "gets a sentence that leads astray",
    "training: backward without brackets": "gets a sentence that leads astray",
    "training: the bias stands still": "is called right",
    "training: a Value in a text": "gets no name",
    "training: a Value compared": "gets no name",
    "training: a Value rounded": "gets no name",
    "training: a Value as number": "gets no name",
    "tanh: the slope of the input (closure)": "gets no name",
    "tanh: the slope of the input, as a product (closure)": "gets no name",
    "tanh: no brackets (closure)": "gets no name",
    "tanh: no brackets, computed once more (closure)": "gets no name",
    "tanh: no brackets, the upstream first (closure)": "gets no name",
    "tanh: a caret (closure)": "gets a sentence that leads astray",
    "tanh: the Value to math (closure)": "gets no name",
    "tanh: the Value on the way back (closure)": "is called right",
    "tanh: the Value to math on the way back (closure)": "gets no name",
    "tanh: on the engine of the project (closure)": "is refused: raised",
    "tanh: 1 - t on the engine of the project (closure)": "is called raised",
    "tanh: 1 - t among the local slopes of the engine of the project (closure)": "is called right",
    "tanh: the slope of the input on the engine of the project (closure)": "is called raised",
    "tanh: the slope of the input (microgpt)": "gets no name",
    "tanh: a caret (microgpt)": "gets a sentence that leads astray",
    "tanh: the Value to math (microgpt)": "gets no name",
    "tanh: the Value as slope (microgpt)": "gets no name",
    "exp: a caret (closure)": "gets a sentence that leads astray",
    "exp: the Value to math (closure)": "gets no name",
    "exp: the Value on the way back (closure)": "is called right",
    "exp: kept by the number (closure)": "is called detached",
    "exp: the Value to math (microgpt)": "gets no name",
    "local_slopes: divided by its number (closure)": "is called right",
    "local_slopes: Values as slopes (closure)": "is called sum from 0",
    "local_slopes: its own gradient (closure)": "is called root not seeded",
    "local_slopes: into the data (closure)": "is called root not seeded",
    "local_slopes: without brackets (closure)": "is called root not seeded",
    "local_slopes: equal numbers taken for one (closure)": "gets no name",
    "local_slopes: equal numbers taken for one, by == (closure)": "gets no name",
    "local_slopes: _local by another name (closure)": "is called not attempted",
    "local_slopes: equal numbers taken for one (microgpt)": "gets no name",
}
# As above, but only now and then: an address may have a 3 among its digits.
NOW_AND_THEN = {
    "value: no __repr__ (closure)",
    "value: no __repr__, with slots (closure)",
    "value: __str__ in the place of __repr__ (closure)",
    "value: single underscores round repr (closure)",
}
# Names that are agreed on. They become rows of docs/misconceptions.md with the checks that give them.
AGREED = {
    "taken for one",
    "shared half",
    "slope of the input",
    "built once",
    "zeroed too early",
    "not squared",
    "not called",
    "brackets",
    "xor",
    "forgot .data",
    "grad is None",
    "one-sided",
    "multiplied by h",
    "single underscores",
    "divides by data",
    "ignores nin",
    "h from outside",
}
OF_THE_LIST = (set(MESSAGES) - set(NAMES)) | set(NAMES.values()) | {"sum from 0"}


@pytest.mark.multiplies(len(ANSWERS) // 5)
@pytest.mark.parametrize("answer", ANSWERS, ids=[answer.id for answer in ANSWERS])
def test_the_outcome_and_the_name_of_an_answer_are_the_true_ones(answer):
    judgement = judged(answer)
    if answer.id in NOW_AND_THEN and judgement.departs:
        pytest.xfail(judgement.departs)
    elif answer.id in DEPARTS:
        assert judgement.departs, f"{answer.id} is judged rightly now: take it out of DEPARTS"
    else:
        expected = f"{answer.outcome}, {' or '.join(answer.names) or 'no name'}"
        assert not judgement.departs, f"{judgement.departs}, should be {expected}:\n{judgement.said}"


def test_no_two_answers_bear_one_name():
    ids = [answer.id for answer in ANSWERS]
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})


def test_what_departs_is_in_the_corpus():
    assert DEPARTS.keys() | NOW_AND_THEN <= {answer.id for answer in ANSWERS}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_right_answers_and_wrong_ones_and_one_that_is_empty(exercise):
    outcomes = [answer.outcome for answer in ANSWERS if answer.exercise == exercise]
    assert outcomes.count(RIGHT) >= 4 and NOT_ATTEMPTED in outcomes
    assert sum(outcome in (WRONG, RAISED, REFUSED) for outcome in outcomes) >= 15


def test_both_styles_of_an_engine_are_there():
    assert {answer.style for answer in ANSWERS} == set(STYLES)


def test_every_mistake_of_the_list_is_made_by_some_answer():
    made = {name for answer in ANSWERS for name in answer.names}
    assert made >= OF_THE_LIST | AGREED, (OF_THE_LIST | AGREED) - made


def test_every_name_is_one_of_the_list_or_the_key_of_a_sentence():
    known = OF_THE_LIST | AGREED | catalogue(LANGUAGES["en"]).sentences.keys()
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
