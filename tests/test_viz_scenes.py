"""viz.drawing.scenes, score, wave and faults: what is seen at each moment is what the steps say, nothing stays behind,
and what is wrong is marked where it is wrong, and nowhere else.
"""

import copy
import math
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import viz
from expressions import SMALL_NUMBER, all_values, expressions, steps_within
from lessons.pictures import lecture_expression
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.drawing.choreography import FADE, HOLDS, KEYS, STEP, WAVE
from viz.drawing.scenes import NOT_YET, nobody_computed, played, scene_of
from viz.drawing.score import Score
from viz.drawing.wave import Wave
from viz.values.findings import GRAVITY
from viz.values.graph import read, read_with_values
from viz.values.numbers import is_finite
from viz.values.passes import Step, true_gradients, true_passes
from viz.values.slopes import known_slopes
from viz.words.text import number, plain
from wrong_engines import (
    MISTAKES,
    Lecture,
    Loops,
    OverwritesInMul,
    ResetsAtTheEnd,
    cubed,
    diamond,
    difference,
    doubled,
    lecture,
    mirrored_diamond,
    product,
    rectified,
    scaled_cube,
    scaled_product,
    squared,
    twin_sums,
)

PASSING = ("bead", "ghost", "ring", "call", "fall")
WITHOUT_A_PLACE = {"error", "unjudged", "nothing to judge"}  # these are told of the whole pass
RIGHT = [squared, doubled, product, difference, cubed, diamond, mirrored_diamond, lecture, twin_sums, scaled_cube,
         scaled_product, rectified(3.0), rectified(-3.0)]  # fmt: skip


pytestmark = pytest.mark.usefixtures("english")


def network():
    return MLP(2, [2, 1])([Value(0.5), Value(-1.25)])


def often(count):
    a = Value(3.0)
    return sum((a * k for k in range(2, count)), a)


def not_finite():
    a, b = Value(1e300, label="a"), Value(math.inf, label="b")
    return a * a * b + a


def named(mistake):
    return f"{mistake.engine.__name__}-{mistake.expression.__name__}"


TRUE = {
    "lecture": lecture_expression,
    "network": network,
    "used twice": lambda: often(2),
    "used seven times": lambda: often(8),
    "not finite": not_finite,
    "a leaf": lambda: Value(2.0),
}
PLAYED = {name: lambda make=make: viz.animate(make()) for name, make in TRUE.items()} | {
    named(mistake): lambda mistake=mistake: viz.record(mistake.expression(mistake.engine)) for mistake in MISTAKES
}


@pytest.fixture(scope="module", params=PLAYED.values(), ids=PLAYED)
def animation(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", "en")
        yield request.param()


# What is seen is what the steps say.


def after_each(graph, steps):
    """For each step what each value then holds, by the steps alone: (index, {index: data}, {index: gradient}, {index:
    [[contribution, whether it is lost]]}).
    """
    coming = {step.value for step in steps if step.kind == "forward"}
    data = {i: None if i in coming else node.data for i, node in enumerate(graph.nodes)}
    untouched = nobody_computed(graph)
    grads = {i: "untouched" if untouched else node.grad for i, node in enumerate(graph.nodes)}
    arrived = {i: [] for i in data}
    for n, step in enumerate(steps):
        names = {finding.name for finding in step.findings}
        if step.kind == "forward":
            data[step.value] = graph.nodes[step.value].data
        elif step.kind == "clear":
            for i, _ in step.cleared:
                grads[i], arrived[i] = step.after, []
        elif step.kind in ("seed", "write", "contribution"):
            if "overwrite" in names:
                arrived[step.value] = [[text, 1] for text, _ in arrived[step.value]]
            grads[step.value] = step.after
        if step.kind == "contribution":
            arrived[step.value].append([plain(step.contribution), 0])
        yield n, dict(data), dict(grads), {i: list(chips) for i, chips in arrived.items()}


def check_numbers(graph, steps, score):
    for n, data, grads, arrived in after_each(graph, steps):
        scene = score.scene(n)
        for i in data:
            shown = scene[f"v{i}"]
            assert shown["data"] == (NOT_YET if data[i] is None else number(data[i]))
            if graph.nodes[i].grad is not None:
                assert shown["grad"] == (NOT_YET if grads[i] == "untouched" else number(grads[i], signed=True))
                assert shown["grad_sign"] in signs_of(grads[i])
            chips = shown.get("chips", [])
            if isinstance(chips, str):
                assert chips == f"{len(arrived[i])} arrows" and len(arrived[i]) > 3
            else:
                assert [[text, lost] for text, _, lost, _ in chips] == arrived[i]


def signs_of(gradient):
    if gradient == "untouched" or gradient is None:
        return {"muted", "ink"}
    if gradient == 0 or not isinstance(gradient, (int, float)) or math.isnan(gradient):
        return {"ink", "muted"}
    return {"positive" if gradient > 0 else "negative"}


def test_when_a_step_is_over_every_number_is_what_the_steps_say(animation):
    check_numbers(animation.graph, animation.steps, animation.score)


def scored(root):
    """(graph, steps, score) of the true passes, without a picture."""
    graph, values = read_with_values(root)
    graph = read(root)
    steps = [Step("start", len(graph.nodes) - 1), *true_passes(graph, known_slopes(graph, values).slopes)]
    return graph, steps, Score(graph, steps)


@settings(max_examples=60)
@given(expressions(numbers=SMALL_NUMBER))
@example(([3.0], [("a + a", 0, 0, 2)] * 4))
def test_the_same_holds_of_any_small_graph(expression):
    leaves, steps = expression
    root = all_values(leaves, steps_within(leaves, steps, lambda value: True), Value)[-1]
    graph, steps, score = scored(root)
    check_numbers(graph, steps, score)
    check_nothing_stays_behind(steps, score)
    check_wave(graph, steps, score)


def test_arrows_light_up_as_the_gradients_pass_them(animation):
    flowed = {}
    for n, step in enumerate(animation.steps):
        scene = animation.score.scene(n)
        if step.kind == "contribution":
            flowed[f"e{step.result}_{step.slot}"] = step.contribution
        lit = {edge for edge, p in scene.items() if edge[0] == "e" and p.get("lit") == 1}
        assert lit == flowed.keys()
        colours = {edge: scene[edge]["flow"][0] for edge in lit if is_finite(flowed[edge]) and flowed[edge]}
        assert all(colour == ("positive" if flowed[edge] > 0 else "negative") for edge, colour in colours.items())


def test_a_multiplication_is_told_by_the_numbers_that_are_multiplied(animation):
    for n, step in enumerate(animation.steps):
        if step.kind == "contribution" and not step.findings:
            call = animation.score.scene(n, 2500)[f"o{step.result}"]["call"]
            product = step.local * step.upstream if None not in (step.local, step.upstream) else None
            told = "".join(text for text, _, _ in call)
            assert told.startswith(f"{plain(step.local)} × ") and told.endswith(f" = {plain(product)}")


# A scene is a function of the step and the time, and of nothing else.


def moments(score, step):
    return [-1, 0, 1, *range(50, int(score.length(step)) + 50, 250), *HOLDS, None]


def test_playing_leaves_the_scene_before_as_it_was(animation):
    score = animation.score
    for n in range(len(animation.steps)):
        before = score.scene(n, -1)
        kept = copy.deepcopy(before)
        for ms in moments(score, n):
            played(before, [cue for part in score.parts[n] for cue in part.cues()], math.inf if ms is None else ms)
        assert before == kept


def test_a_scene_is_the_same_however_one_came_to_it(animation):
    score, steps = animation.score, range(len(animation.steps))
    forwards = {(n, ms): copy.deepcopy(score.scene(n, ms)) for n in steps for ms in moments(score, n)}
    fresh = Score(animation.graph, animation.steps, tagged=len(animation.graph.nodes) <= 40)
    assert all(fresh.scene(n, ms) == forwards[n, ms] for n, ms in reversed(forwards))


def without_light(scene):
    return {target: {k: v for k, v in p.items() if k != "active"} for target, p in scene.items()}


def test_a_step_begins_as_the_one_before_it_ended(animation):
    score = animation.score
    for n, following in pairwise(range(len(animation.steps))):
        assert without_light(score.scene(n)) == score.scene(following, -1)


# Nothing stays behind.


def check_nothing_stays_behind(steps, score):
    for n, step in enumerate(steps):
        over = [score.scene(n), score.scene(n, score.length(n))]
        assert not [p for scene in over for p in scene.values() if any(p.get(name) is not None for name in PASSING)]
        keys = [score.scene(n, ms) for ms in KEYS.get(step.kind, ())]
        assert not [p for scene in keys for p in scene.values() if any(name in p for name in ("bead", "ghost", "ring"))
                    and any(p.get(name) is not None for name in ("bead", "ghost", "ring"))]  # fmt: skip


def test_when_a_step_is_over_nothing_travels_and_where_no_motion_is_wanted_nothing_ever_does(animation):
    check_nothing_stays_behind(animation.steps, animation.score)


def test_a_step_is_over_when_its_time_is_over(animation):
    score = animation.score
    for n in range(len(animation.steps)):
        assert score.scene(n, score.length(n)) == score.scene(n) or animation.steps[n].kind in ("start", "end")


@pytest.mark.parametrize("table", [STEP, WAVE, FADE], ids=["step", "wave", "fade"])
def test_what_passes_is_taken_away_by_the_part_that_brought_it(table):
    """An equation is taken away when the step is over; in all other cases that is said where it comes from."""
    for name, cues in table.items():
        left = {(role, each) for _, _, role, each, _, _, _ in cues if each in PASSING}
        for role, each in left:
            last = max((cue for cue in reversed(cues) if cue[2:4] == (role, each)), key=lambda cue: cue[1])
            assert last[5] is None, f"{name} leaves a {each}"


# The wave.


def check_wave(graph, steps, score):
    wave = Wave(graph, steps, score)
    end, over = wave.scene(wave.length), score.scene(len(steps) - 1)
    for target in end.keys() | over.keys():
        p, q = end.get(target, {}), over.get(target, {})
        for name in ("data", "grad", "grad_sign", "tag", "mark", "truth", "lost", "flow"):
            assert p.get(name) == q.get(name), f"{name} of {target}"
        assert sorted(map(repr, p.get("chips", ()))) == sorted(map(repr, q.get("chips", ())))
        assert p.get("lit", 0) == q.get("lit", 0)
        assert not any(p.get(name) is not None for name in PASSING)
    for key in wave.keys:
        scene = wave.scene(round(key))
        assert not [name for p in scene.values() for name in PASSING if p.get(name) is not None]
    assert wave.keys == sorted(set(wave.keys)) and wave.keys[-1] == wave.length and len(wave.keys) <= 25


def test_the_wave_ends_with_the_numbers_of_the_last_step(animation):
    check_wave(animation.graph, animation.steps, animation.score)


def test_rounding_in_the_order_of_the_wave_changes_no_number():
    a = Value(1.0)
    large = a * 1e16
    root = (large + a) + -large * 1 * 1 * 1
    graph, steps, score = scored(root)
    check_wave(graph, steps, score)


def test_a_gradient_from_before_stands_in_the_wave_too():
    a, b = Loops(2.0), Loops(3.0)
    root = a * b + a
    root.backward()
    recording = viz.record(root)
    assert nobody_computed(recording.graph) is False
    check_wave(recording.graph, recording.steps, recording.score)
    right = viz.record(leaf_only(Lecture))
    assert [step.findings for step in right.steps if step.findings] == []
    check_wave(right.graph, right.steps, right.score)


def leaf_only(V):
    a = V(2.0)
    a.grad = 5.0  # from another expression: gradients of leaves add up
    return a * a + a


@pytest.mark.parametrize("depth", [1, 2, 3, 5, 8, 12, 31, 100, 300])
def test_the_wave_takes_six_to_ten_seconds_however_deep_the_graph_is(depth):
    x = Value(1.0)
    for _ in range(depth):
        x = x.relu()
    graph, steps, score = scored(x)
    wave = Wave(graph, steps, score)
    forward, backward = min(2100, 1000 * depth), min(3900, 1800 * depth)
    assert wave.backward == pytest.approx(250 + forward + 700, abs=1)  # turns begin at whole ms
    landing = 0.3 * backward / depth  # what arrives last is still added up
    assert wave.length == pytest.approx(wave.backward + 450 + backward + landing + 2000, abs=1)
    assert 6000 <= wave.length <= 10_000


@pytest.mark.parametrize("count", [2, 20, 290])
def test_the_width_of_a_graph_takes_the_wave_no_time(count):
    lengths = {Wave(*scored(sum_of(each))).length for each in (2, count)}
    assert len(lengths) == 1


def sum_of(count):
    """One operation of so many operands."""
    return Value(1.0, tuple(Value(1.0) for _ in range(count)), "sum", (1.0,) * count)


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_the_wave_of_a_recording_takes_ten_seconds_at_most(mistake):
    assert viz.record(mistake.expression(mistake.engine)).wave.length <= 10_000


# What is wrong.


def marked(scene):
    """{what bears a mark: which}, and the values that have the true gradient below."""
    return {target: p["mark"] for target, p in scene.items() if p.get("mark")}


def recorded(mistake):
    return viz.record(mistake.expression(mistake.engine))


def true_of(animation):
    return true_gradients(animation.graph, animation.slopes)


@pytest.mark.parametrize("engine", [Lecture, Loops])
@pytest.mark.parametrize("expression", RIGHT)
def test_in_a_right_pass_nothing_is_marked(engine, expression):
    animation = viz.record(expression(engine))
    for n in range(len(animation.steps)):
        scene = animation.score.scene(n)
        assert not marked(scene) and not [p for p in scene.values() if p.get("truth") or p.get("lost")]


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_every_finding_leaves_a_mark_when_its_step_is_over(mistake):
    animation = recorded(mistake)
    before = {}
    for n, step in enumerate(animation.steps):
        now = marked(animation.score.scene(n))
        for finding in step.findings:
            places = places_of(finding, step, animation.graph)
            assert places <= now.keys() and (places or finding.name in WITHOUT_A_PLACE), finding
        named_here = set().union(*(places_of(finding, step, animation.graph) for finding in step.findings))
        assert now.keys() - before.keys() <= named_here, "something is marked of which nothing is found"
        assert before.keys() <= now.keys()
        before = now


def places_of(finding, step, graph):
    """What a finding is about, as the sentence about it says."""
    value, edge = f"v{step.value}", f"e{step.result}_{step.slot}" if step.slot is not None else ""
    result = step.value if step.result is None else step.result
    into = lambda i: {f"e{i}_{slot}" for slot, k in enumerate(graph.nodes[i].operands) if k == result}  # noqa: E731
    return {
        "overwrite": lambda: {value, *([edge] if edge else [])},
        "twice": lambda: {value, edge},
        "no upstream": lambda: {edge},
        "slope": lambda: {edge},
        "unknown slope": lambda: {edge or f"o{result}"},
        "stale gradients": lambda: {value},
        "unexplained": lambda: {value},
        "one side": lambda: {f"e{result}_{slot}" for slot in finding.values["slots"]},
        "too early": lambda: {f"o{result}"}.union(*(into(i) for i in finding.values["consumers"])),
        "never reached": lambda: {f"{kind}{i}" for i in finding.values["results"] for kind in "or"},
        "root not seeded": lambda: {f"v{len(graph.nodes) - 1}"},
        "wrong": lambda: {f"v{i}" for i in finding.values["values"]},
    }.get(finding.name, set)()


def test_each_kind_of_finding_is_among_those_mistakes():
    met = {finding.name for mistake in MISTAKES for step in recorded(mistake).steps for finding in step.findings}
    assert set(GRAVITY) - met == {"unknown slope", "unjudged", "nothing to judge"}


def test_what_is_not_known_is_no_mistake():
    x = Lecture(2.0)
    out = Lecture(17.5, (x,), "wave")  # made by hand: nobody can compute it again
    out._backward = lambda: setattr(x, "grad", x.grad + 7 * out.grad)
    animation = viz.record(out)
    assert any(finding.name == "unknown slope" for step in animation.steps for finding in step.findings)
    assert set(marked(animation.score.scene(len(animation.steps) - 1)).values()) == {"doubt"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_in_the_end_exactly_the_wrong_gradients_have_the_true_ones_below_them(mistake):
    animation = recorded(mistake)
    scene, true = animation.score.scene(len(animation.steps) - 1), true_of(animation)
    held = {i: p["grad"] for i, p in ((i, scene[f"v{i}"]) for i in range(len(true)))}
    right = {i: number(x, signed=True) for i, x in enumerate(true)}
    told = {i for finding in animation.steps[-1].findings if finding.name == "wrong" for i in finding.values["values"]}
    truths = {i: scene[f"v{i}"]["truth"] for i in range(len(true)) if scene[f"v{i}"].get("truth")}
    assert truths == {i: right[i] for i in told}
    assert all(held[i] != right[i] for i in told)
    assert all(scene[f"v{i}"].get("mark") for i in told)


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_a_true_gradient_that_is_shown_on_the_way_is_the_true_sum_so_far(mistake):
    animation = recorded(mistake)
    true, came = true_of(animation), {}
    for n, step in enumerate(animation.steps[:-1]):
        if step.kind == "contribution":
            share = animation.slopes[step.result][step.slot] * true[step.result]
            came.setdefault(step.value, {})[step.result, step.slot] = share
        for i in range(len(true)):
            truth = animation.score.scene(n)[f"v{i}"].get("truth")
            due = 1.0 if i == len(true) - 1 else sum(came.get(i, {}).values())
            assert not truth or truth == number(due, signed=True), (n, i)


def test_what_was_overwritten_is_lost_for_all_to_see():
    animation = viz.record(squared(OverwritesInMul))
    n = next(n for n, step in enumerate(animation.steps) if any(f.name == "overwrite" for f in step.findings))
    scene = animation.score.scene(n)
    assert [chip[2] for chip in scene["v0"]["chips"]] == [1, 0]
    assert scene["e1_0"]["lost"] == 1 and not scene["e1_1"].get("lost")
    assert any(p.get("fall") is not None for p in animation.score.scene(n, 4000).values())


def test_what_is_set_back_to_0_in_the_end_is_lost_too():
    animation = viz.record(product(ResetsAtTheEnd))
    scene = animation.score.scene(len(animation.steps) - 1)
    assert [chip[2] for i in (0, 1) for chip in scene[f"v{i}"]["chips"]] == [1, 1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_in_a_part_of_a_recording_the_same_things_are_marked(mistake):
    root = mistake.expression(mistake.engine)
    graph, values = read_with_values(root)
    whole = viz.record(root)
    for leaf in (value for value, node in zip(values, graph.nodes) if not node.operands):
        part = viz.record(root, only=leaf)
        kept = part.graph.whole[1]
        told = {finding.name for step in part.steps for finding in step.findings}
        expected = [marks_and_truth(whole, i, told) for i in kept]
        assert [marks_and_truth(part, i, told) for i in range(len(kept))] == expected
        assert part.frame(len(part.steps) - 1)


def marks_and_truth(animation, i, told):
    """(what marks a value in the end, the true gradient that stands below); a root that is not seeded may be told of
    where another part of the graph is reached.
    """
    scene = animation.score.scene(len(animation.steps) - 1)[f"v{i}"]
    is_root = i == len(animation.graph.nodes) - 1
    return None if is_root and "root not seeded" not in told else scene.get("mark"), scene.get("truth", "")


# A graph as it stands.


def test_a_gradient_that_nobody_has_computed_is_a_dot():
    a = Value(2.0)
    root = a * a
    assert {p["grad"] for p in scene_of(read(root)).values()} == {NOT_YET}
    root.backward()
    assert [p["grad"] for p in scene_of(read(root)).values()] == ["+4.0", "+1.0"]
    a.grad = 0.0
    assert scene_of(read(root))["v0"]["grad"] == "0.0"


@given(st.floats(-1, 1), st.floats(0, 4700))
def test_a_counter_shows_numbers_that_lie_between(after, ms):
    cue = (0.0, 1000.0, "v0", "grad", 0.0, after, "count")
    shown = played({"v0": {"grad": "0.0"}}, [cue], min(ms, 999.0))["v0"]["grad"]
    low, high = sorted((0.0, after))
    assert low - 1e-3 <= float(shown) <= high + 1e-3
