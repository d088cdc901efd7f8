"""`mopsdocs clone`: copies of library playbooks for regions."""

from __future__ import annotations

from typing import Annotated

import typer

from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.errors import MopsError
from mopsdocs.locking import alone
from mopsdocs.regions.clone import new_copies, wanted, write_copies
from mopsdocs.regions.desk import Desk
from mopsdocs.reporters.copies import clones_text
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    playbooks: Annotated[
        list[str] | None, typer.Argument(metavar="PLAYBOOK...", help="Ids of library playbooks")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="A region; give it once for each, or with commas")
    ] = None,
    all_playbooks: Annotated[bool, typer.Option("--all-playbooks", help="Copy every library playbook")] = False,
    all_regions: Annotated[bool, typer.Option("--all-regions", help="Copy for every region")] = False,
) -> int:
    """Copy playbooks for regions: the text as it is, with the steps that the region requires at their place.

    The desk of the region edits the copy freely. mopsdocs sync takes over later improvements of the library playbook
    without touching those edits, and mopsdocs status shows which copies are behind. All copies are written or none.
    """
    ids = [code for part in region or [] for code in part.split(",") if code]
    if bool(playbooks) == all_playbooks:
        raise MopsError("Say which playbooks to copy.", "Give their ids, or --all-playbooks alone.")
    if bool(ids) == all_regions:
        raise MopsError("Say for which regions.", "Give --region CODE, or --all-regions alone.")
    called = invocation(context)
    workspace = called.workspace()
    with alone(workspace.root):
        desk = Desk.of(workspace)
        chosen = wanted(desk, "playbook", playbooks or [], all_playbooks)
        copies = new_copies(desk, chosen, wanted(desk, "region", ids, all_regions))
        write_copies(desk, copies)
    if not called.quiet and copies:
        say(clones_text(copies, Style(called.coloured)))
    return 0
