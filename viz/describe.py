"""A Graph in words: for screen readers, for terminals, and for pages that show no pictures."""

from viz.graph import COUNT_UP_TO
from viz.text import fit, number
from viz.words import say

_MOST_LINES = 40


def describe(graph):
    """One line for the whole, then one for each value, in topological order: `e = a * b: data -6.0, grad -2.0`."""
    lines = [_line(graph, i) for i in range(len(graph.nodes))[-_MOST_LINES:]]
    if graph.total > len(lines):
        lines.append(say("and more", count=count_in_words(graph, less=len(lines))))
    return "\n".join([headline(graph), *lines])


def headline(graph):
    """The whole in one line."""
    return say("graph of", count=count_in_words(graph)) if graph.total > 1 else say("graph of one")


def count_in_words(graph, less=0):
    """How many values there are in all, less some; "more than ..." where they were not counted to the end."""
    return say("over", count=COUNT_UP_TO - less) if graph.total > COUNT_UP_TO else str(graph.total - less)


def name(graph, i):
    """The label of a value, where it has none its number in the graph; an ellipsis for one that was left out."""
    if i is None:
        return "⋯"
    return fit(graph.nodes[i].label, 20) or say("value number", number=i + 1)


def formula(node, operands):
    """An operation with the texts of its operands, as it stands in code: `a * b`, `a**2`, `ReLU(a)`."""
    op = fit(node.op, 20) or "?"
    if len(operands) == 2 and not op.isidentifier():
        return f"{operands[0]} {op} {operands[1]}"
    return f"{operands[0]}{op}" if op.startswith("**") else f"{op}({', '.join(operands)})"


def _line(graph, i):
    node = graph.nodes[i]
    made_by = f" = {formula(node, [name(graph, k) for k in node.operands])}" if node.operands else ""
    grad = "" if node.grad is None else f", {say('grad')} {number(node.grad, signed=True)}"
    return f"{name(graph, i)}{made_by}: {say('data')} {number(node.data)}{grad}"
