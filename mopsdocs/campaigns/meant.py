"""Which step, gate or person somebody means by a word on the command line, or a plain sentence why none."""

from __future__ import annotations

from typing import Final, TypeVar, cast

from mopsdocs.campaigns.model import Plan
from mopsdocs.checks.facts.records import ids_of
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Gate, Person, Step
from mopsdocs.documents.suggest import closest
from mopsdocs.errors import MopsError
from mopsdocs.wording import quoted

_SHOWN: Final = 6
"""How many ids a hint lists at most."""

_Part = TypeVar("_Part", Step, Gate)


def step_meant(plan: Plan, word: str) -> Step:
    """The step of the campaign with the id `word`, now or before; raises MopsError with what was likely meant."""
    found = _called(plan.playbook.steps, word)
    if found is not None:
        return found
    left_out = _called(plan.left_out, word)
    if left_out is not None:
        message = f'"{left_out.title}" is no part of this campaign: {left_out.when} does not hold.'
        raise MopsError(message, f"If that is wrong, correct variables in {plan.path}.")
    if word in plan.campaign.progress or any(word == one.step for one in plan.campaign.deviations):
        message = f'The step "{word}" has left the playbook since it was recorded; the record stays as it is.'
        raise MopsError(message, f"mopsdocs log {plan.playbook_key} tells when. --undo removes the record.")
    if any(word in ids_of(gate) for gate in _gates(plan)):
        raise MopsError(f'"{word}" is a gate, not a step.', f"mopsdocs approve {plan.campaign.id} {word} --by PERSON")
    ids = [step.id for step in plan.playbook.steps]
    for stage in plan.playbook.stages:
        if stage.id == word:
            raise MopsError(f'"{word}" is a stage, not a step.', f"Its steps are {_list([s.id for s in stage.steps])}.")
    titles = {step.title.lower(): step.id for step in plan.playbook.steps}
    titles.update({old: step.id for step in plan.playbook.steps for old in step.previous_ids})
    raise _unknown(plan, "step", word, ids, closest(word, ids, titles))


def gate_meant(plan: Plan, word: str) -> Gate:
    """The gate of the campaign with the id `word`, now or before; raises MopsError with what was likely meant."""
    gates = _gates(plan)
    found = _called(gates, word)
    if found is not None:
        return found
    ids = [gate.id for gate in gates]
    raise _unknown(plan, "gate", word, ids, closest(word, ids, {gate.title.lower(): gate.id for gate in gates}))


def person_meant(library: Library, word: str) -> Person:
    """The person with the id `word`; raises MopsError with who was likely meant."""
    entry = library.get("person", word)
    if entry is not None:
        return cast(Person, entry.item)
    names = {person.title.lower(): person.id for person in library.entries("person")}
    meant = closest(word, library.ids("person"), names)
    hint = f"Did you mean {meant}?" if meant else "Add the person to site_config/people.yml first."
    raise MopsError(f'There is no person "{word}".', hint)


def _called(parts: tuple[_Part, ...], word: str) -> _Part | None:
    """The part with that id; where there is none, the one that had it before."""
    now = next((part for part in parts if part.id == word), None)
    return now or next((part for part in parts if word in part.previous_ids), None)


def _gates(plan: Plan) -> tuple[Gate, ...]:
    return tuple(one.gate for one in plan.course.gates.values())


def _unknown(plan: Plan, what: str, word: str, ids: list[str], meant: str | None) -> MopsError:
    name = plan.playbook_key
    message = f'{name} has no {what} "{word}".'
    if meant is not None:
        return MopsError(message, f"Did you mean {meant}?")
    return MopsError(message, f"It has {_list(ids)}." if ids else f"It has no {what}s at all.")


def _list(ids: list[str]) -> str:
    return quoted(ids, _SHOWN)
