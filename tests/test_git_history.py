"""The commits behind a work tree, asked of real repositories."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mopsdocs.git import Repository
from mopsdocs.git.history import Commit
from tests.repositories import Checkout, isolate, new_repository

LONG = "".join(f"line {number} of the text\n" for number in range(30))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path) -> Checkout:
    return new_repository(tmp_path / "made")


def history(checkout: Checkout, *paths: str) -> list[Commit]:
    found = Repository.around(checkout.top)
    assert found is not None
    return found.history(paths or ("docs",))


def told(commits: list[Commit]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (commit.subject, [(change.status, change.before, change.path) for change in commit.changes])
        for commit in commits
    ]


def test_nothing_committed(made: Checkout) -> None:
    assert history(made) == []


def test_every_kind_of_change(made: Checkout) -> None:
    made.write("docs/a.yml", LONG)
    made.write("docs/b.yml", "b")
    first = made.commit("elsewhere.txt", message="one")
    made.git("mv", "docs/a.yml", "docs/c.yml")
    made.write("docs/c.yml", LONG + "more\n")
    made.write("docs/b.yml", "bb")
    made.commit(message="two")
    made.commit("elsewhere2.txt", message="not about it")
    (made.top / "docs/b.yml").unlink()
    made.commit(message="three")
    found = history(made)
    assert told(found) == [
        ("three", [("removed", "docs/b.yml", "docs/b.yml")]),
        ("not about it", []),
        ("two", [("changed", "docs/b.yml", "docs/b.yml"), ("renamed", "docs/a.yml", "docs/c.yml")]),
        ("one", [("added", "docs/a.yml", "docs/a.yml"), ("added", "docs/b.yml", "docs/b.yml")]),
    ]
    assert found[-1].id == first
    changed = found[2].changes[0]
    assert changed.old == found[3].changes[1].new
    assert changed.new == made.git("rev-parse", "HEAD~1:docs/b.yml") == found[0].changes[0].old
    assert (found[0].changes[0].new, found[3].changes[0].old) == (None, None)
    assert not any(commit.cut for commit in found)


def test_links_and_folders_have_no_contents(made: Checkout) -> None:
    (made.top / "docs").mkdir()
    (made.top / "docs/link.yml").symlink_to("elsewhere")
    made.commit("docs/file.yml", message="one")
    (made.top / "docs/link.yml").unlink()
    made.commit("docs/link.yml", message="two")
    now, before = (commit.changes for commit in history(made))
    assert [(change.path, change.new is None) for change in before] == [
        ("docs/file.yml", False),
        ("docs/link.yml", True),
    ]
    assert [(change.status, change.old is None, change.new is None) for change in now] == [("changed", True, False)]


def test_a_merged_branch_is_told_once(made: Checkout) -> None:
    made.commit("docs/a.yml", message="start")
    made.git("switch", "--quiet", "--create", "feature")
    made.commit("docs/b.yml", message="half done")
    made.commit("docs/c.yml", message="done")
    made.git("switch", "--quiet", "main")
    made.commit("docs/d.yml", message="meanwhile")
    message = "Merge pull request #12 from acme/feature\n\nAsk the counsel first\n\nLong story."
    made.git("merge", "--quiet", "--no-ff", "feature", "--message", message)
    found = history(made)
    assert [commit.subject for commit in found] == ["Ask the counsel first", "meanwhile", "start"]
    assert [change.path for change in found[0].changes] == ["docs/b.yml", "docs/c.yml"]


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Merge branch 'main' of example.org:acme/ops", "Merge branch 'main' of example.org:acme/ops"),
        ("Merge branch 'x' into 'main'\n\nTwo reviewers\n\nSee merge request acme!3", "Two reviewers"),
        ("Merged in x (pull request #3)\n\nTwo reviewers", "Two reviewers"),
        ("Merge branch 'x'\n\n* x:\n  one\n  two", "Merge branch 'x'"),
        ("Our own words\n\nSomething else", "Our own words"),
    ],
)
def test_what_a_merge_is_called(made: Checkout, message: str, subject: str) -> None:
    made.commit("docs/a.yml", message="Merge branch 'not really'\n\nNo title")
    made.git("switch", "--quiet", "--create", "x")
    made.commit("docs/b.yml")
    made.git("switch", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "x", "--message", message)
    assert [commit.subject for commit in history(made)] == [subject, "Merge branch 'not really'"]


def test_dates_keep_their_offset(made: Checkout) -> None:
    made.write("docs/a.yml")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=x", GIT_COMMITTER_DATE="2026-10-05T23:30:00+0530")
    assert history(made)[0].date.isoformat() == "2026-10-05T23:30:00+05:30"


def test_a_date_that_no_calendar_has(made: Checkout) -> None:
    put_commit(made, b"A <> 99999999999999 +0000", b"later")
    (commit,) = history(made)
    assert (commit.subject, commit.date) == ("later", datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))


def put_commit(made: Checkout, author: bytes, message: bytes) -> None:
    """Makes a commit that git would not write like that the only one."""
    tree = made.git("write-tree").encode()
    person, _, rest = author.partition(b"\n")
    text = b"tree %s\nauthor %s\ncommitter %s\n%s\n%s\n" % (tree, person, person, rest and rest + b"\n", message)
    done = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=made.top, input=text, capture_output=True, check=True,
    )  # fmt: skip
    made.git("update-ref", "refs/heads/main", done.stdout.decode().strip())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>bold</b> & @team #12 [x](javascript:1)", "<b>bold</b> & @team #12 [x](javascript:1)"),
        ("one\ntwo\n\nthree", "one two"),
        ("a\x1b[2Jb\tc\u202ed\u2028e", "a [2Jb c d e"),
        (":100644 100644 aaaa bbbb M", ":100644 100644 aaaa bbbb M"),
        ("-dash", "-dash"),
    ],
)
def test_whatever_is_typed_is_one_plain_line(made: Checkout, typed: str, shown: str) -> None:
    made.write("docs/a.yml")
    made.git("add", "--all")
    made.git("commit", "--quiet", f"--message={typed}", GIT_AUTHOR_NAME=typed.replace("\n", " ").replace("<", "("))
    (commit,) = history(made)
    assert commit.subject == shown
    assert [change.path for change in commit.changes] == ["docs/a.yml"]
    assert commit.author.isprintable()


def test_bytes_that_are_no_text(made: Checkout) -> None:
    put_commit(made, b"A <a@example.org> 1700000000 +0000", b"caf\xe9 \xff")
    assert history(made)[0].subject == "caf\ufffd \ufffd"
    put_commit(made, b"\xdcmit <a@example.org> 1700000000 +0000\nencoding ISO-8859-9", "Şişli".encode("iso-8859-9"))
    assert [(commit.author, commit.subject) for commit in history(made)] == [("Ümit", "Şişli")]


@pytest.mark.parametrize(
    "name", ["a b.yml", "line\nbreak.yml", ":100644", "caf\udce9.yml", "-x.yml", 'q"uo\t.yml', "é"]
)
def test_odd_names(made: Checkout, name: str) -> None:
    made.write(f"docs/{name}", LONG)
    made.commit(message="one")
    (made.top / "docs" / name).rename(made.top / f"docs/new {name}")
    made.commit(message="two")
    assert told(history(made)) == [
        ("two", [("renamed", f"docs/{name}", f"docs/new {name}")]),
        ("one", [("added", f"docs/{name}", f"docs/{name}")]),
    ]


def test_tags(made: Checkout) -> None:
    made.commit("docs/a.yml", message="one")
    made.git("tag", "v1,0")
    made.git("tag", "--annotate", "--message=x", "a/b")
    made.commit("other.txt", message="two")
    made.git("tag", "v2")
    made.git("branch", "no-tag")
    assert [commit.tags for commit in history(made)] == [("v2",), ("a/b", "v1,0")]


def test_a_shallow_clone_says_where_it_ends(made: Checkout, tmp_path: Path) -> None:
    for number in range(4):
        made.write("docs/a.yml", str(number))
        made.commit(message=str(number))
    shallow = made.clone(tmp_path / "shallow", "--depth=2")
    assert [(commit.subject, commit.cut) for commit in history(shallow)] == [("3", False), ("2", True)]
    whole = made.clone(tmp_path / "whole", "--depth=5")
    assert [commit.cut for commit in history(whole)] == [False] * 4


def test_contents_are_those_that_the_ids_mean(made: Checkout) -> None:
    """Somebody may have put another object in the place of one; what is remembered by its id must not follow."""
    made.write("docs/a.yml", "true")
    made.commit(message="one")
    blob = made.git("rev-parse", "HEAD:docs/a.yml")
    made.write("other", "false")
    made.git("replace", blob, made.git("hash-object", "-w", "other"))
    found = Repository.around(made.top)
    assert found is not None
    assert history(made)[0].changes[0].new == blob
    assert found.blobs([blob]) == {blob: b"true"}


def test_settings_of_people_do_not_matter(made: Checkout) -> None:
    made.write("docs/a.yml", LONG)
    made.write("docs/b.yml", "b")
    made.commit(message="one")
    made.git("mv", "docs/a.yml", "docs/c.yml")
    made.write("docs/b.yml", "c")
    made.commit(message="two")
    made.git("tag", "v1")
    plain = history(made)
    (made.top / "order").write_text("docs/c.yml\ndocs/b.yml\n")
    for setting in (
        "log.showRoot=false", "log.showSignature=true", "log.decorate=no", "log.follow=true", "log.abbrevCommit=true",
        "log.excludeDecoration=refs/tags/*", "log.date=relative", "diff.renames=false", "diff.renameLimit=1",
        "diff.orderFile=order", "diff.relative=true", "color.ui=always", "core.quotePath=true", "format.pretty=raw",
        "i18n.logOutputEncoding=UTF-16", "diff.external=false", "core.abbrev=5", "log.diffMerges=off",
    ):  # fmt: skip
        made.git("config", *setting.split("=", 1))
    assert history(made) == plain
    assert [[change.status for change in commit.changes] for commit in plain] == [["changed", "renamed"], ["added"] * 2]


def test_one_process(made: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for number in range(5):
        made.write("docs/a.yml", str(number))
        made.commit(message=str(number))
    program = shutil.which("git")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/git"
    script.write_text(f'#!/bin/sh\nfor word; do case "$word" in log) echo >> {tmp_path}/calls;; esac; done\n'
                      f'exec {program} "$@"\n')  # fmt: skip
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert len(history(made)) == 5
    assert (tmp_path / "calls").read_text() == "\n"
