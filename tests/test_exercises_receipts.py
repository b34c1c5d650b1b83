"""What a result bears in the place of its symbol: read where it can be one, told of where it can be none."""

import pytest

from exercises import check
from exercises.topics import EXERCISES
from misconceptions import RIGHT, defined

KEEPS = "self._op = _op"


def checked(keeps):
    source = EXERCISES["local_slopes"].solution
    assert source.count(KEEPS) == 1
    return check.local_slopes(defined(source.replace(KEEPS, keeps), methods=False))


@pytest.mark.parametrize(
    "keeps", ["pass", "self._op = {'+': 1, '*': 2}.get(_op)", "self._op = (_op, 1)", "self._op = {'+': 'plus'}.get(_op, _op)"]
)  # fmt: skip
def test_a_class_may_keep_no_symbols_or_name_its_operations_otherwise(keeps):
    assert checked(keeps).outcome == "right", repr(checked(keeps))


@pytest.mark.parametrize(
    ("name", "bears", "bears_not", "shown"),
    [("add", "(self, other), '+')", "(self, other))", "''"), ("pow", "f'**{n}')", "'**')", "'**'"), ("relu", "'ReLU')", "'tanh')", "'tanh'")],
)  # fmt: skip
def test_a_symbol_is_asked_for_also_where_the_operands_are_kept_in_a_set(name, bears, bears_not, shown):
    source = RIGHT["the seed's class, parents in a set"].replace('"', "'")
    assert source.count(bears) == 1
    assert getattr(check, name)(defined(source, methods=False)).outcome == "right"
    result = getattr(check, name)(defined(source.replace(bears, bears_not), methods=False))
    assert result.outcome == "wrong" and f"says {shown}" in result.message, repr(result)


@pytest.mark.parametrize("held", ["self", "float(data)", "_children", "_local"])
def test_what_can_be_no_symbol_is_shown_beside_the_true_one(held):
    result = checked(f"self._op = {held}")
    assert result.outcome == "wrong" and "receipt of a + b" in result.message and "'+'" in result.message, repr(result)
