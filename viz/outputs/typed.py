"""What a page needs that plays expressions as somebody types them, without Python: all that only Python can tell.

The page computes the rest itself, as Python does (viz/outputs/js/twins).
"""

import math

from viz.drawing.choreography import LENGTHS, OTHER_LENGTH
from viz.outputs.html import Data
from viz.outputs.player import heads_of_table
from viz.outputs.player_data import CHOREOGRAPHY, signs_data, words_in_boxes
from viz.values.operations import OPERATIONS, Operation
from viz.words.messages import say, words_of

# A local slope of each kind in which what is said of an operation may differ.
_KINDS = {"one": 1.0, "above": 0.5, "below": -1.0, "zero": 0.0, "nan": math.nan}


def typed_data() -> Data:
    """The Data that openTyped (viz/outputs/js/twins/typed.js) is given, in the language in force."""
    sentences = {symbol: _sentences(operation) for symbol, operation in OPERATIONS.items()}
    of_operations = {key for slots in sentences.values() for kinds in slots for key in kinds.values()}
    words = {
        "player": words_of("player"),
        "picture": words_in_boxes(),
        "captions": _captions() | {key: say(key) for key in sorted(of_operations)},
        "errors": _errors(),
        "table": {"all": say("all steps"), "heads": heads_of_table()},
        "sentences": sentences,
        "signs": signs_data(),
    }
    lengths = {**LENGTHS, "other": OTHER_LENGTH}
    return {"words": words, "choreography": {**CHOREOGRAPHY, "lengths": lengths}}


def _sentences(operation: Operation) -> list[dict[str, str]]:
    """For each operand, of many the first two, by the kind of its slope the key of what is said."""
    slots = range(operation.arity or 2)
    return [{kind: operation.sentence(slot, slope) for kind, slope in _KINDS.items()} for slot in slots]


def _captions() -> dict[str, str]:
    """What is said of a graph and of its steps; the blanks are left to the page."""
    return {
        "graph of": say("graph of", count="{count}"),
        "graph of one": say("graph of one"),
        "value number": say("value number", number="{number}"),
        "arrows": say("arrows", count="{count}"),
        "start": say("start"),
        "start in words": say("start in words"),
        "forward step": say("forward step", equation="{equation}"),
        "seed step": say("seed step", root="{root}"),
        "seed in words": say("seed in words"),
        "contribution step": say("contribution step", result="{result}", operand="{operand}"),
    }


def _errors() -> dict[str, str]:
    """What is said of a text that cannot be played; the blanks are left to the page."""
    shown, name = "{shown}", "{name}"
    functions = ", ".join(symbol.lower() for symbol, each in OPERATIONS.items() if _is_function(each))
    return {
        "expression too long": say("expression too long", count="{count}", most="{most}"),
        "expression too deep": say("expression too deep", shown=shown),
        "expression too large": say("expression too large", count="{count}", most="{most}"),
        "expression empty": say("expression empty"),
        "expression not read": say("expression not read", shown=shown),
        "expression part": say("expression part", shown=shown),
        "expression line": say("expression line", shown=shown),
        "expression named twice": say("expression named twice", name=name),
        "expression without a name": say("expression without a name", shown=shown),
        "expression attribute": say("expression attribute", shown=shown, name=name),
        "expression compares": say("expression compares", shown=shown),
        "expression power": say("expression power", shown=shown, exponent="{exponent}"),
        "expression caret": say("expression caret", shown=shown),
        "expression number": say("expression number", shown=shown),
        "expression function of nothing": say("expression function of nothing", name=name),
        "expression unknown function": say("expression unknown function", shown=shown, name=name, functions=functions),
        "explorer.undefined": words_of("explorer")["undefined"],
    }


def _is_function(operation: Operation) -> bool:
    return operation.symbol.isidentifier() and operation.symbol != "neg" and not operation.needs_number
