"""A neuron and a layer of neurons."""

from exercises.evaluation import go_back, near
from exercises.examination import lacks
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.verdict import NOTHING_RETURNED, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.values.operands import is_value_like
from viz.words.text import plain, short_repr

_X = [1.0, -2.0]
_CASES = (
    ([3.0, -1.0], 0.5),
    ([-1.0, 1.0], 0.5),
    ([2.0, 0.25], -1.0),
)  # weights, bias; the second leaves the relu closed

_NO_WEIGHTS = Text(
    "Neuron(2) should have a list .w of two Values and a Value .b; here they are {given}.",
    "Neuron(2) 應該有 .w（裝著兩個 Value 的串列）和 .b（一個 Value）；這裡是 {given}。",
)
_ONE_OBJECT = Text(
    "All weights are one and the same Value, so they can never differ. [Value(0)] * n repeats one object; each weight needs its own.",
    "所有的權重都是同一個 Value，永遠不可能不同。[Value(0)] * n 只是重複同一個物件；每個權重都要有自己的 Value。",
)
_NOT_A_VALUE = Text("A neuron's output is a Value; yours is {given}.", "神經元的輸出是一個 Value；你的是 {given}。")
_LINEAR = Text(
    "The sum is right. Where it is below 0, the neuron should be silent: the relu is missing.",
    "加總是對的。總和小於 0 的時候，神經元應該沒有輸出：少了 relu。",
)
_NO_BIAS = Text("The weighted sum is right, but the bias is not in it.", "加權總和是對的，但偏差沒有加進去。")
_OUTPUT = Text(
    "The output is not right yet. Weighted inputs, their sum, the bias, and then the gate: which of them is missing?",
    "輸出還不對。加權的輸入、加總、偏差，最後是閘門：少了哪一個？",
)
_GRADIENTS = Text(
    "The output is right, but these gradients are not. The slope for a weight is its input, where the gate is open.",
    "輸出是對的，但這些梯度不對。閘門開著的時候，對權重的斜率就是它的輸入。",
)
_PARAMETERS = Text(
    "parameters() should be the list of the weights and the bias themselves, {true} in all; here it is {given}.",
    "parameters() 應該傳回權重和偏差本身的串列，一共 {true} 個；這裡是 {given}。",
)
_NEURON_RIGHT = Text(
    "Outputs, gradients and parameters are right, with the gate open and closed.",
    "閘門開著或關著的時候，輸出、梯度和參數都對。",
)

_OUTPUTS = Text(
    "Layer(2, 3) has three neurons, so its output is a list of three Values; here it is {given}.",
    "Layer(2, 3) 有三個神經元，所以輸出是裝著三個 Value 的串列；這裡是 {given}。",
)
_ONE_NEURON = Text(
    "The three neurons are one and the same object. Each output should have weights of its own.",
    "三個神經元是同一個物件。每個輸出都應該有自己的權重。",
)
_LAYER_RIGHT = Text(
    "Three neurons, each with weights of its own, and all of their parameters in one list.",
    "三個神經元，各有各的權重，所有的參數都在同一個串列裡。",
)


def _examine_neuron(make):
    if lacks(make, "__call__"):
        return not_attempted()
    for weights, bias in _CASES:
        neuron = make(2)
        w, b = getattr(neuron, "w", None), getattr(neuron, "b", None)
        if not isinstance(w, (list, tuple)) or len(w) != 2 or not all(map(is_value_like, [*w, b])):
            return wrong(_NO_WEIGHTS.filled(given=f"{short_repr(w)}, {short_repr(b)}"))
        if w[0] is w[1]:
            return wrong(_ONE_OBJECT)
        for value, x in zip([*w, b], [*weights, bias]):
            value.data = x
        verdict = _one_case(neuron, weights, bias)
        if verdict:
            return verdict
    return _parameters_of_neuron(make(2)) or right(_NEURON_RIGHT)


def _one_case(neuron, weights, bias):
    out = neuron(list(_X))
    if out is None:
        return wrong(NOTHING_RETURNED)
    if not is_value_like(out):
        return wrong(_NOT_A_VALUE.filled(given=short_repr(out)))
    weighted = sum(w * x for w, x in zip(weights, _X))
    true = max(0.0, weighted + bias)
    rows = [("neuron([1, -2])", "?" if as_float(out.data) is None else plain(out.data), plain(true))]
    if not near(as_float(out.data), true):
        linear, unbiased = (
            near(as_float(out.data), weighted + bias),
            near(as_float(out.data), max(0.0, weighted)) or near(as_float(out.data), weighted),
        )
        return wrong(_LINEAR if linear else _NO_BIAS if unbiased else _OUTPUT, rows=rows)
    reached = set(map(id, graphs.read_with_values(out)[1]))
    if not all(id(value) in reached for value in [*neuron.w, neuron.b]):
        return mistaken("detached", rows=rows)
    for value in [*neuron.w, neuron.b]:
        value.grad = 0.0
    go_back(out, own=hasattr(out, "backward"))
    gate = 1.0 if true > 0 else 0.0
    rows += [
        (name, plain(value.grad), plain(gate * x))
        for name, value, x in zip(("w[0].grad", "w[1].grad", "b.grad"), [*neuron.w, neuron.b], [*_X, 1.0])
    ]
    if not all(near(read_gradient(value.grad).number, gate * x) for value, x in zip([*neuron.w, neuron.b], [*_X, 1.0])):
        return wrong(_GRADIENTS, rows=rows)
    return None


def _parameters_of_neuron(neuron):
    given = neuron.parameters() if callable(getattr(neuron, "parameters", None)) else None
    if isinstance(given, (list, tuple)) and sorted(map(id, given)) == sorted(map(id, [*neuron.w, neuron.b])):
        return None
    return wrong(_PARAMETERS.filled(true=3, given=short_repr(given)))


def _examine_layer(make):
    if lacks(make, "__call__"):
        return not_attempted()
    layer = make(2, 3)
    outputs = layer(list(_X))
    if outputs is None:
        return wrong(NOTHING_RETURNED)
    if not isinstance(outputs, (list, tuple)) or len(outputs) != 3 or not all(map(is_value_like, outputs)):
        return wrong(_OUTPUTS.filled(given=short_repr(outputs)))
    parameters = layer.parameters() if callable(getattr(layer, "parameters", None)) else None
    if not isinstance(parameters, (list, tuple)) or not all(map(is_value_like, parameters)):
        return wrong(_PARAMETERS.filled(true=9, given=short_repr(parameters)))
    own = set(map(id, parameters))
    reached = [own & set(map(id, graphs.read_with_values(out)[1])) for out in outputs]
    if not any(reached):
        return mistaken("detached")
    if len(set(map(frozenset, reached))) == 1:
        return mistaken("late binding") if len(own) == 9 else wrong(_ONE_NEURON)
    if len(own) != 9 or len(parameters) != 9:
        return wrong(_PARAMETERS.filled(true=9, given=f"{len(parameters)}"))
    return right(_LAYER_RIGHT)


_NEURON = """class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return act.relu()

    def parameters(self):
        return self.w + [self.b]"""

EXERCISES = (
    Exercise(
        name="neuron",
        lesson=7,
        takes="class",
        task=Text(
            "Write the class Neuron: Neuron(nin) has weights .w and a bias .b, neuron(x) gives relu(w1*x1 + ... + b), parameters() lists them all.",
            "寫出類別 Neuron：Neuron(nin) 有權重 .w 和偏差 .b，neuron(x) 算出 relu(w1*x1 + ... + b)，parameters() 列出所有參數。",
        ),
        examine=_examine_neuron,
        idea=Text(
            "A neuron weighs its inputs, adds them up with its bias, and passes on what is above 0. All of it is made of operations that Value knows.",
            "神經元替每個輸入加權，和偏差加在一起，再把大於 0 的部分傳下去。這些運算 Value 全都會。",
        ),
        look=Text(
            "Two inputs x, two weights w, a bias b. Which leaves may training change?",
            "兩個輸入 x、兩個權重 w、一個偏差 b。訓練時可以改變哪些葉節點？",
        ),
        picture=picture("(w1 * x1 + w2 * x2 + b).relu()", w1=3, x1=1, w2=-1, x2=-2, b=0.5),
        almost=Text(
            "    self.w = [... for _ in range(nin)]\n    total = self.b, and to it each wi * xi of zip(self.w, x)\n    return total, through the gate",
            "    self.w = [... for _ in range(nin)]\n    total 從 self.b 開始，再加上 zip(self.w, x) 的每個 wi * xi\n    讓 total 通過閘門再傳回",
        ),
        solution=_NEURON,
        predictions=(
            gradient_of(
                "neuron_weight",
                "w",
                "(w * x + b).relu()",
                Text(
                    "The gate is open, as 2 * 3 - 1 is above 0. The slope for the weight is its input.",
                    "2 * 3 - 1 大於 0，閘門開著。對權重的斜率就是它的輸入。",
                ),
                {
                    2.0: Text("2 is the weight itself, and the slope for x.", "2 是權重自己，也是對 x 的斜率。"),
                    0.0: Text(
                        "0 would be right if the gate were closed. What is w * x + b?",
                        "閘門關著的話才是 0。w * x + b 是多少？",
                    ),
                },
                w=2,
                x=3,
                b=-1,
            ),
        ),
    ),
    Exercise(
        name="layer",
        lesson=7,
        takes="class",
        task=Text(
            "Write the class Layer: Layer(nin, nout) has nout neurons, layer(x) gives the list of their outputs, parameters() all of their parameters.",
            "寫出類別 Layer：Layer(nin, nout) 有 nout 個神經元，layer(x) 傳回它們輸出的串列，parameters() 傳回它們全部的參數。",
        ),
        examine=_examine_layer,
        idea=Text(
            "A layer is several neurons that look at the same inputs. It has no weights of its own besides theirs.",
            "一層就是好幾個神經元看同樣的輸入。除了它們的權重以外，它自己沒有別的權重。",
        ),
        look=Text(
            "Two neurons with the same inputs x and y. Nothing but the inputs is shared.",
            "兩個神經元，輸入都是 x 和 y。除了輸入，沒有共用任何東西。",
        ),
        picture=picture(
            "p = (x * u + y * v).relu(); q = (x * s + y * t).relu(); p + q", x=1, y=-2, u=3, v=-1, s=1, t=0.5
        ),
        almost=Text(
            "    self.neurons = [a new Neuron(nin) for each of nout]\n    outputs: [... for n in self.neurons]\n    parameters: [p for n in ... for p in ...]",
            "    self.neurons = [nout 個全新的 Neuron(nin)]\n    輸出：[... for n in self.neurons]\n    參數：[p for n in ... for p in ...]",
        ),
        solution=(
            "class Layer:\n    def __init__(self, nin, nout):\n        self.neurons = [Neuron(nin) for _ in range(nout)]\n\n    def __call__(self, x):\n"
            "        return [n(x) for n in self.neurons]\n\n    def parameters(self):\n        return [p for n in self.neurons for p in n.parameters()]"
        ),
        predictions=(
            gradient_of(
                "layer_input",
                "x",
                "p = x * u; q = x * s; p + q",
                Text(
                    "Both neurons use x, so it collects from both: 3 + 4.",
                    "兩個神經元都用到 x，所以兩邊都要收：3 + 4。",
                ),
                {
                    3.0: Text(
                        "3 comes from the first neuron. The second uses x as well.",
                        "3 來自第一個神經元。第二個也用到 x。",
                    ),
                    4.0: Text(
                        "4 comes from the second neuron. The first uses x as well.",
                        "4 來自第二個神經元。第一個也用到 x。",
                    ),
                    12.0: Text(
                        "Along one way slopes multiply; two ways add up.", "同一條路上的斜率相乘；兩條路則要相加。"
                    ),
                },
                x=2,
                u=3,
                s=4,
            ),
        ),
    ),
)
