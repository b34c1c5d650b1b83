"""Where the project stands on the web, and what can be opened from there. All of it follows from one address, the
`Repository` of [project.urls] in pyproject.toml; where none is stated, there is nothing to link to.
"""

import re
import tomllib
from urllib.parse import quote

from lessons.series import ROOT
from lessons.translations import LessonError

_ADDRESS = re.compile(r"https://[\w.-]+(?:/[\w.~-]+)+")  # it is put into Markdown, and into a string of the first cell
_ON_GITHUB = re.compile(r"https://github\.com/([\w-]+)/([\w.-]+)")


def repository() -> str | None:
    """Its address, as git and browsers take it, or None where none is stated.

    Raises:
        LessonError: what is stated is no such address.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = project.get("urls", {}).get("Repository")
    if stated is None:
        return None
    address = stated.removesuffix("/").removesuffix(".git")
    if not _ADDRESS.fullmatch(address):
        raise LessonError(f"pyproject.toml: the Repository is https://HOST/OWNER/NAME, not {stated!r}")
    return address


def pages() -> str | None:
    """The root of the published site, with a slash at the end; None for a repository that is not on GitHub."""
    names = _owner_and_name()
    if names is None:
        return None
    owner, name = names
    root = f"https://{owner.lower()}.github.io/"
    return root if name.lower() == f"{owner.lower()}.github.io" else f"{root}{name}/"


def gallery() -> str | None:
    """The root of the gallery, with a slash at the end; None as for `pages`."""
    root = pages()
    return root and f"{root}gallery/"


def binder(notebook: str) -> str | None:
    """Where Binder opens a notebook, given by its path from the root, in JupyterLab; None as for `pages`."""
    names = _owner_and_name()
    return names and f"https://mybinder.org/v2/gh/{'/'.join(names)}/HEAD?urlpath={quote(f'lab/tree/{notebook}')}"


def colab(notebook: str) -> str | None:
    """Where Colab opens a notebook, given by its path from the root; None as for `pages`."""
    names = _owner_and_name()
    return names and f"https://colab.research.google.com/github/{'/'.join(names)}/blob/HEAD/{quote(notebook)}"


def _owner_and_name() -> tuple[str, str] | None:
    on_github = _ON_GITHUB.fullmatch(repository() or "")
    return (on_github[1], on_github[2]) if on_github else None
