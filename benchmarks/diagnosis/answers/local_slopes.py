"""Answers to the engine without closures: each operation keeps its local slopes, one `_backward` does the rest."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, REFUSED, answers_to, in_style
from exercises.topics import EXERCISES

# Here CLOSURE is the style of the lesson: a method _backward that all results share, and backward() that calls it.
right, wrong = answers_to("local_slopes", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)

_LESSON = EXERCISES["local_slopes"].solution
_SHARE = "operand.grad += local * self.grad"
_PRODUCT = "(other.data, self.data)"
_SUM = '"+", (1.0, 1.0)'
_LOOP = "            for child, local_grad in zip(v._children, v._local_grads):\n                child.grad += local_grad * v.grad\n"
_FLAT = f"""
class Value:
    __slots__ = ("data", "grad", "_children", "_local_grads")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), {_PRODUCT})

    def backward(self):
        order, visited = [], set()
        def visit(v):
            if v not in visited:
                visited.add(v)
                for child in v._children:
                    visit(child)
                order.append(v)
        visit(self)
        self.grad = 1
        for v in reversed(order):
{_LOOP}"""


def _changed(code: str, *changes: tuple[str, str]) -> str:
    """The code with those texts exchanged; each has to be there."""
    for old, new in changes:
        assert old in code, f"there is no {old!r} to exchange"
        code = code.replace(old, new)
    return code


_ZEROED = "        for value in order:\n            if value._prev:\n                value.grad = 0.0\n"
_CLOSURES = _changed(
    _LESSON,
    (
        "    def _backward(self):\n        for operand, local in zip(self._prev, self._local):\n            "
        + _SHARE
        + "\n\n",
        "",
    ),
    (
        "        self._local = _local\n",
        "        self._local = _local\n        self._backward = self._hand_back if _children else lambda: None\n\n    def _hand_back(self):\n        for operand, local in zip(self._prev, self._local):\n            "
        + _SHARE
        + "\n",
    ),
)

ANSWERS = [
    right("as in the lesson", _LESSON),
    right("as in the lectures, nothing set to 0", _changed(_LESSON, (_ZEROED, ""))),
    right("slopes in lists", _changed(_LESSON, (_SUM, '"+", [1.0, 1.0]'), (_PRODUCT, "[other.data, self.data]"))),
    right("by index", _changed(_LESSON, ("for operand, local in zip(self._prev, self._local):\n            " + _SHARE, "for i in range(len(self._prev)):\n            self._prev[i].grad += self._local[i] * self.grad"))),
    right("a function for operations", _changed(_LESSON, ('return Value(self.data + other.data, (self, other), "+", (1.0, 1.0))', 'return Value._made(self.data + other.data, "+", (self, 1.0), (other, 1.0))'), ('return Value(self.data * other.data, (self, other), "*", (other.data, self.data))', 'return Value._made(self.data * other.data, "*", (self, other.data), (other, self.data))')) + "\n\n    @staticmethod\n    def _made(data, symbol, *pairs):\n        operands, slopes = zip(*pairs)\n        return Value(data, operands, symbol, slopes)\n"),
    right("slots", _changed(_LESSON, ("class Value:\n", 'class Value:\n    __slots__ = ("data", "grad", "_prev", "_op", "_local")\n\n'))),
    right("the loop in backward()", _changed(_LESSON, ("            value._backward()", "            for operand, local in zip(value._prev, value._local):\n                operand.grad += local * value.grad"))),
    right_in_microgpt("as in microgpt", _FLAT),
    right_in_microgpt("without slots", _changed(_FLAT, ('    __slots__ = ("data", "grad", "_children", "_local_grads")\n', ""))),
    right_in_microgpt("by index", _changed(_FLAT, (_LOOP, "            for i, child in enumerate(v._children):\n                child.grad += v._local_grads[i] * v.grad\n"))),
    wrong("its own number", ("not swapped", "local_slopes.slopes"), _changed(_LESSON, (_PRODUCT, "(self.data, other.data)"))),
    wrong("1 and 1 for the product", "local_slopes.slopes", _changed(_LESSON, (_PRODUCT, "(1.0, 1.0)"))),
    wrong("half for the sum", ("shared half", "local_slopes.slopes"), _changed(_LESSON, (_SUM, '"+", (0.5, 0.5)'))),
    wrong("one slope for the sum", ("one side", "local_slopes.slopes"), _changed(_LESSON, (_SUM, '"+", (1.0,)'))),
    wrong("the numbers for the sum", "local_slopes.slopes", _changed(_LESSON, (_SUM, '"+", (self.data, other.data)'))),
    wrong("the result as slope", ("out's value", "local_slopes.slopes"), _changed(_LESSON, (_PRODUCT, "(self.data * other.data, self.data * other.data)"))),
    wrong("divided by its number", ("divides by data", "local_slopes.slopes"), _changed(_LESSON, (_PRODUCT, "(self.data * other.data / self.data, self.data * other.data / other.data)")), REFUSED),
    wrong("Values as slopes", ("forgot .data", "local_slopes.slopes"), _changed(_LESSON, (_PRODUCT, "(other, self)")), REFUSED),
    wrong("a single number as slope", "local_slopes.slopes", _changed(_LESSON, (_SUM, '"+", 1.0')), REFUSED),
    wrong("functions as slopes", "local_slopes.slopes", _changed(_LESSON, (_PRODUCT, "(lambda: other.data, lambda: self.data)"), (_SHARE, "operand.grad += (local() if callable(local) else local) * self.grad")), note="closures again, under another name"),
    wrong("a dict of slopes", "local_slopes.slopes", _changed(_LESSON, (_SUM, '"+", {"a": 1.0, "b": 1.0}')), REFUSED),
    wrong("the upstream among the slopes", "local_slopes.slopes", _changed(_LESSON, (_PRODUCT, "(other.data * self.grad, self.data * self.grad)"))),
    wrong("right for the visible example", None, _changed(_LESSON, (_PRODUCT, "(3.0, 2.0)")), note="a * b at 2 and 3"),
    wrong("the slopes are not kept", None, _changed(_LESSON, ("self._local = _local", "self._local = ()")), also=("local_slopes.slopes",)),
    wrong("closures beside", "local_slopes.still closures", _CLOSURES),
    wrong("overwritten", "overwrite", _changed(_LESSON, (_SHARE, "operand.grad = local * self.grad"))),
    wrong("no upstream", "no upstream", _changed(_LESSON, (_SHARE, "operand.grad += local"))),
    wrong("no slope", "no local slope", _changed(_LESSON, (_SHARE, "operand.grad += self.grad"))),
    wrong("its own gradient", None, _changed(_LESSON, (_SHARE, "operand.grad += local * operand.grad")), also=("one side",), never=("mistake.root not seeded",)),
    wrong("the slopes turned round", None, _changed(_LESSON, ("zip(self._prev, self._local)", "zip(self._prev, reversed(self._local))")), also=("not swapped",)),
    wrong("only the first", "one side", _changed(_LESSON, ("zip(self._prev, self._local)", "zip(self._prev[:1], self._local)"))),
    wrong("return in the loop", "one side", _changed(_LESSON, (_SHARE, _SHARE + "\n            return"))),
    wrong("minus", None, _changed(_LESSON, (_SHARE, "operand.grad -= local * self.grad"))),
    wrong("into the data", None, _changed(_LESSON, (_SHARE, "operand.data += local * self.grad")), also=("one side",), never=("mistake.root not seeded",)),
    wrong("not seeded", "root not seeded", _changed(_LESSON, ("        self.grad = 1.0\n", ""))),
    wrong("not reversed", "not reversed", _changed(_LESSON, ("in reversed(order)", "in order"))),
    wrong("preorder", "preorder / BFS", _changed(_LESSON, ("                order.append(value)\n", ""), ("                seen.add(value)\n", "                seen.add(value)\n                order.append(value)\n"), ("in reversed(order)", "in order"))),
    wrong("without brackets", "not called", _changed(_LESSON, ("            value._backward()", "            value._backward")), never=("mistake.root not seeded",)),
    wrong("equal numbers taken for one", "taken for one", _changed(_LESSON, ("value not in seen", "value.data not in seen"), ("seen.add(value)", "seen.add(value.data)"))),
    wrong("equal numbers taken for one, by ==", "taken for one", _LESSON + "\n    def __eq__(self, other):\n        return self.data == other.data\n\n    def __hash__(self):\n        return hash(self.data)\n"),
    wrong("operands in a set", None, _changed(_LESSON, ("self._prev = tuple(_children)", "self._prev = set(_children)")), note="which slope belongs to which operand is lost", also=("local_slopes.slopes",)),
    wrong("operands without those that are met twice", None, _changed(_LESSON, ("self._prev = tuple(_children)", "self._prev = tuple(dict.fromkeys(_children))")), never=("mistake.overwrite",), note="a * a keeps a once: one share is lost"),
    wrong("no multiplication", None, _LESSON[: _LESSON.index("    def __mul__")] + _LESSON[_LESSON.index("    def _backward") :], NOT_ATTEMPTED, note="+ and * were asked for"),
    wrong("plain closures", None, "from exercises.closure_engine import Value as Closures\n\nclass Value(Closures):\n    pass", NOT_ATTEMPTED, note="nothing was rewritten"),
    wrong("_local by another name", None, _changed(_LESSON, ("_local", "_slopes")), outcome="refused", note="the task asks for _local"),
    wrong("self. forgotten", "error.without self", _changed(_LESSON, ("zip(self._prev, self._local)", "zip(_prev, _local)")), RAISED),
    wrong("empty", None, "class Value:\n    ...", NOT_ATTEMPTED),
    wrong_in_microgpt("its own number", ("not swapped", "local_slopes.slopes"), _changed(_FLAT, (_PRODUCT, "(self.data, other.data)"))),
    wrong_in_microgpt("half for the sum", ("shared half", "local_slopes.slopes"), _changed(_FLAT, ("(1, 1)", "(0.5, 0.5)"))),
    wrong_in_microgpt("overwritten", "overwrite", _changed(_FLAT, ("child.grad +=", "child.grad ="))),
    wrong_in_microgpt("no upstream", "no upstream", _changed(_FLAT, ("local_grad * v.grad", "local_grad"))),
    wrong_in_microgpt("the root's gradient for all", None, _changed(_FLAT, ("local_grad * v.grad", "local_grad * self.grad")), also=("no upstream",)),
    wrong_in_microgpt("not seeded", "root not seeded", _changed(_FLAT, ("        self.grad = 1\n", ""))),
    wrong_in_microgpt("not reversed", "not reversed", _changed(_FLAT, ("in reversed(order)", "in order"))),
    wrong_in_microgpt("only the first", "one side", _changed(_FLAT, (_LOOP, "            if v._children:\n                v._children[0].grad += v._local_grads[0] * v.grad\n"))),
    wrong_in_microgpt("visited twice", None, _changed(_FLAT, ("                visited.add(v)\n", "")), also=("recursion",)),
    wrong_in_microgpt("equal numbers taken for one", "taken for one", _changed(_FLAT, ("v not in visited", "v.data not in visited"), ("visited.add(v)", "visited.add(v.data)"))),
    wrong_in_microgpt("operands in a set", None, _changed(_FLAT, ("self._children = children", "self._children = set(children)")), never=("mistake.overwrite",)),
    wrong("the slope of the one before", None, _changed(_LESSON, ("for operand, local in zip(self._prev, self._local):\n            " + _SHARE, "for i, operand in enumerate(self._prev):\n            operand.grad += self._local[i - 1] * self.grad")), never=("mistake.not swapped",)),
]  # fmt: skip
