"""A language made from English by marking every letter: what is shown in it unmarked is not from a catalogue."""

import json
import re
from html.parser import HTMLParser
from string import Formatter

from babel.messages.pofile import read_po, write_po

from viz.words.messages import LANGUAGES

NAME = "xx"
_MARKED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ȧḃċḋėḟġḣïĵķŀṁṅȯṗɋṙṡṫüṽẇẋẏżȦḂĊḊĖḞĠḢÏĴĶĿṀṄȮṖɊṘṠṪÜṼẆẊẎŻ",
)
_DATA = re.compile(r"^const data = (.*)\nclaim\(", re.MULTILINE)
_READ_OUT = {"alt", "aria-label", "title", "placeholder"}  # attributes that are text
# Of Markdown, what is no text: code, formulas, what links point to, tags, and the place of the table of lessons.
_NO_TEXT = re.compile(
    r"```.*?```|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|\]\([^)\s]+\)|<[^>]+>|&\w+;|TABLE_OF_LESSONS", re.DOTALL
)
_TEXT_WITHIN = re.compile(r"(?<=\\text\{)[^}]*(?=\})|(?<=alt=\")[^\"]*(?=\")")  # of a formula or a tag
_NOT_SHOWN = {"kind", "flows", "code"}  # what scripts are given to decide by, and the lines of whoever wrote the engine


def write_pseudo_language(path):
    """Write its file: English, every letter outside of the blanks marked."""
    with LANGUAGES["en"].open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            forms = message.string
            message.string = tuple(map(marked, forms)) if isinstance(forms, tuple) else marked(forms)
    with path.open("wb") as file:
        write_po(file, catalogue)


def marked(sentence):
    """A sentence with a mark on every letter that is not part of a blank."""
    return "".join(_part(*part) for part in Formatter().parse(sentence))


def _part(text, name, form, conversion):
    text = text.translate(_MARKED).replace("{", "{{").replace("}", "}}")
    if name is None:
        return text
    return f"{text}{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"


def marked_markdown(text):
    """A text in Markdown with a mark on every letter that is text."""
    marks, end = [], 0
    for part in _NO_TEXT.finditer(text):
        within = _TEXT_WITHIN.sub(lambda words: words[0].translate(_MARKED), part[0])
        marks += [text[end : part.start()].translate(_MARKED), within]
        end = part.end()
    return "".join([*marks, text[end:].translate(_MARKED)])


def unmarked_words(markdown):
    """The words of a text in Markdown that bear no marks."""
    texts = _NO_TEXT.sub(lambda part: " ".join([" ", *_TEXT_WITHIN.findall(part[0]), " "]), markdown)
    return set(re.findall("[A-Za-z]{2,}", texts))


def texts_of_html(page):
    """Every text of a page: what stands in it, what is read out, and what its scripts are given to show."""
    reader = _Texts()
    reader.feed(page)
    reader.close()
    return reader.found


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self._inside = [], []

    def handle_starttag(self, tag, attributes):
        self._inside = [*self._inside, tag] if tag in ("script", "style") else self._inside
        self.found += [value for name, value in attributes if name in _READ_OUT and value]

    def handle_endtag(self, tag):
        self._inside = [each for each in self._inside if each != tag]

    def handle_data(self, text):
        if self._inside == ["script"]:
            for data in _DATA.findall(text):
                self.found += texts_of_data(json.loads(data))
        elif not self._inside:
            self.found.append(text)


def texts_of_data(data):
    """Every text in what a script is given, pictures included."""
    if isinstance(data, dict):
        return [text for key, value in data.items() if key not in _NOT_SHOWN for text in texts_of_data(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts_of_data(value)]
    if isinstance(data, str):
        return texts_of_html(data) if data.lstrip().startswith("<") else [data]
    return []
