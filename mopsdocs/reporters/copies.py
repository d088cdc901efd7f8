"""What clone, sync and resolve say about regional copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mopsdocs.regions.clone import NewCopy
from mopsdocs.regions.conflict_files import OpenConflict
from mopsdocs.regions.in_words import in_words
from mopsdocs.regions.syncing import Synced
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style

_WHAT = {
    "changed": "changed here and in the library",
    "comment": "its comments changed here and in the library",
    "removed-here": "removed here, changed in the library",
    "removed-there": "changed here, removed from the library",
    "added": "added here and in the library, each in its own way",
    "moved": "moved to two different places",
    "order": "put into two different orders",
    "unfit": "does not fit into this copy",
}


def clones_text(copies: Sequence[NewCopy], style: Style) -> str:
    """What was written, and what somebody has to look at next."""
    count = "1 regional copy" if len(copies) == 1 else f"{len(copies)} regional copies"
    lines = [f"Wrote {count}:", *(f"  {style.bold(copy.path)}" for copy in copies), "", "Look at these next:"]
    for _, group in groupby(copies, key=lambda copy: copy.region.code):
        lines += _region(list(group))
    folders = " ".join(dict.fromkeys(copy.path.rpartition("/")[0] for copy in copies))
    return "\n".join([*lines, "", f"Then: mopsdocs validate {folders}"]) + "\n"


def _region(copies: list[NewCopy]) -> Iterator[str]:
    region = copies[0].region
    yield f"  {safe(region.title)} ({region.code})"
    yield f"    law: {', '.join(region.regimes) or 'no regime named'}; consent {_consent(copies[0])}"
    yield f"    working week: {', '.join(region.workweek)}; time zone {region.timezone}"
    lines = "1 line" if len(region.footer) == 1 else f"{len(region.footer)} lines"
    yield f"    footer: {lines} in site_config/regions/{region.code}.yml"
    for copy in copies:
        titles = [safe(item.step.title) for item in copy.added]
        yield f"    {copy.library.playbook}: {len(titles) or 'no'} {'step' if len(titles) == 1 else 'steps'} added"
        yield from (f"      + {title}" for title in titles)


def _consent(copy: NewCopy) -> str:
    consent = copy.region.consent
    return f"{consent.b2b} for businesses, {consent.b2c} for consumers"


def syncs_text(results: Sequence[Synced], style: Style, *, dry_run: bool) -> str:
    """What a sync did or would do with every copy that it looked at."""
    told = [line for result in results for line in _sync(result, style)]
    counts = {state: sum(result.state == state for result in results) for state in ("updated", "conflict", "current")}
    verb = "would be brought up to date" if dry_run else "brought up to date"
    parts = [
        f"{counts['updated']} {verb}" if counts["updated"] else "",
        f"{counts['conflict']} with conflicts" if counts["conflict"] else "",
        f"{counts['current']} up to date already" if counts["current"] else "",
    ]
    others = len(results) - sum(counts.values())
    parts.append(f"{others} left alone" if others else "")
    summary = ", ".join(part for part in parts if part) or "There are no regional copies"
    return "\n".join([*told, *([""] if told else []), f"{summary}."]) + "\n"


def _sync(result: Synced, style: Style) -> Iterator[str]:
    name = style.bold(f"{result.copy.origin.playbook}@{result.copy.region}")
    version = result.library.version if result.library else ""
    if result.state == "updated" and result.update is not None:
        before = result.copy.origin.version
        yield f"{name}  {before} → {version}" if before != version else f"{name}  still {version}"
        yield from _changes(result)
        yield from _renamed(result)
    elif result.state == "conflict" and result.conflicts is not None:
        open_ones = result.conflicts.unresolved
        yield f"{name}  {style.bad(_conflicts(len(open_ones)))} with {version}"
        yield from _changes(result)
        yield from (f"  {style.bad('!')} {safe(each.conflict.unit)}: {_WHAT[each.conflict.what]}" for each in open_ones)
        yield f"  hint: mopsdocs resolve {result.copy.path}"
    elif result.state == "open" and result.conflicts is not None:
        open_ones = result.conflicts.unresolved
        yield f"{name}  {style.bad(_conflicts(len(open_ones)))} from an earlier sync still open"
        hint = f"mopsdocs resolve {result.copy.path}" if open_ones else "mopsdocs sync --continue"
        yield f"  hint: {hint}"
    elif result.state == "orphan":
        yield f"{name}  its library playbook is gone"
        yield "  hint: remove the copy, or give the new playbook the old id under previous_ids"
    elif result.state == "stuck" and result.reason is not None:
        yield f"{name}  {style.bad('left alone')}: {safe(result.reason.message)}"
        yield f"  hint: {safe(result.reason.hint)}"


def _conflicts(count: int) -> str:
    return "1 conflict" if count == 1 else f"{count} conflicts"


def _changes(result: Synced) -> Iterator[str]:
    assert result.update is not None
    yield from (f"  - {safe(in_words(change, result.update.value))}" for change in result.update.taken)


def _renamed(result: Synced) -> Iterator[str]:
    if result.path != result.copy.path:
        yield f"  its file is now {result.path}"


def conflict_text(each: OpenConflict, style: Style) -> str:
    """One conflict in three parts: what the library has, what we have, and what both started from."""
    conflict = each.conflict
    first, last = each.lines or (0, 0)
    where = "" if each.lines is None else f", line {first}" if first == last else f", lines {first} to {last}"
    parts = [f"{style.bold(safe(conflict.unit))}: {_WHAT[conflict.what]}{where}"]
    if conflict.reason:
        parts.append(f"  {safe(conflict.reason)}")
    for title, text in (("library", conflict.theirs), ("yours", conflict.ours), ("base", conflict.base)):
        parts += [f"  {style.dim(title)}", *_indented(text)]
    return "\n".join(parts) + "\n"


def _indented(text: str | None) -> Iterable[str]:
    if text is None:
        return ["    (not there)"]
    return [f"    {safe(line)}" for line in text.rstrip("\n").split("\n")]


def resolved_text(result: Synced, style: Style) -> str:
    """Where a copy stands after a choice."""
    name = style.bold(f"{result.copy.origin.playbook}@{result.copy.region}")
    if result.conflicts is None:
        version = result.library.version if result.library else result.copy.origin.version
        return "\n".join([f"{name}  up to date with {version}", *_renamed(result)]) + "\n"
    left = result.conflicts.unresolved
    units = "".join(f"  {safe(each.conflict.unit)}\n" for each in left)
    return f"{name}  {style.bad(_conflicts(len(left)))} left\n{units}"
