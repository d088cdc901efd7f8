"""The typed model: what a document says, frozen.

Field meanings, units and allowed values stand in the JSON Schemas; a test holds that model and schemas have the
same fields. Values reach the model only after the schema has accepted them. Durations and due dates stay text here
(`mopsdocs.documents.timing` reads them); dates are dates.
"""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from mopsdocs.documents.model.base import ChecklistItem, Deprecation, DocumentModel, Governed, Link, Owned
from mopsdocs.documents.model.campaign import Approval, Campaign, Deviation, Progress, Result
from mopsdocs.documents.model.catalogues import (
    DataDictionary,
    DataField,
    ExpectedCount,
    FourQuestions,
    Glossary,
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
from mopsdocs.documents.model.playbook import Approver, Asset, Brief, Gate, Kpi, Origin, Playbook, Stage, Step, Variable
from mopsdocs.documents.model.process import Process, ProcessStep
from mopsdocs.documents.model.region import Consent, ExtraDay, Holidays, Region, RequiredStep, SendWindow
from mopsdocs.documents.model.settings import Repository, Settings, Waiver, Waivers

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
    "Holidays",
    "InvalidDate",
    "Kpi",
    "Link",
    "Metric",
    "Metrics",
    "Model",
    "NamingRule",
    "Origin",
    "Owned",
    "People",
    "Person",
    "Playbook",
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
    "Tool",
    "Tools",
    "Variable",
    "Waiver",
    "Waivers",
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
    | Settings
    | Waivers
)
"""What a document of any kind becomes."""

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
    "workspace": Settings,
    "waivers": Waivers,
}
"""The model of each document kind."""


class InvalidDate(Exception):
    """A date that the calendar does not have, and the pointer to it."""

    def __init__(self, pointer: tuple[str | int, ...]) -> None:
        super().__init__(pointer)
        self.pointer = pointer


def to_model(kind: str, value: Any) -> Model:
    """The model of a document that its schema has accepted; raises InvalidDate for days such as 30 February."""
    try:
        model: Model = msgspec.convert(value, MODELS[kind])
    except msgspec.ValidationError as error:
        pointer = find_invalid_date(value)
        if pointer is None:
            raise AssertionError(f"the {kind} schema accepts what the model refuses: {error}") from error
        raise InvalidDate(pointer) from None
    return model


def find_invalid_date(value: Any, pointer: tuple[str | int, ...] = ()) -> tuple[str | int, ...] | None:
    """Pointer to the first text in `value` that is shaped like a date and is none."""
    if isinstance(value, str):
        if len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdigit():
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                return pointer
        return None
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        found = find_invalid_date(child, (*pointer, key))
        if found is not None:
            return found
    return None
