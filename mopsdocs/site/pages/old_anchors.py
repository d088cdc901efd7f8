"""Anchors of things under the ids that they had before, so that old links still lead to the right place of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mopsdocs.documents.library import Entry
from mopsdocs.documents.model import Playbook
from mopsdocs.site.urls import anchor

OldAnchors = Mapping[str, str]
"""Anchors that a page had before, each with the one that it has now."""


def of_playbook(playbook: Playbook) -> OldAnchors:
    """Those of stages, steps and gates."""
    found: dict[str, str] = {}
    for stage in playbook.stages:
        gates = (stage.gate,) if stage.gate is not None else ()
        for kind, items in (("stage", (stage,)), ("step", stage.steps), ("gate", gates)):
            found.update(of_items(kind, items))
    return found


def of_items(kind: str, items: Iterable[Any]) -> OldAnchors:
    """Those of items whose anchor is their kind and id: `step-write-brief`."""
    return {f"{kind}-{old}": f"{kind}-{item.id}" for item in items for old in item.previous_ids}


def of_entries(entries: Iterable[Entry]) -> OldAnchors:
    """Those of entries that share a page, and have nothing but their id for an anchor."""
    return dict(_of_entries(entries))


def _of_entries(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for old in getattr(entry.item, "previous_ids", ()):
            yield anchor(old), anchor(entry.id)


def with_old_anchors(html: str, anchors: OldAnchors) -> str:
    """The article `html` with an empty element before each heading that had another anchor once.

    An anchor that something else has by now is left to that.
    """
    for old, new in anchors.items():
        if f' id="{old}"' not in html:
            html = re.sub(rf'<h[1-6] id="{re.escape(new)}"', rf'<span id="{old}"></span>\g<0>', html, count=1)
    return html
