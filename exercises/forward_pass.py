"""What is wrong with the result of an expression before anything goes back: its number, its operands, its symbol."""

import re
from collections.abc import Sequence
from types import BuiltinFunctionType, FunctionType, MethodType

from exercises.evaluation import Evaluation, near, number_in, truth_of
from exercises.reference_engine import Reference
from exercises.verdict import NOTHING_RETURNED, Verdict, mistaken, not_attempted, wrong
from exercises.words import Text, joined
from viz.values.conventions import get, gradient_held, number_held
from viz.values.numbers import as_float, or_nan, shape_out_of_scope
from viz.values.operands import Constant, is_value_like
from viz.values.operations import Operation, operation_of
from viz.values.versions import nested_versions
from viz.words.messages import say
from viz.words.text import apart, fit, plain, short_repr

_GRADIENT = Text("value.grad")
_NOT_A_VALUE = Text("examine.not a value")
_NO_NUMBER = Text("examine.no number")
_WRONG_NUMBER = Text("examine.wrong number")
_LEFT_OUT = Text("examine.left out")
_RECEIPT = Text("examine.receipt")
_CHANGED = Text("examine.operand changed")
_FROM_BEFORE = Text("examine.from before")
_NESTED = Text("examine.nested")
_BARE_NUMBER = Text("examine.bare number")
_OTHER_WAY_ROUND = Text("examine.other way round")


def wrong_forwards(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on what an expression returned, or None where nothing is wrong with it."""
    result, source = evaluation.result, evaluation.expression.source
    fresh = [as_float(gradient_held(leaf)) for leaf in evaluation.leaves.values()]
    if any(fresh) and not evaluation.gradients:  # nothing has gone back, so nothing can have come
        return wrong(_GRADIENT.filled(given=plain(next(filter(None, fresh)))))
    if result is None:
        return wrong(NOTHING_RETURNED)
    if result is ... or number_in(result) is ...:
        return not_attempted()
    if not is_value_like(result) and type(result) in set(map(type, evaluation.leaves.values())):
        return wrong(say("not a value", kind=fit(type(result).__name__, 40), shown=short_repr(result)))
    if isinstance(result, (type, FunctionType, MethodType, BuiltinFunctionType)):
        return mistaken("not called")
    if not is_value_like(result):
        return wrong(_NOT_A_VALUE.filled(kind=f"{fit(type(result).__name__, 40)} {short_repr(result)}"))
    if is_value_like(number_in(result)):
        told = nested_versions([result], result)
        return wrong(told) if told else mistaken("wrapped twice")
    if _holds_values(number_in(result)):
        return wrong(_NO_NUMBER)
    shape = shape_out_of_scope(number_in(result))
    if shape is not None:
        return wrong(say("arrays out of scope", kind=fit(type(result).__name__, 40), shape=shape))
    if not evaluation.right_forwards:
        given, true = apart(evaluation.data, evaluation.true_data)
        given = short_repr(number_in(result)) if evaluation.data is None else given
        return operand_changed(evaluation) or wrong(
            _WRONG_NUMBER.filled(source=source, true=true, given=given), evaluation
        )
    return operand_changed(evaluation)


def operand_changed(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where a leaf holds another number than it was made with; None where none does."""
    for name, leaf in evaluation.leaves.items():
        before, now = evaluation.expression.numbers[name], as_float(number_held(leaf))
        if now is not None and not near(now, before):
            return wrong(_CHANGED.filled(name=name, before=plain(before), now=plain(now)))
    return None


def wrong_operands(evaluation: Evaluation, again: Evaluation) -> Verdict | None:
    """The Verdict on whether the result remembers the operands that it was given, or None where it does.

    Args:
        evaluation: of an expression, whose number is right.
        again: the same once more, with new leaves: what both results have in common was there before.
    """
    verdict = _remembers(evaluation) or _remembers(again)
    if verdict is not None and _strangers(evaluation) & _strangers(again):
        return wrong(_FROM_BEFORE)
    return verdict or _bare_number(evaluation)


def _strangers(evaluation: Evaluation) -> set[int]:
    """The ids of what a result can be followed to and what is not one of its leaves. (A number that was made a Value
    belongs to them; it is another one each time.)
    """
    values = evaluation.read[1]
    return {id(value) for value in values if not isinstance(value, Constant)} - set(map(id, evaluation.leaves.values()))


def _bare_number(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where a plain number, or a tuple, stands among the operands that a result keeps, or None."""
    kept = get(evaluation.result, "_prev") or get(evaluation.result, "_children")
    for thing in kept if isinstance(kept, (tuple, list, set)) else ():
        if isinstance(thing, (tuple, list)):
            return wrong(_NESTED.filled(source=evaluation.expression.source, given=short_repr(thing)))
        if isinstance(thing, (int, float)):
            return wrong(_BARE_NUMBER.filled(source=evaluation.expression.source, given=short_repr(thing)))
    return None


def _holds_values(number: object) -> bool:
    return isinstance(number, (tuple, list, set, frozenset)) and any(map(is_value_like, number))


def _remembers(evaluation: Evaluation) -> Verdict | None:
    """The Verdict on whether the operands can be reached from the result, or None where they can."""
    values = evaluation.read[1]
    reached = set(map(id, values))
    missed = {name: leaf for name, leaf in evaluation.leaves.items() if id(leaf) not in reached}
    if not missed:
        return None
    if len(values) == 1:
        return mistaken("no parents")
    strangers = {as_float(number_held(value)) for value in values[:-1] if not isinstance(value, Constant)} - {None}
    if not strangers.isdisjoint(evaluation.expression.numbers[name] for name in missed):
        return mistaken("detached")
    return wrong(_LEFT_OUT.filled(names=joined(missed)))


def wrong_receipt(evaluation: Evaluation) -> Verdict | None:
    """The Verdict where the result of one operation bears no symbol, that of another or what is none, where a power
    does not tell which, or its operands stand the other way round; None where the receipt says nothing that is false.

    Args:
        evaluation: of an expression, right forwards.
    """
    given, leaf = get(evaluation.result, "_op"), next(iter(evaluation.leaves.values()))
    is_text = isinstance(given, str) and isinstance(get(leaf, "_op"), str)
    if evaluation.engine is not Reference or not (is_text or _holds_no_symbol(given)):
        return None  # a class that keeps no symbols, or in a way of its own
    true = truth_of(evaluation.expression)[0]
    meant, numbers = operation_of(true._op, len(true._prev)), [operand.data for operand in true._prev]
    kept = _operands_kept(evaluation)
    if meant is None or kept is None or any(operand._prev for operand in true._prev):
        return None
    if sorted(kept) != sorted(numbers):
        return None  # it is made of other operations: of + and the number with its sign turned
    if not is_text or _is_false(given, meant, len(true._prev)):
        source = evaluation.expression.source
        return wrong(_RECEIPT.filled(source=source, given=short_repr(given), true=repr(true._op)))
    if meant.symbol in _NOT_TO_BE_EXCHANGED and kept != numbers and not _are_in_a_set(evaluation):
        return wrong(_OTHER_WAY_ROUND.filled(source=evaluation.expression.source))
    return None


_NOT_TO_BE_EXCHANGED = ("-", "/", "**")


def _operands_kept(evaluation: Evaluation) -> Sequence[float] | None:
    """The numbers of the operands of a result, where these are all leaves; a set says nothing of their order."""
    nodes = evaluation.read[0].nodes
    root = nodes[-1]
    if any(k is None or nodes[k].operands for k in root.operands):
        return None
    return [or_nan(nodes[k].number) for k in root.operands if k is not None]


def _are_in_a_set(evaluation: Evaluation) -> bool:
    return evaluation.read[0].nodes[-1].in_the_set is not None


def _holds_no_symbol(given: object) -> bool:
    """Whether in the place of a symbol stands what can be none: a Value, a float, a tuple of such. (An int may number
    the operations.)
    """
    if isinstance(given, (tuple, list)):
        return all(map(_holds_no_symbol, given))
    return isinstance(given, float) or is_value_like(given)


def _is_false(given: str, meant: Operation, operands: int) -> bool:
    """Whether a symbol says another operation, or none at all. What is not known, as `plus`, is believed."""
    if not given.strip():
        return True
    if meant.number is not None and operands == 1:  # the exponent belongs to it
        return meant.number not in map(float, re.findall(r"-?[0-9]+(?:\.[0-9]+)?", given))
    theirs = operation_of(given, operands)
    return theirs is not None and theirs.symbol != meant.symbol
