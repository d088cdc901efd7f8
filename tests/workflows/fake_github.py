"""A fake of the part of GitHub's REST API that the workflows use, as its documentation describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.workflows.server import Request, Response, Route, Server

BOT: dict[str, Any] = {"login": "github-actions[bot]", "type": "Bot", "id": 41898282}
REPOSITORY = "marketing/playbooks"
LONGEST = 65_536


@dataclass
class FakeGitHub(Server):
    """One repository with issues, of which some are pull requests. Tokens know what they may, as a job's own do."""

    tokens: dict[str, Mapping[str, str]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        repository = f"/repos/{REPOSITORY}"
        write_pull, write_issue = "pull-requests: write", "issues: write"
        read = (write_pull, write_issue, "pull-requests: read", "issues: read")
        one = f"{repository}/issues/([0-9]+)"
        self.routes = [
            Route("GET", f"{one}/comments", self._list_comments, read),
            Route("POST", f"{one}/comments", self._comment, (write_pull, write_issue)),
            Route("PATCH", f"{repository}/issues/comments/([0-9]+)", self._edit_comment, (write_pull, write_issue)),
            Route("GET", f"{one}/labels", self._list_labels, read),
            Route("POST", f"{one}/labels", self._add_labels, (write_pull,)),
            Route("DELETE", f"{one}/labels/([^/]+)", self._remove_label, (write_pull,)),
            Route("POST", f"{repository}/labels", self._create_label, (write_issue,)),
            Route("GET", f"{repository}/issues", self._list_issues, read),
            Route("POST", f"{repository}/issues", self._open_issue, (write_issue,)),
            Route("PATCH", one, self._edit_issue, (write_issue,)),
        ]

    def token(self, permissions: Mapping[str, str]) -> str:
        """A new token with these permissions, as GitHub makes one for every job."""
        token = f"ghs_{len(self.tokens)}"
        self.tokens[token] = permissions
        return token

    def pull_request(self, number: int) -> None:
        self.issues.append(
            {"number": number, "state": "open", "labels": [], "pull_request": {}, "user": {"login": "x"}}
        )

    def says(self, number: int, author: str, body: str) -> dict[str, Any]:
        """A comment that somebody has written."""
        user = BOT if author == BOT["login"] else {"login": author, "type": "User", "id": 1}
        comment = {"id": 1000 + len(self.comments), "issue": number, "user": user, "body": body}
        self.comments.append(comment)
        return comment

    def labels_of(self, number: int) -> list[str]:
        return [str(label["name"]) for label in self._issue(str(number))["labels"]]

    def refusal(self, request: Request, route: Route) -> Response | None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return Response(401, {"message": "Bad credentials", "status": "401"})
        held = {f"{scope}: {level}" for scope, level in self.tokens[token].items()}
        if held.isdisjoint(route.permissions):
            return Response(403, {"message": "Resource not accessible by integration", "status": "403"})
        return None

    def not_found(self) -> Response:
        return Response(404, {"message": "Not Found", "status": "404"})

    def _issue(self, number: str) -> dict[str, Any]:
        return next(issue for issue in self.issues if issue["number"] == int(number))

    def _list_comments(self, request: Request, number: str) -> Response:
        return self.page(request, [comment for comment in self.comments if comment["issue"] == int(number)])

    def _comment(self, request: Request, number: str) -> Response:
        if len(request.body["body"]) > LONGEST:
            return _invalid("body is too long (maximum is 65536 characters)")
        return Response(201, self.says(int(number), BOT["login"], request.body["body"]))

    def _edit_comment(self, request: Request, id: str) -> Response:
        found = next((comment for comment in self.comments if comment["id"] == int(id)), None)
        if found is None:
            return self.not_found()
        found["body"] = request.body["body"]
        return Response(200, found)

    def _list_labels(self, request: Request, number: str) -> Response:
        return self.page(request, self._issue(number)["labels"])

    def _add_labels(self, request: Request, number: str) -> Response:
        for name in request.body["labels"]:
            label = self.labels.setdefault(name, {"name": name, "color": "ededed"})
            if label not in self._issue(number)["labels"]:
                self._issue(number)["labels"].append(label)
        return Response(200, self._issue(number)["labels"])

    def _remove_label(self, _: Request, number: str, name: str) -> Response:
        labels = self._issue(number)["labels"]
        if all(label["name"] != name for label in labels):
            return Response(404, {"message": "Label does not exist", "status": "404"})
        labels[:] = [label for label in labels if label["name"] != name]
        return Response(200, labels)

    def _create_label(self, request: Request) -> Response:
        if request.body["name"] in self.labels:
            return _invalid("already_exists")
        if len(request.body["description"]) > 100 or len(request.body["name"]) > 50:
            return _invalid("is too long")
        self.labels[request.body["name"]] = request.body
        return Response(201, request.body)

    def _list_issues(self, request: Request) -> Response:
        wanted = set(filter(None, request.query.get("labels", "").split(",")))
        state = request.query.get("state", "open")
        found = [
            issue
            for issue in self.issues
            if state in ("all", issue["state"]) and wanted <= {label["name"] for label in issue["labels"]}
        ]
        return self.page(request, found[::-1])

    def _open_issue(self, request: Request) -> Response:
        labels = [self.labels.setdefault(name, {"name": name}) for name in request.body.pop("labels", [])]
        issue = {"number": 500 + len(self.issues), "state": "open", "labels": labels, "user": BOT, **request.body}
        self.issues.append(issue)
        return Response(201, issue)

    def _edit_issue(self, request: Request, number: str) -> Response:
        self._issue(number).update(request.body)
        return Response(200, self._issue(number))


def _invalid(message: str) -> Response:
    errors = [{"resource": "Issue", "code": "custom", "message": message}]
    return Response(422, {"message": "Validation Failed", "errors": errors, "status": "422"})
