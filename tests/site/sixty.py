"""A playbook of sixty steps in eight stages, made from the example's: as long as they get, with long titles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import yaml

from mopsdocs.documents.stages import STAGE_ORDER

STEPS: Final = 60
PATH: Final = "playbooks/library/sixty.yml"
_EXAMPLE: Final = Path(__file__).parents[1] / "example" / "playbooks/library/webinar.yml"


def sixty(**fields: Any) -> dict[str, Any]:
    """The playbook as a value; every step waits for the one before, and some for the first one of their stage too."""
    value: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(_EXAMPLE.read_text(encoding="utf-8")), default=str))
    stages = [_stage(number, type) for number, type in enumerate(STAGE_ORDER)]
    return {**value, "id": "sixty", "title": "Sixty steps", "synonyms": [], "answers": [], "stages": stages, **fields}


def write_sixty(workspace: Path) -> None:
    """Writes it to the workspace in the folder; JSON is YAML."""
    (workspace / PATH).write_text(json.dumps(sixty(), indent=2), encoding="utf-8")


def _stage(number: int, type: str) -> dict[str, Any]:
    first, after = number * STEPS // 8, (number + 1) * STEPS // 8
    gate = {
        "id": f"gate-{number}",
        "title": f"Gate {number}",
        "type": "approval",
        "approvers": [{"role": "marketing-director"}],
        "independent": True,
        "due": _due(after - 50),
        "decisions": ["go", "go_with_conditions", "revise", "no_go"],
        "sla": "2bd",
        "close_before": "48h",
    }
    steps = [_step(step, first) for step in range(first, after)]
    return {"id": f"stage-{number}", "title": f"Stage {type}", "type": type, "steps": steps, "gate": gate}


def _step(number: int, first: int) -> dict[str, Any]:
    needs = {number - 1 - number % 3, number // 2} if number > 3 else {0}
    return {
        "id": f"step-{number}",
        "title": f"Check number {number} of everything that the whole audience is going to see on their phones",
        "kind": "milestone" if number % 11 == 10 else "task",
        "severity": "blocker" if number % 7 == 3 else "warning",
        "responsible": ["mops-specialist"],
        "accountable": "campaign-manager",
        "due": _due(number - 50),
        "effort": f"{number % 4 + 1}d",
        "depends_on": [f"step-{need}" for need in sorted(needs - {number})],
    }


def _due(day: int) -> str:
    return f"{day:+d}bd" if day else "0d"
