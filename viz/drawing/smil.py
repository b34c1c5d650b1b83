"""The wave as one SVG that plays by itself wherever a picture is shown: it has no script, and goes round for ever.

It is made of the cues of the Wave and of the functions that draw a Scene: each thing is drawn at the moments of its own
cues, and viz.drawing.tweens makes of these drawings one that moves.
"""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, nextafter

from viz.drawing.choreography import Cue
from viz.drawing.curves import Curve
from viz.drawing.edges import lit_part
from viz.drawing.elements import element, filled
from viz.drawing.geometry import Geometry
from viz.drawing.palette import COLOURS
from viz.drawing.scenes import played
from viz.drawing.svg import Draw, Properties, resting, travelling, written_below
from viz.drawing.tweens import Frame, tween
from viz.drawing.wave import Wave
from viz.values.graph import Graph
from viz.words.text import MONOSPACE, SANS

Moments = list[tuple[float, Properties]]  # (ms, how one thing looks from then on)

_NEVER_CHANGES: Moments = [(0.0, {})]
_APART = 1000 / 60  # ms between two drawings of what moves
_MARGIN, _CORNER = 8, 12  # px
_WIDE = 24  # px; no line is wider


def draw_wave(graph: Graph, geometry: Geometry, wave: Wave, notes: Sequence[str], description: str) -> str:
    """The moving picture, a complete SVG document that follows prefers-color-scheme.

    It lies on a sheet of its own: a page may be dark where the reader's system is light. Nothing can stop it: a page
    has to show another picture to those who prefer no motion.

    Args:
        graph, geometry: what is drawn, and where it stands.
        wave: all that happens.
        notes: sentences that stand below.
        description: the same in words, for screen readers.
    """
    seen = _moments(wave)
    parts = [*resting(graph, geometry), *((target, _travelling(target, geometry)) for target in seen)]
    moving = (
        tween(_frames(_growing(target, geometry, draw), seen.get(target, _NEVER_CHANGES)), wave.length)
        for target, draw in parts
    )
    written, w, h = written_below(geometry, notes)
    x, y, w, h = geometry.x - _MARGIN, geometry.y - _MARGIN, w + 2 * _MARGIN, h + 2 * _MARGIN
    sheet = element("rect", x=x, y=y, width=w, height=h, rx=_CORNER, **filled("stage"))
    drawn = "\n".join(filter(None, [sheet, *moving, *written])).replace(f'"{MONOSPACE}"', '"monospace"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(description)}" width="{w:.0f}" '
        f'height="{h:.0f}" viewBox="{x:.1f} {y:.1f} {w:.1f} {h:.1f}" font-family="{SANS}">'
        f"<title>{escape(description)}</title><style>{_styles()}</style>\n{drawn}\n</svg>\n"
    )


def _styles() -> str:
    """The fonts of numbers, and the dark colours: the shapes carry the light ones as attributes."""
    dark = (f".mg-f-{name}{{fill:{colour}}}.mg-s-{name}{{stroke:{colour}}}" for name, (_, colour) in COLOURS.items())
    fonts = f"[font-family=monospace]{{font-family:{MONOSPACE}}}"
    return f"{fonts}@media (prefers-color-scheme:dark){{{''.join(dark)}}}"


def _moments(wave: Wave) -> dict[str, Moments]:
    """For each value, operation and arrow how it looks from moment to moment, as close together as it needs."""
    begin = wave.scene(0)
    cues: dict[str, list[Cue]] = {target: [] for target in wave.scene(wave.length)}
    for cue in wave.cues():
        cues[cue[2]].append(cue)
    return {
        target: [
            (ms, played({target: begin.get(target, {})}, own, moment)[target])
            for ms, moment in _times(own, wave.length)
        ]
        for target, own in cues.items()
    }


def _times(cues: Sequence[Cue], length: float) -> Iterator[tuple[float, float]]:
    """(when, the moment that is drawn): twice where something may change at once, as it is before and after that."""
    turns = {ms for cue in cues for ms in cue[:2]}
    between = {
        begin + (end - begin) * n / count
        for begin, end, *_ in cues
        for count in [ceil((end - begin) / _APART)]
        for n in range(1, count)
    }
    for ms in sorted({0.0, *turns, *between}):
        if ms < length:
            yield from [(ms, nextafter(ms, -1))] if ms in turns and ms > 0 else []
            yield ms, ms


def _frames(draw: Draw, moments: Moments) -> list[Frame]:
    """The drawings, without those that are like the one before and the one after."""
    frames = [(ms, draw(p)) for ms, p in moments]
    around = zip(frames, frames[1:], frames[2:])
    return [frames[0], *(now for before, now, after in around if not before[1] == now[1] == after[1]), frames[-1]]


def _travelling(target: str, geometry: Geometry) -> Draw:
    return lambda p: "".join(travelling(target, geometry, p))


def _growing(target: str, geometry: Geometry, draw: Draw) -> Draw:
    """Draws an arrow that lights up as one that is lit all along, under a mask that grows: so its dashes stand still,
    and no path is needed for each moment.
    """
    path = geometry.paths.get(target)
    if path is None:
        return draw

    def drawn(p: Properties) -> str:
        arrow, lit, forward = draw(p), p.get("lit", 0), p.get("forward", 0)
        if lit <= 0:
            return arrow
        part, whole = (f'd="{lit_part(path, x, forward)}"' for x in (lit, 1))
        name = f"{target}-{'data' if forward else 'grad'}"
        masked = arrow.replace(part, f'{whole} mask="url(#{name})"')
        return arrow if masked == arrow else _mask(name, path, lit, forward) + masked

    return drawn


def _mask(name: str, path: Curve, lit: float, forward: float) -> str:
    xs, ys = zip(*path)
    shown = element("path", d=lit_part(path, 1, forward), fill="none", stroke="#fff", stroke_width=_WIDE,
                    pathLength="1", stroke_dasharray="1 2", stroke_dashoffset=f"{1 - lit:.4f}")  # fmt: skip
    return element("mask", shown, id=name, maskUnits="userSpaceOnUse", x=min(xs) - _WIDE, y=min(ys) - _WIDE,
                   width=max(xs) - min(xs) + 2 * _WIDE, height=max(ys) - min(ys) + 2 * _WIDE)  # fmt: skip
