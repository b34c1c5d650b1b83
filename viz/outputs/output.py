"""The one face of all that Jupyter shows."""

from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path

from viz.outputs import html
from viz.words.console import printable
from viz.words.messages import one_of, say


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
            path: `.html` is a page that works without a kernel and without a network, `.svg` the still picture where
                there is one.

        Returns:
            The Path.

        Raises:
            ValueError: another ending.
        """
        writers: dict[str, Callable[[], str]] = {".html": self._page}
        svg = None if Path(path).suffix.lower() in writers else self.to_svg()  # drawn only where it is asked for
        if svg:
            writers[".svg"] = lambda: svg
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
        return {"text/html": self._live_html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return printable(self.to_text())


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
        path: the name.
        writers: {ending: no arguments -> the contents}.

    Returns:
        The Path.

    Raises:
        ValueError: no writer has that ending.
    """
    path = Path(path)
    if path.suffix.lower() not in writers:
        raise ValueError(say("bad suffix", endings=one_of(writers), name=path.name))
    contents = writers[path.suffix.lower()]()
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    return path
