"""What people report about steps and gates, turned into records; and why a report cannot be taken."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mopsdocs.campaigns.model import Plan
from mopsdocs.campaigns.recording import Fields
from mopsdocs.checks.facts.deciders import own_work
from mopsdocs.checks.facts.gate_state import AGREEING, GateState
from mopsdocs.checks.facts.gate_states import allowed_decisions, may_decide
from mopsdocs.checks.facts.gate_words import DECISIONS_IN_WORDS, PROOF_IN_WORDS, Title
from mopsdocs.checks.facts.records import lacks_proof, record_of
from mopsdocs.documents.model import Gate, Progress, Step
from mopsdocs.documents.timing import weekday_in_words
from mopsdocs.errors import MopsError
from mopsdocs.wording import listed, quoted


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says about steps: who did them, when, where the proof is kept, and what to know."""

    by: str | None
    on: datetime.date | None
    evidence: str | None
    note: str | None

    @property
    def fields(self) -> dict[str, str]:
        """What of this was said, as the file writes it."""
        day = self.on.isoformat() if self.on is not None else None
        said = {"done_on": day, "by": self.by, "evidence": self.evidence, "note": self.note}
        return {key: value for key, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that somebody reports: by whom, what, when, on which conditions and why."""

    by: str
    decision: str
    on: datetime.date
    conditions: tuple[str, ...]
    note: str | None

    def at(self, gate: Gate) -> dict[str, object]:
        """The record of it at `gate`, as the file writes it."""
        said = {"gate": gate.id, "decision": self.decision, "by": self.by, "on": self.on.isoformat()}
        more = {"conditions": list(self.conditions), "note": self.note}
        return {**said, **{key: value for key, value in more.items() if value}}


def refuse_future(day: datetime.date | None, today: datetime.date) -> None:
    """Raises MopsError for a day that has not come."""
    if day is not None and day > today:
        message = f"{weekday_in_words(day)} has not come yet; nothing can have been done or decided on it."
        raise MopsError(message, "Give the day on which it happened, or leave out --on for today.")


def step_record(plan: Plan, step: Step, given: Given, today: datetime.date, title: Title) -> Fields:
    """The fields to record for `step`; of one that is recorded already only those that change.

    Raises MopsError when it is not clear who did it, or when the proof is missing that the step asks for.
    """
    if plan.campaign.status == "cancelled":
        raise MopsError(f"{plan.campaign.id} is cancelled.", f"If it goes on, correct status in {plan.path}.")
    known = record_of(plan.campaign, step)
    if known is not None:
        return given.fields
    by = given.by or _who_did(plan, step, title)
    fields = {"done_on": today.isoformat(), "by": by, **given.fields}
    if lacks_proof(step, Progress(done_on=today, by=by, evidence=given.evidence)):
        raise MopsError(
            f'"{step.title}" asks for {PROOF_IN_WORDS[step.evidence or ""]} as proof.',
            f"Say where it is kept: mopsdocs progress {plan.campaign.id} {step.id} --evidence https://…",
        )
    return fields


def _who_did(plan: Plan, step: Step, title: Title) -> str:
    people = plan.campaign.people
    held = list(dict.fromkeys(people[role] for role in step.responsible if role in people))
    if len(held) == 1:
        return held[0]
    if held:
        names = listed((title("person", person) for person in held), "or")
        hint = f"Say {listed((f'--by {person}' for person in held), 'or')}."
        raise MopsError(f'Who did "{step.title}": {names}?', hint)
    roles = listed((title("role", role) for role in step.responsible), "or")
    raise MopsError(
        f'Who did "{step.title}"? The campaign names nobody as {roles}.',
        f"Say --by PERSON, or name somebody under people in {plan.path}.",
    )


def deviation_record(plan: Plan, step: Step, reason: str, by: str | None) -> Fields:
    """The fields of a deviation from `step`; without `by` the person agreed who answers for the step."""
    agreed = by or plan.campaign.people.get(step.accountable)
    if not reason.strip():
        raise MopsError("A deviation needs a reason.", "Say why the step is not done as the playbook says.")
    if agreed is None:
        message = f'Who agreed that "{step.title}" is done differently?'
        raise MopsError(
            message, f"The campaign names nobody as {step.accountable}, who answers for it: say --by PERSON."
        )
    return {"reason": reason, "approved_by": agreed}


def decision_word(gate: Gate, word: str) -> str:
    """The decision that `word` means at `gate`; raises MopsError when the gate does not allow it."""
    decision = word.lower().replace("-", "_").replace(" ", "_")
    allowed = allowed_decisions(gate)
    if decision not in allowed:
        known = "does not allow" if decision in DECISIONS_IN_WORDS else "knows no decision"
        raise MopsError(f'"{gate.title}" {known} "{word}".', f"Its answers are {listed(allowed, 'or')}.")
    return decision


def approval_record(plan: Plan, state: GateState, decided: Decided, title: Title) -> Fields:
    """The fields of a decision at the gate of `state`; raises MopsError for who may not decide so."""
    gate, campaign = state.gate, plan.campaign
    if campaign.status in ("cancelled", "completed"):
        message = f"{campaign.id} is {campaign.status}; nothing is decided there any more."
        raise MopsError(message, f"If it goes on, correct status in {plan.path}.")
    if decided.by not in may_decide(campaign, gate, plan.staff):
        message = f'{title("person", decided.by)} is not among the approvers of "{gate.title}".'
        raise MopsError(message, _who_may(plan, state, title))
    own = own_work(campaign, state.work, decided.by) if gate.independent and not plan.staff.solo else ()
    if own and decided.decision in AGREEING:
        work = quoted([step.title for step in own])
        message = f'{title("person", decided.by)} cannot agree to work of their own at "{gate.title}": {work}.'
        raise MopsError(message, _who_else(plan, state, decided.by, title))
    _check_conditions(decided.decision, decided.conditions)
    return decided.at(gate)


def _check_conditions(decision: str, conditions: Sequence[str]) -> None:
    if decision == "go_with_conditions" and not conditions:
        raise MopsError("A go with conditions needs a condition.", 'Add --condition "What must still happen".')
    if conditions and decision != "go_with_conditions":
        raise MopsError("Conditions come with a go with conditions.", "Say --decision go_with_conditions, or --note.")
    if not all(condition.strip() for condition in conditions):
        raise MopsError("A condition is empty.", "Say what must still happen.")


def _who_may(plan: Plan, state: GateState, title: Title) -> str:
    """Who may agree at a gate, for a hint."""
    free = _free(plan, state, may_decide(plan.campaign, state.gate, plan.staff))
    if free:
        return f"{listed(_named(free, title), 'or')} may decide."
    return _name_another(plan, [approver.role for approver in state.gate.approvers], title)


def _who_else(plan: Plan, state: GateState, person: str, title: Title) -> str:
    """Who may agree in the place of `person`, for a hint."""
    campaign, gate = plan.campaign, state.gate
    roles = [role.role for role in gate.approvers if person in plan.staff.for_role(campaign, gate, role.role)]
    free = _free(plan, state, (other for role in roles for other in plan.staff.for_role(campaign, gate, role)))
    if free:
        return f"{listed(_named(free, title), 'or')} may decide instead."
    return _name_another(plan, roles, title)


def _free(plan: Plan, state: GateState, people: Iterable[str]) -> list[str]:
    """Those of `people` who may agree at a gate."""
    if not state.gate.independent or plan.staff.solo:
        return sorted(set(people))
    return sorted(person for person in set(people) if not own_work(plan.campaign, state.work, person))


def _name_another(plan: Plan, roles: Sequence[str], title: Title) -> str:
    names = listed((title("role", role) for role in roles), "or")
    return f"Name somebody else as {names} under people in {plan.path}."


def _named(people: Sequence[str], title: Title) -> list[str]:
    return [f"{title('person', person)} (--by {person})" for person in people]


def newly(before: Mapping[str, GateState], after: Mapping[str, GateState], met: bool) -> list[GateState]:
    """The gates that are met now and were not before; with `met` false the other way round."""
    return [state for id, state in after.items() if state.met is met and before[id].met is not met]


def newly_launched(before: Plan, after: Plan) -> list[str]:
    """The ids of the steps with which a playbook goes live that are done now and were not before."""
    steps = {step.id: step for step in after.playbook.steps}
    done = (id for id in after.course.launches if record_of(after.campaign, steps[id]) is not None)
    return [id for id in done if record_of(before.campaign, steps[id]) is None]


def unmet_before(plan: Plan, states: Mapping[str, GateState], launch: str) -> list[GateState]:
    """The gates that are not met and that the step called `launch` waits for."""
    guarding = (id for id, one in plan.course.gates.items() if one.launch is not None and one.launch.id == launch)
    return [states[id] for id in guarding if not states[id].met]


def ready_to_launch(plan: Plan, states: Mapping[str, GateState]) -> bool:
    """Whether everything before the launch is decided, while the campaign is not said to be launched."""
    if plan.campaign.status not in ("planned", "running"):
        return False
    kinds = [stage.type for stage in plan.playbook.stages]
    launch = kinds.index("launch") if "launch" in kinds else 0
    before = {stage.id for stage in plan.playbook.stages[:launch]}
    guarding = [state for state in states.values() if state.stage in before or state.gate.type == "go_no_go"]
    return bool(guarding) and all(state.met for state in guarding)
