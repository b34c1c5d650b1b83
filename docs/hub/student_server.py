"""What the hub starts for a student, as that student: copies of the notebooks that are not there yet, then the server.

    python student_server.py NOTEBOOKS [OPTIONS OF jupyterhub-singleuser]

The copies are made here, and not by the hub: a hub that runs as root would write wherever a student's links lead.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path


def main():
    notebooks = sys.argv.pop(1)
    try:
        copy_what_is_missing(Path(notebooks), Path.home() / "my-notebooks")
    except OSError as problem:  # a full disk, for instance: whoever is to make room has to come in
        print(f"Not every notebook was copied: {problem}", file=sys.stderr)
    # The grammar of a format that no schema of Jupyter's asks for; reading it is nearly half of the time until a server
    # is there (see benchmarks/results.md). jsonschema does without it, and kernels are processes of their own.
    sys.modules["rfc3987_syntax"] = None
    from jupyterhub.singleuser import main as serve

    # The sockets of kernels (see jupyterhub_config.py): a path of more than 100 letters is too long for one.
    with tempfile.TemporaryDirectory(prefix="kernels-") as os.environ["JUPYTER_RUNTIME_DIR"]:
        serve()


def copy_what_is_missing(notebooks, own):
    """No copy is ever written over: it may hold a student's work."""
    for original in sorted(notebooks.glob("*/*.ipynb")):
        copy = own / original.relative_to(notebooks)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            unfinished = copy.with_name(f".{copy.name}.unfinished")
            shutil.copyfile(original, unfinished)  # the contents alone: the original is read-only
            unfinished.rename(copy)


if __name__ == "__main__":
    main()
