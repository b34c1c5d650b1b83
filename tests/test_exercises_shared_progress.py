"""Where the progress is kept, that several programs write it at once, and that whatever lies in its place does no
harm.
"""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import viz
from exercises import check, predict, progress, progress_store, shared_file, unrecorded
from exercises.closure_engine import Value

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS, EACH = 8, 100  # 100 predictions and 100 checks


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A new kernel, and the folder that it keeps the progress in."""
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path / "progress"))
    monkeypatch.setattr(progress_store, "_memory", None)
    monkeypatch.setattr(progress_store, "_trouble", "")
    (tmp_path / "progress").mkdir()
    return tmp_path / "progress"


@pytest.fixture
def file(folder):
    return folder / "progress.json"


def saved(file):
    return json.loads(file.read_text(encoding="utf-8"))


def writing(number):
    """A program that takes down EACH predictions and checks, and says which are taken down."""
    code = (
        "from exercises import progress_store\n"
        f"for n in range({EACH}):\n"
        f"    progress_store.note_prediction(f'p{number}-{{n}}', 1.0, True)\n"
        f"    progress_store.note(f'e{number}-{{n}}', 'right')\n"
        f"    print(f'{number}-{{n}}', flush=True)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )


# Several programs at once.


@pytest.mark.slow
def test_eight_programs_that_write_at_once_lose_nothing(file):
    programs = [writing(number) for number in range(PROGRAMS)]
    assert [program.wait() for program in programs] == [0] * PROGRAMS
    names = {f"{number}-{n}" for number in range(PROGRAMS) for n in range(EACH)}
    assert saved(file)["exercises"] == {f"e{name}": "done" for name in names}
    assert saved(file)["predictions"] == {f"p{name}": 1.0 for name in names}
    assert {each.name for each in file.parent.iterdir()} - {"progress.json.lock"} == {"progress.json"}


@pytest.mark.slow
def test_a_program_that_is_killed_takes_nothing_with_it_and_blocks_nobody(file):
    killed, others = [writing(number) for number in (0, 1)], [writing(number) for number in (2, 3)]
    said = [program.stdout.readline().decode() for program in killed]  # each is in the middle now
    for program in killed:
        program.kill()
    said += [line.decode() for program in killed + others for line in program.stdout]
    assert [program.wait() for program in others] == [0, 0] and len(said) >= 2 * EACH
    for name in (line.strip() for line in said):
        assert saved(file)["exercises"][f"e{name}"] == "done" and saved(file)["predictions"][f"p{name}"] == 1.0
    assert check.mul(Value).outcome == "right" and not progress_store.trouble()


def test_a_program_that_is_killed_while_it_writes_leaves_the_file_whole_and_blocks_nobody(file, monkeypatch):
    check.add(Value)
    code = (
        "import pathlib, time; from exercises import shared_file\n"
        f"with shared_file.alone(pathlib.Path({str(file)!r})) as fresh:\n"
        "    fresh.write_text('{'); print('inside', flush=True); time.sleep(600)"
    )
    program = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert program.stdout.readline().strip() == b"inside"
    program.kill()
    program.wait()
    monkeypatch.setattr(shared_file, "sleep", lambda seconds: pytest.fail("waited"))
    check.mul(Value)
    assert saved(file)["exercises"] == {"add": "done", "mul": "done"} and not progress_store.trouble()
    assert {each.name for each in file.parent.iterdir()} - {"progress.json.lock"} == {"progress.json"}


@pytest.mark.parametrize("left", ["progress.json.lock", "progress.json.new"])
def test_what_a_killed_program_has_left_is_in_nobodys_way(file, left):
    file.with_name(left).write_text("{")
    check.mul(Value)
    assert saved(file)["exercises"] == {"mul": "done"} and not progress_store.trouble()
    assert {each.name for each in file.parent.iterdir()} - {"progress.json.lock"} == {"progress.json"}


def test_a_program_that_never_gives_the_lock_back_is_not_waited_for_for_ever(file, monkeypatch):
    waited = []
    monkeypatch.setattr(shared_file, "sleep", waited.append)
    with shared_file.alone(file):
        check.mul(Value)
        waited_once = len(waited)
        check.add(Value)
    assert saved(file)["exercises"] == {"mul": "done", "add": "done"}
    assert waited_once == shared_file._TRIES and len(waited) == waited_once + 1
    check.pow(Value)
    assert shared_file._tries == shared_file._TRIES


def test_the_lock_is_waited_for(file, monkeypatch):
    tries = []

    def while_waiting(seconds):
        tries.append(seconds)
        if len(tries) == 3:
            other.__exit__(None, None, None)

    monkeypatch.setattr(shared_file, "sleep", while_waiting)
    other = shared_file.alone(file)
    other.__enter__()
    with shared_file.alone(file) as fresh:
        assert len(tries) == 3 and fresh.name == "progress.json.new"


def test_without_locks_in_the_file_system_it_is_saved_all_the_same(file, monkeypatch):
    def refuse(_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(shared_file, "_lock", refuse)
    check.mul(Value)
    assert saved(file)["exercises"] == {"mul": "done"} and [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_file_that_another_program_has_open_for_a_moment_is_tried_again(file, monkeypatch):
    real, refused = os.replace, []

    def busy(*names):
        if len(refused) < 3:
            refused.append(names)
            raise PermissionError(13, "in use")
        real(*names)

    monkeypatch.setattr(shared_file, "_OPEN_FILES_STAY", True)  # as on Windows
    monkeypatch.setattr(os, "replace", busy)
    check.mul(Value)
    assert saved(file)["exercises"] == {"mul": "done"} and len(refused) == 3


def test_what_is_forgotten_in_one_kernel_is_not_brought_back_by_another(file):
    check.mul(Value)
    file.write_text('{"exercises": {}, "predictions": {}}')  # another kernel's progress(reset=True)
    check.add(Value)
    assert saved(file)["exercises"] == {"add": "done"}


# Links and synchronised folders.


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing yet"])
def test_a_symbolic_link_stays_and_the_file_it_leads_to_is_written(file, tmp_path, there):
    target = tmp_path / "synchronised" / "mine.json"
    target.parent.mkdir()
    if there:
        target.write_text('{"exercises": {"add": "done"}, "predictions": {}}')
    link(file, target)
    check.mul(Value)
    assert file.is_symlink() and not target.is_symlink()
    assert saved(target)["exercises"] == ({"add": "done"} if there else {}) | {"mul": "done"}
    assert {each.name for each in target.parent.iterdir()} - {"mine.json.lock"} == {"mine.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
@pytest.mark.parametrize("rights", [0o600, 0o664], ids=oct)
def test_who_may_read_and_write_it_stays_as_it_was(file, rights):
    file.write_text("{}")
    file.chmod(rights)
    check.mul(Value)
    assert stat.S_IMODE(file.stat().st_mode) == rights and saved(file)["exercises"] == {"mul": "done"}


def link(name, target):
    try:
        name.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


@pytest.mark.parametrize(
    "name",
    [
        "progress (Lin's conflicted copy 2026-11-26).json",
        "progress.sync-conflict-20261126-101500-ABCDEFG.json",
        "progress (衝突複本 2026-11-26).json",
    ],
)
def test_what_two_computers_have_written_at_once_is_put_together(file, name):
    file.with_name(name).write_text('{"exercises": {"add": "done", "mul": "attempted"}, "predictions": {"two": 2}}')
    check.mul(Value)
    assert progress().exercises["add"] == progress().exercises["mul"] == "done"
    assert saved(file) == {"exercises": {"add": "done", "mul": "done"}, "predictions": {"two": 2}}
    assert set(progress(reset=True).exercises.values()) == {None}


def test_a_copy_that_makes_no_sense_is_passed_over(file):
    file.with_name("progress (conflict).json").write_bytes(b"{")
    check.mul(Value)
    assert progress().exercises["mul"] == "done" and not progress_store.trouble()


# Whatever lies in its place.


def pipe(file):
    os.mkfifo(file)


def device(file):
    link(file, "/dev/zero")


def loop(file):
    link(file, file)


ODD = {"a folder": Path.mkdir, "a named pipe": pipe, "a device": device, "a link to itself": loop}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices lie elsewhere")
@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_what_is_no_ordinary_file_is_said_and_left_alone(file, make, language):
    make(file)
    before = stat.S_IFMT(os.lstat(file).st_mode)
    viz.language(language)
    try:
        assert check.mul(Value).outcome == "right"
        assert progress().exercises["mul"] == "done"
        assert os.path.realpath(file) in progress_store.trouble() and progress_store.trouble() in repr(progress())
    finally:
        viz.language("en")
    assert stat.S_IFMT(os.lstat(file).st_mode) == before


@pytest.mark.skipif(sys.platform == "win32", reason="pipes lie elsewhere")
@pytest.mark.parametrize("name", ["progress.json.lock", "progress.json.new"])
def test_a_pipe_under_a_name_that_is_needed_does_not_keep_anybody_waiting(file, name):
    pipe(file.with_name(name))
    check.mul(Value)
    assert saved(file)["exercises"] == {"mul": "done"}


def test_a_file_that_is_far_too_large_is_not_read_but_set_aside(file, monkeypatch):
    with file.open("wb") as large:
        large.truncate(40_000_000)
    read = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: pytest.fail("read") if path.stat().st_size > 10**6 else read(path)
    )
    check.mul(Value)
    assert saved(file)["exercises"] == {"mul": "done"}
    aside = file.with_name("progress.json.unreadable")
    assert aside.stat().st_size == 40_000_000 and str(aside) in repr(progress())


def test_a_second_unreadable_file_does_not_take_the_place_of_the_first(file):
    for n, name in enumerate(("mul", "add", "pow")):
        file.write_bytes(b"%d" % n)
        getattr(check, name)(Value)
    aside = [file.with_name(f"progress.json.unreadable{end}") for end in ("", ".2", ".3")]
    assert [each.read_bytes() for each in aside] == [b"0", b"1", b"2"]
    assert all(str(each) in progress_store.trouble() for each in aside)


def test_looking_at_the_progress_changes_nothing_on_the_disk(file):
    file.write_bytes(b"{")
    assert str(file) in repr(progress())
    assert [each.name for each in file.parent.iterdir()] == [file.name] and file.read_bytes() == b"{"


@pytest.mark.parametrize(
    "held, name, step",
    [
        ({"exercises": {"add": "done"}}, "add", "done"),
        ({"predictions": {"add_reuse": 2}}, "add", None),
        ({}, "add", None),
    ],
    ids=lambda held: json.dumps(held),
)
def test_a_part_that_is_missing_is_filled_in(file, held, name, step):
    file.write_text(json.dumps(held))
    check.mul(Value)
    assert progress().exercises[name] == step and not progress_store.trouble()
    assert saved(file)["exercises"] == held.get("exercises", {}) | {"mul": "done"}
    assert saved(file)["predictions"] == held.get("predictions", {})
    assert not shared_file.those_aside(file)


def test_a_part_that_makes_no_sense_takes_no_other_with_it(file):
    file.write_text('{"exercises": {"add": "done"}, "predictions": 4}')
    predict.add_reuse(2)
    held = saved(file)
    assert [each["name"] for each in held.pop("log").values()] == ["add_reuse"]
    assert held == {"exercises": {"add": "done"}, "predictions": {"add_reuse": 2}}
    assert saved(file.with_name("progress.json.unreadable"))["predictions"] == 4


def test_what_a_later_version_has_written_stays(file):
    later = {
        "version": 3,
        "exercises": {"add": "mastered"},
        "predictions": {"two": [1, 2]},
        "notes": {"mul": "難\ud827"},
    }
    file.write_text(json.dumps(later))
    check.mul(Value)
    predict.add_reuse(2)
    assert progress().exercises["add"] is None
    later["exercises"]["mul"], later["predictions"]["add_reuse"] = "done", 2
    held = saved(file)
    assert [each["name"] for each in held.pop("log").values()] == ["add_reuse"]
    assert held == later


def test_once_saved_again_nothing_is_said_any_more(file):
    file.mkdir()
    check.mul(Value)
    assert progress_store.trouble()
    file.rmdir()
    check.add(Value)
    assert not progress_store.trouble() and saved(file)["exercises"] == {"mul": "done", "add": "done"}


# Code that is checked.


@pytest.mark.parametrize(
    "harm",
    [
        "progress_store.load().clear()",
        "progress_store._memory.clear()",
        "progress_store._memory = 5",
        "progress_store._memory = {'exercises': {3: 'done', 'add': []}, 'predictions': None}",
    ],
)
@pytest.mark.parametrize("place", ["off", None])
def test_the_memory_heals_whatever_checked_code_does_to_it(file, monkeypatch, harm, place):
    if place:
        monkeypatch.setenv("MICROGRAD_PROGRESS", place)
    check.add(Value)
    space = {}
    exec(f"def harmful(self, other):\n    from exercises import progress_store\n    {harm}\n", space)
    check.mul(type("Value", (), {"__init__": lambda self, data: None, "__mul__": space["harmful"]}))
    assert check.pow(Value).outcome == "right"
    assert progress().exercises["pow"] == "done"


# A place of one's own, and none.


def test_the_place_is_the_folder_that_the_variable_names(monkeypatch, tmp_path):
    for name in ("anna", "ben"):
        monkeypatch.setenv("MICROGRAD_PROGRESS", str(tmp_path / "class" / name))
        assert progress().exercises["mul"] is None
        check.mul(Value)
        assert progress().exercises["mul"] == "done" and str(tmp_path / "class" / name) in repr(progress())
    assert saved(tmp_path / "class" / "ben" / "progress.json")["exercises"] == {"mul": "done"}


def test_the_place_may_lie_in_the_home_folder(monkeypatch, tmp_path):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("MICROGRAD_PROGRESS", "~/mine")
    assert progress_store.path() == tmp_path / "mine" / "progress.json"


@pytest.mark.parametrize("empty", ["", None])
def test_without_a_place_it_is_the_data_directory(monkeypatch, tmp_path, empty):
    monkeypatch.delenv("MICROGRAD_PROGRESS")
    if empty is not None:
        monkeypatch.setenv("MICROGRAD_PROGRESS", empty)
    for variable in ("XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert progress_store.path().is_relative_to(tmp_path) and "MICROGRAD_PROGRESS" not in repr(progress())


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_off_writes_nothing_and_says_so(monkeypatch, tmp_path, language):
    monkeypatch.setenv("MICROGRAD_PROGRESS", "off")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    check.mul(Value)
    predict.add_reuse(2)
    viz.language(language)
    try:
        assert progress().exercises["mul"] == "done" and "MICROGRAD_PROGRESS" in repr(progress())
    finally:
        viz.language("en")
    assert not list(tmp_path.rglob("*.json")) and set(progress(reset=True).exercises.values()) == {None}


def test_a_place_that_cannot_be_made_is_said(monkeypatch, file):
    file.write_text("{}")
    monkeypatch.setenv("MICROGRAD_PROGRESS", str(file))
    assert check.mul(Value).outcome == "right" and progress().exercises["mul"] == "done"
    assert str(file) in progress_store.trouble()


def test_checking_somebody_elses_work_leaves_no_mark(file):
    check.add(Value)
    before = file.read_bytes()
    with unrecorded():
        assert check.mul(Value).outcome == "right" and predict.add_reuse(2).right
        assert progress().exercises["mul"] is None
    assert file.read_bytes() == before
    with pytest.raises(ZeroDivisionError), unrecorded():
        1 / 0
    with unrecorded(), ThreadPoolExecutor() as threads:
        assert threads.submit(lambda: check.mul(Value)).result().outcome == "right"
    assert file.read_bytes() == before
    check.mul(Value)
    assert saved(file)["exercises"] == {"add": "done", "mul": "done"}


# Attempts at what may be done again and again.


def test_attempts_are_kept_one_by_one_in_their_order_and_by_area(file):
    progress_store.note_attempt("practice", "product", False, slip="own number")
    progress_store.note_attempt("bugs", "overwrite", True)
    progress_store.note_attempt("practice", "product", True)
    told = progress_store.attempts("practice")
    assert [(each["name"], each["right"], each.get("slip")) for each in told] == [
        ("product", False, "own number"),
        ("product", True, None),
    ]
    assert len(saved(file)["log"]) == 3


def test_attempts_on_two_computers_are_together_the_attempts_of_both(file):
    progress_store.note_attempt("practice", "product", False)
    other = json.loads(file.read_text())
    progress_store.reset()
    progress_store.note_attempt("practice", "sum", True)
    file.with_name("progress (conflicted copy).json").write_text(json.dumps(other))
    assert [each["name"] for each in progress_store.attempts("practice")] == ["product", "sum"]


@pytest.mark.parametrize(
    "held",
    [
        3,
        {"at": 1},
        {"at": 1, "area": "practice", "name": 4, "right": True},
        {"at": 1e300, "area": "practice", "name": "a", "right": True},
    ],
)
def test_an_attempt_that_makes_no_sense_is_not_told_and_stays(file, held):
    file.write_text(json.dumps({"log": {"x": held}}))
    progress_store.note_attempt("practice", "product", True)
    assert [each["name"] for each in progress_store.attempts("practice")] == ["product"]
    assert saved(file)["log"]["x"] == held


def test_unrecorded_attempts_leave_no_mark(file):
    with progress_store.unrecorded():
        progress_store.note_attempt("practice", "product", True)
    assert progress_store.attempts("practice") == []
