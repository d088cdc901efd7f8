"""The weekly report on regional copies on GitHub, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.regions.offices import Company
from tests.repositories import isolate
from tests.workflows.content import Content, content, hurry
from tests.workflows.fake_github import FakeGitHub
from tests.workflows.runner import Job, Runner

pytestmark = pytest.mark.slow

MARKER = "<!-- mopsdocs drift -->"


@dataclass
class Project:
    """A repository on GitHub, looked at week after week."""

    content: Content
    github: FakeGitHub
    weeks: int = 0

    def week(self) -> dict[str, Job]:
        self.weeks += 1
        folder = self.content.folder / f"week{self.weeks}"
        runner = Runner(self.content.origin, self.github, folder, "schedule", {}, self.content.machine)
        return runner.run("mopsdocs-drift")

    def issue(self) -> dict[str, Any]:
        (issue,) = [each for each in self.github.issues if each["body"].startswith(MARKER)]
        return issue


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    isolate(monkeypatch)
    github = FakeGitHub()
    with github.running():
        yield Project(content(tmp_path, "github"), github)


def sync(made: Company) -> None:
    done = made.run("sync")
    assert done.code == 0, done.err + done.out


def test_one_issue_opens_and_closes_with_the_drift(project: Project) -> None:
    assert project.week()["issue"].result == "success"
    assert project.github.writes() == [], "all copies are in sync"

    project.content.push(hurry)
    jobs = project.week()
    assert {job.result for job in jobs.values()} == {"success"}, jobs["status"].log + jobs["issue"].log
    issue = project.issue()
    assert (issue["state"], issue["labels"][0]["name"]) == ("open", "mopsdocs: drift")
    assert "| webinar | behind 1↓ | behind 1↓ |" in issue["body"]
    assert "mopsdocs sync" in issue["body"]
    assert "behind 1↓" in jobs["status"].summary

    before = len(project.github.writes())
    project.week()
    assert len(project.github.writes()) == before, "nothing is new"

    project.content.push(lambda made: made.change("due: -45bd", "due: -46bd"))
    project.week()
    assert "behind 2↓" in project.issue()["body"]

    project.content.push(sync)
    project.week()
    assert (project.issue()["state"], project.issue()["state_reason"]) == ("closed", "completed")

    project.content.push(lambda made: made.change("due: -46bd", "due: -45bd"))
    project.week()
    assert (project.issue()["number"], project.issue()["state"]) == (issue["number"], "open"), "the same issue"


def test_others_issues_are_left_alone(project: Project) -> None:
    body = f"{MARKER}\nAll is well."
    label = {"name": "mopsdocs: drift"}
    foreign = {"number": 3, "state": "open", "labels": [label], "user": {"login": "somebody"}, "body": body}
    project.github.issues.append(foreign)
    project.content.push(hurry)
    project.week()
    assert (foreign["body"], foreign["state"]) == (body, "open")
    assert len(project.github.issues) == 2


def test_what_cannot_be_compared_leaves_the_issue_as_it_is(project: Project) -> None:
    project.content.push(hurry)
    project.week()
    before = dict(project.issue())
    project.content.push(lambda made: made.change("due: -5bd", "due: in time"))
    jobs = project.week()
    assert (jobs["status"].result, jobs["issue"].result) == ("failure", "skipped")
    assert jobs["status"].failed == ["Compare"]
    assert project.issue() == before


def test_only_the_job_with_the_issue_may_write(project: Project) -> None:
    project.content.push(hurry)
    project.week()
    assert list(project.github.tokens.values()) == [{"contents": "read"}, {"contents": "read", "issues": "write"}]
