"""Has the page that has a kernel say what JupyterLite does not: that Python has ended, or that a lesson has a new
edition.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from exercises.in_browser import CHANNEL
from lessons.series import LANGUAGES
from viz.words.messages import say_in

_HERE = Path(__file__).parent


def put_into(page: Path, editions: Mapping[str, str]) -> None:
    """Put what says so at the end of a page.

    Args:
        page: its file.
        editions: {path of a notebook in the site: its edition}.
    """
    told = {"channel": CHANNEL, "editions": dict(editions), "words": {name: _words(name) for name in LANGUAGES}}
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    style, script = ((_HERE / f"bar.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    bar = (
        f'<style>{style}</style><script id="mg-told" type="application/json">{data}</script>'
        f'<script type="module">{script}</script>'
    )
    head, end, rest = page.read_text(encoding="utf-8").rpartition("</body>")
    page.write_text(f"{head}{bar}{end}{rest}", encoding="utf-8")


def _words(language: str) -> dict[str, str]:
    return {
        "stopped": say_in(language, "browser.stopped"),
        "close": say_in(language, "browser.close"),
        "newer": say_in(language, "browser.newer"),
        "open": say_in(language, "browser.open newer"),
        "stay": say_in(language, "browser.stay"),
        "mine": say_in(language, "browser.mine"),
    }
