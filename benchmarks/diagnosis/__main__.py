"""`uv run python -m benchmarks.diagnosis`: what the checks say of each answer of the corpus, as tables.

uv run python -m benchmarks.diagnosis           all of it, and which name each known mistake gets
uv run python -m benchmarks.diagnosis mul       the answers to one exercise, or to several
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # nobody's progress is touched

import viz
from benchmarks.diagnosis.answer import RIGHT
from benchmarks.diagnosis.corpus import ANSWERS
from benchmarks.diagnosis.judgement import FALSE_RIGHT, MISNAMED, OTHER, REFUSED_RIGHT, UNNAMED, Judgement, judged
from benchmarks.diagnosis.known import print_known

_HEAD = ("exercise", "style", "answers", "right", FALSE_RIGHT, REFUSED_RIGHT, MISNAMED, "named", OTHER)


def main(exercises: Sequence[str]) -> None:
    viz.language("en")
    judgements = [judged(answer) for answer in ANSWERS if not exercises or answer.exercise in exercises]
    _print_table(judgements)
    _print_departures(judgements)
    _print_summary(judgements)
    if not exercises:
        print()
        print_known()


def _print_table(judgements: Sequence[Judgement]) -> None:
    groups = dict.fromkeys((each.answer.exercise, each.answer.style) for each in judgements)
    print("| " + " | ".join(_HEAD) + " |\n" + "| --- | --- |" + " ---: |" * (len(_HEAD) - 2))
    for group in groups:
        _print_row(*group, [each for each in judgements if (each.answer.exercise, each.answer.style) == group])
    for style in dict.fromkeys(each.answer.style for each in judgements):
        _print_row("all", style, [each for each in judgements if each.answer.style == style])
    _print_row("all", "", judgements)


def _print_row(exercise: str, style: str, judgements: Sequence[Judgement]) -> None:
    kinds = Counter(each.departs for each in judgements)
    right = [each for each in judgements if each.answer.outcome == RIGHT]
    passed = sum(each.outcome == RIGHT for each in right)
    counts = (f"{passed}/{len(right)}", kinds[FALSE_RIGHT], kinds[REFUSED_RIGHT], kinds[MISNAMED], _named(judgements))
    cells = (exercise, style, len(judgements), *counts, kinds[OTHER])
    print("| " + " | ".join(map(str, cells)) + " |")


def _named(judgements: Sequence[Judgement]) -> str:
    to_name = [each for each in judgements if each.answer.names]
    return f"{sum(each.name in each.answer.names for each in to_name)}/{len(to_name)}"


def _print_departures(judgements: Sequence[Judgement]) -> None:
    for kind in (FALSE_RIGHT, REFUSED_RIGHT, MISNAMED, UNNAMED, OTHER):
        those = [each for each in judgements if each.departs == kind]
        print(f"\n## {kind}: {len(those)}\n" if those else f"\n## {kind}: none")
        for each in those:
            answer = each.answer
            told = " or ".join(answer.names) or "no name"
            print(f"- {answer.id}: should be {answer.outcome}, {told}; is {each.outcome}, {each.name or 'no name'}")
            print("      " + " ".join(each.said.split())[:400])


def _print_summary(judgements: Sequence[Judgement]) -> None:
    kinds = Counter(each.departs for each in judgements)
    seconds = sorted(each.seconds for each in judgements)
    print(
        f"\n{len(judgements)} answers: {kinds['']} as they should be; "
        + ", ".join(f"{kinds[kind]} {kind}" for kind in (FALSE_RIGHT, REFUSED_RIGHT, MISNAMED, UNNAMED, OTHER))
        + f". Named: {_named(judgements)}. A check: median {1000 * seconds[len(seconds) // 2]:.0f} ms, "
        f"longest {1000 * seconds[-1]:.0f} ms."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
