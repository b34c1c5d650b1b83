"""The links of a lesson's texts, as they lead from its page in the gallery."""

import posixpath
import re
from collections.abc import Collection

from exercises.words import Text
from lessons import addresses
from lessons.gallery.site import INDEX

_LINK = re.compile(r'<a href="(?!https?:|#)([^"]*)">(.*?)</a>', re.DOTALL)
_NOTEBOOK = ".ipynb"
_NOT_HERE = Text("gallery.not here")


def relinked(html: str, language: str, built: Collection[str]) -> str:
    """The HTML of a text whose links to notebooks lead to their pages. Any other file of the project is not in the
    gallery: its link leads to where the project stands on the web, or says that it is there, where nobody knows.

    Args:
        html: of a text of a notebook in that language.
        built: the names of the lessons that have a page.
    """

    def link(found: re.Match[str]) -> str:
        path, _, place = found[1].partition("#")
        name = path.removesuffix(_NOTEBOOK)
        if path.endswith(_NOTEBOOK) and name in {*built, INDEX}:
            return f'<a href="{name}.html{f"#{place}" if place else ""}">{found[2]}</a>'
        repository = addresses.repository()
        if repository:
            file = posixpath.normpath(f"notebooks/{language}/{found[1]}")
            return f'<a href="{repository}/blob/HEAD/{file}">{found[2]}</a>'
        return _NOT_HERE.filled(what=found[2])

    return _LINK.sub(link, html)
