"""The four pillars: people, process, technology, analytics. A page for each leads to everything else.

A pillar shows the parts that this site has; one without any is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.documents.library import ENTRY_KINDS, Entry, Library
from mopsdocs.site.page import Page
from mopsdocs.site.urls import list_url

SHOWN: Final = 8
"""Entries of one part that a pillar's page names; its own page has all of them."""


@dataclass(frozen=True, slots=True)
class _Pillar:
    id: str
    title: str
    summary: str
    text: str
    parts: tuple[str, ...]


_PILLARS: Final = (
    _Pillar(
        "people",
        "People",
        "Who does the work, who decides, and whom to ask.",
        "Work is written down for roles, not for names: a role is a hat, and people change hats. Start with the role"
        " when you want to know what is expected of you, and with the approvals when you wait for a yes.",
        ("roles/", "people/", "approvals/", "my-steps/", "load/", "overviews/", "upkeep/"),
    ),
    _Pillar(
        "process",
        "Process",
        "How work is done, step by step, in every region.",
        "A playbook says how one kind of campaign is run, from the first idea to the lessons learned. Processes are the"
        " jobs that never end. A campaign is a playbook with dates and names in it.",
        (
            *("playbooks/", "checklists/", "processes/", "campaigns/", "calendar/", "regions/", "regional-copies/"),
            *("coverage/", "changes/"),
        ),
    ),
    _Pillar(
        "technology",
        "Technology",
        "What the work is done with, and what the data in it is called.",
        "Every tool has somebody who answers for what it is used for and somebody who keeps it running. Fields, tags"
        " and names are the same everywhere, so that one report can count them all.",
        ("tools/", "tool-map/", "data-dictionary/", "taxonomy/"),
    ),
    _Pillar(
        "analytics",
        "Analytics",
        "What is counted, how, and what the words mean.",
        "A number helps when everybody counts it alike. Here stands how each one is worked out, what it cannot tell,"
        " and which words marketing and sales have agreed on.",
        ("metrics/", "segments/", "glossary/"),
    ),
)
_KINDS: Final = {list_url(kind): kind for kind in ENTRY_KINDS}


@dataclass(frozen=True, slots=True)
class Part:
    """A page that a pillar leads to, with what it lists; `entries` are the first few of `count`."""

    url: str
    title: str
    summary: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar with the parts that the site has."""

    id: str
    title: str
    summary: str
    text: str
    parts: tuple[Part, ...]

    @property
    def url(self) -> str:
        """Address of its page."""
        return pillar_url(self.id)


def pillar_url(id: str) -> str:
    """Address of a pillar's page: `pillars/people/`."""
    return f"pillars/{id}/"


def pillars(library: Library, known: Mapping[str, Page]) -> tuple[Pillar, ...]:
    """The pillars that lead somewhere; `known` are the site's other pages by address."""
    found = (
        Pillar(
            one.id,
            one.title,
            one.summary,
            one.text,
            tuple(_part(library, known[url]) for url in one.parts if url in known),
        )
        for one in _PILLARS
    )
    return tuple(pillar for pillar in found if pillar.parts)


def _part(library: Library, page: Page) -> Part:
    entries = library.entries(_KINDS[page.url]) if page.url in _KINDS else ()
    return Part(page.url, page.title, page.summary, len(entries), entries[:SHOWN])


def pages(found: tuple[Pillar, ...]) -> Iterator[Page]:
    """A page for each pillar."""
    for pillar in found:
        others = tuple(other for other in found if other is not pillar)
        context = {"pillar": pillar, "others": others}
        yield Page(pillar.url, pillar.title, "pillar.html", context, pillar.summary, wide=True)
