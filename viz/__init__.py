"""Pictures of computation graphs, still and in motion.

import viz
a, b, c = Value(2.0), Value(-3.0), Value(10.0)
L = a * b + c
viz.label(a=a, b=b, c=c, L=L)         # names for the pictures
viz.draw(L)                           # the graph as it stands
viz.animate(L, ask=True)              # the true forward and backward pass, step by step
viz.record(L)                         # what its own backward() really does
viz.explore("d = a * b", a=a, b=b)    # sliders; or a function of the leaves
viz.slope(lambda x: x**2, 3)          # a slope by nudging: move the point and h
viz.plots.tangent(lambda x: x**2, 3)  # and other plots
viz.network(model)                    # its weights, and dead units
viz.training(model, points, labels)   # a training that is watched at every step
viz.watch(range(60), show)            # pictures that follow any other loop
viz.adapt(Class, data="amount")       # where a class keeps its parts, if viz cannot tell
viz.language("zh-TW")
"""

from viz.missing import own_files_named as _own_files_named
from viz.missing import refuse_what_is_not_there as _refuse_what_is_not_there

_refuse_what_is_not_there()
with _own_files_named():
    from viz import plots
    from viz.drawing.dot import to_dot
    from viz.outputs.animations import animate, record
    from viz.outputs.explorer import explore
    from viz.outputs.network import network
    from viz.outputs.picture import draw
    from viz.outputs.slope import slope
    from viz.outputs.training import training
    from viz.outputs.watcher import watch
    from viz.values.conventions import adapt
    from viz.values.graph import label
    from viz.words.messages import language

__all__ = [
    "adapt", "animate", "draw", "explore", "label", "language", "network", "plots", "record", "slope", "to_dot",
    "training", "watch",
]  # fmt: skip
