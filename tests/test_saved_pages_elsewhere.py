"""Saved pages in Firefox and WebKit: they play there as in Chromium."""

import pytest

import viz
from classroom.slides.asking import class_question
from other_browsers import firefox, webkit
from seed_engine import Value as SeedValue
from trainings import gone_through, moons_training
from viz.outputs.html import document


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def browser(request):
    with request.param() as found:
        yield found


pytestmark = pytest.mark.usefixtures("english")


def lecture():
    a, b, c, f = SeedValue(2.0), SeedValue(-3.0), SeedValue(10.0), SeedValue(-2.0)
    L = (a * b + c) * f
    viz.label(a=a, b=b, c=c, f=f, L=L)
    return L


PLAYER = "document.querySelector('.mg-player').player"


def texts(browser, selector):
    return browser.run(f"return [...document.querySelectorAll({selector!r})].map(e => e.textContent)")


def test_a_player_goes_step_by_step_and_plays_its_wave(browser, tmp_path):
    animation = viz.animate(lecture())
    browser.open(animation.save(tmp_path / "player.html"))
    browser.wait(PLAYER)
    browser.press("[data-value='6']", "ArrowRight", "ArrowRight")
    browser.wait(f"{PLAYER}.now >= 1")
    for step in range(len(animation.steps)):
        browser.run(f"{PLAYER}.go({step}, Infinity)")
        shown = animation.score.scene(step)
        assert texts(browser, "[data-part=grad]") == [shown[f"v{i}"]["grad"] for i in range(7)]
    browser.run(f"{PLAYER}.seekWave(6500)")
    browser.wait("document.querySelectorAll('[data-bead]').length > 0")
    browser.run(f"{PLAYER}.playWave({PLAYER}.data.wave.length - 300)")
    browser.wait(f"!{PLAYER}.playing")
    assert texts(browser, "[data-part=grad]") == [shown[f"v{i}"]["grad"] for i in range(7)]
    assert browser.run("return complaints") == []


def test_a_step_plays_by_itself_and_a_beat_can_be_held(browser, tmp_path):
    browser.open(viz.animate(lecture()).save(tmp_path / "player.html"))
    browser.wait(PLAYER)
    browser.run(f"{PLAYER}.go(8, Infinity); {PLAYER}.bar.speed.value = '4'; {PLAYER}.press('forward')")
    browser.wait(f"{PLAYER}.ms >= {PLAYER}.length && {PLAYER}.now === 9")
    browser.press("[data-value='6']", "2")
    assert texts(browser, ".mg-now .mg-symbol") == ["(a*b).grad"]
    assert texts(browser, "[data-call] tspan") == ["-3", " × ", "(-2)", " = ", "6"]
    assert browser.run("return complaints") == []


def test_the_player_keeps_its_size(browser, tmp_path):
    browser.open(viz.animate(lecture()).save(tmp_path / "player.html"))
    browser.wait(PLAYER)
    sizes = browser.run(
        f"""const sizes = []
        for (let step = 0; step < 11; step++) for (const ms of [0, 1500, 2600, 3900, 9999]) {{
            {PLAYER}.go(step, ms)
            sizes.push([...document.querySelectorAll('.mg-player, .mg-stage, .mg-tiles, .mg-pane, .mg-bar')].map(e => {{
                const r = e.getBoundingClientRect()
                return [r.x, r.y, r.width, r.height].map(Math.round).join()
            }}).join(' '))
        }}
        return [...new Set(sizes)]"""
    )
    assert len(sizes) == 1


def test_a_question_is_answered_and_a_story_told(browser, tmp_path):
    browser.open(viz.animate(lecture(), ask=True).save(tmp_path / "ask.html"))
    browser.wait(PLAYER)
    browser.run(f"{PLAYER}.jump(99)")
    browser.press(".mg-ask input", "-", "2", "Enter")
    browser.wait(f"{PLAYER}.asking.waiting === null")
    assert "Right: -2." in "".join(texts(browser, ".mg-sentence"))
    browser.press("[data-value='0']", "Enter")
    assert "The story of a" in "".join(texts(browser, ".mg-head"))
    assert browser.run("return complaints") == []


def test_sliders_move_all_numbers(browser, tmp_path):
    explorer = viz.explore(lambda a, b: a * b + a, a=SeedValue(2.0), b=SeedValue(-3.0))
    browser.open(explorer.save(tmp_path / "explorer.html"))
    browser.wait("document.querySelector('.mg-player').explorer")
    before = texts(browser, "[data-part=data]")
    browser.press("input[type=range]", "ArrowRight")
    browser.wait(f"document.querySelector('[data-part=data]').textContent !== {before[0]!r}")
    assert browser.run("return complaints") == []


def test_the_recording_of_a_training_shows_each_step(browser, tmp_path):
    training = gone_through(moons_training(4, 1, steps=4))
    browser.open(training.save(tmp_path / "training.html"))
    browser.wait("document.querySelector('.mg-training')?.training")
    seen = set()
    for step in range(5):
        browser.run(
            f"const {{ training }} = document.querySelector('.mg-training'); training.playback.place = {step}; training.draw()"
        )
        assert texts(browser, ".mg-head span")[0] == f"step {step} of 4"
        seen.add(browser.run("return document.querySelector('.mg-plane path[fill-opacity]').getAttribute('d')"))
    assert len(seen) == 5
    browser.press(".mg-bar button", "Home")
    browser.wait("document.querySelector('.mg-head span').textContent === 'step 0 of 4'")
    assert browser.run("return complaints") == []


def test_a_class_votes_and_its_votes_outlive_a_reload(browser, tmp_path):
    page, fields = tmp_path / "class.html", "[...document.querySelectorAll('.mg-hands input')]"
    page.write_text(document("class", class_question("value_twice")), encoding="utf-8")
    browser.open(page)
    browser.wait(fields + ".length")
    browser.press(".mg-poll", "b", "c")
    browser.press(".mg-hands input", "12")
    assert browser.run(f"return {fields}.map(field => field.value)") == ["12", "1", "1"]
    browser.press(".mg-show", "Enter")
    assert texts(browser, ".mg-percent, .mg-sign") == ["≠", "86%", "✓", "7%", "≠", "7%"]
    assert browser.run("return complaints") == []
    browser.open(page)
    browser.wait(f"{fields}.map(field => field.value).join() === '12,1,1'")
