"""Exercises that know which mistake was made.

from exercises import check, hint, mine, predict, progress, solution, unrecorded
check.mul(Value)          # not attempted, your code raised, not yet, or right; and why
check.operation(Value, "sigmoid", truth=f)   # any operation of your own, against a function of numbers
hint.mul()                # again and again: an idea, a picture, almost the code
solution.mul()
predict.add_reuse(1)      # a number, before it is seen; `predict.add_reuse` alone asks for it in the page
arrange.mul()             # the lines of a solution, to be put in order
practice()                # small graphs, one question each; what went wrong is asked again after days
bug()                     # an engine with one wrong line, to be found: bug("moth") or bug(7) for a certain one
progress()
Value = mine.mul()        # what you wrote so far, as a class to go on with
with unrecorded():        # somebody else's work: it leaves no mark in your own progress
    check.mul(TheirValue)
check.engine(Value)       # the blank page, on which `moons` and `keepsake` are used as well (see exercises.blank_page)
"""

from exercises.blank_page.in_turn import IN_TURN
from exercises.blank_page.keepsake import keepsake
from exercises.blank_page.training import moons
from exercises.bugs.asking import bug
from exercises.checks import CHECKS, ByName
from exercises.guidance import hint, solution
from exercises.in_browser import prepare
from exercises.mine import mine
from exercises.originals import take_down
from exercises.parsons.page import arrange
from exercises.practice import practice
from exercises.predict_cell import register
from exercises.predictions import predict
from exercises.progress import progress
from exercises.progress_store import unrecorded

check = ByName(CHECKS | IN_TURN)
take_down()
register()
prepare()

__all__ = [
    "arrange", "bug", "check", "hint", "keepsake", "mine", "moons", "practice", "predict", "progress", "solution",
    "unrecorded",
]  # fmt: skip
