"""`mopsdocs log` in real repositories: what happened to a document, and every way in which nobody can tell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY
from tests.regions.offices import LIBRARY, Company, clone_of, company, company_in_git, copy_of
from tests.repositories import isolate

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/log.json").read_bytes())
WHEN = {"GIT_COMMITTER_DATE": "2026-10-05T23:30:00+02:00", "GIT_AUTHOR_DATE": "2020-01-01T00:00:00+02:00"}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    for name, value in WHEN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A company whose webinar was changed once, with a copy for one region."""
    made = company_in_git(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    made.repository.commit(message="a copy")
    made.change("      quorum: all", "      quorum: 1")
    made.change("title: Launch", "title: Go live")
    made.repository.commit(message="One yes is enough")
    return made


def found(made: Company, call: Caller, *arguments: str) -> Any:
    done = call(made.root, "log", "--format=json", *arguments)
    assert (done.code, done.err) == (0, "")
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMA)
    return value


def refused(made: Company, call: Caller, *arguments: str) -> str:
    done = call(made.root, "log", *arguments)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"error: [^\n]+\nhint: [^\n]+\n", done.err)
    return done.err


def events(value: Any) -> list[str]:
    return [entry["event"] for entry in value["entries"]]


def test_the_words(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd")
    made.repository.git("tag", "v1")
    new, old = (made.repository.git("rev-parse", ref)[:12] for ref in ("HEAD", "HEAD~2"))
    before = made.files()
    done = call(made.root, "log", "webinar")
    assert (done.code, done.err) == (0, "")
    words = (
        "webinar  playbooks/library/webinar.yml\n"
        "\n"
        "Not committed yet\n"
        '  warning  The check "Send a test to every mail client on the list" is due 5 working days before the '
        "day of the campaign instead of 4 working days before it.  [deadline-moved-earlier]\n"
        "\n"
        f"2026-10-05  One yes is enough  Robin Example, {new}, v1\n"
        '  error    At the gate "Go or no-go" one approver must agree instead of every approver.  '
        "[gate-quorum-lowered]\n"
        '  info     The title of the stage "Launch" is now "Go live", before "Launch".  [text-reworded]\n'
        "\n"
        f"2026-10-05  the workspace  Robin Example, {old}\n"
        "  Created, as version 2.1.0.\n"
    )
    assert done.out == words
    assert made.files() == before, "it only looks"
    assert call(made.root, "--quiet", "log", "webinar").out == ""


def test_markdown_shows_what_was_typed_as_it_is(made: Company, call: Caller) -> None:
    made.change("title: Go live", 'title: "Go <img src=x onerror=alert(1)> @team | [x](javascript:1)"')
    made.repository.commit(message="<script>alert(1)</script> @acme/everybody #1 **bold**")
    text = call(made.root, "log", "webinar", "--format=markdown").out
    assert text.startswith("# History of webinar\n\n`playbooks/library/webinar.yml`\n\n**2026-10-05** `<script>")
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert not re.search(r"[<@|\[]", outside)
    assert "- **error** " in text
    assert "- Created, as version 2.1.0." in text


def test_json(made: Company, call: Caller) -> None:
    value = found(made, call, "webinar")
    assert {key: value[key] for key in ("document", "path", "by", "complete", "more")} == {
        "document": "webinar",
        "path": LIBRARY,
        "by": "commit",
        "complete": True,
        "more": 0,
    }
    assert events(value) == ["changed", "created"]
    entry = value["entries"][0]
    assert entry["commit"] == made.repository.git("rev-parse", "HEAD")
    assert (entry["date"], entry["author"], entry["subject"]) == (
        "2026-10-05T23:30:00+02:00",
        "Robin Example",
        "One yes is enough",
    )
    assert [(change["id"], change["level"], change["unit"]) for change in entry["changes"]] == [
        ("gate-quorum-lowered", "error", "stages[qa]/gate/quorum"),
        ("text-reworded", "info", "stages[launch]/title"),
    ]


def test_levels_are_the_workspaces(made: Company, call: Caller) -> None:
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", settings + "changes:\n  gate-quorum-lowered: info\n  text-reworded: off\n")
    (change,) = found(made, call, "webinar")["entries"][0]["changes"]
    assert (change["id"], change["level"]) == ("gate-quorum-lowered", "info")


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("webinar@de", copy_of("de")),
        (copy_of("de"), copy_of("de")),
        (f"./{LIBRARY}", LIBRARY),
        ("site_config/../playbooks/library/webinar.yml", LIBRARY),
        ("roles", "site_config/roles.yml"),
        ("sa", "site_config/regions/sa.yml"),
        ("campaign-brief", "playbooks/processes/campaign-brief.yml"),
        ("workspace", "site_config/workspace.yml"),
    ],
)
def test_documents_have_many_names(made: Company, call: Caller, word: str, path: str) -> None:
    value = found(made, call, word)
    assert value["path"] == path
    assert value["entries"]


def test_from_another_folder(made: Company, call: Caller) -> None:
    done = call(made.root / "playbooks/library", "log", "webinar.yml", "--format=json")
    assert json.loads(done.out)["path"] == LIBRARY
    done = call(made.root / "playbooks/processes", "log", LIBRARY, "--format=json")
    assert json.loads(done.out)["path"] == LIBRARY
    done = call(made.root.parent, "--workspace", "company", "log", str(made.root / LIBRARY), "--format=json")
    assert json.loads(done.out)["path"] == LIBRARY


def test_a_workspace_below_the_top(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "top" / "docs" / "mops", "de")
    whole = Company(tmp_path / "top")
    whole.repository.git("init", "--quiet", "--template=")
    whole.write("playbooks/library/webinar.yml", "another workspace's\n")
    whole.repository.commit(message="start")
    made.change("due: -4bd", "due: -5bd")
    whole.repository.commit(message="later")
    assert events(found(made, call, "webinar")) == ["changed", "created"]


def test_an_id_of_before(made: Company, call: Caller) -> None:
    made.change("id: webinar\n", "id: party\nprevious_ids: [webinar]\n")
    made.repository.git("mv", LIBRARY, "playbooks/library/party.yml")
    made.repository.commit(message="another id")
    value = found(made, call, "webinar")
    assert value["path"] == "playbooks/library/party.yml"
    assert value["entries"][0]["renamed_from"] == LIBRARY
    assert events(value) == ["changed", "changed", "created"]


@pytest.mark.parametrize("word", ["party", "playbooks/library/party.yml"])
def test_a_document_that_is_gone(made: Company, call: Caller, word: str) -> None:
    made.write("playbooks/library/party.yml", made.read().replace("id: webinar\n", "id: party\n"))
    made.repository.commit(message="new")
    (made.root / "playbooks/library/party.yml").unlink()
    value = found(made, call, word)
    assert events(value) == ["removed", "created"]
    assert (value["entries"][0]["commit"], value["document"]) == (None, None)
    made.repository.commit(message="gone")
    value = found(made, call, word)
    assert events(value) == ["removed", "created"]
    assert value["entries"][0]["subject"] == "gone"


def test_a_document_that_nobody_can_read_today(made: Company, call: Caller) -> None:
    made.write(LIBRARY, "kind: [")
    value = found(made, call, LIBRARY)
    assert events(value) == ["unreadable", "changed", "created"]
    assert value["document"] is None


def test_never_committed(made: Company, call: Caller) -> None:
    made.write("playbooks/library/party.yml", made.read().replace("id: webinar\n", "id: party\n"))
    value = found(made, call, "party")
    assert events(value) == ["created"]
    assert (value["entries"][0]["commit"], value["entries"][0]["commits"]) == (None, 0)
    assert call(made.root, "log", "party").out == (
        "party  playbooks/library/party.yml\n\nNot committed yet\n  Created, as version 2.1.0.\n"
    )


def test_a_repository_without_a_commit(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    made.repository.git("init", "--quiet", "--template=")
    assert events(found(made, call, "webinar")) == ["created"]


def test_a_file_that_was_moved_and_not_committed(made: Company, call: Caller) -> None:
    (made.root / "playbooks/library/events").mkdir()
    (made.root / LIBRARY).rename(made.root / "playbooks/library/events/webinar.yml")
    value = found(made, call, "webinar")
    assert value["entries"][0]["renamed_from"] == LIBRARY
    assert events(value) == ["moved", "changed", "created"]


def test_line_breaks_of_another_system_are_no_change(made: Company, call: Caller) -> None:
    made.write(LIBRARY, made.read().replace("\n", "\r\n"))
    assert events(found(made, call, "webinar")) == ["changed", "created"]


def test_limit(made: Company, call: Caller) -> None:
    value = found(made, call, "webinar", "--limit=1")
    assert (events(value), value["more"]) == (["changed"], 1)
    assert call(made.root, "log", "webinar", "--limit", "1").out.endswith(
        "\nAnd 1 earlier entry; --limit 2 shows all.\n"
    )
    assert "Invalid value for '--limit'" in refused(made, call, "webinar", "--limit=0")


def test_by_tag(made: Company, call: Caller) -> None:
    made.repository.git("tag", "2026.1", "HEAD~1")
    value = found(made, call, "webinar", "--by=tag")
    assert [(entry["tags"], entry["commits"], entry["event"]) for entry in value["entries"]] == [
        ([], 1, "changed"),
        (["2026.1"], 1, "created"),
    ]
    text = call(made.root, "log", "webinar", "--by=tag").out
    assert "\n2026-10-05  In no tag yet  1 commit\n" in text
    assert "\n2026-10-05  2026.1  1 commit\n  Created, as version 2.1.0.\n" in text


def test_a_shallow_clone(made: Company, call: Caller, tmp_path: Path) -> None:
    shallow = clone_of(made, tmp_path / "shallow", "--depth=1")
    value = found(shallow, call, "webinar")
    assert (events(value), value["complete"]) == (["begins"], False)
    assert call(shallow.root, "log", "webinar").out.endswith("git fetch --unshallow brings the rest.\n")


def test_what_people_typed_does_not_command_the_terminal(made: Company, call: Caller) -> None:
    made.change("title: Go live", r'title: "Go \e[2J\u202elive"')
    made.repository.commit(message="\x1b[2J\u202ex")
    out = call(made.root, "log", "webinar").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_the_same_input_gives_the_same_text(made: Company, call: Caller) -> None:
    for format in ("text", "json", "markdown"):
        assert call(made.root, "log", "webinar", "--format", format) == call(
            made.root, "log", "webinar", "--format", format
        )


# What has no history


HOW = "Give its path, or its id, such as webinar or webinar@de."


@pytest.mark.parametrize(
    ("word", "error", "hint"),
    [
        ("webinr", 'There is no document "webinr".', "Did you mean webinar?"),
        ("webinar@dee", 'There is no document "webinar@dee".', "Did you mean webinar@de?"),
        ("playbooks/webinar.yml", 'There is no document "playbooks/webinar.yml".', "Did you mean webinar?"),
        (LIBRARY[:-5], f'There is no document "{LIBRARY[:-5]}".', f"Did you mean {LIBRARY}?"),
        ("frobnicate", 'There is no document "frobnicate".', HOW),
        (
            "qa-reviewer",
            "qa-reviewer is not a document, but an entry of site_config/roles.yml.",
            "mopsdocs log roles tells what happened to all of them.",
        ),
        ("", "An empty name means no document.", HOW),
        ("a\0b", "An empty name means no document.", HOW),
        ("a\x1b[2Jb", 'There is no document "a\\x1b[2Jb".', HOW),
        ("..", 'There is no document "..".', HOW),
        ("/etc/passwd", 'There is no document "/etc/passwd".', HOW),
    ],
)
def test_what_is_no_document(made: Company, call: Caller, word: str, error: str, hint: str) -> None:
    assert refused(made, call, "--", word) == f"error: {error}\nhint: {hint}\n"


def test_a_file_that_is_no_document(made: Company, call: Caller) -> None:
    made.write("README.md", "x")
    assert "README.md is not a document." in refused(made, call, "README.md")


def test_one_name_for_two_documents(made: Company, call: Caller) -> None:
    process = made.read("playbooks/processes/campaign-brief.yml").replace("id: campaign-brief\n", "id: webinar\n")
    made.write("playbooks/processes/webinar.yml", process)
    assert refused(made, call, "webinar") == (
        f"error: webinar could be {LIBRARY}, playbooks/processes/webinar.yml.\nhint: Give the path.\n"
    )


def test_no_repository(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert "is in no git repository" in refused(made, call, "webinar")


def test_a_name_in_settings_that_is_none(made: Company, call: Caller) -> None:
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", settings + "changes:\n  text-rewordd: off\n")
    assert "Did you mean text-reworded?" in refused(made, call, "webinar")
