"""What the check of a topological order says to many ways to write it."""

import pytest

from answers import Answer, assert_not_yet, assert_right


def visiting(new, before="pass", after="pass", seen="set()", mark="seen.add(v)", result="order", start="visit(root)"):
    """A function that visits all operands, depth first."""
    return (
        f"def topological_order(root):\n    order, seen = [], {seen}\n    def visit(v):\n        if {new}:\n            {mark}\n"
        f"            {before}\n            for p in v._prev:\n                visit(p)\n            {after}\n    {start}\n    return {result}"
    )


NEW, APPEND = "v not in seen", "order.append(v)"
BREADTH = "def topological_order(root):\n    order, waiting = [], [root]\n    while waiting:\n        v = waiting.pop({which})\n        if v not in order:\n            order.append(v)\n            waiting.extend(v._prev)\n    return {result}"
KAHN = """def topological_order(root):
    seen, waiting, users = {root}, [root], {}
    while waiting:
        v = waiting.pop()
        for p in v._prev:
            users[p] = users.get(p, 0) + 1
            if p not in seen:
                seen.add(p)
                waiting.append(p)
    order, ready = [], [root]
    while ready:
        v = ready.pop()
        order.append(v)
        for p in v._prev:
            users[p] -= 1
            if users[p] == 0:
                ready.append(p)
    return order[::-1]"""
RIGHT = {
    "as in the lesson": visiting(NEW, after=APPEND),
    "by identity": visiting("id(v) not in seen", after=APPEND, mark="seen.add(id(v))"),
    "no set": visiting("v not in order", after=APPEND, mark="pass"),
    "a list of those seen": visiting(NEW, after=APPEND, seen="[]", mark="seen.append(v)"),
    "a tuple": visiting(NEW, after=APPEND, result="tuple(order)"),
    "inserted at the front, and turned": visiting(NEW, after="order.insert(0, v)", result="order[::-1]"),
    "by counting users": KAHN,
    "by age": "def topological_order(root):\n    seen, waiting = {root}, [root]\n    while waiting:\n        for p in waiting.pop()._prev:\n            if p not in seen:\n                seen.add(p)\n                waiting.append(p)\n    return sorted(seen, key=lambda v: v._birth)",
    "lists of the operands, joined": "def topological_order(root):\n    order = []\n    for p in root._prev:\n        order += [v for v in topological_order(p) if v not in order]\n    return order + [root]",
}  # fmt: skip
WRONG = {
    "before its operands": Answer(visiting(NEW, before=APPEND), "preorder / BFS", "so in b = a * c; d = b * b;", ("right and turned", "in a * b + c")),
    "before its operands, turned": Answer(visiting(NEW, before=APPEND, result="order[::-1]"), "preorder / BFS", "", ("right and turned",)),
    "before its operands, put in front": Answer(visiting(NEW, before="order.insert(0, v)"), "preorder / BFS", "", ("right and turned",)),
    "breadth first": Answer(BREADTH.format(which=0, result="order"), "preorder / BFS", "", ("right and turned",)),
    "breadth first, turned": Answer(BREADTH.format(which=0, result="order[::-1]"), "preorder / BFS", "", ("right and turned",)),
    "depth first with a stack": Answer(BREADTH.format(which=-1, result="list(reversed(order))"), "preorder / BFS", "", ("right and turned",)),
    "by the shortest way to the root": Answer("def topological_order(root):\n    level, at = {root: 0}, [root]\n    while at:\n        at = [p for v in at for p in v._prev if p not in level and level.setdefault(p, level[v] + 1)]\n    return sorted(level, key=level.get, reverse=True)", "preorder / BFS"),
    "a stack, marked when put there": Answer("def topological_order(root):\n    order, waiting, seen = [], [root], {root}\n    while waiting:\n        v = waiting.pop()\n        order.append(v)\n        for p in v._prev:\n            if p not in seen:\n                seen.add(p)\n                waiting.append(p)\n    return order[::-1]", "preorder / BFS"),
    "turned": Answer(visiting(NEW, after=APPEND, result="order[::-1]"), None, "right and turned"),
    "turned, put in front": Answer(visiting(NEW, after="order.insert(0, v)"), None, "right and turned"),
    "by counting users, not turned": Answer(KAHN.replace("[::-1]", ""), None, "right and turned"),
    "no root": Answer(visiting(NEW, after=APPEND, result="order[:-1]"), None, "root itself is not"),
    "no root, it is where the visit begins": Answer(visiting(NEW, after=APPEND, start="seen.add(root)\n    for p in root._prev:\n        visit(p)"), None, "root itself is not"),
    "no leaves": Answer(visiting(NEW, after="if v._prev:\n                order.append(v)"), None, "leaves are not"),
    "no leaves, only results are visited": Answer(visiting("v not in seen and v._prev", after=APPEND), None, "leaves are not"),
    "only leaves": Answer(visiting(NEW, after="if not v._prev:\n                order.append(v)"), None, "the list holds", ("root itself", "leaves are not")),
    "only one level": Answer("def topological_order(root):\n    return [*dict.fromkeys(root._prev), root]", None, "the list holds"),
    "nothing remembered": Answer(visiting("True", after=APPEND), None, "more than once"),
    "nothing remembered, before its operands": Answer(visiting("True", before=APPEND), None, "more than once"),
    "by number": Answer(visiting("v.data not in seen", after=APPEND, mark="seen.add(v.data)"), "taken for one"),
    "by number, before its operands": Answer(visiting("v.data not in seen", before=APPEND, mark="seen.add(v.data)"), "taken for one"),
    "by number, of those that stand there": Answer(visiting("v.data not in [u.data for u in order]", after=APPEND, mark="pass"), "taken for one"),
    "by what it shows": Answer(visiting("repr(v) not in seen", after=APPEND, mark="seen.add(repr(v))"), "taken for one"),
    "in the order of numbers": Answer(visiting(NEW, after=APPEND, result="sorted(order, key=lambda v: v.data)"), None, "stands before one of its operands", ("as soon as it is met", "right and turned")),
    "in the order of its set": Answer(visiting(NEW, after=APPEND, result="sorted(seen, key=lambda v: (v._op, v.data))"), None, "stands before one of its operands", ("right and turned",)),
    "leaves first, then results as met": Answer(visiting(NEW, before=APPEND, result="[v for v in order if not v._prev] + [v for v in order if v._prev]"), None, "stands before one of its operands"),
    "gradients are set back on the way": Answer(visiting(NEW, before="v.grad = 0.0", after=APPEND), None, "were changed on the way"),
    "a set": Answer(visiting(NEW, result="seen"), None, "in a list"),
    "nothing": Answer(visiting(NEW, after=APPEND, result="None"), None, "return"),
    "numbers": Answer(visiting(NEW, after="order.append(v.data)"), None, "does not belong"),
    "a list that lives on": Answer("def topological_order(root, order=[]):\n    for p in root._prev:\n        topological_order(p, order)\n    if root not in order:\n        order.append(root)\n    return order", None, "an earlier call"),
    "a set that lives on": Answer("seen = set()\ndef topological_order(root):\n    order = []\n    def visit(v):\n        if v not in seen:\n            seen.add(v)\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(root)\n    return order", None, "a second time"),
    "marks that live on": Answer("def topological_order(root):\n    order = []\n    def visit(v):\n        if not hasattr(v, 'seen'):\n            v.seen = True\n            for p in v._prev:\n                visit(p)\n            order.append(v)\n    visit(root)\n    return order", None, "a second time"),
}  # fmt: skip


@pytest.mark.parametrize("title", RIGHT)
def test_an_order_that_is_right_is_right(title):
    assert_right("topological_order", RIGHT[title])


@pytest.mark.parametrize("title", WRONG)
def test_an_order_that_is_wrong_is_told_so(title):
    assert_not_yet("topological_order", WRONG[title])
