"""What the checks of a loss and of a step say to many ways to write them."""

import pytest

from answers import Answer, assert_not_yet, assert_right, checked


def loss(body):
    return "def loss(predictions, targets):\n    " + body.replace("\n", "\n    ")


def step(*lines):
    return "def gradient_step(parameters, learning_rate):\n    " + "\n    ".join(lines)


RIGHT_LOSSES = {
    "the sum": loss("return sum((p - t) ** 2 for p, t in zip(predictions, targets))"),
    "the mean": loss("return sum((p - t) ** 2 for p, t in zip(predictions, targets)) / len(targets)"),
    "the mean, by the predictions' number": loss("n = len(predictions)\nreturn sum([(t - p) ** 2 * (1 / n) for p, t in zip(predictions, targets)])"),
    "a total that begins with a Value": loss("total = Value(0.0)\nfor p, t in zip(predictions, targets):\n    total = total + (p - t) ** 2\nreturn total"),
    "a total that begins with a number": loss("total = 0\nfor i in range(len(targets)):\n    total += (predictions[i] - targets[i]) * (predictions[i] - targets[i])\nreturn total"),
    "targets as Values": loss("return sum((p - Value(t)) ** 2 for p, t in zip(predictions, targets))"),
    "recursion": loss("if not predictions:\n    return 0\nreturn (predictions[0] - targets[0]) ** 2 + loss(predictions[1:], targets[1:])"),
}  # fmt: skip
WRONG_LOSSES = {
    "not squared": Answer(loss("return sum(p - t for p, t in zip(predictions, targets))"), "not squared"),
    "not squared, the other way round": Answer(loss("return sum(t - p for p, t in zip(predictions, targets))"), "not squared"),
    "not squared, the mean": Answer(loss("return sum(p - t for p, t in zip(predictions, targets)) / len(targets)"), "not squared"),
    "the square of the sum": Answer(loss("return sum(p - t for p, t in zip(predictions, targets)) ** 2"), None, "neither the sum nor the mean"),
    "only the targets are squared": Answer(loss("return sum(p - t ** 2 for p, t in zip(predictions, targets))"), "brackets"),
    "a number less": Answer(loss("return sum((p - t) ** 2 for p, t in zip(predictions, targets)) / (len(targets) - 1)"), None, "neither the sum nor the mean"),
    "the way back inside": Answer(loss("total = sum((p - t) ** 2 for p, t in zip(predictions, targets))\ntotal.backward()\nreturn total"), None, "were changed"),
    "sizes": Answer(loss("return sum((p - t).relu() + (t - p).relu() for p, t in zip(predictions, targets))"), None, "sizes of the errors", ("cancel",)),
    "sizes, by a root": Answer(loss("return sum(((p - t) ** 2 + 1e-18) ** 0.5 for p, t in zip(predictions, targets))"), None, "sizes of the errors"),
    "sums of targets": Answer(loss("return sum((p + t) ** 2 for p, t in zip(predictions, targets))"), None, "neither the sum nor the mean"),
    "always three": Answer(loss("return sum((p - t) ** 2 for p, t in zip(predictions, targets)) / 3"), None, "loss([1.5, -2, 0, 4], [-0.5, -2, 3, 1])"),
    "one too few": Answer(loss("return sum((p - t) ** 2 for p, t in zip(predictions, targets)) / max(1, len(targets) - 1)"), None, "neither the sum nor the mean"),
    "halves": Answer(loss("return 0.5 * sum((p - t) ** 2 for p, t in zip(predictions, targets))"), None, "neither the sum nor the mean"),
    "only three pairs": Answer(loss("return sum((predictions[i] - targets[i]) ** 2 for i in range(min(3, len(targets))))"), None, "loss([1.5, -2, 0, 4], [-0.5, -2, 3, 1])"),
    "only the last pair": Answer(loss("for p, t in zip(predictions, targets):\n    total = (p - t) ** 2\nreturn total"), None, "neither the sum nor the mean"),
    "a return inside the loop": Answer(loss("total = 0\nfor p, t in zip(predictions, targets):\n    total += (p - t) ** 2\n    return total"), None, "neither the sum nor the mean"),
    "a constant": Answer(loss("return Value(5.0)"), None, "neither the sum nor the mean"),
    "a sum over calls": Answer("total = [0]\ndef loss(predictions, targets):\n    total[0] = total[0] + sum((p - t) ** 2 for p, t in zip(predictions, targets))\n    return total[0]", None, "neither the sum nor the mean"),
    "a Value of the number": Answer(loss("return Value(sum((p.data - t) ** 2 for p, t in zip(predictions, targets)))"), "detached"),
    "a Value of each number": Answer(loss("return sum((Value(p.data) - t) ** 2 for p, t in zip(predictions, targets))"), "detached"),
    "a plain number": Answer(loss("return sum((p.data - t) ** 2 for p, t in zip(predictions, targets))"), "detached", "a plain one", ("make a Value",)),
    "one half is a number": Answer(loss("return sum((p - t) * (p.data - t) for p, t in zip(predictions, targets))"), None, "the gradients of the predictions are not"),
    "the first prediction is a number": Answer(loss("ps = [Value(predictions[0].data), *predictions[1:]]\nreturn sum((p - t) ** 2 for p, t in zip(ps, targets))"), "detached"),
    "a list": Answer(loss("return [(p - t) ** 2 for p, t in zip(predictions, targets)]"), None, "has to be a Value"),
    "nothing": Answer(loss("total = sum((p - t) ** 2 for p, t in zip(predictions, targets))"), None, "return"),
    "targets are used up": Answer(loss("total = 0\nwhile targets:\n    total += (predictions.pop() - targets.pop()) ** 2\nreturn total"), None, "were changed"),
    "predictions are changed": Answer(loss("for p, t in zip(predictions, targets):\n    p.data -= t\nreturn sum(p ** 2 for p in predictions)"), None, "were changed"),
}  # fmt: skip
RIGHT_STEPS = {
    "minus and equals": step("for p in parameters:", "    p.data -= learning_rate * p.grad"),
    "written out": step("for p in parameters:", "    p.data = p.data - p.grad * learning_rate"),
    "plus a negative": step("for p in parameters:", "    p.data += -learning_rate * p.grad"),
    "by places": step("for i in range(len(parameters)):", "    parameters[i].data -= learning_rate * parameters[i].grad"),
    "all at once": step("new = [p.data - learning_rate * p.grad for p in parameters]", "for p, x in zip(parameters, new):", "    p.data = x"),
    "it returns the parameters": step("for p in parameters:", "    p.data -= learning_rate * p.grad", "return parameters"),
}  # fmt: skip
WRONG_STEPS = {
    "uphill": Answer(step("for p in parameters:", "    p.data += learning_rate * p.grad"), "uphill"),
    "a Value": Answer(step("for p in parameters:", "    p.data = p - learning_rate * p.grad"), "wrapped twice"),
    "a Value of the number": Answer(step("for p in parameters:", "    p.data = Value(p.data - learning_rate * p.grad)"), "wrapped twice"),
    "a name": Answer(step("for p in parameters:", "    p = p - learning_rate * p.grad"), None, "No parameter has changed"),
    "a name for the number": Answer(step("for p in parameters:", "    x = p.data", "    x -= learning_rate * p.grad"), None, "No parameter has changed"),
    "places of the list": Answer(step("for i, p in enumerate(parameters):", "    parameters[i] = Value(p.data - learning_rate * p.grad)"), None, "No parameter has changed"),
    "a new list": Answer(step("return [Value(p.data - learning_rate * p.grad) for p in parameters]"), None, "No parameter has changed"),
    "no rate": Answer(step("for p in parameters:", "    p.data -= p.grad"), None, "does not depend on the learning rate"),
    "a rate of its own": Answer(step("for p in parameters:", "    p.data -= 0.01 * p.grad"), None, "does not depend on the learning rate"),
    "a rate of 0.1": Answer(step("for p in parameters:", "    p.data -= 0.1 * p.grad"), None, "does not depend on the learning rate"),
    "divided": Answer(step("for p in parameters:", "    p.data -= p.grad / learning_rate"), None, "not by learning rate times gradient"),
    "twice": Answer(step("for p in parameters:", "    p.data -= 2 * learning_rate * p.grad"), None, "not by learning rate times gradient"),
    "only signs": Answer(step("for p in parameters:", "    p.data -= learning_rate * (1 if p.grad > 0 else -1)"), None, "not by learning rate times gradient"),
    "only the first": Answer(step("for p in parameters:", "    p.data -= learning_rate * p.grad", "    return"), None, "not by learning rate times gradient"),
    "in the place of the number": Answer(step("for p in parameters:", "    p.data = -learning_rate * p.grad"), None, "not by learning rate times gradient"),
    "times the number": Answer(step("for p in parameters:", "    p.data -= learning_rate * p.grad * p.data"), None, "not by learning rate times gradient"),
    "the gradients go too": Answer(step("for p in parameters:", "    p.data -= learning_rate * p.grad", "    p.grad = 0.0"), None, "gradients were changed"),
    "the gradients are scaled": Answer(step("for p in parameters:", "    p.grad *= learning_rate", "    p.data -= p.grad"), None, "gradients were changed"),
    "no number": Answer(step("for p in parameters:", "    p.data = None"), None, "not by learning rate times gradient"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT_LOSSES)
def test_a_loss_that_is_right_is_right(title):
    assert_right("loss", RIGHT_LOSSES[title])


@pytest.mark.parametrize("title", WRONG_LOSSES)
def test_a_loss_that_is_wrong_is_told_so(title):
    assert_not_yet("loss", WRONG_LOSSES[title])


@pytest.mark.parametrize("title", RIGHT_STEPS)
def test_a_step_that_is_right_is_right(title):
    assert_right("gradient_step", RIGHT_STEPS[title])


@pytest.mark.parametrize("title", WRONG_STEPS)
def test_a_step_that_is_wrong_is_told_so(title):
    assert_not_yet("gradient_step", WRONG_STEPS[title])


def test_an_error_in_a_loss_is_still_an_error():
    assert checked("loss", loss("return sum((p - t) ^ 2 for p, t in zip(predictions, targets))")).outcome == "raised"
