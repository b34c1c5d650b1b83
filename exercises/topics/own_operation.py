"""An operation of one's own: tanh and exp."""

from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted
from exercises.words import Text

_FORMS = {"tanh": "x.tanh()", "exp": "(x * 0.1).exp()"}  # nested exponentials would soon be infinite


def _examine(make, name):
    if lacks(make, name):
        return not_attempted()
    probes = [expression(f"a.{name}()", a=x) for x in (0.5, -1, 0, 2)]
    if lacks(make, "__mul__", "__add__"):
        return examine_class(make, probes, [f"x.{name}()"])
    probes += [
        expression(f"a.{name}() * -4", a=0.5),
        expression(f"a.{name}() * a + a.{name}()", a=0.5),
        expression(f"(a * b).{name}() * b", a=0.5, b=-2),
    ]
    return examine_class(make, probes, [_FORMS[name], "x * y", "x + y"])


_CLOSURE = 'def {name}(self):\n    out = Value({value}, (self,), "{name}")\n\n    def _backward():\n        self.grad += {slope} * out.grad\n\n    out._backward = _backward\n    return out'

EXERCISES = (
    Exercise(
        name="tanh",
        lesson=8,
        takes="class",
        task=Text(
            "Give Value its tanh(), with math.tanh forwards, and its _backward.",
            "替 Value 寫出 tanh()：前向用 math.tanh，還有它的 _backward。",
        ),
        examine=lambda make: _examine(make, "tanh"),
        idea=Text(
            "A new operation needs three things: its value, its operand, and its local slope. The slope of tanh can be had from its result.",
            "新的運算需要三樣東西：它的值、它的運算元、它的局部斜率。tanh 的斜率可以從它的結果算出來。",
        ),
        look=Text(
            "At a = 0 the curve rises by 1 for each step, at a = 2 it is nearly flat.",
            "在 a = 0 的地方，曲線每走一步上升 1；在 a = 2 的地方幾乎是平的。",
        ),
        picture=picture("a.tanh() + b.tanh()", a=0, b=2),
        almost=Text(
            "    t = math.tanh(self.data)\nThe local slope is 1 minus something made of t. At t = 0 it is 1, near t = 1 it vanishes.",
            "    t = math.tanh(self.data)\n局部斜率是 1 減去某個用 t 算出來的東西。t = 0 的時候是 1，t 接近 1 的時候趨近於 0。",
        ),
        solution=_CLOSURE.format(name="tanh", value="math.tanh(self.data)", slope="(1 - out.data**2)"),
        predictions=(
            gradient_of(
                "tanh_middle",
                "a",
                "a.tanh()",
                Text("In the middle tanh is steepest: 1 - 0 ** 2.", "tanh 在正中間最陡：1 - 0 ** 2。"),
                {
                    0.0: Text(
                        "0 is the value there. The curve is steepest at that point.",
                        "0 是那裡的值，而曲線在那一點最陡。",
                    )
                },
                a=0,
            ),
        ),
    ),
    Exercise(
        name="exp",
        lesson=8,
        takes="class",
        task=Text(
            "Give Value its exp(), with math.exp forwards, and its _backward.",
            "替 Value 寫出 exp()：前向用 math.exp，還有它的 _backward。",
        ),
        examine=lambda make: _examine(make, "exp"),
        idea=Text(
            "exp is the function that grows exactly as fast as it is large.", "exp 就是那個「有多大，就長多快」的函數。"
        ),
        look=Text("Compare the slope on the arrow with the number of the result.", "比較箭頭上的斜率和結果的數值。"),
        picture=picture("a.exp()", a=2),
        almost=Text(
            "    out = Value(math.exp(self.data), (self,), 'exp')\nThe local slope stands there already.",
            "    out = Value(math.exp(self.data), (self,), 'exp')\n局部斜率其實已經在這裡了。",
        ),
        solution=_CLOSURE.format(name="exp", value="math.exp(self.data)", slope="out.data"),
        predictions=(
            gradient_of(
                "exp_zero",
                "a",
                "a.exp() * 3",
                Text(
                    "exp(0) is 1, its slope there is 1 as well; times 3.", "exp(0) 是 1，那裡的斜率也是 1；再乘上 3。"
                ),
                {
                    1.0: Text(
                        "1 is the local slope of exp. What arrives from the right?",
                        "1 是 exp 的局部斜率。從右邊傳回來的是多少？",
                    ),
                    0.0: Text("a is 0, but exp still rises there.", "a 是 0，但 exp 在那裡仍然在上升。"),
                },
                a=0,
            ),
        ),
    ),
)
