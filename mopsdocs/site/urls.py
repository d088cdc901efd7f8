"""Addresses of everything that has an id. They never change while the id does not."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from mopsdocs.documents.library import Entry, Library
from mopsdocs.documents.model import Campaign, Repository

_FOLDERS = {
    "playbook": "playbooks",
    "process": "processes",
    "campaign": "campaigns",
    "region": "regions",
    "role": "roles",
    "tool": "tools",
    "metric": "metrics",
    "overview": "overviews",
}
_SHARED_PAGES = {
    "person": "people/",
    "segment": "segments/",
    "term": "glossary/",
    "field": "data-dictionary/",
    "tag": "taxonomy/",
}


def url_of(entry: Entry) -> str:
    """Address of `entry` relative to the site: `roles/qa-reviewer/`, `glossary/#mql`, `playbooks/webinar/de/`."""
    if entry.kind in _SHARED_PAGES:
        return f"{_SHARED_PAGES[entry.kind]}#{anchor(entry.id)}"
    if entry.kind == "playbook" and "@" in entry.id:
        playbook, region = entry.id.split("@")
        return f"playbooks/{playbook}/{region}/"
    return f"{_FOLDERS[entry.kind]}/{entry.id}/"


def list_url(kind: str) -> str:
    """Address of the page that has all entries of `kind`: `roles/`, `glossary/`."""
    return _SHARED_PAGES[kind] if kind in _SHARED_PAGES else f"{_FOLDERS[kind]}/"


def part_urls(library: Library, campaign: Campaign) -> Callable[[str, str], str]:
    """The addresses of the steps and gates that `campaign` has, by kind and id: where its playbook describes them.

    What only the region requires is described on the region's page.
    """
    copies = (copy for copy in library.copies(campaign.playbook) if copy.head.region == campaign.region)
    entry = next(copies, None) or library.get("playbook", campaign.playbook)
    region = library.get("region", campaign.region)
    own = {step.id for step in entry.item.steps} if entry is not None else set()

    def address(kind: str, id: str) -> str:
        page = entry if kind == "gate" or id in own else region
        return f"{url_of(page)}#{kind}-{id}" if page is not None else ""

    return address


def commit_url(repository: Repository | None, id: str) -> str:
    """Address of a commit; '' when the workspace names no repository."""
    return f"{repository.url.rstrip('/')}/commit/{id}" if repository is not None else ""


def edit_url(repository: Repository | None, source: str | None) -> str:
    """Address where the document at `source` can be edited; '' when the workspace names no repository."""
    if repository is None or source is None:
        return ""
    return f"{repository.url.rstrip('/')}/edit/{repository.branch}/{quote(source)}"


def is_regional(url: str) -> bool:
    """Whether the page at `url` is that of a regional copy."""
    return url.startswith("playbooks/") and url.count("/") > 2


def anchor(id: str) -> str:
    """`id` as an HTML id: `contact.first_name` becomes `contact-first_name`."""
    return id.replace(".", "-")


def relative(target: str, here: str) -> str:
    """Link from the page at `here` to `target`, both relative to the site; anchors are kept.

    It leads over the top of the site, so it is the same on all pages of one depth.
    """
    return f"{'../' * here.count('/')}{target}" or "./"
