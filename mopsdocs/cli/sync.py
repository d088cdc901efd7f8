"""`mopsdocs sync`: regional copies brought up to date with their library playbooks."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.atomic import replace_all
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.copies import copies_at
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.output import say
from mopsdocs.errors import MopsError
from mopsdocs.locking import alone
from mopsdocs.regions.choosing import with_choices
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.keeping import keeping
from mopsdocs.regions.syncing import Synced, synced, unused_bases, write
from mopsdocs.regions.updating import CopyText
from mopsdocs.reporters.copies import syncs_text
from mopsdocs.reporters.style import Style

_EXIT = {"stuck": 2, "conflict": 1, "open": 1}


def command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Copies, or folders of copies; default: all")
    ] = None,
    region: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only the copies of this region")] = None,
    all_copies: Annotated[bool, typer.Option("--all", help="All copies, which is the default")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing")] = False,
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="UNIT", help="Decline what the library changed in this unit of the copies, for good"),
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Finish the copies whose conflicts have all been resolved")
    ] = False,
    collect: Annotated[
        bool, typer.Option("--gc", help="Only remove texts in playbooks/.base that no copy needs any more")
    ] = False,
) -> int:
    """Take over what the library playbooks have changed, without touching a local edit.

    What only the library changed is taken over; what only the copy changed stays. Where both changed one thing, the
    copy keeps its value, the conflict is written beside it, and mopsdocs resolve settles it.

    A unit is named as in the report, stages[qa]/steps[test-send]/due, or by the end of that, test-send/due.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    workspace = called.workspace()
    if all_copies and (paths or region):
        raise MopsError("--all means every copy.", "Leave out --all, or the paths and regions.")
    if go_on and keep:
        raise MopsError("--continue and --keep exclude each other.", "Settle what is open first: mopsdocs resolve PATH")
    if collect and (paths or region or keep or go_on):
        raise MopsError("--gc is about all copies, and only about their bases.", "Leave out all but --dry-run.")
    with alone(workspace.root), progress(called) as shown:
        desk = Desk.of(workspace)
        if collect:
            return _collected(called, desk, dry_run)
        copies = copies_at(desk, paths or [], region or [])
        results = []
        for number, copy in enumerate(copies, 1):
            results.append(_continued(desk, copy) if go_on else synced(desk, copy))
            shown.show("Comparing {} of {} copies", number, len(copies))
        if keep:
            results = keeping(desk, results, keep)
        if go_on:
            results = [result for result in results if result.state != "current"]
        if not dry_run:
            write(desk, results)
    if not called.quiet or any(result.state in _EXIT for result in results):
        text = syncs_text(results, Style(called.coloured), dry_run=dry_run)
        say("No copy has open conflicts.\n" if go_on and not results else text)
    return max((_EXIT.get(result.state, 0) for result in results), default=0)


def _continued(desk: Desk, copy: CopyText) -> Synced:
    """A copy whose conflicts have all been resolved, finished."""
    opened = desk.conflicts(copy.path)
    if opened is None:
        return Synced(copy, "current")
    if opened.unresolved:
        return Synced(copy, "open", conflicts=opened)
    return with_choices(desk, copy, opened)


def _collected(called: Invocation, desk: Desk, dry_run: bool) -> int:
    changes = unused_bases(desk)
    if not dry_run:
        replace_all(changes)
    if not called.quiet:
        verb = "would be removed" if dry_run else "removed"
        say(f"{'1 text' if len(changes) == 1 else f'{len(changes)} texts'} that no copy needs {verb}.\n")
    return 0
