"""From closures to local slopes: one rule for the way back, and each operation only says its slopes."""

from exercises.evaluation import near
from exercises.examination import examine_class, lacks
from exercises.exercise import Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture
from exercises.verdict import not_attempted, wrong
from exercises.words import Text
from viz.values.numbers import as_float
from viz.words.text import plain, short_repr

_PROBES = [
    expression("a + b", a=2, b=-3),
    expression("a * b", a=2, b=3),
    expression("(a * b + c) * f", a=2, b=-3, c=10, f=-2),
    expression("a * a", a=3),
    expression("b = a * 3; d = b * 10; b + d", a=2),
    expression("b = a * 3; d = b * 10; d + b", a=2),
]
_STILL_CLOSURES = Text(
    "The slopes are there, but every result still carries a function of its own in _backward. Write that function once, for all operations.",
    "斜率已經有了，但每個結果還是各自帶著一個 _backward 函式。把那個函式只寫一次，給所有運算用。",
)
_SLOPES = Text(
    "{source}._local should hold one slope for each operand, in their order: {true}. Here it is {given}.",
    "{source}._local 應該依照順序，為每個運算元放一個斜率：{true}。這裡是 {given}。",
)


def _examine(make):
    if lacks(make, "__add__", "__mul__", "backward"):
        return not_attempted()
    results = {
        source: expression(source, a=2, b=3).of({"a": make(2.0), "b": make(3.0)}) for source in ("a + b", "a * b")
    }
    kept = {source: getattr(out, "_local", getattr(out, "_local_grads", None)) for source, out in results.items()}
    if all(local is None for local in kept.values()):
        return not_attempted()
    for source, true in (("a + b", (1.0, 1.0)), ("a * b", (3.0, 2.0))):
        local = kept[source]
        told = _SLOPES.filled(source=f"({source})", true=", ".join(map(plain, true)), given=short_repr(local))
        if (
            not isinstance(local, (tuple, list))
            or len(local) != 2
            or not all(near(as_float(x), y) for x, y in zip(local, true))
        ):
            return wrong(told)
    if any("_backward" in getattr(out, "__dict__", {}) for out in results.values()):
        return wrong(_STILL_CLOSURES)
    return examine_class(make, _PROBES, ["x + y", "x * y"], own=True)


EXERCISES = (
    Exercise(
        name="local_slopes",
        lesson=8,
        takes="class",
        task=Text(
            "Rewrite Value without closures: each operation stores its local slopes in _local, and one _backward for all of them does the rest. + and * are enough.",
            "不用閉包，重寫 Value：每個運算把局部斜率存進 _local，其餘的由同一個 _backward 完成。有 + 和 * 就夠了。",
        ),
        examine=_examine,
        idea=Text(
            "Lay all your _backward functions side by side. times out.grad and accumulate are the same everywhere; what differs is one number for each operand.",
            "把你寫過的 _backward 排在一起看。「乘上 out.grad」和「累加」到處都一樣，不同的只有每個運算元的那一個數。",
        ),
        look=Text(
            "Everything that differs between + and * stands on the arrows. Those are the numbers to store.",
            "+ 和 * 之間的差別，全都寫在箭頭上。要存的就是那些數。",
        ),
        picture=picture("a * b + c", a=2, b=-3, c=10),
        almost=Text(
            "    Value(data, _children=(), _op='', _local=())\n    a * b:  _local = (the slope for a, the slope for b)\n    _backward:  for operand, local in zip(self._prev, self._local): the other two moves",
            "    Value(data, _children=(), _op='', _local=())\n    a * b：_local = （對 a 的斜率，對 b 的斜率）\n    _backward：for operand, local in zip(self._prev, self._local): 剩下的兩個動作",
        ),
        solution="""class Value:
    def __init__(self, data, _children=(), _op="", _local=()):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._local = _local

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), "+", (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), "*", (other.data, self.data))

    def _backward(self):
        for operand, local in zip(self._prev, self._local):
            operand.grad += local * self.grad

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._prev:
                    visit(operand)
                order.append(value)

        visit(self)
        for value in order:
            if value._prev:
                value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            value._backward()""",
        predictions=(
            gradient_of(
                "local_product",
                "a",
                "a * b * c",
                Text(
                    "Along the way from a the local slopes multiply: b times c.",
                    "從 a 出發的路上，局部斜率要相乘：b 乘上 c。",
                ),
                {
                    2.0: Text(
                        "2 is the first local slope on the way. One more follows.",
                        "2 是路上的第一個局部斜率，後面還有一個。",
                    ),
                    7.0: Text(
                        "Along one way slopes multiply; they add up only where ways meet.",
                        "同一條路上的斜率要相乘；只有兩條路會合時才相加。",
                    ),
                },
                a=3,
                b=2,
                c=5,
            ),
        ),
    ),
)
