"""How judgements find steps and call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mopsdocs.documents.identity import title_of
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
