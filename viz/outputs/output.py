"""The one face of all that Jupyter shows."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from os import PathLike
from pathlib import Path

from viz.outputs import export, html
from viz.words.console import printable
from viz.words.messages import encodable, one_of, say
from viz.words.text import short_repr

ZOOM = 2  # of a .png
_for_a_moment = ContextVar("for_a_moment", default=False)


@contextmanager
def for_a_moment() -> Iterator[None]:
    """Inside, outputs are made that are soon replaced: those whose picture tells all do without their scripts."""
    token = _for_a_moment.set(True)
    try:
        yield
    finally:
        _for_a_moment.reset(token)


def is_for_a_moment() -> bool:
    return _for_a_moment.get()


class Output:
    """Something that Jupyter shows, and that can be saved.

    A subclass says how it looks: `to_html` and `to_text`, and `to_svg` where it has a still picture.
    """

    def to_html(self) -> str:
        """The HTML, with all that it needs. The same may stand twice in one page; it asks nothing of a kernel or a
        network.
        """
        raise NotImplementedError

    def to_text(self) -> str:
        """The same in words, for terminals and screen readers."""
        raise NotImplementedError

    def to_svg(self) -> str | None:
        """The still picture, a complete SVG document that needs nothing else; None where there is none."""
        return None

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file; the name's ending says as what.

        Args:
            path: `.html` is a page that works without a kernel and without a network; `.svg` and `.png` the still
                picture where there is one.

        Returns:
            The Path.

        Raises:
            ValueError: another ending, a name that no file can have, or a picture too large for `.png`.
            FileNotFoundError: there is no such folder.
            MissingFont: for `.png` no font here has one of the characters.
            MissingExtra: `.png` needs a rasteriser; the message says which one.
        """
        writers: dict[str, Callable[[], str | bytes]] = {".html": self._page}
        svg = None if Path(path).suffix.lower() in writers else self.to_svg()  # drawn only where it is asked for
        if svg:
            writers |= {".svg": lambda: svg, ".png": lambda: export.raster(svg, ZOOM)}
        return write(path, writers)

    def _page(self) -> str:
        return html.document(self._page_title(), self.to_html())

    def _page_title(self) -> str:
        """What a page of its own is headed with."""
        return self.to_text().partition("\n")[0]

    def _live_html(self) -> str:
        """The HTML before a running kernel, which may answer where the page alone cannot."""
        return self.to_html()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": encodable(self._live_html()), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return printable(encodable(self.to_text()))


class StillPicture(Output):
    """An output that is a picture and nothing else.

    Attributes:
        svg: the picture, a complete SVG document that needs nothing else.
        description: the same in words, for screen readers and terminals.
    """

    svg: str
    description: str

    def to_html(self) -> str:
        return html.inline_svg(self.to_svg(), self.description)

    def to_text(self) -> str:
        return self.description

    def to_svg(self) -> str:
        return self.svg


def write(path: str | PathLike[str], writers: Mapping[str, Callable[[], str | bytes]]) -> Path:
    """Write a file in the form that its name asks for.

    Args:
        path: the name; a `~` at its beginning is the home folder.
        writers: {ending: no arguments -> the contents}.

    Returns:
        The Path.

    Raises:
        ValueError: no writer has that ending, or no file can have that name.
        FileNotFoundError: there is no such folder.
    """
    path = Path(path)
    if path.suffix.lower() not in writers:
        raise ValueError(say("bad suffix", endings=one_of(writers), name=path.name))
    path = _possible(path)
    contents = writers[path.suffix.lower()]()
    path.write_bytes(contents if isinstance(contents, bytes) else encodable(contents).encode())
    return path


def _possible(path: Path) -> Path:
    """The path from the home folder on, if a file can be written there; asked before anything is drawn."""
    try:
        at = path.expanduser()
        os.lstat(at)
    except (FileNotFoundError, NotADirectoryError):  # the usual case: it is still to be written
        if not at.parent.is_dir():
            raise FileNotFoundError(say("no such folder", folder=str(at.parent))) from None
    except (RuntimeError, ValueError):  # nobody's home folder, or characters that no name can have
        raise ValueError(say("impossible name", shown=short_repr(str(path)))) from None
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENAMETOOLONG, errno.ELOOP):
            raise ValueError(say("impossible name", shown=short_repr(str(path)))) from None
        raise
    return at
