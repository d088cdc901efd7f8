"""`mopsdocs new` without a terminal: what is written, what is missing, and every way in which nothing is written."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

import mopsdocs.cli.dates
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, Done, change

FOLDER = "playbooks/campaigns"
PATH = f"{FOLDER}/20270415_webinar_no-spam_de.yml"
WEBINAR = "playbooks/library/webinar.yml"
GIVEN = ("--set=playbook=webinar", "--set=region=de", "--set=variables.topic=No spam", "--set=anchor_date=2027-04-15")


@pytest.fixture(autouse=True)
def _on_a_monday_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mopsdocs.cli.dates, "today", lambda: datetime.date(2026, 11, 23))


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refused(root: Path, call: Caller, *arguments: str) -> str:
    """What a call says that writes nothing."""
    before = files(root)
    done = call(root, "new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\n(  [^\n]+\n)*hint: [^\n]+\n", done.err), done.err
    assert files(root) == before
    return done.err


CAMPAIGN = """\
# A campaign: one run of the playbook Webinar in Germany.
kind: campaign
schema_version: 1

# The name in every tool and in the links. The file is called after it.
id: 20270415_webinar_no-spam_de
title: "Webinar: No spam, April 2027"
playbook: webinar
# The version that the campaign begins with. When the playbook moves on, mopsdocs schedule says so.
playbook_version: 2.1.0
region: de
# One of planned, running, launched, completed, on_hold, cancelled.
status: planned

# Day 0, Thu 15 April 2027: every due date counts from it.
anchor_date: 2027-04-15

# Who holds which role in this campaign: role on the left, person of site_config/people.yml on the right.
people:
  campaign-manager: ops-desk
  marketing-director: review-desk
  mops-specialist: ops-desk
  qa-reviewer: review-desk
  privacy-counsel: legal-desk

# What this campaign has of what differs from one run of the playbook to the next.
variables:
  topic: No spam
"""


def test_a_campaign(example: Path, call: Caller) -> None:
    done = call(example, "new", "campaign", *GIVEN, "--yes")
    assert (done.code, done.err) == (0, "")
    assert (example / PATH).read_text(encoding="utf-8") == CAMPAIGN
    assert done.out == (
        f"Wrote {PATH}.\n\n"
        'warning: line 21: "review-desk" would approve the independent gate "go-no-go" as "marketing-director", '
        'and works for it as "qa-reviewer": "suppress-list" and "test-send"\n'
        "    name another person for one of the roles\n\n"
        "Next:\n"
        "  mopsdocs schedule 20270415_webinar_no-spam_de\n    shows what is due when\n"
        f"  mopsdocs validate {PATH}\n    checks it, now and after each edit\n"
        f"  git add {PATH}\n    then commit it and open a pull request\n"
    )
    assert call(example, "validate", PATH).code == 0
    assert call(example, "schedule", "20270415_webinar_no-spam_de").code == 0


def test_a_look_before_anything_is_written(example: Path, call: Caller) -> None:
    before = files(example)
    done = call(example, "new", "campaign", *GIVEN, "--yes", "--dry-run")
    assert done == Done(0, CAMPAIGN, "")
    assert files(example) == before


def test_quiet(example: Path, call: Caller) -> None:
    assert call(example, "--quiet", "new", "campaign", *GIVEN, "--yes") == Done(0, "", "")
    assert (example / PATH).is_file()


MISSING = """\
error: 5 answers missing:
  --set people.campaign-manager=ops-desk       Campaign manager. Does 1 step and answers for 6 steps. There are \
ops-desk, legal-desk and review-desk.
  --set people.marketing-director=review-desk  Marketing director. Decides on “Brief approved” and “Go or no-go”. \
There are review-desk, legal-desk and ops-desk.
  --set people.mops-specialist=ops-desk        Marketing operations specialist. Does 4 steps. There are ops-desk, \
legal-desk and review-desk.
  --set people.qa-reviewer=review-desk         QA reviewer. Does 2 steps. There are review-desk, legal-desk and \
ops-desk.
  --set people.privacy-counsel=legal-desk      Privacy counsel. Answers for 1 step and decides on “Go or no-go”. \
There are legal-desk, ops-desk and review-desk.
hint: Add them to the command, or write them into a file for --answers; --yes takes what is proposed.
"""


def test_everything_that_is_missing_is_told_at_once(example: Path, call: Caller) -> None:
    error = refused(example, call, "campaign", *GIVEN)
    assert error == MISSING
    settings = [word.split(" ")[1] for word in error.split("  ") if word.startswith("--set ")]
    assert len(settings) == 5
    assert call(example, "new", "campaign", *GIVEN, *(f"--set={setting}" for setting in settings)).code == 0
    assert (example / PATH).read_text(encoding="utf-8") == CAMPAIGN


def test_without_any_answer(example: Path, call: Caller) -> None:
    error = refused(example, call, "campaign")
    assert error.startswith("error: 3 answers missing:\n")
    for start in ("playbook=PLAYBOOK ", "region=REGION ", "anchor_date=YYYY-MM-DD "):
        assert f"  --set {start} " in error
    assert "Playbook and region decide which variables and people are asked for as well.\n" in error
    assert refused(example, call, "campaign", "--yes") == error


@pytest.mark.parametrize("path", ["set", "file"])
@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("playbook", "webinarr", 'playbook: There is no playbook "webinarr". Did you mean webinar?'),
        ("playbook", "webcast", 'playbook: There is no playbook "webcast". Did you mean webinar?'),
        ("region", "germny", 'region: There is no region "germny". Did you mean de?'),
        ("region", "uk", 'region: There is no region "uk". There are de and sa.'),
        ("people.qa-reviewer", "reviewdesk",
         'people.qa-reviewer: There is no person "reviewdesk". Did you mean review-desk?'),
        ("people.qa-reviwer", "review-desk",
         "people.qa-reviwer: A campaign is asked nothing of that name here. Did you mean people.qa-reviewer?"),
        ("topic", "x", "topic: A campaign is asked nothing of that name here. Did you mean variables.topic?"),
        ("anchor", "2027-04-15", "anchor: A campaign is asked nothing of that name here. Leave it out."),
        ("anchor_date", "2027-02-29", "anchor_date: There is no day 2027-02-29."),
        ("anchor_date", "0000-01-01", "anchor_date: There is no day 0000-01-01."),
        ("anchor_date", "soon", 'anchor_date: "soon" is not a day. Write year, month and day, such as 2027-03-10.'),
        ("anchor_date", "", "anchor_date: Day 0, the day of the event is needed."),
        ("variables.topic", "тема", "variables.topic: A name has no place for the letters of"),
        ("variables.topic", "🎉", "variables.topic: "),
        ("variables.topic", "a" * 200, "variables.topic: The name would have"),
        ("title", "Consent that converts", "title: Another campaign in this region has that title"),
        ("title", "a\nb", "title: Title has an invisible character, U+000A, or a line break."),
    ],
)  # fmt: skip
def test_wrong_answers(example: Path, call: Caller, path: str, key: str, value: str, told: str) -> None:
    given = [argument for argument in GIVEN if not argument.startswith(f"--set={key}=")]
    if path == "set":
        error = refused(example, call, "campaign", *given, "--yes", f"--set={key}={value}")
    else:
        file = example / "answers.json"
        file.write_text(json.dumps({key: value}, ensure_ascii=False), encoding="utf-8")
        error = refused(example, call, "campaign", *given, "--yes", f"--answers={file}")
    assert f"\n  {told}" in error


def test_all_ways_to_answer_give_the_same_bytes(example: Path, call: Caller, tmp_path: Path) -> None:
    saved = tmp_path / "saved.yml"
    assert call(example, "new", "campaign", *GIVEN, "--yes", f"--save-answers={saved}").code == 0
    (example / PATH).unlink()
    nested = {
        "playbook": "webinar",
        "region": "de",
        "anchor_date": "2027-04-15",
        "variables": {"topic": "No spam"},
        "people": {"campaign-manager": "ops-desk", "marketing-director": "review-desk", "mops-specialist": "ops-desk",
                   "qa-reviewer": "review-desk", "privacy-counsel": "legal-desk"},
    }  # fmt: skip
    written = tmp_path / "written.json"
    written.write_text(json.dumps(nested), encoding="utf-8")
    for file in (saved, written):
        assert call(example, "new", "campaign", f"--answers={file}").code == 0
        assert (example / PATH).read_text(encoding="utf-8") == CAMPAIGN
        (example / PATH).unlink()
    other = call(example, "new", "campaign", f"--answers={saved}", "--set=variables.topic=more", "--dry-run")
    assert "id: 20270415_webinar_more_de\n" in other.out
    assert "  topic: more\n" in other.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("playbook: [webinar\n", "answers.yml:"),
        ("- playbook\n", "answers.yml is not a list of answers."),
        ("people: {qa-reviewer: {id: a}}\n", "answers.yml has more inside of people.qa-reviewer."),
        ("people: {qa-reviewer: a}\npeople.qa-reviewer: b\n", "answers.yml answers people.qa-reviewer twice."),
        ("\ufeffplaybook: webinar\n", "answers.yml cannot be read: the file begins with an invisible byte order mark"),
    ],
)
def test_files_that_are_no_answers(example: Path, call: Caller, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(text, encoding="utf-8")
    assert told in refused(example, call, "campaign", f"--answers={file}").partition("\n")[0]


def test_other_words_that_are_no_answers(example: Path, call: Caller, tmp_path: Path) -> None:
    assert 'error: "region" sets nothing.' in refused(example, call, "campaign", "--set=region")
    assert 'error: "=de" sets nothing.' in refused(example, call, "campaign", "--set==de")
    twice = refused(example, call, "campaign", "--set=region=de", "--set=region=sa")
    assert "error: --set gives region twice, and not the same." in twice
    assert "There is no file" in refused(example, call, "campaign", f"--answers={tmp_path / 'none.yml'}")
    assert "is a folder" in refused(example, call, "campaign", f"--answers={tmp_path}")
    assert refused(example, call, "campain") == (
        'error: mopsdocs new makes no "campain".\nhint: Did you mean campaign?\n'
    )
    assert "It makes: campaign, playbook, process, region." in refused(example, call, "poem")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-12-14", ['The first deadline is past already: "Write the campaign brief" would have been due on '
                        "Mon 12 October 2026", "The first day 0 that leaves enough time is Wed 27 January 2027."]),
        ("2020-01-06", ["The first deadline is past already:", "is Wed 27 January 2027."]),
        ("2027-03-26", ["Day 0, Fri 26 March 2027, is Good Friday. What is due on it stays there. "
                        "The working days next to it are Thu 25 March 2027 and Tue 30 March 2027."]),
        ("2444-02-29", ["covers the years 1991 to"]),
        ("9999-12-31", ["which no calendar has", "so no public holidays count in"]),
    ],
)  # fmt: skip
def test_days_that_need_a_second_look(example: Path, call: Caller, day: str, told: list[str]) -> None:
    done = call(example, "new", "campaign", *GIVEN[:3], f"--set=anchor_date={day}", "--yes")
    assert (done.code, done.err) == (0, "")
    for sentence in told:
        assert sentence in done.out
    assert (example / f"{FOLDER}/{day.replace('-', '')}_webinar_no-spam_de.yml").is_file()


def test_an_ordinary_day_needs_no_word(example: Path, call: Caller) -> None:
    assert "Day 0" not in call(example, "new", "campaign", *GIVEN, "--yes").out


def test_no_day_is_far_enough(example: Path, call: Caller) -> None:
    change(example, WEBINAR, ("due: -15bd", "due: -9000bd"))
    done = call(example, "new", "campaign", *GIVEN, "--yes")
    assert "No day 0 in the next five years leaves enough time" in done.out
    assert "anchor_date=YYYY-MM-DD" in refused(example, call, "campaign", *GIVEN[:3], "--yes")


def test_a_name_that_is_taken(example: Path, call: Caller) -> None:
    assert call(example, "new", "campaign", *GIVEN, "--yes").code == 0
    error = refused(example, call, "campaign", *GIVEN, "--yes", "--set=title=Other")
    assert "variables.topic: There is a campaign 20270415_webinar_no-spam_de already." in error
    assert '"No spam 2"' in error
    change(example, PATH, ("status: planned", "status: soon"))
    assert "There is a campaign 20270415_webinar_no-spam_de already." in refused(
        example, call, "campaign", *GIVEN, "--yes"
    )


def test_a_file_that_is_there(example: Path, call: Caller) -> None:
    (example / PATH).write_text("kind: campaign\n", encoding="utf-8")
    assert "20270415_webinar_no-spam_de already" in refused(example, call, "campaign", *GIVEN, "--yes")
    (example / PATH).unlink()
    (example / PATH).mkdir()
    assert f"error: {PATH} exists already.\n" in refused(example, call, "campaign", *GIVEN, "--yes")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (WEBINAR, "due: -15bd", "due: soon"),
        ("site_config/regions/de.yml", "currency: EUR", "currency: euro"),
        ("site_config/people.yml", "kind: people", "kind: 7"),
        ("site_config/taxonomy.yml", "kind: taxonomy", "kind: [taxonomy"),
        ("playbooks/regions/de/webinar.yml", "due: -15bd", "due: soon"),
    ],
)
def test_what_it_needs_is_broken(example: Path, call: Caller, path: str, old: str, new: str) -> None:
    assert call(example, "clone", "webinar", "--region=de").code == 0
    change(example, path, (old, new))
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert f"{path} needs mending first" in error
    assert f"mopsdocs validate {path} says what is wrong." in error


def test_what_is_not_there(example: Path, call: Caller) -> None:
    (example / "site_config/taxonomy.yml").unlink()
    assert 'There is no naming rule "campaign".' in refused(example, call, "campaign", *GIVEN, "--yes")
    (example / WEBINAR).unlink()
    assert "A campaign runs a playbook, and playbooks/library has none." in refused(example, call, "campaign", *GIVEN)


def test_a_copy_of_the_region_and_its_state(example: Path, call: Caller) -> None:
    change(example, WEBINAR, ("status: approved", "status: draft"))
    assert "Webinar is not approved yet: its status is draft." in call(example, "new", "campaign", *GIVEN, "--yes").out
    (example / PATH).unlink()
    change(example, WEBINAR, ("status: draft", "status: approved"))
    assert call(example, "clone", "webinar", "--region=de").code == 0
    change(
        example,
        "playbooks/regions/de/webinar.yml",
        ("status: approved", "status: deprecated\ndeprecation: {reason: old, replaced_by: event}"),
        ("version: 2.1.0\nowner", "version: 2.2.0\nowner"),
    )
    out = call(example, "new", "campaign", *GIVEN, "--yes").out
    assert "The campaign runs the copy of Webinar for Germany, version 2.2.0." in out
    assert "The copy of Webinar for Germany is deprecated and should not be used any more. Use event instead." in out
    assert "playbook_version: 2.2.0\n" in (example / PATH).read_text(encoding="utf-8")


def test_variables_of_every_type_and_roles_by_condition(example: Path, call: Caller) -> None:
    change(
        example,
        WEBINAR,
        (
            "    required: true\n",
            "    required: true\n"
            "  - {id: audience, title: Audience size, type: integer, required: true}\n"
            "  - {id: format, title: Format, type: choice, choices: [live, recorded], required: true}\n"
            "  - {id: paid, title: Paid, type: boolean, default: false}\n"
            "  - {id: on_sale, title: On sale, type: date}\n",
        ),
        ("        - role: marketing-director\n        - role: privacy", "        - role: privacy"),
        (
            "        - role: marketing-director\n",
            "        - role: marketing-director\n          when: audience >= 5000\n        - role: privacy-counsel\n",
        ),
    )
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert "  --set variables.audience=NUMBER  Audience size.\n" in error
    assert "  --set variables.format=FORMAT    Format. There are live and recorded.\n" in error
    settings = ["audience=many", "format=liv", "paid=perhaps", "on_sale=2027-02-30"]
    error = refused(example, call, "campaign", *GIVEN, "--yes", *(f"--set=variables.{one}" for one in settings))
    for told in (
        'variables.audience: Audience size is a whole number, not "many".',
        'variables.format: There is no choice "liv". Did you mean live?',
        'variables.paid: Paid is yes or no, not "perhaps".',
        "variables.on_sale: There is no day 2027-02-30.",
    ):
        assert f"  {told}" in error
    settings = ["audience=4999", "format=live", "paid=yes", "on_sale=2027-03-01"]
    answers = [*GIVEN, "--yes", "--dry-run", *(f"--set=variables.{one}" for one in settings)]
    small = call(example, "new", "campaign", *answers)
    assert small.out.endswith(
        "  topic: No spam\n  audience: 4999\n  format: live\n  paid: true\n  on_sale: 2027-03-01\n"
    )
    assert "marketing-director" not in small.out
    assert (
        "marketing-director: review-desk"
        in call(example, "new", "campaign", *answers, "--set=people.marketing-director=review-desk").out
    )
    large = call(example, "new", "campaign", *GIVEN, "--yes", "--dry-run", "--set=variables.audience=5000",
                 "--set=variables.format=live")  # fmt: skip
    assert "marketing-director: review-desk" in large.out
    assert "paid: false" in large.out
    assert "on_sale" not in large.out


def test_nobody_holds_a_role(example: Path, call: Caller) -> None:
    change(example, "site_config/people.yml", ("roles: [privacy-counsel]", "roles: [mops-specialist]"))
    done = call(example, "new", "campaign", *GIVEN, "--yes", "--dry-run")
    assert "# Nobody yet: privacy-counsel.\n" in done.out
    assert "  privacy-counsel:" not in done.out


def test_no_answers_are_kept_when_nothing_is_written(example: Path, call: Caller, tmp_path: Path) -> None:
    before = files(example)
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = call(example, "new", "campaign", *GIVEN, "--yes", f"--save-answers={tmp_path / 'file' / 'a.yml'}")
    assert (done.code, done.out) == (2, "")
    assert files(example) == before


def test_a_template_of_the_workspace(example: Path, call: Caller) -> None:
    own = example / "templates/scaffold/documents/campaign.yml"
    own.parent.mkdir(parents=True)
    own.write_text("kind: campaign\nid: {{ id }}\ntitle: {{ titel }}\n", encoding="utf-8")
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert "templates/scaffold/documents/campaign.yml: 'titel' is undefined." in error
    own.write_text("kind: campaign\nschema_version: 1\n", encoding="utf-8")
    assert "Mend the template, or remove it to use the bundled one." in refused(
        example, call, "campaign", *GIVEN, "--yes"
    )
    bundled = REPOSITORY / "templates/scaffold/documents/campaign.yml"
    own.write_text(bundled.read_text(encoding="utf-8") + "x_budget: {{ title }}\n", encoding="utf-8")
    assert call(example, "new", "campaign", *GIVEN, "--yes").code == 0
    assert (example / PATH).read_text(encoding="utf-8").endswith('x_budget: "Webinar: No spam, April 2027"\n')


ROLES = ("--set=owner=campaign-manager", "--set=builder=mops-specialist", "--set=reviewer=qa-reviewer")
NEWS = ("--set=title=Product news", *ROLES, "--set=approver=marketing-director", "--set=anchor=send_date")
PROCESS = ("--set=title=No: more spam", "--set=owner=mops-specialist", "--set=approver=marketing-director")
JAPAN = ("--set=country=JP", "--set=owner=campaign-manager", "--set=consent.b2b=opt-in", "--set=consent.b2c=opt-in")


@pytest.mark.parametrize(
    ("kind", "given", "path", "gaps"),
    [
        ("playbook", (*NEWS, "--set=metric=registrations"), "playbooks/library/product-news.yml", 7),
        ("process", PROCESS, "playbooks/processes/no-more-spam.yml", 6),
        ("region", (*JAPAN, "--yes"), "site_config/regions/jp.yml", 5),
    ],
)
def test_other_documents(example: Path, call: Caller, kind: str, given: tuple[str, ...], path: str, gaps: int) -> None:
    done = call(example, "new", kind, *given)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Wrote {path}.\n\n{gaps} places to fill in, each with a note in the file:\n  line ")
    assert f"\n  mopsdocs validate {path}\n" in done.out
    wrong = call(example, "validate", "--format=json", path)
    found = json.loads(wrong.out)["diagnostics"]
    lines = {one["line"] for one in found if one["rule"] in ("placeholder-left", "legal-review-old")}
    assert len(lines) == gaps
    assert all(f"  line {line:>2}  " in done.out for line in lines)
    assert {one["rule"] for one in found if one["severity"] == "error"} <= {"placeholder-left"}
    again = refused(example, call, kind, *given)
    assert "  --set code=CODE  " in again or f"Another {kind} has that title" in again


def test_a_new_playbook_can_be_run(example: Path, call: Caller) -> None:
    """From the playbook to the schedule of its first campaign, in a region that is new as well."""
    given = (*NEWS, "--set=channels=email,web", "--set=metric=registrations", "--set=escalate_to=privacy-counsel")
    assert call(example, "new", "playbook", *given).code == 0
    assert call(example, "new", "region", *JAPAN, "--yes").code == 0
    assert call(example, "clone", "product-news", "--region=jp").code == 0
    campaign = ("--set=playbook=product-news", "--set=region=jp", "--set=variables.topic=News")
    done = call(example, "new", "campaign", *campaign, "--set=anchor_date=2027-05-12", "--yes")
    assert "The campaign runs the copy of Product news for Japan, version 0.1.0." in done.out
    assert "The copy of Product news for Japan is not approved yet: its status is draft." in done.out
    scheduled = call(example, "schedule", "20270512_product-news_news_jp", "--format=json")
    assert scheduled.code == 0
    assert len(json.loads(scheduled.out)["steps"]) == 15


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "approver=campaign-manager",
            "approver: campaign-manager is the owner already. Choose another role as approver.",
        ),
        (
            "reviewer=mops-specialist",
            "reviewer: mops-specialist is the builder already. Choose another role as reviewer.",
        ),
        ("escalate_to=marketing-director", "escalate_to: marketing-director is the approver already."),
        ("owner=campain-manager", 'owner: There is no role "campain-manager". Did you mean campaign-manager?'),
        ("metric=registration", 'metric: There is no metric "registration". Did you mean registrations?'),
        ("channels=e mail", 'channels: "e mail" is no name of a channel. Did you mean email?'),
        ("anchor=Send date", "anchor: Names of day 0 have lower-case letters"),
        ("title=webinar", "title: Another playbook has that title"),
        ("id=webinar", "id: There is a playbook webinar already, or was one."),
        ("id=Product News", "id: Ids have lower-case letters and digits with single hyphens between them"),
        ("id=con", 'id: Nothing can be called "con": that is the name of a device on Windows'),
        ("question=What to do", "question: Write it as a question, with a question mark at its end."),
    ],
)
def test_what_no_playbook_can_have(example: Path, call: Caller, change: str, told: str) -> None:
    key = change.partition("=")[0]
    given = [setting for setting in NEWS if not setting.startswith(f"--set={key}=")]
    if key != "metric":
        given.append("--set=metric=registrations")
    assert f"\n  {told}" in refused(example, call, "playbook", *given, f"--set={change}", "--yes")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("country=Japan", "country: Countries are two capital letters by ISO 3166, such as DE."),
        ("code=de", "code: There is a region de already."),
        ("code=Japan!", "code: Codes have lower-case letters"),
        ("timezone=Asia/Tokio", 'timezone: There is no time zone "Asia/Tokio".'),
        ("timezone=../etc/passwd", 'timezone: There is no time zone "../etc/passwd".'),
        ("workweek=mon,funday", 'workweek: There is no day "funday".'),
        ("locales=japanese", 'locales: "japanese" is no language tag'),
        ("currency=Yen", "currency: Currencies are three capital letters"),
        ("regimes=Spam Act", 'regimes: "Spam Act" is no short name'),
        ("consent.b2b=maybe", 'consent.b2b: There is no answer "maybe". There are opt-in,'),
        ("unsubscribe_sla=soon", "unsubscribe_sla: Write 0bd for at once"),
        ("sources=http://example.com", 'sources: "http://example.com" is no address; it begins with https://'),
        ("legal_last_verified=2026-11-24", "legal_last_verified: That day is still to come."),
        ("title=Germany", "title: Another region has that title."),
        ("subdivision=13", "subdivision: A region is asked nothing of that name here."),
    ],
)
def test_what_no_region_can_have(example: Path, call: Caller, change: str, told: str) -> None:
    key = change.partition("=")[0]
    given = [setting for setting in JAPAN if not setting.startswith(f"--set={key}=")]
    assert f"\n  {told}" in refused(example, call, "region", *given, f"--set={change}", "--yes")


def test_a_part_of_a_country(example: Path, call: Caller) -> None:
    given = ("--set=country=DE", "--set=owner=campaign-manager", "--set=consent.b2b=opt-in", "--set=consent.b2c=opt-in")
    assert "There is a region de already" not in call(example, "new", "region", *given, "--yes").err
    wrong = refused(example, call, "region", *given, "--set=subdivision=BX", "--yes")
    assert 'subdivision: There is no part "BX".' in wrong
    out = call(example, "new", "region", *given, "--set=subdivision=BY", "--yes", "--dry-run").out
    assert "code: de-by\n" in out
    assert 'title: "Germany, Bayern"\n' in out or "title: Germany, Bayern\n" in out
    assert "holidays: {country: DE, subdivision: BY}\n" in out


def test_where_there_is_nothing_to_choose_from(example: Path, call: Caller) -> None:
    (example / "site_config/metrics.yml").unlink()
    assert "A playbook is measured by a metric, and site_config/metrics.yml has none." in refused(
        example, call, "playbook"
    )
    change(example, "site_config/roles.yml", ("kind: roles", "kind: rules"))
    assert "site_config/roles.yml needs mending first." in refused(example, call, "process")


def test_one_person_may_do_everything_where_the_workspace_says_so(example: Path, call: Caller) -> None:
    change(example, "site_config/workspace.yml", ("locale: en\n", "locale: en\nteam: solo\n"))
    same = [f"--set={role}=campaign-manager" for role in ("owner", "builder", "reviewer", "approver")]
    given = ("--set=title=Alone", "--set=anchor=send_date", "--set=metric=registrations", *same)
    assert call(example, "new", "playbook", *given).code == 0
    assert "independent: false" in (example / "playbooks/library/alone.yml").read_text(encoding="utf-8")


def test_a_title_in_other_letters_needs_an_id(example: Path, call: Caller) -> None:
    given = ("--set=owner=mops-specialist", "--set=approver=marketing-director", "--set=title=リスト管理")
    assert "  --set id=ID  Id. Short name" in refused(example, call, "process", *given, "--yes")
    assert call(example, "new", "process", *given, "--set=id=list-care").code == 0
    assert "\ntitle: リスト管理\n" in (example / "playbooks/processes/list-care.yml").read_text(encoding="utf-8")
    assert "  --set title=TITLE  " in refused(example, call, "process", *given[:2], "--yes")
    assert "--set id=" not in refused(example, call, "process", *given[:2], "--yes")
    assert "title: Title is needed." in refused(example, call, "process", *given[:2], "--set=title=", "--yes")


def test_roles_that_are_usual_are_proposed(example: Path, call: Caller) -> None:
    error = refused(
        example, call, "playbook", "--set=title=News", "--set=anchor=send_date", "--set=metric=registrations"
    )
    for proposal in (
        "owner=campaign-manager",
        "builder=mops-specialist",
        "reviewer=qa-reviewer",
        "approver=marketing-director",
    ):
        assert f"  --set {proposal} " in error
    assert (
        call(
            example,
            "new",
            "playbook",
            "--set=title=News",
            "--set=anchor=send_date",
            "--set=metric=registrations",
            "--yes",
        ).code
        == 0
    )


def test_a_naming_rule_with_fields_of_its_own(example: Path, call: Caller) -> None:
    taxonomy = "site_config/taxonomy.yml"
    change(example, taxonomy, ("{playbook}_{topic}", "{brand}_{topic}_{on_sale:%Y}"))
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert "  --set variables.brand=BRAND " in error
    assert "  --set variables.on_sale=ON_SALE " in error
    told = refused(
        example, call, "campaign", *GIVEN, "--yes", "--set=variables.brand=North", "--set=variables.on_sale=x"
    )
    assert "  variables.on_sale: The name needs a day for on_sale" in told
    given = ("--set=variables.brand=North", "--set=variables.on_sale=2027-05-01")
    assert call(example, "new", "campaign", *GIVEN, "--yes", *given).code == 0
    assert (example / f"{FOLDER}/20270415_north_no-spam_2027_de.yml").is_file()
    change(example, taxonomy, ("{brand}", "{brand"))
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert error.startswith('error: The naming rule "campaign" cannot be used')


def test_the_time_of_day_0_counts_where_hours_do(example: Path, call: Caller) -> None:
    assert "anchor_time: A campaign is asked nothing of that name here." in refused(
        example, call, "campaign", *GIVEN, "--yes", "--set=anchor_time=14:00"
    )
    change(example, WEBINAR, ("due: -4bd", "due: -24h"))
    wrong = refused(example, call, "campaign", *GIVEN, "--yes", "--set=anchor_time=2pm")
    assert "anchor_time: Write hours and minutes of a 24-hour clock, such as 14:00." in wrong
    assert "anchor_time" not in call(example, "new", "campaign", *GIVEN, "--yes", "--dry-run").out
    assert call(example, "new", "campaign", *GIVEN, "--yes", "--set=anchor_time=14:00").code == 0
    assert 'anchor_time: "14:00"\n' in (example / PATH).read_text(encoding="utf-8")


def test_a_default_that_the_playbook_cannot_mean(example: Path, call: Caller) -> None:
    variable = "  - {id: format, title: Format, type: choice, choices: [live, recorded], default: lively}\n"
    change(example, WEBINAR, ("    required: true\n", f"    required: true\n{variable}"))
    error = refused(example, call, "campaign", *GIVEN, "--yes")
    assert 'variables.format: There is no choice "lively". Did you mean live?' in error
    assert call(example, "new", "campaign", *GIVEN, "--yes", "--set=variables.format=live").code == 0
