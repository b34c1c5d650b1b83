"""Answers to `add3(x, y, z)`: one operation with three operands."""

from benchmarks.diagnosis.answer import MICROGPT, NOT_ATTEMPTED, PLAIN, REFUSED, answers_to, in_style

right, wrong = answers_to("add3", PLAIN)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)


def _add3(rule: str, data: str = "x.data + y.data + z.data", operands: str = "(x, y, z)") -> str:
    body = "\n        ".join(rule.splitlines())
    return (
        f"def add3(x, y, z):\n    out = Value({data}, {operands}, '+')\n    def _backward():\n        {body}\n"
        "    out._backward = _backward\n    return out\n"
    )


_ALL = "x.grad += out.grad\ny.grad += out.grad\nz.grad += out.grad"

ANSWERS = [
    right("as in the lesson", _add3("x.grad += 1.0 * out.grad\ny.grad += 1.0 * out.grad\nz.grad += 1.0 * out.grad")),
    right("a loop", _add3("for v in (x, y, z):\n    v.grad += out.grad")),
    right("a loop over what it remembers", _add3("for operand in out._prev:\n    operand.grad = operand.grad + out.grad", "sum(v.data for v in (x, y, z))", "[x, y, z]")),
    right("math.fsum and a lambda", "import math\n\ndef add3(*operands):\n    out = Value(math.fsum(v.data for v in operands), operands, '+')\n    out._backward = lambda: [setattr(v, 'grad', v.grad + out.grad) for v in operands]\n    return out"),
    wrong("two pluses", None, "def add3(x, y, z):\n    return x + y + z", note="numbers and gradients are right, but the task asks for one operation, and these are two"),
    wrong("overwritten", "overwrite", _add3(_ALL.replace("+=", "="))),
    wrong("the last one overwrites", "overwrite", _add3("x.grad += out.grad\ny.grad += out.grad\nz.grad = out.grad")),
    wrong("only 1", "no upstream", _add3(_ALL.replace("out.grad", "1.0"))),
    wrong("a third to each", "shared half", _add3("for v in (x, y, z):\n    v.grad += out.grad / 3")),
    wrong("half to each", "shared half", _add3(_ALL.replace("out.grad", "0.5 * out.grad"))),
    wrong("the third is forgotten", "one side", _add3("x.grad += out.grad\ny.grad += out.grad")),
    wrong("the third is not remembered", "examine.left out", _add3(_ALL, operands="(x, y)")),
    wrong("the first twice", None, _add3("x.grad += out.grad\nx.grad += out.grad\nz.grad += out.grad")),
    wrong("the result as slope", "out's value", _add3(_ALL.replace("out.grad", "out.data * out.grad"))),
    wrong("the product of the others", None, _add3("x.grad += y.data * z.data * out.grad\ny.grad += x.data * z.data * out.grad\nz.grad += x.data * y.data * out.grad")),
    wrong("closures of a loop", "late binding", "def add3(x, y, z):\n    out = Value(x.data + y.data + z.data, (x, y, z), '+')\n    rules = []\n    for v in (x, y, z):\n        rules.append(lambda: setattr(v, 'grad', v.grad + out.grad))\n    out._backward = lambda: [rule() for rule in rules]\n    return out"),
    wrong("each object once", None, _add3("for v in {x, y, z}:\n    v.grad += out.grad"), note="what goes in three times gets one share", never=("mistake.overwrite",)),
    wrong("operands not kept", "no parents", _add3(_ALL, operands="()")),
    wrong("copies", "detached", _add3(_ALL, operands="tuple(Value(v.data) for v in (x, y, z))")),
    wrong("only the numbers are added", "examine.not a value", "def add3(x, y, z):\n    return x.data + y.data + z.data"),
    wrong("detached in the middle", "detached", "def add3(x, y, z):\n    return Value((x + y).data) + z"),
    wrong("not stored", None, _add3(_ALL).replace("    out._backward = _backward\n", ""), also=("one side",)),
    wrong("only two are added", None, _add3(_ALL, "x.data + y.data")),
    wrong("what was shown", None, _add3(_ALL, "7.0"), note="1 + 2 + 4"),
    wrong("Values are added", None, _add3(_ALL, "x + y + z"), REFUSED, also=("wrapped twice", "forgot .data")),
    wrong("no return", "examine.nothing returned", _add3(_ALL).replace("    return out\n", "")),
    right_in_microgpt("as in microgpt", "def add3(x, y, z):\n    return Value(x.data + y.data + z.data, (x, y, z), (1, 1, 1))", note="of the class that stands above it in the notebook"),
    wrong_in_microgpt("a third to each", "shared half", "def add3(x, y, z):\n    return Value(x.data + y.data + z.data, (x, y, z), (1 / 3, 1 / 3, 1 / 3))"),
    wrong_in_microgpt("two slopes for three operands", "one side", "def add3(x, y, z):\n    return Value(x.data + y.data + z.data, (x, y, z), (1, 1))"),
    wrong_in_microgpt("the numbers as slopes", None, "def add3(x, y, z):\n    return Value(x.data + y.data + z.data, (x, y, z), (x.data, y.data, z.data))"),
    wrong_in_microgpt("operands not kept", "no parents", "def add3(x, y, z):\n    return Value(x.data + y.data + z.data)"),
    wrong("empty", None, "def add3(x, y, z):\n    ...", NOT_ATTEMPTED),
    wrong("the result of the last call", None, "def add3(x, y, z):\n    global last\n    last = Value(x.data + y.data + z.data, (x, y, z), '+')\n\n    def _backward():\n        for v in (x, y, z):\n            v.grad += last.grad\n\n    last._backward = _backward\n    return last", never=("mistake.no upstream",)),
    wrong("the result of the first call", "examine.nothing came", "results = []\n\ndef add3(x, y, z):\n    out = Value(x.data + y.data + z.data, (x, y, z), '+')\n    results.append(out)\n\n    def _backward():\n        for v in (x, y, z):\n            v.grad += results[0].grad\n\n    out._backward = _backward\n    return out"),
    wrong("read before written", None, _add3("x.grad, y.grad, z.grad = x.grad + out.grad, y.grad + out.grad, z.grad + out.grad"), note="where two of the three are one, a share is lost"),
]  # fmt: skip
