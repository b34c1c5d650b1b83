"""A page of what was graded: one file that needs nothing else, and in which nothing can run."""

from pathlib import Path

from classroom.markup import document

_STYLE = Path(__file__).with_name("pages.css")
# A hand-in can put what it likes into what a check shows of it. Here it is looked at, and nothing of it is executed.
_NOTHING_RUNS = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">"
)


def page(title: str, body: str) -> str:
    """The HTML of the page, in the language in force."""
    made = document(title, _STYLE.read_text(encoding="utf-8"), body)
    return made.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{_NOTHING_RUNS}', 1)
