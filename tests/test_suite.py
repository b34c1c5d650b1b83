"""How the suite chooses: what is quick, and what is sampled where tests multiply."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import FILES, QUICK_FILES, spread

ROOT = Path(__file__).resolve().parent.parent


def test_a_sample_is_spread_over_all_cases_with_the_first_and_the_last():
    assert spread(list("abcdefghi"), 3) == ["a", "e", "i"]
    assert spread(list("abcd"), 2) == ["a", "d"]
    assert spread(["a"], 2) == ["a"] and spread(["a", "b"], 5) == ["a", "b"]


def test_quick_tests_need_no_browser_and_no_kernel_and_touch_nearly_every_file(pytestconfig):
    files, quick = pytestconfig.stash[FILES], pytestconfig.stash[QUICK_FILES]
    if len(files) < 0.9 * len([*ROOT.glob("tests/**/test_*.py")]):
        pytest.skip("told of the whole suite, where all of it is found")
    assert not [file for file in quick if any(word in file.name for word in ("jupyterlab", "_browser", "torch"))]
    assert len(files) >= len(quick) > 0.7 * len(files)


OF_MANY_CASES = """
import pytest

@pytest.mark.multiplies(4)
@pytest.mark.parametrize("n", range(18))
def test_that_multiplies(n): ...

@pytest.mark.parametrize("n", range(6))
def test_of_some(n): ...

@pytest.mark.slow
@pytest.mark.parametrize("n", range(22))
def test_of_what_is_slow(n): ...
"""


@pytest.mark.slow
def test_where_tests_multiply_only_some_run_unless_all_are_asked_for(tmp_path):
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_many.py").write_text(OF_MANY_CASES)
    kept = {choice: cases_kept(tmp_path, choice) for choice in ("few", "some", "all")}
    assert kept["few"] == ["m0", "m17", "s0", "s2", "s3", "s5", "w0", "w7", "w14", "w21"]
    assert kept["some"] == [
        "m0",
        "m6",
        "m11",
        "m17",
        *(f"s{n}" for n in range(6)),
        *(f"w{n}" for n in (0, 21)),
    ]
    assert len(kept["all"]) == 46


def cases_kept(folder, choice):
    """What is kept of OF_MANY_CASES in a suite with our conftest.py."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", f"--cases={choice}"]
    config = ["-c", ROOT / "pyproject.toml", f"--rootdir={folder}", folder]
    ran = subprocess.run(
        [*command, *config], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [f"{test[0]}{n}" for test, n in re.findall(r"::test_(?:that|of)_(\w+)\[(\d+)\]", ran.stdout)]
