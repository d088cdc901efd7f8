"""`mopsdocs new` as a person at a terminal meets it: the real program in a pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.documents.loader import load
from tests.cli.programs import mopsdocs
from tests.cli.terminal import Terminal

FOLDER = "playbooks/campaigns"
NAME = "20900315_webinar_consent-now_de"
OTHER = """\
kind: playbook
schema_version: 1
id: {id}
title: {title}
summary: Another one.
status: {status}
version: 1.0.0
owner: campaign-manager
last_reviewed: 2026-10-05
type: other
anchor: event_date
brief: {{objective: a, audience: b, offer: c, message: d, tracking: e}}
kpis:
  - metric: registrations
stages:
  - id: planning
    title: Planning
    type: planning
    steps:
      - {{id: plan-it, title: Plan it, kind: task, responsible: [ops], accountable: ops, due: -5bd}}
"""


@pytest.fixture
def workspace(example: Path) -> Path:
    """The example with a longer list of playbooks to choose from."""
    for number in range(12):
        text = OTHER.format(id=f"mailing-{number}", title=f"A mailing, number {number}", status="draft")
        (example / f"playbooks/library/mailing-{number}.yml").write_text(text, encoding="utf-8")
    return example


def campaigns(root: Path) -> set[str]:
    return {path.name for path in (root / FOLDER).iterdir()}


def test_a_campaign_by_prompts_and_the_same_by_a_file_of_answers(workspace: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answers.yml"
    with Terminal(workspace, "new", "campaign", f"--save-answers={saved}") as terminal:
        terminal.wait_for("Playbook\nThe kind of campaign that it is.\n> Webinar")
        assert "13 in all." in terminal.shown
        assert "number 9" not in terminal.shown, "ten lines are enough at once"
        terminal.type("number 7")
        terminal.wait_for("> A mailing, number 7")
        assert "Webinar" not in terminal.shown
        terminal.type(*["backspace"] * len("number 7"))
        terminal.wait_for("> Webinar")
        terminal.type("up")
        terminal.wait_for("> A mailing, number 9")
        terminal.type("down", "enter")
        terminal.wait_for("Playbook: Webinar\nRegion\n")
        terminal.type("saudy")
        terminal.wait_for('Nothing has "saudy" in it. Did you mean this?\n> Saudi Arabia  sa')
        terminal.type(*["backspace"] * len("saudy"), "down", "up", "enter")
        terminal.wait_for("Region: Germany\nTopic\n")
        terminal.type("тема", "enter")
        terminal.wait_for("A name has no place for the letters of")
        terminal.type("Consent now", "enter")
        terminal.wait_for("Topic: Consent now\nDay 0, the day of the event\n")
        terminal.type("2090-02-29", "enter")
        terminal.wait_for("There is no day 2090-02-29.")
        terminal.type(*["backspace"] * len("2090-02-29"), "2020-01-08", "enter")
        terminal.wait_for("The first deadline is past already:")
        terminal.wait_for("Take it?\n> Yes\n  No\n")
        terminal.type("down", "enter")
        terminal.wait_for("Take it? No\nTitle\n")
        terminal.type("tab", ", again", "enter")
        terminal.wait_for("Title: Webinar: Consent now, January 2020, again\nPeople\n")
        terminal.wait_for("Take these 5?\n> Yes\n")
        terminal.type("down", "enter")
        terminal.wait_for("Campaign manager\nDoes 1 step and answers for 6 steps.\n> Operations desk")
        terminal.type("legal", "enter")
        terminal.wait_for("Campaign manager: Legal desk\nMarketing director\n")
        terminal.type("enter")
        for role in ("Marketing operations specialist\n", "QA reviewer\n", "Privacy counsel\n"):
            terminal.wait_for(f"\n{role}")
            terminal.type("enter")
        assert terminal.end() == 0
        assert "Wrote playbooks/campaigns/20200108_webinar_consent-now_de.yml." in terminal.shown
    path = workspace / FOLDER / "20200108_webinar_consent-now_de.yml"
    prompted = path.read_bytes()
    value = load(prompted.decode()).value
    assert value["title"] == "Webinar: Consent now, January 2020, again"
    assert value["people"] == {
        "campaign-manager": "legal-desk", "marketing-director": "review-desk", "mops-specialist": "ops-desk",
        "qa-reviewer": "review-desk", "privacy-counsel": "legal-desk",
    }  # fmt: skip
    path.unlink()
    done = mopsdocs(workspace, "new", "campaign", f"--answers={saved}")
    assert (done.code, done.err) == (0, "")
    assert path.read_bytes() == prompted


def test_the_first_day_that_leaves_enough_time(workspace: Path) -> None:
    arguments = ("--set=playbook=webinar", "--set=region=de", "--set=variables.topic=x", "--set=anchor_date=2020-01-08")
    with Terminal(workspace, "new", "campaign", *arguments) as terminal:
        terminal.wait_for("Take it?\n> Yes\n")
        terminal.type("enter")
        terminal.wait_for("\nTitle\n")
        terminal.type("enter")
        terminal.wait_for("Take these 5?\n> Yes\n")
        terminal.type("enter")
        assert terminal.end() == 0
    (name,) = campaigns(workspace) - {"20270310_webinar_consent_de.yml"}
    assert name > "2026"
    assert f"anchor_date: {name[:4]}-{name[4:6]}-{name[6:8]}\n" in (workspace / FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize(("key", "after"), [("ctrl-c", 0), ("ctrl-c", 2), ("ctrl-d", 1), ("ctrl-d", 2)])
def test_whoever_stops_leaves_nothing_behind(workspace: Path, tmp_path: Path, key: str, after: int) -> None:
    before = campaigns(workspace)
    saved = tmp_path / "answers.yml"
    asked = ("The kind of campaign", "The country whose", "\nTopic\n")
    with Terminal(workspace, "new", "campaign", f"--save-answers={saved}") as terminal:
        for text in asked[:after]:
            terminal.wait_for(text)
            terminal.type("enter")
        terminal.wait_for(asked[after])
        terminal.type(key)
        assert terminal.end() == 2
        assert terminal.shown.endswith("Stopped.")
        assert "Traceback" not in terminal.shown
    assert campaigns(workspace) == before
    assert not saved.exists()


def test_wrong_words_on_the_command_line_are_told_before_anything_is_asked(workspace: Path) -> None:
    with Terminal(workspace, "new", "campaign", "--set=playbook=webinarr", "--set=region=germny") as terminal:
        assert terminal.end() == 2
        assert 'playbook: There is no playbook "webinarr". Did you mean webinar?' in terminal.shown
        assert 'region: There is no region "germny". Did you mean de?' in terminal.shown


def test_a_name_that_is_taken_is_asked_for_again(workspace: Path) -> None:
    given = ["--set=playbook=webinar", "--set=region=de", "--set=anchor_date=2090-03-15", "--yes"]
    assert mopsdocs(workspace, "new", "campaign", *given, "--set=variables.topic=consent-now").code == 0
    with Terminal(workspace, "new", "campaign", "--set=playbook=webinar", "--set=region=de", "--yes") as terminal:
        terminal.wait_for("\nTopic\n")
        terminal.type("consent-now", "enter")
        assert terminal.end() == 0
    with Terminal(workspace, "new", "campaign", *given) as terminal:
        terminal.wait_for("\nTopic\n")
        terminal.type("consent-now", "enter")
        terminal.wait_for(f"There is a campaign {NAME} already.")
        terminal.wait_for("> consent-now-2")
        terminal.type("enter")
        assert terminal.end() == 0
    assert f"{NAME.replace('now', 'now-2')}.yml" in campaigns(workspace)


def test_a_topic_from_the_command_line_that_gives_no_new_name_is_asked_for_again(example: Path) -> None:
    given = ("--set=playbook=webinar", "--set=variables.topic=consent", "--set=anchor_date=2027-03-10")
    with Terminal(example, "new", "campaign", *given) as terminal:
        terminal.wait_for("\nRegion\n")
        terminal.type("enter")
        terminal.wait_for("There is a campaign 20270310_webinar_consent_de already.")
        terminal.wait_for("> consent-2")
        terminal.type("ctrl-c")
        assert terminal.end() == 2


def test_a_narrow_terminal_cuts_no_words(workspace: Path) -> None:
    arguments = ("--set=playbook=webinar", "--set=region=de", "--set=variables.topic=x")
    with Terminal(workspace, "new", "campaign", *arguments, columns=50, rows=24) as terminal:
        terminal.wait_for("Day 0, the day of the event")
        terminal.wait_for("Tab lets you change it.")
        words = {word for line in terminal.shown.split("\n") for word in line.split()}
        assert {"working", "region.", "proposed,"} <= words
        terminal.type("ctrl-c")
        assert terminal.end() == 2


def test_a_region_with_ticks_and_words_of_ones_own(example: Path) -> None:
    with Terminal(example, "new", "region", rows=50) as terminal:
        terminal.wait_for("Country\nIts public holidays count.\n> Afghanistan")
        terminal.type("emirates")
        terminal.wait_for("> United Arab Emirates")
        terminal.type("enter")
        terminal.wait_for("\nTitle\n")
        terminal.type("enter")
        terminal.wait_for("Title: United Arab Emirates\nCode\n")
        terminal.type("enter")
        terminal.wait_for("\nWorking days\n")
        terminal.type("fri")
        terminal.wait_for("> [x] Friday")
        terminal.type(" ")
        terminal.wait_for("> [ ] Friday")
        terminal.type("enter")
        terminal.wait_for("Working days: Monday, Tuesday, Wednesday, Thursday\nLanguages\n")
        terminal.type("ar-AE, english", "enter")
        terminal.wait_for('"english" is no language tag')
        terminal.type(*["backspace"] * len("english"), "en-AE", "enter")
        terminal.wait_for("Languages: ar-AE, en-AE\nTime zone\n")
        terminal.type("enter")
        terminal.wait_for("Time zone: Asia/Dubai\nCurrency\n")
        terminal.type("enter")
        terminal.wait_for("\nOwner\n")
        terminal.type("enter")
        terminal.wait_for("\nLaws\n")
        terminal.type("enter")
        terminal.wait_for("Laws: left out\nConsent, business contacts\n")
        terminal.type("unknown", "enter")
        terminal.wait_for("\nConsent, consumers\n")
        terminal.type("enter")
        for heading in ("Time to honour a stop", "Sources of the law", "Law last checked"):
            terminal.wait_for(f"\n{heading}\n")
            terminal.type("enter")
        assert terminal.end() == 0
        assert "Wrote site_config/regions/ae.yml.\n\n5 places to fill in" in terminal.shown
    value = load((example / "site_config/regions/ae.yml").read_text(encoding="utf-8")).value
    assert value["workweek"] == ["mon", "tue", "wed", "thu"]
    assert value["locales"] == ["ar-AE", "en-AE"]
    assert value["regimes"] == ["tbd"]
