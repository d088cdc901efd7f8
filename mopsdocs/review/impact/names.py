"""How judgements find steps and entries of catalogues, and call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.identity import title_of
from mopsdocs.documents.library import ENTRY_LISTS
from mopsdocs.documents.schema import field_at
from mopsdocs.documents.wording import lower
from mopsdocs.regions.paths import STEPS
from mopsdocs.review.change import Pair
from mopsdocs.review.facts import Both, Fact


def name_of_step(step: Any) -> str:
    """`check "Prove consent"`, `step "Write the brief"`."""
    return f'{"check" if step.get("kind") == "check" else "step"} "{title_of(step)}"'


def stage_title(playbook: Any, id: str) -> str:
    """What people call the stage `id` of a playbook."""
    return next((title_of(stage) for stage in playbook["stages"] if stage["id"] == id), id)


def is_step(fact: Fact) -> bool:
    """Whether a fact is about a step as a whole."""
    return fact.path[:2] == STEPS and len(fact.path) == 3


def parts_of_steps(pair: Pair) -> Iterator[tuple[Fact, Both]]:
    """The facts about something in a step that both versions have, each with the step before and now."""
    for fact in pair.facts:
        if fact.path[:2] == STEPS and len(fact.path) > 3 and fact.path[2] in pair.compared.steps:
            yield fact, pair.compared.steps[fact.path[2]]


def changed_ids(pair: Pair) -> dict[str, str | None]:
    """Steps that came under a new id while one of the same title went, each with the old id; and those, with None."""
    came = {fact.new.get("title"): fact.path[2] for fact in pair.facts if is_step(fact) and fact.kind == "added"}
    found: dict[str, str | None] = {}
    for fact in pair.facts:
        twin = came.pop(fact.old.get("title"), None) if is_step(fact) and fact.kind == "removed" else None
        if twin is not None:
            found[twin], found[fact.path[2]] = fact.path[2], None
    return found


def is_part_of_entry(pair: Pair, fact: Fact) -> bool:
    """Whether a fact is about something in an entry of a catalogue that both versions have."""
    pointer = _pointer(fact)
    return pair.kind in ENTRY_LISTS and len(pointer) > 2 and isinstance(pointer[1], int)


def entry_of(pair: Pair, fact: Fact) -> Any:
    """The entry of a catalogue that a fact is about something in: as it was, where it was there."""
    version, pointer = (pair.after, fact.new_pointer) if fact.old_pointer is None else (pair.before, fact.old_pointer)
    assert pointer is not None
    return version[pointer[0]][pointer[1]]


def name_of_entry(pair: Pair, fact: Fact) -> str:
    """That entry by its kind: `segment "Engaged prospects"`."""
    kinds = {key: kind for kind, key in ENTRY_LISTS[pair.kind]}
    return f'{kinds[fact.path[0]]} "{title_of(entry_of(pair, fact))}"'


def place(pair: Pair, fact: Fact) -> str:
    """What a sentence calls the field that a fact is about, under the titles of before where there were some."""
    field, path = _field(pair, fact), fact.path
    if path[:2] == STEPS and len(path) > 3 and path[2] in pair.compared.steps:
        name = name_of_step(pair.compared.steps[path[2]][0])
        is_check = len(path) > 4 and path[3] == "checklist"
        return f"A check in the list of the {name}" if is_check else f"The {field} of the {name}"
    if path[:1] == STEPS[:1] and path[2:3] == ("gate",) and len(path) > 3 and path[1] in pair.compared.gates:
        return f'The {field} of the gate "{title_of(pair.compared.gates[path[1]][0])}"'
    if path[:1] == STEPS[:1] and len(path) > 2 and path[1] in pair.compared.stages:
        return f'The {field} of the stage "{title_of(pair.compared.stages[path[1]][0])}"'
    if is_part_of_entry(pair, fact):
        entry = name_of_entry(pair, fact)
        under = f" under {' / '.join(path[2:-1]).replace('_', ' ')}" if len(path) > 3 else ""
        return f"The {entry}" if entry.startswith(f"{field} ") else f"The {field}{under} of the {entry}"
    return f"The {field}" if len(path) == 1 else f"The {field} under {' / '.join(path[:-1])}"


def _field(pair: Pair, fact: Fact) -> str:
    """A field or an item by the title that the schema gives it; an item also by its own."""
    pointer = _pointer(fact)
    title = lower((field_at(pair.kind, pointer) or {}).get("title", fact.path[-1].replace("_", " ")))
    is_item = isinstance(pointer[-1], int)
    return f'{title} "{title_of(fact.new if fact.new is not None else fact.old, fact.path[-1])}"' if is_item else title


def _pointer(fact: Fact) -> Pointer:
    return (fact.new_pointer if fact.new_pointer is not None else fact.old_pointer) or ()
