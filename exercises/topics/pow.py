"""`**` with a plain number as exponent."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted
from exercises.words import Text

_PROBES = [
    expression("a ** 3", a=3),
    expression("a ** 2", a=-3),
    expression("(a ** 3) ** 2", a=1.5),
    expression("a ** -1", a=2),
    expression("a ** 0.5", a=4),
    expression("a ** 1", a=5),
]
_WITH_OTHERS = [expression("a ** 3 * -2", a=3), expression("a ** 2 + a ** 2", a=3), expression("a ** 2 * a ** 3", a=2)]


def _examine(make):
    if lacks(make, "__pow__"):
        return not_attempted()
    others = not lacks(make, "__mul__", "__add__")
    forms = ["x ** 2", "x ** 3", "x * y", "x + y"] if others else ["x ** 2", "x ** 3"]
    return examine_class(make, _PROBES + (_WITH_OTHERS if others else []), forms)


EXERCISES = (
    Exercise(
        name="pow",
        lesson=4,
        takes="class",
        task=Text(
            "Give Value its __pow__ for a plain number as exponent, forwards and with its _backward. Its symbol is f'**{n}'.",
            "替 Value 寫出 __pow__，指數是普通的數字：前向，還有它的 _backward。符號是 f'**{n}'。",
        ),
        examine=_examine,
        idea=Text(
            "Write a ** 3 as a * a * a and count: three arrows leave a, and each brings back the product of the two others.",
            "把 a ** 3 寫成 a * a * a 來數：從 a 出發的箭頭有三條，每一條帶回的都是另外兩個的乘積。",
        ),
        look=Text(
            "One arrow, one slope. How does 27 come from a = 3 and the exponent 3? And what would it be for a ** 2?",
            "一條箭頭，一個斜率。27 是怎麼從 a = 3 和指數 3 得到的？換成 a ** 2 又會是多少？",
        ),
        picture=picture("a ** 3", a=3),
        almost=Text(
            "There is one operand, so the tuple is (self,), with a comma. The local slope is made of two factors:\n    (the exponent) * (self.data to a power that is one lower)",
            "只有一個運算元，所以 tuple 是 (self,)，要有逗號。局部斜率由兩個因數組成：\n    （指數） * （self.data 的低一次方）",
        ),
        solution=source_of("__pow__"),
        predictions=(
            gradient_of(
                "pow_cube",
                "a",
                "a ** 3",
                Text(
                    "The exponent comes to the front, the power goes down by one: 3 * 2 ** 2.",
                    "指數移到前面，次方減 1：3 * 2 ** 2。",
                ),
                {
                    4.0: Text("4 is 2 ** 2: the factor in front is missing.", "4 是 2 ** 2：前面還少了一個因數。"),
                    24.0: Text("24 is 3 * 2 ** 3: the power has to go down by one.", "24 是 3 * 2 ** 3：次方要減 1。"),
                    8.0: Text("8 is the number of the result.", "8 是結果的數值。"),
                },
                a=2,
            ),
        ),
    ),
)
