"""Regions: the index and one page per region."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Region, RequiredStep
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import facts_of
from mopsdocs.site.pages.labels import inline, uncapped
from mopsdocs.site.pages.steps import StepView, step_views
from mopsdocs.site.pages.used_by import Group, UsedBy
from mopsdocs.site.urls import url_of
from mopsdocs.wording import listed


class RegionView:
    """What a region's page shows."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self.region: Region = entry.item
        self._used_by = UsedBy(library, "region", entry.id)

    @property
    def required(self) -> tuple[tuple[RequiredStep, StepView], ...]:
        """Steps that every playbook carries here."""
        steps = self.region.required_steps
        return tuple(zip(steps, step_views(required.step for required in steps), strict=True))

    def place(self, required: RequiredStep) -> str:
        """Where and when a required step is inserted, in words."""
        only = self.only(required)
        return f"Comes last in the stage {inline(required.after_stage_type)}{f', {uncapped(only)}' if only else ''}"

    def only(self, required: RequiredStep) -> str:
        """Which campaigns need a required step, in words; '' for all."""
        channels = listed([inline(channel) for channel in required.channels], "or")
        return f"If the campaign uses {channels}" if channels else ""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Copies and campaigns in the region."""
        return self._used_by.groups


def pages(library: Library) -> Iterator[Page]:
    """The index and every region."""
    entries = library.entries("region")
    if not entries:
        return
    summary = "What differs where: calendar, consent, footers and the steps that every campaign needs on top."
    yield Page("regions/", "Regions", "regions.html", {"entries": entries}, summary)
    for entry in entries:
        region: Region = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "region.html",
            {"view": RegionView(library, entry)},
            region.summary or "",
            facts_of(library, entry.path, region=region.code),
            region.answers,
            region.synonyms,
        )
