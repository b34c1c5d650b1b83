"""The controls of a training: ordinary ipywidgets, which act while its loop runs."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from viz.words.messages import say

if TYPE_CHECKING:
    from ipywidgets import Widget

_RATES = [digit * 10.0**power for power in range(-3, 2) for digit in (1, 2, 5)]  # up to where a network breaks


class Controls:
    """What somebody before a running kernel presses.

    Args:
        rate: the learning rate.
        layers: the sizes of the hidden layers, None where they cannot be changed.
        data: the names of the data sets; none where there is nothing to choose.
        chosen: the one that is in use.
        on_rate, on_layers, on_data: are told what was chosen, while a cell runs in another thread.

    Attributes:
        box: the ipywidgets that hold them.
    """

    def __init__(
        self,
        rate: float,
        layers: list[int] | None,
        data: Iterable[str],
        chosen: str,
        on_rate: Callable[[float], None],
        on_layers: Callable[[str], None],
        on_data: Callable[[str], None],
    ) -> None:
        import ipywidgets as widgets

        self._steps_wanted = 0
        self.rate = widgets.SelectionSlider(
            options=_options(rate),
            value=rate,
            description=say("training rate"),
            style={"description_width": "initial"},
            layout={"width": "320px"},
        )
        self.pause = widgets.ToggleButton(description=say("training pause"), icon="pause", layout={"width": "auto"})
        self.step = widgets.Button(description=say("training step"), icon="step-forward", layout={"width": "auto"})
        names = list(data)
        parts = [self.pause, self.step, self.rate]
        self.rate.observe(lambda change: on_rate(change["new"]), "value")
        self.step.on_click(self._wish_a_step)
        if layers is not None:
            self.layers = widgets.Text(
                value=", ".join(map(str, layers)),
                description=say("training layers"),
                continuous_update=False,
                style={"description_width": "initial"},
                layout={"width": "220px"},
            )
            self.layers.observe(lambda change: on_layers(change["new"]), "value")
            parts.append(self.layers)
        if len(names) > 1:
            self.data = widgets.Dropdown(
                options=names,
                value=chosen,
                description=say("training data"),
                style={"description_width": "initial"},
                layout={"width": "200px"},
            )
            self.data.observe(lambda change: on_data(change["new"]), "value")
            parts.append(self.data)
        self.box = widgets.HBox(parts, layout={"flex_flow": "row wrap"})
        for widget in (*parts, self.box):
            hear_while_a_cell_runs(widget)

    def show_rate(self, rate: float) -> None:
        if rate not in (value for _, value in self.rate.options):
            self.rate.options = _options(rate)  # chooses the first of them, for a moment
        self.rate.value = rate

    @property
    def is_paused(self) -> bool:
        return bool(self.pause.value)

    def may_step(self) -> bool:
        """Whether the next step is to be done; a single step that was wished for is used up by it."""
        if not self.is_paused:
            return True
        if self._steps_wanted:
            self._steps_wanted -= 1
            return True
        return False

    def _wish_a_step(self, _: Any) -> None:
        self.pause.value = True
        self._steps_wanted += 1


def _options(rate: float) -> list[tuple[str, float]]:
    """(how it is written, the rate) of all that can be chosen: that rate is among them."""
    return [(f"{each:.4g}", each) for each in sorted({*_RATES, rate})]


def can_be_made() -> bool:
    return find_spec("ipywidgets") is not None


def hear_while_a_cell_runs(widget: "Widget") -> None:
    """Lets what is pressed on the page reach a widget while a cell runs.

    JupyterLab sends it to a thread of the kernel beside the cell's (a subshell). ipykernel 7.4 sends it back to where
    the widget was last changed from, and that is the cell's own thread, which has no time before the cell is done.
    Other kernels have no such detour, and nothing is changed there.
    """
    comm: Any = getattr(widget, "comm", None)
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = lambda data, default: default
