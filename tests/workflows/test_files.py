"""The files by which a platform checks a content repository: sound by public schemas, safe by our own rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import pytest
import yaml

from mopsdocs import __version__
from mopsdocs.resources import ci_files, template_folder

GITHUB: Final = ci_files("github")
GITLAB: Final = ci_files("gitlab")
WORKFLOWS: Final = sorted(path for path in GITHUB if path.startswith(".github/workflows/"))
ACTION: Final = ".github/actions/mopsdocs/action.yml"
REVIEW: Final = ".github/workflows/mopsdocs-review.yml"
DIFFERENT: Final = frozenset({".github/actions/mopsdocs/requirements.txt", ".github/dependabot.yml"})
"""Files that this repository has in a version of its own: it installs itself, and has more than workflows to renew."""

SCHEMAS: Final = {
    ".github/workflows/": "vendor.github-workflows",
    ".github/actions/": "vendor.github-actions",
    ".github/dependabot.yml": "vendor.dependabot",
    ".gitlab": "vendor.gitlab-ci",
}


def read(path: str) -> Any:
    """The values of a file, all scalars as text, so that `on` stays what it is."""
    return yaml.load({**GITHUB, **GITLAB}[path].read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """All steps of a workflow or an action, with the name of their job."""
    described = read(path)
    jobs = described["jobs"] if "jobs" in described else {"": described["runs"]}
    for name, job in jobs.items():
        for step in job["steps"]:
            yield name, step


@pytest.mark.parametrize("path", sorted(path for path in {**GITHUB, **GITLAB} if path.endswith(".yml")))
def test_it_is_sound_by_its_public_schema(path: str) -> None:
    (schema,) = [name for prefix, name in SCHEMAS.items() if path.startswith(prefix)]
    file = str({**GITHUB, **GITLAB}[path])
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    # Findings of low weight are matters of taste, such as a newer way to name an action that Enterprise Server lacks.
    program = str(Path(sys.executable).with_name("zizmor"))
    options = ["--offline", "--quiet", "--format=json", "--strict-collection", "--min-severity=medium"]
    return subprocess.run([program, *options, str(folder)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("folder", ["templates/scaffold/ci/github", ".github"])
def test_a_static_analysis_finds_nothing(repository: Path, folder: str) -> None:
    done = audit(repository / folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_static_analysis_would_find_something(tmp_path: Path) -> None:
    text = GITHUB[REVIEW].read_text(encoding="utf-8").replace("# zizmor: ignore[dangerous-triggers]", "#")
    text = text.replace('"$RUNNER_TEMP/review"', "${{ github.event.pull_request.title }}")
    file = tmp_path / REVIEW
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    done = audit(tmp_path)
    assert done.returncode != 0
    assert {"dangerous-triggers", "template-injection"} <= {finding["ident"] for finding in json.loads(done.stdout)}


@pytest.mark.parametrize("path", sorted(GITHUB.keys() - DIFFERENT))
def test_this_repository_uses_the_same_files(repository: Path, path: str) -> None:
    own = repository / path
    assert own.read_bytes() == GITHUB[path].read_bytes(), f"cp {GITHUB[path]} {own}"


def test_this_repository_has_no_other_scripts(repository: Path) -> None:
    folder = repository / ".github/actions/mopsdocs"
    own = {path.relative_to(repository).as_posix() for path in folder.iterdir() if path.is_file()}
    assert own == {path for path in GITHUB if path.startswith(".github/actions/mopsdocs/")}


def test_this_repository_installs_itself(repository: Path) -> None:
    """What pip would do, without an index: all that the package needs is here already."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--dry-run", "--no-index"]
    command = [*pip, "--no-build-isolation", "--requirement", ".github/actions/mopsdocs/requirements.txt"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Would install mopsdocs-{__version__}" in done.stdout


@pytest.mark.parametrize("path", [".github/actions/mopsdocs/requirements.txt", ".gitlab/mopsdocs/requirements.txt"])
def test_a_content_repository_installs_this_version(path: str) -> None:
    lines = {**GITHUB, **GITLAB}[path].read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"mopsdocs=={__version__}"]


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION])
def test_every_action_is_named_by_its_commit(path: str) -> None:
    text = GITHUB[path].read_text(encoding="utf-8")
    named = re.findall(r"uses: (.+)", text)
    assert named
    for each in named:
        pinned = re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
        assert pinned or each == "./.github/actions/mopsdocs", each


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION])
def test_nothing_is_pasted_into_a_script(path: str) -> None:
    for _, step in steps(path):
        assert "${{" not in step.get("run", ""), step
        assert "script" not in step.get("with", {})


@pytest.mark.parametrize("path", WORKFLOWS)
def test_only_these_expressions_are_used(path: str) -> None:
    """Of what an event says, a number and the name of a branch; no secret but the job's own token."""
    text = GITHUB[path].read_text(encoding="utf-8")
    harmless = re.compile(
        r"github\.(ref|token|server_url|event_name|event_name == '[a-z_]+')|runner\.temp|!cancelled\(\)"
        r"|github\.event\.pull_request\.(number|base\.ref)|(steps|needs)\.status\.outputs\.code"
    )
    for expression in re.findall(r"\$\{\{ *(.*?) *\}\}", text):
        assert harmless.fullmatch(expression), expression


PERMISSIONS: Final = {
    ("mopsdocs", "check"): {"contents": "read"},
    ("mopsdocs-review", "review"): {"contents": "read"},
    ("mopsdocs-review", "comment"): {"contents": "read", "pull-requests": "write", "issues": "write"},
    ("mopsdocs-drift", "status"): {"contents": "read"},
    ("mopsdocs-drift", "issue"): {"contents": "read", "issues": "write"},
}


def test_permissions_are_as_few_as_can_be() -> None:
    found = {}
    for path in WORKFLOWS:
        workflow = read(path)
        assert workflow["permissions"] in ({}, {"contents": "read"}), "nothing is granted to all jobs but reading"
        for name, job in workflow["jobs"].items():
            found[Path(path).stem, name] = job.get("permissions", workflow["permissions"])
    assert found == PERMISSIONS


def test_what_may_write_runs_one_script_of_the_standard_library() -> None:
    """No action of ours, no pip, no mopsdocs, and no git."""
    for path in WORKFLOWS:
        for name, step in steps(path):
            if "write" in PERMISSIONS[Path(path).stem, name].values():
                assert not step.get("uses", "").startswith("./")
                assert re.fullmatch(r"|python3 \.github/actions/mopsdocs/[a-z]+\.py [^|&;\n]+", step.get("run", ""))


def test_a_token_is_given_to_single_steps() -> None:
    given = set()
    for path in WORKFLOWS:
        workflow = read(path)
        assert "env" not in workflow
        assert all("env" not in job for job in workflow["jobs"].values())
        for name, step in steps(path):
            if any("github.token" in value for value in step.get("env", {}).values()):
                given.add((Path(path).stem, name, step["name"]))
    assert given == {
        ("mopsdocs-review", "review", "Fetch the pull request, as objects only"),
        ("mopsdocs-review", "comment", "Comment and label"),
        ("mopsdocs-drift", "issue", "Open, update or close the issue"),
    }


@pytest.mark.parametrize("path", WORKFLOWS)
def test_checkouts(path: str) -> None:
    """Of what the event stands for, without credentials that stay; whole where the history is looked into."""
    for name, step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            given = step["with"]
            assert given.keys() <= {"persist-credentials", "fetch-depth", "sparse-checkout"}
            assert given["persist-credentials"] == "false"
            assert ("sparse-checkout" in given) != (given.get("fetch-depth") == "0"), name


def test_a_pull_request_is_never_checked_out_where_it_is_not_trusted() -> None:
    assert [path for path in WORKFLOWS if "pull_request_target" in read(path)["on"]] == [REVIEW]
    fetching = [step["run"] for _, step in steps(REVIEW) if "git " in step.get("run", "")]
    (script,) = fetching
    commands = re.findall(r"\bgit ([a-z-]+)", script)
    assert commands == ["fetch"]
    assert '"+refs/pull/$NUMBER/head:refs/mopsdocs/head"' in script


@pytest.mark.parametrize("path", WORKFLOWS)
def test_no_run_is_endless_and_none_is_cached(path: str) -> None:
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    assert all(int(job["timeout-minutes"]) <= 20 for job in workflow["jobs"].values())
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert all("cache" not in step.get("uses", "") and "cache" not in step.get("with", {}) for _, step in steps(path))


def test_gitlab_names_the_token_in_no_job() -> None:
    """The script reads it; a job that named it would hand it to whatever the job runs."""
    described = read(".gitlab/mopsdocs.yml")
    jobs = {name: job for name, job in described.items() if not name.startswith(".")}
    assert not any("TOKEN" in str(job) for job in jobs.values())
    assert [name for name, job in jobs.items() if "environment" in job] == ["mopsdocs-comment"]
    assert "extends" not in jobs["mopsdocs-comment"], "it installs nothing"
    assert all("timeout" in job or "timeout" in described[".mopsdocs"] for job in jobs.values())


@pytest.mark.parametrize("platform", ["github", "gitlab"])
def test_scripts_are_small_and_need_nothing(platform: Literal["github", "gitlab"]) -> None:
    scripts = {Path(path).stem: source for path, source in ci_files(platform).items() if path.endswith(".py")}
    for source in scripts.values():
        text = source.read_text(encoding="utf-8")
        assert text.count("\n") <= 150, source
        imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))
        assert imported <= scripts.keys() | sys.stdlib_module_names, source


def test_every_file_has_its_place() -> None:
    """Nothing lies in the templates that no content repository gets."""
    folder = template_folder() / "scaffold" / "ci"
    found = {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert found == {*GITHUB.values(), *GITLAB.values()}
    assert ".gitlab-ci.yml" in GITLAB
    assert ".gitlab/mopsdocs/forge.py" in GITLAB
    assert ".github/actions/mopsdocs/forge.py" in GITHUB
