"""The loss, the direction of a step, a training loop."""

from exercises.evaluation import go_back, near
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import NOTHING_RETURNED, mistaken, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from micrograd.nn import Neuron
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_PREDICTIONS, _TARGETS = (2.0, -1.0, 0.5), (1.0, 1.0, 0.5)

_NOT_A_VALUE = Text(
    "The loss has to be a Value, so that backward() can start from it; yours is {given}.",
    "損失必須是一個 Value，backward() 才能從它開始；你的是 {given}。",
)
_NOT_SQUARED = Text(
    "Errors of both signs cancel in this sum, so a bad model can have a small loss. Square each error before they are added.",
    "正負的誤差在這個總和裡會互相抵消，很差的模型也可能損失很小。先把每個誤差平方，再加起來。",
)
_LOSS = Text(
    "This is neither the sum nor the mean of the squared errors yet. An error is a prediction minus its target.",
    "這還不是誤差平方的總和，也不是平均。誤差就是預測減去目標。",
)
_LOSS_GRADIENT = Text(
    "The number is right, but the gradients of the predictions are not. Build the loss out of the Values themselves.",
    "數值是對的，但對預測的梯度不對。損失要用 Value 本身來建立。",
)
_LOSS_RIGHT = Text(
    "The loss is right, and its gradients point from each prediction's error.",
    "損失是對的，每個預測得到的梯度也符合它的誤差。",
)

_UNMOVED = Text(
    "No parameter has changed. p = p - ... only gives the name p to something new; what has to change is inside the Value.",
    "沒有任何參數改變。p = p - ... 只是把 p 這個名字給了新的東西；該改變的是 Value 裡面的東西。",
)
_NO_RATE = Text(
    "The direction is right, and the step does not depend on the learning rate.", "方向是對的，但這一步和學習率無關。"
)
_STEP = Text(
    "The parameters moved, but not by learning rate times gradient.", "參數移動了，但移動的量不是學習率乘上梯度。"
)
_GRAD_CHANGED = Text(
    "The data is right. But the gradients were changed as well, and a step has to leave them alone.",
    "data 是對的，但梯度也被改動了；走一步的時候不應該動到梯度。",
)
_STEP_RIGHT = Text(
    "Every parameter went downhill, by learning rate times gradient.", "每個參數都往下坡走，走的量是學習率乘上梯度。"
)

_POINTS = ([1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [-1.0, 0.5])
_AIMS = (1.0, -1.0, 0.5, -1.5)
_SAME_LOSS = Text(
    "After training the loss is {after}, and it was {before}: nothing has changed. Is there a step that changes each p.data?",
    "訓練後的損失是 {after}，訓練前是 {before}：什麼都沒變。有沒有哪一步真的改變了每個 p.data？",
)
_NOT_ENOUGH = Text(
    "The loss went from {before} to {after}, which is not yet half. More rounds, or another learning rate?",
    "損失從 {before} 變成 {after}，還沒降到一半。要多訓練幾輪，還是換個學習率？",
)
_BLOWN_UP = Text(
    "The loss went from {before} to {after}: the steps are so big that they jump over the valley. Try a smaller learning rate.",
    "損失從 {before} 變成 {after}：步伐太大，跳過了谷底。試試小一點的學習率。",
)
_TRAINED = Text(
    "The loss went from {before} to {after}: the model has learned.", "損失從 {before} 降到 {after}：模型學會了。"
)


def _examine_loss(loss):
    predictions = [Value(x, label=f"p{i}") for i, x in enumerate(_PREDICTIONS)]
    out = loss(list(predictions), list(_TARGETS))
    errors = [p - t for p, t in zip(_PREDICTIONS, _TARGETS)]
    total = sum(e * e for e in errors)
    if out is None:
        return wrong(NOTHING_RETURNED)
    if not is_value_like(out):
        return wrong(_NOT_A_VALUE.filled(given=short_repr(out)))
    if near(as_float(out.data), sum(errors)) or near(as_float(out.data), sum(errors) / 3):
        return wrong(_NOT_SQUARED)
    scale = 1.0 if near(as_float(out.data), total) else 1 / 3
    rows = [
        (
            "loss",
            "?" if as_float(out.data) is None else plain(out.data),
            plain(total * scale if near(as_float(out.data), total * scale) else total),
        )
    ]
    if not near(as_float(out.data), total * scale):
        return wrong(_LOSS, rows=rows)
    reached = set(map(id, graphs.read_with_values(out)[1]))
    if not all(id(p) in reached for p in predictions):
        return mistaken("detached", rows=rows)
    go_back(out, own=True)
    rows += [(f"p{i}.grad", plain(p.grad), plain(2 * e * scale)) for i, (p, e) in enumerate(zip(predictions, errors))]
    if not all(near(read_gradient(p.grad).number, 2 * e * scale) for p, e in zip(predictions, errors)):
        return wrong(_LOSS_GRADIENT, rows=rows)
    return right(_LOSS_RIGHT)


def _examine_step(gradient_step):
    starts, slopes = (2.0, -1.0, 0.5), (3.0, -4.0, 0.0)
    for rate in (0.1, 0.01):
        parameters = [Value(x) for x in starts]
        for p, slope in zip(parameters, slopes):
            p.grad = slope
        gradient_step(list(parameters), rate)
        moved = [p.data - x for p, x in zip(parameters, starts)]
        rows = [
            (f"p{i}.data", plain(p.data), plain(x - rate * slope))
            for i, (p, x, slope) in enumerate(zip(parameters, starts, slopes))
        ]
        if all(near(move, -rate * slope) for move, slope in zip(moved, slopes)):
            if [p.grad for p in parameters] != list(slopes):
                return wrong(_GRAD_CHANGED)
        elif not any(moved):
            return wrong(_UNMOVED, rows=rows)
        elif all(near(move, rate * slope) for move, slope in zip(moved, slopes)):
            return mistaken("uphill", rows=rows)
        else:
            return wrong(
                _NO_RATE if all(near(move, -slope) for move, slope in zip(moved, slopes)) else _STEP, rows=rows
            )
    return right(_STEP_RIGHT)


class _Watched(Neuron):
    """A small linear model that takes down its parameters whenever it is called."""

    def __init__(self):
        super().__init__(2, nonlin=False)
        for p, x in zip(self.parameters(), (0.3, -0.2, 0.1)):
            p.data = x
        self.seen = []

    def __call__(self, x):
        self.look()
        return super().__call__(x)

    def look(self):
        now = [p.data for p in self.parameters()]
        if not self.seen or now != self.seen[-1]:
            self.seen.append(now)


def _examine_training(train):
    model = _Watched()
    before, _ = _loss_and_slopes([p.data for p in model.parameters()])
    train(model, [list(x) for x in _POINTS], list(_AIMS))
    model.look()
    after, _ = _loss_and_slopes(model.seen[-1])
    numbers = {"before": plain(before), "after": plain(after)}
    mistake = _seen_in(model.seen)
    if mistake:
        return mistaken(
            mistake, rows=[("loss", f"{plain(before)} → {plain(after)}", "↓")] if mistake == "uphill" else ()
        )
    if len(model.seen) == 1:
        return wrong(_SAME_LOSS.filled(**numbers))
    if after > before or after != after:
        return wrong(_BLOWN_UP.filled(**numbers))
    return right(_TRAINED.filled(**numbers)) if after < before / 2 else wrong(_NOT_ENOUGH.filled(**numbers))


def _seen_in(seen):
    """The mistake that the first two steps tell of, where each is a multiple of the true gradient of all points together."""
    if len(seen) < 2:
        return None
    slopes = [_loss_and_slopes(numbers)[1] for numbers in seen[:2]]
    rate = _multiple([y - x for x, y in zip(*seen[:2])], slopes[0])
    if rate is not None and rate > 0:
        return "uphill"
    if rate is None or len(seen) < 3:
        return None
    second = [y - x for x, y in zip(*seen[1:3])]
    both = _multiple(second, [x + y for x, y in zip(*slopes)])
    alone = _multiple(second, slopes[1])
    return "stale gradients" if alone is None and both is not None and near(both, rate, 1e-3) else None


def _multiple(move, direction):
    """The number c for which move is c times direction, or None where there is none."""
    largest = max(range(len(direction)), key=lambda i: abs(direction[i]))
    c = move[largest] / direction[largest] if direction[largest] else None
    return c if c and all(abs(m - c * d) <= 1e-6 * (abs(m) + abs(c)) for m, d in zip(move, direction)) else None


def _loss_and_slopes(numbers):
    w1, w2, b = numbers
    errors = [w1 * x + w2 * y + b - aim for (x, y), aim in zip(_POINTS, _AIMS)]
    slopes = [
        sum(2 * e * part for e, part in zip(errors, parts))
        for parts in ([x for x, _ in _POINTS], [y for _, y in _POINTS], [1.0] * len(_POINTS))
    ]
    return sum(e * e for e in errors), slopes


EXERCISES = (
    Exercise(
        name="loss",
        lesson=7,
        takes="function",
        task=Text(
            "Write loss(predictions, targets): the squared errors, summed (or their mean), as one Value.",
            "寫出 loss(predictions, targets)：誤差平方的總和（或平均），是一個 Value。",
        ),
        examine=_examine_loss,
        idea=Text(
            "One number has to say how wrong the model is: 0 when all is right, and larger the further off, on either side.",
            "要用一個數說出模型錯得多嚴重：全對就是 0，不管偏向哪一邊，差得愈遠就愈大。",
        ),
        look=Text(
            "One error, squared. How does the gradient of p come from the error p - t?",
            "一個誤差的平方。p 的梯度是怎麼從誤差 p - t 得到的？",
        ),
        picture=picture("(p - t) ** 2", p=2, t=0.5),
        almost=Text(
            "(p - t) ** 2 for each p, t of zip(predictions, targets), and all of them added up",
            "對 zip(predictions, targets) 的每一組 p, t 算 (p - t) ** 2，再全部加起來",
        ),
        solution="def loss(predictions, targets):\n    return sum((p - t) ** 2 for p, t in zip(predictions, targets))",
        predictions=(
            gradient_of(
                "loss_slope",
                "p",
                "(p - t) ** 2",
                Text(
                    "Two times the error: 2 * (2 - 0.5). The further off, the steeper.",
                    "誤差的兩倍：2 * (2 - 0.5)。差得愈遠就愈陡。",
                ),
                {
                    1.5: Text(
                        "1.5 is the error. The square has a slope of its own.", "1.5 是誤差。平方還有它自己的斜率。"
                    ),
                    2.25: Text("2.25 is the loss itself.", "2.25 是損失本身。"),
                },
                p=2,
                t=0.5,
            ),
        ),
    ),
    Exercise(
        name="gradient_step",
        lesson=7,
        takes="function",
        task=Text(
            "Write gradient_step(parameters, learning_rate): it moves each parameter's data a little, so that the loss falls.",
            "寫出 gradient_step(parameters, learning_rate)：讓每個參數的 data 移動一點點，使損失變小。",
        ),
        examine=_examine_step,
        idea=Text(
            "The gradient says in which direction the loss grows, and how fast. You stand on a hillside in the fog and want to go down.",
            "梯度說的是損失往哪個方向增加、增加得多快。你在大霧裡站在山坡上，想要往下走。",
        ),
        look=Text(
            "p has the gradient 3. Nudge p up: does the loss rise or fall? So where should p go?",
            "p 的梯度是 3。把 p 往上推，損失會變大還是變小？那 p 該往哪裡走？",
        ),
        picture=picture("(p - t) ** 2", p=2, t=0.5),
        almost=Text(
            "    for p in parameters:\n        p.data = p.data, and what of learning_rate and p.grad?",
            "    for p in parameters:\n        p.data = p.data 再配上 learning_rate 和 p.grad，要怎麼配？",
        ),
        solution="def gradient_step(parameters, learning_rate):\n    for p in parameters:\n        p.data -= learning_rate * p.grad",
        predictions=(
            Prediction(
                "step_data",
                Text(
                    "p = 2 has the gradient 3, and the learning rate is 0.1. What is p after one step downhill?",
                    "p = 2，梯度是 3，學習率是 0.1。往下坡走一步之後，p 是多少？",
                ),
                expression("(p - t) ** 2", p=2, t=0.5),
                lambda result, leaves: leaves["p"].data - 0.1 * leaves["p"].grad,
                Text(
                    "0.1 times 3 is the step, and it goes against the gradient: 2 - 0.3.",
                    "一步是 0.1 乘上 3，而且和梯度反方向：2 - 0.3。",
                ),
                {
                    2.3: Text(
                        "That is the way up: a gradient points to where the loss grows.",
                        "這是往上坡：梯度指的是損失增加的方向。",
                    ),
                    -1.0: Text(
                        "That is a step of the whole gradient. The learning rate makes it small.",
                        "這是整個梯度那麼大的一步。學習率會讓它變小。",
                    ),
                },
            ),
        ),
    ),
    Exercise(
        name="training",
        lesson=7,
        takes="function",
        task=Text(
            "Write train(model, inputs, targets): rounds of predicting, loss, backward and a step, until the loss is less than half. The model has parameters() and zero_grad().",
            "寫出 train(model, inputs, targets)：重複「預測、損失、反向、走一步」，直到損失不到一半。model 有 parameters() 和 zero_grad()。",
        ),
        examine=_examine_training,
        idea=Text(
            "Each round asks four things: what does the model say, how wrong is that, who is to blame and by how much, and which way to change?",
            "每一輪問四件事：模型說什麼、錯得多嚴重、每個參數各要負多少責任、該往哪個方向改？",
        ),
        look=Text(
            "A round begins with fresh gradients. What would happen if w still held the one of the round before?",
            "每一輪開始時梯度都是新的。如果 w 還留著上一輪的梯度，會發生什麼事？",
        ),
        picture=picture("(w * x + b - t) ** 2", w=2, x=3, b=1, t=5),
        almost=Text(
            "    for _ in range(100):\n        predictions -> total loss\n        model.zero_grad()\n        ... two more lines: the way back, and a step of about 0.02",
            "    for _ in range(100):\n        預測 -> 總損失\n        model.zero_grad()\n        ……還有兩行：反向，然後走大約 0.02 的一步",
        ),
        solution=(
            "def train(model, inputs, targets):\n    for _ in range(100):\n        total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))\n        model.zero_grad()\n"
            "        total.backward()\n        for p in model.parameters():\n            p.data -= 0.05 * p.grad"
        ),
        predictions=(
            gradient_of(
                "training_slope",
                "w",
                "(w * x + b - t) ** 2",
                Text(
                    "The error is 2 * 3 + 1 - 5 = 2. Two times the error, times the input: 2 * 2 * 3.",
                    "誤差是 2 * 3 + 1 - 5 = 2。誤差的兩倍，再乘上輸入：2 * 2 * 3。",
                ),
                {
                    4.0: Text(
                        "4 is what arrives at the sum. One more operation lies before w.",
                        "4 是傳到加總那裡的梯度，到 w 之前還有一個運算。",
                    ),
                    6.0: Text(
                        "The error times the input; the slope of the square is twice the error.",
                        "這是誤差乘上輸入；平方的斜率是誤差的兩倍。",
                    ),
                },
                w=2,
                x=3,
                b=1,
                t=5,
            ),
        ),
    ),
)
