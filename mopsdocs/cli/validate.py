"""`mopsdocs validate`: schema, references and rules."""

from __future__ import annotations

import datetime
import gc
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from mopsdocs.caches import cache_folder
from mopsdocs.checks.baseline import Baseline, read_baseline, without_known
from mopsdocs.checks.checking import Effort, Inspections, inspect_workspace, judged
from mopsdocs.checks.report import Report
from mopsdocs.cli.comparison import Comparison, compared_with
from mopsdocs.cli.context import invocation
from mopsdocs.cli.delivery import Delivery, Format
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.output import say
from mopsdocs.cli.selection import selected
from mopsdocs.diagnostics import Severity
from mopsdocs.errors import MopsError


def command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Report on these files and folders only"),
    ] = None,
    format: Annotated[
        Format,
        typer.Option(help="text for people, concise for one line per finding, json for programs, the others for CI"),
    ] = "text",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report to this file; its last line is still printed")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning"], typer.Option(help="Exit with 1 when there is a finding as grave as this")
    ] = "error",
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="Report on files only that differ from this branch, tag or commit"),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Findings in this JSON report are known: counted, not objected to"),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend in the files what can be mended safely")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing")] = False,
    cached: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Look again only at files that changed since the last run")
    ] = True,
    jobs: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes to use; default: as many as are worth it")
    ] = None,
) -> int:
    """Check every document: whether it is valid, every name leads somewhere, and the rules are kept.

    The whole workspace is always checked, because documents name each other; PATHs choose what is reported.

    mopsdocs rules lists the rules. Their levels stand under rules: in site_config/workspace.yml, and accepted findings
    in site_config/waivers.yml. To adopt the rules on old content, keep what is wrong today as a baseline:
    mopsdocs validate --format json --output baseline.json
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    if fix and diff:
        raise MopsError("--fix changes files and --diff changes nothing.", "Give one of the two.")
    threshold = Severity(fail_on)
    called = invocation(context)
    workspace = called.workspace()
    wanted = selected(workspace, paths or [])
    compared = compared_with(workspace, since) if since is not None else Comparison()
    known = _known(baseline) if baseline is not None else None
    with progress(called) as shown:
        effort = Effort(jobs, cache_folder() if cached else None)
        found = inspect_workspace(workspace, effort, partial(shown.show, "Reading {} of {} files"))
    today = datetime.date.today()

    def look(inspections: Inspections) -> Report:
        report = judged(inspections, today, compared.before).report
        return without_known(report, known) if known is not None else report

    def chosen(path: str) -> bool:
        return wanted(path) and (compared.changed is None or path in compared.changed)

    report, notes = look(found), ""
    if fix or diff:
        from mopsdocs.checks.fixes import fix_all
        from mopsdocs.cli.fixing import difference, fixed_in_words, write_fixed

        fixed = fix_all(found, look, chosen)
        if diff:
            say(difference(fixed, called.coloured))
            return int(report.only(chosen).reaches(threshold))
        write_fixed(workspace, fixed)
        report, notes = fixed.report, fixed_in_words(fixed)
    if compared.changed is not None:
        notes += _elsewhere(report.only(wanted), report.only(chosen))
    Delivery(called, workspace, found.settings, format, output, threshold).deliver(report.only(chosen), notes)
    return int(report.only(chosen).reaches(threshold))


def _known(path: Path) -> Baseline:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        hint = f"Write one with: mopsdocs validate --format json --output {path}"
        raise MopsError(f"There is no file {path}.", hint) from None
    except UnicodeDecodeError:
        text = ""
    return read_baseline(text, str(path))


def _elsewhere(all_of_them: Report, chosen: Report) -> str:
    hidden = len(all_of_them.diagnostics) - len(chosen.diagnostics)
    if not hidden:
        return ""
    return f"{'1 more finding' if hidden == 1 else f'{hidden:,} more findings'} in files that did not change.\n"
