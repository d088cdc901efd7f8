"""`mopsdocs log`: what happened to a document, commit by commit."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from mopsdocs.caches import cache_folder
from mopsdocs.checks.checking import Effort, inspect_workspace, library_of
from mopsdocs.cli.context import invocation
from mopsdocs.cli.one_document import path_of_document
from mopsdocs.cli.output import say
from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.reporters.log import Line, Log, log_json, log_markdown, log_text
from mopsdocs.reporters.style import Style
from mopsdocs.review.following import Stretch, Version, by_tag, followed
from mopsdocs.review.judging import levels_in
from mopsdocs.review.narrator import Narrator
from mopsdocs.review.past import Past, former, past_of, uncommitted

By = Literal["commit", "tag"]


def command(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A path, or an id: webinar, webinar@de, roles, de")
    ],
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option(help="text for people, json for programs, markdown for a page or a pull request"),
    ] = "text",
    by: Annotated[By, typer.Option(help="One entry for each commit, or for all that a tag has new")] = "commit",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="The newest N entries; default: all")] = None,
) -> int:
    """Tell what happened to a document, newest first, in the same terms as a review.

    The entries are the states that the branch had one after the other: what a pull request brought is one of them. The
    document is followed where its file was renamed, or its id (previous_ids). Names are those of today. What is not
    committed yet comes first.
    """
    gc.disable()  # documents live until the program ends, so looking for garbage among them only costs time
    called = invocation(context)
    workspace = called.workspace()
    past = past_of(workspace)
    library = library_of(inspect_workspace(workspace, Effort(cache=cache_folder())))
    gone = {path for commit in past.commits for change in commit.changes for path in (change.path, change.before)}
    path = path_of_document(workspace, library, gone, document)
    found = _log(past, library, path, by, limit)
    if format == "json":
        say(log_json(found))
    elif format == "markdown":
        say(log_markdown(found))
    elif not called.quiet:
        say(log_text(found, Style(called.coloured)))
    return 0


def _log(past: Past, library: Library, path: str, by: By, limit: int | None) -> Log:
    known = library.by_path.get(path)
    paths = former(known) if known is not None else ()
    on_top = uncommitted(past, path, paths)
    start = on_top[0].before if on_top is not None else path
    committed = followed(past.commits, {start: paths})[start]
    newest = [on_top[0]] if on_top is not None else []
    if not committed and not newest:
        raise MopsError(f"git knows nothing of {path}.", "git status says why; a file that it ignores has no history.")
    stretches = _stretches(past, newest, committed, by)
    versions = [stretch.version for stretch in stretches]
    own = {version.new: data for version, data in [on_top] if version.new is not None} if on_top is not None else {}
    entries = Narrator(past, library.title, cache_folder(), own).entries([(versions, limit)])[0]
    lines = tuple(Line(entry, stretch.commits) for entry, stretch in zip(entries, stretches, strict=False))
    return Log(
        known.key if known is not None else "",
        path,
        by,
        lines,
        len(versions) - len(lines),
        not past.is_cut,
        levels_in(library.settings),
    )


def _stretches(past: Past, newest: Sequence[Version], committed: Sequence[Version], by: By) -> list[Stretch]:
    if by == "tag":
        return [*(Stretch(version, 0) for version in newest), *by_tag(past.commits, committed)]
    return [Stretch(version, 1) for version in (*newest, *committed)]
