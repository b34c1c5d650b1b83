"""Builds `notebooks/<language>/<lesson>.ipynb` from `lessons/<lesson>.py`, for every language of the series.

A lesson is in percent format (read with jupytext). Code cells are written once, texts in every language; how these
are held together is told in translations.py.

    # %% [markdown] lang="en"
    # # Add
    # %% [markdown] lang="zh-TW" of="1f0c2a9b"
    # # 加法
    # %% class_after="1"
    # %% folded="true"
    # %% [markdown] lang="en" slide="notes"
    # %% ask="add_reuse"
    # %% [markdown] lang="en" answer="add_reuse"
    # %% [markdown] lang="en" section="moves" minutes="6"

`class_after="n"` stands for the learner's class as it is after lesson n, `folded` hides a cell's code until it is
opened. The first cell, which sets the language, is `first_cell.py` in every notebook. `slide` says how a cell is
shown in a slide show (slide, subslide, fragment, skip), where the rule of `slide_type` does not fit; notes are the
teacher's, and stand in no cell of a notebook. What `ask` and `answer` do is told in questions.py, what a lecture is
given (a section's name and minutes, short texts, lines of code) in lecture.py. Programs find a question, what is to
be modified and an exercise by the tags `predict`, `modify` and `exercise` of their cells, and by what lecture.py
notes of their roles. TABLE_OF_LESSONS stands for the table of all lessons (series.py). A picture
`attachment:02_add.png` comes from `lessons/covers/`, or from `lessons/door/<language>/` where it differs between them,
and travels inside of the notebook.
"""

import base64
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from exercises.closure_engine import source_after
from exercises.given import FILE as GIVEN
from exercises.given import fingerprint
from lessons.addresses import repository
from lessons.lecture import check_lecture, exercise_in, is_note, is_on_slides_alone, note_lecture, slide_type
from lessons.questions import answers, answers_file, answers_path, asked_in, check_questions, is_answer
from lessons.readmes import readme, readme_path
from lessons.series import BLANK_PAGE, LANGUAGES, LESSON, ORIGINAL, ROOT, TASKS, overview, series
from lessons.translations import Cell, Passage, check, hash_of, passages, unwrapped
from viz.words.messages import say_in

_ATTACHMENT = re.compile(r"\battachment:([\w.-]+)")
_DEFINITION = re.compile(r"^(?:def|class) ", re.MULTILINE)
_MODIFY = "### Modify"  # the heading of a text that says what to change in the cell before it
_INDEX = "index"
_IMPORTED = {  # by the first cell, by the kind of the notebook: a blank page has no code of the series in reach
    LESSON: "check, hint, mine, predict, progress, solution",
    BLANK_PAGE: "check, hint, keepsake, moons, progress",
    TASKS: "check, hint, mine, predict, progress, solution",
    _INDEX: "arrange, bug, practice, progress",
}


def lesson_files() -> list[Path]:
    """The sources of all lessons, in order, and then of the index."""
    return [*(lesson.path for lesson in series()), ROOT / "lessons" / "index.py"]


def notebook_path(source: Path, language: str) -> Path:
    return ROOT / "notebooks" / language / f"{source.stem}.ipynb"


def build(source: Path) -> dict[Path, str]:
    """{path of the notebook: its text} for every language of one lesson.

    Raises:
        LessonError: a translation is missing, stale, or differs in code, formulas or links; a question or its answer
            is not where it should be.
    """
    found = passages(source)
    check(source, found)
    check_questions(source, found)
    check_lecture(source, found)
    return {notebook_path(source, language): _notebook(source.stem, found, language) for language in LANGUAGES}


def build_answers() -> dict[Path, str]:
    """{path of the file with the texts that wait in questions: its text} for every language."""
    found = [passages(source) for source in lesson_files()]
    return {answers_path(language): answers_file(_answers(found, language)) for language in LANGUAGES}


def _answers(found: Sequence[Sequence[Passage]], language: str) -> dict[str, str]:
    return {name: unwrapped(text) for each in found for name, text in answers(each, language)}


def build_given(notebooks: Iterable[str]) -> dict[Path, str]:
    """{path of the file with the fingerprints of the cells that define something: its text}.

    Args:
        notebooks: the texts of all that were built.
    """
    cells = [cell for notebook in notebooks for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    defining = [code for code in ("".join(cell["source"]) for cell in cells) if _DEFINITION.search(code)]
    return {GIVEN: json.dumps(sorted(set(map(fingerprint, defining))), indent=1) + "\n"}


def build_readmes() -> dict[Path, str]:
    """{path of the README: its text} for every language: what stands there, with what is built in it as it should
    be.
    """
    return {readme_path(language): readme(language) for language in LANGUAGES}


# nbformat is imported where it is needed: it takes a second, which whoever only asks for a lesson's name need not wait.


def _notebook(lesson: str, everything: Sequence[Passage], language: str) -> str:
    import nbformat

    found = [each for each in everything if not (is_answer(each) or is_on_slides_alone(each) or is_note(each))]
    kind = next((each.kind for each in series() if each.source == lesson), _INDEX)
    cells = [_first_cell(language, kind), *(_cell(passage, language) for passage in found)]
    _tag(cells[1:], found)
    note_lecture(cells[1:], everything, found, language)
    cells[0]["id"] = "first"
    seen: Counter[str] = Counter()
    for cell, passage in zip(cells[1:], found, strict=True):
        name = hash_of(passage.original)  # all languages take their ids from it
        seen[name] += 1
        cell["id"] = f"{name}-{seen[name]}"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "micrograd": {"lesson": lesson, "language": language} | ({"kind": kind} if kind in (BLANK_PAGE, TASKS) else {}),
    }
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _tag(cells: Sequence[Cell], found: Sequence[Passage]) -> None:
    """Give the cells their tags, by which programs find them."""
    code: Cell = None  # the last cell of code
    for cell, passage in zip(cells, found, strict=True):
        if cell.cell_type == "code":
            code = cell
            tags = {"predict": asked_in(passage.original), "exercise": exercise_in(passage.original)}
            cell.metadata["tags"] = [tag for tag, is_so in tags.items() if is_so]
        elif code and _MODIFY in passage.original.source:
            code.metadata["tags"].append("modify")
    for cell in cells:
        if cell.metadata.get("tags") == []:
            del cell.metadata["tags"]


def _first_cell(language: str, kind: str) -> Cell:
    code = (ROOT / "lessons" / "first_cell.py").read_text(encoding="utf-8").partition("\n")[2].rstrip()
    put_in = {"LANGUAGE": language, "HELP": _help(language), "NAMES": _IMPORTED[kind]}
    for word, what in put_in.items():
        code = code.replace(word, what)
    cell = _code_cell(code, folded=True)
    cell.metadata["slideshow"] = {"slide_type": "skip"}
    cell.metadata["micrograd"] = {"role": "setup"}
    return cell


def _help(language: str) -> str:
    """What follows on the problem where the packages are not found, as in a Colab, which has only the notebook."""
    address = repository()
    if address is None:
        to_do = say_in(language, "lesson.help")
    else:
        to_do = say_in(language, "lesson.help by address", command=f"%pip install git+{address}")
    return say_in(language, "lesson.trouble", problem="", to_do=to_do)


def _cell(passage: Passage, language: str) -> Cell:
    options, source = passage.original.metadata, passage.cell(language).source
    if passage.original.cell_type == "markdown":
        cell = _text_cell(unwrapped(source).replace("TABLE_OF_LESSONS", overview(language)), language)
    else:
        lesson = options.get("class_after")
        code = source_after(int(lesson)) if lesson else source
        asking = f"%%predict {options['ask']}\n" if "ask" in options else ""
        cell = _code_cell(asking + code, folded="folded" in options)
    cell.metadata["slideshow"] = {"slide_type": slide_type(cell, options.get("slide"))}
    return cell


def _text_cell(text: str, language: str) -> Cell:
    from nbformat import v4

    names = _ATTACHMENT.findall(text)
    held = {name: {"image/png": base64.b64encode(_picture(name, language).read_bytes()).decode()} for name in names}
    return v4.new_markdown_cell(text, **({"attachments": held} if held else {}))


def _picture(name: str, language: str) -> Path:
    """Where a picture is kept; a language that has none of its own shows that of the original."""
    folder = ROOT / "lessons"
    kept = [folder / "covers" / name, *(folder / "door" / each / name for each in (language, ORIGINAL))]
    return next((path for path in kept if path.exists()), kept[0])


def _code_cell(source: str, folded: bool) -> Cell:
    from nbformat import v4

    return v4.new_code_cell(source, metadata={"jupyter": {"source_hidden": True}} if folded else {})
