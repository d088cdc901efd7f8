"""The rule catalogue for people and for programs: the list of all rules, one rule's page, and JSON.

The shape of the JSON is published as `schemas/rules.json` and changes only with `version`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from mopsdocs.checks.facts.catalogue import RulePage
from mopsdocs.checks.levels import level_of
from mopsdocs.checks.manual import Manual
from mopsdocs.checks.rule import Rule
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.model import Settings
from mopsdocs.reporters.manual import manual_text
from mopsdocs.reporters.style import Style

VERSION: Final = 1
"""Version of the shape of the JSON."""


def rule_list(pages: Sequence[RulePage], settings: Settings, style: Style) -> str:
    """Every rule by category: id, level and title. A level that `settings` change stands beside the usual one."""
    id_column = max((len(page.rule.id) for page in pages), default=0)
    level_column = max((len(_levels(page.rule, settings)) for page in pages), default=0)
    lines: list[str] = []
    for category, group in groupby(pages, key=lambda page: page.rule.category):
        lines += ["", style.bold(category.value.capitalize())] if lines else [style.bold(category.value.capitalize())]
        for page in group:
            rule = page.rule
            levels = _levels(rule, settings)
            shown = _coloured(rule, settings, style) + " " * (level_column - len(levels))
            lines.append(f"  {rule.id:<{id_column}}  {shown}  {rule.title}")
    lines.append("")
    if any(_is_changed(page.rule, settings) for page in pages):
        lines.append("An arrow leads to the level that site_config/workspace.yml sets here.")
    lines.append("mopsdocs rules ID explains a rule.")
    return "\n".join(lines) + "\n"


def rule_markdown(page: RulePage, settings: Settings) -> str:
    """A rule's page in Markdown."""
    return f"# {page.rule.id}\n\n{_facts(page.rule, settings)}\n\n{page.manual}"


def rule_text(page: RulePage, settings: Settings, columns: int, style: Style) -> str:
    """A rule's page for a terminal that is `columns` wide."""
    head = f"{style.bold(page.rule.id)}  {style.dim(_facts(page.rule, settings))}"
    return f"{head}\n\n{manual_text(page.manual, columns, style)}"


def rules_json(pages: Sequence[RulePage], settings: Settings) -> str:
    """The rules as JSON, in ASCII so that it survives every terminal and pipe."""
    document = {"version": VERSION, "rules": [_as_json(page, settings) for page in pages]}
    return json.dumps(document, indent=2) + "\n"


def _as_json(page: RulePage, settings: Settings) -> dict[str, Any]:
    rule = page.rule
    manual = Manual.of(page.manual)
    return {
        "id": rule.id,
        "title": rule.title,
        "category": rule.category.value,
        "severity": rule.severity.value,
        "level": _word(level_of(rule, settings)),
        "scope": rule.scope.value,
        "fixed_level": rule.fixed_level,
        "manual": page.manual,
        "sections": [{"title": section.title, "text": section.text} for section in manual.sections],
    }


def _facts(rule: Rule, settings: Settings) -> str:
    here = f" ({_word(level_of(rule, settings))} in this workspace)" if _is_changed(rule, settings) else ""
    return f"Level: {rule.severity}{here}. Category: {rule.category}."


def _levels(rule: Rule, settings: Settings) -> str:
    """`error`, or `error → off` where the settings change it."""
    here = f" → {_word(level_of(rule, settings))}" if _is_changed(rule, settings) else ""
    return f"{rule.severity}{here}"


def _coloured(rule: Rule, settings: Settings, style: Style) -> str:
    level = level_of(rule, settings)
    if not _is_changed(rule, settings):
        return style.level(rule.severity, rule.severity.value)
    here = style.level(level, level.value) if level is not None else _word(level)
    return f"{style.dim(rule.severity.value)} → {here}"


def _is_changed(rule: Rule, settings: Settings) -> bool:
    return level_of(rule, settings) is not rule.severity


def _word(level: Severity | None) -> str:
    return "off" if level is None else level.value
