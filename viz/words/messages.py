"""The one switch between the languages, and what is said in the one that is in force.

The sentences of each language stand in a file beside this one, in gettext's PO format: en.po, zh-TW.po. A further file
is a further language.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from gettext import c2py
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGES = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.po"))}  # {name: its file}

_FIRST = "en"  # in force until another is chosen; it also says what another language has no sentence for yet
_MOST_LISTED = 5
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_current = _FIRST


class Catalogue:
    """The sentences of one language.

    Attributes:
        sentences: {key: its forms}, one form where the sentence does not depend on a number.
    """

    def __init__(self, path: Path) -> None:
        # Takes longer than reading all the files; whoever only imports viz need not wait for it.
        from babel.messages.pofile import read_po

        with path.open("rb") as file:
            messages = read_po(file)
        self.sentences: dict[str, tuple[str, ...]] = {
            _key(message): _forms(message) for message in messages if message.id
        }
        self._form = c2py(messages.plural_expr)

    def sentence(self, key: str, count: object = None) -> str | None:
        """The sentence of that key, in the form that goes with that many; None where the file has none."""
        forms = self.sentences.get(key, ("",))
        form = self._form(int(count)) if isinstance(count, Integral) and len(forms) > 1 else -1
        return forms[form] or None


def _key(message: "Message") -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: "Message") -> tuple[str, ...]:
    told: Any = message.string  # as many texts as there are forms where the message is pluralizable, else one text
    return told if message.pluralizable else (told,)


@cache
def catalogue(path: Path) -> Catalogue:
    """The Catalogue in that file, read when the first of its sentences is said."""
    return Catalogue(path)


def language(name: str | None = None) -> str:
    """Set the language of everything that viz (and exercises) says from now on; without a name, only tell which it is.

    Args:
        name: "en", "zh-TW", or what other file of sentences there is.

    Returns:
        The language in force.

    Raises:
        ValueError: another name.
    """
    global _current
    if name is not None:
        if name not in list(LANGUAGES):  # a list: whatever cannot be hashed is no language either
            raise ValueError(" / ".join(_no_such_language(each, name) for each in LANGUAGES))
        _current = name
    return _current


def _no_such_language(told_in: str, name: object) -> str:
    return say_in(told_in, "no such language", languages=_listed("and", map(repr, LANGUAGES), told_in), name=name)


def say(key: str, /, **values: object) -> str:
    """The sentence of that key in the language in force, with its values filled in; `count` chooses the plural form."""
    return say_in(_current, key, **values)


def say_in(name: str, key: str, /, **values: object) -> str:
    """The same in the language of that name."""
    return encodable(_sentence(name, key, values.get("count")).format(**values))


def encodable(text: str) -> str:
    """Text as a page, a file or a stream can carry it: half a surrogate pair, which no encoding has, becomes U+FFFD."""
    return _HALF_A_PAIR.sub("\ufffd", text)


def _sentence(name, key, count=None):
    sentence = catalogue(LANGUAGES[name]).sentence(key, count) or catalogue(LANGUAGES[_FIRST]).sentence(key, count)
    if sentence is None:
        raise KeyError(f"{LANGUAGES[_FIRST].name} has no sentence {key!r}")
    return sentence


def words_of(page: str) -> dict[str, str]:
    """What a script in the page says, in the language in force: the sentences whose keys begin with `page.`, by what
    follows it; their blanks are left to the script. Of several plural forms the last: no script counts.
    """
    keys = [key for key in catalogue(LANGUAGES[_FIRST]).sentences if key.startswith(f"{page}.")]
    return {key.removeprefix(f"{page}."): _sentence(_current, key) for key in keys}


def one_of(texts: Iterable[str]) -> str:
    """Texts of which one is to be chosen, in the language in force: `a, b or c`."""
    return _listed("or", texts, _current)


def _listed(before_the_last: str, texts: Iterable[str], name: str) -> str:
    *first, last = texts
    return say_in(name, before_the_last, first=say_in(name, "comma").join(first), last=last) if first else last


def together(sentences: Iterable[object]) -> str:
    """Sentences one after the other, as the language in force sets them: in Chinese no gap follows a full stop."""
    told = [text for text in map(str, sentences) if text]
    return reduce(lambda first, second: say("sentence after sentence", first=first, second=second), told or [""])


def first_few(texts: Sequence[str]) -> str:
    """Texts one after the other in the language in force; of those after the fifth only how many there are."""
    more = [say("and others", count=len(texts) - _MOST_LISTED)] if len(texts) > _MOST_LISTED else []
    return say("comma").join([*texts[:_MOST_LISTED], *more])
