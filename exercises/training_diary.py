"""What a training loop does to a model: which examples it asks, which graphs it walks back, how the parameters move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from micrograd.engine import Value
from viz.values.numbers import as_float, or_nan
from viz.values.operands import is_value_like

_MOST = 1000  # steps, or walks of graphs that are out of date: then it is known what the code does


@dataclass(frozen=True)
class Problem:
    """What is to be learned.

    Attributes:
        inputs: one list of numbers for each example.
        targets: one number for each example.
        start: the weights and the bias to begin with.
    """

    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]
    start: tuple[float, ...]

    def errors(self, numbers: Sequence[float]) -> list[float]:
        """Prediction minus target for each example, with those weights and that bias."""
        *weights, bias = numbers
        return [
            sum(w * x for w, x in zip(weights, point)) + bias - target
            for point, target in zip(self.inputs, self.targets)
        ]

    def loss(self, numbers: Sequence[float]) -> float:
        """The sum of the squared errors."""
        return sum(error * error for error in self.errors(numbers))

    def slopes(self, numbers: Sequence[float], examples: "frozenset[int] | None" = None) -> list[float]:
        """The gradient of that sum; of some examples only, where they are given."""
        return self.directions([2 * error for error in self.errors(numbers)], examples)

    def directions(self, factors: Sequence[float], examples: "frozenset[int] | None" = None) -> list[float]:
        """For each parameter the sum of what it is multiplied by in each example, times the factor of that example."""
        asked = range(len(self.inputs)) if examples is None else sorted(examples)
        return [sum(factors[k] * (*self.inputs[k], 1.0)[i] for k in asked) for i in range(len(self.start))]


@dataclass(frozen=True)
class Walk:
    """One call of `backward()`.

    Attributes:
        number: of the root.
        examples: the places of the examples that it was computed from; -1 for a point that is no example.
        oldest, newest: the states of the parameters that it was computed in.
        now: the state when it was walked back.
        before, after: the gradients of the parameters.
        stale: the places of the parameters that had moved and still held what the walk before had left there.
    """

    number: float
    examples: frozenset[int]
    oldest: int
    newest: int
    now: int
    before: tuple[float, ...]
    after: tuple[float, ...]
    stale: frozenset[int]


@dataclass(frozen=True)
class Write:
    """One assignment to the `.data` of a parameter.

    Attributes:
        move: by how much the number changed.
        grad: what the parameter's gradient was.
        handed: what the last walk had left there.
    """

    move: float
    grad: float
    handed: float


@dataclass
class Step:
    """Assignments with no call and no walk between them, each parameter at most once.

    Attributes:
        start: the numbers of the parameters before.
        walk: the last walk before, or None.
        writes: {place of a parameter: its Write}.
    """

    start: tuple[float, ...]
    walk: Walk | None
    writes: dict[int, Write] = field(default_factory=dict)

    def moves(self) -> list[float]:
        """By how much each parameter moved."""
        return [self.writes[i].move if i in self.writes else 0.0 for i in range(len(self.start))]


class Enough(Exception):
    """Raised in a loop that leads nowhere: one that waits for the loss to fall would go on for ever."""


Origin = tuple[int, int, frozenset[int]]  # of a result: the oldest and the newest state, the examples


@dataclass
class Diary:
    """What happened, as far as the first thousand steps.

    Attributes:
        numbers: those of the parameters, as far as it goes.
        walks, steps: in their order.
        called_in: the states of the parameters in which the model was called.
        elsewhere: whether the parameters of a copy were changed.
        wrapped: whether a Value was put into a `.data`.
        taken_out: whether the learner's code has read the `.data` of something that was computed from the parameters.
    """

    numbers: tuple[float, ...]
    walks: list[Walk] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    called_in: set[int] = field(default_factory=set)
    elsewhere: bool = False
    wrapped: bool = False
    taken_out: bool = False

    def __post_init__(self) -> None:
        self._places: dict[int, int] = {}
        self._states, self._numbers = {self.numbers: 0}, [self.numbers]
        self._parameters: list[Value] = []
        self._step_is_open = False

    def __deepcopy__(self, memo: dict[int, Any]) -> "Diary":
        return self  # a copy of the model writes into the same diary

    @property
    def state(self) -> int:
        """Which of the states that the parameters have had they have now; 0 is the first."""
        return self._states[self.numbers]

    def numbers_in(self, state: int) -> tuple[float, ...]:
        """What the numbers of the parameters were in a state."""
        return self._numbers[state]

    def watch(self, parameters: list[Value]) -> None:
        """The parameters that it is about; to be called once."""
        self._parameters = parameters
        self._places = {id(p): i for i, p in enumerate(parameters)}

    def has(self, parameters: Sequence[object]) -> bool:
        """Whether these are the very parameters that it is about."""
        return list(map(id, parameters)) == list(self._places)

    def note_call(self) -> None:
        self.called_in.add(self.state)
        self._step_is_open = False

    def note_write(self, parameter: Value, old: object, new: object) -> None:
        place = self._places.get(id(parameter))
        if place is None:
            self.elsewhere = True
            return
        self.wrapped = self.wrapped or is_value_like(new)
        step = self.steps[-1] if self._step_is_open and place not in self.steps[-1].writes else None
        if step is None:
            step = Step(self.numbers, self.walks[-1] if self.walks else None)
            self.steps.append(step)
            self._step_is_open = True
        number = or_nan(as_float(new))
        grad, handed = or_nan(as_float(parameter.grad)), step.walk.after[place] if step.walk else 0.0
        step.writes[place] = Write(number - or_nan(as_float(old)), grad, handed)
        self.numbers = (*self.numbers[:place], number, *self.numbers[place + 1 :])
        if self.numbers not in self._states:
            self._states[self.numbers] = len(self._numbers)
            self._numbers.append(self.numbers)
        if len(self.steps) > _MOST:
            self._close()
            if len(self._states) == 1 or any(walk.stale for walk in self.walks) or self._climbs():
                raise Enough

    def note_walk(self, number: float, origin: Origin, before: tuple[float, ...]) -> None:
        oldest, newest, examples = origin
        last = self.walks[-1] if self.walks else None
        moved = {i for step in self.steps if step.walk is last for i in step.writes} if last else set()
        stale = frozenset(i for i in moved if last and before[i] and before[i] == last.after[i])
        self.walks.append(Walk(number, examples, oldest, newest, self.state, before, self.gradients(), stale))
        self._step_is_open = False
        if len(self.walks) > _MOST and all(walk.oldest == 0 for walk in self.walks):
            raise Enough

    def _climbs(self) -> bool:
        """Whether every step so far has gone up a loss that is not below 0."""
        writes = (write for step in self.steps for write in step.writes.values())
        return all(walk.number >= 0 for walk in self.walks) and not any(write.move * write.grad < 0 for write in writes)

    def _close(self) -> None:
        """Have the parameters be common Values from now on, which are several times as fast."""
        for p in self._parameters:
            p.__class__ = Value

    def gradients(self) -> tuple[float, ...]:
        """Those of the parameters now."""
        return tuple(or_nan(as_float(p.grad)) for p in self._parameters)
