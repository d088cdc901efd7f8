"""`mopsdocs progress` and `approve`: only the wanted lines of the campaign's file change, or nothing and a sentence."""

from __future__ import annotations

import datetime
import difflib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mopsdocs.cli.dates
from mopsdocs import atomic
from mopsdocs.campaigns.recording import with_approval, with_deviation, with_record, without_deviation, without_record
from mopsdocs.documents.loader import load
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, change, environment

ID = "20270310_webinar_consent_de"
CAMPAIGN = f"playbooks/campaigns/{ID}.yml"
WEBINAR = "playbooks/library/webinar.yml"
TEXT = (REPOSITORY / "tests/example" / CAMPAIGN).read_text(encoding="utf-8")
PROOF = "https://files.example.com/proof.png"


@pytest.fixture(autouse=True)
def _on_a_friday_in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mopsdocs.cli.dates, "today", lambda: datetime.date(2027, 3, 5))


def differences(before: bytes, after: bytes) -> list[str]:
    """The lines that went and came, in order."""
    found = difflib.ndiff(before.decode().split("\n"), after.decode().split("\n"))
    return [line for line in found if line[0] in "+-"]


class Desk:
    """Somebody who runs commands in a workspace and looks at what they did to the campaign's file."""

    def __init__(self, root: Path, call: Caller) -> None:
        self.root, self.call = root, call

    @property
    def data(self) -> bytes:
        return (self.root / CAMPAIGN).read_bytes()

    def did(self, *arguments: str) -> tuple[list[str], str]:
        """The lines that changed and what was said."""
        before = self.data
        done = self.call(self.root, *arguments)
        assert (done.code, done.err) == (0, "")
        return differences(before, self.data), done.out

    def refused(self, *arguments: str) -> str:
        before = self.data
        done = self.call(self.root, *arguments)
        assert (done.code, done.out, self.data) == (2, "", before)
        assert re.fullmatch(r"error: [^\n]+\nhint: [^\n]+\n", done.err)
        return done.err


@pytest.fixture
def desk(example: Path, call: Caller) -> Desk:
    return Desk(example, call)


# ---- progress --------------------------------------------------------------------------------------------------------


def test_a_step_is_done(desk: Desk) -> None:
    changed, said = desk.did("progress", ID, "pull-list")
    assert changed == ["+   pull-list:", "+     done_on: 2027-03-05", "+     by: ops-desk"]
    assert said == (
        "Recorded: “Pull the invitation list”, done on Fri 5 March 2027 by Operations desk.\n2 of 7 steps done.\n"
    )
    assert desk.call(desk.root, "validate").code == 0


def test_everything_that_can_be_said(desk: Desk) -> None:
    changed, said = desk.did(
        "progress", CAMPAIGN, "suppress-list", "--by=legal-desk", "--on=2027-02-19", f"--evidence={PROOF}",
        "--note=3 lists: partners, customers # and staff",
    )  # fmt: skip
    assert changed == [
        "+   suppress-list:", "+     done_on: 2027-02-19", "+     by: legal-desk", f"+     evidence: {PROOF}",
        '+     note: "3 lists: partners, customers # and staff"',
    ]  # fmt: skip
    assert said.startswith("Recorded: “Apply the suppression lists”, done on Fri 19 February 2027 by Legal desk.\n")


def test_several_steps_at_once_or_none(desk: Desk) -> None:
    changed, said = desk.did("progress", ID, "pull-list", "test-send", "pull-list")
    assert [line for line in changed if line.endswith(":")] == ["+   pull-list:", "+   test-send:"]
    assert said.count("Recorded") == 2
    assert "suppress-list" in desk.refused("progress", ID, "mail-recording", "supress-list")


def test_the_first_record_of_a_campaign_goes_where_the_schema_has_it(desk: Desk) -> None:
    record = TEXT[TEXT.index("progress:") : TEXT.index("approvals:")]
    change(desk.root, CAMPAIGN, (record, ""))
    changed, _ = desk.did("progress", ID, "pull-list")
    assert changed == ["+ progress:", "+   pull-list:", "+     done_on: 2027-03-05", "+     by: ops-desk"]
    assert desk.data.index(b"variables:") < desk.data.index(b"progress:") < desk.data.index(b"approvals:")
    assert desk.did("progress", ID, "pull-list", "--undo")[0] == [line.replace("+", "-", 1) for line in changed]


def test_windows_line_ends_comments_and_a_missing_line_end_stay(desk: Desk) -> None:
    text = TEXT.replace("progress:\n", "progress:   # by hand\n  # the brief\n").rstrip("\n").replace("\n", "\r\n")
    (desk.root / CAMPAIGN).write_bytes(text.encode())
    desk.did("progress", ID, "pull-list")
    assert desk.data.decode() == text.replace(
        "approvals:", "  pull-list:\r\n    done_on: 2027-03-05\r\n    by: ops-desk\r\napprovals:"
    )
    desk.did("progress", ID, "pull-list", "--undo")
    assert desk.data.decode() == text


def test_what_is_recorded_can_be_completed(desk: Desk) -> None:
    changed, _ = desk.did("progress", ID, "write-brief", "--note=Version 2")
    assert changed == ["+     note: Version 2"]
    changed, said = desk.did("progress", ID, "write-brief", "--by=legal-desk", "--on=2026-12-17")
    assert changed == [
        "-     done_on: 2026-12-18", "+     done_on: 2026-12-17", "-     by: ops-desk", "+     by: legal-desk"
    ]  # fmt: skip
    assert "done on Thu 17 December 2026 by Legal desk" in said
    changed, said = desk.did("progress", ID, "write-brief")
    assert (changed, said.split("\n")[0]) == (
        [], "“Write the campaign brief” is recorded already: done on Thu 17 December 2026 by Legal desk."
    )  # fmt: skip


def test_a_record_under_a_former_id_is_the_step_s(desk: Desk) -> None:
    change(
        desk.root, WEBINAR, ("id: write-brief", "id: draft-brief\n        previous_ids: [write-brief]"),
        ("[write-brief]\n        tools", "[draft-brief]\n        tools"),
    )  # fmt: skip
    assert desk.did("progress", ID, "draft-brief", "--note=x")[0] == ["+     note: x"]
    assert desk.call(desk.root, "validate").code == 0
    changed, said = desk.did("progress", ID, "draft-brief", "--undo")
    assert ("-   write-brief:" in changed, said.split("\n")[0]) == (True, "Taken back: the record of write-brief.")
    assert "No longer met: Brief approved (brief-approved).\n" in said


def test_a_launch_past_a_gate_is_recorded_with_a_warning(desk: Desk) -> None:
    _, said = desk.did("progress", ID, "send-invitations")
    assert said.endswith('Careful: "Go or no-go" is to be met before that, and is not.\n2 of 7 steps done.\n')
    assert "Careful" not in desk.did("progress", ID, "mail-recording")[1]


def test_undo(desk: Desk) -> None:
    desk.did("progress", ID, "pull-list")
    before = desk.data
    desk.did("progress", ID, "test-send", "--deviation=No such mail client any more")
    desk.did("progress", ID, "test-send")
    assert "record of test-send" in desk.did("progress", ID, "test-send", "--undo")[1]
    assert "deviation from test-send" in desk.did("progress", ID, "test-send", "--undo")[1]
    assert desk.data == before
    assert desk.refused("progress", ID, "test-send", "--undo").startswith(
        'error: Nothing is recorded about "test-send".'
    )


def test_a_comment_on_the_key_outlives_the_last_record(desk: Desk) -> None:
    change(desk.root, CAMPAIGN, ("progress:\n", "# by the campaign manager\nprogress:\n"))
    changed, _ = desk.did("progress", ID, "write-brief", "--undo")
    assert "# by the campaign manager\nprogress: {}\n" in desk.data.decode()
    assert "- # by the campaign manager" not in changed


def test_a_step_is_done_differently(desk: Desk) -> None:
    changed, said = desk.did("progress", ID, "test-send", "--deviation", "One client is left: see the note")
    assert changed == [
        "+ deviations:", "+   - step: test-send", '+     reason: "One client is left: see the note"',
        "+     approved_by: ops-desk",
    ]  # fmt: skip
    assert said == "Recorded: “Send a test to every mail client on the list” is done differently.\n2 of 7 steps done.\n"
    changed, _ = desk.did("progress", ID, "test-send", "--deviation=Two are left", "--by=review-desk")
    assert [line for line in changed if line.startswith("+")] == [
        '+     reason: "Two are left"', "+     approved_by: review-desk"
    ]  # fmt: skip
    assert desk.call(desk.root, "validate").code == 0


def test_quiet(desk: Desk) -> None:
    assert desk.did("--quiet", "progress", ID, "pull-list")[1] == ""
    assert desk.did("--quiet", "approve", ID, "go-no-go", "--by=legal-desk", "--decision=go")[1] == ""


def test_who_did_it(desk: Desk) -> None:
    change(desk.root, WEBINAR, ("responsible: [mops-specialist]", "responsible: [mops-specialist, qa-reviewer]"))
    assert desk.refused("progress", ID, "pull-list") == (
        'error: Who did "Pull the invitation list": Operations desk or Review desk?\n'
        "hint: Say --by ops-desk or --by review-desk.\n"
    )
    desk.did("progress", ID, "pull-list", "--by=review-desk")
    change(desk.root, CAMPAIGN, ("  mops-specialist: ops-desk\n  qa-reviewer: review-desk\n", ""))
    told = desk.refused("progress", ID, "mail-recording")
    assert "The campaign names nobody as Marketing operations specialist or QA reviewer." in told
    change(desk.root, CAMPAIGN, ("  campaign-manager: ops-desk\n", ""))
    assert "say --by PERSON" in desk.refused("progress", ID, "mail-recording", "--deviation=x")


REFUSED = {
    "unknown-step": (["supress-list"], 'webinar has no step "supress-list".', "Did you mean suppress-list?"),
    "far-off": (["zzzzzzzz"], 'webinar has no step "zzzzzzzz".', 'It has "write-brief", "pull-list"'),
    "title": (["Pull the invitation list"], "webinar has no step", "Did you mean pull-list?"),
    "gate": (["go-no-go"], '"go-no-go" is a gate, not a step.', f"mopsdocs approve {ID} go-no-go --by PERSON"),
    "stage": (["qa"], '"qa" is a stage, not a step.', 'Its steps are "test-send".'),
    "proof": (["suppress-list"], '"Apply the suppression lists" asks for a screenshot', "--evidence https://…"),
    "unknown-person": (["pull-list", "--by=ops-dsk"], 'There is no person "ops-dsk".', "Did you mean ops-desk?"),
    "name": (["pull-list", "--by=Review desk"], 'There is no person "Review desk".', "Did you mean review-desk?"),
    "stranger": (["pull-list", "--by=zzzz"], 'There is no person "zzzz".', "site_config/people.yml"),
    "future": (["pull-list", "--on=2027-03-06"], "Sat 6 March 2027 has not come yet", "for today"),
    "no-day": (["pull-list", "--on=2027-02-29"], "There is no day 2027-02-29.", "such as"),
    "no-date": (["pull-list", "--on=yesterday"], '"yesterday" is not a day.', "Write year, month and day"),
    "address": (["test-send", "--evidence=http://x.example"], "That would not be valid", "https"),
    "empty-note": (["pull-list", "--note="], "That would not be valid", ""),
    "empty-reason": (["pull-list", "--deviation= "], "A deviation needs a reason.", "Say why"),
    "undo-and-more": (["pull-list", "--undo", "--by=ops-desk"], "--undo takes back", "Leave out"),
    "deviation-and-more": (["pull-list", "--deviation=x", "--note=y"], "A deviation has a reason", "Give"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, desk: Desk) -> None:
    arguments, message, hint = REFUSED[case]
    told = desk.refused("progress", ID, *arguments)
    assert message in told.split("\n")[0]
    assert hint in told.split("\n")[1]


def test_a_step_that_left_the_playbook_and_one_that_a_condition_rules_out(desk: Desk) -> None:
    change(desk.root, CAMPAIGN, ("  write-brief:", "  old-step:"))
    assert desk.refused("progress", ID, "old-step", "--note=x") == (
        'error: The step "old-step" has left the playbook since it was recorded; the record stays as it is.\n'
        "hint: mopsdocs log webinar tells when. --undo removes the record.\n"
    )
    assert "-   old-step:" in desk.did("progress", ID, "old-step", "--undo")[0]
    change(desk.root, WEBINAR, ("effort: 2h", 'effort: 2h\n        when: topic == "leads"'))
    assert desk.refused("progress", ID, "mail-recording") == (
        'error: "Mail the recording" is no part of this campaign: topic == "leads" does not hold.\n'
        f"hint: If that is wrong, correct variables in {CAMPAIGN}.\n"
    )


def test_a_campaign_that_cannot_be_worked_on(desk: Desk) -> None:
    assert "Did you mean" in desk.refused("progress", ID[:-1], "pull-list")
    change(desk.root, CAMPAIGN, ("status: planned", "status: cancelled"))
    assert f"{ID} is cancelled." in desk.refused("progress", ID, "pull-list")
    assert f"{ID} is cancelled; nothing is decided there" in desk.refused(
        "approve", ID, "go-no-go", "--by=legal-desk", "--decision=go"
    )
    change(desk.root, CAMPAIGN, ("playbook: webinar", "playbook: webinars"))
    for command in (["progress", ID, "pull-list"], ["gate", ID]):
        assert "Did you mean webinar?" in desk.refused(*command)
    change(desk.root, CAMPAIGN, ("region: de", "region: 7"))
    assert "needs mending first" in desk.refused("progress", ID, "pull-list")


def test_two_people_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the file in an editor between the reading and the writing: theirs stays."""
    path, theirs = desk.root / CAMPAIGN, TEXT.replace("topic: consent", "topic: cookies").encode()
    prepare = atomic._Workbench.prepare  # the moment at which the new text goes to the disk

    def meanwhile(bench: atomic._Workbench, target: Path, wanted: atomic.Change) -> object:
        path.write_bytes(theirs)
        return prepare(bench, target, wanted)

    monkeypatch.setattr(atomic._Workbench, "prepare", meanwhile)
    done = desk.call(desk.root, "progress", ID, "pull-list")
    assert (done.code, done.out) == (2, "")
    assert "Something else has changed" in done.err
    assert path.read_bytes() == theirs


@pytest.mark.slow
def test_two_commands_at_once(example: Path) -> None:
    """Both wait for each other, so that both records are there."""
    program = [sys.executable, "-m", "mopsdocs", "progress", ID]
    steps = ["pull-list", "mail-recording", "send-invitations"]
    running = [
        subprocess.Popen([*program, step, "--on=2026-01-04"], cwd=example, env=environment(), stdout=subprocess.DEVNULL)
        for step in steps
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    recorded = load((example / CAMPAIGN).read_text(encoding="utf-8")).value["progress"]
    assert sorted(recorded) == sorted(["write-brief", *steps])


# ---- approve ---------------------------------------------------------------------------------------------------------


def everything_done(desk: Desk) -> None:
    """The work before the launch, by people who do not decide on it."""
    desk.did("progress", ID, "pull-list", "de-prove-consent", "--on=2027-02-19", f"--evidence={PROOF}")
    desk.did("progress", ID, "suppress-list", "test-send", "--by=ops-desk", f"--evidence={PROOF}")


def test_to_the_launch(desk: Desk) -> None:
    everything_done(desk)
    changed, said = desk.did("approve", ID, "go-no-go", "--by", "legal-desk", "--decision", "go")
    assert changed == [
        "+   - gate: go-no-go", "+     decision: go", "+     by: legal-desk", "+     on: 2027-03-05"
    ]  # fmt: skip
    assert said == (
        "Recorded: Legal desk decided “go” at “Go or no-go”.\nThe gate is not met yet:\n"
        "- The agreement of Marketing director (Review desk) is missing.\n"
        f"    mopsdocs approve {ID} go-no-go --by review-desk --decision go\n"
    )
    _, said = desk.did("approve", ID, "go-no-go", "--by", "review-desk", "--decision", "go")
    assert said == (
        "Recorded: Review desk decided “go” at “Go or no-go”.\nThe gate is met.\n"
        f"Everything is there: set status: launched in {CAMPAIGN}.\n"
    )
    change(desk.root, CAMPAIGN, ("status: planned", "status: launched"))
    assert desk.call(desk.root, "validate").code == 0
    desk.did("progress", ID, "test-send", "--undo")
    done = desk.call(desk.root, "validate", "--format=concise")
    assert (done.code, "[launched-without-go]" in done.out) == (1, True)


def test_the_last_piece_of_work_meets_a_gate_too(desk: Desk) -> None:
    everything_done(desk)
    desk.did("progress", ID, "test-send", "--undo")
    change(desk.root, WEBINAR, ("independent: true\n      due: -2bd", "due: -2bd"))
    for person in ("legal-desk", "review-desk"):
        desk.did("approve", ID, "go-no-go", f"--by={person}", "--decision=go")
    _, said = desk.did("progress", ID, "test-send")
    assert said.endswith(
        f"Met: Go or no-go (go-no-go).\n5 of 7 steps done.\nEverything is there: set status: launched in {CAMPAIGN}.\n"
    )


def test_conditions_reasons_and_a_day(desk: Desk) -> None:
    changed, _ = desk.did(
        "approve", ID, "go-no-go", "--by=legal-desk", "--decision=go-with-conditions",
        "--condition=Drop the partner list", "--condition=Name the sender", "--note=By phone", "--on=2027-03-04",
    )  # fmt: skip
    assert changed == [
        "+   - gate: go-no-go", "+     decision: go_with_conditions", "+     by: legal-desk", "+     on: 2027-03-04",
        "+     conditions:", "+       - Drop the partner list", "+       - Name the sender", "+     note: By phone",
    ]  # fmt: skip
    assert "Condition: Drop the partner list\n" in desk.call(desk.root, "gate", ID, "go-no-go").out


def test_the_first_approval_of_a_campaign_goes_where_the_schema_has_it(desk: Desk) -> None:
    change(desk.root, CAMPAIGN, (TEXT[TEXT.index("approvals:") :], "results:\n  - {metric: registrations, value: 3}\n"))
    desk.did("approve", ID, "brief-approved", "--by=review-desk", "--decision=go")
    assert desk.data.index(b"progress:") < desk.data.index(b"approvals:") < desk.data.index(b"results:")


NOT_APPROVED = {
    "unknown-gate": (["go-nogo"], "legal-desk", "go", 'webinar has no gate "go-nogo".', "Did you mean go-no-go?"),
    "step": (["pull-list"], "legal-desk", "go", 'webinar has no gate "pull-list".', 'It has "brief-approved"'),
    "unknown-person": (["go-no-go"], "legl-desk", "go", "There is no person", "Did you mean legal-desk?"),
    "no-approver": (
        ["go-no-go"], "ops-desk", "go", 'Operations desk is not among the approvers of "Go or no-go".',
        "Legal desk (--by legal-desk) may decide.",
    ),
    "own-work": (
        ["go-no-go"], "review-desk", "go", "Review desk cannot agree to work of their own",
        "Name somebody else as Marketing director under people",
    ),
    "no-such-decision": (["go-no-go"], "legal-desk", "yes", 'knows no decision "yes".', "Its answers are"),
    "no-condition": (["go-no-go"], "legal-desk", "go_with_conditions", "needs a condition", "Add --condition"),
    "condition": (["go-no-go", "--condition=x"], "legal-desk", "go", "Conditions come with", "go_with_conditions"),
    "empty-condition": (
        ["go-no-go", "--condition= "], "legal-desk", "go_with_conditions", "A condition is empty.", "Say what"
    ),
    "future": (["go-no-go", "--on=2027-04-01"], "legal-desk", "go", "has not come yet", "Give the day"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_APPROVED)
def test_not_approved(case: str, desk: Desk) -> None:
    arguments, by, decision, message, hint = NOT_APPROVED[case]
    told = desk.refused("approve", ID, *arguments, f"--by={by}", f"--decision={decision}")
    assert message in told.split("\n")[0]
    assert hint in told.split("\n")[1]


def test_an_answer_that_the_gate_does_not_have(desk: Desk) -> None:
    change(desk.root, WEBINAR, ("quorum: all", "quorum: all\n      decisions: [go, no_go]"))
    told = desk.refused("approve", ID, "go-no-go", "--by=legal-desk", "--decision=revise")
    assert told == 'error: "Go or no-go" does not allow "revise".\nhint: Its answers are go or no_go.\n'


def test_who_did_the_work_may_object(desk: Desk) -> None:
    changed, said = desk.did("approve", ID, "go-no-go", "--by=review-desk", "--decision=no-go", "--note=Wrong list")
    assert "+     decision: no_go" in changed
    assert "- Review desk decided “no-go” on 5 March 2027 (Wrong list). That stands until it is decided anew.\n" in said


def test_a_team_of_one(desk: Desk) -> None:
    change(desk.root, "site_config/workspace.yml", ("locale: en", "locale: en\nteam: solo"))
    everything_done(desk)
    desk.did("progress", ID, "test-send", "--by=review-desk")
    for person in ("legal-desk", "review-desk"):
        desk.did("approve", ID, "go-no-go", f"--by={person}", "--decision=go")
    done = desk.call(desk.root, "gate", ID)
    assert done.code == 0
    assert "Review desk agreed to work of their own. team: solo in site_config/workspace.yml allows that.\n" in done.out


# ---- laws ------------------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\u2028\u2029\ufeff"),
                min_size=1, max_size=30)  # fmt: skip
RECORD = TEXT[TEXT.index("progress:") : TEXT.index("approvals:")]
TEXTS = st.sampled_from(
    [
        TEXT,
        TEXT.replace(RECORD, ""),
        TEXT.replace("\n", "\r\n"),
        TEXT.rstrip("\n"),
        TEXT.replace(RECORD, "progress: {write-brief: {done_on: 2026-12-18, by: ops-desk}}\n"),
        TEXT.replace("approvals:", "  # one is missing\n\n# who said yes\napprovals:"),
        "# header\n---\n" + TEXT + "retrospective: |\n  Late.\n\n  Very.\n",
        TEXT[: TEXT.index("progress:")],
    ]
)
FIELDS = st.fixed_dictionaries(
    {"done_on": st.dates().map(str), "by": st.just("ops-desk")}, optional={"note": WORDS, "evidence": st.just(PROOF)}
)


@given(TEXTS, FIELDS)
def test_progress_and_undo_give_the_same_bytes(text: str, fields: dict[str, str]) -> None:
    there = with_record(text, "pull-list", fields)
    assert load(there).value["progress"]["pull-list"] == fields
    assert without_record(there, "pull-list") == text


@given(TEXTS, WORDS)
def test_a_deviation_and_undo_give_the_same_bytes(text: str, reason: str) -> None:
    there = with_deviation(text, "pull-list", {"reason": reason, "approved_by": "ops-desk"})
    assert without_deviation(there, "pull-list") == text


@given(TEXTS, st.lists(WORDS, max_size=3, unique=True), WORDS)
def test_an_approval_only_adds_lines(text: str, conditions: list[str], note: str) -> None:
    fields = {
        "gate": "g",
        "decision": "go",
        "by": "ops-desk",
        "on": "2027-03-05",
        "conditions": conditions,
        "note": note,
    }
    there = with_approval(text, fields)
    assert load(there).value["approvals"][-1] == fields
    before, after = text.splitlines(keepends=True), there.splitlines(keepends=True)
    kept = [line for line in difflib.ndiff(before, after) if line.startswith("- ")]
    assert [line.rstrip("\r\n") for line in kept] in ([], [f"- {before[-1]}"])
