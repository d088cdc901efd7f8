"""Runs a workflow of GitHub Actions here: its `run` steps in bash as they stand, with stand-ins for GitHub's actions.

What is known of expressions is what the files use; anything else fails, so that nothing passes unread.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.repositories import Checkout
from tests.workflows.fake_github import REPOSITORY, FakeGitHub

_HOLES = re.compile(r"\$\{\{(.*?)\}\}")


@dataclass
class Job:
    """What a job came to. `log` has what its steps printed, `failed` the names of those that failed."""

    result: str = "skipped"
    log: str = ""
    summary: str = ""
    failed: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Runner:
    """A run that `event` started in the repository `origin`, which is bare; `folder` is the machine's."""

    origin: Checkout
    github: FakeGitHub
    folder: Path
    event_name: str
    event: dict[str, Any]
    machine: Mapping[str, str] = field(default_factory=dict)
    """Variables that its machines have before the run."""
    artifacts: dict[str, Path] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)

    def run(self, name: str) -> dict[str, Job]:
        """Runs the workflow of that name, as the commit that GitHub takes it from has it."""
        text = self.origin.git("show", f"{self._ref()}:.github/workflows/{name}.yml")
        workflow = yaml.load(text, yaml.BaseLoader)
        for key, job in workflow["jobs"].items():
            self.jobs[key] = Job()
            if self._wanted(job):
                _Machine(self, workflow, job, self.folder / key, self.jobs[key]).work()
        return self.jobs

    def _wanted(self, job: Mapping[str, Any]) -> bool:
        needed = [job["needs"]] if "needs" in job else []
        if job.get("if") == "${{ !cancelled() }}":
            return True
        assert "if" not in job, job["if"]
        return all(self.jobs[name].result == "success" for name in needed)

    def _ref(self) -> str:
        """Where this event takes its workflow from, and what a checkout without a ref gets."""
        return f"refs/pull/{self.event['number']}/merge" if self.event_name == "pull_request" else "refs/heads/main"


@dataclass
class _Machine:
    """One job on a machine of its own."""

    run: Runner
    workflow: Mapping[str, Any]
    job: Mapping[str, Any]
    folder: Path
    told: Job

    def __post_init__(self) -> None:
        for name in ("work", "temp", "home"):
            (self.folder / name).mkdir(parents=True)
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.run.event), encoding="utf-8")
        permissions = self.job.get("permissions", self.workflow["permissions"])
        self.context: dict[str, Any] = {
            "github": {
                "event": self.run.event,
                "event_name": self.run.event_name,
                "server_url": "https://github.invalid",
                "token": self.run.github.token(permissions),
            },
            "runner": {"temp": str(self.folder / "temp")},
            "needs": {name: {"outputs": job.outputs} for name, job in self.run.jobs.items()},
            "steps": self.told.steps,
        }
        self.environment = {
            **self.run.machine,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.run.github.address,
            "GITHUB_SERVER_URL": "https://github.invalid",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_RUN_ID": "42",
            "GITHUB_EVENT_NAME": self.run.event_name,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_WORKSPACE": str(self.folder / "work"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "MOPSDOCS_CACHE_DIR": str(self.folder / "home" / "cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "no_proxy": "*",
        }

    def work(self) -> None:
        self.told.result = "success"
        self._steps(self.job["steps"], {})
        summary = self.folder / "summary.md"
        self.told.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        for name, value in self.job.get("outputs", {}).items():
            self.told.outputs[name] = self._filled(value, {})

    def _steps(self, steps: list[dict[str, Any]], inputs: dict[str, Any]) -> None:
        for step in steps:
            if not self._holds(step.get("if", "success()"), inputs):
                continue
            done = self._step(step, inputs)
            if "id" in step:
                self.told.steps[step["id"]] = {"outputs": self._outputs()}
            if not done:
                self.told.failed.append(step.get("name", step.get("uses", "?")))
                if step.get("continue-on-error") != "true":
                    self.told.result = "failure"

    def _step(self, step: dict[str, Any], inputs: dict[str, Any]) -> bool:
        action = step.get("uses", "").partition("@")[0]
        given = {name: self._filled(value, inputs) for name, value in step.get("with", {}).items()}
        match action:
            case "":
                return self._bash(step, inputs)
            case "actions/checkout":
                return self._checkout(given)
            case "actions/setup-python":
                return bool(given["python-version"])
            case "actions/upload-artifact":
                return self._upload(given)
            case "actions/download-artifact":
                return self._download(given)
            case _ if action.startswith("./"):
                return self._composite(action, given)
        raise AssertionError(f"no stand-in for {action}")

    def _bash(self, step: dict[str, Any], inputs: dict[str, Any]) -> bool:
        script = self.folder / "step.sh"
        script.write_text(self._filled(step["run"], inputs), encoding="utf-8")
        own = {name: self._filled(value, inputs) for name, value in step.get("env", {}).items()}
        shell = step.get("shell") or self.workflow["defaults"]["run"]["shell"]
        assert shell == "bash"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder / "work",
            env={**self.environment, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        self.told.log += done.stdout
        return done.returncode == 0

    def _checkout(self, given: dict[str, str]) -> bool:
        assert given["persist-credentials"] == "false"
        work = self.folder / "work"
        depth = [] if given.get("fetch-depth") == "0" else ["--depth=1"]
        self.run.origin.git("clone", "--quiet", *depth, self.run.origin.top.as_uri(), str(work))
        Checkout(work).git("fetch", "--quiet", *depth, "origin", self.run._ref())
        Checkout(work).git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        return "ref" not in given

    def _composite(self, action: str, given: dict[str, str]) -> bool:
        folder = self.folder / "work" / action
        described = yaml.load((folder / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
        defaults = {name: each["default"] for name, each in described["inputs"].items()}
        self.environment["GITHUB_ACTION_PATH"] = str(folder)
        self._steps(described["runs"]["steps"], {**defaults, **given})
        return self.told.result == "success"

    def _upload(self, given: dict[str, str]) -> bool:
        path = Path(given["path"])
        if not path.exists():
            return given["if-no-files-found"] == "ignore"
        kept = self.run.folder / "artifacts" / given["name"]
        if path.is_dir():
            shutil.copytree(path, kept)
        else:
            kept.mkdir(parents=True)
            shutil.copy(path, kept)
        self.run.artifacts[given["name"]] = kept
        return True

    def _download(self, given: dict[str, str]) -> bool:
        kept = self.run.artifacts.get(given["name"])
        if kept is not None:
            shutil.copytree(kept, given["path"], dirs_exist_ok=True)
        return kept is not None

    def _outputs(self) -> dict[str, str]:
        file = self.folder / "output"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return dict(line.split("=", 1) for line in lines)

    def _filled(self, text: str, inputs: dict[str, Any]) -> str:
        return _HOLES.sub(lambda hole: str(self._value(hole[1].strip(), inputs)), text)

    def _value(self, path: str, inputs: dict[str, Any]) -> Any:
        value: Any = {**self.context, "inputs": inputs}
        above = ""
        for name in path.split("."):
            value = value.get(name, "") if above == "outputs" else value[name]  # an output that was not set is empty
            above = name
        return value

    def _holds(self, condition: str, inputs: dict[str, Any]) -> bool:
        """Whether a step runs. A condition that names no status has success() in it."""
        expression = condition.removeprefix("${{").removesuffix("}}").strip()
        if expression == "!cancelled()":
            return True
        if expression != "success()":
            path, _, literal = expression.partition(" == ")
            assert re.fullmatch(r"'[^']*'", literal), condition
            if self._value(path, inputs) != literal[1:-1]:
                return False
        return self.told.result == "success"
