"""All answers of the corpus, exercise by exercise."""

from importlib import import_module

from exercises.topics import EXERCISES

ANSWERS = [answer for name in EXERCISES for answer in import_module(f"benchmarks.diagnosis.answers.{name}").ANSWERS]
