"""`mopsdocs diff-driver`: real differences of real git, in the terms of the process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.cli.drivers import company_with
from tests.cli.programs import REPOSITORY
from tests.regions.offices import LIBRARY, Company, copy_of
from tests.repositories import isolate

ROLES = "site_config/roles.yml"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A repository that shows differences with the driver, as its own instructions say."""
    return company_with("diff-driver", tmp_path / "company", call)


def test_a_change_in_words(made: Company) -> None:
    made.change('        - role: privacy-counsel\n          when: region.consent.b2b == "opt-in"\n', "")
    assert made.repository.git("diff") == (
        f"{LIBRARY}\n"
        '  error  Privacy counsel no longer has to agree at the gate "Go or no-go".  line 106 [gate-approver-removed]\n'
        "  warning  The version is still 2.1.0; what changed calls for a new major version.  line 9 "
        "[version-not-bumped]"
    )
    assert "-        - role: privacy-counsel" in made.repository.git("diff", "--no-ext-diff")


def test_layout_new_deleted_and_renamed_files(made: Company) -> None:
    made.write(LIBRARY, "# Ours.\n" + made.read())
    assert made.repository.git("diff") == f"{LIBRARY}\n  Layout or comments alone."
    made.repository.git("checkout", "--quiet", ".")
    (made.root / LIBRARY).rename(made.root / "playbooks/library/event.yml")
    made.change("title: Launch", "title: Go live", "playbooks/library/event.yml")
    made.repository.git("add", "--all")
    shown = made.repository.git("diff", "--cached", "--find-renames")
    assert shown.startswith(f"{LIBRARY} → playbooks/library/event.yml\n")
    assert 'is now "Go live", before "Launch".' in shown
    shown = made.repository.git("diff", "--cached", "--no-renames")
    assert '  warning  The playbook "Webinar" is gone.' in shown
    assert '  info  There is a new playbook "Webinar".' in shown


def test_an_entry_that_is_gone_is_told_although_nobody_knows_who_names_it(made: Company) -> None:
    before, _, rest = made.read(ROLES).partition("  - id: marketing-director\n")
    made.write(ROLES, before)
    assert "  - id:" not in rest, "it is the last one"
    shown = made.repository.git("diff").splitlines()
    assert shown == [ROLES, '  info  The role "Marketing director" is gone.  line 24 [entry-removed]']


def test_a_copy_is_compared_with_itself_alone(made: Company) -> None:
    """Whether its origin says the truth takes the library and its past."""
    assert made.run("clone", "webinar", "--region=de").code == 0
    made.repository.commit(message="a copy")
    path = copy_of("de")
    made.write(path, re.sub(r"sha256: \S+", 'sha256: "' + "0" * 64 + '"', made.read(path)))
    shown = made.repository.git("diff").splitlines()
    says = "  info  The copy is in step with version 2.1.0 of its playbook, in a later text.  line 22 [copy-in-step]"
    assert shown == [path, says]


def test_what_is_no_document_is_shown_by_lines(made: Company) -> None:
    made.write(LIBRARY, "kind: [\n")
    shown = made.repository.git("diff")
    assert shown.startswith(f"{LIBRARY}\n  A version is not a valid document, so here are its lines.\n")
    assert "+kind: [" in shown
    (made.root / LIBRARY).write_bytes(b"\xff\x00\x1b[2J\n")
    shown = made.repository.git("diff")
    assert "\x1b" not in shown


def test_history_shows_it_too(made: Company) -> None:
    made.change("title: Launch", "title: Go live")
    made.repository.commit(message="a title")
    assert 'is now "Go live", before "Launch".' in made.repository.git("show", "--ext-diff", "--format=%s")
    assert "+" in made.repository.git("show")


def test_without_git(made: Company, call: Caller) -> None:
    done = call(made.root, "diff-driver")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error: git gives this command the versions of a file.\nhint: mopsdocs diff-driver --install says how.\n"
    )
    done = call(made.root, "diff-driver", "x", "nowhere", "0", "100644", "nowhere", "0", "100644")
    assert (done.code, done.err.split("\n")[0]) == (2, "error: There is no file nowhere.")
