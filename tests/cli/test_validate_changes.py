"""`mopsdocs validate --fix`, `--diff`, `--since` and `--baseline` from the outside, in real repositories."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from mopsdocs.checks import fixes
from mopsdocs.documents.loader import load
from tests.checks.workspaces import BASE, base
from tests.cli.conftest import Caller
from tests.cli.programs import mopsdocs as program
from tests.cli.test_validate import SCHEMA
from tests.repositories import Checkout, isolate

PLAYBOOK = "playbooks/library/mailing.yml"
WRITING = "playbooks/processes/writing.yml"
TYPO = ("tools: [mailer]", "tools: [mialer]   # by hand")
CERTAIN = ("accountable: campaign-manager", "accountable: campaign-manger")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A repository whose folder `docs/mops` is the base workspace, committed on main."""
    isolate(monkeypatch)
    made = Checkout(tmp_path / "repository")
    shutil.copytree(BASE, made.top / "docs" / "mops")
    made.git("init", "--quiet")
    made.commit()
    return made


@pytest.fixture
def workspace(checkout: Checkout) -> Path:
    return checkout.top / "docs" / "mops"


def _change(workspace: Path, old: str, new: str, path: str = PLAYBOOK) -> None:
    text = (workspace / path).read_bytes().decode()
    assert old in text
    (workspace / path).write_bytes(text.replace(old, new, 1).encode())


def test_fix_changes_the_files_and_reports_what_is_left(workspace: Path, checkout: Checkout, call: Caller) -> None:
    _change(workspace, *TYPO)
    _change(workspace, "how_to: writing", "how_to: no-such-process")
    done = call(workspace, "validate", "--fix")
    assert done.code == 1
    assert "no-such-process" in done.out
    assert "mialer" not in done.out
    assert done.out.endswith("1 error in 1 of 9 files\nFixed 1 finding in 1 file.\n")
    assert "+        tools: [mailer]   # by hand\n" in checkout.git("diff") + "\n"
    assert checkout.git("status", "--porcelain") == f"M docs/mops/{PLAYBOOK}"


def test_fix_of_everything_is_a_success(workspace: Path, checkout: Checkout, call: Caller) -> None:
    _change(workspace, *CERTAIN)
    assert call(workspace, "validate", "--fix").code == 0
    assert checkout.git("diff") == ""
    again = call(workspace, "validate", "--fix")
    assert (again.code, "Fixed" in again.out) == (0, False)


def test_diff_shows_and_changes_nothing(workspace: Path, checkout: Checkout, call: Caller) -> None:
    _change(workspace, *CERTAIN)
    checkout.commit()
    done = call(workspace, "validate", "--diff")
    assert (done.code, done.err) == (1, "")
    assert f"--- a/{PLAYBOOK}\n+++ b/{PLAYBOOK}\n" in done.out
    assert checkout.git("status", "--porcelain") == ""
    subprocess.run(["git", "apply"], cwd=workspace, input=done.out.encode(), check=True)
    assert (workspace / PLAYBOOK).read_text(encoding="utf-8") == base(PLAYBOOK)


def test_the_diff_of_odd_files_can_be_applied(workspace: Path, checkout: Checkout, call: Caller) -> None:
    """CRLF, no line break at the end, and characters that only some programs take for a line break."""
    odd = base(PLAYBOOK).replace("\n", "\r\n").removesuffix("\r\n").replace("A guide", "A guide")
    (workspace / PLAYBOOK).write_bytes(odd.replace("[build-email]", "[biuld-email]").encode())
    checkout.commit()
    done = program(workspace, "validate", "--diff", "--no-cache")
    subprocess.run(["git", "apply"], cwd=workspace, input=done.out.encode(), check=True)
    assert (workspace / PLAYBOOK).read_bytes() == odd.encode()


def test_fix_and_diff_exclude_each_other(workspace: Path, call: Caller) -> None:
    done = call(workspace, "validate", "--fix", "--diff")
    assert (done.code, done.out) == (2, "")
    assert "Give one of the two." in done.err


def test_a_file_that_changed_meanwhile_is_left_alone(
    workspace: Path, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves the second of two files while the first one is being looked at: neither is written."""
    _change(workspace, *CERTAIN)
    _change(workspace, "owner: campaign-manager", "owner: campaign-manger", WRITING)
    before = (workspace / PLAYBOOK).read_bytes()
    real = fixes.fix_all

    def slow(*arguments: object) -> object:
        result = real(*arguments)  # type: ignore[arg-type]
        with (workspace / WRITING).open("a", encoding="utf-8") as file:
            file.write("# saved by an editor\n")
        return result

    monkeypatch.setattr(fixes, "fix_all", slow)
    done = call(workspace, "validate", "--fix")
    assert (done.code, done.out) == (2, "")
    assert "writing.yml" in done.err
    assert "hint: " in done.err
    assert (workspace / PLAYBOOK).read_bytes() == before
    assert (workspace / WRITING).read_text(encoding="utf-8").endswith("# saved by an editor\n")


def test_paths_say_what_is_fixed(workspace: Path, checkout: Checkout, call: Caller) -> None:
    _change(workspace, *CERTAIN)
    assert call(workspace, "validate", "--fix", "playbooks/processes").code == 0
    assert "campaign-manger" in (workspace / PLAYBOOK).read_text(encoding="utf-8")
    assert call(workspace, "validate", "--fix", PLAYBOOK).code == 0
    assert checkout.git("status", "--porcelain") == ""


def test_since_reports_changed_files_only(workspace: Path, checkout: Checkout, call: Caller) -> None:
    _change(workspace, *TYPO)
    checkout.commit()
    checkout.git("checkout", "--quiet", "-b", "topic")
    _change(workspace, "title: Writing", "titel: Writing", WRITING)
    done = call(workspace, "validate", "--since", "main", "--format", "text")
    assert done.code == 1
    assert "titel" in done.out
    assert "mialer" not in done.out
    assert done.out.endswith("1 error in 1 of 1 file\n1 more finding in files that did not change.\n")
    checkout.commit()
    assert call(workspace, "validate", "--since", "main", "--format", "concise").out.count("\n") == 1
    checkout.git("checkout", "--quiet", "main")
    assert call(workspace, "validate", "--since", "main").code == 0


def test_since_still_loads_everything(workspace: Path, checkout: Checkout, call: Caller) -> None:
    """A name in a changed file leads to an unchanged one, and a role that is gone is missed by whoever names it."""
    checkout.git("checkout", "--quiet", "-b", "topic")
    (workspace / "playbooks/processes/new.yml").write_text(
        base(WRITING).replace("id: writing", "id: new").replace("title: Writing", "title: New"), encoding="utf-8"
    )
    assert call(workspace, "validate", "--since", "main").code == 0


def test_since_finds_ids_that_were_changed_and_fix_keeps_the_old_one(
    workspace: Path, checkout: Checkout, call: Caller
) -> None:
    checkout.git("checkout", "--quiet", "-b", "topic")
    _change(workspace, "- id: write-copy", "- id: draft-copy")
    _change(workspace, "depends_on: [write-copy]", "depends_on: [draft-copy]")
    _change(workspace, "write-copy:", "draft-copy:", "playbooks/campaigns/spring.yml")
    assert call(workspace, "validate").code == 0, "nothing is wrong with it by itself"
    done = call(workspace, "validate", "--since", "main", "--format", "concise")
    assert done.code == 1
    assert "[id-changed]" in done.out
    assert call(workspace, "validate", "--since", "main", "--fix").code == 0
    steps = load((workspace / PLAYBOOK).read_text(encoding="utf-8")).value["stages"][0]["steps"]
    assert (steps[0]["id"], steps[0]["previous_ids"]) == ("draft-copy", ["write-copy"])


@pytest.mark.parametrize("ref", ["no-such-branch", "--output=x", "", "a b", "main..topic", ":/change"])
def test_a_ref_that_is_none_is_refused_with_what_helps(ref: str, workspace: Path, call: Caller) -> None:
    done = call(workspace, "validate", f"--since={ref}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "\nhint: " in done.err


def test_since_needs_a_repository(tmp_path: Path, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    workspace = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    done = call(workspace, "validate", "--since", "main")
    assert done.code == 2
    assert "is in no git repository" in done.err


def test_a_baseline_lets_old_findings_be(workspace: Path, call: Caller) -> None:
    _change(workspace, *TYPO)
    baseline = workspace / "baseline.json"
    assert call(workspace, "validate", "--format", "json", "--output", str(baseline)).code == 1
    done = call(workspace, "validate", "--baseline", str(baseline))
    assert (done.code, done.out) == (0, "9 files, nothing to object to (1 known).\n")
    report = json.loads(call(workspace, "validate", "--baseline", str(baseline), "--format", "json").out)
    jsonschema.validate(report, SCHEMA)
    assert report["summary"]["known"] == 1
    _change(workspace, "how_to: writing", "how_to: reading")
    done = call(workspace, "validate", "--baseline", str(baseline))
    assert done.code == 1
    assert "reading" in done.out
    assert "mialer" not in done.out


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"{}"])
def test_a_baseline_that_is_none_is_refused(content: bytes | None, workspace: Path, call: Caller) -> None:
    if content is not None:
        (workspace / "old.json").write_bytes(content)
    done = call(workspace, "validate", "--baseline", "old.json")
    assert (done.code, done.out) == (2, "")
    assert "mopsdocs validate --format json --output old.json" in done.err


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit"])
def test_platforms_get_paths_from_the_top_of_the_repository(format: str, workspace: Path, call: Caller) -> None:
    _change(workspace, *TYPO)
    done = call(workspace, "validate", "--format", format)
    assert done.code == 1
    assert f"docs/mops/{PLAYBOOK}" in done.out
    assert call(workspace, "validate", "--format", "concise").out.startswith(PLAYBOOK)


def test_github_gets_the_whole_list_in_the_job_summary(
    workspace: Path, call: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _change(workspace, *TYPO)
    target = tmp_path / "summary.md"
    target.write_text("# Of an earlier step\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(target))
    call(workspace, "validate", "--format", "github")
    written = target.read_text(encoding="utf-8")
    assert written.startswith("# Of an earlier step\n")
    assert "unknown-reference" in written
    call(workspace, "validate", "--format", "sarif")
    assert target.read_text(encoding="utf-8") == written


def test_sarif_links_the_rule_pages_of_the_published_site(workspace: Path, call: Caller) -> None:
    _change(workspace, *TYPO)
    _change(workspace, "name: ", "site_url: https://docs.example.com/mops\nname: ", "site_config/workspace.yml")
    (run,) = json.loads(call(workspace, "validate", "--format", "sarif").out)["runs"]
    addresses = [rule["helpUri"] for rule in run["tool"]["driver"]["rules"]]
    assert addresses == ["https://docs.example.com/mops/rules/unknown-reference/"]


def test_accepted_findings_become_no_alerts_on_github(
    workspace: Path, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    _change(workspace, "last_reviewed: 2026-10-01", "last_reviewed: 2020-10-01")
    waiver = "{rule: review-overdue, unit: mailing, reason: r, approver: reviewer, expires: 2099-01-01}"
    (workspace / "site_config/waivers.yml").write_text(f"kind: waivers\nschema_version: 1\nwaivers:\n  - {waiver}\n")
    (run,) = json.loads(call(workspace, "validate", "--format", "sarif").out)["runs"]
    assert [result["suppressions"][0]["status"] for result in run["results"]] == ["accepted"]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (run,) = json.loads(call(workspace, "validate", "--format", "sarif").out)["runs"]
    assert run["results"] == []


def test_the_cache_is_used_unless_it_is_unwanted(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache of tests"
    assert program(workspace, "validate", "--no-cache", MOPSDOCS_CACHE_DIR=str(folder)).code == 0
    assert not folder.exists()
    assert program(workspace, "validate", MOPSDOCS_CACHE_DIR=str(folder)).code == 0
    assert program(workspace, "validate", MOPSDOCS_CACHE_DIR=str(folder)).out == "9 files, nothing to object to.\n"
    assert len(list(folder.iterdir())) == 1


def test_two_runs_at_once_do_not_hurt_each_other(workspace: Path, tmp_path: Path) -> None:
    import sys

    from tests.cli.programs import environment

    env = environment(MOPSDOCS_CACHE_DIR=str(tmp_path / "shared"))
    command = [sys.executable, "-m", "mopsdocs", "--quiet", "validate"]
    for _ in range(2):
        running = [subprocess.Popen(command, cwd=workspace, env=env, stderr=subprocess.PIPE) for _ in range(4)]
        assert [(process.wait(), process.communicate()[1]) for process in running] == [(0, b"")] * 4
    assert len(list((tmp_path / "shared").iterdir())) == 1


def test_a_number_of_processes_must_be_one(workspace: Path, call: Caller) -> None:
    done = call(workspace, "validate", "--jobs", "0")
    assert (done.code, done.out) == (2, "")
    assert "--jobs" in done.err
