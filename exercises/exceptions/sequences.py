"""Lists and their kin: what is none and is used like one, what has not so many members, what cannot be told apart."""

import ast
import re

from exercises.exceptions.failure import (
    Failure,
    Meaning,
    is_gradient,
    is_value,
    kind_of,
    meant,
    shown,
)
from exercises.exceptions.line import UNKNOWN, Line
from exercises.exceptions.nothing import of_nothing
from viz.values.conventions import OPERAND_NAMES
from viz.values.insides import attributes_of

_NOT_A_LIST = re.compile(
    r"'(?P<kind>[^']+)' object is not (?:iterable|subscriptable|reversible|an iterator|an? \w+)"
    r"|object of type '(?P<unsized>[^']+)' has no len"
    r"|cannot unpack non-iterable (?P<whole>\w+) object"
    r"|argument of type '(?P<container>[^']+)' is not (?:iterable|a container)"
    r"|'(?P<fixed>[^']+)' object does not support item"
    r"|Value after \* must be an iterable, not (?P<starred>\w+)"
)
_INDEX_KIND = re.compile(r"(?P<container>\w+) ind(?:ices|ex) must be integers? or slices?, not '?(?P<kind>\w+)'?")
_UNHASHABLE = re.compile(r"unhashable type: '(?P<kind>[^']+)'")
_UNPACKED = re.compile(r"(?:not enough|too many) values to unpack \(expected (?:at least )?(?P<expected>\d+)")
_ZIPPED = re.compile(r"zip\(\) arguments? .* (?:is|are) (?:shorter|longer) than")
_INPUTS = re.compile(r"this neuron takes (?P<wanted>\d+) inputs, but was given (?P<given>\d+)")
_NUMBERS = ("int", "float", "bool")
_FUNCTIONS = ("method", "function", "builtin_function_or_method")
_WALKERS = ("zip", "enumerate", "reversed", "sorted", "list", "tuple", "set", "map", "filter")
_UNSETTLED = "changed size during iteration"


def not_a_list(failure: Failure) -> Meaning | None:
    """A single thing, or None, that is walked through, indexed or counted."""
    found = _NOT_A_LIST.search(failure.text)
    if not found:
        return None
    kind, line = next(group for group in found.groups() if group), failure.line
    changed = failure.last.node(ast.AugAssign)
    if changed and is_gradient(changed.target):  # [] += 1.0
        held = failure.last.holds(changed.target)
        return meant("error.odd gradient", name=failure.last.text(changed.target), kind=kind_of(held))
    node = _walked_through(line, kind)
    if kind == "NoneType":
        return of_nothing(failure, line, node) or meant("error.none is no list")
    if kind in _FUNCTIONS:
        return meant("error.not called", name=line.text(node)) or meant("error.function is no list")
    if failure.is_kind_of_value(kind):
        return _single_value(failure, line, node, kind)
    if kind == "int" and isinstance(node, (ast.Name, ast.Attribute, ast.Call)) and node in _iterated(line):
        return meant("error.loop over a number", code=line.text(node))
    return meant("error.single thing", code=line.text(node), kind=kind) or meant("error.no list", kind=kind)


def index_kind(failure: Failure) -> Meaning | None:
    """`w[x]` where x is no whole number."""
    found = _INDEX_KIND.search(failure.text)
    return meant("error.index kind", kind=found["kind"], container=found["container"]) if found else None


def index(failure: Failure) -> Meaning | None:
    """`w[2]` of a list of two."""
    if "pop from" in failure.text:
        return meant("error.empty list")
    if not failure.is_at_mine:  # of a library's own
        return None
    node = failure.line.node(ast.Subscript)
    whole, key = (failure.line.holds(node.value), failure.line.holds(node.slice)) if node else (UNKNOWN, UNKNOWN)
    if node and isinstance(whole, (list, tuple)) and type(key) is int:
        if not whole:
            return meant("error.index of empty", code=failure.line.text(node.value))
        return meant(
            "error.index known", code=failure.line.text(node.value), length=len(whole), last=len(whole) - 1, index=key
        )
    return meant("error.index")


def key(failure: Failure) -> Meaning | None:
    """`d["w"]` of a dict without that key."""
    if "pop from" in failure.text:
        return meant("error.empty set")
    if not failure.is_at_mine:  # of a library's own
        return None
    node = failure.line.node(ast.Subscript)
    return meant("error.key known", code=failure.line.text(node)) or meant("error.key")


def unhashable(failure: Failure) -> Meaning | None:
    """What cannot go into a set."""
    found = _UNHASHABLE.search(failure.text)
    if not found:
        return None
    cls = failure.kind(found["kind"])
    own = [name for base in cls.__mro__[:-1] for name in vars(base)] if cls and failure.is_of_the_learners(cls) else []
    compares = "__eq__" in own
    return meant("error.unhashable" if compares else "error.unhashable thing", kind=found["kind"])


def lengths(failure: Failure) -> Meaning | None:
    """Two rows of things that differ in their length."""
    found = _UNPACKED.search(failure.text)
    if found:
        return meant("error.unpacked", expected=found["expected"])
    found = _INPUTS.search(failure.text)
    if found:
        exchanged = int(found["given"]) in _neurons_counted(failure)
        return meant(
            "error.sizes exchanged" if exchanged else "error.inputs", wanted=found["wanted"], given=found["given"]
        )
    return _zipped(failure) if _ZIPPED.search(failure.text) else None


def _neurons_counted(failure: Failure) -> set[int]:
    """The lengths of the lists of neurons, such as the one that has failed, in the learner's objects that took part."""
    lines = [line for line in failure.lines if line.owner is not UNKNOWN]
    held = [thing for line in lines if line.is_learners for _, thing in attributes_of(line.owner)]
    lists = [thing for thing in held if type(thing) is list]
    return {len(row) for row in lists if row and all(type(each) is type(lines[-1].owner) for each in row)}


def _zipped(failure: Failure) -> Meaning | None:
    """zip(..., strict=True) of two lists; in a generator it is the function around that knows them."""
    for line in filter(None, (failure.line, failure.caller)):
        calls = [call for call in line.nodes_around(ast.Call) if line.text(call.func) == "zip" and len(call.args) == 2]
        for one, two in (call.args for call in calls):
            lengths = [len(held) for held in map(line.holds, (one, two)) if isinstance(held, (list, tuple))]
            if len(lengths) == 2:
                first, second = line.text(one), line.text(two)
                return meant("error.zipped known", first=first, second=second, one=lengths[0], two=lengths[1])
    return meant("error.zipped")


def unsettled(failure: Failure) -> Meaning | None:
    """A set or dict that grows while it is walked through."""
    return meant("error.unsettled") if _UNSETTLED in failure.text else None


def _walked_through(line: Line, kind: str) -> ast.expr | None:
    """The expression that is used like a list."""
    subscript, call = line.node(ast.Subscript), line.node(ast.Call)
    if subscript:
        return _of_that_kind(line, [subscript.value], kind)
    loops = _iterated(line)
    if loops:
        return _of_that_kind(line, loops, kind)
    if call:  # len(x), tuple(x), reversed(x), f(*x)
        arguments = [each.value if isinstance(each, ast.Starred) else each for each in call.args]
        return _of_that_kind(line, arguments, kind)
    assigned = line.statement if isinstance(line.statement, ast.Assign) else None  # a, b = x
    return _of_that_kind(line, [assigned.value], kind) if assigned else None


def _iterated(line: Line) -> list[ast.expr]:
    """What the loops walk through that failed; their place is that of the loop, or of what it walks through."""
    loops = [node.iter for node in line.nodes(ast.For)]
    inside = line.name.startswith("<")  # of a comprehension: what its first loop needs, the function around asks for
    for each in line.nodes(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp):
        generators: list[ast.comprehension] = getattr(each, "generators", [])
        loops += [generator.iter for generator in (generators[1:] if inside else generators[:1])]
    around = [node.iter for node in line.nodes_around(ast.For)]
    around += [node.iter for node in line.nodes_around(ast.comprehension)]
    return loops or [node for node in around if line.is_at_place(node)]


def _of_that_kind(line: Line, nodes: list[ast.expr], kind: str) -> ast.expr | None:
    """The one of some expressions that stands for a thing of that class, as far as it can be told."""
    held = [(each, line.holds(each)) for node in nodes for each in _inside_walkers(node)]
    known = [node for node, thing in held if kind_of(thing) == kind or {kind, kind_of(thing)} <= {*_FUNCTIONS}]
    unknown = [node for node, thing in held if thing is UNKNOWN]
    return known[0] if known else unknown[0] if len(unknown) == 1 else None


def _inside_walkers(node: ast.expr) -> list[ast.expr]:
    """What zip, enumerate and their kin walk through; any other expression itself."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _WALKERS:
        return [each.value if isinstance(each, ast.Starred) else each for each in node.args]
    return [node]


def _single_value(failure: Failure, line: Line, node: ast.expr | None, kind: str) -> Meaning | None:
    """A value where its operands, or a list of values, should be."""
    if isinstance(node, ast.Name) and node.id in OPERAND_NAMES and line.name == "__init__":  # tuple(_children)
        where = shown(failure.caller) if failure.caller else ""
        if _values_given(failure.caller) > 1:
            return meant("error.operands apart", where=where, code=line.text(node), kind=kind)
        return meant("error.tuple of one", where=where, code=line.text(node), kind=kind)
    if isinstance(node, ast.Attribute) and node.attr in OPERAND_NAMES:  # for operand in v._prev
        return meant("error.tuple of one", code=line.text(node), kind=kind)
    return meant("error.single thing", code=line.text(node), kind=kind) or meant("error.no list", kind=kind)


def _values_given(line: Line | None) -> int:
    """How many arguments of the call in a line are values themselves."""
    call = line.node(ast.Call) if line else None
    return sum(is_value(line.holds(each)) for each in call.args) if line and call else 0
