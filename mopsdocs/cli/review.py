"""`mopsdocs review`: what a change means for the people who run campaigns."""

from __future__ import annotations

import gc
from typing import Annotated, Literal

import typer

from mopsdocs.caches import cache_folder
from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.diagnostics import Severity
from mopsdocs.reporters.review import review_json, review_text, rules_text
from mopsdocs.reporters.style import Style
from mopsdocs.review.comparison import review
from mopsdocs.review.judging import CHANGE_RULES, levels_in
from mopsdocs.review.states import since

_HEAD = "the work tree"


def command(
    context: typer.Context,
    base: Annotated[
        str | None,
        typer.Argument(metavar="BASE", help="Branch, tag or commit to compare with; default: the default branch"),
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="text for people, json for programs")] = "text",
    fail_on: Annotated[
        Literal["error", "warning", "info"], typer.Option(help="Lowest level of a change that makes the exit code 1")
    ] = "error",
    list_rules: Annotated[bool, typer.Option("--list", help="List every kind of change, and stop")] = False,
) -> int:
    """Say what changed since this branch was started, in the terms of the process.

    The files as they are, committed or not, are compared with the commit where the branch left BASE. Controls that got
    weaker are errors; what an owner has to decide is a warning. Below a change of a library playbook stands what it
    means for each regional copy. Levels can be changed under changes: in site_config/workspace.yml.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    if list_rules:
        say(rules_text(CHANGE_RULES, Style(called.coloured)))
        return 0
    states = since(called.workspace(), base, cache_folder())
    found = review(states.before, states.after, levels_in(states.after.settings))
    failed = any(change.level.rank <= Severity(fail_on).rank for change in found.changes)
    if format == "json":
        say(review_json(found, states.base, _HEAD))
    elif not called.quiet or failed:
        say(review_text(found, Style(called.coloured)))
    return int(failed)
