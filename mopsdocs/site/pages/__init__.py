"""Pages of the site, one module per family. Views are computed when a template asks for them, not before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages import (
    approvals,
    calendar,
    campaign,
    changelog,
    checklists,
    copies,
    coverage,
    data_dictionary,
    glossary,
    home,
    metric,
    my_steps,
    overview,
    people,
    pillars,
    playbook,
    process,
    region,
    role,
    rule,
    segments,
    taxonomy,
    tool,
    tool_map,
    upkeep,
    workload,
)
from mopsdocs.site.pages.agenda import Agenda
from mopsdocs.site.pages.copy_states import CopyStates
from mopsdocs.site.pages.history import SiteHistory, page_histories
from mopsdocs.site.pages.runs import Runs
from mopsdocs.site.pages.subscription import Subscriptions

_NO_STATES: Final[CopyStates] = {}


def all_pages(library: Library, states: CopyStates = _NO_STATES, history: SiteHistory | None = None) -> list[Page]:
    """Every page of the site in the order of its menu; the regional copies of a playbook come right after it.

    `states` says where the copies stand; what it does not name is shown without. So is the past without a `history`.
    """
    changes = changelog.Changelog(library, history) if history is not None else None
    campaigns = tuple(_campaign_pages(library, history))
    steps = frozenset(page.url for page in campaigns if page.url.startswith(my_steps.URL))
    families = (
        playbook.pages(library, states),
        copies.pages(library, states),
        coverage.pages(library, states),
        checklists.pages(library),
        process.pages(library),
        campaigns,
        region.pages(library, states),
        role.pages(library, steps),
        approvals.pages(library, approvals.ApprovalsView(library)),
        tool.pages(library),
        tool_map.pages(library),
        metric.pages(library),
        overview.pages(library),
        glossary.pages(library),
        segments.pages(library),
        taxonomy.pages(library),
        data_dictionary.pages(library),
        people.pages(library, steps),
        upkeep.pages(library),
        changelog.pages(changes),
        rule.pages(library),
    )
    others = list(chain.from_iterable(families))
    known = {page.url: page for page in others}
    led = pillars.pillars(library, known)
    pages = [*home.pages(library, led, known, changes), *pillars.pages(led), *others]
    if history is None:
        return pages
    pasts = page_histories(library, history)
    return [replace(page, history=pasts[page.url]) if page.url in pasts else page for page in pages]


def _campaign_pages(library: Library, history: SiteHistory | None) -> Iterator[Page]:
    """Campaigns, and what is due in all of them; schedules are made once for all of these pages."""
    runs = Runs(library)
    agenda, load = Agenda(runs), workload.LoadView(library, runs)
    steps = my_steps.StepsView(library, agenda)
    families = (
        campaign.pages(library, agenda, _subscriptions(library, history)),
        calendar.pages(library, calendar.CalendarView(library, agenda)),
        my_steps.pages(steps, load),
        workload.pages(load, frozenset(share.url for share in steps.shares("role"))),
    )
    pages = list(chain.from_iterable(families))
    beside = tuple((page.url, page.title) for page in pages if page.url.count("/") == 1)
    for page in pages:
        yield replace(page, context={**page.context, "beside": beside}) if page.url.count("/") == 1 else page


def _subscriptions(library: Library, history: SiteHistory | None) -> Subscriptions:
    newest = history.recent[0].commit.date if history is not None and history.recent else None
    address = history.address if history is not None else library.settings.site_url
    return Subscriptions(library, address or "", newest)
