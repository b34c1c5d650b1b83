"""Small programs over named leaves, as a learner would write them: `b = a * 3; d = b * 10; b + d`.

They are run with any class, made up at random, and shrunk: of all that fail, the smallest tells most.
"""

import ast
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any

from exercises.origin import EXPRESSION

# The tree of a program: an ast.Module of ast.Assign, each to one name, and of an ast.Expr at the end, which is more
# than the types of ast can say.
_Program = Any
_MOST_TRIALS = 400
_SIMPLE_NUMBERS = (2.0, 3.0, -1.0, 0.5, -3.0)
_UNUSUAL = (
    (2.0, 2.0), (0.0, 3.0), (3.0, 0.0), (-2.0, -5.0), (-1.5, 4.0), (2.2857142857, 0.0312345678),
    (2.3456789e-5, 3.1234567e-5),
)  # fmt: skip


@dataclass(frozen=True)
class Expression:
    """A program and the numbers of its leaves.

    Attributes:
        source: assignments, then one expression, separated by semicolons.
        numbers: {name of a leaf: its number}; all of them occur in the source.
    """

    source: str
    numbers: dict[str, float] = field(hash=False)

    def of(self, leaves: Mapping[str, Any]) -> Any:
        """The value of the program for the given leaves, {name: anything that knows the operations}."""
        return self.run(leaves)[0]

    def run(self, leaves: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
        """(the value of the program, {name: value} with what it has assigned)."""
        assignments, result = _compiled(self.source)
        names = dict(leaves)
        exec(assignments, names)
        return eval(result, names), names

    def __str__(self) -> str:
        return self.source


def expression(source: str, **numbers: float) -> Expression:
    return Expression(source, {name: float(x) for name, x in numbers.items()})


def filled(form: str, **things: str) -> str:
    """What an operation looks like, with expressions in the place of names: filled("x ** 3", x="a + b")."""
    trees = {name: ast.parse(thing, mode="eval").body for name, thing in things.items()}
    return ast.unparse(_Put(trees).visit(ast.parse(form, mode="eval")))


def leaves_of(form: str) -> list[str]:
    """The names that stand for operands in what an operation looks like: x, y and z, as far as they occur."""
    names = {node.id for node in ast.walk(ast.parse(form)) if isinstance(node, ast.Name)}
    return [leaf for leaf in ("x", "y", "z") if leaf in names]


def at_random(forms: Sequence[str], count: int, seed: int = 0) -> Iterator[Expression]:
    """Yield that many Expressions of growing size, the same ones each time.

    Args:
        forms: what an operation looks like, with x and y for its operands: ("x + y", "x ** 3").
        count: how many.
    """
    rng = random.Random(seed)
    for n in range(count):
        yield _grown(forms, 1 + n * 6 // count, rng)


def refuting(forms: Sequence[str]) -> Iterator[Expression]:
    """Yield Expressions at which a wrong guess shows: two values with one number, zeros, negative and long numbers, an
    operand used twice, three operands, two results of the same operands.

    Args:
        forms: as in at_random.
    """
    for form in forms:
        two = filled(form, x="a", y="b")
        for a, b in _UNUSUAL:
            yield _tidied(_parsed(two), {"a": a, "b": b})
        yield from (_tidied(_parsed(filled(form, x="a", y="a")), {"a": a}) for a in (-2.0, 0.0))
        for outer in forms:
            same = filled(outer, x="p", y="q")
            yield _tidied(_parsed(f"p = {two}; q = {two}; {same}"), {"a": 2.0, "b": -3.0})
            for c in (5.0, 6.0, -0.5):  # 2 + 3 and 2 * 3 are met again as a leaf
                yield _tidied(_parsed(filled(outer, x=f"({two})", y="c")), {"a": 2.0, "b": 3.0, "c": c})


def smallest(failing: Expression, fails: Callable[[Expression], bool]) -> Expression:
    """The smallest Expression that fails as well, found by leaving away and simplifying what can be.

    Args:
        failing: an Expression that fails.
        fails: tells of an Expression whether it fails.
    """
    trials, changed = 0, True
    while changed and trials < _MOST_TRIALS:
        changed = False
        for simpler in _simpler(failing):
            trials += 1
            if trials > _MOST_TRIALS or fails(simpler):
                failing, changed = (simpler, True) if trials <= _MOST_TRIALS else (failing, False)
                break
    return failing


@cache
def _compiled(source: str) -> tuple[CodeType, CodeType]:
    *assignments, last = _parsed(source).body
    return compile(ast.Module(assignments, []), EXPRESSION, "exec"), compile(
        ast.Expression(last.value), EXPRESSION, "eval"
    )


def _grown(forms: Sequence[str], operations: int, rng: random.Random) -> Expression:
    """A program of that many operations over a, b, c; sometimes a result gets a name, so that it can be used twice."""
    terms, assignments = ["a", "b", "c"], list[str]()
    for k in range(operations):
        term = filled(rng.choice(forms), x=rng.choice(terms), y=rng.choice(terms))
        if rng.random() < 0.4 and k + 1 < operations:
            assignments.append(f"t{k} = {term}")
            term = f"t{k}"
        terms.extend([term] * 3)  # what is new is used more often
    tree = _parsed("; ".join([*assignments, term]))
    return _tidied(tree, {name: float(rng.choice([-3, -2, -1.5, -0.5, 0.5, 1.5, 2, 3])) for name in "abc"})


class _Put(ast.NodeTransformer):
    """Puts expressions in the place of names."""

    def __init__(self, things: Mapping[str, ast.expr]) -> None:
        self._things = things

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._things.get(node.id, node)


def _parsed(source: str) -> _Program:
    """A program's tree, made anew: whoever wants to change a tree parses it again.

    Nodes are never copied. They share `ast.Load()`, one object for the whole process, on which others hang what they
    like (IPython's tracebacks: the tree of a whole file), and all of that would be copied along.
    """
    return ast.parse(source.replace("; ", "\n"))


def _tidied(tree: _Program, numbers: Mapping[str, float]) -> Expression:
    """The Expression of a program, without assignments and numbers that nothing uses."""
    lines = tree.body[-1:]
    for statement in reversed(tree.body[:-1]):
        if statement.targets[0].id in _names(lines):
            lines.insert(0, statement)
    used = _names(lines)
    return Expression("; ".join(map(ast.unparse, lines)), {name: x for name, x in numbers.items() if name in used})


def _names(statements: Iterable[ast.stmt]) -> set[str]:
    """The names that are read in them."""
    nodes = (node for statement in statements for node in ast.walk(statement))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _simpler(whole: Expression) -> Iterator[Expression]:
    """Yield Expressions that are a little simpler, the boldest steps first."""
    whole_tree = _parsed(whole.source)
    for k in range(len(whole_tree.body) - 1):  # a name that stands for its own expression: one line less
        rest = _parsed(whole.source)
        statement = rest.body.pop(k)
        name = statement.targets[0].id
        if sum(isinstance(n, ast.Name) and n.id == name for n in ast.walk(rest)) < 2:
            yield _tidied(_Put({name: statement.value}).visit(rest), whole.numbers)
    for k in range(sum(_operands(node) != [] for node in ast.walk(whole_tree))):
        for slot in range(3):
            tree = _parsed(whole.source)
            node = [node for node in ast.walk(tree) if _operands(node)][k]
            if slot < len(_operands(node)):
                yield _tidied(_Replace(node, _operands(node)[slot]).visit(tree), whole.numbers)
    leaves = sorted(whole.numbers)
    for name in leaves:
        rank = (
            _SIMPLE_NUMBERS.index(whole.numbers[name])
            if whole.numbers[name] in _SIMPLE_NUMBERS
            else len(_SIMPLE_NUMBERS)
        )
        for x in _SIMPLE_NUMBERS[:rank]:
            if x not in whole.numbers.values():  # two equal numbers hide which of them came where
                yield Expression(whole.source, whole.numbers | {name: x})


def _operands(node: ast.AST) -> list[ast.expr]:
    """The subexpressions of an operation that may stand in its place: those that are no plain numbers."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    if isinstance(node, ast.UnaryOp):
        parts = [node.operand]
    if isinstance(node, ast.Call):
        parts = [node.func.value] if isinstance(node.func, ast.Attribute) else node.args
    parts = [each for part in parts for each in (part.elts if isinstance(part, ast.List) else [part])]
    return [part for part in parts if any(isinstance(inner, ast.Name) for inner in ast.walk(part))]


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else super().visit(node)
