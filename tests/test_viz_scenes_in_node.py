"""viz/outputs/js/scenes.js gives the scenes of viz.drawing.scenes: the page shows at every moment what a file would."""

import json
import math
import random
import subprocess

import pytest

import viz
from node import ROOT, node
from pages import sent
from players import (
    Overwriting,
    diamond,
    doubled,
    growing,
    lecture,
    long_numbers,
    merging,
    neuron,
    perceptron,
    polynomial,
    squared,
)
from wrong_engines import MISTAKES

TRUE = [lecture, doubled, squared, merging, polynomial, diamond, neuron, long_numbers, growing, perceptron]
WRONG = {f"{m.engine.__name__}-{m.expression.__name__}": m for m in MISTAKES}


def moments_of(animation):
    """The turns of every step and of the wave, with what lies just before them; and some moments between."""
    chosen = random.Random(1)
    steps = [
        (n, ms)
        for n in range(len(animation.steps))
        for ms in (
            *turns(cue for part in animation.score.parts[n] for cue in part.cues()),
            chosen.uniform(0, 4700),
            None,
        )
    ]
    wave = [*turns(animation.wave.cues()), *(chosen.uniform(0, animation.wave.length) for _ in range(20))]
    return chosen.sample(steps, min(300, len(steps))) + [(None, ms) for ms in chosen.sample(wave, min(100, len(wave)))]


def turns(cues):
    return sorted({at + before for cue in cues for at in cue[:2] for before in (-0.5, 0)})


def scenes_in_python(animation, moments):
    return [animation.wave.scene(ms) if n is None else animation.score.scene(n, ms) for n, ms in moments]


def scenes_in_node(animation, moments):
    script, asked = ROOT / "tests" / "js" / "scenes_at.js", json.dumps([sent(animation.to_html()), moments])
    done = subprocess.run([node(), script], input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def same(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return math.isclose(one, other, abs_tol=1e-9) if isinstance(one, float) else one == other


def different(animation):
    moments = moments_of(animation)
    pairs = zip(scenes_in_python(animation, moments), scenes_in_node(animation, moments), strict=True)
    return [
        (moment, target, here.get(target), there.get(target))
        for moment, (here, there) in zip(moments, pairs)
        for target in here | there
        if not same(here.get(target), there.get(target))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("make", TRUE, ids=lambda make: make.__name__)
def test_the_page_computes_the_scenes_of_python(make):
    assert different(viz.animate(make())) == []


@pytest.mark.parametrize("mistake", [*WRONG.values()], ids=[*WRONG])
def test_so_it_does_of_every_mistake(mistake):
    assert different(viz.record(mistake.expression(mistake.engine))) == []


def test_so_it_does_of_what_was_overwritten():
    assert different(viz.record(merging(Overwriting))) == []


def test_a_scene_that_differs_would_be_noticed():
    animation = viz.animate(lecture())
    (scene,) = scenes_in_python(animation, [(9, 2000)])
    assert same(scene, scenes_in_node(animation, [(9, 2000)])[0])
    for other in scenes_in_node(animation, [(9, 2001), (9, None), (8, 2000), (None, 2000)]):
        assert not same(scene, other)
