"""Exercises of the lessons."""

import viz

_NOT_ATTEMPTED = {"en": "not attempted", "zh-TW": "尚未作答"}


class NotAttempted:
    """What an exercise shows as long as the learner's function still returns nothing."""

    outcome = "not attempted"

    def __repr__(self):
        return _NOT_ATTEMPTED[viz.language()]


def attempt(result):
    """The picture of what the learner's function returned; NotAttempted where it returned nothing yet."""
    return NotAttempted() if result is None else viz.draw(result, slopes=True)
