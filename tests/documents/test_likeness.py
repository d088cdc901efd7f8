"""A text opened with the help of one like it: the same units as from a whole reading, and no other meaning, ever."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from mopsdocs.documents.likeness import opened_like
from mopsdocs.documents.loader import load
from mopsdocs.documents.opened import Opened, open_text, opened, same
from mopsdocs.documents.units import Unit
from mopsdocs.documents.writing import EditError
from tests.regions.merging.versions import EXAMPLE, Versions, of_file, of_simulated, of_stages, of_styled

DRAWN = {
    "styles": lambda rng: of_styled(rng, 3),
    "stages": lambda rng: of_stages(rng, 5),
    "long": lambda rng: of_simulated(rng, 6),
    "example": lambda rng: of_file(EXAMPLE, rng, 4),
}
BITS = (*"# \n'\"[]{}:|>\t&*!?%\r", "- ", "---\n", "...\n", "due: -4bd\n", "# note\n", "\n\n", "  ", "\x85", "\u2028")

TEXT = """\
# Whose it is.
---
kind: playbook
id: webinar
summary: One
description: |
  Some words.
stages:
  - id: plan  # first
    title: Plan
    steps:
      - id: brief
        title: Brief
        due: -9bd
"""


def tree(unit: Unit) -> tuple[Any, ...]:
    """A unit with all that is in it, to be compared."""
    own = (unit.path, unit.pointer, unit.kind, unit.holds, unit.start, unit.lead_end, unit.end, unit.mark)
    return (*own, unit.value_start, unit.value_end, unit.indent, *map(tree, unit.children))


def meaning(text: str) -> Any:
    """What the loader makes of a text; None when it refuses it."""
    loaded = load(text)
    return None if any(not problem.warning for problem in loaded.problems) else loaded.value


def is_right(known: Opened, text: str, value: Any) -> bool | None:
    """Whether `text` is opened as a whole reading opens it; None when only that can tell."""
    found = opened_like(known, text, value)
    if found is None:
        return None
    assert same(meaning(text), value), text
    assert tree(found.root) == tree(opened("playbook", text, value).root), text
    return True


def drawn(name: str, rng: Random) -> Versions:
    """Versions that can all be read."""
    while True:
        versions = DRAWN[name](rng)
        try:
            for text in (versions.base, versions.ours, versions.theirs):
                open_text("playbook", text)
        except EditError:
            continue
        return versions


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", DRAWN)
def test_versions_of_a_document_have_the_units_of_a_whole_reading(name: str, seed: int) -> None:
    versions = drawn(name, Random(seed))
    known = open_text("playbook", versions.base)
    for text in (versions.base, versions.ours, versions.theirs):
        right = is_right(known, text, meaning(text))
        assert right or name == "styles", "only odd styles take a whole reading"


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_goes_unseen(seed: int) -> None:
    """A text that was damaged means what it is said to mean, or is not taken for it."""
    rng = Random(seed)
    versions = drawn(rng.choice(list(DRAWN)), rng)
    known = open_text("playbook", versions.base)
    meant = [meaning(versions.base), meaning(versions.ours)]
    for _ in range(20):
        text = damaged(rng.choice((versions.base, versions.ours)), rng)
        for value in (*meant, meaning(text)):
            is_right(known, text, value)


def damaged(text: str, rng: Random) -> str:
    """A text with one to three small edits that know nothing of YAML."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        lines = text.split("\n")
        line = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                text = text[:at] + rng.choice(BITS) + text[at:]
                continue
            case 1:
                text = text[:at] + text[at + rng.randint(1, 3) :]
                continue
            case 2:
                lines.insert(rng.randrange(len(lines)), lines[line])
            case 3:
                del lines[line]
            case 4:
                lines[line] = " " * rng.randrange(8) + lines[line].lstrip(" ")
            case _:
                lines.insert(line, rng.choice((" " * rng.randrange(12) + "# note", "", "   ", lines[line] + ":")))
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  Some words.\n", "  Some words.\n  # More.\n"),
        ("  Some words.\n", "  Some words. # more\n"),
        ("description: |\n  Some words.\n", "description: |+\n  Some words.\n\n"),
        ("summary: One\n", "summary: One\n...\n"),
        ("# Whose it is.\n", "---\n"),
        ("summary: One\n", "summary: One\nsummary: One\n"),
        ("summary: One\n", "summary: One\nowner: me\n"),
        ("summary: One\n", "summary: One\n more\n"),
        ("summary: One\n", "summary: One\n\t# note\n"),
        ("summary: One\n", "summary: One # no\rte\n"),
        ("summary: One\n", "summary: One #\u2028owner: me\n"),
        ("summary: One\n", "summary: One#\n"),
        ("        due: -9bd\n", "        due: -9bd\n      - id: more\n"),
        ("        due: -9bd\n", "        due: -9bd\n  - id: more\n"),
        ("        due: -9bd\n", "        due: -9bd\n        due: -9bd\n"),
        ("        due: -9bd\n", "        due:\n          -9bd: x\n"),
        ("    title: Plan\n", "    title: 'Plan\n"),
    ],
)
def test_what_looks_alike_and_is_not(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    value = meaning(TEXT)
    assert not same(meaning(text), value), "an example of another meaning"
    assert opened_like(open_text("playbook", TEXT), text, value) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("summary: One\n", "summary: One  # soon\n# Of the region.\nregion: de\n\n"),
        ("# Whose it is.\n", "# yaml-language-server: $schema=x\n\n# Whose it is.\n"),
        ("---\n", ""),
        ("      - id: brief\n", "      - id: call\n        title: Call\n      # why\n      - id: brief\n"),
        ("        due: -9bd\n", "        due: -9bd\n\n        # to be checked\n# the end"),
        ("    title: Plan\n", "    # ours\n    title: Plan\n"),
        ("  Some words.\n", "  Some words.\n\n  # A heading, not a comment.\n"),
        ("  - id: plan  # first\n    title: Plan\n", "  -  # first\n    title: Plan\n    id: plan\n"),
        ("\n", "\r\n"),
    ],
)
def test_what_differs_is_read_and_the_rest_is_not(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    assert is_right(open_text("playbook", TEXT), text, meaning(text))


@pytest.mark.parametrize(
    "text", ["{kind: playbook, id: webinar}\n", '"kind": playbook\nid: webinar\n', "? kind\n: playbook\n", "", "- a\n"]
)
def test_other_styles_take_a_whole_reading(text: str) -> None:
    assert opened_like(open_text("playbook", TEXT), text, meaning(text)) is None


def test_a_value_of_another_type_is_another_meaning() -> None:
    text = TEXT.replace("summary: One", "version: 1")
    value = meaning(text)
    assert is_right(open_text("playbook", text), text, value)
    for other in (True, 1.0, "1"):
        assert opened_like(open_text("playbook", text), text, {**value, "version": other}) is None
