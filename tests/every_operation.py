"""The operations of viz's record as tests need them: by all their names, as symbols with so many operands, at
ordinary numbers.
"""

import itertools

from viz.values.operations import OPERATIONS, true_value

_ORDINARY = (-2.7, -1.4, -0.6, 0.3, 1.1, 2.3)  # beside no corner, and no two of them equal
_INSIDE = ("3", "-2", "0.5", "0.1")


def names_of(operation):
    return [operation.symbol, *operation.spellings]


NAMES_BEFORE_A_NUMBER = [
    name for operation in OPERATIONS.values() if operation.with_number for name in names_of(operation)
]


def symbols_and_arities():
    """(symbol, number of operands) for each operation, also with some numbers inside the symbol."""
    for symbol, operation in OPERATIONS.items():
        yield from ((symbol, arity) for arity in ([2, 3] if operation.arity is None else [operation.arity]))
        if operation.with_number:
            yield from ((f"{symbol}({number})", 1) for number in _INSIDE)


def ordinary_operands(symbol, arity):
    """Operands for which the operation has a value, away from its corners."""
    return [numbers for numbers in itertools.permutations(_ORDINARY, arity) if true_value(symbol, numbers) is not None]
