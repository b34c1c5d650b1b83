"""The parts that a step is played with: a piece of choreography, who plays in it, and with which numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from viz.drawing.choreography import STEP, Cue, Parts


@dataclass(frozen=True)
class Part:
    """One part of a step.

    Attributes:
        name: which; a key of viz.drawing.choreography.STEP.
        roles: {role: the value, operation or arrow that plays it}.
        facts: {name: text or number that stands in its cues}.
        begin: ms after the step's beginning.
    """

    name: str
    roles: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    begin: float = 0

    def cues(self, parts: Parts = STEP, begin: float = 0, scale: float = 1) -> Iterator[Cue]:
        """Its cues with the roles and facts filled in, moved to a time and stretched.

        Args:
            parts: STEP, WAVE or FADE; in a part that is not among them nothing is seen.
            begin: ms by which all is moved.
            scale: how long a unit of the cues' times takes, in ms.
        """
        start = begin + (self.begin if parts is STEP else 0)
        for cue_begin, cue_end, role, name, before, after, easing in parts.get(self.name, ()):
            yield (
                start + cue_begin * scale, start + cue_end * scale, self.roles[role], name,
                self._fact(before), self._fact(after), easing,
            )  # fmt: skip

    def _fact(self, state: Any) -> Any:
        return self.facts[state[1:]] if isinstance(state, str) and state.startswith("$") else state
