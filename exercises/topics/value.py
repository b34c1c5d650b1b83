"""A number that remembers what it was computed from."""

from exercises.closure_engine import source_of
from exercises.examination import lacks
from exercises.exercise import Exercise
from exercises.illustrations import gradient_of, picture
from exercises.verdict import mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values.numbers import read_gradient
from viz.values.operands import is_value_like, operands_of
from viz.words.text import plain, short_repr

_MISSING = Text("A new Value has no .{name} yet: {what}.", "新的 Value 還沒有 .{name}：{what}。")
_WHAT = {
    "data": Text("the number itself", "也就是那個數字"),
    "grad": Text("the place for its gradient", "也就是放梯度的地方"),
    "_prev": Text("the operands that it was computed from, empty for a leaf", "也就是算出它的運算元，葉節點則是空的"),
}
_DATA = Text("Value(3.0).data should be 3, and is {given}.", "Value(3.0).data 應該是 3，現在是 {given}。")
_GRAD = Text(
    "A new Value should have the gradient 0, as nothing has come back to it yet; here it is {given}.",
    "新的 Value 還沒收到任何梯度，所以 grad 應該是 0；這裡是 {given}。",
)
_NOT_EMPTY = Text(
    "A leaf was computed from nothing, so its operands should be empty; here they are {given}.",
    "葉節點不是算出來的，所以運算元應該是空的；這裡是 {given}。",
)
_SHARED = Text(
    "Two Values share one and the same list of operands: what enters the one is in the other. A list as default value is made only once.",
    "兩個 Value 共用了同一個運算元串列：放進其中一個，另一個也會有。當作預設值的串列只會建立一次。",
)
_OP = Text(
    "Value(5.0, (a, b), '+')._op should be '+', and is {given}.",
    "Value(5.0, (a, b), '+')._op 應該是 '+'，現在是 {given}。",
)
_REPR = Text(
    "repr(Value(3.0)) should show the number 3, so that you can see it; it is {given}.",
    "repr(Value(3.0)) 應該顯示出數字 3，這樣才看得到；現在是 {given}。",
)
_RIGHT = Text(
    "It keeps its number, its place for a gradient, its operands and its operation.",
    "數字、放梯度的位置、運算元和運算符號，它都記住了。",
)


def _examine(make):
    if lacks(make, "__init__"):
        return not_attempted()
    leaf = make(3.0)
    for name in _WHAT:
        if not hasattr(leaf, name) and not (name == "_prev" and hasattr(leaf, "_children")):
            return wrong(_MISSING.filled(name=name, what=_WHAT[name]))
    if is_value_like(leaf.data):
        return mistaken("wrapped twice")
    for number, text in ((leaf.data, _DATA), (leaf.grad, _GRAD)):
        if read_gradient(number).number != (3.0 if text is _DATA else 0.0):
            return wrong(text.filled(given=short_repr(number)))
    return _operands(make, leaf) or _shown(leaf) or right(_RIGHT)


def _operands(make, leaf):
    if operands_of(leaf).values:
        return wrong(_NOT_EMPTY.filled(given=short_repr(operands_of(leaf).values)))
    a, b = make(2.0), make(3.0)
    result = make(5.0, (a, b), "+")
    kept = {id(operand) for operand in operands_of(result).values}
    if not kept:
        return mistaken("no parents")
    if kept != {id(a), id(b)}:
        return mistaken("detached")
    if operands_of(make(7.0)).values:
        return wrong(_SHARED)
    if getattr(result, "_op", None) != "+":
        return wrong(_OP.filled(given=short_repr(getattr(result, "_op", None))))
    return None


def _shown(leaf):
    return None if plain(leaf.data) in repr(leaf) else wrong(_REPR.filled(given=short_repr(leaf)))


EXERCISES = (
    Exercise(
        name="value",
        lesson=1,
        takes="class",
        task=Text(
            "Write the class Value: Value(data, _children=(), _op='') keeps data, grad (0 at first), _prev and _op, and shows itself with its number.",
            "寫出類別 Value：Value(data, _children=(), _op='') 要記住 data、grad（一開始是 0）、_prev 和 _op，並且能顯示自己的數字。",
        ),
        examine=_examine,
        idea=Text(
            "Think of a receipt: the amount, and what it was computed from. Everything else in this course only reads that receipt.",
            "想像一張收據：上面有金額，也寫著這個金額是怎麼算出來的。這門課後面的一切，都只是在讀這張收據。",
        ),
        look=Text(
            "Every box is a Value with its data and its grad. The arrows are what _prev remembers, the round shape is _op.",
            "每個方框都是一個 Value，裡面有 data 和 grad。箭頭就是 _prev 記住的東西，圓形就是 _op。",
        ),
        picture=picture("a + b", a=2, b=3),
        almost=Text(
            "    def __init__(self, data, _children=(), _op=''):\n        self.data = ...\n        self.grad = ...\n        self._prev = ...\n        self._op = ...\n    def __repr__(self):\n        return f'Value(...)'",
            "    def __init__(self, data, _children=(), _op=''):\n        self.data = ...\n        self.grad = ...\n        self._prev = ...\n        self._op = ...\n    def __repr__(self):\n        return f'Value(...)'\n（... 的地方由你填入）",
        ),
        solution=source_of("__init__", "__repr__"),
        predictions=(
            gradient_of(
                "value_leaf",
                "a",
                "a * 1",
                Text(
                    "Nudge a by h, and a * 1 moves by h as well: the slope of a number with respect to itself is 1.",
                    "把 a 輕推 h，a * 1 也移動 h：一個數對自己的斜率是 1。",
                ),
                {
                    5.0: Text(
                        "5 is its number. A gradient says how fast the end moves when it moves.",
                        "5 是它的數值。梯度說的是：它移動時，最後的結果移動得多快。",
                    ),
                    0.0: Text("0 is what stands there before the way back.", "0 是反向計算之前的值。"),
                },
                a=5,
            ),
        ),
    ),
)
