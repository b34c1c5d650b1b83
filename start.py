"""Open the lessons in JupyterLab:  python3 start.py        Run the tests:  python3 start.py test

Needs a Python (3.8 or later) and nothing else. What the lessons need is installed by uv into this folder, where the
rest of the computer never notices it: a uv that is there already is used, otherwise one is put into this folder too.
"""

import locale
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, ".tools")
OLDEST_UV = (0, 5)  # the first that knows all that pyproject.toml says
WORDS = {
    "uv": ("Getting uv, which installs all the rest:", "先取得 uv，其他需要的都由它來裝："),
    "lessons": ("Opening the lessons (the first time takes a minute or two):", "正在打開課程（第一次需要一兩分鐘）："),
    "tests": ("Running the tests:", "正在執行測試："),
    "no installer": (
        "This Python ({python}) has neither pip nor venv; please install them ({how}), then run the same command "
        "again.",
        "這個 Python（{python}）沒有 pip，也沒有 venv；請先安裝（{how}），再執行一次同樣的指令。",
    ),
    "how": ("from the place where this Python came from", "用當初安裝這個 Python 的方式"),
    "failed": (
        "That did not work; the lines above say why. Installing needs a network, once. Other ways to install are in "
        "{readme}.",
        "沒有成功，原因寫在上面。安裝時需要網路（只有這一次）。其他安裝方式寫在 {readme}。",
    ),
    "usage": (
        "python3 start.py opens the lessons; python3 start.py test runs the tests.",
        "python3 start.py 會打開課程；python3 start.py test 會執行測試。",
    ),
}
PACKAGE_MANAGERS = {
    "apt": "sudo apt install python3-pip",
    "dnf": "sudo dnf install python3-pip",
    "pacman": "sudo pacman -S python-pip",
    "zypper": "sudo zypper install python3-pip",
    "apk": "sudo apk add py3-pip",
}


def main(arguments):
    if not arguments:
        index = "/".join(["notebooks", language(), "index.ipynb"])
        return run_with_uv("lessons", ["run", "jupyter", "lab", "--notebook-dir=.", index])
    if arguments[0] == "test":
        return run_with_uv("tests", ["run", "pytest"] + arguments[1:])
    say("usage")
    return 2


def run_with_uv(title, arguments):
    """uv's exit code; uv is got first where it is missing."""
    uv = uv_that_is_there() or uv_of_ones_own()
    if uv is None:
        return 1
    say(title)
    return run([uv] + arguments)


def uv_that_is_there():
    return next(filter(is_new_enough, [shutil.which("uv"), inside(TOOLS)]), None)


def uv_of_ones_own():
    """The path of a uv that was installed into this folder, or None where that failed, and was said."""
    say("uv")
    if has("pip"):
        failed = run([sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", TOOLS, "uv"])
    elif has("ensurepip"):  # with it venv brings a pip along
        failed = run([sys.executable, "-m", "venv", TOOLS]) or run(
            [inside(TOOLS, "python"), "-m", "pip", "install", "--quiet", "uv"]
        )
    else:
        how = next((command for manager, command in PACKAGE_MANAGERS.items() if shutil.which(manager)), None)
        say("no installer", python=sys.executable, how=how or words("how"))
        return None
    uv = inside(TOOLS)
    if failed or uv is None:
        say("failed", readme="README.zh-TW.md" if language() == "zh-TW" else "README.md")
        return None
    return uv


def inside(folder, program="uv"):
    """The path of a program that was installed into a folder, by pip or by venv, or None."""
    places = [os.path.join(folder, "bin"), os.path.join(folder, "Scripts")]
    return shutil.which(program, path=os.pathsep.join(places))


def is_new_enough(uv):
    if uv is None:
        return False
    said = subprocess.run([uv, "--version"], stdout=subprocess.PIPE, text=True).stdout
    version = re.search(r"(\d+)\.(\d+)", said)
    return version is not None and tuple(map(int, version.groups())) >= OLDEST_UV


def has(module):
    return subprocess.call([sys.executable, "-c", "import " + module], stderr=subprocess.DEVNULL) == 0


def run(command):
    """Show a command, run it, and give its exit code. Ctrl+C is for the command itself: JupyterLab asks whether to
    stop.
    """
    print("    " + " ".join(command), flush=True)
    process = subprocess.Popen(command, cwd=HERE)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass


def say(key, **filled):
    print(words(key).format(**filled), flush=True)


def words(key):
    return WORDS[key][language() == "zh-TW"]


def language():
    """The language of the system: zh-TW for any Chinese, else en."""
    variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    name = next(filter(None, map(os.environ.get, variables)), None) or locale.getlocale()[0] or ""
    return "zh-TW" if name.lower().startswith(("zh", "chinese")) else "en"


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a console may lack the letters
    sys.exit(main(sys.argv[1:]))
