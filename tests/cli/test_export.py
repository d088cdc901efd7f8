"""`mopsdocs export` in real workspaces: what comes out and where, quarters of regions, and every refusal."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

import mopsdocs.cli.export
from mopsdocs.campaigns.exports import asana, clickup, jira, monday, spreadsheet
from mopsdocs.git import Repository
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, Done, change
from tests.cli.programs import mopsdocs as program
from tests.repositories import Checkout, isolate

ID = "20270310_webinar_consent_de"
CAMPAIGN = f"playbooks/campaigns/{ID}.yml"
WEBINAR = "playbooks/library/webinar.yml"
GOLDEN = REPOSITORY / "tests/campaigns/exports/golden"
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
HEADERS = {
    "csv": spreadsheet.COLUMNS,
    "asana": asana.COLUMNS,
    "jira": (*jira.COLUMNS, jira.LINK, jira.LINK),
    "clickup": clickup.COLUMNS,
    "monday": monday.COLUMNS,
}


@pytest.fixture(autouse=True)
def _in_february(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    monkeypatch.setattr(mopsdocs.cli.export, "_now", lambda: NOW)


def another(root: Path, id: str, *pairs: tuple[str, str]) -> None:
    """A second campaign like the first."""
    path = f"playbooks/campaigns/{id}.yml"
    (root / path).write_text((root / CAMPAIGN).read_text(encoding="utf-8").replace(ID, id), encoding="utf-8")
    change(root, path, *pairs)


def table(done: Done) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(done.out.removeprefix("\ufeff"), newline=""), strict=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def campaigns(done: Done) -> set[str]:
    return {row["Campaign"] for row in table(done)}


def events(done: Done) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(done.out)
    assert isinstance(calendar, icalendar.Calendar)
    return {str(event["UID"]): event for event in calendar.events}


def refused(root: Path, call: Caller, *arguments: str) -> str:
    done = call(root, "export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\n(hint: [^\n]+\n)?", done.err)
    return done.err


@pytest.mark.parametrize("target", HEADERS)
def test_tables(example: Path, call: Caller, target: str) -> None:
    done = call(example, "export", ID, "--to", target)
    assert (done.code, done.err) == (0, "")
    assert done.out.encode("utf-8") == (GOLDEN / f"{target}.csv").read_bytes()
    header = next(csv.reader([done.out.removeprefix("\ufeff").partition("\r\n")[0]]))
    assert tuple(header) == HEADERS[target]


@pytest.mark.parametrize("target", HEADERS)
def test_the_guide_names_every_column(target: str) -> None:
    guide = (REPOSITORY / "site_config/pages/guides/exports.md").read_text(encoding="utf-8")
    section = guide.partition(f"{{#{target}}}")[2].partition("\n## ")[0]
    named = [name for line in re.findall(r"^\| (.+?) \| ", section, re.MULTILINE) for name in line.split(", ")]
    assert [name for name in named if name not in ("Column", "---")] == list(dict.fromkeys(HEADERS[target]))


def test_the_same_bytes_to_a_file_and_to_a_pipe(example: Path, call: Caller) -> None:
    piped = program(example, "export", ID, "--to", "asana")
    assert piped.out.count("\r\n") == 10
    done = call(example, "export", ID, "--to", "asana", "--output", "out.csv")
    assert (done.code, done.out, done.err) == (0, "out.csv has 1 campaign.\n", "")
    assert (example / "out.csv").read_bytes() == piped.out.encode("utf-8")
    assert call(example, "--quiet", "export", CAMPAIGN, "--to=asana", "--output=again.csv").out == ""
    assert (example / "again.csv").read_bytes() == (example / "out.csv").read_bytes()
    assert call(example, "export", ID, "--to=asana", "--output=-").out == piped.out


def test_no_document_changes_and_a_file_is_replaced_whole(example: Path, call: Caller) -> None:
    before = {path: path.read_bytes() for path in example.rglob("*.yml")}
    (example / "out.ics").write_text("old", encoding="utf-8")
    assert call(example, "export", ID, "--to=ics", "--output=out.ics").code == 0
    assert (example / "out.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")
    assert {path: path.read_bytes() for path in example.rglob("*.yml")} == before
    kept = (example / "out.ics").read_bytes()
    assert "is a folder" in refused(example, call, ID, "--to=csv", "--output=playbooks")
    assert "there is no folder" in refused(example, call, ID, "--to=csv", "--output=nowhere/out.csv")
    change(example, CAMPAIGN, ("region: de", "region: xy"))
    refused(example, call, ID, "--to=ics", "--output=out.ics")
    assert (example / "out.ics").read_bytes() == kept


def test_a_calendar_of_one_commit_is_always_the_same(example: Path, call: Caller) -> None:
    checkout = Checkout(example)
    checkout.git("init", "--quiet")
    assert b"20270201T120000Z" in call(example, "export", ID, "--to=ics").out.encode()
    dates = {"GIT_COMMITTER_DATE": "2026-12-01T10:00:00+01:00"}
    checkout.git("add", "--all")
    checkout.git("commit", "--quiet", "--message=first", **dates)
    first = call(example, "export", ID, "--to=ics")
    checkout.write("notes.txt")
    checkout.write("playbooks/notes.txt")
    assert call(example, "export", ID, "--to=ics").out == first.out
    assert "DTSTAMP:20261201T090000Z\r\n" in first.out
    change(example, CAMPAIGN, ("anchor_date: 2027-03-10", "anchor_date: 2027-03-17"))
    edited = call(example, "export", ID, "--to=ics")
    checkout.git("commit", "--quiet", "--all", "--message=move", GIT_COMMITTER_DATE="2027-02-02T08:00:00Z")
    moved = call(example, "export", ID, "--to=ics")
    assert [{event["SEQUENCE"] for event in events(done).values()} for done in (first, edited, moved)] == [
        {218278800}, {223646400}, {223718400}
    ]  # fmt: skip
    assert events(first).keys() == events(edited).keys() == events(moved).keys()
    launch = f"event/{ID}/step/send-invitations@campaigns.mopsdocs"
    assert [events(done)[launch]["DTSTART"].dt.isoformat() for done in (first, edited, moved)] == [
        "2027-03-10", "2027-03-17", "2027-03-17"
    ]  # fmt: skip


def test_when_a_repository_changed(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    checkout.git("init", "--quiet")
    repository = Repository.around(tmp_path)
    assert repository is not None
    assert repository.changed_at() is None
    checkout.git("commit", "--quiet", "--allow-empty", "-m=x", GIT_COMMITTER_DATE="2026-12-01T10:00:00+01:00")
    assert repository.changed_at() == datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)


def test_a_region_has_its_quarter(example: Path, call: Caller) -> None:
    another(example, "later", ("anchor_date: 2027-03-10", "anchor_date: 2027-09-15"))
    another(example, "elsewhere", ("region: de", "region: sa"))
    assert campaigns(call(example, "export", "--all", "--region=de", "--to=csv")) == {ID}
    assert campaigns(call(example, "export", "--all", "--to=csv")) == {ID, "elsewhere"}
    assert campaigns(call(example, "export", "--all", "--to=csv", "--quarter=2027-Q3")) == {"later"}
    assert campaigns(call(example, "export", "--all", "--to=csv", "--quarter=2027q3")) == {"later"}
    done = call(example, "export", "--all", "--to=ics", "--region=de")
    assert "X-WR-CALNAME:Northwind marketing operations\\, Germany\r\n" in done.out
    both = call(example, "export", "--all", "--to=asana", "--output=o.csv")
    assert both.out == "o.csv has 2 campaigns.\n"
    rows = csv.DictReader(io.StringIO((example / "o.csv").read_text(encoding="utf-8")))
    assert {row["Section"].partition(": ")[0] for row in rows} == {"Consent that converts"}
    assert "error: Nothing in de is due in 2028-Q1." in refused(
        example, call, "--all", "--to=csv", "--region=de", "--quarter=2028-Q1"
    )


def test_names_are_the_same_alone_and_among_others(example: Path, call: Caller) -> None:
    another(example, "other")
    alone = [row["Name"] for row in table(call(example, "export", ID, "--to=monday"))]
    among = [row["Name"] for row in table(call(example, "export", "--all", "--to=monday"))]
    assert len(among) == len(set(among)) == 2 * len(alone)
    assert set(alone) < set(among)


def test_a_cancelled_campaign(example: Path, call: Caller) -> None:
    change(example, CAMPAIGN, ("status: planned", "status: cancelled"))
    another(example, "other", ("status: cancelled", "status: on_hold"))
    found = events(call(example, "export", ID, "--to=ics"))
    assert {str(event["STATUS"]) for uid, event in found.items() if "brief" not in uid} == {"CANCELLED"}
    assert {row["Status"] for row in table(call(example, "export", ID, "--to=clickup"))} == {"Cancelled", "Done"}
    assert campaigns(call(example, "export", "--all", "--to=csv")) == {ID, "other"}
    assert len(events(call(example, "export", "--all", "--to=ics"))) == 2 * len(found)
    monday_rows = table(call(example, "export", "--all", "--to=monday"))
    assert {row["Code"].partition("/")[0] for row in monday_rows} == {"other"}


def test_what_cannot_be_exported_is_named(example: Path, call: Caller) -> None:
    another(example, "lost", ("playbook: webinar", "playbook: webinars"))
    another(example, "faulty", ("status: planned", "status: soon"))
    another(example, "elsewhere", ("region: de", "region: sa"), ("status: planned", "status: soon"))
    (example / "playbooks/campaigns/torn.yml").write_text("a: [\n", encoding="utf-8")
    (example / "playbooks/campaigns/nowhere.yml").write_text("kind: campaign\n", encoding="utf-8")
    done = call(example, "export", "--all", "--region=de", "--to=csv")
    assert done.code == 1
    assert campaigns(done) == {ID}
    assert done.err == (
        "error: playbooks/campaigns/faulty.yml is left out: it needs mending first.\n"
        "hint: mopsdocs validate playbooks/campaigns/faulty.yml says what is wrong.\n"
        "error: playbooks/campaigns/nowhere.yml is left out: it needs mending first.\n"
        "hint: mopsdocs validate playbooks/campaigns/nowhere.yml says what is wrong.\n"
        "error: playbooks/campaigns/torn.yml is left out: it needs mending first.\n"
        "hint: mopsdocs validate playbooks/campaigns/torn.yml says what is wrong.\n"
        'error: playbooks/campaigns/lost.yml is left out: lost runs the playbook "webinars", which there is not.\n'
        "hint: Did you mean webinar? Correct playbook in playbooks/campaigns/lost.yml.\n"
    )


def test_a_broken_region_keeps_its_campaigns_from_coming_out(example: Path, call: Caller) -> None:
    another(example, "elsewhere", ("region: de", "region: sa"))
    change(example, "site_config/regions/sa.yml", ("kind: region", "kind: region\nodd: 1"))
    done = call(example, "export", "--all", "--to=csv")
    assert (done.code, campaigns(done)) == (1, {ID})
    assert done.err.startswith("error: playbooks/campaigns/elsewhere.yml is left out: site_config/regions/sa.yml needs")


def test_conditions(example: Path, call: Caller) -> None:
    declared = "    required: true\n  - {id: audience_size, title: Audience size, type: integer}\n"
    asked = ("title: Send a test", "when: audience_size >= 5000\n        title: Send a test")
    change(example, WEBINAR, ("    required: true\n", declared), asked)
    undecided = {row["Id"]: row for row in table(call(example, "export", ID, "--to=csv"))}
    assert undecided["test-send"]["Undecided"] == "yes"
    assert undecided["test-send"]["Notes"] == "Only if audience_size >= 5000, which is not known yet."
    tentative = [
        uid for uid, one in events(call(example, "export", ID, "--to=ics")).items() if one["STATUS"] == "TENTATIVE"
    ]
    assert tentative == [f"event/{ID}/step/test-send@campaigns.mopsdocs"]
    change(example, CAMPAIGN, ("  topic: consent\n", "  topic: consent\n  audience_size: 10\n"))
    assert undecided.keys() - {row["Id"] for row in table(call(example, "export", ID, "--to=csv"))} == {"test-send"}
    assert "test-send" not in call(example, "export", ID, "--to=ics").out


def test_pages_of_the_site(example: Path, call: Caller) -> None:
    change(example, "site_config/workspace.yml", ("locale: en", "locale: en\nsite_url: https://mops.example.com/x/"))
    links = {row["Id"]: row["Link"] for row in table(call(example, "export", ID, "--to=csv"))}
    assert links["pull-list"] == "https://mops.example.com/x/playbooks/webinar/#step-pull-list"
    assert links["go-no-go"] == "https://mops.example.com/x/playbooks/webinar/#gate-go-no-go"
    assert links["de-prove-consent"] == "https://mops.example.com/x/regions/de/#step-de-prove-consent"
    assert call(example, "build", "--site-dir", "out").code == 0
    for link in links.values():
        page, _, fragment = link.removeprefix("https://mops.example.com/x/").partition("#")
        assert f'id="{fragment}"' in (example / "out" / page / "index.html").read_text(encoding="utf-8")
    assert call(example, "clone", "webinar", "--region=de").code == 0
    rows = table(call(example, "export", ID, "--to=csv"))
    assert {row["Link"].partition("#")[0] for row in rows} == {"https://mops.example.com/x/playbooks/webinar/de/"}


def test_too_many_rows(example: Path, call: Caller) -> None:
    steps = "".join(
        f"      - {{id: d{number}, title: Look at it, kind: check, severity: info, responsible: [qa-reviewer], "
        f"accountable: campaign-manager, due: +1d, recurs: daily}}\n"
        for number in range(17)
    )
    change(
        example,
        WEBINAR,
        ("      - id: mail-recording\n", f"{steps}      - id: mail-recording\n"),
        ("due: +2bd", "due: +1500d"),
    )
    error = refused(example, call, ID, "--to=clickup")
    assert re.match(
        r"error: ClickUp reads at most 10,000 rows at once, and this would be 1\d,\d{3} rows\.\nhint: Ex", error
    )
    assert refused(example, call, ID, "--to=monday").startswith("error: monday.com reads at most 10,000 rows")
    assert len(table(call(example, "export", ID, "--to=csv"))) > 10_000


def test_nothing_has_a_day(example: Path, call: Caller) -> None:
    text = (example / WEBINAR).read_text(encoding="utf-8")
    (example / WEBINAR).write_text(re.sub(r"due: \S+", "due: +99999bd", text), encoding="utf-8")
    change(example, "site_config/regions/de.yml", ("due: -12bd", "due: +99999bd"))
    assert refused(example, call, ID, "--to=ics") == (
        f"error: Nothing in {ID} has a day, so there is nothing to export.\nhint: mopsdocs schedule {ID} says why.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([ID], "error: Missing option '--to'. Choose from: ics, csv, asana, jira, clickup, monday.\nhint: See"),
        ([ID, "--to=trello"], "error: Invalid value for '--to': 'trello' is not one of"),
        (["--to=ics"], "error: There is no campaign to export.\nhint: mopsdocs export CAMPAIGN --to ics exports one,"),
        ([ID, "--all", "--to=ics"], "error: --all and a campaign are two answers to one question."),
        ([ID, "--region=de", "--to=ics"], "error: --region goes with --all."),
        ([ID, "--quarter=2027-Q1", "--to=ics"], "error: --quarter goes with --all."),
        (
            ["--all", "--quarter=2027-Q5", "--to=ics"],
            'error: "2027-Q5" is not a quarter.\nhint: Write year and quarter,',
        ),
        (["--all", "--quarter=Q1", "--to=ics"], 'error: "Q1" is not a quarter.'),
        (["--all", "--quarter=0000-Q1", "--to=ics"], 'error: "0000-Q1" is not a quarter.'),
        (["--all", "--region=dee", "--to=ics"], 'error: There is no region "dee".\nhint: Did you mean de?'),
        (["--all", "--region=", "--to=ics"], 'error: There is no region "".\nhint: There are: de, sa.'),
        (["webinar", "--to=ics"], f"error: {WEBINAR} is not a campaign.\nhint: There are: {ID}."),
        (["consent", "--to=ics"], 'error: There is no document "consent".'),
        (["", "--to=ics"], "error: An empty name means no document."),
    ],
)
def test_what_is_refused(example: Path, call: Caller, arguments: list[str], error: str) -> None:
    assert refused(example, call, *arguments).startswith(error)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CAMPAIGN, "status: planned", "status: soon"),
        (CAMPAIGN, "anchor_date: 2027-03-10", "anchor_date: 2027-02-29"),
        (WEBINAR, "due: -15bd", "due: soon"),
        ("site_config/people.yml", "kind: people", "kind: 7"),
    ],
)
def test_broken_documents(example: Path, call: Caller, path: str, old: str, new: str) -> None:
    change(example, path, (old, new))
    assert refused(example, call, ID, "--to=ics").startswith(
        f"error: {path} needs mending first.\nhint: mopsdocs valid"
    )


def test_an_anchor_at_the_end_of_all_calendars(example: Path, call: Caller) -> None:
    change(example, CAMPAIGN, ("anchor_date: 2027-03-10", "anchor_date: 9999-12-31"))
    done = call(example, "export", ID, "--to=ics")
    assert (done.code, done.err) == (0, "")
    found = events(done)
    assert f"event/{ID}/step/send-invitations@campaigns.mopsdocs" in found
    assert f"event/{ID}/step/mail-recording@campaigns.mopsdocs" not in found
