"""A loop that is watched: everything is gone through, one output follows, and leaving early is said."""

import json
from pathlib import Path

import pytest

import kernel
import viz
from viz.outputs import watcher

ROOT = Path(__file__).resolve().parent.parent


class Display:
    """In the place of the kernel's output: what stood in it, one after the other."""

    def __init__(self):
        self.shown = []

    def put(self, view, bundle):
        self.shown.append(bundle)


class Clock:
    """A clock that only goes when somebody lets it."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def display(monkeypatch):
    found = Display()
    monkeypatch.setattr(watcher, "_put", found.put)
    return found


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(watcher, "monotonic", found)
    return found


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    viz.language(request.param)
    yield request.param
    viz.language("en")


def plain(display):
    return [bundle["text/plain"] for bundle in display.shown]


def test_every_step_is_handed_out_in_order(display):
    assert list(viz.watch("abc", lambda: [])) == ["a", "b", "c"]
    assert list(viz.watch([], lambda: [])) == []


def test_it_begins_at_0_and_ends_at_the_last_step(display, language):
    for _ in viz.watch(range(3), lambda: []):
        pass
    first, last = {"en": ("step 0 of 3", "step 3 of 3"), "zh-TW": ("第 0 步，共 3 步", "第 3 步，共 3 步")}[language]
    assert plain(display)[0] == first and plain(display)[-1] == last
    assert (
        f'value="3" aria-label="{last}"' in display.shown[-1]["text/html"]
        and 'max="3"' in display.shown[-1]["text/html"]
    )


def test_steps_without_a_length_are_counted_without_a_total(display):
    for _ in viz.watch(iter("ab"), lambda: []):
        pass
    assert plain(display)[-1] == "step 2" and "<progress" not in display.shown[-1]["text/html"]


def test_a_break_is_said_and_drawn_a_last_time(display, language):
    for step in viz.watch(range(9), lambda: []):
        if step == 4:
            break
    assert {"en": "stopped after step 4 of 9", "zh-TW": "停在第 4 步，共 9 步"}[language] in plain(display)[-1]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, GeneratorExit])
def test_an_error_in_the_loop_goes_through(display, error):
    with pytest.raises(error):
        for step in viz.watch(range(9), lambda: []):
            if step == 2:
                raise error


def test_drawing_takes_no_more_than_a_fifth_of_the_time(display, clock):
    spent = []

    def show():
        clock.now += 1.0  # a picture costs a second
        spent.append(clock.now)
        return []

    begin = clock.now
    for _ in viz.watch(range(1000), show):
        clock.now += 0.05
    drawing = len(spent) - 2  # those at the beginning and the end come anyway
    assert drawing >= 5 and drawing / (clock.now - begin) <= 0.2


def test_cheap_pictures_are_drawn_four_times_a_second(display, clock):
    for _ in viz.watch(range(1000), lambda: []):
        clock.now += 0.01
    assert 36 <= len(display.shown) - 2 <= 41  # in ten seconds


def test_what_is_shown_stands_in_the_output(display):
    class Old:
        def _repr_html_(self):
            return "<b>old</b>"

    for _ in viz.watch(range(1), lambda: [viz.plots.loss_curve([3.0, 2.0]), Old(), "<plain>"]):
        pass
    html = display.shown[-1]["text/html"]
    assert "<svg" in html and "<b>old</b>" in html and "&lt;plain&gt;" in html


def test_one_picture_needs_no_list(display):
    for _ in viz.watch(range(1), lambda: "alone"):
        pass
    assert "alone" in display.shown[-1]["text/html"]


def test_a_picture_that_fails_does_not_end_the_training(display, language):
    def fails():
        raise ZeroDivisionError("<nothing>")

    assert list(viz.watch(range(3), fails)) == [0, 1, 2]
    assert "ZeroDivisionError: &lt;nothing&gt;" in display.shown[-1]["text/html"]


def test_a_picture_that_fails_does_not_take_the_others_with_it(display, language):
    def fails():
        raise ZeroDivisionError("<nothing>")

    for _ in viz.watch(range(1), lambda: "before", fails, lambda: [viz.plots.loss_curve([])]):
        pass
    for html in (display.shown[0]["text/html"], display.shown[-1]["text/html"]):
        assert "before" in html and "ZeroDivisionError: &lt;nothing&gt;" in html and "<svg" in html


def test_a_training_that_has_not_begun_shows_an_empty_axis_and_no_error(display, language):
    for _ in viz.watch(range(1), lambda: viz.plots.loss_curve([])):
        pass
    assert "<svg" in display.shown[0]["text/html"] and "Error" not in display.shown[0]["text/html"]


def test_a_loop_may_be_gone_through_twice(display):
    loop = viz.watch(range(2), lambda: [])
    assert list(loop) == list(loop) == [0, 1]


def test_outside_of_a_notebook_the_loop_simply_runs(capsys):
    assert list(viz.watch(range(3), lambda: [])) == [0, 1, 2]
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_in_a_notebook_there_is_one_output_and_no_widget():
    notebook = kernel.executed(kernel.notebook("import viz\nfor k in viz.watch(range(5), lambda: 'seen'): pass"), ROOT)
    (output,) = notebook.cells[0].outputs
    assert output.data["text/plain"] == "step 5 of 5" and "seen" in output.data["text/html"]
    assert "widget" not in json.dumps(notebook.cells)


@pytest.mark.slow
def test_a_cell_that_is_interrupted_says_so_and_keeps_what_was_done():
    notebook = kernel.notebook(
        "import viz\ndone = []\nfor k in viz.watch(range(5), lambda: []):\n    if k == 3: raise KeyboardInterrupt\n    done.append(k)",
        "print(done)",
    )
    kernel.executed(notebook, ROOT, allow_errors=True)
    assert any("stopped after step 3 of 5" in str(output.get("data", "")) for output in notebook.cells[0].outputs)
    assert notebook.cells[1].outputs[0].text == "[0, 1, 2]\n"
