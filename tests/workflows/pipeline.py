"""Runs pipelines of GitLab here: the jobs whose rules hold, their scripts in bash as they stand.

What is known of rules is what the files use; anything else fails, so that nothing passes unread.
"""

from __future__ import annotations

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

_VARIABLE = re.compile(r"\$([A-Z_]+)")


@dataclass(frozen=True, slots=True)
class Variable:
    """A CI/CD variable of a project."""

    value: str
    protected: bool = False
    environment: str = "*"


@dataclass
class Job:
    """What a job came to; `folder` is its checkout."""

    folder: Path
    result: str
    log: str


@dataclass
class Pipeline:
    """One pipeline, of a commit of the repository `origin`, with what GitLab says of it in `given`."""

    origin: Checkout
    folder: Path
    ref: str
    given: Mapping[str, str]
    variables: Mapping[str, Variable] = field(default_factory=dict)
    protected: bool = False
    machine: Mapping[str, str] = field(default_factory=dict)
    """Variables that its machines have before any job."""
    jobs: dict[str, Job] = field(default_factory=dict)

    def run(self, *only: str) -> dict[str, Job]:
        """Runs the pipeline, or `only` those of its jobs."""
        described = self._described()
        for name, job in described.items():
            if not name.startswith(".") and (not only or name in only):
                when = self._when(self._whole(job, described)["rules"], self._known("*"))
                if when is not None:
                    self._job(name, self._whole(job, described), when)
        return self.jobs

    def _described(self) -> dict[str, Any]:
        """The jobs of the file that .gitlab-ci.yml includes, both as the commit has them."""
        top = yaml.load(self.origin.git("show", f"{self.ref}:.gitlab-ci.yml"), yaml.BaseLoader)
        (included,) = top["include"]
        text = self.origin.git("show", f"{self.ref}:{included['local']}")
        return dict(yaml.load(text, yaml.BaseLoader))

    def _whole(self, job: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
        above = self._whole(described[job["extends"]], described) if "extends" in job else {}
        return {**above, **job}

    def _known(self, environment: str) -> dict[str, str]:
        """The variables that a job in this environment gets."""
        own = {
            name: variable.value
            for name, variable in self.variables.items()
            if (self.protected or not variable.protected) and variable.environment in ("*", environment)
        }
        return {"CI_DEFAULT_BRANCH": "main", **self.given, **own}

    def _when(self, rules: list[dict[str, str]], known: Mapping[str, str]) -> str | None:
        """When a job runs that has these rules; None for never."""
        for rule in rules:
            if all(_holds(term.strip(), known) for term in rule["if"].split("&&")):
                return rule.get("when", "on_success")
        return None

    def _job(self, name: str, job: Mapping[str, Any], when: str) -> None:
        needed = [self.jobs[other] for other in job.get("needs", [])]
        folder = self.folder / name
        if when == "on_success" and any(other.result == "failed" for other in needed):
            self.jobs[name] = Job(folder, "skipped", "")
            return
        self.origin.git("clone", "--quiet", self.origin.top.as_uri(), str(folder))
        Checkout(folder).git("fetch", "--quiet", "origin", self.ref)
        Checkout(folder).git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        for other in job.get("needs", []):
            self._artifacts(other, folder)
        script = "\n".join([*job.get("before_script", []), *job["script"]])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={**self._environment(job), "CI_PROJECT_DIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        self.jobs[name] = Job(folder, "failed" if done.returncode else "success", done.stdout)
        kept = job.get("artifacts", {})
        if done.returncode == 0 or kept.get("when") == "always":
            for path in (*kept.get("paths", []), *kept.get("reports", {}).values()):
                if (folder / path).is_dir():
                    shutil.copytree(folder / path, self.folder / "artifacts" / name / path)
                elif (folder / path).exists():
                    (self.folder / "artifacts" / name).mkdir(parents=True, exist_ok=True)
                    shutil.copy(folder / path, self.folder / "artifacts" / name / path)

    def _environment(self, job: Mapping[str, Any]) -> dict[str, str]:
        environment = job["environment"]["name"] if "environment" in job else "*"
        return {
            **self.machine,
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "MOPSDOCS_CACHE_DIR": str(self.folder / "cache"),
            "no_proxy": "*",
            **job.get("variables", {}),
            **self._known(environment),
        }

    def _artifacts(self, name: str, folder: Path) -> None:
        kept = self.folder / "artifacts" / name
        if kept.exists():
            shutil.copytree(kept, folder, dirs_exist_ok=True)


def _holds(term: str, known: Mapping[str, str]) -> bool:
    """Whether one comparison of a rule is true, or a variable is there."""
    left, _, right = term.partition(" == ")
    named = _VARIABLE.fullmatch(left)
    assert named, term
    value = known.get(named[1], "")
    if not right:
        return bool(value)
    other = _VARIABLE.fullmatch(right)
    return value == (known.get(other[1], "") if other else right.strip('"'))
