"""The roles that somebody has to hold in a campaign, and what for."""

from __future__ import annotations

from mopsdocs.documents.model import Playbook
from mopsdocs.wording import counted, listed


def roles_of(playbook: Playbook) -> dict[str, str]:
    """The roles that work, answer for work or decide, in reading order, each with what it is needed for."""
    works: dict[str, int] = {}
    answers: dict[str, int] = {}
    decides: dict[str, list[str]] = {}
    order: dict[str, None] = {}
    for stage in playbook.stages:
        for step in stage.steps:
            for role in step.responsible:
                works[role] = works.get(role, 0) + 1
            answers[step.accountable] = answers.get(step.accountable, 0) + 1
            order.update(dict.fromkeys((*step.responsible, step.accountable)))
        for approver in stage.gate.approvers if stage.gate is not None else ():
            decides.setdefault(approver.role, []).append(stage.gate.title if stage.gate is not None else "")
            order[approver.role] = None
    return {role: _use(works.get(role, 0), answers.get(role, 0), decides.get(role, [])) for role in order}


def _use(works: int, answers: int, decides: list[str]) -> str:
    parts = [f"does {counted(works, 'step')}"] if works else []
    parts += [f"answers for {counted(answers, 'step')}"] if answers else []
    parts += [f"decides on {listed([f'“{title}”' for title in dict.fromkeys(decides)])}"] if decides else []
    use = listed(parts)
    return use[:1].upper() + use[1:]
