"""Classes that look like Value, generated from the conventions that are met in the wild, right ones and wrong ones.

A plan says one convention of each kind: where the operands stand and in what, under which name the number, how the
rule of a result is kept, and so on. The source of a class is written from its plan, so that whoever reads sources
finds a class as a learner would have written it. SHAPES holds every convention alone, in an otherwise plain class, and
then crossings of three, chosen by a fixed step. Each shape has its mistakes, one at a time in an otherwise right class.

After reading this file one can add a convention: a line in `_CONVENTIONS`, and what it changes in the text.

    uv run python tests/class_shapes.py     proves the right ones right and the wrong ones wrong, by differences
"""

import inspect
import linecache
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from textwrap import indent
from types import ModuleType
from typing import Any

# What a test is given.


@dataclass(frozen=True)
class Shape:
    """One class, and the truth about where it keeps what.

    Attributes:
        name: its conventions, as far as they depart from the plain class.
        make: the class; called with one number it makes a leaf.
        number: value -> its number as a float.
        gradient: value -> its gradient as a float, or None while (or where) it has none.
        operands: value -> its operands in true order, or None where the shape keeps too little to know. A dict keeps an
            operand that occurs twice once, and so does a set whose rule does not tell.
        order_known: False where the order, or how often an operand occurs, is truly lost.
        back: root -> None, runs the backward of the class; None where it has none.
        has: its operations, some of "+", "*", "**", "relu", "exp" and "tanh".
        wrong: mistake -> the class with that mistake. Each is made when it is asked for. With "one side" a class that
            keeps an operand and its slope together has lost the other operand of its product, too.
        convert: what a number goes through before a leaf is made of it.
        conventions: the conventions of the name, one by one.
        plan: what the class was written from.
    """

    name: str
    make: type
    number: Callable[[Any], float]
    gradient: Callable[[Any], float | None]
    operands: Callable[[Any], tuple | None]
    order_known: bool
    back: Callable[[Any], None] | None
    has: frozenset[str]
    wrong: Mapping[str, type]
    convert: Callable[[float], Any] = float
    conventions: tuple[str, ...] = ()
    plan: "Plan | None" = field(default=None, repr=False)

    def leaf(self, number):
        """A leaf of a plain number."""
        return self.make(self.convert(number))

    def variant(self, mistake):
        """The shape of the class with that mistake: everything is read from it in the same way."""
        return replace(self, name=f"{self.name}, {mistake}", make=self.wrong[mistake], wrong={})


@dataclass(frozen=True)
class Expression:
    """Called with a leaf factory it gives (root, {name: leaf}); the leaves are made in the order of the dict."""

    build: Callable
    needs: frozenset[str]

    def __call__(self, leaf):
        return self.build(leaf)


def _on(formula, needs, **numbers):
    """The expression of a function of its leaves, which are named as its parameters."""

    def build(leaf):
        leaves = {name: leaf(number) for name, number in numbers.items()}
        return formula(**leaves), leaves

    return Expression(build, frozenset(needs.split()))


def _twice_over(a):
    b = a * 3
    d = b * 10
    return b + d


def _twice_over_mirrored(a):
    b = a * 3
    d = b * 10
    return d + b


# Whole numbers, so that a class of integers can play all of them.
EXPRESSIONS = {
    "sum": _on(lambda a, b: a + b, "+", a=2.0, b=-3.0),
    "product": _on(lambda a, b: a * b, "*", a=2.0, b=-3.0),
    "a + a": _on(lambda a: a + a, "+", a=3.0),
    "a * a": _on(lambda a: a * a, "*", a=3.0),
    "(a*b + c) * a": _on(lambda a, b, c: (a * b + c) * a, "+ *", a=2.0, b=-3.0, c=10.0),
    "plain numbers": _on(lambda a: (a * 2 + 1) * a, "+ *", a=3.0),
    "b + d": _on(_twice_over, "+ *", a=2.0),
    "d + b": _on(_twice_over_mirrored, "+ *", a=2.0),
    "equal sums": _on(lambda a, b, c, d: (a + b) * (c + d), "+ *", a=2.0, b=3.0, c=1.0, d=4.0),
    "a**3": _on(lambda a: a**3, "**", a=2.0),
    "a**2 * b": _on(lambda a, b: a**2 * b, "** *", a=3.0, b=-2.0),
    "relu above": _on(lambda a, b: a.relu() * b, "relu *", a=3.0, b=-4.0),
    "relu below": _on(lambda a, b: a.relu() * b + a, "relu * +", a=-3.0, b=-4.0),
    "exp": _on(lambda a: a.exp() * a, "exp *", a=1.0),
    "tanh": _on(lambda a: a.tanh() * a, "tanh *", a=1.0),
}


# The conventions.


@dataclass(frozen=True)
class Plan:
    """What a class is written from; the plain class as it stands.

    Attributes:
        keeps: the attribute of the operands; two names where they are two, or one behind the other.
        holds: what that attribute is, a key of `_OPERANDS` or "closure".
        consumers: the attribute of the results that were computed from a value, if the class keeps them too.
        number: the attribute of the number; "" for a class that is itself derived from float.
        kind: the type of the number, a key of `_KINDS`.
        gradient: the attribute of the gradient. `_grad` has a property `grad` in front, which raises while it is None.
        start: what the gradient is before: "zero" as the kind has it, "0" or "None".
        symbol: the attribute of the symbol, if any.
        symbols: how it is written, a key of `_SYMBOLS`.
        label: the attribute of the name, if any.
        rule: how the slopes are kept and played, a key of `_HOLDS`.
        rule_name: the attribute of the rule of a result.
        slopes: the attribute of the local slopes, where they are kept beside the operands.
        order: how backward orders the graph.
        backward: its name; "" for none.
        outside: whether it is a function outside the class.
        curve: "exp" or "tanh".
        twist: one oddity of the class.
        counts: what changes on the class or in the module, and when.
        noise: whether other numbers stand beside the number.
        title: the name of the class.
        mistake: the mistake, if any.
    """

    keeps: str = "_prev"
    holds: str = "tuple"
    consumers: str = ""
    number: str = "data"
    kind: str = "float"
    gradient: str = "grad"
    start: str = "zero"
    symbol: str = "_op"
    symbols: str = "signs"
    label: str = "label"
    rule: str = "closure"
    rule_name: str = "_backward"
    slopes: str = "_local_grads"
    order: str = "recursive"
    backward: str = "backward"
    outside: bool = False
    curve: str = "exp"
    twist: str = ""
    counts: str = ""
    noise: bool = False
    title: str = "Value"
    mistake: str = ""


_PLAIN = Plan()
_TITLES = ("Value", "Scalar", "Node", "Var", "Number", "Variable", "Tensor")

# Convention -> what it changes in the plain class; those of one axis exclude each other.
_CONVENTIONS = {
    "operands": {
        "_children": {"keeps": "_children"},
        "children": {"keeps": "children"},
        "parents": {"keeps": "parents"},
        "_parents": {"keeps": "_parents"},
        "prev": {"keeps": "prev"},
        "inputs": {"keeps": "inputs"},
        "args": {"keeps": "args"},
        "sources": {"keeps": "sources"},
        "came_from": {"keeps": "came_from"},
        "__prev": {"keeps": "__prev"},
        "left and right": {"keeps": "left right", "holds": "two"},
        "lhs and rhs": {"keeps": "lhs rhs", "holds": "two"},
        "pairs with slopes": {"keeps": "edges", "holds": "pairs", "rule": "slopes in the loop"},
        "pairs with functions": {"keeps": "parents", "holds": "functions", "rule": "functions"},
        "dict of slopes": {"keeps": "_prev", "holds": "dict", "rule": "slopes in the loop"},
        "creator.inputs": {"keeps": "creator inputs", "holds": "node", "rule": "function objects", "symbol": ""},
        "grad_fn.parents": {"keeps": "grad_fn parents", "holds": "node", "rule": "function objects", "symbol": ""},
        "closures alone": {"keeps": "", "holds": "closure", "order": "tape"},
        "tape of rules": {"keeps": "", "holds": "closure", "rule": "closure on a tape", "order": "tape of rules"},
        "parents are operands": {"keeps": "parents", "consumers": "children"},
        "children are operands": {"keeps": "children", "consumers": "parents"},
    },
    "container": {
        "list": {"holds": "list"},
        "set": {"holds": "set"},
        "frozenset": {"holds": "frozenset"},
        "deque": {"holds": "deque"},
        "single object": {"holds": "single"},
        "dict by role": {"holds": "roles"},
    },
    "number": {
        "value": {"number": "value"},
        "val": {"number": "val"},
        "_value": {"number": "_value"},
        "x": {"number": "x"},
        "item": {"number": "item"},
        "amount": {"number": "amount"},
        "is a float": {"number": ""},
        "other numbers": {"noise": True},
    },
    "type": {
        "int": {"kind": "int", "start": "0"},
        "numpy float": {"kind": "numpy float"},
        "array of no dimension": {"kind": "array of no dimension"},
        "array of one": {"kind": "array of one"},
        "fraction": {"kind": "fraction", "start": "0"},
        "box": {"kind": "box"},
    },
    "gradient": {
        "gradient": {"gradient": "gradient"},
        "_grad": {"gradient": "_grad"},
        "derivative": {"gradient": "derivative"},
        "sensitivity": {"gradient": "sensitivity"},
        "from None": {"start": "None"},
        "from 0": {"start": "0"},
        "grad raises before": {"gradient": "_grad", "start": "None"},
    },
    "symbol": {
        "no symbol": {"symbol": ""},
        "op in words": {"symbol": "op", "symbols": "words"},
        "op in capitals": {"symbol": "op", "symbols": "capitals"},
        "operation in titles": {"symbol": "operation", "symbols": "titles"},
        "enum": {"symbols": "enum"},
        "functions of operator": {"symbol": "fn", "symbols": "functions"},
        "exponent not in it": {"symbols": "bare"},
        "made_by": {"symbol": "made_by"},
    },
    "label": {
        "name": {"label": "name"},
        "no label": {"label": ""},
    },
    "rule": {
        "grad_fn": {"rule_name": "grad_fn"},
        "_backprop": {"rule_name": "_backprop"},
        "takes upstream": {"rule": "closure takes upstream"},
        "takes upstream or 1": {"rule": "closure takes upstream or 1"},
        "returns": {"rule": "closure returns"},
        "walks by closures": {"rule": "closure walks"},
        "slopes and method": {"rule": "slopes in a method", "slopes": "slopes"},
        "slopes and loop": {"rule": "slopes in the loop", "symbol": ""},
        "path by path": {"rule": "slopes path by path", "slopes": "partials"},
        "subclasses": {"rule": "subclasses", "symbol": ""},
        "rules by symbol": {"rule": "by symbol"},
    },
    "order": {
        "iterative": {"order": "iterative"},
        "tape": {"order": "tape"},
        "tape, cleared": {"order": "tape, cleared"},
        "by serial": {"order": "by serial"},
        "by depth": {"order": "by depth"},
    },
    "backward": {
        "backprop": {"backward": "backprop"},
        "outside": {"outside": True},
        "no backward": {"backward": ""},
        "forward only": {"backward": "", "rule": "none"},
    },
    "curve": {"tanh": {"curve": "tanh"}},
    "twist": {
        "slots": {"twist": "slots"},
        "dataclass": {"twist": "dataclass"},
        "unhashable dataclass": {"twist": "unhashable dataclass"},
        "equal by number": {"twist": "equal by number"},
        "equal gives a value": {"twist": "equal gives a value"},
        "odd getattr": {"twist": "odd getattr"},
        "raising properties": {"twist": "raising properties"},
        "exponent is a value": {"twist": "exponent is a value"},
        "constants stay plain": {"twist": "constants stay plain"},
        "false at zero": {"twist": "false at zero"},
    },
    "counts": {
        "count of values": {"counts": "count of values"},
        "list of values": {"counts": "list of values"},
        "count of passes": {"counts": "count of passes"},
    },
}


@dataclass(frozen=True)
class _Kind:
    """How a class handles one type of number; {x} is a number that comes in, {v} one that was kept."""

    store: str = "{x}"
    read: str = "{v}"
    zero: str = "0.0"
    one: str = "1.0"
    relu: str = "max(0.0, {a})"
    gate: str = "float({a} > 0)"
    library: str = "math"
    convert: Callable[[float], Any] = float


_IN_NUMPY = {"relu": "np.maximum({a}, 0.0)", "gate": "({a} > 0)", "library": "np"}
_EXACT = {"zero": "0", "one": "1", "relu": "max(0, {a})", "gate": "int({a} > 0)"}
_KINDS = {
    "float": _Kind(),
    "int": _Kind(**_EXACT, convert=int),
    "fraction": _Kind("Fraction({x})", **_EXACT, convert=Fraction),
    "box": _Kind("Amount({x})", "float({v})"),
    "numpy float": _Kind("np.float64({x})", **_IN_NUMPY),
    "array of no dimension": _Kind("np.array({x}, dtype=float)", "{v}", "np.zeros(())", "np.ones(())", **_IN_NUMPY),
    "array of one": _Kind("np.array({x}, dtype=float).reshape(1)", "{v}", "np.zeros(1)", "np.ones(1)", **_IN_NUMPY),
}

# Operation -> method, parameters, its number, and its slopes; {y} is the number of the result.
_OPERATIONS = {
    "+": ("__add__", "self, other", "{a} + {b}", ("{one}", "{one}")),
    "*": ("__mul__", "self, other", "{a} * {b}", ("{b}", "{a}")),
    "**": ("__pow__", "self, n", "{a} ** {n}", ("{n} * {a} ** ({n} - 1)",)),
    "relu": ("relu", "self", "{relu}", ("{gate}",)),
    "exp": ("exp", "self", "{library}.exp({a})", ("{y}",)),
    "tanh": ("tanh", "self", "{library}.tanh({a})", ("(1 - {y} ** 2)",)),
}

# Mistake -> the operation in which it is made, and the slopes instead of the right ones.
_WRONG_SLOPES = {
    "not swapped": ("*", ("{a}", "{b}")),
    "one side": ("*", ("{b}",)),
    "relu passes all": ("relu", ("{one}",)),
    "not decremented": ("**", ("{n} * {a} ** {n}",)),
    "exponent dropped": ("**", ("{a} ** ({n} - 1)",)),
}

_SIGNS = {"+": '"+"', "*": '"*"', "**": 'f"**{n}"', "relu": '"ReLU"', "exp": '"exp"', "tanh": '"tanh"'}
_NAMES = {"+": "Add", "*": "Mul", "**": "Pow", "relu": "ReLU", "exp": "Exp", "tanh": "Tanh"}
_FUNCTIONS = {"+": "operator.add", "*": "operator.mul", "**": "operator.pow", "relu": "max"}
_SYMBOLS = {
    "signs": _SIGNS,
    "bare": {**_SIGNS, "**": '"**"'},
    "words": {sign: f'"{name.lower()}"' for sign, name in _NAMES.items()},
    "capitals": {sign: f'"{name.upper()}"' for sign, name in _NAMES.items()},
    "titles": {sign: f'"{name}"' for sign, name in _NAMES.items()},
    "enum": {sign: f"Op.{name.upper()}" for sign, name in _NAMES.items()},
    "functions": {**_FUNCTIONS, "exp": "math.exp", "tanh": "math.tanh"},
}

# What the attribute holds -> how the operands of {v} are reached through it.
_OPERANDS = {
    **dict.fromkeys(("tuple", "list", "set", "frozenset", "deque", "dict"), "{v}.{k}"),
    "single": "({v}.{k} if isinstance({v}.{k}, tuple) else ({v}.{k},))",
    "roles": "{v}.{k}.values()",
    "two": "[p for p in ({v}.{k}, {v}.{k2}) if p is not None]",
    "pairs": "[p for p, _ in {v}.{k}]",
    "functions": "[p for p, _ in {v}.{k}]",
    "node": "({v}.{k}.{k2} if {v}.{k} is not None else ())",
}
_STORED_AS = {
    "list": "list({x})",
    "set": "set({x})",
    "frozenset": "frozenset({x})",
    "deque": "deque({x})",
    "roles": 'dict(zip(("left", "right"), {x}))',
    "dict": "{{}}",
}
_BY_ORDER = {"tuple", "list", "deque", "single", "roles", "two"}
_BY_HASH = {"set", "frozenset", "dict"}

# Rule -> what may hold the operands, so that the rule still knows which slope belongs to which.
_HOLDS = {
    **dict.fromkeys(
        ("closure", "closure takes upstream", "closure takes upstream or 1", "closure walks"),
        _BY_ORDER | {"set", "frozenset", "closure"},
    ),
    "closure returns": _BY_ORDER,
    "closure on a tape": {"closure"},
    **dict.fromkeys(("slopes in the loop", "slopes in a method", "slopes path by path"), _BY_ORDER | {"pairs", "dict"}),
    "functions": {"functions"},
    "function objects": {"node"},
    "subclasses": _BY_ORDER,
    "by symbol": _BY_ORDER,
    "none": _BY_ORDER | {"set", "frozenset"},
}
_ONE_CLASS_EACH = ("function objects", "subclasses")
_WALKS = ("closure walks", "slopes path by path")


def _fits(plan):
    """Whether a right class can be written from a plan, and a readable one."""
    dataclass_ = plan.twist.endswith("dataclass")
    mangled, by_number = plan.keeps.startswith("__"), plan.number == ""
    tape, ordering = plan.order.startswith("tape"), plan.order != "recursive"
    forbidden = (
        plan.holds not in _HOLDS[plan.rule],
        # Operands that only a closure knows cannot be walked to, but by the closures themselves or along a tape.
        plan.holds == "closure" and not (tape or plan.rule == "closure walks"),
        plan.holds == "closure" and (plan.noise or plan.consumers),
        plan.start == "None" and (tape or plan.kind not in ("float", "box", "numpy float")),
        plan.rule in _WALKS and (ordering or plan.outside or plan.counts == "count of passes" or not plan.backward),
        plan.rule == "none"
        and replace(plan, start="zero", gradient="grad", rule_name="_backward", backward="") != plan,
        not plan.backward and ((ordering and plan.holds != "closure") or plan.outside),
        not plan.backward and plan.counts == "count of passes",
        plan.rule in _ONE_CLASS_EACH and plan.symbol,
        plan.rule == "by symbol" and not plan.symbol,
        not plan.symbol and plan.symbols != "signs",
        plan.rule in (*_ONE_CLASS_EACH, "by symbol") and plan.twist in ("exponent is a value", "constants stay plain"),
        mangled and (plan.outside or dataclass_ or plan.rule == "subclasses"),
        by_number and (plan.kind != "float" or plan.holds in _BY_HASH or plan.rule == "subclasses"),
        by_number and (dataclass_ or plan.twist.startswith(("equal", "false"))),
        dataclass_ and (plan.kind not in ("float", "int") or plan.rule == "subclasses" or plan.consumers),
        dataclass_ and plan.holds in _STORED_AS,
    )
    return not any(forbidden)


# The text of a class. Below, `v` and `target` are source texts that stand for a value.


def _block(head, *body):
    return head + "\n" + indent("\n".join(body), "    ")


def _tuple(items):
    return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"


def _number_of(plan, v):
    return _KINDS[plan.kind].read.format(v=f"{v}.{plan.number}") if plan.number else f"float({v})"


def _operands_of(plan, v):
    first, *rest = plan.keeps.split()
    return _OPERANDS[plan.holds].format(v=v, k=first, k2=(*rest, "")[0])


def _fill(plan, **texts):
    """What the placeholders of an operation stand for; a is there always."""
    kind = _KINDS[plan.kind]
    gate, relu = kind.gate.format(**texts), kind.relu.format(**texts)
    return {"one": kind.one, "gate": gate, "relu": relu, "library": kind.library, **texts}


def _slopes(plan, sign, fill):
    place, wrong = _WRONG_SLOPES.get(plan.mistake, ("", ()))
    return [slope.format(**fill) for slope in (wrong if place == sign else _OPERATIONS[sign][3])]


def _contribution(plan, slope, upstream):
    if plan.mistake == "no upstream":
        return slope
    return upstream if slope == _KINDS[plan.kind].one else f"{slope} * {upstream}"


def _added(plan, target, amount):
    gradient = f"{target}.{plan.gradient}"
    if plan.mistake == "overwrite":
        return f"{gradient} = {amount}"
    if plan.start == "None":
        return f"{gradient} = ({gradient} or {_KINDS[plan.kind].zero}) + {amount}"
    return f"{gradient} += {amount}"


def _all_added(plan, targets, slopes, upstream):
    return [_added(plan, p, _contribution(plan, slope, upstream)) for p, slope in zip(targets, slopes)]


def _signs(plan):
    """The operations of a class; a fraction has no exponential."""
    return ["+", "*", "**", "relu"] + [plan.curve] * (plan.kind != "fraction")


def _symbol(plan, sign):
    # An exponent that is an operand, or kept beside, need not be in the symbol.
    beside = plan.twist == "exponent is a value" or plan.rule == "by symbol"
    return _SYMBOLS["bare" if beside and plan.symbols == "signs" else plan.symbols][sign]


# Its constructor.


def _keeps_slopes(plan):
    return plan.rule.startswith("slopes") and plan.holds != "pairs"


def _parameters(plan):
    """Parameter -> its default, or None for the number, which has none."""
    names = [name.strip("_") for name in plan.keeps.split()]
    if plan.holds == "node":
        operands = {names[0]: "None"}
    elif plan.holds == "two":
        operands = dict.fromkeys(names, "None")
    else:
        operands = dict.fromkeys(names, "()")
    slopes = {plan.slopes.strip("_"): "()"} if _keeps_slopes(plan) else {}
    words = {word.strip("_"): '""' for word in (plan.symbol, plan.label) if word}
    return {plan.number.strip("_") or "number": None, **operands, **slopes, **words}


def _attributes(plan):
    """Attribute -> what the constructor puts there."""
    kind, kept = _KINDS[plan.kind], {}
    if plan.number:
        kept[plan.number] = kind.store.format(x=plan.number.strip("_"))
    for name in plan.keeps.split()[: 1 if plan.holds == "node" else 2]:
        kept[name] = _STORED_AS.get(plan.holds, "{x}").format(x=name.strip("_"))
    if _keeps_slopes(plan) and plan.holds != "dict":
        kept[plan.slopes] = plan.slopes.strip("_")
    kept |= {word: word.strip("_") for word in (plan.symbol, plan.label) if word}
    if plan.rule != "none":
        kept[plan.gradient] = kind.zero if plan.start == "zero" else plan.start
    if plan.rule.startswith("closure") and plan.rule != "closure on a tape":
        kept[plan.rule_name] = _no_rule(plan)
    if plan.rule == "by symbol":
        kept["n"] = "None"
    if plan.consumers:
        kept[plan.consumers] = "[]"
    if plan.noise or plan.order == "by serial":
        kept["serial"] = "next(serials)"
    if plan.noise or plan.order == "by depth":
        kept["depth"] = f"1 + max((p.depth for p in {_operands_of(plan, 'self')}), default=0)"
    if plan.noise:
        kept["created"] = "time.time()"
    return kept


def _no_rule(plan):
    """The rule of a leaf."""
    if plan.rule_name == "grad_fn":
        return "None"
    return {
        "closure": "lambda: None",
        "closure takes upstream or 1": "lambda g=1.0: None",
        "closure returns": "lambda g: ()",
    }.get(plan.rule, "lambda g: None")


def _when_made(plan):
    """The statements of the constructor that are more than an attribute."""
    lines = []
    if plan.holds == "dict":
        operands, slopes = plan.keeps.strip("_"), plan.slopes.strip("_")
        add = f"self.{plan.keeps}[p] = self.{plan.keeps}.get(p, 0) + slope"
        lines.append(_block(f"for p, slope in zip({operands}, {slopes}):", add))
    if plan.consumers:
        lines.append(_block(f"for p in {_operands_of(plan, 'self')}:", f"p.{plan.consumers}.append(self)"))
    if plan.counts == "count of values":
        lines.append(f"{plan.title}.made += 1")
    if plan.counts == "list of values":
        lines.append(f"{plan.title}.everything.append(self)")
    if plan.order in ("tape", "tape, cleared"):
        lines.append(f"{_tape(plan)}.append(self)")
    return lines


def _tape(plan):
    return f"{plan.title}.tape" if plan.order == "tape" else "TAPE"


def _constructor(plan):
    attributes = [f"self.{name} = {text}" for name, text in _attributes(plan).items()]
    listed = ", ".join(name if default is None else f"{name}={default}" for name, default in _parameters(plan).items())
    init = _block(f"def __init__(self, {listed}):", *attributes, *_when_made(plan))
    if plan.number:
        return [init]
    return [_block("def __new__(cls, number, *rest):", "return super().__new__(cls, number)"), init]


def _fields(plan):
    """The same for a dataclass: what is plain becomes a field, the rest is done after."""
    parameters, fields, after = _parameters(plan), [], []
    for name, text in _attributes(plan).items():
        default = parameters.get(text, text)
        if text in parameters or text.startswith(("0", "lambda", "None")):
            fields.append(f"{name}: object" + ("" if default is None else f" = {default}"))
        else:
            after.append(f"self.{name} = {text}")
    after += _when_made(plan)
    return ["\n".join(fields), *([_block("def __post_init__(self):", *after)] if after else [])]


# Its operations.


def _operation(plan, sign):
    """The method of one operation."""
    method, parameters, _, _ = _OPERATIONS[sign]
    if plan.twist == "exponent is a value" and sign == "**":
        parameters = "self, other"
    head = f"def {method}({parameters}):"
    wrap = f"other = other if isinstance(other, {plan.title}) else {plan.title}(other)"
    if not parameters.endswith("other"):
        return _block(head, _computed(plan, sign, ["self"]))
    if plan.twist == "constants stay plain":
        constant = _block(f"if not isinstance(other, {plan.title}):", _computed(plan, sign, ["self"]))
        return _block(head, constant, _computed(plan, sign, ["self", "other"]))
    return _block(head, wrap, _computed(plan, sign, ["self", "other"]))


def _computed(plan, sign, operands):
    """The body: the result, made with what the class keeps of its origin."""
    if plan.rule in _ONE_CLASS_EACH:
        if sign != "**":
            return f"return {_NAMES[sign]}{'()' * (plan.holds == 'node')}({', '.join(operands)})"
        return "return Pow(n)(self)" if plan.holds == "node" else "return Pow(self, n)"
    other = _number_of(plan, "other")
    fill = _fill(plan, a=_number_of(plan, "self"), b=other if "other" in operands else "other", n="n")
    if sign == "**" and "other" in operands:
        fill["n"] = other
    number = _OPERATIONS[sign][2].format(**fill)
    if plan.rule.startswith("closure"):
        fill["y"] = _number_of(plan, "out")
        made, closure = _made(plan, sign, operands, number), _closure(plan, operands, _slopes(plan, sign, fill))
        name = plan.rule_name
        keep = f"TAPE.append({name})" if plan.rule == "closure on a tape" else f"out.{name} = {name}"
        return "\n".join((f"out = {made}", "", closure, "", keep, "return out"))
    made = _made(plan, sign, operands, "number", _slopes(plan, sign, {**fill, "y": "number"}))
    if plan.rule == "by symbol" and sign == "**":
        return "\n".join((f"number = {number}", f"out = {made}", "out.n = n", "return out"))
    return f"number = {number}\nreturn {made}"


def _made(plan, sign, operands, number, slopes=()):
    """The call of the constructor."""
    given = [number]
    if plan.holds == "two":
        given += [operands[0], (*operands, "None")[1]]
    elif plan.holds == "single" and len(operands) == 1:
        given += operands
    elif plan.holds == "pairs":
        given.append(_tuple([_tuple(pair) for pair in zip(operands, slopes)]))
    elif plan.holds == "functions":
        rules = [f"lambda g: {_contribution(plan, slope, 'g')}" for slope in slopes]
        given.append(_tuple([_tuple(pair) for pair in zip(operands, rules)]))
    elif plan.holds != "closure":
        given.append(_tuple(operands))
    given += [_tuple(slopes)] * _keeps_slopes(plan)
    given += [_symbol(plan, sign)] * bool(plan.symbol)
    return f"{plan.title}({', '.join(given)})"


def _closure(plan, operands, slopes):
    alone = plan.rule in ("closure", "closure on a tape")
    upstream = f"out.{plan.gradient}" if alone else "g"
    taken = "" if alone else "g=1.0" if plan.rule == "closure takes upstream or 1" else "g"
    shares = [_contribution(plan, slope, upstream) for slope in slopes]
    if plan.rule == "closure returns":
        body = [f"return {_tuple(shares)}"]
    elif plan.rule == "closure walks":
        body = [f"{p}.{plan.backward}({share})" for p, share in zip(operands, shares)]
    else:
        body = _all_added(plan, operands, slopes, upstream)
    return _block(f"def {plan.rule_name}({taken}):", *body)


def _rule_method(plan):
    """The method that plays the rule of any result, where the class has one."""
    if plan.rule == "slopes in a method":
        return [_block(f"def {plan.rule_name}(self):", _over_slopes(plan, "self"))]
    if plan.rule == "subclasses":
        return [_block(f"def {plan.rule_name}(self):", "pass")]
    if plan.rule != "by symbol":
        return []
    branches = [
        _block(f"{'el' * (sign != '+')}if self.{plan.symbol} == {_symbol(plan, sign)}:", *_played(plan, sign))
        for sign in _signs(plan)
    ]
    return [_block(f"def {plan.rule_name}(self):", *branches)]


def _played(plan, sign):
    """The rule of an operation, in a method of its result."""
    names = ["a", "b"][: 2 if sign in "+*" else 1]
    texts = {name: _number_of(plan, name) for name in "ab"}
    slopes = _slopes(plan, sign, _fill(plan, **texts, n="self.n", y=_number_of(plan, "self")))
    unpacked = f"{', '.join(names)}{',' * (len(names) == 1)} = {_operands_of(plan, 'self')}"
    return [unpacked, *_all_added(plan, names, slopes, f"self.{plan.gradient}")]


def _subclass(plan, sign):
    """One class for each operation."""
    parameters = {"+": "a, b", "*": "a, b", "**": "a, n"}.get(sign, "a")
    operands = ["a", "b"][: 2 if sign in "+*" else 1]
    texts = {name: _number_of(plan, name) for name in "ab"}
    number = _OPERATIONS[sign][2].format(**_fill(plan, **texts, n="n"))
    call = _made(plan, sign, operands, number).removeprefix(plan.title)
    made = _block(f"def __init__(self, {parameters}):", f"super().__init__{call}", *["self.n = n"] * (sign == "**"))
    rule = _block(f"def {plan.rule_name}(self):", *_played(plan, sign))
    return _block(f"class {_NAMES[sign]}({plan.title}):", made, "", rule)


def _function_class(plan, sign):
    """One class of function objects for each operation; the object stands between a result and its operands."""
    names = ["a", "b"][: 2 if sign in "+*" else 1]
    fill = _fill(plan, **{name: _number_of(plan, name) for name in "ab"}, n="self.n")
    number = _OPERATIONS[sign][2].format(**fill)
    slopes = _slopes(plan, sign, {**fill, "y": number})
    shares = _tuple([_contribution(plan, slope, "gy") for slope in slopes])
    forward = _block(f"def forward(self, {', '.join(names)}):", f"return {number}")
    unpacked = f"{', '.join(names)}{',' * (len(names) == 1)} = self.{plan.keeps.split()[1]}"
    return _block(
        f"class {_NAMES[sign]}(Function):", forward, "", _block("def backward(self, gy):", unpacked, f"return {shares}")
    )


def _function_base(plan):
    return _block(
        "class Function:",
        _block("def __init__(self, n=None):", "self.n = n"),
        "",
        _block(
            "def __call__(self, *operands):",
            f"self.{plan.keeps.split()[1]} = operands",
            f"return {plan.title}(self.forward(*operands), self)",
        ),
    )


# Its way back.


def _over_slopes(plan, v):
    """The loop over the operands of one value and its local slopes."""
    pairs = {"pairs": f"{v}.{plan.keeps}", "dict": f"{v}.{plan.keeps}.items()"}
    beside = f"zip({_operands_of(plan, v)}, {v}.{plan.slopes})"
    share = _contribution(plan, "slope", f"{v}.{plan.gradient}")
    return _block(f"for p, slope in {pairs.get(plan.holds, beside)}:", _added(plan, "p", share))


def _push(plan):
    """What backward does at one value v."""
    gradient, rule = f"v.{plan.gradient}", f"v.{plan.rule_name}"
    if plan.rule == "slopes in the loop":
        return _over_slopes(plan, "v")
    if plan.rule == "functions":
        return _block(f"for p, rule in v.{plan.keeps}:", _added(plan, "p", f"rule({gradient})"))
    if plan.rule == "function objects":
        function = f"v.{plan.keeps.split()[0]}"
        shares = f"zip({_operands_of(plan, 'v')}, {function}.backward({gradient}))"
        return _block(f"if {function} is not None:", _block(f"for p, share in {shares}:", _added(plan, "p", "share")))
    if plan.rule == "closure returns":
        shares = f"zip({_operands_of(plan, 'v')}, {rule}({gradient}))"
        call = _block(f"for p, share in {shares}:", _added(plan, "p", "share"))
    else:
        call = f"{rule}({gradient if 'takes' in plan.rule else ''})"
    return _block(f"if {rule} is not None:", call) if plan.rule_name == "grad_fn" else call


def _ordered(plan, root):
    """The statements that put operands before results, in `order`."""
    if plan.order.startswith("tape"):
        return f"order = list({_tape(plan)})"
    if plan.order.startswith("by"):
        return "\n".join(
            (
                f"found, waiting = {{}}, [{root}]",
                _block(
                    "while waiting:",
                    "v = waiting.pop()",
                    _block("if id(v) not in found:", "found[id(v)] = v", f"waiting.extend({_operands_of(plan, 'v')})"),
                ),
                f"order = sorted(found.values(), key=lambda v: v.{plan.order.removeprefix('by ')})",
            )
        )
    if plan.order == "iterative":
        new = (f"seen.add({_seen(plan)})", "stack.append((v, True))")
        more = f"stack.extend((p, False) for p in {_operands_of(plan, 'v')})"
        return "\n".join(
            (
                f"order, seen, stack = [], set(), [({root}, False)]",
                _block(
                    "while stack:",
                    "v, returned = stack.pop()",
                    _block("if returned:", "order.append(v)"),
                    _block(f"elif {_seen(plan)} not in seen:", *new, more),
                ),
            )
        )
    deeper = _block(f"for p in {_operands_of(plan, 'v')}:", "build(p)")
    visit = _block(f"if {_seen(plan)} not in seen:", f"seen.add({_seen(plan)})", deeper, "order.append(v)")
    return "\n".join(("order, seen = [], set()", "", _block("def build(v):", visit), "", f"build({root})"))


def _seen(plan):
    """Members of a set have to be told apart by more than their numbers."""
    return "id(v)" if plan.twist == "unhashable dataclass" or not plan.number else "v"


def _backward(plan):
    if plan.rule in _WALKS:
        return _walk(plan)
    root, one = ("root" if plan.outside else "self"), _KINDS[plan.kind].one
    by_rules = plan.order == "tape of rules"
    lines = [] if by_rules else [_ordered(plan, root)]
    if plan.counts == "count of passes":
        lines = ["global passes", "passes += 1", *lines]
    if plan.mistake != "root not seeded":
        lines.append(f"{root}.{plan.gradient} = {one}")
    way = ("{}" if plan.mistake == "not reversed" else "reversed({})").format("TAPE" if by_rules else "order")
    lines.append(_block(f"for rule in {way}:", "rule()") if by_rules else _block(f"for v in {way}:", _push(plan)))
    lines += ["TAPE.clear()"] * (plan.order in ("tape, cleared", "tape of rules"))
    return _block(f"def {plan.backward}({root}):", *lines)


def _walk(plan):
    """Each contribution travels down to the leaves on its own: right, and slow where paths meet."""
    kind = _KINDS[plan.kind]
    seed = kind.zero if plan.mistake == "root not seeded" else kind.one
    if plan.rule == "closure walks":
        on = f"self.{plan.rule_name}(g)"
        on = _block(f"if self.{plan.rule_name} is not None:", on) if plan.rule_name == "grad_fn" else on
    else:
        loop = _over_slopes(replace(plan, mistake=""), "self").splitlines()[0]
        on = _block(loop, f"p.{plan.backward}({_contribution(plan, 'slope', 'g')})")
    return _block(f"def {plan.backward}(self, g={seed}):", _added(plan, "self", "g"), on)


# The whole of it.

_USED = {
    "itertools.": "import itertools",
    "math.": "import math",
    "operator.": "import operator",
    "time.": "import time",
    "deque(": "from collections import deque",
    "@dataclass": "from dataclasses import dataclass",
    "(Enum)": "from enum import Enum",
    "Fraction(": "from fractions import Fraction",
    "np.": "import numpy as np",
}


def _property(name, *body):
    return "@property\n" + _block(f"def {name}(self):", *body)


def _oddities(plan):
    """The methods of a twist, and the property before a private gradient."""
    number = _number_of(plan, "self")
    equal = f"{number} == {_number_of(plan, 'other')}"
    by_identity = _block("def __hash__(self):", "return id(self)")
    methods = {
        "equal by number": [_block("def __eq__(self, other):", f"return bool({equal})"), by_identity],
        "equal gives a value": [_block("def __eq__(self, other):", f"return {plan.title}(int({equal}))"), by_identity],
        "odd getattr": [_block("def __getattr__(self, name):", 'raise RuntimeError(f"what is {name}?")')],
        "raising properties": [
            _property("shape", 'raise NotImplementedError("a number has no shape")'),
            _property("T", "return self.transposed.T"),
            _property("requires_grad", 'raise RuntimeError("not decided yet")'),
        ],
        "false at zero": [_block("def __bool__(self):", f"return bool({number} != 0)")],
    }.get(plan.twist, [])
    if plan.gradient == "_grad" and plan.rule != "none":
        raises = _block("if self._grad is None:", 'raise RuntimeError("call backward first")')
        methods.append(_property("grad", *[raises] * (plan.start == "None"), "return self._grad"))
    return methods


def _class(plan):
    parts = []
    if plan.twist == "slots":
        parts.append(f"__slots__ = {_tuple([repr(name) for name in _attributes(plan)])}")
    parts += ["made = 0"] * (plan.counts == "count of values")
    parts += ["everything = []"] * (plan.counts == "list of values")
    parts += ["tape = []"] * (plan.order == "tape")
    parts += _fields(plan) if plan.twist.endswith("dataclass") else _constructor(plan)
    parts += _oddities(plan)
    parts += [_operation(plan, sign) for sign in _signs(plan)]
    parts += _rule_method(plan)
    parts += [_backward(plan)] * (bool(plan.backward) and not plan.outside)
    before = {"dataclass": "@dataclass(eq=False)\n", "unhashable dataclass": "@dataclass\n"}.get(plan.twist, "")
    head = f"class {plan.title}{'' if plan.number else '(float)'}:"
    return before + _block(head, "\n\n".join(parts))


def _box():
    return _block(
        "class Amount:",
        _block("def __init__(self, number):", "self.number = float(number)"),
        "",
        _block("def __float__(self):", "return self.number"),
    )


def source_of(plan):
    """The source text of the module of one class."""
    parts = []
    if plan.noise or plan.order == "by serial":
        parts.append("serials = itertools.count()")
    parts += ["TAPE = []"] * (plan.order in ("tape, cleared", "tape of rules"))
    parts += ["passes = 0"] * (plan.counts == "count of passes")
    parts += [_box()] * (plan.kind == "box")
    if plan.symbols == "enum":
        parts.append(_block("class Op(Enum):", *[f'{name.upper()} = "{name}"' for name in _NAMES.values()]))
    parts.append(_class(plan))
    if plan.rule == "function objects":
        parts += [_function_base(plan), *[_function_class(plan, sign) for sign in _signs(plan)]]
    if plan.rule == "subclasses":
        parts += [_subclass(plan, sign) for sign in _signs(plan)]
    parts += [_backward(plan)] * plan.outside
    text = "\n\n\n".join(parts) + "\n"
    imports = [line for word, line in _USED.items() if word in text]
    return "\n".join(line.rstrip() for line in (*imports, *["", ""] * bool(imports), *text.splitlines())) + "\n"


def _written(plan, name):
    """The class of a plan. Its lines are registered, and its module too: `inspect` looks for both."""
    text, file = source_of(plan), f"<shape {name}>"
    module = ModuleType(f"shape: {name}")
    module.__file__ = file
    sys.modules[module.__name__] = module
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), module.__dict__)
    return getattr(module, plan.title)


# Reading it.


def _mistakes(plan):
    """The mistakes that can be made in a class of this plan."""
    if plan.rule == "none":
        return ()
    found = [
        "overwrite",
        "no upstream",
        *(mistake for mistake, (sign, _) in _WRONG_SLOPES.items() if sign in _signs(plan)),
    ]
    if plan.backward:
        found += ["root not seeded"] if plan.rule in _WALKS else ["not reversed", "root not seeded"]
    if plan.start == "None" and plan.rule not in _WALKS:
        # Where no gradient came, there is None; something times None is an error, not a wrong gradient.
        found = [mistake for mistake in found if mistake not in ("one side", "not reversed", "root not seeded")]
    return tuple(found)


class _Wrong(Mapping):
    """Mistake -> class, each written when it is first asked for: most tests look at few of them."""

    def __init__(self, plan, name):
        self._plan, self._name, self._known = plan, name, {}

    def __getitem__(self, mistake):
        if mistake not in _mistakes(self._plan):
            raise KeyError(mistake)
        if mistake not in self._known:
            self._known[mistake] = _written(replace(self._plan, mistake=mistake), f"{self._name}, {mistake}")
        return self._known[mistake]

    def __iter__(self) -> Iterator[str]:
        return iter(_mistakes(self._plan))

    def __len__(self):
        return len(_mistakes(self._plan))


@dataclass(frozen=True)
class _Reader:
    """Reads values of the classes of a plan."""

    plan: Plan

    def number(self, v):
        return _as_float(getattr(v, self.plan.number) if self.plan.number else float(v))

    def gradient(self, v):
        if self.plan.rule == "none":
            return None
        return _as_float(getattr(v, self.plan.gradient))

    def operands(self, v):
        if self.plan.rule == "closure on a tape":
            return None
        if self.plan.holds not in ("set", "frozenset", "closure"):
            return tuple(self._kept(v))
        named = self._enclosed(v) if self.plan.rule.startswith("closure") else ()
        kept = () if self.plan.holds == "closure" else self._kept(v)
        return (*named, *[p for p in kept if not any(p is other for other in named)])

    @cached_property
    def _kept(self):
        keeps = self.plan.keeps
        if keeps.startswith("__"):
            keeps = f"_{self.plan.title}{keeps}"  # as Python itself renames it inside the class
        # The text by which the class itself reaches them.
        return eval(f"lambda v: {_operands_of(replace(self.plan, keeps=keeps), 'v')}")

    def _enclosed(self, v):
        """What the rule encloses under the names of a method's parameters, which tell the order."""
        rule = getattr(v, self.plan.rule_name)
        if rule is None or not rule.__closure__:
            return ()
        cells = {name: cell.cell_contents for name, cell in zip(rule.__code__.co_freevars, rule.__closure__)}
        named = [cells[name] for name in ("self", "other") if name in cells]
        return tuple(p for p in named if isinstance(p, type(v)))

    def back(self, root):
        name = self.plan.backward
        if self.plan.outside:
            vars(sys.modules[type(root).__module__])[name](root)
        else:
            getattr(root, name)()


def _as_float(number):
    return None if number is None else float(number.item() if hasattr(number, "item") else number)


def _shape(conventions, plan):
    name, read = " + ".join(conventions) or "plain", _Reader(plan)
    return Shape(
        name=name,
        make=_written(plan, name),
        number=read.number,
        gradient=read.gradient,
        operands=read.operands,
        order_known=plan.holds != "dict" and not (plan.holds in _BY_HASH and plan.rule == "none"),
        back=read.back if plan.backward else None,
        has=frozenset(_signs(plan)),
        wrong=_Wrong(plan, name),
        convert=_KINDS[plan.kind].convert,
        conventions=conventions,
        plan=plan,
    )


# All of them.


def _together(conventions):
    """The plan of several conventions, or None where they exclude each other."""
    changes = {}
    for axis, name in conventions:
        for key, value in _CONVENTIONS[axis][name].items():
            if changes.setdefault(key, value) != value:
                return None
    one_axis_each = len({axis for axis, _ in conventions}) == len(conventions)
    plan = replace(_PLAIN, **changes)
    return plan if one_axis_each and _fits(plan) else None


def _crossings():
    """The plain class, each convention alone, and crossings of three at fixed steps: {names: plan}."""
    every = [(axis, name) for axis, names in _CONVENTIONS.items() for name in names]
    chosen = {(): _PLAIN, **{(name,): replace(_PLAIN, **_CONVENTIONS[axis][name]) for axis, name in every}}
    # The steps have no factor in common with the number of conventions, nor lead back early.
    for step in (19, 35):
        for start in range(len(every)):
            conventions = [every[(start + turn * step) % len(every)] for turn in range(3)]
            plan = _together(conventions)
            if plan is not None:
                chosen[tuple(name for _, name in conventions)] = plan
    return chosen


SHAPES = tuple(
    _shape(conventions, replace(plan, title=_TITLES[i % len(_TITLES)]))
    for i, (conventions, plan) in enumerate(_crossings().items())
)


# The proof.

_STEP, _TOLERANCE = 1e-4, 1e-5


def expressions_of(shape):
    """The expressions that a shape has the operations for: {name: expression}."""
    return {name: expression for name, expression in EXPRESSIONS.items() if expression.needs <= shape.has}


def true_gradients(shape, expression):
    """The gradients of the leaves, {name: float}, by central differences of the class's own forward pass."""

    def at(moved, by):
        made = iter(range(len(leaves)))
        # Not `shape.leaf`: a class of integers takes a number beside them as well.
        return shape.number(expression(lambda x: shape.make(x + by if next(made) == moved else x))[0])

    _, leaves = expression(shape.leaf)
    return {name: (at(i, _STEP) - at(i, -_STEP)) / (2 * _STEP) for i, name in enumerate(leaves)}


def own_gradients(shape, expression):
    """The gradients of the leaves after the class's own backward, {name: float}; none at all counts as 0."""
    root, leaves = expression(shape.leaf)
    shape.back(root)
    return {name: shape.gradient(leaf) or 0.0 for name, leaf in leaves.items()}


def departures(shape):
    """The names of the expressions on which the class's gradients are not the true ones."""
    wrong = []
    for name, expression in expressions_of(shape).items():
        true, own = true_gradients(shape, expression), own_gradients(shape, expression)
        if any(abs(own[leaf] - true[leaf]) > _TOLERANCE * max(1.0, abs(true[leaf])) for leaf in true):
            wrong.append(name)
    return wrong


def misread(shape):
    """The results whose operands are read otherwise than they were given; a leaf has none."""
    a, b = shape.leaf(2.0), shape.leaf(-3.0)
    results = {"a": (a, []), "a * b": (a * b, [a, b]), "a + a": (a + a, [a, a]), "relu": (a.relu(), [a])}
    wrong = []
    for name, (result, given) in results.items():
        read, true = shape.operands(result), [id(p) for p in given]
        read = true if read is None else [id(p) for p in read]
        if (read != true) if shape.order_known else (set(read) != set(true)):
            wrong.append(name)
    return wrong


def _with_backward(shape):
    """The shape, or its like with a backward where it was left out on purpose: its rules can be judged only so."""
    if shape.back is not None:
        return shape
    return _shape((*shape.conventions, "given a backward"), replace(shape.plan, backward="backward"))


def check_corpus():
    """Raises AssertionError, with the names, where a right class is wrong or a wrong one right.

    Returns:
        (shapes, wrong variants, shapes without rules): how many were judged, and how many cannot be.
    """
    sources = Counter(source_of(replace(shape.plan, title="Value")) for shape in SHAPES)
    assert sources.most_common(1)[0][1] == 1, "two shapes are one"
    used = Counter(name for shape in SHAPES for name in shape.conventions)
    seldom = [name for names in _CONVENTIONS.values() for name in names if used[name] < 3]
    assert not seldom, f"change the steps in _crossings: hardly used are {seldom}"
    for shape in SHAPES:
        assert not misread(shape), f"{shape.name}: the reader does not fit the class in {misread(shape)}"
        assert inspect.getsource(shape.make) in source_of(shape.plan), f"{shape.name}: its source is not found"
    judged = [_with_backward(shape) for shape in SHAPES if shape.plan.rule != "none"]
    for shape in judged:
        assert not departures(shape), f"{shape.name} should be right: {departures(shape)}"
        for mistake in shape.wrong:
            assert departures(shape.variant(mistake)), f"{shape.name}, {mistake} should be wrong"
    return len(SHAPES), sum(len(shape.wrong) for shape in SHAPES), len(SHAPES) - len(judged)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(source_of(next(shape.plan for shape in SHAPES if shape.name == sys.argv[1])))
    else:
        print("{} shapes, {} wrong variants, {} shapes without rules".format(*check_corpus()))
