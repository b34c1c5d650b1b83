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


HALF = "x\ud827"  # half a surrogate pair, which no encoding has


class Labelled(Unfinished):
    def __init__(self, data, _children=(), _op="", label=""):
        super().__init__(data, _children, _op)
        self.label = label


class Shown:
    def __repr__(self):
        return HALF


class Printing(Unfinished):
    def __add__(self, other):
        print(HALF)
        return super().__add__(other)


class Failing(Unfinished):
    def __add__(self, other):
        raise ValueError(HALF)


class OfNoValue(Unfinished):
    def __add__(self, other):
        return Shown()


def unencodable():
    return Labelled(2.0, (Labelled(1.0, label=HALF), Labelled(Shown(), label=Shown())), HALF, HALF)


WITH_HALF_A_PAIR = {
    "a picture": lambda: viz.draw(unencodable(), slopes=True),
    "an animation": lambda: viz.animate(unencodable(), ask=True),
    "a recording": lambda: viz.record(unencodable()),
    "an explorer": lambda: viz.explore(
        lambda **leaves: leaves[HALF] * leaves["y"], **{HALF: Value(2.0), "y": Value(3)}
    ),
    "a plot": lambda: viz.plots.loss_curve({HALF: [3, 2, 1], "other": [3, 2, 2]}),
    "a result, printed": lambda: check.add(Printing),
    "a result, raised": lambda: check.add(Failing),
    "a result, no value": lambda: check.add(OfNoValue),
}


@pytest.mark.parametrize("make", WITH_HALF_A_PAIR.values(), ids=WITH_HALF_A_PAIR)
def test_text_that_no_encoding_has_is_replaced_where_it_is_shown(make, tmp_path):
    output = make()
    bundle = output._repr_mimebundle_()
    for text in (*bundle.values(), repr(output), output.save(tmp_path / "x.html").read_text(encoding="utf-8")):
        assert "\ufffd" in text and text.encode()
    if output.to_svg():
        assert ElementTree.parse(output.save(tmp_path / "x.svg")) and output.save(tmp_path / "x.png").exists()


def test_what_was_printed_is_shown_as_far_as_it_can_be():
    assert "x\ufffd" in repr(check.add(Printing)) and check.add(Printing).outcome == check.add(Unfinished).outcome


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: viz.draw(Shown()),
        lambda: viz.animate(Value(1.0), only=Labelled(1.0, label=HALF)),
        lambda: viz.animate(Value(1.0), ask=Shown()),
        lambda: viz.draw(Value(1.0), limit=Shown()),
        lambda: viz.label(**{HALF: 3}),
        lambda: viz.draw(Value(1.0)).save(f"{HALF}.pdf"),
        lambda: viz.draw(Value(1.0)).save(f"{HALF}.svg"),
        lambda: viz.language(HALF),
        lambda: predict.add_reuse(Shown()),
    ],
)
def test_an_error_can_be_sent_whatever_it_quotes(mistake):
    with pytest.raises((TypeError, ValueError)) as caught:
        mistake()
    assert str(caught.value).encode()


class _Stop(BaseException):
    pass


@pytest.mark.parametrize("error", [ValueError(), SystemExit(3), GeneratorExit(), _Stop()])
@pytest.mark.parametrize("verb", [viz.draw, viz.animate, viz.record])
def test_what_cannot_be_shown_ends_nothing(verb, error):
    class Unshowable:
        def __repr__(self):
            raise error

    value = Labelled(Unshowable(), (Labelled(1.0, label=Unshowable()),), Unshowable(), Unshowable())
    assert "&lt;Unsho" in verb(value)._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("verb", [viz.draw, viz.animate, viz.record])
def test_a_label_that_calls_exit_ends_nothing(verb):
    class Leaving(Unfinished):
        @property
        def label(self):
            raise SystemExit

        @label.setter
        def label(self, name):
            pass

    assert verb(Leaving(1.0, (Leaving(2.0),), "neg"))._repr_mimebundle_()


@pytest.mark.parametrize("verb", [viz.draw, viz.animate, viz.record])
def test_a_text_of_ones_own_kind_is_taken_for_what_it_says(verb):
    class Text(str):
        def __getitem__(self, key):
            raise SystemExit

        __len__ = __str__ = __getitem__

    assert "loss" in verb(Labelled(1.0, label=Text("loss")))._repr_mimebundle_()["text/html"]


def test_an_interrupt_goes_through():
    class Interrupted:
        def __repr__(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        viz.draw(Labelled(1.0, label=Interrupted()))


ANY = {"a picture": WITH_A_PICTURE["a picture"], "an animation": WITH_A_PICTURE["an animation"], **WITHOUT}


@pytest.mark.parametrize("make", ANY.values(), ids=ANY)
def test_a_tilde_is_the_home_folder(make, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert make().save("~/page.html") == tmp_path / "page.html" and (tmp_path / "page.html").exists()


@pytest.mark.parametrize("language, words", [("en", "no file here can have the name"), ("zh-TW", "檔案不能叫做")])
@pytest.mark.parametrize("name", ["a\0b.html", "x" * 300 + ".html", "~nobody at all/x.html", f"{HALF}.html"])
@pytest.mark.parametrize("make", ANY.values(), ids=ANY)
def test_a_name_that_no_file_can_have_is_refused(make, name, language, words, tmp_path, monkeypatch):
    monkeypatch.setattr("viz.words.messages._current", language)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=words) as caught:
        make().save(name)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("folder", ["none", "a file"])
def test_a_folder_that_is_not_there_is_named_before_anything_is_drawn(folder, tmp_path, monkeypatch):
    (tmp_path / "a file").touch()
    picture = viz.draw(Value(2.0))
    monkeypatch.setattr(type(picture), "to_html", lambda self: pytest.fail("drawn in vain"))
    with pytest.raises(FileNotFoundError, match=f"there is no folder .*{folder}"):
        picture.save(tmp_path / folder / "x.html")
