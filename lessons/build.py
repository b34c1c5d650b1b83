"""Builds `notebooks/<language>/<lesson>.ipynb` from `lessons/<lesson>.py`, and holds the two languages together.

A lesson is in percent format (read with jupytext). Code cells are written once. Each English text cell is followed by
its translation, which carries the hash of the English that it translates:

    # %% [markdown] lang="en"
    # # Add
    # %% [markdown] lang="zh-TW" of="1f0c2a9b"
    # # 加法
    # %% class_after="1"
    # %% folded="true"
    # %% [markdown] lang="en" slide="notes"

`class_after="n"` stands for the learner's class as it is after lesson n, `folded` hides a cell's code until it is
opened. The first cell, which sets the language, is `first_cell.py` in every notebook. `slide` says how a cell is
shown in a slide show (slide, subslide, fragment, skip, notes), where the rule of `_slide` does not fit; notes are the
teacher's, and folded away in a notebook. TABLE_OF_LESSONS stands for the table of all lessons (series.py). A picture
`attachment:02_add.png` comes from `lessons/covers/` and travels inside of the notebook.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from exercises.closure_engine import source_after
from lessons.series import LANGUAGES, ROOT, overview, readme, readme_path, series
from viz.words.messages import say_in

Cell = Any  # of a notebook, as nbformat has it

_ATTACHMENT = re.compile(r"\battachment:([\w.-]+)")
_TRANSLATION_HEADER = re.compile(r'^# %% \[markdown\] lang="zh-TW".*$', re.MULTILINE)
# What has to be the same in both languages: code, formulas, and what links and pictures point to.
_SHARED_PARTS = re.compile(r"```.*?```|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|\]\([^)\s]+\)", re.DOTALL)
_BLOCK = ("#", ">", "|", "-", "<")  # a heading, quotation, table row, list item or tag ends with its line
_WIDE, _WIDE_PUNCTUATION = "[\u3000-\u9fff\uff00-\uffef]", "[，。：；、？！）」]"


class LessonError(Exception):
    """The source of a lesson is not right; the message says where and what to do."""


def lesson_files() -> list[Path]:
    """The sources of all lessons, in order, and then of the index."""
    return [*(lesson.path for lesson in series()), ROOT / "lessons" / "index.py"]


def notebook_path(source: Path, language: str) -> Path:
    return ROOT / "notebooks" / language / f"{source.stem}.ipynb"


def build(source: Path) -> dict[Path, str]:
    """{path of the notebook: its text} for both languages of one lesson.

    Raises:
        LessonError: a translation is missing, stale, or differs in code, formulas or links.
    """
    cells = _cells(source)
    _check_translations(source, cells)
    return {notebook_path(source, language): _notebook(cells, language) for language in LANGUAGES}


def build_readmes() -> dict[Path, str]:
    """{path of the README: its text} for every language: what stands there, with the table of the lessons as it
    should be.
    """
    return {readme_path(language): readme(language) for language in LANGUAGES}


def stamp(source: Path) -> None:
    """Write into every translation the hash of the English cell before it: say that all of them were reviewed."""
    hashes = iter([_hash(english) for english, _ in _pairs(source, _cells(source))])
    text = source.read_text(encoding="utf-8")
    source.write_text(
        _TRANSLATION_HEADER.sub(lambda _: f'# %% [markdown] lang="zh-TW" of="{next(hashes)}"', text), encoding="utf-8"
    )


# jupytext and nbformat are imported where they are needed: they take a second, which whoever only asks for a lesson's
# name need not wait.


def _cells(source: Path) -> list[Cell]:
    import jupytext

    return jupytext.read(source, fmt="py:percent").cells


def _notebook(cells: Sequence[Cell], language: str) -> str:
    import nbformat

    kept = [
        _first_cell(language),
        *(_cell(cell, language) for cell in cells if cell.metadata.get("lang", language) == language),
    ]
    kept[0]["id"] = "first"
    seen: Counter[str] = Counter()
    english = [
        cell for cell in cells if cell.metadata.get("lang", "en") == "en"
    ]  # both languages take their ids from it
    for cell, original in zip(kept[1:], english, strict=True):
        name = _hash(original)
        seen[name] += 1
        cell["id"] = f"{name}-{seen[name]}"
        cell.metadata["slideshow"] = {"slide_type": original.metadata.get("slide") or _slide(cell)}
        if original.metadata.get("slide") == "notes":
            cell.source = f"<details><summary>{say_in(language, 'lesson.notes')}</summary>\n\n{cell.source}\n</details>"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook = nbformat.v4.new_notebook(cells=kept, metadata=metadata)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _first_cell(language: str) -> Cell:
    text = (ROOT / "lessons" / "first_cell.py").read_text(encoding="utf-8")
    code = text.partition("\n")[2].replace("LANGUAGE", language).replace("HELP", say_in(language, "lesson.help"))
    cell = _code_cell(code.rstrip(), folded=True)
    cell.metadata["slideshow"] = {"slide_type": "skip"}
    return cell


def _slide(cell: Cell) -> str:
    """A section begins a slide, other text goes below it, and what a cell of code shows comes when the class has had
    its guess.
    """
    if cell.cell_type == "code":
        return "fragment"
    return "slide" if cell.source.startswith(("# ", "## ")) else "subslide"


def _cell(cell: Cell, language: str) -> Cell:
    if cell.cell_type == "markdown":
        return _text_cell(_unwrapped(cell.source).replace("TABLE_OF_LESSONS", overview(language)))
    lesson = cell.metadata.get("class_after")
    return _code_cell(source_after(int(lesson)) if lesson else cell.source, folded="folded" in cell.metadata)


def _text_cell(text: str) -> Cell:
    from nbformat import v4

    names = _ATTACHMENT.findall(text)
    held = {
        name: {"image/png": base64.b64encode((ROOT / "lessons" / "covers" / name).read_bytes()).decode()}
        for name in names
    }
    return v4.new_markdown_cell(text, **({"attachments": held} if held else {}))


def _unwrapped(text: str) -> str:
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


def _code_cell(source: str, folded: bool) -> Cell:
    from nbformat import v4

    return v4.new_code_cell(source, metadata={"jupyter": {"source_hidden": True}} if folded else {})


def _check_translations(source: Path, cells: Sequence[Cell]) -> None:
    for english, translation in _pairs(source, cells):
        where = f"{source.name}, after “{english.source.splitlines()[0][:60]}”"
        if translation.metadata.get("of") != _hash(english):
            raise LessonError(
                f"{where}: the English has changed since it was translated; review it, then python -m lessons --stamp"
            )
        parts, translated = (Counter(_SHARED_PARTS.findall(cell.source)) for cell in (english, translation))
        if parts != translated:
            difference = sorted(((parts - translated) + (translated - parts)).keys())
            raise LessonError(f"{where}: code, formulas or links differ between the languages: {', '.join(difference)}")


def _pairs(source: Path, cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Each English text cell with its translation, which has to be the next cell."""
    texts = [(i, cell) for i, cell in enumerate(cells) if cell.cell_type == "markdown"]
    for i, cell in texts:
        following = cells[i + 1] if i + 1 < len(cells) else None
        before = cells[i - 1] if i else None
        language = cell.metadata.get("lang")
        partner = following if language == "en" else before
        wanted = {"en": "zh-TW", "zh-TW": "en"}.get(language)
        if wanted is None or partner is None or partner.metadata.get("lang") != wanted:
            raise LessonError(
                f"{source.name}: “{cell.source[:60]}” has no text cell in {wanted or 'a known language'} beside it"
            )
        if language == "en":
            yield cell, following


def _hash(cell: Cell) -> str:
    """Eight hexadecimal digits that change with the cell's words, not with its white space."""
    text = " ".join(cell.source.split()) + str(cell.metadata.get("class_after", ""))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
