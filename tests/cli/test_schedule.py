"""`mopsdocs schedule` in real workspaces: the table, the JSON, and every way in which there is no schedule."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import mopsdocs.cli.dates
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, change

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/schedule.json").read_bytes())
ID = "20270310_webinar_consent_de"
CAMPAIGN = f"playbooks/campaigns/{ID}.yml"
WEBINAR = "playbooks/library/webinar.yml"
DE = "site_config/regions/de.yml"


@pytest.fixture(autouse=True)
def _on_a_monday_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mopsdocs.cli.dates, "today", lambda: datetime.date(2026, 11, 23))


def found(root: Path, call: Caller, *arguments: str, code: int = 0) -> Any:
    done = call(root, "schedule", "--format=json", *(arguments or (ID,)))
    assert (done.code, done.err) == (code, "")
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMA)
    return value


def refused(root: Path, call: Caller, *arguments: str) -> str:
    done = call(root, "schedule", *arguments)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\nhint: [^\n]+\n", done.err)
    return done.err


TABLE = """\
Consent that converts  20270310_webinar_consent_de
Webinar 2.1.0 in Germany. Day 0 is Wed 10 March 2027 (Europe/Berlin).

Date             Due    What                                               Who                      Room
Tue  5 Jan 2027  -45bd  Write the campaign brief                           Operations desk          done Fri 18 Dec 2026
Tue 12 Jan 2027  -40bd  Gate: Brief approved                               Review desk              go Mon 21 Dec 2026
Tue 16 Feb 2027  -15bd  Pull the invitation list                           Operations desk          13 days, critical
Fri 19 Feb 2027  -12bd  Apply the suppression lists                        Review desk              10 days, critical
Fri 19 Feb 2027  -12bd  Prove prior consent for every contact on the list  Operations desk          10 days
Wed  3 Mar 2027  -4bd   Send a test to every mail client on the list       Review desk              2 days, critical
Fri  5 Mar 2027  -2bd   Gate: Go or no-go                                  Review desk, Legal desk  0 days, critical
Wed 10 Mar 2027  0d     Send the invitations                               Operations desk          0 days, critical
Fri 12 Mar 2027  +2bd   Mail the recording                                 Operations desk          0 days

Days that are not like others
Mon  8 Mar 2027  Women's Day

Critical path
Pull the invitation list → Apply the suppression lists → Send a test to every mail client on the list → \
Go or no-go → Send the invitations

Hours per role and week
Campaign manager                 2027-W01 4
Marketing operations specialist  2027-W07 3  2027-W10 2

No problems.
"""


def test_the_table(example: Path, call: Caller) -> None:
    done = call(example, "schedule", ID)
    assert (done.code, done.err) == (0, "")
    assert done.out == TABLE
    assert call(example, "schedule", CAMPAIGN).out == TABLE
    assert call(example, "--quiet", "schedule", ID).out == ""


def test_the_contract(example: Path, call: Caller) -> None:
    value = found(example, call)
    assert (value["version"], value["campaign"], value["anchor"], value["timezone"]) == (
        1,
        ID,
        "2027-03-10",
        "Europe/Berlin",
    )
    first = value["steps"][0]
    contract = ("id", "stage", "title", "due", "date", "rolled", "reason", "responsible", "people")
    assert {key: first[key] for key in contract} == {
        "id": "write-brief", "stage": "planning", "title": "Write the campaign brief", "due": "-45bd",
        "date": "2027-01-05", "rolled": False, "reason": None, "responsible": ["campaign-manager"],
        "people": ["ops-desk"],
    }  # fmt: skip
    assert value["problems"] == []
    assert "de-prove-consent" in [step["id"] for step in value["steps"]]


def test_what_if(example: Path, call: Caller) -> None:
    before = (example / CAMPAIGN).read_bytes()
    value = found(example, call, ID, "--anchor=2027-03-30")
    assert (value["anchor"], value["anchor_source"]) == ("2027-03-30", "option")
    assert next(step["date"] for step in value["steps"] if step["id"] == "test-send") == "2027-03-22"
    told = call(example, "schedule", ID, "--anchor", "2027-03-30").out
    assert "Day 0 is Tue 30 March 2027" in told
    assert "The campaign itself says Wed 10 March 2027; nothing was changed." in told
    assert (example / CAMPAIGN).read_bytes() == before


def test_the_first_feasible_day_0(example: Path, call: Caller) -> None:
    value = found(example, call, ID, "--earliest")
    assert (value["anchor"], value["anchor_source"]) == ("2026-12-14", "earliest")
    assert min(step["date"] for step in value["steps"] if step["done_on"] is None) == "2026-11-23"
    assert (
        "That is the first day 0 that leaves everybody enough time" in call(example, "schedule", ID, "--earliest").out
    )


def test_moved_dates_times_and_half_days_in_words(example: Path, call: Caller) -> None:
    change(
        example, DE, ("subdivision: BE}", "subdivision: BE, extra: [{date: 2027-03-09, title: Fair, half_day: true}]}")
    )
    change(example, CAMPAIGN, ("anchor_date: 2027-03-10", 'anchor_date: 2027-03-10\nanchor_time: "14:00"'))
    change(
        example,
        WEBINAR,
        ("due: -4bd", "due: -24h"),
        ("due: +2bd", "due: +3d"),
        ("due: -12bd\n        depends", "due: -4d\n        depends"),
    )
    change(
        example,
        WEBINAR,
        ("title: Mail the recording", "title: Mail the recording\n        recurs: weekly\n        when: audience > 5"),
    )
    done = call(example, "schedule", ID)
    assert "Day 0 is Wed 10 March 2027, 14:00 (Europe/Berlin).\n" in done.out
    assert "Tue  9 Mar 2027 14:00  -24h   Send a test" in done.out
    assert "    people work half of this day\n" in done.out
    assert "Fri  5 Mar 2027        -4d    Apply the suppression lists" in done.out
    assert "    moved: Sat 6 March 2027 is not a working day\n" in done.out
    notes = ("moved: Sat 13 March 2027 is not a working day", "only if audience > 5, which is not known yet", "weekly")
    assert "".join(f"    {note}\n" for note in notes) in done.out
    assert "Tue  9 Mar 2027  Fair, half day\n" in done.out
    assert 'error: "Go or no-go" is to be decided by Fri 5 March 2027, before "Send a test' in done.out
    assert done.out.endswith("1 error, 1 info.\n")
    assert done.code == 1


def test_an_overload_over_all_running_campaigns(example: Path, call: Caller) -> None:
    change(
        example,
        "site_config/people.yml",
        ("email: ops-desk@example.com", "email: ops-desk@example.com\n    capacity: 4h"),
    )
    text = (example / CAMPAIGN).read_text(encoding="utf-8")
    for status in ("running", "cancelled"):
        copy = text.replace(ID, f"other_{status}").replace("status: planned", f"status: {status}")
        (example / f"playbooks/campaigns/other_{status}.yml").write_text(copy, encoding="utf-8")
    value = found(example, call)
    (load,) = (one for one in value["load"] if one["id"] == "ops-desk" and one["week"] == "2027-W07")
    assert (load["hours"], load["capacity"], load["too_much"]) == (6.0, 4.0, 2.0)
    assert load["campaigns"] == [{"campaign": ID, "hours": 3.0}, {"campaign": "other_running", "hours": 3.0}]
    (problem,) = value["problems"]
    assert problem["message"] == "ops-desk has 6 hours of work in 2027-W07 and time for 4 hours."


def test_campaigns_that_cannot_be_counted_are_named(example: Path, call: Caller) -> None:
    text = (example / CAMPAIGN).read_text(encoding="utf-8")
    lost = text.replace(ID, "lost").replace("playbook: webinar", "playbook: webinars")
    (example / "playbooks/campaigns/lost.yml").write_text(lost, encoding="utf-8")
    (example / "playbooks/campaigns/broken.yml").write_text("kind: campaign\n", encoding="utf-8")
    (example / "playbooks/campaigns/unreadable.yml").write_text("a: [\n", encoding="utf-8")
    messages = {problem["message"] for problem in found(example, call)["problems"]}
    assert messages == {
        'The work of lost is not counted: lost runs the playbook "webinars", which there is not.',
        "The work of playbooks/campaigns/broken.yml is not counted: the file needs mending first.",
        "The work of playbooks/campaigns/unreadable.yml is not counted: the file needs mending first.",
    }


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            [ID, "--anchor", "2027-02-29"],
            "error: There is no day 2027-02-29.\nhint: Write a day of the calendar, such as",
        ),
        ([ID, "--anchor", "tomorrow"], 'error: "tomorrow" is not a day.\nhint: Write year, month and day, such as'),
        ([ID, "--anchor", "20270310"], 'error: "20270310" is not a day.'),
        (
            [ID, "--anchor", "2027-03-10", "--earliest"],
            "error: --anchor and --earliest are two answers to one question.",
        ),
        (["webinar"], f"error: playbooks/library/webinar.yml is not a campaign.\nhint: There are: {ID}."),
        (["20270310_webinar_consent"], 'error: There is no document "20270310_webinar_consent".'),
        ([""], "error: An empty name means no document."),
    ],
)
def test_what_is_no_campaign_and_no_day(example: Path, call: Caller, arguments: list[str], error: str) -> None:
    assert refused(example, call, *arguments).startswith(error)


@pytest.mark.parametrize(
    ("path", "old", "new", "error"),
    [
        (CAMPAIGN, "playbook: webinar", "playbook: webinary",
         f'error: {ID} runs the playbook "webinary", which there is not.\n'
         f"hint: Did you mean webinar? Correct playbook in {CAMPAIGN}."),
        (CAMPAIGN, "region: de", "region: xy",
         f'error: {ID} runs in the region "xy", which there is not.\nhint: Correct region in {CAMPAIGN}.'),
        (CAMPAIGN, "status: planned", "status: soon",
         f"error: {CAMPAIGN} needs mending first.\nhint: mopsdocs validate {CAMPAIGN} says what is wrong."),
        (CAMPAIGN, "anchor_date: 2027-03-10", "anchor_date: 2027-02-29", f"error: {CAMPAIGN} needs mending first."),
        (CAMPAIGN, "kind: campaign", "kind: [campaign", f"error: {CAMPAIGN} needs mending first."),
        (DE, "workweek: [mon, tue, wed, thu, fri]", "workweek: []", f"error: {DE} needs mending first."),
        (WEBINAR, "due: -15bd", "due: soon", f"error: {WEBINAR} needs mending first."),
        (WEBINAR, "kind: playbook", "kind: [playbook", f"error: {WEBINAR} needs mending first."),
        ("site_config/people.yml", "kind: people", "kind: 7", "error: site_config/people.yml needs mending first."),
    ],
)  # fmt: skip
def test_what_it_needs_is_not_there(example: Path, call: Caller, path: str, old: str, new: str, error: str) -> None:
    change(example, path, (old, new))
    assert refused(example, call, path if path == CAMPAIGN else ID).startswith(error)


def test_no_day_0_is_feasible(example: Path, call: Caller) -> None:
    change(example, WEBINAR, ("due: -15bd", "due: -9000bd"))
    assert refused(example, call, ID, "--earliest").startswith(
        "error: No day 0 in the next five years leaves enough time"
    )


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("2027-03-26", ["anchor-off"]),
        ("2026-11-02", ["overdue"]),
        ("2028-02-29", []),
        ("2444-02-29", ["year-outside"]),
        ("0001-01-01", ["overdue", "no-date", "year-outside"]),
        ("9999-12-31", ["no-date", "year-outside"]),
    ],
)
def test_odd_anchors(example: Path, call: Caller, anchor: str, expected: list[str]) -> None:
    value = found(example, call, ID, f"--anchor={anchor}", code=int("no-date" in expected))
    assert list(dict.fromkeys(problem["id"] for problem in value["problems"])) == expected


def test_unknown_people_and_a_step_that_left(example: Path, call: Caller) -> None:
    change(
        example, CAMPAIGN, ("mops-specialist: ops-desk", "mops-specialist: opsdesk"), ("write-brief:", "written-brief:")
    )
    value = found(example, call, code=1)
    assert {problem["id"] for problem in value["problems"]} == {"person-unknown", "step-gone"}
    assert next(step["people"] for step in value["steps"] if step["id"] == "pull-list") == ["opsdesk"]


def test_a_regional_copy_is_what_the_campaign_runs(example: Path, call: Caller) -> None:
    assert call(example, "clone", "webinar", "--region=de").code == 0
    change(example, "playbooks/regions/de/webinar.yml", ("due: -15bd", "due: -16bd"))
    value = found(example, call)
    assert next(step["due"] for step in value["steps"] if step["id"] == "pull-list") == "-16bd"
    assert [step["id"] for step in value["steps"]].count("de-prove-consent") == 1


def test_what_people_typed_is_shown_and_not_obeyed(example: Path, call: Caller) -> None:
    change(example, CAMPAIGN, ("title: Consent that converts", 'title: "a\\e[31m b\\n"'))
    change(example, WEBINAR, ("title: Pull the invitation list", 'title: "c\\e]0;d"'))
    out = call(example, "schedule", ID).out
    assert "\x1b" not in out
    assert "a\\x1b[31m b\\n  2027" in out


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def sized(root: Path, size: int | None) -> None:
    """The webinar with a test for large audiences only, and a campaign with an audience of that size."""
    declared = "    required: true\n  - {id: audience_size, title: Audience size, type: integer}\n"
    asked = ("title: Send a test", "when: audience_size >= 5000\n        title: Send a test")
    change(root, WEBINAR, ("    required: true\n", declared), asked)
    if size is not None:
        change(root, CAMPAIGN, ("  topic: consent\n", f"  topic: consent\n  audience_size: {size}\n"))


def test_what_a_condition_rules_out_is_not_scheduled(example: Path, call: Caller) -> None:
    sized(example, 4_999)
    made = found(example, call)
    (left_out,) = made["left_out"]
    assert left_out["when"] == "audience_size >= 5000"
    assert left_out["id"] not in [step["id"] for step in made["steps"]]
    shown = call(example, "schedule", ID).out
    assert re.search(r"\nNot part of this campaign\nSend a test.*  only if audience_size >= 5000\n", shown)


def test_what_holds_is_scheduled_without_a_word(example: Path, call: Caller) -> None:
    sized(example, 5_000)
    made = found(example, call)
    assert made["left_out"] == []
    assert [step["id"] for step in made["steps"] if step["when"] and step["undecided"]] == []
    assert "only if" not in call(example, "schedule", ID).out


def test_what_is_not_known_yet_is_scheduled_and_asked_for(example: Path, call: Caller) -> None:
    sized(example, None)
    made = found(example, call)
    assert [step["when"] for step in made["steps"] if step["undecided"]] == ["audience_size >= 5000"]
    (problem,) = (problem for problem in made["problems"] if problem["id"] == "undecided")
    assert problem["level"] == "info"
    assert problem["hint"] == f"Say under variables in {CAMPAIGN}: audience_size."


def test_a_record_of_what_does_not_apply_is_told(example: Path, call: Caller) -> None:
    sized(example, 10)
    (step,) = found(example, call)["left_out"]
    change(example, CAMPAIGN, ("progress:\n", f"progress:\n  {step['id']}: {{done_on: 2026-11-20, by: ops-desk}}\n"))
    problems = {problem["id"]: problem for problem in found(example, call)["problems"]}
    assert "step-gone" not in problems
    assert step["title"] in problems["step-does-not-apply"]["message"]


def test_a_gate_that_nobody_decides_is_an_error(example: Path, call: Caller) -> None:
    sized(example, 10)
    large = "          when: audience_size > 99\n"
    change(
        example,
        WEBINAR,
        ("marketing-director\n        - role: p", f"marketing-director\n{large}        - role: p"),
        ('          when: region.consent.b2b == "opt-in"\n', large),
    )
    problems = found(example, call, code=1)["problems"]
    assert "nobody-decides" in [problem["id"] for problem in problems]
