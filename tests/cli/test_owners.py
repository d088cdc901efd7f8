"""`mopsdocs owners` in real repositories: the file, where it stands, the check, and what nobody can be asked about."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from mopsdocs.cli import owners
from mopsdocs.reporters.own_lines import BEGIN, END
from tests.cli.conftest import Caller
from tests.regions.offices import LIBRARY, Company, company, company_in_git, copy_of, owned_by_nobody
from tests.reporters.code_hosts import GitHub, GitLab
from tests.repositories import isolate, new_repository
from tests.test_atomic import NOBODY, as_nobody

GITHUB, GITLAB = ".github/CODEOWNERS", ".gitlab/CODEOWNERS"
REGION = "site_config/regions/de.yml"
MAIL_HINT = "hint: Add handles: {github: …} in site_config/people.yml.\n"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, call: Caller) -> Company:
    """A company with handles and an owner of everything, and a copy for Germany."""
    made = company_in_git(tmp_path / "company", "de", "sa")
    assert call(made.root, "clone", "webinar", "--region=de").code == 0
    govern(made)
    return made


def govern(made: Company) -> None:
    made.change("locale: en\n", "locale: en\nowner: marketing-director\n", "site_config/workspace.yml")
    for desk in ("ops", "review", "legal"):
        mail = f"    email: {desk}-desk@example.com\n"
        handles = f"    handles: {{github: northwind/{desk}, gitlab: northwind/mops/{desk}}}\n"
        made.change(mail, mail + handles, "site_config/people.yml")


def test_it_writes_the_file_that_github_reads(made: Company, call: Caller, tmp_path: Path) -> None:
    before = made.files()
    done = call(made.root, "owners")
    assert (done.code, done.out, done.err) == (0, f"{GITHUB} is written.\n", "")
    assert {path for path, data in made.files().items() if before.get(path) != data} == {GITHUB}
    there = GitHub(made.read(GITHUB), made.files(), made.root)
    ops, review, legal = "@northwind/ops", "@northwind/review", "@northwind/legal"
    assert there.owners(LIBRARY) == {ops, review, legal}
    assert there.owners(copy_of("de")) == {ops, review, legal}
    assert there.owners(REGION) == {review, legal}
    assert there.owners("site_config/regions/sa.yml") == {review}
    assert there.owners("site_config/tools.yml") == there.owners(GITHUB) == {review}
    assert call(made.root, "owners").out == f"{GITHUB} was current already.\n"
    assert call(made.root, "--quiet", "owners") == call(made.root, "--quiet", "owners", "--check")


def test_gitlab_asks_every_role(made: Company, call: Caller) -> None:
    assert call(made.root, "owners", "--format=gitlab").out == f"{GITLAB} is written.\n"
    there = GitLab(made.read(GITLAB))
    assert there.owners(copy_of("de")) == {
        "Campaign manager": {"@northwind/mops/ops"},
        "Marketing director": {"@northwind/mops/review"},
        "Privacy counsel": {"@northwind/mops/legal"},
    }
    assert there.owners(GITLAB) == {"Marketing director": {"@northwind/mops/review"}}


def test_check(made: Company, call: Caller) -> None:
    done = call(made.root, "owners", "--check")
    assert (done.code, done.out) == (1, f"There is no {GITHUB}. Write it with: mopsdocs owners\n")
    assert not (made.root / ".github").exists(), "it only looks"
    call(made.root, "owners")
    done = call(made.root, "owners", "--check")
    assert (done.code, done.out, done.err) == (0, f"{GITHUB} is current.\n", "")
    made.change("owner: campaign-manager", "owner: qa-reviewer")
    made.change("summary: Plan,", "summary: To plan,")
    before = made.files()
    done = call(made.root, "--quiet", "owners", "--check")
    assert (done.code, done.out) == (1, f"{GITHUB} is out of date. Renew it with: mopsdocs owners\n")
    assert made.files() == before
    assert call(made.root, "owners").out == f"{GITHUB} is written.\n"
    assert call(made.root, "owners", "--check").code == 0


def test_what_changes_nobodys_say_leaves_the_file_current(made: Company, call: Caller) -> None:
    call(made.root, "owners")
    made.change("due: -4bd", "due: -5bd")
    made.write("playbooks/library/webinar2.yml", made.read().replace("id: webinar\n", "id: webinar2\n"))
    assert call(made.root, "owners", "--check").code == 0


def test_the_command_that_renews_is_the_one_that_was_checked(made: Company, call: Caller) -> None:
    done = call(made.root, "owners", "--check", "--format=gitlab", "--output=my owners")
    assert done.out == "There is no my owners. Write it with: mopsdocs owners --format gitlab --output 'my owners'\n"
    assert call(made.root, "owners", "--format", "gitlab", "--output", "my owners").code == 0
    assert call(made.root, "owners", "--check", "--format=gitlab", "--output=my owners").code == 0
    assert GitLab(made.read("my owners")).owners("my owners") == {"Marketing director": {"@northwind/mops/review"}}


@pytest.mark.parametrize(
    ("there", "format", "place"),
    [
        ((), (), GITHUB),
        (("CODEOWNERS",), (), "CODEOWNERS"),
        (("docs/CODEOWNERS",), (), "docs/CODEOWNERS"),
        ((GITHUB, "CODEOWNERS", "docs/CODEOWNERS"), (), GITHUB),
        (("CODEOWNERS", "docs/CODEOWNERS"), (), "CODEOWNERS"),
        ((GITLAB,), (), GITLAB),
        ((GITLAB, ".gitlab-ci.yml"), ("--format=github",), GITHUB),
        ((".gitlab-ci.yml",), (), GITLAB),
        ((".gitlab-ci.yml", "docs/CODEOWNERS"), (), "docs/CODEOWNERS"),
        ((GITLAB, "CODEOWNERS"), ("--format=gitlab",), "CODEOWNERS"),
        ((GITHUB,), ("--format=gitlab",), GITLAB),
    ],
)
def test_the_file_that_the_host_reads_is_renewed(
    made: Company, call: Caller, there: tuple[str, ...], format: tuple[str, ...], place: str
) -> None:
    for path in there:
        made.write(path, "# ours\n")
    before = made.files()
    assert call(made.root, "owners", *format).out == f"{place} is written.\n"
    assert {path for path, data in made.files().items() if before.get(path) != data} == {place}
    for path in there:
        assert made.read(path).startswith("# ours\n")


def test_the_host_is_told_by_the_address_or_by_sections(made: Company, call: Caller) -> None:
    made.write("CODEOWNERS", "[Ours]\n* @us\n")
    assert "\n[Campaign manager]\n" in call(made.root, "owners", "--output=-").out
    (made.root / "CODEOWNERS").unlink()
    made.change("https://git.example.com/", "https://gitlab.example.com/", "site_config/workspace.yml")
    assert call(made.root, "owners").out == f"{GITLAB} is written.\n"


def test_printing_shows_what_would_be_written(made: Company, call: Caller) -> None:
    made.write(GITHUB, "* @us\n")
    before = made.files()
    printed = call(made.root, "owners", "--output", "-")
    assert (printed.code, made.files()) == (0, before)
    call(made.root, "owners")
    assert made.read(GITHUB) == printed.out
    done = call(made.root, "owners", "--check", "--output", "-")
    assert (done.code, done.err.split("\n")[0]) == (2, "error: There is no file to check.")


def test_a_workspace_below_the_top(tmp_path: Path, call: Caller) -> None:
    checkout = new_repository(tmp_path / "repository")
    made = company(checkout.top / "docs/mops dir", "de")
    govern(made)
    assert call(made.root / "playbooks", "owners").out == f"{GITHUB} is written.\n"
    text = (checkout.top / GITHUB).read_text(encoding="utf-8")
    assert "\n/docs/mops\\ dir/playbooks/library/ " in text
    path = f"docs/mops dir/{LIBRARY}"
    assert GitHub(text, [path], checkout.top).owners(path) == {
        "@northwind/ops",
        "@northwind/review",
        "@northwind/legal",
    }
    assert not (made.root / ".github").exists()


def test_without_git(tmp_path: Path, call: Caller) -> None:
    made = company(tmp_path / "company", "de")
    govern(made)
    assert call(made.root, "owners").code == 0
    assert "\n/playbooks/library/ " in made.read(GITHUB)


def test_lines_of_people_and_their_endings_stay(made: Company, call: Caller) -> None:
    (made.root / "CODEOWNERS").write_bytes(b"# caf\xe9\r\n* @us\r\n")
    assert call(made.root, "owners").code == 0
    written = (made.root / "CODEOWNERS").read_bytes()
    assert written.startswith(b"# caf\xe9\r\n* @us\r\n\r\n# begin")
    assert written.count(b"\n") == written.count(b"\r\n")
    (made.root / "CODEOWNERS").write_bytes(written + b"/last @us\r\n")
    assert call(made.root, "owners", "--check").code == 0, "what stands outside is nobody's business"
    made.change("owner: campaign-manager", "owner: qa-reviewer")
    assert call(made.root, "owners").code == 0
    renewed = (made.root / "CODEOWNERS").read_bytes()
    assert renewed.startswith(b"# caf\xe9\r\n* @us\r\n\r\n# begin")
    assert renewed.endswith(b"/last @us\r\n")
    assert renewed != written


@pytest.mark.parametrize("text", [f"* @us\n{BEGIN}\n/a @b\n", f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", f"{END}\n{BEGIN}\n"])
@pytest.mark.parametrize("option", [(), ("--check",), ("--output=-",)])
def test_damaged_markers(made: Company, call: Caller, text: str, option: tuple[str, ...]) -> None:
    made.write(GITHUB, text)
    done = call(made.root, "owners", *option)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {GITHUB}: the lines of mopsdocs owners do not begin and end once")
    assert "\nhint: Nothing was changed. Delete these lines" in done.err
    assert made.read(GITHUB) == text


def test_lines_that_would_fall_into_a_section(made: Company, call: Caller) -> None:
    call(made.root, "owners", "--format=gitlab")
    made.write(GITLAB, made.read(GITLAB) + "/src/ @us\n")
    before = made.files()
    done = call(made.root, "owners")
    assert done.code == 2
    assert "what stands here would become a part of the section before it" in done.err
    assert made.files() == before


NO_OWNER = "error: site_config/workspace.yml:1: nobody is named who answers for 11 files: "


def test_files_that_name_no_owner(tmp_path: Path, call: Caller) -> None:
    """The example has neither handles nor owners of its catalogues; the file is written all the same."""
    made = company_in_git(tmp_path / "company", "de", "sa")
    done = call(made.root, "owners")
    assert (done.code, done.out) == (1, f"{GITHUB} is written.\n")
    assert done.err == (
        f'{NO_OWNER}"site_config/data_dictionary.yml", "site_config/glossary.yml", "site_config/metrics.yml" '
        "and 8 more.\n"
        "hint: Add owner: with a role to this file; it answers for every file that names no owner.\n"
        'note: "legal-desk", "ops-desk" and "review-desk" have no GitHub handle and will be asked by e-mail address, '
        f"if anybody on GitHub has it.\n{MAIL_HINT}"
    )
    assert GitHub(made.read(GITHUB), [LIBRARY], made.root).owners(LIBRARY) == {
        "ops-desk@example.com",
        "review-desk@example.com",
        "legal-desk@example.com",
    }
    done = call(made.root, "--quiet", "owners", "--check")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(NO_OWNER)
    assert "note:" not in done.err


def test_a_gate_that_nobody_is_left_for(made: Company, call: Caller) -> None:
    made.change("roles: [qa-reviewer, marketing-director]", "roles: [qa-reviewer]", "site_config/people.yml")
    made.change("owner: marketing-director", "owner: campaign-manager", "site_config/workspace.yml")
    done = call(made.root, "owners")
    line = made.read(LIBRARY).split("\n").index("        - role: marketing-director") + 1
    assert (done.code, done.out) == (1, f"{GITHUB} is written.\n")
    assert done.err.startswith(
        f'error: {LIBRARY}:{line}: nobody can be asked as "marketing-director", which approves the gate '
        '"Brief approved": nobody holds it, nor a backup of it. This concerns 3 files.\n'
        "hint: Add it to the roles: of somebody in site_config/people.yml.\n"
    )
    assert call(made.root, "owners", "--check").code == 1


def test_a_gate_that_somebody_is_left_for(made: Company, call: Caller) -> None:
    handles = "    handles: {github: northwind/legal, gitlab: northwind/mops/legal}\n"
    made.change(f"    email: legal-desk@example.com\n{handles}", "", "site_config/people.yml")
    region = made.read(REGION)
    made.write(REGION, region.replace("accountable: privacy-counsel", "accountable: marketing-director"))
    done = call(made.root, "owners")
    assert done.code == 0
    assert "warning: playbooks/library/webinar.yml:" in done.err
    assert '"Legal desk" can be reached neither on GitHub nor by e-mail. This concerns 2 files.\n' in done.err
    assert done.err.endswith('hint: Add handles: {github: …} to "legal-desk" in site_config/people.yml.\n')
    assert call(made.root, "owners", "--check").code == 0


def test_a_role_that_there_is_not(made: Company, call: Caller) -> None:
    made.change("owner: campaign-manager", "owner: campain-manager")
    done = call(made.root, "owners")
    assert done.code == 1
    assert f'error: {LIBRARY}:10: nobody can be asked as "campain-manager", which owns it: there is no such' in done.err
    assert "\nhint: Correct the name, or add the role to site_config/roles.yml.\n" in done.err


@pytest.mark.parametrize("path", [LIBRARY, "site_config/people.yml", "site_config/workspace.yml"])
def test_documents_that_cannot_be_read(made: Company, call: Caller, path: str) -> None:
    made.write(path, made.read(path) + "nonsense: true\n")
    before = made.files()
    for option in ((), ("--check",)):
        done = call(made.root, "owners", *option)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: {path}:{before[path].decode().count(chr(10))}: ")
        assert f"\nhint: Mend it first; mopsdocs validate {path} says more.\n" in done.err
    assert made.files() == before


@pytest.mark.parametrize(
    ("handle", "message"),
    [
        ('"@octo-cat"', '"@octo-cat" is not a valid handle on GitHub'),
        ("octo cat", '"octo cat" is not a valid handle on GitHub'),
        ("-octo", '"-octo" is not a valid handle on GitHub'),
        ("org/team/sub", '"org/team/sub" is not a valid handle on GitHub'),
        ("o" * 40, "is not a valid handle on GitHub"),
    ],
)
def test_handles_that_github_does_not_have(made: Company, call: Caller, handle: str, message: str) -> None:
    made.change("github: northwind/ops", f"github: {handle}", "site_config/people.yml")
    done = call(made.root, "owners")
    assert done.code == 2
    assert message in done.err
    shown = call(made.root, "validate").out
    assert "without the @ in front. For example: octo-cat, example-company/brand" in shown


@pytest.mark.parametrize("handle", ["a", "octo-cat", "Octo--Cat", "octo-cat_acme", "my-org/my_team-2", "o" * 39])
def test_handles_that_github_has(made: Company, call: Caller, handle: str) -> None:
    made.change("github: northwind/ops", f"github: {handle}", "site_config/people.yml")
    assert call(made.root, "owners").code == 0
    assert f"@{handle}" in made.read(GITHUB)


@pytest.mark.parametrize(
    ("handle", "good"),
    [("a", True), ("group/sub.group/team_1", True), ("a--b", False), ("_a", False), ("a/", False), ("@a", False)],
)
def test_handles_of_gitlab(made: Company, call: Caller, handle: str, good: bool) -> None:
    made.change("gitlab: northwind/mops/ops", f'gitlab: "{handle}"', "site_config/people.yml")
    assert call(made.root, "owners", "--format=gitlab").code == (0 if good else 2)


def test_the_file_of_this_repository_is_current(repository: Path, call: Caller) -> None:
    done = call(repository, "owners", "--check")
    assert (done.code, done.err) == (0, ""), f"{done.out}{done.err}"


def test_no_workspace(tmp_path: Path, call: Caller) -> None:
    done = call(tmp_path, "owners")
    assert (done.code, done.out) == (2, "")
    assert "is not in a mopsdocs workspace" in done.err


def test_a_folder_that_is_not_there(made: Company, call: Caller) -> None:
    done = call(made.root, "owners", "--output", "nowhere/CODEOWNERS")
    assert (done.code, done.out) == (2, "")
    assert "there is no folder nowhere" in done.err
    assert "mkdir -p nowhere" in done.err
    assert not (made.root / "nowhere").exists()


def test_a_pipe_is_written_to(made: Company, call: Caller) -> None:
    printed = call(made.root, "owners", "--output=-").out.replace(f"/{GITHUB} @northwind/review\n", "")
    assert made.run("owners", "--output=/dev/stdout").out == f"{printed}/dev/stdout is written.\n"


def test_a_folder_of_that_name(made: Company, call: Caller) -> None:
    made.write("CODEOWNERS/x", "")
    done = call(made.root, "owners")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "Is a directory" in done.err


@pytest.mark.parametrize("locked", [GITHUB, ".github"])
def test_a_file_that_may_not_be_written(call: Caller, locked: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        made = company(Path(name).resolve() / "company", "de")
        made.write(GITHUB, "* @us\n")
        if os.geteuid() == 0:
            owned_by_nobody(made.root, NOBODY)
        (made.root / locked).chmod(0o555)
        with as_nobody():
            done = call(made.root, "owners")
            (made.root / locked).chmod(0o755)
        assert (done.code, done.out) == (2, "")
        assert f"{made.root / GITHUB} cannot be written: you have no permission." in done.err
        assert made.read(GITHUB) == "* @us\n"


def test_a_place_below_a_file(made: Company, call: Caller) -> None:
    made.write(".github", "no folder\n")
    done = call(made.root, "owners")
    assert (done.code, done.out) == (2, "")
    assert "a part of its path is a file, not a folder" in done.err
    assert made.read(".github") == "no folder\n"


def test_more_than_github_reads(made: Company, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owners, "SIZE_LIMIT", 500)
    done = call(made.root, "owners")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {GITHUB} would have 3 MB or more")
    assert not (made.root / GITHUB).exists()
    assert call(made.root, "owners", "--format=gitlab").code == 0
