"""Classes whose values are equal where their numbers are, so that a set or a dict takes two of them for one."""

from collections.abc import Iterator
from contextlib import contextmanager

from exercises.origin import LearnersClass

_METHODS = ("__eq__", "__hash__")


def compares_by_content(make: LearnersClass) -> bool:
    """Whether two values of the class may be equal without being one."""
    return any(getattr(make, method, None) is not getattr(object, method) for method in _METHODS)


@contextmanager
def by_identity(make: LearnersClass) -> Iterator[None]:
    """Inside, a value of the class equals itself only, as every object does that says nothing else.

    Raises:
        TypeError: the class cannot be changed.
    """
    own = {method: vars(make)[method] for method in _METHODS if method in vars(make)}
    for method in _METHODS:
        setattr(make, method, getattr(object, method))
    try:
        yield
    finally:
        for method in _METHODS:
            if method in own:
                setattr(make, method, own[method])
            else:
                delattr(make, method)
