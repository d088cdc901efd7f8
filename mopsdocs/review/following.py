"""The way of a document through the commits: where its file was, and what each commit made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mopsdocs.git.history import Commit, FileChange, Status


@dataclass(frozen=True, slots=True)
class Version:
    """What a commit made of a document. `commit` is None for what is not committed yet.

    `before` is where the file was if it was renamed, else `path`. `old` and `new` are ids of contents; None where
    there was or is no file.
    """

    commit: Commit | None
    status: Status
    path: str
    before: str
    old: str | None
    new: str | None


Versions = Sequence[Version]
"""All versions of one document, newest first."""


def former_paths(path: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Where the file of a document, which is at `path` now, may have been under the `ids` that it had before."""
    folder, name = path.rsplit("/", 1)
    suffix = name[name.rindex(".") :]
    return tuple(f"{folder}/{id}{suffix}" for id in ids)


def followed(commits: Iterable[Commit], files: Mapping[str, Sequence[str]]) -> dict[str, list[Version]]:
    """The versions of the documents whose files are at the paths `files` after the first of `commits`.

    `commits` are newest first. Each file comes with the paths that it may have had under other ids: git sees a renamed
    file only where not much else changed in it.
    """
    trail = _Trail({path: _Track(path, tuple(former)) for path, former in files.items()})
    for commit in commits:
        trail.go_back(commit)
    return {path: track.versions for path, track in trail.tracks.items()}


@dataclass(slots=True)
class _Track:
    """One document. `path` is where its file is, going back; `former` is where it may have been before it came."""

    path: str
    former: tuple[str, ...]
    versions: list[Version] = field(default_factory=list)


class _Trail:
    """Where the files of all documents were, going back commit by commit."""

    def __init__(self, tracks: Mapping[str, _Track]) -> None:
        self.tracks = tracks
        self._here: dict[str, _Track] = dict(tracks)
        self._sought: dict[str, _Track] = {}

    def go_back(self, commit: Commit) -> None:
        """Takes up what `commit` did."""
        removed = {change.path: change for change in commit.changes if change.status == "removed"}
        for change in commit.changes:
            if change.status == "added":
                self._added(commit, change, removed)
            elif change.status == "renamed":
                self._renamed(commit, change)
        for change in commit.changes:
            if change.status == "changed" or change.path in removed:
                self._changed(commit, change)

    def _added(self, commit: Commit, change: FileChange, removed: dict[str, FileChange]) -> None:
        """The file came. Unless it had another name until then, it may have been there before, and have gone."""
        track = self._owner(change)
        if track is None:
            return
        former = next((path for path in track.former if path in removed and path not in self._here), None)
        if former is not None:
            gone = removed.pop(former)
            self._found(track, commit, replace(change, status="renamed", before=former, old=gone.old))
            self._move(track, former)
            return
        self._found(track, commit, change)
        for path in track.former:
            if path not in self._here:
                self._sought.setdefault(path, track)

    def _renamed(self, commit: Commit, change: FileChange) -> None:
        track = self._owner(change)
        if track is not None:
            self._found(track, commit, change)
            self._move(track, change.before)

    def _changed(self, commit: Commit, change: FileChange) -> None:
        track = self._owner(change)
        if track is not None and (change.status == "removed" or change.old != change.new):
            self._found(track, commit, change)

    def _owner(self, change: FileChange) -> _Track | None:
        """The document whose file a change is about."""
        track = self._here.get(change.path)
        if track is None:
            track = self._sought.get(change.path)
            if track is not None:
                if change.status != "removed":  # it was still there when the file of the new name came
                    came = track.versions[-1]
                    track.versions[-1] = replace(came, status="renamed", before=change.path, old=change.new)
                self._move(track, change.path)
        return track

    def _move(self, track: _Track, path: str) -> None:
        if self._here.get(track.path) is track:
            del self._here[track.path]
        self._here[path] = track
        self._sought = {sought: one for sought, one in self._sought.items() if one is not track}
        track.path = path

    def _found(self, track: _Track, commit: Commit, change: FileChange) -> None:
        before = change.before if change.status == "renamed" else change.path
        track.versions.append(Version(commit, change.status, change.path, before, change.old, change.new))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Versions taken together: what a tag has that the one before it does not have, or what no tag has yet.

    The commit of `version` is the tagged one, and `commits` says how many changed the document.
    """

    version: Version
    commits: int


def by_tag(commits: Iterable[Commit], versions: Versions) -> list[Stretch]:
    """The versions of a document from tag to tag, newest first. `commits` are those that they come from."""
    tagged: dict[str, Commit | None] = {}
    tag: Commit | None = None
    for commit in commits:
        tag = commit if commit.tags else tag
        tagged[commit.id] = tag
    groups: list[tuple[Commit | None, list[Version]]] = []
    for version in versions:
        tag = tagged[version.commit.id] if version.commit is not None else None
        if not groups or groups[-1][0] is not tag:
            groups.append((tag, []))
        groups[-1][1].append(version)
    found = (Stretch(_together(group, tag), len(group)) for tag, group in groups)
    return [one for one in found if one.version.old is not None or one.version.status != "removed"]


def _together(versions: Versions, tag: Commit | None) -> Version:
    newest, oldest = versions[0], versions[-1]
    commit = tag or newest.commit
    if commit is not None and oldest.commit is not None:
        commit = replace(commit, cut=oldest.commit.cut)
    status = newest.status
    if status != "removed":
        status = "added" if oldest.status == "added" else "changed" if oldest.before == newest.path else "renamed"
    return Version(commit, status, newest.path, oldest.before, oldest.old, newest.new)
