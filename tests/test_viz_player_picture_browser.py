"""The picture of the player in a real browser: at every moment the one that Python draws; what changes it, and what
leaves it as it was.
"""

import pytest

import viz
from lookalikes import InSets
from micrograd.engine import Value
from players import (
    LAST,
    MOVING,
    TO_A,
    Overwriting,
    diamond,
    doubled,
    growing,
    lecture,
    long_numbers,
    merging,
    perceptron,
    polynomial,
    squared,
    with_clock,
)
from test_viz_browser import HOSTILE
from viz.drawing.choreography import KEYS
from viz.drawing.svg import draw_graph
from wrong_engines import MISTAKES

pytestmark = pytest.mark.usefixtures("english")


# What is drawn in a picture, line by line; colours are told by classes.
DIFFERENCES = """(host, moments) => {
    const GROUPS = ['value', 'operation', 'edge', 'tag', 'call', 'bead', 'fall'].map(name => `[data-${name}]`).join()
    const OF_ITS_OWN = /^(class|fill|stroke|font-family|style|role|tabindex|aria-.*|xmlns)$/
    const lines = element => {
        const attributes = [...element.attributes].filter(({ name }) => !OF_ITS_OWN.test(name)).map(({ name, value }) => `${name} ${value}`)
        const children = [...element.children].filter(child => child.tagName !== 'title')
        const text = element.children.length ? [] : [`"${element.textContent}"`]
        return [`<${element.tagName} ${element.getAttribute('class') ?? ''}`.trim(), ...attributes.sort(), ...text, ...children.flatMap(lines)]
    }
    const drawn = svg => [...svg.querySelectorAll(GROUPS)].filter(group => group.firstElementChild)
        .concat([...svg.querySelectorAll('text')].filter(text => text.textContent === '⋯')).map(lines)
    const NUMBER = /-?\\d+(?:\\.\\d+)?/g
    const near = (one, other) => {
        if (one === other) return true
        if (one === undefined || other === undefined || one[0] === '"') return false
        const [a, b] = [one, other].map(line => (line.match(NUMBER) ?? []).map(Number))
        const least = /opacity/.test(one) ? 0.06 : /rotate/.test(one) ? 1.01 : 0.2 // degrees are whole
        return one.replace(NUMBER, '#') === other.replace(NUMBER, '#') && a.every((x, i) => Math.abs(x - b[i]) <= least)
    }
    const svg = host.querySelector('.mg-stage > svg')
    return moments.flatMap(([step, ms, text]) => {
        if (step === null) host.player.seekWave(ms)
        else host.player.go(step, ms ?? Infinity)
        const [here, there] = [svg, new DOMParser().parseFromString(text, 'image/svg+xml')].map(svg => drawn(svg))
        const where = `step ${step} at ${ms} ms`
        if (here.length !== there.length) return [`${where}: ${here.length} groups instead of ${there.length}`]
        return here.flatMap((group, k) => Array.from({ length: Math.max(group.length, there[k].length) }, (_, i) => [group[i], there[k][i]])
            .filter(([one, other]) => !near(one, other)).map(([one, other]) => `${where}, ${group[1]}: ${one} instead of ${other}`))
    })
}"""


# ---- the same picture in Python and in the page


def hostile():
    root = Value(2.0, label=HOSTILE[0])
    for label in HOSTILE[1:5]:
        root = root * Value(1.0, label=label)
        root.label = label
    return root


def much_reused():
    """More arrows than there are chips."""
    x = y = Value(1.5, label="x")
    for _ in range(2):
        y = y * x + x
    return y


def infinite():
    a, b = Value(1e200, label="a"), Value(-1e200, label="b")
    return a * b * b


def unordered(cls=InSets):
    """Nothing tells which operand of a difference is the first."""
    a, b = cls(2.0), cls(3.0)
    viz.label(a=a, b=b)
    return (a - b) * (a + b)


def part():
    L = growing()
    return viz.animate(L, only=L._prev.copy().pop())


ANIMATIONS = {
    "a chain": lambda: viz.animate(lecture()),
    "a value used twice": lambda: viz.animate(doubled()),
    "a chain, recorded": lambda: viz.record(lecture()),
    "two contributions": lambda: viz.animate(merging()),
    "overwritten": lambda: viz.record(merging(Overwriting)),
    "many contributions": lambda: viz.animate(much_reused()),
    "constants": lambda: viz.animate(diamond()),
    "long numbers": lambda: viz.animate(long_numbers()),
    "long names": lambda: viz.animate(growing()),
    "inf and nan": lambda: viz.animate(infinite()),
    "an unknown order": lambda: viz.animate(unordered()),
    "operands left out": part,
    "hostile labels": lambda: viz.animate(hostile()),
}  # fmt: skip
MOMENTS = (0, 300, 640, 800, 1090, 1500, 2000, 2400, 2890, 3200, 3660, 4000, 4130, 4300, 4600, None)  # ms; None: done


def moments_of_steps(animation, moments=MOMENTS):
    return [
        (n, ms, animation.frame(n, ms))
        for n in range(len(animation.steps))
        for ms in moments
        if ms is None or ms < animation.score.length(n)
    ]


def moments_of_the_wave(animation, count=40):
    every = animation.wave.length / count
    return [(None, every * k, drawn_in_the_wave(animation, every * k)) for k in range(count + 1)]


def drawn_in_the_wave(animation, ms):
    return draw_graph(animation.graph, animation.geometry, animation.wave.scene(ms), (), "", tooltips=False)


@pytest.mark.parametrize("make", ANIMATIONS.values(), ids=ANIMATIONS)
def test_at_every_moment_of_every_step_and_of_the_wave_the_picture_is_the_one_that_python_draws(show, make):
    animation = make()
    shown = show(animation)
    assert shown.host.evaluate(DIFFERENCES, moments_of_steps(animation)) == []
    assert shown.host.evaluate(DIFFERENCES, moments_of_the_wave(animation)) == []


def test_so_it_is_in_a_large_graph(show):
    animation = viz.animate(perceptron())
    moments = [*moments_of_steps(animation, (300, 2000, 4200))[::3], *moments_of_the_wave(animation, 20)]
    assert show(animation).host.evaluate(DIFFERENCES, moments) == []


@pytest.mark.multiplies(9)
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.engine.__name__)
def test_so_it_is_with_every_mark_of_a_mistake(show, mistake):
    animation = viz.record(mistake.expression(mistake.engine))
    moments = [*moments_of_steps(animation, (1090, 2400, 4000, 4130, 4600, None)), *moments_of_the_wave(animation, 25)]
    assert show(animation).host.evaluate(DIFFERENCES, moments) == []


def test_a_picture_that_differs_would_be_noticed(show):
    animation = viz.animate(lecture())
    shown, drawn = show(animation), animation.frame(TO_A)
    changed = [
        drawn.replace(">+6.0<", ">+6.1<"),
        drawn.replace('class="mg-s-negative"', 'class="mg-s-positive"', 1),
        drawn.replace('stroke-width="3.2"', 'stroke-width="3.6"', 1),
        drawn.replace('data-tag="e2_0"', 'data-tag="e2_1"', 1),
        drawn.replace("<ellipse", "<circle r='1'/><ellipse", 1),
    ]
    for text in changed:
        assert text != drawn and shown.host.evaluate(DIFFERENCES, [(TO_A, None, text)]) != []


# ---- from step to step


@pytest.mark.parametrize("make", [lecture, diamond, doubled])
def test_all_steps_back_restore_exactly_what_was_there(show, make):
    animation = viz.animate(make())
    shown = show(animation)
    shown.button("forward").focus()
    last, there = len(animation.steps) - 1, []
    for _ in range(last + 1):
        there.append(shown.all_of_it)
        shown.press("ArrowRight")
    assert len({picture for picture, *_ in there}) >= last
    for step in reversed(range(last)):
        shown.press("ArrowLeft")
        assert shown.all_of_it == there[step]
    for step in (last, 1, last - 1, 0):
        shown.scrub(step)
        assert shown.all_of_it == there[step]
    shown.host.evaluate("host => host.player.seekWave(3000)")
    assert shown.picture != there[2][0]
    shown.go(2)
    assert shown.all_of_it == there[2]


def test_a_step_touches_only_what_it_changes(show):
    y = Value(1.0)
    for _ in range(60):
        y = y * Value(1.0)
    animation = viz.animate(y)
    shown = show(animation)
    shown.go(150)
    assert len(animation.graph.nodes) > 100
    touched = shown.host.evaluate("""host => {
        const groups = [...host.querySelectorAll('[data-value], [data-operation], [data-edge]')]
        const before = groups.map(group => group.firstElementChild)
        const changed = () => groups.filter((group, i) => group.firstElementChild !== before[i]).length
        host.player.go(151, Infinity)
        const forward = changed()
        host.player.go(150, Infinity)
        return [forward, changed()]
    }""")
    assert all(0 < count <= 12 for count in touched)


def test_a_value_says_the_numbers_that_it_shows(show):
    shown = show(viz.animate(lecture()))
    for step in (0, 3, TO_A, LAST, 2):
        shown.go(step)
        said = shown.host.locator("[data-value]").evaluate_all(
            "values => values.map(value => value.getAttribute('aria-label'))"
        )
        assert [text.partition(": ")[2] for text in said] == [
            f"data {x}, grad {g}" for x, g in zip(shown.data, shown.grads)
        ]


def test_pointing_at_an_arrow_dims_all_but_its_way_to_the_result(show):
    shown = show(viz.animate(lecture()))
    shown.go(LAST)
    shown.host.locator("[data-hit=e2_0]").dispatch_event("pointerenter")
    kept = shown.host.locator(".mg-kept").evaluate_all("groups => groups.map(group => ({ ...group.dataset }))")
    assert {"value": "0"} in kept and {"value": "1"} not in kept and {"tag": "e2_0"} in kept
    assert shown.host.locator("svg.mg-dimmed").count() == 1
    shown.host.locator("[data-hit=e2_0]").dispatch_event("pointerleave")
    assert shown.host.locator("svg.mg-dimmed, .mg-kept").count() == 0


# ---- in time


def test_backwards_a_number_travels_against_the_arrow_and_changes_the_gradient_when_it_has_arrived(show):
    shown = show(viz.animate(lecture()), **MOVING)
    shown.go(TO_A - 1)
    wait = with_clock(shown)
    shown.click("forward")
    way = []
    for ms in (1500, 300, 1400, 300):
        wait(ms)
        assert shown.grads[0] == "·"
        way.append((shown.travelling.text_content(), shown.travelling.bounding_box()["x"]))
    assert [text for text, _ in way] == ["-2", "-2", "6", "6"]
    places = [x for _, x in way]
    assert places == sorted(places, reverse=True)
    wait(300)
    assert shown.grads[0] == "0 + 6" and shown.travelling.count() == 0
    wait(1000)
    assert shown.grads[0] == "+6.0"


def test_forwards_the_operands_travel_into_the_operation(show):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.click("forward")
    wait(300)
    assert shown.travelling.all_text_contents() == ["2", "-3"] and "-6.0" not in shown.data
    wait(2200)
    assert shown.data.count("-6.0") == 1 and shown.travelling.count() == 0


@pytest.mark.parametrize("away", ["first", "last"])
def test_leaving_a_step_while_its_number_travels_leaves_nothing_half_done(show, away):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.go({"first": 0, "last": LAST}[away])
    there = shown.all_of_it
    shown.go(TO_A - 1)
    shown.click("forward")
    wait(1500)
    assert shown.travelling.count() == 1
    shown.click(away)
    wait(8000)
    assert shown.all_of_it == there


@pytest.mark.parametrize("control", ["forward", "back"])
def test_a_control_pressed_while_a_step_plays_finishes_it_and_pressed_again_goes_on(show, control):
    shown = show(viz.animate(lecture()), **MOVING)
    wait = with_clock(shown)
    shown.go(TO_A - 1)
    shown.click("forward")
    wait(1500)
    assert shown.travelling.count() == 1
    shown.click(control)
    there = shown.all_of_it
    assert shown.step == TO_A and shown.travelling.count() == 0 and shown.grads[0] == "+6.0"
    wait(8000)
    assert shown.all_of_it == there
    shown.click(control)
    assert shown.step == {"forward": TO_A + 1, "back": TO_A - 1}[control]


@pytest.mark.parametrize("make", [lecture, squared, polynomial])
def test_nothing_travels_where_less_motion_is_wanted(show, make):
    animation = viz.animate(make())
    shown = show(animation)
    shown.button("forward").focus()
    for _ in animation.steps:
        shown.press("ArrowRight")
        assert shown.travelling.count() == 0
    for step in range(len(animation.steps)):  # the moments that are shown of a step that plays by itself
        for ms in KEYS.get(animation.steps[step].kind, ()):
            shown.at(step, ms)
            assert shown.travelling.count() == 0


@pytest.mark.parametrize("make", [lecture, squared, polynomial])
def test_the_wave_without_motion_stands_at_one_moment_after_the_other(show, make):
    shown = show(viz.animate(make()))
    wait = with_clock(shown)
    shown.click("play_wave")
    seen, travelling = [], []
    while shown.button("pause").is_visible():
        wait(550)
        seen.append(shown.text("count"))
        travelling += shown.travelling.all_text_contents()
    assert 4 < len(set(seen)) < 0.7 * len(seen)
    assert travelling == []
