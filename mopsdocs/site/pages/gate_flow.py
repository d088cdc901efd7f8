"""From stage to stage: which gates a campaign has to pass, who decides at each, and what follows from each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsdocs.site.pages.labels import label
from mopsdocs.site.pages.steps import GateView, StageView


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what follows from it. `look` is the decision with hyphens; `anchor` leads to where it goes on."""

    look: str
    title: str
    follows: str
    where: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A stage and, where it ends with a gate, that gate and its answers."""

    stage: StageView
    gate: GateView | None
    answers: tuple[Answer, ...]


def gate_flow(stages: Sequence[StageView]) -> tuple[Passed, ...]:
    """Every stage in order; nothing where no stage has a gate."""
    if not any(stage.gate for stage in stages):
        return ()
    following = (*stages[1:], None)
    return tuple(
        Passed(stage, stage.gate, _answers(stage, stage.gate, after) if stage.gate else ())
        for stage, after in zip(stages, following, strict=True)
    )


def _answers(stage: StageView, gate: GateView, after: StageView | None) -> tuple[Answer, ...]:
    return tuple(_answer(decision, stage, after) for decision in gate.gate.decisions)


def _answer(decision: str, stage: StageView, after: StageView | None) -> Answer:
    look = decision.replace("_", "-")
    on = (after.stage.title, after.anchor) if after is not None else ("", "")
    if decision == "go":
        return Answer(look, label(decision), "on to" if after is not None else "done", *on)
    if decision == "go_with_conditions":
        follows = "the conditions are noted, then on to" if after is not None else "the conditions are noted"
        return Answer(look, label(decision), follows, *on)
    if decision == "revise":
        return Answer(look, label(decision), "back to", stage.stage.title, stage.anchor)
    return Answer(look, label(decision), "the campaign stops here", "", "")
