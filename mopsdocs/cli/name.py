"""`mopsdocs name`: what a campaign, or a file for it, should be called."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from mopsdocs.campaigns.called import ASSET, ASSET_TYPE, called, other_name
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.one_campaign import TAXONOMY, Campaigns, read_campaigns
from mopsdocs.cli.output import complain, say
from mopsdocs.errors import MopsError
from mopsdocs.reporters.name import called_json, called_text, other_json, other_text
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.style import Style


def command(
    context: typer.Context,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id or path of the campaign")],
    asset: Annotated[
        str | None, typer.Option(metavar="TYPE", help="Name a file for it, such as a banner, by the rule for assets")
    ] = None,
    rule: Annotated[
        str | None, typer.Option(metavar="RULE", help="Name something of it by this rule of naming: in the taxonomy")
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What a field of the rule is")
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """Show what a campaign should be called by the naming rule, and where each part of the name comes from.

    The exit code is 1 when it is called otherwise. With --asset or --rule: the name of a file, or of something else
    that naming: in site_config/taxonomy.yml has a rule for. No file is changed.
    """
    called_with = invocation(context)
    if asset is not None and rule is not None:
        raise MopsError("--asset and --rule are two answers to one question.", "Give one of them.")
    values = _values(given or [])
    if asset is not None:
        values = {ASSET_TYPE: asset, **values}
    key = ASSET if asset is not None else rule
    if values and key is None:
        raise MopsError("--set says what a field of another rule is.", "Give --asset or --rule as well.")
    workspace = called_with.workspace()
    with progress(called_with) as shown:
        campaigns = read_campaigns(workspace, shown)
    campaigns.need(TAXONOMY)
    if key is None:
        return _campaign(called_with, campaigns, campaign, format == "json")
    found = other_name(campaigns.library, campaigns.named(campaign), key, values)
    if format == "json":
        say(other_json(found))
        return 0
    for note in () if called_with.quiet else found.notes:
        complain(f"note: {safe(note)}\n")
    say(other_text(found, Style(called_with.coloured)))
    return 0


def _campaign(called_with: Invocation, campaigns: Campaigns, word: str, as_json: bool) -> int:
    found = called(campaigns.library, campaigns.named(word))
    if as_json:
        say(called_json(found))
    elif not found.right or not called_with.quiet:
        say(called_text(found, Style(called_with.coloured)))
    return int(not found.right)


def _values(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in given:
        field, equals, value = text.partition("=")
        if not equals or not field.strip():
            raise MopsError(f'"{text}" does not say what a field is.', "Write --set version=2.")
        if field.strip() in values:
            raise MopsError(f'"{field.strip()}" is given twice.', "Give it once.")
        values[field.strip()] = value
    return values
