"""Every public function says the types of what it takes and of what it gives; that these are true is for mypy to tell."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# {module: how the names begin that are exempt}. Learners read these two engines line by line, and are shown lines of
# them in the notebooks: they say in Python's plainest words how it works, and a type would be one more thing to ask.
EXEMPT = {"micrograd/engine.py": "", "exercises/closure_engine.py": "Value."}
# The notebooks' sources are lessons, not modules.
NOTEBOOKS = {*(ROOT / "lessons").glob("[0-9]*.py"), ROOT / "lessons" / "index.py", ROOT / "lessons" / "first_cell.py"}
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in ("classroom", "exercises", "lessons", "micrograd", "viz")
    for path in (ROOT / package).rglob("*.py")
    if path not in NOTEBOOKS
)


def is_exempt(module, name):
    return module in EXEMPT and name.startswith(EXEMPT[module])


def public_functions(body, of=""):
    """(its name, the function) for each public function of a module and each public method of its public classes."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and not statement.name.startswith("_"):
            yield f"{of}{statement.name}", statement
        elif isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
            yield from public_functions(statement.body, f"{of}{statement.name}.")
        elif isinstance(statement, (ast.If, ast.Try)):
            yield from public_functions([*statement.body, *statement.orelse], of)


def unsaid(function, is_method):
    """What a function leaves open: the names of its parameters without a type, and "return"."""
    given = function.args
    named = [*given.posonlyargs, *given.args]
    static = any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list)
    parameters = [*named[is_method and not static :], *given.kwonlyargs, given.vararg, given.kwarg]
    missing = [each.arg for each in parameters if each is not None and each.annotation is None]
    return missing + (["return"] if function.returns is None else [])


def untyped(source, module):
    return [
        f"{module}: {name} says no type of {', '.join(missing)}"
        for name, function in public_functions(ast.parse(source).body)
        if not is_exempt(module, name) and (missing := unsaid(function, is_method="." in name))
    ]


def untyped_fields(source, module):
    """The attributes of dataclasses whose type is a bare container, which leaves open what is in it."""
    return [
        f"{module}: {cls.name}.{ast.unparse(field.target)} does not say what its {bare.id} holds"
        for cls in ast.walk(ast.parse(source))
        if isinstance(cls, ast.ClassDef)
        for field in cls.body
        if isinstance(field, ast.AnnAssign)
        for bare in bare_containers(field.annotation)
    ]


def bare_containers(annotation):
    inside = {id(each.value) for each in ast.walk(annotation) if isinstance(each, ast.Subscript)}
    kinds = ("tuple", "list", "dict", "set", "frozenset", "Callable", "Sequence", "Mapping", "Iterable")
    return [
        each
        for each in ast.walk(annotation)
        if isinstance(each, ast.Name) and each.id in kinds and id(each) not in inside
    ]


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_says_its_types(module):
    source = (ROOT / module).read_text(encoding="utf-8")
    assert untyped(source, module) + untyped_fields(source, module) == []


def test_every_exemption_is_needed(monkeypatch):
    exempt = dict(EXEMPT)
    monkeypatch.setattr(f"{__name__}.EXEMPT", {})
    for module, prefix in exempt.items():
        source = (ROOT / module).read_text(encoding="utf-8")
        assert any(line.startswith(f"{module}: {prefix}") for line in untyped(source, module))


def test_what_has_no_type_is_named():
    source = """
def f(a, *b, c: int = 0, **d) -> None: ...
def _private(a): ...
class C:
    kept: list
    of: dict[str, tuple[int, ...]]
    def __init__(self, a): ...
    def g(self, a: int): ...
    @property
    def h(self): ...
    @staticmethod
    def s(a) -> int: ...
    @classmethod
    def k(cls) -> int: ...
"""
    assert untyped(source, "m.py") == [
        "m.py: f says no type of a, b, d",
        "m.py: C.g says no type of return",
        "m.py: C.h says no type of return",
        "m.py: C.s says no type of a",
    ]
    assert untyped_fields(source, "m.py") == ["m.py: C.kept does not say what its list holds"]


@pytest.mark.parametrize("package", ["exercises", "micrograd", "viz"])
def test_the_packages_tell_type_checkers_that_they_are_typed(package):
    assert (ROOT / package / "py.typed").exists()
