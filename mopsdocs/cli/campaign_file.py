"""A campaign's file, opened to record something in it and written back whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from mopsdocs.atomic import Change, replace_all
from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.plan import Plans
from mopsdocs.checks.inspection import inspect
from mopsdocs.cli.context import Invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import read_campaigns
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.errors import MopsError
from mopsdocs.locking import alone
from mopsdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """A campaign with its plan, and the document that says so."""

    workspace: Workspace
    library: Library
    plans: Plans
    document: Document
    plan: Plan

    def write(self, text: str) -> Plan:
        """Makes `text` the campaign's file and gives the plan that follows; raises MopsError and changes nothing."""
        data = text.encode()
        after = inspect(self.document.path, data, self.library.settings)
        if after.document is None or not after.document.valid:
            wrong = next(one for one in after.found if one.severity is Severity.ERROR)
            raise MopsError(f"That would not be valid: {wrong.message}.", wrong.hint)
        replace_all([Change(self.workspace.root / self.document.path, self.document.data, data)])
        return self.plans.plan(cast(Campaign, after.document.model))


@contextmanager
def campaign_file(called: Invocation, word: str) -> Iterator[CampaignFile]:
    """The campaign that `word` means, while no other command changes the workspace; raises MopsError."""
    workspace = called.workspace()
    with alone(workspace.root):
        with progress(called) as shown:
            campaigns = read_campaigns(workspace, shown)
        document = campaigns.document(word)
        plans = Plans(campaigns.library)
        plan = plans.plan(cast(Campaign, document.model))
        yield CampaignFile(workspace, campaigns.library, plans, document, plan)
