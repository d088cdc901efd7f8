"""What git says of the commits behind a work tree, read from one `git log`."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mopsdocs.wording import one_line

_FIELDS: Final = ("%H", "%P", "%cI", "%an", "%D", "%s", "%b")

LOG: Final = (
    *("-c", "log.showRoot=true", "log", "--first-parent", "-m", "--sparse", "--raw", "-z", "-M", "-l1000"),
    *("--no-abbrev", "--no-follow", "--no-relative", "--no-show-signature", "--no-color", "--encoding=UTF-8"),
    *("-O/dev/null", "--decorate=full", "--decorate-refs=refs/tags/", f"--format={'%x00'.join(_FIELDS)}"),
)
"""The command: every part of it that settings of people could change is spelled out."""

_TAG: Final = "tag: refs/tags/"
_CUT: Final = "grafted"
"""How git marks the commit where a shallow clone ends."""

_FILE: Final = (b"100644", b"100755", b"100664")
_NEVER: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MERGED: Final = re.compile(r"Merged? (?:pull request|branch|remote-tracking branch|tag|commit|in) ")

Status = Literal["added", "changed", "removed", "renamed"]
_STATUS: Final[dict[str, Status]] = {"A": "added", "D": "removed", "R": "renamed"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to the file at `path`, which was at `before` where that was renamed.

    `old` and `new` are the ids of the contents; None where there is no file, but nothing or a link.
    """

    status: Status
    path: str
    before: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of a branch: when it got there, by whom, what was said about it, and the tags that name it.

    Name and subject are one line each, as people typed them, without characters that nobody sees. The subject of a
    merge is that of the pull request, where the merge tells it. At a `cut` the history of this clone ends, so that its
    changes are all files that there are.
    """

    id: str
    date: datetime.datetime
    author: str
    subject: str
    tags: tuple[str, ...]
    cut: bool
    changes: tuple[FileChange, ...]


def commits(output: bytes) -> list[Commit]:
    """The commits that the command LOG printed, newest first."""
    return list(_commits(output.split(b"\0")))


def _commits(words: list[bytes]) -> Iterator[Commit]:
    here = 0
    while here + len(_FIELDS) <= len(words):
        id, parents, date, author, names, subject, body = (
            word.decode(errors="replace") for word in words[here : here + len(_FIELDS)]
        )
        here += len(_FIELDS)
        changes: list[FileChange] = []
        while here < len(words) and words[here].lstrip(b"\n").startswith(b":"):
            paths = 2 if words[here].rpartition(b" ")[2][:1] in b"RC" else 1
            changes.append(_change(words[here], words[here + 1 : here + 1 + paths]))
            here += 1 + paths
        known = names.split(", ")
        yield Commit(
            id,
            _moment(date),
            one_line(author),
            _told(subject, body, is_merge=" " in parents),
            tuple(sorted(name.removeprefix(_TAG) for name in known if name.startswith(_TAG))),
            _CUT in known and not parents,
            tuple(sorted(changes, key=lambda change: change.path)),
        )


def _change(words: bytes, paths: list[bytes]) -> FileChange:
    old_mode, new_mode, old, new, status = words.lstrip(b"\n:").split(b" ")
    before, path = os.fsdecode(paths[0]), os.fsdecode(paths[-1])
    return FileChange(
        _STATUS.get(status[:1].decode(), "changed"),
        path,
        before,
        old.decode() if old_mode in _FILE else None,
        new.decode() if new_mode in _FILE else None,
    )


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives the contents `data` in a repository whose ids are as long as `like`."""
    made = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return made(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _moment(date: str) -> datetime.datetime:
    """A date as git writes it; the beginning of all dates for one that no calendar has."""
    try:
        found = datetime.datetime.fromisoformat(date)
    except ValueError:
        return _NEVER
    return found if found.tzinfo is not None else _NEVER


def _told(subject: str, body: str, *, is_merge: bool) -> str:
    """What was said about a commit. Platforms write the title of a pull request below a first line of their own."""
    title = next((line for line in map(one_line, body.split("\n")) if line), "")
    is_title = is_merge and title and title[0] not in "#*" and _MERGED.match(subject)
    return title if is_title else one_line(subject)
