"""The review of a pull request on GitHub, end to end: the workflow's own steps against a fake of the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.regions.offices import Company
from tests.repositories import isolate
from tests.workflows.content import Content, Edit, breaks, content, hurry, mention, strengthen, weaken
from tests.workflows.fake_github import BOT, FakeGitHub
from tests.workflows.runner import Job, Runner
from tests.workflows.server import Response

pytestmark = pytest.mark.slow

PULL = 7
MARKER = "<!-- mopsdocs review -->"


@dataclass
class Project:
    """A repository on GitHub with one pull request from a fork."""

    content: Content
    github: FakeGitHub
    base: str = "main"
    title: str = "Shorter checks"
    runs: int = 0
    jobs: dict[str, Job] = field(default_factory=dict)

    def review(self, edit: Edit) -> dict[str, Job]:
        """What the workflow does after a commit to the pull request."""
        head = self.content.propose(f"refs/pull/{PULL}/head", edit)
        base = {"ref": self.base, "sha": "0" * 40}
        pull = {"number": PULL, "title": self.title, "base": base, "head": {"ref": self.title, "sha": head}}
        event: dict[str, Any] = {"action": "synchronize", "number": PULL, "pull_request": pull}
        self.runs += 1
        folder = self.content.folder / f"run{self.runs}"
        content = self.content
        runner = Runner(content.origin, self.github, folder, "pull_request_target", event, content.machine)
        return runner.run("mopsdocs-review")

    @property
    def comments(self) -> list[str]:
        return [str(comment["body"]) for comment in self.github.comments]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    isolate(monkeypatch)
    github = FakeGitHub()
    github.pull_request(PULL)
    with github.running():
        yield Project(content(tmp_path, "github"), github)


def test_one_comment_and_one_label_follow_the_pull_request(project: Project) -> None:
    jobs = project.review(weaken)
    assert (jobs["review"].result, jobs["comment"].result) == ("failure", "success")
    assert jobs["review"].failed == ["Review"], "the step that fails is the one with the reason"
    (comment,) = project.github.comments
    assert comment["user"] == BOT
    assert comment["body"].startswith(f"{MARKER}\n")
    assert "### Controls get weaker: 1 error" in comment["body"]
    assert "https://github.invalid/marketing/playbooks/actions/runs/42" in comment["body"]
    assert project.github.labels_of(PULL) == ["mopsdocs: error"]
    assert "### Controls get weaker: 1 error" in jobs["review"].summary

    def hurry_instead(made: Company) -> None:
        strengthen(made)
        hurry(made)

    jobs = project.review(hurry_instead)
    assert {job.result for job in jobs.values()} == {"success"}
    assert [found["id"] for found in project.github.comments] == [comment["id"]], "the same comment"
    assert "5 working days" in project.comments[0]
    assert project.github.labels_of(PULL) == ["mopsdocs: warning"]

    jobs = project.review(strengthen)
    assert len(project.comments) == 1
    assert "5 working days" not in project.comments[0]
    assert project.github.labels_of(PULL) == []


def test_the_same_change_again_writes_nothing(project: Project) -> None:
    project.review(weaken)
    before = len(project.github.writes())
    project.review(lambda _: None)
    assert [call.split()[0] for call in project.github.writes()[before:]] == ["PATCH"], "only the commit is another"
    assert len(project.comments) == 1


def test_a_change_of_other_files_gets_no_comment(project: Project) -> None:
    jobs = project.review(mention)
    assert {job.result for job in jobs.values()} == {"success"}
    assert project.github.writes() == []


def test_what_cannot_be_compared_is_a_failure_and_says_so(project: Project) -> None:
    project.review(hurry)
    jobs = project.review(lambda made: made.change("due: -5bd", "due: in time"))
    assert (jobs["review"].result, jobs["comment"].result) == ("failure", "success")
    (comment,) = project.comments
    assert "could not be compared" in comment
    assert "playbooks/library/webinar.yml" in comment
    assert "working days" not in comment, "what was said of the commit before"
    assert "could not be compared" in jobs["review"].summary
    assert project.github.labels_of(PULL) == ["mopsdocs: not reviewed"]


def test_a_review_that_breaks_off_does_not_leave_the_old_comment(project: Project) -> None:
    project.review(hurry)

    def other_version(made: Company) -> None:
        made.write(".github/actions/mopsdocs/requirements.txt", "mopsdocs==999\n--no-index\n")

    project.content.push(other_version)
    jobs = project.review(weaken)
    assert (jobs["review"].result, jobs["comment"].result) == ("failure", "success")
    assert "Review" not in jobs["review"].failed
    assert "could not be reviewed" in project.comments[0]
    assert project.github.labels_of(PULL) == ["mopsdocs: not reviewed"]


def test_others_comments_and_labels_are_left_alone(project: Project) -> None:
    foreign = project.github.says(PULL, "somebody", f"{MARKER}\nAll is well, merge it.")
    quoted = project.github.says(PULL, BOT["login"], f"Somebody wrote: {MARKER}")
    project.github.issues[0]["labels"] = [{"name": "urgent"}, {"name": "mopsdocs: info"}, {"name": "mopsdocs: mine"}]
    project.review(weaken)
    assert (
        project.comments[:2]
        == [foreign["body"], quoted["body"]]
        == [
            f"{MARKER}\nAll is well, merge it.",
            f"Somebody wrote: {MARKER}",
        ]
    )
    assert len(project.comments) == 3
    assert sorted(project.github.labels_of(PULL)) == ["mopsdocs: error", "mopsdocs: mine", "urgent"]


HOSTILE = "$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned;'\"||touch${IFS}pwned"
SCRIPT = "import pathlib\npathlib.Path('pwned').touch()\npathlib.Path(__file__).with_name('pwned').touch()\n"


def test_nothing_of_the_pull_request_runs(project: Project) -> None:
    """Titles, branches, names of files, and every file that somebody might be tempted to run."""
    project.title = f"{HOSTILE}\n::error::x\n${{{{ github.token }}}}"
    project.base = HOSTILE.replace("'", "").replace('"', "")
    project.content.push(lambda _: None, project.base)

    def attack(made: Company) -> None:
        hurry(made)
        for name in ("action.yml", "comment.py", "comparison.py", "forge.py", "verdict.py", "requirements.txt"):
            made.write(f".github/actions/mopsdocs/{name}", "touch pwned\n" if name.endswith("yml") else SCRIPT)
        for path in ("sitecustomize.py", "mopsdocs/__init__.py", "mopsdocs/__main__.py", "yaml.py", "json.py", "git"):
            made.write(path, SCRIPT)
        workflow = made.read(".github/workflows/mopsdocs-review.yml").replace("set -e", "").split("run: |")
        made.write(".github/workflows/mopsdocs-review.yml", "run: touch pwned #".join(workflow))
        made.write("templates/pages/base.html", "{{ ''.__class__.__mro__ }}")
        made.write("templates/review/comment.md", "{{ 1 / 0 }}")
        made.write("mkdocs.yml", "hooks: [sitecustomize.py]\n")
        made.write(".gitattributes", "* filter=evil diff=evil\n")
        made.write(f"playbooks/library/notes {HOSTILE.replace('/', '')}.md", "x\n")

    jobs = project.review(attack)
    assert {job.result for job in jobs.values()} == {"success"}, jobs["review"].log + jobs["comment"].log
    assert project.content.written("pwned") == []
    assert project.github.labels_of(PULL) == ["mopsdocs: warning"]


def test_what_the_failure_quotes_is_inert(project: Project) -> None:
    """The name of a file is the one thing typed by others in the report of a failure, and in the log."""
    name = "a ```` @everyone\n::error::gotcha ##[error]x <img src=x>.yml"

    def attack(made: Company) -> None:
        made.write(f"playbooks/library/{name}", "kind: playbook\nid: [\n")

    jobs = project.review(attack)
    assert jobs["comment"].result == "success"
    (comment,) = project.comments
    before, fence, rest = comment.partition("`````text\n")
    quoted, _, after = rest.partition("\n`````\n")
    assert fence
    assert "@everyone" in quoted
    assert "@everyone" not in before + after
    lines = jobs["review"].log.splitlines()
    stopped = next(line for line in lines if line.startswith("::stop-commands::"))
    resumed = lines.index(f"::{stopped.removeprefix('::stop-commands::')}::")
    assert all(lines.index(stopped) < number < resumed for number, line in enumerate(lines) if "gotcha" in line), (
        "GitHub reads no command there"
    )


def test_the_job_that_reads_the_pull_request_cannot_write(project: Project) -> None:
    project.review(weaken)
    reading, writing = project.github.tokens.values()
    assert reading == {"contents": "read"}
    assert writing == {"contents": "read", "pull-requests": "write", "issues": "write"}


def test_a_comment_that_fails_leaves_the_verdict(project: Project) -> None:
    message = "Resource not accessible by integration"
    project.github.troubles.append(("POST", f"/issues/{PULL}/comments", Response(403, {"message": message})))
    jobs = project.review(weaken)
    assert (jobs["review"].result, jobs["comment"].result) == ("failure", "failure")
    assert jobs["review"].failed == ["Review"]
    assert jobs["comment"].log == (
        f"::error::GitHub refused POST /issues/{PULL}/comments: the token may not do this ({message}).\n"
    )


def test_broken_documents(project: Project) -> None:
    """On the branch itself, not in the pull request: the same failure."""
    project.content.push(breaks)
    jobs = project.review(mention)
    assert jobs["review"].result == "success", "what did not change is not compared"
