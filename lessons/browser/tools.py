"""Runs the tools that a site is made by."""

import os
import subprocess
import sys
from pathlib import Path

from lessons.translations import LessonError


def run(*module: str, folder: Path, **environment: str) -> None:
    """Run a module of this Python in a folder.

    Args:
        module: its name, and its arguments.
        folder: where it runs.
        environment: variables beside those that are set.

    Raises:
        LessonError: it failed; with what it said.
    """
    done = subprocess.run(
        [sys.executable, "-m", *module], cwd=folder, env=os.environ | environment, capture_output=True, text=True
    )
    if done.returncode:
        raise LessonError(f"{done.stdout}{done.stderr}\n{' '.join(module[:2])} failed. Was `--group browser` named?")
