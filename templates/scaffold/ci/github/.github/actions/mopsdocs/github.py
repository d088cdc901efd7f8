"""What the scripts for GitHub have in common: the API of this repository, and who they are there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from forge import Forge, setting

BOT: Final = "github-actions[bot]"
"""The author of everything that a workflow's own token writes. GitHub does not let that token ask who it is."""

LIMIT: Final = 65_536
"""Characters of a comment or an issue; GitHub refuses longer ones."""


def repository() -> Forge:
    """The API of the repository that the workflow runs in, on github.com or an Enterprise Server; raises Refused."""
    server = os.environ.get("GITHUB_API_URL", "https://api.github.com").rstrip("/")
    headers = {
        "Authorization": f"Bearer {setting('GITHUB_TOKEN', 'token')}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return Forge("GitHub", f"{server}/repos/{setting('GITHUB_REPOSITORY', 'repository')}", headers)


def run_address() -> str:
    """Where people read the log of this run."""
    server, name = os.environ.get("GITHUB_SERVER_URL", "https://github.com"), os.environ.get("GITHUB_REPOSITORY", "")
    return f"{server}/{name}/actions/runs/{os.environ.get('GITHUB_RUN_ID', '')}"


def is_ours(found: Mapping[str, Any], marker: str) -> bool:
    """Whether a comment or an issue was written here: marked at its very beginning, by ourselves.

    Anybody can write the marker, and other workflows may quote what anybody wrote, so either alone proves nothing.
    """
    author = (found.get("user") or {}).get("login")
    return author == BOT and str(found.get("body") or "").startswith(marker)
