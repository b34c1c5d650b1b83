"""Exercises that know which mistake was made.

from exercises import check, hint, mine, predict, progress, solution, unrecorded
check.mul(Value)          # not attempted, your code raised, not yet, or right; and why
check.operation(Value, "sigmoid", truth=f)   # any operation of your own, against a function of numbers
hint.mul()                # again and again: an idea, a picture, almost the code
solution.mul()
predict.add_reuse(1)      # a number, before it is seen; `predict.add_reuse` alone asks for it in the page
arrange.mul()             # the lines of a solution, to be put in order
progress()
Value = mine.mul()        # what you wrote so far, as a class to go on with
with unrecorded():        # somebody else's work: it leaves no mark in your own progress
    check.mul(TheirValue)
"""

from exercises.checks import check
from exercises.guidance import hint, solution
from exercises.mine import mine
from exercises.originals import take_down
from exercises.parsons.page import arrange
from exercises.predict_cell import register
from exercises.predictions import predict
from exercises.progress import progress
from exercises.progress_store import unrecorded

take_down()
register()

__all__ = ["arrange", "check", "hint", "mine", "predict", "progress", "solution", "unrecorded"]
