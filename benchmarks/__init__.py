"""How fast and how small the engine is beside others, measured in pairs: `uv run python -m benchmarks.engine`."""
