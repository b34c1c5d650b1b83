"""Notebooks as a class hands them in: right, wrong and unfinished ones, ones that do not end, ones that claim to be
right, and files that are no notebooks at all; in both languages.

Each is made from the notebook of its lesson, as it is or as the edition for students, by changes of some cells. What
is expected of it is what is true. Where that is a matter of opinion a comment says why it is judged so; where another
judgement would be true as well, `also` has it. Run them only where time, memory and output have limits.

    write_hand_ins(folder)          # all of them, as files
    HAND_INS["mul not swapped"].expected["mul"]     # ("wrong", "not swapped")
"""

import copy
import itertools
import json
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.diagnosis.answer import MICROGPT
from benchmarks.diagnosis.corpus import ANSWERS
from changed_notebooks import (
    Change,
    Notebook,
    as_json,
    as_program,
    begun_with,
    ended_with,
    in_format_3,
    with_answer,
    with_blanks,
    with_cell_after,
    with_cell_at_the_end,
    with_cell_before,
    with_cell_of_type,
    with_code_cells_merged,
    with_copy_of_the_cell,
    with_many_cells,
    with_output,
    with_source,
    with_text,
    without_cell,
    without_metadata,
    without_stub,
)
from endless import LOOPS
from exercises.closure_engine import source_after, source_of
from exercises.topics import EXERCISES

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"

Judgement = tuple[str, str | None]  # the outcome, and the name of the mistake as in docs/misconceptions.md
RIGHT, NOT_ATTEMPTED, RAISED = ("right", None), ("not attempted", None), ("raised", None)
STOPPED, ENDED, NOT_YOURS, NOT_THERE = ("stopped", None), ("ended", None), ("not yours", None), ("not there", None)

MARK = "left_by_a_hand_in"  # the name of the files that hand-ins write, and an argument of the processes they start


def wrong(mistake: str | None = None) -> Judgement:
    return "wrong", mistake


def raised(mistake: str) -> Judgement:
    return "raised", mistake


@dataclass(frozen=True)
class HandIn:
    """A file that somebody hands in.

    Attributes:
        name: its path without the ending, from the folder in which all are.
        kind: what it is an example of.
        lesson: the number of the lesson that was to be handed in.
        language: of the notebook that it is made from.
        changes: what was done to that notebook.
        judged: {exercise: judgement} of those that were not left as they were.
        also: {exercise: judgements that are true as well}.
        is_graded: False where the file is none that anybody means to hand in.
    """

    name: str
    kind: str
    lesson: int
    language: str
    changes: tuple[Change, ...]
    judged: dict[str, Judgement]
    also: dict[str, tuple[Judgement, ...]] = field(default_factory=dict)
    is_graded: bool = True

    @property
    def expected(self) -> dict[str, Judgement]:
        """{exercise: what is true of it} for all exercises of the lesson."""
        return dict.fromkeys(exercises_of(self.lesson), NOT_ATTEMPTED) | self.judged if self.is_graded else {}

    def accepts(self, exercise: str) -> tuple[Judgement, ...]:
        """All judgements of an exercise that are true."""
        return self.expected[exercise], *self.also.get(exercise, ())

    def made(self, notebook: Notebook) -> Notebook | bytes:
        """The notebook that is handed in, made of the lesson's; bytes where it is none.

        Raises:
            ValueError: a cell that is to be changed is not there.
        """
        made: Notebook | bytes = copy.deepcopy(notebook)
        for change in self.changes:
            assert isinstance(made, dict), "only the last change may give bytes"
            made = change(made)
        return made

    def contents(self, notebooks: Path = NOTEBOOKS) -> bytes:
        """Those of the file, made of the lesson's notebook in a folder that has one for each language."""
        (path,) = (notebooks / self.language).glob(f"{self.lesson:02}_*.ipynb")
        made = self.made(json.loads(path.read_text(encoding="utf-8")))
        return made if isinstance(made, bytes) else as_json(made)


def exercises_of(lesson: int) -> list[str]:
    """The names of a lesson's exercises; that of the last one of lesson 8 is "operation", for `check.operation`."""
    return [name for name, each in EXERCISES.items() if each.lesson == lesson] + ["operation"] * (lesson == 8)


def write_hand_ins(folder: Path, notebooks: Path = NOTEBOOKS, chosen: Iterable[HandIn] | None = None) -> list[Path]:
    """Write hand-ins into a folder; returns their paths.

    Some names hold what Windows allows in no file's name.

    Args:
        folder: is made if it is not there.
        notebooks: those they are made of, as {language}/{lesson}.ipynb.
        chosen: None for all of them.
    """
    paths = []
    for hand_in in HAND_INS.values() if chosen is None else chosen:
        path = folder / f"{hand_in.name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hand_in.contents(notebooks))
        paths.append(path)
    return paths


# What is written.

_CODE = {(each.exercise, each.title): each.code for each in ANSWERS if each.style != MICROGPT}
_CLASSES = ("Value", "Neuron", "Layer", "MLP")


def written(exercise: str, title: str) -> Change:
    """The answer of that title in the corpus of benchmarks/diagnosis."""
    code = _CODE[exercise, title]
    for name in _CLASSES:
        code = code.replace(f"My{name}", name)
    return with_answer(exercise, code)


def solved(*exercises: str) -> tuple[Change, ...]:
    return tuple(written(exercise, "as in the lesson") for exercise in exercises)


def method(name: str) -> str:
    """The series' own method, as a function."""
    return source_of(name)


_MUL = method("__mul__")
_RELU = method("relu")
_NOT_SWAPPED = _CODE["mul", "its own number"]
_PASSES_ALL = _CODE["relu", "passes all"]
_LN = """
import math

def ln(self):
    return Engine(math.log(self.data), (self,), "ln", (1 / self.data,))
"""


def _with_rule(lines: str) -> str:
    """`*` whose _backward does something else."""
    head, _, tail = _MUL.partition(
        "        self.grad += other.data * out.grad\n        other.grad += self.data * out.grad"
    )
    return head + textwrap.indent(lines, " " * 8) + tail


_mul, _relu = partial(with_answer, "mul"), partial(with_answer, "relu")
_mul_right, _relu_right, _relu_passes = _mul(_MUL), _relu(_RELU), _relu(_PASSES_ALL)

_KINDS: dict[str, list[HandIn]] = {}


def _hand_in(
    kind: str,
    name: str,
    lesson: int,
    language: str,
    *changes: Change,
    also: dict[str, tuple[Judgement, ...]] | None = None,
    is_graded: bool = True,
    **judged: Judgement,
) -> None:
    _KINDS.setdefault(kind, []).append(HandIn(name, kind, lesson, language, changes, judged, also or {}, is_graded))


EN, ZH = "en", "zh-TW"


# One hand-in is one call, and as far as it can be one line.
# fmt: off


# Right, in the words of the lesson and in others.

_right = partial(_hand_in, "right")

_right("slope and both sides", 0, ZH, *solved("slope", "central_difference"), slope=RIGHT, central_difference=RIGHT)
_right("value from memory", 1, ZH, *solved("value"), value=RIGHT)
_right("value by another name", 1, EN, with_source("value", source_after(1).replace("Value", "Number") + "\n\ncheck.value(Number)"), value=RIGHT)
_right("add and add3", 2, EN, *solved("add", "add3"), add=RIGHT, add3=RIGHT)
_right("mul, blanks filled", 3, ZH, with_blanks("mul", "other.data", "self.data"), mul=RIGHT)
_right("mul with Chinese names", 3, ZH, _mul(_MUL.replace("out", "積").replace("_backward():", "_backward():  # 兩個乘數，各拿對方的數")), mul=RIGHT)
_right("mul in a whole class", 3, EN, with_source("mul", source_after(3) + "\n\ncheck.mul(Value)"), mul=RIGHT)
_right("mul by a function of its own", 3, EN,
    with_cell_before("mul", _MUL.replace("__mul__", "product")),
    _mul("def __mul__(self, other):\n    return product(self, other)"),
    mul=RIGHT,
)
# It is told how it is written: nobody can tell from whom.
_right("mul copied from the solution", 3, ZH, _mul("# 我自己寫的\n" + EXERCISES["mul"].solution.replace("out.grad", "out.grad  # 上游", 1)), mul=RIGHT)
_right("mul under %%time", 3, ZH, _mul_right, begun_with("mul", "%%time"), mul=RIGHT)
_right("mul beside a command", 3, EN, _mul_right, begun_with("mul", "!echo 3 x 4"), mul=RIGHT)
_right("mul with a hint", 3, ZH, _mul_right, with_text("mul", "# display(hint", "display(hint"), mul=RIGHT)
_right("mul, check deleted", 3, EN, _mul_right, with_text("mul", "check.mul(Value)", "Value(2.0) * 3"), mul=RIGHT)
_right("relu, check kept in a name", 5, ZH, _relu_right, with_text("relu", "check.relu(Value)", "result = check.relu(Value)\ndisplay(result)"), relu=RIGHT)
_right("pow in two cells", 4, ZH, with_cell_before("pow", method("__pow__")), without_stub("pow"), pow=RIGHT)
_right("pow and operators", 4, EN, *solved("pow"), written("operators", "the other way round"), pow=RIGHT, operators=RIGHT)
_right("relu answered in a cell below", 5, EN, with_cell_after("relu", f"{_RELU}\n\nValue.relu = relu\n\ncheck.relu(Value)"), relu=RIGHT)
_right("relu in a copy of the cell", 5, ZH, with_copy_of_the_cell("relu", _RELU), relu=RIGHT)
# The last attempt counts, as it does for whoever sits before it.
_right("mul wrong, then right below", 3, EN, _mul(_NOT_SWAPPED), with_cell_after("mul", f"{_MUL}\n\nValue.__mul__ = __mul__\n\ncheck.mul(Value)"), mul=RIGHT)
_right("mul right, then an experiment", 3, ZH, _mul_right, with_cell_at_the_end(f"{_NOT_SWAPPED}\n\nValue.__mul__ = __mul__\nValue(2.0) * Value(3.0)"), mul=RIGHT)
# What was found right stays right: whoever asks the check about a mistake wants to see what it says.
_right("relu right, then a mistake that is checked", 5, EN,
    _relu_right,
    with_cell_at_the_end(f"{_PASSES_ALL}\n\nValue.relu = relu\n\ncheck.relu(Value)"),
    also={"relu": (wrong("relu passes all"),)}, relu=RIGHT,
)
_right("all of lesson 6", 6, EN,
    written("topological_order", "a stack"),
    written("backward", "counting the users"),
    *solved("zero_grad", "backward_twice"),
    written("gradient_check", "math.isclose"),
    **dict.fromkeys(exercises_of(6), RIGHT),
)
_right("all of lesson 7", 7, ZH,
    written("neuron", "a switch"),
    *solved("layer", "mlp", "loss", "gradient_step", "training"),
    **dict.fromkeys(exercises_of(7), RIGHT),
)
_right("all of lesson 8", 8, EN, *solved("exp", "tanh", "local_slopes"), with_answer("operation", _LN), **dict.fromkeys(exercises_of(8), RIGHT))
_right("all of the tasks", 10, ZH, *solved(*exercises_of(10)), **dict.fromkeys(exercises_of(10), RIGHT))


# Not attempted, or only in part.

_unfinished = partial(_hand_in, "not attempted")

_unfinished("mul untouched", 3, EN)
_unfinished("lesson 7 untouched", 7, ZH)
_unfinished("lesson 8 untouched", 8, EN)
_unfinished("mul, dots in the blanks", 3, ZH, written("mul", "dots in the blanks"))
_unfinished("add, pass", 2, EN, with_answer("add", "def __add__(self, other):\n    pass"))
_unfinished("relu, only what it will do", 5, ZH, _relu('def relu(self):\n    """大於零才通過。"""'))
_unfinished("mul, half of the blanks", 3, EN, with_blanks("mul", "other.data"), mul=wrong())
_unfinished("value is the series' own", 1, ZH, with_source("value", "Value = mine.value()\ncheck.value(Value)"))
_unfinished("mul is the series' own", 3, EN, with_source("mul", "Value = mine.mul()\ncheck.mul(Value)"))
_unfinished("add is the series' own method", 2, ZH, with_source("add", "Value.__add__ = mine.add().__add__\ncheck.add(Value)"))
_unfinished("relu replaced by something else", 5, EN, with_source("relu", 'print("hi")'))
# The stub stands below it and takes its place: so says the check in their own notebook.
_unfinished("relu above the stub", 5, ZH, with_cell_before("relu", f"{_RELU}\n\nValue.relu = relu"), also={"relu": (RIGHT,)})
# Nobody has asked the check about it, and further below the series' own takes its place.
_unfinished("relu below the stub, never checked", 5, EN, with_cell_after("relu", f"{_RELU}\n\nValue.relu = relu"), also={"relu": (RIGHT,)})
# A text is no program: nothing was run there.
_unfinished("mul in a cell of text", 3, ZH, _mul_right, with_cell_of_type("mul", "markdown"), also={"mul": (NOT_THERE,)})


# Wrong, in ways that have names.

_wrong = partial(_hand_in, "wrong")

_wrong("slope without brackets", 0, EN,
    written("slope", "no brackets"),
    written("central_difference", "one side"),
    slope=wrong("brackets"), central_difference=wrong("one-sided"),
)
_wrong("slope, a whole step", 0, ZH,
    written("slope", "a whole step"),
    written("central_difference", "/ 2 * h"),
    slope=wrong("finite change"), central_difference=wrong("multiplied by h"),
)
_wrong("value without parents", 1, EN, written("value", "operands are forgotten"), value=wrong("no parents"))
_wrong("value, single underscores", 1, ZH, written("value", "single underscores"), value=wrong("single underscores"))
_wrong("add overwritten", 2, ZH, written("add", "overwritten"), written("add3", "a third to each"), add=wrong("overwrite"), add3=wrong("shared half"))
_wrong("add, one side", 2, EN, written("add", "only self"), *solved("add3"), add=wrong("one side"), add3=RIGHT)
_wrong("mul not swapped", 3, EN, _mul(_NOT_SWAPPED), mul=wrong("not swapped"))
_wrong("mul without upstream", 3, ZH, written("mul", "no upstream"), mul=wrong("no upstream"))
_wrong("mul overwritten", 3, EN, written("mul", "overwritten"), mul=wrong("overwrite"))
_wrong("mul, closures of a loop", 3, ZH, written("mul", "closures of a loop"), mul=wrong("late binding"))
_wrong("mul without return", 3, EN, written("mul", "no return"), mul=wrong())
_wrong("mul, the upstream twice", 3, ZH, written("mul", "the upstream twice"), mul=wrong())
_wrong("pow, exponent dropped", 4, EN,
    written("pow", "exponent dropped"),
    written("operators", "1 - a as a - 1"),
    pow=wrong("exponent dropped"), operators=wrong("operands exchanged"),
)
_wrong("pow not lowered", 4, ZH,
    written("pow", "not lowered"),
    written("operators", "the wrong sign of a minus"),
    pow=wrong("not decremented"), operators=wrong("sign of sub"),
)
_wrong("relu passes all", 5, ZH, _relu(_PASSES_ALL), relu=wrong("relu passes all"))
_wrong("relu gates on the gradient", 5, EN, written("relu", "gates on the gradient"), relu=wrong("relu gates on the gradient"))
_wrong("relu open at 0", 5, ZH, written("relu", "open at 0"), relu=wrong("relu at 0"))
_wrong("order of lesson 6", 6, EN,
    written("topological_order", "preorder"),
    written("backward", "not seeded"),
    written("zero_grad", "only the leaves"),
    written("backward_twice", "as in the lectures"),
    written("gradient_check", "always True"),
    topological_order=wrong("preorder / BFS"), backward=wrong("root not seeded"), zero_grad=wrong("stale gradients"), backward_twice=wrong("stale gradients"), gradient_check=wrong(),
)
_wrong("lesson 6, half of it right", 6, ZH,
    written("topological_order", "equal numbers taken for one"),
    written("backward", "not reversed"),
    *solved("zero_grad"),
    written("gradient_check", "backward without brackets"),
    topological_order=wrong("taken for one"), backward=wrong("not reversed"), zero_grad=RIGHT, gradient_check=wrong("not called"),
)
_wrong("a network that learns nothing", 7, EN,
    written("neuron", "always two weights"),
    written("layer", "closures of a loop"),
    *solved("mlp"),
    written("loss", "not squared"),
    written("gradient_step", "uphill"),
    written("training", "not set back"),
    neuron=wrong("ignores nin"), layer=wrong("late binding"), mlp=RIGHT, loss=wrong("not squared"), gradient_step=wrong("uphill"), training=wrong("stale gradients"),
)
# The MLP is made of the learner's own neuron, which is right and has no switch: it cannot do what it is to do.
_wrong("a network of neurons without a switch", 7, ZH, *solved("neuron", "layer", "mlp"), neuron=RIGHT, layer=RIGHT, mlp=wrong())
_wrong("training, set back too early", 7, ZH,
    written("neuron", "the numbers of the weights"),
    *solved("layer", "loss", "gradient_step"),
    written("training", "set back before the step"),
    neuron=wrong("detached"), layer=RIGHT, loss=RIGHT, gradient_step=RIGHT, training=wrong("zeroed too early"),
)
_wrong("exp twice", 8, ZH,
    written("exp", "exp of the result"),
    written("tanh", "not squared"),
    written("local_slopes", "overwritten"),
    exp=wrong("exp twice"), tanh=wrong("square forgotten"), local_slopes=wrong("overwrite"),
)
_wrong("the tasks, a slip in each", 10, EN,
    written("three_slopes", "the cube not lowered"),
    written("log", "slope 1"),
    written("softmax_loss", "the sum of numbers"),
    written("softmax_gradient", "y forgotten"),
    written("staged", "the slope at the input"),
    written("two_neurons", "uphill"),
    written("gelu", "no upstream"),
    three_slopes=wrong("not decremented"), log=wrong("no local slope"), softmax_loss=wrong("detached"), softmax_gradient=wrong(),
    staged=wrong("slope of the input"), two_neurons=wrong("uphill"), gelu=wrong("no upstream"),
)
_wrong("ln without its slope", 8, EN, with_answer("operation", _LN.replace("1 / self.data", "1.0")), *solved("exp"), exp=RIGHT, operation=wrong("no local slope"))


# The code raises.

_raised = partial(_hand_in, "raised")

_raised("mul, syntax error", 3, EN, _mul(_MUL.replace("other.data * out.grad", "other.data * out.grad)")), mul=RAISED)
_raised("relu, another name hung in", 5, ZH, _relu(_RELU.replace("def relu", "def gate")), relu=RAISED)
_raised("mul, .gradient", 3, ZH, written("mul", ".gradient"), mul=RAISED)
_raised("pow, a caret", 4, EN, written("pow", "a caret"), pow=raised("xor"))
_raised("add with a syntax error, add3 right", 2, ZH,
    with_answer("add", method("__add__").replace("def __add__(self, other):", "def __add__(self, other)")),
    *solved("add3"),
    add=RAISED, add3=RIGHT,
)
_raised("an error in a cell above", 3, EN, with_cell_before("mul", "1 / 0"), _mul_right, mul=RIGHT)
_raised("a syntax error in a cell above", 5, ZH, with_cell_before("relu", "這裡要怎麼寫？"), _relu_right, relu=RIGHT)
# All that was asked for had been written and checked before.
_raised("an error behind the check", 5, EN, _relu_right, ended_with("relu", "1 / 0"), also={"relu": (RAISED,)}, relu=RIGHT)
_raised("add waits for an input", 2, ZH, begun_with("add", 'n = int(input("n = "))'), add=RAISED)
_raised("mul without Value", 3, EN, with_cell_before("mul", "del Value"), _mul_right, mul=RAISED)
_raised("mul from a file that is not handed in", 3, EN, with_source("mul", "from my_engine import Value\n\ncheck.mul(Value)"), mul=RAISED)
_raised("mul after sys.exit()", 3, ZH, begun_with("mul", "import sys\nsys.exit()"), _mul_right, mul=RAISED)


# It does not end by itself.

_stopped = partial(_hand_in, "stopped")

_stopped("endless loop in the cell", 3, EN, begun_with("mul", LOOPS["plain"]), mul=STOPPED)
_stopped("endless loop that catches all", 5, ZH, begun_with("relu", LOOPS["catches all"]), relu=STOPPED)
_stopped("a sleep", 5, EN, begun_with("relu", "import time\ntime.sleep(10_000)"), relu=STOPPED)
_stopped("a lock that nobody opens", 3, ZH, begun_with("mul", "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()"), mul=STOPPED)
# The check itself puts an end to a loop in what it calls, and says "raised".
_stopped("endless loop in _backward", 3, ZH, _mul(_with_rule(LOOPS["plain"])), also={"mul": (STOPPED,)}, mul=RAISED)
_stopped("endless loop in _backward that catches all", 3, EN, _mul(_with_rule(LOOPS["catches all"])), also={"mul": (STOPPED,)}, mul=RAISED)
_stopped("a sleep in relu", 5, EN, _relu("import time\n\ndef relu(self):\n    time.sleep(10_000)"), also={"relu": (RAISED,)}, relu=STOPPED)
# The answer is not touched by what hangs above it. Whoever cannot go on from there says "stopped", which is true too.
_stopped("endless loop in a cell above", 3, ZH, with_cell_before("mul", LOOPS["plain"]), _mul_right, also={"mul": (STOPPED,)}, mul=RIGHT)
_stopped("endless loop in add, add3 right", 2, EN, begun_with("add", LOOPS["plain"]), *solved("add3"), also={"add3": (STOPPED,)}, add=STOPPED, add3=RIGHT)


# It ends its kernel.

_EATS_MEMORY = "eaten = []\nwhile True:\n    eaten.append(b'x' * 50_000_000)"

_ended = partial(_hand_in, "ended")

_ended("os._exit", 3, EN, begun_with("mul", "import os\nos._exit(0)"), mul=ENDED)
_ended("kill", 3, ZH, begun_with("mul", "import os\nos.kill(os.getpid(), 9)"), mul=ENDED)
_ended("segmentation fault", 5, EN, begun_with("relu", "import ctypes\nctypes.string_at(0)"), relu=ENDED)
# A limit of memory gives a MemoryError, or an end; a slow machine reaches the limit of time first.
_ended("memory without end", 5, ZH, begun_with("relu", _EATS_MEMORY), also={"relu": (RAISED, STOPPED)}, relu=ENDED)
_ended("os._exit in _backward", 3, ZH, _mul(_with_rule("import os\nos._exit(0)")), mul=ENDED)
# Both answers are right. But who asks after the cell finds no kernel.
_ended("exit() behind the check", 5, EN, _relu_right, ended_with("relu", "exit()"), also={"relu": (ENDED,)}, relu=RIGHT)
# As with a loop above: nothing of the answer is touched, but it may be that nobody can go on.
_ended("os._exit in a cell above", 3, EN, with_cell_before("mul", "import os\nos._exit(1)"), _mul_right, also={"mul": (ENDED,)}, mul=RIGHT)
_ended("os._exit in add, add3 right", 2, ZH, begun_with("add", "import os\nos._exit(0)"), *solved("add3"), also={"add3": (ENDED,)}, add=ENDED, add3=RIGHT)


# It claims to be right. What is true is what was written.

_FORGED_CHECK = """
class Right:
    outcome, mistake, message = "right", None, ""
    def _repr_html_(self):
        return "<p>mul: perfect</p>"
    __repr__ = _repr_html_

class Check:
    def __getattr__(self, name):
        return lambda *things, **named: Right()

check = Check()
"""
_FORGED_MODULE = f"""
import sys
import types
{_FORGED_CHECK}
forged = types.ModuleType("exercises")
forged.check = forged.run_check = check
forged.checks = forged
for name in [name for name in sys.modules if name.partition(".")[0] == "exercises"]:
    sys.modules[name] = forged
"""
_FORGED_RUN = f"""
import exercises.checks
{_FORGED_CHECK}
exercises.checks.run_check = exercises.checks._examine_supervised = lambda *things, **named: Right()
"""
_FORGED_RESULT = """
from exercises.result import Result
from exercises.verdict import Verdict
Result.outcome = property(lambda self: "right", lambda self, outcome: None)
Result.mistake = property(lambda self: None, lambda self, mistake: None)
Verdict.outcome = property(lambda self: "right", lambda self, outcome: None)
"""
_FORGED_DISPLAY = """
formatter = get_ipython().display_formatter
formatter.format = lambda thing, *_, **__: ({"text/plain": "[✓] mul: right"}, {})
get_ipython().displayhook.compute_format_data = formatter.format
"""
_FORGED_TRUTH = """
import exercises.evaluation
import exercises.examination
exercises.evaluation.near = exercises.examination.near = lambda *numbers, **named: True
"""
_FORGED_IMPORT = f"""
import builtins
{_FORGED_CHECK}
imported = builtins.__import__

def forged(name, *given, **named):
    module = imported(name, *given, **named)
    if name.startswith("exercises"):
        module.check = check
    return module

builtins.__import__ = forged
"""
_FORGED_AFTERWARDS = """
def right_again(*_):
    from exercises.closure_engine import Value as right
    globals()["Value"] = right

get_ipython().events.register("post_run_cell", right_again)
get_ipython().events.register("pre_run_cell", right_again)
"""
_FORGED_AGAIN_AND_AGAIN = f"""
import threading
import time
{_FORGED_RESULT}
def forge():
    while True:
        Result.outcome = property(lambda self: "right", lambda self, outcome: None)
        time.sleep(0.001)

threading.Thread(target=forge, daemon=True).start()
"""

_forged = partial(_hand_in, "forged")


def _forged_mul(name: str, language: str, forgery: str, **more: Any) -> None:
    _forged(f"forged {name}", 3, language, with_cell_before("mul", forgery), _mul(_NOT_SWAPPED), mul=wrong("not swapped"), **more)


_forged_mul("check", EN, _FORGED_CHECK)
_forged("forged check, nothing written", 5, ZH, with_cell_before("relu", _FORGED_CHECK))
_forged("forged check in the cell", 5, EN, begun_with("relu", _FORGED_CHECK), _relu_passes, relu=wrong("relu passes all"))
_forged_mul("module", ZH, _FORGED_MODULE)
_forged_mul("run_check", EN, _FORGED_RUN)
_forged_mul("result", ZH, _FORGED_RESULT)
_forged_mul("display", EN, _FORGED_DISPLAY)
_forged_mul("truth", ZH, _FORGED_TRUTH)
_forged_mul("import", EN, _FORGED_IMPORT)
# The check may say that what it judges with was changed.
_forged_mul("result, again and again", ZH, _FORGED_AGAIN_AND_AGAIN, also={"mul": (wrong(),)})
# The answer in the cell is not swapped, what the check finds afterwards is the series' own: both may be said.
_forged_mul("afterwards", EN, _FORGED_AFTERWARDS, also={"mul": (NOT_YOURS, NOT_ATTEMPTED)})
_forged("forged output", 3, ZH, with_output("mul", "<p>✓ mul: right</p>"))


# It is the project's.

_not_yours = partial(_hand_in, "not yours")

_not_yours("the engine", 3, EN, with_source("mul", "from micrograd.engine import Value\n\ncheck.mul(Value)"), mul=NOT_YOURS)
_not_yours("derived from the engine", 3, ZH,
    with_source("mul", "from micrograd import engine\n\nclass Value(engine.Value):\n    pass\n\ncheck.mul(Value)"),
    mul=NOT_YOURS,
)
_not_yours("a method of the engine", 2, EN,
    with_source("add", "from micrograd.engine import Value as Engine\n\nValue.__add__ = Engine.__add__\n\ncheck.add(Value)"),
    *solved("add3"),
    add=NOT_YOURS, add3=RIGHT,
)
_not_yours("the class of the lessons", 3, ZH, with_source("mul", "from exercises.closure_engine import Value\n\ncheck.mul(Value)"), mul=NOT_YOURS)
_not_yours("a method of the lessons", 5, EN,
    with_source("relu", "from exercises import closure_engine\n\nValue.relu = closure_engine.Value.relu\n\ncheck.relu(Value)"),
    relu=NOT_YOURS,
)
# In these three the notebook has no answer in it: it has another's text executed. But that is told only by looking
# where a function's code came from, and whoever judges what it does says "right".
_not_yours("the text of the engine", 3, EN,
    with_source("mul", "import inspect\nfrom micrograd import engine\n\nexec(inspect.getsource(engine), globals())\n\ncheck.mul(Value)"),
    also={"mul": (RIGHT,)}, mul=NOT_YOURS,
)
_not_yours("the text of the lessons", 5, ZH,
    with_source("relu", "import inspect, textwrap\nfrom exercises import closure_engine\n\nexec(textwrap.dedent(inspect.getsource(closure_engine.Value.relu)))\n\nValue.relu = relu\n\ncheck.relu(Value)"),
    also={"relu": (RIGHT,)}, relu=NOT_YOURS,
)
_not_yours("the text of the solution", 2, ZH,
    with_source("add", "solution.add()\nexec(solution.add().code)\n\nValue.__add__ = __add__\n\ncheck.add(Value)"),
    also={"add": (RIGHT,)}, add=NOT_YOURS,
)
_not_yours("the neuron of the project", 7, EN,
    with_source("neuron", "from micrograd.nn import Neuron\n\ncheck.neuron(Neuron)"),
    *solved("loss"),
    neuron=NOT_YOURS, loss=RIGHT,
)


# It is not there, or not as it was given out. Where nothing can be read it is said of the lesson that was asked for.

_none_there = {lesson: dict.fromkeys(exercises_of(lesson), NOT_THERE) for lesson in range(9)}

_not_there = partial(_hand_in, "not there")

_not_there("mul deleted", 3, EN, without_cell("mul"), mul=NOT_THERE)
_not_there("add right, add3 deleted", 2, ZH, *solved("add"), without_cell("add3"), add=RIGHT, add3=NOT_THERE)
_not_there("no cells", 3, ZH, lambda notebook: {**notebook, "cells": []}, **_none_there[3])
_not_there("a new notebook", 5, EN, lambda notebook: without_metadata({"cells": []}), **_none_there[5])
_not_there("no list of cells", 3, EN, lambda notebook: {key: notebook[key] for key in notebook if key != "cells"}, **_none_there[3])
_not_there("cells that are none", 3, ZH, lambda notebook: {**notebook, "cells": [None, "mul", {"source": 3}]}, **_none_there[3])
_not_there("a list", 5, ZH, lambda notebook: b"[1, 2, 3]", **_none_there[5])
_not_there("an empty file", 5, EN, lambda notebook: b"", **_none_there[5])
_not_there("half a file", 3, EN, lambda notebook: as_json(notebook)[:2000], **_none_there[3])
_not_there("no JSON", 3, ZH, lambda notebook: b"PK\x03\x04\xff\xfe\x00 a Word document", **_none_there[3])
_not_there("a program", 2, EN, *solved("add", "add3"), as_program, **_none_there[2])
# Handed in for lesson 3 under this name; it says itself that it is lesson 2, and is judged as that.
_not_there("03_mul", 2, ZH, *solved("add"), add=RIGHT)


# It has lost what was noted in it, but the answers are there.

_lost = partial(_hand_in, "lost")

_lost("mul without metadata", 3, EN, _mul_right, without_metadata, mul=RIGHT)
_lost("lesson 2 without metadata", 2, ZH, *solved("add"), written("add3", "half to each"), without_metadata, add=RIGHT, add3=wrong("shared half"))
_lost("lesson 6 without metadata", 6, EN, *solved("topological_order", "backward_twice"), written("backward", "recursion"), without_metadata, topological_order=RIGHT, backward=wrong("recursion"), backward_twice=RIGHT)
_lost("relu without metadata, untouched", 5, ZH, without_metadata)
# Nothing in it says any more which cell is meant for the exercise.
_lost("mul without metadata and check", 3, EN, _mul_right, with_text("mul", "check.mul(Value)", ""), without_metadata, also={"mul": (RIGHT, NOT_ATTEMPTED)}, mul=NOT_THERE)
# In the same cell stands what comes next, `Value = mine.mul()`: only who asks where the check stands sees the answer.
_lost("mul, cells merged", 3, ZH, _mul_right, partial(with_code_cells_merged, "mul"), without_metadata, mul=RIGHT)
_lost("relu, cells merged", 5, EN, _relu_passes, partial(with_code_cells_merged, "relu"), without_metadata, relu=wrong("relu passes all"))
_lost("mul in format 3", 3, EN, _mul_right, in_format_3, mul=RIGHT)
_lost("relu in format 3", 5, ZH, _relu_passes, in_format_3, relu=wrong("relu passes all"))
_lost("with a byte order mark", 3, ZH, _mul_right, lambda notebook: b"\xef\xbb\xbf" + as_json(notebook), mul=RIGHT)
_lost("in UTF-16", 5, EN, _relu_right, lambda notebook: json.dumps(notebook).encode("utf-16"), also={"relu": (NOT_THERE,)}, relu=RIGHT)
# Where the first cell is gone nothing is imported: in a fresh kernel it raises. Its answer is right nevertheless.
_lost("mul without the first cell", 3, EN, _mul_right, lambda notebook: {**notebook, "cells": notebook["cells"][1:]}, also={"mul": (RIGHT,)}, mul=RAISED)


# There is much of it, or it is strange.

_much = partial(_hand_in, "much")


def _right_after(name: str, language: str, code: str, **more: Any) -> None:
    """A right answer to lesson 3 below a cell with that code."""
    more = {"mul": RIGHT} | more
    _much(name, 3, language, with_cell_before("mul", code), _mul_right, **more)


_right_after("a megabyte of lines", EN, 'for n in range(20_000):\n    print(n, "." * 50)')
_right_after("ten megabytes on one line", ZH, 'print("." * 10_000_000)')
_right_after("500 pictures", EN, "for n in range(500):\n    display(viz.draw(Value(1.0 * n) + 1))")
_right_after("500 results", ZH, "for n in range(500):\n    display(n)")
_right_after("control characters", EN, r'print("\x1b[31mred\x1b[2J\x1b[H\x07\x00\x08\x1b]0;title\x07\r\x9b" * 50)')
_right_after("halves of pairs printed", ZH, r'print("\ud800\udfff")')
_right_after("a script shown", EN, "from IPython.display import HTML, Javascript\ndisplay(HTML('</pre><script>document.title = 1</script><style>* { display: none }</style>'), Javascript('alert(1)'))")
_right_after("half of a pair in a cell above", ZH, "# \ud800")
_right_after("a zero character in a cell above", EN, "# \x00")
_much("half of a pair in the cell", 3, ZH, _mul_right, begun_with("mul", "# \ud800"), mul=RAISED, also={"mul": (RIGHT,)})  # Python takes no such text, but what is read of it
_much("a zero character in the cell", 3, EN, _mul_right, begun_with("mul", "x = '\x00'"), mul=RAISED)
_much("prints without end", 5, ZH, begun_with("relu", LOOPS["prints"]), relu=STOPPED, also={"relu": (ENDED,)})
_much("prints in each _backward", 3, EN, _mul(_with_rule("print('x' * 100_000)\nself.grad += other.data * out.grad\nother.grad += self.data * out.grad")), mul=RIGHT)
_much("a message with a script", 5, EN, _relu("def relu(self):\n    raise ValueError('</td><script>alert(1)</script>\\x1b[31m')"), relu=RAISED)
_much("500 cells", 3, ZH, with_many_cells("mul", 500), _mul_right, mul=RIGHT)


# Its name is odd. Each is as right as any other.

_names = partial(_hand_in, "names")

for _name, _language in {
    "Lin  Mei-Hua (2) final": EN,
    "林美華的第三課": ZH,
    'O\'Brien "Bob" & co; echo $HOME': EN,
    "<script>alert(1)": ZH,
    "=1+1": EN,  # a sheet would compute it
    "-rf": ZH,
    "two\nlines, a comma": EN,
    "..": ZH,
    "x" * 249: EN,  # with its ending the longest name that a file can have
    "名" * 83: ZH,
}.items():
    _names(_name, 3, _language, _mul_right, mul=RIGHT)


# A student's own folder.

_folder = partial(_hand_in, "folder")

_folder("Chen Yu-An/03_mul", 3, EN, _mul_right, mul=RIGHT)
_folder("Chen Yu-An/05_relu", 5, EN, _relu_passes, relu=wrong("relu passes all"))
_folder("王小明/03_mul", 3, ZH, _mul(_NOT_SWAPPED), mul=wrong("not swapped"))
_folder("王小明/新增資料夾/05_relu", 5, ZH, _relu_right, relu=RIGHT)
_folder("Chen Yu-An/.ipynb_checkpoints/03_mul-checkpoint", 3, EN, is_graded=False)  # Jupyter keeps it, nobody hands it in


# Alike to the letter.

_alike = partial(_hand_in, "alike")

for _name, _language in {"alike 1": EN, "alike 2": EN, "一樣 1": ZH, "一樣 2": ZH}.items():
    _alike(_name, 3, _language, _mul(_CODE["mul", "half to each"]), mul=wrong("shared half"))


# It reaches for what is around it. Afterwards nothing of that may be left: no file, no process, and the next hand-in
# finds all as it was.

_FILES = f"""
import contextlib
import tempfile
from pathlib import Path

import viz

places = [Path.cwd(), Path.cwd().parent, Path.home(), Path(tempfile.gettempdir()), Path(viz.__file__).parents[1]]
for place in places:
    with contextlib.suppress(OSError):
        (place / "{MARK}.txt").write_text("I was here")
"""
_FILES_AT_THE_END = f"""
import atexit

def write():{textwrap.indent(_FILES, "    ")}
atexit.register(write)
"""
_NETWORK = 'import socket\nsocket.create_connection(("192.0.2.1", 80), timeout=2)'  # an address that nobody has
_THREAD = "import threading\n\ndef run():\n    while True: pass\n\nthreading.Thread(target=run).start()"
_PROCESS = f"""
import subprocess
import sys

subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "{MARK}"])
"""

_reaches = partial(_hand_in, "reaches out")

for _name, _language, _code in [
    ("writes files", EN, _FILES),
    ("writes files at the end", ZH, _FILES_AT_THE_END),
    ("a network", EN, _NETWORK),
    ("a thread that goes on", ZH, _THREAD),
    ("a process that goes on", EN, _PROCESS),
    ("a process in a session of its own", ZH, _PROCESS.replace(f'"{MARK}"]', f'"{MARK}"], start_new_session=True')),
    ("another folder", EN, 'import os\nos.chdir("/")'),
    ("an empty environment", ZH, "import os\nos.environ.clear()"),
    ("print is gone", EN, "import builtins\nprint = builtins.print = None"),
    ("an empty sys.path", EN, "import sys\nsys.path.clear()\nsys.path = []"),
    ("no warnings, no seed", ZH, "import random, warnings\nrandom.random = lambda: 0.5\nwarnings.warn = None"),
    ("another language", EN, 'viz.language("zh-TW")'),
]:
    _reaches(_name, 3, _language, with_cell_before("mul", _code), _mul_right, mul=RIGHT)
# From then on Jupyter's kernel runs no cell, and answers nothing: whoever waits for it waits for ever. As with a loop
# above, nothing of the answer is touched, but it may be that nobody can go on.
_reaches("no stdout", 3, ZH, with_cell_before("mul", "import sys\nsys.stdout = sys.stderr = None"), _mul_right, also={"mul": (STOPPED, ENDED)}, mul=RIGHT)
_reaches("Value is gone afterwards", 5, ZH, _relu_right, with_cell_after("relu", "del Value"), relu=RIGHT)
_reaches("writes files, relu passes all", 5, ZH, with_cell_before("relu", _FILES), _relu_passes, relu=wrong("relu passes all"))
# fmt: on


HAND_INS = {hand_in.name: hand_in for hand_in in itertools.chain.from_iterable(_KINDS.values())}
KINDS = tuple(_KINDS)
