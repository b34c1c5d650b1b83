"""The colours of every picture, light and dark, and the one style sheet that switches between them.

A shape carries its light colours as attributes, so that it is right wherever style sheets are not understood; the
style sheet replaces them in the dark. A page's own theme (JupyterLab, Notebook, VS Code) wins over the system's.
"""

from viz.words.text import MONOSPACE

# name: (light, dark). Every text colour has a contrast of at least 4.5 : 1 on `paper`, `tint` and `operation` of its
# theme.
COLOURS = {
    "ink": ("#1f2328", "#eceef1"),
    "muted": ("#565d66", "#a8b0ba"),
    "line": ("#7a828c", "#8b949e"),
    "edge": ("#d5dae0", "#3d444d"),
    "paper": ("#ffffff", "#1c1f24"),
    "tint": ("#e9eef4", "#2b313a"),
    "operation": ("#fdf3d8", "#3a331f"),
    "positive": ("#005f99", "#6cb8f0"),
    "negative": ("#ad3f00", "#ff9b62"),
    "data": ("#6b5200", "#e9c46a"),
    "wrong": ("#a3005c", "#ff86c8"),
    "hot": ("#fff2b8", "#4a4013"),
    "stage": ("#fafbfd", "#15181c"),
}

PAGE = ("#ffffff", "#111111")  # what lies around the outputs in a page of their own

# VS Code gives the light one of its two themes of high contrast the class of the dark one as well.
_THEMES = """.mg{color-scheme:light dark}
[data-jp-theme-light=true] .mg,.vscode-light .mg,.vscode-high-contrast-light .mg{color-scheme:light}
[data-jp-theme-light=false] .mg,.vscode-dark .mg{color-scheme:dark}
.vscode-high-contrast:not(.vscode-high-contrast-light) .mg{color-scheme:dark}
@media print{.mg.mg.mg{color-scheme:light}}
"""


def fill(name: str) -> str:
    """SVG attributes that fill a shape (or text) with a colour of that name."""
    return f'fill="{COLOURS[name][0]}" class="mg-f-{name}"'


def outline(name: str, inside: str) -> str:
    """SVG attributes that fill with the one colour and draw the outline with the other."""
    return f'fill="{COLOURS[inside][0]}" stroke="{COLOURS[name][0]}" class="mg-f-{inside} mg-s-{name}"'


def stroke(name: str) -> str:
    """SVG attributes that draw a line with the colour of that name."""
    return f'fill="none" stroke="{COLOURS[name][0]}" class="mg-s-{name}"'


def style_sheet() -> str:
    """The style sheet; all its selectors are below the class `mg`, which a picture's outermost element carries."""
    rules = (
        f".mg .mg-f-{name}{{fill:light-dark({light},{dark})}}.mg .mg-s-{name}{{stroke:light-dark({light},{dark})}}"
        for name, (light, dark) in COLOURS.items()
    )
    return _THEMES + "\n".join(rules)


def variables(of: str = ".mg") -> str:
    """The same colours as CSS variables (`--mg-ink`, ...), for the controls around a picture.

    Args:
        of: the selector of the elements that have them: every output's, or a whole page.
    """
    values = "".join(f"--mg-{name}:light-dark({light},{dark});" for name, (light, dark) in COLOURS.items())
    return f"{of}{{{values}--mg-mono:{MONOSPACE}}}"
