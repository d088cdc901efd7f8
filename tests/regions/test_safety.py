"""What can go wrong while copies are written: other programs, rights, the disk. Nothing is lost, and it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.cli.programs import Done, environment
from tests.regions.offices import BASES, Company, checksum, company, copy_of, owned_by_nobody
from tests.repositories import isolate
from tests.test_atomic import NOBODY, as_nobody, just_before

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


def behind(folder: Path, call: Caller, *regions: str) -> Company:
    """A workspace whose copies are behind."""
    made = company(folder, *regions)
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    made.change("due: -4bd", "due: -5bd")
    return made


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    return behind(tmp_path / "company", call, "de", "sa")


def at_once(made: Company, *calls: tuple[str, ...]) -> list[Done]:
    """What real programs leave behind that are started together."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "mopsdocs", *arguments],
            cwd=made.root,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for arguments in calls
    ]
    said = [process.communicate(timeout=60) for process in started]
    return [Done(process.returncode, *texts) for process, texts in zip(started, said, strict=True)]


# Other programs


def test_two_syncs_at_once(made: Company, call: Caller, tmp_path: Path) -> None:
    expected = Company(Path(shutil.copytree(made.root, tmp_path / "expected")))
    assert call(expected.root, "sync").code == 0
    first, second = at_once(made, ("sync",), ("sync",))
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert sorted(done.out.splitlines()[-1] for done in (first, second)) == [
        "2 brought up to date.",
        "2 up to date already.",
    ]
    assert made.files() == expected.files()


def test_two_clones_at_once(tmp_path: Path, call: Caller) -> None:
    made, expected = company(tmp_path / "company", "de", "sa"), company(tmp_path / "expected", "de", "sa")
    assert call(expected.root, "clone", "webinar", "--all-regions").code == 0
    clone = ("clone", "webinar", "--all-regions")
    first, second = sorted(at_once(made, clone, clone), key=lambda done: done.code)
    assert (first.code, second.code) == (0, 2)
    assert second.err.startswith(f"error: {copy_of('de')}, {copy_of('sa')} exist already.\n")
    assert made.files() == expected.files()


def _edit(made: Company) -> None:
    made.change("title: Launch\n", "title: Launch   # edited meanwhile\n", copy_of("sa"))


def _remove(made: Company) -> None:
    (made.root / copy_of("sa")).unlink()


def _keep_base(made: Company) -> None:
    made.write(f"{BASES}/{checksum(made.read())}.yml", "something else\n")


@pytest.mark.parametrize("meddle", [_edit, _remove, _keep_base])
def test_a_file_that_changes_during_the_sync(
    made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[Company], None], tmp_path: Path
) -> None:
    expected = Company(Path(shutil.copytree(made.root, tmp_path / "expected")))
    meddle(expected)
    just_before(monkeypatch, "fsync", 2, lambda: meddle(made))
    done = call(made.root, "sync")
    path = f"{BASES}/{checksum(made.read())}.yml" if meddle is _keep_base else copy_of("sa")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"error: Something else has changed {made.root / path} meanwhile.\n"
        "hint: No file was changed. Look at it, and run the command again.\n"
    )
    assert made.files() == expected.files()


def test_a_copy_that_appears_during_the_clone(tmp_path: Path, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    made = company(tmp_path / "company", "de", "sa")
    before = made.files()
    just_before(monkeypatch, "link", 3, lambda: made.write(copy_of("sa"), "by somebody else\n"))
    done = call(made.root, "clone", "webinar", "--all-regions")
    assert done.code == 2
    assert done.err.startswith(f"error: Something else has changed {made.root / copy_of('sa')} meanwhile.\n")
    assert made.files() == {**before, copy_of("sa"): b"by somebody else\n"}


# Rights


@pytest.fixture
def public(call: Caller) -> Iterator[Company]:
    """A workspace that belongs to somebody without special rights, with copies that are behind."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        made = behind(Path(name).resolve() / "company", call, "de", "sa")
        if os.geteuid() == 0:
            owned_by_nobody(made.root, NOBODY)
        yield made


@pytest.mark.parametrize(
    ("locked", "named"),
    [(copy_of("sa"), copy_of("sa")), ("playbooks/regions/sa", copy_of("sa")), (BASES, f"{BASES}/{{}}.yml")],
)
def test_a_sync_without_permission(public: Company, call: Caller, locked: str, named: str) -> None:
    before = public.files()
    mode = (public.root / locked).stat().st_mode
    (public.root / locked).chmod(0o555)
    with as_nobody():
        done = call(public.root, "sync")
    (public.root / locked).chmod(mode)
    path = public.root / named.format(checksum(public.read()))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"error: {path} cannot be written: you have no permission.\n"
        "hint: No file was changed. Ask the owner of the file or its folder, or choose another place.\n"
    )
    assert public.files() == before


def test_a_clone_without_permission(public: Company, call: Caller) -> None:
    shutil.rmtree(public.root / "playbooks/regions/sa")
    before = public.files()
    (public.root / "playbooks/regions").chmod(0o555)
    with as_nobody():
        done = call(public.root, "clone", "webinar", "--region=sa")
    (public.root / "playbooks/regions").chmod(0o755)
    assert done.code == 2
    assert done.err.startswith(f"error: {public.root / copy_of('sa')} cannot be written: you have no permission.\n")
    assert public.files() == before


def test_a_copy_that_nobody_may_read(public: Company, call: Caller) -> None:
    before = public.files()
    (public.root / copy_of("sa")).chmod(0)
    with as_nobody():
        done = call(public.root, "sync")
    (public.root / copy_of("sa")).chmod(0o644)
    assert done.code == 2
    assert done.err == (
        f"error: {copy_of('sa')} needs mending first.\nhint: mopsdocs validate {copy_of('sa')} says what is wrong.\n"
    )
    assert public.files() == before


# The disk

FULL = """
mount -t tmpfs -o size=300k none "$1" && cp -R "$2/." "$1" && cd "$1" || exit 1
sums() { find . -type f ! -name fill | sort | xargs sha256sum; }
before=$(sums)
head -c 8192 /dev/zero > room; cat /dev/zero > fill 2>/dev/null; rm room
"$3" -m mopsdocs sync; echo "code $?"
[ "$(sums)" = "$before" ] && echo "nothing changed"
rm fill
"$3" -m mopsdocs sync; echo "code $?"
"""


@pytest.mark.slow
def test_a_full_disk(made: Company, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = 'mount -t tmpfs -o size=300k none "$1"'
    if shutil.which("unshare") is None or subprocess.run([*unshare, mount, "sh", str(disk)], check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of his own")
    command = [*unshare, FULL, "sh", str(disk), str(made.root), sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    lines = done.stdout.splitlines()
    assert lines[:2] == ["code 2", "nothing changed"], done.stdout + done.stderr
    assert lines[-2:] == ["2 brought up to date.", "code 0"]
    assert " cannot be written: the disk is full.\n" in done.stderr
    assert "hint: No file was changed. Free some space, and run the command again.\n" in done.stderr
