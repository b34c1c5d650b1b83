"""The whole series as a site that needs nothing but a browser: JupyterLite, whose kernel is Pyodide, with our wheel.

    uv run --group browser python -m lessons browser --out site

What it is made of comes from installed packages (JupyterLite, from `--group browser`), from `npm install` (Pyodide),
and from wheels that pip fetches while it is built, each held to its hash. The finished site asks no other host.
"""
