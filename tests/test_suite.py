"""How the suite chooses: what is quick, and what is sampled where tests multiply."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import spread

ROOT = Path(__file__).resolve().parent.parent


def test_a_sample_is_spread_over_all_cases_with_the_first_and_the_last():
    assert spread(list("abcdefghi"), 3) == ["a", "e", "i"]
    assert spread(list("abcd"), 2) == ["a", "d"]
    assert spread(["a"], 2) == ["a"] and spread(["a", "b"], 5) == ["a", "b"]


def collected(*options):
    """The tests that are chosen, as {file: [names]}."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *options]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    names = [line.split("::", 1) for line in lines if "::" in line]
    return {file: [name for other, name in names if other == file] for file, _ in names}


@pytest.mark.slow
def test_quick_tests_need_no_browser_and_no_kernel_and_touch_nearly_every_file():
    quick, everything = collected("-m", "quick"), [*ROOT.glob("tests/**/test_*.py")]
    assert not [file for file in quick if any(word in file for word in ("jupyterlab", "_browser", "torch"))]
    assert len(everything) >= len(quick) > 0.7 * len(everything)


@pytest.mark.slow
def test_where_tests_multiply_only_some_run_unless_all_are_asked_for():
    path = "tests/test_notebooks.py"
    usual, everything = collected(path)[path], collected(path, "--cases=all")[path]
    notebooks = len(list((ROOT / "notebooks").glob("*/[0-9]*.ipynb")))
    assert sum("solutions_pasted_in" in name for name in everything) == notebooks
    assert sum("solutions_pasted_in" in name for name in usual) == 4
