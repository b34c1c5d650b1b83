"""Modules executed once more from their files: nobody else holds them, so nobody can have changed them."""

import builtins
import importlib.util
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.abc import InspectLoader
from types import ModuleType
from typing import Any

_ANEW = ("micrograd.", "viz.")  # of what a fresh module imports, this is fresh as well; and math
_import = builtins.__import__


@cache
def fresh(name: str) -> ModuleType:
    """A module as its file has it, whatever was done to the one that others import; the same one each time.

    Its functions look up `len` and the like in a copy of their own.

    Args:
        name: its full name, which is not a package's.

    Raises:
        ImportError: it has no code to be executed.
    """
    spec = importlib.util.find_spec(name)
    loader = spec.loader if spec else None
    if spec is None or loader is None:
        raise ImportError(name)
    if not isinstance(loader, InspectLoader) or (code := loader.get_code(name)) is None:  # it is written in C
        made = importlib.util.module_from_spec(spec)
        loader.exec_module(made)
        return made
    made = ModuleType(f"{__name__}.{name}")  # another name: dataclasses look into the module that they find by it
    vars(made)["__builtins__"] = vars(builtins) | {"__import__": _fresh_import}
    exec(code, vars(made))
    return made


def _fresh_import(
    name: str,
    space: Mapping[str, Any] | None = None,
    local: Mapping[str, Any] | None = None,
    members: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    return (
        fresh(name) if name == "math" or name.startswith(_ANEW) else _import(name, space, local, members or (), level)
    )
