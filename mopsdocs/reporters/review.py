"""What a change means, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.review.agreement import Agreement
from mopsdocs.review.change import ChangeRule
from mopsdocs.review.comparison import Change
from mopsdocs.review.effects import by_effect
from mopsdocs.review.outcome import Outcome
from mopsdocs.review.waiving import Accepted

VERSION: Final = 1
"""Version of the JSON shape, which is published as `schemas/review.json`."""


def review_json(found: Outcome) -> str:
    """All changes as JSON."""
    counts = _counts(found)
    document = {
        "version": VERSION,
        "base": found.base,
        "head": found.head,
        "changes": [_change(change) for change in found.changes],
        "waived": [_waived(one) for one in found.accepted],
        "summary": {**{level.value: counts[level] for level in Severity}, "waived": len(found.accepted)},
        "documents": {"changed": _documents(found), "layout_only": list(found.layout_only)},
        "versions": {one.key: asdict(one.versions) for one in found.documents if one.versions is not None},
        "agreements": [_agreement(one) for one in found.agreements],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _waived(one: Accepted) -> dict[str, Any]:
    waiver = one.waiver
    accepted = {"reason": waiver.reason, "approver": waiver.approver, "expires": waiver.expires.isoformat()}
    return {**_change(one.change), "waiver": {**accepted, "new": one.is_new}}


def _agreement(one: Agreement) -> dict[str, Any]:
    reasons = [{"document": document, "does": does} for does, document in one.reasons]
    return {**asdict(one), "reasons": reasons}


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "level": change.level.value,
        "document": change.document,
        "region": change.region,
        "path": change.path,
        "unit": change.unit,
        "old": change.fact.old,
        "new": change.fact.new,
        "old_line": change.old_line,
        "new_line": change.new_line,
        "message": change.message,
        "fingerprint": change.fingerprint,
        "copies": [{"region": copy.region, "effect": copy.effect} for copy in change.copies],
    }


def review_text(found: Outcome, style: Style) -> str:
    """All changes for a terminal: worst first, by document, with what they mean for copies; and what they add up to."""
    lines: list[str] = []
    for (path, _), group in groupby(found.changes, key=lambda change: (change.path, change.level)):
        lines += [style.bold(safe(path)), *changes_text(group, style), ""]
    for one in found.accepted:
        lines += [*_accepted(one, style), ""]
    if found.agreements:
        lines += [style.bold("Who must agree"), *_agreeing(found.agreements), ""]
    if found.layout_only:
        lines += [f"Layout or comments alone: {', '.join(map(safe, found.layout_only))}.", ""]
    return "\n".join([*lines, summary(found)]) + "\n"


def changes_text(changes: Iterable[Change], style: Style) -> list[str]:
    """A line for each change, and what it means for copies."""
    return [line for change in changes for line in _lines(change, style)]


def _lines(change: Change, style: Style) -> Iterator[str]:
    line = change.new_line or change.old_line
    place = style.dim(f"line {line} [{change.id}]" if line is not None else f"[{change.id}]")
    yield f"  {style.level(change.level, change.level.value)}  {safe(change.message)}  {place}"
    for effect, regions in by_effect(change.copies):
        yield style.dim(f"    {effect}: {', '.join(regions)}")


def _accepted(one: Accepted, style: Style) -> Iterator[str]:
    new = ", in this very change" if one.is_new else ""
    yield f"{style.bold(safe(one.change.path))}"
    yield f"  accepted  {safe(one.change.message)}  {style.dim(f'[{one.change.id}]')}"
    yield style.dim(
        f"    by {safe(one.approver)} until {one.waiver.expires.isoformat()}{new}: {safe(one.waiver.reason)}"
    )


def _agreeing(agreements: Iterable[Agreement]) -> Iterator[str]:
    for one in agreements:
        people = f" ({', '.join(map(safe, one.people))})" if one.people else " (nobody holds this role)"
        reasons = "; ".join(f"{does} ({document})" for does, document in one.reasons)
        yield f"  {safe(one.title)}{people}: {safe(reasons)}"


def summary(found: Outcome) -> str:
    """What the changes add up to."""
    counts = _counts(found)
    named = {Severity.ERROR: ("error", "errors"), Severity.WARNING: ("warning", "warnings"), Severity.INFO: ("", "")}
    accepted = f" {len(found.accepted):,} accepted." if found.accepted else ""
    if not found.changes:
        return accepted.strip() or "Nothing changed for the people who run campaigns."
    parts = [f"{counts[level]} {one if counts[level] == 1 else many}" for level, (one, many) in named.items() if one]
    documents = len(_documents(found))
    where = "1 document" if documents == 1 else f"{documents} documents"
    return f"{', '.join(parts)} and {counts[Severity.INFO]} for information, in {where}.{accepted}"


def _documents(found: Outcome) -> list[str]:
    return sorted(one.key for one in found.documents)


def _counts(found: Outcome) -> Counter[Severity]:
    return Counter(change.level for change in found.changes)


def rules_text(rules: Mapping[str, ChangeRule], style: Style) -> str:
    """Every kind of change with its level, worst first, why it matters, and an example."""
    lines: list[str] = []
    for rule in sorted(rules.values(), key=lambda rule: (rule.level.rank, rule.id)):
        level = style.level(rule.level, f"{rule.level.value:<7}")
        example = style.dim(f"         For example: {rule.example}")
        lines += [f"{level}  {style.bold(rule.id)}  {rule.title}.", f"         {rule.why}", example]
    return "\n".join(lines) + "\n"
