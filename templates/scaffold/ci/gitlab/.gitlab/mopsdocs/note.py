"""Keeps one comment and one label of a merge request in step with its last review.

Usage: note.py FOLDER, with what compare.py left there. This is the only place that uses the token. It runs nothing and
reads nothing of the merge request but its number and its labels.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

from forge import Forge, run
from gitlab import LIMIT, api, merge_request
from verdict import MARKER, NOTHING, Verdict, labels

PREFIX: Final = "mopsdocs::"
"""Labels that begin so are ours to set and to remove. GitLab takes the two colons for "one of these at a time"."""

_QUICK_ACTION: Final = re.compile(r"^(\s*)/", re.MULTILINE)


def main() -> None:
    """Brings comment and label up to date; raises Refused."""
    found = merge_request()
    if found is None:
        print("There is nothing new to comment on.")
        return
    verdict = Verdict.read(Path(sys.argv[1]))
    gitlab = api()
    at = f"/projects/{os.environ['CI_PROJECT_ID']}/merge_requests/{found.number}"
    _note(gitlab, at, verdict)
    _label(gitlab, at, verdict.level)


def _note(gitlab: Forge, at: str, verdict: Verdict) -> None:
    """The comment is known by its first line and by its author, as anybody can write either alone."""
    ourselves = gitlab.call("GET", "/user")["id"]
    notes = gitlab.pages(f"{at}/notes?sort=asc&order_by=created_at")
    ours = [note for note in notes if note["author"]["id"] == ourselves and note["body"].startswith(MARKER)]
    body = inert(verdict.comment(os.environ.get("CI_JOB_URL", ""), LIMIT))
    if ours:
        if ours[0]["body"] != body:
            gitlab.call("PUT", f"{at}/notes/{int(ours[0]['id'])}", {"body": body})
    elif verdict.level != NOTHING:  # most changes are not about playbooks, and need no comment that says so
        gitlab.call("POST", f"{at}/notes", {"body": body})


def inert(text: str) -> str:
    """`text` without quick actions: a line that begins with /merge would be an order, given by us."""
    return _QUICK_ACTION.sub(r"\1\\/", text)


def _label(gitlab: Forge, at: str, level: str) -> None:
    wanted, stale = labels(PREFIX, level)
    present = set(gitlab.call("GET", at)["labels"])
    missing = {wanted} - present if wanted is not None else set()
    left = sorted(present.intersection(stale))
    if missing or left:
        changes = {"add_labels": ",".join(missing), "remove_labels": ",".join(left)}
        gitlab.call("PUT", at, {key: names for key, names in changes.items() if names})


if __name__ == "__main__":
    sys.exit(run(main))
