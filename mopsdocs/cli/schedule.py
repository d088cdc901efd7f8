"""`mopsdocs schedule`: what of a campaign is due when, in its region's calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from mopsdocs.campaigns.earliest import earliest_anchor
from mopsdocs.campaigns.load import WeekLoad, overloads, week_loads
from mopsdocs.campaigns.model import Plan, Problem
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.problems import problems_of
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.cli import dates
from mopsdocs.cli.context import invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import Campaigns, read_campaigns
from mopsdocs.cli.output import say
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.timing import written_day
from mopsdocs.errors import MopsError
from mopsdocs.reporters.schedule import Report, Source, schedule_text
from mopsdocs.reporters.schedule_json import schedule_json
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")],
    anchor: Annotated[
        str | None, typer.Option(metavar="DATE", help="What if day 0 were this day, such as 2027-03-10")
    ] = None,
    earliest: Annotated[
        bool, typer.Option("--earliest", help="What if day 0 were the first day that leaves enough time from today on")
    ] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """Show what of a campaign is due when, who does it, and where time is short.

    Due dates are counted in the region's own working days. What falls on a day off moves: earlier before day 0, later
    after it; the table says why. Room is how many working days late something may be before the launch or a gate is
    late. Work is added up per week over all campaigns that are running. The exit code is 1 when something cannot be
    as planned. No file is changed.
    """
    called = invocation(context)
    if anchor is not None and earliest:
        raise MopsError("--anchor and --earliest are two answers to one question.", "Give one of them.")
    given = written_day(anchor) if anchor is not None else None
    workspace = called.workspace()
    with progress(called) as shown:
        campaigns = read_campaigns(workspace, shown)
    plans = Plans(campaigns.library)
    plan = plans.plan(campaigns.named(campaign))
    today = dates.today()
    source: Source = "option" if given is not None else "earliest" if earliest else "campaign"
    made = schedule(plan, _earliest(plan, today) if earliest else given)
    loads, left_out = _load(made, plans, campaigns)
    own = tuple(load for load in loads if any(id == plan.campaign.id for id, _ in load.campaigns))
    problems = (*problems_of(made, today), *overloads(loads, plan.campaign.id), *left_out)
    report = Report(made, source, problems, own)
    failed = any(problem.level == Severity.ERROR for problem in problems)
    if format == "json":
        say(schedule_json(report))
    elif failed or not called.quiet:
        say(schedule_text(report, campaigns.library.title, Style(called.coloured)))
    return int(failed)


def _earliest(plan: Plan, today: datetime.date) -> datetime.date:
    found = earliest_anchor(plan, today)
    if found is None:
        message = "No day 0 in the next five years leaves enough time for everything that is still to do."
        raise MopsError(message, f"mopsdocs schedule {plan.campaign.id} shows which due dates are out of reach.")
    return found


def _load(made: Schedule, plans: Plans, campaigns: Campaigns) -> tuple[tuple[WeekLoad, ...], list[Problem]]:
    """The load of everybody with `made` among all running campaigns, and which of those are left out."""
    left_out = list(_left_out(campaigns.broken))
    schedules = [made]
    for campaign in plans.running(without=made.plan.campaign.id):
        try:
            schedules.append(schedule(plans.plan(campaign)))
        except MopsError as error:
            message = f"The work of {campaign.id} is not counted: {error.message}"
            left_out.append(Problem("not-counted", Severity.INFO, message, error.hint))
    return week_loads(schedules, made.plan.people), left_out


def _left_out(broken: tuple[str, ...]) -> Iterator[Problem]:
    for path in broken:
        message = f"The work of {path} is not counted: the file needs mending first."
        yield Problem("not-counted", Severity.INFO, message, f"mopsdocs validate {path} says what is wrong.")
