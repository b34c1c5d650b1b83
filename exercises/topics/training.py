"""A training loop: a small model watches what is done to it, and the first mistake that explains it all is told."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Real

from exercises.bytecode import discards, mentions
from exercises.evaluation import near
from exercises.exercise import Choice, Exercise
from exercises.expressions import expression
from exercises.illustrations import gradient_of, picture, solve
from exercises.notebooks_value import value_of_the_engine
from exercises.origin import LearnersFunction
from exercises.training_diary import Diary, Enough, Problem, Step, Walk
from exercises.verdict import Verdict, mistaken, right, wrong
from exercises.watched_model import WatchedModel
from exercises.words import Text
from viz.words.text import plain

_FIRST = Problem(
    inputs=((1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (-1.0, 0.5)), targets=(1.0, -1.0, 0.5, -1.5), start=(0.3, -0.2, 0.1)
)
# A long valley, no steeper than the first one: no single step can halve this loss, and whatever is made for the first
# problem alone does not fit.
_SECOND = Problem(
    inputs=((1.0, 0.5, 0.0), (-0.5, 1.0, 0.5), (0.0, -0.5, 1.0), (0.5, 0.5, -1.0), (-1.0, 0.0, 0.5)),
    targets=(0.45, 0.6, -0.45, -2.0, -1.65),
    start=(0.2, -0.4, 0.1, -0.3),
)
_LOOKED_AT = 200  # steps that are gone through to see whether a smaller rate would do
_HALVINGS = 12  # of the rate that are tried

_DETACHED = Text("training.detached")
_REPLACED = Text("training.replaced")
_COPY = Text("training.copy")
_NO_STEP = Text("learning.same loss")
_NO_WALK = Text("training.no walk")
_WITHOUT_BACKWARD = Text("training.without backward")
_OLD_GRAPH = Text("training.old graph")
_NOT_FROM_0 = Text("training.not from 0")
_WALKED_ONCE = Text("training.walked once")
_SOME_EXAMPLES = Text("training.some examples")
_SOME_PARAMETERS = Text("training.some parameters")
_UNMOVED = Text("training.unmoved")
_ONE_STEP = Text("training.one step")
_TOO_BIG = Text("learning.blown up")
_NOT_LESS = Text("training.not less")
_TOO_SLOW = Text("learning.not enough")
_NOT_HALF = Text("training.not half")
_LEARNED = Text("learning.trained")


@dataclass(frozen=True)
class _Run:
    """A training that is over.

    Attributes:
        train: the learner's function.
        problem: what was to be learned.
        diary: what the model has taken down.
        numbers: of the parameters in the end.
    """

    train: LearnersFunction
    problem: Problem
    diary: Diary
    numbers: Sequence[float]

    @property
    def before(self) -> float:
        return self.problem.loss(self.problem.start)

    @property
    def after(self) -> float:
        return self.problem.loss(self.numbers)

    @property
    def moving(self) -> list[Step]:
        """The steps that changed a number."""
        return [step for step in self.diary.steps if any(step.moves())]

    def told(self, text: Text) -> str:
        """A sentence with the loss before and after."""
        return text.filled(before=plain(self.before), after=plain(self.after))


def _examine(train: LearnersFunction) -> Verdict:
    verdicts = []
    for problem in (_FIRST, _SECOND):
        with value_of_the_engine(train):
            verdicts.append(_of_one(train, problem))
        if verdicts[-1].outcome != "right":
            return verdicts[-1]
    return verdicts[0]


def _of_one(train: LearnersFunction, problem: Problem) -> Verdict:
    model = WatchedModel(problem)
    diary = model.diary
    try:
        train(model, [list(point) for point in problem.inputs], list(problem.targets))
    except Enough:
        pass
    except Exception as error:
        if diary.wrapped:
            return mistaken("wrapped twice")
        if diary.taken_out and not diary.walks and _is_backward_of_a_number(error):
            return wrong(_DETACHED, mistake="detached")
        raise
    if diary.wrapped:
        return mistaken("wrapped twice")
    if not model.is_whole():
        return wrong(_REPLACED)
    run = _Run(train, problem, diary, [p.data for p in model.parameters()])
    return next(filter(None, (look(run) for look in _LOOKS)), None) or _of_the_loss(run)


def _is_backward_of_a_number(error: Exception) -> bool:
    """Whether `.backward()` was called on a plain number."""
    return isinstance(error, AttributeError) and error.name == "backward" and isinstance(error.obj, Real)


def _of_what_was_done(run: _Run) -> Verdict | None:
    """The Verdict where no step, or no walk, has reached the model."""
    diary = run.diary
    if not diary.steps:
        return wrong(_COPY if diary.elsewhere else run.told(_NO_STEP))
    if diary.walks:
        return None
    if discards(run.train, "backward"):
        return mistaken("not called")
    if run.moving:
        return wrong(run.told(_WITHOUT_BACKWARD) if run.after < run.before else _NO_WALK)
    is_detached = diary.taken_out and mentions(run.train, "backward")
    return wrong(_DETACHED, mistake="detached") if is_detached else wrong(_NO_WALK)


def _of_the_walks(run: _Run) -> Verdict | None:
    """The Verdict where something else was walked back than the loss as it is now, with fresh gradients."""
    walks = run.diary.walks
    if all(_is_of_errors(walk, run, squared=False) for walk in walks) and not all(
        _is_of_errors(walk, run, squared=True) for walk in walks
    ):
        return mistaken("not squared")
    if not run.moving and _were_zeroed(run.diary):
        return mistaken("zeroed too early")
    old = [walk for walk in walks if (walk.oldest, walk.newest) != (walk.now, walk.now)]
    built_again = any(run.diary.called_in - {0})
    if old:
        is_of_the_start = all(walk.newest == 0 or (walk.oldest == 0 and not built_again) for walk in walks)
        return mistaken("built once") if is_of_the_start else wrong(_OLD_GRAPH)
    if len(walks) == 1 and len(run.moving) > 1:
        return wrong(_WALKED_ONCE.filled(count=len(run.moving))) if built_again else mistaken("built once")
    if any(walk.stale for walk in walks):
        return mistaken("not called" if discards(run.train, "zero_grad") else "stale gradients")
    begun = _begun_with(walks)
    return wrong(_NOT_FROM_0.filled(given=plain(begun))) if begun else None


def _begun_with(walks: Sequence[Walk]) -> float:
    """The number that the gradients were set to before the walks; 0 where it is not one and the same: with a momentum,
    which keeps a part of what the last walk has left, there are many.
    """
    left = [(0.0,) * len(walks[0].before), *(walk.after for walk in walks)]
    held = {x for last, walk in zip(left, walks) for x, y in zip(walk.before, last) if x not in (0, y)}
    return held.pop() if len(held) == 1 else 0.0


def _of_the_steps(run: _Run) -> Verdict | None:
    """The Verdict where nothing moves, or the steps go up or leave something out."""
    if not run.moving:
        return wrong(_UNMOVED)
    if _goes_up(run):
        return mistaken("uphill", rows=[("loss", f"{plain(run.before)} → {plain(run.after)}", "↓")])
    if any(_was_zeroed(run.diary, i) for i in range(len(run.problem.start))):
        return mistaken("zeroed too early")
    examples = frozenset[int]().union(*(walk.examples for walk in run.diary.walks))
    if -1 not in examples and len(examples) < len(run.problem.inputs):
        return wrong(_SOME_EXAMPLES.filled(given=len(examples), true=len(run.problem.inputs)))
    written = {i for step in run.diary.steps for i in step.writes}
    if len(written) < len(run.problem.start):
        return wrong(_SOME_PARAMETERS.filled(given=len(written), true=len(run.problem.start)))
    return None


def _of_the_loss(run: _Run) -> Verdict:
    one_step = len(run.moving) == 1
    # Of the second problem, whose valley is long, it is enough that the loss falls: rates and rounds suit the first.
    if run.after < run.before / 2 or (run.problem is _SECOND and run.after < run.before and not one_step):
        return right(run.told(_LEARNED))
    rates = _rates(run)
    if not run.after < run.before:
        return wrong(run.told(_TOO_BIG if rates and _smaller_would_do(run.problem, rates) else _NOT_LESS))
    return wrong(run.told(_ONE_STEP if one_step else _TOO_SLOW if rates else _NOT_HALF))


_LOOKS = (_of_what_was_done, _of_the_walks, _of_the_steps)


def _is_of_errors(walk: Walk, run: _Run, squared: bool) -> bool:
    """Whether the root was the sum, or the mean, of the (squared) errors of its examples, and its slopes are those."""
    if walk.oldest != walk.newest or -1 in walk.examples or not walk.examples:
        return False
    problem, numbers = run.problem, run.diary.numbers_in(walk.oldest)
    errors = [problem.errors(numbers)[k] for k in sorted(walk.examples)]
    total = sum(error * error if squared else error for error in errors)
    slopes = (
        problem.slopes(numbers, walk.examples)
        if squared
        else problem.directions([1.0] * len(problem.inputs), walk.examples)
    )
    given = [after - before for before, after in zip(walk.before, walk.after)]
    return any(
        near(walk.number, scale * total) and all(near(x, scale * slope, 1e-5) for x, slope in zip(given, slopes))
        for scale in (1.0, -1.0, 1 / len(errors), -1 / len(errors))
    )


def _were_zeroed(diary: Diary) -> bool:
    """Whether each parameter had a gradient of 0 at its step, and other ones after the last walk."""
    writes = [write for step in diary.steps for write in step.writes.values()]
    return all(write.grad == 0 for write in writes) and any(write.handed for write in writes)


def _was_zeroed(diary: Diary, i: int) -> bool:
    """Whether one parameter never moved and had a gradient of 0 at each of its steps, and other ones after the last
    walk: `zero_grad` among the steps leaves a gradient to the first parameter only.
    """
    writes = [step.writes[i] for step in diary.steps if i in step.writes]
    return not any(write.move or write.grad for write in writes) and any(write.handed for write in writes)


def _goes_up(run: _Run) -> bool:
    """Whether each step goes along the gradients, and the first one makes the squared errors grow; or each goes along
    the true gradient, whatever was walked back.
    """
    moving = _finite(run.moving)
    if moving and all(_rate(step, run.problem, up=True) for step in moving[:_LOOKED_AT]):
        return True
    if not moving or any(write.move * write.grad < 0 for step in moving for write in step.writes.values()):
        return False
    first = moving[0]
    if first.walk is None or first.walk.number < 0 or not any(w.move * w.grad for w in first.writes.values()):
        return False
    slopes = run.problem.slopes(first.start, _examples_of(first))
    return sum(move * slope for move, slope in zip(first.moves(), slopes)) > 0


def _finite(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if all(map(math.isfinite, [*step.start, *step.moves()]))]


_Rate = tuple[frozenset[int] | None, float]  # of which examples the squared errors are (None: of all), and the rate


def _rates(run: _Run) -> list[_Rate]:
    """For each step by how much it goes down the true slope; empty where some step does not."""
    steps = _finite(run.moving)[:_LOOKED_AT]
    rates = [_rate(step, run.problem) for step in steps]
    known = [rate for rate in rates if rate is not None]
    return known if len(known) == len(rates) else []


def _rate(step: Step, problem: Problem, up: bool = False) -> _Rate | None:
    """By how much a step goes down the true slope, or up; None where it does not."""
    for examples in (None, _examples_of(step)):
        rate = _multiple(step.moves(), problem.slopes(step.start, examples))
        if rate is not None and (rate > 0) == up:
            return examples, abs(rate)
    return None


def _examples_of(step: Step) -> frozenset[int] | None:
    """The examples whose loss was walked back last, None where they are not known."""
    return step.walk.examples if step.walk and -1 not in step.walk.examples else None


def _multiple(move: Sequence[float], direction: Sequence[float]) -> float | None:
    """The number c for which move is c times direction, or None where there is none."""
    largest = max(range(len(direction)), key=lambda i: abs(direction[i]))
    c = move[largest] / direction[largest] if direction[largest] else None
    return c if c and all(abs(m - c * d) <= 1e-6 * (abs(m) + abs(c)) for m, d in zip(move, direction)) else None


def _smaller_would_do(problem: Problem, rates: Sequence[_Rate]) -> bool:
    """Whether as many steps with a smaller rate halve the loss."""
    factors = (0.5**k for k in range(1, _HALVINGS + 1))
    return any(problem.loss(_descended(problem, rates, factor)) < problem.loss(problem.start) / 2 for factor in factors)


def _descended(problem: Problem, rates: Iterable[_Rate], factor: float) -> Sequence[float]:
    """Where the same steps end, each that many times as long."""
    numbers: Sequence[float] = problem.start
    for examples, rate in rates:
        slopes = problem.slopes(numbers, examples)
        numbers = [x - factor * rate * slope for x, slope in zip(numbers, slopes)]
    return numbers


def _left_in_the_weight() -> str:
    """What the first round of (w*x + b - t)**2 leaves in w.grad, where nobody sets it back."""
    _, leaves = solve(expression("(w * x + b - t) ** 2", w=-1, x=2, b=0.5, t=3))
    return f"{leaves['w'].grad:g}"


EXERCISES = (
    Exercise(
        name="training",
        lesson=7,
        takes="function",
        examine=_examine,
        picture=picture("(w * x + b - t) ** 2", w=2, x=3, b=1, t=5),
        solution="""def train(model, inputs, targets):
    for _ in range(100):
        total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))
        model.zero_grad()
        total.backward()
        for p in model.parameters():
            p.data -= 0.05 * p.grad""",
        predictions=(
            Choice("old_slope", ("0", "-18", "-9"), _left_in_the_weight, ("0", "-9")),
            gradient_of("training_slope", "w", "(w * x + b - t) ** 2", (4.0, 6.0), w=2, x=3, b=1, t=5),
        ),
    ),
)
