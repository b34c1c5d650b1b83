"""What each exercise holds: three hints, a solution that passes, and a check that knows an empty attempt."""

import linecache
import math
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

import viz
from exercises import check, hint, solution
from exercises.blank_page.in_turn import IN_TURN
from exercises.closure_engine import source_after
from exercises.expressions import expression
from exercises.illustrations import solve
from exercises.topics import EXERCISES
from exercises.words import Text
from viz.values.graph import read_with_values

CODE = Path(__file__).resolve().parent.parent / "exercises"
LESSONS_SO_FAR = 6  # the class that the later exercises build on


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    yield viz.language(request.param)
    viz.language("en")


def solved(name):
    """The class or function that results when the solution is pasted into what is there before."""
    exercise = EXERCISES[name]
    namespace = {"random": random, "math": math}
    exec(source_after(LESSONS_SO_FAR), namespace)
    if name in ("layer", "mlp"):
        exec(EXERCISES["neuron"].solution, namespace)
        exec(EXERCISES["layer"].solution, namespace)
    before = dict(namespace)
    exec(exercise.solution, namespace)
    made = {key: thing for key, thing in namespace.items() if before.get(key) is not thing}
    classes = [thing for thing in made.values() if isinstance(thing, type)]
    if exercise.takes == "function" or classes:
        return [*classes, *made.values()][0 if classes else -1]
    for key, method in made.items():
        setattr(namespace["Value"], key, method)
    return namespace["Value"]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_is_right(name, language):
    result = getattr(check, name)(solved(name))
    assert (result.outcome, result.mistake) == ("right", None), repr(result)
    assert result.message


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_and_an_empty_attempt_are_not_attempted(name, language):
    class Empty:
        pass

    def empty(*_):
        """To be written."""

    attempt = Empty if EXERCISES[name].takes == "class" else empty
    for result in (
        getattr(check, name)(),
        getattr(check, name)(None),
        *([] if name == "value" else [getattr(check, name)(attempt)]),
    ):
        assert (result.outcome, result.mistake) == ("not attempted", None)
        assert str(EXERCISES[name].task) in repr(result)


@pytest.mark.parametrize(
    "stub",
    [
        "...",
        "pass",
        '"""Soon."""',
        "raise NotImplementedError",
        "raise NotImplementedError('soon')",
        "raise NotImplementedError(f'no {type(self).__name__} times {other}')",
        "raise NotImplemented",
        "'''Soon.'''\n    raise NotImplementedError",
        "return None",
        "return ...",
    ],
)
def test_every_way_to_leave_a_method_empty_is_not_attempted(stub):
    namespace = {}
    exec(source_after(2), namespace)
    exec(f"def __mul__(self, other):\n    {stub}", namespace)
    namespace["Value"].__mul__ = namespace["__mul__"]
    assert check.mul(namespace["Value"]).outcome == "not attempted"


@pytest.mark.parametrize("blank", ["____", "___", "..."])
def test_blanks_left_in_a_method_are_not_attempted(blank):
    namespace = {}
    both = re.sub(r"(other|self)\.data \* out\.grad", f"{blank} * out.grad", source_after(3))
    exec(both, namespace)
    assert check.mul(namespace["Value"]).outcome == "not attempted"


def test_a_blank_that_is_left_beside_one_that_is_filled_is_told():
    source = source_after(3).replace("self.data * out.grad", "____ * out.grad")
    namespace, name = {}, "<one blank>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    exec(compile(source, name, "exec"), namespace)
    result = check.mul(namespace["Value"])
    assert result.outcome == "wrong" and "other.grad += ____ * out.grad" in result.message


@pytest.mark.parametrize("places", [1, 2, 4, 6, 8])
def test_a_rounded_number_is_wrong_forwards_and_not_blamed_on_the_gradient(places, language):
    namespace = {}
    exec(source_after(3).replace("self.data + other.data", f"round(self.data + other.data, {places})"), namespace)
    result = check.add(namespace["Value"])
    said = Text("examine.wrong number").filled(source="|", true="|", given="|").partition("|")[0]
    assert result.outcome == "wrong" and result.message.startswith(said), repr(result)


@pytest.mark.parametrize("name", EXERCISES)
def test_there_are_three_hints_of_which_the_second_is_a_picture(name, language):
    exercise = EXERCISES[name]
    assert len({str(exercise.idea), str(exercise.look), str(exercise.almost)}) == 3
    assert exercise.picture().svg.startswith("<svg")


COUNTS = {"six": 6, "three": 3, "六": 6, "三": 3}
SPOKEN_OF = {  # what the sentence above a picture calls by its name
    "topological_order": ["b"],
    "backward": ["b", "d"],
    "gradient_check": ["a"],
    "layer": ["x", "y"],
    "loss": ["p", "t"],
    "gradient_step": ["p"],
    "training": ["w"],
}


@pytest.mark.parametrize("name", SPOKEN_OF)
def test_a_picture_shows_the_names_that_the_sentence_above_it_speaks_of(name, language):
    shown = re.findall(r">([a-z]\d?)<", EXERCISES[name].picture().svg)
    for spoken in SPOKEN_OF[name]:
        assert re.search(rf"(?<![A-Za-z]){spoken}(?![A-Za-z])", str(EXERCISES[name].look)) and spoken in shown


@pytest.mark.parametrize("name", ["topological_order", "backward"])
def test_a_hint_counts_the_boxes_of_its_picture(name, language):
    counts = [COUNTS[word.lower()] for word in re.findall("six|[Tt]hree|六|三", str(EXERCISES[name].look))]
    root, _ = solve(expression("b = a * 3; d = b * 10; b + d", a=2))
    graph = read_with_values(root)[0]
    assert (
        sorted(counts, reverse=True)
        == [len(graph.nodes), sum(bool(node.operands) for node in graph.nodes)][: len(counts)]
    )
    assert counts


@pytest.mark.parametrize("name", EXERCISES)
def test_a_hint_does_not_give_a_whole_line_of_the_solution_away(name):
    lines = {
        line.strip()
        for line in EXERCISES[name].solution.splitlines()
        if "grad" in line and "=" in line and "self.grad = 0.0" not in line
    }
    hinted = f"{EXERCISES[name].idea}\n{EXERCISES[name].look}\n{EXERCISES[name].almost}"
    assert not {
        line
        for line in lines
        if line in {h.strip() for h in hinted.splitlines()} - {"value._backward()", "self.grad = ..."}
    }


def test_the_names_are_offered_for_completion():
    without_a_hint = {"operation", *IN_TURN}
    assert set(EXERCISES) == set(dir(check)) - without_a_hint == set(dir(hint)) == set(dir(solution))
    assert without_a_hint < set(dir(check)) and all(name in repr(check) for name in without_a_hint)


def test_the_package_needs_neither_numpy_nor_matplotlib_nor_ipywidgets_to_check_and_to_answer():
    forbid = "import sys; sys.modules.update(dict.fromkeys(['numpy', 'matplotlib', 'ipywidgets', 'anywidget', 'IPython', 'torch'])); "
    use = "from exercises import check, predict, progress; from micrograd.engine import Value; print(check.mul(Value).outcome, predict.add_reuse(2).right); progress()"
    done = subprocess.run([sys.executable, "-c", forbid + use], cwd=CODE.parent, capture_output=True, text=True)
    assert done.stdout.strip() == "right True", done.stderr


def test_a_text_follows_the_language():
    text = Text("progress.done")
    assert str(text) == "done"
    viz.language("zh-TW")
    try:
        assert str(text) == "完成"
    finally:
        viz.language("en")
