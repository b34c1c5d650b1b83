"""Animations as files: pages, pictures of a step, moving pictures, and what is said where something is missing."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

import viz
from lessons.pictures import lecture_expression
from lookalikes import InTuples
from micrograd.engine import Value
from test_viz_animations import Overwriting
from viz.outputs import film, fonts, rasteriser
from viz.words import messages as words


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")


@pytest.fixture(scope="module")
def lecture():
    return viz.animate(lecture_expression())


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter() if element.text and element.text.strip()]


def test_a_page_is_one_file(lecture, tmp_path):
    page = lecture.save(tmp_path / "lesson.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and page.count('class="mg mg-player"') == 1


def test_a_step_is_saved_with_its_words(lecture, tmp_path):
    svg = lecture.save(tmp_path / "step.svg", step=9).read_text(encoding="utf-8")
    assert {"+6.0", "e hands a gradient to a", "a.grad: 0 + (-3 × -2) = 6"} <= set(texts(svg))
    assert "-4.0" not in texts(svg)  # the step after it


def test_a_recorded_mistake_is_saved_with_what_is_wrong(tmp_path):
    x = Overwriting(3.0, label="x")
    recording = viz.record(x * x)
    wrong, begin = (recording.save(tmp_path / f"{n}.svg", step=n).read_text(encoding="utf-8") for n in (3, 0))
    assert any(text.startswith("≠ Overwritten: x.grad was 3") for text in texts(wrong))
    assert ElementTree.fromstring(wrong).get("height") == ElementTree.fromstring(begin).get("height")


def test_without_a_number_the_last_step_is_saved(lecture, tmp_path):
    assert "-4.0" in texts(lecture.save(tmp_path / "step.svg").read_text(encoding="utf-8"))


def test_at_the_beginning_only_leaves_have_numbers(lecture):
    def numbers(part):
        shown = [e for e in ElementTree.fromstring(lecture.frame(0)).iter() if e.get("data-part") == part]
        return sorted(element.text for element in shown)

    assert numbers("data") == sorted(["·"] * 3 + ["2.0", "-3.0", "10.0", "-2.0"])
    assert numbers("grad") == ["·"] * 7


@pytest.mark.parametrize("name", ["graph.svg", "梯度.SVG"])
def test_hostile_labels_make_a_well_formed_picture(name, tmp_path):
    a = Value(2.0, label='"<&>\x00]]>')
    assert ElementTree.parse(viz.animate(a * a).save(tmp_path / name))


def coloured(image):
    """The share of pixels that are not white."""
    pixels = image.convert("L").tobytes()
    return sum(p < 250 for p in pixels) / len(pixels)


def test_a_png_shows_what_the_svg_says(lecture, tmp_path):
    image = Image.open(lecture.save(tmp_path / "step.png", step=9))
    earlier = Image.open(lecture.save(tmp_path / "start.png", step=0))
    assert image.width > 1500 and 0.02 < coloured(image) < 0.4 and image.size == earlier.size
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255) and image.tobytes() != earlier.tobytes()


def test_chinese_captions_are_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "_current", "zh-TW")
    a = InTuples(2.0, label="梯度")
    assert coloured(Image.open(viz.animate(a + a).save(tmp_path / "step.png"))) > 0.02


@pytest.mark.slow
def test_a_gif_plays_every_step_and_shows_how_far_it_is(tmp_path, capfd):
    a = Value(2.0, label="a")
    animation = viz.animate(a + a)
    image = Image.open(io.BytesIO(animation.save(tmp_path / "flow.gif").read_bytes()))
    durations = []
    for frame in range(image.n_frames):
        image.seek(frame)
        durations.append(image.info["duration"])
    assert durations.count(film._REST) == len(animation.steps) - 1 and durations[-1] == film._LAST
    assert image.info["loop"] == 0 and "drawing frames:  " in capfd.readouterr().err


@pytest.mark.parametrize("name", ["x", "x.pdf", "x.mp4", ".html.txt"])
def test_another_ending_is_refused(lecture, tmp_path, name):
    with pytest.raises(ValueError, match=r"\.html, \.gif, \.svg or \.png"):
        lecture.save(tmp_path / name)


@pytest.mark.parametrize("step", [-1, 11, 1.0, "3", True])
def test_a_step_that_does_not_exist_is_refused(lecture, tmp_path, step):
    with pytest.raises(ValueError, match="from 0 to 10"):
        lecture.save(tmp_path / "x.svg", step=step)


@pytest.mark.parametrize(
    "ending, package",
    [(".png", "resvg_py"), (".png", "matplotlib"), (".gif", "resvg_py"), (".gif", "tqdm"), (".gif", "PIL")],
)
def test_a_missing_rasteriser_is_named_in_one_line(tmp_path, monkeypatch, ending, package):
    real = rasteriser.import_module

    def importing(name):
        if name.startswith(package):
            raise ModuleNotFoundError(name)
        return real(name)

    monkeypatch.setattr(rasteriser, "import_module", importing)
    for kept in (fonts._fonts_for, fonts._font):
        kept.cache_clear()
    with pytest.raises(ImportError, match=f"package {package} is missing.*%pip install") as caught:
        viz.animate(Value(1.0) + 2).save(tmp_path / f"x{ending}")
    assert caught.value._render_traceback_() == [str(caught.value)]
    assert not (tmp_path / f"x{ending}").exists()
