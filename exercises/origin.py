"""Whose code it is: the learner's, or the project's, Python's and the packages'."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeGuard

from viz.values.insides import LIBRARIES

# What a learner hands to a check: nobody has promised anything of it.
LearnersClass = type[Any]
LearnersFunction = Callable[..., Any]
Learners = LearnersClass | LearnersFunction
EXPRESSION = "<expression>"  # the file name of what the checks themselves make up
KEPT = "<my "  # how the file names begin of the learner's methods that were kept, where `mine` has brought them
LENT = "<series "  # how the file names begin of the series' own methods, where they stand in for the learner's
_PACKAGES = ("exercises", "viz", "micrograd")
_ROOT = Path(__file__).parents[1]
_PROJECT = [str(_ROOT / package) for package in _PACKAGES]
_NOT_LEARNERS = (EXPRESSION, LENT, "<frozen", *(folder + os.sep for folder in _PROJECT), *LIBRARIES)


def is_learners(filename: str) -> bool:
    """Whether code of that file (`co_filename`) is the learner's: written in a cell, in a file beside the notebook."""
    return not filename.startswith(_NOT_LEARNERS)


def is_written_here(filename: str) -> bool:
    """Whether code of that file was written in this notebook, or in a file beside it: it is the learner's, and was not
    brought by `mine`, from what this computer keeps.
    """
    return is_learners(filename) and not filename.startswith(KEPT)


def is_a_class(thing: object) -> TypeGuard[LearnersClass]:
    """Whether it is a class; asked in this way, as isinstance believes what __class__ says."""
    return issubclass(type(thing), type)


def is_lent(filename: str) -> bool:
    """Whether code of that file is the series' own, standing in for the learner's."""
    return filename.startswith(LENT)


def is_of_the_project(filename: str, *packages: str) -> bool:
    """Whether code of that file is in one of these packages of the project; without them, in any."""
    return filename.startswith(tuple(str(_ROOT / package) + os.sep for package in packages or _PACKAGES))


def is_module_of_the_project(name: str) -> bool:
    return name.partition(".")[0] in _PACKAGES
