"""viz.drawing.palette: every text can be read on every ground where it stands, in the light and in the dark."""

import re
from itertools import product
from xml.etree import ElementTree

import pytest

import viz
from viz.drawing.palette import COLOURS, fill, outline, stroke, style_sheet
from wrong_engines import Lecture, OverwritesInMul, rectified, squared

GROUNDS = ("paper", "tint", "operation", "hot", "stage")
TEXTS = ("ink", "muted", "positive", "negative", "data", "wrong")
SHAPES = (*TEXTS, "line")


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text, ground", [*product(TEXTS, GROUNDS)])
def test_text_has_a_contrast_of_at_least_four_and_a_half(text, ground, theme):
    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("shape, ground", [*product(SHAPES, GROUNDS)])
def test_lines_have_a_contrast_of_at_least_three(shape, ground, theme):
    assert contrast(COLOURS[shape][theme], COLOURS[ground][theme]) >= 3


def colours_of_texts(svg):
    """{the names of the colours of all letters in a picture}"""
    texts = [text for text in ElementTree.fromstring(svg).iter() if text.tag.endswith(("}text", "}tspan"))]
    return {name.removeprefix("mg-f-") for text in texts for name in (text.get("class") or "").split()}


@pytest.mark.parametrize(
    "animation",
    [
        lambda: viz.animate(rectified(-3.0)(Lecture)),
        lambda: viz.record(squared(OverwritesInMul)),
        lambda: viz.record(rectified(3.0)(Lecture)),
    ],
    ids=["a gradient of 0", "a mistake", "no mistake"],
)
def test_no_other_colour_is_given_to_a_text(animation):
    animation = animation()
    used = set()
    for step in range(len(animation.moments)):
        for ms in range(0, int(animation.score.length(step)) + 100, 100):
            used |= colours_of_texts(animation.frame(step, ms, captioned=True))
    assert used <= set(TEXTS) and len(used) > 3


@pytest.mark.parametrize("name", COLOURS)
def test_the_style_sheet_has_both_colours_and_the_attributes_the_light_one(name):
    light, dark = COLOURS[name]
    assert f".mg-f-{name}{{fill:light-dark({light},{dark})}}" in style_sheet()
    assert f".mg-s-{name}{{stroke:light-dark({light},{dark})}}" in style_sheet()
    assert (
        f'fill="{light}"' in fill(name)
        and f'stroke="{light}"' in stroke(name)
        and f'stroke="{light}"' in outline(name, "paper")
    )


def test_the_style_sheet_reaches_nothing_outside_a_picture():
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", style_sheet())
    assert len(selectors) > 2 * len(COLOURS)
    assert all(re.search(r"\.mg(?![\w-])", selector) for group in selectors for selector in group.split(","))
