"""Pages of the site, one module per family. Views are computed when a template asks for them, not before."""

from __future__ import annotations

from itertools import chain
from typing import Final

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages import (
    campaign,
    copies,
    data_dictionary,
    glossary,
    home,
    metric,
    people,
    playbook,
    process,
    region,
    role,
    rule,
    segments,
    taxonomy,
    tool,
)
from mopsdocs.site.pages.copy_states import CopyStates

_NO_STATES: Final[CopyStates] = {}


def all_pages(library: Library, states: CopyStates = _NO_STATES) -> list[Page]:
    """Every page of the site in the order of its menu; the regional copies of a playbook come right after it.

    `states` says where the copies stand; what it does not name is shown without.
    """
    families = (
        home.pages(library),
        playbook.pages(library, states),
        copies.pages(library, states),
        process.pages(library),
        campaign.pages(library),
        region.pages(library),
        role.pages(library),
        tool.pages(library),
        metric.pages(library),
        glossary.pages(library),
        segments.pages(library),
        taxonomy.pages(library),
        data_dictionary.pages(library),
        people.pages(library),
        rule.pages(library),
    )
    return list(chain.from_iterable(families))
