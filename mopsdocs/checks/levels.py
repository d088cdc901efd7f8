"""The level that a rule has in a workspace."""

from __future__ import annotations

from mopsdocs.checks.rule import Rule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Settings


def level_of(rule: Rule, settings: Settings) -> Severity | None:
    """The level of `rule` where `settings` hold; None where it is off."""
    wanted = rule.severity if rule.fixed_level else settings.rules.get(rule.id, rule.severity)
    return None if wanted == "off" else Severity(wanted)
