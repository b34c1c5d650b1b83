"""What the installation costs a learner: only wheels, on every system and Python that the project supports, and a
quick import.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.utils import parse_wheel_filename

from requirements_of_ci import missing

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "uv.lock"  # written by uv, and not in the repository
OURSELVES = "micrograd-notebooks"
SYSTEMS = {
    "Linux": (
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        "manylinux",
    ),
    "macOS": (
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
        "macosx",
    ),
    "Windows": (
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        "win_amd64",
    ),
}
PYTHONS = (11, 12, 13, 14)


@pytest.fixture(scope="module")
def packages():
    """{(name, version): what uv's lock says of it}"""
    if not LOCK.exists():
        missing("uv.lock")
    return {
        (each["name"], each["version"]): each for each in tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]
    }


def needed(packages, environment):
    """The packages that a learner's installation needs there, the export extra included."""
    (root,) = [each for each in packages.values() if each["name"] == OURSELVES]
    waiting, found = root["dependencies"] + root["optional-dependencies"]["export"], {}
    while waiting:
        dependency = waiting.pop()
        if "marker" in dependency and not Marker(dependency["marker"]).evaluate(environment):
            continue
        name = dependency["name"]
        (key,) = [key for key in packages if key[0] == name and dependency.get("version", key[1]) == key[1]]
        if key not in found:
            found[key] = packages[key]
            waiting += packages[key].get("dependencies", [])
        for extra in dependency.get("extra", []):
            waiting += packages[key].get("optional-dependencies", {}).get(extra, [])
    return found.values()


def fits(wheel, platform, minor):
    _, _, _, tags = parse_wheel_filename(wheel["url"].rpartition("/")[2])
    return any(
        (tag.platform == "any" or platform in tag.platform)
        and (
            tag.interpreter in ("py3", f"py3{minor}", f"cp3{minor}")
            or (tag.abi == "abi3" and int(tag.interpreter.removeprefix("cp3")) <= minor)
        )
        for tag in tags
    )


@pytest.mark.parametrize("minor", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_package_that_a_learner_needs_has_a_wheel(packages, system, minor):
    facts, platform = SYSTEMS[system]
    version = {
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    wanted = needed(packages, facts | version)
    assert len(wanted) > 50
    assert [
        each["name"] for each in wanted if not any(fits(wheel, platform, minor) for wheel in each.get("wheels", ()))
    ] == []


def test_importing_the_pictures_and_exercises_loads_no_package_but_the_small_graphviz():
    code = (
        "import sys; before = set(sys.modules); import viz, exercises\n"
        "print({name.partition('.')[0] for name in set(sys.modules) - before if 'site-packages' in (getattr(sys.modules[name], '__file__', None) or '')})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.findall(r"'(\w+)'", done.stdout) == ["graphviz"]
