"""`mopsdocs resolve`: with options, in an editor, and in a conversation on a terminal."""

from __future__ import annotations

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Caller
from tests.cli.programs import environment
from tests.regions.offices import LIBRARY, Company, checksum, company, copy_of
from tests.repositories import isolate

DUE = "stages[qa]/steps[test-send]/due"
TITLE = "stages[segmentation]/steps[pull-list]/title"
RECORDING = "stages[monitor]/steps[mail-recording]"
COPY = copy_of("de")
PATIENCE = 60


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A copy with two open conflicts, and one change that was taken over."""
    made = company(tmp_path / "company", "de")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    made.change("due: -4bd", "due: -6bd   # ours", COPY)
    made.change("title: Pull the invitation list", "title: Pull our list", COPY)
    made.change("version: 2.1.0", "version: 2.2.0")
    made.change("due: -4bd", "due: -5bd")
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    made.change("due: -2bd", "due: -1bd")
    assert call(made.root, "sync").code == 1
    return made


UP_TO_DATE = "webinar@de  up to date with 2.2.0\n"


def in_step(made: Company) -> None:
    assert f"  sha256: {checksum(made.read())}\n" in made.read(COPY)
    assert made.conflicts("de") is None
    assert made.bases() == {checksum(made.read())}
    assert "due: -1bd\n" in made.read(COPY)


# What is shown


SHOWN = """\
stages[segmentation]/steps[pull-list]/title: changed here and in the library, line {title}
  library
    title: Pull the list of guests
  yours
    title: Pull our list
  base
    title: Pull the invitation list

stages[qa]/steps[test-send]/due: changed here and in the library, line {due}
  library
    due: -5bd
  yours
    due: -6bd   # ours
  base
    due: -4bd

Settle them with --ours, --theirs or --edit, one by one or all at once.
"""


def line_of(made: Company, words: str) -> int:
    text = made.read(COPY)
    return text[: text.index(words)].count("\n") + 1


def test_conflicts_are_shown_in_three_parts(made: Company, call: Caller) -> None:
    before = made.files()
    done = call(made.root, "resolve", COPY)
    assert (done.code, done.err) == (1, "")
    assert done.out == SHOWN.format(title=line_of(made, "title: Pull our list"), due=line_of(made, "due: -6bd"))
    assert made.files() == before


def test_one_conflict_is_shown(made: Company, call: Caller) -> None:
    done = call(made.root, "resolve", COPY, "test-send/due")
    assert done.code == 1
    assert done.out.startswith(f"{DUE}: changed here and in the library, line ")
    assert "Pull" not in done.out


def test_in_colour(made: Company, call: Caller) -> None:
    plain = call(made.root, "resolve", COPY).out
    coloured = call(made.root, "--color=always", "resolve", COPY).out
    assert "\x1b[" in coloured
    for code in {part.partition("m")[0] for part in coloured.split("\x1b[")[1:]}:
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


# With options


@pytest.mark.parametrize(
    ("option", "title", "due"),
    [("--ours", "Pull our list", "-6bd   # ours"), ("--theirs", "Pull the list of guests", "-5bd   # ours")],
)
def test_all_at_once(made: Company, call: Caller, option: str, title: str, due: str) -> None:
    done = call(made.root, "resolve", COPY, option)
    assert (done.code, done.out, done.err) == (0, UP_TO_DATE, "")
    in_step(made)
    assert f"        title: {title}\n" in made.read(COPY)
    assert f"        due: {due}\n" in made.read(COPY)


def test_one_after_the_other(made: Company, call: Caller) -> None:
    before = made.read(COPY)
    done = call(made.root, "resolve", COPY, "pull-list/title", "--theirs")
    assert (done.code, done.out) == (1, f"webinar@de  1 conflict left\n  {DUE}\n")
    assert made.read(COPY) == before.replace("Pull our list", "Pull the list of guests")
    assert {each["unit"]: each["choice"] for each in made.conflicts("de")["conflicts"]} == {TITLE: "theirs", DUE: None}
    assert call(made.root, "sync").out.startswith("webinar@de  1 conflict from an earlier sync still open\n")
    done = call(made.root, "resolve", COPY, DUE, "--ours")
    assert (done.code, done.out) == (0, UP_TO_DATE)
    in_step(made)
    assert "        due: -6bd   # ours\n" in made.read(COPY)


def test_edits_between_two_choices_stay(made: Company, call: Caller) -> None:
    assert call(made.root, "resolve", COPY, TITLE, "--theirs").code == 1
    made.change("title: Launch\n", "title: Launch  # checked\n", COPY)
    made.change("due: -6bd   # ours", "due: -8bd   # again", COPY)
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    in_step(made)
    assert "title: Launch  # checked\n" in made.read(COPY)
    assert "due: -8bd   # again\n" in made.read(COPY)


def test_the_library_goes_on_meanwhile(made: Company, call: Caller) -> None:
    """What was shown is what is taken; the rest comes with the next sync."""
    shown = checksum(made.read())
    made.change("due: -5bd", "due: -9bd")
    assert call(made.root, "resolve", COPY, "--theirs").code == 0
    assert "        due: -5bd   # ours\n" in made.read(COPY)
    assert f"  sha256: {shown}\n" in made.read(COPY)
    assert call(made.root, "sync").code == 0
    assert "        due: -9bd   # ours\n" in made.read(COPY)


def test_from_the_folder_of_the_copy(made: Company, call: Caller) -> None:
    assert call(made.root / "playbooks/regions/de", "resolve", "webinar.yml", "--ours").code == 0
    in_step(made)


def test_a_folder_with_one_copy(made: Company, call: Caller) -> None:
    assert call(made.root, "resolve", "playbooks/regions", "--ours").code == 0
    in_step(made)


def test_quiet(made: Company, call: Caller) -> None:
    done = call(made.root, "--quiet", "resolve", COPY, TITLE, "--ours")
    assert (done.code, done.out, done.err) == (1, "", f"webinar@de  1 conflict left\n  {DUE}\n")
    done = call(made.root, "--quiet", "resolve", COPY, "--ours")
    assert (done.code, done.out, done.err) == (0, "", "")


def removed_there(made: Company, call: Caller) -> None:
    """The library removes a step that the copy has changed."""
    made.change("title: Mail the recording\n", "title: Mail our recording\n", COPY)
    made.write(LIBRARY, made.read().replace("- id: mail-recording", "- id: publish-recording"))
    assert call(made.root, "sync").code == 1


@pytest.mark.parametrize(("option", "there"), [("--ours", True), ("--theirs", False)])
def test_a_step_that_was_removed_there(made: Company, call: Caller, option: str, there: bool) -> None:
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    removed_there(made, call)
    shown = call(made.root, "resolve", COPY).out
    assert shown.startswith(f"{RECORDING}: changed here, removed from the library, lines ")
    assert "  library\n    (not there)\n  yours\n    - id: mail-recording\n" in shown
    assert call(made.root, "resolve", COPY, option).code == 0
    in_step(made)
    assert ("title: Mail our recording\n" in made.read(COPY)) is there
    assert "- id: publish-recording\n" in made.read(COPY)


def without_a_step(made: Company, call: Caller) -> None:
    """Settles what is open, and leaves one conflict: the copy removes a step that the library changes."""
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    text = made.read(COPY)
    start, end = text.index("      - id: suppress-list"), text.index("      - id: de-prove-consent")
    made.write(COPY, text[:start] + text[end:])
    made.change("depends_on: [suppress-list]", "depends_on: [pull-list]", COPY)
    made.change("title: Apply the suppression lists", "title: Suppress")
    assert call(made.root, "sync").code == 1


@pytest.mark.parametrize(("option", "there"), [("--ours", False), ("--theirs", True)])
def test_a_step_that_was_removed_here(made: Company, call: Caller, option: str, there: bool) -> None:
    without_a_step(made, call)
    shown = call(made.root, "resolve", COPY).out
    assert "suppress-list]: removed here, changed in the library\n" in shown
    assert "  yours\n    (not there)\n" in shown
    assert call(made.root, "resolve", COPY, option).code == 0
    in_step(made)
    assert ("title: Suppress\n" in made.read(COPY)) is there


# In an editor


def editor(made: Company, monkeypatch: pytest.MonkeyPatch, script: str, name: str = "EDITOR") -> Path:
    """An editor that does what `script` says with `text`; returns where it keeps what it was shown."""
    program = made.root.parent / "my editor.py"
    shown = made.root.parent / "shown"
    program.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\ntext = file.read_bytes().decode()\n"
        f"Path({str(shown)!r}).write_text(text)\n{script}\nfile.write_bytes(text.encode())\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(name, shlex.join([sys.executable, str(program)]))
    return shown


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_edit(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name == "VISUAL":
        monkeypatch.setenv("EDITOR", "no-such-editor")
    shown = editor(made, monkeypatch, 'text = text.replace("-6bd   # ours", "-7bd  # agreed")', name)
    done = call(made.root, "resolve", COPY, DUE, "--edit")
    assert (done.code, done.out, done.err) == (1, f"webinar@de  1 conflict left\n  {TITLE}\n", "")
    assert shown.read_text(encoding="utf-8") == (
        f"#| {DUE}: lines that begin with #| are not taken over.\n"
        "#| library:\n#|   due: -5bd\n#| base:\n#|   due: -4bd\ndue: -6bd   # ours\n"
    )
    assert "        due: -7bd  # agreed\n" in made.read(COPY)
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    in_step(made)
    assert "        due: -7bd  # agreed\n" in made.read(COPY)


def test_edit_of_a_whole_step_with_crlf(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    made.write(COPY, made.read(COPY).replace("\n", "\r\n"))
    made.change("title: Mail the recording\r\n", "title: Mail our recording\r\n", COPY)
    made.write(LIBRARY, made.read().replace("- id: mail-recording", "- id: publish-recording"))
    assert call(made.root, "sync").code == 1
    editor(made, monkeypatch, 'text = text.replace("our recording", "the German recording  # soon")')
    assert call(made.root, "resolve", COPY, "--edit").code == 0
    text = made.read(COPY)
    assert text.count("\r\n") == text.count("\n")
    assert "        title: Mail the German recording  # soon\r\n" in text
    assert "due: +2bd\r\n" in text


@pytest.mark.parametrize(
    "script",
    [
        'text = "due: [-7bd"',
        'text = "due: never"',
        'text = "dew: -7bd"',
        'text = ""',
        'text = "due: -7bd\\ndue: -8bd\\n"',
        'text = "\\x00"',
        'text = "due: -7bd\\nnew_key: 1\\n"',
    ],
)
def test_what_comes_from_the_editor_has_to_fit(
    made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    editor(made, monkeypatch, script)
    before = made.files()
    done = call(made.root, "resolve", COPY, DUE, "--edit")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "\nhint: " in done.err
    assert made.files() == before


@pytest.mark.parametrize(("written", "reason"), [("due: when it is ready\n", "due"), ("due: \xe9t\xe9", "not UTF-8")])
def test_what_cannot_be_used_is_kept(
    made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch, written: str, reason: str
) -> None:
    aside = made.root.parent / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    editor(made, monkeypatch, f"file.write_bytes({written.encode('latin-1')!r}); raise SystemExit")
    done = call(made.root, "resolve", COPY, DUE, "--edit")
    assert done.code == 2
    assert reason in done.err.splitlines()[0]
    (kept,) = aside.iterdir()
    assert done.err.endswith(f". What you wrote is kept in {kept}.\n")
    assert kept.read_bytes() == written.encode("latin-1")


def test_an_editor_that_fails(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.files()
    monkeypatch.setenv("EDITOR", "false")
    done = call(made.root, "resolve", COPY, DUE, "--edit")
    assert (done.code, done.err) == (2, "error: The editor false ended with 1.\nhint: Nothing was changed.\n")
    for program in ("no-such-editor", "/dev/null"):
        monkeypatch.setenv("EDITOR", program)
        done = call(made.root, "resolve", COPY, DUE, "--edit")
        assert done.code == 2
        assert done.err.startswith(f"error: The editor {program} cannot be started: ")
        assert done.err.endswith("hint: Set EDITOR to one that is installed, such as EDITOR=nano.\n")
    monkeypatch.setenv("EDITOR", "nano 'unfinished")
    done = call(made.root, "resolve", COPY, DUE, "--edit")
    assert done.code == 2
    assert done.err.startswith("error: The editor nano 'unfinished cannot be started: ")
    assert made.files() == before


def test_edit_is_for_one_unit(made: Company, call: Caller) -> None:
    done = call(made.root, "resolve", COPY, "--edit")
    assert (done.code, done.err) == (2, f"error: --edit is for one unit.\nhint: Name it: {TITLE}, {DUE}\n")


def test_edit_of_what_the_copy_does_not_have(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    without_a_step(made, call)
    shown = editor(made, monkeypatch, "")
    done = call(made.root, "resolve", COPY, "--edit")
    assert done.code == 2
    assert done.err.endswith("is not in the copy.\nhint: Choose --ours or --theirs.\n")
    assert not shown.exists(), "nobody writes for nothing"


# In a conversation


class Talk:
    """A conversation with the program on a terminal."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self.said = ""

    def until(self, words: str, *, at_least: int = 1) -> str:
        """What was said until `words` come up; fails after a while."""
        deadline = time.monotonic() + PATIENCE
        while self.said.count(words) < at_least:
            assert time.monotonic() < deadline, self.said
            if select.select([self._terminal], [], [], 0.1)[0]:
                self.said += self._read()
        return self.said

    def answer(self, line: str, end: str = "\n") -> None:
        os.write(self._terminal, f"{line}{end}".encode())

    def interrupt(self, process: subprocess.Popen[bytes]) -> None:
        """Stops the program as Ctrl-C does.

        A signal that comes after the question is written and before the answer is awaited is seen with the next key
        only; so it is sent again, as a person would press again.
        """
        deadline, again = time.monotonic() + PATIENCE, 0.0
        while "Stopped." not in self.said:
            assert time.monotonic() < deadline, self.said
            if time.monotonic() >= again:
                process.send_signal(signal.SIGINT)
                again = time.monotonic() + 5
            if select.select([self._terminal], [], [], 0.1)[0]:
                self.said += self._read()

    def rest(self) -> str:
        """What is said until the program ends; fails after a while."""
        deadline = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < deadline, self.said
            if select.select([self._terminal], [], [], 0.1)[0]:
                part = self._read()
                if not part:
                    return self.said
                self.said += part

    def _read(self) -> str:
        try:
            return os.read(self._terminal, 4096).decode()
        except OSError:
            return ""


@contextmanager
def talking(made: Company, *arguments: str, **changes: str) -> Iterator[tuple[Talk, subprocess.Popen[bytes]]]:
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mopsdocs", "--color=never", "resolve", *arguments],
        cwd=made.root,
        env=environment(**changes),
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    try:
        yield Talk(terminal), process
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


QUESTION = "(y)ours, (l)ibrary, (e)dit, (s)kip, (q)uit"


def test_a_conversation(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(made, monkeypatch, 'text = text.replace("-6bd", "-7bd")')
    with talking(made, COPY) as (talk, process):
        assert "  library\r\n    title: Pull the list of guests\r\n" in talk.until(QUESTION)
        assert "due: -5bd" not in talk.said, "one after the other"
        talk.answer("l")
        talk.until(QUESTION, at_least=2)
        talk.answer("e")
        assert talk.rest().endswith("webinar@de  up to date with 2.2.0\r\n")
    assert process.returncode == 0
    in_step(made)
    assert "        title: Pull the list of guests\n" in made.read(COPY)
    assert "        due: -7bd   # ours\n" in made.read(COPY)


def test_skipping_and_quitting(made: Company, call: Caller) -> None:
    with talking(made, COPY) as (talk, process):
        talk.until(QUESTION)
        talk.answer("")
        talk.until(QUESTION, at_least=2)
        talk.answer("Y")
        assert f"webinar@de  1 conflict left\r\n  {TITLE}\r\n" in talk.rest()
    assert process.returncode == 1
    with talking(made, COPY) as (talk, process):
        talk.until(QUESTION)
        talk.answer("q")
        talk.rest()
    assert process.returncode == 1
    assert [each["choice"] for each in made.conflicts("de")["conflicts"]].count("ours") == 1
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    in_step(made)


@pytest.mark.parametrize("way", ["a signal", "the end of the input"])
def test_stopping_keeps_what_was_answered(made: Company, way: str) -> None:
    with talking(made, COPY) as (talk, process):
        talk.until(QUESTION)
        talk.answer("l")
        talk.until(QUESTION, at_least=2)
        if way == "a signal":
            talk.interrupt(process)
        else:
            talk.answer("\x04", end="")
        assert "Stopped.\r\n" in talk.rest()
        assert "Traceback" not in talk.said
    assert process.returncode == 2
    assert "        title: Pull the list of guests\n" in made.read(COPY)
    assert [each["choice"] for each in made.conflicts("de")["conflicts"]] == ["theirs", None]


def test_an_answer_that_cannot_be_is_said_plainly(made: Company) -> None:
    """The base is lost while somebody thinks."""
    with talking(made, COPY) as (talk, process):
        talk.until(QUESTION)
        for base in (made.root / "playbooks/.base").iterdir():
            base.unlink()
        talk.answer("l")
        talk.until("cannot be updated: the text it was made from")
        talk.rest()
    assert process.returncode == 2
    assert "        title: Pull our list\n" in made.read(COPY)


# Refused


@pytest.mark.parametrize(
    ("arguments", "reason", "hint"),
    [
        (("--ours", "--theirs"), "--ours, --theirs and --edit exclude each other.", "Give one of them."),
        (("--ours", "--edit"), "--ours, --theirs and --edit exclude each other.", "Give one of them."),
        (("launch", "--ours"), 'No such unit is called "launch".', f"There are {DUE}, {TITLE}."),
        (("launch",), 'No such unit is called "launch".', f"There are {DUE}, {TITLE}."),
        (("due\x1b[2J", "--ours"), r'No such unit is called "due\x1b[2J".', f"There are {DUE}, {TITLE}."),
    ],
)
def test_what_cannot_be_settled(
    made: Company, call: Caller, arguments: tuple[str, ...], reason: str, hint: str
) -> None:
    before = made.files()
    done = call(made.root, "resolve", COPY, *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"error: {reason}\nhint: {hint}\n")
    assert made.files() == before


def test_a_unit_that_was_settled_already(made: Company, call: Caller) -> None:
    assert call(made.root, "resolve", COPY, TITLE, "--ours").code == 1
    done = call(made.root, "resolve", COPY, TITLE, "--theirs")
    assert done.code == 2
    assert done.err == f'error: No such unit is called "{TITLE}".\nhint: There are {DUE}.\n'


def test_paths_without_open_conflicts(made: Company, call: Caller) -> None:
    assert call(made.root, "resolve", COPY, "--ours").code == 0
    done = call(made.root, "resolve", COPY, "--ours")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {COPY} has no open conflicts.\nhint: mopsdocs status says where every copy stands.\n"
    assert call(made.root, "resolve", LIBRARY).err.startswith(f"error: {LIBRARY} is no regional copy.\n")
    assert call(made.root, "resolve", "nowhere.yml").err.startswith("error: There is no file nowhere.yml.\n")
    assert call(made.root, "resolve").code == 2


def test_a_copy_with_errors(made: Company, call: Caller) -> None:
    made.write(COPY, made.read(COPY) + "<<<<<<< HEAD\n")
    done = call(made.root, "resolve", COPY, "--ours")
    assert done.code == 2
    assert done.err == f"error: {COPY} needs mending first.\nhint: mopsdocs validate {COPY} says what is wrong.\n"
