"""`mopsdocs status`: which regional copies are behind their library playbooks."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import typer

from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.cli.progress import progress
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.drift import standing
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
    called = invocation(context)
    desk = Desk.of(called.workspace(), datetime.date.today())
    copies = list(desk.copies())
    found = []
    with progress(called) as shown:
        for number, copy in enumerate(copies, 1):
            found.append(standing(desk, copy))
            shown.show("Comparing {} of {} copies", number, len(copies))
    behind = any(each.state != "in-sync" for each in found)
    if format == "json":
        say(status_json(found))
    elif format == "markdown":
        say(status_markdown(found))
    elif not called.quiet or (check and behind):
        say(status_text(found, Style(called.coloured)))
    return int(check and behind)
