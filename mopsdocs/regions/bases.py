"""The texts that copies were made from, kept in `playbooks/.base` under their checksum, and what to do without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mopsdocs.atomic import Change
from mopsdocs.documents.model import Origin
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.regions.origin import blob_id, checksum, stored
from mopsdocs.workspace import Workspace

FOLDER: Final = "playbooks/.base"
_HISTORY: Final = 500
"""How many versions of a library playbook are looked through for a lost base."""


class NoBase(MopsError):
    """Nowhere is the text that a copy was made from, so nobody can say what has changed since."""


@dataclass(frozen=True, slots=True)
class Bases:
    """The base texts of one workspace, and the git repository around it where there is one."""

    workspace: Workspace
    repository: Repository | None
    _known: dict[str, str] = field(default_factory=dict)
    _blobs: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> Bases:
        """The base texts of `workspace`."""
        return cls(workspace, Repository.around(workspace.root))

    def text(self, copy: str, origin: Origin) -> str:
        """The text that the copy at the path `copy` was made from: from the base, else from git; raises NoBase."""
        sha = origin.sha256
        if sha not in self._known:
            kept = self._kept(sha)
            found = kept if kept is not None and checksum(kept) == sha else self._from_git(origin)
            if found is None:
                raise self._lost(copy, origin, edited=kept is not None)
            self._known[sha] = found
        return self._known[sha]

    def keeping(self, text: str) -> Change | None:
        """What keeps `text` as a base; None when it is kept."""
        sha = checksum(text)
        if self.has(sha):
            return None
        path = self.path(sha)
        return Change(path, path.read_bytes() if path.is_file() else None, stored(text))

    def paths(self) -> list[Path]:
        """The files of all bases; their names are the checksums."""
        folder = self.workspace.root / FOLDER
        return sorted(folder.glob("*.yml")) if folder.is_dir() else []

    def has(self, sha: str) -> bool:
        """Whether the base with a checksum is kept, as it should be."""
        kept = self._kept(sha)
        return kept is not None and checksum(kept) == sha

    def path(self, sha: str) -> Path:
        """Where the base with a checksum is kept."""
        return self.workspace.root / FOLDER / f"{sha}.yml"

    def blob(self, text: str) -> str | None:
        """The id of the git object that holds `text`; None when git does not have it."""
        id = blob_id(text)
        if id not in self._blobs:
            self._blobs[id] = self.repository is not None and id in self.repository.blobs([id])
        return id if self._blobs[id] else None

    def _kept(self, sha: str) -> str | None:
        try:
            return self.path(sha).read_bytes().decode()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except UnicodeDecodeError:
            return ""

    def _from_git(self, origin: Origin) -> str | None:
        """The text as git knows it: by its object, or in a commit of the library playbook."""
        if self.repository is None:
            return None
        candidates = [origin.blob] if origin.blob else []
        for data in self.repository.blobs(candidates).values():
            if _is(data, origin):
                return data.decode()
        found = self._version(origin.path, origin)
        return found[1] if found is not None else None

    def _version(self, name: str, origin: Origin) -> tuple[str, str] | None:
        """The newest commit in which the file `name` is the text that a copy was made from, and that text."""
        if self.repository is None:
            return None
        path = self.repository.prefix(self.workspace.root) + name
        versions = self.repository.versions(path, _HISTORY)
        return next(((commit, data.decode()) for commit, data in versions if _is(data, origin)), None)

    def _lost(self, copy: str, origin: Origin, *, edited: bool) -> NoBase:
        name = f"{FOLDER}/{origin.sha256}.yml"
        what = "was changed by hand" if edited else "is not there"
        message = f"{copy} cannot be updated: the text it was made from, {origin.playbook} {origin.version}, {what}."
        repository = self.repository
        version = self._version(name, origin)
        if repository is not None and version is not None:
            last = repository.text_at(repository.commit("HEAD"), repository.prefix(self.workspace.root) + name)
            commit = "HEAD" if last is not None and _is(last, origin) else version[0][:12]
            return NoBase(message, f"Get it back from git: git checkout {commit} -- {name}")
        if repository is not None and repository.is_shallow():
            return NoBase(message, "This clone has only the end of the history; fetch the rest: git fetch --unshallow")
        find = f"git log --all --oneline -- {origin.path}"
        hint = f"Put that version of {origin.path} there as {name}; in the repository that has it, {find} lists them."
        return NoBase(message, hint)


def _is(data: bytes, origin: Origin) -> bool:
    try:
        return checksum(data.decode()) == origin.sha256
    except UnicodeDecodeError:
        return False
