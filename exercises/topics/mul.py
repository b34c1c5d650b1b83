"""`*`: each operand gets the other's number as its slope."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted
from exercises.words import Text

_PROBES = [
    expression("a * b", a=2, b=3),
    expression("a * b * c", a=2, b=3, c=-4),
    expression("a * a", a=3),
    expression("a * a * a", a=3),
    expression("a * (b * c)", a=2, b=-3, c=5),
    expression("a * 4", a=2),
]
_WITH_ADD = [expression("a * b + c", a=2, b=-3, c=10), expression("a * b + a", a=2, b=-3)]


def _examine(make):
    if lacks(make, "__mul__"):
        return not_attempted()
    adds = not lacks(make, "__add__")
    return examine_class(make, _PROBES + (_WITH_ADD if adds else []), ["x * y", "x + y"] if adds else ["x * y"])


EXERCISES = (
    Exercise(
        name="mul",
        lesson=3,
        takes="class",
        task=Text(
            "Give Value its __mul__, forwards and with its _backward.",
            "替 Value 寫出 __mul__：前向，還有它的 _backward。",
        ),
        examine=_examine,
        idea=Text(
            "Think of a * b as the area of a rectangle. Make one side a little longer: the strip that is added is as long as the other side.",
            "把 a * b 想成長方形的面積。其中一邊稍微變長，多出來的那一條，長度就是另一邊。",
        ),
        look=Text(
            "The numbers on the arrows are the local slopes. Where in the picture does each of them come from?",
            "箭頭上的數字是局部斜率。每一個是從圖裡的哪裡來的？",
        ),
        picture=picture("a * b", a=2, b=3),
        almost=Text(
            "The same shape as __add__. Only the local slope changes:\n    self.grad += (what a nudge of self is worth) * out.grad\n    other.grad += (what a nudge of other is worth) * out.grad",
            "形狀和 __add__ 一樣，只有局部斜率不同：\n    self.grad += （輕推 self 的效果） * out.grad\n    other.grad += （輕推 other 的效果） * out.grad",
        ),
        solution=source_of("__mul__"),
        predictions=(
            gradient_of(
                "mul_slope",
                "a",
                "a * b",
                Text(
                    "Nudge a by h, and a * b grows by b times h: the slope for a is the number of b.",
                    "把 a 輕推 h，a * b 就增加 b 乘上 h：對 a 的斜率就是 b 的數值。",
                ),
                {
                    2.0: Text(
                        "2 is a itself. When a grows by h, by what is that h multiplied?",
                        "2 是 a 自己。a 增加 h 的時候，這個 h 會被什麼數乘上？",
                    ),
                    6.0: Text(
                        "6 is the product. How far does it move when a moves by h?",
                        "6 是乘積。a 移動 h 的時候，它移動多少？",
                    ),
                    1.0: Text("1 would be the slope of +.", "1 是 + 的斜率。"),
                },
                a=2,
                b=3,
            ),
            gradient_of(
                "mul_square",
                "a",
                "a * a",
                Text(
                    "a is used twice: one arrow brings 3, the other brings 3.",
                    "a 用了兩次：一條箭頭帶回 3，另一條也帶回 3。",
                ),
                {
                    3.0: Text("3 is what one of the two arrows brings back.", "3 是兩條箭頭中的一條帶回來的量。"),
                    9.0: Text("9 is the number of the result.", "9 是結果的數值。"),
                },
                a=3,
            ),
        ),
    ),
)
