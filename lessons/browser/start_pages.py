"""The pages that lead into a site: one for each language, and one for whoever has not chosen yet."""

from html import escape
from pathlib import Path

from exercises.words import Text
from lessons.gallery.site import INDEX, Gallery, in_browser, languages_of, page
from lessons.gallery.start_pages import COVERS, row, title_of
from lessons.series import LANGUAGES, ORIGINAL, ROOT, series
from viz.words.messages import language, say_in

_LEAD, _FILE, _PLAIN = Text("browser.lead"), Text("browser.file"), Text("browser.plain")
_NOTES = Text("browser.first time"), Text("browser.kept"), Text("browser.endless")
_OVERVIEW = Text("browser.overview")
# By which JupyterLite's pages find the root of the site: they read its first page.
_ROOT_OF_SITE = '<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>'
_TELLS = """<script>
document.getElementById("of-a-file").hidden = location.protocol !== "file:"
document.getElementById("not-kept").hidden = location.protocol === "file:" || isSecureContext
</script>"""


def write(site: Path) -> None:
    """Write the start pages and the pictures on them into a site."""
    before = language()
    try:
        for name in LANGUAGES:
            language(name)
            _write(site / name / f"{INDEX}.html", _start_page())
        language(ORIGINAL)
        _write(site / f"{INDEX}.html", _first_page())
    finally:
        language(before)
    for lesson in series():
        picture = ROOT / "lessons" / COVERS / f"{lesson.source}.png"
        _write(site / COVERS / picture.name, picture.read_bytes())


def _start_page() -> str:
    """That of the language in force."""
    whole = Gallery(tuple(series()), LANGUAGES)
    title = title_of(language())
    rows = "".join(row(lesson, f"../{in_browser(lesson.source, language())}") for lesson in whole.lessons)
    notes = "".join(f"<li>{note}</li>" for note in _NOTES)
    overview = f'<p><a href="../{escape(in_browser(INDEX, language()))}">{_OVERVIEW}</a></p>'
    body = (
        f'<h1>{escape(title)}</h1><p class="lead">{_LEAD}</p>'
        f'<p class="about" id="of-a-file" hidden>{_FILE}</p><p class="about" id="not-kept" hidden>{_PLAIN}</p>'
        f'<ul class="lead">{notes}</ul>{overview}<ol class="lessons">{rows}</ol>{_TELLS}'
    )
    return page(title, str(_LEAD), "", "".join(languages_of(whole, language(), f"{INDEX}.html")), body)


def _first_page() -> str:
    title = " · ".join(map(title_of, LANGUAGES))
    parts = "".join(map(_part, LANGUAGES))
    return page(title, say_in(ORIGINAL, "browser.lead"), _ROOT_OF_SITE, "", f'<div class="languages">{parts}</div>')


def _part(name: str) -> str:
    """What the first page says in a language."""
    items = "".join(
        f'<li><a href="{escape(in_browser(lesson.source, name))}">{escape(lesson.title(name))}</a></li>'
        for lesson in series()
    )
    start = f'<a class="start" href="{name}/{INDEX}.html">{say_in(name, "gallery.language")}</a>'
    head = f"<h1>{escape(title_of(name))}</h1><p>{say_in(name, 'browser.lead')}</p>"
    return f'<section lang="{name}">{head}<p>{start}</p><ul>{items}</ul></section>'


def _write(path: Path, contents: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
