"""Engines and training loops with one wrong line each, to be found: by an expression, by the line, by name."""
