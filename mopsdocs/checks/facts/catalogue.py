"""The rule catalogue: every rule with its manual page, for `mopsdocs rules` and the site."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc

from mopsdocs.checks.format_rules import FORMAT_RULES
from mopsdocs.checks.rule import Category, Rule
from mopsdocs.checks.rules import MODULES, RULES


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule and its manual in Markdown, without a heading of its own."""

    rule: Rule
    manual: str


def rule_pages() -> tuple[RulePage, ...]:
    """Every rule, by category in the order of `Category`, then by id."""
    pages = [RulePage(rule, manual) for rule, manual in FORMAT_RULES.values()]
    pages += [RulePage(rule, f"{cleandoc(MODULES[rule.id].__doc__ or rule.title)}\n") for rule in RULES.values()]
    order = list(Category)
    return tuple(sorted(pages, key=lambda page: (order.index(page.rule.category), page.rule.id)))
