"""relu: a gate that is open above 0."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted
from exercises.words import Text

_ALONE = [
    expression("a.relu()", a=3),
    expression("a.relu()", a=-3),
    expression("a.relu()", a=0),
    expression("a.relu().relu()", a=2),
]
_WITH_OTHERS = [
    expression("a.relu() * -4", a=3),
    expression("a.relu() * -4", a=-3),
    expression("a.relu() * -4", a=0),
    expression("(a * b).relu() + a", a=2, b=3),
    expression("a.relu() + a.relu()", a=2),
]


def _examine(make):
    if lacks(make, "relu"):
        return not_attempted()
    others = not lacks(make, "__mul__", "__add__")
    forms = ["x.relu()", "x * y", "x + y"] if others else ["x.relu()"]
    return examine_class(make, (_WITH_OTHERS if others else []) + _ALONE, forms)


EXERCISES = (
    Exercise(
        name="relu",
        lesson=5,
        takes="class",
        task=Text(
            "Give Value its relu(): the number itself where it is above 0, otherwise 0; with its _backward.",
            "替 Value 寫出 relu()：大於 0 就是原來的數，否則是 0；還有它的 _backward。",
        ),
        examine=_examine,
        idea=Text(
            "relu is a gate. Where it is open, the result follows the input step for step; where it is closed, the result does not move at all.",
            "relu 是一道閘門。開著的時候，輸入移動多少，結果就移動多少；關著的時候，結果完全不動。",
        ),
        look=Text(
            "One gate is open, the other closed. Look at the slopes on the arrows into ReLU.",
            "一道閘門開著，另一道關著。看看指向 ReLU 的箭頭上的斜率。",
        ),
        picture=picture("a.relu() + b.relu()", a=3, b=-3),
        almost=Text(
            "The local slope is one of two numbers, and self.data decides which:\n    self.grad += (this or that) * out.grad",
            "局部斜率是兩個數其中之一，由 self.data 決定是哪一個：\n    self.grad += （這個或那個） * out.grad",
        ),
        solution=source_of("relu"),
        predictions=(
            gradient_of(
                "relu_closed",
                "a",
                "a.relu() * 5",
                Text("The gate is closed: nudge a by h, and relu stays at 0.", "閘門關著：把 a 輕推 h，relu 還是 0。"),
                {
                    5.0: Text("5 arrives at the gate. Is it open?", "5 傳到了閘門前。閘門開著嗎？"),
                    1.0: Text("1 is the slope of an open gate.", "1 是閘門開著時的斜率。"),
                },
                a=-2,
            ),
            gradient_of(
                "relu_corner",
                "a",
                "a.relu()",
                Text(
                    "At the corner a convention decides: 0, as in PyTorch.",
                    "在轉角的地方由慣例決定：是 0，和 PyTorch 一樣。",
                ),
                {
                    1.0: Text(
                        "To the right of 0 it is 1. At the corner itself a convention decides.",
                        "在 0 的右邊是 1。剛好在轉角時，由慣例決定。",
                    ),
                    0.5: Text(
                        "A good thought, as it lies between both sides. But the convention is another.",
                        "想得不錯，剛好在兩邊中間。不過慣例不是這樣。",
                    ),
                },
                a=0,
            ),
        ),
    ),
)
