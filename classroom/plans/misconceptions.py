"""Where the lessons meet the mistakes of docs/misconceptions.md, and what each of these is in a few words."""

from exercises.words import Text

# {the name of a mistake: the questions that meet it: one of whose usual wrong answers comes of it, or whose answer is a
# recording of it}. Those without a question are only told apart in an exam.
MET: dict[str, tuple[str, ...]] = {
    "overwrite": ("add_reuse", "add_overwrites", "remember_moves", "layer_input"),
    "no upstream": ("add_passes_on", "remember_moves", "exp_zero"),
    "no local slope": ("mul_slope", "tanh_neuron_bias"),
    "out's value": ("add_reuse", "mul_slope", "mul_square", "pow_pattern", "loss_slope"),
    "shared half": ("add_passes_on",),
    "one side": (),
    "not swapped": ("mul_slope", "mul_hidden", "neuron_weight"),
    "sign of sub": (),
    "exponent dropped": ("power_marked",),
    "not decremented": (),
    "relu passes all": ("gate_marked",),
    "relu gates on the gradient": ("remember_gate",),
    "relu scales by value": (),
    "relu at 0": ("relu_corner",),
    "slope of the input": ("soft_shows",),
    "square forgotten": ("tanh_neuron_bias",),
    "no parents": ("value_forgets",),
    "sum from 0": ("left_number",),
    "preorder / BFS": ("order_diamond", "too_early"),
    "recursion": ("order_diamond",),
    "not reversed": (),
    "stale gradients": ("second_call", "middle_kept", "old_slope"),
    "finite change": ("slope_square", "secant"),
    "one-sided": ("two_sides",),
    "h too small / too big": ("tiny_nudge",),
    "uphill": ("step_data",),
}


def told(mistake: str) -> Text:
    """What is done there, in a few words that have no subject."""
    return Text(f"misconception.{mistake}")
