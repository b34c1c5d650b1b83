"""Everything that follows from +, * and **: minus, division, and plain numbers on the left."""

from exercises.closure_engine import source_of
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted, wrong
from exercises.words import Text

_METHODS = ("__neg__", "__sub__", "__truediv__", "__radd__", "__rmul__", "__rsub__", "__rtruediv__")
_PROBES = {
    "__neg__": [expression("-a", a=3)],
    "__sub__": [
        expression("a - b", a=2, b=5),
        expression("a - 1", a=2),
        expression("a - b - a", a=2, b=5),
        expression("a - a", a=2),
    ],
    "__truediv__": [expression("a / b", a=3, b=2), expression("a / 4", a=2), expression("a / a", a=3)],
    "__radd__": [expression("1 + a", a=2), expression("sum([a, b])", a=2, b=3)],
    "__rmul__": [expression("2 * a", a=3)],
    "__rsub__": [expression("1 - a", a=3)],
    "__rtruediv__": [expression("6 / a", a=2)],
}
_STILL = Text("So far so good. Still to be written: {methods}.", "到目前為止都對。還沒寫的有：{methods}。")


def _examine(make):
    missing = lacks(make, *_METHODS)
    there = [name for name in _METHODS if name not in missing]
    if not there:
        return not_attempted()
    if missing == ["__radd__"]:  # it is there but for what sum([...]) needs: let it show
        there.append("__radd__")
    probes = [probe for name in there for probe in _PROBES[name]]
    verdict = examine_class(make, probes, ["x - y", "x + y", "x * y"] if "__sub__" in there else ["x + y", "x * y"])
    if verdict.outcome == "right" and missing:
        return wrong(_STILL.filled(methods=", ".join(missing)))
    return verdict


EXERCISES = (
    Exercise(
        name="operators",
        lesson=4,
        takes="class",
        task=Text(
            "Give Value -a, a - b, a / b, and the forms with a plain number on the left: 1 + a, 2 * a, 1 - a, 6 / a. No new _backward is needed.",
            "讓 Value 會算 -a、a - b、a / b，還有普通數字在左邊的寫法：1 + a、2 * a、1 - a、6 / a。不需要寫新的 _backward。",
        ),
        examine=_examine,
        idea=Text(
            "None of them needs a derivative of its own: each can be said with +, * and ** of what you have. Then the gradients come by themselves.",
            "它們都不需要自己的導數：每一個都能用現成的 +、* 和 ** 說出來，梯度就會自己跟著來。",
        ),
        look=Text(
            "This is what a / b looks like when it is made of what exists. The gradients of a and b come out right without a rule for /.",
            "這是用現成的運算做出來的 a / b。沒有 / 的規則，a 和 b 的梯度一樣會是對的。",
        ),
        picture=picture("a * b ** -1", a=3, b=2),
        almost=Text(
            "    -a        is  a times ...\n    a - b     is  a + ...\n    a / b     is  a times a power of b\n    1 - a     Python calls a.__rsub__(1): here a is the right side",
            "    -a        就是 a 乘上 ...\n    a - b     就是 a + ...\n    a / b     就是 a 乘上 b 的某個次方\n    1 - a     Python 會呼叫 a.__rsub__(1)：這時 a 在右邊",
        ),
        solution=source_of(*_METHODS),
        predictions=(
            gradient_of(
                "sub_right",
                "b",
                "a - b",
                Text("Raise b by h, and the difference falls by h.", "把 b 調高 h，差就減少 h。"),
                {
                    1.0: Text(
                        "That is the slope for a. What happens to the difference when b rises?",
                        "這是對 a 的斜率。b 變大的時候，差會怎麼樣？",
                    )
                },
                a=2,
                b=5,
            ),
            gradient_of(
                "div_bottom",
                "b",
                "a / b",
                Text(
                    "a / b is a * b ** -1. The slope for b is a times -1 * b ** -2: 8 * -1 / 4.",
                    "a / b 就是 a * b ** -1。對 b 的斜率是 a 乘上 -1 * b ** -2：8 * -1 / 4。",
                ),
                {
                    0.5: Text("0.5 is the slope for a.", "0.5 是對 a 的斜率。"),
                    2.0: Text(
                        "The size is right. When b grows, does a / b grow?",
                        "大小對了。b 變大的時候，a / b 也會變大嗎？",
                    ),
                },
                a=8,
                b=2,
            ),
        ),
    ),
)
