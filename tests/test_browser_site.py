"""The whole series in a browser alone: a site is built, asks no other host, and its notebooks run to their ends."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import lite
from browser import profile
from exercises.topics import EXERCISES
from lessons.browser import offline
from lessons.series import LANGUAGES, series

NOTEBOOKS = sorted(
    str(path.relative_to(lite.ROOT / "notebooks"))
    for language in LANGUAGES
    for path in (lite.ROOT / "notebooks" / language).glob("*.ipynb")
)
MOST = 60_000_000  # bytes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "in a subfolder"
    lite.build(folder)
    return folder


@pytest.fixture(scope="module")
def address(site):
    """Of the site, which stands in a subfolder of what is served."""
    with lite.served(site.parent) as root:
        yield f"{root}in%20a%20subfolder/"


@pytest.fixture
def context(browser):
    """As of a fresh profile that reaches no other host than this one."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.asked = []
    made.on("request", lambda request: made.asked.append(request.url))
    yield made
    made.close()


@pytest.fixture(scope="module")
def kernel(browser, address):
    made = browser.new_context()
    yield lite.Kernel(made, address)
    made.close()


def hosts_of(context, address):
    """What was asked for beside this machine."""
    own = address.partition("in%20a")[0]
    return [url for url in context.asked if url.startswith(("http:", "https:", "ws")) and not url.startswith(own)]


def test_it_asks_no_other_host_and_is_of_a_size_to_carry(site):
    assert offline.ways_out(site) == []
    assert sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) <= MOST


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("lab/index.html", '<script src="https://example.org/x.js"></script>', "example.org"),
        ("lab/index.html", '<link rel="icon" href="//example.org/x.png">', "example.org"),
        ("service-worker.js", 'fetch("https://example.org/x")', "example.org"),
        ("jupyter-lite.json", '{"a": [{"b": "https://example.org/all.json"}]}', "example.org"),
    ],
)
def test_an_address_of_another_host_is_found(file, text, found, tmp_path):
    lock = tmp_path / "static" / "pyodide" / "pyodide-lock.json"
    lock.parent.mkdir(parents=True)
    lock.write_text('{"packages": {}}')
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert any(found in way for way in offline.ways_out(tmp_path))


def test_a_lock_that_is_not_complete_is_found(tmp_path):
    lock = tmp_path / "static" / "pyodide" / "pyodide-lock.json"
    lock.parent.mkdir(parents=True)
    package = {"file_name": "a.whl", "sha256": "0", "depends": ["b"]}
    lock.write_text(json.dumps({"packages": {"a": package}}))
    missing, unknown = offline.ways_out(tmp_path)
    assert "a.whl is missing" in missing and "needs b" in unknown
    lock.with_name("a.whl").write_text("")
    assert "another hash" in offline.ways_out(tmp_path)[0]


@pytest.mark.multiplies(3)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_to_its_end(notebook, context, address, site):
    cells = lite.run_all(lite.opened(context, address, notebook))
    assert lite.errors_in(cells) == []
    assert hosts_of(context, address) == []
    source = json.loads((site / "files" / notebook).read_text(encoding="utf-8"))
    assert len(cells) == sum(cell["cell_type"] == "code" for cell in source["cells"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_leads_to_every_lesson(language, context, address, site):
    page = context.new_page()
    page.goto(address)
    page.locator(f"section[lang={language}] .start").click()
    shown = page.locator(".about:visible")
    assert (page.locator("html").get_attribute("lang"), shown.count()) == (language, 0)  # all is well at this address
    links = page.locator(".lessons a").evaluate_all("links => links.map(link => link.href)")
    found = [parse_qs(urlsplit(link).query)["path"][0] for link in links]
    assert found == [f"{language}/{lesson.source}.ipynb" for lesson in series()]
    assert all((site / "files" / name).exists() for name in found)
    page.wait_for_load_state()
    assert page.locator(".lessons img").evaluate_all("all => all.every(one => one.complete && one.naturalWidth)")
    assert hosts_of(context, address) == []


def test_the_start_page_says_so_where_it_was_opened_from_a_file(context, site):
    page = context.new_page()
    page.goto((site / "en" / "index.html").as_uri())
    assert "serve.py" in page.locator(".about:visible").inner_text()


def test_in_a_browser_nobody_is_told_to_make_a_copy(site):
    lesson = json.loads((site / "files" / "en" / "00_start_here.ipynb").read_text(encoding="utf-8"))
    text = "".join("".join(cell["source"]) for cell in lesson["cells"])
    assert "my-notebooks" not in text and "Restart Kernel" in text and "this browser" in text


def test_work_is_found_again_by_the_next_kernel(kernel):
    kernel.run("from exercises import progress_store\nprogress_store.note('mul', 'right')")
    kernel.replace()
    assert kernel.value_of("from exercises import progress_store as kept", "kept.load()['exercises']") == {
        "mul": "done"
    }


LOOPS = {
    "pass": "while True: pass",
    "calls": "while True: (lambda: 1)()",
    "catches all": "while True:\n        try: x = 1\n        except BaseException: pass",
    "a generator": "return sum(1 for _ in iter(int, 1))",
}
SUPERVISED = """
from exercises.supervision import supervise
def code():
    {body}
report = supervise(code, [code], seconds=0.5)
"""


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_an_endless_loop_is_ended(body, kernel):
    assert kernel.value_of(SUPERVISED.format(body=body), "type(report.error).__name__") == "TimeUp"


RECURSIONS = {
    "add": "class A:\n    def __add__(self, other): return self + other\ndef code(): return A() + A()",
    "repr": "class A:\n    def __repr__(self): return repr(self)\ndef code(): return repr(A())",
    "sorted": "class A:\n    def __lt__(self, other): return sorted([self, other])\ndef code(): return sorted([A(), A()])",
    "text": "class A:\n    def __str__(self): return f'{self}'\ndef code(): return str(A())",
    "property": "class A:\n    @property\n    def x(self): return self.x\ndef code(): return A().x",
}


TOLD = """
import exercises
from exercises.supervision import supervise
in_a_check = supervise(code, [code]).error
try: code()
except RecursionError as problem: in_a_cell = problem
print(type(in_a_check).__name__, type(in_a_cell).__name__)"""


@pytest.mark.parametrize("program", RECURSIONS.values(), ids=RECURSIONS)
def test_endless_recursion_is_told_and_the_kernel_lives(program, kernel):
    assert kernel.run(f"{program}\n{TOLD}") == "RecursionError RecursionError\n"


def test_a_kernel_that_has_ended_says_so_and_runs_again_after_a_restart(browser, address):
    context = browser.new_context()
    kernel = lite.Kernel(context, address)
    program = RECURSIONS["add"].replace("def code", "import sys\nfrom exercises import progress\ndef code")
    kernel.begin(f"{program}\nsys.setrecursionlimit(10**6)\ncode()")
    said = kernel.page.get_by_role("alert").filter(has_text="Restart Kernel")
    said.wait_for()
    said.get_by_role("button").click()
    assert said.count() == 0
    kernel.restart()
    assert kernel.run("print('progress' in globals())") == "False\n"
    context.close()


EDIT = """async () => {
  const { context, content } = jupyterapp.shell.currentWidget
  content.model.cells.get(1).sharedModel.setSource("my own words")
  await context.save()
}"""
TEXT = "() => jupyterapp.shell.currentWidget.content.model.cells.get(1).sharedModel.getSource()"


@pytest.fixture
def newer_edition(site):
    """Makes a notebook of the site one of a later edition, as far as its pages know."""
    lab = site / "lab" / "index.html"
    before = lab.read_text(encoding="utf-8")

    def renew(notebook):
        about = json.loads((site / "files" / notebook).read_text(encoding="utf-8"))["metadata"]["micrograd"]
        assert about["edition"] in before
        lab.write_text(before.replace(about["edition"], "later"), encoding="utf-8")

    yield renew
    lab.write_text(before, encoding="utf-8")


def test_a_copy_of_an_earlier_edition_is_told_of_and_kept_beside_the_new_one(context, address, newer_edition):
    notebook = "zh-TW/01_value.ipynb"
    page = lite.shown(context, address, notebook)
    original = page.evaluate(TEXT)
    page.evaluate(EDIT)
    page.close()
    page = lite.shown(context, address, notebook)
    assert (page.evaluate(TEXT), page.locator(".mg-bar").count()) == ("my own words", 0)  # of this very edition
    page.close()
    newer_edition(notebook)
    page = lite.shown(context, address, notebook)
    bar = page.locator(".mg-bar")
    bar.wait_for()
    assert (page.evaluate(TEXT), bar.get_attribute("lang")) == ("my own words", "zh-TW")
    with page.expect_navigation():
        bar.get_by_role("button").first.click()
    page.wait_for_function(lite.SHOWN, arg=notebook)
    assert page.evaluate(TEXT) == original
    page.close()
    page = lite.shown(context, address, "zh-TW/01_value (我的).ipynb")
    assert page.evaluate(TEXT) == "my own words"


def test_a_restart_ends_a_cell_that_runs_for_ever(kernel):
    kernel.begin("while True: pass")
    kernel.restart()
    assert kernel.run("print(1 + 1)") == "2\n"


def test_a_long_chain_is_built_gone_back_through_and_freed(kernel):
    code = (
        "from micrograd.engine import Value\nx = y = Value(1.0)\nfor _ in range(50_000): y = y + 1\ny.backward()\ndel y"
    )
    assert kernel.value_of(code, "x.grad") == 1.0


def test_what_a_browser_cannot_make_is_told_without_a_word_of_pip(kernel):
    code = "import viz\nfrom micrograd.engine import Value\n"
    told = kernel.run(code + "viz.draw(Value(1.0) + 2).save('graph.png')")
    assert ".svg" in told and "pip" not in told


def test_another_folder_than_a_site_is_not_overwritten(tmp_path):
    from lessons.browser.site import build
    from lessons.translations import LessonError

    Path(tmp_path, "letter.txt").write_text("dear")
    with pytest.raises(LessonError, match="something else"):
        build(tmp_path)


ADD = f"""{EXERCISES["add"].solution}

Value.__add__ = __add__
check.add(Value)"""
ANSWER = """async code => {
  const { content, context } = jupyterapp.shell.currentWidget
  const cell = [...content.model.cells].find(cell => cell.sharedModel.getSource().includes("check.add(Value)"))
  cell.sharedModel.setSource(code)
  await jupyterapp.commands.execute("notebook:run-all-cells")
  await context.save()
}"""


OPEN = "() => [...jupyterapp.shell.widgets('main')].map(widget => widget.context.path)"


def test_lesson_2_is_done_and_found_again_after_the_browser_was_closed(browser, address, tmp_path):
    with profile(browser, tmp_path) as context:
        page = lite.opened(context, address, "en/02_add.ipynb")
        page.evaluate(ANSWER, ADD)
        lite.run_all(page)
    with profile(browser, tmp_path) as context:
        other = lite.shown(context, address, "en/01_value.ipynb")
        assert other.evaluate(OPEN) == ["en/01_value.ipynb"]  # alone
        other.close()
        page = lite.opened(context, address, "en/02_add.ipynb")
        sources = ["".join(cell["source"]) for cell in page.evaluate(lite.CELLS)]
        assert ADD in sources
        kept = "kept.load()['exercises']['add'], 'out.grad' in kept.load()['code']['add']['text']"
        said = lite.run_beside(page, f"from exercises import progress_store as kept\nprint({kept})")
        assert said == "done True\n"
