"""What a notebook says when something is not installed: one line, with the command that mends it."""

from pathlib import Path

_CLONE = Path(__file__).resolve().parent.parent


class ToldInOneLine:
    """An error whose message says all: Jupyter shows it alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class MissingExtra(ToldInOneLine, ImportError):
    """A package that only one wish needs."""


class MissingPackage(ToldInOneLine, ImportError):
    """A package that viz cannot do without."""

    def __init__(self, name: str) -> None:
        # Said in both languages, and not by a catalogue: it comes before the notebook could choose one, and also when
        # what is missing is the package that reads the catalogues.
        super().__init__(
            f'The package "{name}" is missing. Run  %pip install -e "{_CLONE}"  in a cell, then restart the kernel. '
            f"/ 缺少套件「{name}」：請在儲存格執行前面那個 %pip 指令，再重新啟動核心。",
            name=name,
        )
