"""Puts the site together."""

import hashlib
import json
import shutil
import sys
import tempfile
import tomllib
from importlib.util import find_spec
from pathlib import Path

from lessons.browser import bar, lock, notebooks, offline, start_pages, wheels
from lessons.browser.tools import run
from lessons.series import ROOT
from lessons.translations import LessonError

_HERE = Path(__file__).parent
_LOCK = "pyodide-lock.json"
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_LOADED_FIRST = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "ipython", "micrograd-notebooks"]


def build(site: Path) -> None:
    """Build the site.

    Args:
        site: the folder for it, which is made; what an earlier build left there is replaced.

    Raises:
        LessonError: a tool or a package is missing, or something was fetched that is not what it should be; or the
            folder holds something else.
    """
    _make_room(site)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch)
        editions = notebooks.write(source / "files")
        gather_python(source / "static" / "pyodide")
        _write_configuration(source)
        _run_jupyterlite(source, site)
    for left_over in (*site.glob("rspack.config*"), site / "package.json"):  # of how JupyterLite itself was built
        left_over.unlink()
    shutil.copy(_HERE / "serve.py", site)
    start_pages.write(site)
    bar.put_into(site / "lab" / "index.html", editions)
    offline.close(site)
    out = offline.ways_out(site)
    if out:
        raise LessonError("\n".join(["This site would ask another host:", *out]))


def _make_room(site: Path) -> None:
    if site.exists():
        if any(site.iterdir()) and not (site / "jupyter-lite.json").exists():
            raise LessonError(f"{site} holds something else than a site; name another folder, or empty this one.")
        shutil.rmtree(site)


def gather_python(folder: Path) -> None:
    """Pyodide, all wheels, and the lock that names them."""
    folder.mkdir(parents=True)
    _copy_pyodide(folder)
    wheels.fetch(folder)
    wheels.build_own(folder)
    for wheel in _of_the_kernel():
        shutil.copy(wheel, folder)
    own_lock = folder / _LOCK
    info = json.loads(own_lock.read_text(encoding="utf-8"))["info"]
    own_lock.write_text(json.dumps(lock.locked(sorted(folder.glob("*.whl")), info), indent=1), encoding="utf-8")


def _copy_pyodide(folder: Path) -> None:
    package = ROOT / "node_modules" / "pyodide"
    for name, known in tomllib.loads((_HERE / "pyodide.toml").read_text(encoding="utf-8")).items():
        if not (package / name).exists():
            raise LessonError(f"{name} of Pyodide is not here. Run `npm install`.")
        if hashlib.sha256((package / name).read_bytes()).hexdigest() != known:
            raise LessonError(f"{name} is not the one whose hash stands in lessons/browser/pyodide.toml.")
        shutil.copy(package / name, folder)


def _of_the_kernel() -> list[Path]:
    """The wheels that JupyterLite's kernel brings along."""
    if find_spec("jupyterlite_pyodide_kernel") is None:
        raise LessonError("JupyterLite's kernel is missing. Run this with `uv run --group browser`.")
    brought = Path(sys.prefix, "share", "jupyter", "labextensions", _KERNEL, "static", "pypi")
    return [wheel for wheel in brought.glob("*.whl") if wheels.name_of(wheel) not in wheels.UNUSED]


def _write_configuration(source: Path) -> None:
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": _LOADED_FIRST}}
    configuration = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "micrograd notebooks",
            "disabledExtensions": ["jupyterlab-jupytext"],  # of whoever builds this, and of no use here
            "exposeAppInBrowser": True,  # for the tests of the site
            # What was open is forgotten with the page: the next one opens its lesson alone, and starts one kernel.
            "enableMemoryStorage": True,
            "workspacesStorageDrivers": ["memoryStorageDriver"],
            "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
        },
    }
    (source / "jupyter-lite.json").write_text(json.dumps(configuration, indent=1), encoding="utf-8")


def _run_jupyterlite(source: Path, site: Path) -> None:
    options = ["--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages"]
    run("jupyter", "lite", "build", f"--lite-dir={source}", f"--output-dir={site.resolve()}", *options, folder=source)
