"""Pictures as pixels carry all of their text on every machine, or say which characters no font there has."""

import io
import re
from html import escape
from pathlib import Path

import matplotlib
import pytest
from PIL import Image

import viz
from lessons.pictures import lecture_expression
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.outputs import export, fonts, rasteriser
from viz.words import messages as words

DEJAVU = Path(matplotlib.get_data_path(), "fonts", "ttf")
DRAWN_BY_NO_FONT = "\U0003fffd"  # not assigned: no font will ever have it


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_current", "en")
    fonts._fonts_for.cache_clear()
    yield
    fonts._fonts_for.cache_clear()


@pytest.fixture
def no_fonts(monkeypatch):
    """A machine without any font, as a slim container is."""
    monkeypatch.setattr(fonts, "files_of_this_machine", lambda: [])


needs_chinese = pytest.mark.skipif(
    not any(
        "CJK" in path or "jhenghei" in path.lower() or "PingFang" in path for path in fonts.files_of_this_machine()
    ),
    reason="no Chinese font here",
)


def svg_of(text, family="sans-serif", weight=400):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="40">'
        f'<text x="8" y="26" font-size="18" font-weight="{weight}" font-family="{family}">{escape(text)}</text></svg>'
    )


def ink(png):
    """How much of a picture is not white, in px."""
    return sum(255 - shade for shade in Image.open(io.BytesIO(png)).convert("L").tobytes()) / 255


@pytest.mark.parametrize("family", ["sans-serif", "monospace", "system-ui,Segoe UI,sans-serif", "Nobody's Sans"])
@pytest.mark.parametrize("text", ["data", "grad", "×", "+", "≠", "⋯", "…", "−2.0", "Ä", "π", "→"])
def test_every_character_is_drawn_without_a_font_on_the_machine(no_fonts, family, text):
    with_the_text, without = export.raster(svg_of(text, family)), export.raster(svg_of("", family))
    missing = rasteriser.rasterise(svg_of(DRAWN_BY_NO_FONT * len(text), family), fonts.fonts_for(""))
    assert ink(with_the_text) > ink(without) == 0 and with_the_text != missing


def test_every_sign_of_our_sentences_is_drawn_without_a_font_on_the_machine(no_fonts):
    said = "".join(path.read_text(encoding="utf-8") for path in words.LANGUAGES.values())
    signs = {c for c in said if fonts._has_a_shape(c) and not fonts._is_east_asian(c)}
    dejavu = fonts.fonts_for("".join(signs))
    assert len(signs) > 80 and [c for c in sorted(signs) if not fonts._is_drawn(c, dejavu)] == []


def test_no_font_file_stays_open(monkeypatch):
    monkeypatch.setattr(fonts, "files_of_this_machine", lambda: [str(path) for path in DEJAVU.glob("*.ttf")])
    fonts._family.cache_clear()
    fonts._font.cache_clear()
    assert len(fonts._families_of_this_machine()) > 10 and fonts._font.cache_info().currsize < 10


def test_a_picture_is_the_same_with_and_without_fonts_on_the_machine(tmp_path, monkeypatch):
    animation = viz.animate(lecture_expression())
    with_them = animation.save(tmp_path / "with.png", step=9).read_bytes()
    monkeypatch.setattr(fonts, "files_of_this_machine", lambda: [])
    assert animation.save(tmp_path / "without.png", step=9).read_bytes() == with_them


def test_a_caption_stands_below_the_picture_without_a_font_on_the_machine(no_fonts, tmp_path):
    image = Image.open(viz.animate(lecture_expression()).save(tmp_path / "step.png", step=4)).convert("L")
    caption = image.crop((0, round(image.height * 0.74), image.width, image.height))
    dark = [x for x in range(caption.width) if min(caption.crop((x, 0, x + 1, caption.height)).tobytes()) < 100]
    assert len(dark) > 400 and max(dark) > 650


@pytest.mark.parametrize("weight", [400, 700])
def test_bold_text_is_bold(no_fonts, weight):
    plain, this = (ink(export.raster(svg_of("gradient", weight=each))) for each in (400, weight))
    assert (this > 1.2 * plain) == (weight == 700)


@pytest.mark.parametrize("language, package", [("en", "apt install fonts-noto-cjk"), ("zh-TW", "fonts-noto-cjk")])
def test_without_a_chinese_font_the_package_that_brings_one_is_named(
    no_fonts, monkeypatch, tmp_path, language, package
):
    monkeypatch.setattr(words, "_current", language)
    picture = viz.draw(Value(2.0, label="梯度"))
    with pytest.raises(fonts.MissingFont, match=re.escape("度 (U+5EA6)")) as caught:
        picture.save(tmp_path / "x.png")
    assert package in str(caught.value) and "font-ttf-noto-cjk" in str(caught.value) and ".svg" in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)] and not list(tmp_path.iterdir())


def test_a_moving_picture_says_the_same(no_fonts, tmp_path):
    with pytest.raises(fonts.MissingFont, match="fonts-noto-cjk"):
        viz.animate(Value(2.0, label="梯度") * 2).save(tmp_path / "x.gif")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("c", [DRAWN_BY_NO_FONT, "\ue000", "\U0001f642"])
def test_what_no_font_has_is_named_and_no_package_promised(no_fonts, tmp_path, c):
    with pytest.raises(fonts.MissingFont, match=rf"{c} \(U\+{ord(c):04X}\)") as caught:
        viz.draw(Value(2.0, label=f"a{c}")).save(tmp_path / "x.png")
    assert "noto" not in str(caught.value)


def test_a_font_that_only_says_to_have_a_character_does_not_count(monkeypatch):
    monkeypatch.setattr(fonts, "files_of_this_machine", lambda: [str(DEJAVU / "LastResortHE-Regular.ttf")])
    monkeypatch.setattr(fonts, "_is_drawn", lambda c, chosen: False)
    with pytest.raises(fonts.MissingFont):
        fonts.fonts_for("梯")


@needs_chinese
def test_chinese_is_drawn_with_the_machines_font_bold_where_it_should_be():
    plain, bold = (export.raster(svg_of("梯度", weight=weight)) for weight in (400, 700))
    missing = rasteriser.rasterise(svg_of("梯度"), fonts.fonts_for(""))
    assert plain != missing and ink(bold) > 1.2 * ink(plain) > 100


def test_a_font_that_is_taken_for_a_rare_sign_leaves_the_letters_alone(monkeypatch):
    rare = "\u210a"  # a script g, which DejaVu has not
    monkeypatch.setattr(fonts, "files_of_this_machine", lambda: [str(DEJAVU / "STIXGeneral.ttf")])
    chosen = fonts.fonts_for(f"a{rare}")
    assert chosen.sans == fonts.LATIN and chosen.files[-1].endswith("STIXGeneral.ttf")


@needs_chinese
def test_a_font_that_was_installed_meanwhile_is_found(monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(fonts, "files_of_this_machine", lambda: [])
        with pytest.raises(fonts.MissingFont):
            fonts.fonts_for("梯")
    assert fonts.fonts_for("梯").files


def with_gradients():
    root = lecture_expression()
    root.backward()
    return root


STILL = {
    "draw": lambda: viz.draw(with_gradients()),
    "animate": lambda: viz.animate(lecture_expression()),
    "record": lambda: viz.record(lecture_expression()),
    "explore": lambda: viz.explore(lambda a: a * a, a=Value(2.0)),
    "network": lambda: viz.network(MLP(2, [3, 1])),
    "plot": lambda: viz.plots.tangent(lambda x: x**2, 3),
}


@pytest.mark.parametrize("make", STILL.values(), ids=STILL)
def test_every_still_picture_is_saved_as_png(no_fonts, make, tmp_path):
    image = Image.open(make().save(tmp_path / "x.PNG"))
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24)}
    assert image.format == "PNG" and image.width > 500 and image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
    assert {(0, 95, 153), (31, 35, 40)} <= colours  # blue lines or numbers, and ink: the light colours


@pytest.mark.parametrize("make", [STILL[name] for name in STILL if name not in ("animate", "record")])
def test_another_ending_lists_those_that_there_are(make, tmp_path):
    with pytest.raises(ValueError, match=r"saved as \.html, \.svg or \.png, not as 'x\.gif'"):
        make().save(tmp_path / "x.gif")


def test_a_large_picture_is_drawn_smaller_and_one_that_is_too_large_refused(monkeypatch):
    svg = svg_of("data")
    monkeypatch.setattr(export, "_MOST_PIXELS", 2**2 * 240 * 40)
    assert Image.open(io.BytesIO(export.raster(svg, 4))).width == 2 * 240
    monkeypatch.setattr(export, "_MOST_PIXELS", 240 * 40 - 1)
    with pytest.raises(ValueError, match="240 x 40"):
        export.raster(svg)
