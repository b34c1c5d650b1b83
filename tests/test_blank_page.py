"""The blank page: the checks one after another, what counts as a try and as time, a training with one's own engine, and
what is taken away of it.
"""

import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blank_pages import ENGINE, NETWORK, BlankPage
from exercises import check, keepsake, progress_store, unrecorded
from exercises.blank_page import in_turn, tries
from exercises.blank_page import keepsake as keeping
from exercises.blank_page import training as trainings
from exercises.blank_page.page import Page, mark_of
from exercises.blank_page.parts import GROUPS, MOONS, PARTS
from exercises.checks import run_check
from exercises.topics import EXERCISES
from micrograd.moons import moons as two_moons
from pages import opened, press, violations

NOT_SWAPPED = ENGINE.replace(
    "            self.grad += other.data * out.grad\n            other.grad += self.data * out.grad",
    "            self.grad += self.data * out.grad\n            other.grad += other.data * out.grad",
)
SHORT = "for step in training:\n    training.model.parameters()[0].data = 3.0\n    if step == 2:\n        break"
STUBS = "class Neuron: ...\nclass Layer: ...\nclass MLP: ..."


@pytest.fixture(autouse=True)
def new_session(monkeypatch, tmp_path, english):
    monkeypatch.setenv(progress_store.PLACE, str(tmp_path))
    monkeypatch.setattr(progress_store, "_memory", None)
    monkeypatch.setattr(in_turn, "run_check", checked)
    restart(monkeypatch)


_known = {}


def checked(exercise, thing=None):
    """What run_check gives; of texts that were checked before, without running them again."""
    key = exercise.name, mark_of([thing]) if thing else ""
    if not key[1]:
        return run_check(exercise, thing)
    if key not in _known:
        _known[key] = run_check(exercise, thing)
    return _known[key]


def restart(monkeypatch):
    """Another kernel, with the same progress."""
    page = Page()
    for module in (in_turn, keeping, trainings):
        monkeypatch.setattr(module, "page", page)
    return page


def tried():
    return [(each["name"], each["right"]) for each in progress_store.attempts("blank")]


# One after another.


def test_a_whole_engine_and_network_are_right_part_by_part():
    page = BlankPage()
    engine, network = page.engine(), page.network()
    assert (engine.outcome, network.outcome) == ("right", "right")
    assert list(engine.outcomes) + list(network.outcomes) + [MOONS] == list(PARTS)
    assert (engine.points, network.points) == (32, 12)
    assert repr(engine).startswith("[✓] engine: right")


@pytest.mark.parametrize(
    ("part", "text", "mistake"),
    [
        ("add", ENGINE.replace("self.grad += 1.0 * out.grad", "self.grad = 1.0 * out.grad"), "overwrite"),
        ("mul", NOT_SWAPPED, "not swapped"),
        ("relu", ENGINE.replace("slope = 1.0 if self.data > 0 else 0.0", "slope = 1.0"), "relu passes all"),
        ("backward", ENGINE.replace("        self.grad = 1.0\n", ""), "root not seeded"),
    ],
)
def test_a_mistake_stops_at_its_part_with_its_name_and_what_comes_after_waits(part, text, mistake):
    assert text != ENGINE
    found = BlankPage().engine(text)
    *before, last = found.outcomes.items()
    assert last == (part, "wrong") and {outcome for _, outcome in before} == {"right"}
    assert found.mistake == mistake and (found.outcome, found._kind()) == ("wrong", "wrong")
    assert f"{len(before)} of 8 right" in repr(found) and f"≠ {part} (not yet)" in repr(found)
    assert repr(found).count("(waits)") == 8 - len(found.outcomes) and f"hint.{part}()" in repr(found)


def test_what_is_not_written_yet_comes_next_and_is_no_mistake():
    found = BlankPage().engine(ENGINE.partition("    def __mul__")[0])
    assert found.outcomes == {"value": "right", "add": "right", "mul": "not attempted"}
    assert found.outcome == "not attempted" and found.mistake is None
    assert "○ mul (next)" in repr(found) and str(EXERCISES["mul"].task) in repr(found)


def test_an_empty_page_says_not_attempted():
    page = BlankPage()
    engine, network = page.engine("class Value: ..."), page.network(STUBS)
    assert [found.outcome for found in (engine, network)] == ["not attempted"] * 2
    assert repr(engine).startswith("[○] engine: not attempted") and repr(check.engine()) == repr(engine)


@pytest.mark.parametrize(
    "text",
    [
        "from micrograd.engine import Value",
        "import micrograd.engine as e\nclass Value(e.Value): ...",
        "from exercises import mine\nValue = mine.backward()",
    ],
)
def test_what_was_not_written_on_the_page_is_told_and_does_not_count(text, capsys):
    found = BlankPage().engine(text)
    assert found.outcome in ("not yours", "not attempted") and "right" not in found.outcomes.values()
    assert tried() in ([], [("begun", False)])
    assert found.outcome == "not attempted" or "not written on this page" in repr(found)


def test_methods_of_the_engine_in_a_class_of_ones_own_are_told_where_they_stand():
    found = BlankPage().engine(ENGINE + "\nimport micrograd.engine\nValue.__pow__ = micrograd.engine.Value.__pow__")
    assert list(found.outcomes)[-1] == "pow" and found.outcome != "right"


def test_a_network_on_an_engine_that_is_not_right_is_blamed_for_nothing(monkeypatch):
    page = BlankPage()
    page.engine(NOT_SWAPPED)
    with monkeypatch.context() as patch:
        patch.setattr(in_turn, "run_check", run_check)  # the same text is not the same on another engine
        found = page.network()
    assert found.outcome == "not attempted" and found.mistake is None and "First mul" in repr(found)
    assert ("neuron", False) not in tried()
    page.engine()
    assert page.network().outcome == "right"


def test_what_is_no_class_is_refused_with_the_right_call():
    with pytest.raises(TypeError, match=r"check\.engine\(Value\)"):
        check.engine(lambda x: x)
    with pytest.raises(TypeError, match=r"check\.network\(Neuron, Layer, MLP\)"):
        check.network(int, int, int, int)


def test_each_exercise_of_a_group_takes_a_class_and_stands_in_the_order_of_the_lessons():
    for group in GROUPS.values():
        assert all(EXERCISES[name].takes == "class" for name in group.parts)
        order = [list(EXERCISES).index(name) for name in group.parts]
        assert order == sorted(order) and set(group.parts.values()) == set(range(len(group.takes)))


# Tries, and time.


def test_a_try_is_a_new_text_or_what_has_become_right(monkeypatch):
    page = BlankPage()
    for text in (NOT_SWAPPED, NOT_SWAPPED, NOT_SWAPPED + "\n# mul again"):
        page.engine(text)
    assert tried() == [("value", True), ("add", True), ("mul", False), ("mul", False)]
    page.engine()
    restart(monkeypatch)
    page.engine()
    assert tries.this_round().tries == dict.fromkeys(PARTS[:8], 1) | {"mul": 3}
    page.engine(NOT_SWAPPED)
    assert tries.this_round().tries["mul"] == 4 and "mul" not in tries.this_round().right


def test_somebody_elses_page_leaves_no_mark():
    with unrecorded():
        BlankPage().engine()
    assert tried() == []


def take_down(*attempts):
    """As if there had been these attempts: (minutes since the first, name, right)."""
    log = {
        f"{n}": {"at": 1e9 + 60 * minutes, "area": "blank", "name": name, "right": right}
        for n, (minutes, name, right) in enumerate(attempts)
    }
    progress_store.path().write_text(json.dumps({"log": log}))


def test_long_pauses_are_not_counted_and_neither_is_the_time_before_the_first_try():
    take_down((0, "begun", False), (15, "value", True), (35, "add", False), (56, "add", True), (60, "mul", True))
    found = tries.this_round()
    assert found.seconds == 60 * (15 + 20 + 4) and (found.begun, found.finished) == (1e9, None)
    assert found.right == {"value": 1e9 + 900, "add": 1e9 + 3360, "mul": 1e9 + 3600}
    take_down((0, "begun", False), (21, "begun", False), (90, "value", True))
    assert tries.this_round().seconds == 0 and tries.this_round().begun == 1e9 + 5400


def test_an_empty_page_after_the_end_begins_anew_and_the_last_round_is_told_until_then():
    first = [(0, "value", False), (5, "value", True), (10, MOONS, True)]
    take_down(*first, (12, "value", False), (13, "value", True))
    assert tries.this_round().tries == {"value": 2, MOONS: 1} and tries.this_round().finished == 1e9 + 600
    take_down(*first, (5000, "begun", False), (5001, "value", True))
    again = tries.this_round()
    assert (again.tries, again.seconds, again.finished) == ({"value": 1}, 60, None)


def test_that_the_page_was_opened_is_taken_down_once_in_a_while(monkeypatch):
    now = [1e9]
    monkeypatch.setattr("time.time", lambda: now[0])
    for seconds in (0, 100, 1300):
        now[0] += seconds
        tries.note_begun()
    assert [each["at"] for each in progress_store.attempts("blank")] == [1e9, 1e9 + 1400]


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["begun", *PARTS]), st.booleans()), max_size=12))
def test_no_more_time_is_told_than_has_passed_and_no_try_is_told_that_was_none(steps):
    at, attempts = 0, []
    for pause, name, right in steps:
        at += pause
        attempts.append((at, name, right and name != "begun"))
    with pytest.MonkeyPatch.context() as patch:
        log = [{"at": 60.0 * minutes, "name": name, "right": right} for minutes, name, right in attempts]
        patch.setattr(progress_store, "attempts", lambda area: log)
        found = tries.this_round()
    names = [name for _, name, _ in attempts]
    assert all(number <= names.count(name) for name, number in found.tries.items())
    assert found.seconds <= 60 * at and ("begun" not in found.tries) and set(found.right) <= set(found.tries)
    assert (found.begun is None) == (found.tries == {})
    if found.finished:
        assert found.seconds <= found.finished - found.begun


# The training.


def test_nothing_is_trained_before_all_is_right_and_the_loop_has_no_steps(capsys):
    page = BlankPage()
    page.engine("class Value: ...")
    page.network(STUBS)
    page.run("steps = [step for step in moons(MLP)]")
    assert page.space["steps"] == [] and "value, add, mul" in capsys.readouterr().out
    page.engine()
    page.run("class MLP: ...\nsteps = [step for step in moons(MLP)]")
    assert page.space["steps"] == [] and "neuron, layer, mlp" in capsys.readouterr().out


def test_the_network_that_learns_is_the_one_that_was_checked_and_made_of_the_value_that_was_checked(capsys):
    page = BlankPage()
    page.engine()
    page.network()
    page.run(f"{NETWORK}\nsteps = [*moons(MLP)]")
    assert page.space["steps"] == [] and "another MLP" in capsys.readouterr().out
    page.network(
        "from micrograd.engine import Value as V\n" + NETWORK.replace("[Value(", "[V(").replace("= Value(", "= V(")
    )
    page.run("steps = [*moons(MLP)]")
    assert page.space["steps"] == [] and "not of the Value" in capsys.readouterr().out


def test_a_loop_in_which_nothing_moves_is_no_try_and_one_that_learns_too_little_is(capsys):
    page = BlankPage()
    page.engine()
    page.network()
    page.run("training = moons(MLP)\nfor step in training:\n    if step: break")
    assert MOONS not in tries.this_round().tries
    page.run("training = moons(MLP)\nfor step in training:\n    training.model.parameters()[0].data = 3.0\n    break")
    assert tries.this_round().tries[MOONS] == 1 and keepsake().missing == [MOONS]
    assert re.search(r"The moons: \d+ of 60", repr(keepsake()))
    page.run("training = moons(MLP)\nfor step in training:\n    training.model.parameters()[0].data = 3.0\n    break")
    assert tries.this_round().tries[MOONS] == 1, "the same again"


def test_what_is_asked_is_more_than_any_straight_line_does():
    points, labels = two_moons(trainings.POINTS)
    best = 0
    for angle in range(720):
        x, y = math.cos(math.pi * angle / 360), math.sin(math.pi * angle / 360)
        right = labels.count(1)
        for _, label in sorted(zip([a * x + b * y for a, b in points], labels)):
            right -= label
            best = max(best, right)
    assert best == trainings.ENOUGH - 1


def test_what_was_trained_before_the_code_was_changed_is_shown_no_more():
    page = BlankPage()
    page.engine()
    page.network()
    page.run(f"training = moons(MLP)\n{SHORT}")
    page.engine()
    assert keepsake().to_svg() and "moons(MLP)" in keepsake().code
    page.network(NETWORK + "\n\nNEW = 1")
    assert keepsake().to_svg() is None and "The moons" not in repr(keepsake()) and "moons(MLP)" not in keepsake().code


def test_the_network_begins_alike_each_time_and_the_learners_random_numbers_are_their_own():
    page = BlankPage()
    page.engine()
    page.network()
    first, second = ([p.data for p in page.run("moons(MLP)").model.parameters()] for _ in range(2))
    assert first == second and len(first) == 105


# What is taken away.


@pytest.fixture
def finished(monkeypatch):
    """The keepsake of a page that was filled in from top to bottom; three steps are enough."""
    for module in (keeping, trainings):
        monkeypatch.setattr(module, "ENOUGH", 20)
    page = BlankPage()
    page.engine(NOT_SWAPPED)
    page.engine()
    page.network(NETWORK + '\n\nNOTE = "<b>&amp; mine</b>"')
    page.run(f"training = moons(MLP)\n{SHORT}")
    return keepsake()


def test_it_has_the_code_as_it_was_written_the_picture_tries_and_time(finished):
    assert finished.missing == [] and finished.tries == dict.fromkeys(PARTS, 1) | {"mul": 2}
    for text in (ENGINE, NETWORK, SHORT):
        assert text.strip() in finished.code
    assert "check." not in finished.code and finished.code.count("def __mul__") == 1, "what was wrong is not kept"
    told = repr(finished)
    assert told.startswith("Finished") and "Tries: 13" in told and "Pauses of more than 20 minutes" in told
    assert "of 60 points on the right side" in told and "<svg" in finished.to_svg()


def test_it_is_one_page_that_asks_nothing_of_a_network_and_in_which_code_is_only_text(finished, tmp_path):
    page = finished.save(tmp_path / "mine.html").read_text(encoding="utf-8")
    assert "<title>micrograd, from nothing</title>" in page and "&lt;b&gt;&amp;amp; mine&lt;/b&gt;" in page
    assert "<b>" not in page and not re.search(r"(?:src|href)=\"(?!data:)|@import|https?://(?!www\.w3\.org/)", page)
    assert "@media print" in page


def test_on_a_phone_picture_and_code_are_moved_by_keys_and_nothing_is_in_the_way_of_anybody(
    browser, finished, tmp_path
):
    phone = {"width": 390, "height": 800}
    with opened(browser, finished.save(tmp_path / "mine.html"), viewport=phone) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == phone["width"]
        for area in page.get_by_role("region").all():
            area.focus()
            press(page, *["ArrowRight"] * 3)
            page.wait_for_function("document.activeElement.scrollLeft > 0")
        assert page.get_by_role("region").count() == 2 and violations(page) == []


def test_after_a_restart_tries_are_known_and_what_is_to_be_run_is_said(monkeypatch):
    page = BlankPage()
    page.engine(NOT_SWAPPED)
    restart(monkeypatch)
    told = keepsake()
    assert told.tries == {"value": 1, "add": 1, "mul": 1} and "Run the cells above first" in repr(told)
    assert told.code == "" and told.to_svg() is None and told.missing == list(PARTS)


def test_before_anything_was_tried_it_says_what_is_missing():
    BlankPage().engine("class Value: ...")
    told = keepsake()
    assert "Not finished yet" in repr(told) and "Tries" not in repr(told) and told.missing == list(PARTS)
