"""Small pages where documents were under the ids that they had before: they lead on, and keep what follows the #.

They are files and no pages of MkDocs, so neither menu, search nor sitemap has them, and they cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import Final

from markupsafe import Markup

from mopsdocs.documents.library import Entry, Library
from mopsdocs.site.pages.facts import title_of
from mopsdocs.site.urls import list_url, relative, url_of

SCRIPT: Final = "assets/moved.js"
"""Address of the script that all of them share."""

_KINDS: Final = ("playbook", "process", "role", "tool", "metric")
"""Kinds of which every entry has a page. The others share pages, which have the old ids as anchors."""

_ON: Final = b"location.replace(new URL(document.currentScript.dataset.to, location.href).href + location.hash);\n"

_PAGE: Final = Markup(
    """<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} has moved</title>
<link rel="canonical" href="{to}">
<script src="{script}" data-to="{to}"></script>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>It is here now: <a href="{to}">{title}</a></p>
</main>
</body>
</html>
"""
)


def redirect_path(url: str) -> str:
    """The file of the redirect at `url`: `playbooks/webcast/index.html`."""
    return f"{url}index.html"


def redirects(library: Library, taken: Collection[str]) -> Mapping[str, bytes]:
    """The files, by address, with the script that they need; nothing at addresses that are `taken` by pages."""
    moved: dict[str, Entry] = {}
    for old, entry in _moved(library):
        if old not in taken:
            moved.setdefault(old, entry)
    files = {redirect_path(old): _page(library, old, entry) for old, entry in sorted(moved.items(), key=itemgetter(0))}
    return {**files, SCRIPT: _ON} if files else {}


def _moved(library: Library) -> Iterator[tuple[str, Entry]]:
    """Old addresses, each with what is elsewhere now."""
    for kind in _KINDS:
        for entry in library.entries(kind):
            for id in entry.head.previous_ids:
                yield f"{list_url(kind)}{id}/", entry
    ids = {entry.id: entry.head.previous_ids for entry in library.entries("playbook")}
    for copy in library.all_copies:
        for id in (*copy.head.previous_ids, *ids.get(copy.head.id, ())):
            yield f"{list_url('playbook')}{id}/{copy.head.region}/", copy


def _page(library: Library, old: str, entry: Entry) -> bytes:
    page = _PAGE.format(
        locale=library.settings.locale,
        title=title_of(library, entry),
        to=relative(url_of(entry), old),
        script=relative(SCRIPT, old),
    )
    return page.encode()
