"""A gradient checker of one's own: backward() held against nudging."""

from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.verdict import NOTHING_RETURNED, right, wrong
from exercises.words import Text
from micrograd.engine import Value
from viz.words.text import short_repr


class _Flawed(Value):
    """An engine of which some operation is wrong: its slopes are changed by a function."""

    slopes = {}

    def __add__(self, other):
        return self._made(Value(self.data) + _data(other), other, "+")

    def __mul__(self, other):
        return self._made(Value(self.data) * _data(other), other, "*")

    def _made(self, out, other, symbol):
        other = other if isinstance(other, Value) else type(self)(other)
        true = (1.0, 1.0) if symbol == "+" else (other.data, self.data)
        return type(self)(
            out.data,
            (self, other),
            symbol,
            _local=self.slopes.get(symbol, lambda x, y, true: true)(self.data, other.data, true),
        )


class _NotSwapped(_Flawed):
    slopes = {"*": lambda x, y, true: (x, y)}


class _Nothing(_Flawed):
    slopes = {"*": lambda x, y, true: (0.0, 0.0), "+": lambda x, y, true: (0.0, 0.0)}


class _SecondOnly(_Flawed):
    slopes = {"+": lambda x, y, true: (1.0, -1.0)}


class _Slightly(_Flawed):
    slopes = {"*": lambda x, y, true: (true[0] * 1.05, true[1])}


def _data(other):
    return other.data if isinstance(other, Value) else other


_FUNCTIONS = (  # (what it is called, the function, where)
    ("a * b", lambda a, b: a * b, [2.0, 3.0]),
    ("a * b + a", lambda a, b: a * b + a, [-1.5, 4.0]),
    ("a + b * b", lambda a, b: a + b * b, [0.5, -2.0]),
    ("a * a * 100", lambda a: a * a * 100, [30.0]),
)
_WRONG = (
    (_NotSwapped, Text("each factor gets its own number as slope", "每個因數都拿自己的數當斜率")),
    (_Nothing, Text("all gradients are 0", "所有梯度都是 0")),
    (_SecondOnly, Text("only the second operand of + is wrong", "只有 + 的第二個運算元是錯的")),
    (_Slightly, Text("one slope is off by five percent", "有一個斜率差了百分之五")),
)
_NO_BOOLEAN = Text(
    "It should return True or False; it returns {given}.", "應該傳回 True 或 False；現在傳回的是 {given}。"
)
_REFUSES = Text(
    "It says False of {source}, whose gradients are right. Is h neither too big nor too small, and is a little rounding allowed for?",
    "{source} 的梯度是對的，它卻說 False。h 會不會太大或太小？有沒有容許一點點捨入誤差？",
)
_MISSES = Text(
    "It says True of an engine in which {what}. Does it compare every input, each with a nudge of its own?",
    "有個引擎的錯誤是「{what}」，它卻說 True。它有沒有比較每個輸入，而且各自輕推？",
)
_RIGHT = Text(
    "It tells right gradients from wrong ones, in {count} engines.", "{count} 個引擎裡，梯度是對是錯它都分得出來。"
)


def _examine(gradient_check):
    for source, function, numbers in _FUNCTIONS:
        answer = gradient_check(Value, function, list(numbers))
        if answer is None:
            return wrong(NOTHING_RETURNED)
        if type(answer).__name__ not in ("bool", "bool_"):
            return wrong(_NO_BOOLEAN.filled(given=short_repr(answer)))
        if not answer:
            return wrong(_REFUSES.filled(source=source))
    for engine, what in _WRONG:
        if all(gradient_check(engine, function, list(numbers)) for _, function, numbers in _FUNCTIONS[:3]):
            return wrong(_MISSES.filled(what=what))
    return right(_RIGHT.filled(count=1 + len(_WRONG)))


EXERCISES = (
    Exercise(
        name="gradient_check",
        lesson=6,
        takes="function",
        task=Text(
            "Write gradient_check(Value, f, numbers): True where the gradients of f at these numbers, by backward(), agree with those by nudging, else False.",
            "寫出 gradient_check(Value, f, numbers)：f 在這些數的地方，用 backward() 得到的梯度和用輕推得到的一致就傳回 True，否則傳回 False。",
        ),
        examine=_examine,
        idea=Text(
            "Two ways to the same number: backward() once for all inputs, and nudging each input in turn. Build the graph anew for each nudge.",
            "同一個數有兩種求法：backward() 一次求出所有輸入的梯度，或是一個一個輕推輸入。每次輕推都要重新建立計算圖。",
        ),
        look=Text(
            "Here backward() says 4 for a. Put 2.001 in the place of 2, and the result should move by about 0.004.",
            "這裡 backward() 說 a 的梯度是 4。把 2 換成 2.001，結果應該大約移動 0.004。",
        ),
        picture=picture("a * b + a", a=2, b=3),
        almost=Text(
            "    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    for each i: nudge only numbers[i] up and down by h, and compare\n    abs(slope - values[i].grad) is small, compared with the slope itself",
            "    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    對每個 i：只把 numbers[i] 往上、往下輕推 h，再比較\n    abs(斜率 - values[i].grad) 和斜率本身相比是不是很小",
        ),
        solution=(
            "def gradient_check(Value, f, numbers):\n    values = [Value(x) for x in numbers]\n    f(*values).backward()\n    h = 0.0001\n    for i, value in enumerate(values):\n"
            "        up, down = list(numbers), list(numbers)\n        up[i] += h\n        down[i] -= h\n"
            "        slope = (f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * h)\n"
            "        if abs(slope - value.grad) > 0.001 * (1 + abs(slope)):\n            return False\n    return True"
        ),
        predictions=(
            gradient_of(
                "check_two_paths",
                "a",
                "a * b + a",
                Text(
                    "By the product a moves the result 3 times as far, and by the plus once more: 3 + 1.",
                    "經過乘法，a 讓結果移動 3 倍；經過加法，再多移動 1 倍：3 + 1。",
                ),
                {
                    3.0: Text(
                        "3 is the way through the product. There is a second one.", "3 是經過乘法的那條路，還有另一條。"
                    )
                },
                a=2,
                b=3,
            ),
        ),
    ),
)
