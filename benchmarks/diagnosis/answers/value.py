"""Answers to the class `Value`: data, grad, _prev and _op, and it shows itself with its number."""

from benchmarks.diagnosis.answer import CLOSURE, MICROGPT, NOT_ATTEMPTED, REFUSED, answers_to, in_style

right, wrong = answers_to("value", CLOSURE)
right_in_microgpt, wrong_in_microgpt = in_style(MICROGPT, right, wrong)


def _value(init: str, shown: str = 'return f"Value({self.data})"', head: str = "data, _children=(), _op=''") -> str:
    """A class with these lines in its constructor, and this one in its __repr__ ("" for none)."""
    lines = "\n        ".join(init.strip().splitlines())
    show = f"\n\n    def __repr__(self):\n        {shown}" if shown else ""
    return f"class Value:\n    def __init__(self, {head}):\n        {lines}{show}\n"


_KEPT = "self.data = data\nself.grad = 0.0\nself._prev = tuple(_children)\nself._op = _op"


def _without(line: str) -> str:
    return "\n".join(each for each in _KEPT.splitlines() if line not in each)


ANSWERS = [
    right("as in the lesson", _value(_KEPT + "\nself._backward = lambda: None")),
    right("operands in a set", _value(_KEPT.replace("tuple", "set")), note="the lectures' class; the lesson talks about what a set forgets"),
    right("operands in a list", _value(_KEPT.replace("tuple", "list"))),
    right("operands as they came", _value(_KEPT.replace("tuple(_children)", "_children"))),
    right("a list as default, never changed", _value(_KEPT.replace("tuple(_children)", "_children"), head="data, _children=[], _op=''"), note="all leaves share a list; nothing ever enters it"),
    right("None as default", _value(_KEPT.replace("tuple(_children)", "() if _children is None else tuple(_children)"), head="data, _children=None, _op=''")),
    right("the number alone is shown", _value(_KEPT, "return str(self.data)")),
    right("two digits are shown", _value(_KEPT, "return f'{self.data:.2f}'")),
    right("all in one line, and a whole 0", _value("self.data, self.grad, self._prev, self._op = data, 0, tuple(_children), _op", "return 'Value(data=%s, grad=%s)' % (self.data, self.grad)")),
    right("other names for the parameters", _value("self.data = number\nself.grad = 0.0\nself._prev = tuple(parents)\nself._op = symbol", head="number, parents=(), symbol=''")),
    right("slots", 'class Value:\n    __slots__ = ("data", "grad", "_prev", "_op")\n\n    def __init__(self, data, _children=(), _op=""):\n        self.data = data\n        self.grad = 0.0\n        self._prev = tuple(_children)\n        self._op = _op\n\n    def __repr__(self):\n        return f"Value(data={self.data})"'),
    right("types, a docstring and more attributes", '''
class Value:
    """A number that remembers what it was computed from."""

    def __init__(self, data: float, _children: tuple["Value", ...] = (), _op: str = "", label: str = "") -> None:
        if not isinstance(data, (int, float)):
            raise TypeError(f"{data!r} is no number")
        self.data = float(data)
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self.label = label
        self._depth = 1 + max((child._depth for child in _children), default=0)
        self._backward = lambda: None

    def __repr__(self) -> str:
        name = f"{self.label}: " if self.label else ""
        return f"<{name}{self.data}>"
'''),
    right("a dataclass", '''
from dataclasses import dataclass, field

@dataclass(eq=False)
class Value:
    data: float
    _children: tuple = ()
    _op: str = ""
    grad: float = field(default=0.0, init=False)

    def __post_init__(self):
        self._prev = tuple(self._children)
'''),
    right("a property", '''
class Value:
    def __init__(self, data, _children=(), _op=""):
        self._data = data
        self._receipt = (tuple(_children), _op)
        self.grad = 0.0

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, number):
        self._data = number

    @property
    def _prev(self):
        return self._receipt[0]

    @property
    def _op(self):
        return self._receipt[1]

    __repr__ = lambda self: f"Value({self.data})"
'''),
    right("equal where the numbers are equal", _value(_KEPT) + "\n    def __eq__(self, other):\n        return self.data == other.data\n\n    def __hash__(self):\n        return hash(self.data)\n", note="all that is asked for is there; that two leaves which hold 3 are one in any set shows in lesson 6"),
    right_in_microgpt("with local slopes beside", _value(_KEPT + "\nself._local_grads = local_grads", head="data, _children=(), _op='', local_grads=()")),
    wrong_in_microgpt("children and local slopes", ("value.other name", "value.no symbol"), _value("self.data = data\nself.grad = 0\nself._children = children\nself._local_grads = local_grads", head="data, children=(), local_grads=()"), note="a good class, but not the one that is asked for: _prev and _op"),
    wrong("_children in the place of _prev", "value.other name", _value(_KEPT.replace("_prev", "_children")), source="reported"),
    wrong("prev without its underscore", "value.other name", _value(_KEPT.replace("_prev", "prev"))),
    wrong("no _prev", "value.missing", _value(_without("_prev"))),
    wrong("no grad", "value.missing", _value(_without("grad"))),
    wrong("no self.", "value.missing", _value(_KEPT.replace("self.data", "data"), "return 'Value(3.0)'")),
    wrong("no _op", "value.op", _value(_without("_op"))),
    wrong("op without its underscore", "value.op", _value(_KEPT.replace("self._op", "self.op"))),
    wrong("the symbol is always empty", "value.op", _value(_KEPT.replace("= _op", "= ''"))),
    wrong("the symbol is always +", None, _value(_KEPT.replace("= _op", "= '+'")), note="a leaf has no operation"),
    wrong("no room for operands", "value.no operands", _value(_KEPT.replace("tuple(_children)", "()").replace("= _op", "= ''"), head="data")),
    wrong("no room for the symbol", "value.no symbol", _value(_KEPT.replace("= _op", "= ''"), head="data, _children=()")),
    wrong("operands are needed", "value.needs more", _value(_KEPT, head="data, _children, _op")),
    wrong("operands are forgotten", "no parents", _value(_KEPT.replace("tuple(_children)", "()"))),
    wrong("only the numbers of the operands", "value.no values", _value(_KEPT.replace("tuple(_children)", "tuple(child.data for child in _children)"))),
    wrong("copies of the operands", "detached", _value(_KEPT.replace("tuple(_children)", "tuple(Value(child.data) for child in _children)"))),
    wrong("only the first operand", None, _value(_KEPT.replace("tuple(_children)", "tuple(_children[:1])"))),
    wrong("right for two operands only", None, _value(_KEPT.replace("tuple(_children)", "(_children[0], _children[1]) if _children else ()")), outcome="refused"),
    wrong("operands turned round", None, _value(_KEPT.replace("tuple(_children)", "tuple(reversed(_children))")), note="of a - b it would say b - a"),
    wrong("one list for the whole class", "value.shared", "class Value:\n    _prev = []\n\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._op = data, 0.0, _op\n        for child in _children:\n            self._prev.append(child)\n\n    def __repr__(self):\n        return f'Value({self.data})'"),
    wrong("a list as default that is filled", "value.shared", _value("self.data = data\nself.grad = 0.0\nself._op = _op\nkept += _children\nself._prev = kept", head="data, _children=(), _op='', kept=[]")),
    wrong("the gradient is None", "value.grad", _value(_KEPT.replace("0.0", "None")), source="reported"),
    wrong("the gradient is 1", "value.grad", _value(_KEPT.replace("0.0", "1.0"))),
    wrong("the gradient is the number", "value.grad", _value(_KEPT.replace("0.0", "data"))),
    wrong("a text as number", "value.data", _value(_KEPT.replace("= data", "= str(data)"))),
    wrong("a whole number", None, _value(_KEPT.replace("= data", "= int(data)")), note="Value(2.5) forgets its half"),
    wrong("a rounded number", None, _value(_KEPT.replace("= data", "= round(data, 2)"))),
    wrong("never below 0", None, _value(_KEPT.replace("= data", "= abs(data)"))),
    wrong("always 3", None, _value(_KEPT.replace("= data", "= 3.0")), note="what it was given is ignored; right for the visible example"),
    wrong("the number of the first one", None, _value(_KEPT.replace("= data", "= _first.setdefault('data', data)")).replace("class Value", "_first = {}\n\nclass Value", 1), note="all later ones have the same number"),
    wrong("one object for equal numbers", "value.order", """
_known = {}

class Value:
    def __new__(cls, data, _children=(), _op=""):
        return _known.setdefault(data, super().__new__(cls))

    def __init__(self, data, _children=(), _op=""):
        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op

    def __repr__(self):
        return f"Value({self.data})"
""", note="two leaves that hold 3 would share a gradient"),
    wrong("no __repr__", "value.repr", _value(_KEPT, ""), source="reported", note="the default shows an address, which may happen to hold a 3"),
    wrong("no __repr__, with slots", "value.repr", "class Value:\n    __slots__ = ('data', 'grad', '_prev', '_op')\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op"),
    wrong("__str__ in the place of __repr__", "value.repr", _value(_KEPT).replace("__repr__", "__str__"), note="a notebook shows the repr"),
    wrong("only its name is shown", "value.repr", _value(_KEPT, "return 'Value'")),
    wrong("its address is shown", "value.repr", _value(_KEPT, "return f'Value at {id(self)}33'"), note="digits, among them a 3, but not those of the number"),
    wrong("always 3 is shown", None, _value(_KEPT, "return 'Value(3.0)'"), note="right for the visible example"),
    wrong("the gradient is shown", "value.repr", _value(_KEPT, "return f'Value({self.grad})'")),
    wrong("printed, not returned", None, _value(_KEPT, "print(f'Value({self.data})')"), REFUSED),
    wrong("single underscores", "single underscores", _value(_KEPT).replace("__init__", "_init_").replace("__repr__", "_repr_"), source="reported"),
    wrong("single underscores round init", "single underscores", _value(_KEPT).replace("__init__", "_init_")),
    wrong("single underscores round repr", "single underscores", _value(_KEPT).replace("__repr__", "_repr_")),
    wrong("two before and one behind", "single underscores", _value(_KEPT).replace("__init__", "__init_")),
    wrong("__int__", None, _value(_KEPT).replace("__init__", "__int__"), REFUSED),
    wrong("without self", None, _value("data.data = data").replace("self, ", ""), REFUSED),
    wrong("Value of the Value", None, _value(_KEPT.replace("= data", "= Value(data)")), REFUSED),
    wrong("it returns itself", None, _value(_KEPT + "\nreturn self"), REFUSED),
    wrong("all in one room", "value.shared", _value("self.data = data\nself.grad = 0.0\nself._op = _op\n_receipts.extend(_children)\nself._prev = _receipts").replace("class Value", "_receipts = []\n\nclass Value", 1)),
    wrong("empty", None, "class MyValue:\n    ...", NOT_ATTEMPTED),
    wrong("empty methods", None, "class MyValue:\n    def __init__(self, data, _children=(), _op=''):\n        ...", NOT_ATTEMPTED),
    wrong("operands at 0 are left out", None, _value(_KEPT.replace("tuple(_children)", "tuple(child for child in _children if child.data)"))),
    wrong("one number for the whole class", "value.in common", _value(_KEPT.replace("self.data =", "type(self).data ="))),
    wrong("all attributes of the class", "value.in common", _value(_KEPT.replace("self.", "Value."))),
    wrong("weak references", "value.no values", "import weakref\n\n" + _value(_KEPT.replace("tuple(_children)", "tuple(map(weakref.ref, _children))")), never=("mistake.detached",)),
    wrong("ids", "value.no values", _value(_KEPT.replace("tuple(_children)", "tuple(map(id, _children))")), never=("mistake.detached",)),
    wrong("each operand once", None, _value(_KEPT.replace("tuple(_children)", "tuple(dict.fromkeys(_children))")), note="of (a, a) one is left"),
    right("a data descriptor", "class Number:\n    def __set_name__(self, owner, name):\n        self.name = '_' + name\n\n    def __get__(self, thing, owner=None):\n        return self if thing is None else getattr(thing, self.name)\n\n    def __set__(self, thing, x):\n        setattr(thing, self.name, float(x))\n\n" + _value(_KEPT).replace("class Value:", "class Value:\n    data = Number()\n    grad = Number()\n")),
    right("a number of its own kind", "class Value(float):\n    def __new__(cls, data, _children=(), _op=''):\n        return super().__new__(cls, data)\n\n    def __init__(self, data, _children=(), _op=''):\n        self.data, self.grad, self._prev, self._op = data, 0.0, tuple(_children), _op\n\n    def __repr__(self):\n        return f'Value({self.data})'\n"),
]  # fmt: skip
