"""Calls of the API that go wrong: the script that comments, against a fake that answers as GitHub documents it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mopsdocs.resources import ci_files
from tests.workflows.fake_github import BOT, REPOSITORY, FakeGitHub
from tests.workflows.server import Response

PULL = 7
MARKER = "<!-- mopsdocs review -->"
COMMENTS = f"/issues/{PULL}/comments"
UNKNOWN = "there is no such thing, or the token may not see it"
INVALID = "what was sent was not accepted"


@dataclass
class Commenting:
    """A review that was made, and the script that is to comment on it."""

    folder: Path
    github: FakeGitHub
    token: str

    def verdict(self, level: str, text: str = "### A review\n") -> None:
        (self.folder / "review.md").write_text(text, encoding="utf-8")
        known = json.dumps({"level": level, "commit": "a" * 40})
        (self.folder / "verdict.json").write_text(known, encoding="utf-8")

    def comment(self, event: object = None, **environment: str) -> tuple[int, str]:
        """The exit code of the script and what it said."""
        written = self.folder / "event.json"
        written.write_text(json.dumps(event or {"pull_request": {"number": PULL}}), encoding="utf-8")
        variables = {
            "PATH": os.environ["PATH"],
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.github.address,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(written),
            "GITHUB_TOKEN": self.token,
            "no_proxy": "*",
            **environment,
        }
        command = [sys.executable, str(self.folder / "comment.py"), str(self.folder)]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=60)
        assert done.stdout == ""
        return done.returncode, done.stderr

    def body(self) -> str:
        (comment,) = self.github.comments
        return str(comment["body"])


@pytest.fixture
def commenting(tmp_path: Path) -> Iterator[Commenting]:
    for path, source in ci_files("github").items():
        if path.endswith(".py"):
            shutil.copy(source, tmp_path)
    github = FakeGitHub()
    github.pull_request(PULL)
    with github.running():
        found = Commenting(tmp_path, github, github.token({"pull-requests": "write", "issues": "write"}))
        found.verdict("error")
        yield found


def limited(status: int = 403, **headers: str) -> Response:
    message = "You have exceeded a secondary rate limit."
    return Response(status, {"message": message}, {name.replace("_", "-"): value for name, value in headers.items()})


def test_all_is_well(commenting: Commenting) -> None:
    assert commenting.comment() == (0, "")
    assert commenting.body().startswith(f"{MARKER}\n### A review\n")
    assert commenting.comment() == (0, "")
    assert commenting.github.writes() == [
        f"POST /repos/{REPOSITORY}{COMMENTS}",
        f"POST /repos/{REPOSITORY}/labels",
        f"POST /repos/{REPOSITORY}/issues/{PULL}/labels",
    ], "the second time nothing is left to do"


@pytest.mark.parametrize(
    ("method", "response"),
    [
        ("POST", limited(Retry_After="1")),
        ("POST", limited(429, Retry_After="0")),
        ("POST", limited(X_RateLimit_Remaining="0", X_RateLimit_Reset="1")),
        ("GET", limited(429, Retry_After="1")),
        ("GET", Response(502, "<html>Bad gateway</html>")),
        ("GET", Response(500)),
    ],
)
def test_what_passes_by_itself_is_waited_for(commenting: Commenting, method: str, response: Response) -> None:
    commenting.github.troubles = [(method, COMMENTS, response)]
    assert commenting.comment() == (0, "")
    assert commenting.github.troubles == []
    assert commenting.body()


def test_an_update_is_repeated(commenting: Commenting) -> None:
    commenting.comment()
    commenting.verdict("error", "### Another review\n")
    commenting.github.troubles = [("PATCH", "/comments/", Response(503, ""))]
    assert commenting.comment() == (0, "")
    assert "Another review" in commenting.body()


def test_a_long_wait_is_left_to_people(commenting: Commenting) -> None:
    in_an_hour = str(int(time.time()) + 3600)
    response = limited(X_RateLimit_Remaining="0", X_RateLimit_Reset=in_an_hour)
    commenting.github.troubles = [("POST", COMMENTS, response)]
    code, said = commenting.comment()
    assert code == 2
    assert f"::error::GitHub refused POST {COMMENTS}: too many requests (" in said
    assert "It asks to wait 60 minutes; run the job again after that.\n" in said


@pytest.mark.parametrize(
    ("method", "response", "words"),
    [
        ("POST", Response(502, "<html>Bad gateway</html>"), "status 502. Run the job again."),
        (
            "GET",
            Response(404, {"message": "Not Found"}),
            f"{UNKNOWN} (Not Found).",
        ),
        (
            "POST",
            Response(422, {"message": "Validation Failed"}),
            f"{INVALID} (Validation Failed).",
        ),
        ("GET", Response(301, {"message": "Moved"}, {"Location": "http://127.0.0.1:1/"}), "status 301 (Moved)."),
        ("POST", Response(403, {"message": "No.\n::error::100%"}), "the token may not do this (No. ::error::100%25)."),
        ("POST", Response(403, {"error": {"a": ["b"]}}), 'the token may not do this ({"a": ["b"]}).'),
    ],
)
def test_a_refusal_is_one_plain_sentence(commenting: Commenting, method: str, response: Response, words: str) -> None:
    commenting.github.troubles = [(method, COMMENTS, response)]
    assert commenting.comment() == (2, f"::error::GitHub refused {method} {COMMENTS}: {words}\n")
    assert commenting.github.comments == [], "and nothing is written twice"


def test_the_token_stays_with_the_api(commenting: Commenting) -> None:
    """A redirect is not followed, and neither is the address of a next page that leads elsewhere."""
    elsewhere = FakeGitHub()
    with elsewhere.running():
        moved = Response(307, {"message": "Moved"}, {"Location": f"{elsewhere.address}/"})
        page = Response(200, [], {"Link": f'<{elsewhere.address}/?page=2>; rel="next"'})
        commenting.github.troubles = [("GET", COMMENTS, page), ("POST", COMMENTS, moved)]
        code, _ = commenting.comment()
    assert code == 2
    assert elsewhere.asked == []
    assert [request.query.get("page") for request in commenting.github.asked] == ["1", "2", None]


def test_nobody_is_there(commenting: Commenting) -> None:
    code, said = commenting.comment(GITHUB_API_URL="http://127.0.0.1:9/")
    assert code == 2
    assert said.startswith("::error::GitHub cannot be reached (GET /issues/7/comments): ")
    assert said.endswith(". Run the job again.\n")


def test_something_else_is_there(commenting: Commenting) -> None:
    commenting.github.troubles = [("GET", COMMENTS, Response(200, "<html>Please log in</html>"))]
    code, said = commenting.comment()
    assert code == 2
    assert "is not JSON. Is its API at http://127.0.0.1:" in said


def test_a_token_that_is_none(commenting: Commenting) -> None:
    code, said = commenting.comment(GITHUB_TOKEN="ghs_wrong")
    assert (code, said) == (
        2,
        f"::error::GitHub refused GET {COMMENTS}: the token was not accepted (Bad credentials).\n",
    )
    assert "ghs_wrong" not in said


def test_without_a_token(commenting: Commenting) -> None:
    said = "::error::There is no token: the environment variable GITHUB_TOKEN is empty.\n"
    assert commenting.comment(GITHUB_TOKEN="") == (2, said)
    assert commenting.github.asked == []


def test_without_a_pull_request(commenting: Commenting) -> None:
    said = "::error::This run was not started by a pull request, so there is nothing to comment on.\n"
    assert commenting.comment({"ref": "refs/heads/main"}) == (2, said)


def test_a_long_review_is_cut_after_a_line(commenting: Commenting) -> None:
    lines = [f"- line {number} \N{PARTY POPPER}\n" for number in range(6_000)]
    commenting.verdict("warning", "".join(lines))
    assert commenting.comment() == (0, "")
    body = commenting.body()
    assert 65_000 < len(body) <= 65_536
    marker, notice, *rest = body.split("\n")
    assert marker == MARKER
    assert notice.startswith("**This is too long for one page:** [the run](")
    assert all(f"{line}\n" in lines for line in rest if line.startswith("- "))


@pytest.mark.parametrize(
    "damage",
    [
        '{"level": "none"}',
        '{"level": "great", "commit": ""}',
        '{"level": "none", "commit": "](https://example.org)"}',
        "[",
        "[]",
        '{"level": ["none"], "commit": ""}',
        '{"level": "none", "commit": 1}',
    ],
)
def test_a_damaged_verdict_is_no_verdict(commenting: Commenting, damage: str) -> None:
    (commenting.folder / "verdict.json").write_text(damage, encoding="utf-8")
    assert commenting.comment() == (0, "")
    assert "could not be reviewed" in commenting.body()
    assert commenting.github.labels_of(PULL) == ["mopsdocs: not reviewed"]


def test_our_comment_is_on_a_later_page(commenting: Commenting) -> None:
    for number in range(230):
        commenting.github.says(PULL, "somebody", f"{MARKER}\nComment {number}")
    ours = commenting.github.says(PULL, BOT["login"], f"{MARKER}\nold")
    assert commenting.comment() == (0, "")
    assert len(commenting.github.comments) == 231
    assert "A review" in ours["body"]


def test_a_label_that_is_there_already(commenting: Commenting) -> None:
    commenting.github.labels["mopsdocs: error"] = {"name": "mopsdocs: error", "color": "000000"}
    assert commenting.comment() == (0, "")
    assert commenting.github.labels["mopsdocs: error"]["color"] == "000000"
    assert commenting.github.labels_of(PULL) == ["mopsdocs: error"]
