"""The JavaScript of a page is put together by its imports; what would only fail in the page is refused before, and
named.
"""

import re
import shutil
from pathlib import Path

import pytest

import exercises
import viz
from browser import chromium
from classroom.slides import asking
from exercises import kept_output, predictions
from exercises.bugs import card
from exercises.parsons import page as parsons
from exercises.practice import sheet
from micrograd.engine import Value
from pages import opened
from viz.outputs import explorer, html, modules, network, overview, player, slope, training
from viz.outputs.modules import NotAssembled, assemble

JS, EXERCISES = Path(html.__file__).parent / "js", Path(exercises.__file__).parent
OUTPUTS = (
    player, explorer, network, overview, slope, training, predictions, kept_output, parsons, asking, card, sheet,
)  # fmt: skip
ENTRIES = [JS / output._ENTRY for output in OUTPUTS]
FILES = [*JS.rglob("*.js"), *EXERCISES.rglob("*.js")]
TYPED = JS / "twins" / "typed.js"  # for a page that has no Python
STAYS_A_MODULE = JS / "link.js"
UNIT_TESTS = Path(__file__).parent / "js"


@pytest.fixture
def copy(tmp_path):
    """A copy of the files for the browser, to be changed."""
    return Path(shutil.copytree(JS, tmp_path / "js"))


def put_first(path, line):
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def put_last(path, line):
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")


# What the pages are made of.


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.name)
def test_the_script_of_each_output_can_stand_in_a_page(entry):
    script = assemble(entry)
    assert "show" in modules.read(entry).exports and "\nfunction show(token, data) {\n" in script
    assert re.findall(r"\b(?:import|export)\b", script) == []
    assert "</script" not in script.lower() and "<!--" not in script


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.name)
def test_each_file_comes_once_and_after_what_it_imports(entry):
    files = modules.modules(entry)
    paths = [module.path for module in files]
    assert len(paths) == len(set(paths)) and paths[-1] == entry
    assert all(paths.index(other) < n for n, module in enumerate(files) for other in module.imports)


def test_no_comment_and_no_indentation_goes_into_a_page():
    comments = [
        line.strip().lstrip("/* ")
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("//", "/*", "* "))
    ]
    for script in map(assemble, ENTRIES):
        assert [text for text in comments if len(text) > 20 and text in script] == []
        assert not re.search(r"^\s|[ \t]$|^$|^/[/*]|@type|@param", script, re.MULTILINE)


def test_every_file_goes_into_a_page_and_every_exported_name_is_imported():
    used = {module.path for entry in [*ENTRIES, TYPED] for module in modules.modules(entry)}
    assert set(FILES) - used == {STAYS_A_MODULE}
    imported = {(path, name) for file in used for path, names in modules.read(file).imports.items() for name in names}
    in_tests = "".join(path.read_text(encoding="utf-8") for path in UNIT_TESTS.glob("*.js"))
    for path in used:
        for name in modules.read(path).exports - {"show", "openTyped", "playedOf"}:
            tested = re.search(rf"import {{[^}}]*\b{name}\b[^}}]*}} from \"[./\w]*/{path.name}\"", in_tests)
            assert (path, name) in imported or tested, f"{path.name} exports {name}, which nobody imports"


def test_the_link_to_the_kernel_stays_a_module():
    text = html.source("link.js")
    assert text.startswith("export default {\n") and "//" not in text and "/*" not in text


# What is changed.


@pytest.mark.slow
def test_one_more_import_and_its_page_works(copy, tmp_path, monkeypatch):
    (copy / "added.js").write_text('import "./numbers.js"\n\nexport const added = "added"\n', encoding="utf-8")
    put_first(copy / "host.js", 'import { added } from "./added.js"\nimport { formatted } from "./numbers.js"')
    put_last(copy / "host.js", "document.title = `${added} ${formatted(2)}`")
    monkeypatch.setattr(html, "_BROWSER", copy)
    a = Value(3.0)
    viz.animate(a * a).save(tmp_path / "page.html")
    with chromium() as browser, opened(browser, tmp_path / "page.html") as page:
        assert page.locator(".mg-bar button").count()
        assert page.title() == "added 2.0"


def test_what_plays_an_expression_that_is_typed_stands_in_one_script_with_the_player():
    assert "\nfunction openTyped(" in assemble(TYPED)


def test_several_names_may_be_imported_on_several_lines(copy):
    put_first(copy / "host.js", 'import {\n  evaluate,\n  knows,\n} from "./evaluator.js"')
    script = assemble(copy / "explorer.js")
    assert script.index("function evaluate(") < script.index("function claim(")


@pytest.mark.parametrize(
    "line", ['const NOTHING = "player"', "let NOTHING", "function NOTHING() {}", "class NOTHING {}"]
)
def test_one_name_in_two_files_is_refused(copy, line):
    put_last(copy / "player.js", line)
    with pytest.raises(NotAssembled, match=r"^stage\.js and player\.js both declare NOTHING: rename one of them$"):
        assemble(copy / "player.js")


def test_an_import_of_a_missing_file_is_refused(copy):
    put_first(copy / "stage.js", 'import { absent } from "./absent.js"')
    with pytest.raises(NotAssembled, match=r"^stage\.js imports from absent\.js, which does not exist"):
        assemble(copy / "player.js")


@pytest.mark.parametrize("name", ["absent", "rounded"], ids=["not there", "not exported"])
def test_an_import_of_a_name_that_the_file_does_not_export_is_refused(copy, name):
    put_first(copy / "stage.js", f'import {{ {name}, formatted }} from "./numbers.js"')
    with pytest.raises(NotAssembled, match=rf"^stage\.js imports {name} from numbers\.js, which does not export it$"):
        assemble(copy / "player.js")


def test_files_that_import_each_other_are_refused(copy):
    put_first(copy / "numbers.js", 'import { Stage } from "./stage.js"')
    put_first(copy / "host.js", 'import { formatted } from "./numbers.js"')
    with pytest.raises(NotAssembled, match=r"each other: host\.js → numbers\.js → stage\.js → host\.js$"):
        assemble(copy / "player.js")


@pytest.mark.parametrize(
    "line",
    [
        'import formatted from "./numbers.js"',
        'import * as numbers from "./numbers.js"',
        'import { formatted as written } from "./numbers.js"',
        'import { formatted } from "numbers"',
        "import { formatted } from './numbers.js'",
        'const numbers = await import("./numbers.js")',
        "const here = import.meta.url",
        'const one = 1\nimport { formatted } from "./numbers.js"',
        "export default 1",
        "export { one }",
        'export * from "./numbers.js"',
        "export const { one, two } = window",
        "const [one] = []",
        "var one = 1",
    ],
)
def test_other_forms_are_refused(copy, line):
    put_first(copy / "arithmetic.js", line)
    with pytest.raises(NotAssembled, match=re.escape(f"arithmetic.js: not understood: {line.splitlines()[-1]}"[:50])):
        assemble(copy / "player.js")


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("one // two", "one"),
        ("one /* two */ three /* four\n five */", "one three"),
        ("/** one */\ntwo", "\ntwo"),
        ("'//' + \"/*\" // it's", "'//' + \"/*\""),
        ("`// ${one} '` /* ` */", "`// ${one} '`"),
        (r"text.replace(/[/'\"]\/*/g, '') // one", r"text.replace(/[/'\"]\/*/g, '')"),
        ("a / b // c / d", "a / b"),
        (r"'\'//' // one", r"'\'//'"),
    ],
)
def test_comments_are_dropped_and_what_only_looks_like_one_is_kept(code, kept):
    assert modules.without_comments(code) == kept
