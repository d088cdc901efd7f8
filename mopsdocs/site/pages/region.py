"""Regions: the index and one page per region."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property, partial

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Region, RequiredStep
from mopsdocs.site.page import Page
from mopsdocs.site.pages.copies import Cell
from mopsdocs.site.pages.copy_states import UNKNOWN, CopyStates
from mopsdocs.site.pages.days_off import DaysOff, Year
from mopsdocs.site.pages.facts import facts_of
from mopsdocs.site.pages.labels import inline, uncapped
from mopsdocs.site.pages.old_anchors import of_items
from mopsdocs.site.pages.steps import StepView, step_views
from mopsdocs.site.pages.used_by import Group, UsedBy
from mopsdocs.site.urls import url_of
from mopsdocs.wording import listed


class RegionView:
    """What a region's page shows."""

    def __init__(self, library: Library, entry: Entry, states: CopyStates, days_off: DaysOff) -> None:
        self._library = library
        self._states = states
        self._days_off = days_off
        self.region: Region = entry.item
        self._used_by = UsedBy(library, "region", entry.id)

    @property
    def verify_by(self) -> datetime.date:
        """Day on which its law has to be looked at again."""
        days = self._library.settings.thresholds.legal_review_days
        return self.region.legal_last_verified + datetime.timedelta(days=days)

    @property
    def people(self) -> tuple[Entry, ...]:
        """People who hold the role that keeps it."""
        owner = self.region.owner
        return tuple(entry for entry in self._library.entries("person") if owner in entry.item.roles)

    @property
    def years(self) -> tuple[Year, ...]:
        """Its days off."""
        return self._days_off.of(self.region)

    @cached_property
    def copies(self) -> tuple[Cell, ...]:
        """Its own copies of playbooks, by title."""
        copies = (copy for copy in self._library.all_copies if copy.head.region == self.region.code)
        cells = (Cell(copy, self._states.get(copy.path, UNKNOWN)) for copy in copies)
        return tuple(sorted(cells, key=lambda cell: (cell.entry.title.lower(), cell.entry.id)))

    @property
    def without_copy(self) -> int:
        """How many library playbooks it runs as they are."""
        copied = {cell.entry.head.id for cell in self.copies}
        return sum(id not in copied for id in self._library.ids("playbook"))

    @property
    def required(self) -> tuple[tuple[RequiredStep, StepView], ...]:
        """Steps that every playbook carries here."""
        return required_steps(self.region)

    def place(self, required: RequiredStep) -> str:
        """Where and when a required step is inserted, in words."""
        only = only_with(required)
        return f"Comes last in the stage {inline(required.after_stage_type)}{f', {uncapped(only)}' if only else ''}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """Copies and campaigns in the region."""
        return self._used_by.groups


def required_steps(region: Region) -> tuple[tuple[RequiredStep, StepView], ...]:
    """The steps that every playbook carries in `region`."""
    steps = region.required_steps
    return tuple(zip(steps, step_views(required.step for required in steps), strict=True))


def only_with(required: RequiredStep) -> str:
    """Which campaigns need a required step, in words; '' for all."""
    channels = listed([inline(channel) for channel in required.channels], "or")
    return f"If the campaign uses {channels}" if channels else ""


def pages(library: Library, states: CopyStates) -> Iterator[Page]:
    """The index and every region."""
    entries = library.entries("region")
    if not entries:
        return
    summary = "What differs where: calendar, consent, footers and the steps that every campaign needs on top."
    yield Page("regions/", "Regions", "regions.html", {"entries": entries}, summary)
    days_off = DaysOff(library)
    for entry in entries:
        region: Region = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "region.html",
            {"view": RegionView(library, entry, states, days_off)},
            region.summary or "",
            facts_of(library, entry.path, region=region.code),
            region.answers,
            region.synonyms,
            old_anchors=partial(of_items, "step", [required.step for required in region.required_steps]),
        )
