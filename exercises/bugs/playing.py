"""A bug as it is seen running: an expression with its engine as a recording, a training as a table of its steps."""

import linecache
from contextlib import suppress
from html import escape

import viz
from exercises.bugs.collection import Bug
from exercises.bugs.judging import START, Outcome, computed, made, run, trained
from exercises.bugs.reading import read
from exercises.words import Text, joined
from viz.outputs.player import Animation
from viz.words.text import apart, plain

_STOPS = Text("bugs.stops")
_IS, _SHOULD, _RESULT, _STEP = Text("bugs.is"), Text("bugs.should"), Text("bugs.result"), Text("bugs.step")


def numbers_of(bug: Bug, text: str) -> str:
    """The numbers of an expression's leaves, in one line."""
    return joined(f"{name} = {plain(x)}" for name, x in sorted(read(text).numbers.items()))


def source_of(text: str) -> str:
    """An expression without the numbers that it gives to its leaves."""
    typed = read(text)
    return "; ".join(part for part in map(str.strip, text.split(";")) if part.partition(" =")[0] not in typed.numbers)


def watched(bug: Bug) -> str:
    """The HTML of what the wrong program does, with no mark where it is wrong."""
    if bug.is_training:
        steps, points = map(int, bug.watched.split(", "))
        found = [trained(bug.source, n, points).gradients for n in range(steps + 1)]
        rows = [[str(n), *(plain(each[name]) for name in START)] for n, each in enumerate(found)]
        return _table([str(_STEP), *(f"{name}.data" for name in START)], rows)
    animation = recorded(bug, bug.watched, marks=False)
    return animation.to_html() if animation else f"<p>{_STOPS.filled(error=_outcome(bug, bug.source).error)}</p>"


def recorded(bug: Bug, text: str, marks: bool) -> Animation | None:
    """The recording of an expression with the wrong engine; None where it does not come to a result."""
    typed = read(text)
    make = made(bug.source, _file_of(bug))["Value"]
    leaves = {name: make(x) for name, x in typed.numbers.items()}
    try:
        result = computed(typed, leaves)
        with suppress(Exception):
            for _ in range(bug.passes - 1):
                result.backward()
        for leaf in leaves.values():
            leaf.grad = 0.0
    except RecursionError:
        return None
    viz.label(leaves)
    return viz.record(result, marks=marks)


def compared(bug: Bug) -> str:
    """The HTML of what the smallest expression, or training, gives, beside what it should."""
    if bug.is_training:
        steps, points = map(int, bug.smallest.split(", "))
        wrong, right = (trained(source, steps, points) for source in (bug.source, bug.right_source))
        rows = [[f"{name}.data", *_beside(x, right.gradients[name])] for name, x in wrong.gradients.items()]
        return _table(["", str(_IS), str(_SHOULD)], rows)
    wrong, right = (run(source, read(bug.smallest), bug.passes) for source in (bug.source, bug.right_source))
    if wrong.error:
        return f"<p>{_STOPS.filled(error=wrong.error)}</p>"
    rows = [[f"{name}.grad", *_beside(wrong.gradients[name], x)] for name, x in right.gradients.items()]
    if not isinstance(wrong.number, float) or wrong.number != right.number:
        rows.insert(0, [str(_RESULT), *_beside(wrong.number, right.number)])
    return _table(["", str(_IS), str(_SHOULD)], rows)


def _outcome(bug: Bug, source: str) -> Outcome:
    return run(source, read(bug.watched), bug.passes)


def _beside(wrong: object, right: object) -> tuple[str, str]:
    if isinstance(wrong, float) and isinstance(right, float):
        return (plain(wrong), plain(right)) if wrong == right else apart(wrong, right)
    return str(wrong), plain(right)


def _table(head: list[str], rows: list[list[str]]) -> str:
    heads = "".join(f"<th>{escape(text)}</th>" if text else "<td></td>" for text in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(text)}</td>" for text in row[1:])}</tr>'
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _file_of(bug: Bug) -> str:
    """The name of the file in which its code stands for whoever looks for it: a recording shows the lines that run."""
    name = f"<bug {bug.name}>"
    linecache.cache[name] = (len(bug.source), None, bug.source.splitlines(keepends=True), name)
    return name
