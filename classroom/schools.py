"""What nbgrader and otter-grader look for in a notebook: the keys, a cell that gives the points, and otter's tests.

Both run a hand-in from above, and both are told to ask the check right after the cell of its exercise: further below a
lesson goes on with an operation that works, whoever wrote it.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exercises.blank_page.parts import GROUPS
from exercises.result import POINTS
from viz.words.messages import say_in

_CALL = re.compile(r"^check\.\w+\(.*\)$", re.MULTILINE)
_GIVES_POINTS = re.compile(r"#.*\nfrom exercises import check\n(?:import \w+\n)*check\..*\.points\s*")
_OTTERS_TEST = """OK_FORMAT = True

test = {{
    "name": "{name}",
    "points": {points},
    "suites": [
        {{
            "cases": [
{cases}            ],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }}
    ],
}}
"""


@dataclass(frozen=True)
class Asked:
    """How the points of an exercise are asked for.

    Attributes:
        call: of its check, as it stands in the notebook: 'check.operation(Engine, "ln", truth=math.log)'.
    """

    call: str

    @property
    def name(self) -> str:
        """That of the exercise, in letters that both tools allow: "mul", "operation_ln"."""
        call = _parsed(self.call)
        words = [each.value for each in call.args if isinstance(each, ast.Constant)]
        return "_".join([call.func.attr, *map(str, words)])

    @property
    def points(self) -> int:
        """As many as there are."""
        return POINTS * len(self.parts)

    @property
    def parts(self) -> list["Asked"]:
        """What a check asks for that calls several, one by one; else itself."""
        call = _parsed(self.call)
        group = GROUPS.get(call.func.attr)
        if group is None:
            return [self]
        return [Asked(f"check.{exercise}({ast.unparse(call.args[k])})") for exercise, k in group.parts.items()]

    @property
    def program(self) -> str:
        """Two or more lines, the last of which gives the points, whatever the notebook has made of their names."""
        attributes = [each.value for each in ast.walk(_parsed(self.call)) if isinstance(each, ast.Attribute)]
        modules = {each.id for each in attributes if isinstance(each, ast.Name)} - {"check"}
        imports = "".join(f"import {name}\n" for name in sorted(modules))
        return f"from exercises import check\n{imports}{self.call}.points"


def asked_in(cell: dict[str, Any]) -> Asked | None:
    """How the points of that cell's exercise are asked for; None where it has none."""
    if "exercise" not in cell["metadata"].get("micrograd", {}):
        return None
    found = _CALL.findall("".join(cell["source"]))
    return Asked(found[-1]) if found else None


def gives_points(source: str) -> bool:
    """Whether a cell is one that gives the points of the exercise above it, and no answer to one."""
    return bool(_GIVES_POINTS.fullmatch(source))


def with_keys(cells: Iterable[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """The cells of a notebook with the keys of both tools, and after each exercise one that gives its points."""
    found = []
    for cell in cells:
        found.append(cell)
        asked = asked_in(cell)
        if asked:
            cell["metadata"]["otter"] = {"tests": [asked.name]}
            found.append(_points_cell(cell["id"], asked, language))
    return found


def otters_test(asked: Asked) -> str:
    """The file in which otter finds the test of that name: a case for each part, all of which earn the same."""
    cases = "".join(f'                {{"code": {_doctest(part)!r}, "hidden": False}},\n' for part in asked.parts)
    return _OTTERS_TEST.format(name=asked.name, points=asked.points, cases=cases)


def _doctest(asked: Asked) -> str:
    lines = "".join(f">>> {line}\n" for line in asked.program.splitlines())
    return f"{lines}{asked.points}\n"


def _points_cell(exercise: str, asked: Asked, language: str) -> dict[str, Any]:
    """The cell that nbgrader runs again as it was handed out, and whose number are the points."""
    if len(asked.parts) > 1:
        said = say_in(language, "release.points in parts", each=POINTS, points=asked.points)
    else:
        said = say_in(language, "release.points", points=asked.points)
    source = f"# {said}\n{asked.program}"
    nbgrader = {"schema_version": 3, "grade": True, "grade_id": asked.name, "locked": True, "points": asked.points}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"{exercise}-points",
        "metadata": {
            "deletable": False,
            "editable": False,
            "micrograd": {"points": asked.name},
            "nbgrader": nbgrader | {"solution": False, "task": False},
        },
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def _parsed(call: str) -> Any:
    return ast.parse(call, mode="eval").body
