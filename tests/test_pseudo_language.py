"""A language is a file: one made from English by marking every letter is spoken everywhere, with no English left."""

import math
import random
import re
from collections import Counter

import pytest

import viz
from blank_pages import ENGINE, NETWORK, BlankPage
from exercises import check, guidance, hint, predict, progress, solution
from exercises.blank_page.parts import GROUPS, MOONS
from exercises.exercise import Prediction
from exercises.topics import EXERCISES, PREDICTIONS
from micrograd.engine import Value
from micrograd.nn import MLP
from misconceptions import OF_ANOTHER, UNKNOWN, WRONG
from pseudo_language import NAME, texts_of_html, write_pseudo_language
from viz.outputs import watcher
from viz.outputs.output import Output
from viz.values.operations import OPERATIONS
from viz.values.torch_graph import NotKept
from viz.words import messages
from wrong_engines import MISTAKES, Lecture, LoopsOverSet, doubled, lecture

_BLANK = r"\{\w+\}"  # to be filled in by a script
_EXCEPTION = r"\b[A-Z]\w*(?:Error|Exception)\b.*"  # in Python's words
_CODE = r"\w*(?:[._(]\w*)+"  # a.grad, hint.add(), backward_twice
_WORD = r"[A-Za-z]{2,}"
ALLOWED = {*OPERATIONS, "nan", "inf", "int", "lambda", "genexpr", "Tensor"}  # symbols, Python, torch
NAMES = " ".join([*EXERCISES, *PREDICTIONS, "operation", *GROUPS, MOONS])
POINTS = [(0.1, 0.9), (0.8, 0.2), (0.4, 0.6), (0.7, 0.3)]


@pytest.fixture(scope="module", autouse=True)
def pseudo_language(tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / f"{NAME}.po"
    write_pseudo_language(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(messages.LANGUAGES, NAME, path)
        patch.setattr(guidance, "_asked", Counter())
        before = viz.language()
        viz.language(NAME)
        yield
        viz.language(before)


def english(text, code=""):
    """The English words of a text that are ours: neither names nor symbols nor what Python or that code says."""
    for what in (_BLANK, _EXCEPTION, _CODE):
        text = re.sub(what, " ", text)
    return set(re.findall(_WORD, text)) - set(re.findall(_WORD, code)) - ALLOWED


def told(output):
    """Every text of an output: as a page, as a picture, and in words; of a text itself, the text."""
    if not isinstance(output, Output):
        return [output]
    return [*texts_of_html(output.to_html()), *texts_of_html(output.to_svg() or ""), output.to_text()]


def found(outputs, code=""):
    """{an English word: a text in which it stands}"""
    return {word: text for output in outputs for text in told(output) for word in english(text, code)}


def graph():
    root = lecture(Value)
    root.backward()
    return root


def pictures():
    yield viz.draw(graph(), slopes=True)
    yield viz.draw(graph(), limit=2)
    yield viz.draw(changed_afterwards())
    yield viz.draw(doubled(LoopsOverSet))
    yield viz.draw(Lecture(10**5000))
    yield viz.draw(Lecture(NotKept()))
    yield viz.explore(lambda a, b: (a * b).tanh(), a=Value(2.0), b=Value(3.0))
    yield from re.findall(r'label="([^"]*)"', viz.to_dot(graph()).source)


def changed_afterwards():
    a = Value(2.0)
    result = a * a
    a.data = 3.0
    return result


def animations():
    root = graph()
    yield viz.animate(root, ask=True)
    yield viz.animate(root, only=root._prev[0])
    yield viz.record(root)
    yield from (viz.record(mistake.expression(mistake.engine)) for mistake in MISTAKES)


def plots():
    yield viz.plots.tangent(lambda x: x**2, 3.0, h=0.5)
    yield viz.plots.tangent(abs, 0.0)
    yield viz.plots.slope_error(lambda x: x**3, 2.0, 12.0)
    yield viz.slope(math.log, 0.5, slope=lambda x: x)
    yield viz.slope(abs, 0, slope=0)
    yield viz.plots.loss_curve([[3.0, 2.0, 1.0], [3.0, math.nan, 5.0]])
    yield viz.plots.loss_curve([])
    yield viz.plots.loss_curve([math.nan])
    yield viz.plots.decision_boundary(model(), POINTS, [1, -1, 1, -1])
    yield viz.plots.descent(lambda u, v: u * u + v * v, [(2, 1), (1, 0.5)])


def model():
    return MLP(2, [4, 1], rng=random.Random(3))


def networks():
    yield viz.network(model())
    yield viz.network(model(), gradients=True)
    yield viz.network(MLP(2, [20, 1], rng=random.Random(3)), inputs=[list(point) for point in POINTS])


def around(exercise):
    """What stands around an exercise."""
    yield from (getattr(check, exercise.name)(), *(getattr(hint, exercise.name)() for _ in range(3)))
    for prediction in exercise.predictions:
        if isinstance(prediction, Prediction):
            ask = getattr(predict, prediction.name)
            yield from (ask, *map(ask, prediction.slips), ask(99.5))


def tensor(shape):
    """What is taken for a tensor of torch, which need not be here."""
    return type("Tensor", (), {"__module__": "torch", "shape": shape, "grad_fn": None})()


def errors():
    """What is said where something cannot be done."""
    for impossible in (
        lambda: viz.draw(3),
        lambda: viz.draw(graph(), limit=0),
        lambda: viz.label(a=3),
        lambda: viz.draw(graph()).save("a.txt"),
        lambda: viz.animate(graph(), ask=[99]),
        lambda: viz.record(Value(1.0)).save("a.html", step=99),
        lambda: viz.explore(lambda: 3),
        lambda: viz.record(tensor((1,))),
        lambda: viz.explore(lambda a: a, a=tensor((1,))),
        lambda: viz.draw(tensor((2, 3))),
        lambda: viz.network(3),
        lambda: viz.plots.tangent(3, 1.0),
        lambda: viz.plots.loss_curve([[1.0]], ["a", "b"]),
        lambda: check.topological_ordre,
        lambda: check.add(3),
        lambda: check.slope(3),
        lambda: predict.add_reuse("a"),
    ):
        with pytest.raises((TypeError, ValueError, AttributeError)) as error:
            impossible()
        yield str(error.value)


@pytest.mark.parametrize("outputs", [pictures, animations, plots, networks, errors])
def test_nothing_of_ours_is_left_in_english(outputs):
    assert found(outputs()) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", EXERCISES)
def test_what_stands_around_an_exercise_is_not_left_in_english(name):
    assert found(around(EXERCISES[name]), NAMES) == {}


def test_what_stands_around_all_of_them_is_not_left_in_english():
    assert found([progress(), repr(check)], NAMES) == {}


def test_what_the_blank_page_says_is_not_left_in_english(capsys):
    page = BlankPage()
    said = [page.engine("class Value: ..."), page.run("keepsake()"), page.engine("from micrograd.engine import Value")]
    said += [
        page.network(NETWORK.replace("sum((", "max((")),
        page.engine(ENGINE),
        page.network(),
        page.run("keepsake()"),
    ]
    page.run("class MLP: ...\nsteps = [*moons(MLP)]")
    printed = capsys.readouterr().out
    assert found([*said, printed], f"{NAMES} {ENGINE} {NETWORK} micrograd") == {} and "moons" in printed


def test_what_a_watched_loop_shows_is_not_left_in_english(monkeypatch):
    shown = []
    monkeypatch.setattr(watcher, "_put", lambda view, bundle: shown.append(bundle))
    list(viz.watch(range(2), lambda: viz.network(model())))
    for _ in viz.watch(iter(range(2)), lambda: 1 / 0):
        break
    texts = [text for bundle in shown for text in (*texts_of_html(bundle["text/html"]), bundle["text/plain"])]
    assert len(shown) >= 4 and found(texts) == {}


def test_what_is_said_beside_a_solution_is_not_left_in_english():
    for ask in (getattr(solution, name) for name in EXERCISES for _ in range(2)):
        shown = ask()
        assert found([shown], f"{NAMES} {shown.code}") == {}


PROGRAMS = sorted([*WRONG, *UNKNOWN, *(program for _, program in OF_ANOTHER)], key=lambda program: program.check)


@pytest.mark.slow
@pytest.mark.multiplies(20)
@pytest.mark.parametrize("program", PROGRAMS, ids=[program.check for program in PROGRAMS])
def test_what_a_check_says_of_a_wrong_program_is_not_left_in_english(program):
    said = getattr(check, program.check)(program.thing())
    assert found([said], f"{NAMES} {program.code}") == {}


def test_what_a_check_says_of_an_operation_of_ones_own_is_not_left_in_english():
    results = [
        check.operation(Value, "tanh"),
        check.operation(Value, "tanh", truth=math.tanh),
        check.operation(Value, "tanh", truth=math.sin),
        check.operation(Unfinished, "tanh"),
        check.operation(Unfinished, "noise"),
    ]
    assert [result.outcome for result in results] == ["right", "right", "wrong", "not attempted", "not attempted"]
    assert found(results, "operation tanh noise truth") == {}
    for refused in (
        lambda: check.operation(3, "tanh"),
        lambda: check.operation(Value, "tanh", truth=3),
        lambda: check.operation(Value, "tanhh"),
        lambda: check.operation(Value, "tanh", truth=lambda x: None),
        lambda: check.operation(Wide, "wide"),
    ):
        with pytest.raises((TypeError, AttributeError)) as error:
            refused()
        assert found([str(error.value)], "Value tanh tanhh sigmoid truth self None wide") == {}


class Wide(Value):
    def wide(self, a, b, c):
        return self


class Unfinished(Value):
    def tanh(self): ...

    def noise(self):
        return Unfinished(math.sin(1e9 * self.data), (self,), "noise")


def test_a_word_that_is_not_in_the_catalogue_is_found():
    assert english("ṫḣïṡ ïṡ left over: a.grad, hint.add(), ReLU {name} ValueError: no value") == {"left", "over"}
