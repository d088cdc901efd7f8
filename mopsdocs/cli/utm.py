"""`mopsdocs utm`: links with tags, one or a table of them, and a check of links that there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal

import typer

from mopsdocs.campaigns.links.checking import LinkCheck
from mopsdocs.campaigns.links.lists import batch as batch_of
from mopsdocs.campaigns.links.lists import links_in
from mopsdocs.campaigns.links.making import Links
from mopsdocs.campaigns.links.tables import SIZE_LIMIT
from mopsdocs.campaigns.links.tags import Kind
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import TAXONOMY, Campaigns, read_campaigns
from mopsdocs.cli.output import complain, say, write_file
from mopsdocs.documents.model import Campaign
from mopsdocs.errors import MopsError
from mopsdocs.reporters.links import (
    CheckedLink,
    batch_json,
    check_concise,
    check_json,
    check_text,
    link_json,
    objections_text,
)
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style
from mopsdocs.wording import counted

_OVER: Final = frozenset({"completed", "cancelled"})

Format = Literal["text", "concise", "json"]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: one link, a table of them (`batch`), or a look at a list (`check`)."""

    words: dict[Kind, str]
    url: str | None
    batch: Path | None
    check: Path | None
    output: Path | None
    format: Format


def command(
    context: typer.Context,
    campaign: Annotated[str | None, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")] = None,
    source: Annotated[str | None, typer.Option(metavar="S", help="Where the link stands, such as linkedin")] = None,
    medium: Annotated[str | None, typer.Option(metavar="M", help="How it reaches people, such as paid-social")] = None,
    content: Annotated[
        str | None, typer.Option(metavar="C", help="Which of several links it is, such as hero-banner-2")
    ] = None,
    term: Annotated[str | None, typer.Option(metavar="T", help="The search word, for search ads only")] = None,
    url: Annotated[
        str | None, typer.Option(metavar="U", help="The page it leads to; without it the tags alone are shown")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Make a link for each row of this CSV: url, source, medium, …")
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="With --batch: write the table here")] = None,
    check: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Check these links: one on each line, or a CSV with a column link"),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="text for people, json for programs, concise for one line per problem of --check")
    ] = "text",
) -> int:
    """Make a link with the tags of a campaign, by the values that the taxonomy allows.

    utm_campaign is the campaign's name. Other spellings of a value become the value, and a value that there is not is
    refused. Tags that the address has already are replaced.

    --batch makes many links at once: a CSV file with the columns url, source and medium, and content, term and
    campaign where they are needed, comes back with a column link. Where a row is wrong nothing is written, and the
    exit code is 1. --check looks at links that there are and makes none; the exit code is 1 when one of them is wrong.
    Nothing is sent anywhere.
    """
    called = invocation(context)
    given: dict[Kind, str | None] = {"source": source, "medium": medium, "content": content, "term": term}
    words = {kind: word for kind, word in given.items() if word is not None}
    request = Request(words, url, batch, check, output, format)
    _refuse_mixtures(request, campaign)
    workspace = called.workspace()
    data = _data(batch or check)
    with progress(called) as shown:
        campaigns = read_campaigns(workspace, shown)
    campaigns.need(TAXONOMY)
    if check is not None:
        return _check(called, campaigns, request, data)
    links = Links(campaigns.library)
    chosen = campaigns.named(campaign) if campaign is not None else None
    if batch is not None:
        return _batch(called, links, request, data, chosen)
    return _one(called, links, request, chosen)


def _refuse_mixtures(request: Request, campaign: str | None) -> None:
    """Raises MopsError for options that do not belong together."""
    of_one = [f"--{kind}" for kind in request.words] + (["--url"] if request.url is not None else [])
    file = "--batch" if request.batch is not None else "--check" if request.check is not None else ""
    if request.batch is not None and request.check is not None:
        raise MopsError("--batch makes links and --check looks at some.", "Give one of them.")
    if file and of_one:
        raise MopsError(f"{file} takes everything from its file, and {of_one[0]} is given as well.", "Leave it out.")
    if request.check is not None and campaign is not None:
        raise MopsError("--check looks at the links of all campaigns.", f'Leave "{campaign}" out.')
    if request.output is not None and request.batch is None:
        raise MopsError("--output belongs to --batch.", "Without it the link is printed.")
    if request.format == "concise" and request.check is None:
        raise MopsError("--format concise belongs to --check.", "Write --format text or --format json.")
    if file:
        return
    if campaign is None:
        hint = "mopsdocs utm CAMPAIGN --source linkedin --medium paid-social --url https://www.example.com/page"
        raise MopsError("There is no campaign to make a link for.", hint)
    for kind in ("source", "medium"):
        if kind not in request.words:
            raise MopsError(f"Every link has a {kind}.", f"Add --{kind} and one of the values in {TAXONOMY}.")


def _one(called: Invocation, links: Links, request: Request, campaign: Campaign | None) -> int:
    if campaign is None:
        raise TypeError("a link without a campaign has been refused before")
    link = links.made(links.tags.link_name(campaign), request.words, request.url)
    if request.format == "json":
        say(link_json(link))
        return 0
    _tell(called, (*_over(campaign), *link.notes))
    say(f"{link.text}\n")
    return 0


def _batch(called: Invocation, links: Links, request: Request, data: bytes, campaign: Campaign | None) -> int:
    name = request.batch.name if request.batch is not None else ""
    found = batch_of(data, name, links, links.tags.link_name(campaign) if campaign is not None else None)
    if request.format == "json":
        say(batch_json(found))
    elif found.text is None:
        complain(objections_text(name, found, Style(called.coloured)))
    else:
        notes = (f"line {one.line}: {note}" for one in found.links for note in one.link.notes)
        _tell(called, (*(_over(campaign) if campaign is not None else ()), *notes))
    if found.text is None:
        return 1
    if request.output is not None:
        write_file(request.output, found.text)
        if request.format == "text" and not called.quiet:
            say(f"Wrote {counted(len(found.links), 'link')} to {request.output}.\n")
    elif request.format == "text":
        say(found.text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return 0


def _check(called: Invocation, campaigns: Campaigns, request: Request, data: bytes) -> int:
    name = request.check.name if request.check is not None else ""
    further = frozenset(PurePosixPath(path).stem for path in campaigns.broken)
    check = LinkCheck(campaigns.library, further)
    checked = [CheckedLink(listed, check.flaws(listed.text)) for listed in links_in(data, name)]
    wrong = any(one.flaws for one in checked)
    if request.format == "json":
        say(check_json(checked))
    elif request.format == "concise":
        say(check_concise(name, checked))
    elif wrong or not called.quiet:
        say(check_text(name, checked, Style(called.coloured)))
    return int(wrong)


def _data(path: Path | None) -> bytes:
    """The bytes of the file at `path`, and no more than a list of links may have and one; nothing for no path."""
    if path is None:
        return b""
    if path.is_dir():
        raise MopsError(f"{path} is a folder.", "Give a file.")
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise MopsError(
            f"There is no file {path}.", "Check the spelling; paths count from the current folder."
        ) from None


def _over(campaign: Campaign) -> tuple[str, ...]:
    if campaign.status not in _OVER:
        return ()
    return (f"{campaign.id} is {campaign.status}. Tags of campaigns that are over are better not used again.",)


def _tell(called: Invocation, notes: Iterable[str]) -> None:
    if not called.quiet:
        complain("".join(f"note: {safe(note)}\n" for note in notes))
