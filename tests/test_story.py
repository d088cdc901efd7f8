"""A year of one playbook and four regional desks, in a real repository and with the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.programs import Done
from tests.regions.offices import Company, checksum, clone_of, company_in_git, copy_of
from tests.repositories import isolate

pytestmark = pytest.mark.slow

REGIONS = ("de", "fr", "sa", "us")

THANKS = """\
      # Sales asked for this.
      - id: thank-guests
        title: Thank the guests
        kind: task
        responsible: [mops-specialist]
        accountable: campaign-manager
        due: +1bd
        effort: 1h
"""
RECORDING = """\
      - id: mail-recording
        title: Mail the recording
        kind: task
        responsible: [mops-specialist]
        accountable: campaign-manager
        due: +2bd
        effort: 2h
"""
SUPPRESS = """\
      - id: suppress-list
        title: Apply the suppression lists
        kind: check
        severity: blocker
        responsible: [qa-reviewer]
        accountable: campaign-manager
        due: -12bd
        depends_on: [pull-list]
        evidence: screenshot
"""
REWORDED = SUPPRESS.replace("Apply the suppression lists", "Take everybody off the list who has objected")
CHECK_LINKS = """\
      # Broken links cost us a launch.
      - id: check-links
        title: Follow every link
        kind: check
        severity: blocker
        responsible: [qa-reviewer]
        accountable: campaign-manager
        due: -3bd
        depends_on: [test-send]
        evidence: screenshot
"""
PROVE_CONSENT = """\
      - id: de-prove-consent
        title: Prove prior consent for every contact on the list
        kind: check
        severity: blocker
        responsible: [mops-specialist]
        accountable: privacy-counsel
        due: -12bd
        evidence: link
        rationale: UWG section 7 asks for prior express consent, business contacts included.
"""
WORKS_COUNCIL = """\

      # ---- agreed with the works council in 2025 ----
      - id: de-works-council
        title: Show the campaign to the works council
        kind: task
        responsible: [campaign-manager]
        accountable: campaign-manager
        due: -5bd
        effort: 1h
"""
QA = "  - id: qa\n    title: QA\n    type: qa\n    steps:\n"
AFTER_SUPPRESS = "        depends_on: [suppress-list]\n"
TEST_SEND_ENDS = f"        due: -4bd\n{AFTER_SUPPRESS}"

AUDIENCE = "          - {id: audience-named, text: The audience is a segment of the catalogue}\n"

LOCAL: dict[str, list[tuple[str, str]]] = {
    "de": [
        (
            TEST_SEND_ENDS,
            f"        due: -6bd   # the works council sees it first\n{AFTER_SUPPRESS}{WORKS_COUNCIL}",
        )
    ],
    "fr": [
        ("the file.\n---\n", "the file.\n# Équipe France : Camille.\n---\n"),
        ("          Keep it on one page.\n", "          Keep it on one page, in French.\n"),
    ],
    "sa": [
        ("        due: -15bd\n", "        due: -20bd  # before Ramadan\n"),
        ("title: Mail the recording\n", "title: Mail the recording with Arabic subtitles\n"),
    ],
    "us": [
        ("tags: [events]\n", "tags: [events, roadshow]\nx_cost_center: 4711\n"),
        (AUDIENCE, ""),
    ],
}
"""What the desks make of their copies, of which only one thing is in the way of what the library will do."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


def succeeded(done: Done) -> str:
    assert (done.code, done.err) == (0, ""), done.out + done.err
    return done.out


def cloned(made: Company) -> None:
    """Chapter one: four copies, which are the library's text and nothing but what a copy needs besides."""
    library = made.read()
    said = succeeded(made.run("clone", "webinar", *(f"--region={code}" for code in REGIONS)))
    assert said.startswith("Wrote 4 regional copies:\n")
    for code in REGIONS:
        origin = (
            f"region: {code}\norigin:\n  playbook: webinar\n  path: playbooks/library/webinar.yml\n  version: 2.1.0\n"
            f"  sha256: {checksum(library)}\n  blob: {blob(made)}\n"
        )
        expected = library.replace("type: webinar\n", f"{origin}type: webinar\n", 1)
        if code == "de":
            expected = expected.replace(QA, PROVE_CONSENT + QA)
        assert made.read(copy_of(code)) == expected
    made.repository.commit(message="copies for four regions")


def edited_locally(made: Company) -> None:
    """Chapter two: every desk makes the copy its own."""
    for code, edits in LOCAL.items():
        for old, new in edits:
            made.change(old, new, copy_of(code))
    made.repository.commit(message="what the desks need")
    assert "4 in-sync" in succeeded(made.run("status", "--check"))


def library_goes_on(made: Company) -> None:
    """Chapter three: three releases of the library."""
    made.change("version: 2.1.0", "version: 2.2.0")
    made.change(SUPPRESS, REWORDED)
    made.repository.commit(message="2.2.0: a step in clearer words")
    made.change("version: 2.2.0", "version: 2.3.0")
    made.change(REWORDED, "")
    made.change(QA, QA + REWORDED)
    made.change(AFTER_SUPPRESS, AFTER_SUPPRESS + CHECK_LINKS)
    made.repository.commit(message="2.3.0: a step moves to QA, and a new blocker")
    made.change("version: 2.3.0", "version: 3.0.0")
    made.change(RECORDING, "")
    made.repository.commit(message="3.0.0: the recording goes on the site")


def blob(made: Company) -> str:
    return made.repository.git("rev-parse", "HEAD:playbooks/library/webinar.yml")


def followed(text: str, code: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    """What a copy has to become: its text with what the library did, and not one byte else."""
    last_in_qa = WORKS_COUNCIL if code == "de" else AFTER_SUPPRESS
    replaced = [
        ("version: 2.1.0", "version: 3.0.0"),
        (f"sha256: {old[0]}\n  blob: {old[1]}\n", f"sha256: {new[0]}\n  blob: {new[1]}\n"),
        (SUPPRESS, ""),
        (QA, QA + REWORDED),
        (last_in_qa, last_in_qa + CHECK_LINKS),
        *([(RECORDING, "")] if code != "sa" else []),
    ]
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after)
    return text


def keeps_what_is_local(made: Company) -> None:
    for code, edits in LOCAL.items():
        text = made.read(copy_of(code))
        for _, new in edits:
            assert all(line in text for line in new.splitlines()), (code, new)
    assert AUDIENCE not in made.read(copy_of("us"))
    assert PROVE_CONSENT in made.read(copy_of("de"))


def test_a_whole_story(tmp_path: Path) -> None:
    made = company_in_git(tmp_path / "company", *REGIONS)
    made.write("playbooks/library/webinar.yml", made.read() + THANKS)
    made.repository.commit(message="thank the guests")
    cloned(made)
    edited_locally(made)
    first = checksum(made.read()), blob(made)
    before = {code: made.read(copy_of(code)) for code in REGIONS}
    made.repository.git("checkout", "--quiet", "-b", "library-3")
    library_goes_on(made)

    # Chapter four: the sync, with the one conflict that somebody has to settle.
    sync = made.run("sync")
    assert (sync.code, sync.err) == (1, "")
    assert "3 brought up to date, 1 with conflicts.\n" in sync.out
    assert "! stages[monitor]/steps[mail-recording]: changed here, removed from the library\n" in sync.out
    assert [each["unit"] for each in made.conflicts("sa")["conflicts"]] == ["stages[monitor]/steps[mail-recording]"]
    assert made.run("status", "--check").code == 1
    assert made.run("sync").code == 1
    assert succeeded(made.run("resolve", copy_of("sa"), "--ours")) == "webinar@sa  up to date with 3.0.0\n"
    assert succeeded(made.run("sync")) == "4 up to date already.\n"
    assert "4 in-sync" in succeeded(made.run("status", "--check"))
    keeps_what_is_local(made)
    third = checksum(made.read()), blob(made)
    for code in REGIONS:
        assert made.read(copy_of(code)) == followed(before[code], code, first, third), code
    assert made.bases() == {third[0]}
    made.repository.commit(message="the copies follow")

    # Chapter five: the branch is squashed away, and a colleague clones only the end of the history.
    made.repository.git("checkout", "--quiet", "main")
    made.repository.git("merge", "--quiet", "--squash", "library-3")
    made.repository.commit(message="library 3")
    made.repository.git("branch", "--quiet", "-D", "library-3")
    shallow = clone_of(made, tmp_path / "shallow", "--depth=1")
    assert shallow.repository.git("rev-list", "--count", "HEAD") == "1"
    assert succeeded(shallow.run("sync")) == "4 up to date already.\n"

    # Chapter six: the library goes on, and the shallow clone keeps up.
    shallow.change("title: Pull the invitation list", "title: Pull the list of guests")
    shallow.change("version: 3.0.0", "version: 3.1.0")
    shallow.repository.commit(message="3.1.0: guests")
    assert succeeded(shallow.run("sync")).endswith("4 brought up to date.\n")
    assert "4 in-sync" in succeeded(shallow.run("status", "--check"))
    keeps_what_is_local(shallow)
    for code in REGIONS:
        assert shallow.changed_lines(copy_of(code)) == [
            "-version: 3.0.0",
            "+version: 3.1.0",
            "-  version: 3.0.0",
            f"-  sha256: {third[0]}",
            f"-  blob: {third[1]}",
            "+  version: 3.1.0",
            f"+  sha256: {checksum(shallow.read())}",
            f"+  blob: {blob(shallow)}",
            "-        title: Pull the invitation list",
            "+        title: Pull the list of guests",
        ]
    assert shallow.bases() == {checksum(shallow.read())}
    validated = shallow.run("validate", "playbooks/regions")
    assert validated.code == 0, validated.out
