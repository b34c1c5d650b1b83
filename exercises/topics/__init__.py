"""The exercises, one file for each topic: what is asked, how it is examined, hints, a solution, predictions."""

from exercises.exercise import Choice, Prediction
from exercises.topics import (
    add,
    backward,
    gradient_check,
    layer,
    learning,
    local_slopes,
    mlp,
    mul,
    neuron,
    operators,
    order,
    own_operation,
    pow,
    published,
    relu,
    second_pass,
    slope,
    training,
    value,
)

_IN_ORDER = (
    slope,
    value,
    add,
    mul,
    pow,
    operators,
    relu,
    order,
    backward,
    second_pass,
    gradient_check,
    neuron,
    layer,
    mlp,
    learning,
    training,
    own_operation,
    local_slopes,
    published,
)

EXERCISES = {exercise.name: exercise for topic in _IN_ORDER for exercise in topic.EXERCISES}
QUESTIONS = {question.name: question for exercise in EXERCISES.values() for question in exercise.predictions}
PREDICTIONS = {name: asked for name, asked in QUESTIONS.items() if isinstance(asked, Prediction)}
CHOICES = {name: asked for name, asked in QUESTIONS.items() if isinstance(asked, Choice)}
