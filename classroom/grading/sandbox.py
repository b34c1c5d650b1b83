"""Bubblewrap around a kernel: no network, no file of the teacher's but the series itself, one folder to write into."""

import os
import shutil
import site
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from classroom.grading.running import environment
from classroom.lesson import ROOT

_PROGRAM = "bwrap"
_OF_THE_SERIES = ("micrograd", "viz", "exercises", "classroom")
_OF_THE_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/passwd", "/nix/store",
)  # fmt: skip


def trouble() -> str | None:
    """Why no hand-in can be run inside of it; None where a trial run works."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return f"{_PROGRAM}: not found"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        trial = [sys.executable, "-c", "import ipykernel, exercises"]
        try:
            tried = subprocess.run(
                [*around(folder), *trial],
                env=environment(folder),
                capture_output=True,
                text=True,
                timeout=60,
                cwd=folder,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            return str(problem)
    return None if tried.returncode == 0 else tried.stderr.strip()[-300:] or f"{_PROGRAM}: {tried.returncode}"


def around(folder: Path) -> list[str]:
    """What stands before the command of a kernel that runs in that folder."""
    seen = [*_OF_THE_SYSTEM, *map(str, _of_python()), *(str(ROOT / package) for package in _OF_THE_SERIES)]
    binds = [part for path in dict.fromkeys(seen) for part in ("--ro-bind-try", path, path)]
    return [
        *(_PROGRAM, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *("--proc", "/proc", "--dev", "/dev", *binds),
        *("--bind", str(folder), str(folder), "--remount-ro", "/", "--chdir", str(folder)),
    ]


def _of_python() -> Iterator[Path]:
    """Yield the folders that this Python and its packages are in."""
    yield from _on_the_way(Path(sys.executable))
    yield from map(Path, (sys.prefix, sys.base_prefix))
    yield from map(Path, [site.getusersitepackages()] if site.ENABLE_USER_SITE else [])


def _on_the_way(link: Path) -> Iterator[Path]:
    """Yield the folders through which the links of a path lead."""
    while True:
        yield link.parent
        if not link.is_symlink():
            return
        link = link.parent / os.readlink(link)
