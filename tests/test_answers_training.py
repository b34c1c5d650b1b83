"""What the check of a training loop says to many ways to write one: right ones, and wrong ones with the cause."""

import pytest

from exercises import check
from misconceptions import defined

LOOP = """
def train(model, inputs, targets):
    {before}
    for {round}:
        {body}
    {after}
"""
LOSS, ZERO, WALK, STEP = (
    "loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))",
    "model.zero_grad()",
    "loss.backward()",
    "for p in model.parameters():\n    p.data -= RATE * p.grad",
)


def loop(*body, before="pass", rounds=60, rate=0.02, after="pass"):
    """A program that does some lines before, then in each round, then afterwards."""

    def inside(lines, spaces):
        return "\n".join(lines).replace("\n", "\n" + " " * spaces)

    code = LOOP.format(before=inside([before], 4), round=f"_ in range({rounds})", body=inside(body, 8), after=after)
    return code.replace("RATE", str(rate))


def checked(code):
    return check.training(defined(code, methods=False))


RIGHT = {
    "as in the lesson": loop(LOSS, ZERO, WALK, STEP),
    "gradients set back at the end of a round": loop(LOSS, WALK, STEP, ZERO),
    "gradients set back before the loss is built": loop(ZERO, LOSS, WALK, STEP),
    "each gradient set back after its step": loop(LOSS, WALK, STEP + "\n    p.grad = 0.0"),
    "many rounds": loop(LOSS, ZERO, WALK, STEP, rounds=3000),
    "the mean": loop("loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets)) / len(inputs)", ZERO, WALK, STEP, rate=0.1),
    "target minus prediction": loop("loss = sum((t - model(x)) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP),
    "a product for the square": loop("loss = sum((model(x) - t) * (model(x) - t) for x, t in zip(inputs, targets))", ZERO, WALK, STEP),
    "a total that begins with a Value": loop("loss = Value(0.0)\nfor x, t in zip(inputs, targets):\n    loss = loss + (model(x) - t) ** 2", ZERO, WALK, STEP),
    "a total that begins with a number": loop("loss = 0\nfor i in range(len(inputs)):\n    loss += (model(inputs[i]) - targets[i]) ** 2", ZERO, WALK, STEP),
    "predictions in a list": loop("ys = [model(x) for x in inputs]", "loss = sum((y - t) ** 2 for y, t in zip(ys, targets))", ZERO, WALK, STEP),
    "example by example": loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= RATE * p.grad"),
    "one walk for each example, one step for all": loop(ZERO, "for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    loss.backward()", STEP),
    "examples drawn at random": loop("k = random.randrange(len(inputs))", "loss = (model(inputs[k]) - targets[k]) ** 2", ZERO, WALK, STEP, rounds=300),
    "momentum": loop(LOSS, ZERO, WALK, "for i, p in enumerate(model.parameters()):\n    v[i] = 0.5 * v[i] - RATE * p.grad\n    p.data += v[i]", before="v = [0.0] * len(model.parameters())"),
    "momentum in the gradients": loop(LOSS, "for p in model.parameters():\n    p.grad *= 0.5", WALK, STEP),
    "a rate that decays": loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data -= 0.1 * 0.95 ** _ * p.grad"),
    "a penalty on the weights": loop(LOSS + "\nloss = loss + 0.01 * sum(p * p for p in model.parameters())", ZERO, WALK, STEP),
    "weights that decay": loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data -= RATE * (p.grad + 0.01 * p.data)"),
    "steps of one size": loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data -= 0.02 * (1 if p.grad > 0 else -1)"),
    "Adam": loop(LOSS, ZERO, WALK, "for i, p in enumerate(model.parameters()):\n    m[i] = 0.9 * m[i] + 0.1 * p.grad\n    v[i] = 0.99 * v[i] + 0.01 * p.grad ** 2\n    p.data -= 0.05 * m[i] / (v[i] ** 0.5 + 1e-8)", before="m, v = [0.0] * 9, [0.0] * 9", rounds=200),
    "until the loss is half": "def train(model, inputs, targets):\n    first = None\n    while True:\n        loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n        first = loss.data if first is None else first\n        if loss.data < first / 2:\n            break\n        model.zero_grad()\n        loss.backward()\n        for p in model.parameters():\n            p.data -= 0.05 * p.grad",
    "a loss that is built at the end of each round": loop(ZERO, WALK, STEP, LOSS, before=LOSS),
    "the losses are kept": loop(LOSS, "losses.append(loss.data)", ZERO, WALK, STEP, "print(loss.data)", before="losses = []"),
    "the loss's negative, uphill": loop("loss = -sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, "for p in model.parameters():\n    p.data += RATE * p.grad"),
    "a step that is taken back where the loss grows": loop(LOSS, ZERO, WALK, "old = [p.data for p in model.parameters()]", STEP, "if sum((model(x) - t) ** 2 for x, t in zip(inputs, targets)).data > loss.data:\n    for p, x in zip(model.parameters(), old):\n        p.data = x"),
    "functions of its own": "def total_loss(model, inputs, targets):\n    total = Value(0)\n    for x, t in zip(inputs, targets):\n        total += (model(x) - t) ** 2\n    return total\ndef gradient_step(parameters, rate):\n    for p in parameters:\n        p.data = p.data - rate * p.grad\ndef train(model, inputs, targets):\n    for _ in range(50):\n        model.zero_grad()\n        total_loss(model, inputs, targets).backward()\n        gradient_step(model.parameters(), 0.03)",
    "inputs as Values": loop("loss = sum((model([Value(a) for a in x]) - t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP),
    "absolute errors, by relu": loop("loss = sum((model(x) - t).relu() + (t - model(x)).relu() for x, t in zip(inputs, targets))", ZERO, WALK, STEP, rounds=200),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT)
def test_a_loop_that_learns_is_right(title):
    result = checked(RIGHT[title])
    assert (result.outcome, result.mistake) == ("right", None), repr(result)


UNTIL_LESS = """def train(model, inputs, targets):
    while True:
        loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))
        if loss.data < 0.001:
            break
        {before}
        loss.backward()
        for p in model.parameters():
            p.data {sign}= {rate} * p.grad"""
WRONG = {
    # The loss, or a part of it, was built before the loop; whatever the rate is, and whether the loss falls or rises.
    **{f"built once, rate {rate}": ("built once", loop(ZERO, WALK, STEP, before=LOSS, rate=rate, rounds=100)) for rate in (0.05, 0.01, 0.005, 0.002, 0.001, 0.0001)},
    "built once, ten rounds": ("built once", loop(ZERO, WALK, STEP, before=LOSS, rate=0.01, rounds=10)),
    "built once, gradients not set back": ("built once", loop(WALK, STEP, before=LOSS, rate=0.001)),
    "predictions once, the loss inside": ("built once", loop("loss = sum((y - t) ** 2 for y, t in zip(ys, targets))", ZERO, WALK, STEP, before="ys = [model(x) for x in inputs]", rate=0.002)),
    "errors once, their squares inside": ("built once", loop("loss = sum(e ** 2 for e in es)", ZERO, WALK, STEP, before="es = [model(x) - t for x, t in zip(inputs, targets)]", rate=0.002)),
    "predictions once, and a penalty inside": ("built once", loop("loss = sum((y - t) ** 2 for y, t in zip(ys, targets)) + 0.01 * sum(p * p for p in model.parameters())", ZERO, WALK, STEP, before="ys = [model(x) for x in inputs]", rate=0.002)),
    "built and walked back once": ("built once", loop(STEP, before=LOSS + "\n" + WALK, rate=0.002)),
    "built once, printed anew": ("built once", loop(ZERO, WALK, STEP, "print(sum((model(x) - t) ** 2 for x, t in zip(inputs, targets)))", before=LOSS, rate=0.002)),
    "built once, until it is less": ("built once", "def train(model, inputs, targets):\n    loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n    first = loss.data\n    while loss.data > first / 2:\n        model.zero_grad()\n        loss.backward()\n        for p in model.parameters():\n            p.data -= 0.001 * p.grad"),
    "built once, and uphill": ("built once", loop(ZERO, WALK, "for p in model.parameters():\n    p.data += 0.001 * p.grad", before=LOSS)),
    # Set back too early.
    "zero_grad before the step": ("zeroed too early", loop(LOSS, WALK, ZERO, STEP)),
    "zero_grad before the step, much larger rate": ("zeroed too early", loop(LOSS, WALK, ZERO, STEP, rate=10)),
    "each gradient set back before its step": ("zeroed too early", loop(LOSS, WALK, "for p in model.parameters():\n    p.grad = 0\n    p.data -= 0.05 * p.grad")),
    "zero_grad among the steps": ("zeroed too early", loop(LOSS, WALK, STEP + "\n    model.zero_grad()")),
    "set back before the step, one example": ("zeroed too early", loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    loss.backward()\n    model.zero_grad()\n    for p in model.parameters():\n        p.data = p.data - 0.05 * p.grad")),
    "set back before the step, until it is less": ("zeroed too early", "def train(model, inputs, targets):\n    while True:\n        loss = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n        if loss.data < 1:\n            break\n        loss.backward()\n        model.zero_grad()\n        for p in model.parameters():\n            p.data -= 0.05 * p.grad"),
    # A number taken out of its Value.
    "data of the predictions": ("detached", loop("loss = sum((model(x).data - t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP)),
    "a Value of a number": ("detached", loop("loss = Value(sum((model(x).data - t) ** 2 for x, t in zip(inputs, targets)))", ZERO, WALK, STEP)),
    "a Value of each number": ("detached", loop("loss = sum((Value(model(x).data) - t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP)),
    "a Value of the loss's number": ("detached", loop(LOSS, "loss = Value(loss.data)", ZERO, WALK, STEP)),
    "a float of the loss's number": ("detached", loop("loss = Value(float(sum((model(x) - t) ** 2 for x, t in zip(inputs, targets)).data))", ZERO, WALK, STEP)),
    "predictions in a list of numbers": ("detached", loop("ys = [model(x).data for x in inputs]", "loss = sum((Value(y) - t) ** 2 for y, t in zip(ys, targets))", ZERO, WALK, STEP)),
    # The loss.
    "not squared": ("not squared", loop("loss = sum(model(x) - t for x, t in zip(inputs, targets))", ZERO, WALK, STEP, rate=0.05)),
    "not squared, the other way round": ("not squared", loop("loss = sum(t - model(x) for x, t in zip(inputs, targets))", ZERO, WALK, STEP)),
    "not squared, small steps": ("not squared", loop("loss = sum(model(x) - t for x, t in zip(inputs, targets))", ZERO, WALK, STEP, rate=0.001)),
    "not squared, the mean": ("not squared", loop("loss = sum(model(x) - t for x, t in zip(inputs, targets)) / len(inputs)", ZERO, WALK, STEP)),
    "not squared, example by example": ("not squared", loop("for x, t in zip(inputs, targets):\n    loss = model(x) - t\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.02 * p.grad")),
    # Steps.
    "uphill": ("uphill", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data += 0.02 * p.grad")),
    "uphill, for a long time": ("uphill", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data = p.data + 0.2 * p.grad", rounds=1500)),
    "uphill, until it is less": ("uphill", UNTIL_LESS.format(before="model.zero_grad()", sign="+", rate=0.01)),
    "never set back, until it is less": ("stale gradients", UNTIL_LESS.format(before="pass", sign="-", rate=0.05)),
    "uphill, example by example": ("uphill", loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data += 0.02 * p.grad")),
    "never set back": ("stale gradients", loop(LOSS, WALK, STEP)),
    "set back before the loop": ("stale gradients", loop(LOSS, WALK, STEP, before=ZERO)),
    "never set back, and it learns": ("stale gradients", loop(LOSS, WALK, STEP, rate=0.005, rounds=8)),
    "never set back, example by example": ("stale gradients", loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.02 * p.grad")),
    "one parameter is never set back": ("stale gradients", loop(LOSS, "for p in model.parameters()[:-1]:\n    p.grad = 0.0", WALK, STEP)),
    "zero_grad without brackets": ("not called", loop(LOSS, "model.zero_grad", WALK, STEP)),
    "backward without brackets": ("not called", loop(LOSS, ZERO, "loss.backward", STEP)),
    "the loss's negative": ("uphill", loop("loss = -sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP)),
    "a Value in the place of the number": ("wrapped twice", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data = p - 0.05 * p.grad")),
    "a Value in the place of the number, one round": ("wrapped twice", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data = p - 0.05 * p.grad", rounds=1)),
    "a Value of the new number": ("wrapped twice", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data = Value(p.data - 0.05 * p.grad)")),
}  # fmt: skip


@pytest.mark.parametrize("title", WRONG)
def test_a_mistake_in_a_loop_gets_its_name(title):
    name, code = WRONG[title]
    result = checked(code)
    assert (result.outcome, result.mistake) == ("wrong", name), repr(result)


UNNAMED = {
    "no step": ("Is there a step", loop(LOSS, ZERO, WALK)),
    "a name for a new Value": ("Is there a step", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p = p - 0.05 * p.grad")),
    "a line that leads nowhere": ("Is there a step", loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data - 0.05 * p.grad")),
    "no walk back": ("No backward()", loop(LOSS, ZERO, STEP)),
    "no walk back, and the loss is printed": ("No backward()", loop(LOSS, "print(loss.data)", ZERO, STEP)),
    "new Values for parameters": ("other Values as its parameters", loop(LOSS, ZERO, WALK, "model.w = [Value(w.data - 0.05 * w.grad) for w in model.w]\nmodel.b = Value(model.b.data - 0.05 * model.b.grad)")),
    "results for parameters": ("other Values as its parameters", loop(LOSS, ZERO, WALK, "model.w = [w - 0.05 * w.grad for w in model.w]")),
    "a copy": ("copy of the model", loop(LOSS, ZERO, WALK, STEP, before="import copy\nmodel = copy.deepcopy(model)", after="return model")),
    "only the first example": ("Of 4 examples only 1", loop("loss = (model(inputs[0]) - targets[0]) ** 2", ZERO, WALK, STEP)),
    "only the last example": ("Of 4 examples only 1", loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2", ZERO, WALK, STEP)),
    "a range that ends too early": ("Of 4 examples only 3", loop("loss = sum((model(inputs[i]) - targets[i]) ** 2 for i in range(len(inputs) - 1))", ZERO, WALK, STEP)),
    "a range for the first problem only": ("Of 5 examples only 4", loop("loss = sum((model(inputs[i]) - targets[i]) ** 2 for i in range(4))", ZERO, WALK, STEP)),
    "gradients set to 1": ("the gradients were 1,", loop(LOSS, "for p in model.parameters():\n    p.grad = 1.0", WALK, STEP)),
    "one gradient set to -2 at the end of each round": ("the gradients were -2,", loop(LOSS, WALK, STEP, ZERO, "model.b.grad = -2.0")),
    "the bias is forgotten": ("Of 3 parameters only 2", loop(LOSS, ZERO, WALK, "for p in model.w:\n    p.data -= 0.05 * p.grad")),
    "a rate of 0": ("no number has changed", loop(LOSS, ZERO, WALK, STEP, rate=0)),
    "a rate of 1 // 20": ("no number has changed", loop(LOSS, ZERO, WALK, STEP, rate="1 // 20")),
    "one round": ("Only one step has changed a number", loop(LOSS, ZERO, WALK, STEP, rounds=1)),
    "one round with a large step": ("Only one step has changed a number", loop(LOSS, ZERO, WALK, STEP, rounds=1, rate=0.1)),
    "a return inside the loop": ("Only one step has changed a number", loop(LOSS, ZERO, WALK, STEP, "return", rate=0.05)),
    "the step after the loop": ("Only one step has changed a number", loop(LOSS, ZERO, WALK, after="for p in model.parameters(): p.data -= 0.1 * p.grad")),
    "too big": ("Try a smaller learning rate", loop(LOSS, ZERO, WALK, STEP, rate=0.5)),
    "much too big": ("Try a smaller learning rate", loop(LOSS, ZERO, WALK, STEP, rate=5, rounds=400)),
    "too big, example by example": ("Try a smaller learning rate", loop("for x, t in zip(inputs, targets):\n    loss = (model(x) - t) ** 2\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 1.2 * p.grad")),
    "too small": ("More rounds, or another", loop(LOSS, ZERO, WALK, STEP, rate=1e-5)),
    "walked back once": ("backward() was called once", loop(LOSS, STEP, before=LOSS + "\n" + WALK, rate=0.002)),
    "predictions once for each round": ("before the last step", loop("ys = [model(x) for x in inputs]\nfor y, t in zip(ys, targets):\n    loss = (y - t) ** 2\n    model.zero_grad()\n    loss.backward()\n    for p in model.parameters():\n        p.data -= 0.02 * p.grad")),
    "a total that goes on from round to round": ("at least in part", loop(LOSS.replace("loss = ", "total = total + "), ZERO, "total.backward()", STEP, before="total = Value(0.0)", rate=0.002)),
    "slopes by nudging": ("not by backward()", "def train(model, inputs, targets):\n    def loss():\n        return sum((model(x) - t) ** 2 for x, t in zip(inputs, targets)).data\n    for _ in range(60):\n        slopes = []\n        for p in model.parameters():\n            before = loss()\n            p.data += 1e-6\n            slopes.append((loss() - before) / 1e-6)\n            p.data -= 1e-6\n        for p, slope in zip(model.parameters(), slopes):\n            p.data -= 0.05 * slope"),
    "numbers that somebody knows": ("not by backward()", "def train(model, inputs, targets):\n    model.w[0].data, model.w[1].data, model.b.data = 1.15, -0.7, -0.1"),
    "a loss of fourth powers that explodes": ("has not become smaller", loop("loss = sum((model(x) - t) ** 4 for x, t in zip(inputs, targets))", ZERO, WALK, STEP, rate=3)),
    "gradients of a nonsense": ("has not become smaller", loop("loss = sum((model(x) + t) ** 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP)),
}  # fmt: skip


@pytest.mark.parametrize("title", UNNAMED)
def test_what_has_no_name_is_told_as_far_as_it_is_known(title):
    said, code = UNNAMED[title]
    result = checked(code)
    assert result.outcome == "wrong" and said in result.message, repr(result)


OTHER_SAYINGS = ("smaller learning rate", "Is there a step")


@pytest.mark.multiplies(25)
@pytest.mark.parametrize("title", [*WRONG, *UNNAMED])
def test_the_rate_is_blamed_only_where_a_smaller_one_would_do_and_a_step_is_missed_only_where_there_is_none(title):
    said, code = (WRONG | UNNAMED)[title]
    message = checked(code).message
    assert all((other in said) or (other not in message) for other in OTHER_SAYINGS), message


def test_an_error_of_the_loop_itself_is_still_an_error():
    assert checked(loop(LOSS, ZERO, WALK, "for p in model.parameters():\n    p.data -= p.gradient")).outcome == "raised"
    assert checked(loop("loss = sum((model(x) - t) ^ 2 for x, t in zip(inputs, targets))", ZERO, WALK, STEP)).outcome == "raised"  # fmt: skip


def test_a_backward_that_a_model_has_not_is_not_taken_for_that_of_a_plain_number():
    result = checked(loop(LOSS, "print(loss.data)", ZERO, "model.backward()", STEP))
    assert (result.outcome, result.mistake) == ("raised", None), repr(result)


def test_an_error_calls_the_models_values_by_the_name_of_their_class():
    result = checked(loop("loss = sum(math.pow(model(x) - t, 2) for x, t in zip(inputs, targets))", ZERO, WALK, STEP))
    assert result.outcome == "raised" and "Watched" not in repr(result) and "Value" in repr(result)
