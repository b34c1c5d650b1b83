"""Loops that never end, and catch what would end them."""

import sys

LOOPS = {
    "plain": "while True: pass",
    "catches all": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "catches all, bare": "while True:\n    try: pass\n    except: pass",
    "catches all, deep": "while True:\n    try:\n        while True:\n            try:\n                while True: pass\n            except BaseException: pass\n    except BaseException: pass",
    "suppresses": "import contextlib\nwhile True:\n    with contextlib.suppress(BaseException):\n        while True: pass",
    "finally": "try:\n    while True: pass\nfinally:\n    while True: pass",
    "finally continue": "while True:\n    try:\n        while True: pass\n    finally:\n        continue",
    "catches and calls itself": "def again():\n    try:\n        while True: pass\n    except BaseException: again()\nagain()",
    "recursion without end": "def again():\n    try: again()\n    except RecursionError: again()\nagain()",
    "generator": "def forever():\n    while True:\n        try: yield 1\n        except BaseException: pass\nfor _ in forever(): pass",
    "prints": "while True: print('x' * 100_000)",
}


def endless(name):
    """The function whose body is that loop."""
    space = {}
    exec("def run():\n" + "".join(f"    {line}\n" for line in LOOPS[name].splitlines()), space)
    return space["run"]


def monitoring_tools():
    """The names of the interpreter's debuggers, profilers and their like that are on, by number; Python 3.11 has
    none.
    """
    return [sys.monitoring.get_tool(number) for number in range(6)] if hasattr(sys, "monitoring") else []
