"""What a reader's machine may lack, but the continuous integration may not."""

import importlib
import os

import pytest


def required(name):
    """The module of that name. Where it is missing the caller's tests are skipped, but under CI they fail."""
    return importlib.import_module(name) if os.environ.get("CI") else pytest.importorskip(name)


def missing(what):
    """Skips the caller's test, but fails it under CI: that program is not here."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not here")
