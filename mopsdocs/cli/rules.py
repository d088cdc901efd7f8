"""`mopsdocs rules`: the rule catalogue, and one rule's page."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Annotated, Final, Literal

import typer

from mopsdocs.checks.facts.catalogue import RulePage, rule_pages
from mopsdocs.checks.rule import Category
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.output import say
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Settings
from mopsdocs.documents.reading import parse_document
from mopsdocs.documents.source import SIZE_LIMIT
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.reporters.rules import rule_list, rule_markdown, rule_text, rules_json
from mopsdocs.reporters.style import Style
from mopsdocs.workspace import MARKER, UnreadableFile

_WIDEST: Final = 90
"""Columns beyond which prose is hard to read."""


def command(
    context: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar="ID", help="Rule to explain; default: list all rules")] = None,
    category: Annotated[Category | None, typer.Option(help="List the rules of this category only")] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """List the rules with their levels, or explain one: what it finds, why it matters, how to mend it.

    Inside a workspace a level that site_config/workspace.yml changes is shown beside the usual one.
    """
    called = invocation(context)
    if id is not None and category is not None:
        raise MopsError("A rule and a category cannot be asked for at once.", "Give either ID or --category.")
    pages = tuple(page for page in rule_pages() if category in (None, page.rule.category))
    settings = _settings(called)
    if id is not None:
        pages = (_page(pages, id),)
    if format == "json":
        say(rules_json(pages, settings))
    elif id is not None:
        say(_explained(pages[0], settings, called))
    else:
        say(rule_list(pages, settings, Style(called.coloured)))
    return 0


def _settings(called: Invocation) -> Settings:
    """The settings of the workspace around, as far as they can be read; outside of one the defaults.

    A folder that --workspace names must be a workspace.
    """
    document = None
    try:
        data = called.workspace().read(str(MARKER), SIZE_LIMIT)
        document = parse_document(str(MARKER), data).document
    except UnreadableFile:
        pass
    except MopsError:
        if called.folder is not None:
            raise
    return Library([document] if document is not None else []).settings


def _page(pages: Sequence[RulePage], id: str) -> RulePage:
    for page in pages:
        if page.rule.id == id:
            return page
    meant = closest(id, [page.rule.id for page in pages])
    hint = f"Did you mean {meant}?" if meant else "mopsdocs rules lists all rules."
    raise MopsError(f'There is no rule "{id}".', hint)


def _explained(page: RulePage, settings: Settings, called: Invocation) -> str:
    """Laid out for a terminal, where there is one or colours are asked for; else Markdown, for programs and files."""
    if not (called.coloured or sys.stdout.isatty()):
        return rule_markdown(page, settings)
    columns = min(_WIDEST, shutil.get_terminal_size().columns)
    return rule_text(page, settings, columns, Style(called.coloured))
