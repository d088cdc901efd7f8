"""`mopsdocs diff-driver`: what git calls to show the difference between two versions of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.fixing import unified
from mopsdocs.cli.output import say
from mopsdocs.documents.document import Document
from mopsdocs.documents.library import Library
from mopsdocs.documents.reading import parse_document, read_document
from mopsdocs.errors import MopsError
from mopsdocs.reporters.printable import safe
from mopsdocs.reporters.review import changes_text
from mopsdocs.reporters.style import Style
from mopsdocs.review.comparison import review
from mopsdocs.review.judging import levels_in

_INSTALL = """\
Put this into .gitattributes, and commit it:

  playbooks/**/*.yml   diff=mopsdocs
  site_config/**/*.yml diff=mopsdocs

and tell git once on every machine what that means:

  git config diff.mopsdocs.command "mopsdocs diff-driver"

From then on git diff says what changed in the terms of the process; git diff --no-ext-diff shows lines as before, and
git log and git show take --ext-diff to do the same.
"""
_NAMED_IN_SENTENCES = ("roles", "metrics", "tools")
"""Catalogues whose entries are called by their titles."""

_COUNTS = (7, 9)
"""How much git says of a file, and of one that was renamed; of one that has to be merged, its path alone."""


def command(
    context: typer.Context,
    given: Annotated[
        list[str] | None, typer.Argument(metavar="PATH OLD ID MODE NEW ID MODE", help="What git says of the file")
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Say how git is told about this command")] = False,
) -> int:
    """Say what changed in a document, in the terms of the process, where git would show lines.

    git calls this command; mopsdocs diff-driver --install says how to have it do so. What cannot be compared is shown
    line by line.
    """
    called = invocation(context)
    if install:
        say(_INSTALL)
        return 0
    if not given or len(given) not in (1, *_COUNTS):
        raise MopsError("git gives this command the versions of a file.", "mopsdocs diff-driver --install says how.")
    style = Style(called.coloured or (called.color == "auto" and "GIT_PAGER_IN_USE" in os.environ))
    path = given[0]
    if len(given) == 1:
        say(f"{style.bold(safe(path))}\n  git has to merge it first.\n")
        return 0
    name = given[7] if len(given) > 7 else path
    texts = [_bytes(Path(given[position])) for position in (1, 4)]
    told = _told(called, name, texts[0], texts[1], style)
    title = safe(path if name == path else f"{path} → {name}")
    say("\n".join([style.bold(title), *told]) + "\n")
    return 0


def _told(called: Invocation, path: str, before: bytes, after: bytes, style: Style) -> list[str]:
    """What changed, as lines; as a difference of lines where a version is no valid document."""
    versions = [parse_document(path, data).valid for data in (before, after)]
    if any(data and version is None for data, version in zip((before, after), versions, strict=True)):
        return ["  A version is not a valid document, so here are its lines.", *unified(path, before, after, style)]
    others = list(_catalogues(called, path))
    states = [Library([*others, *([version] if version is not None else [])]) for version in versions]
    found = review(states[0], states[1], levels_in(states[1].settings), bases=None)
    return changes_text(found.changes, style) or ["  Layout or comments alone."]


def _catalogues(called: Invocation, path: str) -> Iterator[Document]:
    workspace = called.workspace_if_any()
    for kind in _NAMED_IN_SENTENCES if workspace is not None else ():
        file = f"site_config/{kind}.yml"
        if workspace is not None and not path.endswith(file) and (workspace.root / file).is_file():
            document = read_document(workspace, file).valid
            if document is not None:
                yield document


def _bytes(file: Path) -> bytes:
    """What a version says; nothing where there is none, for which git gives /dev/null."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        message = f"There is no file {file}."
        raise MopsError(message, "git calls this command with the files that it has made.") from None
