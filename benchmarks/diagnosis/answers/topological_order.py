"""Answers to `topological_order(root)`."""

from benchmarks.diagnosis.answer import MICROGPT, NOT_ATTEMPTED, PLAIN, RAISED, REFUSED, answers_to, in_style

right, wrong = answers_to("topological_order", PLAIN)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)


def _visiting(body: str, then: str = "return order", known: str = "seen = set()") -> str:
    """A function with a function inside that has these lines, is called with root, and then does that."""
    lines = "\n        ".join(body.strip().splitlines())
    return f"def topological_order(root):\n    order = []\n    {known}\n\n    def visit(v):\n        {lines}\n\n    visit(root)\n    {then}\n"


_GUARD = "if v in seen:\n    return\nseen.add(v)\n"
_BREADTH = "def topological_order(root):\n    order, seen, queue = [], {root}, [root]\n    while queue:\n        v = queue.pop(0)\n        order.append(v)\n        for p in v._prev:\n            if p not in seen:\n                seen.add(p)\n                queue.append(p)\n    return "

ANSWERS = [
    right("as in the lesson", _visiting("if v not in seen:\n    seen.add(v)\n    for operand in v._prev:\n        visit(operand)\n    order.append(v)")),
    right("an early return", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)")),
    right("by id", _visiting("if id(v) not in seen:\n    seen.add(id(v))\n    [visit(p) for p in v._prev]\n    order.append(v)")),
    right("the list itself tells", _visiting("if v not in order:\n    for p in v._prev:\n        visit(p)\n    order.append(v)")),
    right("the operands from the right", _visiting(_GUARD + "for p in reversed(v._prev):\n    visit(p)\norder.append(v)")),
    right("a tuple", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)", "return tuple(order)")),
    right("lists that are joined", "def topological_order(root):\n    \"\"\"Operands first.\"\"\"\n    below = [v for p in root._prev for v in topological_order(p)]\n    return list(dict.fromkeys([*below, root]))"),
    right("a generator", "def topological_order(root, seen=None):\n    seen = set() if seen is None else seen\n    def walk(v):\n        if v in seen:\n            return\n        seen.add(v)\n        for p in v._prev:\n            yield from walk(p)\n        yield v\n    return list(walk(root))"),
    right("a stack", "def topological_order(root):\n    order, seen, stack = [], set(), [(root, False)]\n    while stack:\n        v, done = stack.pop()\n        if done:\n            order.append(v)\n        elif v not in seen:\n            seen.add(v)\n            stack.append((v, True))\n            stack.extend((p, False) for p in v._prev)\n    return order"),
    right("counting the users", '''
from collections import Counter, deque

def topological_order(root):
    users, seen, queue = Counter(), {root}, deque([root])
    while queue:
        for p in queue.popleft()._prev:
            users[p] += 1
            if p not in seen:
                seen.add(p)
                queue.append(p)
    order, ready = [], [root]
    while ready:
        v = ready.pop()
        order.append(v)
        for p in v._prev:
            users[p] -= 1
            if users[p] == 0:
                ready.append(p)
    order.reverse()
    return order
'''),
    right("by the longest way to a leaf", "def topological_order(root):\n    def depth(v):\n        return 1 + max(map(depth, v._prev), default=0)\n    found, todo = {root}, [root]\n    while todo:\n        for p in todo.pop()._prev:\n            if p not in found:\n                found.add(p)\n                todo.append(p)\n    return sorted(found, key=depth)"),
    wrong("preorder", "preorder / BFS", _visiting("if v not in seen:\n    seen.add(v)\n    order.append(v)\n    for p in v._prev:\n        visit(p)"), source="reported", never=("order.turned",)),
    wrong("preorder, turned round", "preorder / BFS", _visiting("if v not in seen:\n    seen.add(v)\n    order.append(v)\n    for p in v._prev:\n        visit(p)", "return order[::-1]")),
    wrong("preorder from the right, turned round", "preorder / BFS", _visiting("if v not in seen:\n    seen.add(v)\n    order.append(v)\n    for p in v._prev[::-1]:\n        visit(p)", "return list(reversed(order))")),
    wrong("breadth first", "preorder / BFS", _BREADTH + "order", never=("order.turned",)),
    wrong("breadth first, turned round", "preorder / BFS", _BREADTH + "order[::-1]", source="lesson 6"),
    wrong("a stack, turned round", "preorder / BFS", _BREADTH.replace("pop(0)", "pop()") + "order[::-1]"),
    wrong("by the shortest way to the root", "preorder / BFS", "def topological_order(root):\n    level, at = {root: 0}, [root]\n    while at:\n        at = [p for v in at for p in v._prev if p not in level and level.setdefault(p, level[v] + 1)]\n    return sorted(level, key=level.get, reverse=True)", note="a value that is used near the root and far from it comes too late"),
    wrong("turned round", "order.turned", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)", "return order[::-1]")),
    wrong("put in front", "order.turned", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.insert(0, v)")),
    wrong("each as often as it is used", "order.twice", _visiting("for p in v._prev:\n    visit(p)\norder.append(v)")),
    wrong("seen is never filled", "order.twice", _visiting("if v not in seen:\n    for p in v._prev:\n        visit(p)\n    order.append(v)")),
    wrong("only the first operand", "order.missing", _visiting(_GUARD + "for p in v._prev[:1]:\n    visit(p)\norder.append(v)")),
    wrong("only one step", "order.missing", "def topological_order(root):\n    return [*dict.fromkeys(root._prev), root]"),
    wrong("return in the loop", "order.missing", _visiting(_GUARD + "for p in v._prev:\n    return visit(p)\norder.append(v)"), also=("preorder / BFS",), never=("order.turned",)),
    wrong("without the leaves", "order.no leaves", _visiting("if v not in seen and v._prev:\n    seen.add(v)\n    for p in v._prev:\n        visit(p)\n    order.append(v)")),
    wrong("without the root", "order.no root", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\n    order.append(p)", "return list(dict.fromkeys(order))")),
    wrong("equal numbers taken for one", "taken for one", _visiting("if v.data not in seen:\n    seen.add(v.data)\n    for p in v._prev:\n        visit(p)\n    order.append(v)")),
    wrong("numbers of a list taken for one", "taken for one", _visiting("if v.data not in [u.data for u in order]:\n    for p in v._prev:\n        visit(p)\n    order.append(v)")),
    wrong("the numbers", "order.stranger", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v.data)")),
    wrong("the symbols", "order.stranger", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v._op)")),
    wrong("copies", "order.stranger", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(Value(v.data))")),
    wrong("the set", "order.not a list", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)", "return seen")),
    wrong("reverse()", "examine.nothing returned", _visiting(_GUARD + "order.append(v)\nfor p in v._prev:\n    visit(p)", "return order.reverse()"), note="it turns the list round in place and gives None"),
    wrong("no return", "examine.nothing returned", _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)", "order")),
    wrong("by the numbers", None, _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)", "return sorted(order, key=lambda v: v.data)")),
    wrong("leaves first, then the results as they come", None, _BREADTH + "[v for v in order if not v._prev] + [v for v in order if v._prev]", also=("preorder / BFS",), note="the root is the first of the results"),
    wrong("one list for all calls", None, "order, seen = [], set()\n\ndef topological_order(root):\n    if root not in seen:\n        seen.add(root)\n        for p in root._prev:\n            topological_order(p)\n        order.append(root)\n    return order", note="the second graph finds those of the first", never=("order.stranger",)),
    wrong("one list as default", None, "def topological_order(root, order=[], seen=set()):\n    if root not in seen:\n        seen.add(root)\n        for p in root._prev:\n            topological_order(p, order, seen)\n        order.append(root)\n    return order", never=("order.stranger",)),
    wrong("the gradients are spoiled", None, _visiting(_GUARD + "v.grad = 0.0\nv.data = 0.0\nfor p in v._prev:\n    visit(p)\norder.append(v)"), note="only the order was asked for"),
    wrong("the list is called", None, _visiting(_GUARD + "for p in v._prev():\n    visit(p)\norder.append(v)"), RAISED),
    wrong("visit is not called", None, _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append(v)").replace("    visit(root)\n", "    visit\n"), REFUSED, also=("not called", "order.missing")),
    wrong("append without brackets", None, _visiting(_GUARD + "for p in v._prev:\n    visit(p)\norder.append"), REFUSED, also=("not called",)),
    wrong("the operands alone", "order.twice", "def topological_order(root):\n    return list(root._prev)"),
    wrong("for one graph only", None, "def topological_order(root):\n    product, c = root._prev\n    return [*product._prev, product, c, root]", REFUSED, note="a * b + c"),
    right_in_microgpt("whatever it is called", _visiting(_GUARD + "for p in getattr(v, '_children', None) or getattr(v, '_prev', ()):\n    visit(p)\norder.append(v)")),
    wrong_in_microgpt("_children", "error.no attribute", _visiting(_GUARD + "for p in v._children:\n    visit(p)\norder.append(v)"), RAISED, note="the Values of the check are those of the lesson: _prev"),
    wrong_in_microgpt("preorder", "preorder / BFS", _visiting("if v not in seen:\n    seen.add(v)\n    order.append(v)\n    for p in getattr(v, '_children', None) or v._prev:\n        visit(p)"), never=("order.turned",)),
    wrong("empty", None, "def topological_order(root):\n    ...", NOT_ATTEMPTED),
    wrong("only a list", "order.missing", "def topological_order(root):\n    order = []\n    return order"),
]  # fmt: skip
