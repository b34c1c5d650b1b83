"""Grades what was handed in: each notebook in a kernel of its own, each exercise by the project's own check."""
