"""Holds the languages of a lesson together: which cell translates which, and whether it still says the same.

A text cell is followed by its translation into each further language of the series, in any order. A code cell may be,
where its comments, or labels that it prints, are English; without a translation it serves all languages. Each
translation carries the hash of the English that it translates:

    # %% [markdown] lang="en"
    # # Add
    # %% [markdown] lang="zh-TW" of="1f0c2a9b"
    # # 加法
    # %%
    print("slope", a.grad)  # of the sum
    # %% lang="zh-TW" of="5b0e77d1"
    print("斜率", a.grad)  # 總和的斜率

Code, formulas, links and pictures are the same in all languages; the words inside of a formula, `\\text{slope}`, need
not be.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lessons.same_code import first_difference
from lessons.series import ORIGINAL, TRANSLATIONS

Cell = Any  # of a notebook, as nbformat has it

_HEADER = re.compile(r'^# %%.*\blang="([\w-]+)".*$', re.MULTILINE)
_STAMP = re.compile(r' of="\w*"')
_SHARED_PARTS = re.compile(r"```.*?```|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|\]\([^)\s]+\)", re.DOTALL)
_BLOCK = ("#", ">", "|", "-", "<")  # a heading, quotation, table row, list item or tag ends with its line
_WIDE, _WIDE_PUNCTUATION = "[\u3000-\u9fff\uff00-\uffef]", "[，。：；、？！）」]"
_WORDS_IN_A_FORMULA = re.compile(r"\\(text|mathrm)\{(?![A-Za-z0-9]\})[^{}]*\}")  # a single letter is a symbol


class LessonError(Exception):
    """The source of a lesson is not right; the message says where and what to do."""


class Passage(NamedTuple):
    """A cell as it was first written, and the cells that translate it.

    Attributes:
        original: in the first language of the series; of code, what all languages share.
        translations: {language: the cell in that language}.
    """

    original: Cell
    translations: dict[str, Cell]

    def cell(self, language: str) -> Cell:
        """What stands in the notebook of that language."""
        return self.translations.get(language, self.original)


# jupytext is imported where it is needed: it takes a second, which whoever only asks for a lesson's name need not wait.


def passages(source: Path) -> list[Passage]:
    """What a lesson consists of, in order.

    Raises:
        LessonError: a cell's language is none of the series, or it translates no cell before it.
    """
    import jupytext

    found: list[Passage] = []
    for cell in jupytext.read(source, fmt="py:percent").cells:
        language = cell.metadata.get("lang", ORIGINAL if cell.cell_type == "code" else None)
        if language == ORIGINAL:
            found.append(Passage(cell, {}))
        elif language not in TRANSLATIONS:
            known = ", ".join((ORIGINAL, *TRANSLATIONS))
            raise LessonError(f"{source.name}, “{_head(cell)}”: its language is {language}, and none of {known}")
        elif not found or found[-1].original.cell_type != cell.cell_type or language in found[-1].translations:
            raise LessonError(f"{source.name}, “{_head(cell)}”: in {language}, but no {ORIGINAL} stands before it")
        else:
            found[-1].translations[language] = cell
    return found


def check(source: Path, found: Iterable[Passage]) -> None:
    """See that every translation is there, and is one.

    Raises:
        LessonError: one is missing or stale, or differs in code, formulas or links; the message says which.
    """
    for passage in found:
        for language in TRANSLATIONS:
            problem = _problem(passage, language)
            if problem:
                raise LessonError(f"{source.name}, after “{_head(passage.original)}”, {language}: {problem}")


def stamp(source: Path, languages: Sequence[str] = TRANSLATIONS) -> None:
    """Write into every translation into these languages the hash of what it translates: say that it was reviewed."""
    hashes = iter([hash_of(passage.original) for passage in passages(source) for _ in passage.translations])

    def stamped(header: re.Match[str]) -> str:
        if header[1] == ORIGINAL:
            return header[0]
        of = next(hashes)
        return f'{_STAMP.sub("", header[0])} of="{of}"' if header[1] in languages else header[0]

    source.write_text(_HEADER.sub(stamped, source.read_text(encoding="utf-8")), encoding="utf-8")


def hash_of(cell: Cell) -> str:
    """Eight hexadecimal digits that change with the cell's words, not with its white space."""
    text = " ".join(cell.source.split()) + str(cell.metadata.get("class_after", ""))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def unwrapped(text: str) -> str:
    """Text without the line breaks inside its Chinese paragraphs, which Markdown would show as spaces."""
    lines = [""]
    for line in text.split("\n"):
        between = lines[-1][-1:] + line[:1]
        joins = re.fullmatch(f"{_WIDE}{_WIDE}|{_WIDE_PUNCTUATION}[`*$A-Za-z]", between)
        if joins and not lines[-1].startswith(_BLOCK):
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines[1:])


def _head(cell: Cell) -> str:
    return cell.source.partition("\n")[0][:60]


def _problem(passage: Passage, language: str) -> str | None:
    """What is wrong with the translation into that language, if anything is."""
    original, translation = passage.original, passage.translations.get(language)
    if translation is None:
        return None if original.cell_type == "code" else "there is no translation"
    if translation.metadata.get("of") != hash_of(original):
        return f"the original has changed since it was translated; review it, then python -m lessons --stamp {language}"
    differ = _different_code if original.cell_type == "code" else _different_parts
    return differ(original.source, translation.source)


def _different_code(original: str, translation: str) -> str | None:
    try:
        line = first_difference(original, translation)
    except SyntaxError as error:
        return f"line {error.lineno} is not Python: {error.msg}"
    if line is None:
        return None
    return f"line {line} differs in more than comments and printed text: {translation.splitlines()[line - 1]}"


def _different_parts(original: str, translation: str) -> str | None:
    parts, translated = _shared_parts(original), _shared_parts(translation)
    difference = sorted(((parts - translated) + (translated - parts)).keys())
    return f"code, formulas or links differ: {', '.join(difference)}" if difference else None


def _shared_parts(text: str) -> Counter[str]:
    """What has to be the same in all languages: code, formulas without words, and what links and pictures point to."""
    parts = _SHARED_PARTS.findall(text)
    return Counter(_WORDS_IN_A_FORMULA.sub(r"\\\1{}", part) if part.startswith("$") else part for part in parts)
