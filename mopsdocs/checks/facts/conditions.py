"""The conditions of a document, what each can ask about there, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mopsdocs.checks.facts.steps import placed_steps
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.conditions import environment
from mopsdocs.documents.conditions.checker import flaws
from mopsdocs.documents.conditions.environment import Environment
from mopsdocs.documents.conditions.flaws import Flaw
from mopsdocs.documents.conditions.grammar import reading
from mopsdocs.documents.conditions.sameness import pointless
from mopsdocs.documents.document import Document
from mopsdocs.documents.model import ChecklistItem, Model, Playbook, Process


class PlacedCondition(NamedTuple):
    """The text under a `when`, and the pointer to it."""

    text: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a condition, and which parts of one that is right are the same for every campaign."""

    flaws: tuple[Flaw, ...]
    pointless: tuple[Flaw, ...] = ()


def verdicts(document: Document) -> Iterator[tuple[PlacedCondition, Verdict]]:
    """Every condition of `document` with what is to be said of it.

    Where the variables or channels have schema errors, conditions are only read: what they ask about is not certain.
    """
    known: Environment | None = None
    certain = not any(pointer[:1] in (("variables",), ("channels",)) for pointer in document.stand_ins)
    for placed in conditions_of(document.model):
        if certain and known is None:
            known = environment_of(document.model)
        yield placed, _verdict(placed.text, known)


def findings(document: Document, placed: PlacedCondition, found: tuple[Flaw, ...]) -> Iterator[Finding]:
    """A finding for each flaw, at its part of the condition. What stands there twice is told once."""
    for part, flaw in {flaw.part: flaw for flaw in reversed(found)}.items():
        yield Finding(document.path, placed.pointer, flaw.message, flaw.hint, (part,), part=flaw.span)


def conditions_of(model: Model) -> Iterator[PlacedCondition]:
    """Every condition of a playbook, a process or a region: of steps, of checklist items and of approvers."""
    if isinstance(model, Process):
        for index, step in enumerate(model.steps):
            yield from _of_items(step.checklist, ("steps", index))
        return
    for placed in placed_steps(model):
        if placed.step.when is not None:
            yield PlacedCondition(placed.step.when, (*placed.pointer, "when"))
        if placed.step.checklist:
            yield from _of_items(placed.step.checklist, placed.pointer)
    for number, stage in enumerate(model.stages if isinstance(model, Playbook) else ()):
        for index, approver in enumerate(stage.gate.approvers if stage.gate is not None else ()):
            if approver.when is not None:
                yield PlacedCondition(approver.when, ("stages", number, "gate", "approvers", index, "when"))


def environment_of(model: Model) -> Environment:
    """What the conditions of `model` can ask about. A copy may have fewer channels than its conditions ask for."""
    if isinstance(model, Playbook):
        return environment.of_playbook(model.variables, model.channels if model.region is None else ())
    return environment.of_every_playbook()


def _of_items(checklist: tuple[ChecklistItem, ...], step: Pointer) -> Iterator[PlacedCondition]:
    for index, item in enumerate(checklist):
        if item.when is not None:
            yield PlacedCondition(item.when, (*step, "checklist", index, "when"))


@lru_cache(maxsize=10_000)
def _verdict(text: str, known: Environment | None) -> Verdict:
    expression = reading(text)
    if isinstance(expression, Flaw):
        return Verdict((expression,))
    if known is None:
        return Verdict(())
    found = tuple(flaws(expression, known))
    return Verdict(found, () if found else tuple(pointless(expression, known)))
