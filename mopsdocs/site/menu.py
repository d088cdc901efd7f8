"""The menu: home, one section per kind of page with its index first, then reference pages.

Material draws it on every page, so no level has more than MENU_LIMIT entries: a long section has a level of categories,
or of parts of the alphabet where there are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

from markupsafe import escape

from mopsdocs.site.page import Page, markdown_path
from mopsdocs.site.pages.approvals import URL as APPROVALS
from mopsdocs.site.pages.calendar import URL as CALENDAR
from mopsdocs.site.pages.changelog import URL as CHANGES
from mopsdocs.site.pages.checklists import URL as CHECKLISTS
from mopsdocs.site.pages.copies import URL as COPIES
from mopsdocs.site.pages.coverage import URL as COVERAGE
from mopsdocs.site.pages.my_steps import URL as MY_STEPS
from mopsdocs.site.pages.pillars import pillar_url
from mopsdocs.site.pages.tool_map import URL as TOOL_MAP
from mopsdocs.site.pages.upkeep import URL as UPKEEP
from mopsdocs.site.pages.workload import URL as LOAD
from mopsdocs.site.urls import is_regional

Navigation = list[Any]
"""The `nav` setting of MkDocs: strings and one-key mappings."""

MENU_LIMIT: Final = 20
"""Entries of one level that the menu lists. Nobody reads through more."""

_PLAYBOOKS: Final = "playbooks/"
_RULES: Final = "rules/"
_SECTIONS: Final = (
    ("Playbooks", _PLAYBOOKS),
    ("Checklists", CHECKLISTS),
    ("Processes", "processes/"),
    ("Campaigns", "campaigns/"),
    ("Regions", "regions/"),
    ("Roles", "roles/"),
    ("Tools", "tools/"),
    ("Metrics", "metrics/"),
    ("Overviews", "overviews/"),
)
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    _PLAYBOOKS: (COPIES, COVERAGE),
    "processes/": (pillar_url("process"),),
    "campaigns/": (CALENDAR, MY_STEPS, LOAD),
    "roles/": (pillar_url("people"), APPROVALS, UPKEEP),
    "tools/": (pillar_url("technology"), TOOL_MAP),
    "metrics/": (pillar_url("analytics"),),
}
"""Pages over all that a section has, which come right after its index."""

_REFERENCE: Final = ("glossary/", "segments/", "taxonomy/", "data-dictionary/", "people/", CHANGES)


def menu(pages: Sequence[Page], *, whole: bool) -> Navigation:
    """The menu over `pages`. The `whole` one has every page, flat.

    The other one leaves out regional copies, which their playbook links to, and single rules.
    """
    urls = {page.url: page for page in pages}
    entries: Navigation = [markdown_path("")]
    placed = {""}
    for title, folder in _SECTIONS:
        beside = [url for url in _found(urls, _BESIDE.get(folder, ()), whole=whole) if url not in placed]
        inside = [page for page in pages if page.url.startswith(folder) and page.url != folder]
        first = [url for url in (folder, *beside) if url in urls]
        placed.update(first)
        if folder in urls:
            listed = [markdown_path(page.url) for page in inside] if whole else _levels(inside)
            entries.append({title: [*map(markdown_path, first), *listed]})
        elif first:
            entries += map(markdown_path, first)
    reference: Navigation = [markdown_path(url) for url in _REFERENCE if url in urls]
    rules = [markdown_path(url) for url in urls if url.startswith(_RULES)]
    reference += [{"Rules": rules}] if whole and rules else rules[:1]
    return [*entries, {"Reference": reference}] if reference else entries


def _found(urls: Mapping[str, Page], beside: tuple[str, ...], *, whole: bool) -> list[str]:
    """The addresses `beside` a section that there are, and what is below them where the menu is to be `whole`."""
    return [url for first in beside for url in urls if url == first or (whole and url.startswith(first))]


def _levels(pages: Sequence[Page]) -> Navigation:
    """The pages of a section, by category where they are many."""
    shown = [page for page in pages if not is_regional(page.url)]
    flat = [(page.title, markdown_path(page.url)) for page in shown]
    if len(flat) <= MENU_LIMIT:
        return [path for _, path in flat]
    categories: dict[str, list[tuple[str, Any]]] = {}
    for page, entry in zip(shown, flat, strict=True):
        categories.setdefault(page.category, []).append(entry)
    if len(categories) == 1:
        return _ranges(flat)
    named = [(name or "Others", _ranges(categories[name])) for name in sorted(categories, key=_by_name)]
    return _ranges([(name, {str(escape(name)): inside}) for name, inside in named])


def _by_name(category: str) -> tuple[bool, str]:
    return not category, category.lower()


def _ranges(entries: Sequence[tuple[str, Any]]) -> Navigation:
    """Entries as they are, or in parts of the alphabet where they are too many for one level."""
    if len(entries) <= MENU_LIMIT:
        return [entry for _, entry in entries]
    most = MENU_LIMIT
    while most * MENU_LIMIT < len(entries):
        most *= MENU_LIMIT
    size = ceil(len(entries) / ceil(len(entries) / most))
    parts = [entries[start : start + size] for start in range(0, len(entries), size)]
    return [{_range_title(part): _ranges(part)} for part in parts]


def _range_title(part: Sequence[tuple[str, Any]]) -> str:
    first, last = part[0][0], part[-1][0]
    return str(escape(first if len(part) == 1 else f"{_begin(first)} to {_begin(last)}"))


def _begin(title: str) -> str:
    return title.split()[0][:20] if title.split() else title
