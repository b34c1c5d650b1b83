"""What the checks say of typical answers, held against the truth: `uv run python -m benchmarks.diagnosis`."""
