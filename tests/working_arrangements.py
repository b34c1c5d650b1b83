"""The arrangements of a Parsons problem that its check finds right, found by moving lines about.

    uv run python tests/working_arrangements.py          # writes exercises/parsons/working.json anew
    uv run python tests/working_arrangements.py add mul  # of these only

It begins with the solution, and takes every step that keeps it right: a line is moved, indented, put in or taken out.
Lines that are too many are then put in where they do no harm.
"""

import json
import sys
from contextlib import suppress
from itertools import combinations

from exercises.evaluation import evaluate
from exercises.expressions import expression
from exercises.own_engine.assembly import make
from exercises.parsons.puzzles import PUZZLES
from exercises.parsons.running import run
from exercises.parsons.working import FILE, written
from exercises.time_limit import run_limited

_SECONDS = 0.5  # for a few expressions; what takes longer has no end
_TRIED = {  # whatever fails here fails in the check too, which takes a hundred times as long
    "add": [expression("a + b", a=2, b=-3), expression("(a + 1) + a", a=1), expression("s = a + b; s + s", a=2, b=5)],
    "mul": [expression("a * b", a=2, b=3), expression("(a * 4) * a", a=3)],
    "relu": [expression("a.relu() * -4", a=3), expression("a.relu() * -4", a=-3), expression("a.relu() + a", a=2)],
    "backward": [
        expression("a * b", a=2, b=3),
        expression("b = a * 3; d = b * 10; b + d", a=2),
        expression("b = a * 3; d = b * 10; d + b", a=2),
    ],
    "training": [],
}


def working(puzzle):
    """All that is reached from the solution."""
    seems_right, needed = _quick_look(puzzle), set(range(len(puzzle.codes))) - puzzle.instead_of.keys()
    found = _reached(puzzle, [puzzle.solution], seems_right, lambda arranged: steps_from(puzzle, arranged, needed))
    return _reached(puzzle, found, seems_right, lambda arranged: with_a_spare(puzzle, arranged))


def _reached(puzzle, begin, seems_right, steps):
    found, waiting, tried = [*begin], [*begin], {*begin}
    while waiting:
        for other in steps(waiting.pop(0)):
            if other in tried:
                continue
            tried.add(other)
            if seems_right(other) and run(puzzle, other).outcome == "right":
                found.append(other)
                waiting.append(other)
                print(puzzle.name, len(found), "of", len(tried), written(other), flush=True)
    return found


def slips(puzzle, found):
    """{an arrangement in which lines that are too many stand for those that they are taken for: the mistake's name}, where
    the check has a name for it.
    """
    named = {}
    for arranged in (each for each in found if puzzle.instead_of.keys().isdisjoint(dict(each))):
        for count in range(1, len(puzzle.instead_of) + 1):
            for lines in combinations(sorted(puzzle.instead_of), count):
                slipped = taken(puzzle, arranged, lines)
                named[written(slipped)] = run(puzzle, slipped).mistake
    return {slipped: mistake for slipped, mistake in named.items() if mistake}


def taken(puzzle, arranged, lines):
    """An arrangement with these lines in the place of those that they are taken for."""
    put = {puzzle.instead_of[line]: line for line in lines}
    return tuple((put.get(line, line), depth) for line, depth in arranged)


def steps_from(puzzle, arranged, lines):
    """The arrangements that differ in one of these lines: in its place, its indentation, or whether it is there."""
    for k in range(len(arranged)):
        rest = (*arranged[:k], *arranged[k + 1 :])
        yield from filter(puzzle.is_python, [rest, *with_one_more(puzzle, rest, arranged[k][0])])
    for line in lines - {line for line, _ in arranged}:
        yield from filter(puzzle.is_python, with_one_more(puzzle, arranged, line))


def with_a_spare(puzzle, arranged):
    """The arrangements with one line more of those that are too many: where they work, they work without it as well."""
    for line in puzzle.instead_of.keys() - {line for line, _ in arranged}:
        yield from filter(puzzle.is_python, with_one_more(puzzle, arranged, line))


def with_one_more(puzzle, arranged, line):
    return [
        (*arranged[:k], (line, depth), *arranged[k:])
        for k in range(len(arranged) + 1)
        for depth in range(puzzle.deepest + 1)
    ]


def _quick_look(puzzle):
    """A function: arrangement -> whether a few expressions come out right."""
    asked, cls = _TRIED[puzzle.name], make(puzzle.name, {}, {}).thing
    method = puzzle.exercise.methods[0] if asked else ""
    back = "own" if puzzle.name == "backward" else True

    def look(arranged):
        space = {"Value": cls}
        with suppress(SyntaxError):
            exec(compile(puzzle.source(arranged), "<arranged>", "exec"), space)
            setattr(cls, method, space[method])
            right, error = run_limited(lambda: all(evaluate(each, cls, back).right for each in asked), _SECONDS)
            return right and error is None
        return False

    return look if asked else lambda _: True


if __name__ == "__main__":
    held = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    for name in sys.argv[1:] or PUZZLES:
        puzzle = PUZZLES[name]
        found = working(puzzle)
        held[name] = {"lines": puzzle.codes, "working": [*map(written, found)], "slips": slips(puzzle, found)}
    FILE.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
