"""Rules: the index, and one page per rule, made from its manual. Findings in CI and in editors lead there.

The pages are the same in every workspace but for the levels and waivers that it has set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Final

from markupsafe import Markup

from mopsdocs.checks.facts.catalogue import RulePage, rule_pages
from mopsdocs.checks.levels import level_of
from mopsdocs.checks.manual import Manual
from mopsdocs.checks.rule import Category, Rule, Scope
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Waiver
from mopsdocs.site.outline import plain_text
from mopsdocs.site.page import Page
from mopsdocs.site.prose import to_html, to_inline_html
from mopsdocs.wording import counted

FOLDER: Final = "rules/"

_SUMMARY: Final = "What is checked in every document, why it matters, and how to mend what is found."
_MANUAL_LINK: Final = re.compile(r'href="([a-z0-9-]+)\.md"')
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_NO_ADVICE: Final = "not legal advice"

WaiversByRule = Mapping[str, tuple[Waiver, ...]]
"""Waivers of the workspace by the rule that they name; those that name a fingerprint alone are not among them."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of a manual as the page shows it; `name` is its heading as an HTML id."""

    name: str
    title: str
    html: Markup


class RuleView:
    """What a rule's page and its row in the index show. `has_waivers_file`: whether there is a list to add one to."""

    def __init__(self, library: Library, page: RulePage, waivers: tuple[Waiver, ...], has_waivers_file: bool) -> None:
        self.rule: Rule = page.rule
        self.url = url_of_rule(page.rule.id)
        self.waivers = waivers
        self.has_waivers_file = has_waivers_file
        self._library = library
        self._manual = page.manual

    @cached_property
    def manual(self) -> Manual:
        """The manual in its parts."""
        return Manual.of(self._manual)

    @property
    def lead(self) -> str:
        """The manual's opening as Markdown, unless it only repeats the title."""
        lead = self.manual.lead
        return "" if lead.rstrip(".") == self.rule.title else lead

    @property
    def summary(self) -> str:
        """The manual's opening as plain text."""
        return plain_text(to_inline_html(self.manual.lead))

    @property
    def sections(self) -> tuple[ShownSection, ...]:
        """The manual's sections. Links between manuals name files, and lead to the pages of those rules here."""
        found = []
        for section in self.manual.sections:
            name = _NOT_SLUG.sub("-", section.title.lower()).strip("-")
            html = _MANUAL_LINK.sub(r'href="../\1/"', str(to_html(section.text, 3, f"{name}--")))
            found.append(ShownSection(name, section.title, Markup(html)))
        return tuple(found)

    @property
    def level(self) -> str:
        """The level in this workspace: error, warning, info or off."""
        level = level_of(self.rule, self._library.settings)
        return "off" if level is None else level.value

    @property
    def is_changed(self) -> bool:
        """Whether the workspace has set another level than the rule has by default."""
        return self.level != self.rule.severity.value

    @property
    def remarks(self) -> str:
        """What is special about the rule in this workspace: another level, waivers; mostly nothing."""
        changed = [f"here, {self.rule.severity.value} by default"] if self.is_changed else []
        waived = [counted(len(self.waivers), "waiver")] if self.waivers else []
        return "; ".join(changed + waived)

    @property
    def suggested_level(self) -> str:
        """A level for the example of a setting: the workspace's own, else one that differs from the default."""
        if self.is_changed:
            return self.level
        return (Severity.ERROR if self.rule.severity is Severity.WARNING else Severity.WARNING).value

    @property
    def can_be_waived(self) -> bool:
        """Whether a waiver can hold a finding back. What is wrong with the waivers themselves cannot be waived."""
        return not self.rule.fixed_level and self.rule.scope is not Scope.WAIVERS

    @property
    def is_no_advice(self) -> bool:
        """Whether the manual says of itself that it is not legal advice."""
        return _NO_ADVICE in " ".join(self._manual.split()).lower()


class RuleIndex:
    """All rules by category."""

    def __init__(self, views: tuple[RuleView, ...]) -> None:
        self._views = views

    @property
    def groups(self) -> Iterator[tuple[Category, tuple[RuleView, ...]]]:
        """Each category that has rules, with its rules."""
        for category, group in groupby(self._views, key=lambda view: view.rule.category):
            yield category, tuple(group)


def url_of_rule(id: str) -> str:
    """Address of a rule's page relative to the site. It never changes."""
    return f"{FOLDER}{id}/"


def pages(library: Library) -> Iterator[Page]:
    """The index and every rule."""
    waivers = _waivers(library)
    has_file = any(document.kind == "waivers" for document in library.documents)
    views = tuple(RuleView(library, page, waivers.get(page.rule.id, ()), has_file) for page in rule_pages())
    yield Page(FOLDER, "Rules", "rules.html", {"index": RuleIndex(views)}, _SUMMARY)
    for view in views:
        rule = view.rule
        yield Page(
            view.url,
            rule.title,
            "rule.html",
            {"view": view},
            view.summary,
            synonyms=(rule.id,),
            beside=partial(_beside, view),
        )


def _beside(view: RuleView) -> object:
    return view.waivers, view.has_waivers_file


def _waivers(library: Library) -> WaiversByRule:
    found: dict[str, list[Waiver]] = {}
    for _, _, waiver in library.waivers:
        if waiver.rule is not None:
            found.setdefault(waiver.rule, []).append(waiver)
    return {id: tuple(waivers) for id, waivers in found.items()}
