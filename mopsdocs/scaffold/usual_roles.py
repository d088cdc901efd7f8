"""Who does what in the playbooks that there are: a new one is most likely done by the same roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Playbook


def usual_roles(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The roles that own, build, review, approve and are escalated to, each with the most usual first."""
    counts: dict[str, Counter[str]] = {}
    for entry in library.entries("playbook"):
        for part, role in _parts(cast(Playbook, entry.item)):
            counts.setdefault(part, Counter())[role] += 1
    return {part: tuple(role for role, _ in found.most_common()) for part, found in counts.items()}


def _parts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    yield "owner", playbook.owner
    for stage in playbook.stages:
        for step in stage.steps:
            part = "reviewer" if step.kind == "check" else "builder" if stage.type in ("build", "launch") else ""
            for role in step.responsible if part else ():
                yield part, role
        if stage.gate is not None:
            for approver in stage.gate.approvers:
                yield "approver", approver.role
            if stage.gate.escalate_to is not None:
                yield "escalate_to", stage.gate.escalate_to
