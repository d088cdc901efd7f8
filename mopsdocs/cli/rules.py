"""`mopsdocs rules`: the rule catalogue, and one rule's page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any, Literal

import typer

from mopsdocs.checks.catalogue import RulePage, rule_pages
from mopsdocs.cli.output import say
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError


def command(
    id: Annotated[str | None, typer.Argument(metavar="ID", help="Rule to explain; default: list all rules")] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
) -> int:
    """List the rules with their levels, or explain one: what it finds, why it matters, how to mend it.

    The levels shown are the ones that hold unless site_config/workspace.yml says otherwise.
    """
    pages = rule_pages()
    if id is not None:
        pages = (_page(pages, id),)
    if format == "json":
        say(json.dumps({"version": 1, "rules": [_as_json(page) for page in pages]}, indent=2) + "\n")
    elif id is not None:
        rule = pages[0].rule
        say(f"# {rule.id}\n\nLevel: {rule.severity}. Category: {rule.category}.\n\n{pages[0].manual}")
    else:
        say(_listed(pages))
    return 0


def _page(pages: Sequence[RulePage], id: str) -> RulePage:
    for page in pages:
        if page.rule.id == id:
            return page
    meant = closest(id, [page.rule.id for page in pages])
    hint = f"Did you mean {meant}?" if meant else "mopsdocs rules lists all rules."
    raise MopsError(f'There is no rule "{id}".', hint)


def _listed(pages: Sequence[RulePage]) -> str:
    column = max(len(page.rule.id) for page in pages)
    lines: list[str] = []
    for category, group in groupby(pages, key=lambda page: page.rule.category):
        lines += ["", category.value.capitalize()] if lines else [category.value.capitalize()]
        lines += [f"  {page.rule.id:<{column}}  {page.rule.severity:<7}  {page.rule.title}" for page in group]
    lines += ["", "mopsdocs rules ID explains a rule."]
    return "\n".join(lines) + "\n"


def _as_json(page: RulePage) -> dict[str, Any]:
    rule = page.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "category": rule.category.value,
        "severity": rule.severity.value,
        "scope": rule.scope.value,
        "fixed_level": rule.fixed_level,
        "manual": page.manual,
    }
