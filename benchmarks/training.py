"""Measure what it costs to watch a training: `uv run python -m benchmarks.training` (a minute).

The loop of lesson 7 over the two moons, in a real kernel before which somebody could sit (so that every frame is
sent): what part of the steps' time goes into frames, what the beginning and the end take, the size of the recording.
How to read the figures: results.md.
"""

import gzip
import json
import platform
from pathlib import Path
from statistics import median

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
STEPS = 30
NETWORKS = ([4, 1], [12, 12, 1], [16, 16, 1])
CODE = """
import json, random, sys, time
sys.path.insert(0, {root!r})
import viz
from micrograd.moons import moons
from micrograd.nn import MLP

STEPS, points, labels = {steps}, *moons(60)

def step(model, rate):
    scores = [model(point) for point in points]
    loss = sum((1 - label * score).relu() for label, score in zip(labels, scores)) / len(points)
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= rate * p.grad
    return loss

def watched(sizes):
    global training
    training = viz.training(MLP(2, sizes, rng=random.Random(7)), points, labels, steps=STEPS)
    for _ in training:
        training.loss = step(training.model, training.rate)

def seconds(run, sizes):
    begin = time.perf_counter()
    run(sizes)
    return time.perf_counter() - begin

watched([4, 1])  # all is imported and read
"""
ROUND = """
seen = seconds(watched, {sizes})
run = training._run
print(json.dumps([run._trained, run._shown, seen - run._trained - run._shown, training.to_html()]))
"""


def main():
    kernel, client = start_new_kernel(cwd=str(ROOT))
    try:
        said(client, CODE.format(root=str(ROOT), steps=STEPS))
        print(f"{platform.machine()}, CPython {platform.python_version()}, {ROUNDS} rounds\n")
        print("| layers | a step, ms | its frame, ms | share | beginning and end, ms | page, gzipped, kB |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for sizes in NETWORKS:
            rounds = [json.loads(said(client, ROUND.format(sizes=sizes))) for _ in range(ROUNDS)]
            step, frame, ends = (median(each[k] for each in rounds) for k in range(3))
            page = len(gzip.compress(rounds[0][-1].encode())) / 1000
            name = ", ".join(map(str, [2, *sizes]))
            print(
                f"| {name} | {1000 * step / STEPS:.1f} | {1000 * frame / STEPS:.1f} | {100 * frame / step:.1f} % "
                f"| {1000 * ends:.0f} | {page:.0f} |"
            )
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


def said(client, code):
    """What a cell prints, run as if somebody sat before it."""
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        if message["msg_type"] == "error":
            raise RuntimeError("\n".join(message["content"]["traceback"]))

    client.execute_interactive(code, allow_stdin=True, output_hook=hear, timeout=300)
    return "".join(printed)


if __name__ == "__main__":
    main()
