"""Plays steps over the picture of a graph: as an output for Jupyter, a page of its own, a picture of one step."""

from dataclasses import replace
from html import escape
from numbers import Real

from viz.drawing.edges import Flow, flow_of
from viz.drawing.svg import Look, NotYet, draw_graph, place_graph
from viz.outputs import export, html
from viz.values.in_words import adds_up, due_after, headline, name
from viz.words.messages import say
from viz.words.text import number, width, wrap

_SLOPES_UP_TO = 40  # values: beyond, the room for slopes would widen a picture that is too wide already
_ENLARGED = 1.5
_CAPTION_COLUMNS = 60  # a line has at least so much room
_FILES = ("player.css", "numbers.js", "arithmetic.js", "host.js", "stage.js", "player.js")


class Animation:
    """Steps over one picture: shown by Jupyter, in a page of its own by `.save("lesson.html")`.

    Attributes:
        graph: the Graph as it is at the beginning.
        layout: its Layout.
        steps: the Steps; the first shows how it begins.
        told: for each step what is told of it (see viz.values.in_words).
    """

    def __init__(self, graph, steps, slopes, told, code, asked=frozenset(), notes=()):
        self.graph, self.steps, self.told = graph, steps, told
        self._slopes, self._code, self._asked = slopes, code, asked
        self._with_slopes = len(graph.nodes) <= _SLOPES_UP_TO
        self.layout = place_graph(graph, slopes if self._with_slopes else None)
        self._largest = max((abs(s.share) for s in steps if _is_finite(s.share)), default=1.0) or 1.0
        self._notes = notes

    def frame(self, step, arriving=None, lit=True, captioned=False):
        """The picture at a step, a complete SVG document.

        Args:
            step: the index in steps.
            arriving: None once the step is done; before, how far its number has come on its way, from 0 to 1.
            lit: whether the values that the step is about stand out.
            captioned: whether what is told of the step stands below.
        """
        last, done = self.steps[step], self.steps[: step + (arriving is None)]
        graph = self.graph_after(done)
        flowed = [s for s in done if s.kind == "contribution"]
        look = Look(
            slopes=self._slopes_of(flowed) if self._with_slopes else None,
            flows={_edge(s): self._flow(s) for s in flowed},
            active=frozenset({last.value, last.result} - {None}) if lit and last.kind not in ("start", "end") else frozenset(),
            tooltips=False,  # they would tell of the numbers of one step only
            tokens=() if arriving is None else self._tokens(last, arriving),
        )
        captions = self._captions() if captioned else [()] * len(self.steps)
        columns = max((width(line) for caption in captions for line in caption), default=0)
        return draw_graph(graph, self.layout, look, self._notes, self.told[step].title, _ENLARGED, captions[step], columns)

    def marked(self):
        """The picture after the last step, with a ≠ on each arrow whose step is told to be wrong and each value left wrong: an SVG document."""
        unequal = {_edge(s) for s in self.steps if s.kind == "contribution" and s.findings}
        for step, found in ((s, found) for s in self.steps for found in s.findings):
            if found.name == "missing":
                result = step.value if step.result is None else step.result
                unequal |= {f"e{result}_{slot}" for slot in found.values["slots"]}
            if found.name == "wrong":
                unequal |= set(found.values["values"])
        graph = self.graph_after(self.steps)
        flows = {_edge(s): self._flow(s) for s in self.steps if s.kind == "contribution"}
        look = Look(flows=flows, unequal=frozenset(unequal), tooltips=False)
        return draw_graph(graph, self.layout, look, self._notes, say("marked", graph=headline(graph)))

    def _captions(self):
        """For each step the lines below its picture: what happens, in numbers, what is wrong; of each step equally many."""
        room = max(_CAPTION_COLUMNS, int(self.layout.width / 10))
        captions = [[t.title, t.arithmetic, *(line for text in t.findings for line in wrap(f"≠ {text}", room))] for t in self.told]
        most = max(map(len, captions))
        return [caption + [""] * (most - len(caption)) for caption in captions]

    def _tokens(self, step, way):
        """What travels in a step: forwards the operands' data into the operation, backwards the gradient against the arrows."""
        paths = self.layout.paths
        if step.kind == "forward":
            operands = enumerate(self.graph.nodes[step.value].operands)
            return tuple((number(self.graph.nodes[k].data), paths[f"e{step.value}_{slot}"], way) for slot, k in operands if k is not None)
        if step.kind == "contribution":
            leg, text = (f"r{step.result}", step.upstream) if way < 0.5 else (_edge(step), step.share)
            return ((number(text, signed=True), paths[leg][::-1], 2 * way % 1),)
        return ()

    def save(self, path, step=None):
        """Write the animation to a file; the name's ending says as what.

        Args:
            path: `.html` is a page that plays it without a network; `.gif` a moving picture (a progress bar tells how far it
                is); `.svg` and `.png` one step.
            step: for `.svg` and `.png` which step, by its number; without it the last one.

        Returns:
            The Path.

        Raises:
            ValueError: another ending, or no such step.
            MissingExtra: `.png` and `.gif` need a rasteriser; the message says which one.
        """
        return export.save(self, path, step)

    def graph_after(self, steps):
        """The graph with the data and the gradients that it has after those steps."""
        grads = dict(enumerate(node.grad for node in self.graph.nodes))
        for step in steps:
            grads.update(_gradients_set_by(step))
        coming = {s.value for s in self.steps[len(steps) :] if s.kind == "forward"}
        nodes = (
            replace(node, grad=grads[i], data=NotYet() if i in coming else node.data) for i, node in enumerate(self.graph.nodes)
        )
        return replace(self.graph, nodes=tuple(nodes))

    def _slopes_of(self, steps):
        seen = {(s.result, s.slot) for s in steps}
        return [known and tuple(x if (i, k) in seen else None for k, x in enumerate(known)) for i, known in enumerate(self._slopes)]

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self._html(), "text/plain": repr(self)}

    def __repr__(self):
        lines = (f"{n}. {t.title}" + (f"   {t.arithmetic}" if t.arithmetic else "") for n, t in enumerate(self.told))
        return "\n".join(lines)

    def _html(self):
        description = say("animation", graph=headline(self.graph))
        picture = self.frame(len(self.steps) - 1, lit=False)
        return html.output(picture, description, self._data(), _FILES, "Player", below=_table(self.told))

    def _data(self):
        excerpts = list(dict.fromkeys(excerpt.lines for excerpt in self._code if excerpt))
        flows = list(dict.fromkeys([Flow(), *(self._flow(step) for step in self.steps if step.kind == "contribution")]))
        return {
            "words": _words_of_the_player() | (_words_of_questions() if self._asked else {}),
            "graph": {
                "names": [name(self.graph, i) for i in range(len(self.graph.nodes))],
                "operands": [node.operands for node in self.graph.nodes],
                "slopes": [known and [html.js_number(float(f"{x:.8g}")) for x in known] for known in self._slopes],
            },
            "begin": [number(node.grad, signed=True) for node in self.graph.nodes],
            "flows": [[flow.colour, flow.width, flow.dash] for flow in flows],
            "code": excerpts,
            "steps": [self._step_data(n, excerpts, flows) for n in range(len(self.steps))],
            "findings": any(t.findings for t in self.told),
        }

    def _step_data(self, n, excerpts, flows):
        """What a step changes; the player itself keeps what was there before."""
        step = self.steps[n]
        data = {"kind": step.kind, "value": step.value, "code": self._place_in_code(n, excerpts)}
        if step.kind in ("seed", "contribution", "write"):
            data["after"] = number(step.after, signed=True)
        if step.kind == "contribution":
            share = number(step.share, signed=True)
            data |= {"result": step.result, "slot": step.slot, "flow": flows.index(self._flow(step)), "share": share}
            data |= {} if adds_up(step) else {"due": due_after(step)}
        if step.kind == "clear":
            data |= {"cleared": [i for i, _ in step.before], "after": number(step.after)}
        if n in self._asked:
            data["ask"] = _question(step)
        if self.told[n].findings:
            data["wrong"] = 1
        return data

    def _flow(self, step):
        return flow_of(step.share, self._largest)

    def _place_in_code(self, n, excerpts):
        """[which excerpt, which of its lines acts]; where no code acts, the excerpt before goes on being shown."""
        if self._code[n]:
            return [excerpts.index(self._code[n].lines), self._code[n].active]
        before = [excerpt for excerpt in self._code[:n] if excerpt]
        return [excerpts.index(before[-1].lines) if before else 0, None] if excerpts else None


def _gradients_set_by(step):
    if step.kind == "clear":
        return {i: step.after for i, _ in step.before}
    return {step.value: step.after} if step.kind in ("seed", "contribution", "write") else {}


def _edge(step):
    return f"e{step.result}_{step.slot}"


def _question(step):
    """What the right answer is, and what the two usual half answers are."""
    scale = max((abs(x) for x in (step.before, step.share) if _is_finite(x)), default=0.0)
    numbers = {"number": step.after, "share": step.share, "local": step.local, "scale": scale}
    return {key: html.js_number(float(x)) for key, x in numbers.items()} | {"text": number(step.after).removesuffix(".0")}


def _is_finite(x):
    return isinstance(x, Real) and abs(float(x)) < float("inf")


def _table(told_steps):
    """All steps as an HTML table: to be read where scripts are stripped, and by the player itself."""
    heads = [say("step"), say("what happens"), say("in numbers"), say("in words")]
    heads += [say("what is wrong")] if any(t.findings for t in told_steps) else []
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(f"<tr>{_row(n, t)}" for n, t in enumerate(told_steps))
    return (
        f'<details class="mg-steps"><summary>{escape(say("all steps"))}</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _row(n, t):
    findings = "".join(f"<p>{escape(text)}</p>" for text in t.findings)
    return "".join(f"<td>{cell}" for cell in (n, escape(t.title), escape(t.arithmetic), escape(t.sentence), findings))


def _words_of_the_player():
    return {
        "first": say("first"), "back": say("back"), "play": say("play"), "pause": say("pause"), "forward": say("forward"), "last": say("last"),
        "speed": say("speed"), "which": say("which step"), "controls": say("controls"), "panel": say("panel"), "picture": say("picture help"),
        "step_of": say("step of", step="{step}", steps="{steps}"), "code": say("code"),
        "local": say("local slope"), "upstream": say("times out.grad"), "accumulate": say("accumulate"),
        "story": say("story of", name="{name}"), "close": say("close"),
        "contributions": say("contributions"), "no_contributions": say("no contributions"), "is_root": say("is the root"), "true": say("true gradient"), "not_yet": say("not yet"),
        "paths": say("sum over paths", root="{root}"), "more_paths": say("more paths", count="{count}", sum="{sum}"), "paths_at_end": say("paths at the end"),
    }  # fmt: skip


def _words_of_questions():
    return {
        "think": say("think first"), "ask": say("ask", operand="{operand}"), "answer": say("answer"), "check": say("check"), "show": say("show me"),
        "right": say("right", answer="{answer}"), "nudge": say("nudge"), "only_share": say("only the share"), "only_slope": say("only the slope"),
        "revealed": say("revealed", answer="{answer}"), "not_a_number": say("not a number"),
        "score": say("score", right="{right}", asked="{asked}", later="{later}"),
    }  # fmt: skip
