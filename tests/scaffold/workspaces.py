"""Workspaces that something new is made for, and what becomes of answers there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mopsdocs.checks.checking import Inspections, inspect_workspace, library_of
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.scaffold.campaign import CampaignForm
from mopsdocs.scaffold.form import Form, NewDocument, filled
from mopsdocs.scaffold.grounds import Grounds
from mopsdocs.scaffold.outcome import findings
from mopsdocs.scaffold.playbook import PlaybookForm
from mopsdocs.scaffold.process import ProcessForm
from mopsdocs.scaffold.region import RegionForm
from mopsdocs.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parent.parent.parent
EXAMPLE = REPOSITORY / "tests" / "example"
TODAY = datetime.date(2026, 11, 23)

GIVEN: Mapping[str, Mapping[str, Any]] = {
    "campaign": {
        "playbook": "webinar",
        "region": "de",
        "anchor_date": "2027-04-15",
        "title": "No spam",
        "variables.topic": "No spam",
    },
    "playbook": {
        "title": "Product news",
        "id": "product-news",
        "anchor": "send_date",
        "channels": ["email", "web"],
        "owner": "campaign-manager",
        "builder": "mops-specialist",
        "reviewer": "qa-reviewer",
        "approver": "marketing-director",
        "escalate_to": "privacy-counsel",
        "metric": "registrations",
    },
    "process": {
        "title": "List hygiene",
        "id": "list-hygiene",
        "owner": "mops-specialist",
        "approver": "marketing-director",
    },
    "region": {
        "country": "JP",
        "code": "jp",
        "title": "Japan",
        "owner": "campaign-manager",
        "consent.b2b": "unknown",
        "consent.b2c": "opt-in",
    },
}
"""Enough answers for a document of each kind, the defaults aside."""

_FORMS: Mapping[str, Callable[[Grounds], Form]] = {
    "campaign": CampaignForm,
    "playbook": PlaybookForm,
    "process": ProcessForm,
    "region": RegionForm,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, read."""

    inspections: Inspections
    grounds: Grounds

    def form(self, kind: str) -> Form:
        return _FORMS[kind](self.grounds)

    def made(self, kind: str, **changes: Any) -> NewDocument:
        """The document of `kind` from GIVEN with `changes`, whose keys have __ for a point, and the defaults."""
        more = {"variables.audience_size": 600} if kind == "campaign" and self.grounds.root == REPOSITORY else {}
        given = {**GIVEN[kind], **more, **{key.replace("__", "."): value for key, value in changes.items()}}
        form = self.form(kind)
        return form.document(filled(form, given, "all"))

    def findings(self, document: NewDocument) -> tuple[Diagnostic, ...]:
        return findings(document, self.inspections, TODAY)


@cache
def place(root: Path) -> Place:
    inspections = inspect_workspace(Workspace.at(root))
    library = library_of(inspections)
    return Place(inspections, Grounds(root, library, library, frozenset(), TODAY))
