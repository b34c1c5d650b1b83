"""Calls of a learner's code that only serve a picture: they print nothing, and draw none of the random numbers that the
program shares.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from viz.values.random_numbers import shared_random_numbers


@contextmanager
def unnoticed() -> Iterator[None]:
    """Inside, what is printed is dropped; afterwards random numbers go on as if nothing had been drawn."""
    drawn = shared_random_numbers()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for random_numbers in drawn:
            random_numbers.restore()
