"""VS Code's notebooks show the same outputs: in a page with the content policy of their webviews, put in as they put it in."""

import contextlib
import json

import pytest

import viz
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.drawing.palette import COLOURS

pytestmark = pytest.mark.usefixtures("english")
SOURCE = "'self' https://*.vscode-cdn.net"
# src/vs/workbench/contrib/notebook/browser/view/renderers/backLayerWebView.ts in microsoft/vscode: what a notebook's
# webview allows where "notebook.experimental.enableCsp" is on; else it allows more.
POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src {SOURCE} 'unsafe-inline' 'unsafe-eval'",
        f"style-src {SOURCE} 'unsafe-inline'",
        f"img-src {SOURCE} https: http: data:",
        f"font-src {SOURCE} https:",
        "connect-src https:",
        "child-src https: data:",
    ]
)
# How its HTML renderer puts an output in: as text, and each script once more, as an element that is taken out at once.
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<style>body {{ background: transparent; color: gray; font: 13px sans-serif; margin: 0; padding: 0 20px }}</style></head>
<body class="{classes}" data-vscode-theme-kind="{kind}"><div id="container"></div>
<script>
globalThis.refused = []
addEventListener("securitypolicyviolation", event => refused.push(event.violatedDirective + " " + event.blockedURI))
function put(html) {{
  const output = container.appendChild(document.createElement("div"))
  output.className = "output"
  output.innerHTML = html
  for (const old of [...output.getElementsByTagName("script")]) {{
    const script = document.createElement("script")
    script.text = old.textContent
    for (const name of ["type", "src", "nonce", "noModule", "async"])
      if (old.getAttribute(name)) script.setAttribute(name, old.getAttribute(name))
    output.appendChild(script).parentNode.removeChild(script)
  }}
}}
</script></body></html>"""
THEMES = {
    "vscode-light": ("vscode-light", 0),
    "vscode-dark": ("vscode-dark", 1),
    "vscode-high-contrast": ("vscode-high-contrast", 1),
    "vscode-high-contrast-light": ("vscode-high-contrast-light vscode-high-contrast", 0),
}  # {kind: (the classes of the body, which of a colour's two forms)}


def named():
    a, b = Value(2.0), Value(-3.0)
    viz.label(a=a, b=b)
    return a, b


def player():
    a, b = named()
    return viz.animate(a * b, ask=True)


def recording():
    a, b = named()
    return viz.record(a * b + a)


def explorer():
    a, b = named()
    return viz.explore(lambda a, b: a * b, a=a, b=b)


def picture():
    a, b = named()
    return viz.draw(a * b)


OUTPUTS = {
    "player": player,
    "recording": recording,
    "explorer": explorer,
    "picture": picture,
    "network": lambda: viz.network(MLP(2, [3, 1])),
    "slope": lambda: viz.slope(lambda x: x**2, 3),
}


@contextlib.contextmanager
def webview(browser, folder, kind="vscode-dark", policy=POLICY):
    classes, _ = THEMES[kind]
    path = folder / "webview.html"
    path.write_text(PAGE.format(policy=policy, classes=classes, kind=kind), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": 1100, "height": 900}, reduced_motion="reduce", color_scheme="light"
    )
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
    )
    page.goto(path.as_uri())
    try:
        yield page
        assert page.evaluate("() => refused") == [] and complaints == []
    finally:
        context.close()


def put(page, shown):
    """Puts an output in as its cell would: what Jupyter is handed as text/html."""
    page.evaluate(f"put({json.dumps(shown._repr_mimebundle_()['text/html'])})")


def plays(page):
    page.locator(".mg-bar").wait_for()
    page.get_by_label("one step forward").click()
    assert page.locator(".mg-count").inner_text().startswith("step 1 of")


def explores(page):
    page.locator(".mg-sliders").wait_for()
    page.locator(".mg-sliders input[type=number]").first.fill("5")
    assert page.locator("[data-part=data]").last.text_content() == "-15.0"


def is_seen(page):
    assert page.locator("svg.mg [data-part=data]").last.is_visible() and page.locator(".mg-still:visible").count() == 0


def opens(page):
    page.locator(".mg-opens").first.click()
    page.locator(".mg-opened .mg-stage").wait_for()


def moves(page):
    page.locator(".mg-slope input[type=range]").first.fill("0")
    assert page.locator(".mg-is-tangent b").inner_text() == "2"


WORKS = {
    "player": plays,
    "recording": plays,
    "explorer": explores,
    "picture": is_seen,
    "network": opens,
    "slope": moves,
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_policy_of_its_webviews_refuses_nothing_of_an_output_and_it_works(browser, tmp_path, name):
    with webview(browser, tmp_path) as page:
        put(page, OUTPUTS[name]())
        WORKS[name](page)


def test_all_of_them_work_in_one_webview(browser, tmp_path):
    with webview(browser, tmp_path) as page:
        for make in OUTPUTS.values():
            put(page, make())
        page.wait_for_function("() => document.querySelectorAll('.mg-bar').length === 2")
        explores(page.locator(".output").nth(2))
        moves(page)


@pytest.mark.multiplies(8)
@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("kind", THEMES)
def test_its_theme_chooses_the_colours(browser, tmp_path, name, kind):
    with webview(browser, tmp_path, kind) as page:
        put(page, OUTPUTS[name]())
        WORKS[name](page)
        form = COLOURS["ink"][THEMES[kind][1]].lstrip("#")
        wanted = f"rgb({', '.join(str(int(form[i : i + 2], 16)) for i in (0, 2, 4))})"
        found = page.evaluate(
            "() => [...document.querySelectorAll('.mg-f-ink')].map(one => getComputedStyle(one).fill)"
        )
        assert found and set(found) == {wanted}


def test_what_a_policy_refuses_is_noticed(browser, tmp_path):
    with (
        pytest.raises(AssertionError, match="img-src data"),
        webview(browser, tmp_path, policy="img-src 'none'") as page,
    ):
        page.evaluate("put('<img src=\"data:image/svg+xml,\">')")
        page.wait_for_function("() => refused.length > 0")
