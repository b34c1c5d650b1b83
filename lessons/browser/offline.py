"""Sees to it that a site asks no other host: closes the ways out that its parts have, and looks through the rest."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessons.browser.serve import POLICY

_ELSEWHERE = re.compile(r"https://[\w.-]+/pyodide/[^\"'`]*")  # where JupyterLite and Pyodide look, if told nothing
_NOWHERE = "./not-elsewhere/"
_FETCHED = re.compile(r"""(?:\b(?:src|href)\s*=\s*|\burl\(\s*|\bimport\s*\(?\s*)["']?(?:https?:)?//[^"'\s>)]+""")
_ASKED = re.compile(r"""\b(?:fetch|importScripts|import)\(\s*["'`]https?://[^"'`]+""")
_LOCK = Path("static", "pyodide", "pyodide-lock.json")


def close(site: Path) -> None:
    """Take from its scripts the addresses that they would fall back to, and have its pages refuse every other host."""
    for script in [*site.rglob("*.js"), *site.rglob("*.mjs")]:
        text = script.read_text(encoding="utf-8")
        if _ELSEWHERE.search(text):
            script.write_text(_ELSEWHERE.sub(_NOWHERE, text), encoding="utf-8")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        page.write_text(re.sub(r"(<head[^>]*>)", rf"\1{policy}", text, count=1), encoding="utf-8")


def ways_out(site: Path) -> list[str]:
    """What in a site would ask another host, or could not be loaded from it: "file: what". Empty where all is well."""
    return [f"{path.relative_to(site)}: {what}" for path, what in [*_in_pages(site), *_in_data(site), *_in_lock(site)]]


def _in_pages(site: Path) -> Iterator[tuple[Path, str]]:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if POLICY not in text:
            yield page, "has no policy"
        yield from ((page, found) for found in _FETCHED.findall(text))
    for script in [*site.rglob("*.js"), *site.rglob("*.mjs")]:
        text = script.read_text(encoding="utf-8")
        yield from ((script, found) for found in [*_ASKED.findall(text), *_ELSEWHERE.findall(text)])


def _in_data(site: Path) -> Iterator[tuple[Path, str]]:
    for file in [*site.rglob("jupyter-lite*.json"), site / _LOCK]:
        for text in _texts(json.loads(file.read_text(encoding="utf-8"))):
            if "://" in text:
                yield file, text


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name != "$schema":  # the name of a form, which nobody asks for
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield data


def _in_lock(site: Path) -> Iterator[tuple[Path, str]]:
    lock = site / _LOCK
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        wheel = lock.with_name(package["file_name"])
        if not wheel.exists():
            yield lock, f"{name}: {package['file_name']} is missing"
        elif hashlib.sha256(wheel.read_bytes()).hexdigest() != package["sha256"]:
            yield lock, f"{name}: another hash"
        yield from ((lock, f"{name}: needs {other}") for other in package["depends"] if other not in packages)
