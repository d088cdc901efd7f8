"""`mopsdocs gate`: whether the gates of a campaign are met, and what is missing."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from mopsdocs.campaigns.meant import gate_meant
from mopsdocs.campaigns.plan import Plans
from mopsdocs.cli.context import invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import read_campaigns
from mopsdocs.cli.output import say
from mopsdocs.reporters.gates import gates_text
from mopsdocs.reporters.gates_json import gates_json
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")],
    gate: Annotated[str | None, typer.Argument(metavar="GATE", help="Id of one gate; default: all of them")] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """Say whether the gates of a campaign are met, and what is missing.

    A gate is met when its work is done, with proof where a step asks for it, when as many approvers agree as it wants,
    and when nobody has objected since. Of each person the newest decision counts. The exit code is 1 when a gate is not
    met. No file is changed.
    """
    called = invocation(context)
    workspace = called.workspace()
    with progress(called) as shown:
        campaigns = read_campaigns(workspace, shown)
    plan = Plans(campaigns.library).plan(campaigns.named(campaign))
    states = plan.gates
    chosen = list(states.values()) if gate is None else [states[gate_meant(plan, gate).id]]
    met = all(state.met for state in chosen)
    if format == "json":
        say(gates_json(plan, states, chosen, campaigns.library.title))
    elif not (met and called.quiet):
        say(gates_text(plan, states, chosen, campaigns.library.title, Style(called.coloured)))
    return int(not met)
