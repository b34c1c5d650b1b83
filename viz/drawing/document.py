"""The SVG document around a picture: its size on a page follows the letters around it."""

from html import escape

from viz.drawing.palette import style_sheet
from viz.words.text import SANS

_EM = 14  # px: the letters of a notebook's outputs, beside which a picture has the size that it is drawn in


def svg_document(
    parts: str,
    size: tuple[float, float],
    view_box: str,
    description: str,
    *,
    times: float = 1.0,
    least: float = 0.0,
    attributes: str = "",
) -> str:
    """A picture that needs nothing else. On a page it is as wide as its room at most.

    As a file it has letters of its own, by which it keeps its size in px; html.inline_svg takes them away, and so it
    grows with the page's.

    Args:
        parts: its elements.
        size: width and height in px.
        view_box: what of the parts is seen, as SVG has it.
        description: the same in words, for screen readers.
        times: how many times as large it is shown.
        least: how far it may become narrower than its width, where there is no room; then it is scrolled.
        attributes: further ones, as they stand in SVG.
    """
    width, height = size
    narrowest = f"min-width:{least * width / _EM:.6g}em;" if least else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mg" role="img" aria-label="{escape(description)}" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="{view_box}" font-family="{SANS}" font-size="{_EM}"'
        f'{attributes} style="width:{times * width / _EM:.6g}em;max-width:100%;{narrowest}height:auto;display:block">'
        f"<style>{style_sheet()}</style>\n{parts}\n</svg>\n"
    )
