"""`mopsdocs approve`: a decision at a gate of a campaign, recorded in its file."""

from __future__ import annotations

from typing import Annotated

import typer

from mopsdocs.campaigns.meant import gate_meant, person_meant
from mopsdocs.campaigns.recording import with_approval
from mopsdocs.campaigns.reporting import Decided, approval_record, decision_word, ready_to_launch, refuse_future
from mopsdocs.checks.facts.gate_words import DECISIONS_IN_WORDS
from mopsdocs.cli import dates
from mopsdocs.cli.campaign_file import campaign_file
from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.documents.timing import written_day
from mopsdocs.reporters.gates import launch_words, missing_lines
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")],
    gate: Annotated[str, typer.Argument(metavar="GATE", help="Id of the gate")],
    by: Annotated[str, typer.Option("--by", metavar="PERSON", help="Who decided: an id of site_config/people.yml")],
    decision: Annotated[
        str, typer.Option(metavar="DECISION", help="go, go_with_conditions, revise or no_go, as far as the gate has it")
    ],
    condition: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="What must still happen; give it once for each")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it was decided so")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the decision; default: today")] = None,
) -> int:
    """Record a decision at a gate in the campaign's file.

    The person must be one of the approvers: hold the role, stand in for it, or be whom the gate escalates to. At an
    independent gate nobody can agree to work of their own. A new decision of the same person takes the place of the
    one before, which stays in the file.
    """
    called, style = invocation(context), Style(invocation(context).coloured)
    today = dates.today()
    day = written_day(on) if on is not None else today
    refuse_future(day, today)
    with campaign_file(called, campaign) as file:
        title = file.library.title
        found = gate_meant(file.plan, gate)
        state = file.plan.gates[found.id]
        person = person_meant(file.library, by)
        word = decision_word(found, decision)
        decided = Decided(person.id, word, day, tuple(condition or ()), note)
        record = approval_record(file.plan, state, decided, title)
        plan = file.write(with_approval(file.document.text, record))
    if not called.quiet:
        states = plan.gates
        now = states[found.id]
        lines = [f"Recorded: {safe(person.name)} decided “{DECISIONS_IN_WORDS[word]}” at “{safe(found.title)}”."]
        if now.met:
            lines.append("The gate is met.")
        else:
            lines += ["The gate is not met yet:", *missing_lines(now, plan.campaign.id, title, style)]
        if now.met and ready_to_launch(plan, states):
            lines.append(launch_words(plan))
        say("\n".join(lines) + "\n")
    return 0
