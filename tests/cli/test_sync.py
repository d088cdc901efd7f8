"""`mopsdocs sync`: what it takes over, what it leaves alone, what it says, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mopsdocs.regions.merging.walk import Part, Walk
from tests.cli.conftest import Caller
from tests.regions.offices import LIBRARY, Company, checksum, company, copy_of
from tests.repositories import isolate

DUE = "stages[qa]/steps[test-send]/due"
TITLE = "stages[segmentation]/steps[pull-list]/title"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """Two copies; the German one has an edit of its own."""
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    made.change("due: -2bd", "due: -3bd  # ours", copy_of("de"))
    return made


RENAMED = "playbooks/regions/sa/online-event.yml"


def library_goes_on(made: Company) -> None:
    made.change("version: 2.1.0", "version: 2.2.0")
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    made.change("due: -4bd", "due: -5bd")


def conflicting(made: Company) -> None:
    made.change("due: -4bd", "due: -6bd", copy_of("de"))
    library_goes_on(made)


def followed(text: str, made: Company) -> str:
    """A copy as it is to be after `library_goes_on`."""
    before, after = text.split("type: webinar\n", 1)
    sums = [line for line in before.splitlines() if line.startswith("  sha256: ")]
    before = before.replace("version: 2.1.0", "version: 2.2.0").replace(sums[0], f"  sha256: {checksum(made.read())}")
    after = after.replace("Pull the invitation list", "Pull the list of guests").replace("due: -4bd", "due: -5bd")
    return f"{before}type: webinar\n{after}"


TAKEN = """\
webinar@{code}  2.1.0 → 2.2.0
  - version 2.1.0 → 2.2.0
  - step "Pull the list of guests": title Pull the invitation list → Pull the list of guests
  - step "Send a test to every mail client on the list": due -4bd → -5bd
"""


def test_nothing_to_do(made: Company, call: Caller) -> None:
    before = made.files()
    done = call(made.root, "sync")
    assert (done.code, done.out, done.err) == (0, "2 up to date already.\n", "")
    assert made.files() == before


def test_no_copies(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    done = call(made.root, "sync")
    assert (done.code, done.out, done.err) == (0, "There are no regional copies.\n", "")


def test_what_the_library_changed_is_taken_over(made: Company, call: Caller) -> None:
    library_goes_on(made)
    expected = {code: followed(made.read(copy_of(code)), made) for code in ("de", "sa")}
    done = call(made.root, "sync")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{TAKEN.format(code='de')}{TAKEN.format(code='sa')}\n2 brought up to date.\n"
    assert {code: made.read(copy_of(code)) for code in expected} == expected
    assert call(made.root, "sync").out == "2 up to date already.\n"


def test_dry_run_says_the_same_and_changes_nothing(made: Company, call: Caller) -> None:
    conflicting(made)
    before = made.files()
    dry = call(made.root, "sync", "--dry-run")
    assert made.files() == before
    wet = call(made.root, "sync")
    assert (dry.code, wet.code) == (1, 1)
    assert dry.out == wet.out.replace("1 brought up to date", "1 would be brought up to date")


def test_only_what_is_asked_for(made: Company, call: Caller) -> None:
    library_goes_on(made)
    german = made.read(copy_of("de"))
    done = call(made.root, "sync", "--region=sa")
    assert (done.code, done.out) == (0, f"{TAKEN.format(code='sa')}\n1 brought up to date.\n")
    assert made.read(copy_of("de")) == german


def test_quiet(made: Company, call: Caller) -> None:
    library_goes_on(made)
    done = call(made.root, "--quiet", "sync", "--region=sa")
    assert (done.code, done.out, done.err) == (0, "", "")
    made.change("due: -4bd", "due: -6bd", copy_of("de"))
    done = call(made.root, "--quiet", "sync")
    assert done.code == 1
    assert DUE in done.out


def test_a_copy_has_a_version_and_a_review_of_its_own(made: Company, call: Caller) -> None:
    """Once it differs from the library's, that is nobody's conflict."""
    made.change("status: approved\nversion: 2.1.0", "status: approved\nversion: 2.1.7", copy_of("de"))
    made.change("last_reviewed: 2026-10-05", "last_reviewed: 2026-11-01", copy_of("de"))
    made.change("last_reviewed: 2026-10-05", "last_reviewed: 2026-11-20")
    library_goes_on(made)
    done = call(made.root, "sync")
    assert done.code == 0
    text = made.read(copy_of("de"))
    assert "status: approved\nversion: 2.1.7\n" in text
    assert "last_reviewed: 2026-11-01\n" in text
    assert "  version: 2.2.0\n" in text
    assert "version: 2.2.0\nowner" in made.read(copy_of("sa"))
    assert "last_reviewed: 2026-11-20\n" in made.read(copy_of("sa"))


def test_the_same_change_on_both_sides_is_no_conflict(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd", copy_of("de"))
    library_goes_on(made)
    done = call(made.root, "sync", "--region=de")
    assert done.code == 0
    assert "due -4bd" not in done.out, "the copy had that already"


def test_a_library_playbook_under_another_name(made: Company, call: Caller) -> None:
    made.change("id: webinar\n", "id: online-event\nprevious_ids: [webinar]\n")
    (made.root / LIBRARY).rename(made.root / "playbooks/library/online-event.yml")
    before = made.read(copy_of("sa"))
    done = call(made.root, "sync", "--region=sa")
    assert (done.code, done.err) == (0, "")
    assert f"  its file is now {RENAMED}\n" in done.out
    assert not (made.root / copy_of("sa")).exists()
    text = made.read(RENAMED)
    assert "id: online-event\n" in text
    assert "  playbook: online-event\n  path: playbooks/library/online-event.yml\n" in text
    assert call(made.root, "validate", RENAMED).code == 0
    assert call(made.root, "sync", "--region=sa").out == "1 up to date already.\n"

    made.write(copy_of("sa"), before)
    assert call(made.root, "sync", "--region=sa").code == 0, "a sync that was killed halfway is finished"
    assert not (made.root / copy_of("sa")).exists()
    assert made.read(RENAMED) == text


def test_a_copy_whose_new_name_is_taken_is_left_alone(made: Company, call: Caller) -> None:
    made.change("id: webinar\n", "id: online-event\nprevious_ids: [webinar]\n")
    (made.root / LIBRARY).rename(made.root / "playbooks/library/online-event.yml")
    made.write(RENAMED, made.read(copy_of("sa")).replace("id: webinar", "id: other-event"))
    before = made.files()
    done = call(made.root, "sync", copy_of("sa"))
    assert done.code == 2
    assert done.out == (
        f"webinar@sa  left alone: {copy_of('sa')} becomes {RENAMED}, and there is such a file.\n"
        "  hint: Remove or rename one of the two files.\n"
        "\n"
        "1 left alone.\n"
    )
    assert made.files() == before


def test_a_merge_that_lost_its_meaning_is_never_written(
    made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such texts are known, so the walk is made to lose a line."""
    library_goes_on(made)
    whole = Walk.document

    def lossy(walk: Walk) -> Part:
        part = whole(walk)
        return Part(part.text.replace("        due: -5bd\n", ""), part.data)

    monkeypatch.setattr(Walk, "document", lossy)
    before = made.files()
    done = call(made.root, "sync", copy_of("de"))
    assert done.code == 2
    assert done.out == (
        "webinar@de  left alone: what both sides wrote cannot be put together step by step.\n"
        "  hint: Take the changes over by hand, and please report both texts: this is a bug in mopsdocs.\n"
        "\n"
        "1 left alone.\n"
    )
    assert made.files() == before


def test_a_new_name_comes_when_the_last_conflict_is_settled(made: Company, call: Caller) -> None:
    made.change("id: webinar\n", "id: online-event\nprevious_ids: [webinar]\n")
    made.change("due: -4bd", "due: -5bd")
    made.change("due: -4bd", "due: -6bd", copy_of("sa"))
    (made.root / LIBRARY).rename(made.root / "playbooks/library/online-event.yml")
    assert call(made.root, "sync", "--region=sa").code == 1
    done = call(made.root, "resolve", copy_of("sa"), "--ours")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"webinar@sa  up to date with 2.1.0\n  its file is now {RENAMED}\n"
    assert "due: -6bd" in made.read(RENAMED)
    assert not (made.root / copy_of("sa")).exists()


def test_an_orphan(made: Company, call: Caller) -> None:
    (made.root / LIBRARY).unlink()
    before = made.files()
    done = call(made.root, "sync", "--region=de")
    assert done.out == (
        "webinar@de  its library playbook is gone\n"
        "  hint: remove the copy, or give the new playbook the old id under previous_ids\n"
        "\n"
        "1 left alone.\n"
    )
    assert made.files() == before


def test_crlf_copies_stay_so(made: Company, call: Caller) -> None:
    made.write(copy_of("de"), made.read(copy_of("de")).replace("\n", "\r\n"))
    library_goes_on(made)
    expected = followed(made.read(copy_of("de")).replace("\r\n", "\n"), made).replace("\n", "\r\n")
    assert call(made.root, "sync").code == 0
    assert made.read(copy_of("de")) == expected


@pytest.mark.parametrize("path", [LIBRARY, copy_of("de")])
@pytest.mark.parametrize("damage", ["nonsense: true\n", "[\n", "stages: []\n"])
def test_documents_with_errors_stop_it(made: Company, call: Caller, path: str, damage: str) -> None:
    library_goes_on(made)
    made.write(path, made.read(path) + damage)
    before = made.files()
    done = call(made.root, "sync")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {path} needs mending first.\nhint: mopsdocs validate {path} says what is wrong.\n"
    assert made.files() == before


def test_a_broken_copy_is_no_reason_to_leave_others_behind(made: Company, call: Caller) -> None:
    library_goes_on(made)
    made.write(copy_of("de"), made.read(copy_of("de")) + "nonsense: true\n")
    assert call(made.root, "sync", "--region=sa").code == 0
    assert "version: 2.2.0" in made.read(copy_of("sa"))
    assert call(made.root, "sync", copy_of("de")).code == 2
    assert call(made.root, "sync").code == 2


def test_a_copy_without_origin(made: Company, call: Caller) -> None:
    text = made.read(copy_of("de"))
    start, end = text.index("origin:\n"), text.index("type: webinar\n")
    made.write(copy_of("de"), text[:start] + text[end:])
    done = call(made.root, "sync")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {copy_of('de')} needs mending first.\n")
    assert "origin" in call(made.root, "validate", copy_of("de")).out


# Conflicts


def test_a_conflict_leaves_the_local_value_and_is_written_down(made: Company, call: Caller) -> None:
    base = checksum(made.read())
    conflicting(made)
    done = call(made.root, "sync")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "webinar@de  1 conflict with 2.2.0\n"
        "  - version 2.1.0 → 2.2.0\n"
        '  - step "Pull the list of guests": title Pull the invitation list → Pull the list of guests\n'
        f"  ! {DUE}: changed here and in the library\n"
        "  hint: mopsdocs resolve playbooks/regions/de/webinar.yml\n"
        f"{TAKEN.format(code='sa')}\n"
        "1 brought up to date, 1 with conflicts.\n"
    )
    text = made.read(copy_of("de"))
    line = text[: text.index("        due: -6bd")].count("\n") + 1
    assert f"  sha256: {base}\n" in text, "the base does not move"
    assert made.conflicts("de") == {
        "version": 1,
        "document": copy_of("de"),
        "base": base,
        "theirs": checksum(made.read()),
        "upstream_version": "2.2.0",
        "conflicts": [
            {
                "unit": DUE,
                "path": ["stages", "qa", "steps", "test-send", "due"],
                "what": "changed",
                "base": "due: -4bd\n",
                "ours": "due: -6bd\n",
                "theirs": "due: -5bd\n",
                "reason": "",
                "lines": [line, line],
                "choice": None,
            }
        ],
    }
    assert made.bases() == {base, checksum(made.read())}
    assert call(made.root, "validate", copy_of("de")).code == 0


def test_a_second_sync_waits_until_conflicts_are_settled(made: Company, call: Caller) -> None:
    conflicting(made)
    assert call(made.root, "sync").code == 1
    made.change("title: Apply the suppression lists", "title: Suppress")
    before = made.files()
    done = call(made.root, "sync", "--region=de")
    assert (done.code, done.out) == (
        1,
        "webinar@de  1 conflict from an earlier sync still open\n"
        "  hint: mopsdocs resolve playbooks/regions/de/webinar.yml\n"
        "\n"
        "1 left alone.\n",
    )
    assert made.files() == before
    assert call(made.root, "resolve", copy_of("de"), "--theirs").code == 0
    assert "title: Suppress" not in made.read(copy_of("de"))
    assert call(made.root, "sync").code == 0
    assert "title: Suppress" in made.read(copy_of("de"))


def test_continue(made: Company, call: Caller) -> None:
    """A copy whose conflicts were all settled, perhaps by hand in the file, is finished."""
    conflicting(made)
    assert call(made.root, "sync").code == 1
    assert call(made.root, "sync", "--continue").code == 1
    opened = made.conflicts("de")
    opened["conflicts"][0]["choice"] = "theirs"
    made.write(f"{copy_of('de')}.conflicts.json", json.dumps(opened))
    assert "  hint: mopsdocs sync --continue\n" in call(made.root, "sync").out
    done = call(made.root, "sync", "--continue")
    assert (done.code, done.err) == (0, "")
    assert "1 brought up to date." in done.out
    assert made.conflicts("de") is None
    assert "        due: -5bd\n" in made.read(copy_of("de"))
    assert "due: -3bd  # ours" in made.read(copy_of("de"))
    assert made.bases() == {checksum(made.read())}


def test_continue_with_nothing_to_continue(made: Company, call: Caller) -> None:
    library_goes_on(made)
    before = made.files()
    done = call(made.root, "sync", "--continue")
    assert (done.code, done.out, done.err) == (0, "No copy has open conflicts.\n", "")
    assert made.files() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"version": 2}',
        "\udc00",
        '{"version": 1, "document": "x", "base": "x", "theirs": "x", "upstream_version": "1", "conflicts": [1]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_of_conflicts(made: Company, call: Caller, text: str) -> None:
    conflicting(made)
    assert call(made.root, "sync").code == 1
    name = f"{copy_of('de')}.conflicts.json"
    (made.root / name).write_bytes(text.encode(errors="surrogatepass"))
    before = made.files()
    for arguments in (("sync",), ("sync", "--continue"), ("resolve", copy_of("de"), "--ours"), ("status",)):
        done = call(made.root, *arguments)
        assert (done.code, done.out) == (2, ""), arguments
        assert done.err == (
            f"error: {name} is damaged.\n"
            "hint: Delete it and sync again: the copy has your values, and the sync finds the conflicts anew.\n"
        )
    assert made.files() == before
    (made.root / name).unlink()
    assert call(made.root, "sync").code == 1
    assert [each["unit"] for each in made.conflicts("de")["conflicts"]] == [DUE]


def test_a_conflict_file_of_another_text(made: Company, call: Caller) -> None:
    """Somebody has taken back the copy, and the base it names is not kept any more."""
    conflicting(made)
    assert call(made.root, "sync").code == 1
    shutil.rmtree(made.root / "playbooks/.base")
    before = made.files()
    done = call(made.root, "resolve", copy_of("de"), "--ours")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {copy_of('de')} cannot be updated: the text it was made from, webinar 2.1.0, ")
    assert made.files() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--continue", "--keep=due"), "--continue and --keep exclude each other."),
        (("--gc", "--continue"), "--gc is about all copies, and only about their bases."),
        (("--gc", "--region=de"), "--gc is about all copies, and only about their bases."),
        (("--gc", copy_of("de")), "--gc is about all copies, and only about their bases."),
        (("--gc", "--keep=due"), "--gc is about all copies, and only about their bases."),
    ],
)
def test_options_that_exclude_each_other(made: Company, call: Caller, arguments: tuple[str, ...], reason: str) -> None:
    library_goes_on(made)
    before = made.files()
    done = call(made.root, "sync", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {reason}\nhint: ")
    assert made.files() == before


# --keep


def test_keep_declines_a_change_for_good(made: Company, call: Caller) -> None:
    library_goes_on(made)
    done = call(made.root, "sync", "--region=sa", "--keep", TITLE)
    assert (done.code, done.err) == (0, "")
    text = made.read(copy_of("sa"))
    assert "title: Pull the invitation list\n" in text
    assert "        due: -5bd\n" in text
    assert f"  kept:\n    - {TITLE}\n" in text or f"  kept: [{TITLE}]\n" in text or f'"{TITLE}"' in text
    made.change("title: Pull the list of guests", "title: Ask for the list of guests")
    made.change("due: -5bd", "due: -7bd")
    assert call(made.root, "sync", "--region=sa").code == 0
    text = made.read(copy_of("sa"))
    assert "title: Pull the invitation list\n" in text
    assert "        due: -7bd\n" in text
    assert json.loads(call(made.root, "status", "--format=json").out)["copies"][1]["units"]["kept"] == 1


@pytest.mark.parametrize("word", [TITLE, "pull-list/title", "steps[pull-list]/title", "[pull-list]/title", "pull-list"])
def test_ways_to_name_a_unit(made: Company, call: Caller, word: str) -> None:
    library_goes_on(made)
    assert call(made.root, "sync", "--region=sa", "--keep", word).code == 0
    assert "title: Pull the invitation list\n" in made.read(copy_of("sa"))
    assert "        due: -5bd\n" in made.read(copy_of("sa"))


def test_keep_settles_what_would_be_a_conflict(made: Company, call: Caller) -> None:
    conflicting(made)
    done = call(made.root, "sync", "--region=de", "--keep=test-send/due")
    assert (done.code, done.err) == (0, "")
    assert "        due: -6bd\n" in made.read(copy_of("de"))
    assert made.conflicts("de") is None


def test_keep_a_step_that_the_library_removes(made: Company, call: Caller) -> None:
    made.change("depends_on: [suppress-list]", "depends_on: [pull-list]")
    text = made.read()
    start, end = text.index("      - id: suppress-list"), text.index("  - id: qa")
    made.write(LIBRARY, text[:start] + text[end:])
    done = call(made.root, "sync", "--region=sa", "--keep=suppress-list")
    assert (done.code, done.err) == (0, "")
    assert "- id: suppress-list" in made.read(copy_of("sa"))
    assert "depends_on: [pull-list]\n" in made.read(copy_of("sa"))


def test_keep_in_a_dry_run(made: Company, call: Caller) -> None:
    library_goes_on(made)
    before = made.files()
    done = call(made.root, "sync", "--region=sa", "--keep=pull-list/title", "--dry-run")
    assert done.code == 0
    assert "Pull the list of guests" not in done.out
    assert made.files() == before


@pytest.mark.parametrize(
    ("word", "reason", "hint"),
    [
        (
            "launch",
            'No such unit is called "launch".',
            "There are stages[qa], stages[qa]/steps[test-send], stages[qa]/steps[test-send]/due, stages[segmentation], "
            "stages[segmentation]/steps[pull-list], stages[segmentation]/steps[pull-list]/title and more.",
        ),
        ("", 'No such unit is called "".', None),
        ("///", 'No such unit is called "///".', None),
        ("\x1b[2J", r'No such unit is called "\x1b[2J".', None),
    ],
)
def test_keep_of_what_the_library_has_not_changed(
    made: Company, call: Caller, word: str, reason: str, hint: str | None
) -> None:
    library_goes_on(made)
    before = made.files()
    done = call(made.root, "sync", "--region=sa", "--keep", word)
    assert (done.code, done.out) == (2, "")
    error, said = done.err.splitlines()
    assert error == f"error: {reason}"
    assert said.startswith("hint: There are stages[qa]")
    assert hint is None or said == f"hint: {hint}"
    assert made.files() == before


def test_keep_of_a_copy_that_is_up_to_date(made: Company, call: Caller) -> None:
    done = call(made.root, "sync", "--region=sa", "--keep=due")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"error: {copy_of('sa')} has no change of the library to decline.\n"
        "hint: mopsdocs status says where every copy stands.\n"
    )


def test_keep_in_several_copies(made: Company, call: Caller) -> None:
    """What one copy has not to decline, because it did the same itself, another has."""
    library_goes_on(made)
    made.change("title: Pull the invitation list", "title: Pull the list of guests", copy_of("de"))
    done = call(made.root, "sync", "--keep=pull-list/title")
    assert (done.code, done.err) == (0, "")
    assert "kept" not in made.read(copy_of("de"))
    assert "title: Pull the invitation list\n" in made.read(copy_of("sa"))
    assert all("        due: -5bd\n" in made.read(copy_of(region)) for region in ("de", "sa"))
    assert call(made.root, "sync", "--keep=pull-list/title").err == (
        "error: The copies have no change of the library to decline.\n"
        "hint: mopsdocs status says where every copy stands.\n"
    )


def test_a_name_that_could_be_two_units(made: Company, call: Caller) -> None:
    library_goes_on(made)
    made.change("due: -12bd", "due: -13bd")
    done = call(made.root, "sync", "--region=sa", "--keep=due")
    assert done.code == 2
    assert done.err == (
        f"error: due could be {DUE}, stages[segmentation]/steps[suppress-list]/due.\nhint: Give more of its name.\n"
    )


def test_what_is_written_by_others_does_not_command_the_terminal(made: Company, call: Caller) -> None:
    made.change("title: Pull the invitation list", r'title: "Pull \e[2J\u202ethe list\r"')
    made.change("version: 2.1.0", "version: 2.2.0")
    made.change("title: Apply the suppression lists", r'title: "\e]8;;https://example.org\aApply"', copy_of("sa"))
    made.change("title: Apply the suppression lists", "title: Suppress")
    done = call(made.root, "sync", "--region=sa")
    assert done.code == 1
    shown = done.out + call(made.root, "resolve", copy_of("sa")).out + call(made.root, "status").out
    assert r"\x1b[2J\u202ethe list\r" in shown
    assert not any(character in shown for character in "\x1b\x07\r\u202e")
