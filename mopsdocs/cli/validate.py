"""`mopsdocs validate`: schema, references and rules."""

from __future__ import annotations

import datetime
import gc
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from mopsdocs.checks.report import Report
from mopsdocs.checks.runner import validate
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.output import say, write_file
from mopsdocs.cli.progress import progress
from mopsdocs.cli.selection import selected
from mopsdocs.cli.texts import text_of
from mopsdocs.diagnostics import Severity
from mopsdocs.documents.library import load_library
from mopsdocs.reporters.concise import concise_report
from mopsdocs.reporters.json_report import json_report
from mopsdocs.reporters.summary import summary
from mopsdocs.reporters.text import text_report
from mopsdocs.workspace import Workspace


def command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Report on these files and folders only"),
    ] = None,
    format: Annotated[
        Literal["text", "concise", "json"],
        typer.Option(help="text for people, concise for one line per finding, json for programs"),
    ] = "text",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report to this file; its last line is still printed")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning"], typer.Option(help="Exit with 1 when there is a finding as grave as this")
    ] = "error",
) -> int:
    """Check every document: whether it is valid, every name leads somewhere, and the rules are kept.

    The whole workspace is always checked, because documents name each other; PATHs choose what is reported.

    mopsdocs rules lists the rules. Their levels stand under rules: in site_config/workspace.yml, and accepted findings
    in site_config/waivers.yml.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    workspace = called.workspace()
    wanted = selected(workspace, paths or [])
    with progress(called) as shown:
        library, diagnostics = load_library(workspace, partial(shown.show, "Reading {} of {} files"))
    report = validate(library, diagnostics, datetime.date.today()).only(wanted)
    coloured = called.coloured and output is None
    _deliver(_formatted(report, format, workspace, coloured), report, output, format, called)
    return int(report.reaches(Severity(fail_on)))


def _formatted(report: Report, format: str, workspace: Workspace, coloured: bool) -> str:
    if format == "json":
        return json_report(report)
    if format == "concise":
        return concise_report(report)
    return text_report(report, lambda path: text_of(workspace, path), coloured)


def _deliver(text: str, report: Report, output: Path | None, format: str, called: Invocation) -> None:
    silent = called.quiet and not report.diagnostics
    if output is not None:
        write_file(output, text)
        text = f"{summary(report)}\n"
    if not silent or (format == "json" and output is None):
        say(text)
