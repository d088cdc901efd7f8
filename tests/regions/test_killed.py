"""`kill -9` at every moment of clone, sync and resolve: every file is old or new, and a second call ends it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.cli.programs import environment
from tests.regions.offices import LIBRARY, Company, company, company_in_git, copy_of
from tests.repositories import isolate

pytestmark = pytest.mark.slow

KILLING = str(Path(__file__).with_name("killing.py"))
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


def documents(made: Company) -> Files:
    """All files but the temporary ones, which are hidden."""
    return {path: data for path, data in made.files().items() if "/.mopsdocs-" not in path}


def killed(made: Company, into: Path, *arguments: str) -> tuple[list[Company], Company, int]:
    """The workspaces in which the command was killed, the one in which it was not, and its exit code."""
    command = [sys.executable, KILLING, str(made.root), str(into), *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    moments, code = map(int, done.stdout.split())
    left = [Company(into / str(moment)) for moment in range(1, moments + 2)]
    return left[:-1], left[-1], code


def old_or_new(found: Files, old: Files, new: Files) -> bool:
    """Whether every file is what it was or what it is to be, whole, and no other file is there."""
    return all(found.get(path) in (old.get(path), new.get(path)) for path in {*found, *old, *new})


def distinct(stopped: Iterable[Company]) -> Iterable[Company]:
    """Of those whose documents are the same the last, which has most that was left behind."""
    return {frozenset(documents(one).items()): one for one in stopped}.values()


def following(made: Company) -> None:
    """The library goes on after two copies were made, one of which was edited in the same place."""
    made.change("due: -4bd", "due: -6bd  # by hand", copy_of("de"))
    made.change("due: -4bd", "due: -5bd")
    made.change("title: Pull the invitation list", "title: Pull the list of guests")


def test_clone(tmp_path: Path, call: Caller) -> None:
    made = company_in_git(tmp_path / "company", "de", "sa")
    old = documents(made)
    clone = ("clone", "webinar", "--all-regions")
    stopped, undisturbed, code = killed(made, tmp_path / "killed", *clone)
    new = documents(undisturbed)
    assert code == 0
    assert len(new) == len(old) + 3
    assert len(stopped) > 9
    assert all(old_or_new(documents(one), old, new) for one in stopped)
    for one in distinct(stopped):
        finished = documents(one).keys() == new.keys()
        again = call(one.root, *clone)
        assert again.code == (2 if finished else 0), (one.root.name, again.err)
        assert ("exist already" in again.err) is finished
        assert documents(one) == new, one.root.name


def test_sync(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    following(made)
    old = documents(made)
    stopped, undisturbed, code = killed(made, tmp_path / "killed", "sync")
    new = documents(undisturbed)
    assert code == 1
    assert undisturbed.conflicts("de") is not None
    assert len(stopped) > 12
    assert all(old_or_new(documents(one), old, new) for one in stopped)
    finished(undisturbed, call)
    for one in distinct(stopped):
        assert call(one.root, "sync").code == 1
        finished(one, call)
        assert documents(one) == documents(undisturbed), one.root.name


def finished(made: Company, call: Caller) -> None:
    """Settles the one conflict."""
    assert call(made.root, "resolve", copy_of("de"), "--ours").code == 0
    assert call(made.root, "sync", "--gc").code == 0


def test_resolve(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    following(made)
    assert call(made.root, "sync").code == 1
    old = documents(made)
    resolve = ("resolve", copy_of("de"), "--theirs")
    stopped, undisturbed, code = killed(made, tmp_path / "killed", *resolve)
    new = documents(undisturbed)
    assert code == 0
    assert len(new) == len(old) - 2, "neither the conflicts nor the old base are left"
    assert len(stopped) > 9
    assert all(old_or_new(documents(one), old, new) for one in stopped)
    for one in distinct(stopped):
        if one.conflicts("de") is not None:
            assert call(one.root, *resolve).code == 0, one.root.name
        assert call(one.root, "sync").code == 0
        assert call(one.root, "sync", "--gc").code == 0
        assert documents(one) == new, one.root.name


def test_what_a_killed_sync_leaves_behind_is_no_document(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    checked = call(made.root, "validate").out
    for folder in ("playbooks/.base", "playbooks/library", "playbooks/regions/de"):
        made.write(f"{folder}/.mopsdocs-0123456789abcdef.tmp", made.read(LIBRARY)[:100])
    assert call(made.root, "validate").out == checked
    assert call(made.root, "status", "--check").code == 0
