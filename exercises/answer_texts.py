"""The texts of the lessons that answer a question. The builder of the lessons puts them into `answers/`."""

import json
from functools import cache
from pathlib import Path

from viz.words.messages import language

FOLDER = Path(__file__).with_name("answers")  # of {language}.json: {name of the question: HTML}


def answer_text(name: str) -> str:
    """The HTML of the text that answers a question, in the language in force; "" where no lesson has one."""
    return _texts(language()).get(name, "")


@cache
def _texts(language: str) -> dict[str, str]:
    path = FOLDER / f"{language}.json"
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return texts
