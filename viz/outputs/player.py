"""Plays steps over the picture of a graph: as an output for Jupyter, a page of its own, a picture of one step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from os import PathLike
from pathlib import Path

from viz.drawing.edges import Flow, ShownSlopes, flow_of
from viz.drawing.layout import Curve
from viz.drawing.svg import Look, NotYet, draw_graph, place_graph
from viz.outputs import export, html
from viz.outputs.html import Data
from viz.outputs.output import ZOOM, Output, write
from viz.outputs.questions import question
from viz.values.graph import Graph
from viz.values.in_words import Caption, adds_up, due_after, headline
from viz.values.names import bracketed_name, name
from viz.values.numbers import Held, is_finite
from viz.values.operations import Slopes
from viz.values.passes import Step
from viz.values.source import Excerpt
from viz.words.messages import say, words_of
from viz.words.text import number, short_repr, width, wrap

_SLOPES_UP_TO = 40  # values: beyond, the room for slopes would widen a picture that is too wide already
_ENLARGED = 1.5
_CAPTION_COLUMNS = 60  # a line has at least so much room
_HOLD, _HOLD_LAST, _MOVE = (
    1500,
    4000,
    60,
)  # ms that a step stands, that the last one stands, and that a frame of a movement lasts
_MOVES = {"forward": 6, "contribution": 14}  # frames of a movement
_ENTRY, _STYLES = "player.js", ("player.css",)


@dataclass(frozen=True)
class Moment:
    """A step as it is shown.

    Attributes:
        step: the Step.
        caption: its Caption.
        code: the Excerpt of the code that acts in it, or None where none does or its source is not at hand.
        asks: whether the gradient is asked for before it is shown.
    """

    step: Step
    caption: Caption
    code: Excerpt | None = None
    asks: bool = False


class Animation(Output):
    """Moments over one picture: shown by Jupyter, in a page of its own by `.save("lesson.html")`.

    Attributes:
        graph: the Graph as it is at the beginning.
        layout: its Layout.
        moments: the Moments; the first shows how it begins.
    """

    def __init__(
        self, graph: Graph, moments: Sequence[Moment], slopes: Sequence[Slopes], notes: Sequence[str] = ()
    ) -> None:
        self.graph, self.moments, self._slopes, self._notes = graph, moments, slopes, notes
        self._with_slopes = len(graph.nodes) <= _SLOPES_UP_TO
        self.layout = place_graph(graph, slopes if self._with_slopes else None)
        self._largest = max((abs(s.contribution) for s in self.steps if is_finite(s.contribution)), default=1.0) or 1.0

    @property
    def steps(self) -> list[Step]:
        return [moment.step for moment in self.moments]

    @property
    def captions(self) -> list[Caption]:
        return [moment.caption for moment in self.moments]

    def frame(self, step: int, arriving: float | None = None, lit: bool = True, captioned: bool = False) -> str:
        """The picture at a step, a complete SVG document.

        Args:
            step: the index in steps.
            arriving: None once the step is done; before, how far its number has come on its way, from 0 to 1.
            lit: whether the values that the step is about stand out.
            captioned: whether its caption stands below.
        """
        steps = self.steps
        last, done = steps[step], steps[: step + (arriving is None)]
        graph = self.graph_after(done)
        flowed = [s for s in done if s.kind == "contribution"]
        look = Look(
            slopes=self._slopes_of(flowed) if self._with_slopes else None,
            flows={_edge(s): self._flow(s) for s in flowed},
            active=frozenset(i for i in (last.value, last.result) if i is not None)
            if lit and last.kind not in ("start", "end")
            else frozenset(),
            tooltips=False,  # they would tell of the numbers of one step only
            tokens=() if arriving is None else self._tokens(last, arriving),
        )
        below = self._captions_below() if captioned else [()] * len(self.moments)
        columns = max((width(line) for lines in below for line in lines), default=0)
        return draw_graph(
            graph, self.layout, look, self._notes, self.moments[step].caption.title, _ENLARGED, below[step], columns
        )

    def marked(self) -> str:
        """The picture after the last step, with a ≠ on each arrow whose step is wrong and each value left wrong: an
        SVG document.
        """
        unequal = {_edge(s) for s in self.steps if s.kind == "contribution" and not all(f.is_doubt for f in s.findings)}
        for step, found in ((s, found) for s in self.steps for found in s.findings):
            if found.name == "one side":
                result = step.value if step.result is None else step.result
                unequal |= {f"e{result}_{slot}" for slot in found.values["slots"]}
            if found.name == "wrong":
                unequal |= set(found.values["values"])
        graph = self.graph_after(self.steps)
        flows = {_edge(s): self._flow(s) for s in self.steps if s.kind == "contribution"}
        look = Look(flows=flows, unequal=frozenset(unequal), tooltips=False)
        return draw_graph(graph, self.layout, look, self._notes, say("marked", graph=headline(graph)))

    def _captions_below(self) -> list[list[str]]:
        """For each step the lines below its picture: what happens, in numbers, what is wrong; of each step equally
        many.
        """
        room = max(_CAPTION_COLUMNS, int(self.layout.width / 10))
        below = [
            [c.title, c.arithmetic, *(line for text in _remarks(c) for line in wrap(text, room))] for c in self.captions
        ]
        most = max(map(len, below))
        return [lines + [""] * (most - len(lines)) for lines in below]

    def _tokens(self, step: Step, fraction: float) -> tuple[tuple[str, Curve, float], ...]:
        """What travels in a step: forwards the operands' data into the operation, backwards the gradient against the
        arrows.
        """
        paths = self.layout.paths
        if step.kind == "forward":
            operands = enumerate(self.graph.nodes[step.value].operands)
            return tuple(
                (number(self.graph.nodes[k].data), paths[f"e{step.value}_{slot}"], fraction)
                for slot, k in operands
                if k is not None
            )
        if step.kind == "contribution":
            leg, text = (f"r{step.result}", step.upstream) if fraction < 0.5 else (_edge(step), step.contribution)
            return ((number(text, signed=True), paths[leg][::-1], 2 * fraction % 1),)
        return ()

    def save(self, path: str | PathLike[str], step: int | None = None) -> Path:
        """Write the animation to a file; the name's ending says as what.

        Args:
            path: `.html` is a page that plays it without a network; `.gif` a moving picture (a progress bar tells how
                far it is); `.svg` and `.png` one step.
            step: for `.svg` and `.png` which step, by its number; without it the last one.

        Returns:
            The Path.

        Raises:
            ValueError: another ending, no such step, a name that no file can have, or a picture too large for pixels.
            FileNotFoundError: there is no such folder.
            MissingFont: for `.png` and `.gif` no font here has one of the characters.
            MissingExtra: `.png` and `.gif` need a rasteriser; the message says which one.
        """
        last = len(self.moments) - 1
        if step is not None and (type(step) is not int or not 0 <= step <= last):
            raise ValueError(say("no such step", shown=short_repr(step), last=last))
        still = partial(self.frame, last if step is None else step, captioned=True)
        return write(path, {
            ".html": self._page,
            ".gif": lambda: export.moving_picture(self._film()),
            ".svg": still,
            ".png": lambda: export.raster(still(), ZOOM),
        })  # fmt: skip

    def _film(self) -> list[tuple[Callable[[], str], int]]:
        """[(a function that draws the picture, for how many milliseconds it stands)] from the first moment to the
        last.
        """
        film: list[tuple[Callable[[], str], int]] = []
        last = len(self.moments) - 1
        for n, moment in enumerate(self.moments):
            frames = _MOVES.get(moment.step.kind, 0)
            film += [(partial(self.frame, n, arriving=k / frames, captioned=True), _MOVE) for k in range(frames)]
            film.append((partial(self.frame, n, captioned=True), _HOLD if n < last else _HOLD_LAST))
        return film

    def graph_after(self, steps: Sequence[Step]) -> Graph:
        """The graph with the data and the gradients that it has after those steps."""
        grads = dict(enumerate(node.grad for node in self.graph.nodes))
        for step in steps:
            grads.update(_gradients_set_by(step))
        coming = {s.value for s in self.steps[len(steps) :] if s.kind == "forward"}
        nodes = (
            replace(node, grad=grads[i], data=NotYet() if i in coming else node.data)
            for i, node in enumerate(self.graph.nodes)
        )
        return replace(self.graph, nodes=tuple(nodes))

    def _slopes_of(self, steps: Iterable[Step]) -> ShownSlopes:
        seen = {(s.result, s.slot) for s in steps}
        return [
            known and tuple(x if (i, k) in seen else None for k, x in enumerate(known))
            for i, known in enumerate(self._slopes)
        ]

    def to_html(self) -> str:
        description = say("animation", graph=headline(self.graph))
        return html.player(self.to_svg(), description, self._data(), _ENTRY, _STYLES, below=_table(self.captions))

    def to_text(self) -> str:
        return "\n".join(
            f"{n}. {c.title}" + (f"   {c.arithmetic}" if c.arithmetic else "") for n, c in enumerate(self.captions)
        )

    def to_svg(self) -> str:
        return self.frame(len(self.moments) - 1, lit=False)

    def _page_title(self) -> str:
        return headline(self.graph)

    def _data(self) -> Data:
        excerpts = list(dict.fromkeys(moment.code.lines for moment in self.moments if moment.code))
        flows = list(dict.fromkeys([Flow(), *(self._flow(step) for step in self.steps if step.kind == "contribution")]))
        return {
            "words": words_of("player") | (words_of("question") if any(moment.asks for moment in self.moments) else {}),
            "graph": {
                "names": [name(self.graph, i) for i in range(len(self.graph.nodes))],
                "short": [bracketed_name(self.graph, i) for i in range(len(self.graph.nodes))],
                "operands": [node.operands for node in self.graph.nodes],
                "slopes": [known and [html.js_number(float(f"{x:.8g}")) for x in known] for known in self._slopes],
            },
            "begin": [number(node.grad, signed=True) for node in self.graph.nodes],
            "flows": [[flow.colour, flow.width, flow.dash] for flow in flows],
            "code": excerpts,
            "steps": [self._step_data(n, excerpts, flows) for n in range(len(self.moments))],
            "findings": any(map(_remarks, self.captions)),
        }

    def _step_data(self, n: int, excerpts: list[tuple[str, ...]], flows: list[Flow]) -> Data:
        """What a step changes; the player itself keeps what was there before."""
        moment, step = self.moments[n], self.moments[n].step
        data = {"kind": step.kind, "value": step.value, "code": self._place_in_code(n, excerpts)}
        if step.kind in ("seed", "contribution", "write"):
            data["after"] = number(step.after, signed=True)
        if step.kind == "contribution":
            contribution = number(step.contribution, signed=True)
            data |= {
                "result": step.result,
                "slot": step.slot,
                "flow": flows.index(self._flow(step)),
                "contribution": contribution,
            }
            data |= {} if adds_up(step) else {"due": due_after(step)}
        if step.kind == "clear":
            data |= {"cleared": [i for i, _ in step.cleared], "after": number(step.after)}
        if moment.asks:
            data["ask"] = question(step, self.graph, self._gradients_after(n))
        if moment.caption.findings:
            data["wrong"] = 1
        elif moment.caption.doubts:
            data["unknown"] = 1
        return data

    def _gradients_after(self, n: int) -> list[Held]:
        """Those that the value of a step still gets after it, in order."""
        value, later = self.moments[n].step.value, (_gradients_set_by(moment.step) for moment in self.moments[n + 1 :])
        return [gradients[value] for gradients in later if value in gradients]

    def _flow(self, step: Step) -> Flow:
        return flow_of(step.contribution, self._largest)

    def _place_in_code(self, n: int, excerpts: list[tuple[str, ...]]) -> list[int | None] | None:
        """[which excerpt, which of its lines acts]; where no code acts, the excerpt before goes on being shown."""
        code = self.moments[n].code
        if code:
            return [excerpts.index(code.lines), code.active]
        before = [moment.code for moment in self.moments[:n] if moment.code]
        return [excerpts.index(before[-1].lines) if before else 0, None] if excerpts else None


def _gradients_set_by(step: Step) -> dict[int, Held]:
    if step.kind == "clear":
        return {i: step.after for i, _ in step.cleared}
    return {step.value: step.after} if step.kind in ("seed", "contribution", "write") else {}


def _edge(step: Step) -> str:
    return f"e{step.result}_{step.slot}"


def _table(captions: Sequence[Caption]) -> str:
    """All steps as an HTML table: to be read where scripts are stripped, and by the player itself."""
    heads = [say("step"), say("what happens"), say("in numbers"), say("in words")]
    wrong, unknown = any(c.findings for c in captions), any(c.doubts for c in captions)
    heads += [say("what is wrong") if wrong else ""] if wrong or unknown else []
    heads += [say("what is not known")] if unknown else []
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(f"<tr>{_row(n, c)}" for n, c in enumerate(captions))
    return (
        f'<details class="mg-steps"><summary>{escape(say("all steps"))}</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _row(n: int, caption: Caption) -> str:
    remarks = ("".join(f"<p>{escape(text)}</p>" for text in texts) for texts in (caption.findings, caption.doubts))
    cells = (n, *map(escape, (caption.title, caption.arithmetic, caption.sentence)), *remarks)
    return "".join(f"<td>{cell}" for cell in cells)


def _remarks(caption: Caption) -> list[str]:
    """What is wrong in a step, and what is not known, each with its own mark."""
    return [*(f"≠ {text}" for text in caption.findings), *(f"? {text}" for text in caption.doubts)]
