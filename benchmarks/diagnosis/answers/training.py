"""Answers to `train(model, inputs, targets)`."""

from benchmarks.diagnosis.answer import MICROGPT, NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to, in_style

right, wrong = answers_to("training", PLAIN)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)

_LOSS = "loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))"
_STEP = "for p in model.parameters():\n    p.data -= 0.05 * p.grad"
_REST = "model.zero_grad()\nloss.backward()\n" + _STEP
_TOO_BIG = ("learning.blown up", "learning.not enough")


def _train(body: str, before: str = "", rounds: str = "range(100)", after: str = "") -> str:
    """A function that does this before the loop, that in each round, and the last afterwards."""
    lines = [
        *before.splitlines(),
        f"for _ in {rounds}:",
        *("    " + line for line in body.splitlines()),
        *after.splitlines(),
    ]
    return "def train(model, inputs, targets):\n" + "".join(f"    {line}\n" for line in lines)


def _slower(code: str, rate: str) -> str:
    return code.replace("0.05", rate)


ANSWERS = [
    right("as in the lesson", _train(_LOSS + "\n" + _REST)),
    right("fewer rounds, a larger rate", _slower(_train(_LOSS + "\n" + _REST, rounds="range(20)"), "0.1")),
    right("many rounds, a small rate", _slower(_train(_LOSS + "\n" + _REST, rounds="range(300)"), "0.005")),
    right("the mean", _slower(_train(_LOSS + "\nloss = loss / len(inputs)\n" + _REST), "0.1")),
    right("half of the squares", _train(_LOSS.replace("sum(", "sum(0.5 * ") + "\n" + _REST), note="another convention, the same valley"),
    right("zero first", _train("model.zero_grad()\n" + _LOSS + "\nloss.backward()\n" + _STEP)),
    right("zero last", _train(_LOSS + "\nloss.backward()\n" + _STEP + "\nmodel.zero_grad()"), note="all gradients are 0 before the first round"),
    right("zero by hand", _train(_LOSS + "\nfor p in model.parameters():\n    p.grad = 0.0\nloss.backward()\n" + _STEP)),
    right("zero with the step", _train(_LOSS + "\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.05 * p.grad\n    p.grad = 0.0")),
    right("a loop for the loss", _train("loss = 0.0\nfor x, t in zip(inputs, targets):\n    error = model(x) - t\n    loss = loss + error * error\n" + _REST)),
    right("predictions first", _train("predictions = [model(x) for x in inputs]\nloss = sum((p - t) ** 2 for p, t in zip(predictions, targets))\n" + _REST)),
    right("example by example", _train("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.05 * p.grad"), note="stochastic gradient descent"),
    right("backward for each example, one step", _train("model.zero_grad()\nfor x, t in zip(inputs, targets):\n    ((model(x) - t) ** 2).backward()\n" + _STEP), note="the gradients of the examples add up"),
    right("until it is small", _train(_LOSS + "\nif loss.data < 0.01:\n    break\n" + _REST, rounds="range(1000)")),
    right("while", "def train(model, inputs, targets):\n    first = None\n    while True:\n        loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n        first = first or loss.data\n        if loss.data < 0.3 * first:\n            return loss.data\n        model.zero_grad()\n        loss.backward()\n        for p in model.parameters():\n            p.data -= 0.05 * p.grad"),
    right("functions", "def loss_of(model, inputs, targets):\n    return sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n\ndef gradient_step(parameters, rate):\n    for p in parameters:\n        p.data -= rate * p.grad\n\ndef train(model, inputs, targets, rate=0.05, rounds=60):\n    \"\"\"Train a model.\"\"\"\n    losses = []\n    for _ in range(rounds):\n        total = loss_of(model, inputs, targets)\n        losses.append(total.data)\n        model.zero_grad()\n        total.backward()\n        gradient_step(model.parameters(), rate)\n    return losses"),
    right("momentum", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor i, p in enumerate(model.parameters()):\n    speed[i] = 0.5 * speed[i] + p.grad\n    p.data -= 0.02 * speed[i]", "speed = [0.0] * len(model.parameters())")),
    right("a rate that falls", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.1 * (1 - k / 100) * p.grad").replace("for _ in", "for k in")),
    right("steps of the sign", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.02 * (1 if p.grad > 0 else -1)"), note="rounds of loss, backward and a step; the loss falls"),
    right("steps of one length", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nlength = sum(p.grad**2 for p in model.parameters()) ** 0.5 + 1e-9\nfor p in model.parameters():\n    p.data -= 0.03 * p.grad / length"), note="as above"),
    right("clipped gradients", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.05 * max(-1, min(1, p.grad))")),
    right("random examples", "import random\n\n" + _train("x, t = rng.choice(pairs)\nloss = (model(x) - t) ** 2\n" + _REST, "rng, pairs = random.Random(1), list(zip(inputs, targets))", "range(200)")),
    right("halves", _train("for part in (slice(0, 2), slice(2, None)):\n    loss = sum((model(x) - t) ** 2 for x, t in zip(inputs[part], targets[part]))\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.05 * p.grad")),
    right("the loss is shown", _train(_LOSS + "\nif k % 50 == 0:\n    print(f'{k}: {loss.data:.3f}')\n" + _REST).replace("for _ in", "for k in")),
    right("a little weight decay", _train(_LOSS + "\nloss = loss + 0.001 * sum(p * p for p in model.parameters())\n" + _REST), note="a penalty for large weights; the loss falls all the same"),
    right("a total that begins with a Value", _train("loss = Value(0.0)\nfor x, t in zip(inputs, targets):\n    loss = loss + (model(x) - t) ** 2\n" + _REST), note="the Value of the notebook"),
    right("inputs and targets made Values", _train("loss = sum((model([Value(xi) for xi in x]) - Value(t)) ** 2 for x, t in zip(inputs, targets))\n" + _REST)),
    right("another rate for each parameter", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor rate, p in zip((0.05, 0.04, 0.06, 0.05), model.parameters()):\n    p.data -= rate * p.grad")),
    right("plus the negative", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\nfor p in model.parameters():\n    p.data += -0.05 * p.grad")),
    right("rounds by while and a counter", "def train(model, inputs, targets, rounds=80):\n    while rounds:\n        rounds -= 1\n        model.zero_grad()\n        loss = 0\n        for i in range(len(inputs)):\n            loss = loss + (targets[i] - model(inputs[i])) ** 2\n        loss.backward()\n        for p in model.parameters():\n            p.data = p.data - 0.05 * p.grad"),
    right_in_microgpt("Adam, as in microgpt", _train(_LOSS + "\nloss = (1 / len(inputs)) * loss\nloss.backward()\nfor i, p in enumerate(params):\n    m[i] = 0.9 * m[i] + 0.1 * p.grad\n    v[i] = 0.99 * v[i] + 0.01 * p.grad ** 2\n    p.data -= 0.1 * (m[i] / (1 - 0.9 ** (k + 1))) / ((v[i] / (1 - 0.99 ** (k + 1))) ** 0.5 + 1e-8)\n    p.grad = 0", "params = model.parameters()\nm, v = [0.0] * len(params), [0.0] * len(params)").replace("for _ in", "for k in")),
    wrong_in_microgpt("Adam on a graph that was built once", "built once", _train("model.zero_grad()\nloss.backward()\nfor i, p in enumerate(params):\n    m[i] = 0.9 * m[i] + 0.1 * p.grad\n    p.data -= 0.002 * m[i]", _LOSS + "\nparams = model.parameters()\nm = [0.0] * len(params)"), never=_TOO_BIG),
    wrong_in_microgpt("grad = None", "grad is None", _train(_LOSS + "\nfor p in model.parameters():\n    p.grad = None\nloss.backward()\n" + _STEP), REFUSED, never=()),
    # The graph was built once.
    wrong("built once", "built once", _slower(_train(_REST, _LOSS), "0.001"), source="reported", never=_TOO_BIG),
    wrong("built once, a larger rate", "built once", _train(_REST, _LOSS), source="reported", never=_TOO_BIG),
    wrong("built once, a small rate, few rounds", "built once", _slower(_train(_REST, _LOSS, "range(10)"), "0.01"), source="reported", never=_TOO_BIG),
    wrong("built once, a tiny rate", "built once", _slower(_train(_REST, _LOSS), "0.002"), never=_TOO_BIG),
    wrong("built once, by a loop", "built once", _slower(_train(_REST, "loss = 0\nfor x, t in zip(inputs, targets):\n    loss = loss + (model(x) - t) ** 2"), "0.002"), never=_TOO_BIG),
    wrong("the predictions built once", "built once", _slower(_train("loss = sum((p - t) ** 2 for p, t in zip(predictions, targets))\n" + _REST, "predictions = [model(x) for x in inputs]"), "0.002"), never=_TOO_BIG),
    wrong("the predictions built once, a larger rate", "built once", _train("loss = sum((p - t) ** 2 for p, t in zip(predictions, targets))\n" + _REST, "predictions = [model(x) for x in inputs]"), never=_TOO_BIG),
    wrong("the errors built once", "built once", _slower(_train("loss = sum(e * e for e in errors)\n" + _REST, "errors = [model(x) - t for x, t in zip(inputs, targets)]"), "0.002"), never=_TOO_BIG),
    wrong("built once, kept by a function", "built once", "from functools import lru_cache\n\n" + _slower(_train("loss = sum((predict(tuple(x)) - t) ** 2 for x, t in zip(inputs, targets))\n" + _REST, "predict = lru_cache(maxsize=None)(lambda x: model(list(x)))"), "0.002"), never=_TOO_BIG),
    wrong("built once, not set back", ("built once", "stale gradients"), _slower(_train("loss.backward()\n" + _STEP, _LOSS), "0.0001"), never=_TOO_BIG),
    wrong("slopes once", "built once", _slower(_train(_STEP, _LOSS + "\nloss.backward()"), "0.001"), note="backward stands before the loop as well", never=_TOO_BIG),
    # Gradients that stay, or go too early.
    wrong("not set back", "stale gradients", _slower(_train(_LOSS + "\nloss.backward()\n" + _STEP), "0.01"), source="lesson 7"),
    wrong("not set back, a larger rate", "stale gradients", _train(_LOSS + "\nloss.backward()\n" + _STEP)),
    wrong("set back once", "stale gradients", _slower(_train(_LOSS + "\nloss.backward()\n" + _STEP, "model.zero_grad()"), "0.01")),
    wrong("only the loss set back", "stale gradients", _slower(_train(_LOSS + "\nloss.grad = 0.0\nloss.backward()\n" + _STEP), "0.01")),
    wrong("== 0", "stale gradients", _slower(_train(_LOSS + "\nfor p in model.parameters():\n    p.grad == 0.0\nloss.backward()\n" + _STEP), "0.01")),
    wrong("zero_grad without brackets", ("not called", "stale gradients"), _slower(_train(_LOSS + "\nmodel.zero_grad\nloss.backward()\n" + _STEP), "0.01")),
    wrong("example by example, not set back", "stale gradients", _slower(_train("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.05 * p.grad"), "0.005")),
    wrong("the bias is not set back", "stale gradients", _train(_LOSS + "\nfor w in model.w:\n    w.grad = 0.0\nloss.backward()\n" + _STEP)),
    wrong("set back before the step", "zeroed too early", _train(_LOSS + "\nloss.backward()\nmodel.zero_grad()\n" + _STEP), source="reported", never=("learning.same loss",)),
    wrong("set back before the step, by hand", "zeroed too early", _train(_LOSS + "\nloss.backward()\nfor p in model.parameters():\n    p.grad = 0.0\n    p.data -= 0.05 * p.grad"), never=("learning.same loss",)),
    wrong("step before backward", "zeroed too early", _train(_LOSS + "\nmodel.zero_grad()\n" + _STEP + "\nloss.backward()"), note="what backward brings is set back in the next round", never=("learning.same loss",)),
    wrong("set back for each example", None, _train("for x, t in zip(inputs, targets):\n    model.zero_grad()\n    ((model(x) - t) ** 2).backward()\n" + _STEP), note="the step sees the last example only"),
    wrong("grad = None", "grad is None", _train(_LOSS + "\nfor p in model.parameters():\n    p.grad = None\nloss.backward()\n" + _STEP), REFUSED, source="reported", never=()),
    wrong("grad = None after the step", "grad is None", _train(_LOSS + "\nloss.backward()\nfor p in model.parameters():\n    p.data -= 0.05 * p.grad\n    p.grad = None"), REFUSED, never=()),
    # The loss is not what it should be.
    wrong("the numbers", "detached", _train(_LOSS.replace("model(x)", "model(x).data") + "\n" + _REST), REFUSED, source="reported", never=("error.number has no attribute",)),
    wrong("the numbers in a Value", "detached", _train(_LOSS.replace("model(x)", "model(x).data").replace("loss = sum", "loss = Value(sum") + ")\n" + _REST), source="reported", never=("learning.same loss",)),
    wrong("the number of the loss", "detached", _train(_LOSS + ".data\n" + _REST), REFUSED, never=("error.number has no attribute",)),
    wrong("not squared", "not squared", _train(_LOSS.replace(" ** 2", "") + "\n" + _REST), source="reported", never=_TOO_BIG),
    wrong("not squared, a small rate", "not squared", _slower(_train(_LOSS.replace(" ** 2", "") + "\n" + _REST), "0.001"), never=_TOO_BIG),
    wrong("not squared, the mean", "not squared", _train(_LOSS.replace(" ** 2", "") + " / len(inputs)\n" + _REST), never=_TOO_BIG),
    wrong("cubed", None, _slower(_train(_LOSS.replace(" ** 2", " ** 3") + "\n" + _REST, rounds="range(20)"), "0.01"), never=("learning.trained",)),
    wrong("the sum squared", None, _train("loss = sum(model(x) - t for x, t in zip(inputs, targets)) ** 2\n" + _REST), never=("learning.trained",)),
    wrong("the wrong sign of the loss", "uphill", _slower(_train(_LOSS.replace("= sum", "= -sum") + "\n" + _REST), "0.01")),
    wrong("a caret", "xor", _train(_LOSS.replace(" ** 2", "^2") + "\n" + _REST), RAISED, never=("error.unknown operation", "error.sum from 0")),
    wrong("abs", ("not squared", "forgot .data"), _train(_LOSS.replace("(model(x) - t) ** 2", "abs(model(x) - t)") + "\n" + _REST), RAISED),
    wrong("only the first example", None, _train("loss = (model(inputs[0]) - targets[0]) ** 2\n" + _REST)),
    wrong("only the last example", None, _train("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n" + _REST)),
    wrong("the targets turned round", None, _train(_LOSS.replace("targets)", "targets[::-1])") + "\n" + _REST)),
    wrong("the targets ignored", None, _train(_LOSS.replace("- t)", ")") + "\n" + _REST)),
    wrong("one list for inputs and targets", None, _train(_LOSS.replace("(inputs, targets)", "(inputs, inputs)") + "\n" + _REST), RAISED),
    wrong("the loss of all rounds", None, _slower(_train("loss = loss + sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n" + _REST, "loss = 0"), "0.001"), also=("stale gradients", "built once"), note="old rounds are gone through again"),
    # The step.
    wrong("uphill", "uphill", _train(_LOSS + "\n" + _REST.replace("-=", "+=")), source="docs/misconceptions.md"),
    wrong("uphill, a small rate", "uphill", _slower(_train(_LOSS + "\n" + _REST.replace("-=", "+=")), "0.001")),
    wrong("no step", "learning.same loss", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()")),
    wrong("p -= ...", "learning.same loss", _train(_LOSS + "\n" + _REST.replace("p.data -=", "p -="))),
    wrong("p = p - ...", "learning.same loss", _train(_LOSS + "\n" + _REST.replace("p.data -= 0.05 * p.grad", "p = p - 0.05 * p.grad"))),
    wrong("a Value into data", "wrapped twice", _train(_LOSS + "\n" + _REST.replace("p.data -= 0.05 * p.grad", "p.data = p - 0.05 * p.grad")), REFUSED, never=("error.unknown",)),
    wrong("no backward", None, _train(_LOSS + "\nmodel.zero_grad()\n" + _STEP), never=("learning.same loss",)),
    wrong("backward without brackets", "not called", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward\n" + _STEP), never=("learning.same loss",)),
    wrong("backward of the model", "error.other has no attribute", _train(_LOSS + "\nmodel.zero_grad()\nmodel.backward()\n" + _STEP), RAISED),
    wrong("far too large a rate", "learning.blown up", _slower(_train(_LOSS + "\n" + _REST), "1.5")),
    wrong("far too small a rate", "learning.not enough", _slower(_train(_LOSS + "\n" + _REST), "0.00001")),
    wrong("one round", "training.one step", _slower(_train(_LOSS + "\n" + _REST, rounds="range(1)"), "0.01")),
    wrong("return in the loop", "training.one step", _slower(_train(_LOSS + "\n" + _REST + "\nreturn loss.data"), "0.01")),
    wrong("the bias stands still", None, _train(_LOSS + "\n" + _REST.replace("model.parameters()", "model.parameters()[:-1]")), note="all parameters should move"),
    wrong("one weight stands still", None, _train(_LOSS + "\n" + _REST.replace("model.parameters()", "model.parameters()[1:]"))),
    wrong("only the bias moves", None, _train(_LOSS + "\n" + _REST.replace("model.parameters()", "[model.b]"))),
    wrong("the first weight's gradient for all", None, _slower(_train(_LOSS + "\n" + _REST.replace("p.grad", "model.w[0].grad")), "0.01")),
    wrong("the weights begin anew", None, _train("for p, x in zip(model.parameters(), (0.3, -0.2, 0.1)):\n    p.data = x\n" + _LOSS + "\n" + _REST), never=("learning.blown up",), note="each round begins at the beginning"),
    wrong("random weights in each round", None, "import random\n\n" + _train("for p in model.parameters():\n    p.data = random.uniform(-3, 3)\n" + _LOSS + "\n" + _REST), note="nothing of what was learned is kept"),
    wrong("a model of its own", None, "import random\nfrom micrograd.nn import Neuron\n\n" + _train(_LOSS + "\n" + _REST, "model = Neuron(2, nonlin=False)"), note="the model that was given has not learned"),
    wrong("the answer is known", None, "def train(model, inputs, targets):\n    for p, x in zip(model.parameters(), (0.9, -0.6, -0.1)):\n        p.data = x", note="for this data only, and nothing is learned", never=("learning.trained",)),
    right("a Value in a text", _train(_LOSS + "\nprint(f'{loss:.3f}')\n" + _REST), source="reported"),
    wrong("a Value compared", "forgot .data", _train(_LOSS + "\nif loss < 0.01:\n    break\n" + _REST), RAISED, source="reported"),
    wrong("a Value rounded", "forgot .data", _train(_LOSS + "\nprint(round(loss, 3))\n" + _REST), RAISED),
    wrong("a Value as number", "forgot .data", _train(_LOSS + "\nlosses.append(float(loss))\n" + _REST, "losses = []"), RAISED),
    wrong("parameters without brackets", ("not called", "error.not called"), _train(_LOSS + "\n" + _REST.replace("parameters()", "parameters")), RAISED),
    wrong("endless", "error.endless", "def train(model, inputs, targets):\n    loss = 1\n    while loss:\n        pass", RAISED),
    wrong("the loss of the notebook", None, _train("total = loss([model(x) for x in inputs], targets)\nmodel.zero_grad()\ntotal.backward()\n" + _STEP), RAISED, also=("error.no name",)),
    wrong("empty", None, "def train(model, inputs, targets):\n    ...", NOT_ATTEMPTED),
    wrong("only the loss", "learning.same loss", _train(_LOSS)),
    wrong("zero_grad of the loss", "error.no such method", _train(_LOSS + "\nloss.zero_grad()\nloss.backward()\n" + _STEP), RAISED, never=("error.near attribute",)),
    wrong("item of the loss", "error.no such method", _train(_LOSS + "\nmodel.zero_grad()\nloss.backward()\n" + _STEP + "\nprint(loss.item())"), RAISED, source="PyTorch"),
    wrong("the loss of the round before", None, _train("new = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\nif loss is not None:\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.05 * p.grad\nloss = new", "loss = None"), also=("built once",)),
]  # fmt: skip
