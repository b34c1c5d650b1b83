"""Texts and code of a lesson as HTML that needs nothing else: formulas are MathML, which browsers set by themselves."""

import re
from html import escape, unescape
from pathlib import Path
from typing import Any

from viz.drawing.palette import style_sheet, variables
from viz.missing import MissingExtra
from viz.words.messages import language, say

# A minus behind another operator or a bracket that opens is a sign, which stands close to what it belongs to.
_SIGN = re.compile(r"(<mo(?: [^>]*)?>(?!&#x00029;|&#x0005D;)[^<]*</mo>)<mo>(?=&#x02212;)")
_LINK = re.compile(r'<a href="(?!https?:)[^"]*">(.*?)</a>', re.DOTALL)  # to another notebook
CODE_STYLE = Path(__file__).with_name("code.css").read_text(encoding="utf-8")  # what tells the words of code apart
_FENCED = re.compile(r"<pre><code>(.*?)</code></pre>", re.DOTALL)
FOLDED = re.compile(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)  # head and rest


def document(title: str, styles: str, body: str, head: str = "") -> str:
    """The HTML of a whole page that needs nothing else, in the language in force.

    Args:
        title: of its window.
        styles: its style sheets; the palette's come before them, as variables of the whole page.
        body: what stands on it, in HTML.
        head: what else is said of it to programs, in HTML.
    """
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>{head}'
        f"<style>{style_sheet()}{variables(':root')}{styles}</style></head><body>{body}</body></html>\n"
    )


def html_of(markdown: str, pictures: dict[str, dict[str, str]] | None = None) -> str:
    """The HTML of a text.

    Args:
        markdown: with formulas between dollar signs.
        pictures: {name: {MIME type: base64}} of what it shows as `attachment:name`.
    """
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        def block_code(self, code: str, info: str | None = None) -> str:
            return f"<pre><code>{self.escape_html(code)}</code></pre>\n"

        def heading(self, text: str, level: int, **attrs: object) -> str:
            return f"<h{level}>{text}</h{level}>\n"  # without an id: a text may stand twice in a page

        def inline_math(self, body: str) -> str:
            return formula(body)

        def block_math(self, body: str) -> str:
            return formula(body, is_displayed=True)

    renderer = Renderer(escape=False, attachments=pictures or {})
    return str(MarkdownWithMath(renderer=renderer).render(markdown)).strip()


def without_links(html: str) -> str:
    """The HTML of a text whose links to other notebooks are words: these do not lie beside what is made of one."""
    return _LINK.sub(r"\1", html)


def formula(tex: str, is_displayed: bool = False) -> str:
    """The MathML of a formula.

    Args:
        tex: as it stands between the dollar signs.
        is_displayed: whether it has a line of its own.

    Raises:
        MissingExtra: the package that makes it is not there.
    """
    try:
        from latex2mathml.converter import convert
    except ModuleNotFoundError:
        raise MissingExtra(say("deck.missing", package="latex2mathml")) from None
    set_by_browsers = str(convert(tex.strip(), display="block" if is_displayed else "inline"))
    return _SIGN.sub(r'\1<mo form="prefix">', set_by_browsers)


def code_html(source: str) -> str:
    """The HTML of some lines of Python, with classes that tell keywords, names, numbers, strings and comments."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")


def code_block(source: str) -> str:
    """The HTML of a block of code, with the same classes."""
    return f'<pre class="code">{code_html(source)}</pre>'


def with_coloured_code(html: str) -> str:
    """The HTML of a text whose blocks of code have these classes as well."""
    return _FENCED.sub(lambda code: code_block(unescape(code[1]).rstrip()), html)


def output_html(output: dict[str, Any]) -> str:
    """The HTML of what a cell displayed, "" where there is nothing to be seen."""
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"])
    if "image/svg+xml" in data:
        return str(data["image/svg+xml"])
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            return f'<img alt="{escape(data.get("text/plain", ""))}" src="data:{kind};base64,{data[kind].strip()}">'
    text = output.get("text") or data.get("text/plain", "")
    return f"<pre>{escape(text)}</pre>" if text.strip() else ""


def is_text(output: dict[str, Any]) -> bool:
    """Whether it is text alone that a cell displayed."""
    return not any(kind.startswith("image/") or kind == "text/html" for kind in output.get("data", {}))
