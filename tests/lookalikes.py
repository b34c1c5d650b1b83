"""Classes that look like Value, as learners and lecturers write them: what viz has to read.

Each has `a + b`, `a - b`, `a * b` and `a ** 2`; they differ in what they keep of the operands, and where.
"""


class WithoutGrad:
    """The first hour of the lecture: operands in a tuple, no gradient yet."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self._prev = _children
        self._op = _op
        self.label = label

    def __add__(self, other):
        return type(self)(self.data + other.data, (self, other), "+")

    def __sub__(self, other):
        return type(self)(self.data - other.data, (self, other), "-")

    def __mul__(self, other):
        return type(self)(self.data * other.data, (self, other), "*")

    def __pow__(self, n):
        return type(self)(self.data**n, (self,), f"**{n}")


class InTuples(WithoutGrad):
    def __init__(self, data, _children=(), _op="", label=""):
        super().__init__(data, _children, _op, label)
        self.grad = 0.0


class InLists(InTuples):
    def __init__(self, data, _children=(), _op="", label=""):
        super().__init__(data, list(_children), _op, label)


class InSets(InTuples):
    """A set, and no closure that could tell the order."""

    def __init__(self, data, _children=(), _op="", label=""):
        super().__init__(data, set(_children), _op, label)


class Slotted:
    """As newer micro engines are: local derivatives beside the operands, no symbol, no room for anything else."""

    __slots__ = ("data", "grad", "_children", "_local_grads")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads

    def __add__(self, other):
        return Slotted(self.data + other.data, (self, other), (1, 1))

    def __sub__(self, other):
        return Slotted(self.data - other.data, (self, other), (1, -1))

    def __mul__(self, other):
        return Slotted(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return Slotted(self.data**n, (self,), (n * self.data ** (n - 1),))


class SetAndClosure:
    """Keeps its operands as the seed does: in a set, and in what `_backward` encloses."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op
        self.label = label

    def __pow__(self, other):
        out = type(self)(self.data**other, (self,), f"**{other}")

        def _backward():
            self.grad += other * self.data ** (other - 1) * out.grad

        out._backward = _backward
        return out


class Renamed(SetAndClosure):
    """The closure knows the second operand by another name than the method's parameter."""

    def __add__(self, other):
        right = other if isinstance(other, Renamed) else Renamed(other)
        out = Renamed(self.data + right.data, (self, right), "+")

        def _backward():
            self.grad += out.grad
            right.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        right = other if isinstance(other, Renamed) else Renamed(other)
        out = Renamed(self.data - right.data, (self, right), "-")

        def _backward():
            right.grad -= out.grad
            self.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        right = other if isinstance(other, Renamed) else Renamed(other)
        out = Renamed(self.data * right.data, (self, right), "*")

        def _backward():
            self.grad += right.data * out.grad
            right.grad += self.data * out.grad

        out._backward = _backward
        return out


class OneSided(SetAndClosure):
    """Half finished: its closures forget one operand or the other. It still has its own reflected subtraction."""

    def __add__(self, other):
        out = OneSided(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        out = OneSided(self.data - other.data, (self, other), "-")

        def _backward():
            other.grad -= out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = OneSided(self.data * other.data, (self, other), "*")
        out._backward = lambda: setattr(self, "grad", self.grad + 2 * out.grad)
        return out


class Reflected(Renamed):
    """`2 - a` is an operation of its own, with the operands the other way round than the method's parameters."""

    def __rsub__(self, other):
        left = Reflected(other)
        out = Reflected(left.data - self.data, (left, self), "-")

        def _backward():
            left.grad += out.grad
            self.grad -= out.grad

        out._backward = _backward
        return out


def tanh(x):
    """As in the lecture: an operation written outside the class."""
    from math import exp

    t = (exp(2 * x.data) - 1) / (exp(2 * x.data) + 1)
    out = type(x)(t, (x,), "tanh")

    def _backward():
        x.grad += (1 - t**2) * out.grad

    out._backward = _backward
    return out


def difference(x, y):
    """Outside the class, with two operands."""
    out = type(x)(x.data - y.data, (x, y), "-")

    def _backward():
        x.grad += out.grad
        y.grad -= out.grad

    out._backward = _backward
    return out
