"""The table of what exceptions mean: for each type, who reads it, the one who knows most about it first."""

from collections.abc import Callable
from contextlib import suppress

from exercises.exceptions import attributes, calls, names, numbers, operators, others, recursion, refusals, sequences
from exercises.exceptions.failure import Failure, Meaning
from exercises.supervision import Exited
from exercises.time_limit import TimeUp

_Reader = Callable[[Failure], Meaning | None]

READERS: tuple[tuple[type[BaseException], _Reader], ...] = (
    (TimeUp, others.endless),
    (Exited, others.exit_called),
    (SystemExit, others.sys_exit),
    (RecursionError, recursion.without_end),
    (TypeError, refusals.refused),
    (TypeError, others.wrapped),
    (TypeError, operators.between),
    (TypeError, operators.minus),
    (TypeError, operators.with_text),
    (TypeError, operators.product),
    (TypeError, others.wrong_return),
    (TypeError, operators.compared),
    (TypeError, calls.called),
    (TypeError, calls.formatted),
    (TypeError, calls.wants_a_number),
    (TypeError, sequences.not_a_list),
    (TypeError, sequences.index_kind),
    (TypeError, sequences.unhashable),
    (TypeError, calls.arguments),
    (TypeError, others.not_a_number),
    (AttributeError, attributes.missing),
    (UnboundLocalError, names.local),
    (NameError, names.unknown),
    (ZeroDivisionError, numbers.zero_division),
    (OverflowError, numbers.overflow),
    (ValueError, numbers.domain),
    (ValueError, sequences.lengths),
    (IndexError, sequences.index),
    (KeyError, sequences.key),
    (RuntimeError, sequences.unsettled),
    (AssertionError, others.assertion),
    (MemoryError, others.memory),
    (ImportError, others.imported),
)


def meaning_of(failure: Failure) -> Meaning | None:
    """What an exception means; None where nobody knows."""
    for kind, reader in READERS:
        if isinstance(failure.error, kind):
            with suppress(Exception):  # a learner's own attribute that is looked at may fail
                if meaning := reader(failure):
                    return meaning
    return None
