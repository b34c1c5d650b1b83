"""The notebooks of a site: those of the series, but for what is otherwise in a browser."""

import hashlib
import json
from pathlib import Path
from typing import Any

from lessons.series import LANGUAGES, ROOT
from viz.words.messages import say_in

_CLONE = "clone"  # the role of cells that make sense in a clone of the project only: see lessons/lecture.py


def write(folder: Path) -> dict[str, str]:
    """Write them into a folder, a folder for each language.

    Returns:
        {path of a notebook inside of the folder: its edition, which is another one as soon as anything in it is}.
    """
    editions = {}
    for language in LANGUAGES:
        for source in sorted((ROOT / "notebooks" / language).glob("*.ipynb")):
            notebook = json.loads(source.read_text(encoding="utf-8"))
            notebook["cells"] = [_in_browser(cell, language) for cell in notebook["cells"] if not _is_of_clone(cell)]
            edition = hashlib.sha256(json.dumps(notebook).encode()).hexdigest()[:12]
            notebook["metadata"]["micrograd"]["edition"] = editions[f"{language}/{source.name}"] = edition
            path = folder / language / source.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return editions


def _is_of_clone(cell: dict[str, Any]) -> bool:
    """Whether it is code that only a clone can run."""
    return cell["cell_type"] == "code" and _role(cell) == _CLONE


def _in_browser(cell: dict[str, Any], language: str) -> dict[str, Any]:
    """A cell as it is in a browser, where what is written is kept without a copy being made."""
    return cell | {"source": [say_in(language, "browser.own work")]} if _role(cell) == _CLONE else cell


def _role(cell: dict[str, Any]) -> str | None:
    return cell["metadata"].get("micrograd", {}).get("role")
