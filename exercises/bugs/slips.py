"""What may be wrong with a program: one line exchanged, misplaced or left out, and what that is called."""

from dataclasses import dataclass

from exercises.bugs.programs import PROGRAMS, Program
from exercises.words import Text

NAMES = {  # a mistake: what is done there, in a few words that have no subject
    "overwrite": Text("misconception.overwrite"),
    "no upstream": Text("misconception.no upstream"),
    "no local slope": Text("misconception.no local slope"),
    "out's value": Text("misconception.out's value"),
    "shared half": Text("misconception.shared half"),
    "one side": Text("misconception.one side"),
    "not swapped": Text("misconception.not swapped"),
    "sign of sub": Text("misconception.sign of sub"),
    "exponent dropped": Text("misconception.exponent dropped"),
    "not decremented": Text("misconception.not decremented"),
    "relu passes all": Text("misconception.relu passes all"),
    "relu gates on the gradient": Text("misconception.relu gates on the gradient"),
    "relu scales by value": Text("misconception.relu scales by value"),
    "relu at 0": Text("misconception.relu at 0"),
    "preorder / BFS": Text("misconception.preorder / BFS"),
    "recursion": Text("misconception.recursion"),
    "not reversed": Text("misconception.not reversed"),
    "stale gradients": Text("misconception.stale gradients"),
    "uphill": Text("misconception.uphill"),
    "both to one": Text("bug name.both to one"),
    "forgot .data": Text("bug name.forgot .data"),
    "late binding": Text("bug name.late binding"),
    "detached": Text("bug name.detached"),
    "divides by data": Text("bug name.divides by data"),
    "brackets": Text("bug name.brackets"),
    "operands exchanged": Text("bug name.operands exchanged"),
    "taken for one": Text("bug name.taken for one"),
    "root not seeded": Text("bug name.root not seeded"),
    "seed not 1": Text("bug name.seed not 1"),
    "first operand only": Text("bug name.first operand only"),
    "users not counted": Text("bug name.users not counted"),
    "closed by the gradient": Text("bug name.closed by the gradient"),
    "not called": Text("bug name.not called"),
    "zeroed too early": Text("bug name.zeroed too early"),
    "built once": Text("bug name.built once"),
    "not squared": Text("bug name.not squared"),
    "counted once": Text("bug name.counted once"),
    "upstream of another": Text("bug name.upstream of another"),
    "handed on twice": Text("bug name.handed on twice"),
    "cleared on arrival": Text("bug name.cleared on arrival"),
    "endless": Text("bug name.endless"),
    "sign lost": Text("bug name.sign lost"),
    "adds for times": Text("bug name.adds for times"),
    "last example": Text("bug name.last example"),
    "one parameter": Text("bug name.one parameter"),
    "only renamed": Text("bug name.only renamed"),
    "moves the gradient": Text("bug name.moves the gradient"),
}


@dataclass(frozen=True)
class Slip:
    """One wrong place in a program.

    Attributes:
        mistake: a key of NAMES.
        right: lines of the program, without the margin that all of them have.
        wrong: what stands there in their place.
        at: the lines of these that are wrong, where it is not all of them.
    """

    mistake: str
    right: str
    wrong: str
    at: tuple[str, ...] = ()

    def in_(self, program: Program) -> str:
        """The source of the program, as it is shown, with this slip.

        Raises:
            ValueError: the lines stand there more than once, or not at all.
        """
        start, margin = self._place(program)
        lines = program.shown.split("\n")
        lines[start : start + len(self.right.split("\n"))] = [margin + line for line in self.wrong.split("\n")]
        return "\n".join(lines)

    def lines(self, program: Program) -> tuple[int, ...]:
        """The numbers of the wrong lines in that source."""
        start, _ = self._place(program)
        lines = self.wrong.split("\n")
        return tuple(start + k + 1 for k, line in enumerate(lines) if not self.at or line.strip() in self.at)

    def _place(self, program: Program) -> tuple[int, str]:
        """(the index of the first of the lines that give way, their margin)"""
        lines, wanted = program.shown.split("\n"), self.right.split("\n")
        found = []
        for k in range(len(lines) - len(wanted) + 1):
            margin = lines[k][: len(lines[k]) - len(lines[k].lstrip())]
            if lines[k : k + len(wanted)] == [margin + line for line in wanted]:
                found.append((k, margin))
        if len(found) != 1:
            raise ValueError(f"{self.mistake}: {len(found)} places for {self.right!r}")
        return found[0]


_UNPACKED = "other = other if isinstance(other, Value) else Value(other)"
_SELF_OF_ADD, _OTHER_OF_ADD = "self.grad += 1.0 * out.grad", "other.grad += 1.0 * out.grad"
_SELF_OF_MUL, _OTHER_OF_MUL = "self.grad += other.data * out.grad", "other.grad += self.data * out.grad"
_OF_POW = "self.grad += n * self.data ** (n - 1) * out.grad"
_SLOPE_OF_RELU, _OF_RELU = "slope = 1.0 if self.data > 0 else 0.0", "self.grad += slope * out.grad"
_SEED, _TURN = "self.grad = 1.0", "value._backward()"
_CLEAR = "for value in order:\n    if value._prev:\n        value.grad = 0.0"
_BACK = f"for value in reversed(order):\n    {_TURN}"
_BACK_WITH_CLEARING = f"for value in reversed(order):\n    if value is not self:\n        value.grad = 0.0\n    {_TURN}"
_ONWARDS = f"for value in order:\n    {_TURN}"
_OPERANDS_FIRST = "    for operand in value._prev:\n        visit(operand)"
_VISIT = "if value not in seen:\n    seen.add(value)\n"
_LOSS = (
    "loss = Value(0.0)\nfor x, target in points:\n    error = w * x + b - target\n    loss = loss + error**2"
)  # fmt: skip
_ZERO, _STEP = "for p in (w, b):\n    p.grad = 0.0", "for p in (w, b):\n    p.data -= 0.1 * p.grad"
_ROUND = "for step in range(steps):"


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.split("\n"))


_SEEN_FORGOTTEN = f"if value not in seen:\n{_OPERANDS_FIRST}"

SLIPS = {  # a program: what may be wrong with it
    "add": (
        Slip("overwrite", _OTHER_OF_ADD, "other.grad = 1.0 * out.grad"),
        Slip("overwrite", _SELF_OF_ADD, "self.grad = 1.0 * out.grad"),
        Slip("no upstream", _OTHER_OF_ADD, "other.grad += 1.0"),
        Slip("both to one", _OTHER_OF_ADD, _SELF_OF_ADD),
        Slip("shared half", _OTHER_OF_ADD, "other.grad += 0.5 * out.grad"),
        Slip("out's value", _OTHER_OF_ADD, "other.grad += out.data * out.grad"),
        Slip("detached", _UNPACKED, "other = Value(other.data if isinstance(other, Value) else other)"),
        Slip("upstream of another", _OTHER_OF_ADD, "other.grad += 1.0 * self.grad"),
    ),
    "add in a loop": (
        Slip("counted once", "for operand in (self, other):", "for operand in {self, other}:"),
        Slip("one side", "for operand in (self, other):", "for operand in (self,):"),
        Slip("shared half", "operand.grad += 1.0 * out.grad", "operand.grad += 0.5 * out.grad"),
        Slip("overwrite", "operand.grad += 1.0 * out.grad", "operand.grad = 1.0 * out.grad"),
    ),
    "mul": (
        Slip("overwrite", _OTHER_OF_MUL, "other.grad = self.data * out.grad"),
        Slip("no upstream", _SELF_OF_MUL, "self.grad += other.data"),
        Slip("no local slope", _SELF_OF_MUL, "self.grad += out.grad"),
        Slip("not swapped", _SELF_OF_MUL, "self.grad += self.data * out.grad"),
        Slip("out's value", _SELF_OF_MUL, "self.grad += out.data * out.grad"),
        Slip("both to one", _OTHER_OF_MUL, "self.grad += self.data * out.grad"),
        Slip("forgot .data", _SELF_OF_MUL, "self.grad += other * out.grad"),
        Slip("divides by data", _SELF_OF_MUL, "self.grad += out.data / self.data * out.grad"),
        Slip("upstream of another", _OTHER_OF_MUL, "other.grad += self.data * self.grad"),
    ),
    "mul in a loop": (
        Slip("late binding", "def share(operand=operand, slope=slope):", "def share():"),
        Slip("overwrite", "operand.grad += slope * out.grad", "operand.grad = slope * out.grad"),
        Slip("no upstream", "operand.grad += slope * out.grad", "operand.grad += slope"),
        Slip("not swapped", "for operand, slope in ((self, other.data), (other, self.data)):",
             "for operand, slope in ((self, self.data), (other, other.data)):"),
    ),
    "pow": (
        Slip("exponent dropped", _OF_POW, "self.grad += self.data ** (n - 1) * out.grad"),
        Slip("not decremented", _OF_POW, "self.grad += n * self.data**n * out.grad"),
        Slip("brackets", _OF_POW, "self.grad += n * self.data**n - 1 * out.grad"),
        Slip("no upstream", _OF_POW, "self.grad += n * self.data ** (n - 1)"),
        Slip("overwrite", _OF_POW, "self.grad = n * self.data ** (n - 1) * out.grad"),
    ),
    "sub": (
        Slip("sign of sub", "other.grad -= 1.0 * out.grad", _OTHER_OF_ADD),
        Slip("overwrite", "other.grad -= 1.0 * out.grad", "other.grad = -1.0 * out.grad"),
        Slip("no upstream", "other.grad -= 1.0 * out.grad", "other.grad -= 1.0"),
        Slip("out's value", "other.grad -= 1.0 * out.grad", "other.grad -= out.data * out.grad"),
    ),
    "reflected": (
        Slip("operands exchanged", "return (-self) + other", "return self - other"),
        Slip("endless", "def __radd__(self, other):\n    return self + other",
             "def __radd__(self, other):\n    return other + self", ("return other + self",)),
        Slip("sign lost", "return self * -1", "return self * 1"),
        Slip("adds for times", "return self * other", "return self + other"),
    ),
    "relu": (
        Slip("relu passes all", _SLOPE_OF_RELU, "slope = 1.0"),
        Slip("relu scales by value", _SLOPE_OF_RELU, "slope = self.data if self.data > 0 else 0.0"),
        Slip("relu gates on the gradient", _SLOPE_OF_RELU, "slope = 1.0 if out.grad > 0 else 0.0"),
        Slip("relu at 0", _SLOPE_OF_RELU, "slope = 1.0 if self.data >= 0 else 0.0"),
        Slip("overwrite", _OF_RELU, "self.grad = slope * out.grad"),
        Slip("closed by the gradient", _SLOPE_OF_RELU,
             "slope = 1.0 if self.data > 0 and out.grad > 0 else 0.0"),
        Slip("no upstream", _OF_RELU, "self.grad += slope"),
    ),
    "backward": (
        Slip("not reversed", "for value in reversed(order):", "for value in order:"),
        Slip("root not seeded", f"{_CLEAR}\n{_SEED}", f"{_SEED}\n{_CLEAR}"),
        Slip("seed not 1", _SEED, "self.grad = self.data"),
        Slip("not called", _TURN, "value._backward"),
        Slip("first operand only", "for operand in value._prev:", "for operand in value._prev[:1]:"),
        Slip("handed on twice", f"{_VISIT}{_OPERANDS_FIRST}", _SEEN_FORGOTTEN, ("if value not in seen:",)),
        Slip("stale gradients", "if value._prev:", "if not value._prev:"),
        Slip("cleared on arrival", f"{_CLEAR}\n{_SEED}\n{_BACK}",
             f"{_SEED}\n{_BACK_WITH_CLEARING}",
             ("if value is not self:", "value.grad = 0.0")),
    ),
    "backward that puts in front": (
        Slip("preorder / BFS", f"{_OPERANDS_FIRST}\n    order.insert(0, value)".replace("\n    ", "\n")[4:],
             "order.append(value)\nfor operand in value._prev:\n    visit(operand)"),
        Slip("not reversed", "order.insert(0, value)", "order.append(value)"),
        Slip("handed on twice", f"{_VISIT}{_OPERANDS_FIRST}", _SEEN_FORGOTTEN, ("if value not in seen:",)),
        Slip("seed not 1", _SEED, "self.grad = self.data"),
    ),
    "backward with a queue": (
        Slip("preorder / BFS", "order.remove(value)", "continue"),
        Slip("not reversed", _ONWARDS, _BACK, ("for value in reversed(order):",)),
        Slip("first operand only", "waiting.extend(value._prev)", "waiting.extend(value._prev[:1])"),
        Slip("seed not 1", _SEED, "self.grad = self.data"),
    ),
    "backward that counts": (
        Slip("recursion", "if waits[operand] == 0:", "if waits[operand] >= 0:"),
        Slip("users not counted", "waits[operand] = waits.get(operand, 0) + 1", "waits[operand] = 1"),
        Slip("seed not 1", _SEED, "self.grad = self.data"),
        Slip("not called", _TURN, "value._backward"),
    ),
    "equality": (
        Slip("taken for one", "return self is other", "return self.data == other.data"),
        Slip("not reversed", "for value in reversed(order):", "for value in order:"),
        Slip("first operand only", "for operand in value._prev:", "for operand in value._prev[:1]:"),
        Slip("seed not 1", _SEED, "self.grad = self.data"),
    ),
    "training": (
        Slip("uphill", "p.data -= 0.1 * p.grad", "p.data += 0.1 * p.grad"),
        Slip("stale gradients", f"{_ROUND}\n{_indented(_LOSS)}\n{_indented(_ZERO)}",
             f"{_ZERO}\n{_ROUND}\n{_indented(_LOSS)}", tuple(_ZERO.replace("    ", "").split("\n"))),
        Slip("zeroed too early", f"{_ZERO}\nloss.backward()", f"loss.backward()\n{_ZERO}"),
        Slip("built once", f"{_ROUND}\n{_indented(_LOSS)}", f"{_LOSS}\n{_ROUND}"),
        Slip("not squared", "loss = loss + error**2", "loss = loss + error"),
        Slip("last example", "loss = loss + error**2", "loss = error**2"),
        Slip("one parameter", _STEP, "for p in (w,):\n    p.data -= 0.1 * p.grad", ("for p in (w,):",)),
        Slip("only renamed", "p.data -= 0.1 * p.grad", "p = p - 0.1 * p.grad"),
        Slip("moves the gradient", "p.data -= 0.1 * p.grad", "p.grad -= 0.1 * p.grad"),
        Slip("detached", "error = w * x + b - target", "error = Value(w.data) * x + b - target"),
    ),
}  # fmt: skip


def slip_of(program: str, mistake: str, wrong: str = "") -> Slip:
    """The Slip of that name; where there are several, the one that leaves that text.

    Raises:
        ValueError: there is none, or more than one.
    """
    found = [slip for slip in SLIPS[program] if slip.mistake == mistake and wrong in ("", slip.wrong)]
    if len(found) != 1:
        raise ValueError(f"{program}: {len(found)} slips {mistake!r}")
    return found[0]


def source_with(program: str, slip: Slip) -> str:
    """The whole source of a program with a slip, also what of it is not shown."""
    return slip.in_(PROGRAMS[program]) + "\n" + PROGRAMS[program].unseen
