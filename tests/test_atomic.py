"""Files written whole or not at all: on real disks, with real failures and at every moment."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.atomic import Change, ChangedMeanwhile, replace_all, write_whole
from mopsdocs.errors import MopsError

REPOSITORY = Path(__file__).resolve().parent.parent
NOBODY = 65534

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file by its path, hidden ones included; folders and links that lead nowhere are empty."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if not path.is_dir() or not any(path.iterdir())
    }


def planted(folder: Path, files: Tree) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


OLD: Tree = {"a.yml": b"a1", "sub/b.yml": b"b1", "c.yml": b"c1", "other.yml": b"other"}
NEW: Tree = {**OLD, "a.yml": b"a2", "sub/b.yml": b"b2", "new/deep/d.yml": b"d2", "new/e.yml": b"e2", "c.yml": b"c2"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return planted(tmp_path / "folder", OLD)


def changes(folder: Path) -> list[Change]:
    return [Change(folder / name, OLD.get(name), data) for name, data in NEW.items()]


def refused(write: Callable[[], None]) -> MopsError:
    with pytest.raises(MopsError) as caught:
        write()
    return caught.value


# One file


def test_write_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "new.txt", b"one\r\n\x00")
    write_whole(tmp_path / "new.txt", b"")
    write_whole(tmp_path / "other.txt", b"two")
    assert tree(tmp_path) == {"new.txt": b"", "other.txt": b"two"}


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_usual_permissions(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new", b"")
        (tmp_path / "usual").write_bytes(b"")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o666, 0o200])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_whole(file, b"new")
    assert file.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, there: bool) -> None:
    real = planted(tmp_path / "real", {"file": b"old"} if there else {"beside": b""}) / "file"
    (tmp_path / "first").symlink_to("real")
    (tmp_path / "second").symlink_to("first/file")
    write_whole(tmp_path / "second", b"new")
    assert (tmp_path / "second").readlink() == Path("first/file")
    assert real.read_bytes() == b"new"


def test_what_few_may_read_is_not_open_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(0o640)
    modes: list[int] = []

    def look() -> None:
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob(".mopsdocs-*"))

    just_before(monkeypatch, "fsync", 1, look)
    write_whole(file, b"new")
    assert modes == [0o600]


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        write_whole(tmp_path / "pipe", b"through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)


def test_standard_output_by_its_file_name(tmp_path: Path) -> None:
    code = "from pathlib import Path; from mopsdocs.atomic import write_whole; write_whole(Path('/dev/stdout'), b'out')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=REPOSITORY)
    assert (done.stdout, done.stderr) == (b"out", b"")


def test_names_as_long_as_they_may_be(tmp_path: Path) -> None:
    write_whole(tmp_path / ("x" * 255), b"long")
    assert refused(lambda: write_whole(tmp_path / ("x" * 256), b"longer")).message.endswith(": the name is too long.")
    assert len(tree(tmp_path)) == 1


def test_readers_see_whole_texts_only(tmp_path: Path) -> None:
    texts = {b"a" * 300_000, b"b" * 500_000}
    file = tmp_path / "file"
    file.write_bytes(b"a" * 300_000)
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        for text in sorted(texts):
            write_whole(file, text)
    done.set()
    reader.join()
    assert seen <= texts


# Several files


def test_replace_all(folder: Path) -> None:
    (folder / "a.yml").chmod(0o640)
    replace_all(changes(folder))
    assert tree(folder) == NEW
    assert (folder / "a.yml").stat().st_mode & 0o777 == 0o640


def test_no_changes(folder: Path) -> None:
    before = written(folder / "a.yml")
    replace_all([])
    replace_all([Change(folder / "a.yml", b"a1", b"a1")])
    assert tree(folder) == OLD
    assert written(folder / "a.yml") == before, "not even touched"


def written(file: Path) -> tuple[int, ...]:
    """All that the system keeps about a file but when it was read last, which is not ours to keep."""
    found = file.stat()
    return (found.st_ino, found.st_nlink, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def test_an_empty_file_is_not_a_missing_one(folder: Path) -> None:
    with pytest.raises(ChangedMeanwhile):
        replace_all([Change(folder / "new.yml", b"", b"new")])
    replace_all([Change(folder / "new.yml", None, b"")])
    with pytest.raises(ChangedMeanwhile):
        replace_all([Change(folder / "new.yml", None, b"new")])
    replace_all([Change(folder / "new.yml", b"", b"new")])
    assert tree(folder) == {**OLD, "new.yml": b"new"}


def test_links_are_followed(folder: Path) -> None:
    (folder / "link.yml").symlink_to("sub/b.yml")
    replace_all([Change(folder / "link.yml", b"b1", b"b2")])
    assert (folder / "link.yml").is_symlink()
    assert (folder / "sub/b.yml").read_bytes() == b"b2"


def test_two_names_of_one_file(folder: Path) -> None:
    (folder / "link.yml").symlink_to("a.yml")
    twice = [Change(folder / "a.yml", b"a1", b"a2"), Change(folder / "link.yml", b"a1", b"a2")]
    different = [twice[0], Change(folder / "link.yml", b"a1", b"a3")]
    error = refused(lambda: replace_all(different))
    assert error.message == f"{folder}/a.yml and {folder}/link.yml are one file, and cannot become two different ones."
    assert (folder / "a.yml").read_bytes() == b"a1"
    replace_all(twice)
    assert (folder / "a.yml").read_bytes() == b"a2"


def test_the_current_folder_is_where_paths_begin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    replace_all([Change(Path("a.yml"), b"a1", b"a2"), Change(Path("x/y.yml"), None, b"y")])
    assert tree(folder) == {**OLD, "a.yml": b"a2", "x/y.yml": b"y"}


def test_on_a_thread_of_its_own(folder: Path) -> None:
    writer = threading.Thread(target=replace_all, args=[changes(folder)])
    writer.start()
    writer.join()
    assert tree(folder) == NEW


def removals(folder: Path) -> list[Change]:
    """`a.yml` and `sub/b.yml` go, `c.yml` changes."""
    return [
        Change(folder / "a.yml", b"a1", None),
        Change(folder / "c.yml", b"c1", b"c2"),
        Change(folder / "sub/b.yml", b"b1", None),
    ]


REMOVED: Tree = {"c.yml": b"c2", "other.yml": b"other", "sub": b""}


def test_files_that_go(folder: Path) -> None:
    replace_all(removals(folder))
    assert tree(folder) == REMOVED


def test_a_file_that_is_gone_already(folder: Path) -> None:
    replace_all([Change(folder / "none.yml", None, None), Change(folder / "c.yml", b"c1", b"c2")])
    assert tree(folder) == {**OLD, "c.yml": b"c2"}
    with pytest.raises(ChangedMeanwhile):
        replace_all([Change(folder / "none.yml", b"", None)])


def test_a_link_to_a_file_that_goes(folder: Path) -> None:
    (folder / "link.yml").symlink_to("a.yml")
    replace_all([Change(folder / "link.yml", b"a1", None)])
    assert not (folder / "a.yml").exists(), "what a link leads to is what is written, and what goes"


def test_a_file_that_goes_has_changed_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    just_before(monkeypatch, "fsync", 2, lambda: (folder / "sub/b.yml").write_bytes(b"edited"))
    with pytest.raises(ChangedMeanwhile) as caught:
        replace_all(removals(folder))
    assert caught.value.paths == (folder / "sub/b.yml",)
    assert tree(folder) == {**OLD, "sub/b.yml": b"edited"}


def test_a_file_that_cannot_go_brings_the_others_back(tmp_path: Path) -> None:
    for moment in range(1, 3):
        folder = planted(tmp_path / str(moment), OLD)
        with pytest.MonkeyPatch.context() as patch:

            def fail(count: int, at: int = moment) -> None:
                if count == at:
                    raise OSError(errno.EACCES, os.strerror(errno.EACCES))

            counting(patch, ("unlink",), fail)
            error = refused(lambda at=folder: replace_all(removals(at)))  # type: ignore[misc]
        assert error.hint.startswith("No file was changed. ")
        assert tree(folder) == OLD, moment


def test_ctrl_c_at_every_moment_while_files_go(tmp_path: Path) -> None:
    ends = set()
    for moment in range(1, 20):
        folder = planted(tmp_path / str(moment), OLD)
        pressed_from(moment, partial(replace_all, removals(folder)))
        left = tree(folder)
        assert left in (OLD, REMOVED), moment
        ends.add(left == REMOVED)
        if left == REMOVED:
            break
    assert ends == {True, False}


# Something else writes as well


def _edit(folder: Path) -> None:
    (folder / "sub/b.yml").write_bytes(b"edited")


def _remove(folder: Path) -> None:
    (folder / "sub/b.yml").unlink()


def _remove_folder(folder: Path) -> None:
    shutil.rmtree(folder / "sub")
    (folder / "sub").write_bytes(b"")


def _create(folder: Path) -> None:
    planted(folder, {"new/e.yml": b"e2"})


def _link_nowhere(folder: Path) -> None:
    (folder / "new").mkdir(exist_ok=True)
    (folder / "new/e.yml").symlink_to("nowhere")


MEDDLING = [
    (_edit, "sub/b.yml"),
    (_remove, "sub/b.yml"),
    (_remove_folder, "sub/b.yml"),
    (_create, "new/e.yml"),
    (_link_nowhere, "new/e.yml"),
]


@pytest.mark.parametrize(("meddle", "path"), MEDDLING)
def test_files_that_are_not_what_they_were(folder: Path, meddle: Callable[[Path], None], path: str) -> None:
    meddle(folder)
    found = tree(folder)
    with pytest.raises(ChangedMeanwhile) as caught:
        replace_all(changes(folder))
    assert caught.value.paths == (folder / path,)
    assert caught.value.message == f"Something else has changed {folder / path} meanwhile."
    assert caught.value.hint.startswith("No file was changed. ")
    assert tree(folder) == found


@pytest.mark.parametrize(("meddle", "path"), [pair for pair in MEDDLING if pair[0] is not _remove_folder])
def test_files_that_change_while_the_disk_is_busy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[Path], None], path: str
) -> None:
    just_before(monkeypatch, "fsync", 8, lambda: meddle(folder))
    with pytest.raises(ChangedMeanwhile) as caught:
        replace_all(changes(folder))
    assert caught.value.paths == (folder / path,)
    expected = planted(folder.parent / "expected", OLD)
    meddle(expected)
    assert tree(folder) == tree(expected)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_at_the_last_moment(folder: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        without_links(monkeypatch)
    just_before(monkeypatch, "link", 2, lambda: _create(folder))
    with pytest.raises(ChangedMeanwhile) as caught:
        replace_all(changes(folder))
    assert caught.value.paths == (folder / "new/e.yml",)
    assert tree(folder) == {**OLD, "new/e.yml": b"e2"}


def test_many_changed_files_are_named_in_short(folder: Path) -> None:
    wrong = [Change(folder / f"{number}.yml", b"", b"") for number in range(5)]
    error = refused(lambda: replace_all(wrong))
    names = ", ".join(str(folder / f"{number}.yml") for number in range(3))
    assert error.message == f"Something else has changed {names} and 2 more meanwhile."
    assert isinstance(error, ChangedMeanwhile)
    assert len(error.paths) == 5


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a memory stick, where a file has one name."""

    def link(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


def test_on_a_disk_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_links(monkeypatch)
    replace_all(changes(folder))
    assert tree(folder) == NEW


# At every moment


CALLS = ("open", "fsync", "mkdir", "link", "replace", "unlink", "rmdir")
"""How `atomic` touches the disk."""


def just_before(monkeypatch: pytest.MonkeyPatch, name: str, number: int, act: Callable[[], object]) -> None:
    """Lets something happen just before the call `number`, from 1, of a function of the system."""
    counting(monkeypatch, (name,), lambda count: act() if count == number else None)


def counting(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], act: Callable[[int], object]) -> list[str]:
    """Calls `act` with 1, 2, 3 … before every call of the functions of the system; returns the list of calls."""
    made: list[str] = []

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            made.append(name)
            act(len(made))
            return real(*arguments, **options)

        return call

    for name in names:
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))
    return made


def moments(names: tuple[str, ...]) -> int:
    """How many calls there are."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = planted(Path(place), OLD)
        made = counting(patch, names, lambda _: None)
        replace_all(changes(folder))
        return len(made)


def pressed_from(moment: int, write: Callable[[], None]) -> None:
    """Runs `write` while somebody presses Ctrl-C again and again, from a moment on."""
    with pytest.MonkeyPatch.context() as patch:
        counting(patch, CALLS, lambda count: signal.raise_signal(signal.SIGINT) if count >= moment else None)
        with pytest.raises(KeyboardInterrupt):
            write()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_at_every_moment(tmp_path: Path) -> None:
    ends = set()
    for moment in range(1, moments(CALLS) + 1):
        folder = planted(tmp_path / str(moment), OLD)
        pressed_from(moment, partial(replace_all, changes(folder)))
        assert tree(folder) in (OLD, NEW), moment
        ends.add(tree(folder) == NEW)
    assert ends == {True, False}, "early ones stop it, late ones come too late"


def test_ctrl_c_while_one_file_is_written(tmp_path: Path) -> None:
    for moment in range(1, 6):  # open, open, fsync, replace, unlink
        folder = planted(tmp_path / str(moment), {"file": b"old"})
        pressed_from(moment, partial(write_whole, folder / "file", b"new"))
        assert tree(folder) in ({"file": b"old"}, {"file": b"new"}), moment


def test_ctrl_c_is_heard_between_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counting(monkeypatch, ("fsync",), lambda count: signal.raise_signal(signal.SIGINT) if count == 3 else None)
    many = [Change(tmp_path / str(number), None, b"new") for number in range(50)]
    with pytest.raises(KeyboardInterrupt):
        replace_all(many)
    assert len(made) == 3
    assert tree(tmp_path) == {}


WAYS = ("open", "fsync", "mkdir", "link", "replace")
"""The calls whose failure is a failure; cleaning up has no other way when it is refused."""


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_failure_at_every_moment(tmp_path: Path, number: int) -> None:
    for moment in range(1, moments(WAYS) + 1):
        folder = planted(tmp_path / str(moment), OLD)
        with pytest.MonkeyPatch.context() as patch:

            def fail(count: int, at: int = moment) -> None:
                if count == at:
                    raise OSError(number, os.strerror(number))

            made = counting(patch, WAYS, fail)
            # A link that is refused is no failure: there is another way.
            with suppress(MopsError):
                replace_all(changes(folder))
                assert made[moment - 1] == "link"
        assert tree(folder) == (NEW if made[moment - 1] == "link" else OLD), moment


def test_the_way_back_in_the_last_moment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = folder / "c.yml"

    def block() -> None:
        blocked.unlink()
        blocked.mkdir()

    just_before(monkeypatch, "replace", 3, block)
    error = refused(lambda: replace_all(changes(folder)))
    assert error.message == f"{blocked} is a folder."
    assert error.hint == "No file was changed. Give the name of a file."
    assert tree(folder) == {**OLD, "c.yml": b""}


def test_when_even_the_way_back_is_blocked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def block() -> None:
        for name in ("a.yml", "c.yml"):
            (folder / name).unlink()
            (folder / name).mkdir()

    just_before(monkeypatch, "replace", 3, block)
    error = refused(lambda: replace_all(changes(folder)))
    assert error.message == f"{folder}/c.yml is a folder. The change of {folder}/a.yml could not be taken back."
    (kept,) = folder.glob(".mopsdocs-*.tmp")
    assert error.hint == f"Do it by hand: mv {kept} {folder}/a.yml"
    assert kept.read_bytes() == b"a1"
    assert tree(folder) == {**OLD, "a.yml": b"", "c.yml": b"", kept.name: b"a1"}


@pytest.mark.parametrize("handler", [signal.SIG_IGN, lambda *_: None])
def test_signals_that_mean_something_else(folder: Path, monkeypatch: pytest.MonkeyPatch, handler: Any) -> None:
    """Ignored, as under nohup, it changes nothing; with a handler that goes on, a stop is still no success."""
    earlier = signal.signal(signal.SIGINT, handler)
    try:
        just_before(monkeypatch, "fsync", 2, lambda: signal.raise_signal(signal.SIGINT))
        if handler is signal.SIG_IGN:
            replace_all(changes(folder))
        else:
            with pytest.raises(KeyboardInterrupt):
                replace_all(changes(folder))
        assert signal.getsignal(signal.SIGINT) is handler
    finally:
        signal.signal(signal.SIGINT, earlier)
    assert tree(folder) == (NEW if handler is signal.SIG_IGN else OLD)


MANY = 150
REPLACING = f"""
import sys
from pathlib import Path
from mopsdocs.atomic import Change, replace_all
folder = Path(sys.argv[1])
print("ready", flush=True)
replace_all([Change(folder / str(n), b"old" * 999, b"new" * 999) for n in range({MANY})])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_is_stopped(tmp_path: Path, number: signal.Signals) -> None:
    chance = random.Random(number)
    for attempt in range(8):
        folder = planted(tmp_path / str(attempt), {str(name): b"old" * 999 for name in range(MANY)})
        with subprocess.Popen(
            [sys.executable, "-c", REPLACING, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=REPOSITORY,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.1)
            process.send_signal(number)
        left = tree(folder)
        documents = {name: data for name, data in left.items() if not name.startswith(".mopsdocs-")}
        assert set(documents) == {str(name) for name in range(MANY)}
        assert set(documents.values()) <= {b"old" * 999, b"new" * 999}, "each of them whole"
        if number is not signal.SIGKILL:
            assert documents == left, "nothing left behind"
            assert len(set(documents.values())) == 1, "all or none"


# What the system says no to


def test_a_folder_in_the_way(folder: Path) -> None:
    error = refused(lambda: write_whole(folder / "sub", b""))
    assert (error.message, error.hint) == (f"{folder}/sub is a folder.", "Give the name of a file.")
    error = refused(lambda: replace_all([*changes(folder), Change(folder / "sub", None, b"")]))
    assert error.message == f"{folder}/sub is a folder."
    assert tree(folder) == OLD


def test_no_folder(folder: Path) -> None:
    error = refused(lambda: write_whole(folder / "no such/file", b""))
    assert error.message == f"{folder}/no such/file cannot be written: there is no folder {folder}/no such."
    assert error.hint == f"Create the folder first: mkdir -p '{folder}/no such'"


@pytest.mark.parametrize("path", ["a.yml/file", "a.yml/sub/file"])
def test_a_file_in_the_way(folder: Path, path: str) -> None:
    reason = f"{folder}/{path} cannot be written: a part of its path is a file, not a folder."
    assert refused(lambda: write_whole(folder / path, b"")).message == reason
    assert refused(lambda: replace_all([*changes(folder), Change(folder / path, None, b"")])).message == reason
    assert tree(folder) == OLD


def test_a_link_in_a_circle(folder: Path) -> None:
    (folder / "circle").symlink_to("circle")
    error = refused(lambda: write_whole(folder / "circle", b""))
    assert error.message == f"{folder}/circle cannot be written: it is a link that leads in a circle."
    assert refused(lambda: replace_all([Change(folder / "circle", None, b"")])).message == error.message


def test_a_pipe_is_no_document(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    error = refused(lambda: replace_all([Change(folder / "pipe", b"", b"new")]))
    assert error.message == f"{folder}/pipe cannot be written: it is not an ordinary file."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_device() -> None:
    error = refused(lambda: write_whole(Path("/dev/full"), b"text"))
    assert error.message == "/dev/full cannot be written: the disk is full."
    assert error.hint == "Free some space, and run the command again."


WRITING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from mopsdocs.atomic import Change, replace_all, write_whole
from mopsdocs.errors import MopsError
folder = Path(sys.argv[2])
for write in (
    lambda: write_whole(folder / "a.yml", b"x" * 300_000),
    lambda: replace_all([
        Change(folder / "a.yml", b"a1", b"a2"),
        Change(folder / "new/d.yml", None, b"d2"),
        Change(folder / "c.yml", b"c1", b"x" * 300_000),
    ]),
):
    try:
        write()
        print("written")
    except MopsError as error:
        print(error.message.replace(str(folder), "folder"), error.hint, sep="|")
print(*sorted(f"{path.name}={path.read_text()}" for path in folder.rglob("*") if path.is_file()))
"""
AFTER = "a.yml=a1 c.yml=c1"


def test_files_larger_than_allowed(tmp_path: Path) -> None:
    planted(tmp_path, {"a.yml": b"a1", "c.yml": b"c1"})
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    command = [sys.executable, "-c", f"{limit}\n{WRITING}", str(REPOSITORY), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    remedy = "Raise the limit, which ulimit -f shows."
    assert done.stdout.splitlines() == [
        f"folder/a.yml cannot be written: files may not be that large here.|{remedy}",
        f"folder/c.yml cannot be written: files may not be that large here.|No file was changed. {remedy}",
        AFTER,
    ]


def on_a_disk_of_its_own(folder: Path, last: str, code: str) -> list[str]:
    """What `code` prints that works in `folder`, a disk of 64 kB; `last` is done to the disk before."""
    folder.mkdir()
    mount = 'mount -t tmpfs -o size=64k none "$1" && printf a1 > "$1/a.yml" && printf c1 > "$1/c.yml"'
    unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*unshare, mount, "sh", str(folder)], check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of his own")
    script = f'{mount} && {last} && exec "$2" -c "$3" "$4" "$1"'
    command = [*unshare, script, "sh", str(folder), sys.executable, code, str(REPOSITORY)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_full_disk(tmp_path: Path) -> None:
    remedy = "Free some space, and run the command again."
    assert on_a_disk_of_its_own(tmp_path / "disk", "true", WRITING) == [
        f"folder/a.yml cannot be written: the disk is full.|{remedy}",
        f"folder/c.yml cannot be written: the disk is full.|No file was changed. {remedy}",
        AFTER,
    ]


def test_a_read_only_disk(tmp_path: Path) -> None:
    remedy = "Make it writable, or choose another place."
    assert on_a_disk_of_its_own(tmp_path / "disk", 'mount -o remount,ro "$1"', WRITING) == [
        f"folder/a.yml cannot be written: the disk is read-only.|{remedy}",
        f"folder/a.yml cannot be written: the disk is read-only.|No file was changed. {remedy}",
        AFTER,
    ]


def test_a_file_that_is_mounted_by_itself(tmp_path: Path) -> None:
    """As containers do it: the file can be written to, but not replaced, so the last rename fails."""
    last = 'printf c1 > "$1/../mounted" && mount --bind "$1/../mounted" "$1/c.yml"'
    remedy = "Close what uses it; in a container, mount the whole folder."
    code = WRITING.replace("300_000", "3").replace(
        'lambda: write_whole(folder / "a.yml"', 'lambda: write_whole(folder / "c.yml"'
    )
    assert on_a_disk_of_its_own(tmp_path / "disk", last, code) == [
        f"folder/c.yml cannot be written: it is in use, or mounted by itself.|{remedy}",
        f"folder/c.yml cannot be written: it is in use, or mounted by itself.|No file was changed. {remedy}",
        AFTER,
    ]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, which knows no permissions. Others have no more rights to lose."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder with OLD that everybody can reach and that belongs to whoever `as_nobody` is."""
    with tempfile.TemporaryDirectory() as name:
        folder = planted(Path(name), OLD)
        folder.chmod(0o755)
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield folder


NOT_ALLOWED = "cannot be written: you have no permission."


def test_a_folder_without_permission(public: Path) -> None:
    (public / "sub").chmod(0o555)
    with as_nobody():
        error = refused(lambda: write_whole(public / "sub/new.yml", b""))
        assert error.message == f"{public}/sub/new.yml {NOT_ALLOWED}"
        assert error.hint == "Ask the owner of the file or its folder, or choose another place."
        assert refused(lambda: replace_all(changes(public))).message == f"{public}/sub/b.yml {NOT_ALLOWED}"
        (public / "sub").chmod(0o755)
    assert tree(public) == OLD


def test_a_file_without_permission(public: Path) -> None:
    (public / "c.yml").chmod(0o444)
    with as_nobody():
        assert refused(lambda: write_whole(public / "c.yml", b"")).message == f"{public}/c.yml {NOT_ALLOWED}"
        assert refused(lambda: replace_all(changes(public))).message == f"{public}/c.yml {NOT_ALLOWED}"
    assert tree(public) == OLD


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_file_of_somebody_else_in_a_shared_folder(public: Path) -> None:
    """Everybody may write to the file, but nobody may replace it: the rename is what fails."""
    os.chown(public, 0, 0)
    public.chmod(0o1777)
    os.chown(public / "c.yml", 0, 0)
    (public / "c.yml").chmod(0o666)
    with as_nobody():
        error = refused(lambda: replace_all(changes(public)))
    assert error.message == f"{public}/c.yml {NOT_ALLOWED}"
    assert tree(public) == OLD
