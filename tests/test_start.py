"""The README's two commands, `python3 start.py` and `python3 start.py test`: on any system, whatever it has or lacks."""

import ast
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from requirements_of_ci import missing

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "start.py"
UV = '#!/bin/sh\nif [ "$1" = --version ]; then echo "uv {version} (of a test)"; else echo "ran: $*"; exit {code}; fi\n'
PYTHON = sys._base_executable  # not that of a virtual environment
NOT_HERE = "raise ImportError('not here')\n"
PIP = """
import os, sys
if __name__ == "__main__":
    target = sys.argv[sys.argv.index("--target") + 1] if "--target" in sys.argv else sys.prefix
    program = os.path.join(target, "bin", "uv")
    os.makedirs(os.path.dirname(program), exist_ok=True)
    with open(program, "w") as file:
        file.write({uv!r})
    os.chmod(program, 0o755)
""".format(uv=UV.format(version="0.9.0", code=0))
ONLY_IN_A_VENV = "import sys\nif sys.prefix == sys.base_prefix: raise ImportError('not here')\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for uv are shell scripts")


class Machine:
    """A clone in which nothing is installed, on a machine whose PATH and whose Python's modules are made up."""

    def __init__(self, folder):
        self.clone, self.programs, self.modules = folder / "my clone", folder / "programs", folder / "modules"
        for made in (self.clone, self.programs, self.modules):
            made.mkdir()
        shutil.copy(SCRIPT, self.clone)

    def has_uv(self, version="0.9.0", code=0):
        self.has_program("uv", UV.format(version=version, code=code))

    def has_program(self, name, script="#!/bin/sh\n"):
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def has_module(self, name, source):
        (self.modules / f"{name}.py").write_text(source)

    def start(self, *arguments, language="en_US.UTF-8"):
        environment = {
            "PATH": str(self.programs),
            "PYTHONPATH": str(self.modules),
            "LC_ALL": language,
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.run(
            [PYTHON, "start.py", *arguments], cwd=self.clone, env=environment, capture_output=True, encoding="utf-8"
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.mark.parametrize(
    ("system", "language"),
    [
        ("en_US.UTF-8", "en"),
        ("de_DE.UTF-8", "en"),
        ("C", "en"),
        ("zh_TW.UTF-8", "zh-TW"),
        ("zh_HK.UTF-8", "zh-TW"),
        ("zh_CN.UTF-8", "zh-TW"),
    ],
)
def test_the_index_is_opened_in_the_language_of_the_system(machine, system, language):
    machine.has_uv()
    done = machine.start(language=system)
    assert (
        done.returncode == 0
        and f"ran: run jupyter lab --notebook-dir=. notebooks/{language}/index.ipynb" in done.stdout
    )
    assert (ROOT / "notebooks" / language / "index.ipynb").exists()
    assert ("正在打開課程" in done.stdout) == (language == "zh-TW")


def test_each_command_is_shown_before_it_runs(machine):
    machine.has_uv()
    lines, command = machine.start().stdout.splitlines(), "run jupyter lab --notebook-dir=. notebooks/en/index.ipynb"
    assert lines.index(f"    {machine.programs / 'uv'} {command}") < lines.index(f"ran: {command}")


def test_tests_get_their_arguments_and_their_result_is_handed_on(machine):
    machine.has_uv(code=3)
    done = machine.start("test", "-m", "quick")
    assert "ran: run pytest -m quick" in done.stdout and done.returncode == 3


def test_without_uv_pip_puts_one_into_the_clone_once(machine):
    machine.has_module("pip", PIP)
    first, second = machine.start("test"), machine.start("test")
    assert f"--target {machine.clone / '.tools'} uv" in first.stdout and "ran: run pytest" in first.stdout
    assert "Getting uv" not in second.stdout and "ran: run pytest" in second.stdout


def test_a_uv_that_is_too_old_is_not_used(machine):
    machine.has_uv(version="0.4.30")
    machine.has_module("pip", PIP)
    assert f"{machine.clone / '.tools' / 'bin' / 'uv'} run pytest" in machine.start("test").stdout


@pytest.mark.slow
def test_without_pip_a_virtual_environment_brings_it(machine):
    machine.has_module("pip", ONLY_IN_A_VENV + PIP)
    done = machine.start("test")
    assert "-m venv" in done.stdout and "ran: run pytest" in done.stdout, done.stderr


@pytest.mark.parametrize(("language", "word"), [("en_US.UTF-8", "please install"), ("zh_TW.UTF-8", "請先安裝")])
def test_where_neither_pip_nor_venv_exists_it_says_in_one_sentence_what_to_install(machine, language, word):
    machine.has_module("pip", NOT_HERE)
    machine.has_module("ensurepip", NOT_HERE)
    machine.has_program("dnf")
    done = machine.start(language=language)
    sentence = done.stdout.splitlines()[-1]
    assert done.returncode == 1 and word in sentence and PYTHON in sentence and not done.stderr
    assert "sudo dnf install python3-pip" in sentence


@pytest.mark.parametrize(("language", "words"), [("en_US.UTF-8", "network, once"), ("zh_TW.UTF-8", "README.zh-TW.md")])
def test_where_installing_fails_it_says_so(machine, language, words):
    machine.has_module("pip", "import sys\nif __name__ == '__main__': sys.exit('no index was found')\n")
    done = machine.start(language=language)
    assert done.returncode == 1 and "no index was found" in done.stderr and words in done.stdout.splitlines()[-1]


def test_what_it_does_not_know_it_does_not_do(machine):
    done = machine.start("tset")
    assert done.returncode == 2 and "start.py test" in done.stdout


def test_also_an_old_python_can_read_it():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-TW.md"])
def test_the_readmes_name_both_commands(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "```sh\npython3 start.py\n```" in text and "```sh\npython3 start.py test " in text


# The real thing: Debian's own Python, in a fresh copy of the clone, without a uv on the PATH.


@pytest.fixture(scope="module")
def fresh_clone(tmp_path_factory):
    if not os.environ.get("CI"):
        pytest.skip("installs from a network; runs in the continuous integration")
    if not Path("/usr/lib/python3/dist-packages").is_dir():
        missing("Debian's own Python")
    folder = tmp_path_factory.mktemp("fresh") / "clone"
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def debians(clone, *arguments, **more):
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **more}
    environment.pop("VIRTUAL_ENV", None)
    return subprocess.Popen(
        ["/usr/bin/python3", "start.py", *arguments],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_debians_python_runs_the_tests(fresh_clone):
    assert shutil.which("uv", path="/usr/bin:/bin") is None
    said = debians(fresh_clone, "test", "-q", "tests/test_engine_numbers.py").communicate()[0]
    assert "Getting uv" in said and " passed" in said and "failed" not in said, said


def test_debians_python_opens_the_lessons(fresh_clone, tmp_path):
    settings = {
        "ServerApp": {"open_browser": False, "allow_root": True, "port": 0},
        "IdentityProvider": {"token": "test"},
    }
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(settings))
    process = debians(fresh_clone, JUPYTER_CONFIG_DIR=str(tmp_path), JUPYTER_RUNTIME_DIR=str(tmp_path / "runtime"))
    try:
        server = running_server(tmp_path / "runtime", process)
        assert b"JupyterLab" in answer_of(f"{server['url']}lab/tree/notebooks/en/index.ipynb?token=test", process)
        assert Path(server["root_dir"]) == fresh_clone  # so that my-notebooks/ can be opened as well
        os.kill(server["pid"], signal.SIGTERM)
        assert "jupyter lab --notebook-dir=. notebooks/en/index.ipynb" in process.communicate(timeout=60)[0]
    finally:
        with contextlib.suppress(ProcessLookupError):  # all has ended already
            os.killpg(process.pid, signal.SIGKILL)


def answer_of(url, process):
    """What the server says, once it listens: that comes a little after it has written down where."""
    deadline = time.monotonic() + 300
    while True:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return answer.read()
        except urllib.error.URLError as error:
            refused = isinstance(error.reason, ConnectionRefusedError)
            assert refused and process.poll() is None and time.monotonic() < deadline, error
            time.sleep(0.1)


def running_server(folder, process):
    """What Jupyter writes down of a server when it starts."""
    deadline = time.monotonic() + 300
    while not (found := [*folder.glob("jpserver-*.json")]):
        assert process.poll() is None and time.monotonic() < deadline, process.communicate()[0]
        time.sleep(0.1)
    return json.loads(found[0].read_text())
