"""`mopsdocs export`: campaigns for calendars, spreadsheets and task managers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.atomic import write_whole
from mopsdocs.campaigns.exports.ics import Revision, ics
from mopsdocs.campaigns.exports.itemising import export_of
from mopsdocs.campaigns.exports.items import Export
from mopsdocs.campaigns.exports.quarter import Quarter
from mopsdocs.campaigns.exports.targets import Target, knows_cancelled, refuse_without_days, table_for
from mopsdocs.campaigns.plan import Plans
from mopsdocs.campaigns.schedule import Schedule, schedule
from mopsdocs.cli.context import invocation
from mopsdocs.cli.long_jobs import Progress, progress
from mopsdocs.cli.one_campaign import Campaigns, read_campaigns
from mopsdocs.cli.output import complain_about, deliver, say
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Campaign
from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from mopsdocs.reporters.printable import safe
from mopsdocs.site.urls import part_urls
from mopsdocs.wording import counted
from mopsdocs.workspace import Workspace

_STDOUT = Path("-")


def command(
    context: typer.Context,
    to: Annotated[
        Target, typer.Option(help="ics for calendars, csv for spreadsheets, or the task manager that is to read it")
    ],
    campaign: Annotated[str | None, typer.Argument(metavar="[CAMPAIGN]", help="Id or path of the campaign")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every campaign with something due in the quarter")] = False,
    region: Annotated[str | None, typer.Option(metavar="CODE", help="With --all: only those in this region")] = None,
    quarter: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="With --all: such as 2027-Q1; default: the one we are in")
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write this file instead of the terminal")] = None,
) -> int:
    """Hand campaigns to the tools where people work.

    Steps and gates come out with their days, people and dependencies, under names that stay the same when dates move or
    steps are added. A calendar that reads the file again moves what it has. Task managers make new tasks of every file;
    the guide to exports says how to map the columns and what to do then. What a condition rules out is left out, what
    cannot be decided yet is there and says so. The exit code is 1 when campaigns had to be left out with --all. No
    document is changed.
    """
    called = invocation(context)
    wanted = _quarter(campaign, all, region, quarter)
    workspace = called.workspace()
    with progress(called) as shown:
        campaigns = read_campaigns(workspace, shown)
        if wanted is None:
            left_out: list[MopsError] = []
            exports = [_one(campaigns, campaign or "")]
            name = exports[0].campaign.title
        else:
            exports, left_out = _Quarters(campaigns, region, to).exports(wanted, shown)
            name = _name(campaigns.library, region)
    for error in left_out:
        complain_about(error)
    if wanted is not None and not exports:
        where = f" in {region}" if region is not None else ""
        raise MopsError(f"Nothing{where} is due in {wanted}.", "Give another quarter, such as --quarter 2027-Q1.")
    refuse_without_days(exports)
    data = ics(exports, name, Revision(_revised(workspace))) if to == "ics" else table_for(to, exports)
    if output is None or output == _STDOUT:
        deliver(data)
    else:
        write_whole(output, data)
        if not called.quiet:
            say(f"{safe(str(output))} has {counted(len(exports), 'campaign')}.\n")
    return int(bool(left_out))


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _quarter(campaign: str | None, all: bool, region: str | None, quarter: str | None) -> Quarter | None:
    """The quarter of which all campaigns are wanted; None where `campaign` is. Raises MopsError."""
    how = "mopsdocs export CAMPAIGN --to ics exports one, mopsdocs export --all --to ics those of a quarter."
    if all and campaign is not None:
        raise MopsError("--all and a campaign are two answers to one question.", "Leave one of them away.")
    if not all and campaign is None:
        raise MopsError("There is no campaign to export.", how)
    if not all and (region is not None or quarter is not None):
        option = "--region" if region is not None else "--quarter"
        raise MopsError(f"{option} goes with --all.", how)
    if not all:
        return None
    return Quarter.written(quarter) if quarter is not None else Quarter.of(_now().date())


def _name(library: Library, region: str | None) -> str:
    """What a calendar of several campaigns is called. The quarter is no part of it: the next one goes there as well."""
    name = library.settings.name
    return f"{name}, {library.title('region', region)}" if region is not None else name


def _one(campaigns: Campaigns, word: str) -> Export:
    found = campaigns.named(word)
    return _export(campaigns.library, schedule(Plans(campaigns.library).plan(found)))


def _export(library: Library, made: Schedule) -> Export:
    site = library.settings.site_url
    addresses = part_urls(library, made.plan.campaign)

    def address(kind: str, id: str) -> str:
        page = addresses(kind, id) if site else ""
        return f"{site.rstrip('/')}/{page}" if site and page else ""

    return export_of(made, library.title, address)


@dataclass(frozen=True, slots=True)
class _Quarters:
    """The campaigns of one region, or of all, for `to`."""

    campaigns: Campaigns
    region: str | None
    to: Target

    def exports(self, quarter: Quarter, shown: Progress) -> tuple[list[Export], list[MopsError]]:
        """Those with something due in `quarter`, by their day 0, and why others are left out; raises MopsError."""
        library = self.campaigns.library
        self._refuse_unknown_region(library)
        plans, found, left_out = Plans(library), [], list(self._broken())
        entries = [entry for entry in library.entries("campaign") if self._is_wanted(entry.item)]
        for number, entry in enumerate(sorted(entries, key=lambda entry: (entry.item.anchor_date, entry.id))):
            shown.show("Scheduling {} of {} campaigns", number, len(entries))
            try:
                made = schedule(plans.plan(self.campaigns.sound(entry.item, entry.path)))
            except MopsError as error:
                left_out.append(MopsError(f"{entry.path} is left out: {error.message}", error.hint))
                continue
            if quarter.is_touched_by(made):
                found.append(_export(library, made))
        return found, left_out

    def _is_wanted(self, campaign: Campaign) -> bool:
        here = self.region in (None, campaign.region)
        return here and (campaign.status != "cancelled" or knows_cancelled(self.to))

    def _broken(self) -> Iterator[MopsError]:
        """Why campaigns are left out that are not valid, but for those that are certainly somewhere else."""
        for path in self.campaigns.broken:
            document = self.campaigns.whole.by_path.get(path)
            model = document.model if document is not None and ("region",) not in document.stand_ins else None
            if not isinstance(model, Campaign) or self.region in (None, model.region):
                message = f"{path} is left out: it needs mending first."
                yield MopsError(message, f"mopsdocs validate {path} says what is wrong.")

    def _refuse_unknown_region(self, library: Library) -> None:
        if self.region is not None and library.get("region", self.region) is None:
            meant = library.closest_id(("region",), self.region)
            hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(library.ids('region'))}."
            raise MopsError(f'There is no region "{self.region}".', hint)


def _revised(workspace: Workspace) -> datetime.datetime:
    """When the documents became what they are: with the newest commit, or just now where some are not committed.

    Any commit counts, not only one of these documents: a newer list of holidays moves days as well.
    """
    repository = Repository.around(workspace.root)
    committed = repository.changed_at() if repository is not None else None
    if repository is None or committed is None:
        return _now()
    prefix = repository.prefix(workspace.root)
    changed = repository.changed_paths("HEAD", prefix)
    return _now() if any(workspace.is_document(path.removeprefix(prefix)) for path in changed) else committed
