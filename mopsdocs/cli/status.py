"""`mopsdocs status`: which regional copies are behind their library playbooks."""

from __future__ import annotations

import gc
from functools import partial
from typing import Annotated, Literal

import typer

from mopsdocs.caches import cache_folder
from mopsdocs.cli.context import invocation
from mopsdocs.cli.copies import refuse_broken
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.output import say
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.standings import standings
from mopsdocs.reporters.status import status_json, status_markdown, status_text
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option(help="text for people, json for programs, markdown for a pull request"),
    ] = "text",
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 unless every copy is in sync")] = False,
) -> int:
    """Show where every regional copy stands: in sync, behind, diverged, with open conflicts, or without a playbook.

    In the table ↓ counts what the library has changed since, ✎ what was changed here, ! what both changed, and ? what
    differs for an unknown reason.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    desk = Desk.of(called.workspace())
    refuse_broken(desk)
    with progress(called) as shown:
        found = standings(desk, cache_folder(), partial(shown.show, "Comparing {} of {} copies"))
    behind = any(each.state != "in-sync" for each in found)
    if format == "json":
        say(status_json(found))
    elif format == "markdown":
        say(status_markdown(found))
    elif not called.quiet or (check and behind):
        say(status_text(found, Style(called.coloured)))
    return int(check and behind)
