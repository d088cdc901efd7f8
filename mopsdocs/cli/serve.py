"""`mopsdocs serve`: the site in a browser while its documents are being edited."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from mopsdocs.checks.report import Report
from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.cli.texts import text_of
from mopsdocs.diagnostics import Diagnostic
from mopsdocs.reporters.text import text_report
from mopsdocs.site.serving import serve_site


def command(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine")] = 8000,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the site in the browser")] = False,
) -> int:
    """Show the site at http://127.0.0.1:8000/ and rebuild it whenever a document, template or setting changes.

    A document that cannot be read shows its errors here and in the browser, above the last good pages. Ctrl-C ends.
    """
    called = invocation(context)
    workspace = called.workspace()

    def announce(errors: list[Diagnostic]) -> None:
        if errors:
            report = Report(tuple(errors), frozenset(error.path for error in errors))
            say(text_report(report, lambda path: text_of(workspace, path), called.coloured))
        elif not called.quiet:
            say(f"{datetime.datetime.now():%H:%M:%S}  The site is up to date: http://127.0.0.1:{port}/\n")

    if not called.quiet:
        say("Building the site. Ctrl-C ends.\n")
    serve_site(workspace, port, open_browser=open_browser, announce=announce)
    return 0
