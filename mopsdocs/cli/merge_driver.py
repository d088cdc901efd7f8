"""`mopsdocs merge-driver`: what git calls to merge two versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mopsdocs.atomic import write_whole
from mopsdocs.cli.context import invocation
from mopsdocs.cli.output import complain, say
from mopsdocs.documents.reading import parse_document
from mopsdocs.errors import MopsError
from mopsdocs.regions.merging.merge import merge
from mopsdocs.reporters.printable import safe

_INSTALL = """\
Put this into .gitattributes, and commit it:

  playbooks/**/*.yml   merge=mopsdocs
  site_config/**/*.yml merge=mopsdocs

and tell git once on every machine what that means:

  git config merge.mopsdocs.name "Documents of mopsdocs, by step and key"
  git config merge.mopsdocs.driver "mopsdocs merge-driver %O %A %B %P"

From then on git merge, rebase and cherry-pick merge documents by step and key. Where both sides changed one thing, the
file keeps the value of the branch that is merged into, and git reports a conflict.
"""


def command(
    context: typer.Context,
    base: Annotated[Path | None, typer.Argument(metavar="BASE", help="%O: the common version")] = None,
    ours: Annotated[Path | None, typer.Argument(metavar="OURS", help="%A: our version; gets the result")] = None,
    theirs: Annotated[Path | None, typer.Argument(metavar="THEIRS", help="%B: their version")] = None,
    path: Annotated[str, typer.Argument(metavar="PATH", help="%P: what the file is called")] = "the document",
    install: Annotated[bool, typer.Option("--install", help="Say how git is told about this command")] = False,
) -> int:
    """Merge two versions of a document by stage, step, gate, item and key, as sync does.

    git calls this command; mopsdocs merge-driver --install says how to have it do so. Exit 1: something has to be
    chosen, and the file has our values until then.
    """
    called = invocation(context)
    if install:
        say(_INSTALL)
        return 0
    if base is None or ours is None or theirs is None:
        raise MopsError("git gives this command three files.", "mopsdocs merge-driver --install says how.")
    texts = [_text(file, path) for file in (base, ours, theirs)]
    kind = parse_document(path, texts[1].encode()).document
    if kind is None:
        raise MopsError(f"{path} cannot be merged by step: our version cannot be read.", f"mopsdocs validate {path}")
    merged = merge(kind.kind, texts[0], texts[1], texts[2])
    write_whole(ours, merged.text.encode())
    for conflict in merged.conflicts if not called.quiet else ():
        complain(safe(f"conflict in {path}: {conflict.unit}; ours was kept") + "\n")
    return 1 if merged.conflicts else 0


def _text(file: Path, path: str) -> str:
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        raise MopsError(
            f"There is no file {file}.", "git calls this command with the files that it has made."
        ) from None
    except UnicodeDecodeError:
        raise MopsError(f"{path} is not written in UTF-8.", "Choose one of the versions by hand.") from None
