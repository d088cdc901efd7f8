"""`mopsdocs render`: the pages as plain Markdown, for other builders."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import say
from mopsdocs.cli.refusal import refused
from mopsdocs.site.export import export_site
from mopsdocs.site.loading import RefusedDocuments


def command(
    context: typer.Context,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Write mkdocs.yml and docs/ to this folder")],
) -> int:
    """Write the site's pages as plain Markdown files, with a mkdocs.yml that has the whole menu.

    Any MkDocs-compatible builder can build the folder: every heading has its id, and nothing needs a plugin.
    """
    called = invocation(context)
    workspace = called.workspace()
    try:
        pages = export_site(workspace, output, datetime.date.today())
    except RefusedDocuments as error:
        return refused(called, workspace, error)
    if not called.quiet:
        say(f"Wrote {pages:,} pages to {output}.\n")
    return 0
