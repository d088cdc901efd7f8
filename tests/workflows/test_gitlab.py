"""The jobs for GitLab, end to end: their own scripts against a fake of the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.regions.offices import Company
from tests.repositories import isolate
from tests.workflows.content import Content, Edit, breaks, content, hurry, mention, strengthen, weaken
from tests.workflows.fake_gitlab import BOT, PROJECT, TOKEN, FakeGitLab
from tests.workflows.pipeline import Job, Pipeline, Variable

pytestmark = pytest.mark.slow

MARKER = "<!-- mopsdocs review -->"
HEAD = "refs/merge-requests/5/head"
PROTECTED = Variable(TOKEN, protected=True, environment="mopsdocs-comment")


@dataclass
class Project:
    """A project with one merge request."""

    content: Content
    gitlab: FakeGitLab
    variables: dict[str, Variable] = field(default_factory=lambda: {"MOPSDOCS_TOKEN": PROTECTED})
    pipelines: int = 0

    def proposed(self, edit: Edit, *only: str) -> dict[str, Job]:
        """The pipeline of the merge request after a commit to it, or `only` some of its jobs."""
        self.content.propose(HEAD, edit)
        base = self.content.origin.git("merge-base", "main", HEAD)
        given = {
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_MERGE_REQUEST_IID": "5",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        }
        return self._run(HEAD, given, False, *only)

    def reported(self, edit: Edit, target: str = "main", **event: object) -> dict[str, Job]:
        """The pipeline of the default branch that the webhook starts after a commit to the merge request."""
        self.content.propose(HEAD, edit)
        attributes = {"iid": 5, "target_branch": target, "action": "update", "oldrev": "0" * 40, **event}
        payload = {"object_kind": "merge_request", "object_attributes": attributes, "changes": {}}
        return self.triggered(payload)

    def triggered(self, payload: object) -> dict[str, Job]:
        file = self.content.folder / "payload.json"
        file.write_text(json.dumps(payload), encoding="utf-8")
        given = {"CI_PIPELINE_SOURCE": "trigger", "CI_COMMIT_BRANCH": "main", "TRIGGER_PAYLOAD": str(file)}
        return self._run("refs/heads/main", given, protected=True)

    def scheduled(self) -> dict[str, Job]:
        given = {"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main", "MOPSDOCS_DRIFT": "1"}
        return self._run("refs/heads/main", given, protected=True)

    def pushed(self, branch: str) -> dict[str, Job]:
        given = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": branch}
        return self._run(f"refs/heads/{branch}", given, protected=branch == "main")

    def _run(self, ref: str, given: dict[str, str], protected: bool, *only: str) -> dict[str, Job]:
        self.pipelines += 1
        folder = self.content.folder / f"pipeline{self.pipelines}"
        folder.mkdir()
        common = {"CI_API_V4_URL": f"{self.gitlab.address}/api/v4", "CI_PROJECT_ID": PROJECT}
        common["CI_JOB_URL"] = "https://gitlab.invalid/jobs/42"
        known, machine = {**common, **given}, self.content.machine
        return Pipeline(self.content.origin, folder, ref, known, self.variables, protected, machine).run(*only)

    @property
    def notes(self) -> list[str]:
        return [str(note["body"]) for note in self.gitlab.notes]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    isolate(monkeypatch)
    gitlab = FakeGitLab()
    with gitlab.running():
        yield Project(content(tmp_path, "gitlab"), gitlab)


def results(jobs: dict[str, Job]) -> dict[str, str]:
    return {name.removeprefix("mopsdocs-"): job.result for name, job in jobs.items()}


def test_a_merge_request_checks_itself_without_any_variable(project: Project) -> None:
    project.variables = {}
    project.content = replace(project.content, machine={})
    jobs = project.proposed(weaken)
    assert results(jobs) == {"validate": "success", "site": "success", "review": "failed"}
    report = json.loads((jobs["mopsdocs-validate"].folder / "gl-code-quality-report.json").read_bytes())
    assert isinstance(report, list)
    assert "<h1" in (jobs["mopsdocs-site"].folder / "site/index.html").read_text(encoding="utf-8")
    review = (jobs["mopsdocs-review"].folder / "review/review.md").read_text(encoding="utf-8")
    assert review.startswith("### Controls get weaker: 1 error")
    quality = json.loads((jobs["mopsdocs-review"].folder / "gl-code-quality-report.json").read_bytes())
    assert "gate-approver-removed" in {found["check_name"] for found in quality}
    assert project.gitlab.asked == []


def test_the_token_is_out_of_reach_of_a_merge_request(project: Project) -> None:
    """A branch of the project that tries to comment by itself: a protected variable is not there."""
    project.variables["MOPSDOCS_COMMENT"] = Variable("merge-request")
    jobs = project.proposed(weaken, "mopsdocs-compare", "mopsdocs-comment")
    assert results(jobs) == {"compare": "success", "comment": "failed"}
    assert "There is no token for comments (.gitlab/mopsdocs.yml says how to make one)" in jobs["mopsdocs-comment"].log
    assert project.gitlab.asked == []


def test_one_comment_and_one_label_follow_the_merge_request(project: Project) -> None:
    jobs = project.reported(weaken)
    assert results(jobs) == {"compare": "success", "comment": "success"}, jobs["mopsdocs-comment"].log
    (note,) = project.gitlab.notes
    assert note["author"] == BOT
    assert note["body"].startswith(f"{MARKER}\n")
    assert "### Controls get weaker: 1 error" in note["body"]
    assert project.gitlab.labels == ["mopsdocs::error"]

    def hurry_instead(made: Company) -> None:
        strengthen(made)
        hurry(made)

    project.reported(hurry_instead)
    assert [found["id"] for found in project.gitlab.notes] == [note["id"]], "the same comment"
    assert "5 working days" in project.notes[0]
    assert project.gitlab.labels == ["mopsdocs::warning"]

    project.reported(strengthen)
    assert "5 working days" not in project.notes[0]
    assert project.gitlab.labels == []


def test_without_a_change_for_people_there_is_no_comment(project: Project) -> None:
    assert results(project.reported(mention)) == {"compare": "success", "comment": "success"}
    assert project.gitlab.writes() == []


def test_what_cannot_be_compared_is_said(project: Project) -> None:
    project.reported(hurry)
    jobs = project.reported(lambda made: made.change("due: -5bd", "due: in time"))
    assert results(jobs) == {"compare": "failed", "comment": "success"}
    (note,) = project.notes
    assert "could not be compared" in note
    assert "working days" not in note
    assert project.gitlab.labels == ["mopsdocs::not reviewed"]
    assert results(project.proposed(mention, "mopsdocs-review")) == {"review": "failed"}


def test_a_comparison_that_breaks_off_does_not_leave_the_old_comment(project: Project) -> None:
    project.reported(hurry)
    jobs = project.reported(mention, target="gone")
    assert results(jobs) == {"compare": "failed", "comment": "success"}
    assert "The merge request !5 or its target branch could not be fetched." in jobs["mopsdocs-compare"].log
    assert "could not be reviewed" in project.notes[0]
    assert project.gitlab.labels == ["mopsdocs::not reviewed"]


def test_others_comments_and_labels_are_left_alone(project: Project) -> None:
    foreign = project.gitlab.says({"id": 1, "username": "somebody"}, f"{MARKER}\nAll is well.")
    quoted = project.gitlab.says(BOT, f"Somebody wrote: {MARKER}")
    project.gitlab.labels = ["urgent", "mopsdocs::info", "mopsdocs::mine"]
    project.reported(weaken)
    assert (foreign["body"], quoted["body"]) == (f"{MARKER}\nAll is well.", f"Somebody wrote: {MARKER}")
    assert len(project.notes) == 3
    assert sorted(project.gitlab.labels) == ["mopsdocs::error", "mopsdocs::mine", "urgent"]


def test_our_comment_is_on_a_later_page(project: Project) -> None:
    for number in range(120):
        project.gitlab.says({"id": 1, "username": "somebody"}, f"Comment {number}")
    project.gitlab.says(BOT, f"{MARKER}\nold")
    project.reported(weaken)
    assert len(project.notes) == 121
    assert project.notes[-1] != f"{MARKER}\nold"


SCRIPT = "import pathlib\npathlib.Path('pwned').touch()\npathlib.Path(__file__).with_name('pwned').touch()\n"


def test_nothing_of_the_merge_request_runs_where_the_token_is(project: Project) -> None:
    branch = "$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned"
    project.content.push(lambda _: None, branch)

    def attack(made: Company) -> None:
        hurry(made)
        for name in ("compare.py", "note.py", "comparison.py", "forge.py", "gitlab.py", "requirements.txt"):
            made.write(f".gitlab/mopsdocs/{name}", SCRIPT)
        for path in ("sitecustomize.py", "mopsdocs/__init__.py", "yaml.py"):
            made.write(path, SCRIPT)
        made.write(".gitlab-ci.yml", "evil:\n  script: [touch pwned]\n")
        made.write(".gitattributes", "* filter=evil diff=evil\n")

    jobs = project.reported(attack, target=branch)
    assert results(jobs) == {"compare": "success", "comment": "success"}, jobs["mopsdocs-compare"].log
    assert project.content.written("pwned") == []
    assert project.gitlab.labels == ["mopsdocs::warning"]


def test_a_comment_gives_no_orders(project: Project) -> None:
    """The name of a file is typed by others, and a line that begins with a slash is an order to GitLab."""

    def attack(made: Company) -> None:
        made.write("playbooks/library/a\n/merge\n  /approve.yml", "kind: playbook\nid: [\n")

    project.reported(attack)
    assert "could not be compared" in project.notes[0]
    assert project.gitlab.ran == []


def test_only_the_job_that_comments_has_the_token(project: Project) -> None:
    compare = "    - python .gitlab/mopsdocs/compare.py compared"
    shown = f"    - env\n{compare}"
    project.content.push(lambda made: made.change(compare, shown, ".gitlab/mopsdocs.yml"))
    jobs = project.reported(weaken)
    assert "CI_API_V4_URL=" in jobs["mopsdocs-compare"].log
    assert TOKEN not in jobs["mopsdocs-compare"].log


def test_comments_from_the_merge_request_itself_where_everybody_is_trusted(project: Project) -> None:
    token = Variable(TOKEN, environment="mopsdocs-comment")
    project.variables = {"MOPSDOCS_TOKEN": token, "MOPSDOCS_COMMENT": Variable("merge-request")}
    jobs = project.proposed(weaken)
    assert results(jobs) == {
        "validate": "success",
        "site": "success",
        "review": "failed",
        "compare": "success",
        "comment": "success",
    }
    assert project.gitlab.labels == ["mopsdocs::error"]


def test_a_token_that_is_none(project: Project) -> None:
    project.variables = {"MOPSDOCS_TOKEN": Variable("glpat-old")}
    jobs = project.reported(weaken)
    assert results(jobs) == {"compare": "success", "comment": "failed"}
    assert (
        jobs["mopsdocs-comment"].log
        == "error: GitLab refused GET /user: the token was not accepted (401 Unauthorized).\n"
    )


def test_broken_documents_are_a_quality_report(project: Project) -> None:
    jobs = project.proposed(breaks)
    assert results(jobs) == {"validate": "failed", "site": "failed", "review": "failed"}
    report = json.loads((jobs["mopsdocs-validate"].folder / "gl-code-quality-report.json").read_bytes())
    assert "playbooks/library/webinar.yml" in {found["location"]["path"] for found in report}


def test_pushes(project: Project) -> None:
    assert results(project.pushed("main")) == {"validate": "success", "site": "success"}
    project.content.push(mention, "other")
    assert project.pushed("other") == {}, "its merge request has a pipeline of its own"


def test_the_report_on_copies_fails_while_one_is_behind(project: Project) -> None:
    assert results(project.scheduled()) == {"drift": "success"}
    project.content.push(hurry)
    jobs = project.scheduled()
    assert results(jobs) == {"drift": "failed"}
    assert "| webinar | behind 1↓ | behind 1↓ |" in jobs["mopsdocs-drift"].log
    assert "behind 1↓" in (jobs["mopsdocs-drift"].folder / "drift.md").read_text(encoding="utf-8")
