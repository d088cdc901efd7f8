"""Regional copies: the text of a library playbook with what the region adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mopsdocs.documents.edits import insert, set_value
from mopsdocs.documents.model import Playbook, Region, RequiredStep, Stage
from mopsdocs.documents.required_steps import concerns, stage_for
from mopsdocs.documents.units import Unit, find, units
from mopsdocs.regions.origin import KIND, LibraryText, origin_of

_MODELINE: Final = re.compile(r"(?m)^# yaml-language-server: \$schema=(?P<path>\S+)$")


def copy_path(playbook: str, region: str) -> str:
    """Where the copy of a playbook for a region is kept."""
    return f"playbooks/regions/{region}/{playbook}.yml"


def copied(library: LibraryText, region: Region, blob: str | None) -> str:
    """The text of `library` byte for byte, as a copy for `region`. `blob` is its git object."""
    text = set_value(KIND, _with_schema_of_copies(library.text), ("region",), region.code)
    return set_value(KIND, text, ("origin",), origin_of(library, blob=blob))


def steps_added(model: Playbook, region: Region) -> list[RequiredStep]:
    """The steps that a copy of `model` gets from `region`."""
    present = {step.id for step in model.steps}
    return [item for item in region.required_steps if item.step.id not in present and concerns(item, model)]


def with_steps(text: str, stages: tuple[Stage, ...], added: Sequence[RequiredStep], region: str) -> str:
    """`text`, a copy with those `stages`, with the steps `added` to it, in the lines of `region`, the region's file."""
    root = units("region", region) if added else None
    for required in added:
        step = find(root, ("required_steps", required.step.id, "step")) if root is not None else None
        assert step is not None
        stage = stages[stage_for(required, stages)]
        text = insert(KIND, text, ("stages", stage.id, "steps"), _as_item(step, region))
    return text


def _as_item(step: Unit, text: str) -> str:
    """The value of the key `step` as a list item, with the comments in it."""
    inner = step.children[0]
    lines = text[inner.start : step.end].split("\n")
    shift = inner.indent
    body = [line[shift:] if line[:shift].isspace() or not line.strip() else line for line in lines]
    first = next(number for number, line in enumerate(body) if line.strip() and not line.startswith("#"))
    above = body[:first]
    rest = [f"- {body[first]}", *(f"  {line}" if line.strip() else line for line in body[first + 1 :])]
    return "\n".join([*above, *rest]).rstrip() + "\n"


def is_line_for_editors(line: str) -> bool:
    """Whether a comment tells editors the schema, which is another one in a copy."""
    return _MODELINE.fullmatch(line) is not None


def _with_schema_of_copies(text: str) -> str:
    """The line for editors, changed for a file one folder further down that is a copy."""

    def moved(match: re.Match[str]) -> str:
        path = match["path"]
        name = path.rpartition("/")[2]
        if "://" in path or not path.startswith("../") or name != "playbook.json":
            return match[0]
        return f"# yaml-language-server: $schema=../{path.removesuffix(name)}regional_copy.json"

    return _MODELINE.sub(moved, text, count=1)
