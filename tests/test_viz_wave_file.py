"""The wave as a file: a picture that moves without a script, made of the same cues and drawings as the player's."""

import gzip
import io
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

import viz
from lessons.pictures import STILL, WAVE, lecture_expression, meeting_paths
from lessons.series import ROOT
from micrograd.engine import Value
from pages import opened
from test_viz_animations import Overwriting
from viz.drawing.palette import COLOURS
from viz.drawing.smil import draw_wave
from viz.outputs import film
from viz.words.messages import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
ANIMATED = (f"{SVG}animate", f"{SVG}animateTransform")


pytestmark = pytest.mark.usefixtures("english")


def overwritten():
    a, b = Overwriting(2.0, label="a"), Overwriting(-3.0, label="b")
    return viz.record((a * b + a) * b)


MAKERS = {
    "meeting paths": lambda: viz.animate(meeting_paths()),
    "lecture": lambda: viz.animate(lecture_expression()),
    "twice": lambda: viz.animate((x := Value(3.0, label="x")) + x),
    "a gate": lambda: viz.animate((Value(-2.0, label="a") * 3).relu() + 1),
    "overwritten": overwritten,
    "nothing to compute": lambda: viz.animate(Value(1.0, label="a")),
}


@pytest.fixture(scope="module", params=MAKERS)
def animation(request):
    return MAKERS[request.param]()


@pytest.fixture(scope="module")
def wave(animation):
    """The moving picture of an animation, as a tree."""
    return ElementTree.fromstring(drawn(animation))


def drawn(animation):
    return draw_wave(animation.graph, animation.geometry, animation.wave, animation.notes, "a wave")


def texts(root):
    """What is written where nothing moves."""
    if root.get("display") == "none" or root.tag in (f"{SVG}style", f"{SVG}title"):
        return []
    own = [root.text] if root.tag == f"{SVG}text" else []
    return own + [text for child in root for text in texts(child)]


def test_it_has_no_script_and_asks_nothing(wave):
    for element in wave.iter():
        assert element.tag.removeprefix(SVG) in {
            "svg", "title", "style", "g", "mask", "rect", "path", "circle", "ellipse", "text", "tspan", "animate",
            "animateTransform",
        }  # fmt: skip
        for name, x in element.items():
            assert not name.startswith("on") and "href" not in name
            assert "url(" not in x or x.startswith("url(#")
    style = wave.find(f"{SVG}style").text
    assert "url(" not in style and "@import" not in style


def test_it_says_what_it_is(wave):
    assert (wave.get("role"), wave.get("aria-label"), wave[0].text) == ("img", "a wave", "a wave")


def test_where_nothing_moves_it_is_the_last_scene(animation, wave):
    last = ElementTree.fromstring(animation.wave_frame(animation.wave.length))
    assert sorted(texts(wave)) == sorted(texts(last))


def test_all_that_moves_goes_round_together(animation, wave):
    for element in (element for element in wave.iter() if element.tag in ANIMATED):
        assert (element.get("dur"), element.get("repeatCount")) == (f"{animation.wave.length:.0f}ms", "indefinite")
        times = [float(x) for x in element.get("keyTimes").split(";")]
        assert len(times) == len(element.get("values").split(";"))
        assert times[0] == 0 and times == sorted(times) and times[-1] <= 1
        assert times[-1] == 1 or element.get("calcMode") == "discrete"  # else it runs on to a value that nobody named


def test_every_colour_has_a_dark_one(wave):
    style = wave.find(f"{SVG}style").text
    dark = style.partition("@media (prefers-color-scheme:dark)")[2]
    used = {name for element in wave.iter() for name in (element.get("class") or "").split()}
    assert used
    for name in used:
        attribute = {"f": "fill", "s": "stroke"}[name[3]]
        assert f".{name}{{{attribute}:{COLOURS[name[5:]][1]}}}" in dark


@pytest.mark.parametrize("make", ["meeting paths", "lecture"])
def test_it_is_small(make):
    svg = drawn(MAKERS[make]())
    assert len(svg) < 100_000 and len(gzip.compress(svg.encode())) < 10_000
    assert svg.count("<animate") < 300


@pytest.mark.slow
def test_it_is_the_same_each_time():
    program = "import viz; from lessons.pictures import meeting_paths as m; from test_viz_wave_file import drawn; " \
        "print(drawn(viz.animate(m())))"  # fmt: skip
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_the_pictures_of_the_readmes_are_those_that_the_code_draws():
    animation = viz.animate(meeting_paths())
    for path, new in ((WAVE, drawn(animation)), (STILL, animation.wave_frame(animation.wave.length))):
        old, new = (ElementTree.fromstring(svg) for svg in (path.read_text(encoding="utf-8"), new))
        assert [shape(element) for element in old.iter()] == [shape(element) for element in new.iter()]


def shape(element):
    """What is the same with every version of Graphviz: no places."""
    return element.tag, element.get("class"), element.get("attributeName"), element.tag == f"{SVG}text" and element.text


# ---- saving it


def test_it_is_saved_under_that_name(tmp_path):
    path = viz.animate(meeting_paths()).save(tmp_path / "wave.svg", wave=True)
    assert "<animate" in path.read_text(encoding="utf-8")


def test_notes_stand_below_it(tmp_path):
    a = Value(1.0, label="a")
    part = viz.animate(a * 2 + 3, only=a)
    svg = part.save(tmp_path / "wave.svg", wave=True).read_text(encoding="utf-8")
    assert part.notes and part.notes[0].split()[0] in " ".join(texts(ElementTree.fromstring(svg)))


def test_as_a_gif_it_lasts_as_long(tmp_path):
    animation = viz.animate((x := Value(3.0, label="x")) + x)
    image = Image.open(animation.save(tmp_path / "wave.gif", wave=True))
    lasted = 0
    for frame in range(image.n_frames):
        image.seek(frame)
        lasted += image.info["duration"]
    assert abs(lasted - animation.wave.length) < film._APART and image.n_frames < lasted / film._APART
    assert image.info["loop"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name, options, told",
    [
        ("x.png", {}, (".svg", ".gif", "x.png", "wave=True")),
        ("x.html", {}, (".svg", ".gif", "x.html", "wave=True")),
        ("x.pdf", {}, (".svg", ".gif", "x.pdf")),
        ("x.svg", {"step": 1}, ("wave=True", "step=1")),
    ],
)
def test_what_is_no_wave_is_refused(tmp_path, language, name, options, told):
    viz.language(language)
    with pytest.raises(ValueError) as caught:
        viz.animate(Value(1.0) + 2).save(tmp_path / name, wave=True, **options)
    assert all(word in str(caught.value) for word in told)
    assert not list(tmp_path.iterdir())


# ---- in a browser


SEEN = """svg => {
  const origin = svg.getBoundingClientRect(), box = svg.viewBox.baseVal
  const there = e => e === svg || getComputedStyle(e).display !== "none" && there(e.parentNode)
  const opacity = e => e === svg ? 1 : getComputedStyle(e).opacity * opacity(e.parentNode)
  return [...svg.querySelectorAll("text, circle, ellipse, g rect")].filter(there).map(e => {
    const { x, y, width } = e.getBoundingClientRect(), { fill, fillOpacity, strokeOpacity } = getComputedStyle(e)
    const numbers = [x - origin.x + box.x, y - origin.y + box.y, width]
    return [[e.tagName, e.textContent, fill], numbers, [opacity(e) * fillOpacity, opacity(e) * strokeOpacity]]
  })
}"""
LIT = """svg => {
  const there = e => e === svg || getComputedStyle(e).display !== "none" && there(e.parentNode)
  return Object.fromEntries([...svg.querySelectorAll("[data-edge]")].map(edge => {
  const lit = [...edge.querySelectorAll("[mask]")].find(there)
  const mask = lit && svg.querySelector(lit.getAttribute("mask").slice(4, -1) + " path")
  return [edge.dataset.edge, mask ? 1 - parseFloat(getComputedStyle(mask).strokeDashoffset) : 0]
  }))
}"""
TO_MOMENT = """(svg, ms) => {
  svg.pauseAnimations()
  svg.setCurrentTime(ms / 1000)
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
}"""


@pytest.fixture(scope="module")
def moving(browser, animation):
    """The moving picture and an empty place for the drawing of a moment, both in their own size."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_content(
        f"<style>*{{margin:0;background:{COLOURS['stage'][0]}}}svg{{display:block}}</style><div>{drawn(animation)}</div><div></div>"
    )
    yield page
    page.close()


@pytest.fixture
def both(animation, moving):
    """A function: ms -> the moving picture at that moment, and the scene of that moment drawn."""

    def at(ms):
        wave, still = moving.locator("svg").first, moving.locator("svg").nth(1)
        moving.locator("div").nth(1).evaluate(
            "(div, svg) => { div.innerHTML = svg; div.firstChild.style = '' }", animation.wave_frame(ms)
        )
        wave.evaluate(TO_MOMENT, ms)
        return wave, still

    return at


@pytest.mark.multiplies(20)
@pytest.mark.parametrize("part", [n / 13 for n in range(13)])
def test_it_shows_at_each_moment_what_the_scene_shows(animation, both, part):
    ms = part * animation.wave.length + 3
    wave, still = both(ms)
    seen, expected = wave.evaluate(SEEN), still.evaluate(SEEN)
    assert [what for what, *_ in seen] == [what for what, *_ in expected]
    for (_, places, opacities), (_, true_places, true_opacities) in zip(seen, expected):
        assert places == pytest.approx(true_places, abs=3)
        assert opacities == pytest.approx(true_opacities, abs=0.03)
    scene = animation.wave.scene(ms)
    for edge, lit in wave.evaluate(LIT).items():
        p = scene.get(edge, {})
        assert abs(lit - (0 if p.get("lost") else p.get("lit", 0))) < 0.02  # what was lost lights no arrow


@pytest.mark.parametrize("part", [n / 5 for n in range(5)])
def test_it_looks_at_each_moment_as_the_scene_looks(animation, both, part):
    wave, still = (pixels(picture) for picture in both(part * animation.wave.length + 3))
    wave = wave.crop((8, 8, wave.width - 8, wave.height - 8))  # its sheet has a margin
    assert abs(wave.width - still.width) <= 1 and abs(wave.height - still.height) <= 1
    difference = ImageChops.difference(wave.crop((0, 0, *still.size)), still)
    assert sum(difference.histogram()[60:]) < 0.002 * still.width * still.height


def pixels(picture):
    return Image.open(io.BytesIO(picture.screenshot())).convert("L")


@pytest.mark.parametrize("scheme", [0, 1])
def test_as_a_picture_of_a_page_it_moves_and_follows_the_colour_scheme(browser, tmp_path, scheme):
    path = viz.animate(meeting_paths()).save(tmp_path / "wave.svg", wave=True)
    (tmp_path / "page.html").write_text(f'<img alt="" src="{path.name}">', encoding="utf-8")
    with opened(browser, tmp_path / "page.html", color_scheme=("light", "dark")[scheme]) as page:
        picture = page.locator("img")
        first = pixels(picture)
        while (now := pixels(picture)) == first:
            page.evaluate("() => new Promise(requestAnimationFrame)")
        paper = Image.new("RGB", (1, 1), COLOURS["stage"][scheme]).convert("L")
        assert abs(now.getpixel((60, 4)) - paper.getpixel((0, 0))) < 3


@pytest.mark.parametrize("readme", ["README.md", "README.zh-TW.md"])
@pytest.mark.parametrize("motion, shown", [("reduce", STILL), ("no-preference", WAVE)])
def test_the_readmes_show_a_still_picture_to_who_prefers_no_motion(browser, tmp_path, readme, motion, shown):
    picture = re.search("<picture>.*?</picture>", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)[0]
    (tmp_path / "lessons").mkdir()
    for path in (STILL, WAVE):
        (tmp_path / "lessons" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "page.html").write_text(picture, encoding="utf-8")
    with opened(browser, tmp_path / "page.html", reduced_motion=motion) as page:
        image = page.locator("img")
        assert image.evaluate("image => image.decode().then(() => image.currentSrc)").endswith(f"/{shown.name}")
        assert len(image.get_attribute("alt")) > 50
