"""Playbooks: the index, one page per library playbook and one per regional copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Playbook, PlaybookHead
from mopsdocs.documents.timing import offset
from mopsdocs.site.page import Page
from mopsdocs.site.pages import old_anchors, timeline, waiting
from mopsdocs.site.pages.copies import has_page, source_of
from mopsdocs.site.pages.copy_marks import CopyMarks
from mopsdocs.site.pages.copy_states import STATES, CopyState, CopyStates
from mopsdocs.site.pages.effort import Effort, effort_by_role, total_effort
from mopsdocs.site.pages.facts import facts_of, region_title, title_of
from mopsdocs.site.pages.gate_flow import Passed, gate_flow
from mopsdocs.site.pages.labels import anchor_day, label
from mopsdocs.site.pages.raci import Matrix, matrix
from mopsdocs.site.pages.steps import StageView, StepView, stage_views, variable_names
from mopsdocs.site.pages.used_by import Group, UsedBy, grouped
from mopsdocs.site.urls import url_of

BRIEF: tuple[tuple[str, str], ...] = (
    ("objective", "Objective"),
    ("audience", "Audience"),
    ("offer", "Offer"),
    ("message", "Message"),
    ("channels", "Channels"),
    ("tracking", "Tracking"),
    ("nurture", "Nurture"),
    ("amplification", "Amplification"),
    ("tie_ins", "Tie-ins"),
    ("budget", "Budget"),
)
"""Parts of a brief in the order in which people write it."""


class PlaybookView:
    """What a playbook's page shows, worked out when the template asks for it."""

    def __init__(self, library: Library, entry: Entry, states: CopyStates) -> None:
        self._library = library
        self._states = states
        self.entry = entry

    @cached_property
    def playbook(self) -> Playbook:
        """The playbook, or the copy, whole."""
        playbook: Playbook = self.entry.item
        return playbook

    @cached_property
    def stages(self) -> tuple[StageView, ...]:
        """The stages with their steps and gates."""
        return stage_views(self.playbook.stages, variable_names(self.playbook))

    @property
    def gates(self) -> int:
        """How many gates there are."""
        return sum(stage.gate is not None for stage in self.playbook.stages)

    @property
    def effort(self) -> Effort:
        """All work in it."""
        return total_effort(self.playbook.steps)

    @property
    def effort_by_role(self) -> tuple[tuple[str, Effort], ...]:
        """Work of each role, most first."""
        return effort_by_role(self.playbook.steps)

    @property
    def starts(self) -> str:
        """When the first step is due, in words; '' without steps."""
        dues = sorted((offset(step.due) for step in self.playbook.steps), key=lambda due: due.nominal_hours)
        return dues[0].in_words() if dues else ""

    @property
    def day_zero(self) -> str:
        """What day 0 is: `event date`."""
        return anchor_day(self.playbook.anchor)

    @property
    def brief(self) -> tuple[tuple[str, str], ...]:
        """Label and text of every part of the brief that is filled in."""
        parts = ((label, getattr(self.playbook.brief, name)) for name, label in BRIEF)
        return tuple((label, text) for label, text in parts if text)

    @property
    def raci(self) -> Matrix:
        """Who is what in which step."""
        return matrix(self.stages)

    @property
    def dues(self) -> tuple[timeline.Due, ...]:
        """Everything with a due date, earliest first."""
        return timeline.dues(self.stages)

    @property
    def timeline(self) -> timeline.Timeline:
        """The same as a picture."""
        return timeline.timeline(self.stages)

    @property
    def flow(self) -> tuple[Passed, ...]:
        """The way through the gates; nothing where there are none."""
        return gate_flow(self.stages)

    @property
    def waiting(self) -> waiting.Waiting:
        """What waits for what, as a picture."""
        return waiting.waiting(self.stages)

    @property
    def waits(self) -> tuple[StepView, ...]:
        """The same as a list."""
        return waiting.waits(self.stages)

    @property
    def source(self) -> Entry | None:
        """The library playbook that a regional copy comes from."""
        return source_of(self._library, self.entry) if self.playbook.region else None

    @cached_property
    def marks(self) -> CopyMarks | None:
        """What is marked on the page of a regional copy; None where nobody has looked at where it stands."""
        state = self._states.get(self.entry.path)
        return CopyMarks(self._library, self.entry, self.source, state) if state is not None else None

    @property
    def known_of_copies(self) -> tuple[CopyState | None, tuple[str, ...]]:
        """Where the copy stands, and what is said of those of a library playbook."""
        copies = () if self.entry.head.region else self._library.copies(self.entry.id)
        return self._states.get(self.entry.path), tuple(self._state(copy) for copy in copies)

    @property
    def copies(self) -> tuple[tuple[Entry, str, str], ...]:
        """The regional copies of a library playbook, each with its region, and its state if not in sync."""
        if self.playbook.region:
            return ()
        copies = self._library.copies(self.playbook.id)
        return tuple((copy, region_title(self._library, copy.head.region), self._state(copy)) for copy in copies)

    def _state(self, copy: Entry) -> str:
        state = self._states.get(copy.path)
        return STATES[state.name][0].lower() if state is not None and state.name != "in-sync" else ""

    @property
    def additions(self) -> tuple[tuple[Entry, int], ...]:
        """Regions without a copy that add steps of their own to this playbook, and how many."""
        if self.playbook.region:
            return ()
        copied = {copy.head.region for copy, _, _ in self.copies}
        channels = set(self.playbook.channels)
        found = []
        for entry in self._library.entries("region"):
            wanted = [step for step in entry.item.required_steps if not step.channels or channels & set(step.channels)]
            if wanted and entry.id not in copied:
                found.append((entry, len(wanted)))
        return tuple(found)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Who uses it. A copy is used by the campaigns of its region."""
        if not self.playbook.region:
            return UsedBy(self._library, "playbook", self.playbook.id).groups
        uses = self._library.uses("playbook", self.playbook.id)
        users = (
            use.user for use in uses if use.user.kind == "campaign" and use.user.item.region == self.playbook.region
        )
        return grouped(self._library, users)


class PlaybookIndex:
    """All library playbooks with the regions that have a copy."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def rows(self) -> Iterator[tuple[Entry, tuple[tuple[Entry, str], ...]]]:
        """Each playbook with its copies and the names of their regions."""
        copies: dict[str, list[tuple[Entry, str]]] = {}
        for copy in self._library.all_copies:
            copies.setdefault(copy.head.id, []).append((copy, region_title(self._library, copy.head.region)))
        for entry in self._library.entries("playbook"):
            yield entry, tuple(copies.pop(entry.id, ()))

    @property
    def has_copies_page(self) -> bool:
        """Whether a page tells about regional copies."""
        return has_page(self._library)

    @property
    def orphans(self) -> tuple[tuple[Entry, str], ...]:
        """Copies whose library playbook is gone."""
        known = set(self._library.ids("playbook"))
        return tuple(
            (copy, title_of(self._library, copy)) for copy in self._library.all_copies if copy.head.id not in known
        )


def pages(library: Library, states: CopyStates) -> Iterator[Page]:
    """The index, then every playbook followed by its copies, then copies that have lost their playbook."""
    summary = "How each kind of campaign is run: what to do, when, by whom, and who must agree."
    yield Page("playbooks/", "Playbooks", "playbooks.html", {"index": PlaybookIndex(library)}, summary)
    copies: dict[str, list[Entry]] = {}
    for copy in library.all_copies:
        copies.setdefault(copy.head.id, []).append(copy)
    for entry in library.entries("playbook"):
        yield page_of(library, entry, states)
        for copy in copies.pop(entry.id, ()):
            yield page_of(library, copy, states)
    for orphans in copies.values():
        for copy in orphans:
            yield page_of(library, copy, states)


def page_of(library: Library, entry: Entry, states: CopyStates) -> Page:
    """The page of one playbook or copy."""
    head: PlaybookHead = entry.head
    view = PlaybookView(library, entry, states)
    return Page(
        url_of(entry),
        title_of(library, entry),
        "playbook.html",
        {"view": view},
        head.summary,
        facts_of(library, entry.path),
        head.answers,
        head.synonyms,
        category=label(head.type),
        old_anchors=lambda: old_anchors.of_playbook(view.playbook),
        beside=lambda: view.known_of_copies,
    )
