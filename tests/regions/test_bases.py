"""Where the text comes from that a copy was made from, in real repositories; and what is said when it is nowhere."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from mopsdocs.documents.loader import load
from mopsdocs.documents.model import Origin
from mopsdocs.regions.origin import LibraryText, origin_of, with_origin
from tests.cli.conftest import Caller
from tests.cli.programs import Done
from tests.regions.offices import BASES, LIBRARY, Company, checksum, clone_of, company, company_in_git, copy_of
from tests.repositories import isolate


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A repository with one copy, committed after the library playbook that it was made from."""
    made = company_in_git(tmp_path / "company", "de")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    made.repository.commit(message="a copy")
    return made


def library_goes_on(made: Company) -> None:
    made.change("due: -4bd", "due: -5bd")


def lose_base(made: Company) -> str:
    """Removes the one base there is; returns its path."""
    (sha,) = made.bases()
    (made.root / BASES / f"{sha}.yml").unlink()
    return f"{BASES}/{sha}.yml"


def in_step(made: Company, done: Done) -> None:
    assert (done.code, done.err) == (0, ""), done.out
    assert "        due: -5bd\n" in made.read(copy_of("de"))
    assert f"  sha256: {checksum(made.read())}\n" in made.read(copy_of("de"))


def without_blob(made: Company) -> None:
    """As of a copy that was made before its library playbook was committed."""
    text = made.read(copy_of("de"))
    (line,) = [line for line in text.splitlines(keepends=True) if line.startswith("  blob: ")]
    made.write(copy_of("de"), text.replace(line, ""))


def refused(made: Company, call: Caller) -> list[str]:
    """The reason and the hint of a sync that cannot be; nothing is written and the copy is not touched."""
    before = made.files()
    done = call(made.root, "sync")
    assert (done.code, done.err) == (2, "")
    assert made.files() == before
    lines = done.out.splitlines()
    assert lines[-1] == "1 left alone."
    assert lines[0].startswith("webinar@de  left alone: ")
    return [lines[0].removeprefix("webinar@de  left alone: "), lines[1].removeprefix("  hint: ")]


def obeyed(made: Company, hint: str) -> None:
    """Does what comes after the colon of a hint."""
    subprocess.run(shlex.split(hint.rpartition(": ")[2]), cwd=made.root, check=True, capture_output=True)


LOST = f"{copy_of('de')} cannot be updated: the text it was made from, webinar 2.1.0, "


# Found


def test_the_base(made: Company, call: Caller) -> None:
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))
    assert made.bases() == {checksum(made.read())}


def test_the_base_without_git(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    assert "blob:" not in made.read(copy_of("de"))
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))


def test_the_object_of_git(made: Company, call: Caller) -> None:
    lose_base(made)
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))


def test_a_base_that_was_changed_by_hand_is_not_believed(made: Company, call: Caller) -> None:
    (sha,) = made.bases()
    made.change("due: -4bd", "due: -3bd", f"{BASES}/{sha}.yml")
    made.repository.commit(message="hands")
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"kind: playbook\n"])
def test_a_damaged_base(made: Company, call: Caller, data: bytes) -> None:
    (sha,) = made.bases()
    (made.root / BASES / f"{sha}.yml").write_bytes(data)
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))


def test_the_commit_that_had_the_text(made: Company, call: Caller) -> None:
    without_blob(made)
    lose_base(made)
    library_goes_on(made)
    made.repository.commit(message="the library goes on")
    in_step(made, call(made.root, "sync"))


def test_a_commit_on_another_branch(made: Company, call: Caller) -> None:
    made.repository.git("checkout", "--quiet", "-b", "other")
    made.change("version: 2.1.0", "version: 2.2.0")
    assert call(made.root, "sync").code == 0
    made.repository.commit(message="2.2.0 on a branch")
    copied = made.read(copy_of("de"))
    made.repository.git("checkout", "--quiet", "main")
    made.write(copy_of("de"), copied)
    library_goes_on(made)
    done = call(made.root, "sync")
    assert (done.code, done.err) == (0, "")
    assert "  - step " in done.out


def test_a_library_playbook_that_has_moved(made: Company, call: Caller) -> None:
    without_blob(made)
    lose_base(made)
    made.repository.git("mv", LIBRARY, "playbooks/library/online-event.yml")
    made.change("due: -4bd", "due: -5bd", "playbooks/library/online-event.yml")
    made.repository.commit(message="moved")
    assert call(made.root, "sync").code == 0
    assert "  path: playbooks/library/online-event.yml\n" in made.read(copy_of("de"))
    assert "        due: -5bd\n" in made.read(copy_of("de"))


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path, call: Caller) -> None:
    outer = company(tmp_path / "repository" / "docs" / "mops", "de")
    repository = Company(tmp_path / "repository").repository
    repository.git("init", "--quiet", "--template=")
    repository.commit(message="the workspace")
    assert call(outer.root, "clone", "webinar", "--region=de").code == 0
    assert "  blob: " in outer.read(copy_of("de"))
    without_blob(outer)
    lose_base(outer)
    library_goes_on(outer)
    in_step(outer, call(outer.root, "sync"))


def test_a_checkout_with_other_line_breaks(made: Company, call: Caller) -> None:
    for path in (LIBRARY, copy_of("de"), f"{BASES}/{next(iter(made.bases()))}.yml"):
        made.write(path, made.read(path).replace("\n", "\r\n"))
    assert call(made.root, "status", "--check").code == 0
    made.change("due: -4bd", "due: -5bd")
    done = call(made.root, "sync")
    assert (done.code, done.err) == (0, "")
    text = made.read(copy_of("de"))
    assert text.count("\n") == text.count("\r\n"), "the copy keeps its line breaks"
    assert f"  sha256: {checksum(made.read().replace(chr(13), ''))}\r\n" in text
    assert "\r" not in made.read(f"{BASES}/{next(iter(made.bases()))}.yml")


def test_a_base_is_written_anew_where_it_is_damaged(made: Company, call: Caller) -> None:
    (sha,) = made.bases()
    made.write(f"{BASES}/{sha}.yml", "damaged\n")
    (made.root / copy_of("de")).unlink()
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    assert made.read(f"{BASES}/{sha}.yml") == made.read()


# Lost


def test_a_base_that_git_has_as_a_file(made: Company, call: Caller) -> None:
    """The library playbook itself was never committed as it was then."""
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))
    made.change("version: 2.1.0", "version: 2.2.0")
    made.repository.commit(message="the copy of a text that no commit has")
    name = lose_base(made)
    reason, hint = refused(made, call)
    assert (reason, hint) == (f"{LOST}is not there.", f"Get it back from git: git checkout HEAD -- {name}")
    obeyed(made, hint)
    assert call(made.root, "sync").code == 0


def test_a_base_that_was_changed_by_hand_and_committed(made: Company, call: Caller) -> None:
    library_goes_on(made)
    in_step(made, call(made.root, "sync"))
    made.change("version: 2.1.0", "version: 2.2.0")
    good = made.repository.commit(message="the copy of a text that no commit has")
    (sha,) = made.bases()
    made.change("due: -2bd", "due: -3bd", f"{BASES}/{sha}.yml")
    made.repository.commit(message="hands")
    reason, hint = refused(made, call)
    assert reason == f"{LOST}was changed by hand."
    assert hint == f"Get it back from git: git checkout {good[:12]} -- {BASES}/{sha}.yml"
    obeyed(made, hint)
    assert call(made.root, "sync").code == 0


def test_a_shallow_clone(made: Company, call: Caller, tmp_path: Path) -> None:
    library_goes_on(made)
    made.repository.git("rm", "--quiet", f"{BASES}/{next(iter(made.bases()))}.yml")
    made.repository.commit(message="the base is gone")
    shallow = clone_of(made, tmp_path / "shallow", "--depth=1")
    reason, hint = refused(shallow, call)
    assert reason == f"{LOST}is not there."
    assert hint.endswith(": git fetch --unshallow")
    obeyed(shallow, hint)
    in_step(shallow, call(shallow.root, "sync"))


def squashed(made: Company, call: Caller, *, base: bool) -> None:
    """A copy of a text that only a branch had, which is squashed away, the base with it or not."""
    made.repository.git("checkout", "--quiet", "-b", "two-steps")
    made.change("version: 2.1.0", "version: 2.2.0")
    made.repository.commit(message="2.2.0")
    assert call(made.root, "sync").code == 0
    made.repository.commit(message="the copy follows")
    if not base:
        lose_base(made)
    library_goes_on(made)
    made.repository.commit(message="2.2.0, a little later")
    made.repository.git("checkout", "--quiet", "main")
    made.repository.git("merge", "--quiet", "--squash", "two-steps")
    made.repository.commit(message="squashed")
    made.repository.git("branch", "--quiet", "-D", "two-steps")


def test_a_squash_merge_keeps_the_base(made: Company, call: Caller, tmp_path: Path) -> None:
    squashed(made, call, base=True)
    fresh = clone_of(made, tmp_path / "fresh", "--depth=1")
    lose_base(fresh)
    in_step(fresh, call(fresh.root, "sync"))


def test_a_squash_merge_without_the_base(made: Company, call: Caller, tmp_path: Path) -> None:
    squashed(made, call, base=False)
    here = Company(made.root)
    fresh = clone_of(made, tmp_path / "fresh")
    reason, hint = refused(fresh, call)
    assert reason == f"{LOST.replace('2.1.0', '2.2.0')}is not there."
    sha = load(fresh.read(copy_of("de"))).value["origin"]["sha256"]
    name = f"{BASES}/{sha}.yml"
    find = f"git log --all --oneline -- {LIBRARY}"
    assert hint == f"Put that version of {LIBRARY} there as {name}; in the repository that has it, {find} lists them."
    in_step(here, call(here.root, "sync"))  # the repository with the branch still has the object


def test_no_base_and_no_git(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    original = made.read()
    name = lose_base(made)
    library_goes_on(made)
    reason, hint = refused(made, call)
    assert reason == f"{LOST}is not there."
    assert hint.startswith(f"Put that version of {LIBRARY} there as {name}; ")
    made.write(name, original)
    in_step(made, call(made.root, "sync"))


def test_one_lost_base_does_not_stop_the_others(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    lost = lose_base(made)
    made.change("version: 2.1.0", "version: 2.2.0")
    assert call(made.root, "clone", "webinar", "--region=sa").code == 0
    library_goes_on(made)
    before = made.read(copy_of("de"))
    done = call(made.root, "sync")
    assert done.code == 2
    assert "1 brought up to date, 1 left alone.\n" in done.out
    assert made.read(copy_of("de")) == before
    assert "        due: -5bd\n" in made.read(copy_of("sa"))
    assert not (made.root / lost).exists()


def test_status_without_a_base_counts_what_nobody_can_explain(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    lose_base(made)
    library_goes_on(made)
    done = call(made.root, "status", "--check")
    assert done.code == 1
    assert "diverged 1?" in done.out
    assert "webinar@de: 1 unit of unknown origin: its base text is lost\n" in done.out


# Garbage


def test_bases_are_kept_once_and_removed_when_nobody_needs_them(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    first = made.bases()
    assert first == {checksum(made.read())}
    library_goes_on(made)
    assert call(made.root, "sync", "--region=de").code == 0
    assert made.bases() == first | {checksum(made.read())}, "the other copy needs the first"
    assert call(made.root, "sync").code == 0
    assert made.bases() == {checksum(made.read())}


def test_a_sync_removes_only_what_it_has_made_useless(made: Company, call: Caller) -> None:
    made.write(f"{BASES}/{'0' * 64}.yml", "of somebody else\n")
    library_goes_on(made)
    assert call(made.root, "sync").code == 0
    assert made.bases() == {"0" * 64, checksum(made.read())}


def test_gc(made: Company, call: Caller) -> None:
    kept = made.bases()
    made.write(f"{BASES}/{'0' * 64}.yml", "unused\n")
    made.write(f"{BASES}/notes.yml", "not even a checksum\n")
    would = call(made.root, "sync", "--gc", "--dry-run")
    assert (would.code, would.out) == (0, "2 texts that no copy needs would be removed.\n")
    assert len(made.bases()) == 3
    done = call(made.root, "sync", "--gc")
    assert (done.code, done.out, made.bases()) == (0, "2 texts that no copy needs removed.\n", kept)
    assert call(made.root, "sync", "--gc").out == "0 texts that no copy needs removed.\n"
    assert call(made.root, "--quiet", "sync", "--gc").out == ""


def test_gc_leaves_what_open_conflicts_need(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -6bd", copy_of("de"))
    library_goes_on(made)
    assert call(made.root, "sync").code == 1
    needed = made.bases()
    assert len(needed) == 2
    assert call(made.root, "sync", "--gc").code == 0
    assert made.bases() == needed


def test_gc_leaves_what_copies_need_that_cannot_be_read(made: Company, call: Caller) -> None:
    made.change("kind: playbook", "kind: [playbook", copy_of("de"))
    assert call(made.root, "sync", "--gc").code == 0
    assert len(made.bases()) == 1


@pytest.mark.parametrize("path", ["playbooks/webinar-de.yml", "playbooks/copies/de/webinar.yml"])
def test_gc_leaves_what_copies_need_in_other_folders(made: Company, call: Caller, path: str) -> None:
    made.write(path, made.read(copy_of("de")))
    (made.root / copy_of("de")).unlink()
    assert call(made.root, "sync", "--gc").code == 0
    assert len(made.bases()) == 1


def test_gc_where_nothing_is_kept(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert call(made.root, "sync", "--gc").out == "0 texts that no copy needs removed.\n"


# Checksums


@pytest.mark.parametrize("sha", ["123e456".ljust(64, "0"), "1" * 64, "0" * 63 + "1", "0x" + "1" * 62])
def test_a_checksum_that_looks_like_a_number_stays_text(made: Company, sha: str) -> None:
    text = made.read(copy_of("de"))
    value = load(text).value
    blob = sha[:40]
    library = LibraryText("webinar", LIBRARY, "2.1.0", "text\n")
    origin = Origin(**{**value["origin"], "sha256": sha, "blob": blob})
    written = {**origin_of(library, blob=blob), "sha256": sha}
    assert origin.sha256 == sha
    vars(library)["sha256"] = sha
    changed = with_origin(text, value["origin"], library, origin, blob)
    assert load(changed).value["origin"] == written
    assert load(changed).problems == load(text).problems


def test_a_checksum_that_somebody_unquoted(made: Company, call: Caller) -> None:
    text = made.read(copy_of("de"))
    (sha,) = made.bases()
    made.write(copy_of("de"), text.replace(sha, "123e456".ljust(64, "0")))
    done = call(made.root, "sync")
    assert done.code == 2
    assert done.err.startswith(f"error: {copy_of('de')} needs mending first.\n")
