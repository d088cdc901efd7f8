"""`mopsdocs campaigns`: every campaign, and what of it is due, late and blocked."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

import typer

from mopsdocs.campaigns.overview import LeftOut, Overview, overview
from mopsdocs.cli import dates
from mopsdocs.cli.context import invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import Campaigns, read_campaigns
from mopsdocs.cli.output import say
from mopsdocs.errors import MopsError
from mopsdocs.reporters.campaigns import campaigns_text
from mopsdocs.reporters.campaigns_json import campaigns_json
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    region: Annotated[str | None, typer.Option(metavar="CODE", help="Only the campaigns of this region")] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """List every campaign with what is late, due within five working days, and blocked.

    Blocked is what should be worked on by now, but waits for a step that is not done or a gate that is not met. Of
    campaigns that are on hold or over nothing is late. No file is changed.
    """
    called = invocation(context)
    workspace = called.workspace()
    with progress(called) as shown:
        campaigns = read_campaigns(workspace, shown)
    if region is not None:
        _check(campaigns, region)
    found = _with_broken(overview(campaigns.library, dates.today(), region), campaigns)
    if format == "json":
        say(campaigns_json(found))
    elif not called.quiet:
        say(campaigns_text(found, campaigns.library.title, Style(called.coloured)))
    return 0


def _check(campaigns: Campaigns, region: str) -> None:
    library = campaigns.whole
    if library.get("region", region) is None:
        meant = library.closest_id(("region",), region)
        hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(library.ids('region')) or 'none'}."
        raise MopsError(f'There is no region "{region}".', hint)


def _with_broken(found: Overview, campaigns: Campaigns) -> Overview:
    """The same with the campaigns, of whatever region, whose files need mending."""
    broken = [
        LeftOut(path, f"{path} needs mending first.", f"mopsdocs validate {path} says what is wrong.")
        for path in campaigns.broken
    ]
    return replace(found, left_out=(*found.left_out, *broken))
