"""Answers to `zero_grad(root)`: all gradients of a graph back to 0."""

from benchmarks.diagnosis.answer import MICROGPT, NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to, in_style

right, wrong = answers_to("zero_grad", PLAIN)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)


def _going(body: str, call: str = "go(root)") -> str:
    """A function with a function inside that has these lines."""
    return (
        "def zero_grad(root):\n    seen = set()\n    def go(v):\n        "
        + body.replace("\n", "\n        ")
        + f"\n    {call}\n"
    )


ANSWERS = [
    right("as in the lesson", "def zero_grad(root):\n    seen, waiting = {root}, [root]\n    while waiting:\n        v = waiting.pop()\n        v.grad = 0.0\n        for p in v._prev:\n            if p not in seen:\n                seen.add(p)\n                waiting.append(p)"),
    right("recursion", _going("if v in seen:\n    return\nseen.add(v)\nv.grad = 0.0\nfor p in v._prev:\n    go(p)")),
    right("recursion of itself", "def zero_grad(root):\n    root.grad = 0\n    for p in root._prev:\n        zero_grad(p)", note="visits some more than once, and comes to an end"),
    right("by the order", "def topological_order(root):\n    order = []\n    def visit(v):\n        if v not in order:\n            [visit(p) for p in v._prev]\n            order.append(v)\n    visit(root)\n    return order\n\ndef zero_grad(root):\n    for v in topological_order(root):\n        v.grad = 0.0"),
    right("level by level", "def zero_grad(root):\n    level = [root]\n    while level:\n        for v in level:\n            v.grad = v.grad * 0\n        level = [p for v in level for p in v._prev]\n    return root"),
    right("map, gone through", _going("v.grad -= v.grad\nlist(map(go, v._prev))")),
    wrong("only the leaves", "stale gradients", _going("if not v._prev:\n    v.grad = 0.0\nfor p in v._prev:\n    go(p)"), source="docs/misconceptions.md"),
    wrong("only the root", None, "def zero_grad(root):\n    root.grad = 0.0", also=("stale gradients",)),
    wrong("the root and its operands", None, "def zero_grad(root):\n    root.grad = 0.0\n    for p in root._prev:\n        p.grad = 0.0", also=("stale gradients",)),
    wrong("all but the root", None, "def zero_grad(root):\n    for p in root._prev:\n        p.grad = 0.0\n        zero_grad(p)", note="the root keeps its 1", also=("stale gradients",)),
    wrong("only the first operands", None, _going("v.grad = 0.0\nif v._prev:\n    go(v._prev[0])"), also=("stale gradients",)),
    wrong("only what is in between", None, _going("if v._prev:\n    v.grad = 0.0\nfor p in v._prev:\n    go(p)"), also=("stale gradients",)),
    wrong("return in the loop", None, _going("v.grad = 0.0\nfor p in v._prev:\n    return go(p)"), also=("stale gradients",)),
    wrong("stops where there is 0", None, _going("if v.grad == 0:\n    return\nv.grad = 0.0\nfor p in v._prev:\n    go(p)"), note="behind a gradient of 0 others may hold something"),
    wrong("None", ("error.none gradient", "backward.not numbers"), _going("v.grad = None\nfor p in v._prev:\n    go(p)"), source="reported", note="PyTorch's habit"),
    wrong("None, with a stack", ("error.none gradient", "backward.not numbers"), "def zero_grad(root):\n    stack = [root]\n    while stack:\n        v = stack.pop()\n        v.grad = None\n        stack.extend(v._prev)"),
    wrong("a text", None, _going("v.grad = '0'\nfor p in v._prev:\n    go(p)")),
    wrong("the numbers too", None, _going("v.grad = v.data = 0.0\nfor p in v._prev:\n    go(p)")),
    wrong("the numbers in the place of the gradients", None, _going("v.data = 0.0\nfor p in v._prev:\n    go(p)")),
    wrong("set to 1", None, _going("v.grad = 1.0\nfor p in v._prev:\n    go(p)")),
    wrong("the root gets its 1", None, _going("v.grad = 0.0\nfor p in v._prev:\n    go(p)", "go(root)\n    root.grad = 1.0"), note="that is for backward() to do"),
    wrong("==", None, _going("v.grad == 0.0\nfor p in v._prev:\n    go(p)"), also=("stale gradients",)),
    wrong("a local name", None, _going("grad = 0.0\nfor p in v._prev:\n    go(p)"), also=("stale gradients",)),
    wrong("map that nobody goes through", None, _going("v.grad = 0.0\nmap(go, v._prev)"), also=("stale gradients", "not called")),
    wrong("go is not called", None, _going("v.grad = 0.0\nfor p in v._prev:\n    go(p)", "go"), also=("not called", "stale gradients")),
    wrong("equal numbers taken for one", "taken for one", _going("if v.data in seen:\n    return\nseen.add(v.data)\nv.grad = 0.0\nfor p in v._prev:\n    go(p)")),
    wrong("seen for all calls", None, "seen = set()\n\ndef zero_grad(root):\n    if root not in seen:\n        seen.add(root)\n        root.grad = 0.0\n        for p in root._prev:\n            zero_grad(p)", note="of a second call on the same graph nothing comes"),
    wrong("the rules are thrown away", None, _going("v.grad = 0.0\nfor p in v._prev:\n    go(p)\nv._prev = ()"), note="afterwards there is no graph"),
    wrong("children", "error.no attribute", _going("v.grad = 0.0\nfor p in v.children:\n    go(p)"), RAISED),
    wrong("the operands at once", None, "def zero_grad(root):\n    root.grad = 0.0\n    zero_grad(root._prev)", REFUSED),
    wrong("the method of a model", None, "def zero_grad(root):\n    for p in root.parameters():\n        p.grad = 0.0", RAISED, also=()),
    right_in_microgpt("whatever it is called", _going("v.grad = 0\nfor p in getattr(v, '_children', None) or getattr(v, '_prev', ()):\n    go(p)")),
    wrong_in_microgpt("_children", "error.no attribute", _going("v.grad = 0\nfor p in v._children:\n    go(p)"), RAISED, note="the Values of the check are those of the lesson: _prev"),
    wrong("empty", None, "def zero_grad(root):\n    ...", NOT_ATTEMPTED),
]  # fmt: skip
