"""The room of the player in a real browser: whatever it shows, nothing in it moves, nothing is cut off, and all can be
read.
"""

import pytest

import viz
from pages import shown_in
from players import (
    Overwriting,
    Shown,
    chain,
    diamond,
    doubled,
    growing,
    long_numbers,
    merging,
    neuron,
    perceptron,
    polynomial,
)
from viz.words.messages import LANGUAGES, say


@pytest.fixture
def show(browser, tmp_path, monkeypatch):
    """show(a language, a function that makes an animation, options of the browser) -> Shown"""
    with shown_in(browser, tmp_path, Shown, reduced_motion="reduce") as show:

        def in_language(language, make, **options):
            monkeypatch.setattr("viz.words.messages._current", language)
            return show(make(), **options)

        yield in_language


ANIMATIONS = {
    "a chain": lambda: viz.animate(chain()),
    "x + x": lambda: viz.animate(doubled()),
    "two contributions": lambda: viz.animate(merging()),
    "overwritten": lambda: viz.record(merging(Overwriting)),
    "a neuron": lambda: viz.animate(neuron()),
    "long numbers": lambda: viz.animate(long_numbers()),
    "four arrows": lambda: viz.animate(polynomial()),
    "31 boxes": lambda: viz.animate(perceptron()),
    "constants": lambda: viz.animate(diamond()),
}  # fmt: skip
# The player's width, the window's height, and the letters of what the player stands in, in px.
ROOMS = {
    "JupyterLab on a projector": (1090, 720, 14), "in presentation mode": (1090, 720, 17), "zoomed by half": (663, 480, 14),
    "beside something": (800, 760, 14), "on a phone": (420, 760, 14),
}  # fmt: skip
AROUND = 16  # px of the page beside the player


def page_for(width, height=760, letters=14):
    before = f"document.head.append(Object.assign(document.createElement('style'), {{ textContent: 'body {{ font-size: {letters}px }}' }}))"
    return {"viewport": {"width": width + AROUND, "height": height}, "before": before}


# What a reader would see jump, and what would be cut off. Numbers and words stand inside of what frames them; in a box,
# the letters are as wide as the font here makes them.
LOOK = """(host, every) => {
    const { player } = host
    const PARTS = ['.mg-stage', '.mg-told', '.mg-tiles', '.mg-pane', '.mg-bar', '.mg-scrubber', '.mg-count']
    const TEXTS = '.mg-title p, .mg-move, .mg-symbol, .mg-number, .mg-between, .mg-wide, .mg-sentence, .mg-count, .mg-head'
    const places = {}
    const excess = new Set()
    const round = ({ x, y, width, height }) => [x, y + scrollY, width, height].map(Math.round).join(' ')
    const visible = element => element.checkVisibility({ visibilityProperty: true })
    const look = where => {
        const seen = [[host, 'player'], ...PARTS.map(part => [host.querySelector(part), part])].map(([part, name]) => `${name} ${round(part.getBoundingClientRect())}`)
        ;(places[seen.join('; ')] ??= []).push(where)
        for (const element of host.querySelectorAll(TEXTS)) {
            if (!visible(element) || !element.clientWidth) continue
            const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight]
            if (wide > 1 || high > 1) excess.add(`${where}: ${element.className || element.parentElement.className}, by ${wide} and ${high} px: ${element.textContent}`)
        }
        player.stage.boxes.forEach((group, i) => {
            const { width } = player.stage.picture.boxes[i]
            for (const text of group.querySelectorAll('text')) {
                const { x, width: w } = text.getBBox()
                const isBadge = text.parentElement !== group && !text.closest('[data-chip]')
                if (!isBadge && (x < -0.5 || x + w > width + 0.5)) excess.add(`${where}: box ${i}, ${text.textContent} from ${x} to ${x + w} of ${width}`)
            }
        })
    }
    for (let step = 0; step < player.steps.length; step++) {
        for (let ms = 0; ms < player.steps[step].length + every; ms += every) {
            player.go(step, ms)
            look(`step ${step} at ${ms} ms`)
        }
        const told = step % player.stage.boxes.length
        player.tell(told)
        look(`the story of ${told}`)
        player.closePane()
    }
    for (let i = 0; i < player.stage.boxes.length; i++) {
        player.tell(i)
        look(`the story of ${i} at the end`)
    }
    player.closePane()
    host.querySelector('.mg-bar button[aria-label="' + player.words.all_steps + '"]').click()
    look('the table')
    player.closePane()
    for (let ms = 0; ms <= player.data.wave.length; ms += every - 50) {
        player.seekWave(ms)
        look(`wave at ${ms} ms`)
    }
    return [Object.values(places).slice(1).map(where => where.slice(0, 3)), Object.keys(places).slice(0, 3), [...excess].slice(0, 12)]
}"""


@pytest.mark.multiplies(9)
@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", ANIMATIONS.values(), ids=ANIMATIONS)
def test_nothing_jumps_and_nothing_is_cut_off(show, make, language, room):
    shown = show(language, make, **page_for(*room))
    every = 300 if shown.host.locator("[data-value]").count() < 20 else 1500
    jumped, places, excess = shown.host.evaluate(LOOK, every)
    assert (jumped, excess) == ([], []), places
    assert shown.page.evaluate("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")


IN_JUPYTERLAB = 112  # px of the window that are not the notebook's


@pytest.mark.parametrize("room", ["JupyterLab on a projector", "in presentation mode", "zoomed by half"])
@pytest.mark.parametrize("make", [chain, doubled, merging, perceptron])
def test_picture_moves_code_and_controls_are_seen_together(show, make, room):
    shown = show("en", lambda: viz.animate(make()), **page_for(*ROOMS[room]))
    assert shown.host.bounding_box()["height"] <= ROOMS[room][1] - IN_JUPYTERLAB
    for part in (".mg-stage", ".mg-pane pre, .mg-pane .mg-rows"):
        assert shown.host.locator(part).first.bounding_box()["height"] > 3 * ROOMS[room][2]


# ---- large enough to be read from the last row

NUMBER, WORD = 20, 12.7  # px on the screen that letters have at least
SIZES = """(host, step) => {
    host.player.jump(step)
    const scale = host.querySelector('.mg-stage > svg').getScreenCTM().a
    const least = selector => Math.min(...[...host.querySelectorAll(selector)].map(text => scale * text.getAttribute('font-size')))
    return { numbers: least('[data-part=data], [data-part=grad]'), names: least('[data-value] > path + text'), tags: least('[data-tag] text') }
}"""


@pytest.mark.parametrize(
    ("make", "number"),
    [
        (chain, NUMBER), (doubled, NUMBER), (merging, NUMBER), (polynomial, 16), (neuron, 16), (long_numbers, 16),
        (diamond, 16),
    ],
)  # fmt: skip
def test_all_of_it_is_seen_at_once_in_letters_that_can_be_read(show, make, number):
    shown = show("en", lambda: viz.animate(make()), **page_for(1090, 720))
    assert shown.host.bounding_box()["height"] <= 560
    seen = shown.host.evaluate(SIZES, 1000)
    assert seen["numbers"] >= number and min(seen["names"], seen["tags"]) >= WORD, seen


def test_a_large_picture_is_seen_as_a_whole_and_its_steps_from_near_by(show):
    shown = show("en", lambda: viz.animate(perceptron()), **page_for(1090, 720))
    whole = shown.host.evaluate(SIZES, 0)["numbers"]
    near = shown.host.evaluate(SIZES, len(viz.animate(perceptron()).steps) // 2)["numbers"]
    assert near > 16 > whole
    shown.host.evaluate("host => host.player.seekWave(3000)")
    assert shown.host.locator(".mg-stage > svg").evaluate("svg => 22 * svg.getScreenCTM().a") == pytest.approx(
        whole, abs=0.1
    )


def test_a_large_picture_is_zoomed_by_keys_and_by_buttons(show):
    shown = show("en", lambda: viz.animate(perceptron()), **page_for(1090))

    def scale():
        return shown.host.locator(".mg-stage > svg").evaluate("svg => svg.getScreenCTM().a")

    seen = [scale()]
    shown.button("forward").focus()
    for key in ("+", "+", "-", "0"):
        shown.press(key)
        seen.append(scale())
    assert seen[0] < seen[1] < seen[2] and seen[1] == pytest.approx(seen[3], rel=1e-3)
    assert seen[4] == pytest.approx(seen[0], rel=1e-3)
    shown.click("nearer")
    assert scale() > seen[0]
    shown.click("fit")
    assert scale() == pytest.approx(seen[0], rel=1e-3)


# ---- other rooms


@pytest.mark.parametrize("width", [1090, 420])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_when_a_question_is_asked_and_answered(show, language, width):
    shown = show(language, lambda: viz.animate(growing(), ask=True), **page_for(width))
    look = """host => ['.mg-stage', '.mg-told', '.mg-tiles', '.mg-pane', '.mg-bar', '.mg-tile']
        .map(part => [host.querySelector(part), part]).concat([[host, 'player']])
        .map(([part, name]) => { const { x, y, width, height } = part.getBoundingClientRect()
            return [name, ...[x, y + scrollY, width, height].map(Math.round)].join(' ') }).join('; ')"""
    places, excess = {}, []
    overflow = """host => [...host.querySelectorAll('.mg-title p, .mg-move, .mg-symbol, .mg-sentence, .mg-tile')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }) && element.clientWidth
            && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
        .map(element => `${element.className}: ${element.textContent}`)"""

    def see(what):
        places.setdefault(shown.host.evaluate(look), []).append(what)
        excess.extend(shown.host.evaluate(overflow))

    see("start")
    for n in range(4):
        shown.click("last")
        see(f"asked {n}")
        shown.answer("no number")
        see(f"no number {n}")
        shown.answer("123456")
        see(f"wrong {n}")
        shown.click("show")
        see(f"answered {n}")
    assert len(places) == 1 and excess == [], (places, excess)


@pytest.mark.parametrize(
    "window",
    [
        {"viewport": {"width": 360, "height": 700}},
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["360 px", "200 %"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_narrow_window_the_page_does_not_scroll_sideways(show, language, window):
    shown = show(language, lambda: viz.animate(growing()), **window)
    for step in (0, 3, 9, 14):
        shown.go(step)
        shown.host.evaluate("(host, i) => host.player.tell(i)", step % 7)
        assert shown.page.evaluate(
            "() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
        )
    assert shown.part("bar").is_visible() and shown.button("forward").bounding_box()["width"] >= 24


def test_a_picture_larger_than_the_window_is_not_larger_than_the_player(show):
    shown = show("en", lambda: viz.animate(growing()), viewport={"width": 1106, "height": 420})
    player, stage, bar = (part.bounding_box() for part in (shown.host, shown.part("stage"), shown.part("bar")))
    assert player["height"] <= 420 and stage["height"] > 60
    assert bar["y"] + bar["height"] <= player["y"] + player["height"] + 1


def test_what_is_called_full_screen_is_offered_only_where_there_is_one(show):
    shown = show("en", lambda: viz.animate(chain()))
    possible = shown.page.evaluate("() => document.fullscreenEnabled")
    assert shown.host.get_by_role("button", name=say("player.full"), exact=True).count() == int(possible)
