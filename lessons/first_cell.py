# The first cell of every notebook; the builder puts in the language and, in that language, the help.
import sys
from pathlib import Path

for folder in [Path.cwd(), *Path.cwd().parents]:
    if (folder / "viz" / "words.py").exists():
        sys.path.insert(0, str(folder))
        break
try:
    import exercises, micrograd, viz
    viz.language("LANGUAGE")
except (ModuleNotFoundError, AttributeError) as problem:
    raise ImportError(f"{problem}. HELP") from None
for package in [exercises, micrograd]:
    if Path(package.__file__).parents[1] != Path(viz.__file__).parents[1]:
        raise ImportError(f"{package}. HELP")
