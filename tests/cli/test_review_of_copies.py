"""What `mopsdocs review` says of regional copies that real commands, or people, have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Caller
from tests.cli.test_review import COUNSEL, found
from tests.regions.offices import BASES, LIBRARY, Company, company_in_git, copy_of
from tests.repositories import isolate

DE, SA = copy_of("de"), copy_of("sa")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A company with copies for two regions, of which the German one has another due date; on a branch of its own."""
    made = company_in_git(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--region=de,sa").code == 0
    made.change("due: -4bd", "due: -6bd", DE)
    made.repository.commit(message="copies")
    made.repository.git("switch", "--quiet", "--create", "change")
    return made


def told(made: Company, call: Caller, *arguments: str) -> list[tuple[str, str, str]]:
    return [(one["level"], one["id"], one["document"]) for one in found(made, call, *arguments)["changes"]]


def effects(change: Any) -> dict[str, str]:
    return {copy["region"]: copy["effect"] for copy in change["copies"]}


def weaken_and_bump(made: Company, call: Caller) -> None:
    """A change of the library, brought to the copies."""
    made.change(COUNSEL, "")
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    made.change("version: 2.1.0", "version: 3.0.0")
    assert call(made.root, "sync").code == 0


def test_a_change_that_a_sync_brought_is_told_once(made: Company, call: Caller) -> None:
    weaken_and_bump(made, call)
    assert told(made, call) == [
        ("error", "gate-approver-removed", "webinar"),
        ("info", "text-reworded", "webinar"),
        ("info", "copy-in-step", "webinar@de"),
        ("info", "copy-in-step", "webinar@sa"),
    ]
    changes = found(made, call)["changes"]
    assert effects(changes[0]) == {"de": "has it already", "sa": "has it already"}
    words = "The copy takes over 3 changes of its playbook and is in step with version 3.0.0, before with 2.1.0."
    assert [one["message"] for one in changes[2:]] == [words, words]


def test_a_sync_of_its_own_brings_nothing_that_nobody_judged(made: Company, call: Caller) -> None:
    made.repository.git("switch", "--quiet", "main")
    made.change(COUNSEL, "")
    made.repository.commit(message="library")
    made.repository.git("switch", "--quiet", "--create", "later")
    assert call(made.root, "sync").code == 0
    assert told(made, call) == [("info", "copy-in-step", "webinar@de"), ("info", "copy-in-step", "webinar@sa")]


def test_what_a_region_changed_besides_is_told(made: Company, call: Caller) -> None:
    weaken_and_bump(made, call)
    made.change("due: -6bd", "due: -9bd", DE)
    assert ("warning", "deadline-moved-earlier", "webinar@de") in told(made, call)


def test_a_gate_that_is_weaker_in_one_region(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "", SA)
    assert told(made, call) == [("error", "copy-weakens-library-gate", "webinar@sa")]
    (change,) = found(made, call)["changes"]
    assert change["message"].startswith("In Saudi Arabia alone: ")
    assert change["message"].endswith('no longer has to agree at the gate "Go or no-go".')


def test_what_a_region_had_more_than_the_library_is_its_own_to_lose(made: Company, call: Caller) -> None:
    made.change(COUNSEL, COUNSEL + "        - role: analyst\n", SA)
    made.repository.commit(message="one more")
    made.repository.git("switch", "--quiet", "--create", "less")
    made.change("        - role: analyst\n", "", SA)
    assert told(made, call, "change") == [("error", "gate-approver-removed", "webinar@sa")]


def test_a_local_control_that_goes_with_a_sync_is_told(made: Company, call: Caller) -> None:
    """What the copy had of its own was not the library's to take away."""
    made.change(COUNSEL, COUNSEL + "        - role: analyst\n", SA)
    made.repository.git("commit", "--quiet", "--all", "--message=one more")
    made.repository.git("branch", "--force", "main")
    made.repository.git("switch", "--quiet", "--create", "sync")
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    assert call(made.root, "sync").code == 0
    made.change("        - role: analyst\n", "", SA)
    assert ("error", "gate-approver-removed", "webinar@sa") in told(made, call)


def by_hand(made: Company, call: Caller) -> list[str]:
    changes = found(made, call)["changes"]
    return [one["message"] for one in changes if one["id"] == "origin-edited-by-hand" and one["level"] == "error"]


def test_an_origin_with_another_version(made: Company, call: Caller) -> None:
    made.change("  version: 2.1.0", "  version: 2.2.0", SA)
    assert by_hand(made, call) == [
        "The origin speaks of webinar 2.2.0, but the text it names by its checksum is webinar 2.1.0."
    ]


def test_an_origin_that_names_no_text(made: Company, call: Caller) -> None:
    sha = hashlib.sha256(made.read().encode()).hexdigest()
    made.change(sha, "ab" * 32, SA)
    (message,) = by_hand(made, call)
    assert (
        message == "The origin names a text of webinar 2.1.0 that the library does not have, nor had where this begins."
    )


def test_an_origin_that_moved_on_without_the_changes(made: Company, call: Caller) -> None:
    old = hashlib.sha256(made.read().encode()).hexdigest()
    before = made.read(SA)
    weaken_and_bump(made, call)
    new = hashlib.sha256(made.read().encode()).hexdigest()
    made.write(SA, before.replace(old, new).replace("  version: 2.1.0", "  version: 3.0.0"))
    (message,) = by_hand(made, call)
    assert message == (
        "The origin says that the copy is in step with webinar 3.0.0, but it lacks the change of "
        "pull-list / title and 1 other change."
    )


def test_a_base_that_the_library_never_had_hides_nothing(made: Company, call: Caller) -> None:
    """A branch brings a text of its own as the base, in which the control is as weak as in the copy."""
    fake = made.read().replace(COUNSEL, "")
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (made.read(), fake))
    made.write(f"{BASES}/{new}.yml", fake)
    made.change(old, new, SA)
    made.change(COUNSEL, "", SA)
    ids = {id for _, id, _ in told(made, call)}
    assert {"origin-edited-by-hand", "gate-approver-removed"} <= ids


def test_another_playbook_as_the_origin_hides_nothing(made: Company, call: Caller) -> None:
    """A branch brings a library playbook in which the control is as weak as in the copy."""
    fake = made.read().replace(COUNSEL, "").replace("id: webinar\n", "id: party\n")
    made.write("playbooks/library/party.yml", fake)
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (made.read(), fake))
    copy = made.read(SA).replace(COUNSEL, "").replace(old, new).replace("  playbook: webinar", "  playbook: party")
    made.write(SA, copy.replace("  path: playbooks/library/webinar.yml", "  path: playbooks/library/party.yml"))
    assert by_hand(made, call) == ['The origin is a text of "party", but this is a copy of "webinar".']


def test_a_second_playbook_of_one_id_hides_nothing(made: Company, call: Caller) -> None:
    for name in ("aaa", "zzz"):
        made.write(f"playbooks/library/{name}.yml", made.read().replace(COUNSEL, ""))
        seen = found(made, call)["changes"]
        assert [(one["id"], one["path"]) for one in seen] == [("document-added", f"playbooks/library/{name}.yml")]
        (made.root / f"playbooks/library/{name}.yml").unlink()


def test_a_change_that_is_declined(made: Company, call: Caller) -> None:
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    unit = "stages[segmentation]/steps[pull-list]/title"
    assert call(made.root, "sync", DE, "--keep", unit).code == 0
    assert ("warning", "library-change-declined", "webinar@de") in told(made, call)


def test_a_new_copy(made: Company, call: Caller) -> None:
    made.repository.git("rm", "--quiet", SA)
    made.repository.commit(message="without")
    made.repository.git("branch", "--force", "main")
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    assert told(made, call) == [("info", "document-added", "webinar@sa")]
    made.change(COUNSEL, "", SA)
    assert told(made, call) == [
        ("error", "copy-weakens-library-gate", "webinar@sa"),
        ("info", "document-added", "webinar@sa"),
    ]


def test_a_folder_knows_bases_as_git_does(made: Company, call: Caller, tmp_path: Path) -> None:
    before = made.files()
    for path, data in before.items():
        (tmp_path / "before" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "before" / path).write_bytes(data)
    weaken_and_bump(made, call)
    made.repository.commit(message="all")
    assert call(made.root, "review", "../before").out == call(made.root, "review", "main").out
    assert call(made.root, "review", "main", "change").out == call(made.root, "review", "main").out
    assert LIBRARY in call(made.root, "review", "../before").out


def test_the_history_of_a_copy(made: Company, call: Caller) -> None:
    weaken_and_bump(made, call)
    made.repository.commit(message="sync")
    shown = call(made.root, "log", "webinar@sa").out
    assert "The copy is in step with version 3.0.0 of its playbook, before with 2.1.0.  [copy-in-step]" in shown
    assert "origin" not in shown.replace("original", "")
    assert "Privacy counsel no longer has to agree" in shown
