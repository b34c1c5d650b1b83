"""A JupyterHub for a class: one clone that nobody writes to, and for each student a home with notebooks of their own.

    jupyterhub --config docs/hub/jupyterhub_config.py

To be copied and changed. docs/hub.md says what for, and how to try it out on a machine of one's own.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parents[1] / "notebooks"  # what is copied into each home: a folder for each language
LANGUAGE = "zh-TW"  # of the overview that opens first: zh-TW or en

c = get_config()  # noqa: F821 (JupyterHub brings it along)

# Who may log in: the users of the machine that are in these groups, with the passwords that they have there.
c.PAMAuthenticator.allowed_groups = {"students"}
c.PAMAuthenticator.admin_groups = {"teachers"}

c.Spawner.cmd = [
    # What is started for a student, as that student: copies of the notebooks that are not there yet, then JupyterLab.
    *(sys.executable, str(HERE / "student_server.py"), str(NOTEBOOKS)),
    # No news, no look for updates, no list of extensions: nothing asks a network.
    f"--LabApp.app_settings_dir={HERE / 'lab_settings'}",
    "--LabApp.extension_manager=readonly",
    # No look for language servers, as none is installed: it would start programs.
    "--LanguageServerManager.autodetect=False",
    # Kernels are reached by files that are the student's alone. Ports of one machine are taken from each other when
    # many kernels start at once, and the kernels die.
    "--KernelManager.transport=ipc",
    # What nobody has used for an hour gives its memory back: kernels, then the server.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_connected=True",
    "--ServerApp.shutdown_no_activity_timeout=3600",
]
c.Spawner.default_url = f"/lab/tree/my-notebooks/{LANGUAGE}/index.ipynb"

# A class comes within the same minute, and waits for the processors together.
c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # seconds
