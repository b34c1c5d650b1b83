"""Where something stands that changes while a cell runs: one output, which is replaced in place."""

import sys
from typing import Any


class Place:
    """An output of the cell that runs. Outside of IPython there is none, and nothing is shown."""

    def __init__(self) -> None:
        self._handle: Any = None  # IPython's DisplayHandle

    @staticmethod
    def is_there() -> bool:
        return "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None

    def put(self, bundle: dict[str, str]) -> None:
        """Shows it, or puts it in the place of what was shown."""
        if not self.is_there():
            return
        from IPython.display import display

        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)
