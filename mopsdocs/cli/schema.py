"""`mopsdocs schema`: the JSON Schemas of the documents, for editors and other tools."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from mopsdocs.atomic import Change, replace_all
from mopsdocs.checks.facts.filing import FOLDERS
from mopsdocs.cli.context import Invocation, invocation
from mopsdocs.cli.output import say
from mopsdocs.documents.schema import SCHEMAS, bundle
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError


def command(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="Kind of document; default: list all kinds")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write KIND.schema.json for KIND, or for every kind, to this folder"),
    ] = None,
) -> int:
    """Print the JSON Schema of a kind of document (Draft 2020-12, one self-contained file), or list the kinds.

    With --output the schemas become files that an editor can check documents against as they are written.
    """
    kinds = SCHEMAS if kind is None else (_known(kind),)
    if output is not None:
        called = invocation(context)
        instructions = _instructions(kinds, output, _root(called))
        _write(output, {f"{name}.schema.json": _text(name) for name in kinds})
        if not called.quiet:
            say(instructions)
    elif kind is not None:
        say(_text(kind))
    else:
        say(_listed())
    return 0


def _known(kind: str) -> str:
    if kind in SCHEMAS:
        return kind
    meant = closest(kind, SCHEMAS)
    hint = f"Did you mean {meant}?" if meant else f"Kinds are: {', '.join(SCHEMAS)}."
    raise MopsError(f'There is no kind of document "{kind}".', hint)


def _text(kind: str) -> str:
    return json.dumps(bundle(kind), indent=2) + "\n"


def _listed() -> str:
    column = max(map(len, SCHEMAS))
    lines = [f"{kind:<{column}}  {bundle(kind)['description'].partition('. ')[0].rstrip('.')}." for kind in SCHEMAS]
    lines += ["", "mopsdocs schema KIND prints the schema of a kind; with --output DIR all become files for an editor."]
    return "\n".join(lines) + "\n"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes `files`, texts by name, into `folder`: all, or none and raises MopsError."""
    if folder.exists() and not folder.is_dir():
        hint = "Give a folder with --output, or write mopsdocs schema KIND > FILE."
        raise MopsError(f"{folder} is not a folder.", hint)
    replace_all([_change(folder / name, text) for name, text in files.items()])


def _change(path: Path, text: str) -> Change:
    return Change(path, path.read_bytes() if path.is_file() else None, text.encode())


def _root(called: Invocation) -> Path:
    """The folder that an editor has open: the workspace, or the current folder where there is none."""
    if called.folder is None:
        with contextlib.suppress(MopsError):
            return called.workspace().root
        return Path.cwd()
    return called.workspace().root


def _instructions(kinds: Sequence[str], output: Path, root: Path) -> str:
    files = {kind: output / f"{kind}.schema.json" for kind in kinds}
    folder = PurePosixPath(_documents(kinds[0])).parent
    line = _address(files[kinds[0]], root, root / folder).replace(" ", "%20")
    settings = {_address(file, root, root): _documents(kind) for kind, file in files.items()}
    wrote = f"{len(kinds)} schemas to {output}" if len(kinds) > 1 else files[kinds[0]]
    return (
        f"Wrote {wrote}.\n\n"
        f"An editor uses a schema where a document's first line names it, in {folder} for example:\n\n"
        f"# yaml-language-server: $schema={line}\n\n"
        "or where its settings do, in .vscode/settings.json for example:\n\n"
        f'"yaml.schemas": {json.dumps(settings, indent=2)}\n'
    )


def _documents(kind: str) -> str:
    """Pattern of the paths of all documents of `kind`."""
    if kind == "regional_copy":
        return "playbooks/regions/*/*.yml"
    return f"{FOLDERS[kind]}/*.yml" if kind in FOLDERS else f"site_config/{kind}.yml"


def _address(file: Path, root: Path, start: Path) -> str:
    """How an editor that has the folder `root` open finds `file` from the folder `start`.

    A path begins with a dot: editors take the first name of one that does not for that of an open folder.
    """
    target = file.resolve()
    if not target.is_relative_to(root):
        return target.as_uri()
    path = Path(os.path.relpath(target, start)).as_posix()
    return path if path.startswith("..") else f"./{path}"
