"""Pictures and questions made from the reference engine."""

import viz
from exercises.exercise import Prediction
from exercises.expressions import expression
from exercises.reference_engine import Reference
from exercises.words import Text
from viz.words.text import plain

_GRADIENT = Text(
    "{source}   with {numbers}. After the backward pass, what is {of}.grad?",
    "{source}   其中 {numbers}。反向傳遞之後，{of}.grad 是多少？",
)


def solve(asked):
    """(the result, {leaf: value}) of an Expression by the reference engine, after the backward pass, fresh."""
    leaves = {name: Reference(x, label=name) for name, x in asked.numbers.items()}
    result = asked.of(leaves)
    result.backward()
    return result, leaves


def picture(source, **numbers):
    """A function that draws the expression with its true gradients and local slopes."""
    return lambda: viz.draw(solve(expression(source, **numbers))[0], slopes=True)


def gradient_of(name, of, source, why, slips, **numbers):
    """A Prediction of a leaf's gradient."""
    asked = expression(source, **numbers)
    told = ", ".join(f"{leaf} = {plain(x)}" for leaf, x in asked.numbers.items())
    question = Text(*(text.format(source=source, numbers=told, of=of) for text in (_GRADIENT.en, _GRADIENT.zh)))
    return Prediction(name, question, asked, of, why, slips)
