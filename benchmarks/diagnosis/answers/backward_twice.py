"""Answers to a `backward()` that may be called again, when only the leaves were set back to 0 in between."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, answers_to, in_style
from benchmarks.diagnosis.shapes import with_order

right, wrong = answers_to("backward_twice", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)
_CALL = "self.grad = 1.0\nfor v in reversed(order):\n    v._backward()"
_SHARE = "self.grad = 1\nfor v in reversed(order):\n    for child, local_grad in zip(v._children, v._local_grads):\n        child.grad += local_grad * v.grad"
_BY_NUMBER = (
    "Value.__eq__ = lambda self, other: self.data == other.data\nValue.__hash__ = lambda self: hash(self.data)\n\n"
)

ANSWERS = [
    right("as in the lesson", with_order("for v in order:\n    if v._prev:\n        v.grad = 0.0\n" + _CALL)),
    right("those in between, by a list", with_order("for v in [v for v in order if v._op]:\n    v.grad = 0.0\n" + _CALL)),
    right("while it visits them", with_order(_CALL).replace("            seen.add(v)\n", "            seen.add(v)\n            if v._prev:\n                v.grad = 0.0\n")),
    right("all, the leaves too", with_order("for v in order:\n    v.grad = 0.0\n" + _CALL), note="as the task has it; but examples would no longer add up in a leaf"),
    right("set back behind its turn", with_order("self.grad = 1.0\nfor v in reversed(order):\n    v._backward()\n    if v._prev and v is not self:\n        v.grad = 0.0"), note="in between nothing is left to see, but the leaves are right"),
    right("the leaves' gradients are kept aside", with_order("held = {v: v.grad for v in order if not v._prev}\nfor v in order:\n    v.grad = 0.0\n" + _CALL + "\nfor v, before in held.items():\n    v.grad += before")),
    right_in_microgpt("those in between", with_order("for v in order:\n    if v._children:\n        v.grad = 0\n" + _SHARE, "_children")),
    right_in_microgpt("gradients in a dict", with_order("grads = dict.fromkeys(order, 0.0)\ngrads[self] = 1.0\nfor v in reversed(order):\n    for child, local_grad in zip(v._children, v._local_grads):\n        grads[child] += local_grad * grads[v]\nfor v in order:\n    v.grad = grads[v] if v._children else v.grad + grads[v]", "_children")),
    wrong("as in the lectures", "stale gradients", with_order(_CALL), source="lesson 6"),
    wrong("only the leaves", "stale gradients", with_order("for v in order:\n    if not v._prev:\n        v.grad = 0.0\n" + _CALL)),
    wrong("only the root", "stale gradients", with_order("self.grad = 0.0\n" + _CALL)),
    wrong("only its operands", "stale gradients", with_order("for v in self._prev:\n    v.grad = 0.0\n" + _CALL), note="right for two operations in a row"),
    wrong("after the seed, the root too", None, with_order("self.grad = 1.0\nfor v in order:\n    if v._prev:\n        v.grad = 0.0\nfor v in reversed(order):\n    v._backward()"), also=("root not seeded",), note="already the first pass is wrong"),
    wrong("nothing the second time", None, with_order("if self.grad:\n    return\n" + _CALL), never=("mistake.stale gradients",), note="the leaves stay at 0"),
    wrong("nothing the second time, by a flag", None, with_order("if getattr(self, 'done', False):\n    return\nself.done = True\n" + _CALL), never=("mistake.stale gradients",)),
    wrong("halved the second time", None, with_order("self.times = getattr(self, 'times', 0) + 1\nself.grad = 1.0 / self.times\nfor v in reversed(order):\n    v._backward()"), also=("stale gradients",)),
    wrong("== in the place of =", "stale gradients", with_order("for v in order:\n    v.grad == 0.0\n" + _CALL)),
    wrong("a local name", "stale gradients", with_order("for v in order:\n    grad = 0.0\n" + _CALL)),
    wrong("the numbers set to 0", None, with_order("for v in order:\n    if v._prev:\n        v.data = 0.0\n" + _CALL)),
    wrong("the first pass is wrong already", None, with_order("for v in order:\n    if v._prev:\n        v.grad = 0.0\nfor v in reversed(order):\n    v._backward()"), also=("root not seeded",), never=("mistake.stale gradients",)),
    wrong("not reversed", None, with_order("for v in order:\n    if v._prev:\n        v.grad = 0.0\nself.grad = 1.0\nfor v in order:\n    v._backward()"), also=("not reversed",), never=("mistake.stale gradients",)),
    wrong("equal numbers taken for one", "backward.once first", _BY_NUMBER + with_order("for v in order:\n    if v._prev:\n        v.grad = 0.0\n" + _CALL), source="reported"),
    wrong("set to None", "grad is None", with_order("for v in order:\n    if v._prev:\n        v.grad = None\n" + _CALL), outcome="refused"),
    wrong("empty", None, "def backward(self):\n    ...", NOT_ATTEMPTED),
    wrong_in_microgpt("as in microgpt", "stale gradients", with_order(_SHARE, "_children")),
    wrong_in_microgpt("only the leaves", "stale gradients", with_order("for v in order:\n    if not v._children:\n        v.grad = 0\n" + _SHARE, "_children")),
    wrong_in_microgpt("equal numbers taken for one", "backward.once first", _BY_NUMBER + with_order("for v in order:\n    if v._children:\n        v.grad = 0\n" + _SHARE, "_children")),
]  # fmt: skip
