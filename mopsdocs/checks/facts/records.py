"""What a campaign has recorded about the steps of its playbook, under the ids that they have or had."""

from __future__ import annotations

from mopsdocs.documents.model import Campaign, Deviation, Gate, Progress, Step

_NO_PROOF = (None, "none")


def record_of(campaign: Campaign, step: Step) -> Progress | None:
    """The record that `step` is done; None where there is none. One under the id of today counts before older ones."""
    recorded = campaign.progress
    found = recorded.get(step.id)
    if found is None and step.previous_ids:
        found = next((recorded[id] for id in step.previous_ids if id in recorded), None)
    return found


def deviation_of(campaign: Campaign, step: Step) -> Deviation | None:
    """What was decided about `step` instead of doing it as the playbook says; of several the newest, which is last."""
    if not campaign.deviations:
        return None
    ids = ids_of(step)
    return next((one for one in reversed(campaign.deviations) if one.step in ids), None)


def ids_of(part: Step | Gate) -> tuple[str, ...]:
    """The ids under which records about a step or a gate count."""
    return (part.id, *part.previous_ids)


def lacks_proof(step: Step, record: Progress) -> bool:
    """Whether `step` asks for evidence that its record does not have."""
    return step.evidence not in _NO_PROOF and record.evidence is None
