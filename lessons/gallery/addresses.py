"""Where the project stands on the web, as far as pyproject.toml says so under [project.urls]; no page guesses."""

import tomllib
from functools import cache

from lessons.series import ROOT


def gallery() -> str | None:
    """Where the gallery itself stands, without a slash at its end."""
    return _address("Gallery")


def repository() -> str | None:
    """Where the project's files stand, without a slash at its end."""
    return _address("Repository")


def browser_edition(lesson: str, language: str) -> str | None:
    """Where that lesson can be run in a browser, seen from its page; None as long as there is no such edition."""
    return None


def _address(name: str) -> str | None:
    found = _urls().get(name)
    return found.rstrip("/") if found else None


@cache
def _urls() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {str(name): str(address) for name, address in project.get("urls", {}).items()}
