"""`mopsdocs gate` and `mopsdocs campaigns` in real workspaces: text, JSON and exit codes."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import mopsdocs.cli.dates
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, change
from tests.cli.test_progress import CAMPAIGN, ID, PROOF, WEBINAR

SCHEMAS = {
    name: json.loads((REPOSITORY / f"mopsdocs/reporters/schemas/{name}.json").read_bytes())
    for name in ("gate", "campaigns")
}


@pytest.fixture(autouse=True)
def _on_a_friday_in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mopsdocs.cli.dates, "today", lambda: datetime.date(2027, 3, 5))


def found(root: Path, call: Caller, *arguments: str, code: int = 0) -> Any:
    done = call(root, *arguments, "--format=json")
    assert (done.code, done.err) == (code, "")
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMAS[arguments[0]])
    return value


GATES = f"""\
Consent that converts  {ID}

Brief approved (brief-approved): met
Review desk decided “go” on 21 December 2026.
Decided on 21 December 2026.

Go or no-go (go-no-go): not met
Legal desk decided “go with conditions” on 5 March 2027.
Condition: Drop the partner list
Missing: 4 things.
- "Pull the invitation list" is not done.
    mopsdocs progress {ID} pull-list
- "Apply the suppression lists" is done, but its proof is missing: a screenshot.
    mopsdocs progress {ID} suppress-list --evidence URL
- "Prove prior consent for every contact on the list" is not done.
    mopsdocs progress {ID} de-prove-consent
- The agreement of Marketing director (Review desk) is missing.
    mopsdocs approve {ID} go-no-go --by review-desk --decision go
"""


def some_work(root: Path, call: Caller) -> None:
    record = "  suppress-list: {done_on: 2027-02-19, by: ops-desk}\n  test-send: {done_on: 2027-03-03, by: ops-desk}\n"
    change(root, CAMPAIGN, ("approvals:\n", f"{record}approvals:\n"))
    call(root, "approve", ID, "go-no-go", "--by=legal-desk", "--decision=go_with_conditions",
         "--condition=Drop the partner list")  # fmt: skip


def test_what_is_missing(example: Path, call: Caller) -> None:
    some_work(example, call)
    before = (example / CAMPAIGN).read_bytes()
    done = call(example, "gate", ID)
    assert (done.code, done.err) == (1, "")
    assert done.out == GATES
    assert call(example, "--quiet", "gate", CAMPAIGN).out == GATES
    assert (example / CAMPAIGN).read_bytes() == before


def test_one_gate(example: Path, call: Caller) -> None:
    done = call(example, "gate", ID, "brief-approved")
    assert (done.code, "Brief approved (brief-approved): met\n" in done.out) == (0, True)
    assert call(example, "--quiet", "gate", ID, "brief-approved").out == ""
    told = call(example, "gate", ID, "brief-aproved")
    assert (told.code, told.err.split("\n")[1]) == (2, "hint: Did you mean brief-approved?")


def test_gates_as_json(example: Path, call: Caller) -> None:
    some_work(example, call)
    value = found(example, call, "gate", ID, code=1)
    assert (value["campaign"], value["met"], value["ready_to_launch"]) == (ID, False, False)
    brief, go = value["gates"]
    assert (brief["met"], brief["decided_on"], brief["missing"]) == (True, "2026-12-21", [])
    assert [(one["kind"], one["step"], one["roles"]) for one in go["missing"]] == [
        ("step", "pull-list", []), ("proof", "suppress-list", []), ("step", "de-prove-consent", []),
        ("approver", None, ["marketing-director"]),
    ]  # fmt: skip
    director, counsel = go["approvers"]
    assert (director["people"], director["barred"], director["decision"]) == (["review-desk"], [], None)
    assert (counsel["decision"], counsel["decided_by"], counsel["decided_as"]) == (
        "go_with_conditions", "legal-desk", "holder"
    )  # fmt: skip
    assert (go["needed"], go["agreed"], go["conditions"]) == (2, 1, ["Drop the partner list"])


def test_a_decision_that_does_not_count_is_shown(example: Path, call: Caller) -> None:
    change(example, CAMPAIGN, ("    by: review-desk\n    on: 2026-12-21", "    by: legal-desk\n    on: 2026-12-21"))
    told = call(example, "gate", ID, "brief-approved").out
    assert (
        "Legal desk decided “go” on 21 December 2026, which does not count: the gate does not ask that person." in told
    )
    (gate,) = found(example, call, "gate", ID, "brief-approved", code=1)["gates"]
    assert [(one["by"], one["counts"], bool(one["reason"])) for one in gate["decisions"]] == [
        ("legal-desk", False, True)
    ]


def test_a_campaign_without_gates(example: Path, call: Caller) -> None:
    text = (example / WEBINAR).read_text(encoding="utf-8")
    for start, end in (
        ("    gate:\n      id: brief", "\n  # ----"),
        ("    gate:\n      id: go-no-go", "  - id: launch\n"),
    ):
        text = text[: text.index(start)] + text[text.index(end) :]
    (example / WEBINAR).write_text(text, encoding="utf-8")
    change(
        example,
        CAMPAIGN,
        ("approvals:\n  - gate: brief-approved\n    decision: go\n    by: review-desk\n    on: 2026-12-21\n", ""),
    )
    done = call(example, "gate", ID)
    assert (done.code, "The playbook of this campaign has no gates.\n" in done.out) == (0, True)
    assert "It has no gates at all." in call(example, "gate", ID, "x").err


def test_the_schedule_says_the_same(example: Path, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """One go of two is no decision; a decision before the work is done leaves the gate unmet, and the table says so."""
    monkeypatch.setattr(mopsdocs.cli.dates, "today", lambda: datetime.date(2027, 3, 5))
    change(example, WEBINAR, ("independent: true\n      due: -2bd", "due: -2bd"))
    call(example, "approve", ID, "go-no-go", "--by=legal-desk", "--decision=go")
    table = call(example, "schedule", ID).out
    assert "Gate: Go or no-go" in table
    assert "go Fri  5 Mar 2027" not in table
    call(example, "approve", ID, "go-no-go", "--by=review-desk", "--decision=go")
    table = call(example, "schedule", ID).out
    assert "go Fri  5 Mar 2027\n    not met: 4 things still missing, which mopsdocs gate lists\n" in table


# ---- all campaigns ---------------------------------------------------------------------------------------------------


def test_all_campaigns(example: Path, call: Caller) -> None:
    some_work(example, call)
    done = call(example, "campaigns")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == f"""\
Campaign                     Region   Day 0            Status   Done  Late  Soon  Blocked  Next gate
{ID}  Germany  Wed 10 Mar 2027  planned  3/7   2     2     2        Go or no-go

Consent that converts
Late: Tue 16 Feb 2027  Pull the invitation list (Operations desk)
Late: Fri 19 Feb 2027  Prove prior consent for every contact on the list (Operations desk)
Due soon: Wed 10 Mar 2027  Send the invitations (Operations desk)
    waits for the gate "Go or no-go"
Due soon: Fri 12 Mar 2027  Mail the recording (Operations desk)
    waits for the gate "Go or no-go"
Proof missing for 1 step: "Apply the suppression lists"
"""
    )
    assert call(example, "--quiet", "campaigns").out == ""


def another(root: Path, id: str, *pairs: tuple[str, str]) -> None:
    path = f"playbooks/campaigns/{id}.yml"
    shutil.copy(root / CAMPAIGN, root / path)
    change(root, path, (f"id: {ID}", f"id: {id}"), *pairs)


def test_the_order_what_is_over_and_what_cannot_be_looked_at(example: Path, call: Caller) -> None:
    another(example, "over", ("status: planned", "status: completed\nresults: [{metric: registrations, value: 230}]"))
    another(example, "live", ("status: planned", "status: launched"), ("2027-03-10", "2027-03-08"))
    another(example, "waiting", ("status: planned", "status: on_hold"))
    another(example, "sooner", ("anchor_date: 2027-03-10", "anchor_date: 2027-03-09"))
    another(example, "gone", ("playbook: webinar", "playbook: webinars"))
    another(example, "broken", ("region: de", "region: 7"))
    value = found(example, call, "campaigns")
    assert [one["id"] for one in value["campaigns"]] == ["live", "sooner", ID, "waiting", "over"]
    assert [one["campaign"] for one in value["left_out"]] == ["gone", "playbooks/campaigns/broken.yml"]
    by_id = {one["id"]: one for one in value["campaigns"]}
    assert by_id["over"]["results"] == [
        {"metric": "registrations", "kpi": True, "target": 200, "value": 230, "on": None, "outcome": "not-comparable"}
    ]
    assert [one["outcome"] for one in by_id["live"]["results"]] == ["not-measured"]
    assert by_id[ID]["results"] == []
    assert (by_id["waiting"]["steps"]["resting"], by_id["waiting"]["late"]) == (6, [])
    assert [one["id"] for one in by_id[ID]["blocked"]] == [one["id"] for one in value["campaigns"][1]["blocked"]]
    told = call(example, "campaigns").out
    assert 'Not shown: gone runs the playbook "webinars", which there is not. Did you mean webinar?' in told
    assert "mopsdocs validate playbooks/campaigns/broken.yml says what is wrong." in told


def test_one_region(example: Path, call: Caller) -> None:
    assert [one["id"] for one in found(example, call, "campaigns", "--region=de")["campaigns"]] == [ID]
    told = call(example, "campaigns", "--region=germany")
    assert (told.code, told.err) == (2, 'error: There is no region "germany".\nhint: Did you mean de?\n')


def test_no_campaigns(example: Path, call: Caller) -> None:
    (example / CAMPAIGN).unlink()
    assert call(example, "campaigns").out == "There are no campaigns.\n"
    assert found(example, call, "campaigns")["campaigns"] == []


def test_proof_makes_a_gate_met(example: Path, call: Caller) -> None:
    some_work(example, call)
    call(example, "progress", ID, "pull-list", "--on=2027-02-16")
    call(example, "progress", ID, "de-prove-consent", "suppress-list", "--evidence", PROOF)
    call(example, "approve", ID, "go-no-go", "--by=review-desk", "--decision=go")
    done = call(example, "gate", ID)
    assert (done.code, done.out.endswith(f"Everything is there: set status: launched in {CAMPAIGN}.\n")) == (0, True)
    assert found(example, call, "gate", ID)["ready_to_launch"]
