"""What is known of the variables around a statement in a learner's code: whether they are made of numbers alone, or
of a gradient too.

Only the syntax is looked at, and what it does not tell is not known.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """What things are called where a rule for the way back was written.

    Attributes:
        gradient, number: the attributes that hold a value's gradient and its number; None where not known.
        others: the variables that are known to hold something else than the rule's result.
    """

    gradient: str | None
    number: str | None = None
    others: tuple[str, ...] = ()


class Scope:
    """What is known of the variables around a statement."""

    def __init__(self, tree: ast.AST, statement: ast.stmt, names: Names) -> None:
        self.gradient, self._names = names.gradient, names
        self._bound: defaultdict[str, list[ast.expr]] = defaultdict(list)  # name -> all that it comes from
        self._said: dict[str, ast.expr] = {}  # name -> what it is said to be, in a statement of its own
        for name, value, alone in _bindings(tree):
            self._bound[name].append(value)
            if alone:
                self._said[name] = value
        functions = [node for node in ast.walk(tree) if isinstance(node, _Function)]
        around = [node for node in functions if statement in ast.walk(node)]
        outer = around[:-1]  # without the function that it stands in
        self._parameters = {name for node in functions for name in _parameters(node)}
        objects = {ast.unparse(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        given = {name for node in outer for name in _parameters(node)}
        own = {name for node in functions if node not in outer for name in _parameters(node)}
        self._given_numbers = given - own - objects - self._bound.keys()

    def is_of_another(self, upstream: ast.Attribute) -> bool:
        """Whether it is the gradient of something that is known not to be the result."""
        return ast.unparse(upstream.value) in self._names.others

    def mentions_a_gradient(self, node: ast.AST, besides: ast.AST | None = None, seen: frozenset[str] = _NONE) -> bool:
        """Whether it is made of a gradient, also by way of variables, besides the one that is known."""
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and part.attr == self.gradient and part is not besides:
                return True
            if isinstance(part, ast.Name) and part.id not in seen:
                sources = self._bound.get(part.id, ())
                if any(self.mentions_a_gradient(value, None, seen | {part.id}) for value in sources):
                    return True
        return False

    def is_number(self, node: ast.expr, seen: frozenset[str] = _NONE) -> bool:
        """Whether it is certainly made of the numbers of operands alone, so that no gradient has a part in it."""
        match node:
            case ast.Constant(value=value):
                return type(value) in (int, float)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                return attribute == self._names.number and name in self._names.others
            case ast.Name(id=name):
                said = self._said.get(name) if len(self._bound[name]) == 1 and name not in self._parameters else None
                return name in self._given_numbers or bool(
                    said and name not in seen and self.is_number(said, seen | {name})
                )
            case ast.Call(func=ast.Attribute(value=ast.Name(id="math")) | ast.Name(id="abs" | "float" | "max" | "min")):
                return not node.keywords and all(self.is_number(given, seen) for given in node.args)
            case ast.UnaryOp() | ast.BinOp() | ast.Compare() | ast.IfExp():
                parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
                return all(self.is_number(part, seen) for part in parts)
        return False


def _bindings(tree: ast.AST) -> Iterator[tuple[str, ast.expr, bool]]:
    """Yield (variable, what it comes from, whether it is just this) for whatever gives a variable something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            given = [(target, node.value) for target in node.targets]
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            given = [(node.target, node.value)]
        elif isinstance(node, (ast.For, ast.comprehension)):
            given = [(node.target, node.iter)]
        elif isinstance(node, _Function):
            yield from ((name, value, False) for name, value in _defaults(node.args))
            continue
        else:
            continue
        for target, value in given:
            alone = isinstance(node, ast.Assign) and isinstance(target, ast.Name)
            names = [
                part.id for part in ast.walk(target) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            ]
            yield from ((name, value, alone) for name in names)


def _parameters(function: _Function) -> list[str]:
    given = function.args
    return [
        each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg) if each
    ]


def _defaults(given: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    with_default = [*given.posonlyargs, *given.args][::-1]
    yield from ((each.arg, value) for each, value in zip(with_default, given.defaults[::-1]))
    yield from ((each.arg, value) for each, value in zip(given.kwonlyargs, given.kw_defaults) if value is not None)
