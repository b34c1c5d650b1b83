"""The engine that learns is the learner's: what a check found right is kept, and the lessons go on with it."""

import importlib.util
import inspect
import json
import linecache
import random
import sys
from html import escape
from itertools import count

import pytest

from exercises import check, mine, progress, progress_store, solution, unrecorded
from exercises.closure_engine import source_after
from exercises.own_engine import pace as pace_module
from exercises.own_engine.assembly import NETWORK, VALUE
from exercises.own_engine.cards import PaceOfTraining
from exercises.own_engine.keeping import kept
from exercises.own_engine.pace import Pace
from exercises.own_engine.piece import MOST, NotToBeKept, piece_of, read_piece
from exercises.topics import EXERCISES
from micrograd.moons import moons
from micrograd.nn import MLP

_cells = count(1)
ADD = """
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, (self, other), "+")
    def back():
        self.grad += out.grad
        other.grad += out.grad
    out._backward = back
    out.made_by = "me"
    return out
Value.__add__ = __add__
"""


@pytest.fixture(autouse=True)
def nothing_kept_before(monkeypatch, tmp_path, english):
    monkeypatch.setenv(progress_store.PLACE, str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)


class Notebook:
    """Cells that are run one after the other, whose lines Python finds as it finds a notebook's."""

    def __init__(self, *cells):
        self.space = {"__name__": "__main__", "mine": mine, "check": check}
        for cell in cells:
            self.run(cell)

    def run(self, cell):
        name = f"<cell {next(_cells)}>"
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        exec(compile(cell, name, "exec"), self.space)
        return self

    def __getitem__(self, name):
        return self.space[name]


def series(up_to=6):
    """A notebook with the series' class, as if the learner had typed it."""
    return Notebook("import random, math", source_after(up_to))


def file():
    return progress_store.path()


def test_what_was_found_right_is_kept_and_brought_back(capsys):
    notebook = series(1).run(ADD)
    assert "mine.add()" in repr(check.add(notebook["Value"]))
    notebook = Notebook("Value = mine.mul()")
    assert "Your own code: add" in capsys.readouterr().out
    assert (notebook["Value"](2) + 1).made_by == "me"
    assert not hasattr(notebook["Value"](2) * 1, "made_by")
    assert check.mul(notebook["Value"]).outcome == "not attempted"


@pytest.mark.parametrize("old", ["self.grad += out.grad", "other.grad += out.grad"])
def test_what_is_not_right_is_not_kept(old):
    check.add(series(1).run(ADD.replace(old, old.replace("+=", "=")))["Value"])
    assert kept() == {}


def test_somebody_elses_work_is_not_kept():
    with unrecorded():
        check.add(series(1).run(ADD)["Value"])
    assert kept() == {}


def test_what_is_right_later_takes_the_place_of_what_was_before():
    for by in ("me", "me again"):
        check.add(series(1).run(ADD.replace('"me"', f'"{by}"'))["Value"])
    assert (Notebook("Value = mine.add()")["Value"](2) + 1).made_by == "me again"


def test_code_brings_along_what_it_takes_from_other_cells():
    cells = (
        "import math as m\nfrom math import tanh as soft\nONE = 1.0",
        "def lifted(x):\n    return x if isinstance(x, Value) else Value(x)",
        "def slope(y):\n    return ONE - y**2",
        """
def tanh(self):
    self = lifted(self)
    out = Value(soft(self.data) + 0 * m.pi, (self,), "tanh")
    def back():
        self.grad += slope(out.data) * out.grad
    out._backward = back
    return out
Value.tanh = tanh""",
    )
    notebook = series()
    for cell in cells:
        notebook.run(cell)
    assert check.tanh(notebook["Value"]).outcome == "right"
    text = kept()["tanh"].around
    assert all(part in text for part in ("import math as m", "from math import tanh as soft", "ONE = 1.0", "lifted"))
    assert "yours" in repr(progress()) or "tanh" in progress().code
    assert Notebook("Value = mine.tanh()")["Value"](0.5).tanh().data == pytest.approx(0.46211715726)


def test_what_stands_in_comes_along_where_code_of_the_learners_calls_it():
    notebook = series().run("order_of = mine.topological_order()\ngradient_step = mine.gradient_step()")
    notebook.run("""
def backward(self):
    self.grad = 1.0
    for value in reversed(order_of(self)):
        value._backward()
Value.backward = backward
""")
    notebook.run("""
def train(model, inputs, targets):
    for _ in range(100):
        total = sum((model(x) - t) ** 2 for x, t in zip(inputs, targets))
        model.zero_grad()
        total.backward()
        gradient_step(model.parameters(), 0.05)
""")
    assert check.backward(notebook["Value"]).outcome == check.training(notebook["train"]).outcome == "right"
    assert sorted(kept()) == ["backward", "training"]
    notebook = Notebook("Value = mine.backward()")
    y = notebook["Value"](2.0) * 3.0
    y.backward()
    assert y._prev[0].grad == 3.0


def test_functions_of_a_file_bring_along_what_stands_in_that_file(tmp_path, monkeypatch):
    (tmp_path / "my_lifting.py").write_text(
        "ONE = 1.0\ndef lifted(x, make):\n    return x if isinstance(x, make) else make(x * ONE)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    notebook = series(1).run("from my_lifting import lifted\nONE = 'something else'")
    notebook.run(ADD.replace("other if isinstance(other, Value) else Value(other)", "lifted(other, Value)"))
    assert check.add(notebook["Value"]).outcome == "right"
    assert "ONE = 1.0" in kept()["add"].around
    assert (Notebook("Value = mine.add()")["Value"](2) + 3).data == 5


def test_methods_that_a_method_calls_come_along_and_a_class_may_bear_another_name():
    source = (
        source_after(1).replace("Value", "Number")
        + """
    def lifted(self, x):
        return x if isinstance(x, Number) else Number(x)

    def __add__(self, other):
        other = self.lifted(other)
        out = Number(self.data + other.data, (self, other), "+")
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = back
        return out
"""
    )
    notebook = Notebook(source)
    assert check.value(notebook["Number"]).outcome == check.add(notebook["Number"]).outcome == "right"
    Value = Notebook("Value = mine.add()")["Value"]
    assert (Value(2) + 3).data == 5 and hasattr(Value, "lifted")


def test_code_that_leans_on_data_of_the_notebook_is_not_kept():
    notebook = series(1).run("class Box: pass\nbox = [Box()]").run(ADD.replace('"me"', "len(box)"))
    result = check.add(notebook["Value"])
    assert result.outcome == "right" and "mine.add()" not in repr(result) and kept() == {}


@pytest.mark.parametrize("data", ["float('nan')", "[1, object()]", "Odd()", "Odd", "list(range(9999))", "loop"])
def test_whatever_code_leans_on_the_check_says_what_it_says(data, capsys):
    odd = """
class Odd:
    def __repr__(self):
        print("asked")
        raise SystemExit
    def __getattr__(self, name):
        print("asked")
        raise KeyError(name)
loop = []
loop.append(loop)
"""
    notebook = series(1).run(f"{odd}\nleant_on = {data}").run(ADD.replace('"me"', "leant_on"))
    assert check.add(notebook["Value"]).outcome == "right"
    assert "asked" not in capsys.readouterr().out
    assert list(kept()) == (["add"] if data == "Odd" else [])


def test_code_without_a_text_is_not_kept():
    space = {}
    exec(source_after(2), space)
    assert check.add(space["Value"]).outcome == "right" and kept() == {}
    with pytest.raises(NotToBeKept):
        piece_of(space["Value"], ["__add__"])


def keep_as_it_is(name, text, around="", **more):
    held = {
        "exercises": {},
        "predictions": {},
        "code": {name: {"text": text, "around": around, "called": "Value", "at": 1.0}},
    }
    held["code"][name] |= more
    file().write_text(json.dumps(held))


RIGHT = ADD.partition("Value.__add__")[0].strip()


@pytest.mark.parametrize(
    "text, around",
    [
        ("def __add__(self, other", ""),
        ("def __add__(self, other):\n    return 1/0", ""),
        ("def __add__(self, other):\n    while True:\n        pass", ""),
        ("def __add__(self, other):\n    return Value(self.data)", ""),
        ("def __mul__(self, other):\n    return 1", ""),
        (RIGHT, "import no_such_module_anywhere"),
        (RIGHT, "raise SystemExit"),
        (RIGHT, "x = 1/0"),
        ("raise SystemExit", ""),
        (RIGHT, "def f(x=[0][1]): pass"),
        ("x" * (MOST + 1), ""),
    ],
)
def test_a_broken_piece_never_stops_a_lesson(text, around, capsys):
    keep_as_it_is("add", text, around)
    Value = Notebook("Value = mine.mul()")["Value"]
    said = capsys.readouterr().out
    assert (Value(2) + 3).data == 5 and "Your own code" not in said
    assert "The series' own code" in said and "mine.mul() takes yours" in said


@pytest.mark.parametrize(
    "held",
    [
        {"code": 4},
        {"code": {"add": 4, "mul": ["x"]}},
        {"code": {"add": {"text": RIGHT}}},
        {"code": {"add": {"text": RIGHT, "around": 3, "called": "Value", "at": 1.0}}},
        {"code": {"add": {"text": RIGHT, "around": "", "called": "not a name", "at": 1.0}}},
        {"code": {"add": {"text": RIGHT, "around": "", "called": "Value", "at": float("nan")}}},
        {"code": {"add": {"text": RIGHT, "around": "", "called": "Value", "at": "late"}}},
        {"code": {"no such exercise": {"text": RIGHT, "around": "", "called": "Value", "at": 1.0}}},
    ],
)
def test_a_file_of_another_kind_never_stops_a_lesson(held):
    file().write_text(json.dumps(held))
    assert (Notebook("Value = mine.add()")["Value"](2) + 3).data == 5
    assert "done" in repr(progress())


def test_a_piece_in_a_file_that_is_sound_is_taken():
    keep_as_it_is("add", RIGHT)
    assert (Notebook("Value = mine.add()")["Value"](2) + 3).made_by == "me"


@pytest.mark.parametrize("at", [1e12, 1e308, float("inf"), 10**400])
def test_a_clock_that_was_wrong_does_not_keep_later_code_away(at):
    keep_as_it_is("add", RIGHT, at=at)
    check.add(series(1).run(ADD.replace('"me"', '"me now"'))["Value"])
    assert (Notebook("Value = mine.add()")["Value"](2) + 3).made_by == "me now"


@pytest.mark.parametrize("missing", ["self.label = label", "self._backward = lambda: None"])
def test_a_class_without_what_the_lessons_need_of_a_leaf_is_stood_in_for(missing, capsys):
    source = "\n".join(line for line in source_after(1).split("\n") if missing not in line)
    assert check.value(Notebook(source)["Value"]).outcome == "right"
    assert (Notebook("Value = mine.relu()")["Value"](2) + 3).data == 5
    assert "kept of your value is not right together with the rest" in capsys.readouterr().out


def test_a_method_that_is_right_in_its_own_class_only_is_stood_in_for(capsys):
    source = source_after(2).replace("self.data = data\n", "self.number = data\n        self.data = data\n", 1)
    notebook = Notebook(source.replace("self.data + other.data", "self.number + other.data"))
    assert check.add(notebook["Value"]).outcome == "right"
    assert (Notebook("Value = mine.add()")["Value"](2) + 3).data == 5
    assert "kept of your add is not right" in capsys.readouterr().out


def solve(*names):
    """Solves exercises with the solutions, typed into a notebook with the whole class."""
    notebook = series()
    for name in names:
        exercise = EXERCISES[name]
        notebook.run(exercise.solution)
        for method in exercise.methods:
            notebook.run(f"Value.{method} = {method}")
        made = "Value" if exercise.methods else exercise.solution.split("(")[0].split(":")[0].split()[1]
        assert getattr(check, name)(notebook[made]).outcome == "right", name
    return notebook


def test_a_network_is_made_of_the_value_of_the_notebook():
    solve("neuron", "layer", "mlp")
    notebook = Notebook(
        "import random", "Value = mine.backward()", "Neuron = mine.neuron()", "Layer = mine.layer()", "MLP = mine.mlp()"
    )
    out = notebook["MLP"](2, [3, 1])([1.0, 2.0])
    assert type(out) is notebook["Value"]
    out.backward()


def test_a_neuron_whose_gate_stays_serves_a_layer_and_the_series_own_stands_in_for_a_network(capsys):
    notebook = series().run(
        EXERCISES["neuron"].solution.replace(" if self.nonlin else act", "").replace("self.nonlin = True", "pass")
    )
    result = check.neuron(notebook["Neuron"])
    assert result.outcome == "right" and "nonlin" in result.message
    notebook = Notebook("Value = mine.backward()\nNeuron = mine.neuron()\nLayer = mine.layer()")
    assert type(notebook["Layer"](2, 1).neurons[0]) is notebook["Neuron"]
    capsys.readouterr()
    MLP = notebook.run("MLP = mine.mlp()")["MLP"]
    assert "your layer is not right together with the rest" in capsys.readouterr().out
    assert check.mlp(MLP).outcome == "not attempted" and type(MLP(2, [1])([1.0, 2.0])) is notebook["Value"]


def test_everything_can_be_read_without_writing():
    for name in (*VALUE, *NETWORK):
        assert callable(getattr(mine, name)())


def imported(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "solved", [(), ("value", "add", "relu"), (*VALUE, *NETWORK, "topological_order", "gradient_check")]
)
def test_the_file_passes_the_checks_and_learns_the_moons(solved, tmp_path):
    solve(*solved)
    written = mine.save(tmp_path / "my_micrograd.py")
    text = written.path.read_text(encoding="utf-8")
    assert text.count("# the series' own") == len({*VALUE[:7], *NETWORK} - {*solved})
    module = imported(written.path)
    with unrecorded():
        for name in ("value", "operators", "backward", *(name for name in VALUE[7:] if name in solved)):
            assert getattr(check, name)(module.Value).outcome == "right", name
        for name, thing in zip(NETWORK, ("Neuron", "Layer", "MLP", "loss", "gradient_step", "train")):
            assert getattr(check, name)(getattr(module, thing)).outcome == "right", name
    random.seed(7)
    model, (points, labels) = module.MLP(2, [4, 1]), moons(10)
    losses = []
    for _ in range(8):
        total = sum((1 - label * model(point)).relu() for point, label in zip(points, labels)) / len(points)
        losses.append(total.data)
        model.zero_grad()
        total.backward()
        module.gradient_step(model.parameters(), 0.5)
    assert losses[-1] < losses[0] * 0.75


def test_helpers_of_the_same_name_stay_apart_in_the_file(tmp_path):
    for name, body in (("add", "return Value(x)"), ("mul", "return Value(x * 1.0)")):
        source = EXERCISES[name].solution.replace(
            "other if isinstance(other, Value) else Value(other)", "lifted(other)"
        )
        notebook = series().run(f"def lifted(x):\n    if isinstance(x, Value): return x\n    {body}")
        notebook.run(
            source.replace("    return out", "    out.lifted = True\n    return out")
            + f"\nValue.__{name}__ = __{name}__"
        )
        assert getattr(check, name)(notebook["Value"]).outcome == "right"
    module = imported(mine.save(tmp_path / "mine.py").path)
    product = (module.Value(2) + 3) * 4
    assert product.data == 20 and product.lifted and module.lifted is not module.lifted_of_mul


def test_a_file_of_somebody_is_not_written_over(tmp_path):
    path = tmp_path / "my_micrograd.py"
    path.write_text("# my notes")
    with pytest.raises(FileExistsError, match=r"my_micrograd\.py"):
        mine.save(path)
    assert path.read_text() == "# my notes"


def test_a_file_that_was_written_before_stays_under_another_name(tmp_path):
    path = mine.save(tmp_path / "mine.py").path
    mine.save(path)
    assert [file.name for file in tmp_path.glob("mine*")] == ["mine.py"]
    path.write_text(path.read_text() + "# my notes")
    for _ in range(2):
        mine.save(path)
    assert sorted(file.name for file in tmp_path.glob("mine*")) == ["mine.py", "mine_1.py"]
    assert "# my notes" in (tmp_path / "mine_1.py").read_text()


def test_a_name_that_no_file_of_python_can_have_is_told(tmp_path):
    with pytest.raises(ValueError, match=r"\.py"):
        mine.save(tmp_path / "my_micrograd.txt")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        mine.save(tmp_path / "nowhere" / "my_micrograd.py")


def test_a_method_that_encloses_something_is_not_kept():
    notebook = series().run("""
def with_slope(slope):
    def tanh(self):
        out = Value(math.tanh(self.data), (self,), "tanh")
        def back():
            self.grad += slope(out.data) * out.grad
        out._backward = back
        return out
    return tanh
Value.tanh = with_slope(lambda y: 1 - y**2)
""")
    assert check.tanh(notebook["Value"]).outcome == "right" and kept() == {}


def test_what_is_far_too_long_is_not_kept():
    notebook = series(1).run(ADD.replace("    return out", "    # " + "x" * MOST + "\n    return out"))
    result = check.add(notebook["Value"])
    assert result.outcome == "right" and "mine.add()" not in repr(result) and kept() == {}


def test_a_beginning_with_which_the_series_operations_go_wrong_is_stood_in_for(capsys):
    cut = "self.data = data if abs(data) < 100 else 100.0"
    assert check.value(Notebook(source_after(1).replace("self.data = data", cut))["Value"]).outcome == "right"
    assert (Notebook("Value = mine.mul()")["Value"](20.0) * 30.0).data == 600.0
    assert "kept of your value is not right" in capsys.readouterr().out


def test_the_second_backward_takes_the_place_of_the_first():
    for name, mark in (("backward", "first"), ("backward_twice", "second")):
        solution = EXERCISES[name].solution.replace("order, seen", f"made_by = '{mark}'\n    order, seen", 1)
        notebook = series().run(f"{solution}\nValue.backward = backward")
        assert getattr(check, name)(notebook["Value"]).outcome == "right"
    for call in ("backward", "backward_twice", "tanh"):
        assert "second" in inspect.getsource(Notebook(f"Value = mine.{call}()")["Value"].backward)


def test_python_finds_the_lines_of_the_code_that_runs_not_of_what_was_kept_before():
    classes = []
    for by in ("me", "me again"):
        check.add(series(1).run(ADD.replace('"me"', f'"{by}"'))["Value"])
        classes.append(Notebook("Value = mine.add()")["Value"])
    assert ['"me"' in inspect.getsource(each.__add__) for each in classes] == [True, False]


def test_of_a_family_one_method_of_ones_own_is_enough_to_be_judged():
    notebook = Notebook("Value = mine.operators()").run(
        "def __neg__(self):\n    return self * -1.0\nValue.__neg__ = __neg__"
    )
    assert check.operators(notebook["Value"]).outcome == "right" and "-1.0" in kept()["operators"].text


def test_a_file_knows_a_class_by_the_name_that_its_learner_gave_it(tmp_path):
    source = source_after(2).replace("Value", "Number")
    assert check.add(Notebook(source)["Number"]).outcome == "right"
    module = imported(mine.save(tmp_path / "mine.py").path)
    assert module.Number is module.Value and (module.Value(2) + 3).data == 5


def test_a_helper_of_two_pieces_stands_in_the_file_once(tmp_path):
    for name in ("add", "mul"):
        source = EXERCISES[name].solution.replace(
            "other if isinstance(other, Value) else Value(other)", "lifted(other)"
        )
        notebook = series().run("def lifted(x):\n    return x if isinstance(x, Value) else Value(x)")
        notebook.run(f"{source}\nValue.__{name}__ = __{name}__")
        assert getattr(check, name)(notebook["Value"]).outcome == "right"
    assert mine.save(tmp_path / "mine.py").path.read_text().count("def lifted(") == 1


def test_what_is_given_to_mine_is_told_to_be_for_check():
    with pytest.raises(TypeError, match=r"check\.mul"):
        mine.mul(int)


def test_what_is_kept_is_shown_and_forgotten():
    solve("add", "mul")
    assert list(progress().code) == ["add", "mul"] and "def __mul__" in progress().to_html()
    mine.forget("add")
    assert list(kept()) == ["mul"] and "def __add__" not in file().read_text()
    mine.forget()
    assert not kept() and progress().exercises["mul"] == "done"
    solve("add")
    progress(reset=True)
    assert not kept() and "def __add__" not in file().read_text()
    with pytest.raises(ValueError, match="no exercise 'mull'"):
        mine.forget("mull")


def test_where_nothing_is_written_the_session_remembers(monkeypatch):
    monkeypatch.setenv(progress_store.PLACE, progress_store.OFF)
    check.add(series(1).run(ADD)["Value"])
    assert (Notebook("Value = mine.add()")["Value"](2) + 1).made_by == "me"


QUADRATIC = """
def backward(self):
    order = []
    def collect(value):
        if value in order:
            return
        for operand in value._prev:
            collect(operand)
        order.append(value)
    collect(self)
    self.grad = 1.0
    for value in reversed(order):
        value._backward()
Value.backward = backward
"""


def trained_by(backward, sizes=(8, 8, 1)):
    notebook = series().run(backward)
    assert check.backward(notebook["Value"]).outcome == "right"
    notebook.space["SIZES"] = list(sizes)
    notebook.run("Value = mine.backward()\nMLP = mine.mlp()\nmodel = MLP(2, SIZES)")
    return notebook


def test_an_engine_that_is_too_slow_is_told_why_and_the_series_own_stands_in():
    notebook = trained_by(QUADRATIC, sizes=[8, 1])
    points, _ = moons(60)
    told = mine.pace(notebook["model"], points, steps=5000)
    assert told.lent and "collect" in repr(told) and "set" in repr(told)
    assert notebook["Value"].backward.__code__.co_filename.startswith("<series")


@pytest.mark.parametrize("disturbed", range(6))
@pytest.mark.parametrize(("exponent", "uneven"), [(1.0, False), (2.0, True)])
def test_one_measurement_that_was_disturbed_does_not_decide_how_time_grows(exponent, uneven, disturbed, monkeypatch):
    counts = [2, 4, 8, 16, 32, 60]
    taken = [1e-3 * count**exponent for count in counts]
    taken[disturbed] *= 1.7
    monkeypatch.setattr(pace_module, "_slowest", lambda *_: ("", False))
    monkeypatch.setattr(pace_module, "_seconds", lambda _, examples: taken[counts.index(len(examples))])
    monkeypatch.setattr(pace_module, "_ENOUGH", 60.0)
    assert pace_module.measured(len, range(60)).is_uneven == uneven


def test_an_engine_that_is_too_deep_is_told_so():
    deep = QUADRATIC.replace("order = []", "order, seen = [], set()").replace("value in order", "value in seen")
    deep = deep.replace("            return\n", "            return\n        seen.add(value)\n")
    notebook = trained_by(deep, sizes=[1])
    told = mine.pace(notebook["model"], moons(60)[0] * 20)
    assert "RecursionError" in repr(told) and not told.lent  # the series' own goes as deep
    assert notebook["Value"].backward.__code__.co_filename.startswith("<my")


def test_an_engine_that_looks_for_nothing_is_not_asked_what_it_looks_for():
    counts = QUADRATIC.replace("if value in order:", "if order.count(value):")
    told = mine.pace(trained_by(counts, sizes=[8, 1])["model"], moons(60)[0], steps=5000)
    assert told.lent and "times as long" in repr(told) and "list" not in repr(told)


def test_of_a_training_that_takes_too_long_it_is_told_how_many_examples_fit():
    pace = Pace(seconds=1.0, bare=1.0)
    told = PaceOfTraining(pace, pace, steps=60, count=40, lent=False)
    assert told.seconds == 60 and told.fits == 10 and "With 10 of the examples" in repr(told)


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [(0.5, "30 s", "30 秒"), (20.0, "20 min", "20 分鐘"), (150.0, "2.5 h", "2.5 小時")],
)
def test_how_long_is_said_in_the_units_of_the_language(seconds, english, chinese, monkeypatch):
    pace = Pace(seconds, bare=seconds)
    for name, time in (("en", english), ("zh-TW", chinese)):
        monkeypatch.setattr("viz.words.messages._current", name)
        assert time in repr(PaceOfTraining(pace, pace, steps=60, count=40, lent=False))


def test_an_engine_that_is_quick_enough_is_left_alone():
    notebook = trained_by(EXERCISES["backward"].solution + "\nValue.backward = backward")
    told = mine.pace(notebook["model"], moons(10)[0], steps=2)
    assert not told.lent and told.fits == 10 and "about" in repr(told)
    assert notebook["Value"].backward.__code__.co_filename.startswith("<my")


@pytest.mark.parametrize(
    ("model", "examples"), [(None, [[1.0]]), (lambda x: x, [[1.0]]), (MLP(2, [1]), []), (MLP(2, [1]), 3)]
)
def test_what_cannot_be_trained_is_told(model, examples):
    with pytest.raises(TypeError, match=r"network with parameters\(\) and a list of examples"):
        mine.pace(model, examples)


def test_only_code_is_read_as_code():
    sound = {"text": RIGHT, "around": "import math\nx = 1", "called": "Value", "at": 1}
    assert read_piece(sound).names == ["__add__"]
    assert read_piece({**sound, "text": "print(1)"}) is None
    assert read_piece({**sound, "around": "print(1)"}) is None


def test_the_code_of_the_series_is_shown_only_in_a_notebook_that_offers_solutions(monkeypatch):
    cards = []
    monkeypatch.setattr(sys.modules["exercises.mine"], "show_below", lambda card: cards.append(card.to_html()))
    series_add = escape(EXERCISES["add"].solution.splitlines()[-1])
    student, reader = Notebook(), Notebook()
    reader.space["solution"] = solution
    for notebook in (student, reader):
        notebook.run("Value = mine.add()")
    assert "<details" not in cards[0] and series_add in cards[1] and cards[1].count("<details") == 2
    solved = series().run("Value = mine.value()").run(ADD)
    cards.clear()
    assert check.add(solved["Value"]).outcome == "right"
    for notebook in (student, reader):
        notebook.run("Value = mine.add()")
    assert all("made_by" in card for card in cards)
    assert [card.count("<details") for card in cards] == [1, 3]
