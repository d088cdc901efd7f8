"""Pages of the site, one module per family. Views are computed when a template asks for them, not before."""

from __future__ import annotations

from mopsdocs.documents.library import Library
from mopsdocs.site.page import Page
from mopsdocs.site.pages import (
    campaign,
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

_FAMILIES = (
    home,
    playbook,
    process,
    campaign,
    region,
    role,
    tool,
    metric,
    glossary,
    segments,
    taxonomy,
    data_dictionary,
    people,
    rule,
)


def all_pages(library: Library) -> list[Page]:
    """Every page of the site in the order of its menu; the regional copies of a playbook come right after it."""
    return [page for family in _FAMILIES for page in family.pages(library)]
