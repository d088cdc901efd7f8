"""`mopsdocs resolve`: choices about the conflicts that a sync has left in a regional copy."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.copies import copies_at
from mopsdocs.cli.output import complain, say
from mopsdocs.errors import MopsError
from mopsdocs.locking import alone
from mopsdocs.regions.choosing import chosen, open_units, rewritten
from mopsdocs.regions.conflict_files import ConflictFile, OpenConflict
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.merging.outcome import Choice
from mopsdocs.regions.syncing import Synced, write
from mopsdocs.regions.updating import CopyText
from mopsdocs.reporters.copies import conflict_text, resolved_text
from mopsdocs.reporters.style import Style

_NOTE: Final = "#| "
"""Begins the lines that an editor shows and that are not taken over."""

_ANSWERS: Final[dict[str, Choice]] = {"y": "ours", "l": "theirs", "e": "ours"}


def command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The regional copy")],
    unit: Annotated[
        str | None, typer.Argument(metavar="UNIT", help="The unit to settle; default: all that are open")
    ] = None,
    ours: Annotated[bool, typer.Option("--ours", help="Keep what the copy has")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Take what the library has")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Write it anew in your editor ($VISUAL or $EDITOR)")] = False,
) -> int:
    """Settle the conflicts that a sync has left in a regional copy.

    Without --ours, --theirs or --edit each open conflict is shown with what the library has, what the copy has and
    what both started from, and on a terminal you are asked. When the last one is settled, the copy is up to date.
    """
    if ours + theirs + edit > 1:
        raise MopsError("--ours, --theirs and --edit exclude each other.", "Give one of them.")
    called = invocation(context)
    workspace = called.workspace()
    with alone(workspace.root):
        desk = Desk.of(workspace)
        copy, opened = _opened(desk, path)
        units = open_units(opened, unit)
        if ours or theirs:
            result = chosen(desk, copy, opened, units, "ours" if ours else "theirs")
            return _finish(called, desk, result)
        if edit:
            return _finish(called, desk, _edited(desk, copy, opened, units))
        if not units:
            return _finish(called, desk, chosen(desk, copy, opened, [], "ours"))
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _shown(called, opened, units)
        return _asked(called, desk, copy, opened, units)


def _opened(desk: Desk, path: Path) -> tuple[CopyText, ConflictFile]:
    copies = copies_at(desk, [path], [])
    for copy in copies:
        opened = desk.conflicts(copy.path)
        if opened is not None:
            if len(copies) > 1:
                raise MopsError(f"{path} has several copies.", f"Name one: mopsdocs resolve {copy.path}")
            return copy, opened
    raise MopsError(f"{path} has no open conflicts.", "mopsdocs status says where every copy stands.")


def _shown(called: Invocation, opened: ConflictFile, units: list[str]) -> int:
    for each in _of(opened, units):
        say(conflict_text(each, Style(called.coloured)) + "\n")
    say("Settle them with --ours, --theirs or --edit, one by one or all at once.\n")
    return 1


def _asked(called: Invocation, desk: Desk, copy: CopyText, opened: ConflictFile, units: list[str]) -> int:
    """Asks about one conflict after the other; what was answered is written at once."""
    result: Synced | None = None
    for unit in units:
        for each in _of(opened, [unit]):
            say(conflict_text(each, Style(called.coloured)))
        answer = typer.prompt("(y)ours, (l)ibrary, (e)dit, (s)kip, (q)uit", default="s", show_default=False)[:1].lower()
        if answer == "q":
            break
        if answer not in _ANSWERS:
            continue
        if answer == "e":
            result = _edited(desk, copy, opened, [unit])
        else:
            result = chosen(desk, copy, opened, [unit], _ANSWERS[answer])
        if result.reason is not None:
            raise result.reason
        write(desk, [result])
        if result.conflicts is None:
            break
        desk = Desk.of(desk.workspace)
        copy, opened = _opened(desk, desk.workspace.root / copy.path)
    return _told(called, result) if result is not None else 1


def _edited(desk: Desk, copy: CopyText, opened: ConflictFile, units: list[str]) -> Synced:
    """The copy with units that somebody wrote anew."""
    if len(units) != 1:
        raise MopsError("--edit is for one unit.", f"Name it: {', '.join(units[:4])}")
    each = _of(opened, units)[0]
    if each.conflict.ours is None:
        raise MopsError(f"{each.conflict.unit} is not in the copy.", "Choose --ours or --theirs.")
    written = _in_editor(each)
    try:
        return chosen(desk, rewritten(copy, each, _text(written)), opened, units, "ours")
    except MopsError as refused:
        if not written.strip():
            raise
        hint = f"{refused.hint.rstrip('.')}. What you wrote is kept in {_put_aside(written)}."
        raise MopsError(refused.message, hint) from None


def _text(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError:
        raise MopsError("What the editor wrote is not UTF-8.", "Have it save in UTF-8.") from None


def _put_aside(written: bytes) -> str:
    """Keeps what somebody wrote and cannot be used; the path of the file."""
    with tempfile.NamedTemporaryFile(prefix="mopsdocs-", suffix=".yml", delete=False) as file:
        file.write(written)
    return file.name


def _in_editor(each: OpenConflict) -> bytes:
    """What somebody makes of the lines of a unit in the editor of their choice."""
    notes = [f"{each.conflict.unit}: lines that begin with {_NOTE.strip()} are not taken over."]
    for title, text in (("library", each.conflict.theirs), ("base", each.conflict.base)):
        notes += [f"{title}:", *(f"  {line}" for line in (text or "(not there)").rstrip("\n").split("\n"))]
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unit.yml"
        shown = "".join(f"{_NOTE}{note}\n" for note in notes) + (each.conflict.ours or "")
        file.write_text(shown, encoding="utf-8")
        try:
            done = subprocess.run([*shlex.split(editor), str(file)], check=False)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its quotes do not match"
            hint = "Set EDITOR to one that is installed, such as EDITOR=nano."
            raise MopsError(f"The editor {editor} cannot be started: {reason}.", hint) from None
        if done.returncode != 0:
            raise MopsError(f"The editor {editor} ended with {done.returncode}.", "Nothing was changed.")
        lines = file.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_NOTE.strip().encode()))


def _of(opened: ConflictFile, units: list[str]) -> list[OpenConflict]:
    return [each for each in opened.unresolved if each.conflict.unit in units]


def _finish(called: Invocation, desk: Desk, result: Synced) -> int:
    if result.reason is not None:
        raise result.reason
    write(desk, [result])
    return _told(called, result)


def _told(called: Invocation, result: Synced) -> int:
    left = len(result.conflicts.unresolved) if result.conflicts is not None else 0
    if not called.quiet or left:
        (complain if called.quiet else say)(resolved_text(result, Style(called.coloured)))
    return 1 if left else 0
