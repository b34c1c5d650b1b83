"""Classes that learners bring along: other shapes than the lessons' own, each with places where a mistake goes in."""

import linecache
import math
import textwrap

LOCAL_SLOPES = textwrap.dedent(
    """
    class Value:
        __slots__ = ("data", "grad", "_children", "_local_grads")
        def __init__(self, data, children=(), local_grads=()):
            self.data = data
            self.grad = 0
            self._children = children
            self._local_grads = local_grads
        def __add__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            return Value(self.data + other.data, (self, other), (1, 1))
        def __mul__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            return Value(self.data * other.data, (self, other), (other.data, self.data))
        def __pow__(self, other):
            return Value(self.data**other, (self,), (other * self.data**(other-1),))
        def log(self):
            return Value(math.log(self.data), (self,), (1/self.data,))
        def exp(self):
            return Value(math.exp(self.data), (self,), (math.exp(self.data),))
        def tanh(self):
            return Value(math.tanh(self.data), (self,), (1 - math.tanh(self.data)**2,))
        def relu(self):
            return Value(max(0, self.data), (self,), (float(self.data > 0),))
        def __neg__(self): return self * -1
        def __radd__(self, other): return self + other
        def __sub__(self, other): return self + (-other)
        def __rsub__(self, other): return other + (-self)
        def __rmul__(self, other): return self * other
        def __truediv__(self, other): return self * other**-1
        def __rtruediv__(self, other): return other * self**-1
        def backward(self):
            topo, visited = [], set()
            def build(v):
                if v not in visited:
                    visited.add(v)
                    for child in v._children:
                        build(child)
                    topo.append(v)
            build(self)
            self.grad = 1
            for v in reversed(topo):
                for child, local in zip(v._children, v._local_grads):
                    child.grad += local * v.grad
    """
)

CLOSURES = textwrap.dedent(
    """
    class Value:
        def __init__(self, data, operands=(), op=""):
            self.data, self._prev, self._op = data, operands, op
            self.grad, self._backward = 0.0, lambda: None
        def __repr__(self): return f"Value({self.data})"
        def __add__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data + other.data, (self, other), "+")
            def back():
                self.grad += out.grad
                other.grad += out.grad
            out._backward = back
            return out
        def __mul__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data * other.data, (self, other), "*")
            def back():
                self.grad += other.data * out.grad
                other.grad += self.data * out.grad
            out._backward = back
            return out
        def __pow__(self, n):
            n = n if isinstance(n, Value) else Value(n)
            out = Value(self.data**n.data, (self, n), "**")
            def back():
                self.grad += n.data * self.data ** (n.data - 1) * out.grad
            out._backward = back
            return out
        def relu(self):
            out = Value(max(0.0, self.data), (self,), "ReLU")
            def back():
                self.grad += (self.data > 0) * out.grad
            out._backward = back
            return out
        def backward(self):
            order, seen = [], set()
            def visit(v):
                if v not in seen:
                    seen.add(v)
                    for operand in v._prev:
                        visit(operand)
                    order.append(v)
            visit(self)
            self.grad = 1.0
            for v in reversed(order):
                v._backward()
    """
)


def written(source, *changes):
    """The class Value of a source, in which each (old, new) was changed; old has to be there."""
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    name = f"<brought along {hash(source)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    namespace = {"math": math}
    exec(compile(source, name, "exec"), namespace)
    return namespace["Value"]
