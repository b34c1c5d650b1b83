"""How a rule for the way back, the `_backward` of a result, wants to be called: with the gradient of its result, or
with nothing.
"""

import dis
import inspect
from collections.abc import Callable
from numbers import Real
from types import CodeType
from typing import Any

from viz.values.conventions import way_back_of
from viz.values.insides import code_of


def called_with(rule: Callable[..., Any], upstream: Any) -> tuple[Any, ...]:
    """The arguments to call a rule with: (upstream,) where it takes the gradient of its result, otherwise none.

    It takes one where its first parameter has to be given, or stands for None or a number as long as nobody gives it.
    A parameter that binds what the rule needs (`lambda self=self, out=out: ...`) takes none, nor does one that holds a
    number in a rule that fetches the gradient itself (`def rule(t=t): self.grad += (1 - t**2) * out.grad`), nor one
    that holds a 0: the gradient that the result had when the rule was made (`def rule(g=out.grad): ...`).

    Args:
        rule: what a value keeps as its `_backward`: a function, a bound method, anything that can be called.
        upstream: the gradient of the rule's result.
    """
    return (upstream,) if _takes_a_gradient(rule) else ()


def run_way_back(root: Any) -> None:
    """The object's own method for the whole backward pass; one that wants the root's gradient gets 1.

    Raises:
        AttributeError: it has none.
    """
    way_back = way_back_of(root) or root.backward
    parameters = _positional(way_back)
    way_back(*([1.0] if parameters and parameters[0].default is inspect.Parameter.empty else []))


def _takes_a_gradient(rule: Callable[..., Any]) -> bool:
    defaults = [parameter.default for parameter in _positional(rule)]
    if not defaults:
        return False
    if defaults[0] is inspect.Parameter.empty:
        return True
    if not all(default is None or isinstance(default, Real) for default in defaults):
        return False
    if defaults[0] is None:
        return True
    return type(defaults[0]) is not bool and defaults[0] != 0 and not _fetches_a_gradient(code_of(rule))


def _positional(rule: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters that may be given by their place, without the self of a bound method."""
    try:
        parameters = inspect.signature(rule).parameters.values()
    except Exception:  # nobody knows it, or a learner's own attribute access fails
        return []
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [parameter for parameter in parameters if parameter.kind in kinds]


def _fetches_a_gradient(code: CodeType | None) -> bool:
    """Whether code reads the gradient of something that it does not write to: that of its result."""
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    pairs = [(steps[k - 1], step) for k, step in enumerate(steps) if k]
    gradients = {step.argval for step in steps if step.opname == "STORE_ATTR"} or {"grad"}  # whatever it is called
    read, written = (
        {_name_on_top(before) for before, step in pairs if step.opname == opname and step.argval in gradients}
        for opname in ("LOAD_ATTR", "STORE_ATTR")
    )
    return not read - {None} <= written


def _name_on_top(step: dis.Instruction) -> str | None:
    """The variable that a step has loaded last; None where it has loaded none."""
    if not step.opname.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_GLOBAL", "LOAD_NAME")):
        return None
    return step.argval[-1] if isinstance(step.argval, tuple) else step.argval
