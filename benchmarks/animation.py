"""Measure the animation of a network's loss: `uv run --group ci python -m benchmarks.animation` (some six minutes).

The size of the page, the time to build it beside the bare layout, the time that one step takes in Chromium, and that
of a slider of the explorer, up to the next repaint; and, beside it, the same animation made with matplotlib's
`to_jshtml`. How to read the figures, and the last ones: results.md.
"""

import gzip
import random
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from matplotlib import rc_context
from matplotlib.animation import FuncAnimation
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Curve
from playwright.sync_api import sync_playwright

import viz
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.drawing.svg import place_graph
from viz.values.graph import read
from viz.words.text import number

ROUNDS = 9
PATCHES = """player => {
    const rounds = [] // a browser's clock is too coarse for one step
    for (let k = 0; k < 9; k++) {
        player.patch(0)
        const begun = performance.now()
        for (let step = 1; step < player.steps.length; step++) player.patch(step)
        rounds.push((performance.now() - begun) / (player.steps.length - 1))
    }
    return rounds
}"""
REPAINTS = """async ([explorer, moves]) => {
    const times = []
    const row = [...explorer.rows.values()][0]
    for (let k = 0; k < moves; k++) {
        row.slider.value = row.slider.valueAsNumber + (k % 2 ? -1 : 1) * row.slider.step
        const begun = performance.now()
        row.slider.dispatchEvent(new Event("input"))
        explorer.host.getBoundingClientRect()
        times.push(performance.now() - begun)
        await new Promise(requestAnimationFrame)
    }
    return times
}"""


def loss(**leaves):
    """The squared error of a 2-4-4-1 network on two points; leaves replace the inputs of the first one."""
    network = MLP(2, [4, 4, 1], rng=random.Random(3))
    points = [((leaves.get("x", Value(0.5)), leaves.get("y", Value(-1.2))), 1.0), ((Value(1.0), Value(0.3)), -1.0)]
    return sum((network(list(point)) - label) ** 2 for point, label in points)


def main():
    root = loss()
    graph = read(root)
    page, ratio, seconds = built(root, graph)
    print(f"values: {len(graph.nodes)}, steps: {len(viz.animate(root).steps) - 1}")
    print(f"page: {size(page) / 1000:.1f} kB gzipped, {len(page.encode()) / 1000:.0f} kB plain")
    print(f"building the page / the bare layout: {ratio:.2f}; the page {1000 * seconds:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        patch, repaint = in_browser(Path(folder), root)
    print(f"one step's patch: {patch:.3f} ms; slider to laid-out page: {repaint:.1f} ms (medians)")
    rival, rival_seconds = by_matplotlib(viz.animate(root))
    print(f"to_jshtml: {len(rival) / 1e6:.1f} MB, {rival_seconds:.0f} s")
    print(
        f"to_jshtml / ours: size {len(rival) / len(page.encode()):.0f}, gzipped {size(rival) / size(page):.0f}, "
        f"build time {rival_seconds / seconds:.0f}"
    )


def size(text):
    """Bytes when gzipped."""
    return len(gzip.compress(text.encode(), 9))


def built(root, graph):
    """(the page, the time to build it divided by that of the layout, its own seconds), medians over the rounds."""
    ratios, times = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        place_graph(graph)
        laid_out = time.perf_counter()
        page = viz.animate(root)._repr_mimebundle_()["text/html"]
        times.append(time.perf_counter() - laid_out)
        ratios.append(times[-1] / (laid_out - begun))
    return page, median(ratios), median(times)


def in_browser(folder, root):
    """(ms for one step's patch, ms from a slider's move to the laid-out page), medians."""
    player = viz.animate(root).save(folder / "player.html")
    explorer = viz.explore(lambda x, y: loss(x=x, y=y), x=Value(0.5), y=Value(-1.2)).save(folder / "explorer.html")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(player.as_uri())
        patches = page.evaluate(PATCHES, page.evaluate_handle("document.querySelector('.mg-player').player"))
        page.goto(explorer.as_uri())
        repaints = page.evaluate(REPAINTS, [page.evaluate_handle("document.querySelector('.mg-player').explorer"), 100])
        browser.close()
    return median(patches), median(repaints)


def by_matplotlib(animation):
    """(the HTML of the same steps over the same layout, drawn and played by matplotlib, the seconds that this took)."""
    begun = time.perf_counter()
    graph, layout = animation.graph, animation.layout
    figure = Figure(figsize=(layout.width / 100, layout.height / 100), dpi=72)
    axes = figure.add_axes([0, 0, 1, 1], xlim=(0, layout.width), ylim=(layout.height, 0))
    axes.axis("off")
    for path in layout.paths.values():
        axes.add_patch(
            PathPatch(Curve(path, [Curve.MOVETO, *[Curve.CURVE4] * (len(path) - 1)]), fill=False, color="gray")
        )
    texts = []
    for i in range(len(graph.nodes)):
        x, y = layout.centers[f"v{i}"]
        axes.add_patch(FancyBboxPatch((x - 60, y - 22), 120, 44, facecolor="white", edgecolor="gray"))
        texts.append(axes.text(x, y, "", ha="center", va="center", fontsize=8))

    def show(step):
        for text, node in zip(texts, animation.graph_after(animation.steps[: step + 1]).nodes):
            text.set_text(f"{number(node.data)}\n{number(node.grad)}")
        return texts

    with rc_context({"animation.embed_limit": 1000}):
        html = FuncAnimation(figure, show, frames=len(animation.steps)).to_jshtml()
    return html, time.perf_counter() - begun


if __name__ == "__main__":
    main()
