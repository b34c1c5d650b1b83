"""What the player in the browser gets: where everything stands, how each step is played, what is said and asked."""

from collections.abc import Sequence
from dataclasses import astuple
from itertools import groupby, pairwise, zip_longest
from typing import Any, Protocol

from viz.drawing.choreography import BEATS, FADE, HOLDS, KEYS, STEP, TOLD, WAVE
from viz.drawing.curves import Curve
from viz.drawing.geometry import Geometry
from viz.drawing.parts import Part
from viz.drawing.score import Score, found, product_of, slope_used
from viz.drawing.wave import Turn, Wave
from viz.outputs import html
from viz.outputs.html import Data
from viz.outputs.moments import Moment
from viz.outputs.questions import question
from viz.outputs.templates import templated
from viz.values.graph import Graph
from viz.values.in_words import adds_up, due_after
from viz.values.names import bracketed_name, name
from viz.values.numbers import Held
from viz.values.operations import OPERATIONS, Slopes
from viz.values.passes import Step
from viz.words.messages import say, words_of
from viz.words.text import number, plain

_TABLES = {"step": STEP, "wave": WAVE, "fade": FADE}
CHOREOGRAPHY = {"beats": BEATS, "holds": HOLDS, "keys": KEYS, "told": TOLD} | _TABLES  # as the page gets it


class Played(Protocol):
    """What is played: see viz.outputs.player.Animation."""

    graph: Graph
    moments: Sequence[Moment]
    slopes: Sequence[Slopes]
    notes: Sequence[str]
    score: Score
    geometry: Geometry

    @property
    def asks(self) -> bool: ...

    @property
    def wave(self) -> Wave: ...


def player_data(animation: Played) -> Data:
    """The Data of an animation."""
    moments, graph = animation.moments, animation.graph
    names = [name(graph, i) for i in range(len(graph.nodes))]
    excerpts = list(dict.fromkeys(moment.code.lines for moment in moments if moment.code))
    return {
        "words": words_of("player") | (words_of("question") if animation.asks else {}),
        "graph": {
            "names": names,
            "short": [bracketed_name(graph, i) for i in range(len(graph.nodes))],
            "operands": [node.operands for node in graph.nodes],
            "slopes": [known and [html.js_number(float(f"{x:.8g}")) for x in known] for known in animation.slopes],
        },
        "picture": picture_data(animation.geometry, names),
        "notes": list(animation.notes),
        "choreography": CHOREOGRAPHY,
        "begin": templated(animation.score.begin.items()),
        "code": excerpts,
        "steps": templated(_step_data(animation, n, excerpts) for n in range(len(moments))),
        "wave": _wave_data(animation.wave, animation.score),
    }


def picture_data(geometry: Geometry, names: Sequence[str] = ()) -> Data:
    """Where everything stands, for the page that draws it.

    Args:
        geometry: where it stands.
        names: what the page calls the values, if it knows; a box that bears the same is sent without.
    """
    return {
        "extent": [geometry.x, geometry.y, geometry.width, geometry.height],
        "boxes": [
            ["" if box.name == known else box.name, *map(_if_short, astuple(box)[1:])]
            for box, known in zip_longest(geometry.boxes, names)
        ],
        "operations": {i: [*map(_if_short, astuple(operation))] for i, operation in geometry.operations.items()},
        "paths": {edge: _from_point_to_point(path) for edge, path in geometry.paths.items()},
        "marks": geometry.marks,
        "tags": {edge: [round(x, 1), round(y, 1), round(w, 1)] for edge, ((x, y), w) in geometry.tags.items()},
        "equations": {i: _from_operation(geometry, i) for i in geometry.equations},
        "words": words_in_boxes(),
    }


def words_in_boxes() -> dict[str, str]:
    """What stands in the boxes beside the numbers, in the language in force."""
    return {key: say(key) for key in ("data", "grad", "truth")}


def signs_data() -> Data:
    """What a page that places a graph itself (js/twins/geometry.js) shows of the operations: the signs of those that
    are not shown by their symbols, and whose operands are numbered.
    """
    return {
        "shown": {symbol: operation.sign for symbol, operation in OPERATIONS.items() if operation.sign},
        "ordered": [symbol for symbol, operation in OPERATIONS.items() if operation.ordered],
    }


def _from_point_to_point(path: Curve) -> list[float]:
    """Where a curve begins, x and y, and how far it is from each of its control points to the next: most are near."""
    points = [(round(x, 1), round(y, 1)) for x, y in path]
    ways = ((x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(points))
    return [_short(number) for pair in (points[0], *ways) for number in pair]


def _from_operation(geometry: Geometry, i: int) -> list[Any]:
    """The place of an equation, seen from the middle of its operation: many are the same."""
    (left, top, width, is_above), operation = geometry.equations[i], geometry.operations[i]
    return [_short(left - operation.x), _short(top - operation.y), _short(width), is_above]


def _short(x: float) -> float:
    """A tenth of a px is enough, and a whole px needs no point."""
    x = round(x, 1)
    return int(x) if x == int(x) else x


def _if_short(state: Any) -> Any:
    return _short(state) if isinstance(state, float) else state


def _step_data(animation: Played, n: int, excerpts: list[tuple[str, ...]]) -> Data:
    moment, step = animation.moments[n], animation.moments[n].step
    data: Data = {
        "kind": step.kind, "value": step.value, "length": animation.score.length(n),
        "code": _place_in_code(animation.moments, n, excerpts),
        "parts": [_part_data(part) for part in animation.score.parts[n]],
    }  # fmt: skip
    if step.kind in ("seed", "contribution", "write"):
        data["after"] = number(step.after, signed=True)
    if step.kind == "clear":
        data |= {"cleared": [i for i, _ in step.cleared]}
    if step.kind == "contribution":
        data |= {"result": step.result, "slot": step.slot, "moves": _moves(step)}
    if moment.asks:
        later = _gradients_after(animation.moments, n)
        steps = [other.step for other in animation.moments]
        data["ask"] = question(moment.asks, step, animation.graph, steps, later)
    if moment.caption.findings:
        data["wrong"] = 1
    elif moment.caption.doubts:
        data["unknown"] = 1
    return data


def _moves(step: Step) -> Data:
    """The three moves in numbers, by hand; what of them is not as it should be."""
    product = product_of(step)
    moves: Data = {
        "local": plain(slope_used(step)), "upstream": plain(step.upstream),
        "product": plain(step.contribution if product is None else product),
        "before": plain(step.before), "after": plain(step.after),
    }  # fmt: skip
    if plain(slope_used(step)) != plain(step.local):
        moves["slope_due"] = plain(step.local)
    if found(step, "no upstream"):
        moves["skipped"] = 1
    return moves if adds_up(step) else moves | {"due": due_after(step)}


def _part_data(part: Part) -> list[Any]:
    return [part.name, part.roles, part.facts, part.begin]


def _wave_data(wave: Wave, score: Score) -> Data:
    return {
        "turns": _turns_data(wave, score),
        "backward": round(wave.backward), "end": round(wave.end), "length": round(wave.length),
        "keys": [round(key) for key in wave.keys],
    }  # fmt: skip


def _turns_data(wave: Wave, score: Score) -> list[Any]:
    """Those that are played together: [begin, scale, table, [step, or step and its other facts, ...]]."""
    table = {id(parts): key for key, parts in _TABLES.items()}
    together = groupby(wave.turns, key=lambda t: (round(t.begin, 2), round(t.scale, 6), table[id(t.parts)]))
    return [[*when, [_turn_data(turn, score) for turn in turns]] for when, turns in together]


def _turn_data(turn: Turn, score: Score) -> int | list[Any]:
    facts = _other_facts(turn, score)
    return [turn.step, facts] if facts else turn.step


def _other_facts(turn: Turn, score: Score) -> dict[str, Any] | None:
    """Those that are not the step's own ones; None where all are."""
    own = next((part.facts for part in score.parts[turn.step] if "chips" in part.facts), {})
    return {key: fact for key, fact in (turn.facts or {}).items() if own.get(key) != fact} or None


def _gradients_after(moments: Sequence[Moment], n: int) -> list[Held]:
    """Those that the value of a step still gets after it, in order."""
    value, later = moments[n].step.value, (_gradients_set_by(moment.step) for moment in moments[n + 1 :])
    return [gradients[value] for gradients in later if value in gradients]


def _gradients_set_by(step: Step) -> dict[int, Held]:
    if step.kind == "clear":
        return {i: step.after for i, _ in step.cleared}
    return {step.value: step.after} if step.kind in ("seed", "contribution", "write") else {}


def _place_in_code(moments: Sequence[Moment], n: int, excerpts: list[tuple[str, ...]]) -> list[Any] | None:
    """[which excerpt, which of its lines acts, where in it the moves stand]; None where no code acts."""
    code = moments[n].code
    return [excerpts.index(code.lines), code.active, code.moves] if code else None
