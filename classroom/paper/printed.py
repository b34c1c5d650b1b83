"""A page to be printed: one file on A4 that needs no network."""

from html import escape
from pathlib import Path

from viz.drawing.palette import style_sheet, variables
from viz.words.messages import language

_HERE = Path(__file__).parent


def printed(title: str, body: str, style: Path) -> str:
    """The HTML of the page.

    Args:
        title: of its window.
        body: what stands on it, in HTML.
        style: the style sheet that goes with printed.css.
    """
    styles = "".join(path.read_text(encoding="utf-8") for path in (_HERE / "printed.css", style))
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{style_sheet()}{variables(':root')}{styles}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )
