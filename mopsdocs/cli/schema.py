"""`mopsdocs schema`: the JSON Schemas of the documents, for editors and other tools."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from mopsdocs.cli.output import say
from mopsdocs.documents.schema import SCHEMAS, bundle
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError


def command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(SCHEMAS)}")],
) -> int:
    """Print the JSON Schema of a kind of document (Draft 2020-12, one self-contained file)."""
    if kind not in SCHEMAS:
        meant = closest(kind, SCHEMAS)
        hint = f"Did you mean {meant}?" if meant else f"Kinds are: {', '.join(SCHEMAS)}."
        raise MopsError(f'There is no kind of document "{kind}".', hint)
    say(json.dumps(bundle(kind), indent=2) + "\n")
    return 0
