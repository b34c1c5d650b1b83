"""A folder to lecture from in JupyterLab: copies of the notebooks, and JupyterLab as a class is to see it.

What is typed in class goes into the copies. JupyterLab's settings, its workspace and the progress of the lecture stand
beside them, so neither the clone nor the teacher's own JupyterLab or progress knows of it.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from classroom import lesson
from classroom.copies import INDEX, json_of, write_new
from viz.words.console import printable
from viz.words.messages import say

_OWN = ".lecture"  # hidden, so that the list of files shows notebooks only
_SETTINGS: dict[str, dict[str, Any]] = {
    # Outputs follow the letters of the text: with those of 20 px the explorer of lesson 2 is higher than a screen.
    # Tables have those of the menus.
    "@jupyterlab/apputils-extension/themes": {
        "overrides": {"content-font-size1": "18px", "code-font-size": "17px", "ui-font-size1": "17px"}
    },
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/statusbar-extension/plugin": {"visible": False},
}


def make(asked: Iterable[str], language: str, out: Path) -> list[str]:
    """Make a folder for lectures, or see to it that one has all it needs. No notebook in it is ever overwritten.

    Args:
        asked: the lessons, as 02 or 02_add, that are open when JupyterLab starts; without any, the index. All lessons
            are there, as they lead to each other.
        language: of the notebooks, which stand in a folder of that name.
        out: a new or empty folder, or one that was made here.

    Returns:
        The names of the notebooks that are not as they were copied, and were left so.

    Raises:
        ValueError: no lesson is called so; the folder holds something else, or cannot be written.
    """
    opened = list(dict.fromkeys(map(lesson.named, asked))) or [INDEX]
    copies = {out / language / f"{name}.ipynb": _copy(name, language) for name in [INDEX, *lesson.names()]}
    settings = {out / _OWN / "settings" / f"{name}.jupyterlab-settings": json_of(_SETTINGS[name]) for name in _SETTINGS}
    try:
        if out.exists() and not (out / _OWN).exists() and any(out.iterdir()):
            raise ValueError(say("lecture.other folder", folder=out))
        write_new(settings)
        kept = write_new(copies)
        _open([f"{language}/{name}.ipynb" for name in opened], out)
    except OSError as problem:
        raise ValueError(say("lecture.not written", folder=out, why=problem)) from problem
    return [path.stem for path in kept]


def command(out: Path) -> list[str]:
    """What starts JupyterLab in such a folder."""
    own = out.resolve() / _OWN
    return [
        *(sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={out.resolve()}"),
        *(f"--LabApp.user_settings_dir={own / 'settings'}", f"--LabApp.workspaces_dir={own / 'workspaces'}"),
    ]


def environment(out: Path) -> dict[str, str]:
    """The environment of that JupyterLab: its kernels have a progress of their own, and find this series."""
    path = os.pathsep.join(filter(None, [str(lesson.ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"MICROGRAD_PROGRESS": str(out.resolve() / _OWN / "progress"), "PYTHONPATH": path}


def start(out: Path) -> int:
    """Start JupyterLab in such a folder, and give its exit code when it has ended."""
    process = subprocess.Popen(command(out), env=environment(out))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # is JupyterLab's, which asks whether to stop
            pass


def lecture(asked: Sequence[str], language: str, out: Path, only_make: bool) -> int:
    """What `python -m classroom lecture` does: make the folder, say what is in it, and start JupyterLab there."""
    kept = make(asked, language, out)
    again = ["python", "-m", "classroom", "lecture", *asked, "--language", language, "--out", str(out)]
    if kept:
        print(printable(say("copies.kept", names=", ".join(kept))))
    print(printable(say("lecture.again", folder=out, command=shlex.join(again))), flush=True)
    return 0 if only_make else start(out)


def _copy(name: str, language: str) -> str:
    """The notebook without what is for the teacher alone."""
    notebook = lesson.notebook(name, language)
    for cell in notebook["cells"]:
        cell["metadata"].get("micrograd", {}).pop("notes", None)
    return json_of(notebook)


def _open(paths: list[str], out: Path) -> None:
    """Let JupyterLab begin with these notebooks, the first one in front, and with nothing beside them."""
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    widgets = [f"notebook:{path}" for path in paths]
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": widgets}
    layout = {
        "main": {"dock": dock, "current": widgets[0]},
        "left": {"collapsed": True, "visible": False},
        "right": {"collapsed": True, "visible": False},
    }
    opened = {f"notebook:{path}": {"data": {"path": path, "factory": "Notebook"}} for path in paths}
    workspace = {"data": {"layout-restorer:data": layout, **opened}, "metadata": {"id": "default"}}
    WorkspacesManager(str(out / _OWN / "workspaces")).save("default", json.dumps(workspace))
