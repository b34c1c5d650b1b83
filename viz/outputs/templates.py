"""Data of which much is alike, told briefly: once what is the same, and for each only its numbers.

`viz/outputs/js/templates.js` makes the data of it again.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from viz.outputs.html import Data

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")  # also one in a text


def templated(all_data: Iterable[Any]) -> Data:
    """Data that are written alike, each as JSON.

    Returns:
        {"templates", "fills"}: the forms, each a JSON text whose numbers are left out: between two ends of line, which
        JSON has nowhere, stands which number it is; and for each of the data, in a text, its form and its numbers. A
        number that it has several times is told once.
    """
    templates: dict[str, int] = {}
    fills = []
    for data in all_data:
        template, numbers = _taken_apart(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        fills.append(" ".join([str(templates.setdefault(template, len(templates))), *numbers]))
    return {"templates": list(templates), "fills": fills}


def _taken_apart(text: str) -> tuple[str, Iterable[str]]:
    """(the form, its numbers)"""
    numbers: dict[str, int] = {}
    template = _NUMBER.sub(lambda found: f"\n{numbers.setdefault(found[0], len(numbers))}\n", text)
    return template, numbers
