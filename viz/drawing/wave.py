"""The wave: all steps in one go, without stops. Forwards rank by rank, then backwards by the distance from the result.

What the true passes do one after the other is seen at once wherever the order does not matter: it is the idea, not the
program. A recorded pass keeps the order in which the code went.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from viz.drawing.choreography import FADE, WAVE, Cue, Parts
from viz.drawing.scenes import Scene, played
from viz.drawing.score import Score, added
from viz.values.graph import Graph
from viz.values.numbers import as_float
from viz.values.passes import Step

_LANDED = 1300  # thousandths of a turn: when the sum has been made
_FIRST, _FADE, _REST, _SEED, _LAST = 250, 500, 700, 450, 2000  # ms before, between and after what happens
_FORWARD, _BACKWARD = (2100, 1000), (3900, 1800)  # ms in all; of one rank at most
_RECORDED, _SEEN = 5460, 650  # ms in all of what keeps its order; of one step of it at least, together with the next
_MOST_KEYS = 24
_CALM = 4  # ms: so long at least before something sets out
_TRAVELLING = {"bead", "ghost", "ring", "fall"}  # the properties of what only passes


@dataclass(frozen=True)
class Turn:
    """When a step of the wave is played.

    Attributes:
        step: which.
        begin: its beginning, in ms.
        scale: how long a thousandth of its time takes, in ms.
        parts: WAVE or FADE.
        facts: what differs from the step by itself: what is added up in another order.
    """

    step: int
    begin: float
    scale: float
    parts: Parts
    facts: dict[str, Any] | None = None


class Wave:
    """All steps of a Score in one go.

    Attributes:
        turns: the Turns, in order of time.
        backward: when the second half begins, in ms.
        length: of all, in ms.
        keys: the moments, in ms, that stand for the whole where nothing is to move.
    """

    def __init__(self, graph: Graph, steps: Sequence[Step], score: Score) -> None:
        self._steps, self._score = steps, score
        levels, distances = _levels(graph), _distances(graph)
        forward = [n for n, step in enumerate(steps) if step.kind == "forward"]
        ranks = max((levels[steps[n].value] for n in forward), default=0)
        rank = _each(_FORWARD, ranks)
        self.backward = round(_FIRST + ranks * rank) + (_REST if forward else 0)
        turns = [Turn(n, _FIRST + (levels[steps[n].value] - 1) * rank, rank / 1000, WAVE) for n in forward]
        turns += [Turn(n, self.backward - _FADE, 1, FADE) for n in forward]
        later = [n for n, step in enumerate(steps) if step.kind not in ("start", "forward")]
        in_order = any(_keeps_its_place(step) for step in steps)
        back = self._as_recorded(later) if in_order else self._by_distance(later, distances)
        self.turns = sorted(map(_rounded, [*turns, *back]), key=lambda turn: turn.begin)
        self.end = max((turn.begin + _LANDED * turn.scale for turn in back), default=self.backward)
        self.length = self.end + _LAST
        self.keys = [*self._calm_moments(), self.length]

    def cues(self) -> Iterator[Cue]:
        """All that happens, in order of time."""
        for turn in self.turns:
            for part in self._score.parts[turn.step]:
                told = (
                    replace(part, facts={**part.facts, **turn.facts}) if turn.facts and "chips" in part.facts else part
                )
                yield from told.cues(turn.parts, turn.begin, turn.scale)

    def scene(self, ms: float) -> Scene:
        """The Scene at a moment."""
        return played(self._score.begin, self.cues(), ms)

    def _calm_moments(self) -> list[float]:
        """When something is done and nothing is on its way: at most _MOST_KEYS, spread over the whole."""
        begins = {(turn.begin, turn.scale) for turn in self.turns if turn.parts is WAVE}
        moments = {begin + part * scale for begin, scale in begins for part in _moments(begin, self.backward)}
        moments |= {self.backward - _CALM, self.backward + _SEED - _CALM}
        busy = _merged((begin - _CALM / 2, end + 1) for begin, end, _, name, *_ in self.cues() if name in _TRAVELLING)
        calm = sorted(ms for ms in moments if 0 < ms < self.length and not _lies_in(busy, ms))
        apart = max(1.0, (len(calm) - 1) / (_MOST_KEYS - 1))
        return [calm[round(k * apart)] for k in range(min(len(calm), _MOST_KEYS))]

    def _as_recorded(self, later: Sequence[int]) -> list[Turn]:
        moving = [n for n in later if self._steps[n].kind != "end"]
        apart = min(_RECORDED / max(1, len(moving)), _BACKWARD[1])
        scale = max(apart, _SEEN) / 1000
        return [Turn(n, self.backward + apart * k, scale, WAVE) for k, n in enumerate(later)]

    def _by_distance(self, later: Sequence[int], distances: Sequence[int]) -> list[Turn]:
        span = _each(_BACKWARD, max(distances, default=0))
        turns: list[Turn] = []
        chips: dict[int, list[list[Any]]] = {}
        at = {n: distances[result] if (result := self._steps[n].result) is not None else -1 for n in later}
        in_order = sorted(later, key=lambda n: at[n])
        contributions = [step for step in (self._steps[n] for n in later) if step.kind == "contribution"]
        sums = {step.value: as_float(step.before) for step in reversed(contributions)}
        ends = {step.value: step.after for step in contributions}
        last = {self._steps[n].value: n for n in in_order}
        for n in in_order:
            step = self._steps[n]
            if step.kind != "contribution":
                turns.append(Turn(n, self.backward, 1, WAVE))
                continue
            end = ends[step.value] if last[step.value] == n else None  # rounded as in the true order
            facts, sums[step.value] = added(step, sums[step.value], chips.setdefault(step.value, []), end)
            turns.append(Turn(n, self.backward + _SEED + at[n] * span, span / 1000, WAVE, facts))
        return turns


def _keeps_its_place(step: Step) -> bool:
    """Whether a step shows that the order of a pass matters: it is no sum, or something is wrong."""
    is_usual = step.kind in ("start", "forward", "seed", "contribution", "end")
    return not is_usual or any(not finding.is_doubt for finding in step.findings)


def _rounded(turn: Turn) -> Turn:
    """The same as the page is told it: both play it to the same moment."""
    return replace(turn, begin=round(turn.begin), scale=round(turn.scale, 4))


def _moments(begin: float, backward: float) -> Iterable[float]:
    """The moments of a rank, in thousandths: what has been computed; and backwards what was multiplied, and added."""
    return (985,) if begin < backward else (440, 985)


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same stretches of time, those that overlap made one, in order."""
    found: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found


def _lies_in(spans: Sequence[tuple[float, float]], ms: float) -> bool:
    k = bisect([begin for begin, _ in spans], ms) - 1
    return k >= 0 and ms <= spans[k][1]


def _each(times: tuple[float, float], count: int) -> float:
    whole, most = times
    return min(whole / max(1, count), most)


def _levels(graph: Graph) -> list[int]:
    """For each value how many operations are between it and the leaf that is farthest away."""
    levels = [0] * len(graph.nodes)
    for i, node in enumerate(graph.nodes):
        levels[i] = max((levels[k] + 1 for k in node.operands if k is not None), default=0)
    return levels


def _distances(graph: Graph) -> list[int]:
    """For each value how many operations are between it and the result, on the longest way."""
    distances = [0] * len(graph.nodes)
    for i in range(len(graph.nodes) - 1, -1, -1):
        for k in graph.nodes[i].operands:
            if k is not None:
                distances[k] = max(distances[k], distances[i] + 1)
    return distances
