"""Tools: the index and one page per tool."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Tool
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import catalogue_facts, facts_of
from mopsdocs.site.pages.labels import label
from mopsdocs.site.pages.step_index import IN_FULL, Part, StepIndex
from mopsdocs.site.pages.used_by import Group, UsedBy
from mopsdocs.site.urls import url_of


class ToolView:
    """What a tool's page shows."""

    def __init__(self, library: Library, entry: Entry, index: StepIndex) -> None:
        self._library = library
        self._index = index
        self.tool: Tool = entry.item

    @property
    def integrated_by(self) -> tuple[Entry, ...]:
        """Tools that say they exchange data with this one, without those that it names itself."""
        uses = self._library.uses("tool", self.tool.id)
        named = {use.user.id: use.user for use in uses if use.reference.field == "integrates_with"}
        return tuple(entry for id, entry in sorted(named.items()) if id not in self.tool.integrates_with)

    @property
    def steps(self) -> tuple[Part, ...]:
        """Steps that need it."""
        return self._index.of_tool(self.tool.id)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Everything that names it."""
        return UsedBy(self._library, "tool", self.tool.id).groups


def pages(library: Library) -> Iterator[Page]:
    """The index and every tool."""
    entries = library.entries("tool")
    if not entries:
        return
    summary = "The systems we work with: what each is for, who answers for it, how to get access and when it renews."
    yield Page("tools/", "Tools", "tools.html", {"entries": entries}, summary, catalogue_facts(library, entries))
    index = StepIndex(library)
    for entry in entries:
        tool: Tool = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "tool.html",
            {"view": ToolView(library, entry, index), "in_full": IN_FULL},
            tool.four_questions.serves_goals,
            facts_of(library, entry.path, owner=tool.business_owner, status=tool.status),
            tool.answers,
            tool.synonyms,
            category=label(tool.category),
        )
