"""`mopsdocs merge-driver`: real merges of real git, by step and key."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.cli.drivers import company_with
from tests.cli.programs import REPOSITORY
from tests.regions.offices import LIBRARY, Company, company
from tests.repositories import isolate

RECORDING = "        title: Mail the recording\n"
EXTRA = """\
      - id: {id}
        title: {title}
        kind: task
        responsible: [mops-specialist]
        accountable: campaign-manager
        due: +3bd
        effort: 1h
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A repository that merges documents with the driver, as its own instructions say, on the branch `theirs`."""
    made = company_with("merge-driver", tmp_path / "company", call)
    made.repository.git("checkout", "--quiet", "-b", "theirs")
    return made


def merged(made: Company, ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> tuple[int, str]:
    """Changes the library on two branches, and merges one into the other: how git ended, and what was said."""
    for old, new in theirs:
        made.change(old, new)
    made.repository.commit(message="theirs")
    made.repository.git("checkout", "--quiet", "main")
    for old, new in ours:
        made.change(old, new)
    made.repository.commit(message="ours")
    return merge(made)


def merge(made: Company) -> tuple[int, str]:
    command = ["git", "merge", "--no-edit", "theirs"]
    done = subprocess.run(command, cwd=made.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_steps_added_at_one_place_on_both_sides(made: Company) -> None:
    """Where git alone sees a conflict."""
    last = "        effort: 2h\n"
    one, other = EXTRA.format(id="write-report", title="Write the report"), EXTRA.format(id="thank", title="Thank")
    code, said = merged(made, [(last, last + one)], [(last, last + other)])
    assert code == 0, said
    text = made.read()
    assert one in text
    assert other in text
    assert "<<<<" not in text
    assert made.run("validate").code == 0


def test_neighbouring_keys_and_comments(made: Company) -> None:
    ours = [("due: +2bd\n", "due: +4bd  # later\n")]
    theirs = [("        effort: 2h\n", "        effort: 5h\n"), (RECORDING, "        # Ask legal.\n" + RECORDING)]
    before = made.read()
    code, said = merged(made, ours, theirs)
    assert code == 0, said
    expected = before
    for old, new in (*ours, *theirs):
        expected = expected.replace(old, new)
    assert made.read() == expected


def test_a_step_moved_here_and_changed_there(made: Company) -> None:
    text = made.read()
    start, end = text.index("      - id: suppress-list"), text.index("  - id: qa")
    step = text[start:end]
    qa = "  - id: qa\n    title: QA\n    type: qa\n    steps:\n"
    ours = [(step, ""), (qa, qa + step)]
    code, said = merged(made, ours, [("title: Apply the suppression lists", "title: Suppress")])
    assert code == 0, said
    assert qa + step.replace("Apply the suppression lists", "Suppress") in made.read()


def test_a_true_conflict(made: Company) -> None:
    code, said = merged(
        made,
        [("due: -4bd", "due: -5bd"), ("title: Launch\n", "title: Start\n")],
        [("due: -4bd", "due: -6bd"), (RECORDING, RECORDING.replace("Mail", "Publish"))],
    )
    assert code == 1
    assert f"conflict in {LIBRARY}: stages[qa]/steps[test-send]/due; ours was kept\n" in said
    assert f"CONFLICT (content): Merge conflict in {LIBRARY}\n" in said
    text = made.read()
    assert "due: -5bd\n" in text
    assert "title: Start\n" in text
    assert "title: Publish the recording\n" in text
    assert "<<<<" not in text
    assert made.repository.git("diff", "--name-only", "--diff-filter=U") == LIBRARY
    assert made.run("validate").code == 0


def test_two_branches_that_edit_one_copy(made: Company, call: Caller) -> None:
    made.repository.git("checkout", "--quiet", "main")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    made.repository.commit(message="a copy")
    copy = "playbooks/regions/de/webinar.yml"
    made.repository.git("checkout", "--quiet", "-B", "theirs")
    made.change("due: -4bd", "due: -5bd")
    assert call(made.root, "sync").code == 0
    made.repository.commit(message="sync")
    made.repository.git("checkout", "--quiet", "main")
    made.change("        depends_on: [suppress-list]\n", "        depends_on: [suppress-list]  # ours\n", copy)
    made.repository.commit(message="an edit")
    code, said = merge(made)
    assert code == 0, said
    assert "due: -5bd\n        depends_on: [suppress-list]  # ours\n" in made.read(copy)
    assert call(made.root, "status", "--check").code == 0


def test_a_file_that_both_sides_added(made: Company) -> None:
    path = "playbooks/library/event.yml"
    text = made.read().replace("id: webinar\n", "id: event\n")
    made.write(path, text.replace("due: -4bd", "due: -5bd"))
    made.repository.commit(message="theirs")
    made.repository.git("checkout", "--quiet", "main")
    made.write(path, text)
    made.repository.commit(message="ours")
    code, said = merge(made)
    assert code == 1
    assert "Traceback" not in said
    assert "bug" not in said
    assert made.read(path) == text


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_version_that_cannot_be_read(made: Company, side: str) -> None:
    """Our version stays: a refusal is a conflict for git."""
    broken = [("kind: playbook\n", "kind: [playbook\n")]
    fine = [("due: -4bd", "due: -5bd")]
    code, said = merged(made, *((broken, fine) if side == "ours" else (fine, broken)))
    assert code == 1
    assert "CONFLICT (content)" in said
    assert "error: " in said
    assert "Traceback" not in said
    assert "This is a bug" not in said
    assert made.read() == made.repository.git("show", f"HEAD:{LIBRARY}") + "\n"


def test_regions_and_catalogues(made: Company) -> None:
    path = "site_config/regions/de.yml"
    made.change("currency: EUR\n", "currency: CHF\n", path)
    made.repository.commit(message="theirs")
    made.repository.git("checkout", "--quiet", "main")
    made.change("regimes: [gdpr, uwg]\n", "regimes: [gdpr, uwg, ttdsg]\n", path)
    made.repository.commit(message="ours")
    code, said = merge(made)
    assert code == 0, said
    assert "currency: CHF\nregimes: [gdpr, uwg, ttdsg]\n" in made.read(path)


# Called by hand


@pytest.fixture
def files(tmp_path: Path) -> Company:
    """Three versions, in files called as git calls them."""
    made = company(tmp_path / "company", "de")
    for name in ("O", "A", "B"):
        made.write(name, made.read())
    return made


def test_outside_of_git(files: Company, call: Caller) -> None:
    files.change("due: -4bd", "due: -5bd", "A")
    files.change("due: -2bd", "due: -1bd", "B")
    done = call(files.root, "merge-driver", "O", "A", "B", LIBRARY)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert files.read("A") == files.read().replace("due: -4bd", "due: -5bd").replace("due: -2bd", "due: -1bd")
    assert files.read("B") == files.read().replace("due: -2bd", "due: -1bd")


def test_quiet(files: Company, call: Caller) -> None:
    files.change("due: -4bd", "due: -5bd", "A")
    files.change("due: -4bd", "due: -6bd", "B")
    done = call(files.root, "--quiet", "merge-driver", "O", "A", "B", LIBRARY)
    assert (done.code, done.out, done.err) == (1, "", "")


@pytest.mark.parametrize("arguments", [(), ("O",), ("O", "A")])
def test_too_few_files(files: Company, call: Caller, arguments: tuple[str, ...]) -> None:
    done = call(files.root, "merge-driver", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err == ("error: git gives this command three files.\nhint: mopsdocs merge-driver --install says how.\n")


def test_files_that_are_not_there_or_not_text(files: Company, call: Caller) -> None:
    done = call(files.root, "merge-driver", "O", "A", "no-such-file", LIBRARY)
    assert done.code == 2
    assert done.err.startswith("error: There is no file no-such-file.\n")
    done = call(files.root, "merge-driver", "O", "A", "playbooks", LIBRARY)
    assert done.code == 2
    (files.root / "B").write_bytes(b"\xff\xfe")
    done = call(files.root, "merge-driver", "O", "A", "B", LIBRARY)
    assert done.code == 2
    assert done.err.startswith(f"error: {LIBRARY} is not written in UTF-8.\n")
    assert files.read("A") == files.read()


def test_units_that_would_command_the_terminal(files: Company, call: Caller) -> None:
    for name, value in (("A", "1"), ("B", "2")):
        files.write(name, files.read() + f'"x_\\e[2J": {value}\n')
    done = call(files.root, "merge-driver", "O", "A", "B", "play\x1b]0;book")
    assert done.code in (1, 2)
    assert "\x1b" not in done.err
