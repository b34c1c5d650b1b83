"""The lists that plots are given: read into floats, or refused in a sentence that says what came in and what is
expected.

Raises everywhere: TypeError for what is of another kind, ValueError for a number or a length that no plot can show.
"""

import itertools
import math
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any

from viz.values.arguments import finite, read_number
from viz.words.messages import say
from viz.words.text import fit, short_repr

Losses = tuple[str | None, list[float]]  # of one run, with its name

_MOST_CURVES = 8
_NAME_COLUMNS = 16


def _as_list(name: str, things: object) -> list[Any]:
    if not isinstance(things, Iterable) or isinstance(things, (str, bytes, Mapping)):
        raise TypeError(say("not a list", name=name, kind=type(things).__name__, shown=short_repr(things)))
    return list(things)


def read_curves(losses: Mapping[Any, Any] | Iterable[Any], labels: Iterable[object] | None) -> list[Losses]:
    """The runs, one or several; None for a name where there is none."""
    names: list[Any]
    if isinstance(losses, Mapping):
        names, lists = [*losses], [*losses.values()]
    else:
        lists = _as_list("losses", losses)
        lists = lists if lists and all(isinstance(each, (list, tuple)) for each in lists) else [lists]
        names = [None] * len(lists)
    if labels is not None:
        names = [labels] if isinstance(labels, str) else _as_list("labels", labels)
    if len(names) != len(lists):
        raise ValueError(say("labels of curves", count=len(names), curves=len(lists)))
    if len(lists) > _MOST_CURVES:
        raise ValueError(say("too many curves", count=len(lists), most=_MOST_CURVES))
    if names == [None] * len(lists) and len(lists) > 1:
        names = [*range(1, len(lists) + 1)]
    return [
        (None if name is None else fit(str(name), _NAME_COLUMNS), _loss_list(each)) for name, each in zip(names, lists)
    ]


def _loss_list(losses: object) -> list[float]:
    return [read_number(f"losses[{i}]", loss) for i, loss in enumerate(_as_list("losses", losses))]


def read_pairs(name: str, things: Iterable[Any], least: int, cut: bool = False) -> list[tuple[float, float]]:
    """The pairs; with cut only those before the first that is not finite."""
    pairs: list[tuple[float, float]] = []
    for i, thing in enumerate(_as_list(name, things)):
        pair = _as_list(f"{name}[{i}]", thing)
        if len(pair) != 2:
            raise TypeError(say("not a pair", name=f"{name}[{i}]", shown=short_repr(thing)))
        x, y = (read_number(f"{name}[{i}]", each) for each in pair)
        if not (math.isfinite(x) and math.isfinite(y)):
            if cut:
                break
            raise ValueError(say("not finite", name=f"{name}[{i}]", shown=short_repr(thing)))
        pairs.append((x, y))
    if len(pairs) < least:
        raise ValueError(say("too few places", name=name, least=least, count=len(pairs)))
    return pairs


def read_classes(labels: Iterable[Any], count: int) -> list[int]:
    classes = _as_list("labels", labels)
    if len(classes) != count:
        raise ValueError(say("labels of points", count=len(classes), points=count))
    for i, label in enumerate(classes):
        if not isinstance(label, Real) or label not in (-1, 1):
            raise ValueError(say("bad class", name=f"labels[{i}]", shown=short_repr(label)))
    return classes


def read_sizes(name: str, things: Iterable[Any]) -> list[float]:
    """Finite numbers, each larger than the one before."""
    sizes = [finite(f"{name}[{i}]", thing) for i, thing in enumerate(_as_list(name, things))]
    if len(sizes) < 2 or any(one >= other for one, other in itertools.pairwise(sizes)):
        raise ValueError(say("not growing", name=name, shown=short_repr(things)))
    return sizes


def read_times(name: str, things: Iterable[Any], count: int) -> list[float]:
    """That many times in seconds, none below 0."""
    times = [finite(f"{name}[{i}]", thing) for i, thing in enumerate(_as_list(name, things))]
    if len(times) != count:
        raise ValueError(say("times of sizes", name=name, count=len(times), sizes=count))
    for i, time in enumerate(times):
        if time < 0:
            raise ValueError(say("below 0", name=f"{name}[{i}]", shown=short_repr(time)))
    return times
