"""What a value is called in sentences and arithmetic: by what stands for it in the picture.

That is its label; for a leaf without one its number; for a result without one a short expression, as it stands in code,
of what its operands are called. Where that would be long, or not tell one value from another, the value has a number.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Real
from weakref import WeakKeyDictionary

from viz.values.graph import Graph, Node
from viz.values.operations import operation_of
from viz.words.messages import language, say
from viz.words.text import fit, plain, width

LABEL_COLUMNS, EXPRESSION_COLUMNS = 20, 11  # that a label and an expression may take as a name
_MOST_NESTED = 2  # operations: one, and those inside of it
_LEFT_OUT = "⋯"

# How firmly the parts of a text hold together: what may stand unbracketed in an operation, and before `.grad`.
_LOOSE, _SUM, _PRODUCT, _SIGN, _POWER, _NUMBER, _WORD = range(7)
_INFIX = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_LIKE_A_WORD = re.compile(r"[^\W\d]\w*(\.\w+|\[\w+\])*['′]*")  # w, w1, 權重, n.b, w[0], x'


def name(graph: Graph, i: int | None) -> str:
    """What a value is called; None stands for an operand that was left out, an ellipsis."""
    return _LEFT_OUT if i is None else _names(graph)[i].text


def bracketed_name(graph: Graph, i: int) -> str:
    """The same to stand before `.grad` and behind ∂: in brackets, unless it is one word or a call."""
    return _names(graph)[i].bound(_WORD)


def equation(graph: Graph, i: int) -> str:
    """A value and how it is computed, `e = a * b`; its name alone where that says so, `a*b`, and for a leaf."""
    node, named = graph.nodes[i], _names(graph)[i]
    if node.folded:
        return f"{named.text} = {_of_several(operand.text for operand in _operands(node, _names(graph)))}"
    if not node.operands or named.depth:
        return named.text
    return f"{named.text} = {_written(node, _operands(node, _names(graph)), spaced=True).text}"


def in_numbers(graph: Graph, i: int) -> str:
    """The operation of a result with its operands' numbers, as they are written by hand: `2 * (-3)`."""
    node = graph.nodes[i]
    numbers = [
        plain(graph.nodes[k].data if k is not None else node.constants[slot])
        if k is not None or slot in node.constants
        else _LEFT_OUT
        for slot, k in enumerate(node.operands)
    ]
    return (
        _of_several(numbers) if node.folded else _written(node, [_number(text) for text in numbers], spaced=True).text
    )


def _of_several(operands: Iterable[str]) -> str:
    """Several operations at once: `⋯(w, x)`."""
    return f"{_LEFT_OUT}({', '.join(operands)})"


@dataclass(frozen=True, slots=True)
class _Name:
    """A text, how firmly it holds together, and how many operations in it stand one inside the other."""

    text: str
    hold: int
    depth: int = 0

    def bound(self, least: int) -> str:
        """The text, in brackets where it holds together less firmly than that."""
        return self.text if self.hold >= least else f"({self.text})"

    def behind_a_sign(self, least: int) -> str:
        """The same behind a sign of operation, which a sign of its own must not meet."""
        return f"({self.text})" if self.text.startswith("-") else self.bound(least)


_named: WeakKeyDictionary[Graph, tuple[str, list[_Name]]] = WeakKeyDictionary()


def _names(graph: Graph) -> list[_Name]:
    """The _Name of each value; found out once for a graph, in the language in force."""
    told_in, names = _named.get(graph, ("", []))
    if told_in != language():
        whole, kept = graph.whole or (None, ())
        names = _name_all(graph.nodes) if whole is None else [_names(whole)[i] for i in kept]
        _named[graph] = language(), names
    return names


def _name_all(nodes: Sequence[Node]) -> list[_Name]:
    """Level by level, so that an expression is seen beside those that it could be taken for before another is made of
    it: as a rule they are equally high above what has a name of its own. Of others only the higher one is numbered.
    """
    labels = {fit(node.label, LABEL_COLUMNS) for node in nodes if node.label}
    names = [_name_of_its_own(node) or _numbered(i, labels) for i, node in enumerate(nodes)]
    taken = labels | {named.text for named in names}
    for level in _levels(nodes):
        found = {i: _expression(nodes[i], _operands(nodes[i], names)) for i in level}
        count = Counter(named.text for named in found.values() if named)
        names_here = {i: named for i, named in found.items() if named and count[named.text] == 1}
        for i, named in names_here.items():
            if named.text not in taken:
                names[i] = named
        taken.update(count)
    return names


def _levels(nodes: Sequence[Node]) -> Iterable[list[int]]:
    """The results without label: first those of values with a name of their own, then those of these, and so on."""
    heights = [0] * len(nodes)
    levels = defaultdict(list)
    for i, node in enumerate(nodes):
        if node.operands and not node.label:
            heights[i] = 1 + max((heights[k] for k in node.operands if k is not None), default=0)
            levels[heights[i]].append(i)
    return [levels[height] for height in sorted(levels)]


def _name_of_its_own(node: Node) -> _Name | None:
    """That of a label, or of a leaf that shows a number; None where there is neither."""
    if node.label:
        text = fit(node.label, LABEL_COLUMNS)
        word = text.removesuffix("…")
        return _Name(text, _WORD if word.isidentifier() or _LIKE_A_WORD.fullmatch(word) else _LOOSE)
    is_number = isinstance(node.data, Real) and node.number is not None
    return _number(plain(node.data)) if is_number and not node.operands else None


def _number(text: str) -> _Name:
    return _Name(text, _SIGN if text.startswith("-") else _NUMBER)


def _numbered(i: int, labels: Iterable[str]) -> _Name:
    text = say("value number", number=i + 1)
    while text in labels:  # another value has been given that very name
        text += "′"
    return _Name(text, _WORD)


def _operands(node: Node, names: Sequence[_Name]) -> list[_Name]:
    return [_without_a_box(node, slot) if k is None else names[k] for slot, k in enumerate(node.operands)]


def _without_a_box(node: Node, slot: int) -> _Name:
    return _number(plain(node.constants[slot])) if slot in node.constants else _Name(_LEFT_OUT, _WORD)


def _expression(node: Node, operands: Sequence[_Name]) -> _Name | None:
    """The operation as a name: None where it is too long for one, or it is not known how it is written."""
    operation = operation_of(node.op, len(operands))
    in_code = operation is not None and operation.symbol in (*_INFIX, "neg")
    if not in_code and not node.op.isidentifier():
        return None
    if not node.order_known and (operation is None or operation.ordered):
        return None
    written = _written(node, operands)
    fits = max(len(written.text), width(written.text)) <= EXPRESSION_COLUMNS and written.depth <= _MOST_NESTED
    return written if fits else None


def _written(node: Node, operands: Sequence[_Name], spaced: bool = False) -> _Name:
    """An operation with its operands, as it stands in code: `a*b`, `a + b`, `a**2`, `-a`, `ReLU(a)`.

    Args:
        node: the result.
        operands: what stands for each of them.
        spaced: whether each sign of operation stands between spaces: `a * b`.
    """
    depth = 1 + max(operand.depth for operand in operands)
    operation, op = operation_of(node.op, len(operands)), fit(node.op, 20) or "?"
    symbol = operation.symbol if operation else op
    first, *others = operands
    if operation and symbol == "**" and operation.number is not None:
        return _Name(f"{first.bound(_NUMBER)}**{plain(operation.number)}", _POWER, depth)
    if operation and symbol == "neg":
        return _Name(f"-{first.bound(_WORD)}", _SIGN, depth)
    if operation and symbol in _INFIX:
        hold = _INFIX[symbol]
        sign = f" {symbol} " if spaced or hold == _SUM else symbol
        start = first.bound(_NUMBER if hold == _POWER else hold)
        return _Name(sign.join([start, *(each.behind_a_sign(hold + 1) for each in others)]), hold, depth)
    if len(operands) == 2 and not op.isidentifier():
        return _Name(f"{first.bound(_NUMBER)} {op} {others[0].behind_a_sign(_NUMBER)}", _LOOSE, depth)
    if op.startswith("**"):
        return _Name(f"{first.bound(_NUMBER)}{op}", _POWER, depth)
    return _Name(f"{op}({', '.join(each.bound(_SUM) for each in operands)})", _WORD, depth)
