"""A step with all that is shown of it."""

from dataclasses import dataclass

from viz.values.in_words import Caption
from viz.values.passes import Step
from viz.values.source import Excerpt

# Of the gradient its number or its sign; the size of what arrives; which arrow brings most; for which leaf it is 0.
QUESTIONS = ("number", "sign", "size", "arrow", "zero")


@dataclass(frozen=True)
class Moment:
    """A step as it is shown.

    Attributes:
        step: the Step.
        caption: its Caption.
        code: the Excerpt of the code that acts in it, or None where none does or its source is not at hand.
        asks: what is asked before it is shown, one of QUESTIONS; "" for nothing.
    """

    step: Step
    caption: Caption
    code: Excerpt | None = None
    asks: str = ""
