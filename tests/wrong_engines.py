"""Engines with one mistake each, in the two styles in which learners write them, and what a recording must tell of
them.

`Lecture` keeps a closure in each result, `Loops` keeps local derivatives and has one generic loop. Both are right;
every other class departs from them in one place.
"""

from collections import deque
from dataclasses import dataclass, field


class Lecture:
    def __init__(self, data, _children=(), _op=""):
        self.data = data
        self.grad = 0.0
        self._prev = tuple(_children)
        self._op = _op
        self._backward = lambda: None

    def __add__(self, other):
        out = type(self)(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        out = type(self)(self.data - other.data, (self, other), "-")

        def _backward():
            self.grad += out.grad
            other.grad -= out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, n):
        out = type(self)(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad += n * self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = type(self)(max(0.0, self.data), (self,), "ReLU")

        def _backward():
            self.grad += (self.data > 0) * out.grad

        out._backward = _backward
        return out

    def order(self):
        """Operands before results."""
        topo, visited = [], set()

        def build(v):
            if id(v) not in visited:
                visited.add(id(v))
                for operand in v._prev:
                    build(operand)
                topo.append(v)

        build(self)
        return topo

    def reset(self):
        for v in self.order():
            if v._prev:
                v.grad = 0.0

    def backward(self):
        self.reset()
        self.grad = 1.0
        for v in reversed(self.order()):
            v._backward()


class Loops:
    __slots__ = ("data", "grad", "_children", "_local_grads", "_op")

    def __init__(self, data, children=(), local_grads=(), op=""):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads
        self._op = op

    def __add__(self, other):
        return type(self)(self.data + other.data, (self, other), (1, 1), "+")

    def __sub__(self, other):
        return type(self)(self.data - other.data, (self, other), (1, -1), "-")

    def __mul__(self, other):
        return type(self)(self.data * other.data, (self, other), (other.data, self.data), "*")

    def __pow__(self, n):
        return type(self)(self.data**n, (self,), (n * self.data ** (n - 1),), f"**{n}")

    def relu(self):
        return type(self)(max(0, self.data), (self,), (int(self.data > 0),), "ReLU")

    def order(self):
        topo, visited, stack = [], set(), [(self, False)]
        while stack:
            v, returned = stack.pop()
            if returned:
                topo.append(v)
            elif id(v) not in visited:
                visited.add(id(v))
                stack.append((v, True))
                stack.extend((child, False) for child in v._children)
        return topo

    def backward(self):
        topo = self.order()
        for v in topo:
            if v._children:
                v.grad = 0
        self.grad = 1
        for v in reversed(topo):
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * v.grad


# Closures: mistakes in one operation.


class OverwritesInAdd(Lecture):
    def __add__(self, other):
        out = type(self)(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = out.grad
            other.grad = out.grad

        out._backward = _backward
        return out


class OverwritesInMul(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out


class MulWithoutUpstream(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data
            other.grad += self.data

        out._backward = _backward
        return out


class PowWithoutUpstream(Lecture):
    def __pow__(self, n):
        out = type(self)(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad += n * self.data ** (n - 1)

        out._backward = _backward
        return out


class NotSwapped(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += self.data * out.grad
            other.grad += other.data * out.grad

        out._backward = _backward
        return out


class OneSide(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad

        out._backward = _backward
        return out


class SelfTwice(Lecture):
    """The second line was copied from the first, and `self` stayed."""

    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            self.grad += self.data * out.grad

        out._backward = _backward
        return out


class ValueOfOut(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += out.data * out.grad
            other.grad += out.data * out.grad

        out._backward = _backward
        return out


class SignOfSub(Lecture):
    def __sub__(self, other):
        out = type(self)(self.data - other.data, (self, other), "-")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out


class ExponentDropped(Lecture):
    def __pow__(self, n):
        out = type(self)(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad += self.data ** (n - 1) * out.grad

        out._backward = _backward
        return out


class NotDecremented(Lecture):
    def __pow__(self, n):
        out = type(self)(self.data**n, (self,), f"**{n}")

        def _backward():
            self.grad += n * self.data**n * out.grad

        out._backward = _backward
        return out


class _WithGate(Lecture):
    """relu with another slope."""

    def slope(self, out):
        raise NotImplementedError

    def relu(self):
        out = type(self)(max(0.0, self.data), (self,), "ReLU")

        def _backward():
            self.grad += self.slope(out) * out.grad

        out._backward = _backward
        return out


class PassesAll(_WithGate):
    def slope(self, out):
        return 1.0


class GatesOnGradient(_WithGate):
    def slope(self, out):
        return out.grad > 0


class ScalesByValue(_WithGate):
    def slope(self, out):
        return out.data


class OpenAtZero(_WithGate):
    def slope(self, out):
        return self.data >= 0


class NoRule(Lecture):
    """`out._backward = _backward` was forgotten."""

    def relu(self):
        return type(self)(max(0.0, self.data), (self,), "ReLU")


class LateBinding(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")
        rules = []
        for operand, local in ((self, other.data), (other, self.data)):
            rules.append(lambda: setattr(operand, "grad", operand.grad + local * out.grad))
        out._backward = lambda: [rule() for rule in rules]
        return out


class Detached(Lecture):
    """The rule writes to fresh values instead of the operands."""

    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            left, right = Lecture(self.data), Lecture(other.data)
            left.grad += right.data * out.grad
            right.grad += left.data * out.grad

        out._backward = _backward
        return out


class RaisesInMul(Lecture):
    def __mul__(self, other):
        out = type(self)(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.gradient += self.data * out.grad

        out._backward = _backward
        return out


class NoBackward(OverwritesInMul):
    """Half written: no `backward()` yet."""

    backward = None


# Closures: mistakes on the way back.


class Recursion(Lecture):
    """Each node calls its operands at once."""

    def backward(self):
        self.reset()
        self.grad = 1.0
        self.go()

    def go(self):
        self._backward()
        for operand in self._prev:
            operand.go()


class Preorder(Lecture):
    def backward(self):
        self.reset()
        self.grad = 1.0
        order, visited = [], set()

        def visit(v):
            if v not in visited:
                visited.add(v)
                order.append(v)
                for operand in v._prev:
                    visit(operand)

        visit(self)
        for v in order:
            v._backward()


class BreadthFirst(Lecture):
    def backward(self):
        self.reset()
        self.grad = 1.0
        waiting, visited = deque([self]), {self}
        while waiting:
            v = waiting.popleft()
            v._backward()
            for operand in v._prev:
                if operand not in visited:
                    visited.add(operand)
                    waiting.append(operand)


class NotReversed(Lecture):
    def backward(self):
        self.reset()
        self.grad = 1.0
        for v in self.order():
            v._backward()


class NotSeeded(Lecture):
    def backward(self):
        self.reset()
        for v in reversed(self.order()):
            v._backward()


class SeededTooLate(Lecture):
    def backward(self):
        self.reset()
        for v in reversed(self.order()):
            v._backward()
        self.grad = 1.0


class SeededWithItsData(Lecture):
    def backward(self):
        self.reset()
        self.grad = self.data
        for v in reversed(self.order()):
            v._backward()


class NoReset(Lecture):
    def backward(self):
        self.grad = 1.0
        for v in reversed(self.order()):
            v._backward()


class OneStepOnly(Lecture):
    def backward(self):
        self.reset()
        self.grad = 1.0
        self._backward()


class NoVisited(Lecture):
    """A value stands in the order once for every path to it."""

    def order(self):
        return [w for operand in self._prev for w in operand.order()] + [self]


class VisitedByData(Lecture):
    """`in` on a list asks `==`, and values of the same data are taken for one."""

    __hash__ = None

    def __eq__(self, other):
        return self.data == other.data

    def order(self):
        topo, visited = [], []

        def build(v):
            if v not in visited:
                visited.append(v)
                for operand in v._prev:
                    build(operand)
                topo.append(v)

        build(self)
        return topo


class ResetsOnArrival(Lecture):
    """Each gradient is set to 0 when its turn comes: what came in is lost."""

    def backward(self):
        self.grad = 1.0
        for v in reversed(self.order()):
            if v is not self:
                v.grad = 0.0
            v._backward()


class ResetsAtTheEnd(Lecture):
    def backward(self):
        super().backward()
        for v in self.order():
            v.grad = 0.0


class Meddles(Lecture):
    """Halves the leaves' gradients when all is done."""

    def backward(self):
        super().backward()
        for v in self.order():
            if not v._prev:
                v.grad *= 0.5


# Generic loops.


class LoopsOverwriting(Loops):
    __slots__ = ()

    def backward(self):
        topo = self.order()
        for v in topo:
            v.grad = 0
        self.grad = 1
        for v in reversed(topo):
            for child, local in zip(v._children, v._local_grads):
                child.grad = local * v.grad


class LoopsWithoutUpstream(Loops):
    __slots__ = ()

    def backward(self):
        topo = self.order()
        for v in topo:
            v.grad = 0
        self.grad = 1
        for v in reversed(topo):
            for child, local in zip(v._children, v._local_grads):
                child.grad += local


class LoopsFromRoot(Loops):
    """Takes the root's gradient for the result's own."""

    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * self.grad


class LoopsNotReversed(Loops):
    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in self.order():
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * v.grad


class LoopsBreadthFirst(Loops):
    __slots__ = ()

    def backward(self):
        self.grad = 1
        waiting, visited = deque([self]), {self}
        while waiting:
            v = waiting.popleft()
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * v.grad
                if child not in visited:
                    visited.add(child)
                    waiting.append(child)


class LoopsRecursion(Loops):
    __slots__ = ()

    def backward(self):
        self.grad = 1
        self.push()

    def push(self):
        for child, local in zip(self._children, self._local_grads):
            child.grad += local * self.grad
            child.push()


class LoopsNotSeeded(Loops):
    __slots__ = ()

    def backward(self):
        for v in reversed(self.order()):
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * v.grad


class LoopsNoReset(Loops):
    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            for child, local in zip(v._children, v._local_grads):
                child.grad += local * v.grad


class LoopsOneSide(Loops):
    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            if v._children:
                v._children[0].grad += v._local_grads[0] * v.grad


class LoopsNotSwapped(Loops):
    __slots__ = ()

    def __mul__(self, other):
        return type(self)(self.data * other.data, (self, other), (self.data, other.data), "*")


class LoopsSignOfSub(Loops):
    __slots__ = ()

    def __sub__(self, other):
        return type(self)(self.data - other.data, (self, other), (1, 1), "-")


class LoopsOverSet(Loops):
    """Goes over the set of the operands: `a + a` is one member of it."""

    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            for child in set(v._children):
                child.grad += v._local_grads[v._children.index(child)] * v.grad


class LoopsForgetLeaves(Loops):
    """Stops at the first value without a grandparent."""

    __slots__ = ()

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            if any(child._children for child in v._children):
                for child, local in zip(v._children, v._local_grads):
                    child.grad += local * v.grad


class LoopsRaising(Loops):
    """One local derivative is missing, and the loop notices."""

    __slots__ = ()

    def relu(self):
        return type(self)(max(0, self.data), (self,), (), "ReLU")

    def backward(self):
        self.grad = 1
        for v in reversed(self.order()):
            for child, local in zip(v._children, v._local_grads, strict=True):
                child.grad += local * v.grad


@dataclass(frozen=True)
class Mistake:
    """One wrong engine, the expression that exposes it, and what must be told.

    Attributes:
        engine: the class.
        expression: engine -> the root.
        told: the set of (finding, result, slot) on the way; slot None for a step that is no contribution.
        at_end: the names of the findings in the last step, beside "wrong".
    """

    engine: type
    expression: object
    told: set
    at_end: set = field(default_factory=set)


# The comment says which index a value has.


def doubled(V):  # a 0, a+a 1
    a = V(3.0)
    return a + a


def squared(V):  # a 0, a*a 1
    a = V(3.0)
    return a * a


def product(V):  # a 0, b 1, a*b 2
    return V(2.0) * V(3.0)


def scaled_product(V):  # a 0, b 1, a*b 2, c 3, L 4
    return V(2.0) * V(-3.0) * V(-2.0)


def difference(V):  # a 0, b 1, a-b 2
    return V(5.0) - V(3.0)


def cubed(V):  # a 0, a**3 1
    return V(3.0) ** 3


def scaled_cube(V):  # a 0, a**3 1, c 2, L 3
    return V(3.0) ** 3 * V(-2.0)


def rectified(x):
    def scaled_relu(V):  # a 0, relu 1, c 2, L 3
        return V(x).relu() * V(-4.0)

    return scaled_relu


def diamond(V):  # a 0, 3 1, b 2, 10 3, d 4, L 5
    b = V(2.0) * V(3.0)
    return b + b * V(10.0)


def mirrored_diamond(V):  # the same indices
    b = V(2.0) * V(3.0)
    return b * V(10.0) + b


def lecture(V):  # a 0, b 1, e 2, c 3, d 4, f 5, L 6
    return (V(2.0) * V(-3.0) + V(10.0)) * V(-2.0)


def twin_sums(V):  # a 0, b 1, a+b 2, c 3, d 4, c+d 5, L 6: both sums are 5
    return (V(2.0) + V(3.0)) * (V(1.0) + V(4.0))


def cube_again(V):  # x 0, x*x 1, x*x*x 2; the second pass
    x = V(3.0)
    out = x * x * x
    out.backward()
    x.grad = 0.0
    return out


MISTAKES = [
    Mistake(OverwritesInAdd, doubled, {("overwrite", 1, 1)}),
    Mistake(OverwritesInMul, squared, {("overwrite", 1, 1)}),
    Mistake(MulWithoutUpstream, scaled_product, {("no upstream", 2, 0), ("no upstream", 2, 1)}),
    Mistake(PowWithoutUpstream, scaled_cube, {("no upstream", 1, 0)}),
    Mistake(NotSwapped, product, {("slope", 2, 0), ("slope", 2, 1)}),
    Mistake(OneSide, product, {("one side", 2, 0)}),
    Mistake(SelfTwice, product, {("one side", 2, 0), ("slope", 2, 0)}),
    Mistake(ValueOfOut, product, {("slope", 2, 0), ("slope", 2, 1)}),
    Mistake(SignOfSub, difference, {("slope", 2, 1)}),
    Mistake(ExponentDropped, cubed, {("slope", 1, 0)}),
    Mistake(NotDecremented, cubed, {("slope", 1, 0)}),
    Mistake(PassesAll, rectified(-3.0), {("slope", 1, 0)}),
    Mistake(GatesOnGradient, rectified(3.0), {("slope", 1, 0)}),
    Mistake(ScalesByValue, rectified(3.0), {("slope", 1, 0)}),
    Mistake(OpenAtZero, rectified(0.0), {("slope", 1, 0)}),
    Mistake(NoRule, rectified(3.0), {("one side", 1, None)}),
    Mistake(LateBinding, product, {("one side", 2, 1), ("slope", 2, 1)}),
    Mistake(Detached, product, {("one side", 2, None)}),
    Mistake(RaisesInMul, scaled_product, set(), {"error"}),
    Mistake(NoBackward, squared, {("overwrite", 1, 1)}),
    Mistake(Recursion, diamond, {("too early", 2, 0), ("twice", 2, 0), ("twice", 2, 1)}),
    Mistake(Recursion, mirrored_diamond, {("twice", 2, 0), ("twice", 2, 1)}),
    Mistake(Preorder, diamond, {("too early", 2, 0)}),
    Mistake(BreadthFirst, diamond, {("too early", 2, 0)}),
    Mistake(NotReversed, lecture, {("too early", 2, 0), ("too early", 4, 0)}),
    Mistake(NotSeeded, product, {("root not seeded", 2, 0)}),
    Mistake(SeededTooLate, product, {("root not seeded", 2, 0)}),
    Mistake(SeededWithItsData, product, {("root not seeded", 2, None)}),
    Mistake(NoReset, cube_again, {("stale gradients", 2, 0)}),
    Mistake(OneStepOnly, lecture, set(), {"never reached"}),
    Mistake(NoVisited, diamond, {("twice", 2, 0), ("twice", 2, 1)}),
    Mistake(VisitedByData, twin_sums, set(), {"never reached"}),
    Mistake(ResetsOnArrival, lecture, {("overwrite", 4, None), ("overwrite", 5, None)}),
    Mistake(ResetsAtTheEnd, product, {("overwrite", 0, None), ("overwrite", 1, None)}),
    Mistake(Meddles, product, {("unexplained", 0, None), ("unexplained", 1, None)}),
    Mistake(LoopsOverwriting, squared, {("overwrite", 1, 1)}),
    Mistake(LoopsOverwriting, diamond, {("overwrite", 4, 0)}),
    Mistake(LoopsWithoutUpstream, scaled_product, {("no upstream", 2, 0), ("no upstream", 2, 1)}),
    Mistake(LoopsFromRoot, scaled_product, {("no upstream", 2, 0), ("no upstream", 2, 1)}),
    Mistake(LoopsNotReversed, lecture, {("too early", 2, 0), ("too early", 4, 0)}),
    Mistake(LoopsBreadthFirst, diamond, {("too early", 2, 0)}),
    Mistake(LoopsRecursion, diamond, {("too early", 2, 0), ("twice", 2, 0), ("twice", 2, 1)}),
    Mistake(LoopsRecursion, mirrored_diamond, {("too early", 2, 0), ("twice", 2, 0), ("twice", 2, 1)}),
    Mistake(LoopsNotSeeded, product, {("root not seeded", 2, 0)}),
    Mistake(LoopsNoReset, cube_again, {("stale gradients", 2, 0)}),
    Mistake(LoopsOneSide, product, {("one side", 2, 0)}),
    Mistake(LoopsNotSwapped, product, {("slope", 2, 0), ("slope", 2, 1)}),
    Mistake(LoopsSignOfSub, difference, {("slope", 2, 1)}),
    Mistake(LoopsOverSet, doubled, {("one side", 1, 0)}),
    Mistake(LoopsForgetLeaves, lecture, set(), {"never reached"}),
    Mistake(LoopsRaising, rectified(3.0), set(), {"error"}),
]
