"""Pictures of ours as pixels: one as a PNG, many as a moving picture.

The rasteriser is resvg (the package resvg_py): it needs no system library, reads nothing from a network, and draws
our SVG as browsers do. It is an optional extra, as are Pillow and tqdm, which put the frames together and show how
far that is.
"""

import io
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from viz.drawing.palette import COLOURS, style_sheet
from viz.missing import MissingExtra
from viz.words.messages import say


def raster(svg: str, zoom: float = 1) -> bytes:
    """The PNG of a picture of ours, in its light colours, zoom times as large; MissingExtra without resvg."""
    svg = svg.replace(
        style_sheet(), ""
    )  # resvg knows no light-dark(): the shapes' own attributes are the light colours
    return _extra("resvg_py").svg_to_bytes(svg_string=svg, background=COLOURS["paper"][0], zoom=zoom)


def moving_picture(film: Sequence[tuple[Callable[[], str], int]]) -> bytes:
    """A GIF that goes round; a progress bar tells how far it is.

    Args:
        film: (a function that draws the picture as SVG, for how many milliseconds it stands) for each frame.

    Raises:
        MissingExtra: without resvg, Pillow or tqdm.
    """
    images, tqdm = _extra("PIL.Image"), _extra("tqdm.auto").tqdm
    frames = []
    for draw, _ in tqdm(film, desc=say("drawing frames"), leave=False):
        image = images.open(io.BytesIO(raster(draw()))).convert("RGB")
        frames.append(image.quantize(64, method=images.Quantize.FASTOCTREE, dither=images.Dither.NONE))
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=[ms for _, ms in film], loop=0, optimize=True
    )
    return out.getvalue()


def _extra(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(say("no rasteriser", package=name.partition(".")[0])) from error
