"""The workflows of GitHub: they call what is there, may do no more than they need, and publish only where Pages is on."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
WORKFLOWS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # else `on` would be True
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
JOBS = {f"{name}.{job}": content for name, workflow in WORKFLOWS.items() for job, content in workflow["jobs"].items()}
STEPS = [step for job in JOBS.values() for step in job["steps"]]
COMMANDS = [line for step in STEPS for line in step.get("run", "").splitlines()]
OF_THE_LESSONS = sorted({found[1] for line in COMMANDS for found in re.finditer(r"python -m lessons (\w+)", line)})


def test_the_tests_run_for_each_push_and_each_pull_request():
    assert WORKFLOWS["test"]["on"] == ["push", "pull_request"]
    assert [step["run"] for step in JOBS["test.all"]["steps"] if "run" in step][-1] == ".ci/run"


def test_what_is_missing_may_be_skipped_only_on_the_systems_for_which_ci_run_is_not_made():
    assert {name: job["env"]["CI"] for name, job in JOBS.items() if "CI" in job.get("env", {})} == {"test.quick": ""}


def test_a_workflow_may_do_no_more_than_it_needs():
    assert {name: workflow["permissions"] for name, workflow in WORKFLOWS.items()} == {
        "test": {"contents": "read"},
        "pages": {},
    }
    assert {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job} == {
        "pages.ask": {"pages": "read"},
        "pages.build": {"contents": "read"},
        "pages.deploy": {"pages": "write", "id-token": "write"},
    }
    assert not [step for step in STEPS if "secrets." in str(step)]
    for step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("action", sorted({step["uses"] for step in STEPS if "uses" in step}))
def test_an_action_is_githubs_own_and_of_a_fixed_major_version(action):
    assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends_by_itself_and_waits_only_for_jobs_that_are_there(job):
    assert 0 < int(JOBS[job]["timeout-minutes"]) <= 60
    needed = JOBS[job].get("needs")
    assert needed is None or f"{job.partition('.')[0]}.{needed}" in JOBS


def test_the_scripts_and_the_groups_of_packages_are_there():
    scripts = {found for line in COMMANDS for found in re.findall(r"(?<!\S)(?:\.ci/\w+|\w+\.py)", line)}
    assert scripts == {".ci/run", "start.py"}
    for script in scripts:
        assert (ROOT / script).is_file()
    assert os.name == "nt" or os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("command", OF_THE_LESSONS)
def test_what_is_published_is_built_by_commands_that_are_there(command):
    done = subprocess.run(
        [sys.executable, "-m", "lessons", command, "--help"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.startswith(f"usage: python -m lessons {command} ") and "--out" in done.stdout
    for group in re.findall(r"--group (\w+)", "\n".join(COMMANDS)):
        assert group in GROUPS


def test_the_gallery_stands_in_the_site_and_the_site_is_what_is_uploaded():
    folders = [found[1] for line in COMMANDS for found in re.finditer(r"--out (\S+)", line)]
    assert OF_THE_LESSONS == ["browser", "gallery"] and folders == ["site", "site/gallery"]
    (uploaded,) = [step["with"]["path"] for step in STEPS if "upload-pages-artifact" in step.get("uses", "")]
    assert uploaded == folders[0]


@pytest.mark.skipif(os.name == "nt", reason="the script is for the machine of the job, which runs Linux")
@pytest.mark.parametrize(
    ("answer", "status", "source"),
    [("workflow", 0, "workflow"), ("legacy", 0, "legacy"), ("gh: Not Found (HTTP 404)", 1, None)],
)
def test_where_pages_is_off_nothing_is_published_and_the_run_says_what_to_do(tmp_path, answer, status, source):
    done, output = asked(tmp_path, answer, status)
    assert done.returncode == 0
    assert output == (f"source={source}\n" if source else "")
    assert ("Settings > Pages" in done.stdout and done.stdout.startswith("::notice ")) == (source != "workflow")
    assert JOBS["pages.build"]["if"] == "needs.ask.outputs.source == 'workflow'"


@pytest.mark.skipif(os.name == "nt", reason="the script is for the machine of the job, which runs Linux")
def test_where_it_cannot_be_asked_the_run_fails_and_says_why(tmp_path):
    done, output = asked(tmp_path, "gh: Bad Gateway (HTTP 502)", 1)
    assert done.returncode == 1 and "HTTP 502" in done.stdout and not output


def asked(folder, answer, status):
    """(how the script ended that asks whether Pages is on, what it gives to the next job), where GitHub answers so."""
    (step,) = JOBS["pages.ask"]["steps"]
    program = folder / "gh"
    program.write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    output = folder / "output"
    output.touch()
    environment = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_REPOSITORY": "ada/notes",
    }
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env=environment, capture_output=True, text=True)
    return done, output.read_text(encoding="utf-8")
