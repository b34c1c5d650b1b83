"""Cells of a lesson made up for a test, and the slides of them."""

from classroom.lesson import Lesson, Part
from classroom.slides import deck


def text(source, **more):
    return Part("t", is_code=False, source=source, **more)


def code(source, *outputs, **more):
    return Part("c", is_code=True, source=source, outputs=outputs, **more)


def slides(*parts):
    return deck.slides(Lesson("02_add", "en", parts))
