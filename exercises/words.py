"""A text in both languages; it is read in the one that `viz.language` has set."""

from dataclasses import dataclass

import viz
from viz.words.messages import say


@dataclass(frozen=True)
class Text:
    """English and Traditional Chinese of the same meaning, with the same {blanks}."""

    en: str
    zh: str

    def __str__(self):
        return self.zh if viz.language() == "zh-TW" else self.en

    def filled(self, **values):
        """The text in the language in force, with its blanks filled in."""
        return str(self).format(**values)


def joined(texts):
    """Several texts in a row, with commas."""
    return say("comma").join(map(str, texts))
