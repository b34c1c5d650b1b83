"""The pages of docs/ say what the code says: every name of a mistake, and no path that leads nowhere."""

import ast
import re
from pathlib import Path

from exercises.mistakes import MESSAGES, NAMES
from exercises.topics import EXERCISES
from misconceptions import WRONG
from viz.values.findings import GRAVITY

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MISTAKES = "docs/misconceptions.md"

WITH_A_MESSAGE = {NAMES.get(name, name) for name in MESSAGES}
OF_CHECKS = WITH_A_MESSAGE | {program.mistake for program in WRONG}  # an exception has its name from exceptions/


def named(path):
    return str(path.relative_to(ROOT))


def in_backticks(text):
    return re.findall(r"`([^`]+)`", text)


# The list of mistakes.


def tables():
    """The tables of the list of mistakes: for each a list of rows, {the head of a column: the cell}."""
    text = (ROOT / MISTAKES).read_text(encoding="utf-8")
    for lines in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *rows = [
            [cell.strip() for cell in line.strip("|\n").split(" | ")] for line in lines.splitlines(keepends=True)
        ]
        yield [dict(zip(head, row, strict=True)) for row in rows]


def rows(known_to):
    """{name: its row} of the mistakes, or of what only a recording finds."""
    column = {"checks": "Recorded as", "recordings": "Often behind it"}[known_to]
    listed = [(in_backticks(row["Name"])[0], row) for table in tables() for row in table if column in row]
    assert len(dict(listed)) == len(listed) > 0, f"{MISTAKES}: a name stands in two rows"
    return dict(listed)


def groups():
    """{group: the checks that it stands for}, as the page explains them."""
    text = (ROOT / MISTAKES).read_text(encoding="utf-8")
    lines = re.findall(r"^  - (\w+): (`.*`(?:\n    `.*`)*)$", text, re.MULTILINE)
    return {group: set(in_backticks(checks)) for group, checks in lines}


def checks_of(row):
    """The names of the checks in a row, those of its groups included."""
    cell, known = row["Named by"], groups()
    words = re.findall(r"[a-z]+", re.sub(r"`[^`]*`", "", cell))
    return set(in_backticks(cell)).union(*(known[word] for word in words))


def texts_in(path):
    """Every text that stands in a file of code."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_name_of_a_mistake_stands_in_the_list():
    missing = sorted(OF_CHECKS - rows("checks").keys())
    assert not missing, (
        f"{MISTAKES} has no row for {missing}, which exercises/mistakes.py or exercises/exceptions/ names"
    )


def test_every_finding_of_a_recording_stands_in_the_list():
    missing = sorted(set(GRAVITY) - rows("checks").keys() - rows("recordings").keys())
    assert not missing, f"{MISTAKES} has no row for {missing}, which viz/values/findings.py names"


def test_every_name_in_the_list_is_one_of_the_code():
    of_exceptions = set().union(*map(texts_in, sorted((ROOT / "exercises/exceptions").glob("*.py"))))
    unknown = sorted(rows("checks").keys() - WITH_A_MESSAGE - of_exceptions)
    assert not unknown, f"{MISTAKES} has {unknown}, which neither exercises/mistakes.py nor exercises/exceptions/ names"
    unknown = sorted(rows("recordings").keys() - set(GRAVITY))
    assert not unknown, f"{MISTAKES} has {unknown}, which viz/values/findings.py does not name"


def test_no_name_stands_for_a_mistake_and_for_a_symptom():
    both = rows("checks").keys() & rows("recordings").keys()
    assert not both, f"{MISTAKES} lists {sorted(both)} twice"


def test_what_a_mistake_is_recorded_as_is_a_finding_and_bears_the_same_name_where_there_is_one():
    for name, row in rows("checks").items():
        recorded = set(in_backticks(row["Recorded as"]))
        assert recorded <= set(GRAVITY), (
            f"{MISTAKES}: {name!r} is recorded as {sorted(recorded - set(GRAVITY))}, which viz/values/findings.py does not name"
        )
        assert (name in recorded) == (name in GRAVITY), (
            f"{MISTAKES}: is {name!r} a finding of viz/values/findings.py or not?"
        )


def test_the_checks_of_the_list_exist_and_are_those_that_name_the_mistake():
    for name, row in rows("checks").items():
        unknown = checks_of(row) - EXERCISES.keys()
        assert not unknown, f"{MISTAKES}: {name!r} is named by {sorted(unknown)}, which are no exercises"
        missing = {program.check for program in WRONG if program.mistake == name} - checks_of(row)
        assert not missing, f"{MISTAKES}: {name!r} is also named by {sorted(missing)}, see tests/misconceptions.py"


# Paths.


ENDINGS = "py|md|toml|js|css|yml|txt|ipynb|png"
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}


def looks_like_a_path(text):
    """Whether a text in backticks or in a block of commands should lead somewhere in the repository."""
    if not re.fullmatch(r"[\w./*-]+(::\w+)?", text):
        return False
    folder, slash, _ = text.partition("/")
    return bool(re.search(rf"\w\.({ENDINGS})(::\w+)?$", text)) or (bool(slash) and folder in FOLDERS)


def leads_somewhere(text):
    """Whether there is such a file or folder; NN_name stands for any lesson; behind :: stands a test."""
    path, _, test = text.partition("::")
    found = list(ROOT.glob(path.replace("NN_name", "[0-9][0-9]_*").rstrip("/")))
    if not test:
        return bool(found)
    names = {
        node.name
        for file in found
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    return test in names


def paths_in(text):
    """What looks like a path of the repository: in backticks, and in the blocks of commands."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return filter(looks_like_a_path, [*in_backticks(prose), *" ".join(blocks).split()])


def test_what_looks_like_a_path_is_told_from_code():
    paths = "viz/words/text.py pyproject.toml .ci/run lessons/NN_name.py viz/*/__init__.py old/room.py tests/test_x.py::test_y"
    assert [path for path in paths.split() if not looks_like_a_path(path)] == []
    others = ("viz.words.text", ".svg", "1/x", "a / b", "preorder / BFS", "out.data", "Value")
    assert [text for text in others if looks_like_a_path(text)] == []


def test_every_path_leads_to_a_file_or_a_folder():
    wrong = [
        f"{named(page)}: {path} leads nowhere"
        for page in PAGES
        for path in paths_in(page.read_text(encoding="utf-8"))
        if not leads_somewhere(path)
    ]
    assert not wrong, "\n".join(wrong)


def links_of(page):
    return [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if not target.startswith("https://")
    ]


def test_every_link_leads_to_a_file_of_the_repository():
    wrong = []
    for page in PAGES:
        for target in links_of(page):
            file = (page.parent / target.partition("#")[0]).resolve()
            if not (file.exists() and file.is_relative_to(ROOT)):
                wrong.append(f"{named(page)}: the link {target} leads nowhere in the repository")
    assert not wrong, "\n".join(wrong)


def test_the_pages_cite_nothing_outside_of_the_repository():
    outside = re.compile(r"\.\./\w[\w/.-]*|(?<![\w:/.<>`~+])/(?:\w[\w.-]*/)+|~/\w|\b[A-Z]:\\")
    assert (
        outside.search("see ../shared/x.md")
        and outside.search("in /usr/share/x")
        and not outside.search("a / b, 1/x, `.ci/run`, https://a.b/c/d")
    )
    for page in PAGES:
        within = [(path, (page.parent / path).resolve()) for path in outside.findall(page.read_text(encoding="utf-8"))]
        cited = [path for path, file in within if not (file.exists() and file.is_relative_to(ROOT))]
        assert not cited, f"{named(page)} cites {cited}"


def test_every_page_is_reached_from_the_guide_for_contributors():
    reached, waiting = set(), [ROOT / "CONTRIBUTING.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.is_relative_to(ROOT):
            reached.add(page)
            waiting += [(page.parent / target.partition("#")[0]).resolve() for target in links_of(page)]
    missing = [named(page) for page in PAGES if page not in reached]
    assert not missing, f"no link leads from CONTRIBUTING.md to {missing}"
