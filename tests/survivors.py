"""Which mutants of right answers does a check call right?

    python tests/survivors.py              all of them, some five minutes
    python tests/survivors.py add backward of these exercises

It prints how many there are of each answer, and what departs from survivors.toml.
"""

import os
import sys
import tempfile
import time
import tomllib
from collections import Counter
from pathlib import Path

from exercises import check, supervision
from mutants import mutants_of
from right_answers import ANSWERS, thing_of

_TABLE = Path(__file__).with_suffix(".toml")
SECONDS = 1.0  # of the processor for one check: a right one takes a tenth of that, and few mutants never end


def listed(kind):
    """{name of an answer: the changes} that survivors.toml has under "equivalent" or "open"."""
    changes = {}
    for rows in tomllib.loads(_TABLE.read_text(encoding="utf-8"))[kind].values():
        for name, found in rows.items():
            changes.setdefault(name, set()).update(found)
    return changes


def outcome_of(answer, mutant):
    """(outcome, mistake) of the check; "undefined" where the mutant cannot even be defined."""
    try:
        thing = thing_of(answer.exercise, mutant.code)
    except Exception:
        return "undefined", None
    result = getattr(check, answer.exercise)(thing)
    return result.outcome, result.mistake


def main(names):
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # nobody's progress is touched
    supervision.SECONDS = SECONDS
    known = {kind: listed(kind) for kind in ("equivalent", "open")}
    total = Counter()
    for answer in ANSWERS:
        if names and answer.exercise not in names:
            continue
        begun, mutants = time.perf_counter(), list(mutants_of(answer.code, answer.asked))
        right = {mutant.change for mutant in mutants if outcome_of(answer, mutant)[0] == "right"}
        equivalent, still_open = (known[kind].get(answer.name, set()) for kind in ("equivalent", "open"))
        total += Counter(
            mutants=len(mutants), equivalent=len(right & equivalent), open=len(right & still_open), answers=1
        )
        print(
            f"{answer.name}: {len(mutants)} mutants, {len(right)} called right, {time.perf_counter() - begun:.0f} s",
            *(f"    new:   {change}" for change in sorted(right - equivalent - still_open)),
            *(f"    gone:  {change}" for change in sorted((equivalent | still_open) - right)),
            sep="\n",
            flush=True,
        )
    print(*(f"{count} {what}" for what, count in total.items()), sep=", ")


if __name__ == "__main__":
    sys.path.insert(0, str(_TABLE.parents[1]))
    main(sys.argv[1:])
