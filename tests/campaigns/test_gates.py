"""Where gates stand, by the cases in gates/cases.yml, and laws that hold for every gate."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mopsdocs.campaigns.model import Plan
from mopsdocs.checks.facts.deciders import Staff
from mopsdocs.checks.facts.gate_state import GateState
from mopsdocs.checks.facts.gate_words import disregarded_in_words, missing_in_words, relaxed_in_words, remedy
from mopsdocs.documents.campaign_run import CampaignRun
from mopsdocs.documents.conditions.applying import without
from tests.campaigns.plans import Fields, gate, plan, stage, step

CASES = yaml.safe_load((Path(__file__).parent / "gates/cases.yml").read_bytes())
HELD = {"boss": "ada", "counsel": "bo", "writer": "wim", "checker": "cy", "deputy": "eva", "director": "max"}
STAFF = Staff({role: (person,) for role, person in HELD.items()}, {"boss": "deputy"})
NAMED = {role: HELD[role] for role in ("boss", "counsel", "writer", "checker")}


def title(kind: str, id: str) -> str:
    assert kind in ("person", "role")
    return id.capitalize()


def day(number: int) -> datetime.date:
    return datetime.date(2027, 3, number)


def _approver(text: str) -> Fields:
    role, _, when = text.partition(" if ")
    return {"role": role, "when": when} if when else {"role": role}


def _approval(text: str, name: str) -> Fields:
    by, decision, number = text.split()
    conditions = {"conditions": ["Correct the footer"]} if decision == "go_with_conditions" else {}
    return {"gate": name, "decision": decision, "by": by, "on": day(int(number)), **conditions}


def _record(text: str) -> Fields:
    by, _, without = text.partition(" ")
    proof = {} if without else {"evidence": "https://files.example.com/1"}
    return {"done_on": day(1), "by": by, **proof}


def plan_of(case: Mapping[str, Any]) -> Plan:
    fields = {"approvers": ["boss", "counsel"], "independent": True, **case.get("gate", {})}
    approvers = [_approver(text) for text in fields.pop("approvers")]
    former = case.get("former", False)
    made = gate("sign-off", **fields, previous_ids=["approved"] if former else [])
    copy: Fields = {"recurs": case["recurs"]} if "recurs" in case else {}
    work = stage(
        step("copy", "-9bd", responsible=["writer"], previous_ids=["draft"] if former else [], **copy),
        step("list", "-8bd", responsible=["writer", "checker"], evidence="screenshot"),
        gate={**made, "approvers": approvers or [{"role": "boss", "when": "never"}]},
    )
    people = {**NAMED, **case.get("people", {})}
    records = {"copy": "wim", "list": "cy", **case.get("progress", {})}
    found = plan(
        [work],
        people={role: person for role, person in people.items() if person},
        progress={id: _record(text) for id, text in records.items() if text},
        approvals=[_approval(text, "approved" if former else "sign-off") for text in case.get("approvals", ())],
        deviations=[
            {"step": id, "reason": "No time", **({"approved_by": by} if by else {})}
            for id, by in case.get("deviations", {}).items()
        ],
    )
    playbook = found.playbook if approvers else without(found.playbook, frozenset({"never"}))
    run = CampaignRun(found.playbook, playbook, frozenset(one["when"] for one in approvers if "when" in one))
    return replace(found, staff=replace(STAFF, solo=case.get("solo", False)), run=run)


def state_of(case: Mapping[str, Any]) -> GateState:
    return plan_of(case).gates["sign-off"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: Mapping[str, Any]) -> None:
    state = state_of(case)
    assert [missing_in_words(missing, title) for missing in state.missing] == case.get("missing", [])
    assert state.met == case.get("met", False)
    assert state.decided_on == (day(case["decided_on"]) if "decided_on" in case else None)
    assert [disregarded_in_words(one, title) for one in state.disregarded] == case.get("disregarded", [])
    assert list(state.conditions) == case.get("conditions", [])
    assert relaxed_in_words(state, title) == case.get("relaxed", "")


def test_every_case_says_one_thing_or_the_other() -> None:
    assert [case["case"] for case in CASES if bool(case.get("met")) == bool(case.get("missing"))] == []


def test_a_remedy_is_a_command_that_can_be_typed() -> None:
    state = state_of({"progress": {"copy": None, "list": "cy without proof"}, "people": {"boss": "wim"}})
    assert [remedy(one, "c1", state.gate) for one in state.missing] == [
        "mopsdocs progress c1 copy",
        "mopsdocs progress c1 list --evidence URL",
        "mopsdocs approve c1 sign-off --by PERSON --decision go",
        "mopsdocs approve c1 sign-off --by bo --decision go",
    ]


DECISIONS = st.sampled_from(["go", "go_with_conditions", "revise", "no_go"])
APPROVALS = st.lists(
    st.builds(lambda by, what, on: f"{by} {what} {on}", st.sampled_from(["ada", "bo", "eva", "wim", "zoe"]), DECISIONS,
              st.integers(1, 9)),
    max_size=8,
)  # fmt: skip
QUORUMS = st.sampled_from([{}, {"quorum": "all"}, {"quorum": "any"}, {"quorum": 1}, {"quorum": 2}])


@given(APPROVALS, QUORUMS)
def test_a_met_gate_has_its_quorum_of_newest_decisions(approvals: list[str], quorum: Fields) -> None:
    state = state_of({"approvals": approvals, "gate": quorum})
    by_day = sorted(approvals, key=lambda text: int(text.split()[2]))
    newest = {text.split()[0]: text.split()[1] for text in by_day}
    agreeing = {by for by, what in newest.items() if what.startswith("go")}
    assert {one.by: one.decision for one in state.decisions} == newest
    if state.met:
        assert state.decided_on is not None
        assert state.agreed >= state.needed > 0
        for seat in state.seats:
            assert not seat.agrees or (seat.decision is not None and seat.decision.by in agreeing - {"wim", "zoe"})
    assert state.met == (state.missing == ())


@given(APPROVALS, QUORUMS, st.sampled_from(["ada", "bo"]))
def test_a_later_objection_of_an_approver_always_stops(approvals: list[str], quorum: Fields, by: str) -> None:
    assert not state_of({"approvals": [*approvals, f"{by} no_go 10"], "gate": quorum}).met


@given(APPROVALS, QUORUMS)
def test_when_all_approvers_say_go_at_the_end_the_gate_is_met(approvals: list[str], quorum: Fields) -> None:
    state = state_of({"approvals": [*approvals, "eva go 10", "ada go 10", "bo go 10"], "gate": quorum})
    assert state.met
