"""Answers to `backward()`: the order, the root's gradient, every rule once."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, RAISED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_order

right, wrong = answers_to("backward", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)

_CALL = "self.grad = 1.0\nfor v in reversed(order):\n    v._backward()"


def _loop(inner: str, seed: str = "self.grad = 1", over: str = "reversed(order)") -> str:
    """A `backward()` whose loop over the values has these lines inside."""
    return with_order(f"{seed}\nfor v in {over}:\n    " + inner.strip().replace("\n", "\n    "), "_children")


_SHARE = "for child, local_grad in zip(v._children, v._local_grads):\n    child.grad += local_grad * v.grad"
_BY_NUMBER = (
    "Value.__eq__ = lambda self, other: self.data == other.data\nValue.__hash__ = lambda self: hash(self.data)\n\n"
)
_COUNTED = """
def backward(self):
    users, seen, stack = {{}}, {{self}}, [self]
    while stack:
        for p in stack.pop().{operands}:
            users[p] = users.get(p, 0) + 1
            if p not in seen:
                seen.add(p)
                stack.append(p)
    self.grad, ready = 1.0, [self]
    while ready:
        v = ready.pop()
        {rule}
        for p in v.{operands}:
            users[p] -= 1
            if not users[p]:
                ready.append(p)
"""
_QUEUE = """
def backward(self):
    self.grad = 1.0
    seen, waiting = {self}, [self]
    while waiting:
        v = waiting.pop(0)
        v._backward()
        for p in v._prev:
            if p not in seen:
                seen.add(p)
                waiting.append(p)
"""

ANSWERS = [
    right("as in the lesson", with_order("for v in order:\n    if v._prev:\n        v.grad = 0.0\n" + _CALL)),
    right("as in the lectures", with_order("self.grad = 1\nfor node in reversed(order):\n    node._backward()")),
    right("a slice turned round", with_order("self.grad = 1.0\nfor v in order[::-1]:\n    v._backward()")),
    right("from the end by pop", with_order("self.grad = 1.0\nwhile order:\n    order.pop()._backward()")),
    right("turned round in place", with_order("order.reverse()\nself.grad = 1.0\nfor v in order:\n    v._backward()")),
    right("the root put in front", with_order("self.grad = 1.0\nfor i in range(len(order) - 1, -1, -1):\n    order[i]._backward()")),
    right("gradient added", with_order("self.grad += 1.0\nfor v in reversed(order):\n    v._backward()"), note="the gradient is 0 before"),
    right("the leaves left out", with_order("self.grad = 1.0\n[v._backward() for v in reversed(order) if v._prev]")),
    right("counting the users", _COUNTED.format(operands="_prev", rule="v._backward()")),
    right("a function for the order", "def topological_order(root):\n    order = []\n    def visit(v):\n        if v not in order:\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(root)\n    return order\n\ndef backward(self):\n    self.grad = 1.0\n    for v in reversed(topological_order(self)):\n        v._backward()"),
    right("by id, with a stack", "def backward(self, gradient=1.0):\n    \"\"\"The whole way back.\"\"\"\n    order, seen, stack = [], set(), [(self, iter(self._prev))]\n    seen.add(id(self))\n    while stack:\n        v, rest = stack[-1]\n        for p in rest:\n            if id(p) not in seen:\n                seen.add(id(p))\n                stack.append((p, iter(p._prev)))\n                break\n        else:\n            order.append(stack.pop()[0])\n    self.grad = gradient\n    for v in reversed(order):\n        v._backward()"),
    right("again and again until nothing moves", '''
def backward(self):
    values, todo = {self}, [self]
    while todo:
        for p in todo.pop()._prev:
            if p not in values:
                values.add(p)
                todo.append(p)
    self.grad = 1.0
    done = set()
    while len(done) < len(values):
        for v in values - done:
            if all(v not in u._prev for u in values - done):
                v._backward()
                done.add(v)
''', note="slow, and right: whoever is used by nobody that is left has its turn"),
    right_in_microgpt("as in microgpt", _loop(_SHARE)),
    right_in_microgpt("by index", _loop("for i in range(len(v._children)):\n    v._children[i].grad += v.grad * v._local_grads[i]")),
    right_in_microgpt("counting the users", _COUNTED.format(operands="_children", rule="[setattr(c, 'grad', c.grad + s * v.grad) for c, s in zip(v._children, v._local_grads)]")),
    right_in_microgpt("leaves skipped", _loop("if not v._children:\n    continue\n" + _SHARE)),
    wrong("not seeded", "root not seeded", with_order("for v in reversed(order):\n    v._backward()"), source="docs/misconceptions.md"),
    wrong("seeded with 0", "root not seeded", with_order("self.grad = 0.0\nfor v in reversed(order):\n    v._backward()")),
    wrong("seeded afterwards", "root not seeded", with_order("for v in reversed(order):\n    v._backward()\nself.grad = 1.0")),
    wrong("a local grad", "root not seeded", with_order("grad = 1.0\nfor v in reversed(order):\n    v._backward()")),
    wrong("all set to 0 behind the seed", None, with_order("self.grad = 1.0\nfor v in order:\n    v.grad = 0.0\nfor v in reversed(order):\n    v._backward()")),
    wrong("seeded with its number", "seed not 1", with_order("self.grad = self.data\nfor v in reversed(order):\n    v._backward()"), note="1 is the slope of a number with respect to itself"),
    wrong("seeded with 2", "seed not 1", with_order("self.grad = 2.0\nfor v in reversed(order):\n    v._backward()")),
    wrong("all seeded", None, with_order("for v in order:\n    v.grad = 1.0\nfor v in reversed(order):\n    v._backward()")),
    wrong("the leaves seeded", None, with_order("for v in order:\n    if not v._prev:\n        v.grad = 1.0\nfor v in reversed(order):\n    v._backward()"), never=("mistake.root not seeded",)),
    wrong("not reversed", "not reversed", with_order("self.grad = 1.0\nfor v in order:\n    v._backward()"), source="docs/misconceptions.md"),
    wrong("reversed twice", "not reversed", with_order("self.grad = 1.0\norder.reverse()\nfor v in reversed(order):\n    v._backward()")),
    wrong("reversed() without use", "not reversed", with_order("self.grad = 1.0\nreversed(order)\nfor v in order:\n    v._backward()")),
    wrong("after the operands", "not reversed", "def backward(self):\n    self.grad = 1.0\n    seen = set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            v._backward()\n    visit(self)"),
    wrong("breadth first", "preorder / BFS", _QUEUE, source="lesson 6"),
    wrong("a stack", "preorder / BFS", _QUEUE.replace("pop(0)", "pop()"), source="lesson 6"),
    wrong("preorder", "preorder / BFS", "def backward(self):\n    self.grad = 1.0\n    seen = set()\n    def visit(v):\n        if v in seen:\n            return\n        seen.add(v)\n        v._backward()\n        for p in v._prev:\n            visit(p)\n    visit(self)"),
    wrong("preorder from the right", "preorder / BFS", "def backward(self):\n    self.grad = 1.0\n    seen = set()\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            v._backward()\n            for p in v._prev[::-1]:\n                visit(p)\n    visit(self)"),
    wrong("level by level", None, "def backward(self):\n    self.grad, level = 1.0, [self]\n    while level:\n        for v in level:\n            v._backward()\n        level = list(dict.fromkeys(p for v in level for p in v._prev))", note="a value has a turn on each level where it is met", also=("recursion",)),
    wrong("recursion", "recursion", "def backward(self):\n    self.grad = 1.0\n    def go(v):\n        v._backward()\n        for p in v._prev:\n            go(p)\n    go(self)"),
    wrong("recursion with a stack", "recursion", "def backward(self):\n    self.grad = 1.0\n    stack = [self]\n    while stack:\n        v = stack.pop()\n        v._backward()\n        stack += v._prev"),
    wrong("recursion of the method", None, "def backward(self):\n    self.grad = 1.0\n    self._backward()\n    for p in self._prev:\n        p.backward()", also=("recursion",), note="each operand sets its own gradient to 1 as well"),
    wrong("recursion of the method, a guarded seed", "recursion", "def backward(self):\n    if self.grad == 0:\n        self.grad = 1.0\n    self._backward()\n    for p in self._prev:\n        p.backward()"),
    wrong("each as often as it is used", None, "def backward(self):\n    order = []\n    def visit(v):\n        for p in v._prev:\n            visit(p)\n        order.append(v)\n    visit(self)\n    self.grad = 1.0\n    for v in reversed(order):\n        v._backward()", also=("recursion",), note="seen is missing: some rules run twice"),
    wrong("the root twice", None, with_order("self.grad = 1.0\nself._backward()\nfor v in reversed(order):\n    v._backward()"), never=("mistake.preorder / BFS", "mistake.stale gradients")),
    wrong("all twice", None, with_order("self.grad = 1.0\nfor _ in range(2):\n    for v in reversed(order):\n        v._backward()")),
    wrong("without brackets", "not called", with_order("self.grad = 1.0\nfor v in reversed(order):\n    v._backward"), source="reported", never=("mistake.root not seeded",)),
    wrong("without brackets, in a list", "not called", with_order("self.grad = 1.0\n[v._backward for v in reversed(order)]"), never=("mistake.root not seeded",)),
    wrong("without brackets, kept", "not called", with_order("self.grad = 1.0\nfor v in order[::-1]:\n    rule = v._backward"), never=("mistake.root not seeded",)),
    wrong("visit without brackets", ("turn left out", "not called"), with_order(_CALL).replace("    visit(self)\n", "    visit\n"), also=("not called",), never=("mistake.root not seeded",)),
    wrong("map that nobody goes through", ("turn left out", "not called"), with_order("self.grad = 1.0\nmap(lambda v: v._backward(), reversed(order))"), also=("not called",), never=("mistake.root not seeded",)),
    wrong("for over reverse()", None, with_order("self.grad = 1.0\nfor v in order.reverse():\n    v._backward()"), RAISED, source="reported", never=("error.tuple of one",)),
    wrong("only its own rule", "turn left out", "def backward(self):\n    self.grad = 1.0\n    self._backward()", note="results before it never have their turn", never=("mistake.root not seeded", "mistake.one side")),
    wrong("its own rule and its operands'", None, "def backward(self):\n    self.grad = 1.0\n    self._backward()\n    for p in self._prev:\n        p._backward()", never=("mistake.root not seeded",), also=("preorder / BFS",)),
    wrong("all but the root", "turn left out", with_order("self.grad = 1.0\nfor v in reversed(order[:-1]):\n    v._backward()"), never=("mistake.root not seeded",)),
    wrong("set to 0 in the loop", None, with_order("self.grad = 1.0\nfor v in reversed(order):\n    v.grad = 0.0\n    v._backward()"), never=("mistake.root not seeded",)),
    wrong("set to 0 behind its turn", None, with_order("self.grad = 1.0\nfor v in reversed(order):\n    v._backward()\n    v.grad = 0.0"), never=("mistake.root not seeded",), note="the leaves' gradients are wiped, too"),
    wrong("set to 0 at the end", None, with_order(_CALL + "\nfor v in order:\n    v.grad = 0.0"), never=("mistake.root not seeded",), also=("zeroed too early",)),
    wrong("return in the loop", "turn left out", with_order("self.grad = 1.0\nfor v in reversed(order):\n    v._backward()\n    return order"), never=("mistake.root not seeded",)),
    wrong("equal numbers taken for one, by ==", "taken for one", _BY_NUMBER + with_order(_CALL), source="reported", never=("mistake.relu gates on the gradient",)),
    wrong("equal numbers taken for one, by a set of numbers", "taken for one", with_order(_CALL).replace("v not in seen", "v.data not in seen").replace("seen.add(v)", "seen.add(v.data)")),
    wrong("equal numbers taken for one, by a dict", "taken for one", with_order("self.grad = 1.0\nfor v in reversed(list({v.data: v for v in order}.values())):\n    v._backward()")),
    wrong("those that look alike taken for one", "taken for one", with_order(_CALL).replace("v not in seen", "repr(v) not in seen").replace("seen.add(v)", "seen.add(repr(v))")),
    wrong("a dataclass", "taken for one", '''
from dataclasses import dataclass

@dataclass(unsafe_hash=True)
class Value:
    data: float
    _prev: tuple = ()
    _op: str = ""

    def __post_init__(self):
        self.grad = 0.0
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

''' + "\n".join("    " + line for line in with_order(_CALL).splitlines()) + "\n", note="it compares its fields: two leaves with one number are one"),
    wrong("by the numbers", None, with_order("self.grad = 1.0\nfor v in sorted(order, key=lambda v: -v.data):\n    v._backward()"), also=("preorder / BFS",), note="right where each result is larger than its operands"),
    wrong("the first operand's way only", "turn left out", "def backward(self):\n    v = self\n    v.grad = 1.0\n    while v._prev:\n        v._backward()\n        v = v._prev[0]", note="right for a chain", never=("mistake.one side",)),
    wrong("only two levels", None, "def backward(self):\n    self.grad = 1.0\n    self._backward()\n    for p in dict.fromkeys(self._prev):\n        p._backward()\n        for q in dict.fromkeys(p._prev):\n            q._backward()", also=("preorder / BFS", "recursion")),
    wrong("one order for all calls", None, "order, seen = [], set()\n\ndef backward(self):\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    self.grad = 1.0\n    for v in reversed(order):\n        v._backward()", note="the values of earlier graphs have their turn again: gradients that were kept would grow"),
    wrong("one list as default", None, "def backward(self, order=[], seen=set()):\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(self)\n    self.grad = 1.0\n    for v in reversed(order):\n        v._backward()", note="as above"),
    wrong("each rule, in the class", None, "def backward(self):\n    self.grad = 1.0\n    for v in self._prev:\n        v.grad += self.grad", never=("mistake.root not seeded",)),
    wrong("gradient in the place of grad", None, with_order("self.gradient = 1.0\nfor v in reversed(order):\n    v._backward()"), also=("root not seeded",)),
    wrong("_backwards", "error.near attribute", with_order("self.grad = 1.0\nfor v in reversed(order):\n    v._backwards()"), RAISED),
    wrong("seen misses self", "error.no name", with_order(_CALL).replace("order, seen = [], set()", "order = []"), RAISED),
    wrong("the order is not passed on", "error.local of the function around", with_order(_CALL).replace("            order.append(v)", "            order = order + [v]"), RAISED),
    wrong("endless", "error.recursion call", with_order(_CALL).replace("visit(p)", "visit(v)").replace("if v not in seen", "if True"), RAISED),
    wrong("empty", None, "def backward(self):\n    ...", NOT_ATTEMPTED),
    wrong_in_microgpt("not seeded", "root not seeded", _loop(_SHARE, seed="pass")),
    wrong_in_microgpt("seeded with its number", "seed not 1", _loop(_SHARE, seed="self.grad = self.data")),
    wrong_in_microgpt("not reversed", "not reversed", _loop(_SHARE, over="order")),
    wrong_in_microgpt("overwritten", "overwrite", _loop(_SHARE.replace("+=", "="))),
    wrong_in_microgpt("=+", "overwrite", _loop(_SHARE.replace("+=", "=+"))),
    wrong_in_microgpt("no upstream", "no upstream", _loop(_SHARE.replace(" * v.grad", ""))),
    wrong_in_microgpt("no slope", "no local slope", _loop(_SHARE.replace("local_grad * ", "")), note="everything is passed on as by a plus"),
    wrong_in_microgpt("the root's gradient for all", None, _loop(_SHARE.replace("v.grad", "self.grad")), also=("no upstream",), note="self.grad is 1: each gets its local slope alone"),
    wrong_in_microgpt("the number as slope", "out's value", _loop(_SHARE.replace("local_grad *", "v.data *"))),
    wrong_in_microgpt("the child's number as slope", None, _loop(_SHARE.replace("local_grad *", "child.data *"))),
    wrong_in_microgpt("added, not multiplied", None, _loop(_SHARE.replace(" * ", " + "))),
    wrong_in_microgpt("only the first", "one side", _loop("if v._children:\n    v._children[0].grad += v._local_grads[0] * v.grad")),
    wrong_in_microgpt("half to each", "shared half", _loop(_SHARE.replace("local_grad *", "local_grad / len(v._children) *"))),
    wrong_in_microgpt("the slopes turned round", None, _loop(_SHARE.replace("v._local_grads)", "v._local_grads[::-1])")), also=("not swapped",)),
    wrong_in_microgpt("each child once", None, _loop("for child, local_grad in dict(zip(v._children, v._local_grads)).items():\n    child.grad += local_grad * v.grad"), never=("mistake.overwrite",), note="of a * a one share is lost"),
    wrong_in_microgpt("breadth first", "preorder / BFS", "def backward(self):\n    self.grad = 1\n    seen, queue = {self}, [self]\n    while queue:\n        v = queue.pop(0)\n        for child, local_grad in zip(v._children, v._local_grads):\n            child.grad += local_grad * v.grad\n            if child not in seen:\n                seen.add(child)\n                queue.append(child)"),
    wrong_in_microgpt("recursion", "recursion", "def backward(self):\n    self.grad = 1\n    def go(v):\n        for child, local_grad in zip(v._children, v._local_grads):\n            child.grad += local_grad * v.grad\n            go(child)\n    go(self)"),
    wrong_in_microgpt("recursion, the shares first", "recursion", "def backward(self):\n    self.grad = 1\n    def go(v):\n        for child, local_grad in zip(v._children, v._local_grads):\n            child.grad += local_grad * v.grad\n        for child in v._children:\n            go(child)\n    go(self)"),
    wrong_in_microgpt("into a local name", None, _loop("for child, local_grad in zip(v._children, v._local_grads):\n    grad = child.grad\n    grad += local_grad * v.grad"), never=("mistake.root not seeded",), also=("one side",)),
    wrong_in_microgpt("equal numbers taken for one", "taken for one", _BY_NUMBER + _loop(_SHARE)),
    wrong_in_microgpt("set to 0 at the end", None, _loop(_SHARE) + "    for v in order:\n        v.grad = 0\n", never=("mistake.root not seeded",), also=("zeroed too early",)),
    wrong_in_microgpt("all but the root", None, _loop(_SHARE, over="reversed(order[:-1])"), never=("mistake.root not seeded",)),
    wrong("0 behind each turn", None, with_order(_CALL + "\n    v.grad = 0.0"), also=("root not seeded",), never=("examine.unknown on the way",), note="the leaves lose what they were given"),
]  # fmt: skip
