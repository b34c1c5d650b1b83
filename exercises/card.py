"""The frame in which every answer of the exercises stands."""

from pathlib import Path

from viz.outputs import html
from viz.outputs.output import Output

STYLE = Path(__file__).with_name("card.css")


class Card(Output):
    """An answer of the exercises. A subclass gives `to_text`, the HTML inside the frame, and its kind."""

    def to_html(self) -> str:
        return html.frame(self._inside(), f"mg-answer mg-{self._kind()}", STYLE.read_text(encoding="utf-8"))

    def _inside(self) -> str:
        raise NotImplementedError

    def _kind(self) -> str:
        """The CSS class that tells this kind of answer from the others."""
        raise NotImplementedError


def show_below(card: Card) -> None:
    """Show a card below the cell that runs; in a program that is no notebook, in words."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        print(card)
    else:
        display(card) if get_ipython() else print(card)
