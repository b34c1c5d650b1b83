"""What the installation promises: pyproject.toml, constraints.txt and environment.yml say the same."""

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from requirements_of_ci import required

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_NAMES = {"graphviz": "python-graphviz"}  # on conda-forge `graphviz` is the program itself
BY_PIP_ONLY = {"pygraphviz"}


def direct_dependencies():
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    texts = [*project["dependencies"], *extras, *groups["dev"], *groups["ci"]]
    return [Requirement(text) for text in texts if type(text) is str and not text.startswith(project["name"])]


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def conda_specs():
    return [spec for spec in CONDA["dependencies"] if isinstance(spec, str)]


def conda_bounds():
    return {re.match(r"[\w-]+", spec)[0]: spec[re.match(r"[\w-]+", spec).end() :] for spec in conda_specs()}


def test_uv_gets_the_pins_of_constraints_txt():
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == pins()


@pytest.mark.parametrize("requirement", direct_dependencies(), ids=lambda r: r.name)
def test_every_direct_dependency_is_bounded_and_pinned_within_its_bounds(requirement):
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators == {">=", "<"}
    pinned = {Requirement(pin).name: pin.partition("==")[2] for pin in pins()}
    assert requirement.specifier.contains(pinned[requirement.name])


def test_the_distribution_does_not_collide_with_the_published_micrograd():
    assert PROJECT["project"]["name"] != "micrograd"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_the_lock_file_is_ignored_by_git():
    ignored = subprocess.run(["git", "check-ignore", "uv.lock"], cwd=ROOT, capture_output=True, text=True)
    assert ignored.stdout.strip() == "uv.lock"


def test_conda_gets_the_same_packages_with_the_same_bounds():
    wanted = {
        CONDA_NAMES.get(r.name, r.name): r.specifier
        for r in map(Requirement, PROJECT["project"]["dependencies"])
        if r.name not in BY_PIP_ONLY and (r.marker is None or r.marker.evaluate())
    }
    given = {
        name: SpecifierSet(bounds)
        for name, bounds in conda_bounds().items()
        if name not in ("python", "pip", "graphviz")
    }
    assert given == wanted


def test_conda_brings_graphviz_itself_and_this_project_in_editable_form():
    assert "graphviz" in conda_bounds() and "conda-forge" in CONDA["channels"]
    assert {"pip": ["--editable ."]} in CONDA["dependencies"] and "pip" in conda_bounds()


def test_conda_pins_a_python_that_the_project_supports_the_way_repo2docker_reads_it():
    bounds = conda_bounds()["python"]
    assert re.fullmatch(r"=3\.\d+", bounds)
    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(bounds[1:])


@pytest.mark.parametrize("spec", conda_specs())
def test_conda_understands_each_specification(spec):
    required("rattler").MatchSpec(spec, strict=True)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_no_file_names_a_registry_or_a_path_of_a_machine():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    forbidden = re.compile(r"pypi\.|registry\.npm|deb\.debian|files\.pythonhosted|/root/|/home/|/work/|/opt/")
    for name in filter(None, files):
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            assert not forbidden.search(path.read_text(encoding="utf-8", errors="ignore")), name
