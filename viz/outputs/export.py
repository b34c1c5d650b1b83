"""Pictures of ours as pixels: one as a PNG, many as a moving picture.

resvg draws them (see rasteriser.py), with fonts that have all their characters (see fonts.py). Pillow and tqdm, which
put frames together and show how far that is, are optional extras as well.
"""

import io
import math
import re
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from viz.drawing.palette import COLOURS
from viz.outputs.fonts import fonts_for
from viz.outputs.rasteriser import extra, rasterise
from viz.words.messages import say

_MOST_PIXELS = 100e6  # of a picture: they take 0.4 GB while they are drawn
_SVG = "{http://www.w3.org/2000/svg}"
_IN_THE_DARK = re.compile(r"(?<=;) *(?:fill|stroke): light-dark\([^()]*\);?")


def raster(svg: str, zoom: int = 1) -> bytes:
    """The PNG of a picture of ours, in its light colours.

    Args:
        svg: a complete SVG document.
        zoom: how many times as large it becomes; less where that would be too many pixels.

    Raises:
        ValueError: even in its own size it has too many pixels.
        MissingFont: no font here has one of its characters.
        MissingExtra: without resvg, or matplotlib, which brings the fonts.
    """
    picture = ElementTree.fromstring(svg)
    _put_in_the_light(picture)
    text = "".join("".join(element.itertext()) for element in picture.iter(f"{_SVG}text"))
    return rasterise(
        ElementTree.tostring(picture, "unicode"), fonts_for(text), COLOURS["paper"][0], _possible(zoom, picture)
    )


def _put_in_the_light(picture: ElementTree.Element) -> None:
    """Take out what resvg does not know: light-dark(). The shapes' own attributes are the light colours."""
    for element in picture.iter():
        for sheet in element.findall(f"{_SVG}style"):
            element.remove(sheet)
        if "style" in element.attrib:
            element.set("style", _IN_THE_DARK.sub("", element.attrib["style"]))


def _possible(zoom: int, picture: ElementTree.Element) -> int:
    width, height = (float(picture.attrib[name]) for name in ("width", "height"))
    largest = math.sqrt(_MOST_PIXELS / (width * height))
    if largest < 1:
        raise ValueError(say("too large for pixels", width=round(width), height=round(height)))
    return min(zoom, int(largest))


def moving_picture(film: Sequence[tuple[Callable[[], str], int]]) -> bytes:
    """A GIF that goes round; a progress bar tells how far it is.

    Args:
        film: (a function that draws the picture as SVG, for how many milliseconds it stands) for each frame.

    Raises:
        ValueError, MissingFont: as raster.
        MissingExtra: also without Pillow or tqdm.
    """
    images, tqdm = extra("PIL.Image"), extra("tqdm.auto").tqdm
    frames = []
    for draw, _ in tqdm(film, desc=say("drawing frames"), leave=False):
        image = images.open(io.BytesIO(raster(draw()))).convert("RGB")
        frames.append(image.quantize(64, method=images.Quantize.FASTOCTREE, dither=images.Dither.NONE))
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=[ms for _, ms in film], loop=0, optimize=True
    )
    return out.getvalue()
