"""The taxonomy: allowed values of every tag, and how names are built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import NamingRule, Taxonomy
from mopsdocs.site.page import Page
from mopsdocs.site.pages.catalogue import CatalogueView
from mopsdocs.site.pages.facts import facts_of
from mopsdocs.site.pages.labels import label

_SUMMARY = "The values that tags may have and how names are built, so that reports add up."
_PART: Final = re.compile(r"\{([^{}]*)\}")
_MEANINGS: Final = {
    "anchor_date:%Y%m%d": "Day 0 as year, month and day",
    "anchor_date:%Y-%m-%d": "Day 0 as year, month and day",
    "playbook": "Id of the playbook",
    "region": "Code of the region",
}


class NamingView:
    """One naming rule with its parts explained."""

    def __init__(self, id: str, rule: NamingRule) -> None:
        self.id = id
        self.title = label(id) if not id.startswith("utm") else id
        self.rule = rule

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each part of the pattern, as it is written and what it stands for."""
        found = dict.fromkeys(_PART.findall(self.rule.pattern))
        return tuple((part, _MEANINGS.get(part) or label(part.partition(":")[0])) for part in found)


def pages(library: Library) -> Iterator[Page]:
    """The taxonomy, where there is one."""
    documents = [document for document in library.documents if isinstance(document.model, Taxonomy)]
    if not documents:
        return
    entries = library.entries("tag")
    naming = {}
    for document in documents:
        if isinstance(document.model, Taxonomy):
            naming.update({id: rule for id, rule in document.model.naming.items() if id not in naming})
    views = tuple(NamingView(id, naming[id]) for id in sorted(naming))
    context = {"view": CatalogueView(library, entries), "naming": views}
    facts = facts_of(library, documents[0].path)
    yield Page("taxonomy/", "Taxonomy", "taxonomy.html", context, _SUMMARY, facts)
