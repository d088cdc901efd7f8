"""The history of a document, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from mopsdocs.diagnostics import Severity
from mopsdocs.git.history import Commit
from mopsdocs.reporters.markdown_text import cell, code
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.review.history import Entry
from mopsdocs.review.sentences import Levels, day, reported, sentences, short
from mopsdocs.wording import counted

VERSION: Final = 1
"""Version of the JSON shape, which is published as `schemas/log.json`."""

_NOT_COMMITTED: Final = "Not committed yet"
_NO_TAG: Final = "In no tag yet"
_LEVELS: Final = max(len(level.value) for level in Severity)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `commits` are those that it stands for: one, or all up to the tag that its commit has."""

    entry: Entry
    commits: int = 1

    @property
    def commit(self) -> Commit | None:
        """The commit; None for what is not committed."""
        return self.entry.version.commit


@dataclass(frozen=True, slots=True)
class Log:
    """The history of the document whose key is `document`; empty where nobody can read it today.

    `more` are entries that nobody asked for. A history is `complete` when this clone has its beginning.
    """

    document: str
    path: str
    by: Literal["commit", "tag"]
    lines: tuple[Line, ...]
    more: int
    complete: bool
    levels: Levels


def log_json(log: Log) -> str:
    """The history as JSON."""
    document = {
        "version": VERSION,
        "document": log.document or None,
        "path": log.path,
        "by": log.by,
        "complete": log.complete,
        "more": log.more,
        "entries": [_entry(line, log.levels) for line in log.lines],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _entry(line: Line, levels: Levels) -> dict[str, Any]:
    entry, commit = line.entry, line.commit
    since = entry.since.commit if entry.since is not None else None
    return {
        "commit": commit.id if commit is not None else None,
        "date": commit.date.isoformat() if commit is not None else None,
        "author": commit.author if commit is not None else None,
        "subject": commit.subject if commit is not None else None,
        "tags": list(commit.tags) if commit is not None else [],
        "commits": line.commits if commit is not None else 0,
        "path": entry.version.path,
        "renamed_from": entry.renamed_from or None,
        "event": entry.event,
        "problem": entry.problem or None,
        "since": since.id if since is not None else None,
        "document_version": entry.number or None,
        "changes": [
            {"id": told.id, "level": level.value, "unit": told.unit, "message": told.message}
            for level, told in reported(entry, levels)
        ],
    }


def log_text(log: Log, style: Style) -> str:
    """The history for a terminal, newest first."""
    head = f"{log.document}  {log.path}" if log.document else log.path
    blocks = ["\n".join(_block(line, log, style)) for line in log.lines]
    return "\n\n".join([style.bold(safe(head)), *blocks, *_ends(log)]) + "\n"


def _block(line: Line, log: Log, style: Style) -> Iterator[str]:
    title, details = _title(line, log.by)
    yield f"{style.bold(safe(title))}{f'  {style.dim(safe(details))}' if details else ''}"
    for level, told in reported(line.entry, log.levels):
        marked = style.level(level, f"{level.value:<{_LEVELS}}")
        yield f"  {marked}  {safe(told.message)}  {style.dim(f'[{told.id}]')}"
    for sentence in sentences(line.entry, log.levels):
        yield f"  {safe(sentence)}"


def log_markdown(log: Log) -> str:
    """The history as Markdown, newest first. What people typed is shown as it is."""
    lines = [f"# History of {cell(log.document or log.path)}", "", code(log.path), ""]
    for line in log.lines:
        title, details = _title(line, log.by)
        date, _, subject = title.partition("  ")
        lines += [f"**{cell(date)}** {cell(subject)}{f' ({cell(details)})' if details else ''}".replace("  ", " "), ""]
        said = [f"**{level.value}** {cell(told.message)}" for level, told in reported(line.entry, log.levels)]
        said += [cell(sentence) for sentence in sentences(line.entry, log.levels)]
        lines += [*(f"- {one}" for one in said), ""]
    return "\n".join([*lines, *_ends(log)]).rstrip("\n") + "\n"


def _title(line: Line, by: Literal["commit", "tag"]) -> tuple[str, str]:
    """What an entry begins with, the date first, and what is said of it beside that."""
    commit = line.commit
    if commit is None:
        return _NOT_COMMITTED, ""
    if by == "tag":
        return f"{day(commit)}  {', '.join(commit.tags) or _NO_TAG}", counted(line.commits, "commit")
    return f"{day(commit)}  {commit.subject or short(commit)}", ", ".join((commit.author, short(commit), *commit.tags))


def _ends(log: Log) -> Iterator[str]:
    if log.more:
        count = "1 earlier entry" if log.more == 1 else f"{log.more:,} earlier entries"
        yield f"And {count}; --limit {len(log.lines) + log.more} shows all."
    if not log.complete:
        yield "This clone has only the end of the history. git fetch --unshallow brings the rest."
