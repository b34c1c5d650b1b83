"""Animations, recordings and explorers as learners meet them: in a real JupyterLab, live, reloaded without a run, and unsigned."""

import math
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from nbclient import NotebookClient

from browser import chromium
from lab import opened, run_all, server
from pages import press
from requirements_of_ci import required

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    '''
import math, sys
sys.path.insert(0, ".")
import viz

class Value:
    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad, self._prev, self._op, self.label = data, 0.0, set(_children), _op, label
        self._backward = lambda: None

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def sin(self):
        out = Value(math.sin(self.data), (self,), "sin")
        def _backward():
            self.grad += math.cos(self.data) * out.grad
        out._backward = _backward
        return out
''',
    'a, b = Value(2.0, label="a"), Value(-3.0, label="b")\nviz.animate(a * b, ask=False)',
    'x = Value(3.0, label="x")\nviz.record(x * x)',
    "known = viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(3.0))\nknown",
    "unknown = viz.explore(lambda a, b: (a * b).sin(), a=Value(2.0), b=Value(3.0))\nunknown",
    "print(known.values, unknown.values)",
]
ANIMATION, RECORDING, KNOWN, UNKNOWN = range(4)  # in the order of the page
# How many cells, which of them is selected, and how far all is scrolled.
STATE = """() => [
    document.querySelectorAll('.jp-Cell').length,
    [...document.querySelectorAll('.jp-Cell')].findIndex(cell => cell.classList.contains('jp-mod-active')),
    document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer').scrollTop,
    scrollY,
]"""
COMPLAINTS = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "viz", folder / "viz", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("for_lab", "for_notebook"):
        nbformat.write(notebook(), folder / f"{name}.ipynb")
    return folder


def notebook():
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text.strip()) for text in CELLS], metadata=kernel)


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory):
    """Makes addresses of a JupyterLab that serves the folder."""
    with server(folder, tmp_path_factory.mktemp("private")) as address_of:
        yield address_of


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        found.complaints = []
        yield found


@pytest.fixture(autouse=True)
def nothing_is_asked_of_another_host_and_nothing_breaks(browser):
    yield
    complaints, browser.complaints = browser.complaints, []
    assert complaints == []


def new_page(browser):
    """A page; what it asks of another host, and what breaks in it, is added to browser.complaints."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})

    def asked(to):
        url = urlsplit(to.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "127.0.0.1":
            browser.complaints.append(to.url)

    page.on("request", asked)
    page.on("websocket", asked)
    page.on("pageerror", lambda error: browser.complaints.append(str(error)))
    page.on("console", lambda message: browser.complaints.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture
def page(browser):
    page = new_page(browser)
    yield page
    page.close()


@pytest.fixture(scope="module")
def live(browser, address):
    """The page after Run All."""
    page = new_page(browser)
    run_all(page, address, "for_lab.ipynb")
    page.wait_for_function(LINKED)
    return page


LINKED = "() => globalThis.microgradLinks?.size === 2 && document.querySelectorAll('.mg-sliders').length === 2"


def player(page, n):
    return page.locator(".mg-player").nth(n)


def count(page, n):
    return player(page, n).locator(".mg-count").inner_text()


def state_after(page, *keys):
    """The notebook's state, a moment after these keys were pressed."""
    press(page, *keys)
    page.wait_for_timeout(300)  # a notebook that is not left alone scrolls smoothly
    return page.evaluate(STATE)


def typed(page, n, x):
    """Types a number into the first field of an explorer."""
    player(page, n).get_by_role("spinbutton").first.fill(x)


def data(page, n):
    return player(page, n).locator("[data-part=data]").all_text_contents()


def computed_by_the_kernel(page, a):
    """Types a number into the explorer that needs the kernel, and waits for what only the kernel can compute."""
    typed(page, UNKNOWN, f"{a}")
    shown = f"{math.sin(3 * a):.4g}"
    page.wait_for_function(f"player => player.querySelectorAll('[data-part=data]')[3].textContent === '{shown}'", arg=player(page, UNKNOWN).element_handle())


def choose(page, *path):
    """Goes through JupyterLab's menus."""
    page.get_by_role("menuitem", name=path[0], exact=True).first.click()
    for entry in path[1:]:
        page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()


def test_after_a_run_everything_is_there_and_no_cell_complains(live):
    assert live.locator(".mg-player .mg-bar").count() == live.locator(".mg-player .mg-sliders").count() == 2
    assert live.locator("img.mg-still").count() == live.locator(COMPLAINTS).count() == 0


def test_a_player_plays_by_mouse(live):
    player(live, ANIMATION).get_by_label("first step").click()
    player(live, ANIMATION).get_by_label("speed").select_option("4")
    player(live, ANIMATION).get_by_label("play", exact=True).click()
    assert player(live, ANIMATION).get_by_label("pause").is_visible()
    player(live, ANIMATION).get_by_text("step 4 of 4").wait_for()
    assert player(live, ANIMATION).locator(".mg-arithmetic").inner_text() == "b.grad: 0 + (2 × 1) = 2"
    player(live, ANIMATION).get_by_role("slider").click(position={"x": 3, "y": 10})
    assert count(live, ANIMATION) == "step 0 of 4"


@pytest.mark.parametrize(
    "focused, keys, step",
    [
        ("button[aria-label='one step forward']", "End ArrowLeft Home ArrowRight Space", 2),
        (".mg-scrubber input", "End ArrowLeft Home ArrowRight ArrowUp ArrowUp ArrowDown Space Space", 3),
        ("[data-value][tabindex='0']", "End ArrowLeft Home ArrowRight ArrowUp ArrowDown Space Space", 2),
    ],
    ids=["button", "scrubber", "value"],
)
def test_the_keys_of_a_focused_player_play_and_leave_the_notebook_alone(live, focused, keys, step):
    player(live, ANIMATION).get_by_label("first step").click()
    player(live, ANIMATION).locator(focused).focus()
    before = state_after(live)
    assert before[2] > 0  # there is something to scroll, upwards too
    assert state_after(live, *keys.split()) == before
    assert count(live, ANIMATION) == f"step {step} of 4"


def test_the_keys_of_an_explorer_change_its_numbers_and_leave_the_notebook_alone(live):
    typed(live, KNOWN, "2")
    player(live, KNOWN).get_by_role("slider").first.focus()
    before = state_after(live)
    assert state_after(live, "End", "PageDown", "Home", "ArrowRight", "ArrowUp") == before
    assert data(live, KNOWN) == ["-4.9", "3.0", "-14.7"]
    player(live, KNOWN).get_by_role("spinbutton").first.select_text()
    assert state_after(live, *"-7b", "d", "d", "Home", "End", "Enter") == before
    assert data(live, KNOWN) == ["-7.0", "3.0", "-21.0"]


def test_keys_elsewhere_are_the_notebooks(live):
    step = count(live, ANIMATION)
    live.locator(".jp-InputPrompt").nth(1).click()
    cells, selected, *_ = live.evaluate(STATE)
    assert state_after(live, "ArrowDown")[:2] == [cells, selected + 1]
    assert state_after(live, "b")[:2] == [cells + 1, selected + 2]
    assert state_after(live, "d", "d")[0] == cells
    live.locator(".jp-InputPrompt").first.click()
    press(live, "Shift+Enter")
    live.locator(".jp-InputPrompt").first.get_by_text("[7]:").wait_for()
    assert state_after(live)[:2] == [cells, 1]
    assert count(live, ANIMATION) == step


def test_the_code_that_acts_is_the_learners_own_cell(live):
    recording = player(live, RECORDING)
    recording.get_by_label("last step").click()
    recording.get_by_label("one step back").click()
    assert recording.locator(".mg-acts").inner_text().strip() == "other.grad = self.data * out.grad"
    method = CELLS[0][CELLS[0].index("    def __mul__") : CELLS[0].index("    def sin")]
    shown = recording.locator(".mg-excerpt.mg-shown span").all_text_contents()
    assert [line.strip() for line in shown] == [line.strip() for line in method.strip().splitlines()]
    assert "Overwritten: x.grad was 3" in recording.locator(".mg-findings").inner_text()


def test_sliders_are_read_in_python_and_the_kernel_computes_what_the_browser_cannot(live):
    typed(live, KNOWN, "2.5")
    computed_by_the_kernel(live, 1.5)
    assert player(live, UNKNOWN).locator("[data-part=grad]").first.text_content() == f"{3 * math.cos(4.5):.4g}"
    _, real_change = player(live, UNKNOWN).locator(".mg-nudge output").all_inner_texts()
    assert real_change == f"{math.sin(3 * 1.51) - math.sin(3 * 1.5):.4g}"
    live.locator(".jp-InputPrompt").last.click()
    press(live, "Control+Enter")
    live.get_by_text("{'a': 2.5, 'b': 3.0} {'a': 1.5, 'b': 3.0}").wait_for()


@pytest.mark.parametrize("theme, systems, paper", [("Dark", "light", "rgb(28, 31, 36)"), ("Light", "dark", "rgb(255, 255, 255)")])
def test_labs_theme_wins_over_the_systems(live, theme, systems, paper):
    live.emulate_media(color_scheme=systems)
    choose(live, "Settings", "Theme", f"JupyterLab {theme}")
    live.locator(f"body[data-jp-theme-light={'true' if theme == 'Light' else 'false'}]").wait_for()
    colours = "() => ['', ' [data-value] rect'].map(part => getComputedStyle(document.querySelector(`.mg-player${part}`)))"
    assert live.evaluate(f"({colours})().map((style, i) => i ? style.fill : style.backgroundColor)") == [paper, paper]


def test_after_a_reload_all_goes_on_without_a_run(live, address, folder):
    saving = live.expect_response(lambda response: response.request.method == "PUT" and "/api/contents/for_lab" in response.url)
    with saving:
        press(live, "Control+s")
    saved = nbformat.read(folder / "for_lab.ipynb", as_version=4)
    assert "widgets" not in saved.metadata
    assert not any("widget" in mime for cell in saved.cells for output in cell.outputs for mime in output.get("data", {}))
    opened(live, address, "for_lab.ipynb")
    live.wait_for_function(LINKED)
    plays_and_follows(live)
    computed_by_the_kernel(live, 0.5)


def test_after_a_reload_without_the_kernel_all_plays_but_what_needs_it(live, address):
    live.goto("about:blank")
    for session in live.request.get(address("/api/sessions")).json():
        live.request.delete(address(f"/api/sessions/{session['id']}"))
    opened(live, address, "for_lab.ipynb")
    player(live, UNKNOWN).locator(".mg-sliders").wait_for(timeout=60_000)
    plays_and_follows(live)
    assert "A running kernel would compute it" in player(live, UNKNOWN).locator(".mg-note").inner_text()


def plays_and_follows(page):
    for n in (ANIMATION, RECORDING):
        player(page, n).get_by_label("last step").click()
        assert count(page, n) == "step 4 of 4"
    typed(page, KNOWN, "5")
    assert data(page, KNOWN) == ["5.0", "3.0", "15.0"]
    assert page.get_by_text("Error displaying widget").count() == page.locator(COMPLAINTS).count() == 0


def test_an_unsigned_copy_shows_the_still_picture_and_the_steps(page, address, folder):
    executed = notebook()
    NotebookClient(executed, timeout=60, resources={"metadata": {"path": folder}}).execute()
    nbformat.write(executed, folder / "from_elsewhere.ipynb")  # run, but not by this server
    opened(page, address, "from_elsewhere.ipynb")
    outputs = page.locator('.jp-OutputArea-output[data-mime-type="text/html"]')
    outputs.nth(UNKNOWN).locator("img.mg-still").wait_for(timeout=60_000)
    for image in outputs.locator("img.mg-still").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth > 100", arg=image.element_handle())
        assert image.bounding_box()["width"] > 100
    assert outputs.locator("svg, style, script, .mg-bar, .mg-sliders").count() == 0
    assert [text.strip() for text in outputs.all_inner_texts()] == ["All steps as a table"] * 2 + [""] * 2
    outputs.nth(RECORDING).locator("summary").click()
    assert "Overwritten: x.grad was 3" in outputs.nth(RECORDING).get_by_role("table").inner_text()


def test_notebook_7_plays_by_keyboard_and_asks_its_kernel(page, folder, tmp_path):
    required("notebook")
    with server(folder, tmp_path, app="notebook") as address:
        run_all(page, address, "for_notebook.ipynb", at="/notebooks")
        page.wait_for_function(LINKED)
        player(page, ANIMATION).get_by_label("one step forward").click()
        before = state_after(page)
        assert state_after(page, "End", "Home", "ArrowRight", "Space", "ArrowRight") == before
        assert count(page, ANIMATION) == "step 3 of 4"
        assert state_after(page, "Tab", "Space")[:2] == before[:2]
        computed_by_the_kernel(page, 1.5)
        assert page.locator(COMPLAINTS).count() == 0
        page.close()  # before its server goes
