"""`mopsdocs build`: the site as a folder of files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.long_jobs import progress
from mopsdocs.cli.output import complain, say
from mopsdocs.cli.refusal import refused
from mopsdocs.site.building import Built, build_site
from mopsdocs.site.loading import RefusedDocuments


def command(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse to build while validate finds errors")] = False,
    site_dir: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the site to this folder; default: as mkdocs.yml says, else site"),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes to work with; default: as many as are worth it here"),
    ] = None,
) -> int:
    """Build the site that shows every document of the workspace.

    The folder is replaced when all went well, and left as it is when anything went wrong. Any web server can serve
    it, and nothing on a page is fetched from another host.
    """
    called = invocation(context)
    workspace = called.workspace()
    try:
        with progress(called) as shown:
            on_page = partial(shown.show, "Building {} of {} pages")
            built = build_site(workspace, site_dir, strict=strict, jobs=jobs, on_page=on_page)
    except RefusedDocuments as error:
        return refused(called, workspace, error)
    _announce(called, built)
    return 0


def _announce(called: Invocation, built: Built) -> None:
    for warning in built.warnings:
        complain(f"warning: {warning}\n")
    if not called.quiet:
        say(f"Built {built.pages:,} pages in {built.folder}.\n")
