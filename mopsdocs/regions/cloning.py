"""Regional copies: the text of a library playbook with what the region adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mopsdocs.checks.facts.required_steps import concerns, stage_for
from mopsdocs.documents.edits import insert, set_value
from mopsdocs.documents.model import Playbook, Region, RequiredStep
from mopsdocs.documents.units import Unit, find, units
from mopsdocs.regions.origin import KIND, LibraryText, origin_of

_MODELINE: Final = re.compile(r"(?m)^# yaml-language-server: \$schema=(?P<path>\S+)$")


def copy_path(playbook: str, region: str) -> str:
    """Where the copy of a playbook for a region is kept."""
    return f"playbooks/regions/{region}/{playbook}.yml"


def copied(library: LibraryText, model: Playbook, region: Region, region_text: str, blob: str | None) -> str:
    """The copy of `library` for `region`: its text byte for byte, with region, origin and the steps it requires.

    `model` is what the text means, `region_text` the file of the region, whose lines the required steps are.
    """
    text = _with_schema_of_copies(library.text)
    text = set_value(KIND, text, ("region",), region.code)
    text = set_value(KIND, text, ("origin",), origin_of(library, blob=blob))
    for required, lines in _required(region, region_text):
        if concerns(required, model) and all(step.id != required.step.id for step in model.steps):
            stage = model.stages[stage_for(required, model.stages)]
            text = insert(KIND, text, ("stages", stage.id, "steps"), lines)
    return text


def steps_added(model: Playbook, region: Region) -> list[RequiredStep]:
    """The steps that a copy of `model` gets from `region`."""
    present = {step.id for step in model.steps}
    return [item for item in region.required_steps if item.step.id not in present and concerns(item, model)]


def _required(region: Region, text: str) -> Iterator[tuple[RequiredStep, str]]:
    """The steps that a region requires, with their lines as an item of a list of steps."""
    root = units("region", text)
    for required in region.required_steps:
        step = find(root, ("required_steps", required.step.id, "step"))
        assert step is not None
        yield required, _as_item(step, text)


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
