"""Values that an earlier version of their class has made, its cell or its module having been run again: they are named
beside a picture that can be drawn, and in an error where a number is a value; nothing else is taken for one.
"""

import importlib
import sys
import textwrap
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

import viz
from exercises import check
from exercises.closure_engine import Value, source_after
from viz.values.graph import read_with_values
from viz.values.versions import nested_versions, notes_on_versions
from viz.words import messages

CLASS = source_after(6)
VERBS = {"draw": viz.draw, "animate": viz.animate, "record": viz.record, "to_dot": viz.to_dot}
EARLIER = (
    "a was made by an earlier version of the class Value. Run the cell that makes it again, and then the cells below."
)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(messages, "_current", "en")


class Notebook:
    """The names of a notebook, and its cells: `run` runs one."""

    def __init__(self, name="a_notebook"):
        self.module = types.ModuleType(name)

    def run(self, *cells):
        for cell in cells:
            exec(cell, vars(self.module))
        return self.module


@pytest.fixture
def notebook(monkeypatch):
    made = Notebook()
    monkeypatch.setitem(sys.modules, made.module.__name__, made.module)
    return made


def notes(root):
    return notes_on_versions(read_with_values(root)[1])


# Where a number is a value.


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("expression", ["b + a", "-(b * a)", "2 * (b + a)", "Value(a)", "(a + b) * (b + a)"])
def test_a_value_inside_of_a_value_of_the_class_as_it_is_now_is_an_error_that_names_it(notebook, verb, expression):
    root = notebook.run(CLASS, "a = Value(2.0)", CLASS, f"b = Value(3.0)\nroot = {expression}").root
    with pytest.raises(TypeError) as error:
        VERBS[verb](root)
    assert str(error.value) == EARLIER


def test_it_is_said_in_the_language_in_force(notebook, monkeypatch):
    root = notebook.run(CLASS, "a = Value(2.0)", CLASS, "root = Value(3.0) + a").root
    monkeypatch.setattr(messages, "_current", "zh-TW")
    with pytest.raises(TypeError, match="^a 是用舊版的類別 Value 建立的：請先重新執行"):
        viz.draw(root)


def test_an_expression_with_sliders_says_it_too(notebook):
    names = notebook.run(CLASS, "a = Value(2.0)", CLASS, "b = Value(3.0)")
    with pytest.raises(TypeError) as error:
        viz.explore(lambda a, b: b + a, a=names.a, b=names.b)
    assert str(error.value) == EARLIER


def test_where_the_earlier_class_does_the_wrapping_it_is_still_its_value_that_is_named(notebook):
    asks_itself = CLASS.replace("isinstance(other, Value) else Value(", "type(other) is type(self) else type(self)(")
    assert asks_itself != CLASS
    root = notebook.run(asks_itself, "a = Value(2.0)", asks_itself, "b = Value(3.0)\nroot = a + b").root
    with pytest.raises(TypeError) as error:
        viz.draw(root)
    assert str(error.value) == EARLIER


def test_one_class_alone_that_wraps_twice_is_no_earlier_version(notebook):
    names = notebook.run(CLASS, "a = Value(Value(2.0))\nb = a + Value(1.0)")
    assert nested_versions([names.a], names.b) == ""
    assert viz.draw(names.b).description.count("\n") == 3
    assert notes(names.b) == []


def test_neither_is_it_said_of_an_earlier_class_alone(notebook):
    names = notebook.run(CLASS, "a = Value(2.0)\nb = Value.__new__(Value)\nb.__init__(a)", CLASS)
    assert nested_versions([names.b], names.b) == ""


# Where everything works, and only the classes differ.


@pytest.mark.parametrize("verb", ["draw", "animate", "record"])
def test_the_picture_is_drawn_and_a_note_names_the_earlier_value(notebook, verb):
    root = notebook.run(CLASS, "a = Value(2.0)", CLASS, "b = Value(3.0)\nroot = a + b").root
    output = VERBS[verb](root)
    assert len(output.graph.nodes) == 3
    svg = output.svg if verb == "draw" else output.frame(0)
    assert [svg.count(word) > 0 for word in ("earlier", "version", "below.")] == [True] * 3
    assert notes(root) == [EARLIER]


def test_sliders_stand_above_the_same_note(notebook):
    names = notebook.run(CLASS, "a = Value(2.0)", CLASS, "b = Value(3.0)")
    assert "earlier version" in viz.explore(lambda a, b: a + b, a=names.a, b=names.b).to_svg()


def test_a_graph_that_is_older_than_its_class_as_a_whole_is_told_of_too(notebook):
    root = notebook.run(CLASS, "a = Value(2.0)\nb = a.relu()", CLASS).b
    assert notes(root) == [EARLIER.replace("a was", "a, b were").replace("cell that makes it", "cells that make them")]


def test_a_name_given_by_label_comes_before_that_of_the_program(notebook):
    names = notebook.run(CLASS, "a = Value(2.0)\nunnamed = [Value(4.0)]", CLASS, "b = Value(3.0)")
    viz.label(w=names.a)
    assert notes(names.a + names.b)[0].startswith("w was made")
    assert notes(names.unnamed[0] + names.b)[0].startswith("Value(data=4.0, grad=0.0) was made")


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8))
def test_exactly_the_values_of_earlier_versions_are_named(runs):
    """runs: for each leaf, after how many runs of the class it was made."""
    notebook = Notebook()
    for run in range(4):
        notebook.run(CLASS, *(f"v{i} = Value({i}.0)" for i, made in enumerate(runs) if made == run))
    names = vars(notebook.module)
    leaves = [names[f"v{i}"] for i in range(len(runs))]
    earlier = [f"v{i}" for i, made in enumerate(runs) if made < 3]
    told = notes_on_versions([*leaves, names["Value"](1.0, leaves, "+")])
    assert bool(told) == bool(earlier)
    for sentence in told:
        listed, _, _ = sentence.partition(" were made" if len(earlier) > 1 else " was made")
        assert listed.split(", ")[:5] == earlier[:5]


# However the class came to be written again.


def test_a_class_inside_of_another_is_found(notebook):
    inside = "class Course:\n" + textwrap.indent(CLASS, "    ")
    inside = inside.replace(" Value(", " Course.Value(").replace(", Value)", ", Course.Value)")
    root = notebook.run(inside, "a = Course.Value(2.0)", inside, "root = Course.Value(3.0) + a").root
    with pytest.raises(TypeError, match=r"^a was made by an earlier version of the class Course\.Value\. "):
        viz.draw(root)


@pytest.fixture
def module_of_ones_own(tmp_path, monkeypatch):
    (tmp_path / "own_engine.py").write_text(CLASS)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("own_engine")
    sys.modules.pop("own_engine", None)


def loaded_anew(module):
    return importlib.reload(module)


def emptied_and_loaded_anew(module):  # as autoreload does
    kept = {name: vars(module)[name] for name in ("__name__", "__spec__", "__loader__")}
    vars(module).clear()
    vars(module).update(kept)
    return importlib.reload(module)


def imported_anew(module):
    del sys.modules[module.__name__]
    return importlib.import_module(module.__name__)


@pytest.mark.parametrize("again", [loaded_anew, emptied_and_loaded_anew, imported_anew])
def test_a_module_that_was_loaded_again_is_a_cell_that_was_run_again(module_of_ones_own, again):
    a = module_of_ones_own.Value(2.0)
    a.label = "a"
    root = again(module_of_ones_own).Value(3.0) + a
    with pytest.raises(TypeError) as error:
        viz.draw(root)
    assert str(error.value) == EARLIER


def test_where_nothing_tells_which_version_is_the_earlier_none_is_called_so():
    one, other = (Notebook("unknown").run(CLASS, f"{name} = Value(2.0)") for name in "ab")
    with pytest.raises(TypeError, match="Two versions of the class Value meet here: one has made a, the other Value"):
        viz.draw(other.b + one.a)


# What is no earlier version.


def test_honest_classes_of_one_name_in_different_modules_are_two():
    one, other = (Notebook(name).run(CLASS) for name in ("one", "other"))
    root = other.Value(1.0, (one.Value(2.0), other.Value(3.0)), "+")
    assert notes_on_versions([*root._prev, root]) == []
    assert nested_versions([other.Value(one.Value(2.0))], root) == ""


@pytest.mark.parametrize("derived", ["class Value(Value): pass", "class Longer(Value): pass"])
def test_a_class_that_is_derived_from_another_is_no_version_of_it(notebook, derived):
    root = notebook.run(CLASS, "a = Value(2.0)", derived, "root = a + Value(3.0)").root
    assert notes(root) == []


def test_a_class_whose_name_was_given_away_or_taken_back_is_no_earlier_one(notebook):
    names = notebook.run(CLASS, "a = Value(2.0)", "Own = Value\nValue = int")
    assert notes(names.a) == []
    assert notes(notebook.run("del Value").a) == []


def test_a_class_that_was_written_once_is_left_alone():
    assert notes(Value(2.0) + Value(3.0)) == []


# Checks.


def test_a_value_that_an_operation_uses_from_before_the_class_was_run_again_is_named(notebook):
    uses_it = CLASS + "\n    def relu(self):\n        return self * one\n"
    names = notebook.run(CLASS, "one = Value(1.0)", uses_it)
    result = check.relu(names.Value)
    assert (result.outcome, result.message) == ("wrong", EARLIER.replace("a was", "one was"))
    assert result.mistake is None


def test_a_check_still_calls_wrapping_by_the_class_itself_by_its_name(notebook):
    wraps = CLASS + "\n    def relu(self):\n        return Value(Value(max(0.0, self.data)), (self,), 'ReLU')\n"
    assert check.relu(notebook.run(CLASS, wraps).Value).mistake == "wrapped twice"
