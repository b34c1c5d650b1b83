"""Progress written by eight processes at once: nothing is lost, and nothing is unreadable at any time."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.tally import Tally

_WRITERS = 8
_ROOT = Path(__file__).resolve().parents[2]
_WRITER = """
import sys
from exercises import progress_store
writer, count = map(int, sys.argv[1:])
sys.stdin.read(1)  # until all are there
for k in range(count):
    progress_store.note_prediction(f"prediction {writer} {k}", writer + k / 8, k % 2 == 0)
    progress_store.note(f"exercise {writer} {k}", ("wrong", "right")[k % 2])
    progress_store.load()
assert not progress_store.trouble(), progress_store.trouble()
"""


def fuzz_progress(each):
    """Every writer takes down that many predictions and exercises."""
    tally = Tally(f"progress of {_WRITERS} writers at once")
    with tempfile.TemporaryDirectory() as folder:
        failed = _write(each, folder)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        held = [path for path in files if path.name == "progress.json"]
        records = json.loads(held[0].read_bytes()) if held else {"exercises": {}, "predictions": {}}
    numbers = [(w, k) for w in range(_WRITERS) for k in range(each)]
    lost = [n for n in numbers if records["predictions"].get(f"prediction {n[0]} {n[1]}") != n[0] + n[1] / 8]
    lost += [
        n for n in numbers if records["exercises"].get(f"exercise {n[0]} {n[1]}") != ("attempted", "done")[n[1] % 2]
    ]
    tally.sizes["predictions"] = tally.sizes["exercises"] = len(numbers)
    tally.wrong += [f"{len(lost)} of {2 * len(numbers)} are lost"] if lost else []
    tally.wrong += [f"{path.name} was set aside" for path in files if "unreadable" in path.name]
    return Tally(tally.what, tally.sizes, tally.classes, tally.wrong + failed)


def _write(each, folder):
    """What the writers complain of."""
    places = dict.fromkeys(("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "HOME"), folder)
    environment = os.environ | places | {"PYTHONPATH": str(_ROOT)}
    environment.pop("MICROGRAD_PROGRESS", None)
    command = [sys.executable, "-c", _WRITER]
    writers = [
        subprocess.Popen([*command, str(w), str(each)], env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for w in range(_WRITERS)
    ]
    for writer in writers:
        writer.stdin.close()
        writer.stdin = None
    return [message for w in writers if (message := w.communicate()[1].decode().strip())]
