"""Keeps one issue in step with the report on regional copies: open while a copy is behind, closed when none is.

Usage: drift.py FILE CODE, with the report as Markdown and the exit code of `mopsdocs status --check`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from answers import Refused
from forge import Forge, run
from github import LIMIT, is_ours, repository, run_address
from verdict import cut

MARKER: Final = "<!-- mopsdocs drift -->"
"""First line of the issue, by which it is found again."""

LABEL: Final = {"name": "mopsdocs: drift", "color": "FBCA04", "description": "Regional copies behind their playbooks"}
TITLE: Final = "Regional copies differ from their playbooks"

_END: Final = """
`mopsdocs sync` takes over what the library has improved and leaves local edits alone.
This issue is kept up to date by [a run each week]({run}) and closed by it when every copy is in sync.
"""


def main() -> None:
    """Brings the issue up to date; raises Refused."""
    report, code = Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]
    if code not in {"0", "1"}:
        raise Refused("The copies were not compared, so the issue stays as it is.")
    github = repository()
    issues = github.pages(f"/issues?state=all&labels={quote(LABEL['name'], safe='')}")
    ours = next((found for found in issues if is_ours(found, MARKER)), None)
    if code == "1":
        _open(github, ours, body(report, run_address()))
    elif ours is not None and ours["state"] == "open":
        github.call("PATCH", f"/issues/{int(ours['number'])}", {"state": "closed", "state_reason": "completed"})


def body(report: str, address: str) -> str:
    """What the issue says."""
    end = _END.format(run=address)
    return f"{MARKER}\n{cut(report, LIMIT - len(MARKER) - len(end) - 1, address)}{end}"


def _open(github: Forge, ours: dict[str, Any] | None, text: str) -> None:
    if ours is None:
        github.call("POST", "/labels", LABEL, tolerated=(422,))  # 422: there is one already
        github.call("POST", "/issues", {"title": TITLE, "body": text, "labels": [LABEL["name"]]})
    elif ours["state"] != "open" or ours["body"] != text:
        github.call("PATCH", f"/issues/{int(ours['number'])}", {"body": text, "state": "open"})


if __name__ == "__main__":
    sys.exit(run(main))
