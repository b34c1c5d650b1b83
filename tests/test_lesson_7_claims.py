"""Lesson 7, a network learns: what its text says of its cells is what they really give. Nothing is timed: work is counted in steps."""

from itertools import pairwise
from pathlib import Path

import pytest

from lesson_cells import run, run_cell, sources, text
from viz.values.network import dead_units, read_network

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.usefixtures("lessons_in_english")


@pytest.fixture(scope="module")
def seventh():
    """All but its long training, of which test_notebooks.py holds that it puts every point on the right side."""
    return run(sources(7, without=("for step in training:", "right += 1")))


def test_lesson_7_counts_its_parameters(seventh):
    assert "A network with 105 parameters" in text(7) and len(seventh.names["network"]([8, 8, 1]).parameters()) == 105
    assert seventh.cell("print(len(model.parameters()))").printed == "37\n"


def test_lesson_7_walks_too_timidly_just_so_and_too_boldly(seventh):
    bowl, walk = seventh.names["bowl"], seventh.names["walk"]
    timid, bold, exploding = ([bowl(*place) for place in walk(rate)] for rate in (0.01, 0.2, 0.26))
    assert timid[-1] > timid[0] / 5
    assert bold[-1] < bold[0] / 50 and len({v > -0.5 for _, v in walk(0.2)}) == 2  # from side to side
    assert all(after > before for before, after in pairwise(exploding[3:]))


def test_lesson_7_trains_four_examples_step_by_step(seventh):
    names = dict(seventh.names)
    for part in ["xs = [[", *["rows.append"] * 25]:  # the cell of the step is run again and again
        run_cell(seventh.cell(part).source, names)
    losses = [float(row.split()[1]) for row in names["rows"]]
    assert losses[-1] < losses[0] / 50 and losses[12] > losses[20]
    assert [round(p.data) for p in names["predictions"]] == names["ys"]


def test_lesson_7_finds_the_old_slope(seventh):
    assert "The old slope, -18," in Path(ROOT / "exercises/answers/en.json").read_text(encoding="utf-8").replace(
        "−", "-"
    )
    assert "w.grad: -18" in repr(seventh.cell("viz.record(error)").value)


def test_lesson_7_tells_the_truth_about_dead_units(seventh):
    names = dict(seventh.names)
    layers = lambda: dead_units(read_network(names["broken"]), names["points"])  # noqa: E731
    run_cell(seventh.cell("def one_step").source, names)
    before = set(layers())
    run_cell(seventh.cell("one_step(broken, 0.3)").source, names)
    after = set(layers())
    assert {unit for unit in before if unit[0] == 0} <= after, "for good"
    assert any(layer == 0 for layer, _ in before) and any(layer == 1 for layer, _ in before - after), "some come back"
