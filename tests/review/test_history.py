"""Histories of documents: where they were, what each commit changed, and what is remembered of that."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsdocs.caches import CacheFile
from mopsdocs.checks.checking import inspect_workspace, library_of
from mopsdocs.git.history import Commit
from mopsdocs.review.following import Version, by_tag, followed, former_paths
from mopsdocs.review.history import Entry
from mopsdocs.review.judging import CHANGE_RULES
from mopsdocs.review.narrator import Narrator
from mopsdocs.review.past import former, past_of
from mopsdocs.review.sentences import sentences, without_addresses
from mopsdocs.workspace import Workspace
from tests.regions.offices import EXAMPLE, LIBRARY, Company, clone_of, company_in_git
from tests.repositories import isolate

LEVELS = {id: rule.level for id, rule in CHANGE_RULES.items()}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path) -> Company:
    return company_in_git(tmp_path / "company", "de")


def entries(made: Company, path: str = LIBRARY, most: int | None = None, caches: Path | None = None) -> list[Entry]:
    workspace = Workspace.at(made.root)
    past = past_of(workspace)
    library = library_of(inspect_workspace(workspace))
    known = {document.path: former(document) for document in library.documents}
    versions = followed(past.commits, {path: (), **known})[path]
    return Narrator(past, library.title, caches).entries([(versions, most)])[0]


def told(found: list[Entry]) -> list[tuple[str, list[str]]]:
    return [(entry.event, [change.id for change in entry.changes]) for entry in found]


def said(entry: Entry) -> str:
    return " ".join(sentences(entry, LEVELS))


def commit(made: Company, old: str, new: str, path: str = LIBRARY, message: str = "change") -> str:
    made.change(old, new, path)
    return made.repository.commit(message=message)


# What happened


def test_changes_layout_and_the_beginning(made: Company) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    made.write(LIBRARY, "# Ours.\n" + made.read().replace("\n", "\r\n"))
    made.repository.commit(message="layout")
    commit(made, "version: 2.1.0", "version: 2.2.0")
    found = entries(made)
    assert told(found) == [
        ("changed", []),
        ("layout", []),
        ("changed", ["deadline-moved-earlier"]),
        ("created", []),
    ]
    assert [said(entry) for entry in found] == [
        "Version 2.2.0.",
        "Layout or comments alone.",
        "",
        "Created, as version 2.1.0.",
    ]
    assert found[2].changes[0].unit == "stages[qa]/steps[test-send]/due"


def test_a_version_that_cannot_be_read_is_told_and_the_next_compared_with_the_last_good_one(made: Company) -> None:
    good = commit(made, "due: -4bd", "due: -5bd")
    text = made.read()
    made.write(LIBRARY, text.replace("title: Webinar", "title: a: b"))
    made.repository.commit(message="broken")
    made.write(LIBRARY, text.replace("kind: playbook", "kind: playbok"))
    made.repository.commit(message="broken otherwise")
    made.write(LIBRARY, text.replace("due: -5bd", "due: -6bd"))
    made.repository.commit(message="mended")
    found = entries(made)
    assert told(found)[:3] == [("changed", ["deadline-moved-earlier"]), ("unreadable", []), ("unreadable", [])]
    assert found[0].since is not None
    assert found[0].since.commit is not None
    assert found[0].since.commit.id == good
    assert "because what was in between cannot be read" in said(found[0])
    assert re.fullmatch(r"It cannot be read here: line 6: .*\.", said(found[2]))
    assert entries(made, most=1) == found[:1], "also when nobody asks for what is in between"


def test_back_to_what_it_was_before_it_was_broken(made: Company) -> None:
    text = made.read()
    made.write(LIBRARY, "kind: [")
    made.repository.commit(message="broken")
    made.write(LIBRARY, text)
    made.repository.commit(message="mended")
    assert told(entries(made)) == [("same", []), ("unreadable", []), ("created", [])]


def test_broken_from_the_beginning(tmp_path: Path) -> None:
    made = company_in_git(tmp_path / "company", "de")
    made.write("playbooks/library/party.yml", "kind: [")
    made.repository.commit(message="broken")
    made.write("playbooks/library/party.yml", made.read().replace("id: webinar\n", "id: party\n"))
    made.repository.commit(message="mended")
    found = entries(made, "playbooks/library/party.yml")
    assert told(found) == [("readable", []), ("unreadable", [])]
    assert said(found[0]) == "The first version that can be read."


def test_a_link_is_no_version(made: Company) -> None:
    text = made.read()
    (made.root / LIBRARY).unlink()
    (made.root / LIBRARY).symlink_to("elsewhere.yml")
    made.repository.commit(message="a link")
    (made.root / LIBRARY).unlink()
    made.write(LIBRARY, text)
    made.repository.commit(message="a file")
    found = entries(made)
    assert told(found) == [("same", []), ("unreadable", []), ("created", [])]
    assert said(found[1]) == "It cannot be read here: it is a link and not a file."


def test_removed_and_brought_back(made: Company) -> None:
    text = made.read()
    (made.root / LIBRARY).unlink()
    made.repository.commit(message="gone")
    assert told(entries(made)) == [("removed", []), ("created", [])]
    made.write(LIBRARY, text.replace("title: Webinar", "title: Party"))
    made.repository.commit(message="back")
    assert told(entries(made)) == [("created", []), ("removed", []), ("created", [])]


def test_another_kind_of_document(made: Company) -> None:
    made.write(LIBRARY, made.read("playbooks/processes/campaign-brief.yml"))
    made.repository.commit(message="now a process")
    found = entries(made)
    assert told(found)[0] == ("replaced", [])
    assert said(found[0]).startswith("A document of another kind: it was a playbook before.")


def test_permissions_are_no_version(made: Company) -> None:
    (made.root / LIBRARY).chmod(0o755)
    made.repository.commit(message="executable")
    assert told(entries(made)) == [("created", [])]


def test_entries_of_a_catalogue_come_and_go(made: Company) -> None:
    role = "site_config/roles.yml"
    text = made.read(role)
    item = "  - id: juggler\n    title: Juggler\n    responsibilities: [Juggles]\n"
    made.write(role, text + item)
    made.repository.commit(message="more")
    made.write(role, text)
    made.repository.commit(message="fewer")
    found = entries(made, role)
    assert told(found) == [("changed", ["entry-removed"]), ("changed", ["entry-added"]), ("created", [])]
    assert [entry.changes[0].message for entry in found[:2]] == [
        'The role "Juggler" is gone.',
        'There is a new role "Juggler".',
    ]


def test_a_shallow_clone_does_not_say_created(made: Company, tmp_path: Path) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    commit(made, "due: -5bd", "due: -6bd")
    shallow = clone_of(made, tmp_path / "shallow", "--depth=2")
    found = entries(shallow)
    assert told(found) == [("changed", ["deadline-moved-earlier"]), ("begins", [])]
    assert said(found[1]).startswith("The history begins here in this clone")


def test_contents_that_this_clone_lacks(made: Company, tmp_path: Path) -> None:
    blob = made.repository.git("rev-parse", f"HEAD:{LIBRARY}")
    commit(made, "due: -4bd", "due: -5bd")
    file = made.root / ".git/objects" / blob[:2] / blob[2:]
    file.rename(tmp_path / "lost")
    found = entries(made, caches=tmp_path / "caches")
    assert told(found) == [("readable", []), ("unreadable", [])]
    assert found[1].problem == "this clone does not have its text"
    (tmp_path / "lost").rename(file)
    assert told(entries(made, caches=tmp_path / "caches")) == [("changed", ["deadline-moved-earlier"]), ("created", [])]


# Where the file was


def test_renames_are_followed(made: Company) -> None:
    made.repository.git("mv", LIBRARY, "playbooks/library/online.yml")
    made.repository.commit(message="another name")
    made.write("playbooks/library/online.yml", made.read("playbooks/library/online.yml").replace("-4bd", "-5bd"))
    made.repository.git("mv", "playbooks/library/online.yml", "playbooks/library/party.yml")
    made.repository.commit(message="and another")
    found = entries(made, "playbooks/library/party.yml")
    assert told(found) == [("changed", ["deadline-moved-earlier"]), ("moved", []), ("created", [])]
    assert [entry.renamed_from for entry in found] == ["playbooks/library/online.yml", LIBRARY, ""]
    assert said(found[1]) == f"Renamed from {LIBRARY}."


def rewritten(made: Company) -> str:
    """The webinar under another id, in so many words that git takes it for another file."""
    noise = "".join(f"# Line {number} of words that were not there before.\n" for number in range(400))
    return noise + made.read().replace("id: webinar\n", "id: party\nprevious_ids: [webinar]\n", 1)


@pytest.mark.parametrize("order", ["at once", "new one first", "old one first"])
def test_ids_of_before_are_followed(made: Company, order: str) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    text = rewritten(made)
    if order == "old one first":
        (made.root / LIBRARY).unlink()
        made.repository.commit(message="gone")
    made.write("playbooks/library/party.yml", text)
    if order == "new one first":
        made.repository.commit(message="new")
    (made.root / LIBRARY).unlink(missing_ok=True)
    made.repository.commit(message="change")
    found = entries(made, "playbooks/library/party.yml")
    events = [entry.event for entry in found]
    if order == "old one first":
        assert events == ["created", "removed", "changed", "created"]
    else:
        assert events == ["changed", "changed", "created"]
        assert found[0].renamed_from == LIBRARY
        assert any("party" in change.message for change in found[0].changes)


def test_two_documents_that_had_one_name_in_turn(made: Company) -> None:
    party = "playbooks/library/party.yml"
    made.repository.git("mv", LIBRARY, party)
    made.repository.commit(message="renamed")
    made.write(
        LIBRARY, made.read("playbooks/processes/campaign-brief.yml").replace("id: campaign-brief", "id: webinar")
    )
    made.repository.commit(message="a new one of that name")
    assert told(entries(made, party)) == [("moved", []), ("created", [])]
    assert told(entries(made, LIBRARY)) == [("created", [])]


def test_copies_follow_the_id_of_their_playbook() -> None:
    assert former_paths("playbooks/regions/de/new.yml", ["old"]) == ("playbooks/regions/de/old.yml",)


# By tag


def test_versions_from_tag_to_tag(made: Company) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    made.repository.git("tag", "v1")
    commit(made, "due: -5bd", "due: -9bd")
    commit(made, "due: -9bd", "due: -7bd")
    made.repository.commit("other.txt", message="not about it")
    made.repository.git("tag", "v2")
    commit(made, "title: Launch", "title: Go live")
    past = past_of(Workspace.at(made.root))
    versions = followed(past.commits, {LIBRARY: ()})[LIBRARY]
    stretches = by_tag(past.commits, versions)
    found = Narrator(past, lambda _, id: id, None).entries([([one.version for one in stretches], None)])[0]
    assert [(one.version.commit.tags if one.version.commit else None, one.commits) for one in stretches] == [
        ((), 1),
        (("v2",), 2),
        (("v1",), 2),
    ]
    assert told(found) == [("changed", ["text-reworded"]), ("changed", ["deadline-moved-earlier"]), ("created", [])]
    assert "7 working days before the day of the campaign instead of 5" in found[1].changes[0].message


def test_what_came_and_went_between_two_tags_is_in_neither() -> None:
    day = datetime.datetime(2026, 10, 5, tzinfo=datetime.UTC)
    commits = [Commit(id, day, "A", id, tags, False, ()) for id, tags in (("c", ("v2",)), ("b", ()), ("a", ()))]
    versions = [Version(commits[1], "removed", "p", "p", "x", None), Version(commits[2], "added", "p", "p", None, "x")]
    assert by_tag(commits, versions) == []


# What is remembered


def test_a_second_look_reads_nothing(made: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    first = entries(made, caches=tmp_path / "caches")
    git_without_contents(tmp_path / "bin", monkeypatch)
    assert entries(made, caches=tmp_path / "caches") == first
    assert told(entries(made)) != told(first), "without what was remembered, nothing can be said"


def git_without_contents(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git for which all contents are missing."""
    folder.mkdir()
    program = shutil.which("git")
    lines = ("#!/bin/sh", "for word; do case $word in cat-file) sed 's/$/ missing/'; exit;; esac; done")
    (folder / "git").write_text("\n".join((*lines, f'exec {program} "$@"\n')))
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_names_are_those_of_today(made: Company, tmp_path: Path) -> None:
    commit(made, '        - role: privacy-counsel\n          when: region.consent.b2b == "opt-in"\n', "")
    caches = tmp_path / "caches"
    before = entries(made, caches=caches)[0].changes
    title = next(role["title"] for role in yaml.safe_load(made.read("site_config/roles.yml"))["roles"]
                 if role["id"] == "privacy-counsel")  # fmt: skip
    assert any(title in change.message for change in before)
    made.change(f"title: {title}", "title: Guardian of data", "site_config/roles.yml")
    after = entries(made, caches=caches)[0].changes
    assert [change.message for change in after] == [
        change.message.replace(title, "Guardian of data") for change in before
    ]
    assert after == entries(made)[0].changes


@pytest.mark.parametrize("damage", [b"", b"half", None])
def test_a_memory_that_is_damaged_is_made_anew(made: Company, tmp_path: Path, damage: bytes | None) -> None:
    commit(made, "due: -4bd", "due: -5bd")
    caches = tmp_path / "caches"
    first = entries(made, caches=caches)
    (file,) = caches.glob("*.history")
    whole = file.read_bytes()
    if damage is None:  # in good shape, and about something else
        head = whole[: whole.index(b"\n") + 1]
        CacheFile(caches, made.root.resolve(), "history", whole[len(head) : len(head) + 32]).write(b"\x93\x01\x02\x03")
    else:
        file.write_bytes(damage and whole[: len(whole) // 2])
    assert entries(made, caches=caches) == first
    assert file.read_bytes() == whole


def test_nothing_is_kept_in_the_workspace(made: Company, tmp_path: Path) -> None:
    before = made.files()
    entries(made, caches=tmp_path / "caches")
    assert made.files() == before


def test_addresses_are_not_shown() -> None:
    assert without_addresses("by robin@example.org, for webinar@de (a.b+c@mail.example.co.uk)") == (
        "by robin@…, for webinar@de (a.b+c@…)"
    )


# The law: every edit is told once, in the commit that made it

_TEXT = (EXAMPLE / LIBRARY).read_text(encoding="utf-8")
_STEPS = re.findall(r"      - id: ([a-z-]+)\n        title: [^\n]+\n", _TEXT)

_edits = st.lists(
    st.one_of(
        st.tuples(st.just("due"), st.sampled_from(_STEPS), st.integers(1, 60)),
        st.tuples(st.just("title"), st.sampled_from(_STEPS), st.integers(1, 60)),
        st.tuples(st.sampled_from(["comment", "rename", "break", "merge"]), st.just(""), st.integers(1, 60)),
    ),
    min_size=1,
    max_size=12,
)


class _Edited:
    """A playbook that is edited, with what its steps say by their units."""

    def __init__(self) -> None:
        self.text = _TEXT
        self.path = LIBRARY
        self.is_broken = False

    def apply(self, what: str, step: str, number: int) -> None:
        self.is_broken = what == "break"
        if what in ("due", "title"):
            value = f"-{number}bd" if what == "due" else f"Do thing {number}"
            start = self.text.index(f"- id: {step}\n")
            at = self.text.index(f"        {what}: ", start)
            self.text = f"{self.text[:at]}        {what}: {value}{self.text[self.text.index(chr(10), at) :]}"
        elif what == "comment":
            self.text += f"# {number}\n"
        elif what == "rename":
            self.path = f"playbooks/library/name-{number}.yml"

    @property
    def written(self) -> str:
        return f"{self.text}\n  - [\n" if self.is_broken else self.text

    def values(self) -> dict[str, str]:
        return {
            f"stages[{stage['id']}]/steps[{step['id']}]/{field}": step[field]
            for stage in yaml.load(self.text, yaml.BaseLoader)["stages"]
            for step in stage["steps"]
            for field in ("due", "title")
        }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_edits)
def test_every_edit_is_told_once(edits: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("edited")
    made = _Edited()
    stream = [_commit(1, "start", made.path, made.written, None)]
    last, expected = made.values(), []
    mark = 1
    for number, (what, step, value) in enumerate(edits):
        before = made.path
        made.apply(what, step, value)
        mark += 1
        stream.append(_commit(mark, f"edit {number}", made.path, made.written, before, merged=what == "merge"))
        now = last if made.is_broken else made.values()
        expected.append({unit for unit in now if now[unit] != last[unit]})
        last = now
    git = ("git", "-c", "init.defaultBranch=main")
    subprocess.run([*git, "init", "--quiet", "."], cwd=root, check=True)
    subprocess.run([*git, "fast-import", "--quiet"], cwd=root, input="".join(stream).encode(), check=True)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], cwd=root, check=True)
    workspace = Workspace(root.resolve())
    past = past_of(workspace)
    found = Narrator(past, lambda _, id: id, None).entries([(followed(past.commits, {made.path: ()})[made.path], None)])
    by_subject = {entry.version.commit.subject: entry for entry in found[0] if entry.version.commit}
    for number, units in enumerate(expected):
        entry = by_subject.get(f"edit {number}")
        told = [change.unit for change in entry.changes] if entry is not None else []
        assert sorted(told) == sorted(units), number


def _commit(mark: int, subject: str, path: str, text: str, before: str | None, *, merged: bool = False) -> str:
    """One commit for `git fast-import`; a merge has a branch beside it that brought the same."""
    lines = [f"commit refs/heads/main\nmark :{mark}\ncommitter A <a@example.org> {1_700_000_000 + mark} +0000\n"]
    lines.append(f"data {len(subject)}\n{subject}\n")
    if before is not None:
        lines.append(f"from :{mark - 1}\n")
        if merged and mark > 2:
            lines.append(f"merge :{mark - 2}\n")
        if before != path:
            lines.append(f"R {before} {path}\n")
    return "".join((*lines, f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"))
