"""Campaigns for tests of exports: small ones of given steps, and that of the example workspace."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mopsdocs.campaigns.exports.ics import Revision
from mopsdocs.campaigns.exports.itemising import export_of
from mopsdocs.campaigns.exports.items import Export, Item
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.schedule import schedule
from mopsdocs.checks.checking import inspect_workspace, library_of
from mopsdocs.documents.model import Region
from mopsdocs.workspace import Workspace
from tests.campaigns.plans import WEDNESDAY, Fields, plan

EXAMPLE = Path(__file__).resolve().parents[2] / "example"
REVISION = Revision(datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC))


def export(
    stages: Sequence[Fields], place: Region | None = None, anchor: datetime.date = WEDNESDAY, **campaign: Any
) -> Export:
    """A campaign of `stages`; its pages are somewhere under example.com."""
    made = schedule(plan(stages, place, anchor, **campaign))
    return export_of(made, lambda _, id: id.title(), lambda kind, id: f"https://example.com/{kind}/{id}/")


def example() -> Export:
    """The campaign of the example workspace, which says nothing of a site."""
    library = library_of(inspect_workspace(Workspace.at(EXAMPLE)))
    (entry,) = library.entries("campaign")
    return export_of(schedule(Plans(library).plan(entry.item)), library.title, lambda _, __: "")


def item_of(found: Export, id: str, number: int = 1) -> Item:
    return next(item for item in found.items if item.id == id and item.number == number)


def rows(data: bytes) -> list[list[str]]:
    """The cells of a table, read by the parser of the standard library as strictly as it can."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def columns(data: bytes) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns."""
    header, *rest = rows(data)
    return [dict(zip(header, row, strict=True)) for row in rest]
