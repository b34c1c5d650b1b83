"""Where random numbers are drawn from, so that what is only asked for a picture draws none of somebody else's."""

import random
import sys
from collections.abc import Callable
from typing import Any

from viz.values.insides import module_of

_METHODS = (("setstate", "getstate"), ("set_state", "get_state"), ("set_rng_state", "get_rng_state"))


class RandomNumbers:
    """The state of a generator of random numbers, Python's, numpy's or PyTorch's.

    Args:
        generator: a thing that draws_numbers, or a module of shared_random_numbers.
    """

    def __init__(self, generator: Any) -> None:
        self._set, self._before = _state_of(generator)

    def restore(self) -> None:
        self._set(self._before)


def draws_numbers(thing: object) -> bool:
    """Whether it is a generator of random numbers that has a state."""
    cls = type(thing)
    if issubclass(cls, random.Random):
        return not issubclass(cls, random.SystemRandom)
    return module_of(cls).startswith(("numpy.random", "torch")) and cls.__name__ in ("Generator", "RandomState")


def shared_random_numbers() -> list[RandomNumbers]:
    """Those that a whole program shares, of the modules that it has imported."""
    modules = (sys.modules.get(name) for name in ("random", "numpy.random", "torch.random"))
    return [RandomNumbers(module) for module in modules if module]


def _state_of(generator: Any) -> tuple[Callable[[Any], object], Any]:
    """(what sets it, the state)"""
    for of_setting, of_getting in _METHODS:
        if hasattr(generator, of_getting):
            return getattr(generator, of_setting), getattr(generator, of_getting)()
    bits = generator.bit_generator
    return lambda state: setattr(bits, "state", state), bits.state
