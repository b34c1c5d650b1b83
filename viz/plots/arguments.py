"""What the plots are given: read into floats, or refused in a sentence that says what came in and what is expected.

Raises everywhere: TypeError for what is of another kind, ValueError for a number or a length that no plot can show.
"""

import math
from collections.abc import Iterable, Mapping
from numbers import Real

from viz.words.messages import say
from viz.words.text import fit, short_repr

_MOST_CURVES = 8
_NAME_COLUMNS = 16


def check_function(name, thing, example):
    if not callable(thing):
        raise TypeError(
            say("not a function", name=name, example=example, kind=type(thing).__name__, shown=short_repr(thing))
        )


def read_number(name, thing):
    """The float of a number, or of what holds a number in `.data`."""
    held = thing if isinstance(thing, Real) else getattr(thing, "data", None)
    if not isinstance(held, Real):
        raise TypeError(say("not one number", name=name, kind=type(thing).__name__, shown=short_repr(thing)))
    return float(held)


def finite(name, thing):
    x = read_number(name, thing)
    if not math.isfinite(x):
        raise ValueError(say("not finite", name=name, shown=short_repr(thing)))
    return x


def positive(name, thing):
    x = finite(name, thing)
    if x <= 0:
        raise ValueError(say("not above 0", name=name, shown=short_repr(thing)))
    return x


def _as_list(name, things):
    if not isinstance(things, Iterable) or isinstance(things, (str, bytes, Mapping)):
        raise TypeError(say("not a list", name=name, kind=type(things).__name__, shown=short_repr(things)))
    return list(things)


def read_curves(losses, labels):
    """[(name or None, [floats])]"""
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
        names = range(1, len(lists) + 1)
    return [
        (None if name is None else fit(str(name), _NAME_COLUMNS), _loss_list(each)) for name, each in zip(names, lists)
    ]


def _loss_list(losses):
    return [read_number(f"losses[{i}]", loss) for i, loss in enumerate(_as_list("losses", losses))]


def read_pairs(name, things, least, cut=False):
    """The pairs of floats; with cut only those before the first that is not finite."""
    pairs = []
    for i, thing in enumerate(_as_list(name, things)):
        pair = _as_list(f"{name}[{i}]", thing)
        if len(pair) != 2:
            raise TypeError(say("not a pair", name=f"{name}[{i}]", shown=short_repr(thing)))
        pair = tuple(read_number(f"{name}[{i}]", each) for each in pair)
        if not all(map(math.isfinite, pair)):
            if cut:
                break
            raise ValueError(say("not finite", name=f"{name}[{i}]", shown=short_repr(thing)))
        pairs.append(pair)
    if len(pairs) < least:
        raise ValueError(say("too few places", name=name, least=least, count=len(pairs)))
    return pairs


def read_classes(labels, count):
    labels = _as_list("labels", labels)
    if len(labels) != count:
        raise ValueError(say("labels of points", count=len(labels), points=count))
    for i, label in enumerate(labels):
        if not isinstance(label, Real) or label not in (-1, 1):
            raise ValueError(say("bad class", name=f"labels[{i}]", shown=short_repr(label)))
    return labels
