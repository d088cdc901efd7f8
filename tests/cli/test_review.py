"""`mopsdocs review` in real repositories: what a branch changes, and every way in which nothing can be compared."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mopsdocs.review.judging import CHANGE_RULES
from tests.cli.conftest import Caller
from tests.cli.programs import REPOSITORY, Done
from tests.regions.offices import LIBRARY, Company, clone_of, company, company_in_git, copy_of
from tests.repositories import isolate, new_repository

SCHEMA = json.loads((REPOSITORY / "mopsdocs/reporters/schemas/review.json").read_bytes())
NOTHING = "Nothing changed for the people who run campaigns.\n"
WHO = "\n        responsible: [qa-reviewer]\n        accountable: campaign-manager\n        due: -4bd"
REGION = "site_config/regions/de.yml"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A company with copies for two regions, of which the German one has an edit; on a branch of its own."""
    made = company_in_git(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--region=de,sa").code == 0
    made.change("due: -4bd", "due: -6bd", copy_of("de"))
    made.repository.commit(message="copies")
    made.repository.git("switch", "--quiet", "--create", "change")
    return made


def found(made: Company, call: Caller, *arguments: str) -> Any:
    done = call(made.root, "review", "--format=json", *arguments)
    assert done.err == ""
    value = json.loads(done.out)
    jsonschema.validate(value, SCHEMA)
    return value


def test_nothing_changed(made: Company, call: Caller) -> None:
    assert call(made.root, "review") == call(made.root, "review", "main")
    done = call(made.root, "review")
    assert (done.code, done.out, done.err) == (0, NOTHING, "")
    assert found(made, call)["changes"] == []


def test_the_words(made: Company, call: Caller) -> None:
    made.change(f"severity: blocker{WHO}", f"severity: warning{WHO}")
    made.change("due: -4bd", "due: -5bd")
    before = made.files()
    done = call(made.root, "review")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "playbooks/library/webinar.yml\n"
        '  error  The check "Send a test to every mail client on the list" weighs less: blocker → warning.  '
        f"line {line_of(made, 'severity: warning')} [check-severity-lowered]\n"
        "    inherits: de, sa\n"
        "\n"
        "playbooks/library/webinar.yml\n"
        "  warning  The version is still 2.1.0; what changed calls for a new major version.  "
        f"line {line_of(made, 'version: 2.1.0')} [version-not-bumped]\n"
        '  warning  The check "Send a test to every mail client on the list" is due 5 working days before the day of '
        "the campaign instead of 4 working days before it.  "
        f"line {line_of(made, 'due: -5bd')} [deadline-moved-earlier]\n"
        "    inherits: sa\n"
        "    will conflict: de\n"
        "  warning  Germany and Saudi Arabia have a copy that needs a sync.  line 3 [copy-behind]\n"
        "\n"
        "Who must agree\n"
        "  Campaign manager (Operations desk): owns it (webinar)\n"
        '  Marketing director (Review desk): approves the gate "Go or no-go" (webinar)\n'
        '  Privacy counsel (Legal desk): approves the gate "Go or no-go" (webinar)\n'
        "\n"
        "1 error, 3 warnings and 0 for information, in 1 document.\n"
    )
    assert made.files() == before, "it only looks"


def line_of(made: Company, words: str) -> int:
    text = made.read()
    assert text.count(words) == 1
    return text.count("\n", 0, text.index(words)) + 1


TEST_SEND = """\
      - id: test-send
        title: Send a test to every mail client on the list
        kind: check
        severity: blocker
        responsible: [qa-reviewer]
        accountable: campaign-manager
        due: -4bd
        depends_on: [suppress-list]
"""
NEW = """\
      - id: check-links
        title: Check every link
        kind: check
        severity: warning
        responsible: [qa-reviewer]
        accountable: campaign-manager
        due: -4bd
"""
COUNSEL = """\
        - role: privacy-counsel
          when: region.consent.b2b == "opt-in"
"""


def test_a_branch_with_a_bit_of_everything(tmp_path: Path, call: Caller) -> None:
    """Weaker controls, other words, another id, another footer, and a file that is only laid out anew."""
    made = company_in_git(tmp_path / "company", "de", "fr", "sa", "us")
    assert call(made.root, "clone", "webinar", "--all-regions").code == 0
    made.change("title: Pull the invitation list", "title: Pull our list", copy_of("fr"))
    made.repository.commit(message="copies")
    made.repository.git("switch", "--quiet", "--create", "change")
    made.change(COUNSEL, "")
    made.change(TEST_SEND, NEW)
    made.change("        depends_on: [test-send]\n", "        depends_on: [test-send]\n" + TEST_SEND)
    made.change("title: Pull the invitation list", "title: Pull the list of guests")
    made.change("- id: mail-recording\n", "- id: send-recording\n        previous_ids: [mail-recording]\n")
    made.change("  - Sender name and a free way to stop\n", "  - Sender name\n", "site_config/regions/sa.yml")
    made.write("site_config/tools.yml", "# Ours.\n" + made.read("site_config/tools.yml"))
    value = found(made, call)
    assert [(change["level"], change["id"], change["document"]) for change in value["changes"]] == [
        ("error", "step-moved-across-gate", "webinar"),
        ("error", "gate-approver-removed", "webinar"),
        ("warning", "version-not-bumped", "webinar"),
        ("warning", "copy-behind", "webinar"),
        ("warning", "footer-changed", "sa"),
        ("info", "text-reworded", "webinar"),
        ("info", "step-added", "webinar"),
        ("info", "step-renamed", "webinar"),
    ]
    assert value["documents"] == {"changed": ["sa", "webinar"], "layout_only": ["tools"]}
    effects = {
        change["id"]: {copy["region"]: copy["effect"] for copy in change["copies"]} for change in value["changes"]
    }
    assert effects["gate-approver-removed"] == dict.fromkeys(("de", "fr", "sa", "us"), "inherits")
    assert effects["text-reworded"] == {"de": "inherits", "fr": "will conflict", "sa": "inherits", "us": "inherits"}
    conflicting = "will conflict: fr"
    for format, words in {
        "text": (
            "    inherits: de, sa, us\n",
            f"    {conflicting}\n",
            "\n2 errors, 3 warnings and 3 for information, ",
        ),
        "markdown": (
            "inherits: Germany, Saudi Arabia, United States\n",
            "will conflict: France\n",
            "2 errors, 3 warnings",
        ),
        "json": ('"effect": "will conflict"', '"summary": {\n    "error": 2,\n    "warning": 3,\n    "info": 3,'),
        "github": ("::error ", "Copies: inherits: de, sa, us; will conflict: fr.", "2 errors, 3 warnings and 3 for"),
        "gitlab": ("Copies: inherits: de, sa, us; will conflict: fr.", '"severity": "major"'),
    }.items():
        done = call(made.root, "review", "--fail-on=error", f"--format={format}")
        assert (done.code, done.err) == (1, "")
        assert [word for word in words if word not in done.out] == []
        assert "tools.yml" not in done.out, "which is only laid out anew"
    waive(
        made,
        f"rule: gate-approver-removed, unit: webinar/qa, {AGREED}",
        f"rule: step-moved-across-gate, unit: webinar/test-send, {AGREED}",
    )
    for format in ("text", "markdown", "json", "github", "gitlab"):
        done = call(made.root, "review", "--fail-on=error", f"--format={format}")
        assert (done.code, done.err) == (0, "")
        assert "Agreed with the counsel" in done.out


def test_committed_staged_and_new_files_count(made: Company, call: Caller) -> None:
    made.change("title: Launch", "title: Go live")
    made.repository.commit(message="a title")
    made.change("due: -4bd", "due: -5bd")
    made.write("playbooks/library/party.yml", made.read().replace("id: webinar\n", "id: party\n"))
    ids = {change["id"] for change in found(made, call)["changes"]}
    assert {"text-reworded", "deadline-moved-earlier", "document-added"} <= ids
    assert {change["id"] for change in found(made, call, "HEAD")["changes"]}.isdisjoint({"text-reworded"})


def test_what_happened_on_the_other_branch_does_not_count(made: Company, call: Caller) -> None:
    made.repository.git("switch", "--quiet", "main")
    made.change("due: -4bd", "due: -5bd")
    made.repository.commit(message="later")
    made.repository.git("switch", "--quiet", "change")
    assert call(made.root, "review").out == NOTHING


def test_a_file_that_was_moved_is_no_other_document(made: Company, call: Caller) -> None:
    (made.root / "playbooks/library/events").mkdir()
    (made.root / LIBRARY).rename(made.root / "playbooks/library/events/webinar.yml")
    assert call(made.root, "review").out == NOTHING


def test_layout_and_comments(made: Company, call: Caller) -> None:
    made.write(LIBRARY, "# Ours.\n" + made.read().replace("\n", "\r\n"))
    assert call(made.root, "review").out == f"Layout or comments alone: webinar.\n\n{NOTHING}"
    assert found(made, call)["documents"] == {"changed": [], "layout_only": ["webinar"]}


def test_levels_decide_about_the_exit_code(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd")
    assert call(made.root, "review").code == 0
    assert call(made.root, "review", "--fail-on=warning").code == 1
    assert call(made.root, "--quiet", "review").out == ""
    assert "deadline-moved-earlier" in call(made.root, "--quiet", "review", "--fail-on=info").out


def test_levels_are_the_workspaces(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd")
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", settings + "changes:\n  deadline-moved-earlier: error\n")
    assert call(made.root, "validate", "site_config").code == 0
    assert call(made.root, "review").code == 1
    made.write("site_config/workspace.yml", settings + "changes:\n  deadline-moved-early: error\n")
    assert refused(made, call) == (
        'error: site_config/workspace.yml: there is no kind of change "deadline-moved-early".\n'
        "hint: Did you mean deadline-moved-earlier?\n"
    )


def test_no_branch_lowers_the_level_it_is_judged_by(made: Company, call: Caller) -> None:
    made.change(f"severity: blocker{WHO}", f"severity: info{WHO}")
    assert call(made.root, "review").code == 1
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", settings + "changes:\n  check-severity-lowered: 'off'\n")
    done = call(made.root, "review")
    assert (done.code, "[check-severity-lowered]" in done.out) == (1, True)
    made.repository.commit()
    made.repository.git("switch", "--quiet", "main")
    made.repository.git("merge", "--quiet", "change")
    made.change(
        f"severity: info{WHO}", "responsible: [qa-reviewer]\n        accountable: campaign-manager\n        due: -4bd"
    )
    assert "[check-severity-lowered]" not in call(made.root, "review").out


def test_a_head(made: Company, call: Caller) -> None:
    """What a branch did, whatever is checked out, and whatever others did on the branch that it left."""
    made.change("due: -4bd", "due: -5bd")
    change = made.repository.commit()
    made.repository.git("switch", "--quiet", "main")
    made.change("title: Launch", "title: Not in the comparison")
    main = made.repository.commit()
    made.write(LIBRARY, "kind: [")  # nobody looks at the files
    seen = found(made, call, "main", "change")
    assert [each["id"] for each in seen["changes"]] == [
        *("deadline-moved-earlier", "version-not-bumped", "copy-behind")
    ]
    assert (seen["base"], seen["head"]) == (made.repository.git("rev-parse", "change~1"), change)
    assert {copy["region"]: copy["effect"] for copy in seen["changes"][0]["copies"]} == {
        "de": "will conflict",
        "sa": "inherits",
    }
    assert [each["id"] for each in found(made, call, "change", main)["changes"]] == [
        *("version-not-bumped", "copy-behind", "text-reworded")
    ]
    assert found(made, call, "change~1", "change~1")["changes"] == []
    for odd in ("", "-", "--output=x", "a b", "nowhere", "HEAD:playbooks"):
        done = call(made.root, "review", "--", "main", odd)
        assert (done.code, done.out, done.err[:7]) == (2, "", "error: ")


def test_two_folders(made: Company, call: Caller, tmp_path: Path) -> None:
    """Folders need no repository; the later one is the workspace unless it is named."""
    before, after = (Path(shutil.copytree(made.root, tmp_path / name)) for name in ("before", "after"))
    for folder in (before, after):
        shutil.rmtree(folder / ".git")
    path = after / LIBRARY
    path.write_text(path.read_text(encoding="utf-8").replace("due: -4bd", "due: -5bd"), encoding="utf-8")
    (after / copy_of("sa")).unlink()
    named = json.loads(call(tmp_path, "review", "before", "after", "--format=json").out)
    jsonschema.validate(named, SCHEMA)
    assert [change["id"] for change in named["changes"]] == [
        *("deadline-moved-earlier", "version-not-bumped", "copy-behind", "document-removed")
    ]
    assert (named["base"], named["head"]) == ("before", "after")
    assert call(after, "review", "../before").out == call(tmp_path, "review", "before", "after").out
    assert call(tmp_path, "review", "after", "before").out != call(tmp_path, "review", "before", "after").out
    path.write_text("kind: [", encoding="utf-8")
    assert call(tmp_path, "review", "before", "after") == Done(
        2,
        "",
        f"error: {LIBRARY} cannot be compared: it is not valid in after.\n"
        f"hint: mopsdocs --workspace after validate {LIBRARY} says why.\n",
    )
    assert call(made.root, "review", str(before), "main") == Done(
        2,
        "",
        f"error: {before} is a folder with a workspace and main is not, so they cannot be compared.\n"
        "hint: Name two folders, or two branches, tags or commits.\n",
    )


def test_the_same_input_gives_the_same_text(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd")
    made.change("locales: [de-DE]", "locales: [de-DE, en-DE]", REGION)
    for format in ("text", "json"):
        arguments = ("review", "--format", format)
        assert call(made.root, *arguments) == call(made.root, *arguments)


def test_all_kinds_of_changes_are_listed(tmp_path: Path, call: Caller) -> None:
    done = call(tmp_path, "review", "--list")
    assert (done.code, done.err) == (0, "")
    assert len(CHANGE_RULES) >= 40
    assert all(
        f"  {rule.id}  " in done.out and rule.why in done.out and rule.example in done.out
        for rule in CHANGE_RULES.values()
    )


def test_what_people_typed_does_not_command_the_terminal(made: Company, call: Caller) -> None:
    made.change("title: Launch", r'title: "Go \e[2J\u202elive"')
    done = call(made.root, "review")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert r"\x1b[2J\u202elive" in done.out


# What cannot be compared is never "no change"


def refused(made: Company, call: Caller, *arguments: str) -> str:
    done = call(made.root, "review", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "\nhint: " in done.err
    return done.err


@pytest.mark.parametrize(
    "ref", ["nowhere", "main..change", "--upload-pack=x", "a b", "", "-", "\x1b[2J", "HEAD:playbooks"]
)
def test_a_ref_that_is_none(made: Company, call: Caller, ref: str) -> None:
    assert "\x1b" not in refused(made, call, "--", ref)


def test_no_repository(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    assert "is in no git repository" in refused(made, call)


def test_no_default_branch(made: Company, call: Caller) -> None:
    made.repository.git("branch", "--move", "main", "trunk")
    assert "has no branch main or master" in refused(made, call)
    assert call(made.root, "review", "trunk").out == NOTHING


def test_a_clone_without_its_history(made: Company, call: Caller, tmp_path: Path) -> None:
    made.change("due: -4bd", "due: -5bd")
    made.repository.commit(message="one")
    made.repository.git("switch", "--quiet", "main")
    made.repository.commit("other.txt", message="two")
    shallow = clone_of(made, tmp_path / "shallow", "--depth=1", "--no-single-branch", "--branch=change")
    assert "git fetch --unshallow" in refused(shallow, call, "origin/main")


def test_branches_without_a_common_commit(made: Company, call: Caller) -> None:
    made.repository.git("switch", "--quiet", "--orphan", "apart")
    made.repository.git("checkout", "main", "--", ".")
    made.repository.commit(message="anew")
    assert "main and HEAD have no commit in common" in refused(made, call)


@pytest.mark.parametrize("damage", ["kind: [", "kind: playbook\n", "\0"])
def test_a_document_that_is_not_valid_now(made: Company, call: Caller, damage: str) -> None:
    made.write(LIBRARY, damage)
    assert f"{LIBRARY} cannot be compared: it is not valid." in refused(made, call)


@pytest.mark.parametrize("damage", ["kind: [", "kind: playbook\n"])
def test_a_document_that_was_not_valid(made: Company, call: Caller, damage: str) -> None:
    good = made.read()
    made.write(LIBRARY, damage)
    made.repository.commit(message="broken")
    made.repository.git("switch", "--quiet", "--create", "mending")
    made.write(LIBRARY, good)
    assert f"{LIBRARY} cannot be compared: in the commit " in refused(made, call, "change")


def test_a_document_that_nobody_touched_may_be_broken(made: Company, call: Caller) -> None:
    made.write("playbooks/library/broken.yml", "kind: [")
    made.repository.commit(message="broken long ago")
    made.repository.git("switch", "--quiet", "--create", "later")
    made.change("due: -4bd", "due: -5bd")
    assert call(made.root, "review", "change").code == 0


def test_an_object_that_git_has_lost(made: Company, call: Caller) -> None:
    blob = made.repository.git("rev-parse", f"HEAD:{LIBRARY}")
    shutil.rmtree(made.root / ".git/objects" / blob[:2])
    made.change("due: -4bd", "due: -5bd")
    assert f"{LIBRARY} cannot be compared: this clone does not have what it was" in refused(made, call)


# Waivers


def waive(made: Company, *entries: str) -> None:
    head = "kind: waivers\nschema_version: 1\nwaivers: []\nchanges:\n"
    made.write("site_config/waivers.yml", head + "".join(f"  - {{{entry}}}\n" for entry in entries))


AGREED = 'reason: "Agreed with the counsel on 3 March.", approver: marketing-director, expires: 2999-12-31'


@pytest.mark.parametrize("unit", ["webinar", "webinar/qa/gate", "webinar/gate/privacy-counsel", LIBRARY])
def test_a_waiver_by_kind_and_unit(made: Company, call: Caller, unit: str) -> None:
    made.change(COUNSEL, "")
    assert call(made.root, "review").code == 1
    waive(made, f"rule: gate-approver-removed, unit: {unit}, {AGREED}")
    assert call(made.root, "validate", "site_config").code == 0
    done = call(made.root, "review")
    assert done.code == 0
    assert "  accepted  Privacy counsel no longer has to agree at the gate " in done.out
    assert (
        "by Marketing director until 2999-12-31, in this very change: Agreed with the counsel on 3 March." in done.out
    )
    value = found(made, call)
    assert "gate-approver-removed" not in {change["id"] for change in value["changes"]}
    (waived,) = value["waived"]
    assert (waived["id"], waived["level"], waived["waiver"]["new"]) == ("gate-approver-removed", "error", True)
    assert value["summary"]["waived"] == 1
    markdown = call(made.root, "review", "--format=markdown").out
    assert "| Marketing director | Agreed with the counsel on 3 March. (accepted in this very change) |" in markdown


def test_a_waiver_by_fingerprint(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "")
    (change,) = (each for each in found(made, call)["changes"] if each["level"] == "error")
    waive(made, f'fingerprint: "{change["fingerprint"]}", {AGREED}')
    assert call(made.root, "review").code == 0
    waive(made, f'fingerprint: "{"0123456789abcdef"}", {AGREED}')
    assert call(made.root, "review").code == 1


def test_a_waiver_for_another_place_or_of_yesterday_covers_nothing(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "")
    waive(
        made,
        f"rule: gate-approver-removed, unit: webinar@de, {AGREED}",
        f"rule: gate-removed, unit: webinar, {AGREED}",
        f"rule: gate-approver-removed, unit: webinar, {AGREED.replace('2999', '2020')}",
    )
    assert call(made.root, "review").code == 1
    assert "[waiver-invalid]" in call(made.root, "validate", "site_config").out


def test_a_waiver_of_no_kind_of_change(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "")
    waive(made, f"rule: gate-approver-remove, unit: webinar, {AGREED}")
    assert refused(made, call) == (
        'error: site_config/waivers.yml: a waiver names "gate-approver-remove", and there is no kind of change of that '
        "name.\nhint: Did you mean gate-approver-removed?\n"
    )


# Other formats


def test_annotations_stand_at_lines_that_are_there(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "")
    done = call(made.root, "review", "--format=github")
    lines = made.read().split("\n")
    (line,) = re.findall(rf"^::error file={re.escape(LIBRARY)},line=(\d+),", done.out, re.MULTILINE)
    assert done.code == 1
    assert lines[int(line) - 2 : int(line)] == ["      approvers:", "        - role: marketing-director"]
    assert done.out.endswith("in 1 document.\n")
    report = json.loads(call(made.root, "review", "--format=gitlab").out)
    fingerprints = [change["fingerprint"] for change in found(made, call)["changes"]]
    assert [issue["fingerprint"] for issue in report] == fingerprints
    assert {issue["location"]["path"] for issue in report} == {LIBRARY}


def test_paths_are_those_of_the_repository(tmp_path: Path, call: Caller) -> None:
    shutil.copytree(REPOSITORY / "tests/example", tmp_path / "all/docs/mops")
    repository = new_repository(tmp_path / "all")
    repository.commit()
    made = Company(tmp_path / "all/docs/mops")
    made.change(COUNSEL, "")
    for format in ("github", "gitlab", "markdown"):
        assert f"docs/mops/{LIBRARY}" in call(made.root, "review", f"--format={format}").out
    assert found(made, call)["changes"][0]["path"] == LIBRARY


def test_the_comment_of_a_company(made: Company, call: Caller) -> None:
    made.change(COUNSEL, "")
    made.write("templates/review/comment.md", "{{ verdict }}: {% for row in rows %}{{ row.message }}{% endfor %}")
    done = call(made.root, "review", "--format=markdown")
    assert done.out.startswith("Controls get weaker: 1 error, 2 warnings: Privacy counsel no longer has to agree")
    made.write("templates/review/comment.md", "{{ verdict }}\n{{ verdic }}")
    done = call(made.root, "review", "--format=markdown")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error: The comment cannot be made: templates/review/comment.md: 'verdic' is undefined.\n"
        "hint: Mend the template, or remove it to use the bundled one.\n"
    )


# A head that cannot be compared


@pytest.mark.parametrize("text", ["kind: [", "kind: playbook\n", "\0"])
def test_a_head_that_is_not_valid(made: Company, call: Caller, text: str) -> None:
    made.write(LIBRARY, text)
    commit = made.repository.commit()
    made.repository.git("switch", "--quiet", "main")
    done = call(made.root, "review", "main", "change")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {LIBRARY} cannot be compared: in the commit {commit[:12]}, ")


def test_a_head_of_which_git_has_lost_something(made: Company, call: Caller) -> None:
    made.change("due: -4bd", "due: -5bd")
    commit = made.repository.commit()
    blob = made.repository.git("rev-parse", f"HEAD:{LIBRARY}")
    (made.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    done = call(made.root, "review", "main", "change")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        f"error: {LIBRARY} cannot be compared: this clone does not have what it was in the commit {commit[:12]}.\n"
    )


def test_no_repository_and_one_ref(tmp_path: Path, call: Caller) -> None:
    shutil.copytree(REPOSITORY / "tests/example", tmp_path / "alone")
    done = call(tmp_path / "alone", "review", "main", "change")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("hint: A review compares with a commit: run git init, or name two folders.\n")
