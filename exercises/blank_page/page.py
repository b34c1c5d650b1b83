"""What stands on the blank page in this session: the classes that were checked, what was found, and their texts."""

import linecache
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from exercises.blank_page.parts import ENGINE, NETWORK
from exercises.given import fingerprint
from exercises.origin import LearnersClass, is_learners
from viz.values.insides import code_of, methods_of


@dataclass
class Page:
    """The page as it was checked last.

    Attributes:
        classes: {name: the learner's class}.
        loop: the name of the file, or cell, in which the training's loop stands; "" where there was none.
        right: the exercises that are right, and the learner's own.
        picture: of the last training: (SVG, the same in words); None where there was none.
        score: (how many of the points its network has on the right side, of how many); None where there was none.
    """

    classes: dict[str, Any] = field(default_factory=dict)
    loop: str = ""
    right: set[str] = field(default_factory=set)
    picture: tuple[str, str] | None = None
    score: tuple[int, int] | None = None

    def take(self, classes: dict[str, Any], parts: Iterable[str], right: Iterable[str]) -> None:
        """Take down what a check has found.

        Args:
            classes: {name: class} that it was given.
            parts: the exercises that it is about.
            right: those of them that are right, and the learner's own.
        """
        before = [each for name in classes if (each := self.classes.get(name)) is not None]
        if mark_of(before) != mark_of(classes.values()):  # what was trained is made of other code than this
            self.loop, self.picture, self.score = "", None, None
        self.classes |= classes
        self.right = self.right - set(parts) | set(right)

    def missing(self) -> list[str]:
        """The exercises that are not right yet."""
        return [part for part in (*ENGINE.parts, *NETWORK.parts) if part not in self.right]

    def texts(self) -> list[str]:
        """Those of the cells and files in which the classes and the loop were written, in order."""
        return _texts_in([*_files_of(self.classes.values()), *filter(None, [self.loop])])


page = Page()  # of this session


def mark_of(classes: Iterable[LearnersClass]) -> str:
    """Tells classes from others that were written in other words; "" where their texts are not at hand."""
    return fingerprint("\n".join(texts)) if (texts := _texts_in(_files_of(classes))) else ""


def _files_of(classes: Iterable[LearnersClass]) -> Iterator[str]:
    """The names of the files, or cells, in which methods of classes were written by the learner."""
    codes = (code_of(method) for each in classes for method in methods_of(each).values())
    yield from (code.co_filename for code in codes if code is not None and is_learners(code.co_filename))


def _texts_in(files: Iterable[str]) -> list[str]:
    """The texts of files, each once, without what asks a check."""
    texts = ("".join(linecache.getlines(file)) for file in dict.fromkeys(files))
    return [bare for text in texts if (bare := _without_checks(text))]


def _without_checks(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("check.")).strip("\n")
