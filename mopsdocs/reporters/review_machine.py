"""A review in the formats in which GitHub and GitLab show findings beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterable

from mopsdocs.diagnostics import Diagnostic
from mopsdocs.reporters.github import workflow_commands
from mopsdocs.reporters.gitlab import code_quality
from mopsdocs.reporters.review import summary
from mopsdocs.review.comparison import Change
from mopsdocs.review.effects import by_effect
from mopsdocs.review.outcome import Outcome


def review_github(found: Outcome, prefix: str = "") -> str:
    """`found` as workflow commands, worst first, and a last line with the sum."""
    return workflow_commands(_diagnostics(found.changes), summary(found), "mopsdocs review", prefix)


def review_gitlab(found: Outcome, prefix: str = "") -> str:
    """`found` as a Code Quality report."""
    return code_quality(_diagnostics(found.changes), prefix)


def _diagnostics(changes: Iterable[Change]) -> list[Diagnostic]:
    return [_diagnostic(change) for change in changes]


def _diagnostic(change: Change) -> Diagnostic:
    """A change as a finding. Nothing can be attached to a line that is gone, so it stands at what was around it."""
    line, place = change.near_line, change.place
    text = f"{change.message}{_copies(change)}"
    return Diagnostic(change.id, change.level, change.path, line, 1, line, 1, text, unit=place, values=change.values)


def _copies(change: Change) -> str:
    """What the change means for copies, to follow a sentence."""
    parts = [f"{effect}: {', '.join(regions)}" for effect, regions in by_effect(change.copies)]
    return f" Copies: {'; '.join(parts)}." if parts else ""
