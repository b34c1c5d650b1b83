"""Progress that is taken from one computer to another: nothing is lost, whichever is merged into which."""

import json
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import viz
from exercises import check, progress, progress_store
from exercises.closure_engine import Value
from exercises.progress_records import ANSWERED, together, understood
from viz.words.messages import LANGUAGES


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, english):
    """This computer, and the session on it."""
    return _at(tmp_path / "here", monkeypatch)


def _at(folder, monkeypatch):
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(folder))
    monkeypatch.setattr(progress_store, "_memory", None)
    return folder


@pytest.fixture
def from_there(tmp_path, monkeypatch, here):
    """What was exported on another computer, on which something was done."""
    _at(tmp_path / "there", monkeypatch)
    check.mul(Value)
    progress_store.note_code("mul", {"at": 1.0})
    progress_store.note("relu", "wrong")
    progress_store.note_prediction("add_reuse", 1.0, False)
    progress_store.note_prediction("mul_upstream", 5.0, True)
    progress_store.note_attempt("bugs", "ant", True, step="name")
    file = progress.export(tmp_path / "there.json")
    _at(here, monkeypatch)
    return file


# What is merged.


def test_what_was_done_there_is_done_here_too(from_there):
    check.add(Value)
    found = progress.merge(from_there)
    assert (found.exercises["mul"], found.exercises["add"], found.exercises["relu"]) == ("done", "done", "attempted")
    assert "mul" in progress_store.load()["code"] and progress_store.steps("bugs", "name") == {"ant": "done"}
    assert progress().exercises == found.exercises


def test_it_is_said_what_is_new_and_the_second_time_that_nothing_is(from_there):
    progress_store.note_attempt("practice", "sign", True)
    said = repr(progress.merge(from_there)).splitlines()[0]
    assert said.startswith("New from there.json: 2 exercises, 2 answers") and "1 attempt" in said
    assert "code of 1 exercise" in said
    assert "was here already" in repr(progress.merge(from_there)).splitlines()[0]


def test_of_two_answers_to_a_question_the_one_given_first_counts(from_there):
    progress_store.note_prediction("add_reuse", 2.0, True)
    progress.merge(from_there)
    assert progress_store.load()["predictions"]["add_reuse"] == 1.0  # it was given before
    before = progress_store.load()
    progress.merge(progress.export(from_there.with_name("again.json")))
    assert progress_store.load() == before


def test_an_answer_of_an_earlier_version_which_tells_no_time_was_given_before(from_there, tmp_path):
    progress_store.note_prediction("add_reuse", 2.0, True)
    old = tmp_path / "old.json"
    old.write_text('{"exercises": {}, "predictions": {"add_reuse": 7}}')
    progress.merge(old)
    assert progress_store.load()["predictions"]["add_reuse"] == 7


def test_what_a_later_version_has_written_is_exported_too(here, tmp_path):
    (here / "progress.json").write_text('{"exercises": {"add": "done"}, "predictions": {}, "medals": [1]}')
    assert json.loads(progress.export(tmp_path / "mine.json").read_text())["medals"] == [1]


def test_what_is_only_remembered_is_exported_too(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROGRAD_PROGRESS", "off")
    progress_store.note("add", "right")
    assert json.loads(progress.export(tmp_path / "mine.json").read_text())["exercises"] == {"add": "done"}


_NAMES = st.sampled_from(["add", "mul", "relu"])
_TIMES = st.integers(0, 9).map(float)


@st.composite
def computers(draw):
    """The Records of a computer; each of its answers with the time at which it was given."""
    predictions = draw(st.dictionaries(_NAMES, st.tuples(_TIMES, st.integers(0, 3))))
    tried = draw(st.lists(st.tuples(_TIMES, _NAMES, st.booleans()), max_size=4))
    # Two answers that were given in the same moment are no answers of two computers.
    log = {
        f"{name} {at} {x}": {"at": 4 * at + x, "area": ANSWERED, "name": name, "right": True, "given": x}
        for name, (at, x) in predictions.items()
    }
    log |= {f"{each}": dict(zip(("at", "name", "right"), each)) | {"area": "bugs"} for each in tried}
    return understood(
        {
            "exercises": draw(st.dictionaries(_NAMES, st.sampled_from(["attempted", "done"]))),
            "predictions": {name: x for name, (_, x) in predictions.items()},
            "code": {name: {"at": at, "text": f"{at}"} for name, at in draw(st.dictionaries(_NAMES, _TIMES)).items()},
            "log": log,
        }
    )


@given(computers(), computers(), computers())
def test_whichever_is_merged_into_which_the_same_comes_out_and_nothing_is_lost(first, second, third):
    both = together(first, second)
    assert both == together(second, first)
    assert together(both, third) == together(first, together(second, third))
    assert together(both, second) == both and together(first, first) == first
    for each in (first, second):
        assert each["log"].items() <= both["log"].items()
        assert all(each[part].keys() <= both[part].keys() for part in ("exercises", "predictions", "code"))
        assert all(both["exercises"][name] == "done" for name, step in each["exercises"].items() if step == "done")


# What is refused.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "held", ["", "{", "[]", "3", '{"cells": []}', '{"exercises": []}', "\x00"], ids=lambda held: repr(held)
)
def test_a_file_that_holds_no_progress_is_refused_and_changes_nothing(held, language, tmp_path):
    viz.language(language)
    check.add(Value)
    before, file = progress_store.load(), tmp_path / "odd.json"
    file.write_text(held)
    with pytest.raises(ValueError, match=re.escape(str(file))) as refused:
        progress.merge(file)
    assert "progress.export()" in str(refused.value) and progress_store.load() == before


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"There is no file .*gone\.json"):
        progress.merge(tmp_path / "gone.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(OSError, match="ordinary file"):
        progress.merge(tmp_path / "pipe.json")


def test_another_ending_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match=r"\.json"):
        progress.export(tmp_path / "progress.txt")
    assert not (tmp_path / "progress.txt").exists()


def test_somebody_elses_odd_entries_are_passed_over(tmp_path):
    odd = {"exercises": {"add": "done", "mul": 3}, "log": {"k": {"at": 1, "area": "bugs", "name": [], "right": True}}}
    (tmp_path / "odd.json").write_text(json.dumps(odd))
    assert progress.merge(tmp_path / "odd.json").exercises["add"] == "done"
    assert progress_store.load()["log"] == {} and progress().exercises["mul"] is None
