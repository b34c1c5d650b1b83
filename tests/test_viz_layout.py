"""viz.drawing.layout: the same placing from whichever Graphviz there is, and a clear word where there is none."""

import functools
import json
import os
import shutil

import pytest

import viz
from lookalikes import InTuples
from micrograd.engine import Value
from requirements_of_ci import missing
from viz.drawing import graphviz_here, layout
from viz.drawing.graphviz_here import GraphvizFailed, GraphvizMissing, LayoutTooSlow
from viz.drawing.layout import Wanted, place
from viz.values.graph import read

WIDTH, HEIGHT, ROUND = 100, 40, 32


@pytest.fixture
def no_dot(monkeypatch, tmp_path):
    """A machine without any `dot`, and without the folders where one might stand."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(graphviz_here, "_folders_of_this_python", lambda: [])


@pytest.fixture
def no_pygraphviz(monkeypatch):
    monkeypatch.setattr(graphviz_here, "find_spec", lambda name: None)


@pytest.fixture(params=["dot", "pygraphviz"])
def either_way(request):
    if request.param == "pygraphviz":
        request.getfixturevalue("no_dot")
    elif shutil.which("dot") is None:
        missing("dot")
    else:
        request.getfixturevalue("no_pygraphviz")
    return request.param


def dot_that(script, monkeypatch, tmp_path):
    command = tmp_path / "dot"
    command.write_text(script)
    command.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))


def placed(root, **options):
    graph = read(root)
    sizes = [[size] * len(graph.nodes) for size in ((WIDTH, HEIGHT), (ROUND, ROUND))]
    (layout,) = place([Wanted(graph, *sizes, mark_size=(30, 20), gap=30, rooms=rooms(graph))], **options)
    return graph, layout


def rooms(graph, px=60):
    """The px that each operand's arrow spans at least."""
    return {f"e{i}_{k}": px for i, node in enumerate(graph.nodes) for k in range(len(node.operands))}


def leaves(count):
    return [InTuples(float(i + 1)) for i in range(count)]


def shared():
    a, b, c = leaves(3)
    return (a * b + c) * (a - b)


def neuron():
    xs, ws = leaves(4), leaves(4)
    return sum((x * w for x, w in zip(xs[1:], ws[1:])), xs[0] * ws[0])


def wide():
    return InTuples(0.0, tuple(leaves(7)), "mean")


GRAPHS = {
    "a - b": lambda: leaves(2)[0] - leaves(2)[1],
    "a + a": lambda: (lambda a: a + a)(InTuples(1.0)),
    "a * a - a": lambda: (lambda a: a * a - a)(InTuples(1.0)),
    "(a + a) * (a - b)": lambda: (lambda a, b: (a + a) * (a - b))(*leaves(2)),
    "shared": shared,
    "neuron": neuron,
    "wide": wide,
}


@functools.cache
def laid_out(name, way):
    """The placed graph of that name; way is what `either_way` has set up."""
    return placed(GRAPHS[name]())


def before_end(path):
    return next(point for point in reversed(path[:-1]) if point != path[-1])


@pytest.mark.parametrize("name", GRAPHS)
def test_operands_arrive_from_top_to_bottom_in_source_order(either_way, name):
    graph, result = laid_out(name, either_way)
    for i, node in enumerate(graph.nodes):
        arrivals = [before_end(result.paths[f"e{i}_{k}"])[1] for k in range(len(node.operands))]
        assert arrivals == sorted(arrivals)
        assert len(set(arrivals)) == len(arrivals)


@pytest.mark.parametrize("name", ["a + a", "a * a - a"])
def test_parallel_arrows_leave_room_for_a_slope_on_each(either_way, name):
    _, result = laid_out(name, either_way)
    upper, lower = result.paths["e1_0"], result.paths["e1_1"]
    assert lower[len(lower) // 2][1] - upper[len(upper) // 2][1] >= 14


@pytest.mark.parametrize("name", GRAPHS)
def test_every_arrow_leaves_its_operand_and_ends_at_its_operation(either_way, name):
    graph, result = laid_out(name, either_way)
    expected = {f"e{i}_{k}" for i, node in enumerate(graph.nodes) for k in range(len(node.operands))}
    assert set(result.paths) == expected | {f"r{i}" for i, node in enumerate(graph.nodes) if node.operands}
    for i, node in enumerate(graph.nodes):
        for k, operand in enumerate(node.operands):
            path, (x, y), end = result.paths[f"e{i}_{k}"], result.centers[f"v{operand}"], result.centers[f"o{i}"]
            assert path[0] == pytest.approx((x + WIDTH / 2, y), abs=2)
            assert (path[-1][0] - end[0]) ** 2 + (path[-1][1] - end[1]) ** 2 == pytest.approx((ROUND / 2) ** 2, rel=0.2)


@pytest.mark.parametrize("name", GRAPHS)
def test_every_result_stands_to_the_right_of_its_operation(either_way, name):
    graph, result = laid_out(name, either_way)
    for i in (i for i, node in enumerate(graph.nodes) if node.operands):
        path, (x, y), (ox, oy) = result.paths[f"r{i}"], result.centers[f"v{i}"], result.centers[f"o{i}"]
        assert path[0] == pytest.approx((ox + ROUND / 2, oy), abs=2) and path[-1] == pytest.approx(
            (x - WIDTH / 2, y), abs=2
        )
        assert x - WIDTH / 2 > ox + ROUND / 2


@pytest.mark.parametrize("name", GRAPHS)
def test_boxes_lie_inside_the_picture_and_apart(either_way, name):
    graph, result = laid_out(name, either_way)
    centers = [result.centers[f"v{i}"] for i in range(len(graph.nodes))]
    assert all(
        WIDTH / 2 - 1 <= x <= result.width - WIDTH / 2 + 1 and HEIGHT / 2 - 1 <= y <= result.height - HEIGHT / 2 + 1
        for x, y in centers
    )
    pairs = [(p, q) for i, p in enumerate(centers) for q in centers[:i]]
    assert all(abs(p[0] - q[0]) >= WIDTH or abs(p[1] - q[1]) >= HEIGHT for p, q in pairs)


def test_operands_that_were_left_out_get_one_mark_for_each_operation(either_way):
    graph = read(shared(), limit=2)
    (result,) = place([Wanted(graph, [(WIDTH, HEIGHT)] * 2, [(ROUND, ROUND)] * 2, (30, 20), 30, rooms(graph))])
    marks = {f"m{i}" for i, node in enumerate(graph.nodes) if None in node.operands}
    assert len(marks) == 2 and marks == {name for name in result.centers if name.startswith("m")}
    assert marks <= set(result.paths)


def test_nothing_is_printed(either_way, capfd):
    viz.draw(shared())
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("no_dot", "no_pygraphviz")
def test_without_any_graphviz_one_line_tells_what_to_install():
    with pytest.raises(GraphvizMissing) as caught:
        viz.draw(shared())
    assert "%pip install pygraphviz" in str(caught.value) and "\n" not in str(caught.value)


BOXES_ALONE = {  # those of shared()
    "bb": "0,0,9,9",
    "objects": [
        {"name": name, "pos": "1,1"} for name in ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "o2", "o4", "o5", "o6"]
    ],
}
NO_LAYOUT = {
    "nothing": "true",
    "words": "echo garbage",
    "a part of JSON": """echo '{"bb": "0,0,1'""",
    "an empty object": "echo '{}'",
    "another object": """echo '{"bb": [0, 0, 1, 1], "objects": 3}'""",
    "a list": "echo '[1, 2]'",
    "a number": "echo 3",
    "null": "echo null",
    "no boxes": """echo '{"bb": "0,0,1,1"}'""",
    "boxes without places": """echo '{"bb": "0,0,1,1", "objects": [{"name": "v0"}]}'""",
    "boxes nowhere": """echo '{"bb": "0,0,nan,inf", "objects": [{"name": "v0", "pos": "nan,1"}]}'""",
    "no arrows": f"echo '{json.dumps(BOXES_ALONE)}'",
    "too deep": "printf '[%.0s' $(seq 5000)",
    "bytes": r"printf '\377\376\000{'",
}


@pytest.mark.parametrize(
    "script",
    [
        "#!/bin/sh\nexit 1\n",
        "no program at all",
        "#!/no/such/interpreter\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\nhead -c 3000000 /dev/zero >&2\nexit 3\n",
        *(f"#!/bin/sh\n{line}\n" for line in NO_LAYOUT.values()),
    ],
)
def test_a_broken_dot_gives_way_to_the_bundled_one(script, monkeypatch, tmp_path):
    dot_that(script, monkeypatch, tmp_path)
    graph, result = placed(shared())
    assert len([name for name in result.centers if name.startswith("v")]) == len(graph.nodes)


@pytest.mark.usefixtures("no_pygraphviz")
@pytest.mark.parametrize("line", NO_LAYOUT.values(), ids=NO_LAYOUT)
def test_a_dot_alone_that_gives_something_else_is_told_of(line, monkeypatch, tmp_path):
    dot_that(f"#!/bin/sh\n{line}\n", monkeypatch, tmp_path)
    with pytest.raises(GraphvizFailed, match="json.*: its output cannot be read$"):
        placed(shared())


@pytest.mark.usefixtures("no_pygraphviz")
def test_what_a_broken_dot_says_at_length_is_cut(monkeypatch, tmp_path):
    dot_that("#!/bin/sh\nyes loud | head -c 1000000 | tr '\\n' ' ' >&2\nexit 1\n", monkeypatch, tmp_path)
    with pytest.raises(GraphvizFailed, match="loud loud") as caught:
        placed(shared())
    assert len(str(caught.value)) < 300


@pytest.mark.usefixtures("no_pygraphviz")
def test_a_broken_dot_alone_is_reported_in_its_own_words(monkeypatch, tmp_path):
    dot_that("#!/bin/sh\necho first >&2\necho no plugins >&2\nexit 1\n", monkeypatch, tmp_path)
    with pytest.raises(GraphvizFailed, match="json.*: no plugins$"):
        placed(shared())


def test_graphviz_is_stopped_at_the_time_limit(monkeypatch, tmp_path):
    dot_that("#!/bin/sh\nexec /bin/sleep 60\n", monkeypatch, tmp_path)
    with pytest.raises(LayoutTooSlow):
        placed(shared(), seconds=0.2)


@pytest.mark.usefixtures("no_dot")
def test_the_bundled_graphviz_is_stopped_at_the_time_limit():
    with pytest.raises(LayoutTooSlow):
        placed(shared(), seconds=0.01)


def sources_of(monkeypatch, *roots):
    sources, answer = [], layout.answer
    monkeypatch.setattr(
        layout, "answer", lambda source, *args, **options: sources.append(source) or answer(source, *args, **options)
    )
    for root in roots:
        viz.draw(root)
    return sources


def test_no_text_of_the_learners_enters_dot(monkeypatch):
    plain, hostile = InTuples("data", (), label="label1"), InTuples('"}]{', (), label='"];x"\\')
    first, second = sources_of(monkeypatch, InTuples(1.0, (plain,), "op1", "L"), InTuples(1.0, (hostile,), '"\\>', "L"))
    assert first == second


def test_a_large_graph_is_placed_without_the_order_of_operands_costing_height():
    value = InTuples(0.0)
    for i in range(150):
        value = value + InTuples(float(i))
    graph, result = placed(value)
    assert len([name for name in result.centers if name.startswith("v")]) == len(graph.nodes) == 301


@pytest.mark.slow
@pytest.mark.parametrize("times", [20, 39, 110])
def test_a_value_that_is_used_often_is_placed_in_seconds_not_in_hours(times, monkeypatch):
    monkeypatch.setattr(
        layout, "place", functools.partial(layout.place, seconds=15 * graphviz_here.SECONDS)
    )  # on a busy machine
    x = Value(1.01, label="x")
    y = x
    for _ in range(times):
        y = y * x
    assert len(viz.animate(y).geometry.boxes) == times + 1


def test_several_graphs_are_placed_at_once_as_each_alone(either_way):
    graphs = [read(make()) for make in GRAPHS.values()]
    sizes = [([(WIDTH, HEIGHT)] * len(graph.nodes), [(ROUND, ROUND)] * len(graph.nodes)) for graph in graphs]
    wanted = [Wanted(graph, *size, (30, 20), 30, rooms(graph)) for graph, size in zip(graphs, sizes)]
    together = place(wanted)
    assert len(together) == len(graphs) > 2
    for each, found in zip(wanted, together):
        assert place([each])[0].centers == found.centers
