"""What the page of a training computes from a frame is what the model itself gave at that step."""

import json
import random
import subprocess

import pytest

import viz
from micrograd.moons import moons
from node import ROOT, node
from pages import sent
from trainings import Tanh, network, step_of
from viz.values.network import dead_units, read_network
from viz.values.scores import score_of

PLACES = [[random.Random(n).uniform(-1.5, 2.5), random.Random(-n).uniform(-1.5, 2)] for n in range(40)]


def computed_in_node(training):
    asked = json.dumps([sent(training.to_html()), PLACES])
    script = ROOT / "tests" / "js" / "scores_at.js"
    done = subprocess.run([node(), script], input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("make", [network, Tanh], ids=["relu", "tanh"])
@pytest.mark.parametrize("sizes", [(1,), (5, 1), (12, 12, 1), (4, 3, 2, 1)], ids=str)
def test_the_scores_of_every_step_are_those_of_the_model(make, sizes, seed):
    training = viz.training(make(*sizes, seed=seed), *moons(20), steps=4)
    given, dead = [], []

    def look():
        given.append([score_of(training.model, place) for place in PLACES])
        dead.append([list(each) for each in dead_units(read_network(training.model), training.points)])

    look()
    for _ in training:
        step_of(training)
        look()
    for n, frame in enumerate(computed_in_node(training)):
        size = max(map(abs, given[n]))
        assert frame["scores"] == pytest.approx(given[n], abs=2e-3 * size)
        if make is network:
            assert frame["dead"] == dead[n]
