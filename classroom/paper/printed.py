"""A page to be printed: one file on A4 that needs no network."""

from pathlib import Path

from classroom.markup import document

_HERE = Path(__file__).parent


def printed(title: str, body: str, style: Path) -> str:
    """The HTML of the page.

    Args:
        title: of its window.
        body: what stands on it, in HTML.
        style: the style sheet that goes with printed.css.
    """
    styles = "".join(path.read_text(encoding="utf-8") for path in (_HERE / "printed.css", style))
    return document(title, styles, f"<main>{body}</main>")
