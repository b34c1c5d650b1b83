"""What is remembered of a learner's work, where, and what happens when it cannot be; hints and solutions, which
depend on it.
"""

import builtins
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import viz
from exercises import check, guidance, hint, predict, progress, progress_store, solution
from exercises.closure_engine import Value, source_after
from exercises.topics import EXERCISES

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """A new kernel, with an empty data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path))
    forget(monkeypatch)


@pytest.fixture(params=["en", "zh-TW"])
def language(request):
    viz.language(request.param)
    yield request.param
    viz.language("en")


def forget(monkeypatch):
    monkeypatch.setattr(progress_store, "_memory", {"exercises": {}, "predictions": {}})
    monkeypatch.setattr(progress_store, "_trouble", "")
    monkeypatch.setattr(guidance, "_asked", Counter())


def wrong_value():
    space = {}
    exec(source_after(3).replace("self.grad += other.data * out.grad", "self.grad += self.data * out.grad"), space)
    return space["Value"]


def elsewhere(code):
    """Run in a process of its own, with the same data directory."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def saved():
    return json.loads(progress_store.path().read_text(encoding="utf-8"))


def test_the_file_lies_in_the_data_directory_and_never_in_the_clone(tmp_path):
    check.mul(Value)
    assert progress_store.path().is_relative_to(tmp_path) and not progress_store.path().is_relative_to(ROOT)
    assert saved() == {"exercises": {"mul": "done"}, "predictions": {}}
    left = {file.name for file in progress_store.path().parent.iterdir()} - {"progress.json.lock"}  # stays on Windows
    assert left == {"progress.json"}


def test_each_outcome_leaves_its_step():
    check.mul(wrong_value())
    check.add(Value)
    check.pow(type("Value", (), {"__init__": lambda self, data: None, "__pow__": lambda self, n: 1 / 0}))
    check.relu()
    found = progress().exercises
    assert (found["mul"], found["add"], found["pow"], found["relu"]) == ("attempted", "done", "attempted", None)
    assert list(found) == [name for name, each in EXERCISES.items() if not each.optional]


def test_what_was_done_stays_done():
    check.mul(Value)
    check.mul(wrong_value())
    assert progress().exercises["mul"] == "done"
    assert saved()["exercises"]["mul"] == "done"


def test_it_survives_the_end_of_the_kernel(monkeypatch):
    check.mul(Value)
    predict.add_reuse(1)
    forget(monkeypatch)
    assert progress().exercises["mul"] == "done" and saved()["predictions"] == {"add_reuse": 1}
    assert elsewhere("from exercises import progress; print(progress().exercises['mul'])") == "done"


def test_the_first_prediction_is_the_one_that_is_kept():
    predict.add_reuse(1)
    predict.add_reuse(2)
    assert saved()["predictions"] == {"add_reuse": 1}


def test_two_kernels_lose_nothing_of_each_other():
    check.mul(Value)
    elsewhere("from exercises import check; from exercises.closure_engine import Value; check.add(Value)")
    check.relu(Value)
    assert saved()["exercises"] == {"mul": "done", "add": "done", "relu": "done"}


def test_reset_forgets_everything_on_request_only(monkeypatch):
    check.mul(Value)
    predict.add_reuse(1)
    assert progress(reset=False).exercises["mul"] == "done"
    assert set(progress(reset=True).exercises.values()) == {None}
    assert saved() == {"exercises": {}, "predictions": {}}
    forget(monkeypatch)
    assert set(progress().exercises.values()) == {None}


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"3",
        b"null",
        b'{"exercises": []}',
        b'{"exercises": {"mul": "done"}, "predictions": 4}',
        b"[" * 100_000,
        b"9" * 5000,
    ],
    ids=lambda garbage: repr(garbage[:30]),
)
def test_a_file_that_makes_no_sense_is_kept_aside_and_said(garbage, language):
    progress_store.path().parent.mkdir(parents=True)
    progress_store.path().write_bytes(garbage)
    assert check.mul(Value).outcome == "right"
    assert (
        progress().exercises["mul"] == "done"
        and progress_store.trouble() in repr(progress())
        and progress_store.trouble()
    )
    aside = progress_store.path().with_name("progress.json.unreadable")
    assert str(aside) in repr(progress())
    assert saved()["exercises"]["mul"] == "done" and aside.read_bytes() == garbage


@pytest.mark.parametrize(
    "odd",
    [
        {"mul": "finished", "add": "done"},
        {"mul": ["done"], "add": "done"},
        {"mul": None, "add": "done", "of another version": "done"},
    ],
)
def test_odd_entries_are_passed_over(odd):
    progress_store.path().parent.mkdir(parents=True)
    progress_store.path().write_text(json.dumps({"exercises": odd, "predictions": {"add_reuse": "two"}}))
    assert (progress().exercises["mul"], progress().exercises["add"]) == (None, "done")
    assert not progress_store.trouble()


@pytest.mark.parametrize("fails", ["mkdir", "write_text", "replace"])
def test_what_cannot_be_saved_is_remembered_and_said(fails, monkeypatch, language):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os if fails == "replace" else Path, fails, refuse)
    assert check.mul(Value).outcome == "right"
    assert progress().exercises["mul"] == "done"
    assert (
        "Permission denied" in repr(progress()) and "Permission denied" in progress()._repr_mimebundle_()["text/html"]
    )


def test_a_file_that_cannot_be_read_is_not_overwritten_unread(monkeypatch):
    check.add(Value)
    forget(monkeypatch)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        check.mul(Value)
        assert "Permission denied" in repr(progress())
    assert saved()["exercises"]["add"] == "done"


def test_without_platformdirs_it_is_remembered_and_said(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "platformdirs":
            raise ModuleNotFoundError("No module named 'platformdirs'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    check.mul(Value)
    assert progress().exercises["mul"] == "done" and "platformdirs" in repr(progress())


def test_progress_as_text_and_as_a_page(language):
    check.mul(Value)
    check.relu(type("Value", (), {"__init__": lambda self, data: None, "relu": lambda self: 1}))
    text, page = repr(progress()), progress()._repr_mimebundle_()["text/html"]
    assert len(re.findall(r"\[#+\.+\]", text)) == 1 and text.count("#") == sum(
        step == "done" for step in progress().exercises.values()
    )
    words = {"en": ("done", "attempted", "untouched"), "zh-TW": ("完成", "試過", "還沒開始")}[language]
    for shown in (text, page):
        assert (
            all(word in shown for word in words)
            and all(name in shown for name in EXERCISES)
            and all(symbol in shown for symbol in "✓○")
        )
    assert f'lang="{language}"' in page and page.count("<p") == page.count("</p>")


def test_hints_come_in_three_tiers_and_the_last_stays(language):
    for name, exercise in EXERCISES.items():
        tiers = [getattr(hint, name)() for _ in range(4)]
        assert [one.tier for one in tiers] == [1, 2, 3, 3]
        assert [one.text for one in tiers[:3]] == [str(exercise.idea), str(exercise.look), str(exercise.almost)]
        assert "<svg" in tiers[1]._repr_mimebundle_()["text/html"] or exercise.picture() is None


def test_a_solution_first_says_what_to_try(language):
    first, second = solution.mul(), solution.mul()
    assert first.code is None and "hint.mul()" in repr(first) and str(EXERCISES["mul"].task) in repr(first)
    assert second.code == EXERCISES["mul"].solution and second.code in repr(second)


def test_whoever_tried_gets_the_solution_at_once():
    check.mul(wrong_value())
    assert solution.mul().code == EXERCISES["mul"].solution
    assert solution.add().code is None


def test_nothing_but_a_call_shows_a_solution():
    for name, exercise in EXERCISES.items():
        shown = "".join(repr(getattr(hint, name)()) for _ in range(3)) + repr(getattr(check, name)())
        assert exercise.solution not in shown
