"""Examines operations of a learner's class: what they return, what they remember, what flows back through them."""

import ast
import dis
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from exercises import expressions
from exercises.evaluation import Evaluation, evaluate, truth_of
from exercises.expressions import Expression
from exercises.mistakes import explanation
from exercises.origin import LearnersClass, LearnersFunction
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, not_attempted, right, wrong
from exercises.words import Text
from viz.values import graph as graphs
from viz.values.numbers import as_float
from viz.values.operands import is_value_like
from viz.values.operations import operation_of
from viz.words.text import fit, plain, short_repr

_AT_RANDOM = 40  # expressions, beside the ones that are known to expose something
_TRIVIAL = {
    "RESUME",
    "LOAD_CONST",
    "RETURN_VALUE",
    "RETURN_CONST",
    "POP_TOP",
    "NOP",
    "CACHE",
    "LOAD_COMMON_CONSTANT",
    "LOAD_SMALL_INT",
    "NOT_TAKEN",
}

_NOT_A_VALUE = Text("examine.not a value")
_WRONG_NUMBER = Text("examine.wrong number")
_LEFT_OUT = Text("examine.left out")
_NO_WAY_BACK = Text("examine.no way back")
_NO_RECIPE = Text("examine.no recipe")
_UNKNOWN = Text("examine.unknown")
_RIGHT = Text("examine.right")
_ODD_GRADIENT = Text("examine.odd gradient")

_Run = Callable[[Expression], Evaluation]


def examine_class(
    make: LearnersClass,
    probes: Sequence[Expression],
    forms: Sequence[str],
    own: bool = False,
    functions: Mapping[str, LearnersFunction] | None = None,
) -> Verdict:
    """The Verdict on a class, as far as it is used by the probes.

    Args:
        make: the learner's class.
        probes: Expressions, the simplest first: those that expose the known mistakes.
        forms: the operations from which further expressions are made up (see exercises.expressions.at_random).
        own: whether the class's own `backward()` is examined, and not only its operations.
        functions: {name: a learner's function} that the expressions use.
    """
    run = partial(evaluate, make=make, back="own" if own else True, functions=functions)
    working: list[Expression] = []
    for probe in probes:
        try:
            verdict = _forwards(run(probe, back=False))
        except Exception:  # before what does not run at all, what runs may have something to tell
            verdict = _backwards(working, run, forms, own) if working else None
            if verdict is None or verdict.outcome == "right":
                raise
        if verdict:
            return verdict
        working.append(probe)
    return _backwards(working, run, forms, own)


def _backwards(probes: Iterable[Expression], run: _Run, forms: Sequence[str], own: bool) -> Verdict:
    """The Verdict on the gradients of probes that are right forwards."""
    evaluations = [run(probe) for probe in probes]
    verdict = next((v for v in map(_nothing_came, evaluations) if v), None)
    if verdict:
        return verdict
    if all(evaluation.right for evaluation in evaluations):
        more = [run(made) for made in expressions.at_random(forms, _AT_RANDOM)]
        if all(evaluation.right for evaluation in more):
            return right(_RIGHT.filled(count=len(evaluations) + len(more)))
        evaluations += more
    return _explained(evaluations, run, forms, own)


def _explained(evaluations: Sequence[Evaluation], run: _Run, forms: Iterable[str], own: bool) -> Verdict:
    first = next(evaluation for evaluation in evaluations if not evaluation.right)
    if not first.right_forwards:
        shrunk = _shrunk(first, run, lambda evaluation: not evaluation.right_forwards)
        return _forwards(shrunk) or wrong(_UNKNOWN, shrunk)
    names = explanation(evaluations, dict.fromkeys(map(_kind, forms)), own)
    return (
        mistaken(names[0], first)
        if names
        else wrong(_UNKNOWN, _shrunk(first, run, lambda evaluation: not evaluation.right))
    )


def _kind(form: str) -> str:
    """The symbol of the operation that a form ends with, as the reference engine has it."""
    leaves = {"x", "y"} & {node.id for node in ast.walk(ast.parse(form)) if isinstance(node, ast.Name)}
    root = truth_of(expressions.expression(form, **dict.fromkeys(leaves, 0.5)))[0]
    operation = operation_of(root._op, len(root._prev))
    assert operation is not None, f"the reference engine has no operation {form}"
    return operation.symbol


def _shrunk(evaluation: Evaluation, run: _Run, fails: Callable[[Evaluation], bool]) -> Evaluation:
    """The Evaluation of the smallest expression that fails as well."""
    return run(expressions.smallest(evaluation.expression, lambda simpler: fails(run(simpler))))


def _forwards(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on what an expression returned, or None where nothing is wrong with it."""
    result, source = evaluation.result, evaluation.expression.source
    if result is None:
        return wrong(NOTHING_RETURNED)
    if result is ... or getattr(result, "data", None) is ...:
        return not_attempted()
    if not is_value_like(result):
        return wrong(_NOT_A_VALUE.filled(kind=f"{fit(type(result).__name__, 40)} {short_repr(result)}"))
    if is_value_like(getattr(result, "data", None)):
        return mistaken("wrapped twice")
    if not evaluation.right_forwards:
        given = short_repr(getattr(result, "data", None)) if evaluation.data is None else plain(evaluation.data)
        return wrong(_WRONG_NUMBER.filled(source=source, true=plain(evaluation.true_data), given=given), evaluation)
    return _remembers(evaluation)


def _remembers(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on whether the operands can be reached from the result, or None where they can."""
    values = graphs.read_with_values(evaluation.result)[1]
    reached = set(map(id, values))
    missed = {name: leaf for name, leaf in evaluation.leaves.items() if id(leaf) not in reached}
    if not missed:
        return None
    if len(values) == 1:
        return mistaken("no parents")
    strangers = {as_float(value.data) for value in values[:-1]} - {None}
    if not strangers.isdisjoint(evaluation.expression.numbers[name] for name in missed):
        return mistaken("detached")
    return wrong(_LEFT_OUT.filled(names=", ".join(missed)))


def _nothing_came(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where no gradient at all went back through an operation, or None."""
    result = evaluation.result
    rule = getattr(result, "_backward", None)
    if rule is None and not callable(getattr(result, "backward", None)):
        return wrong(_NO_WAY_BACK, evaluation)
    odd = [name for name, x in evaluation.gradients.items() if x is None]
    if odd:
        return wrong(
            _ODD_GRADIENT.filled(name=odd[0], given=short_repr(getattr(evaluation.leaves[odd[0]], "grad", None)))
        )
    leaf = next(iter(evaluation.leaves.values()))
    untouched = getattr(rule, "__code__", 1) is getattr(getattr(leaf, "_backward", None), "__code__", 2) and hasattr(
        rule, "__closure__"
    )
    if (
        untouched
        and not hasattr(rule, "__self__")
        and not any(evaluation.gradients.values())
        and any(evaluation.true_gradients.values())
    ):
        return wrong(_NO_RECIPE, evaluation)
    return None


def is_stub(function: LearnersFunction) -> bool:
    """Whether a function's body is still empty: `...`, `pass`, a docstring, `raise NotImplementedError`."""
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if code is None:
        return False
    instructions = list(dis.get_instructions(code))
    if "NotImplementedError" in code.co_names:
        return True
    returned = {
        i.argval for i in instructions if i.opname in ("LOAD_CONST", "RETURN_CONST") and not isinstance(i.argval, str)
    }
    return all(i.opname in _TRIVIAL for i in instructions) and returned <= {None, ...}


def lacks(cls: LearnersClass, *methods: str) -> list[str]:
    """The methods that a class does not have, or has only as stubs."""
    found = {
        name: next((vars(base)[name] for base in cls.__mro__[:-1] if name in vars(base)), None) for name in methods
    }  # object's do not count
    return [name for name, method in found.items() if method is None or is_stub(method)]
