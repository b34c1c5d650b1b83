"""Who has written what a check is given: for whoever grades it."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

from exercises.exercise import Exercise
from exercises.fresh_modules import fresh
from exercises.given import is_given
from exercises.origin import Learners, is_a_class, is_learners, is_lent, is_written_here
from viz.values.insides import code_of, members_of, methods_of

_ENGINE = "micrograd.engine"


def asked_of(exercise: Exercise) -> tuple[str, ...]:
    """The names of all methods that an exercise asks for, those of a whole class included; () for a function."""
    if exercise.takes == "function":
        return ()
    return exercise.methods or tuple(dict.fromkeys(name for name, _ in _functions(exercise.solution)))


def written(thing: Learners, asked: Iterable[str]) -> dict[str, CodeType]:
    """The code that was handed in: {name: code}.

    Args:
        thing: a class, or a function.
        asked: the methods of the class that are looked at; those that it has not are left out.
    """
    functions: Mapping[str, Any] = methods_of(thing) if is_a_class(thing) else {"": thing}
    codes = {name: code_of(functions[name]) for name in (asked or functions) if name in functions}
    return {name: code for name, code in codes.items() if code is not None}


def is_someone_elses(codes: dict[str, CodeType], exercise: Exercise | None = None) -> bool:
    """Whether some of this code stands in a file of the project or of a package, or all of it is the engine's, word for
    word, as nobody writes it who does what the exercise asks for.
    """
    files = [code.co_filename for code in codes.values()]
    if any(not is_learners(file) and not is_lent(file) for file in files):
        return True
    engine = _of_the_engine()
    if not codes or any(name not in engine or _told(code) != engine[name] for name, code in codes.items()):
        return False
    solution = dict(_functions(exercise.solution)) if exercise else {}
    return any(name not in solution or _told(code) != _told(solution[name]) for name, code in codes.items())


def is_ones_own(codes: dict[str, CodeType], exercise: Exercise | None = None) -> bool:
    """Whether all of this code was written in this notebook, or in a file beside it: it is nobody else's, was not
    brought by `mine`, and does not stand in a cell as a lesson gives it.
    """
    files = [code.co_filename for code in codes.values()]
    is_here = all(is_written_here(file) and not is_given(file) for file in files)
    return is_here and not is_someone_elses(codes, exercise)


@lru_cache(maxsize=1)
def _of_the_engine() -> dict[str, tuple[Any, ...]]:
    """{name: what is told of its code} for the methods of the engine, as it was before anybody could change it."""
    members = members_of(fresh(_ENGINE).Value)
    return {name: _told(each.__code__) for name, each in members.items() if isinstance(each, FunctionType)}


def _told(code: CodeType) -> tuple[Any, ...]:
    """What a function does, wherever it stands: two that are written alike give the same."""
    inside = tuple(_told(each) if isinstance(each, CodeType) else (type(each), each) for each in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, inside


def _functions(source: str) -> Iterator[tuple[str, CodeType]]:
    """Yield (name, code) for the functions of a text and the methods of its classes."""
    tree = ast.parse(source)
    for node in tree.body:
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, ast.FunctionDef):
                module = compile(ast.Module([each], []), "<solution>", "exec")
                yield each.name, next(code for code in module.co_consts if isinstance(code, CodeType))
