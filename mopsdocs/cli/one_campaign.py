"""Which campaign the argument CAMPAIGN of a command means, and the documents that it needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, Inspections, inspect_workspace, library_of
from mopsdocs.cli.long_jobs import Progress
from mopsdocs.cli.one_document import path_of_document
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.errors import MopsError
from mopsdocs.workspace import Workspace

TAXONOMY: Final = "site_config/taxonomy.yml"
"""The document with the naming rules and the values of tags."""

_FOLDER: Final = "playbooks/campaigns/"
_PEOPLE: Final = "site_config/people.yml"


@dataclass(frozen=True, slots=True)
class Campaigns:
    """The campaigns of a workspace. `library` has the documents that are valid, `whole` those with errors as well.

    `unsound` are the paths of documents that are not valid.
    """

    workspace: Workspace
    library: Library
    whole: Library
    unsound: tuple[str, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """The paths of campaigns that are not valid."""
        return tuple(path for path in self.unsound if path.startswith(_FOLDER))

    def named(self, word: str) -> Campaign:
        """The campaign that `word` means; raises MopsError, also when a document that it needs is not valid."""
        return cast(Campaign, self.document(word).model)

    def document(self, word: str) -> Document:
        """The document of the campaign that `word` means; raises MopsError as `named` does."""
        path = path_of_document(self.workspace, self.whole, (), word)
        document = self.whole.by_path.get(path)
        if document is None:
            raise _unsound([path])
        if not isinstance(document.model, Campaign):
            known = self.library.ids("campaign")
            hint = f"There are: {', '.join(known[:5])}{' …' if len(known) > 5 else ''}." if known else "There are none."
            raise MopsError(f"{path} is not a campaign.", hint)
        self.sound(document.model, path)
        return document

    def need(self, path: str) -> None:
        """Raises MopsError where the document at `path` is not valid."""
        if path in self.unsound:
            raise _unsound([path])

    def sound(self, campaign: Campaign, path: str) -> Campaign:
        """`campaign`, the document at `path`; raises MopsError when it or a document that it needs is not valid."""
        needed = dict.fromkeys((path, *self._needed(campaign)))
        broken = [path for path in needed if path in self.unsound]
        if broken:
            raise _unsound(broken)
        return campaign

    def _needed(self, campaign: Campaign) -> Iterator[str]:
        yield _PEOPLE
        yield f"site_config/regions/{campaign.region}.yml"
        yield f"playbooks/regions/{campaign.region}/{campaign.playbook}.yml"
        yield f"playbooks/library/{campaign.playbook}.yml"
        for entry in (
            self.whole.get("region", campaign.region),
            self.whole.get("playbook", campaign.playbook),
            *(copy for copy in self.whole.copies(campaign.playbook) if copy.head.region == campaign.region),
        ):
            if entry is not None:
                yield entry.path


def _unsound(paths: list[str]) -> MopsError:
    needs = "needs" if len(paths) == 1 else "need"
    return MopsError(f"{', '.join(paths)} {needs} mending first.", f"mopsdocs validate {paths[0]} says what is wrong.")


def campaigns_of(workspace: Workspace, inspections: Inspections) -> Campaigns:
    """The campaigns of `workspace`."""
    files = inspections.files.values()
    whole = Library(file.document for file in files if file.document is not None)
    unsound = tuple(file.path for file in files if file.document is None or not file.document.valid)
    return Campaigns(workspace, library_of(inspections), whole, unsound)


def read_campaigns(workspace: Workspace, shown: Progress) -> Campaigns:
    """The campaigns of `workspace`; how far the reading is, is `shown`."""
    return campaigns_of(workspace, read_documents(workspace, shown))


def read_documents(workspace: Workspace, shown: Progress) -> Inspections:
    """Everything about the documents of `workspace`; how far the reading is, is `shown`."""
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    read = partial(shown.show, "Reading {} of {} documents")
    return inspect_workspace(workspace, Effort(cache=cache_folder()), read)
