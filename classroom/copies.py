"""Copies of the notebooks in a folder, where no file is ever overwritten."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

INDEX = "index"


def json_of(value: Any) -> str:
    """The text of a file that holds it, as Jupyter writes its files."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_new(texts: Mapping[Path, str]) -> list[Path]:
    """Write files, and leave those that are there already as they are.

    Args:
        texts: {where: what the file is to hold}.

    Returns:
        The files that hold something else.

    Raises:
        OSError: a file cannot be written.
    """
    return [path for path, text in texts.items() if not _written(path, text)]


def _written(path: Path, text: str) -> bool:
    """Write a new file; whether it now holds that text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return path.read_bytes() == text.encode()
    return True
