"""Puts the JavaScript of a page together: follows the imports of a module, and makes one script of all that it needs.

It reads the JavaScript that our files keep to (biome.jsonc says how they are formatted and checked): imports stand at
the top of a file, `import { name } from "./file.js"`, an export before what it exports, and a declaration at the top
level begins its line and declares one name. Whatever else looks like an import, an export or such a declaration it
refuses: in one script such a line would only be an error, and a page with an error in its script shows nothing but
its still picture.
"""

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_REGEX = r"/(?=[^\s/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/"  # a division has a space behind its sign
_LITERAL = rf""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|{_REGEX}"""
_COMMENT = r"[ \t]*(?:/\*.*?\*/|//[^\n]*)"
_COMMENT_OR_LITERAL = re.compile(f"{_COMMENT}|({_LITERAL})", re.DOTALL)
_IMPORT = re.compile(r'\s*^import (?:\{\s*([\w$]+(?:,\s*[\w$]+)*),?\s*\} from )?"(\.\.?/[^"\n]+)"$', re.MULTILINE)
_DECLARATION = re.compile(r"^(export )?(?:const|let|class|(?:async )?function\*?) ([\w$]+)", re.MULTILINE)
_IMPORT_ANYWHERE = re.compile(r"\bimport\s*[(.]")
_LOOKS_LIKE_ONE = re.compile(r"\s*(?:import|export)\b|(?:const|let|var|class|(?:async )?function)\b")


class NotAssembled(Exception):
    """Modules that do not make one script; the message names the files and what to change."""


@dataclass(frozen=True)
class Module:
    """A file as it is read.

    Attributes:
        path: where it is.
        imports: {path of another module: the names that are imported from it}
        names: all that it declares at its top level.
        exports: those of them that others may import.
        code: what of it goes into the script: no import, no `export`, no comment, no indentation.
    """

    path: Path
    imports: dict[Path, tuple[str, ...]]
    names: tuple[str, ...]
    exports: frozenset[str]
    code: str


@cache
def assemble(entry: Path) -> str:
    """The script of a module and of all that it imports, each file once and after those that it imports.

    Args:
        entry: its path.

    Raises:
        NotAssembled: a file or a name that is imported does not exist; two files declare one name, or import each
            other; a form of import, export or declaration that is not read.
    """
    files = modules(entry)
    _refuse_one_name_twice(files)
    return "\n".join(module.code for module in files)


def modules(entry: Path) -> list[Module]:
    """The Modules that a script consists of, in its order; what they declare may still collide."""
    return list(_in_order(Path(os.path.normpath(entry)), ()).values())


@cache
def read(path: Path) -> Module:
    """The Module of a file."""
    text = without_comments(path.read_text(encoding="utf-8"))
    imports: dict[Path, tuple[str, ...]] = {}
    end = 0
    while found := _IMPORT.match(text, end):
        other, end = Path(os.path.normpath(path.parent / found[2])), found.end()
        imports[other] = (*imports.get(other, ()), *re.findall(r"[\w$]+", found[1] or ""))
    body = text[end:]
    declared = _DECLARATION.findall(body)
    code = _DECLARATION.sub(lambda found: found[0].removeprefix("export "), body)
    _refuse_what_is_not_understood(path, body)
    exports = frozenset(name for export, name in declared if export)
    return Module(path, imports, tuple(name for _, name in declared), exports, _without_indentation(code))


def source(path: Path) -> str:
    """The text of a module that stays one, its imports and exports with it, without comments and indentation."""
    return _without_indentation(without_comments(path.read_text(encoding="utf-8")))


def without_comments(text: str) -> str:
    """JavaScript without the comments, which are for who reads the file; what only looks like one in a string stays."""
    return _COMMENT_OR_LITERAL.sub(lambda found: found[1] or "", text)


def _without_indentation(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _in_order(path: Path, importing: tuple[Path, ...]) -> dict[Path, Module]:
    """{path: Module} of a module and of those below it, it as the last; importing: the paths that led to it."""
    if path in importing:
        circle = " → ".join(each.name for each in (*importing[importing.index(path) :], path))
        raise NotAssembled(f"modules that import each other: {circle}")
    found: dict[Path, Module] = {}
    module = read(path)
    for other, names in module.imports.items():
        if not other.is_file():
            raise NotAssembled(f"{path.name} imports from {other.name}, which does not exist ({other})")
        found |= _in_order(other, (*importing, path))
        for name in names:
            if name not in found[other].exports:
                raise NotAssembled(f"{path.name} imports {name} from {other.name}, which does not export it")
    return found | {path: module}


def _refuse_one_name_twice(files: list[Module]) -> None:
    declared_in: dict[str, str] = {}
    for module in files:
        for name in module.names:
            if name in declared_in:
                raise NotAssembled(
                    f"{declared_in[name]} and {module.path.name} both declare {name}: rename one of them"
                )
            declared_in[name] = module.path.name


def _refuse_what_is_not_understood(path: Path, body: str) -> None:
    for line in body.splitlines():
        if _IMPORT_ANYWHERE.search(line) or (_LOOKS_LIKE_ONE.match(line) and not _DECLARATION.match(line)):
            raise NotAssembled(
                f"{path.name}: not understood: {line.strip()}\n"
                'An import stands at the top, as in import { name } from "./file.js"; an export before a const, let, '
                "class or function; each of these declares one name."
            )
