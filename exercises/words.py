"""A sentence of the catalogues by its key; it is read in the language that `viz.language` has set when it is shown."""

from collections.abc import Iterable

from viz.words.messages import say


class Text:
    """A sentence that is read when it is shown.

    Args:
        key: as in viz/words/en.po.
        values: what its blanks are filled in with, as far as that is known already.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        self._key, self._values = key, values

    def __str__(self) -> str:
        return say(self._key, **self._values)

    def filled(self, **values: object) -> str:
        """The sentence in the language in force, with its blanks filled in."""
        return say(self._key, **self._values, **values)


def named(name: object, told: object) -> str:
    """What is told of something, behind its name."""
    return say("named", name=name, told=told)


def joined(texts: Iterable[object]) -> str:
    """Several texts in a row, with commas."""
    return say("comma").join(map(str, texts))


class Joined:
    """The same, read when it is shown."""

    def __init__(self, texts: Iterable[object]) -> None:
        self._texts = tuple(texts)

    def __str__(self) -> str:
        return joined(self._texts)
