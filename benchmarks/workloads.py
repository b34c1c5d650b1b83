"""The programs that every engine runs. Started by engine.py, one process for each engine and workload.

For each line on stdin the workload runs once, and its CPU seconds and the process's peak memory in bytes are printed.
"""

import gc
import random
import resource
import runpy
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPETITIONS_OF_TEN_NODES = 2000
STEPS_OF_THE_LANGUAGE_MODEL = 8


def number_of(engine):
    """The function from a float to a leaf of that engine."""
    if engine == "PyTorch":
        import torch

        torch.set_num_threads(1)
        return lambda x: torch.tensor(x, dtype=torch.float64, requires_grad=True)
    if engine == "microgpt's":
        from recursive_engine import Value

        return Value
    from micrograd.engine import Value

    is_ours = hasattr(Value, "_birth")
    if is_ours != (engine == "ours"):
        raise ImportError(f"this is not the engine {engine!r}: {sys.modules['micrograd.engine'].__file__}")
    return Value


def moons(number):
    """One step of training a 2-16-16-1 network on 100 points: forward, max-margin loss with L2, backward, update."""
    points, labels = runpy.run_path(str(ROOT / "micrograd" / "moons.py"))["moons"]()
    rng = random.Random(1337)
    layers = [[neuron(number, rng, nin) for _ in range(nout)] for nin, nout in [(2, 16), (16, 16), (16, 1)]]
    parameters = [p for layer in layers for weights, bias in layer for p in [*weights, bias]]

    def step():
        scores = [network(layers, point) for point in points]
        hinge = sum((1 - label * score).relu() for label, score in zip(labels, scores)) / len(labels)
        loss = hinge + 1e-4 * sum(p * p for p in parameters)
        for p in parameters:
            p.grad = None if hasattr(p, "requires_grad") else 0.0
        loss.backward()
        for p in parameters:
            p.data -= 0.1 * p.grad

    return step


def neuron(number, rng, nin):
    return [number(rng.uniform(-1, 1)) for _ in range(nin)], number(0.0)


def network(layers, x):
    for layer in layers:
        x = [sum((w * xi for w, xi in zip(weights, x)), bias) for weights, bias in layer]
        if layer is not layers[-1]:
            x = [out.relu() for out in x]
    return x[0]


def wide(number):
    """A sum of 100,000 leaves, and its gradients."""
    leaves = [number(float(i)) for i in range(100_000)]
    return lambda: sum(leaves).backward()


def chain(number):
    """10,000 operations, each on the result of the one before."""
    leaf = number(1.0)

    def run():
        value = leaf
        for _ in range(5_000):
            value = value * 0.5 + 1.0
        value.backward()

    return run


def ten(number):
    """Four leaves and six operations, many times; the leaves are made once."""
    a, b, c, f = (number(x) for x in [2.0, -3.0, 10.0, -2.0])

    def run():
        for _ in range(REPETITIONS_OF_TEN_NODES):
            d = a * b + c
            e = (d * f).relu()
            (d * d + e).backward()

    return run


def language(number):
    """Some steps of training a small language model; each engine gets the same names in the same order."""
    import language_model

    train = language_model.training(number)

    def run():
        for _ in range(STEPS_OF_THE_LANGUAGE_MODEL):
            train()

    return run


def measured(run):
    """CPU seconds of one run. As in training, one run follows another, and what it leaves behind is collected when the
    collector sees fit. Only where that is off it is collected here, outside the clock, lest memory run out."""
    if not gc.isenabled():
        gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def peak_bytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def answer_each_line(engine, workload, collector):
    if collector == "off":
        gc.disable()
    run = {"moons": moons, "wide": wide, "chain": chain, "ten": ten, "language": language}[workload](number_of(engine))
    for _ in sys.stdin:
        print(measured(run), peak_bytes(), flush=True)


if __name__ == "__main__":
    # Both other engines' backward() recurses once for each value in a row; without this it fails near 1000.
    sys.setrecursionlimit(10**6)
    threading.stack_size(1 << 29)
    thread = threading.Thread(target=answer_each_line, args=sys.argv[1:])
    thread.start()
    thread.join()
