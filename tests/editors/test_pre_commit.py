"""The hooks for content repositories, as pre-commit runs them: in an environment that it builds from this tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.editors.documents import REPOSITORY

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pre-commit")]

WEBINAR = "playbooks/library/webinar.yml"


@dataclass(frozen=True, slots=True)
class Content:
    """A content repository with the hooks installed; pre-commit keeps what it builds in `built`."""

    folder: Path
    built: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs `command` in the repository, standard error with the output."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment(self.built),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def done(self, *command: str) -> str:
        """What `command` says; the test fails when it fails."""
        result = self.run(*command)
        assert result.returncode == 0, result.stdout
        return result.stdout

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def commit(self) -> subprocess.CompletedProcess[str]:
        return self.run("git", "commit", "--all", "--message", "change")


def environment(built: Path) -> dict[str, str]:
    """What pip and git need to know of this machine, and nothing of this environment or the person's git settings."""
    unwanted = ("PYTHON", "VIRTUAL_ENV", "GIT_", "PRE_COMMIT", "COV_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **who}
    pip = {"PIP_CONSTRAINT": str(REPOSITORY / "constraints.txt"), "PIP_NO_COMPILE": "1"}
    return {**kept, **git, **pip, "PRE_COMMIT_HOME": str(built), "VIRTUALENV_NO_PERIODIC_UPDATE": "1"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The example as a repository of its own, whose hooks come from a commit of everything in this folder."""
    folder = tmp_path_factory.mktemp("hooks")
    tool, content = folder / "tool", Content(folder / "content", folder / "built")
    shutil.copytree(REPOSITORY / "tests/example", content.folder)
    content.done("git", "init", "--quiet", str(tool))
    here = ("git", f"--git-dir={tool / '.git'}", f"--work-tree={REPOSITORY}")
    content.done(*here, "add", "--all")
    content.done(*here, "commit", "--quiet", "--message", "tool")
    commit = content.done(*here, "rev-parse", "HEAD").strip()
    hooks = "hooks: [{id: mopsdocs-validate}, {id: mopsdocs-fix, stages: [manual]}]"
    configuration = f"repos:\n  - repo: {tool}\n    rev: {commit}\n    {hooks}\n"
    (content.folder / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")
    content.done("git", "init", "--quiet")
    content.done("git", "add", "--all")
    content.done("git", "commit", "--quiet", "--message", "first")
    content.done(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    return content


@pytest.fixture
def content(installed: Content) -> Iterator[Content]:
    """The repository as it was committed first."""
    first = installed.done("git", "rev-parse", "HEAD").strip()
    yield installed
    installed.done("git", "reset", "--quiet", "--hard", first)


def test_a_good_commit_passes(content: Content) -> None:
    content.edit(WEBINAR, "title: Webinar", "title: Online seminar")
    result = content.commit()
    assert result.returncode == 0, result.stdout
    assert re.search(r"^mopsdocs validate\.+Passed$", result.stdout, re.MULTILINE), result.stdout
    assert list(content.built.glob("*/py_env-*/bin/mopsdocs")), "the program is the one that pre-commit has built"


def test_a_broken_document_stops_the_commit(content: Content) -> None:
    before = content.done("git", "rev-parse", "HEAD")
    content.edit(WEBINAR, "due: -45bd", "due: in time")
    result = content.commit()
    assert result.returncode == 1
    assert f"\n{WEBINAR}:46:14: error [schema-format]" in result.stdout, result.stdout
    assert content.done("git", "rev-parse", "HEAD") == before


def test_one_document_breaks_another(content: Content) -> None:
    """Only the roles are in the commit, and what they break is found elsewhere."""
    content.edit("site_config/roles.yml", "id: privacy-counsel", "id: legal-counsel")
    result = content.commit()
    assert result.returncode == 1
    assert re.search(rf"^{WEBINAR}:\d+:\d+: error \[unknown-reference\]", result.stdout, re.MULTILINE), result.stdout


def test_what_is_obvious_is_mended(content: Content) -> None:
    content.edit(WEBINAR, "accountable: campaign-manager", "accountable: campain-manager")
    result = content.run(sys.executable, "-m", "pre_commit", "run", "--all-files", "--hook-stage", "manual")
    assert result.returncode == 1, "pre-commit stops when a hook has changed a file, so that somebody looks at it"
    assert "files were modified by this hook" in result.stdout, result.stdout
    assert "campain" not in (content.folder / WEBINAR).read_text(encoding="utf-8")


def test_other_files_cost_nothing(content: Content) -> None:
    (content.folder / "notes.md").write_text("Notes\n", encoding="utf-8")
    content.done("git", "add", "notes.md")
    result = content.commit()
    assert result.returncode == 0, result.stdout
    assert re.search(r"^mopsdocs validate\.+\(no files to check\)Skipped$", result.stdout, re.MULTILINE), result.stdout
