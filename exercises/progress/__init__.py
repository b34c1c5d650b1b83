"""Where a learner stands, as one picture; and how it is taken to another computer.

progress()                          # what is done, and what to do next
progress.export("progress.json")    # a file to take along
progress.merge("progress.json")     # on the other computer: what both know, together
"""

from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path

from exercises import kept_answers, progress_store
from exercises.progress import exchange
from exercises.progress.card import Progress
from exercises.progress.so_far import so_far


class AllProgress:
    """The progress of this learner."""

    def __call__(self, *, reset: bool = False) -> Progress:
        """What is done, lesson by lesson, and what to do next.

        Args:
            reset: True to forget all of it first.

        Returns:
            A Progress, which Jupyter shows.
        """
        if reset:
            progress_store.reset()
            kept_answers.forget()
        return Progress(so_far(date.today()))

    def export(self, path: str | PathLike[str]) -> Path:
        """Write all of it to a file, to be merged on another computer.

        Args:
            path: its name, which ends with `.json`.

        Returns:
            The Path.

        Raises:
            ValueError: another ending, or a name that no file can have.
            FileNotFoundError: there is no such folder.
            OSError: it cannot be written.
        """
        return exchange.export(path)

    def merge(self, path: str | PathLike[str]) -> Progress:
        """Take in what was exported on another computer. Nothing is lost: what is done on either is done, of two
        answers to a question the first one counts, of two right programs for an exercise the later one.

        Args:
            path: the file.

        Returns:
            A Progress, which says what is new.

        Raises:
            FileNotFoundError: there is no such file.
            ValueError: it holds no progress.
            OSError: it cannot be read.
        """
        news = exchange.merge(path)
        return Progress(so_far(date.today()), news)

    def __dir__(self) -> Sequence[str]:
        return ["export", "merge"]

    def __repr__(self) -> str:
        return repr(self())


progress = AllProgress()

__all__ = ["AllProgress", "Progress", "progress"]
