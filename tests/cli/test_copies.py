"""`mopsdocs clone`, and which copies the PATHs and regions of the other commands mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.regions.offices import BASES, LIBRARY, Company, checksum, company, company_in_git, copy_of
from tests.repositories import isolate


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path) -> Company:
    return company(tmp_path / "company", "de", "sa")


def second_playbook(made: Company) -> None:
    made.write("playbooks/library/event.yml", made.read().replace("id: webinar\n", "id: event\n"))


ORIGIN = """\
region: {code}
origin:
  playbook: webinar
  path: playbooks/library/webinar.yml
  version: 2.1.0
  sha256: {sha}
"""


def copied(made: Company, code: str) -> str:
    """The copy for a region that requires no steps."""
    text = made.read()
    origin = ORIGIN.format(code=code, sha=checksum(text))
    return text.replace("type: webinar\n", f"{origin}type: webinar\n", 1)


def test_a_copy_is_the_text_of_the_library_with_region_and_origin(made: Company, call: Caller) -> None:
    done = call(made.root, "clone", "webinar", "--region", "sa")
    assert (done.code, done.err) == (0, "")
    assert made.read(copy_of("sa")) == copied(made, "sa")
    assert made.read(f"{BASES}/{checksum(made.read())}.yml") == made.read()


def test_it_says_what_to_look_at_next(made: Company, call: Caller) -> None:
    assert call(made.root, "clone", "webinar", "--region", "de,sa").out == (
        "Wrote 2 regional copies:\n"
        "  playbooks/regions/de/webinar.yml\n"
        "  playbooks/regions/sa/webinar.yml\n"
        "\n"
        "Look at these next:\n"
        "  Germany (de)\n"
        "    law: gdpr, uwg; consent opt-in for businesses, opt-in for consumers\n"
        "    working week: mon, tue, wed, thu, fri; time zone Europe/Berlin\n"
        "    footer: 1 line in site_config/regions/de.yml\n"
        "    webinar: 1 step added\n"
        "      + Prove prior consent for every contact on the list\n"
        "  Saudi Arabia (sa)\n"
        "    law: pdpl; consent opt-in for businesses, opt-in for consumers\n"
        "    working week: sun, mon, tue, wed, thu; time zone Asia/Riyadh\n"
        "    footer: 1 line in site_config/regions/sa.yml\n"
        "    webinar: no steps added\n"
        "\n"
        "Then: mopsdocs validate playbooks/regions/de playbooks/regions/sa\n"
    )
    assert call(made.root, "validate", "playbooks/regions/de", "playbooks/regions/sa").code == 0


def test_required_steps_come_to_the_end_of_their_stage_with_their_comments(made: Company, call: Caller) -> None:
    made.change(
        "      id: de-prove-consent\n",
        "      # Asked for by the DPO.\n      id: de-prove-consent  # since 2025\n",
        "site_config/regions/de.yml",
    )
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    added = """\
      # Asked for by the DPO.
      - id: de-prove-consent  # since 2025
        title: Prove prior consent for every contact on the list
        kind: check
        severity: blocker
        responsible: [mops-specialist]
        accountable: privacy-counsel
        due: -12bd
        evidence: link
        rationale: UWG section 7 asks for prior express consent, business contacts included.
"""
    qa = "  - id: qa\n"
    assert made.read(copy_of("de")) == copied(made, "de").replace(qa, added + qa)


def test_a_step_that_the_playbook_has_already_is_not_added(made: Company, call: Caller) -> None:
    made.change("- id: suppress-list\n", "- id: de-prove-consent\n")
    made.change("depends_on: [suppress-list]", "depends_on: [de-prove-consent]")
    done = call(made.root, "clone", "webinar", "--region=de")
    assert "    webinar: no steps added\n" in done.out
    assert made.read(copy_of("de")) == copied(made, "de")


def test_several_regions_and_playbooks(made: Company, call: Caller) -> None:
    second_playbook(made)
    done = call(made.root, "clone", "--all-playbooks", "--all-regions")
    assert done.code == 0
    assert done.out.startswith("Wrote 4 regional copies:\n")
    assert len(made.bases()) == 2
    assert call(made.root, "status", "--check").out.endswith("4 copies: 4 in-sync.\n")


@pytest.mark.parametrize("regions", [("--region=de", "--region=sa"), ("--region", "de,sa"), ("--region=de,,sa,de",)])
def test_ways_to_name_regions(made: Company, call: Caller, regions: tuple[str, ...]) -> None:
    assert call(made.root, "clone", "webinar", "webinar", *regions).out.startswith("Wrote 2 regional copies:\n")


def test_quiet(made: Company, call: Caller) -> None:
    done = call(made.root, "--quiet", "clone", "webinar", "--region=de")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (made.root / copy_of("de")).exists()


def test_the_copy_names_the_object_that_git_has(tmp_path: Path, call: Caller) -> None:
    made = company_in_git(tmp_path / "company", "sa")
    blob = made.repository.git("rev-parse", f"HEAD:{LIBRARY}")
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    assert f"  blob: {blob}\n" in made.read(copy_of("sa"))


def test_the_line_for_editors_leads_to_the_schema_of_copies(made: Company, call: Caller) -> None:
    line = "# yaml-language-server: $schema=../../schemas/playbook.json\n"
    made.write(LIBRARY, line + made.read())
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    moved = "# yaml-language-server: $schema=../../../schemas/regional_copy.json\n"
    assert made.read(copy_of("sa")) == copied(made, "sa").replace(line, moved)
    assert call(made.root, "status", "--format=json").out.count('"local": 0') == 1


def test_crlf(made: Company, call: Caller) -> None:
    plain = checksum(made.read())
    made.write(LIBRARY, made.read().replace("\n", "\r\n"))
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    text = made.read(copy_of("sa"))
    assert text.count("\n") == text.count("\r\n")
    assert f"  sha256: {plain}\r\n" in text
    assert made.bases() == {plain}
    assert checksum(made.read(f"{BASES}/{plain}.yml")) == plain


def test_a_library_playbook_without_a_line_break_at_its_end(made: Company, call: Caller) -> None:
    made.write(LIBRARY, made.read().removesuffix("\n"))
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    assert made.read(copy_of("sa")) == copied(made, "sa")
    assert call(made.root, "status", "--check").code == 0


# Refused


def refused(made: Company, call: Caller, *arguments: str) -> tuple[str, str]:
    """The sentence and the hint of a call that does nothing."""
    before = made.files()
    done = call(made.root, *arguments)
    assert (done.code, done.out) == (2, ""), done
    assert made.files() == before
    error, hint = done.err.splitlines()
    return error.removeprefix("error: "), hint.removeprefix("hint: ")


def test_nothing_is_overwritten(made: Company, call: Caller) -> None:
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    hint = "Nothing was written. mopsdocs sync brings copies up to date; to start one anew, remove it first."
    exists = f"{copy_of('de')} exists already."
    assert refused(made, call, "clone", "webinar", "--region=de") == (exists, hint)
    made.change("due: -4bd", "due: -6bd", copy_of("de"))
    assert refused(made, call, "clone", "webinar", "--all-regions") == (exists, hint)


@pytest.mark.parametrize("what", ["folder", "link", "other"])
def test_whatever_is_at_the_place_of_a_copy_stays(made: Company, call: Caller, what: str) -> None:
    place = made.root / copy_of("de")
    place.parent.mkdir(parents=True)
    if what == "folder":
        place.mkdir()
    elif what == "link":
        place.symlink_to("nowhere")
    else:
        place.write_text("kind: playbook\n", encoding="utf-8")
    assert refused(made, call, "clone", "webinar", "--region=de,sa")[0] == f"{copy_of('de')} exists already."
    assert not (made.root / copy_of("sa")).exists()


def test_a_file_where_the_folder_of_a_region_should_be(made: Company, call: Caller) -> None:
    made.write("playbooks/regions/de", "")
    reason, hint = refused(made, call, "clone", "webinar", "--all-regions")
    assert reason == f"{made.root / copy_of('de')} cannot be written: a part of its path is a file, not a folder."
    assert hint == "No file was changed. Rename that file, or choose another place."


@pytest.mark.parametrize(
    ("arguments", "reason", "hint"),
    [
        (("webinr", "--region=de"), 'There is no library playbook "webinr".', "Did you mean webinar?"),
        (("webcast", "--region=de"), 'There is no library playbook "webcast".', "Did you mean webinar?"),
        (("zzz", "--region=de"), 'There is no library playbook "zzz".', "There are: webinar."),
        (("webinar", "--region=germany"), 'There is no region "germany".', "Did you mean de?"),
        (("webinar", "--region=xx"), 'There is no region "xx".', "There are: de, sa."),
        (("webinar", "--region=de,xx"), 'There is no region "xx".', "There are: de, sa."),
        (("webinar", "--region=../de"), 'There is no region "../de".', "There are: de, sa."),
        (("--region=de",), "Say which playbooks to copy.", "Give their ids, or --all-playbooks alone."),
        (
            ("webinar", "--all-playbooks", "--region=de"),
            "Say which playbooks to copy.",
            "Give their ids, or --all-playbooks alone.",
        ),
        (("webinar",), "Say for which regions.", "Give --region CODE, or --all-regions alone."),
        (("webinar", "--region=,"), "Say for which regions.", "Give --region CODE, or --all-regions alone."),
        (
            ("webinar", "--region=de", "--all-regions"),
            "Say for which regions.",
            "Give --region CODE, or --all-regions alone.",
        ),
    ],
)
def test_what_cannot_be_copied(made: Company, call: Caller, arguments: tuple[str, ...], reason: str, hint: str) -> None:
    assert refused(made, call, "clone", *arguments) == (reason, hint)


def test_names_that_would_command_the_terminal(made: Company, call: Caller) -> None:
    reason, _ = refused(made, call, "clone", "web\x1b[31mnar\u202e", "--region=de")
    assert reason == r'There is no library playbook "web\x1b[31mnar\u202e".'


@pytest.mark.parametrize(
    ("path", "what"), [(LIBRARY, "library playbook webinar"), ("site_config/regions/de.yml", "region de")]
)
@pytest.mark.parametrize("damage", ["nonsense: true\n", "[\n"])
def test_what_has_errors_is_not_copied(made: Company, call: Caller, path: str, what: str, damage: str) -> None:
    made.write(path, made.read(path) + damage)
    assert refused(made, call, "clone", "webinar", "--region=de") == (
        f"The {what} needs mending first.",
        f"mopsdocs validate {path} says what is wrong.",
    )


def test_outside_a_workspace(tmp_path: Path, call: Caller) -> None:
    for command in ("clone", "status", "sync"):
        arguments = ["webinar", "--region=de"] if command == "clone" else []
        done = call(tmp_path, command, *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: {tmp_path} is not in a mopsdocs workspace.\n")


def test_titles_do_not_command_the_terminal(made: Company, call: Caller) -> None:
    made.change("title: Germany", r'title: "Ger\e[2Jmany\u202e"', "site_config/regions/de.yml")
    made.change(
        "title: Prove prior", r'title: "\e]0;owned\aProve\nprior"' + "  # was: Prior", "site_config/regions/de.yml"
    )
    done = call(made.root, "clone", "webinar", "--region=de")
    assert done.code == 0, done.err
    assert r"  Ger\x1b[2Jmany\u202e (de)" in done.out
    assert r"      + \x1b]0;owned\x07Prove\nprior" in done.out
    assert not any(character in done.out for character in "\x1b\x07\u202e")


# Which copies are meant


@pytest.fixture
def behind(made: Company, call: Caller) -> Company:
    """Four copies of two playbooks, all behind."""
    second_playbook(made)
    assert call(made.root, "clone", "--all-playbooks", "--all-regions").code == 0
    for path in (LIBRARY, "playbooks/library/event.yml"):
        made.change("due: -4bd", "due: -5bd", path)
    return made


def synced(made: Company, call: Caller, folder: str, *arguments: str) -> set[str]:
    """Which copies a sync in a folder of the workspace looks at."""
    done = call(made.root / folder, "sync", "--dry-run", *arguments)
    assert (done.code, done.err) == (0, "")
    return {line.split()[0] for line in done.out.splitlines() if "@" in line and not line.startswith(" ")}


EVERY = {"event@de", "event@sa", "webinar@de", "webinar@sa"}
GERMAN = {"event@de", "webinar@de"}


@pytest.mark.parametrize(
    ("folder", "arguments", "meant"),
    [
        (".", (), EVERY),
        (".", ("--all",), EVERY),
        (".", (".",), EVERY),
        (".", ("playbooks",), EVERY),
        (".", ("--region=de",), GERMAN),
        (".", ("--region=de,sa",), EVERY),
        (".", ("--region=de", "--region=sa"), EVERY),
        (".", ("playbooks/regions/de",), GERMAN),
        (".", ("playbooks/regions/de/",), GERMAN),
        (".", (copy_of("de"),), {"webinar@de"}),
        (".", (copy_of("de"), copy_of("sa"), copy_of("de")), {"webinar@de", "webinar@sa"}),
        (".", ("playbooks/regions/de", copy_of("sa")), {*GERMAN, "webinar@sa"}),
        (".", ("playbooks/regions", "--region=de"), GERMAN),
        ("playbooks/regions/de", ("webinar.yml",), {"webinar@de"}),
        ("playbooks/regions/de", (".",), GERMAN),
        ("playbooks/regions/de", (copy_of("sa"),), {"webinar@sa"}),
        ("playbooks", (), EVERY),
        ("playbooks/regions/de", ("../sa/webinar.yml",), {"webinar@sa"}),
    ],
)
def test_copies_that_are_meant(
    behind: Company, call: Caller, folder: str, arguments: tuple[str, ...], meant: set[str]
) -> None:
    assert synced(behind, call, folder, *arguments) == meant


def test_an_absolute_path_and_a_link(behind: Company, call: Caller, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(behind.root / "playbooks/regions/de")
    assert synced(behind, call, ".", str(behind.root / copy_of("de"))) == {"webinar@de"}
    assert synced(behind, call, ".", str(tmp_path / "link")) == GERMAN


NOT_A_COPY = "Copies lie in playbooks/regions; mopsdocs status lists them."


@pytest.mark.parametrize(
    ("arguments", "reason", "hint"),
    [
        ((LIBRARY,), f"{LIBRARY} is no regional copy.", NOT_A_COPY),
        (("site_config",), "site_config is no regional copy.", NOT_A_COPY),
        ((copy_of("sa"), "--region=de"), f"{copy_of('sa')} is no regional copy of de.", NOT_A_COPY),
        (("no/such.yml",), "There is no file no/such.yml.", "mopsdocs status lists the copies."),
        (("..",), ".. is outside the workspace {root}.", "mopsdocs status lists the copies."),
        (("/dev/null",), "/dev/null is outside the workspace {root}.", "mopsdocs status lists the copies."),
        (("--region=xx",), 'There is no region "xx".', "There are: de, sa."),
        (("--region=germany",), 'There is no region "germany".', "Did you mean de?"),
        (("--all", "--region=de"), "--all means every copy.", "Leave out --all, or the paths and regions."),
        (("--all", copy_of("de")), "--all means every copy.", "Leave out --all, or the paths and regions."),
    ],
)
def test_what_is_no_copy(behind: Company, call: Caller, arguments: tuple[str, ...], reason: str, hint: str) -> None:
    assert refused(behind, call, "sync", *arguments) == (reason.format(root=behind.root), hint)
