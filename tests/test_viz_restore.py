"""viz.values.restore: what cannot be written was not changed, and stops nothing."""

import pytest

from viz.values.restore import Attributes


class Noted(complex):
    """Its two parts are read-only, and each look at them gives a new number."""


def test_parts_that_are_read_only_stop_nothing():
    thing = Noted(1, 2)
    thing.name = "z"
    kept = Attributes(thing)
    thing.name = "other"
    kept.restore()
    assert (thing.name, thing) == ("z", 1 + 2j)


class InSlots:
    __slots__ = ("empty", "full")


def test_slots_are_filled_and_emptied_again():
    thing = InSlots()
    thing.full = 1
    kept = Attributes(thing)
    thing.full, thing.empty = 2, 3
    kept.restore()
    assert thing.full == 1
    with pytest.raises(AttributeError):
        thing.empty
