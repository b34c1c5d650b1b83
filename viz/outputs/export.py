"""Writes an animation to a file: a page, one step as a picture, all steps as a moving picture.

The rasteriser is resvg (the package resvg_py): it needs no system library, reads nothing from a network, and draws our SVG as
browsers do. It is an optional extra, as are Pillow and tqdm, which put the frames together and show how far that is.
"""

import io
from importlib import import_module
from pathlib import Path

from viz.drawing.palette import COLOURS, style_sheet
from viz.missing import MissingExtra
from viz.outputs import html
from viz.values.in_words import headline
from viz.words.messages import say
from viz.words.text import shortened

_HOLD, _HOLD_LAST, _MOVE = 1500, 4000, 60  # ms that a step stands, that the last one stands, and that a frame of a movement lasts
_MOVES = {"forward": 6, "contribution": 14}  # frames of a movement
_ZOOM = {".png": 2, ".gif": 1}


def save(animation, path, step):
    """See viz.outputs.player.Animation.save."""
    path = Path(path)
    last = len(animation.steps) - 1
    if step is not None and (type(step) is not int or not 0 <= step <= last):
        raise ValueError(say("no such step", shown=shortened(step), last=last))
    n = last if step is None else step
    writers = {
        ".html": lambda: html.document(headline(animation.graph), animation._html()).encode(),
        ".svg": lambda: animation.frame(n, captioned=True).encode(),
        ".png": lambda: raster(animation.frame(n, captioned=True), _ZOOM[".png"]),
        ".gif": lambda: _gif(animation),
    }
    if path.suffix.lower() not in writers:
        raise ValueError(say("bad animation suffix", name=path.name))
    path.write_bytes(writers[path.suffix.lower()]())
    return path


def raster(svg, zoom):
    """The PNG of a picture of ours, in its light colours, zoom times as large; MissingExtra without resvg."""
    svg = svg.replace(style_sheet(), "")  # resvg knows no light-dark(): the shapes' own attributes are the light colours
    return _extra("resvg_py").svg_to_bytes(svg_string=svg, background=COLOURS["paper"][0], zoom=zoom)


def _gif(animation):
    images, moments = _extra("PIL.Image"), list(_moments(animation))
    tqdm = _extra("tqdm.auto").tqdm
    frames = []
    for n, arriving, _ in tqdm(moments, desc=say("drawing frames"), leave=False):
        png = raster(animation.frame(n, arriving=arriving, captioned=True), _ZOOM[".gif"])
        frames.append(images.open(io.BytesIO(png)).convert("RGB").quantize(64, method=images.Quantize.FASTOCTREE, dither=images.Dither.NONE))
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=[ms for *_, ms in moments], loop=0, optimize=True)
    return out.getvalue()


def _moments(animation):
    """(step, how far its number has come or None, milliseconds) for each frame."""
    last = len(animation.steps) - 1
    for n, step in enumerate(animation.steps):
        frames = _MOVES.get(step.kind, 0)
        yield from ((n, k / frames, _MOVE) for k in range(frames))
        yield n, None, _HOLD_LAST if n == last else _HOLD


def _extra(name):
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(say("no rasteriser", package=name.partition(".")[0])) from error
