"""Expressions as a page reads them: what Python plays of the same, and what the page does."""

import ast
import itertools
import json
import subprocess

from node import ROOT, node
from pages import expanded
from viz.outputs.animations import animate
from viz.outputs.html import js_number
from viz.outputs.player_data import player_data
from viz.outputs.typed import typed_data
from viz.values.expression import read_expression
from viz.values.expression_run import computed
from viz.values.in_words import headline
from viz.values.operations import OPERATIONS

_births = itertools.count()


class Full:
    """A class with every operation that the page plays; the engine's own has fewer."""

    def __init__(self, data, _prev=(), _op="", label=""):
        self.data, self.grad, self._prev, self._op, self.label = float(data), 0.0, tuple(_prev), _op, label
        self._birth = next(_births)

    def __pow__(self, n):
        return Full(OPERATIONS["**"].value(self.data, n), (self,), f"**{n}")


def _value(x):
    return x if isinstance(x, Full) else Full(x)


def _method(operation):
    def method(self, *others):
        operands = self, *map(_value, others)
        return Full(operation.value(*(x.data for x in operands)), operands, operation.symbol)

    return method


def _give_methods():
    for operation in OPERATIONS.values():
        if operation.symbol != "**" and not operation.needs_number:
            setattr(Full, operation.method, _method(operation))
    for name in ("add", "sub", "mul", "truediv"):
        setattr(Full, f"__r{name}__", lambda self, other, name=name: getattr(Full, f"__{name}__")(_value(other), self))


_give_methods()


def leaves_of(text):
    """({leaf: number} of the lines `a = 2`, which the page reads as leaves, the text without them), where that is all."""
    try:
        lines = ast.parse(text.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}, text
    given = {line.targets[0].id: ast.literal_eval(line.value) for line in lines if _gives_a_number(line)}
    return given, "; ".join(ast.unparse(line) for line in lines if not _gives_a_number(line)) if given else text


def _gives_a_number(line):
    if not (isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name)):
        return False
    number = line.value
    while isinstance(number, ast.UnaryOp) and isinstance(number.op, ast.USub | ast.UAdd):
        number = number.operand
    return isinstance(number, ast.Constant) and type(number.value) in (int, float)


def played_in_python(make, text):
    """What Python plays of a text; {"error"} where that is none, None for it where a class says it in its own words.

    Args:
        make: the class of values.
        text: as it is typed; what gives a leaf its number comes first in it.
    """
    leaves, text = leaves_of(text)
    try:
        expression = read_expression(text)
    except ValueError as error:
        return {"error": str(error)}
    given = {name: make(leaves.get(name, 1.0)) for name in [*leaves, *expression.leaves]}
    try:
        root, named = computed(expression, given, make)
    except (ValueError, ZeroDivisionError):
        return {"error": None}
    for name, value in (named | given).items():
        value.label = name
    animation = animate(root)
    data = player_data(animation)
    steps = [{**step, "code": None} for step in expanded(**data["steps"])]
    told = {"begin": dict(expanded(**data["begin"])), "steps": steps, "code": []}
    rooms = animation.score.rooms
    return {
        "data": _as_sent({key: data[key] for key in data.keys() - {"picture"}} | told),
        "rows": [{**vars(caption), "findings": [], "doubts": []} for caption in animation.captions],
        "headline": headline(animation.graph),
        "rooms": _as_sent(
            {"digits": rooms.digits, "tags": rooms.tags, "equations": rooms.equations, "ledgers": sorted(rooms.ledgers)}
        ),
        "nodes": _as_sent([
            {"symbol": n.op, "operands": n.operands, "data": js_number(n.data), "label": n.label, "name": name}
            for n, name in zip(animation.graph.nodes, data["graph"]["names"])
        ]),
        "assumed": [n.label for n in animation.graph.nodes if n.label in expression.leaves and n.label not in leaves],
    }  # fmt: skip


def _as_sent(data):
    return json.loads(json.dumps(data))


def played_in_node(texts):
    """What the page plays of each text; {"key", "error"} where it is none."""
    script, asked = ROOT / "tests" / "js" / "told_of.js", json.dumps([typed_data(), texts])
    done = subprocess.run([node(), script], input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
