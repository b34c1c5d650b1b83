"""Programs with one change in their syntax tree: what a slip of the hand, or of the mind, makes of a right answer.

After reading this file one can add a kind of change: a function in `_CHANGES`, from a node to what may stand in its
place.
"""

import ast
from dataclasses import dataclass

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_OPPOSITE = {ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
_OTHER_ATTRIBUTE = {"data": ("grad",), "grad": ("data",)}


@dataclass(frozen=True)
class Mutant:
    """A program that differs in one place.

    Attributes:
        code: its source.
        kind: the kind of change, a key of `_CHANGES`.
        change: "line number: the line before → the line after", lines as ast.unparse writes them.
    """

    code: str
    kind: str
    change: str


def mutants_of(code, only=None):
    """All Mutants of a program, each text once.

    Args:
        code: its source.
        only: the names of the functions in which something is changed (what is defined inside them included); None for
            all of the program.
    """
    tree = ast.parse(code)
    before = ast.unparse(tree)
    known = {before}
    for place in list(_places(tree, only)):
        node = place.held
        for kind, change in _CHANGES.items():
            for other in change(node, place):
                place.put(other)
                after = ast.unparse(ast.fix_missing_locations(tree))
                place.put(node)
                if after not in known:
                    known.add(after)
                    yield Mutant(after, kind, _told(before, after))


@dataclass(frozen=True)
class _Place:
    """Where a node hangs in its tree: a field of its parent, and which of the list that the field holds; with the names
    that are known there.
    """

    parent: ast.AST
    field: str
    index: int | None
    names: tuple[str, ...]

    @property
    def held(self):
        whole = getattr(self.parent, self.field)
        return whole if self.index is None else whole[self.index]

    def put(self, node):
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _places(tree, only):
    """Every place below those functions."""
    for parent in [tree] if only is None else _functions(tree, only):
        yield from _below(parent, _bound(parent))


def _functions(tree, only):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and node.name in only:
            yield node
        else:
            yield from _functions(node, only)


def _below(parent, names):
    for field, held in ast.iter_fields(parent):
        for index, node in enumerate(held if isinstance(held, list) else [held]):
            if isinstance(node, ast.AST):
                known = names + tuple(name for name in _bound(node) if name not in names)
                yield _Place(parent, field, index if isinstance(held, list) else None, known)
                yield from _below(node, known)


def _bound(node):
    """The names that a function or comprehension binds for what stands in it."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        inside = [name for child in ast.walk(node) for name in _stored(child)]
        return tuple(dict.fromkeys([a.arg for a in ast.walk(node.args) if isinstance(a, ast.arg)] + inside))
    if isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)):
        return tuple(dict.fromkeys(name for child in ast.walk(node) for name in _stored(child)))
    return ()


def _stored(node):
    return [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else []


def _told(before, after):
    old, new = ([line for line in text.splitlines() if line] for text in (before, after))
    first = next((n for n, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
    last = next((n for n, (a, b) in enumerate(zip(old[::-1], new[::-1])) if a != b), 0)
    last = min(last, len(old) - first, len(new) - first)
    was, now = (" ⏎ ".join(line.strip() for line in text[first : len(text) - last]) for text in (old, new))
    return f"{first + 1}: {was or 'nothing'} → {now or 'nothing'}"


# The changes: (a node, its place) -> what may stand there instead.


def _operator(node, place):
    if isinstance(node, _ARITHMETIC) and isinstance(place.parent, (ast.BinOp, ast.AugAssign)):
        yield from (other() for other in _ARITHMETIC if not isinstance(node, other))


def _one_operand(node, place):
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    if isinstance(node, ast.UnaryOp):
        yield node.operand


def _constant(node, place):
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, (int, float)):
        numbers = (node.value + 1, node.value - 1, 0, 1)
        yield from (ast.Constant(type(node.value)(x)) for x in numbers if x != node.value)
        if node.value:
            yield ast.UnaryOp(ast.USub(), ast.Constant(node.value))
    elif isinstance(node.value, str) and not isinstance(place.parent, (ast.Expr, ast.JoinedStr)):
        yield ast.Constant(node.value + "?")


def _name(node, place):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in place.names:
        yield from (ast.Name(other, ast.Load()) for other in place.names if other != node.id)


def _attribute(node, place):
    if isinstance(node, ast.Attribute):
        for other in _OTHER_ATTRIBUTE.get(node.attr, ()):
            yield ast.Attribute(node.value, other, node.ctx)


def _deleted(node, place):
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass) and not isinstance(place.parent, ast.Module):
        yield ast.Pass()


def _negated(node, place):
    if place.field == "test" or (place.field == "ifs" and isinstance(place.parent, ast.comprehension)):
        yield ast.UnaryOp(ast.Not(), node)


def _branch(node, place):
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values
    if isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)


def _write(node, place):
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value, lineno=0)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and len(node.targets) == 1:
        yield ast.AugAssign(node.targets[0], ast.Add(), node.value)


def _comparison(node, place):
    if isinstance(node, _ORDER):
        yield from (other() for other in _ORDER if not isinstance(node, other))
    if type(node) in _OPPOSITE:
        yield _OPPOSITE[type(node)]()


def _members(node, place):
    """One argument, or member of a tuple or list, less; two neighbours exchanged."""
    if isinstance(node, ast.Call):
        for args in _fewer_or_exchanged(node.args):
            yield ast.Call(node.func, args, node.keywords)
        for k in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:k] + node.keywords[k + 1 :])
    if isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
        for members in _fewer_or_exchanged(node.elts):
            yield type(node)(members, node.ctx)


def _fewer_or_exchanged(members):
    for k in range(len(members)):
        yield members[:k] + members[k + 1 :]
    for k in range(len(members) - 1):
        yield [*members[:k], members[k + 1], members[k], *members[k + 2 :]]


def _call(node, place):
    """The argument of a call, or what a method is called on, without the call; the method itself, not called."""
    if isinstance(node, ast.Call) and isinstance(place.parent, ast.expr | ast.stmt | ast.comprehension | ast.keyword):
        if len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
            yield node.args[0]
        if isinstance(node.func, ast.Attribute) and not node.args:
            yield node.func.value
        yield node.func


def _return(node, place):
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Expr(node.value)
        yield ast.Return(None)


def _loop(node, place):
    """A loop that leaves out its first or last turn, or ends after one."""
    if place.field == "iter":
        listed = ast.Call(ast.Name("list", ast.Load()), [node], [])
        for lower, upper in ((ast.Constant(1), None), (None, ast.UnaryOp(ast.USub(), ast.Constant(1)))):
            yield ast.Subscript(listed, ast.Slice(lower, upper), ast.Load())
    if isinstance(node, (ast.For, ast.While)):
        body = [*node.body, ast.Break()]
        yield (
            ast.While(node.test, body, node.orelse)
            if isinstance(node, ast.While)
            else ast.For(node.target, node.iter, body, node.orelse, lineno=0)
        )


def _index(node, place):
    if isinstance(node, ast.Subscript) and not isinstance(node.slice, (ast.Slice, ast.Constant)):
        for operator in (ast.Add(), ast.Sub()):
            yield ast.Subscript(node.value, ast.BinOp(node.slice, operator, ast.Constant(1)), node.ctx)


_CHANGES = {
    "operator": _operator,
    "one operand": _one_operand,
    "constant": _constant,
    "name": _name,
    "attribute": _attribute,
    "deleted": _deleted,
    "negated": _negated,
    "branch": _branch,
    "write": _write,
    "comparison": _comparison,
    "members": _members,
    "call": _call,
    "return": _return,
    "loop": _loop,
    "index": _index,
}
