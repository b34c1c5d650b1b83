"""The slope of a function by nudging: with one nudge, and with one to each side."""

import math

from exercises.evaluation import near
from exercises.exercise import Exercise, Prediction
from exercises.expressions import expression
from exercises.illustrations import picture
from exercises.verdict import NOTHING_RETURNED, mistaken, right, wrong
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.text import plain, short_repr

_CASES = (  # (what it is called, the function, x, its slope there)
    ("x**2, x = 3", lambda x: x**2, 3.0, 6.0),
    ("x**3, x = 2", lambda x: x**3, 2.0, 12.0),
    ("1/x, x = 0.5", lambda x: 1 / x, 0.5, -4.0),
    ("sin(x), x = 1", math.sin, 1.0, math.cos(1.0)),
)
_STEPS = (1.0, 0.5, *(10.0**-k for k in range(1, 21)))
_ENOUGH, _SMALL_ENOUGH, _BY_TWO_SIDES = 5e-3, 1e-11, 1e-6

_NOT_A_NUMBER = Text("The slope is a plain number; yours is {given}.", "斜率應該是普通的數字；你的結果是 {given}。")
_NOT_DIVIDED = Text(
    "This is how far the function moved, not yet how steep it is. Steepness compares two lengths: how far up, and how far to the side.",
    "這是函數移動了多少，還不是它有多陡。陡不陡要比較兩個長度：往上多少、往旁邊多少。",
)
_TURNED = Text(
    "The size is right and the sign is turned. When x goes up and the function goes up as well, the slope is above 0.",
    "大小是對的，正負號反了。x 增加時函數也增加，斜率就大於 0。",
)
_DOUBLE = Text(
    "This is twice the slope. From x - h to x + h: how long is the way to the side?",
    "這是斜率的兩倍。從 x - h 到 x + h，往旁邊走的距離有多長？",
)
_ONE_SIDED = Text(
    "This is the slope by one nudge: close, but its error shrinks only as fast as h. Nudge to both sides, and the error on one side takes away that on the other.",
    "這是只往一邊輕推得到的斜率：很接近，但誤差縮小的速度只和 h 一樣快。往兩邊都推，兩邊的誤差就會互相抵消。",
)
_OTHER = Text(
    "These slopes are not right yet. Take x**2 at 3 and go through it by hand with h = 0.001.",
    "這些斜率還不對。拿 x**2 在 3 的地方，用 h = 0.001 手算一遍。",
)
_RIGHT = Text("Four functions, four slopes, all as they should be.", "四個函數、四個斜率，全都正確。")


def _examine(slope, tolerance, two_sided):
    given = [slope(function, x) for _, function, x, _ in _CASES]
    if all(answer is None for answer in given):
        return wrong(NOTHING_RETURNED)
    numbers = [as_float(answer) for answer in given]
    for answer, number in zip(given, numbers):
        if number is None:
            return wrong(_NOT_A_NUMBER.filled(given=short_repr(answer)))
    if all(near(number, true, tolerance) for number, (*_, true) in zip(numbers, _CASES)):
        return right(_RIGHT)
    rows = [(name, plain(number), plain(true)) for number, (name, _, _, true) in zip(numbers, _CASES)]
    return _diagnosed(numbers, rows, two_sided)


def _diagnosed(numbers, rows, two_sided):
    if all(near(number, f(x + 1) - f(x), 1e-9) for number, (_, f, x, _) in zip(numbers, _CASES)):
        return mistaken("finite change", rows=rows)
    if all(near(number, -true, _ENOUGH) for number, (*_, true) in zip(numbers, _CASES)):
        return wrong(_TURNED, rows=rows)
    if all(near(number, 2 * true, _ENOUGH) for number, (*_, true) in zip(numbers, _CASES)):
        return wrong(_DOUBLE, rows=rows)
    if not any(numbers):
        return mistaken("h too small", rows=rows)
    for h in _STEPS:
        for rule in (_forwards, _backwards, _central):
            slopes = [rule(f, x, h) for _, f, x, _ in _CASES]
            if _agree(numbers, slopes):
                if two_sided and rule is not _central and _SMALL_ENOUGH < h < 0.01:
                    return wrong(_ONE_SIDED, rows=rows)
                return mistaken("h too small" if h <= _SMALL_ENOUGH else "h too big", rows=rows)
            if any(slopes) and _agree(numbers, [h * s for s in slopes]):
                return wrong(_NOT_DIVIDED, rows=rows)
    return wrong(_OTHER, rows=rows)


def _agree(numbers, others):
    return all(near(number, other, 1e-9) for number, other in zip(numbers, others))


def _forwards(f, x, h):
    return (f(x + h) - f(x)) / h


def _backwards(f, x, h):
    return (f(x) - f(x - h)) / h if x != h else math.nan


def _central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h) if x != h else math.nan


EXERCISES = (
    Exercise(
        name="slope",
        lesson=0,
        takes="function",
        task=Text(
            "Write slope(f, x): how steep the function f is at x.", "寫出 slope(f, x)：函數 f 在 x 這一點有多陡。"
        ),
        examine=lambda slope: _examine(slope, _ENOUGH, two_sided=False),
        idea=Text(
            "Go a tiny step h to the side, and see how far the function goes up. The slope is how far up for each step to the side.",
            "往旁邊走很小的一步 h，看看函數上升多少。斜率就是「上升的量」和「往旁邊走的量」的比。",
        ),
        look=Text(
            "In x ** 2 at x = 3 the slope on the arrow is what your function should find: nudge x by 0.001, and the result moves by about six times as much.",
            "x ** 2 在 x = 3 的地方，箭頭上的斜率就是你的函式該找到的數：把 x 輕推 0.001，結果大約移動六倍那麼多。",
        ),
        picture=picture("x ** 2", x=3),
        almost=Text(
            "Three numbers: h, f(x + h), f(x). Return:\n    (what it is afterwards - what it was before) / the step",
            "三個數：h、f(x + h)、f(x)。傳回：\n    (推了之後 - 推之前) / 那一步",
        ),
        solution="def slope(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x)) / h",
        predictions=(
            Prediction(
                "slope_square",
                Text(
                    "f(x) = x ** 2. Near x = 3 you nudge x by 0.001. About how many times as far does f move?",
                    "f(x) = x ** 2。在 x = 3 附近把 x 輕推 0.001，f 移動的距離大約是它的幾倍？",
                ),
                expression("x ** 2", x=3),
                "x",
                Text(
                    "3.001 ** 2 is 9.006001: the step of 0.001 has become 0.006, and the tiny rest vanishes with h.",
                    "3.001 ** 2 是 9.006001：0.001 的一步變成 0.006，剩下的一點點會隨著 h 消失。",
                ),
                {
                    9.0: Text(
                        "9 is the value of f there, not how fast it moves.", "9 是 f 在那裡的值，不是它移動的快慢。"
                    ),
                    7.0: Text(
                        "7 is how far f goes when x takes a whole step, from 3 to 4.",
                        "7 是 x 整整走一步（從 3 到 4）時 f 的變化。",
                    ),
                    3.0: Text("3 is x itself. Compute 3.001 ** 2 and see.", "3 是 x 自己。算算看 3.001 ** 2。"),
                },
            ),
        ),
    ),
    Exercise(
        name="central_difference",
        lesson=0,
        takes="function",
        task=Text(
            "Write central_difference(f, x): the slope of f at x by a nudge to each side, right to six digits.",
            "寫出 central_difference(f, x)：往兩邊各輕推一次，求 f 在 x 的斜率，要準到六位數。",
        ),
        examine=lambda slope: _examine(slope, _BY_TWO_SIDES, two_sided=True),
        idea=Text(
            "A curve that bends upwards makes the nudge to the right too steep and the one to the left too flat. Use both.",
            "曲線往上彎的時候，往右推算出來會太陡，往左推會太平。那就兩邊都用。",
        ),
        look=Text(
            "For x ** 3 at 2 the true slope is on the arrow. One nudge with h = 0.001 gives 12.006, two give 12.000001.",
            "x ** 3 在 2 的地方，正確的斜率寫在箭頭上。h = 0.001 時，推一次得到 12.006，推兩邊得到 12.000001。",
        ),
        picture=picture("x ** 3", x=2),
        almost=Text(
            "Compare f(x + h) with f(x - h), not with f(x). Between these two points the way to the side is longer than h:\n    (right - left) / that way",
            "拿 f(x + h) 和 f(x - h) 比，而不是和 f(x) 比。這兩點之間，往旁邊走的距離比 h 長：\n    (右邊 - 左邊) / 那段距離",
        ),
        solution="def central_difference(f, x):\n    h = 0.00001\n    return (f(x + h) - f(x - h)) / (2 * h)",
        predictions=(
            Prediction(
                "slope_two_sides",
                Text(
                    "f(x) = x ** 2, x = 3, h = 1. What does (f(x + h) - f(x - h)) / (2 * h) give, with so big a step?",
                    "f(x) = x ** 2，x = 3，h = 1。步伐這麼大的時候，(f(x + h) - f(x - h)) / (2 * h) 是多少？",
                ),
                expression("x ** 2", x=3),
                "x",
                Text(
                    "(16 - 4) / 2 is 6, the slope itself: on a parabola the errors of both sides cancel altogether.",
                    "(16 - 4) / 2 是 6，剛好就是斜率：在拋物線上，兩邊的誤差完全抵消。",
                ),
                {
                    7.0: Text("7 comes from the nudge to the right alone: 16 - 9.", "7 是只往右推的結果：16 - 9。"),
                    12.0: Text("12 is 16 - 4. The way to the side is 2 * h.", "12 是 16 - 4。往旁邊走的距離是 2 * h。"),
                },
            ),
        ),
    ),
)
