"""The graph as DOT, for those who want to style or process it with Graphviz's own tools."""

from pathlib import Path
from typing import Any

import graphviz

from viz.drawing import graphviz_here
from viz.values import graph as graphs
from viz.values.conventions import ValueLike
from viz.words.messages import say
from viz.words.text import fit, number


def to_dot(root: ValueLike) -> graphviz.Digraph:
    """A graphviz.Digraph of root's computation graph: a box for each value, an ellipse for each operation.

    It renders in Jupyter, with `.render()` and `.pipe()` wherever `viz.draw` works, with or without a `dot` command.

    Raises:
        TypeError: root is not Value-like.
        ValueError: the graph runs in a circle.
    """
    graph = graphs.read(root)
    dot = _Digraph(graph_attr={"rankdir": "LR", "ordering": "in"}, node_attr={"shape": "box"})
    for i, node in enumerate(graph.nodes):
        dot.node(f"v{i}", label=_caption(node))
        if node.operands:
            dot.node(f"o{i}", label=_literal(fit(node.op, 60) or "?"), shape="ellipse")
            dot.edge(f"o{i}", f"v{i}")
        for operand in node.operands:
            if operand is not None:  # left out: the graph is larger than anybody counts
                dot.edge(f"v{operand}", f"o{i}")
    return dot


_NO_WORKING_DOT = (graphviz.ExecutableNotFound, graphviz.CalledProcessError, OSError)


class _Digraph(graphviz.Digraph):
    """A Digraph that finds Graphviz wherever viz.drawing.graphviz_here does."""

    def pipe(
        self, format: str | None = None, *, encoding: str | None = None, engine: str | None = None, **options: Any
    ) -> bytes | str:
        wanted = format or self.format
        try:
            output: bytes = super().pipe(format, engine=engine, **options)
        except _NO_WORKING_DOT:
            output = b""
        if not graphviz_here.is_whole(wanted, output):
            output = graphviz_here.run(self.source, wanted, engine or self.engine)
        return output.decode(encoding) if encoding else output

    def _render(self, engine: str, format: str, filepath: str, *, outfile: str | None = None, **options: Any) -> str:
        try:
            rendered: str = super()._render(engine, format, filepath, outfile=outfile, **options)
            if graphviz_here.is_whole(format, Path(rendered).read_bytes()):
                return rendered
        except _NO_WORKING_DOT:
            pass
        written = Path(outfile or f"{filepath}.{format}")
        written.write_bytes(graphviz_here.run(self.source, format, engine))
        return str(written)


def _caption(node: graphs.Node) -> str:
    grad = [] if node.grad is None else [f"{say('grad')} {number(node.grad, signed=True)}"]
    label = [fit(node.label, 200)] if node.label else []
    return _literal("\n".join([*label, f"{say('data')} {number(node.data)}", *grad]))


def _literal(text: str) -> str:
    """Text that is shown as it is, never read as DOT, HTML, an entity or an escape sequence."""
    return graphviz.escape(text.replace("&", "&amp;"))
