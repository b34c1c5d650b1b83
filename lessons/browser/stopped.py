"""Has the pages of a site that have a kernel say so when its Python has ended."""

import json
from pathlib import Path

from exercises.in_browser import CHANNEL
from lessons.series import LANGUAGES
from viz.words.messages import say_in

_SCRIPT = Path(__file__).with_name("stopped.js")
_STYLE = Path(__file__).with_name("stopped.css")


def put_into(page: Path) -> None:
    """Put what says so at the end of a page."""
    words = {
        name: {"told": say_in(name, "browser.stopped"), "close": say_in(name, "browser.close")} for name in LANGUAGES
    }
    told = json.dumps({"channel": CHANNEL, "words": words}, ensure_ascii=False).replace("<", "\\u003c")
    data = f'<script id="when-stopped" type="application/json">{told}</script>'
    style = f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
    script = f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>"
    head, end, rest = page.read_text(encoding="utf-8").rpartition("</body>")
    page.write_text(f"{head}{style}{data}{script}{end}{rest}", encoding="utf-8")
