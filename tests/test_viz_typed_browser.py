"""An expression that is typed in a page plays there, without Python and without a network."""

import base64
import json
from pathlib import Path

import pytest

from browser import chromium
from node import graphviz_wasm
from pages import opened
from twins import Full, played_in_python
from viz.drawing import wasm_graphviz
from viz.outputs import html
from viz.outputs.modules import assemble
from viz.outputs.player import STYLES
from viz.outputs.typed import typed_data

pytestmark = pytest.mark.usefixtures("english")

TEXT = "a = 2; b = -3; c = 10\ne = a * b; d = e + c; L = d * relu(f)"


def page_of(text):
    """A page that plays a text as soon as it is opened."""
    wasm = base64.b64encode(Path(graphviz_wasm()).read_bytes()).decode()
    scripts = (Path(wasm_graphviz.__file__).with_suffix(".js"), Path(html.__file__).parent / "js/twins/typed.js")
    script = f"""{chr(10).join(map(assemble, scripts))}
const graphviz = graphvizOf(Uint8Array.from(atob("{wasm}"), c => c.charCodeAt(0)))
Object.assign(window, {{openTyped, graphviz}})
window.told = openTyped(document.querySelector(".mg"), {json.dumps(text)}, graphviz, {json.dumps(typed_data())})"""
    output = html.live("", {}, "player.js", STYLES, "mg-player", "token")
    head, _, tail = output.partition('<script type="module">')
    return html.document("typed", f'{head}<script type="module">{script}</script>{tail.rpartition("</script>")[2]}')


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("typed") / "page.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", "en")
        path.write_text(page_of(TEXT), encoding="utf-8")
    with chromium() as browser, opened(browser, path) as page:
        page.wait_for_function("() => window.told")
        yield page


def test_it_tells_what_it_plays(page):
    assert page.evaluate("[told.headline, told.assumed]") == ["Computation graph of 8 values", ["f"]]


def test_every_step_says_what_python_says(page):
    assert page.evaluate("document.querySelector('.mg').player.rows") == played_in_python(Full, TEXT)["rows"]


def test_at_the_end_all_numbers_stand_in_the_picture_as_after_the_wave(page):
    page.get_by_role("button", name="last step").click()
    boxes = page.locator("[data-value]")
    assert boxes.first.text_content() == "adata2.0grad-3.0" and boxes.last.text_content() == "Ldata4.0grad+1.0"
    stepped = boxes.all_text_contents()
    page.evaluate("document.querySelector('.mg').player.seekWave(1e6)")
    assert boxes.all_text_contents() == stepped and len(stepped) == 8


def test_of_what_cannot_be_played_nothing_is_left(page):
    refused = """() => {
        const host = document.createElement("div")
        try { openTyped(host, "a * (b", graphviz, {words: {}, choreography: {}}) } catch (error) { return [error.key, host.childNodes.length] }
    }"""
    assert page.evaluate(refused) == ["expression not read", 0]
