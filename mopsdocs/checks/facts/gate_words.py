"""What is missing at a gate as sentences, the same in every report and on every page, and the command that helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from mopsdocs.checks.facts.gate_state import Disregarded, GateState, Missing, Seat
from mopsdocs.documents.model import Approval, Gate, Step
from mopsdocs.documents.timing import day_in_words
from mopsdocs.wording import counted, listed, quoted

Title = Callable[[str, str], str]
"""What people call the entry of a kind with an id: `title("person", "ops-desk")`."""

DECISIONS_IN_WORDS: Final = {
    "go": "go",
    "go_with_conditions": "go with conditions",
    "revise": "revise",
    "no_go": "no-go",
}
"""What people call each decision."""

PROOF_IN_WORDS: Final = {"link": "a link", "screenshot": "a screenshot"}
"""What people call the evidence that a step asks for."""


def missing_in_words(missing: Missing, title: Title) -> str:
    """One thing that a gate waits for, as a sentence."""
    if missing.step is not None:
        return _of_step(missing, missing.step)
    if missing.approval is not None:
        return f"{decision_in_words(missing.approval, title)}. That stands until it is decided anew."
    if missing.kind == "nobody":
        return "Nobody decides: the conditions rule out every approver for this campaign."
    if missing.kind == "approvers":
        names = listed((seat_in_words(seat, title) for seat in missing.seats), "or")
        return f"{counted(missing.lacking, 'more approver')} must agree: {names}."
    return " ".join(_of_seat(missing.seats[0], title))


def _of_step(missing: Missing, step: Step) -> str:
    if missing.kind == "proof":
        return f'"{step.title}" is done, but its proof is missing: {PROOF_IN_WORDS[step.evidence or ""]}.'
    if missing.kind == "agreement":
        return f'"{step.title}" is done differently, and nobody has agreed to that.'
    return f'"{step.title}" is not done.'


def _of_seat(seat: Seat, title: Title) -> Iterator[str]:
    yield f"The agreement of {seat_in_words(seat, title)} is missing."
    if seat.undecided:
        yield f"Nobody can tell yet whether that role must: {seat.when}."
    if seat.people and len(seat.barred) == len(seat.people):
        people = listed(title("person", person) for person in seat.barred)
        yield f"{people} did part of that work, or is to do it, and the gate is independent."


def seat_in_words(seat: Seat, title: Title) -> str:
    """`Privacy counsel (Legal desk)`; without people `Privacy counsel (nobody yet)`."""
    people = listed((title("person", person) for person in seat.people), "or")
    return f"{title('role', seat.role)} ({people or 'nobody yet'})"


def decision_in_words(approval: Approval, title: Title) -> str:
    """`Legal desk decided “no-go” on 4 March 2027`, with the reason if there is one."""
    word = DECISIONS_IN_WORDS[approval.decision]
    note = f" ({approval.note.rstrip().removesuffix('.')})" if approval.note is not None else ""
    return f"{title('person', approval.by)} decided “{word}” on {day_in_words(approval.on.isoformat())}{note}"


def disregarded_in_words(one: Disregarded, title: Title) -> str:
    """Why a decision does not count, as a sentence."""
    said = decision_in_words(one.approval, title)
    if one.why == "did-work":
        work = quoted([step.title for step in one.work])
        return f"{said}, which does not count: the gate is independent, and {work} is that person's own work."
    if one.why == "not-allowed":
        return f"{said}, which does not count: that is not among the answers of this gate."
    return f"{said}, which does not count: the gate does not ask that person."


def relaxed_in_words(state: GateState, title: Title) -> str:
    """That people agreed to their own work, which `team: solo` allows; empty where nobody did."""
    if not state.relaxed:
        return ""
    people = listed(title("person", person) for person in dict.fromkeys(state.relaxed))
    return f"{people} agreed to work of their own. team: solo in site_config/workspace.yml allows that."


def remedy(missing: Missing, campaign: str, gate: Gate) -> str:
    """The command or edit that helps against one thing that `gate` waits for in the campaign with that id."""
    step = missing.step
    if step is not None:
        if missing.kind == "proof":
            return f"mopsdocs progress {campaign} {step.id} --evidence URL"
        if missing.kind == "agreement":
            return f"Name under deviations in playbooks/campaigns/{campaign}.yml who agreed: approved_by."
        return f"mopsdocs progress {campaign} {step.id}"
    if missing.kind == "nobody":
        return "Correct the conditions of its approvers in the playbook, or the campaign's variables."
    people = [person for seat in missing.seats for person in seat.people if person not in seat.barred]
    if missing.approval is not None:
        people = [missing.approval.by]
    return f"mopsdocs approve {campaign} {gate.id} --by {people[0] if people else 'PERSON'} --decision go"
