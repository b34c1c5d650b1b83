"""Plays steps over the picture of a graph: as an output for Jupyter, a page of its own, a picture of one moment."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from viz.drawing.geometry import place_graph
from viz.drawing.score import Score
from viz.drawing.smil import draw_wave
from viz.drawing.svg import draw_graph
from viz.drawing.wave import Wave
from viz.outputs import export, html
from viz.outputs.film import film_of, film_of_wave
from viz.outputs.html import Data
from viz.outputs.link import LinkedOutput
from viz.outputs.moments import Moment
from viz.outputs.output import ZOOM, write
from viz.outputs.player_data import player_data
from viz.values.graph import Graph
from viz.values.in_words import Caption, headline
from viz.values.operations import Slopes
from viz.values.passes import Step
from viz.words.messages import one_of, say
from viz.words.text import short_repr, width, wrap

if TYPE_CHECKING:
    from viz.outputs.widgets import Link

_SLOPES_UP_TO = 40  # values: beyond, the room for slopes would widen a picture that is too wide already
_CAPTION_COLUMNS = 60  # a line has at least so much room
_ENTRY, STYLES = "player.js", ("player.css",)


class Animation(LinkedOutput):
    """Moments over one picture: shown by Jupyter, in a page of its own by `.save("lesson.html")`.

    Attributes:
        graph: the Graph as it is at the beginning.
        moments: the Moments; the first shows how it begins.
        score: how each of them is played.
        geometry: where everything stands.
    """

    def __init__(
        self, graph: Graph, moments: Sequence[Moment], slopes: Sequence[Slopes], notes: Sequence[str] = ()
    ) -> None:
        self.graph, self.moments, self.slopes, self.notes = graph, moments, slopes, notes
        self.score = Score(graph, self.steps, tagged=len(graph.nodes) <= _SLOPES_UP_TO)
        self.geometry = place_graph(graph, self.score.rooms)

    @property
    def steps(self) -> list[Step]:
        return [moment.step for moment in self.moments]

    @property
    def captions(self) -> list[Caption]:
        return [moment.caption for moment in self.moments]

    @property
    def asks(self) -> bool:
        """Whether something is asked before it is shown."""
        return any(moment.asks for moment in self.moments)

    @cached_property
    def wave(self) -> Wave:
        """All steps in one go."""
        return Wave(self.graph, self.steps, self.score)

    def frame(self, step: int, ms: float | None = None, captioned: bool = False) -> str:
        """The picture at a step, a complete SVG document.

        Args:
            step: the index in steps.
            ms: so long after its beginning; without a time when it is done.
            captioned: whether its caption stands below.
        """
        below = self._captions_below() if captioned else [()] * len(self.moments)
        columns = max((width(line) for lines in below for line in lines), default=0)
        return draw_graph(
            self.graph, self.geometry, self.score.scene(step, ms), self.notes, self.moments[step].caption.title,
            caption=below[step], columns=columns, tooltips=False,  # they would tell of the numbers of one step only
        )  # fmt: skip

    def wave_frame(self, ms: float) -> str:
        """The picture of the wave so long after its beginning, a complete SVG document."""
        return draw_graph(
            self.graph, self.geometry, self.wave.scene(ms), self.notes, self._title_of_wave(), tooltips=False
        )

    def marked(self) -> str:
        """The picture after the last step, with all that is wrong marked: an SVG document."""
        scene = self.score.scene(len(self.moments) - 1)
        return draw_graph(
            self.graph, self.geometry, scene, self.notes, say("marked", graph=headline(self.graph)), tooltips=False
        )

    def _captions_below(self) -> list[list[str]]:
        """For each step the lines below its picture: what happens, in numbers, what is wrong; of each step equally
        many.
        """
        room = max(_CAPTION_COLUMNS, int(self.geometry.width / 12))
        below = [
            [c.title, c.arithmetic, *(line for text in remarks(c) for line in wrap(text, room))] for c in self.captions
        ]
        most = max(map(len, below))
        return [lines + [""] * (most - len(lines)) for lines in below]

    def save(self, path: str | PathLike[str], step: int | None = None, wave: bool = False) -> Path:
        """Write the animation to a file; the name's ending says as what.

        Args:
            path: `.html` is a page that plays it without a network; `.gif` a moving picture (a progress bar tells how
                far it is); `.svg` and `.png` one step.
            step: for `.svg` and `.png` which step, by its number; without it the last one.
            wave: whether it is all steps in one go, over and over again: `.svg` is then a moving picture too, without
                a script; it can be shown wherever a picture can, and follows light and dark.

        Returns:
            The Path.

        Raises:
            ValueError: another ending, no such step, the wave of one step or as what does not move, a name that no
                file can have, or a picture too large for pixels.
            FileNotFoundError: there is no such folder.
            MissingFont: for `.png` and `.gif` no font here has one of the characters.
            MissingExtra: `.png` and `.gif` need a rasteriser; the message says which one.
        """
        last = len(self.moments) - 1
        if step is not None and (type(step) is not int or not 0 <= step <= last):
            raise ValueError(say("no such step", shown=short_repr(step), last=last))
        if wave:
            return self._save_wave(path, step)
        still = partial(self.frame, last if step is None else step, captioned=True)
        return write(path, {
            ".html": self._page,
            ".gif": lambda: export.moving_picture(film_of(self.steps, partial(self.frame, captioned=True))),
            ".svg": still,
            ".png": lambda: export.raster(still(), ZOOM),
        })  # fmt: skip

    def _save_wave(self, path: str | PathLike[str], step: int | None) -> Path:
        writers: dict[str, Callable[[], str | bytes]] = {
            ".svg": self._moving_wave,
            ".gif": lambda: export.moving_picture(film_of_wave(self.wave, self.wave_frame)),
        }
        if step is not None:
            raise ValueError(say("wave of one step", step=step))
        if Path(path).suffix.lower() in (".html", ".png"):
            raise ValueError(say("the wave moves", endings=one_of(writers), name=Path(path).name))
        return write(path, writers)

    def _moving_wave(self) -> str:
        return draw_wave(self.graph, self.geometry, self.wave, self.notes, self._title_of_wave())

    def _title_of_wave(self) -> str:
        return say("the wave", graph=headline(self.graph))

    def _html(self, token: str | None) -> str:
        return html.live(self.inside(), self.page_data(), _ENTRY, STYLES, "mg-player", token)

    def inside(self) -> str:
        """The HTML inside of its element, for a page that opens it there (openPlayer in js/player_view.js).

        Where it asks, the picture is that of the beginning, and the last one is folded away with all the steps.
        """
        description, last = say("animation", graph=headline(self.graph)), self.to_svg()
        picture, end = (self.frame(0), html.still_image(last, description)) if self.asks else (last, "")
        return html.still_image(picture, description) + _all_steps(end + _table(self.captions))

    def page_data(self) -> Data:
        """What openPlayer plays there."""
        return player_data(self)

    def _make_widget(self) -> "Link":
        from viz.outputs.widgets import PlayerWidget

        return PlayerWidget(len(self.moments) - 1, token=self._token)

    def to_text(self) -> str:
        return "\n".join(
            f"{n}. {c.title}" + (f"   {c.arithmetic}" if c.arithmetic else "") for n, c in enumerate(self.captions)
        )

    def to_svg(self) -> str:
        return self.frame(len(self.moments) - 1)

    def _page_title(self) -> str:
        return headline(self.graph)


def _all_steps(inside: str) -> str:
    return f'<details class="mg-steps"><summary>{escape(say("all steps"))}</summary>{inside}</details>'


def _table(captions: Sequence[Caption]) -> str:
    """All steps as an HTML table: to be read where scripts are stripped, and by the player itself."""
    heads = heads_of_table()
    wrong, unknown = any(c.findings for c in captions), any(c.doubts for c in captions)
    heads += [say("what is wrong") if wrong else ""] if wrong or unknown else []
    heads += [say("what is not known")] if unknown else []
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(f"<tr>{_row(n, c)}" for n, c in enumerate(captions))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def heads_of_table() -> list[str]:
    """What stands above the columns that every such table has."""
    return [say("step"), say("what happens"), say("in numbers"), say("in words")]


def _row(n: int, caption: Caption) -> str:
    told = ("".join(f"<p>{escape(text)}</p>" for text in texts) for texts in (caption.findings, caption.doubts))
    cells = (n, *map(escape, (caption.title, caption.arithmetic, caption.sentence)), *told)
    return "".join(f"<td>{cell}" for cell in cells)


def remarks(caption: Caption) -> list[str]:
    """What is wrong in a step, and what is not known, each with its own mark."""
    return [*(f"≠ {text}" for text in caption.findings), *(f"? {text}" for text in caption.doubts)]
