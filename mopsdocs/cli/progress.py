"""`mopsdocs progress`: what is done in a campaign, recorded in its file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

import typer

from mopsdocs.campaigns.meant import person_meant, step_meant
from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.recording import Fields, with_deviation, with_record, without_deviation, without_record
from mopsdocs.campaigns.reporting import (
    Given,
    deviation_record,
    newly,
    newly_launched,
    ready_to_launch,
    refuse_future,
    step_record,
    unmet_before,
)
from mopsdocs.checks.facts.gate_words import Title
from mopsdocs.checks.facts.records import deviation_of, ids_of, record_of
from mopsdocs.cli import dates
from mopsdocs.cli.campaign_file import CampaignFile, campaign_file
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.output import say
from mopsdocs.documents.model import Step
from mopsdocs.documents.timing import weekday_in_words, written_day
from mopsdocs.errors import MopsError
from mopsdocs.reporters.gates import changed_gates, launch_words
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted, quoted


def command(
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")],
    steps: Annotated[list[str], typer.Argument(metavar="STEP...", help="Ids of the steps")],
    by: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="Who did it, or who agreed to a deviation; default: who holds the role"),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day on which it was done; default: today")] = None,
    evidence: Annotated[str | None, typer.Option(metavar="URL", help="Where the proof is kept")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What to know about it")] = None,
    deviation: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="The step is not done as the playbook says, for this reason"),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what is recorded about the steps")] = False,
) -> int:
    """Record in the campaign's file that steps are done, or that they are done differently.

    A step that asks for evidence is recorded with it. What is recorded already can be completed: only what is given
    changes. --undo removes the record of a step, and where there is none, its deviation. All steps are recorded or
    none, and nothing else in the file changes.
    """
    called = invocation(context)
    if undo and (by or on or evidence or note or deviation):
        raise MopsError("--undo takes back what is recorded, and needs no more.", "Leave out the other options.")
    if deviation is not None and (on or evidence or note):
        raise MopsError("A deviation has a reason and who agreed.", "Give --deviation REASON and --by PERSON alone.")
    day = written_day(on) if on is not None else None
    refuse_future(day, dates.today())
    with campaign_file(called, campaign) as file:
        person = person_meant(file.library, by).id if by is not None else None
        text, said = file.document.text, []
        for word in dict.fromkeys(steps):
            if undo:
                text, sentence = _undone(file.plan, text, word)
            elif deviation is not None:
                text, sentence = _deviating(file.plan, text, step_meant(file.plan, word), deviation, person)
            else:
                given = Given(person, day, evidence, note)
                text, sentence = _done(file, text, step_meant(file.plan, word), given)
            said.append(sentence)
        after = file.write(text)
    if not called.quiet:
        say("\n".join((*said, *_outcome(called, file, after))) + "\n")
    return 0


def _done(file: CampaignFile, text: str, step: Step, given: Given) -> tuple[str, str]:
    title, progress = file.library.title, file.plan.campaign.progress
    fields = step_record(file.plan, step, given, dates.today(), title)
    known_as = next((id for id in ids_of(step) if id in progress), step.id)
    known = progress.get(known_as)
    if known is not None and not fields:
        day, who = weekday_in_words(known.done_on), safe(title("person", known.by))
        return text, f"“{safe(step.title)}” is recorded already: done on {day} by {who}."
    return with_record(text, known_as, fields), f"Recorded: “{safe(step.title)}”{_who_and_when(fields, title)}."


def _who_and_when(fields: Fields, title: Title) -> str:
    """`, done on Tue 16 February 2027 by Operations desk`, as far as it is news."""
    day = f" on {weekday_in_words(datetime.date.fromisoformat(fields['done_on']))}" if "done_on" in fields else ""
    who = f" by {safe(title('person', fields['by']))}" if "by" in fields else ""
    return f", done{day}{who}" if day or who else ""


def _deviating(plan: Plan, text: str, step: Step, reason: str, by: str | None) -> tuple[str, str]:
    known = deviation_of(plan.campaign, step)
    fields = deviation_record(plan, step, reason, by)
    name = known.step if known is not None else step.id
    return with_deviation(text, name, fields), f"Recorded: “{safe(step.title)}” is done differently."


def _undone(plan: Plan, text: str, word: str) -> tuple[str, str]:
    """The record goes that stands under `word`, or under another id of the step; else the deviation."""
    campaign = plan.campaign
    deviations = [one.step for one in campaign.deviations]
    recorded = word in campaign.progress or word in deviations
    ids = (word,) if recorded else ids_of(step_meant(plan, word))
    for id in ids:
        if id in campaign.progress:
            return without_record(text, id), f"Taken back: the record of {safe(id)}."
    for id in ids:
        if id in deviations:
            return without_deviation(text, id), f"Taken back: the deviation from {safe(id)}."
    raise MopsError(f'Nothing is recorded about "{word}".', f"mopsdocs schedule {campaign.id} shows what is.")


def _outcome(called: Invocation, file: CampaignFile, after: Plan) -> Iterator[str]:
    """What the change means for the campaign."""
    title, style = file.library.title, Style(called.coloured)
    was, now = file.plan.gates, after.gates
    yield from changed_gates(newly(was, now, True), newly(was, now, False), after.campaign.id, title, style)
    for id in newly_launched(file.plan, after):
        names = quoted([state.gate.title for state in unmet_before(after, now, id)])
        if names:
            yield f"{style.bad('Careful:')} {safe(names)} is to be met before that, and is not."
    steps = after.playbook.steps
    settled = sum(bool(record_of(after.campaign, step) or deviation_of(after.campaign, step)) for step in steps)
    yield f"{settled} of {counted(len(steps), 'step')} done."
    if newly(was, now, True) and ready_to_launch(after, now):
        yield launch_words(after)
