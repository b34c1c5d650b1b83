"""The wheels that a browser's Python gets: those of wheels.txt, fetched and held to their hashes, and our own."""

import re
import zipfile
from pathlib import Path

from packaging.utils import parse_wheel_filename

from lessons.browser.tools import run
from lessons.series import ROOT

_HERE = Path(__file__).parent
_FOR_A_BROWSER = ("--platform=any", "--implementation=py", "--abi=none", "--python-version=3.14")
UNUSED = {"jupyterlab-widgets", "widgetsnbextension"}  # what JupyterLab's pages need of widgets: the site has it
_LOCALE = re.compile(r"babel/locale-data/(?!root\.|en|zh)")
_LONG_AGO = "1700000000"  # the time in our wheel: the same files give the same bytes


def fetch(folder: Path) -> None:
    """Fetch the wheels of wheels.txt into a folder.

    Raises:
        LessonError: pip could not, or a hash is not the one of wheels.txt.
    """
    asked = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--quiet", "--disable-pip-version-check"]
    run(
        "pip",
        "download",
        *asked,
        *_FOR_A_BROWSER,
        f"--dest={folder}",
        f"--requirement={_HERE / 'wheels.txt'}",
        folder=ROOT,
    )
    for wheel in folder.glob("*.whl"):
        if name_of(wheel) in UNUSED:
            wheel.unlink()
        elif name_of(wheel) == "babel":
            _without_other_locales(wheel)


def build_own(folder: Path) -> None:
    """Build the wheel of this project into a folder; LessonError where that fails."""
    run("hatchling", "build", "-t", "wheel", "-d", str(folder), folder=ROOT, SOURCE_DATE_EPOCH=_LONG_AGO)


def name_of(wheel: Path) -> str:
    """The name of the package, normalised."""
    return parse_wheel_filename(wheel.name)[0]


def _without_other_locales(wheel: Path) -> None:
    """Babel knows how numbers and dates look in a thousand places, which is nine tenths of it: two are needed."""
    smaller = wheel.with_suffix(".smaller")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.infolist():
            if not _LOCALE.match(entry.filename):
                new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
    smaller.replace(wheel)
