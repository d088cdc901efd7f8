"""The git repository around a workspace.

Nothing here writes: not the index, not a ref, not a file. What git is given is either an option spelled out below, an
object id that git gave itself, or a name that has been looked at first; so nobody's branch name becomes an option.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mopsdocs.errors import MopsError
from mopsdocs.git.history import LOG, Commit, commits
from mopsdocs.git.process import git, given_places, program, refusal

if TYPE_CHECKING:
    import subprocess

_NOT_IN_A_WORK_TREE: Final = (b"not a git repository (or any", b"must be run in a work tree")
_OBJECT_ID: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ID: Final = re.compile(r"[0-9a-f]{7,64}")
_NO_COMMIT: Final = re.compile(r"0{40}|0{64}")
_BRANCH: Final = re.compile(r"(?!.*@\{)[^\s~^:?*\[\\\x00-\x1f\x7f]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")

_LIST_BRANCHES: Final = "git branch --all lists the branches."
_GIVE_A_COMMIT: Final = f"Give a branch, a tag or a commit, such as origin/main; {_LIST_BRANCHES}"
_IN_CI: Final = "In CI, check out the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab."


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository with the work tree `top`, absolute, with links resolved.

    `places` are environment variables that lead git to it; a repository that git finds by itself needs none.
    Every method raises MopsError when git cannot answer.
    """

    top: Path
    places: tuple[tuple[str, str], ...] = ()

    @classmethod
    def around(cls, folder: Path) -> Repository | None:
        """The repository whose work tree `folder` lies in: the innermost, so a submodule rather than what is around it.

        None when there is none, or no git to ask. A repository that git refuses to open raises MopsError.
        """
        if program() is None:
            return None
        here = folder.resolve()
        for places in ((), *given_places()):
            done = git(here, places, "rev-parse", "--show-toplevel")
            if done.returncode == 0:
                top = Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve()
                # A work tree that the environment names may well be somewhere else; one that git found cannot.
                if not places or here.is_relative_to(top):
                    return cls(top, places)
            elif not any(words in done.stderr for words in _NOT_IN_A_WORK_TREE):
                raise refusal(done, f"The git repository around {folder} cannot be read")
        return None

    def prefix(self, folder: Path) -> str:
        """What leads from the top to `folder`, links resolved: "" for the top itself, else such as "docs/mops/"."""
        here = folder.resolve()
        for above in (here, *here.parents):
            # Not compared as text, because on many disks Docs and docs are one folder.
            if above.samefile(self.top):
                return "".join(f"{part}/" for part in here.relative_to(above).parts)
        raise MopsError(f"{folder} is not in the repository {self.top}.", "Name a folder inside it.")

    def commit(self, ref: str) -> str:
        """The full id of the commit that `ref` names in any of git's ways: branch, tag, id, HEAD~2, @{upstream}.

        `ref` may be anything that somebody typed. What names no commit raises MopsError, with the command that fetches
        it where it may be missing from this clone only.
        """
        malformed = _malformed(ref)
        if malformed is not None:
            raise malformed
        found = self._resolved(f"{ref}^{{commit}}")
        if found is None:
            raise self._unknown(ref)
        return found

    def default_branch(self, called: str = "main") -> str:
        """The branch that others start from: the one that the remote names, else `called`, main or master.

        Raises MopsError when there is none of them.
        """
        named = self._run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD", accepted=(0, 1)).stdout
        usual = (f"{remote}{name}" for name in (called, "main", "master") for remote in ("origin/", ""))
        candidates = (os.fsdecode(named.removesuffix(b"\n")), *usual)
        found = next((name for name in candidates if name and self._resolved(f"{name}^{{commit}}")), None)
        if found is None:
            raise MopsError("This repository has no branch main or master.", _GIVE_A_COMMIT)
        return found

    def merge_base(self, one: str, other: str) -> str | None:
        """The id of the commit where the histories of two refs parted; None when they have nothing in common.

        A clone without its whole history cannot tell, which raises MopsError.
        """
        done = self._run("merge-base", self.commit(one), self.commit(other), accepted=(0, 1))
        if done.returncode == 0:
            return done.stdout.split()[0].decode()
        if self.is_shallow():
            message = f"This clone has too little history to see where {one} and {other} parted."
            raise MopsError(message, f"{_IN_CI} Here, fetch it: git fetch --unshallow")
        return None

    def changed_paths(self, since: str, under: str = "") -> frozenset[str]:
        """What a pull request against the ref `since` would change, with everything that is not committed yet.

        These are files committed on HEAD after it parted from `since`, and files staged, unstaged or new that are not
        ignored; also deleted ones, both names of a renamed one, and one that an edit has brought back to what it was.
        A repository inside, such as a submodule, is one path. Where nothing is committed, every file is changed since
        HEAD. Paths are relative to the top, with forward slashes, and lie below the prefix `under`.
        """
        scope = ["--", under] if under else ["--"]
        status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")
        entries = self._run(*status, *scope).stdout.split(b"\0")
        uncommitted = frozenset(os.fsdecode(entry[3:].removesuffix(b"/")) for entry in entries if entry)
        unborn = self._unborn_branch()
        if unborn is not None and since in ("HEAD", "@", unborn):
            return uncommitted
        base = self.merge_base(since, "HEAD")
        if base is None:
            message = f"{since} and HEAD have no commit in common."
            raise MopsError(message, "Compare with the branch that this one was started from.")
        compare = ("diff-tree", "-r", "-z", "--name-only", base, "HEAD")
        names = self._run(*compare, *scope).stdout.split(b"\0")
        return uncommitted | frozenset(os.fsdecode(name) for name in names if name)

    def files_at(self, commit: str, under: str = "") -> dict[str, str]:
        """The files that a commit has below the prefix `under`, with the ids of their contents."""
        entries = self._run("ls-tree", "-r", "-z", commit, *(["--", under] if under else [])).stdout.split(b"\0")
        files = (entry.partition(b"\t") for entry in entries if entry)
        split = ((kind.split(), path) for kind, _, path in files)
        return {os.fsdecode(path): id.decode() for (_, kind, id), path in split if kind == b"blob"}

    def text_at(self, commit: str, path: str) -> bytes | None:
        """The file at `path`, relative to the top, in a commit; None when it has no such file. See `texts_at`."""
        return self.texts_at(commit, [path]).get(path)

    def texts_at(self, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
        """The files at `paths` that a commit has, as they are stored: before line endings and filters of a checkout.

        `commit` is an id that `commit` gave. A link is the text of where it leads; folders and submodules are no files.
        """
        names = {path: self._name_in(commit, path) for path in paths if "\0" not in path}
        return self._contents({path: name for path, name in names.items() if name is not None})

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The contents of those git objects `ids` that this clone has and that are files.

        An id means what it is the checksum of, also where somebody has made git show something else for it.
        """
        return self._contents({id: id for id in ids if _OBJECT_ID.fullmatch(id)}, "--no-replace-objects")

    def head(self) -> str | None:
        """The id of the commit that the work tree comes from; None where nothing is committed yet."""
        return self._resolved("HEAD")

    def changed_at(self) -> datetime.datetime | None:
        """When the commit that the work tree comes from got there; None where nothing is committed yet."""
        if self.head() is None:
            return None
        seconds = self._run("log", "-1", "--no-show-signature", "--format=%ct", "HEAD").stdout
        try:
            return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
        except (OverflowError, ValueError, OSError):
            return None

    def history(self, paths: Iterable[str]) -> list[Commit]:
        """The commits that led to the one of the work tree, newest first, with what each changed below `paths`.

        These are the states that the branch had one after the other. A merge is one of them, with everything that it
        brought, and what was committed on the merged branch is part of that; so each change is told once. Commits that
        changed nothing there are listed as well, for their tags. `paths` are relative to the top.
        """
        return commits(self._run(*LOG, "HEAD", "--", *paths).stdout) if self.head() is not None else []

    def versions(self, path: str, most: int) -> list[tuple[str, bytes]]:
        """The newest `most` commits, on any branch, that changed the file at `path`, relative to the top.

        Each comes with what it made of the file, as it is stored; commits that removed it are left out.
        """
        commits = _lines(self._run("rev-list", "--all", f"--max-count={most}", "--", path).stdout)
        names = {commit: self._name_in(commit, path) for commit in commits}
        return list(self._contents({commit: name for commit, name in names.items() if name is not None}).items())

    def _contents(self, names: Mapping[str, str], *options: str) -> dict[str, bytes]:
        """What git has under the `names` of objects, by the keys of these; without what is missing or no file."""
        if not names:
            return {}
        lines = b"".join(os.fsencode(f"{name}\n") for name in names.values())
        found = _objects(self._run(*options, "cat-file", "--batch", stdin=lines).stdout)
        return {key: data for key, data in zip(names, found, strict=True) if data is not None}

    def _name_in(self, commit: str, path: str) -> str | None:
        """What `cat-file --batch` calls the file. It reads lines and dies of ../, so odd names are looked up first."""
        name = f"{commit}:{path}"
        return self._resolved(name) if _CONTROL.search(path) or path.startswith(".") else name

    def _run(
        self, *arguments: str, stdin: bytes = b"", accepted: tuple[int, ...] = (0,)
    ) -> subprocess.CompletedProcess[bytes]:
        done = git(self.top, self.places, *arguments, stdin=stdin)
        if done.returncode not in accepted:
            command = next(word for word in arguments if not word.startswith("-") and "=" not in word)
            raise refusal(done, f"git {command} failed")
        return done

    def _resolved(self, name: str) -> str | None:
        done = git(self.top, self.places, "rev-parse", "--verify", "--quiet", name)
        found = done.stdout.decode(errors="replace").removesuffix("\n")
        return found if done.returncode == 0 and _OBJECT_ID.fullmatch(found) else None

    def is_shallow(self) -> bool:
        """Whether this clone lacks the beginning of the history."""
        return self._run("rev-parse", "--is-shallow-repository").stdout == b"true\n"

    def _unborn_branch(self) -> str | None:
        """The branch that HEAD is on, if nothing has been committed to it."""
        if self._resolved("HEAD") is not None:
            return None
        return os.fsdecode(self._run("symbolic-ref", "--short", "HEAD").stdout.removesuffix(b"\n"))

    def _unknown(self, ref: str) -> MopsError:
        """Why `ref` names no commit, and what helps."""
        unborn = self._unborn_branch()
        names = self._names()
        if unborn is not None and (not names or ref in ("HEAD", "@", unborn)):
            return MopsError(f"Nothing is committed on the branch {unborn} yet.", "Commit something first.")
        shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", ref)
        if ".." in ref:
            first = shown.partition("..")[0] or "HEAD"
            return MopsError(f"{shown} is a range, not one commit.", f"Give one end of it, such as {first}.")
        if self._resolved(ref) is not None and not _ID.fullmatch(ref):
            return MopsError(f"{shown} is not a commit.", _GIVE_A_COMMIT)
        start = re.split(r"[~^]", ref)[0]
        if start != ref and self._resolved(f"{start}^{{commit}}") is not None:
            return self._too_far_back(shown, start)
        near = _nearest(ref, names)
        lacking, remedy = self._lacking(ref)
        hints = [f"Did you mean {near}?"] if near else []
        if not near or (lacking and not near.endswith(f"/{ref}")):
            hints.append(remedy)
        return MopsError(f'There is no branch, tag or commit "{shown}"{lacking}.', " ".join(hints))

    def _too_far_back(self, ref: str, start: str) -> MopsError:
        if self.is_shallow():
            message = f"This clone does not have the history back to {ref}."
            return MopsError(message, f"{_IN_CI} Here, fetch it: git fetch --unshallow")
        return MopsError(f"The history of {start} does not go back to {ref}.", f"See git log --oneline {start}")

    def _lacking(self, ref: str) -> tuple[str, str]:
        """Why `ref` may be missing from this clone only, to end a sentence with ("" if it cannot), and what helps."""
        remotes = _lines(self._run("remote").stdout)
        if not remotes:
            return "", _LIST_BRANCHES
        name = ref.removeprefix("refs/remotes/").removeprefix("refs/heads/")
        first = name.partition("/")[0]
        remote = first if first in remotes else "origin" if "origin" in remotes else remotes[0]
        shallow = self.is_shallow()
        followed = self._run("config", "--get-all", f"remote.{remote}.fetch", accepted=(0, 1)).stdout
        if not shallow and b"refs/heads/*:" in followed:
            return "", f"git fetch {remote} brings what is new there; {_LIST_BRANCHES}"
        fetch = _fetching(name.removeprefix(f"{remote}/"), remote, "--unshallow " if shallow else "")
        if shallow:
            return " in this clone, which has only the end of the history", f"{_IN_CI} {fetch}"
        return " in this clone, which follows some branches only", fetch

    def _names(self) -> list[str]:
        """All branches, tags and remote branches, in full."""
        folders = ("refs/heads", "refs/remotes", "refs/tags")
        return _lines(self._run("for-each-ref", "--format=%(refname)", *folders).stdout)


def _malformed(ref: str) -> MopsError | None:
    """Why git is not asked about `ref`: it would take it for an option, or for an order to leave a commit out."""
    shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", ref)
    try:
        os.fsencode(ref)
    except UnicodeEncodeError:
        return MopsError("A name with broken characters cannot name a commit.", _GIVE_A_COMMIT)
    if not ref or ref[0] in "-^" or "\0" in ref:
        return MopsError(f'"{shown}" cannot name a commit.', _GIVE_A_COMMIT)
    if _NO_COMMIT.fullmatch(ref):
        return MopsError(f"{ref} stands for no commit, as for a branch that was not there before.", _GIVE_A_COMMIT)
    return None


def _nearest(ref: str, names: list[str]) -> str | None:
    """What `ref` was most likely meant to be: a branch or tag spelled like it, with or without its remote."""
    import difflib

    spellings = {}
    for name in sorted(names, reverse=True):
        short = name.split("/", 2)[2]
        if name.startswith("refs/remotes/"):
            spellings[short.partition("/")[2]] = short
        spellings[short] = short
    meant = ref.removeprefix("refs/remotes/").removeprefix("refs/heads/").removeprefix("refs/tags/")
    near = difflib.get_close_matches(meant, sorted(spellings), 1, 0.75)
    return spellings[near[0]] if near else None


def _fetching(name: str, remote: str, option: str) -> str:
    """How to fetch what is called `name` on `remote`; the command comes last, ready to be copied."""
    import shlex

    command = f"git fetch {option}{shlex.quote(remote)}"
    if _OBJECT_ID.fullmatch(name):
        return f"Fetch it: {command} {name}"
    if not _BRANCH.fullmatch(name) or _ID.fullmatch(name):
        return f"Fetch what is there: {command}"
    if name.startswith("refs/"):
        return f"Fetch it: {command} {shlex.quote(f'{name}:{name}')}"
    called = f"{remote}/{name}"
    return f"Fetch it, as {called}: {command} {shlex.quote(f'{name}:refs/remotes/{called}')}"


def _lines(output: bytes) -> list[str]:
    return [os.fsdecode(line) for line in output.split(b"\n") if line]


def _objects(output: bytes) -> Iterator[bytes | None]:
    """What `cat-file --batch` answers, one after the other; None for what is missing or no file."""
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        header = output[position:end]
        position = end + 1
        if header.endswith((b" missing", b" ambiguous")):
            yield None
            continue
        _, kind, size = header.rsplit(b" ", 2)
        yield output[position : position + int(size)] if kind == b"blob" else None
        position += int(size) + 1
