"""Measure the animation of a network's loss: `uv run --group ci python -m benchmarks.animation` (some six minutes).

The size of the page and of its parts, the time to build it beside the bare layout, the time that one frame takes in
Chromium, and that of a slider of the explorer, up to the next repaint, without and with the bars of a nudge; layouts of
several sizes; and, beside it, the same animation made with matplotlib's `to_jshtml`. How to read the figures, and the
last ones: results.md.
"""

import gzip
import json
import random
import re
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
from viz.drawing.geometry import place_graph

ROUNDS = 9
MOMENTS = 12  # of each step
FRAMES = """([player, moments]) => { // [[ms of each frame of the steps], [the same of the wave]]
    const took = show => {
        const begun = performance.now()
        player.stage.apply(show())
        return performance.now() - begun
    }
    const moment = (length, k) => (length * (k + 0.5)) / moments
    const { steps, wave } = player.data
    const all = Array.from({ length: moments }, (_, k) => k)
    const ofSteps = steps.flatMap(({ length }, n) => all.map(k => took(() => player.score.scene(n, moment(length, k)))))
    const ofWave = Array.from({ length: 300 }, (_, k) => took(() => player.score.wave((wave.length * k) / 300)))
    return [ofSteps, ofWave]
}"""
REPAINTS = """async ([explorer, moves]) => {
    const times = []
    const row = [...explorer.exploration.sliders.rows.values()][0]
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


def loss(points=2, **leaves):
    """The squared error of a 2-4-4-1 network on some points; leaves replace the inputs of the first one."""
    network = MLP(2, [4, 4, 1], rng=random.Random(3))
    inputs = [(leaves.get("x", Value(0.5)), leaves.get("y", Value(-1.2)))]
    inputs += [(Value(1.0 / k), Value(0.3 * k)) for k in range(1, points)]
    return sum((network(list(point)) - (-1.0) ** k) ** 2 for k, point in enumerate(inputs))


def small_network():
    return (MLP(2, [2, 1], rng=random.Random(3))([Value(0.5), Value(-1.2)]) - 1.0) ** 2 * 0.5


def main():
    root = loss()
    animation = viz.animate(root)
    page, ratio, seconds = built(root)
    print(f"values: {len(animation.graph.nodes)}, steps: {len(animation.steps) - 1}")
    print(f"page: {size(page) / 1000:.1f} kB gzipped, {len(page.encode()) / 1000:.0f} kB plain")
    print("of these, gzipped alone: " + ", ".join(f"{name} {size(text) / 1000:.1f} kB" for name, text in parts(page)))
    print(f"building the page / the bare layout: {ratio:.2f}; the page {1000 * seconds:.0f} ms")
    for name, each in (("small", small_network()), ("this", root), ("large", loss(points=4))):
        played = viz.animate(each)
        with tempfile.TemporaryDirectory() as folder:
            frames, wave, repaint, shaken = in_browser(Path(folder), played)
        print(f"{name} network, {len(played.graph.nodes)} values, ms a frame (median, longest): "
              f"steps {median(frames):.2f}, {max(frames):.1f}; wave {median(wave):.2f}, {max(wave):.1f}")  # fmt: skip
    print(f"slider to laid-out page: {repaint:.1f} ms (median); with the bars of a nudge {shaken / repaint:.2f} times")
    for each in (small_network(), loss(points=1), root, loss(points=4)):
        count, taken = placed(each)
        print(f"placing {count} values: {taken:.2f} s")
    rival, rival_seconds = by_matplotlib(animation)
    print(f"to_jshtml: {len(rival) / 1e6:.1f} MB, {rival_seconds:.0f} s")
    print(
        f"to_jshtml / ours: size {len(rival) / len(page.encode()):.0f}, gzipped {size(rival) / size(page):.0f}, "
        f"build time {rival_seconds / seconds:.0f}"
    )


def placed(root):
    """(how many values are placed, in how many seconds, without what is computed of them before)."""
    animation, times = viz.animate(root), []
    for _ in range(3):
        begun = time.perf_counter()
        place_graph(animation.graph, animation.score.rooms)
        times.append(time.perf_counter() - begun)
    return len(animation.graph.nodes), median(times)


def parts(page):
    """(name, text) of what a page consists of."""
    still = re.search(r'<(?:img|pre) class="mg-still".*?(?=<details)', page, re.DOTALL)[0]
    table = re.search(r"<details.*</details>", page, re.DOTALL)[0]
    script = re.search(r'<script type="module">(.*?)^show\("', page, re.DOTALL | re.MULTILINE)[1]
    data = json.loads(re.search(r'^show\("\w+", (\{.*\})\)</script>', page, re.MULTILINE)[1])
    yield from (("what remains without scripts", still), ("the table of steps", table), ("the script", script))
    yield from ((f"{key} of the data", json.dumps(data[key])) for key in ("begin", "picture", "steps", "wave", "code"))


def size(text):
    """Bytes when gzipped."""
    return len(gzip.compress(text.encode(), 9))


def built(root):
    """(the page, the time to build it divided by that of the layout, its own seconds), medians over the rounds."""
    animation, ratios, times = viz.animate(root), [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        place_graph(animation.graph, animation.score.rooms)
        laid_out = time.perf_counter()
        page = viz.animate(root)._repr_mimebundle_()["text/html"]
        times.append(time.perf_counter() - laid_out)
        ratios.append(times[-1] / (laid_out - begun))
    return page, median(ratios), median(times)


def in_browser(folder, animation):
    """(ms of each frame of the steps, of each of the wave, median ms from a slider's move to the laid-out page, the
    same once the explorer was shaken).
    """
    player = animation.save(folder / "player.html")
    explorer = viz.explore(lambda x, y: loss(x=x, y=y), x=Value(0.5), y=Value(-1.2)).save(folder / "explorer.html")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(player.as_uri())
        frames = page.evaluate(FRAMES, [page.evaluate_handle("document.querySelector('.mg-player').player"), MOMENTS])
        page.goto(explorer.as_uri())
        explorer = page.evaluate_handle("document.querySelector('.mg-player').explorer")
        repaints = page.evaluate(REPAINTS, [explorer, 100])
        page.locator(".mg-shake").click()
        page.wait_for_function("explorer => !explorer.exploration.clock.isRunning", arg=explorer)
        shaken = page.evaluate(REPAINTS, [explorer, 100])
        browser.close()
    return *frames, median(repaints), median(shaken)


def by_matplotlib(animation):
    """(the HTML of the same steps over the same layout, drawn and played by matplotlib, the seconds that this took)."""
    begun = time.perf_counter()
    placed = animation.geometry
    figure = Figure(figsize=(placed.width / 100, placed.height / 100), dpi=72)
    across, up = (placed.x, placed.x + placed.width), (placed.y + placed.height, placed.y)
    axes = figure.add_axes([0, 0, 1, 1], xlim=across, ylim=up)
    axes.axis("off")
    for path in placed.paths.values():
        axes.add_patch(
            PathPatch(Curve(path, [Curve.MOVETO, *[Curve.CURVE4] * (len(path) - 1)]), fill=False, color="gray")
        )
    texts = []
    for box in placed.boxes:
        axes.add_patch(FancyBboxPatch((box.x, box.y), box.width, box.height, facecolor="white", edgecolor="gray"))
        x, y = box.x + box.width / 2, box.y + box.height / 2
        texts.append(axes.text(x, y, "", ha="center", va="center", fontsize=8))

    def show(step):
        scene = animation.score.scene(step)
        for i, text in enumerate(texts):
            text.set_text(f"{scene[f'v{i}']['data']}\n{scene[f'v{i}']['grad']}")
        return texts

    with rc_context({"animation.embed_limit": 1000}):
        html = FuncAnimation(figure, show, frames=len(animation.steps)).to_jshtml()
    return html, time.perf_counter() - begun


if __name__ == "__main__":
    main()
