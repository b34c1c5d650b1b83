"""Pictures of computation graphs: `draw` shows one, `label` names its values, `language` sets the language.

    import viz
    a, b, c = Value(2.0), Value(-3.0), Value(10.0)
    viz.label(a=a, b=b, c=c)
    viz.draw(a * b + c)
"""

from importlib.util import find_spec

if find_spec("graphviz") is None:
    from viz.missing import MissingPackage

    raise MissingPackage("graphviz")

from viz.dot import to_dot
from viz.graph import label
from viz.picture import draw
from viz.words import language

__all__ = ["draw", "label", "language", "to_dot"]
