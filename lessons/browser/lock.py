"""The lock of a site: what Pyodide can load, from which file beside it, with which hash, and what that needs.

Pyodide knows its own form only, pyodide-lock.json; it holds each wheel to its hash when it loads it.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.browser.wheels import UNUSED, name_of
from lessons.translations import LessonError

_BROWSER = {  # by which a wheel tells what it needs there
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "extra": "",
}


def locked(wheels: Iterable[Path], info: dict[str, Any]) -> dict[str, Any]:
    """The lock of these wheels.

    Args:
        wheels: all that there are.
        info: which Pyodide they are for: that part of its own lock.

    Raises:
        LessonError: a wheel needs another that is not among them, or two are of one name.
    """
    packages = dict[str, Any]()
    for wheel in wheels:
        package = _package(wheel)
        if package["name"] in packages:
            raise LessonError(f"There are two wheels of {package['name']}.")
        packages[package["name"]] = package
    for name, package in packages.items():
        missing = sorted(set(package["depends"]) - packages.keys())
        if missing:
            raise LessonError(f"{name} needs {', '.join(missing)}, of which there is no wheel: add it to wheels.in.")
    return {"info": info, "packages": packages}


def _package(wheel: Path) -> dict[str, Any]:
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
        about = next(name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(held.read(about).decode())
    needed = map(Requirement, metadata.get_all("Requires-Dist", []))
    depends = {canonicalize_name(each.name) for each in needed if not each.marker or each.marker.evaluate(_BROWSER)}
    return {
        "name": name_of(wheel),
        "version": metadata["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted({top for name in names if (top := _imported(name))}),
        "depends": sorted(depends - UNUSED),
        "unvendored_tests": False,
    }


def _imported(name: str) -> str:
    """By which name a file of a wheel is imported, or an empty text."""
    head, _, rest = name.partition("/")
    if rest:
        return "" if head.endswith((".dist-info", ".data")) else head
    return head.removesuffix(".py") if head.endswith(".py") else ""
