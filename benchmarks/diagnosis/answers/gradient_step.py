"""Answers to `gradient_step(parameters, learning_rate)`."""

from benchmarks.diagnosis.answer import NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to

right, wrong = answers_to("gradient_step", PLAIN)


def _step(line: str, rate: str = "learning_rate") -> str:
    """A function that does this to each p."""
    return (
        f"def gradient_step(parameters, {rate}):\n    for p in parameters:\n        "
        + line.replace("\n", "\n        ")
        + "\n"
    )


ANSWERS = [
    right("as in the lesson", _step("p.data -= learning_rate * p.grad")),
    right("data = data - ...", _step("p.data = p.data - lr * p.grad", "lr")),
    right("plus the negative", _step("p.data += -rate * p.grad", "rate")),
    right("a name for the step", _step("step = learning_rate * p.grad\np.data -= step")),
    right("by index", "def gradient_step(parameters, learning_rate=0.1):\n    for i in range(len(parameters)):\n        parameters[i].data -= learning_rate * parameters[i].grad"),
    right("a list of setattr", "def gradient_step(parameters, lr):\n    [setattr(p, 'data', p.data - lr * p.grad) for p in parameters]"),
    right("zip and returned", "def gradient_step(parameters, lr):\n    \"\"\"One step downhill.\"\"\"\n    new = [p.data - lr * p.grad for p in parameters]\n    for p, x in zip(parameters, new):\n        p.data = x\n    return parameters"),
    right("zeros skipped", _step("if p.grad == 0:\n    continue\np.data -= learning_rate * p.grad")),
    right("a function for one", "def descend(p, lr):\n    p.data -= lr * p.grad\n\ndef gradient_step(parameters, lr):\n    for p in parameters:\n        descend(p, lr)"),
    right("a stack", "def gradient_step(parameters, lr):\n    rest = list(parameters)\n    while rest:\n        p = rest.pop()\n        p.data -= float(lr) * float(p.grad)"),
    wrong("uphill", "uphill", _step("p.data += learning_rate * p.grad"), source="docs/misconceptions.md"),
    wrong("uphill, minus minus", "uphill", _step("p.data -= -learning_rate * p.grad")),
    wrong("uphill, data = ...", "uphill", _step("p.data = learning_rate * p.grad + p.data")),
    wrong("turned round", None, _step("p.data = learning_rate * p.grad - p.data")),
    wrong("=- in the place of -=", None, _step("p.data =- learning_rate * p.grad"), note="it assigns the negative"),
    wrong("only the step", None, _step("p.data = learning_rate * p.grad")),
    wrong("no rate", "learning.no rate", _step("p.data -= p.grad")),
    wrong("a rate of its own", None, _step("p.data -= 0.1 * p.grad"), also=("learning.no rate",), note="learning_rate is ignored"),
    wrong("the rate of the notebook", None, _step("p.data -= lr * p.grad"), before="lr = 0.1\n", also=("learning.no rate",), note="learning_rate is ignored"),
    wrong("only the rate", None, _step("p.data -= learning_rate")),
    wrong("divided by the rate", None, _step("p.data -= p.grad / learning_rate")),
    wrong("the rate squared", None, _step("p.data -= learning_rate**2 * p.grad")),
    wrong("minus the rate, times", None, _step("p.data = (p.data - learning_rate) * p.grad"), also=("brackets",)),
    wrong("times the data", None, _step("p.data -= learning_rate * p.grad * p.data")),
    wrong("the share", None, _step("p.data *= 1 - learning_rate * p.grad")),
    wrong("the sign", None, _step("p.data -= learning_rate * (1 if p.grad > 0 else -1 if p.grad < 0 else 0)"), note="downhill, too; but the task of the lesson is a step in proportion to the gradient"),
    wrong("normalised", None, "def gradient_step(parameters, lr):\n    length = sum(p.grad**2 for p in parameters) ** 0.5\n    for p in parameters:\n        p.data -= lr * p.grad / length", note="downhill, too; but each step would be equally long"),
    wrong("clipped", None, _step("p.data -= learning_rate * max(-1.0, min(1.0, p.grad))"), note="downhill, too; but large gradients are cut"),
    wrong("the mean gradient", None, "def gradient_step(parameters, lr):\n    mean = sum(p.grad for p in parameters) / len(parameters)\n    for p in parameters:\n        p.data -= lr * mean"),
    wrong("divided by their number", None, "def gradient_step(parameters, lr):\n    for p in parameters:\n        p.data -= lr * p.grad / len(parameters)"),
    wrong("without its sign", None, _step("p.data -= learning_rate * abs(p.grad)")),
    wrong("only gradients above 0", None, _step("if p.grad > 0:\n    p.data -= learning_rate * p.grad")),
    wrong("all but the last", None, "def gradient_step(parameters, lr):\n    for p in parameters[:-1]:\n        p.data -= lr * p.grad", note="the last one stays where it is"),
    wrong("only the first", None, "def gradient_step(parameters, lr):\n    parameters[0].data -= lr * parameters[0].grad"),
    wrong("return in the loop", None, _step("p.data -= learning_rate * p.grad\nreturn parameters")),
    wrong("twice", None, _step("for _ in range(2):\n    p.data -= learning_rate * p.grad")),
    wrong("p -= ...", "learning.unmoved", _step("p -= learning_rate * p.grad")),
    wrong("p = p - ...", "learning.unmoved", _step("p = p - learning_rate * p.grad")),
    wrong("into the list", "learning.unmoved", "def gradient_step(parameters, lr):\n    for i, p in enumerate(parameters):\n        parameters[i] = p - lr * p.grad"),
    wrong("a new list", "learning.unmoved", "def gradient_step(parameters, lr):\n    return [Value(p.data - lr * p.grad) for p in parameters]"),
    wrong("a local name", "learning.unmoved", _step("data = p.data - learning_rate * p.grad")),
    wrong("computed, not assigned", "learning.unmoved", _step("p.data - learning_rate * p.grad")),
    wrong("a Value into data", "wrapped twice", _step("p.data = p - learning_rate * p.grad"), REFUSED, source="reported", never=("error.unknown",)),
    wrong("-= a Value", "wrapped twice", _step("p.data -= learning_rate * p"), REFUSED, also=("forgot .data",)),
    wrong("p.grad becomes a Value", None, _step("p.data -= learning_rate * Value(p.grad)"), REFUSED, also=("wrapped twice",)),
    wrong("the gradient moves", None, _step("p.grad -= learning_rate * p.data"), also=("learning.unmoved",)),
    wrong("set back at once", "learning.grad changed", _step("p.data -= learning_rate * p.grad\np.grad = 0.0"), note="a step leaves the gradients alone"),
    wrong("set back first", None, _step("p.grad = 0.0\np.data -= learning_rate * p.grad"), also=("zeroed too early", "learning.unmoved")),
    wrong("None afterwards", ("learning.grad changed", "error.none gradient"), _step("p.data -= learning_rate * p.grad\np.grad = None")),
    wrong("the gradient is scaled", "learning.grad changed", _step("p.grad *= learning_rate\np.data -= p.grad")),
    wrong("backward once more", None, _step("p.backward()\np.data -= learning_rate * p.grad"), REFUSED),
    wrong("momentum of all times", None, "velocity = [0.0] * 100\n\ndef gradient_step(parameters, lr):\n    for i, p in enumerate(parameters):\n        velocity[i] = 0.9 * velocity[i] + p.grad\n        p.data -= lr * velocity[i]", note="a second call goes on with the first one's speed"),
    wrong("rounded", None, _step("p.data = round(p.data - learning_rate * p.grad, 1)")),
    wrong("a caret", None, _step("p.data -= learning_rate^p.grad"), RAISED, also=("xor",), never=("error.sum from 0",)),
    wrong("brackets of the parameters", None, "def gradient_step(parameters, lr):\n    for p in parameters():\n        p.data -= lr * p.grad", RAISED),
    wrong("the list at once", "error.list has no attribute", "def gradient_step(parameters, lr):\n    parameters.data -= lr * parameters.grad", RAISED),
    wrong("gradient", "error.near attribute", _step("p.data -= learning_rate * p.gradient"), RAISED),
    wrong("only the sign that is right for the visible one", None, _step("p.data -= 0.3 if p.grad > 0 else -0.4 if p.grad < 0 else 0"), note="rate 0.1, gradients 3, -4 and 0"),
    wrong("empty", None, "def gradient_step(parameters, learning_rate):\n    ...", NOT_ATTEMPTED),
    wrong("pass in the loop", None, "def gradient_step(parameters, learning_rate):\n    for p in parameters:\n        pass", outcome=REFUSED, also=("learning.unmoved",)),
    wrong("equal numbers move once", None, "def gradient_step(parameters, learning_rate):\n    for p in {p.data: p for p in parameters}.values():\n        p.data -= learning_rate * p.grad"),
    wrong("equal gradients move once", None, "def gradient_step(parameters, learning_rate):\n    for p in {p.grad: p for p in parameters}.values():\n        p.data -= learning_rate * p.grad"),
    right("in float32", "import numpy as np\n\ndef gradient_step(parameters, learning_rate):\n    for p in parameters:\n        p.data = np.float32(p.data - learning_rate * p.grad)", note="as exact as PyTorch's usual numbers"),
]  # fmt: skip
