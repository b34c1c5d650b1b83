"""The usual shapes of an operation, so that an answer shows only what is special about it."""

import textwrap

_CONVERT = "other = other if isinstance(other, Value) else Value(other)"


def with_rule(name: str, data: str, rule: str, symbol: str = "", operands: str = "", first: str | None = None) -> str:
    """The source of an operation that leaves a rule in its result.

    Args:
        name: of the method.
        data: the expression of its number.
        rule: the lines of its `_backward`.
        symbol: what it writes into the receipt, "" for the usual one.
        operands: what it remembers, "" for all of its operands.
        first: the line that makes a Value of a plain number, None for the usual one, "" for none.
    """
    head, operands = _head(name, operands, first)
    symbol = symbol or repr(_SYMBOLS.get(name, name))
    body = textwrap.indent(textwrap.dedent(rule).strip(), " " * 8)
    return (
        f"{head}    out = Value({data}, {operands}, {symbol})\n\n    def _backward():\n{body}\n\n"
        "    out._backward = _backward\n    return out\n"
    )


def with_slopes(name: str, data: str, slopes: str, operands: str = "", first: str | None = None) -> str:
    """The source of an operation that keeps its local slopes; the arguments as in with_rule."""
    head, operands = _head(name, operands, first)
    return f"{head}    out = {data}\n    return Value(out, {operands}, {slopes})\n"


def with_order(body: str, operands: str = "_prev") -> str:
    """The source of a `backward()` that has `order` at hand, operands first, and then does what body says."""
    return (
        "def backward(self):\n    order, seen = [], set()\n\n    def visit(v):\n        if v not in seen:\n"
        f"            seen.add(v)\n            for p in v.{operands}:\n                visit(p)\n"
        "            order.append(v)\n\n    visit(self)\n"
        + textwrap.indent(textwrap.dedent(body).strip(), "    ")
        + "\n"
    )


_SYMBOLS = {"__add__": "+", "__mul__": "*", "relu": "ReLU"}
_OPERANDS = {"__add__": "other", "__mul__": "other", "__pow__": "n"}


def _head(name, operands, first):
    second = _OPERANDS.get(name)
    head = f"def {name}(self{', ' + second if second else ''}):\n"
    convert = _CONVERT if first is None and second == "other" else first
    return head + (f"    {convert}\n" if convert else ""), operands or (
        "(self, other)" if second == "other" else "(self,)"
    )
