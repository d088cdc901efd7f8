"""Keeps one comment and one label of a pull request in step with its last review.

Usage: comment.py FOLDER, with what comparison.py left there. This is the only place with a token that may write to pull
requests. It runs nothing and reads nothing of the pull request but its number.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from answers import Refused
from forge import Forge, run, setting
from github import LIMIT, is_ours, repository, run_address
from verdict import LABELS, MARKER, NOTHING, Verdict, labels

PREFIX: Final = "mopsdocs: "
"""Labels that begin so are ours to set and to remove."""


def main() -> None:
    """Brings comment and label up to date; raises Refused."""
    verdict = Verdict.read(Path(sys.argv[1]))
    number, github = _number(), repository()
    _comment(github, number, verdict)
    _label(github, number, verdict.level)


def _number() -> int:
    """The number of the pull request, from the event that GitHub wrote down."""
    event: Any = json.loads(Path(setting("GITHUB_EVENT_PATH", "event")).read_text(encoding="utf-8"))
    try:
        return int(event["pull_request"]["number"])
    except (LookupError, TypeError, ValueError):
        raise Refused("This run was not started by a pull request, so there is nothing to comment on.") from None


def _comment(github: Forge, number: int, verdict: Verdict) -> None:
    ours = [found for found in github.pages(f"/issues/{number}/comments") if is_ours(found, MARKER)]
    body = verdict.comment(run_address(), LIMIT)
    if ours:
        if ours[0]["body"] != body:
            github.call("PATCH", f"/issues/comments/{int(ours[0]['id'])}", {"body": body})
    elif verdict.level != NOTHING:  # most changes are not about playbooks, and need no comment that says so
        github.call("POST", f"/issues/{number}/comments", {"body": body})


def _label(github: Forge, number: int, level: str) -> None:
    wanted, stale = labels(PREFIX, level)
    present = {str(label["name"]) for label in github.pages(f"/issues/{number}/labels")}
    if wanted is not None and wanted not in present:
        _, colour, meaning = LABELS[level]
        label = {"name": wanted, "color": colour, "description": meaning}
        github.call("POST", "/labels", label, tolerated=(422,))  # 422: there is one already
        github.call("POST", f"/issues/{number}/labels", {"labels": [wanted]})
    for name in stale:
        if name in present:
            github.call("DELETE", f"/issues/{number}/labels/{quote(name, safe='')}", tolerated=(404,))


if __name__ == "__main__":
    sys.exit(run(main))
