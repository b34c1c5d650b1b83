"""The controls of a training: what is pressed is told, a pause holds, and messages reach a cell that runs."""

from types import SimpleNamespace

import pytest

from viz.outputs.training_controls import Controls, hear_while_a_cell_runs
from viz.outputs.training_run import Run

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def told():
    return []


def controls(told, **options):
    given = {"rate": 0.5, "layers": [12, 12], "data": ["moons", "spirals"], "chosen": "spirals"} | options
    return Controls(**given, on_rate=told.append, on_layers=told.append, on_data=told.append)


def test_what_is_chosen_is_told(told):
    pressed = controls(told)
    pressed.rate.value = 2.0
    pressed.layers.value = "8, 8"
    pressed.data.value = "moons"
    assert told == [2.0, "8, 8", "moons"]


def test_each_control_is_there_only_where_it_has_something_to_choose(told):
    assert len(controls(told).box.children) == 5
    assert len(controls(told, layers=None, data=["moons"], chosen="moons").box.children) == 3


@pytest.mark.parametrize("rate", [0.5, 0.3, 1e-9, 12345.678])
def test_the_rate_that_is_given_is_among_those_to_choose_from(told, rate):
    pressed = controls(told, rate=rate)
    values = [value for _, value in pressed.rate.options]
    assert pressed.rate.value == rate and values == sorted(values)
    pressed.show_rate(0.077)
    assert pressed.rate.value == 0.077 and told[-1] == 0.077


def test_a_pause_holds_until_it_is_over_and_a_step_is_one_step(told):
    pressed = controls(told)
    assert pressed.may_step() and pressed.may_step()
    pressed.pause.value = True
    assert not pressed.may_step()
    pressed.step.click()
    pressed.step.click()
    assert [pressed.may_step() for _ in range(3)] == [True, True, False]
    pressed.pause.value = False
    assert pressed.may_step()


def test_a_single_step_pauses_what_runs(told):
    pressed = controls(told)
    pressed.step.click()
    assert pressed.pause.value and pressed.may_step() and not pressed.may_step()


def test_what_the_page_sends_stays_in_the_thread_that_it_was_sent_to():
    """ipykernel would send it back to the thread that last wrote to the widget, the one of the cell that runs."""
    comm = pytest.importorskip("ipykernel.comm.comm").BaseComm(target_name="t", primary=False)
    if not hasattr(comm, "_reply_subshell_for"):
        pytest.skip("this ipykernel sends nothing back")
    comm._reply_subshell_id = None  # that of the cell
    assert comm._reply_subshell_for({}, "beside") is None
    hear_while_a_cell_runs(SimpleNamespace(comm=comm))
    assert comm._reply_subshell_for({}, "beside") == "beside"


def test_other_kernels_are_left_as_they_are():
    comm = SimpleNamespace()
    hear_while_a_cell_runs(SimpleNamespace(comm=comm))
    hear_while_a_cell_runs(SimpleNamespace())
    assert vars(comm) == {}


@pytest.mark.parametrize("is_paused", [True, False])
def test_a_step_that_somebody_has_pressed_for_is_seen_however_long_the_pictures_took(is_paused):
    asked, sent = [], []
    state = SimpleNamespace(
        frames=SimpleNamespace(seconds_asked=1.0), step_done=lambda may_ask: asked.append(may_ask), note=""
    )
    run = Run(state, str, str, str, print)
    run.controls, run._send, run._shown = SimpleNamespace(is_paused=is_paused), lambda: sent.append("a frame"), 100.0
    run.step_done(0.001)
    assert asked == [is_paused] and bool(sent) == is_paused
    assert (run._shown == 100.0) == is_paused, "what is shown while nothing runs holds nothing up"
