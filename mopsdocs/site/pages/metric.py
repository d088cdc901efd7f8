"""Metrics: the index and one page per metric."""

from __future__ import annotations

from collections.abc import Iterator

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Metric
from mopsdocs.site.page import Page
from mopsdocs.site.pages.facts import catalogue_facts, facts_of
from mopsdocs.site.pages.used_by import Group, UsedBy
from mopsdocs.site.urls import url_of


class MetricView:
    """What a metric's page shows."""

    def __init__(self, library: Library, entry: Entry) -> None:
        self.metric: Metric = entry.item
        self._library = library

    @property
    def targets(self) -> tuple[tuple[Entry, str, str], ...]:
        """Library playbooks that are measured by it, each with its target and note."""
        found = []
        for use in self._library.uses("metric", self.metric.id):
            entry = use.user
            if entry.kind == "playbook" and use.reference.field == "metric":
                kpi = entry.item.kpis[int(use.reference.pointer[1])]
                found.append((entry, "" if kpi.target is None else str(kpi.target), kpi.note or ""))
        return tuple(sorted(found, key=lambda row: (row[0].title.lower(), row[0].id)))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Everything that names it."""
        return UsedBy(self._library, "metric", self.metric.id).groups


def pages(library: Library) -> Iterator[Page]:
    """The index and every metric."""
    entries = library.entries("metric")
    if not entries:
        return
    summary = "What is measured, how it is counted and what the number cannot tell."
    facts = catalogue_facts(library, entries)
    yield Page("metrics/", "Metrics", "metrics.html", {"entries": entries}, summary, facts)
    for entry in entries:
        metric: Metric = entry.item
        yield Page(
            url_of(entry),
            entry.title,
            "metric.html",
            {"view": MetricView(library, entry)},
            metric.definition,
            facts_of(library, entry.path, owner=metric.owner),
            metric.answers,
            metric.synonyms,
            beside=tuple,
        )
