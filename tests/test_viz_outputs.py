"""viz.outputs: all that Jupyter shows has one face."""

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

import exercises
import viz
from exercises import check, hint, predict, progress, solution
from micrograd.engine import Value
from micrograd.nn import MLP
from viz.outputs.output import Output
from viz.plots.figures import Sentence

CODE = Path(viz.__file__).parents[1]


class Unfinished:
    """A class as a learner has it in lesson 2, with a mistake: = in the place of +=."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data, self.grad, self._prev, self._op, self._backward = data, 0.0, tuple(_children), _op, lambda: None

    def __add__(self, other):
        out = Unfinished(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = out.grad
            other.grad = out.grad

        out._backward = _backward
        return out


WITH_A_PICTURE = {
    "a picture": lambda: viz.draw(Value(2.0) * 3),
    "an animation": lambda: viz.animate(Value(2.0) * 3, ask=True),
    "a recording": lambda: viz.record(Value(2.0) * 3),
    "an explorer": lambda: viz.explore(lambda a: a * a, a=Value(2.0)),
    "a network": lambda: viz.network(MLP(2, [3, 1])),
    "a plot": lambda: viz.plots.tangent(lambda x: x**2, 3),
    "a wrong result": lambda: check.add(Unfinished),
    "an answer": lambda: predict.add_reuse(1),
}
WITHOUT = {
    "a sentence": lambda: Sentence("in words"),
    "a result without a picture": lambda: check.mul(),
    "a solution": solution.mul,
    "progress": progress,
    "a question": lambda: predict.add_reuse,
}


@pytest.fixture(autouse=True)
def kept_nowhere(monkeypatch, tmp_path):
    monkeypatch.setattr("viz.words.messages._current", "en")
    monkeypatch.setattr(exercises.progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(exercises.progress_store, "path", lambda: tmp_path / "progress.json")


@pytest.mark.parametrize("make", [*WITH_A_PICTURE.values(), *WITHOUT.values()], ids=[*WITH_A_PICTURE, *WITHOUT])
def test_every_output_gives_html_and_words_and_is_saved_as_a_page(make, tmp_path):
    output = make()
    assert isinstance(output, Output)
    bundle = output._repr_mimebundle_()
    assert (
        bundle == {"text/html": output.to_html(), "text/plain": output.to_text()} and repr(output) == output.to_text()
    )
    page = output.save(tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and output.to_html() in page


@pytest.mark.parametrize("make", WITH_A_PICTURE.values(), ids=WITH_A_PICTURE)
def test_a_still_picture_is_saved_as_svg(make, tmp_path):
    output = make()
    saved = output.save(tmp_path / "picture.SVG").read_text(encoding="utf-8")
    assert ElementTree.fromstring(saved).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("make", WITHOUT.values(), ids=WITHOUT)
def test_what_has_no_still_picture_is_a_page_only(make, tmp_path):
    output = make()
    assert output.to_svg() is None
    with pytest.raises(ValueError, match=r"saved as \.html, not as 'picture\.svg'"):
        output.save(tmp_path / "picture.svg")


def test_only_the_second_hint_has_a_picture(monkeypatch):
    monkeypatch.setattr("exercises.guidance._asked", exercises.guidance.Counter())
    assert [bool(hint.mul().to_svg()) for _ in range(3)] == [False, True, False]


def test_nothing_else_tells_jupyter_how_it_is_shown():
    for path in [*CODE.glob("viz/**/*.py"), *CODE.glob("exercises/**/*.py")]:
        methods = {
            node.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
        }
        if path.name != "output.py":
            assert methods.isdisjoint({"_repr_mimebundle_", "_repr_html_"}), (
                f"{path} should be an Output (viz/outputs/output.py)"
            )
