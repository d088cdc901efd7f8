"""`mopsdocs review`: what a change means for the people who run campaigns."""

from __future__ import annotations

import datetime
import gc
from pathlib import Path
from typing import Annotated, Literal

import typer

from mopsdocs.cli.comparison import prefix_of
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.output import say
from mopsdocs.diagnostics import Severity
from mopsdocs.errors import MopsError
from mopsdocs.reporters.review import review_json, review_text, rules_text
from mopsdocs.reporters.style import Style
from mopsdocs.review.judging import CHANGE_RULES
from mopsdocs.review.outcome import Outcome, outcome
from mopsdocs.review.sides import WORK_TREE, Files
from mopsdocs.review.states import States, between, since
from mopsdocs.workspace import MARKER, Workspace

Format = Literal["text", "json", "markdown", "github", "gitlab"]


def command(
    context: typer.Context,
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="BASE", help="Branch, tag, commit or folder to compare with; default: the default branch"
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(metavar="HEAD", help="Branch, tag, commit or folder to review; default: the files as they are"),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(help="text for people, markdown for a comment, json for programs, github and gitlab for CI"),
    ] = "text",
    fail_on: Annotated[
        Literal["error", "warning", "info"], typer.Option(help="Lowest level of a change that makes the exit code 1")
    ] = "error",
    list_rules: Annotated[bool, typer.Option("--list", help="List every kind of change, and stop")] = False,
) -> int:
    """Say what changed since this branch was started, in the terms of the process.

    The files as they are, committed or not, are compared with the commit where the branch left BASE. Controls that got
    weaker are errors; what an owner has to decide is a warning. Below a change of a library playbook stands what it
    means for each regional copy. Levels can be changed under changes: in site_config/workspace.yml, and single changes
    accepted under changes: in site_config/waivers.yml. BASE and HEAD may also be two folders with a workspace each.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    if list_rules:
        say(rules_text(CHANGE_RULES, Style(called.coloured)))
        return 0
    found = outcome(_states(called, base, head), datetime.date.today())
    failed = any(change.level.rank <= Severity(fail_on).rank for change in found.changes)
    if format != "text" or failed or not called.quiet:
        say(_written(found, format, called))
    return int(failed)


def _written(found: Outcome, format: Format, called: Invocation) -> str:
    """The review in the wanted format; only its reporter is imported."""
    if format == "text":
        return review_text(found, Style(called.coloured))
    if format == "json":
        return review_json(found)
    workspace = called.workspace_if_any()
    prefix = prefix_of(workspace) if workspace is not None else ""
    if format == "markdown":
        from mopsdocs.cli.comment import comment

        return comment(found, workspace, prefix)
    from mopsdocs.reporters.review_machine import review_github, review_gitlab

    return review_github(found, prefix) if format == "github" else review_gitlab(found, prefix)


def _states(called: Invocation, base: str | None, head: str | None) -> States:
    """The states that the arguments name: folders with a workspace, or else commits."""
    was, now = (_folder(name) for name in (base, head))
    if was is None and now is None:
        return since(called.workspace(), base, head)
    if was is None or (head is not None and now is None):
        odd, folder = (base, head) if was is None else (head, base)
        message = f"{folder} is a folder with a workspace and {odd} is not, so they cannot be compared."
        raise MopsError(message, "Name two folders, or two branches, tags or commits.")
    return between(was, now or Files.of(called.workspace(), WORK_TREE))


def _folder(name: str | None) -> Files | None:
    """The workspace in the folder `name`, if it is one."""
    return Files.of(Workspace.at(Path(name)), name) if name and (Path(name) / MARKER).is_file() else None
