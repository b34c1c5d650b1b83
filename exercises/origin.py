"""Whose code it is: the learner's, or the project's, Python's and the packages'."""

import os
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What a learner hands to a check: nobody has promised anything of it.
LearnersClass = type[Any]
LearnersFunction = Callable[..., Any]
Learners = LearnersClass | LearnersFunction
EXPRESSION = "<expression>"  # the file name of what the checks themselves make up
_PROJECT = [str(Path(__file__).parents[1] / package) for package in ("exercises", "viz", "micrograd")]
_LIBRARIES = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
_NOT_LEARNERS = (EXPRESSION, "<frozen", *(folder + os.sep for folder in _PROJECT + _LIBRARIES))


def is_learners(filename: str) -> bool:
    """Whether code of that file (`co_filename`) is the learner's: written in a cell, in a file beside the notebook."""
    return not filename.startswith(_NOT_LEARNERS)
