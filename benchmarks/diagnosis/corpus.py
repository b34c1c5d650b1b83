"""All answers of the corpus, exercise by exercise."""

from importlib import import_module
from importlib.util import find_spec

from exercises.topics import EXERCISES


def exists(name):
    return find_spec(f"benchmarks.diagnosis.answers.{name}")


ANSWERS = [
    answer
    for name in EXERCISES
    if exists(name)
    for answer in import_module(f"benchmarks.diagnosis.answers.{name}").ANSWERS
]
