"""Which moments of an animation a moving picture is made of."""

from collections.abc import Callable, Sequence
from functools import partial

from viz.drawing.wave import Wave
from viz.values.passes import Step

Film = list[tuple[Callable[[], str], int]]  # (a function that draws the picture, for how many ms it stands)

_REST, _LAST = 900, 4000  # ms that a finished step stands, and the last one
_MOMENTS = {  # ms of a step: close together where something moves, else when something new can be read
    "forward": (0, 200, 325, 450, 610, 900, 1050, 1600, 1700, 1850, 1960),
    "contribution": (
        0, 260, 400, 560, 950,
        1290, 1420, 1550, 1680, 1860, 2130, 2350,
        3040, 3170, 3300, 3430, 3610, 3860, 4450,
    ),
    "seed": (0, 400),
}  # fmt: skip
_APART = 80  # ms between two pictures of the wave


def film_of(steps: Sequence[Step], draw: Callable[[int, float | None], str]) -> Film:
    """The moments of all steps, from the first to the last.

    Args:
        steps: the Steps.
        draw: (step, ms after its beginning, or None when it is done) -> its picture.
    """
    film: Film = []
    for n, step in enumerate(steps):
        moments = _MOMENTS.get(step.kind, ())
        following = (*moments[1:], moments[-1] + 100) if moments else ()
        film += [(partial(draw, n, ms), later - ms) for ms, later in zip(moments, following)]
        film.append((partial(draw, n, None), _REST if n < len(steps) - 1 else _LAST))
    return film


def film_of_wave(wave: Wave, draw: Callable[[float], str]) -> Film:
    """The moments of a Wave; those that look alike are one that stands longer.

    Args:
        wave: which.
        draw: ms after its beginning -> its picture.
    """
    film: Film = []
    shown = None
    for ms in range(0, int(wave.length), _APART):
        scene = wave.scene(ms)
        if scene == shown:
            film[-1] = film[-1][0], film[-1][1] + _APART
        else:
            film.append((partial(draw, ms), _APART))
        shown = scene
    return film
