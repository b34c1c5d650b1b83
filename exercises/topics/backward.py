"""The whole way back: backward(), what happens when it is called twice, and zero_grad."""

from exercises import closure_engine
from exercises.evaluation import Evaluation, evaluate, near, truth
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float, read_gradient
from viz.words.text import plain

_PROBES = [
    expression("a * b", a=2, b=3),
    expression("(a * b + c) * f", a=2, b=-3, c=10, f=-2),
    expression("a + a", a=3),
    expression("b = a * 3; d = b * 10; b + d", a=2),
    expression("b = a * 3; d = b * 10; d + b", a=2),
    expression("b = a * 3; c = b + a; c * b + c", a=2),
    expression("a * a * a", a=3),
]
_FURTHER = {
    "__pow__": ("x ** 2", [expression("a ** 3 * -2", a=3)]),
    "relu": ("x.relu()", [expression("(a * b).relu() * -4 + a", a=2, b=3)]),
}
_AGAIN = [expression("x * x * x", x=3), expression("s = a * b; s * s + a", a=2, b=3)]
_ONCE_FIRST = Text(
    "The first pass is not right yet, so nothing can be said of the second. check.backward(Value) says more.",
    "第一次反向傳遞還不對，所以第二次也無從說起。check.backward(Value) 會告訴你更多。",
)
_AGAIN_RIGHT = Text(
    "The second pass gives what the first one gave: nothing stale is counted.",
    "第二次和第一次的結果一樣：沒有把舊的梯度又算進去。",
)
_STILL_HELD = Text(
    "After zero_grad(root) some gradients are not 0, or the numbers have changed. Go through all Values that root was computed from, and touch nothing but grad.",
    "zero_grad(root) 之後，有些梯度不是 0，或是數值被改動了。把算出 root 用到的 Value 全部走過一遍，而且只動 grad。",
)
_NOT_NUMBERS = Text(
    "After zero_grad(root) a gradient is {given}. It should be the number 0, so that the next pass can add to it.",
    "zero_grad(root) 之後，有個梯度是 {given}。它應該是數字 0，下一次反向傳遞才能往上加。",
)
_ZERO_RIGHT = Text(
    "Every gradient is back at 0, the ones in between included.", "每個梯度都回到 0 了，中間的也包括在內。"
)


def _examine(make):
    if lacks(make, "backward"):
        return not_attempted()
    further = [more for method, more in _FURTHER.items() if not lacks(make, method)]
    return examine_class(
        make,
        _PROBES + [p for _, probes in further for p in probes],
        ["x + y", "x * y", *(form for form, _ in further)],
        own=True,
    )


def _examine_twice(make):
    if lacks(make, "backward"):
        return not_attempted()
    for probe in _AGAIN:
        evaluation = evaluate(probe, make, "own")
        if not evaluation.right:
            return wrong(_ONCE_FIRST, evaluation)
        for leaf in evaluation.leaves.values():
            leaf.grad = 0.0
        evaluation.result.backward()
        again = {name: read_gradient(leaf.grad).number for name, leaf in evaluation.leaves.items()}
        if not all(near(again[name], x) for name, x in evaluation.true_gradients.items()):
            return mistaken(
                "stale gradients",
                Evaluation(probe, evaluation.leaves, evaluation.result, evaluation.data, again, *truth(probe)),
            )
    return right(_AGAIN_RIGHT)


def _examine_zero(zero_grad):
    for probe in _AGAIN:
        evaluation = evaluate(probe, closure_engine.Value, "own")
        values = graphs.read_with_values(evaluation.result)[1]
        before = [value.data for value in values]
        zero_grad(evaluation.result)
        for value in values:
            if as_float(value.grad) is None:
                return wrong(_NOT_NUMBERS.filled(given=repr(value.grad)))
        if all(value.grad == 0 for value in values) and before == [value.data for value in values]:
            continue
        rows = [(name, plain(value.grad), "0") for value, name in zip(values, _names(values, evaluation))]
        leaves_only = all(leaf.grad == 0 for leaf in evaluation.leaves.values())
        return mistaken("stale gradients", rows=rows) if leaves_only else wrong(_STILL_HELD, rows=rows)
    return right(_ZERO_RIGHT)


def _names(values, evaluation):
    names = {id(leaf): name for name, leaf in evaluation.leaves.items()}
    return [f"{names.get(id(value), value._op)}.grad" for value in values]


EXERCISES = (
    Exercise(
        name="backward",
        lesson=6,
        takes="class",
        task=Text(
            "Give Value its backward(): it finds the order, sets its own gradient, and calls every _backward once.",
            "替 Value 寫出 backward()：找出順序、設定自己的梯度，再把每個 _backward 各呼叫一次。",
        ),
        examine=_examine,
        idea=Text(
            "Three questions: who begins, with which gradient, and who may go next? A Value may hand its gradient on when everything that uses it has reported.",
            "三個問題：誰先開始、梯度從多少開始、接下來輪到誰？一個 Value 要等所有用到它的結果都回報完，才能把梯度往回傳。",
        ),
        look=Text(
            "b has to wait for d. In which order do the four boxes get their turn?",
            "b 必須等 d。這四個方框輪到的順序是什麼？",
        ),
        picture=picture("b = a * 3; d = b * 10; b + d", a=2),
        almost=Text(
            "    order = topological_order(self)      operands first\n    self.grad = ...\n    for value in ...(order):\n        value._backward()",
            "    order = topological_order(self)      運算元在前\n    self.grad = ...\n    for value in ...(order):\n        value._backward()",
        ),
        solution=closure_engine.source_of("backward"),
        predictions=(
            gradient_of(
                "backward_lecture",
                "a",
                "(a * b + c) * f",
                Text(
                    "Along the only way from a: times b, then 1 for the plus, then times f: -3 * 1 * -2.",
                    "從 a 出發只有一條路：乘上 b，經過加號是 1，再乘上 f：-3 * 1 * -2。",
                ),
                {
                    -3.0: Text(
                        "-3 is the first local slope on the way. More follow.", "-3 是路上的第一個局部斜率，後面還有。"
                    ),
                    -6.0: Text("The size is right: -3 times -2. And the sign?", "大小對了：-3 乘上 -2。正負號呢？"),
                },
                a=2,
                b=-3,
                c=10,
                f=-2,
            ),
        ),
    ),
    Exercise(
        name="backward_twice",
        lesson=6,
        takes="class",
        task=Text(
            "Let backward() give the right gradients also the second time, when only the leaves were set back to 0 in between.",
            "讓 backward() 第二次呼叫時也得到正確的梯度，即使中間只把葉節點歸零。",
        ),
        examine=_examine_twice,
        idea=Text(
            "After a pass every Value in between still holds its gradient. The next pass adds to it, and hands on too much.",
            "反向傳遞一次之後，中間的每個數值都還留著梯度。下一次會再加上去，傳回去的就太多了。",
        ),
        look=Text(
            "The box in the middle holds a gradient after the first pass. What does a second pass make of it?",
            "第一次之後，中間的方框裡有梯度。第二次會把它變成多少？",
        ),
        picture=picture("x * x * x", x=3),
        almost=Text(
            "After the order is known and before self.grad is set:\n    for value in order:\n        if value was computed by an operation:\n            ...",
            "找出順序之後、設定 self.grad 之前：\n    for value in order:\n        如果 value 是運算算出來的：\n            ...",
        ),
        solution=closure_engine.source_of("backward"),
        predictions=(
            gradient_of(
                "twice_fresh",
                "x",
                "x * x * x",
                Text(
                    "The slope of x ** 3 is 3 * x ** 2, in every pass that begins afresh.",
                    "x ** 3 的斜率是 3 * x ** 2；只要每次都重新開始，結果都一樣。",
                ),
                {
                    45.0: Text(
                        "45 comes out when the middle value keeps what the first pass left there.",
                        "如果中間的數值還留著第一次的梯度，就會得到 45。",
                    ),
                    54.0: Text("54 is both passes together: x was not set back.", "54 是兩次加在一起：x 沒有歸零。"),
                },
                x=3,
            ),
        ),
    ),
    Exercise(
        name="zero_grad",
        lesson=6,
        takes="function",
        task=Text(
            "Write zero_grad(root): it sets the gradient of root, and of every Value that root was computed from, back to 0.",
            "寫出 zero_grad(root)：把 root，以及算出 root 用到的每個 Value 的梯度都歸零。",
        ),
        examine=_examine_zero,
        idea=Text(
            "You have already visited all Values of a graph, for the topological order. Visit them again.",
            "在做拓撲排序時，你已經走訪過計算圖裡的所有 Value。再走訪一次就好。",
        ),
        look=Text(
            "Every box of this picture has a grad. All of them are meant, not only the ones at the left.",
            "圖裡的每個方框都有 grad。全部都要歸零，不是只有左邊的。",
        ),
        picture=picture("s = a * b; s * s + a", a=2, b=3),
        almost=Text(
            "    for value in (all of them, in any order):\n        ... = 0.0",
            "    for value in （全部，順序不拘）:\n        ... = 0.0",
        ),
        solution=(
            "def zero_grad(root):\n    seen, waiting = {root}, [root]\n    while waiting:\n        value = waiting.pop()\n        value.grad = 0.0\n"
            "        for operand in value._prev:\n            if operand not in seen:\n                seen.add(operand)\n                waiting.append(operand)"
        ),
        predictions=(
            gradient_of(
                "zero_shared",
                "a",
                "s = a * b; s * s",
                Text(
                    "s is used twice and collects 2 * s = 12; a receives 12 times b.",
                    "s 用了兩次，收到 2 * s = 12；a 收到 12 乘上 b。",
                ),
                {
                    18.0: Text(
                        "18 is what one of the two arrows from s is worth.", "18 是從 s 出發的兩條箭頭中一條的份量。"
                    ),
                    12.0: Text(
                        "12 is the gradient of s. One operation is still to come.", "12 是 s 的梯度，後面還有一個運算。"
                    ),
                },
                a=2,
                b=3,
            ),
        ),
    ),
)
