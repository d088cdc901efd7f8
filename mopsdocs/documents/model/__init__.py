"""The typed model: what a document says, frozen.

Field meanings, units and allowed values stand in the JSON Schemas; a test holds that model and schemas have the
same fields. Values reach the model only after the schema has accepted them. Durations and due dates stay text here
(`mopsdocs.documents.timing` reads them); dates are dates.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from mopsdocs.documents.model.base import ChecklistItem, Deprecation, DocumentModel, Governed, Link, Owned
from mopsdocs.documents.model.campaign import Approval, Campaign, Deviation, Progress, Result
from mopsdocs.documents.model.catalogues import (
    DataDictionary,
    DataField,
    ExpectedCount,
    FourQuestions,
    Glossary,
    Handles,
    Metric,
    Metrics,
    NamingRule,
    People,
    Person,
    Role,
    Roles,
    Segment,
    Segments,
    Tag,
    TagValue,
    Taxonomy,
    Term,
    Tool,
    Tools,
)
from mopsdocs.documents.model.overviews import LinksToEntries, Overview, OverviewRow, Overviews
from mopsdocs.documents.model.playbook import (
    Approver,
    Asset,
    Brief,
    Gate,
    Kpi,
    Origin,
    Playbook,
    PlaybookHead,
    Stage,
    Step,
    Variable,
)
from mopsdocs.documents.model.process import Process, ProcessStep
from mopsdocs.documents.model.region import Consent, ExtraDay, Holidays, Region, RequiredStep, SendWindow
from mopsdocs.documents.model.settings import Repository, Settings, Thresholds, Topics, Waiver, Waivers

__all__ = [
    "MODELS",
    "Approval",
    "Approver",
    "Asset",
    "Brief",
    "Campaign",
    "ChecklistItem",
    "Consent",
    "DataDictionary",
    "DataField",
    "Deprecation",
    "Deviation",
    "DocumentModel",
    "ExpectedCount",
    "ExtraDay",
    "FourQuestions",
    "Gate",
    "Glossary",
    "Governed",
    "Handles",
    "Head",
    "Holidays",
    "Kpi",
    "Link",
    "LinksToEntries",
    "Metric",
    "Metrics",
    "Model",
    "NamingRule",
    "Origin",
    "Overview",
    "OverviewRow",
    "Overviews",
    "Owned",
    "People",
    "Person",
    "Playbook",
    "PlaybookHead",
    "Process",
    "ProcessStep",
    "Progress",
    "Region",
    "Repository",
    "RequiredStep",
    "Result",
    "Role",
    "Roles",
    "Segment",
    "Segments",
    "SendWindow",
    "Settings",
    "Stage",
    "Step",
    "Tag",
    "TagValue",
    "Taxonomy",
    "Term",
    "Thresholds",
    "Tool",
    "Tools",
    "Topics",
    "Variable",
    "Waiver",
    "Waivers",
    "impossible_dates",
    "to_model",
]

Model = (
    Playbook
    | Campaign
    | Process
    | Region
    | Roles
    | People
    | Tools
    | Metrics
    | Segments
    | Glossary
    | DataDictionary
    | Taxonomy
    | Overviews
    | Settings
    | Waivers
)
"""What a document of any kind becomes."""

Head = PlaybookHead | Model
"""A model, or what is above the stages of a playbook."""

MODELS: dict[str, type[Any]] = {
    "playbook": Playbook,
    "campaign": Campaign,
    "process": Process,
    "region": Region,
    "roles": Roles,
    "people": People,
    "tools": Tools,
    "metrics": Metrics,
    "segments": Segments,
    "glossary": Glossary,
    "data_dictionary": DataDictionary,
    "taxonomy": Taxonomy,
    "overviews": Overviews,
    "workspace": Settings,
    "waivers": Waivers,
}
"""The model of each document kind."""


def to_model(kind: str, value: Any) -> Model:
    """The model of a document that its schema has accepted and whose dates are all possible."""
    model: Model = msgspec.convert(value, MODELS[kind])
    return model


def impossible_dates(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Pointers to texts in `value` that are shaped like a date and are none."""
    if isinstance(value, str):
        if _DATE.match(value) and not _is_day(value):
            yield pointer
        return
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from impossible_dates(child, (*pointer, key))


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
