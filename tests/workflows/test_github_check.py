"""Checks of pushes and pull requests on GitHub, end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.regions.offices import Company
from tests.repositories import isolate
from tests.workflows.content import Content, Edit, breaks, content, hurry, weaken
from tests.workflows.fake_github import FakeGitHub
from tests.workflows.runner import Job, Runner

pytestmark = pytest.mark.slow

PULL = 7


@dataclass
class Project:
    """A repository on GitHub."""

    content: Content
    github: FakeGitHub
    runs: int = 0

    def proposed(self, edit: Edit) -> tuple[Job, Runner]:
        """What the workflow does for a pull request from a fork."""
        self.content.propose(f"refs/pull/{PULL}/head", edit, merged=f"refs/pull/{PULL}/merge")
        return self._run("pull_request", {"number": PULL, "pull_request": {"number": PULL}})

    def pushed(self, edit: Edit) -> tuple[Job, Runner]:
        self.content.push(edit)
        return self._run("push", {"ref": "refs/heads/main"})

    def _run(self, name: str, event: dict[str, object]) -> tuple[Job, Runner]:
        self.runs += 1
        content, folder = self.content, self.content.folder / f"run{self.runs}"
        runner = Runner(content.origin, self.github, folder, name, event, content.machine)
        return runner.run("mopsdocs")["check"], runner


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    isolate(monkeypatch)
    github = FakeGitHub()
    with github.running():
        yield Project(content(tmp_path, "github"), github)


def test_a_good_pull_request(project: Project) -> None:
    """Annotations, a preview, and the review among what the run says: told, and not yet judged."""
    project.content = replace(project.content, machine={})
    job, runner = project.proposed(weaken)
    assert (job.result, job.failed) == ("success", []), job.log
    assert re.search(
        r"^::error file=playbooks/library/webinar\.yml,line=\d+.*title=gate-approver-removed::", job.log, re.MULTILINE
    )
    assert "### mopsdocs: " in job.summary
    assert "### Controls get weaker: 1 error" in job.summary
    preview = runner.artifacts["site-preview"]
    assert "<h1" in (preview / "index.html").read_text(encoding="utf-8")
    assert list(preview.glob("**/webinar/index.html"))
    assert list(project.github.tokens.values()) == [{"contents": "read"}]
    assert project.github.asked == [], "it speaks to no API at all"


def test_only_what_the_pull_request_changes_is_reviewed(project: Project) -> None:
    """The branch that it is for has moved on meanwhile."""
    project.content.propose(f"refs/pull/{PULL}/head", hurry)
    project.content.push(weaken)
    fork = project.content.folder / f"refs-pull-{PULL}-head"
    project.content.office.repository.git("-C", str(fork), "fetch", "--quiet", "origin")
    job, _ = project.proposed(lambda made: made.write("notes.md", "Notes\n"))
    assert job.result == "success", job.log
    assert "5 working days" in job.summary
    assert "Controls get weaker" not in job.summary


def test_a_broken_document_has_an_annotation_and_no_preview(project: Project) -> None:
    job, runner = project.proposed(breaks)
    assert (job.result, job.failed) == ("failure", ["Validate"])
    assert "::error file=playbooks/library/webinar.yml,line=" in job.log
    assert runner.artifacts == {}


def test_a_push(project: Project) -> None:
    job, runner = project.pushed(weaken)
    assert job.result == "success", job.log
    assert (runner.artifacts["site-preview"] / "index.html").is_file()
    assert not (project.content.folder / "run1/check/temp/review").exists()


def test_what_cannot_be_compared_fails(project: Project) -> None:
    """The documents are good now. What they were before cannot be read, and that is no reason to be silent."""
    project.content.push(breaks)

    job, _ = project.proposed(lambda made: made.change("due: in time", "due: -4bd"))
    assert job.failed == ["Review"]
    assert "could not be compared" in job.summary


def test_codeowners_are_current_where_mopsdocs_writes_them(project: Project) -> None:
    def write_owners(made: Company) -> None:
        made.write("site_config/workspace.yml", made.read("site_config/workspace.yml") + "owner: marketing-director\n")
        done = made.run("owners", "--format", "github")
        assert done.code == 0, done.err

    def other_owner(made: Company) -> None:
        made.change("owner: campaign-manager", "owner: privacy-counsel")

    project.content.push(write_owners)
    job, _ = project.proposed(hurry)
    assert job.result == "success", job.log
    job, _ = project.proposed(other_owner)
    assert job.failed == ["Check that CODEOWNERS is current"]
    assert "mopsdocs owners --format github" in job.log
