"""A small file that several programs may change at once, without losing what another has just written.

    with alone(file) as fresh:
        replace(file, fresh, changed(contents(file)))

What keeps the others out is a lock of the operating system: it ends with the program that holds it, however that ends.
A lock that consists in a file being there would outlive a program that is killed, and a synchronised folder would carry
it to other computers.
"""

import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import TypeVar

from exercises.words import Text

_MOST = 20_000_000  # bytes; whoever practises ten times a day for a year has written a fortieth of it
_TRIES, _PAUSE = 1000, 0.002  # seconds; one change takes about a millisecond
_PATIENCE_ON_WINDOWS = 50  # tries
_OPEN_FILES_STAY = sys.platform == "win32"  # there nobody may replace a file while another has it open
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)  # for the reader of a pipe that bears the name of the lock
_COPY = re.compile("conflict|衝突|冲突", re.IGNORECASE)  # in the names that synchronising programs give
_NO_FILE = Text("progress.no ordinary file")

_tries = _TRIES  # the next time

_Returned = TypeVar("_Returned")


@contextmanager
def alone(file: Path) -> Iterator[Path]:
    """Inside, no other program is inside for the same file.

    Where the file system has no locks, or a program that was halted holds this one for seconds, it goes on all the
    same; the next time it does not wait for that program again.

    Yields:
        Where to write the new contents before they take the file's place.
    """
    path, lock = file.with_name(f"{file.name}.lock"), None
    with suppress(OSError):  # if nothing can be written there, writing itself will say so
        lock = _taken(path)
    try:
        yield file.with_name(f"{file.name}.new" if lock is not None else f"{file.name}.{os.getpid()}.new")
    finally:
        if lock is not None:
            _give_back(lock, path)


def contents(file: Path) -> bytes:
    """What the file holds.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, or is no ordinary file: a pipe would keep the reader waiting for ever.
        ValueError: it is far too large to be ours.
    """
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(_NO_FILE.filled(name=file))
    if about.st_size > _MOST:
        raise ValueError
    return _patiently(file.read_bytes)


def replace(file: Path, fresh: Path, text: str) -> None:
    """Give the file new contents, at once or not at all; OSError where that cannot be."""
    try:
        fresh.unlink(missing_ok=True)  # of a program that was ended in the middle
        fresh.write_text(text, encoding="utf-8")
        with suppress(FileNotFoundError):
            shutil.copymode(file, fresh)
        _patiently(lambda: os.replace(fresh, file))
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise


def set_aside(file: Path) -> None:
    """Rename it, so that it is not overwritten, nor any that was set aside before."""
    names = (_aside(file) + (f".{n}" if n > 1 else "") for n in range(1, sys.maxsize))
    free = next(name for name in names if not os.path.lexists(file.with_name(name)))
    _patiently(lambda: os.replace(file, file.with_name(free)))


def those_aside(file: Path) -> list[Path]:
    """What was set aside."""
    return _beside(file, lambda name: name.startswith(_aside(file)))


def copies(file: Path) -> list[Path]:
    """What programs that synchronise folders set beside it where two computers had changed it at once."""
    return _beside(
        file, lambda name: name.startswith(file.stem) and name.endswith(file.suffix) and bool(_COPY.search(name))
    )


def _aside(file: Path) -> str:
    return f"{file.name}.unreadable"


def _beside(file: Path, chosen: Callable[[str], bool]) -> list[Path]:
    try:
        return [file.with_name(name) for name in sorted(os.listdir(file.parent)) if chosen(name)]
    except OSError:
        return []


def _taken(path: Path) -> int | None:
    """The lock, which is the number of an open file; None where another program does not give it back."""
    global _tries
    for _ in range(_tries):
        lock = os.open(path, os.O_RDWR | os.O_CREAT | _NOT_WAITING)
        try:
            if _is_ours(lock, path):
                _tries = _TRIES
                return lock
        except OSError:  # there are no locks here
            os.close(lock)
            path.unlink()
            raise
        os.close(lock)
        sleep(_PAUSE)
    _tries = 1
    return None


def _is_ours(lock: int, path: Path) -> bool:
    try:
        _lock(lock)
    except (BlockingIOError, PermissionError):
        return False
    return _OPEN_FILES_STAY or _stands_at(path, lock)


def _lock(file: int) -> None:
    """BlockingIOError or PermissionError where another program has it, another OSError where there are no locks."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    elif sys.platform != "emscripten":  # a browser runs one program
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _give_back(lock: int, path: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_UNLCK, 1)  # at once; closing it does so only when there is time
        else:
            path.unlink()  # while it is held: whoever waits for it sees that it has gone
    os.close(lock)


def _stands_at(path: Path, lock: int) -> bool:
    """Whether it still bears its name: its former holder removes it."""
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False


def _patiently(act: Callable[[], _Returned]) -> _Returned:
    """What it returns; tried again where another program may have the file open for a moment."""
    for _ in range(_PATIENCE_ON_WINDOWS if _OPEN_FILES_STAY else 0):
        try:
            return act()
        except PermissionError:
            sleep(_PAUSE)
    return act()
