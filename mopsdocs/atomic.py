"""Files written whole or not at all.

New text goes to a temporary file beside the old one, and from there down to the disk, before a rename puts it in place.
Whoever reads meanwhile, and whatever fails, meets the old text or the new one, never half of it.

Each rename is a step of its own for the disk. After a power cut or `kill -9` in the middle of `replace_all`, some files
are new and the others old, each of them whole, as `git status` then shows; hidden files `.mopsdocs-….tmp` may be left
beside them, which are safe to delete. Everything short of that is undone.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from mopsdocs.errors import MopsError

_AGAIN: Final = "run the command again."
_NO_PERMISSION: Final = ("you have no permission", "Ask the owner of the file or its folder, or choose another place.")
_DISK_FULL: Final = ("the disk is full", f"Free some space, and {_AGAIN}")
_NO_FOLDER: Final = ("a part of its path is a file, not a folder", "Rename that file, or choose another place.")
_REASONS: Final = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: ("the disk is read-only", "Make it writable, or choose another place."),
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EFBIG: ("files may not be that large here", "Raise the limit, which ulimit -f shows."),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
    errno.ELOOP: ("it is a link that leads in a circle", "Remove the link."),
    errno.EBUSY: ("it is in use, or mounted by itself", "Close what uses it; in a container, mount the whole folder."),
}
_UNCHANGED: Final = "No file was changed. "


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of one file: the text it is known to have and the one it gets, None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


class ChangedMeanwhile(MopsError):
    """Files at `paths` are not what a command took them for when it worked out their changes; nothing was written."""

    def __init__(self, paths: Sequence[Path]) -> None:
        names = ", ".join(map(str, paths[:3])) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
        super().__init__(f"Something else has changed {names} meanwhile.", f"{_UNCHANGED}Look at it, and {_AGAIN}")
        self.paths = tuple(paths)


def write_whole(path: Path, data: bytes) -> None:
    """Makes `data` the contents of the file at `path`; raises MopsError, and then the file is as it was.

    The file keeps its permissions. A link stays one: what it leads to is written. A pipe or a device is written to.
    """
    with _plainly(path):
        if _is_stream(path):
            path.write_bytes(data)
            return
        with _interruptions_wait(), _Workbench() as bench:
            target = _target(path)
            bench.write(target, data).replace(target)


def replace_all(changes: Sequence[Change]) -> None:
    """Makes all `changes`, or none and raises MopsError; ChangedMeanwhile when a file no longer is what it was.

    Files are written as by `write_whole`. New ones never replace a file that has appeared meanwhile, and the folders
    they need are made. Ctrl-C stops before the first file is changed or takes effect after the last.
    """
    targets = _targets(changes)
    _refuse_if_changed(targets)
    with _interruptions_wait() as stop_if_asked, _Workbench() as bench:
        moves = []
        for target, change in targets.items():
            if change.after != change.before:
                with _plainly(change.path, _UNCHANGED):
                    moves.append(bench.prepare(target, change))
            stop_if_asked()
        _refuse_if_changed(targets)  # again, because much may have happened while the disk was busy
        _make(moves, bench)


def _targets(changes: Sequence[Change]) -> dict[Path, Change]:
    """The changes by the files that they really are about; links may give one file two names."""
    targets: dict[Path, Change] = {}
    for change in changes:
        with _plainly(change.path, _UNCHANGED):
            other = targets.setdefault(_target(change.path), change)
        if (other.before, other.after) != (change.before, change.after):
            message = f"{other.path} and {change.path} are one file, and cannot become two different ones."
            raise MopsError(message, f"{_UNCHANGED}Remove the link, or put a copy of the file in its place.")
    return targets


def _refuse_if_changed(targets: dict[Path, Change]) -> None:
    changed = []
    for target, change in targets.items():
        with _plainly(change.path, _UNCHANGED):
            if _contents(target, change) != change.before:
                changed.append(change.path)
    if changed:
        raise ChangedMeanwhile(changed)


def _contents(target: Path, change: Change) -> bytes | None:
    try:
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        # A link that leads nowhere has no contents either, but its name is taken.
        return b"" if change.path.is_symlink() else None


@dataclass(frozen=True, slots=True)
class _Move:
    """A finished temporary file on its way to its place, and the earlier text for the way back.

    Without a temporary file, the one at the target goes.
    """

    path: Path
    target: Path
    temporary: Path | None
    backup: Path | None

    def make(self) -> None:
        if self.temporary is None:
            self.target.unlink()
            return
        if self.backup is not None:
            self.temporary.replace(self.target)
            return
        try:
            # Unlike a rename, a link never replaces anything.
            os.link(self.temporary, self.target)
        except FileExistsError:
            raise ChangedMeanwhile([self.path]) from None
        except OSError:  # a disk without links
            if os.path.lexists(self.target):
                raise ChangedMeanwhile([self.path]) from None
            self.temporary.rename(self.target)

    def undo(self) -> None:
        if self.backup is None:
            self.target.unlink()
        else:
            self.backup.replace(self.target)


def _make(moves: list[_Move], bench: _Workbench) -> None:
    for position, move in enumerate(moves):
        try:
            with _plainly(move.path, _UNCHANGED):
                move.make()
        except MopsError as failure:
            stuck = [made for made in reversed(moves[:position]) if not _undone(made)]
            if stuck:
                raise _half_done(failure, stuck, bench) from None
            raise


def _undone(move: _Move) -> bool:
    try:
        move.undo()
    except OSError:
        return False
    return True


def _half_done(failure: MopsError, stuck: list[_Move], bench: _Workbench) -> MopsError:
    """For when even the way back fails. The earlier texts are the only ones then, so they stay."""
    import shlex

    remedies = []
    for move in stuck:
        if move.backup is None:
            remedies.append(shlex.join(["rm", str(move.target)]))
        else:
            bench.temporaries.remove(move.backup)
            remedies.append(shlex.join(["mv", str(move.backup), str(move.target)]))
    names = ", ".join(str(move.path) for move in stuck)
    message = f"{failure.message} The change of {names} could not be taken back."
    return MopsError(message, f"Do it by hand: {' && '.join(remedies)}")


class _Workbench:
    """What is put on the disk on the way; temporary files, and folders that stayed empty, are gone again at the end."""

    def __init__(self) -> None:
        self.temporaries: list[Path] = []
        self.folders: list[Path] = []

    def __enter__(self) -> _Workbench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for temporary in self.temporaries:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()

    def prepare(self, target: Path, change: Change) -> _Move:
        self._make_folder(target.parent)
        temporary = None if change.after is None else self.write(target, change.after)
        backup = None if change.before is None else self.write(target, change.before)
        return _Move(change.path, target, temporary, backup)

    def write(self, target: Path, data: bytes) -> Path:
        """A temporary file beside `target`, with its permissions, that is on the disk for good."""
        mode = _mode(target)
        temporary = target.with_name(f".mopsdocs-{os.urandom(8).hex()}.tmp")
        self.temporaries.append(temporary)
        rights = 0o666 if mode is None else 0o600  # what few may read is never open to others on the way
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, rights)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        return temporary

    def _make_folder(self, folder: Path) -> None:
        missing = [above for above in (folder, *folder.parents) if not above.exists()]
        for above in reversed(missing):
            above.mkdir()
            self.folders.append(above)


def _target(path: Path) -> Path:
    """The file that `path` is or leads to, there or not. For anything but a file it raises OSError."""
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file")
    return Path(os.path.realpath(path))


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _mode(target: Path) -> int | None:
    """The permissions of a file, None when there is none; raises OSError for one that may not be written to.

    A rename would not ask: for it the folder's permissions count, not the file's.
    """
    try:
        handle = os.open(target, os.O_WRONLY)
    except FileNotFoundError:
        return None
    try:
        return os.fstat(handle).st_mode & 0o777
    finally:
        os.close(handle)


@contextmanager
def _plainly(path: Path, promise: str = "") -> Iterator[None]:
    """Turns what the system says about `path` into a sentence and a remedy."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EISDIR:
            raise MopsError(f"{path} is a folder.", f"{promise}Give the name of a file.") from None
        reason, remedy = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Choose another place."))
        if error.errno == errno.ENOENT:
            import shlex

            folder = str(path.parent)
            reason, remedy = f"there is no folder {folder}", f"Create the folder first: mkdir -p {shlex.quote(folder)}"
        raise MopsError(f"{path} cannot be written: {reason}.", f"{promise}{remedy}") from None


@contextmanager
def _interruptions_wait() -> Iterator[Callable[[], None]]:
    """Keeps Ctrl-C and a polite kill until the block ends, or until it calls the function that it is given.

    Otherwise they could come between a rename and its note, and no cleaning up would be safe from them.
    """
    import signal
    import threading

    arrived: list[int] = []
    handlers = {}

    def stop_if_asked() -> None:
        if arrived:
            raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():  # no other gets signals
        for awaited in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(awaited) not in (signal.SIG_IGN, None):
                handlers[awaited] = signal.signal(awaited, lambda number, _: arrived.append(number))
    try:
        yield stop_if_asked
    finally:
        for awaited, handler in handlers.items():
            signal.signal(awaited, handler)
        for number in arrived[:1]:
            signal.raise_signal(number)
