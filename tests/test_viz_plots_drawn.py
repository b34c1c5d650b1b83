"""The plots where matplotlib is missing: the same picture as with it, drawn by us, of whatever finite numbers."""

import json
import math
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import hypothesis
import pytest
from hypothesis import Phase
from hypothesis import strategies as st

import test_viz_plots
import viz
from test_viz_plots import EXAMPLES, POINTS, SVG, each_example, one_of_each
from viz import plots
from viz.plots.clipping import clipped
from viz.plots.contours import lines_of, outlines
from viz.plots.figures import DrawnPlot
from viz.plots.sheet import Box

pytestmark = pytest.mark.usefixtures("english")
ROOT = Path(viz.__file__).parent.parent
NUMBER = re.compile(r"-?\d+\.?\d*")
NO_NUMBER = re.compile(r"\b(nan|inf)\b")


def drawn(make):
    with mock.patch.object(plots, "make_plot", DrawnPlot):
        return make()


@cache
def drawn_example(name, language="en"):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viz.words.messages._current", language)
        return drawn(EXAMPLES[name])


def elements(plot, tag):
    return list(ElementTree.fromstring(plot.svg).iter(f"{SVG}{tag}"))


def places(plot):
    """Every place through which something is drawn."""
    for each in elements(plot, "path"):
        if "v" not in each.get("d") and "h" not in each.get("d"):  # a tick
            numbers = [float(number) for number in NUMBER.findall(each.get("d"))]
            yield from zip(numbers[::2], numbers[1::2])
    for each in elements(plot, "circle"):
        yield float(each.get("cx")), float(each.get("cy"))


def texts(plot):
    return [each.text for each in elements(plot, "text")]


# The lessons.

WITHOUT_MATPLOTLIB = """
import json, re, sys

class Missing:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in ("matplotlib", "numpy"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
import micrograd, viz, exercises, classroom
from lesson_cells import notebook, run

told = []
for language in viz.words.messages.LANGUAGES:
    for lesson in LESSONS:
        codes = [cell["source"] for cell in notebook(lesson, language) if cell["cell_type"] == "code"]
        last = max(n for n, code in enumerate(codes) if "viz.plots." in code)
        for ran in run(re.sub(r"^%%predict", "#", code, flags=re.MULTILINE) for code in codes[: last + 1]).ran:
            if "viz.plots." in ran.source:
                told.append([language, ran.source, [each.svg for each in [*ran.shown, ran.value] if each is not None]])
try:
    viz.plots.tangent(lambda x: x**2, 3).save("plot.png")
except viz.missing.MissingExtra as error:
    told.append(str(error))
assert not {"matplotlib", "numpy"} & set(sys.modules)
print(json.dumps(told))
"""


def lessons_with_plots():
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "lessons").glob("[0-9]*.py")}
    return sorted(int(stem[:2]) for stem, source in sources.items() if "viz.plots." in source)


@pytest.mark.slow
def test_without_matplotlib_and_numpy_every_plot_of_the_lessons_is_a_picture(tmp_path):
    lessons = lessons_with_plots()
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_MATPLOTLIB.replace("LESSONS", str(lessons), 1)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    *cells, png = json.loads(run.stdout)
    assert {0, 6, 7} <= set(lessons) and len(cells) >= 2 * (len(lessons) + 1)
    for language, source, svgs in cells:
        assert svgs and all(svg.startswith("<svg ") and f"{SVG}svg" == ElementTree.fromstring(svg).tag for svg in svgs)
        is_chinese = [bool(re.search("[\u4e00-\u9fff]", svg)) for svg in svgs]
        assert is_chinese == [language == "zh-TW"] * len(svgs), source
    assert "matplotlib" in png or "resvg" in png


def test_no_cell_of_a_lesson_asks_for_matplotlib_or_numpy():
    for path in (ROOT / "notebooks").glob("*/[0-9]*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        assert not re.search(r"^\s*(?:import|from) +(?:matplotlib|numpy|pylab)", code, re.MULTILINE), path


# The same as with matplotlib.


@pytest.mark.multiplies(12)
@each_example
@pytest.mark.parametrize("language", viz.words.messages.LANGUAGES)
def test_it_says_what_the_plot_of_matplotlib_says(name, language):
    own, other = texts(drawn_example(name, language)), [
        line for text in test_viz_plots.words_made(name, language) for line in text.get_text().split("\n")
    ]  # fmt: skip
    told = {text for text in other if re.search(r"[^-\d.e]", text) or text in ("u", "v", "x")}
    assert (
        told - set(own) == set()
        and drawn_example(name, language).description == test_viz_plots.made(name, language).description
    )


@each_example
def test_its_colours_are_those_of_the_palette_and_follow_the_theme(name):
    for each in ElementTree.fromstring(drawn_example(name).svg).iter():
        for what, short in (("fill", "f"), ("stroke", "s")):
            if each.get(what) not in (None, "none"):
                classes = [
                    own.rpartition("-")[2] for own in each.get("class").split() if own.startswith(f"mg-{short}-")
                ]
                assert [viz.drawing.palette.COLOURS[own][0] for own in classes] == [each.get(what)]


def test_it_is_a_picture_that_is_saved_and_no_figure(tmp_path):
    plot = drawn_example("descent")
    assert plot.save(tmp_path / "plot.svg").read_text(encoding="utf-8") == plot.svg
    assert plot.save(tmp_path / "plot.png").stat().st_size > 5000
    assert plot.svg in plot.save(tmp_path / "plot.html").read_text(encoding="utf-8")
    assert repr(plot) == plot.description and plot.svg in plot._repr_mimebundle_()["text/html"]
    assert not hasattr(plot, "axes") and not hasattr(plot, "savefig")


@one_of_each
def test_it_is_described_and_reaches_nothing_around_it(name):
    plot = drawn_example(name)
    root = ElementTree.fromstring(plot.svg)
    assert (
        root.get("role") == "img"
        and root.get("class") == "mg"
        and root.get("aria-label").split() == plot.description.split()
    )
    assert 'id="' not in plot.svg and plot.svg.count("http") == 1


def test_hostile_names_stay_words():
    plot = drawn(lambda: plots.loss_curve({"<b>&\"'": [2, 1], "other": [2, 0]}))
    assert "<b>&\"'" in texts(plot) and "<b>" not in plot.svg


MEASURE = """() => [...document.querySelectorAll("svg.mg")].map(svg => {
  const all = svg.getBoundingClientRect()
  const box = text => { const b = text.getBoundingClientRect(); return [b.left - all.left, b.top - all.top, b.right - all.left, b.bottom - all.top] }
  return {
    size: [all.width, all.height],
    words: [...svg.querySelectorAll("text")].map(text => ({
      text: text.textContent, box: box(text), font: parseFloat(text.getAttribute("font-size")) * all.width / svg.viewBox.baseVal.width,
    })),
  }
})"""


@pytest.mark.parametrize("language", viz.words.messages.LANGUAGES)
def test_no_word_is_cut_off_or_meets_another_or_is_small(language, browser, tmp_path):
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    shown = {name: drawn_example(name, language).to_html() for name in EXAMPLES}
    page.set_content(f"<body style='font-size:14px'>{''.join(shown.values())}")
    for name, plot in zip(shown, page.evaluate(MEASURE), strict=True):
        wide, high = plot["size"]
        assert (round(wide), round(high)) == (720, 403) and len(plot["words"]) >= 4
        for each in plot["words"]:
            left, top, right, bottom = each["box"]
            assert left >= 0 and top >= -1 and right <= wide and bottom <= high + 1 and each["font"] >= 12, (name, each)
        boxes = [(each["text"], each["box"]) for each in plot["words"]]
        met = [(a, b) for n, (a, one) in enumerate(boxes) for b, other in boxes[n + 1 :] if meet(one, other)]
        assert not met, name
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert all(each["font"] >= 11.99 for plot in page.evaluate(MEASURE) for each in plot["words"])
    page.close()


def meet(one, other):
    """Whether the letters of two words overlap; the boxes of a browser are higher than these."""
    margin = 4
    left, top, right, bottom = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return right - left > 1 and bottom - top > 2 * margin


# Whatever comes in.

FINITE = st.floats(allow_nan=False, allow_infinity=False)
POSITIVE = st.floats(0, exclude_min=True, allow_infinity=False)
ANY = st.floats()
PAIRS = st.lists(st.tuples(FINITE, FINITE), min_size=2, max_size=6)
SEVEN = st.lists(ANY, min_size=7, max_size=7)
SIZES = st.sets(FINITE, min_size=2, max_size=8).map(sorted)
TIMES = st.lists(st.floats(0, allow_infinity=False), min_size=8, max_size=8)
ONE_OF_EACH = {
    "tangent": (lambda a, b, x, span: plots.tangent(lambda at: a * at * at + b, x, span=span), (FINITE, FINITE, FINITE, POSITIVE)),
    "a step": (lambda a, b, x, h: plots.tangent(lambda at: a * abs(at) + b, x, h), (FINITE, FINITE, FINITE, FINITE)),
    "slope error": (lambda a, b, x, slope: plots.slope_error(lambda at: a * at + b, x, slope), (FINITE, FINITE, FINITE, FINITE)),
    "losses": (plots.loss_curve, (st.lists(st.lists(ANY, max_size=20), min_size=1, max_size=4),)),
    "boundary": (lambda points, scores: plots.decision_boundary(by_place(scores), points, [1] * len(points)), (PAIRS, SEVEN)),
    "descent": (lambda path, heights: plots.descent(lambda u, v: by_place(heights)((u, v)), path), (PAIRS, SEVEN)),
    "times": (lambda sizes, one, two: plots.paths_and_walk(sizes, one[: len(sizes)], two[: len(sizes)]), (SIZES, TIMES, TIMES)),
}  # fmt: skip


def by_place(numbers):
    """A function of a place that has just these numbers, wildly."""
    return lambda place: numbers[hash((place[0], place[1])) % 7]


@pytest.mark.parametrize("name", ONE_OF_EACH)
@hypothesis.settings(max_examples=20, phases=[Phase.generate], deadline=None)
@hypothesis.given(data=st.data())
def test_whatever_numbers_come_in_all_is_drawn_inside_of_the_picture(name, data):
    make, strategies = ONE_OF_EACH[name]
    given, kept = [data.draw(strategy) for strategy in strategies], []
    with mock.patch.object(plots, "make_plot", lambda *arguments: kept.append(arguments)):
        try:
            make(*given)
        except ValueError:  # what no plot can show is refused before it is painted
            hypothesis.reject()
    plot = DrawnPlot(*kept[0])
    assert not any(
        NO_NUMBER.search(value)
        for each in ElementTree.fromstring(plot.svg).iter()
        for key, value in each.items()
        if key != "aria-label"
    )
    for x, y in places(plot):
        assert -7 <= x <= 547 and -7 <= y <= 310, (x, y)  # a marker on the edge stands out by half of its size


def test_a_loss_that_is_no_number_is_a_gap_and_a_mark():
    plot = drawn(lambda: plots.loss_curve([2.0, 1.5, math.nan, 1.0, 0.5]))
    lines = [each for each in elements(plot, "path") if each.get("stroke-width") == "3"]
    assert len(lines) == 2 and "nan at step 2" in " ".join(texts(plot))


def test_steep_lines_are_cut_where_they_leave_the_frame():
    box = Box(0, 0, 10, 10)
    ((one, other),) = clipped([(0, 5 - 5e90), (10, 5 + 5e90)], box)
    assert (one[1], other[1]) == (0, 10) and one[0] == other[0] == 5
    assert clipped([(1, 1), (2, 2), (math.nan, 0), (3, 3), (4, 4)], box) == [[(1, 1), (2, 2)], [(3, 3), (4, 4)]]
    assert clipped([(-5, 5), (-1, 5)], box) == []
    assert clipped([(5, 5), (15, 5), (5, 5)], box) == [[(5, 5), (10, 5), (5, 5)]]


# Contours.

SMALL = st.integers(-8, 8)


def plane(a, b, c, columns=6, rows=5):
    xs, ys = [float(x) for x in range(columns)], [float(y) for y in range(rows)]
    return xs, ys, [[a * x + b * y + c for x in xs] for y in ys]


def area(outline):
    corners = [place for place, _ in outline]
    return sum(x * v - u * y for (x, y), (u, v) in pairwise([*corners, corners[0]])) / 2


@hypothesis.given(SMALL, SMALL, SMALL, st.integers(-9, 9).map(lambda n: n + 0.5))
def test_what_is_above_and_what_is_below_a_level_fill_the_grid(a, b, c, level):
    above, below = outlines(plane(a, b, c), level), outlines(plane(-a, -b, -c), -level)
    assert bool(above) == (max(map(max, plane(a, b, c)[2])) > level)
    assert sum(map(area, above)) + sum(map(area, below)) == pytest.approx(5 * 4)
    for outline in above:
        for line in lines_of(outline):
            assert all(a * x + b * y + c == pytest.approx(level) for x, y in line)


@hypothesis.given(
    st.lists(st.lists(st.one_of(ANY, SMALL.map(float)), min_size=4, max_size=4), min_size=3, max_size=3),
    st.integers(-9, 9),
)
def test_outlines_are_closed_and_stay_in_the_grid(rows, level):
    xs, ys = [0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 2.0]
    for outline in outlines((xs, ys, rows), level):
        assert len(outline) >= 4 or any(not is_level for _, is_level in outline)
        assert all(0 <= x <= 3 and 0 <= y <= 2 for (x, y), _ in outline)
        assert all(math.dist(one, other) <= math.sqrt(2) for (one, _), (other, _) in pairwise([*outline, outline[0]]))


def test_nothing_is_coloured_or_lined_beside_what_is_not_finite():
    xs, ys, heights = plane(0, 0, 1)
    heights[2][2] = math.nan
    whole, hole = sorted(outlines((xs, ys, heights), 0), key=area, reverse=True)
    assert area(whole) == 20 and area(hole) == -2 and lines_of(whole) == lines_of(hole) == []
    assert {place for place, _ in hole} == {(1, 2), (3, 2), (2, 1), (2, 3)}


def test_the_boundary_is_where_the_score_is_0():
    plot = drawn(
        lambda: plots.decision_boundary(lambda point: point[1] - 0.5 * point[0], POINTS, [1, 1, 1, -1, -1, -1])
    )
    (boundary,) = [
        each for each in elements(plot, "path") if each.get("stroke-width") == "3.2" and len(each.get("d")) > 60
    ]
    points = [*zip(*[iter(map(float, NUMBER.findall(boundary.get("d"))))] * 2)]
    slopes = [(v - y) / (u - x) for (x, y), (u, v) in pairwise(points) if abs(u - x) > 5]
    assert len(points) > 20 and all(
        slope == pytest.approx(-0.5, abs=0.05) for slope in slopes
    )  # downwards on the screen
