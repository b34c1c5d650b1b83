"""Pages: what Python sends to them; saved ones in a real browser, opened from disk, with every request and every
complaint an error.
"""

import contextlib
import json
import re
from importlib import import_module
from pathlib import Path

from requirements_of_ci import required


def sent(html):
    """What Python sends to the script of an output; the steps of an animation as the script reads them."""
    data = json.loads(re.search(r'^show\("\w+", (\{.*\})\)</script>', html, re.MULTILINE)[1])
    if "begin" in data:
        data |= {"begin": dict(expanded(**data["begin"])), "steps": expanded(**data["steps"])}
    return data


def expanded(templates, fills):
    """The data that viz.outputs.templates has told briefly."""
    return [_filled(templates[int(fill.split(" ")[0])], fill.split(" ")[1:]) for fill in fills]


def _filled(template, numbers):
    pieces = template.split("\n")
    pieces[1::2] = [numbers[int(piece)] for piece in pieces[1::2]]
    return json.loads("".join(pieces))


@contextlib.contextmanager
def opened(browser, path, **options):
    """A Playwright page of a file."""
    context = browser.new_context(**({"viewport": {"width": 1100, "height": 900}} | options))
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
    )
    page.goto(Path(path).as_uri())
    yield page
    assert complaints == [], complaints
    context.close()


def violations(page):
    """What axe-core finds against accessibility: the names of the rules, with the elements."""
    required("axe_playwright_python")
    folder = Path(import_module("axe_playwright_python").__file__ or "").parent
    page.evaluate((folder / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")["violations"]
    return [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in found]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def press_by(how, button):
    """Presses a button by the mouse, by a key or by a finger."""
    if how in KEYS:
        button.focus()
        press(button.page, KEYS[how])
    else:
        button.tap() if how == "touch" else button.click()


KEYS = {"keyboard": "Enter", "space": " "}


@contextlib.contextmanager
def shown_in(browser, folder, reader, after="", **usual):
    """A function (an output or its HTML, or several for one page; a script that runs before them; options of the browser) -> what
    reader makes of the page and the number of an output on it, or a list.

    Args:
        browser: a Playwright browser.
        folder: where the page is written.
        reader: (page, number) -> what a test looks at.
        after: HTML that stands below the outputs.
        usual: options of the browser, where a test has no others.
    """
    from viz.outputs.html import document  # it imports much, which few tests that stand alone need

    with contextlib.ExitStack() as open_pages:

        def shown(*outputs, before="", **options):
            body = "".join(each if isinstance(each, str) else each._repr_mimebundle_()["text/html"] for each in outputs)
            text = document("page", f"<script>{before}</script>{body}{after}")
            (folder / "page.html").write_text(text, encoding="utf-8")
            page = open_pages.enter_context(opened(browser, folder / "page.html", **(usual | options)))
            page.set_default_timeout(5000)
            found = [reader(page, k) for k in range(len(outputs))]
            return found if len(outputs) > 1 else found[0]

        yield shown


_LINK = """() => {
    const token = document.querySelector('.mg[data-mg]:not(.mg-answered)').dataset.mg
    globalThis.told = []
    const model = { set: (_, { told }) => { globalThis.told = told }, save_changes: () => {}, on: () => {}, get: () => ({}) }
    ;(globalThis.microgradLinks ??= new Map()).set(token, model)
    dispatchEvent(new CustomEvent('micrograd-link', { detail: token }))
}"""


def link_kernel(page):
    """Gives the first output of a page a kernel's side; `told` is then all that the page has told it."""
    page.evaluate(_LINK)
