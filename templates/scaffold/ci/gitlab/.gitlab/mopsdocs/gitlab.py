"""What the scripts for GitLab have in common: which merge request a pipeline is about, and the API."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from answers import Refused
from forge import Forge, setting

LIMIT: Final = 1_000_000
"""Characters of a comment; GitLab refuses longer ones."""

_NUMBER: Final = re.compile(r"[1-9][0-9]*")
_BRANCH: Final = re.compile(r"[^\s:*?\[\\^~\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """The merge request `number` into the branch `target`."""

    number: int
    target: str


def merge_request() -> MergeRequest | None:
    """The one that this pipeline is of, or that a webhook started it for; None when nothing in it is new.

    Raises Refused when there is none.
    """
    number = os.environ.get("CI_MERGE_REQUEST_IID")
    if number:
        return _checked(number, setting("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "target branch"))
    payload = _payload(Path(setting("TRIGGER_PAYLOAD", "merge request")))
    found = payload.get("object_attributes")
    if payload.get("object_kind") != "merge_request" or not isinstance(found, dict):
        raise Refused("This pipeline was not started by a merge request. The webhook is to send merge request events.")
    return _checked(found.get("iid"), found.get("target_branch")) if _is_new(payload, found) else None


def _payload(file: Path) -> dict[str, Any]:
    try:
        payload = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        payload = None
    return payload if isinstance(payload, dict) else {}


def _is_new(payload: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether there is something else to compare. A label is not: the one set here would start the next pipeline."""
    if found.get("action") == "update":
        return "oldrev" in found or "target_branch" in (payload.get("changes") or {})
    return found.get("action") in {"open", "reopen"}


def _checked(number: object, target: object) -> MergeRequest:
    """The merge request of these names, which become part of what git is asked for."""
    if not _NUMBER.fullmatch(str(number)) or not _BRANCH.fullmatch(str(target or "")):
        raise Refused("The number or the target branch of the merge request is none.")
    return MergeRequest(int(str(number)), str(target))


def api() -> Forge:
    """The API, with the token for comments; raises Refused."""
    hint = "token for comments (.gitlab/mopsdocs.yml says how to make one)"
    headers = {"PRIVATE-TOKEN": setting("MOPSDOCS_TOKEN", hint)}
    return Forge("GitLab", setting("CI_API_V4_URL", "address of the API").rstrip("/"), headers)
