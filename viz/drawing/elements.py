"""Elements of SVG as text. The page builds the same ones with the functions of the same names in viz/outputs/js."""

from html import escape

from viz.drawing.palette import COLOURS
from viz.words.text import MONOSPACE

Attribute = str | float | None


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An element; `_` in an attribute's name stands for `-`, an attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_shown(x)}"' for key, x in attributes.items() if x is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(content: str, colour: str, size: float, x: float, y: float, **attributes: Attribute) -> str:
    """A line of text in a colour of the palette; `mono=1` for the font of numbers and code."""
    if attributes.pop("mono", None):
        attributes["font_family"] = MONOSPACE
    return element("text", escape(content), x=x, y=y, font_size=size, **attributes, **filled(colour))


def filled(colour: str, inside: str | None = None) -> dict[str, Attribute]:
    """Attributes that fill a shape with a colour; with another one inside, its outline has the colour."""
    if inside is None:
        return {"fill": COLOURS[colour][0], "class": f"mg-f-{colour}"}
    return {
        "fill": COLOURS[inside][0], "stroke": COLOURS[colour][0], "class": f"mg-f-{inside} mg-s-{colour}",
    }  # fmt: skip


def lined(colour: str, **attributes: Attribute) -> dict[str, Attribute]:
    """Attributes that draw a line, and fill nothing."""
    return {"fill": "none", "stroke": COLOURS[colour][0], "class": f"mg-s-{colour}"} | attributes


def _shown(x: Attribute) -> str:
    return escape(x) if isinstance(x, str) else f"{x:.1f}".removesuffix(".0")
