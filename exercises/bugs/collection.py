"""The bugs, from easy to nasty. Their names are those of insects: they tell nothing."""

from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from exercises.bugs.programs import PROGRAMS, Program
from exercises.bugs.slips import SLIPS, Slip, slip_of, source_with

_CHOICES = 4


@dataclass(frozen=True)
class Bug:
    """A program with one wrong place.

    Attributes:
        name: as in `bug("moth")`.
        lesson: the one after which it makes sense.
        level: 1 (easy), 2 or 3 (nasty).
        of: which program it is in, a key of PROGRAMS.
        slip: what is wrong.
        smallest: our own smallest expression that shows it; of a training "steps, points".
        watched: the larger expression that is seen running, or the steps and points.
        others: expressions that stand beside the smallest one to choose from.
        passes: how often `backward()` is called, the gradients of the leaves being set to 0 in between.
    """

    name: str
    lesson: int
    level: int
    of: str
    slip: Slip
    smallest: str
    watched: str
    others: tuple[str, ...]
    passes: int

    @property
    def program(self) -> Program:
        """The program as it should be."""
        return PROGRAMS[self.of]

    @property
    def is_training(self) -> bool:
        return not self.program.operations

    @cached_property
    def shown(self) -> str:
        """The source that is looked at."""
        return self.slip.in_(self.program)

    @property
    def source(self) -> str:
        """All of the source."""
        return source_with(self.of, self.slip)

    @property
    def right_source(self) -> str:
        return f"{self.program.shown}\n{self.program.unseen}"

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the lines that are wrong, or in the wrong place."""
        return self.slip.lines(self.program)

    @cached_property
    def choices(self) -> list[Slip]:
        """Four mistakes of the same program that may be it, itself among them, in an order that tells nothing."""
        slips = SLIPS[self.of]
        at, found = slips.index(self.slip), {self.slip.mistake: self.slip}
        for slip in (*slips[at + 1 :], *slips[:at]):
            if len(found) < _CHOICES:
                found.setdefault(slip.mistake, slip)
        return sorted(found.values(), key=lambda slip: crc32(f"{self.name} {slip.mistake}".encode()))


def _bug(
    name: str, lesson: int, level: int, of: str, mistake: str, smallest: str, watched: str, *others: str,
    wrong: str = "", passes: int = 1,
) -> Bug:  # fmt: skip
    return Bug(name, lesson, level, of, slip_of(of, mistake, wrong), smallest, watched, others, passes)


BUGS = {
    bug.name: bug
    for bug in (
        # name, lesson, level, program, mistake, the smallest expression, the one that is watched, others to choose from
        _bug("ant", 2, 1, "add", "overwrite", "a + a", "b + (c + a) + a", "a + b", "a + b + c",
             wrong="other.grad = 1.0 * out.grad"),
        _bug("bee", 3, 1, "mul", "no upstream", "a * a * a", "(a * b + c) * b", "a * b", "a + a", "a * a"),
        _bug("moth", 3, 1, "mul", "not swapped", "a * b", "a * b * c + a", "a + b", "a * a", "a * a * a"),
        _bug("gnat", 4, 1, "pow", "exponent dropped", "a ** 3", "a ** 3 * b + c", "a * a", "a ** 1", "a + b"),
        _bug("wasp", 4, 1, "sub", "sign of sub", "a - a", "(a - b) * c - a", "a + a", "a * b", "a + b * c"),
        _bug("flea", 5, 1, "relu", "relu passes all", "a = -3; a.relu()", "(b.relu() + a).relu() * c",
             "a = 3; a.relu()", "-a", "a = 0; a * a"),
        _bug("hornet", 6, 1, "backward", "not called", "-a", "a * b + c", "a", "a + a * b", "a * b - c"),
        _bug("cricket", 7, 1, "training", "uphill", "1, 1", "4, 3"),
        _bug("midge", 3, 2, "mul", "both to one", "a * b", "a * b * c", "a * a", "a + b", "a * a + a"),
        _bug("mantis", 3, 2, "mul", "overwrite", "a * a", "a * b + c * b", "a * b", "a + a", "a * b * c"),
        _bug("beetle", 6, 2, "backward", "not reversed", "a - a", "(a * b + c) * a", "-a", "a * b", "a + a"),
        _bug("earwig", 5, 2, "relu", "relu scales by value", "a.relu()", "(a * c).relu() - b", "b.relu()",
             "a = 1; a.relu()", "a - b"),
        _bug("weevil", 4, 2, "reflected", "operands exchanged", "1 - a", "c * (1 - a * b)", "a - 1", "1 + a", "a - b"),
        _bug("ladybird", 4, 2, "pow", "brackets", "a ** 3", "(a ** 2 + b) * c", "a * a", "a * b + c", "a + b"),
        _bug("aphid", 2, 2, "add in a loop", "counted once", "a + a", "(a + b) + (c + a) + (b + b)", "a + b",
             "a + b + c", "a + (b + a)"),
        _bug("cicada", 7, 2, "training", "stale gradients", "2, 1", "4, 3"),
        _bug("louse", 6, 2, "backward", "root not seeded", "-a", "(a + b) * c", "a", "a * a + b", "a - a"),
        _bug("locust", 4, 2, "mul", "forgot .data", "a * a", "a * b + c", "a + a", "a + b", "a * b * c"),
        _bug("mayfly", 7, 2, "training", "zeroed too early", "1, 1", "4, 3"),
        _bug("firefly", 2, 2, "add", "detached", "a + a", "a + b + (c + b)", "a + b", "a", "a + a + a"),
        _bug("stonefly", 7, 2, "training", "last example", "1, 2", "4, 3"),
        _bug("termite", 4, 2, "reflected", "endless", "1 + a", "a * b + (1 + c)", "a + 1", "1 - a", "2 * a"),
        _bug("hoverfly", 7, 3, "training", "built once", "2, 1", "4, 3"),
        _bug("lacewing", 2, 3, "add", "overwrite", "a + a + a", "(a + b) + (c + a)", "a + a", "a + b", "a + b + c",
             wrong="self.grad = 1.0 * out.grad"),
        _bug("dragonfly", 3, 3, "mul in a loop", "late binding", "a * b", "a * b * c", "a * a", "a + b", "a * a + b"),
        _bug("sawfly", 5, 3, "relu", "closed by the gradient", "-a.relu()", "(c + a.relu()) * b", "a.relu()",
             "b.relu()", "(-a).relu()"),
        _bug("katydid", 5, 3, "relu", "relu at 0", "a = 0; a.relu()", "a = 0; (a * b).relu() + c", "a = -3; a.relu()",
             "a.relu()", "a = 0; a * a"),
        _bug("thrips", 3, 3, "mul", "divides by data", "a = 0; a * a", "a = 0; a * b + c", "a * a", "a = 0; a + a",
             "a * b"),
        _bug("mosquito", 6, 3, "backward that puts in front", "preorder / BFS", "b = -a; b - b",
             "d = a * b; d + d * c", "a - a", "a * a", "-a - -a"),
        _bug("horsefly", 6, 3, "backward with a queue", "preorder / BFS", "b = -a; b - b", "d = a * b; d + d * c",
             "a - a", "a * a", "-a - -a"),
        _bug("cockroach", 6, 3, "backward", "handed on twice", "b = -a; b + b", "d = a + b; d * c + d", "a + a",
             "a - a", "-a + -a"),
        _bug("grasshopper", 6, 3, "backward that counts", "recursion", "b = -a; b + b", "d = a + b; d * c + d",
             "a + a", "a - a", "-a + -a"),
        _bug("butterfly", 6, 3, "backward", "stale gradients", "a - a", "a * b * c", "-a", "a * a", "a + a", passes=2),
        _bug("silverfish", 6, 3, "backward", "seed not 1", "a", "a * b + c", "a = 1; a", "-a", "a * b"),
        _bug("bumblebee", 6, 3, "equality", "taken for one", "a = 0; a - a", "a = 3; b = 2; d = a * b; d + d * 1 - b",
             "a * a", "a - a", "-(-a)"),
        _bug("caddisfly", 7, 3, "training", "only renamed", "1, 1", "4, 3"),
    )
}  # fmt: skip
