"""Where the gates of a campaign stand: who has to decide, who decided what, and what is missing until a gate is met.

Of each person the newest decision counts. A gate is met when its work is done, with proof where a step asks for it,
when as many approvers agree as its quorum wants, and when nobody has objected since. `quorum: all` (or none) means
every approving role that applies, a number as many of them, at most all; whoever holds two decides for both. A role's
own holder comes first, then who stands in for it, then who the gate escalates to. At an independent gate those who did
the work may object, but not agree. An approver whose condition cannot be decided yet is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mopsdocs.checks.facts.deciders import Staff, own_work
from mopsdocs.checks.facts.gate_state import AGREEING, Disregarded, GateState, Missing, Seat
from mopsdocs.checks.facts.records import deviation_of, ids_of, lacks_proof, record_of
from mopsdocs.checks.facts.steps import ClosedWork, work_closed_by_gates
from mopsdocs.documents.campaign_run import CampaignRun
from mopsdocs.documents.model import Approval, Approver, Campaign, Gate, Step

DECISIONS: Final = ("go", "go_with_conditions", "revise", "no_go")
"""What may be decided where a gate does not say."""


def gate_states(campaign: Campaign, run: CampaignRun, staff: Staff) -> dict[str, GateState]:
    """Where the gates of `campaign` stand by `run`, what it runs: by id, in reading order.

    Of two gates with the same id the first counts.
    """
    found: dict[str, GateState] = {}
    for closed in work_closed_by_gates(run.playbook):
        if closed.gate.id not in found:
            stage = run.playbook.stages[int(closed.pointer[1])].id
            found[closed.gate.id] = _state(_Case.of(campaign, closed, stage, run.undecided, staff))
    return found


def allowed_decisions(gate: Gate) -> tuple[str, ...]:
    """The answers that the approvers of `gate` may give."""
    return gate.decisions or DECISIONS


def may_decide(campaign: Campaign, gate: Gate, staff: Staff) -> frozenset[str]:
    """Everybody who may decide at `gate`, independent or not."""
    return frozenset().union(*(staff.for_role(campaign, gate, approver.role) for approver in gate.approvers))


def newest_decisions(campaign: Campaign, gate: Gate) -> tuple[Approval, ...]:
    """The newest decision of each person at `gate`, oldest first; on the same day the later entry is the newer."""
    if not campaign.approvals:
        return ()
    ids = ids_of(gate)
    by_day = sorted((one for one in campaign.approvals if one.gate in ids), key=lambda one: one.on)
    newest = {one.by: place for place, one in enumerate(by_day)}
    return tuple(by_day[place] for place in sorted(newest.values()))


@dataclass(frozen=True, slots=True)
class _Case:
    """A gate, the steps that it decides on, and what else its state follows from."""

    campaign: Campaign
    gate: Gate
    stage: str
    steps: tuple[Step, ...]
    undecided: frozenset[str]
    staff: Staff

    @classmethod
    def of(cls, campaign: Campaign, closed: ClosedWork, stage: str, undecided: frozenset[str], staff: Staff) -> _Case:
        return cls(campaign, closed.gate, stage, tuple(placed.step for placed in closed.steps), undecided, staff)

    def own(self, person: str) -> tuple[Step, ...]:
        """The work that keeps `person` from agreeing at an independent gate, were the team not of one."""
        return own_work(self.campaign, self.steps, person) if self.gate.independent else ()


def _state(case: _Case) -> GateState:
    gate = case.gate
    decisions = newest_decisions(case.campaign, gate)
    disregarded = tuple(_disregarded(case, decisions))
    ignored = [one.approval for one in disregarded]
    counting = [one for one in decisions if one not in ignored]
    seats = tuple(_seat(case, approver, counting) for approver in gate.approvers)
    needed = _needed(gate, len(seats))
    enough = _completing(counting, seats, needed)
    since = counting if enough is None else counting[counting.index(enough) + 1 :]
    objections = [one for one in since if one.decision not in AGREEING]
    agreeing = [one for one in counting if any(seat.agrees and seat.decision is one for seat in seats)]
    return GateState(
        gate=gate,
        stage=case.stage,
        work=case.steps,
        seats=seats,
        needed=needed,
        decisions=decisions,
        disregarded=disregarded,
        conditions=tuple(dict.fromkeys(text for one in agreeing for text in one.conditions)),
        decided_on=enough.on if enough is not None and not objections else None,
        relaxed=tuple(one.by for one in agreeing if case.own(one.by)) if case.staff.solo else (),
        missing=(*_work_missing(case.campaign, case.steps), *_approvers_missing(seats, needed, enough, objections)),
    )


def _disregarded(case: _Case, decisions: Sequence[Approval]) -> Iterator[Disregarded]:
    asked = may_decide(case.campaign, case.gate, case.staff) if decisions else frozenset()
    for one in decisions:
        if one.by not in asked:
            yield Disregarded(one, "no-approver")
        elif one.decision in AGREEING:
            own = () if case.staff.solo else case.own(one.by)
            if one.decision not in allowed_decisions(case.gate):
                yield Disregarded(one, "not-allowed")
            elif own:
                yield Disregarded(one, "did-work", own)


def _seat(case: _Case, approver: Approver, counting: Sequence[Approval]) -> Seat:
    people = case.staff.holders(case.campaign, approver.role)
    barred = () if case.staff.solo else tuple(person for person in people if case.own(person))
    seat = Seat(approver.role, approver.when, approver.when in case.undecided, people, barred)
    deciders = case.staff.deciders(case.campaign, case.gate, approver.role) if counting else ()
    for capacity, group in deciders:
        decision = next((one for one in reversed(counting) if one.by in group), None)
        if decision is not None:
            return replace(seat, decision=decision, taken_as=capacity)
    return seat


def _needed(gate: Gate, seats: int) -> int:
    wanted = gate.quorum if isinstance(gate.quorum, int) else 1 if gate.quorum == "any" else seats
    return min(wanted, seats)


def _completing(counting: Sequence[Approval], seats: Sequence[Seat], needed: int) -> Approval | None:
    """The decision with which enough approvers had agreed."""
    agreed = 0
    for one in counting:
        agreed += sum(seat.agrees and seat.decision is one for seat in seats)
        if 0 < needed <= agreed:
            return one
    return None


def _work_missing(campaign: Campaign, steps: Sequence[Step]) -> Iterator[Missing]:
    for step in steps:
        record = record_of(campaign, step)
        if record is not None:
            if lacks_proof(step, record):
                yield Missing("proof", step)
            continue
        deviation = deviation_of(campaign, step)
        if deviation is not None and deviation.approved_by is None:
            yield Missing("agreement", step)
        elif deviation is None and step.recurs is None:
            yield Missing("step", step)


def _approvers_missing(
    seats: tuple[Seat, ...], needed: int, enough: Approval | None, objections: Sequence[Approval]
) -> Iterator[Missing]:
    if not seats:
        yield Missing("nobody")
    elif enough is None:
        if needed == len(seats):
            yield from (Missing("approver", seats=(seat,)) for seat in seats if seat.decision is None)
        else:
            open = tuple(seat for seat in seats if not seat.agrees)
            yield Missing("approvers", seats=open, lacking=needed - len(seats) + len(open))
    yield from (Missing("objection", approval=one) for one in objections)
