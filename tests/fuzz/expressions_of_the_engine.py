"""The engine against a forward mode that was written for it (dual.py) and, where it is installed, against PyTorch."""

import math

from hypothesis import strategies as st

from expressions import ALL, ANY_NUMBER, all_values, expressions, played
from fuzz.dual import Dual
from fuzz.tally import Tally, examined
from micrograd.engine import Value

_ORDINARY = expressions(
    ALL,
    st.integers(-4000, 4000).map(lambda n: n / 1000),
    st.sampled_from([2, 3, 1, 0, -1, -2, 4, 0.5, -0.5, 1.5, 0.1]),
    longest=20,
)
_REFUSALS = (ValueError, ZeroDivisionError)
_LARGE = 1e100  # what is larger, or whose inverse is, may overflow on one way and not on the other
_NEAR = 1e-11  # of the size of a gradient's contributions


def fuzz_against_forward_mode(most, seed):
    tally = Tally("engine against an independent forward mode")
    examined(
        _ORDINARY | _ORDINARY | expressions(ALL, ANY_NUMBER),
        lambda example: _against_forward_mode(*example, tally),
        most,
        seed,
    )
    return tally


def fuzz_against_pytorch(most, seed):
    """ImportError where PyTorch is not installed."""
    import torch

    tally = Tally(f"engine against PyTorch {torch.__version__.partition('+')[0]}")
    examined(_ORDINARY, lambda example: _against_pytorch(*example, tally, torch), most, seed)
    return tally


def _against_forward_mode(leaves, steps, tally):
    steps = _accepted(leaves, steps, tally)
    values = all_values(leaves, steps, Value)
    values[-1].backward()
    tally.sizes["expressions"] += 1
    for k, leaf in enumerate(values[: len(leaves)]):
        duals = _forwards(leaves, steps, k)
        if duals is None or not all(map(_is_ordinary, duals)):
            tally.classes[_corner(values, duals)] += 1
            continue
        tally.sizes["gradients"] += 1
        for value, dual in zip(values, duals):
            assert math.isclose(value.data, dual.number, rel_tol=1e-9, abs_tol=1e-12), (leaves, steps, value, dual)
        assert abs(leaf.grad - duals[-1].slope) <= _NEAR * duals[-1].size + 1e-300, (
            f"leaf {k} of {leaves}, {steps}: {leaf.grad} by the engine, {duals[-1].slope} forwards"
        )


def _accepted(leaves, steps, tally):
    """The steps without those that the engine refuses; what it refuses has no real result forwards either."""
    values, accepted = [Value(x) for x in leaves], []
    for step in steps:
        try:
            values.append(played(step, values))
        except _REFUSALS:
            tally.classes["refused steps"] += 1
            try:
                result = played(step, [Dual(v.data) for v in values])
            except (*_REFUSALS, OverflowError):
                continue
            assert not math.isfinite(result.number), f"{step} of {values} was refused, and has the value {result}"
        else:
            accepted.append(step)
    return accepted


def _forwards(leaves, steps, k):
    """The Duals of all values by the k-th leaf, or None where Python's own numbers overflow."""
    duals = [Dual(x, *((1.0, 1.0) if i == k else ())) for i, x in enumerate(leaves)]
    try:
        for step in steps:
            duals.append(played(step, duals))
    except (OverflowError, *_REFUSALS):
        return None
    return duals


def _is_ordinary(dual):
    return all(x == 0 or 1 / _LARGE < abs(x) < _LARGE for x in (dual.number, dual.slope, dual.size))


def _corner(values, duals):
    numbers = [x for value in values for x in (value.data, value.grad)]
    if any(map(math.isnan, numbers)):
        return "with nan"
    return "with inf" if any(map(math.isinf, numbers)) else "beyond 1e±100"


def _against_pytorch(leaves, steps, tally, torch):
    steps = _accepted(leaves, steps, Tally(""))
    values = all_values(leaves, steps, Value)
    values[-1].backward()
    tally.sizes["expressions"] += 1
    duals = [_forwards(leaves, steps, k) for k in range(len(leaves))]
    if any(each is None or not all(map(_is_ordinary, each)) for each in duals):
        tally.classes["corners"] += 1
        return
    tensors = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in leaves]
    constant = lambda c: torch.tensor(float(c), dtype=torch.float64)  # noqa: E731
    for step, value in zip(steps, values[len(leaves) :]):
        tensors.append(played(step, tensors, constant))
        tensors[-1].data.fill_(value.data)  # so that a last bit cannot tip a relu over
    tensors[-1].backward()
    for value, tensor, each in zip(values, tensors, duals):
        theirs = 0.0 if tensor.grad is None else float(tensor.grad)
        tally.sizes["gradients"] += 1
        assert abs(value.grad - theirs) <= _NEAR * each[-1].size + 1e-300, (leaves, steps, value.grad, theirs)
