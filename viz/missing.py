"""What a notebook says when a package is not there, or a file of the learner's stands in its place: one line, with what
mends it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from traceback import walk_tb
from types import ModuleType

_FOLDER = Path(__file__).resolve().parent.parent  # a clone, or where packages are installed
_OURS = ("viz", "micrograd", "exercises", "classroom", "lessons")
_ALWAYS_NEEDED = ("graphviz", "babel")  # to import viz at all, and to say its first sentence
_NEEDED_SOMETIME = ("matplotlib", "numpy", "platformdirs", "anywidget")  # by pictures, plots, checks of the lessons


class ToldInOneLine:
    """An error whose message says all: Jupyter shows it alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class MissingExtra(ToldInOneLine, ImportError):
    """A package that only one wish needs."""


# The two below are said in both languages, and not by a catalogue: they come before the notebook could choose one, and
# also when what is missing is the package that reads the catalogues.


class MissingPackage(ToldInOneLine, ImportError):
    """A package that viz cannot do without."""

    def __init__(self, name: str) -> None:
        what = f'-e "{_FOLDER}"' if (_FOLDER / "pyproject.toml").exists() else name
        super().__init__(
            f'The package "{name}" is missing. Run  %pip install {what}  in a cell, then restart the kernel. '
            f"/ 缺少套件「{name}」：請在儲存格執行前面那個 %pip 指令，再重新啟動核心。",
            name=name,
        )


class HiddenModule(ToldInOneLine, ImportError):
    """A file beside the notebook that bears the name of a package, so that Python finds it in that one's place."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(
            f'The file {path} has the name of the module "{name}", so Python takes it in place of that one. Give the '
            f"file another name, then restart the kernel. / 檔案 {path} 和模組「{name}」同名，Python 會拿它來代替"
            "那個模組。請替這個檔案換個名字，再重新啟動核心。",
            name=name,
            path=str(path),
        )


def refuse_what_is_not_there() -> None:
    """Raises MissingPackage where a package is missing that viz cannot do without, HiddenModule where a file beside the
    notebook hides one that it will need.
    """
    for name in _ALWAYS_NEEDED:
        if find_spec(name) is None:
            raise MissingPackage(name)
    for name in (*_ALWAYS_NEEDED, *_NEEDED_SOMETIME):
        _refuse_if_hidden(name)


@contextmanager
def own_files_named() -> Iterator[None]:
    """Whatever fails inside, in importing, because of a file beside the notebook, becomes the HiddenModule that names
    the file.
    """
    before = set(sys.modules)
    try:
        yield
    except Exception as problem:
        for name in dict.fromkeys(_involved(problem, before)):
            _refuse_if_hidden(name, because=problem)
        raise


def _refuse_if_hidden(name: str, because: Exception | None = None) -> None:
    path = _hiding(name)
    if path is not None:
        raise HiddenModule(name, path) from because


def _hiding(name: str) -> Path | None:
    """The file beside the notebook, or above it, that Python takes for the module of that name, where there is another
    one; None where it takes the right one.
    """
    try:
        spec = find_spec(name)
        near = {Path.cwd(), *Path.cwd().parents}
    except (ImportError, ValueError, OSError):  # a module without a spec; a folder that is gone
        return None
    if spec is None or not spec.has_location or spec.origin is None or name in _OURS:
        return None
    path = Path(spec.origin)
    folder = (path.parent.parent if path.name == "__init__.py" else path.parent).resolve()
    elsewhere = [entry for entry in sys.path if Path(entry or ".").resolve() != folder]
    real = name in sys.stdlib_module_names or PathFinder.find_spec(name, elsewhere) is not None
    return path if folder in near and real else None


def _involved(problem: BaseException | None, before: set[str]) -> Iterator[str]:
    """The names of the modules that an error speaks of, that ran when it came, or that were loaded since."""
    while problem is not None:
        spoken_of = [problem.name] if isinstance(problem, ImportError) else [_name(getattr(problem, "obj", None))]
        ran = [frame.f_globals.get("__name__") for frame, _ in walk_tb(problem.__traceback__)]
        yield from (name.partition(".")[0] for name in [*spoken_of, *ran] if name)
        problem = problem.__cause__ or problem.__context__
    yield from (name.partition(".")[0] for name in set(sys.modules) - before)


def _name(thing: object) -> str | None:
    return thing.__name__ if isinstance(thing, ModuleType) else None
