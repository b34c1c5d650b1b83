"""`+`: with two operands as a method of Value, with three as a function."""

from exercises.closure_engine import Value, source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted
from exercises.words import Text

_PROBES = [
    expression("a + b", a=2, b=-3),
    expression("a + a", a=3),
    expression("s = a + b; s + s", a=2, b=5),
    expression("a + b + a", a=1, b=4),
    expression("a + 1", a=2),
]
_PROBES_OF_THREE = [
    expression("add3(a, b, c)", a=1, b=2, c=4),
    expression("add3(a, a, a)", a=5),
    expression("s = add3(a, b, c); add3(s, a, s)", a=1, b=2, c=4),
    expression("add3(a, b, a)", a=1, b=2),
]


def _examine(make):
    return not_attempted() if lacks(make, "__add__") else examine_class(make, _PROBES, ["x + y"])


def _examine_three(add3):
    return examine_class(Value, _PROBES_OF_THREE, ["add3(x, y, x)"], functions={"add3": add3})


EXERCISES = (
    Exercise(
        name="add",
        lesson=2,
        takes="class",
        task=Text(
            "Give Value its __add__: the sum as a new Value that remembers both operands and '+', with the _backward that hands the gradient back.",
            "替 Value 寫出 __add__：傳回一個新的 Value，裝著總和，記住兩個運算元和 '+'，並且帶著把梯度往回傳的 _backward。",
        ),
        examine=_examine,
        idea=Text(
            "Two jobs. Forwards: a new Value from the sum, with the operands and the symbol. Backwards: for each operand the three moves, local slope, times out.grad, accumulate.",
            "有兩件工作。前向：用總和建立新的 Value，帶著運算元和符號。反向：對每個運算元做三個動作：局部斜率、乘上 out.grad、累加。",
        ),
        look=Text(
            "The numbers on the arrows are the local slopes of +. What arrives at the right goes along each arrow, times that number.",
            "箭頭上的數字是 + 的局部斜率。從右邊來的梯度，沿著每條箭頭乘上那個數往回走。",
        ),
        picture=picture("a + b", a=2, b=-3),
        almost=Text(
            "    out = Value(..., (self, other), '+')\n    def _backward():\n        self.grad ... \n        other.grad ...\n    out._backward = ...\n    return out",
            "    out = Value(..., (self, other), '+')\n    def _backward():\n        self.grad ... \n        other.grad ...\n    out._backward = ...\n    return out\n（... 的地方由你填入）",
        ),
        solution=source_of("__add__"),
        predictions=(
            gradient_of(
                "add_reuse",
                "x",
                "x + x",
                Text(
                    "Two arrows leave x, and each brings back 1: together 2. Nudge x by h, and x + x grows by 2h.",
                    "從 x 出發的箭頭有兩條，每一條都帶回 1，加起來是 2。把 x 輕推 h，x + x 就增加 2h。",
                ),
                {
                    1.0: Text(
                        "1 is what one arrow brings back. How many arrows leave x?",
                        "1 是一條箭頭帶回來的量。從 x 出發的箭頭有幾條？",
                    ),
                    6.0: Text(
                        "6 is the number of the result, not how fast it grows.", "6 是結果的數值，不是它增加的快慢。"
                    ),
                    3.0: Text(
                        "3 is the number of x, not how fast the result grows.", "3 是 x 的數值，不是結果增加的快慢。"
                    ),
                },
                x=3,
            ),
            gradient_of(
                "add_passes_on",
                "a",
                "(a + b) * -2",
                Text(
                    "What comes out of the multiplication moves -2 times as far as the sum. The sum passes that on as it is: 1 times -2.",
                    "總和移動時，乘法的結果移動它的 -2 倍。加法把這個量照原樣往回傳：1 乘上 -2。",
                ),
                {
                    1.0: Text(
                        "1 is the local slope of +. It still has to be multiplied by what arrives from the right.",
                        "1 是 + 的局部斜率，還要乘上從右邊傳回來的梯度。",
                    ),
                    2.0: Text(
                        "The size is right. When a goes up, does the result go up?",
                        "大小對了。a 增加時，結果也會增加嗎？",
                    ),
                },
                a=2,
                b=-3,
            ),
        ),
    ),
    Exercise(
        name="add3",
        lesson=2,
        takes="function",
        task=Text(
            "Write add3(x, y, z): one operation with three operands.", "寫出 add3(x, y, z)：一個有三個運算元的運算。"
        ),
        examine=_examine_three,
        idea=Text(
            "Nothing about the three moves depends on there being two operands. Each operand gets its own line in _backward.",
            "不管有幾個運算元，三個動作都一樣。每個運算元在 _backward 裡各占一行。",
        ),
        look=Text(
            "This is x + y + z made of two operations. Yours has one round shape with three arrows; what would stand on them?",
            "這是用兩次運算做出來的 x + y + z。你的只有一個圓形，三條箭頭；箭頭上會寫什麼數字？",
        ),
        picture=picture("x + y + z", x=1, y=2, z=4),
        almost=Text(
            "    out = Value(..., (x, y, z), '+')\n    def _backward():\n        x.grad ...      three lines, all alike\n    out._backward = ...\n    return out",
            "    out = Value(..., (x, y, z), '+')\n    def _backward():\n        x.grad ...      一共三行，寫法都一樣\n    out._backward = ...\n    return out",
        ),
        solution=(
            'def add3(x, y, z):\n    out = Value(x.data + y.data + z.data, (x, y, z), "+")\n\n    def _backward():\n        x.grad += 1.0 * out.grad\n'
            "        y.grad += 1.0 * out.grad\n        z.grad += 1.0 * out.grad\n\n    out._backward = _backward\n    return out"
        ),
        predictions=(
            gradient_of(
                "add_thrice",
                "t",
                "(t + t + t) * 4",
                Text("Three arrows leave t, and each brings back 4.", "從 t 出發的箭頭有三條，每一條都帶回 4。"),
                {
                    4.0: Text(
                        "4 is what one arrow brings back. How many leave t?",
                        "4 是一條箭頭帶回來的量。從 t 出發的有幾條？",
                    ),
                    3.0: Text("3 counts the arrows. What does each of them bring?", "3 是箭頭的數目。每一條帶回多少？"),
                },
                t=5,
            ),
        ),
    ),
)
