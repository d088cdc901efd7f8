"""A fake of the part of GitLab's REST API that the jobs use, as its documentation describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.workflows.server import Request, Response, Route, Server

PROJECT = "17"
TOKEN = "glpat-of-the-bot"
BOT = {"id": 99, "username": "project_17_bot_4ffca233"}


@dataclass
class FakeGitLab(Server):
    """One project with one merge request, and one access token of it."""

    number: int = 5
    labels: list[str] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    """Quick actions that a comment gave, which GitLab carries out in the name of its author."""

    def __post_init__(self) -> None:
        at = f"/api/v4/projects/{PROJECT}/merge_requests/{self.number}"
        self.routes = [
            Route("GET", "/api/v4/user", lambda _: Response(200, BOT)),
            Route("GET", at, lambda _: Response(200, {"iid": self.number, "labels": self.labels})),
            Route("PUT", at, self._update),
            Route("GET", f"{at}/notes", lambda request: self.page(request, self.notes)),
            Route("POST", f"{at}/notes", self._note),
            Route("PUT", f"{at}/notes/([0-9]+)", self._edit),
        ]

    def says(self, author: dict[str, Any], body: str) -> dict[str, Any]:
        """A comment that somebody has written."""
        note = {"id": 300 + len(self.notes), "author": author, "body": body, "system": False}
        self.notes.append(note)
        return note

    def refusal(self, request: Request, route: Route) -> Response | None:
        return None if request.headers.get("private-token") == TOKEN else Response(401, {"message": "401 Unauthorized"})

    def not_found(self) -> Response:
        return Response(404, {"message": "404 Not found"})

    def _update(self, request: Request) -> Response:
        body = request.body
        assert set(body) <= {"add_labels", "remove_labels"}
        assert all(body.values())
        self.labels = [label for label in self.labels if label not in body.get("remove_labels", "").split(",")]
        self.labels += [label for label in body.get("add_labels", "").split(",") if label and label not in self.labels]
        return Response(200, {"iid": self.number, "labels": self.labels})

    def _note(self, request: Request) -> Response:
        return Response(201, self.says(BOT, self._kept(request.body["body"])))

    def _edit(self, request: Request, id: str) -> Response:
        note = next(note for note in self.notes if note["id"] == int(id))
        if note["author"] != BOT:
            return Response(403, {"message": "403 Forbidden"})
        note["body"] = self._kept(request.body["body"])
        return Response(200, note)

    def _kept(self, body: str) -> str:
        """GitLab takes quick actions out of the text and carries them out."""
        orders = [line for line in body.splitlines() if line.lstrip().startswith("/")]
        self.ran += orders
        return "".join(line for line in body.splitlines(keepends=True) if line.rstrip("\n") not in orders)
