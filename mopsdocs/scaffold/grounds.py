"""What a new document is made for: the workspace as it is, and the day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Entry, Library
from mopsdocs.errors import MopsError
from mopsdocs.scaffold.form import NewDocument
from mopsdocs.scaffold.questions import Choice
from mopsdocs.scaffold.templates import Values, document, line_for_editors

_FILES: Final = {
    "role": "site_config/roles.yml",
    "person": "site_config/people.yml",
    "metric": "site_config/metrics.yml",
    "playbook": "playbooks/library",
    "region": "site_config/regions",
}

_LOOKED_AT: Final = 5
"""Documents whose first lines are read."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """A workspace at `root` on the day `today`.

    `library` has its valid documents, `whole` those with errors as well; `unsound` are the paths of the latter.
    """

    root: Path
    library: Library
    whole: Library
    unsound: frozenset[str]
    today: datetime.date

    def refuse_unsound(self, paths: Iterable[str]) -> None:
        """Raises MopsError when one of `paths` is a document that is not valid."""
        for path in paths:
            if path in self.unsound:
                raise MopsError(f"{path} needs mending first.", f"mopsdocs validate {path} says what is wrong.")

    def choices(self, kind: str) -> tuple[Choice, ...]:
        """The entries of `kind` to choose from, by title."""
        return tuple(self.choice(entry) for entry in self.library.entries(kind))

    def choice(self, entry: Entry, note: str = "") -> Choice:
        """One of them. Other words for it are its synonyms and the ids that it had before."""
        words = (*getattr(entry.head, "synonyms", ()), *getattr(entry.head, "previous_ids", ()))
        return Choice(entry.id, entry.title, note, words)

    def need(self, kind: str, what: str) -> None:
        """Raises MopsError where there is no entry of `kind` to choose from."""
        if self.library.ids(kind):
            return
        place = _FILES[kind]
        self.refuse_unsound(path for path in sorted(self.unsound) if path.startswith(place))
        raise MopsError(f"{what}, and {place} has none.", f"Write one into {place} first.")

    def new(self, kind: str, path: str, values: Values) -> NewDocument:
        """The new document of `kind` at `path`; raises MopsError when there is something at that path."""
        target = self.root / path
        if target.exists() or target.is_symlink():
            raise MopsError(f"{path} exists already.", "Choose another name, or edit that file.")
        first_lines = {one.path: one.text.partition("\n")[0].rstrip("\r") for one in self._near(path)}
        line = line_for_editors(path, first_lines, kind)
        return document(f"{kind}.yml", path, {**values, "line_for_editors": line}, self.root / "templates")

    def _near(self, path: str) -> list[Document]:
        """A few documents that the new one should look like: those in its folder, or in others of the workspace."""
        folder = path.rpartition("/")[0]
        ordered = sorted(self.library.documents, key=lambda one: not one.path.startswith(f"{folder}/"))
        return ordered[:_LOOKED_AT]
