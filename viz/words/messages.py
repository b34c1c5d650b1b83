"""The one switch between the languages, and what is said in the one that is in force."""

from viz.words.sentences import SENTENCES

LANGUAGES = ("en", "zh-TW")

_current = "en"
_MOST_LISTED = 5


def language(name=None):
    """Set the language of everything that viz (and exercises) says from now on; without a name, only tell which it is.

    Args:
        name: "en" or "zh-TW".

    Returns:
        The language in force.

    Raises:
        ValueError: another name.
    """
    global _current
    if name is not None:
        if name not in LANGUAGES:
            raise ValueError(
                f"viz speaks {' and '.join(map(repr, LANGUAGES))}, not {name!r} / viz 只支援 {'、'.join(LANGUAGES)}"
            )
        _current = name
    return _current


def say(key, **values):
    """The sentence of that key in the language in force, with its values filled in."""
    return SENTENCES[key][_current].format(**values)


def one_of(texts):
    """Texts of which one is to be chosen, in the language in force: `a, b or c`."""
    *first, last = texts
    return say("or", first=say("comma").join(first), last=last) if first else last


def first_few(texts):
    """Texts one after the other in the language in force; of those after the fifth only how many there are."""
    more = [say("and others", count=len(texts) - _MOST_LISTED)] if len(texts) > _MOST_LISTED else []
    return say("comma").join([*texts[:_MOST_LISTED], *more])
