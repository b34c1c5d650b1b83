"""Graphs and steps in words: for screen readers, for terminals, for the panel of the player, and for pages that show
no pictures.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from numbers import Real

from viz.values.findings import Finding
from viz.values.graph import COUNT_UP_TO, Graph, Node
from viz.values.names import bracketed_name, equation, in_numbers, name
from viz.values.numbers import Held, as_float
from viz.values.operations import operation_of
from viz.values.passes import Step
from viz.words.messages import first_few, say
from viz.words.text import bracketed, fit, number, plain

_MOST_LINES = 40


# A graph.


def describe(graph: Graph) -> str:
    """One line for the whole, then one for each value, in topological order: `e = a * b: data -6.0, grad -2.0`."""
    lines = [_line(graph, i) for i in range(len(graph.nodes))[-_MOST_LINES:]]
    if graph.total > len(lines):
        lines.append(say("and more", count=count_in_words(graph, less=len(lines))))
    return "\n".join([headline(graph), *lines])


def headline(graph: Graph) -> str:
    """The whole in one line."""
    return say("graph of", count=count_in_words(graph)) if graph.total > 1 else say("graph of one")


def count_in_words(graph: Graph, less: int = 0) -> int | str:
    """How many values there are in all, less some: a number; "more than ..." where they were not counted to the end."""
    return say("over", count=min(graph.total, COUNT_UP_TO) - less) if graph.more else graph.total - less


def _line(graph: Graph, i: int) -> str:
    node = graph.nodes[i]
    told = [f"{say('data')} {number(node.data)}"]
    told += [] if node.grad is None else [f"{say('grad')} {number(node.grad, signed=True)}"]
    return say("named", name=equation(graph, i), told=say("comma").join(told))


# A step: its title, its arithmetic, one sentence on what happens there, what is wrong with it, what is not known.


@dataclass(frozen=True)
class Caption:
    """A step as it is shown and read out.

    Attributes:
        title: what happens.
        arithmetic: the same in numbers; "" where there is nothing to calculate.
        sentence: why, in plain words.
        findings: sentences on what is wrong here.
        doubts: sentences on what is not known here.
    """

    title: str
    arithmetic: str = ""
    sentence: str = ""
    findings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def caption_of(graph: Graph, step: Step, trust: str = "") -> Caption:
    """The Caption of a step.

    Args:
        graph: where it happens.
        step: what happens.
        trust: where no rule knows the local slope: "measured" by differences of what the class computes, "agreed" upon
            by all operations that give this number, or "own", what only the class itself says.
    """
    found = [(finding.is_doubt, _found(graph, step, finding)) for finding in step.findings]
    caption = _CAPTIONS[step.kind](graph, step)
    if trust and step.kind == "contribution":
        caption = replace(caption, sentence=_IN_WORDS[trust]() if trust in _IN_WORDS else "")
        found += [(True, say("own in words"))] if trust == "own" else []
    return replace(
        caption,
        findings=tuple(text for is_doubt, text in found if not is_doubt),
        doubts=tuple(text for is_doubt, text in found if is_doubt),
    )


_IN_WORDS = {"measured": lambda: say("measured in words"), "agreed": lambda: say("agreed in words")}


def _forward(graph: Graph, step: Step) -> Caption:
    node = graph.nodes[step.value]
    arithmetic = f"{in_numbers(graph, step.value)} = {plain(node.data)}"
    sentence = say("folded forward in words", count=node.folded) if node.folded else ""
    return Caption(say("forward step", equation=equation(graph, step.value)), arithmetic, sentence)


def _seed(graph: Graph, step: Step) -> Caption:
    root = bracketed_name(graph, step.value)
    return Caption(
        say("seed step", root=root), f"{root}.grad: {plain(step.before)} → {plain(step.after)}", say("seed in words")
    )


def _contribution(graph: Graph, step: Step) -> Caption:
    assert step.result is not None  # every contribution comes from one
    local, upstream, before, after = plain(step.local), plain(step.upstream), plain(step.before), plain(step.after)
    title = say("contribution step", result=name(graph, step.result), operand=name(graph, step.value))
    sum_ = f"{before} + ({local} × {upstream}) = {after}" if adds_up(step) else f"{before} → {after}"
    return Caption(title, f"{bracketed_name(graph, step.value)}.grad: {sum_}", _why(graph.nodes[step.result], step))


def due_after(step: Step) -> str | None:
    """What a contribution should have left, by hand; None where the true slope is not known."""
    before, local, upstream = map(_float, (step.before, step.local, step.upstream))
    return None if before is None or local is None or upstream is None else plain(before + local * upstream)


def adds_up(step: Step) -> bool:
    """Whether a contribution left what the three moves give; in a recorded pass it need not."""
    before, local, upstream, after = map(_float, (step.before, step.local, step.upstream, step.after))
    if before is None or local is None or upstream is None or after is None:
        return None in (step.before, step.local, step.upstream, step.after) and not step.findings
    due = before + local * upstream
    return due == after or not math.isfinite(due) or math.isclose(due, after, rel_tol=1e-9, abs_tol=1e-9 * abs(before))


def _float(x: Held) -> float | None:
    return as_float(x) if isinstance(x, Real) else None


def _write(graph: Graph, step: Step) -> Caption:
    operand = bracketed_name(graph, step.value)
    return Caption(say("write step", operand=operand), f"{operand}.grad: {plain(step.before)} → {plain(step.after)}")


def _clear(graph: Graph, step: Step) -> Caption:
    names = [name(graph, i) for i, _ in step.cleared]
    return Caption(say("clear step", names=first_few(names)), sentence=say("clear in words"))


def _silent(graph: Graph, step: Step) -> Caption:
    return Caption(say("silent step", result=name(graph, step.value)))


def _end(graph: Graph, step: Step) -> Caption:
    if any(not finding.is_doubt for finding in step.findings):
        return Caption(say("end wrong"))
    return Caption(say("end unjudged")) if step.findings else Caption(say("end right"))


def _why(node: Node, step: Step) -> str:
    if node.folded and step.local is not None:
        return say("folded in words", count=node.folded)
    operation = operation_of(node.op, len(node.operands))
    if operation and step.slot is not None and step.local is not None:
        return say(operation.sentence(step.slot, step.local))
    return say("unknown in words")


def caption_of_start(own: bool) -> Caption:
    """The Caption of the first step of a recorded pass; own says whether the class has a `backward()` of its own."""
    return Caption(say("start recorded"), sentence="" if own else say("start without backward"))


def caption_of_end() -> Caption:
    """The Caption of the last step of a recorded pass in which nothing is judged."""
    return Caption(say("end unmarked"))


def _start(graph: Graph, step: Step) -> Caption:
    return Caption(say("start"), sentence=say("start in words"))


_CAPTIONS: dict[str, Callable[[Graph, Step], Caption]] = {
    "start": _start, "forward": _forward, "seed": _seed, "contribution": _contribution, "write": _write,
    "clear": _clear, "silent": _silent, "end": _end,
}  # fmt: skip


# What is wrong: (graph, step, the finding's values) -> a sentence.


def _found(graph: Graph, step: Step, finding: Finding) -> str:
    return _FINDINGS[finding.name](graph, step, **finding.values)


def _names(graph: Graph, indices: Iterable[int]) -> str:
    return first_few([name(graph, i) for i in indices])


def _acting(graph: Graph, step: Step) -> str:
    return name(graph, step.value if step.result is None else step.result)


def _overwritten(graph: Graph, step: Step, old: Held, due: float | None, written: Held) -> str:
    operand = bracketed_name(graph, step.value)
    if due is None:
        return say("erased", operand=operand, old=plain(old))
    return say("overwritten", operand=operand, old=plain(old), written=plain(written), due=bracketed(due))


def _missing(graph: Graph, operands: Iterable[int], due: Iterable[float]) -> str:
    each = [say("should still receive", operand=name(graph, i), due=plain(x)) for i, x in zip(operands, due)]
    return say("missing", each=first_few(each))


def _wrong_slope(graph: Graph, step: Step, used: float | None, local: float) -> str:
    return (
        say("another amount", local=plain(local))
        if used is None
        else say("wrong slope", used=plain(used), local=plain(local))
    )


def _wrong(graph: Graph, step: Step, values: Iterable[int], expected: Iterable[float], final: Iterable[Held]) -> str:
    each = [
        say("instead of", operand=bracketed_name(graph, i), final=plain(x), expected=plain(y))
        for i, y, x in zip(values, expected, final)
    ]
    return say("wrong in the end", gradients=first_few(each))


_FINDINGS: dict[str, Callable[..., str]] = {
    "error": lambda graph, step, kind, text: say("stopped", kind=kind, text=fit(text, 200)),
    "root not seeded": lambda graph, step, gradient: say(
        "not seeded", root=name(graph, len(graph.nodes) - 1), gradient=plain(gradient)
    ),
    "never reached": lambda graph, step, results: say("never reached", names=_names(graph, results)),
    "too early": lambda graph, step, consumers: say(
        "too early", result=_acting(graph, step), names=_names(graph, consumers)
    ),
    "twice": lambda graph, step, handed, upstream: say("twice", result=_acting(graph, step), handed=plain(handed)),
    "stale gradients": lambda graph, step, held: say("held", held=plain(held)),
    "overwrite": _overwritten,
    "one side": lambda graph, step, slots, operands, due: _missing(graph, operands, due),
    "no upstream": lambda graph, step, local, upstream: say(
        "no upstream", local=plain(local), upstream=plain(upstream)
    ),
    "slope": _wrong_slope,
    "unexplained": lambda graph, step: say("unexplained"),
    "wrong": _wrong,
    "unknown slope": lambda graph, step: say("unknown slope"),
    "unjudged": lambda graph, step, count, total: say(
        "unjudged" if count < total else "none judged", count=count, total=total
    ),
    "nothing to judge": lambda graph, step: say("nothing to judge"),
}
