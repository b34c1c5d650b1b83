"""The gradient of softmax with cross entropy, by hand: after the first assignment of CS224n."""

import math
from collections.abc import Sequence

from exercises.differences import slope_of
from exercises.exercise import Choice, Exercise
from exercises.illustrations import picture
from exercises.numbers_returned import Place, Wanted, examine_numbers
from exercises.topics.published.softmax_loss import loss_of, probabilities
from exercises.words import Text

_PLACES = (
    ((0.0, 3.0, -2.0, 1.0), 3),
    ((1.0, 2.0, 0.5), 0),
    ((0.25, -0.75), 1),
    ((2.0, -1.0, 0.5, 1.5, -0.25), 2),
    ((1.5, 1.5, 0.75), 1),
)


def _truth(place: Place) -> list[float | None]:
    scores, which = place
    return [slope_of(lambda *moved: loss_of(moved, which), scores, k) for k in range(len(scores))]


def _by_hand(place: Place, made: frozenset[str]) -> list[float]:
    scores, which = place
    said = _said(scores, made)
    which = 0 if "the first" in made else len(scores) - 1 if "the last" in made else which
    target = [float(k == which or "from all" in made) for k in range(len(scores))]
    if "at the probability" in made:
        return [-y / p if p else math.nan for p, y in zip(said, target)]
    found = said if "target left out" in made else [p - y for p, y in zip(said, target)]
    if "only the right one" in made:
        found = [x * y for x, y in zip(found, target)]
    factor = (-1 if "turned" in made else 1) / (len(scores) if "divided" in made else 1)
    return [factor * x for x in found]


def _said(scores: Sequence[float], made: frozenset[str]) -> list[float]:
    """What takes the place of the probabilities."""
    if "scores" in made:
        return list(scores)
    if "scores shared" in made:
        return [x / sum(scores) for x in scores]
    if "not normalised" in made:
        return [math.exp(x) for x in scores]
    return probabilities(scores)


_ANOTHER = Text("softmax_gradient.another")
_WANTED = Wanted(
    "softmax_gradient",
    _PLACES,
    lambda place: [f"[{k}]" for k in range(len(place[0]))],
    _truth,
    _by_hand,
    {
        "target left out": Text("softmax_gradient.target left out"),
        "turned": Text("softmax_gradient.turned"),
        "scores": Text("softmax_gradient.scores"),
        "scores shared": Text("softmax_gradient.scores shared"),
        "not normalised": Text("softmax_gradient.not normalised"),
        "at the probability": Text("softmax_gradient.at the probability"),
        "only the right one": Text("softmax_gradient.only the right one"),
        "from all": Text("softmax_gradient.from all"),
        "divided": Text("softmax_gradient.divided"),
        "the first": _ANOTHER,
        "the last": _ANOTHER,
    },
    {},
)


def _raised() -> str:
    """What becomes of the gradients when all scores are larger by 100."""
    before, after = (
        sum(abs(p) for p in probabilities([x + more for x in (0.0, 3.0, -2.0)])[:2]) for more in (0.0, 100.0)
    )
    return "same" if math.isclose(before, after) else "larger" if after > before else "smaller"


EXERCISES = (
    Exercise(
        name="softmax_gradient",
        lesson=10,
        takes="function",
        examine=lambda function: examine_numbers(function, _WANTED),
        picture=picture("p = a.exp(); q = b.exp(); (q / (p + q)).log() * -1", a=1, b=0),
        solution="""def softmax_gradient(scores, which):
    exps = [math.exp(score) for score in scores]
    total = sum(exps)
    gradients = [e / total for e in exps]
    gradients[which] -= 1
    return gradients""",
        optional=True,
        predictions=(Choice("scores_raised", ("same", "larger", "smaller"), _raised, ("larger", "smaller")),),
    ),
)
