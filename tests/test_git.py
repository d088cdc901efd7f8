"""Questions to git, asked of real repositories in all their forms."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsdocs.errors import MopsError
from mopsdocs.git import Repository
from tests.repositories import Checkout, isolate, new_repository

REPOSITORY = Path(__file__).resolve().parent.parent

ODD_NAMES = (
    "zwölf.yml",
    "Übersicht ☂.yml",
    "line\nbreak.yml",
    "ends in return\r",
    'quo"ted\t.yml',
    "-dash.yml",
    ":(glob)*",
    "caf\udce9.yml",
    "a:b",
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """On the branch feature, which parted from main after one commit; both went on since."""
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch)
        made = new_repository(tmp_path_factory.mktemp("pattern") / "main folder")
        made.commit("kept.yml", "edited.yml", "removed.yml", "renamed.yml", "docs/mops/inner.yml")
        made.git("checkout", "--quiet", "-b", "feature")
        made.commit("docs/mops/committed.yml")
        made.git("checkout", "--quiet", "main")
        made.commit("theirs.yml")
        made.git("tag", "v1.2")
        made.git("checkout", "--quiet", "feature")
    return made


@pytest.fixture
def checkout(pattern: Checkout, tmp_path: Path) -> Checkout:
    """A copy of `pattern` that a test may change."""
    return Checkout(Path(shutil.copytree(pattern.top, tmp_path / "main folder")))


def opened(checkout: Checkout) -> Repository:
    found = Repository.around(checkout.top)
    assert found is not None
    return found


def refused(ask: Callable[[], object]) -> MopsError:
    with pytest.raises(MopsError) as caught:
        ask()
    return caught.value


# Where the repository is


def test_around_finds_the_top_from_any_folder(checkout: Checkout) -> None:
    assert Repository.around(checkout.top / "docs/mops") == Repository(checkout.top.resolve())


def test_prefix(checkout: Checkout, tmp_path: Path) -> None:
    repository = opened(checkout)
    (tmp_path / "link").symlink_to(checkout.top / "docs/mops")
    assert repository.prefix(checkout.top) == ""
    assert repository.prefix(checkout.top / "docs") == "docs/"
    assert repository.prefix(tmp_path / "link") == "docs/mops/"
    assert "is not in the repository" in refused(lambda: repository.prefix(tmp_path)).message


def test_a_repository_behind_a_link(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(checkout.top)
    repository = Repository.around(tmp_path / "link/docs")
    assert repository == Repository(checkout.top.resolve())
    assert repository.prefix(tmp_path / "link/docs") == "docs/"


def test_no_repository(tmp_path: Path) -> None:
    assert Repository.around(tmp_path) is None


def test_no_git(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository = opened(checkout)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Repository.around(checkout.top) is None
    assert refused(lambda: repository.commit("HEAD")).message == "git is not installed."


def test_a_program_called_git_in_the_current_folder_is_not_run(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = checkout.write("git", "#!/bin/sh\ntouch was-run\n")
    program.chmod(0o755)
    monkeypatch.chdir(checkout.top)
    monkeypatch.setenv("PATH", ".")
    assert Repository.around(checkout.top) is None
    assert not (checkout.top / "was-run").exists()


def test_without_a_work_tree(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert Repository.around(tmp_path / "bare.git") is None
    assert Repository.around(checkout.top / ".git/objects") is None


def test_linked_work_tree(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "main")
    linked = Checkout(tmp_path / "linked")
    linked.write("new.yml")
    repository = opened(linked)
    assert repository.top == linked.top.resolve()
    assert repository.changed_paths("main") == {"new.yml"}
    assert opened(checkout).changed_paths("feature") == frozenset()


def test_submodule(checkout: Checkout, tmp_path: Path) -> None:
    inner = new_repository(tmp_path / "inner")
    inner.commit("playbooks/a.yml")
    checkout.git("submodule", "--quiet", "add", inner.top.as_uri(), "content")
    checkout.commit()
    submodule = Checkout(checkout.top / "content")
    base = submodule.git("rev-parse", "HEAD")
    submodule.write("playbooks/b.yml")
    assert Repository.around(submodule.top / "playbooks") == Repository(submodule.top.resolve())
    assert opened(submodule).changed_paths(base) == {"playbooks/b.yml"}
    assert opened(checkout).changed_paths("HEAD") == frozenset(), "its own work tree is not ours"
    submodule.commit()
    assert opened(checkout).changed_paths("HEAD") == {"content"}
    assert opened(checkout).text_at(opened(checkout).commit("HEAD"), "content") is None


def test_repository_of_another_user(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    error = refused(lambda: Repository.around(checkout.top / "docs"))
    assert "belongs to another user" in error.message
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    monkeypatch.setenv("HOME", str(checkout.top.parent))
    remedy = error.hint.removeprefix("If you trust it: ")
    subprocess.run(shlex.split(remedy), check=True)
    assert Repository.around(checkout.top / "docs") is not None, "the command in the hint is what helps"


def test_a_repository_that_is_broken_is_not_taken_for_none(checkout: Checkout, tmp_path: Path) -> None:
    (checkout.top / ".git/config").write_text("[core\n", encoding="utf-8")
    assert "bad config" in refused(lambda: Repository.around(checkout.top)).message
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved/.git").write_text("gitdir: ../no/such/place\n", encoding="utf-8")
    assert "not a git repository: " in refused(lambda: Repository.around(tmp_path / "moved")).message


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    error = refused(lambda: Repository.around(tmp_path / "gone"))
    assert error.message == f"git cannot be started in {tmp_path / 'gone'}: No such file or directory."


def test_git_that_is_killed(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository = opened(checkout)
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert refused(lambda: repository.commit("HEAD")).message == "git was killed by signal 9 before it was done."


# Names of commits


@pytest.mark.parametrize(
    ("ref", "same"),
    [
        ("main", "main"),
        ("refs/heads/main", "main"),
        ("v1.2", "main"),
        ("annotated", "main"),
        ("HEAD", "feature"),
        ("@", "feature"),
        ("HEAD~1", "main~1"),
        ("HEAD^{/change}", "feature"),
        ("@{-1}", "main"),
        ("kept.yml", "main"),
        ("ümlaut/☂", "main"),
        ("line\u2028separator", "main"),
    ],
)
def test_commit(checkout: Checkout, ref: str, same: str) -> None:
    checkout.git("tag", "--annotate", "--message", "tag", "annotated", "main")
    checkout.git("branch", "kept.yml", "main")  # also a file
    checkout.git("branch", "ümlaut/☂", "main")
    checkout.git("branch", "line\u2028separator", "main")
    assert opened(checkout).commit(ref) == checkout.git("rev-parse", "--verify", f"refs/heads/{same}")


@pytest.mark.parametrize(
    "ref",
    [
        *("", " ", "-", "-h", "--all", "--upload-pack=touch was-run", "--output=was-run", "--git-dir=/", "--not main"),
        *(
            "^main",
            "main^@",
            "main^!",
            "main^-",
            "main..feature",
            "main...feature",
            "..",
            "main..",
            "main --",
            "main x",
        ),
        *(":kept.yml", "HEAD:kept.yml", "HEAD:", "HEAD^{tree}", "HEAD^{blob}", ":/nothing", "HEAD^{/nothing}"),
        *("@{upstream}", "@{-9}", "@{9999}", "main@{u}", "*", "refs/heads/*", "ma?n", "[m]ain", "main\n", "ma\nin"),
        *("main\0", "\0", "\udc80", "\ud800", "$(touch was-run)", "`touch was-run`", "../main", "0" * 40, "1" * 40),
        *("no-such-file.yml", "kept.yml", "refs/heads/main^{commit}^{commit}^{tree}", "x" * 3000, "x" * 300_000),
    ],
    ids=lambda ref: ascii(ref[:40]),  # pytest puts the id into the environment, which has a greatest length
)
def test_what_names_no_commit(pattern: Checkout, ref: str) -> None:
    error = refused(lambda: opened(pattern).commit(ref))
    assert error.message.endswith(".")
    assert error.hint
    assert "\n" not in error.message + error.hint
    assert pattern.git("status", "--porcelain") == "", "nothing was run that writes"


GIVE_ANOTHER = "Give a branch, a tag or a commit, such as origin/main; git branch --all lists the branches."


@pytest.mark.parametrize(
    ("ref", "message", "hint"),
    [
        ("mian", 'There is no branch, tag or commit "mian".', "Did you mean main?"),
        ("v1.3", 'There is no branch, tag or commit "v1.3".', "Did you mean v1.2?"),
        ("refs/heads/faeture", 'There is no branch, tag or commit "refs/heads/faeture".', "Did you mean feature?"),
        (
            "line\u2028seperator",
            'There is no branch, tag or commit "line\u2028seperator".',
            "Did you mean line\u2028separator?",
        ),
        ("other", 'There is no branch, tag or commit "other".', "git branch --all lists the branches."),
        ("-h", '"-h" cannot name a commit.', GIVE_ANOTHER),
        ("^main", '"^main" cannot name a commit.', GIVE_ANOTHER),
        ("", '"" cannot name a commit.', GIVE_ANOTHER),
        ("0" * 40, f"{'0' * 40} stands for no commit, as for a branch that was not there before.", GIVE_ANOTHER),
        ("main..HEAD", "main..HEAD is a range, not one commit.", "Give one end of it, such as main."),
        ("HEAD~9", "The history of HEAD does not go back to HEAD~9.", "See git log --oneline HEAD"),
    ],
)
def test_what_helps(checkout: Checkout, ref: str, message: str, hint: str) -> None:
    checkout.git("branch", "line\u2028separator")
    error = refused(lambda: opened(checkout).commit(ref))
    assert (error.message, error.hint) == (message, hint)


def test_a_repository_without_any_branch(checkout: Checkout) -> None:
    """As CI makes it, which fetches one commit and nothing else."""
    checkout.git("checkout", "--quiet", "--detach")
    checkout.git("branch", "--quiet", "--delete", "--force", "main", "feature")
    checkout.git("tag", "--delete", "v1.2")
    assert opened(checkout).changed_paths("HEAD~1") == {"docs/mops/committed.yml"}
    assert refused(lambda: opened(checkout).commit("main")).message == 'There is no branch, tag or commit "main".'


@pytest.mark.parametrize("ref", ["blob", "HEAD:docs"])
def test_something_else_than_a_commit(checkout: Checkout, ref: str) -> None:
    checkout.git("tag", "blob", "HEAD:kept.yml")
    assert refused(lambda: opened(checkout).commit(ref)).message == f"{ref} is not a commit."


# Clones that lack something


def fetched(clone: Checkout, error: MopsError) -> None:
    """Runs the command that a hint ends with."""
    command = error.hint[error.hint.rindex("git fetch") :]
    clone.git(*shlex.split(command)[1:])


def test_a_branch_that_only_the_remote_has(checkout: Checkout, tmp_path: Path) -> None:
    repository = opened(checkout.clone(tmp_path / "clone"))
    assert repository.commit("origin/main") == checkout.git("rev-parse", "main")
    assert refused(lambda: repository.commit("main")).hint == "Did you mean origin/main?"
    assert refused(lambda: repository.commit("origin/mian")).hint == "Did you mean origin/main?"
    assert refused(lambda: repository.commit("other")).hint.startswith("git fetch origin brings what is new there")


@pytest.mark.parametrize("ref", ["main", "origin/main", "refs/heads/main", "refs/remotes/origin/main"])
def test_single_branch(checkout: Checkout, tmp_path: Path, ref: str) -> None:
    clone = checkout.clone(tmp_path / "clone", "--single-branch")
    error = refused(lambda: opened(clone).commit(ref))
    assert (
        error.message == f'There is no branch, tag or commit "{ref}" in this clone, which follows some branches only.'
    )
    assert error.hint.startswith("Fetch it, as origin/main: ")
    fetched(clone, error)
    assert opened(clone).changed_paths("origin/main") == {"docs/mops/committed.yml"}


def test_names_that_a_shell_would_take_apart(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("branch", "it's;$HOME", "main")
    clone = checkout.clone(tmp_path / "clone", "--single-branch")
    fetched(clone, refused(lambda: opened(clone).commit("it's;$HOME")))
    assert opened(clone).commit("origin/it's;$HOME") == checkout.git("rev-parse", "main")


@pytest.mark.parametrize("ref", ["main", "origin/main", "v1.2", "refs/tags/v1.2"])
def test_shallow(checkout: Checkout, tmp_path: Path, ref: str) -> None:
    clone = checkout.clone(tmp_path / "clone", "--depth=1")
    error = refused(lambda: opened(clone).changed_paths(ref))
    assert error.message.endswith("in this clone, which has only the end of the history.")
    assert "fetch-depth: 0" in error.hint
    fetched(clone, error)
    known = ref if "/" in ref else f"origin/{ref}"
    assert opened(clone).changed_paths(known) == {"docs/mops/committed.yml"}


def test_shallow_with_all_branches_cannot_tell_where_they_parted(checkout: Checkout, tmp_path: Path) -> None:
    clone = checkout.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    assert refused(lambda: opened(clone).commit("main")).hint == "Did you mean origin/main?"
    error = refused(lambda: opened(clone).merge_base("origin/main", "HEAD"))
    assert error.message == "This clone has too little history to see where origin/main and HEAD parted."
    fetched(clone, error)
    assert opened(clone).merge_base("origin/main", "HEAD") == checkout.git("rev-parse", "main~1")


def test_shallow_history_ends(checkout: Checkout, tmp_path: Path) -> None:
    clone = checkout.clone(tmp_path / "clone", "--depth=1")
    error = refused(lambda: opened(clone).commit("HEAD~1"))
    assert error.message == "This clone does not have the history back to HEAD~1."
    fetched(clone, error)
    assert opened(clone).commit("HEAD~1") == checkout.git("rev-parse", "HEAD~1")


def test_an_id_that_a_clone_lacks(checkout: Checkout, tmp_path: Path) -> None:
    wanted = checkout.git("rev-parse", "main")
    clone = checkout.clone(tmp_path / "clone", "--single-branch")
    fetched(clone, refused(lambda: opened(clone).commit(wanted)))
    assert opened(clone).commit(wanted) == wanted


def test_a_clone_without_the_texts_fetches_them(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("config", "uploadpack.allowFilter", "true")
    repository = opened(checkout.clone(tmp_path / "clone", "--filter=blob:none"))
    assert repository.changed_paths("origin/main") == {"docs/mops/committed.yml"}
    assert repository.text_at(repository.commit("origin/main"), "theirs.yml") == b"'theirs.yml'"


def test_a_text_that_cannot_be_fetched_is_not_taken_for_none(checkout: Checkout, tmp_path: Path) -> None:
    checkout.git("config", "uploadpack.allowFilter", "true")
    repository = opened(checkout.clone(tmp_path / "clone", "--filter=blob:none", "--no-checkout"))
    checkout.top.rename(tmp_path / "offline")
    error = refused(lambda: repository.text_at(repository.commit("HEAD"), "kept.yml"))
    assert error.message.startswith("git cat-file failed: ")


# What changed


def test_merge_base(checkout: Checkout) -> None:
    repository = opened(checkout)
    assert repository.merge_base("main", "HEAD") == checkout.git("rev-parse", "main~1")
    assert repository.merge_base("HEAD", "HEAD") == checkout.git("rev-parse", "HEAD")
    checkout.git("checkout", "--quiet", "--orphan", "alone")
    checkout.commit()
    assert repository.merge_base("main", "HEAD") is None
    assert refused(lambda: repository.changed_paths("main")).message == "main and HEAD have no commit in common."


def test_changed_paths(checkout: Checkout) -> None:
    checkout.write(".gitignore", "ignored.yml\n")
    checkout.write("ignored.yml")
    checkout.write("edited.yml")
    checkout.write("staged.yml")
    checkout.write("docs/mops/new/untracked.yml")
    checkout.git("add", "staged.yml")
    checkout.git("rm", "--quiet", "removed.yml")
    checkout.git("mv", "renamed.yml", "docs/mops/new name.yml")
    (checkout.top / "docs/mops/inner.yml").unlink()
    uncommitted = {".gitignore", "edited.yml", "staged.yml", "removed.yml", "renamed.yml"}
    below = {"docs/mops/new name.yml", "docs/mops/inner.yml", "docs/mops/new/untracked.yml"}
    committed = {"docs/mops/committed.yml"}
    repository = opened(checkout)
    assert repository.changed_paths("main") == uncommitted | below | committed
    assert repository.changed_paths("HEAD") == uncommitted | below
    assert repository.changed_paths("main", "docs/mops/") == below | committed
    assert repository.changed_paths("main", "docs/mop/") == frozenset()
    checkout.commit()
    assert repository.changed_paths("main") == uncommitted | below | committed
    assert repository.changed_paths("HEAD") == frozenset()


def test_a_commit_taken_back_by_an_edit(checkout: Checkout) -> None:
    (checkout.top / "docs/mops/committed.yml").unlink()
    assert opened(checkout).changed_paths("main") == {"docs/mops/committed.yml"}


def test_nothing_changed(checkout: Checkout) -> None:
    os.utime(checkout.top / "kept.yml", (1, 1))  # as after a copy or a cache: the same text with another date
    assert opened(checkout).changed_paths("feature") == frozenset()


def test_a_range_of_odd_names(checkout: Checkout) -> None:
    base = checkout.git("rev-parse", "HEAD")
    checkout.commit(*[f"committed/{name}" for name in ODD_NAMES])
    for name in ODD_NAMES:
        checkout.write(f"new/{name}")
    expected = {f"{folder}/{name}" for folder in ("committed", "new") for name in ODD_NAMES}
    assert opened(checkout).changed_paths(base) == expected
    assert opened(checkout).changed_paths(base, "new/") == {f"new/{name}" for name in ODD_NAMES}


def test_a_prefix_is_a_folder_whatever_it_is_called(checkout: Checkout) -> None:
    for name in (":(top)", ":!x", "n*w", "new"):
        checkout.write(f"{name}/a.yml")
        assert opened(checkout).changed_paths("HEAD", f"{name}/") == {f"{name}/a.yml"}


def test_names_are_those_that_python_gives(checkout: Checkout) -> None:
    for name in ODD_NAMES:
        checkout.write(f"new/{name}")
    changed = opened(checkout).changed_paths("HEAD", "new/")
    assert changed == {f"new/{entry.name}" for entry in os.scandir(checkout.top / "new")}


def test_detached_head(checkout: Checkout) -> None:
    checkout.git("checkout", "--quiet", "--detach")
    checkout.commit("more.yml")
    assert opened(checkout).changed_paths("main") == {"docs/mops/committed.yml", "more.yml"}


def test_in_the_middle_of_a_conflict(checkout: Checkout) -> None:
    checkout.write("theirs.yml", "ours")
    checkout.commit()
    with pytest.raises(AssertionError):
        checkout.git("merge", "--quiet", "main")
    assert opened(checkout).changed_paths("main") == {"docs/mops/committed.yml", "theirs.yml"}


def test_an_empty_repository(tmp_path: Path) -> None:
    empty = new_repository(tmp_path / "empty")
    empty.write("staged.yml")
    empty.git("add", "staged.yml")
    empty.write("new/untracked.yml")
    repository = opened(empty)
    for since in ("HEAD", "@", "main"):
        assert repository.changed_paths(since) == {"staged.yml", "new/untracked.yml"}
        error = refused(lambda ref=since: repository.commit(ref))  # type: ignore[misc]
        assert error.message == "Nothing is committed on the branch main yet."
    assert refused(lambda: repository.changed_paths("origin/main")).message.startswith("Nothing is committed")


def test_a_branch_without_a_commit_beside_others(checkout: Checkout) -> None:
    checkout.git("checkout", "--quiet", "--orphan", "alone")
    assert refused(lambda: opened(checkout).changed_paths("mian")).hint == "Did you mean main?"
    error = refused(lambda: opened(checkout).changed_paths("main"))
    assert error.message == "Nothing is committed on the branch alone yet."


def test_a_repository_inside_is_one_path(checkout: Checkout) -> None:
    new_repository(checkout.top / "vendored").commit("a.yml")
    assert opened(checkout).changed_paths("HEAD") == {"vendored"}


# Texts of commits


def test_texts_at(checkout: Checkout) -> None:
    checkout.write("docs/crlf.yml", "a\r\nb\n\n")
    checkout.write("docs/empty.yml", "")
    (checkout.top / "link.yml").symlink_to("kept.yml")
    checkout.commit(*ODD_NAMES)
    repository = opened(checkout)
    head = repository.commit("HEAD")
    odd = {name: ascii(name).encode() for name in ODD_NAMES}
    plain = {"docs/crlf.yml": b"a\r\nb\n\n", "docs/empty.yml": b"", "link.yml": b"kept.yml"}
    none = [
        "missing.yml",
        "mis\nsing.yml",
        "docs",
        "docs/",
        "",
        "/etc/hostname",
        "..",
        "../x",
        "./../x",
        "a\0b",
        "kept.yml/x",
    ]
    assert repository.texts_at(head, [*odd, *none, *plain, "kept.yml"]) == {**odd, **plain, "kept.yml": b"'kept.yml'"}
    assert repository.texts_at(head, none) == {}
    assert repository.texts_at(head, []) == {}


def test_text_at_another_commit(checkout: Checkout) -> None:
    repository = opened(checkout)
    checkout.write("kept.yml", "new")
    checkout.commit("later.yml")
    assert repository.text_at(repository.commit("HEAD"), "kept.yml") == b"new"
    assert repository.text_at(repository.commit("main"), "kept.yml") == b"'kept.yml'"
    assert repository.text_at(repository.commit("main"), "later.yml") is None


def test_texts_come_through_one_process(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = [f"many/{number}.yml" for number in range(500)]
    repository = opened(checkout)
    checkout.commit(*names)
    head = repository.commit("HEAD")
    log = tmp_path / "calls"
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(log))
    assert repository.texts_at(head, names) == {name: ascii(name).encode() for name in names}
    assert log.read_text(encoding="utf-8").count('"event":"start"') == 1


# What stands around


def test_blobs(checkout: Checkout) -> None:
    repository = opened(checkout)
    file = checkout.git("rev-parse", "HEAD:kept.yml")
    folder, commit = checkout.git("rev-parse", "HEAD:docs"), checkout.git("rev-parse", "HEAD")
    checkout.write("loose.yml", "not in a commit\n")
    loose = checkout.git("hash-object", "-w", "loose.yml")
    asked = [file, "0" * 40, folder, loose, commit, "f" * 64, file]
    assert repository.blobs(asked) == {file: b"'kept.yml'", loose: b"not in a commit\n"}
    assert repository.blobs([]) == {}


@pytest.mark.parametrize(
    "id", ["HEAD:kept.yml", "--help", "", "main", "abc123", "A" * 40, f"{'0' * 40}\nHEAD:kept.yml"]
)
def test_blobs_are_asked_for_by_their_whole_id(checkout: Checkout, id: str) -> None:
    assert opened(checkout).blobs([id]) == {}


def test_blobs_of_every_content(checkout: Checkout) -> None:
    texts = [b"", b"\n", b"missing\n", b"\x00\xff", b"0 blob 3\nabc"]
    ids = []
    for number, text in enumerate(texts):
        (checkout.top / f"{number}.bin").write_bytes(text)
        ids.append(checkout.git("hash-object", "-w", f"{number}.bin"))
    assert opened(checkout).blobs(ids) == dict(zip(ids, texts, strict=True))


def test_versions(checkout: Checkout) -> None:
    repository = opened(checkout)
    first = checkout.git("rev-list", "--max-parents=0", "HEAD")
    before = repository.text_at(first, "kept.yml")
    checkout.write("kept.yml", "second")
    second = checkout.commit()
    checkout.git("checkout", "--quiet", "main")
    checkout.write("kept.yml", "elsewhere")
    elsewhere = checkout.commit()
    checkout.git("rm", "--quiet", "kept.yml")
    checkout.commit()
    found = dict(repository.versions("kept.yml", 9))
    assert found == {first: before, second: b"second", elsewhere: b"elsewhere"}, "on all branches, but where it goes"
    assert len(repository.versions("kept.yml", 3)) == 2, "one of the three removes it"
    assert repository.versions("no-such.yml", 9) == []
    assert [commit for commit, _ in repository.versions("docs/mops/inner.yml", 9)] == [first]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_versions_of_odd_names(checkout: Checkout, name: str) -> None:
    checkout.write(name)
    commit = checkout.commit()
    assert [each for each, _ in opened(checkout).versions(name, 9)] == [commit]


def test_versions_in_a_repository_without_a_commit(tmp_path: Path) -> None:
    assert opened(new_repository(tmp_path / "empty")).versions("kept.yml", 9) == []


def test_files_at(checkout: Checkout) -> None:
    checkout.write("odd/a b.yml")
    checkout.write("odd/ünï.yml")
    commit = checkout.commit()
    repository = opened(checkout)
    files = repository.files_at(commit, "odd/")
    assert files == {path: checkout.git("rev-parse", f"HEAD:{path}") for path in ("odd/a b.yml", "odd/ünï.yml")}
    assert [*repository.files_at(commit)] == checkout.git("-c", "core.quotePath=false", "ls-files").split("\n")
    assert repository.files_at(commit, "nowhere/") == {}
    with pytest.raises(MopsError):
        repository.files_at("0" * 40)


def test_default_branch(checkout: Checkout, tmp_path: Path) -> None:
    assert opened(checkout).default_branch() == "main"
    checkout.git("switch", "--quiet", "main")
    checkout.git("branch", "--move", "main", "trunk")
    with pytest.raises(MopsError, match="no branch main or master"):
        opened(checkout).default_branch()
    copy = checkout.clone(tmp_path / "copy")
    copy.git("remote", "set-head", "origin", "trunk")
    assert opened(copy).default_branch() == "origin/trunk", "as the remote says"
    copy.git("branch", "main")
    assert opened(copy).default_branch() == "origin/trunk"


def test_is_shallow(checkout: Checkout, tmp_path: Path) -> None:
    assert not opened(checkout).is_shallow()
    shallow = checkout.clone(tmp_path / "shallow", "--depth=1")
    assert opened(shallow).is_shallow()
    shallow.git("fetch", "--quiet", "--unshallow")
    assert not opened(shallow).is_shallow()


def test_settings_of_people_do_not_matter(checkout: Checkout, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(tmp_path / 'sprung'))}\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    settings = {
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "core.quotePath": "true",
        "diff.external": str(trap),
        "diff.yaml.textconv": str(trap),
        "diff.renames": "copies",
        "diff.relative": "true",
        "diff.autoRefreshIndex": "false",
        "status.relativePaths": "true",
        "status.showUntrackedFiles": "no",
        "status.renames": "true",
        "status.branch": "true",
        "status.short": "true",
        "color.ui": "always",
        "alias.status": "!touch sprung",
        "alias.rev-parse": "!touch sprung",
    }
    for key, value in settings.items():
        checkout.git("config", key, value)
    checkout.write(".git/info/attributes", "*.yml diff=yaml\n")
    checkout.hook("post-index-change", str(trap))
    checkout.write("zwölf.yml")
    checkout.git("mv", "renamed.yml", "moved.yml")
    (tmp_path / "sprung").unlink(missing_ok=True)
    repository = opened(checkout)
    expected = {"docs/mops/committed.yml", "renamed.yml", "moved.yml", "zwölf.yml"}
    assert repository.changed_paths("main") == expected
    assert repository.changed_paths("main", "docs/mops/") == {"docs/mops/committed.yml"}
    assert repository.text_at(repository.commit("HEAD"), "kept.yml") == b"'kept.yml'"
    assert not (tmp_path / "sprung").exists()


def test_the_environment_does_not_matter(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "other")
    other.commit("other.yml")
    checkout.write("ünïcode.yml")
    for name, value in {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": ".git/index",
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_PAGER": "false",
        "GIT_TRACE": "1",
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
    }.items():
        monkeypatch.setenv(name, value)
    repository = opened(checkout)
    assert repository.top == checkout.top.resolve()
    assert repository.changed_paths("main") == {"docs/mops/committed.yml", "ünïcode.yml"}
    assert repository.changed_paths("main", "DOCS/") == frozenset()


def test_reading_writes_nothing(checkout: Checkout) -> None:
    os.utime(checkout.top / "kept.yml", (1, 1))
    checkout.write(".git/index.lock", "")  # as while another git is at work
    before = {path: path.stat().st_mtime_ns for path in (checkout.top / ".git").rglob("*")}
    repository = opened(checkout)
    repository.changed_paths("main")
    repository.texts_at(repository.commit("main"), ["kept.yml"])
    assert {path: path.stat().st_mtime_ns for path in (checkout.top / ".git").rglob("*")} == before


ASK = """
import sys
from pathlib import Path
from mopsdocs.git import Repository
for folder in sys.argv[1:]:
    found = Repository.around(Path(folder))
    print(found.top.name, *sorted(found.changed_paths("HEAD")), sep="|")
"""


def asking(answer: Path, *folders: str) -> str:
    """A hook that writes down what changed since HEAD according to `Repository`."""
    call = shlex.join([sys.executable, "-c", ASK, *folders])
    return f"PYTHONPATH={shlex.quote(str(REPOSITORY))} {call} > {shlex.quote(str(answer))}"


COMMITS = [
    (["commit", "--quiet", "--message=all", "--all"], "edited.yml|new.yml|staged.yml"),
    (["commit", "--quiet", "--message=staged"], "edited.yml|new.yml|staged.yml"),
    (["commit", "--quiet", "--message=one", "edited.yml"], "edited.yml|new.yml|staged.yml"),
]


@pytest.mark.parametrize(("arguments", "changed"), COMMITS)
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("folder", ["", "docs"])
def test_inside_a_hook(
    checkout: Checkout, tmp_path: Path, arguments: list[str], changed: str, linked: bool, folder: str
) -> None:
    tree = checkout
    if linked:
        checkout.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "main")
        tree = Checkout(tmp_path / "linked")
    tree.write("edited.yml")
    tree.write("new.yml")
    tree.write("staged.yml")
    tree.git("add", "staged.yml")
    answer = tmp_path / "answer"
    tree.hook("pre-commit", asking(answer, ".", "docs"))
    where = ["-C", folder] if folder else []
    paths = [f"../{argument}" if folder and argument.endswith(".yml") else argument for argument in arguments]
    tree.git(*where, *paths)
    assert answer.read_text(encoding="utf-8").splitlines() == [f"{tree.top.name}|{changed}"] * 2


def test_a_hook_that_asks_about_a_submodule(checkout: Checkout, tmp_path: Path) -> None:
    inner = new_repository(tmp_path / "inner")
    inner.commit("a.yml")
    checkout.git("submodule", "--quiet", "add", inner.top.as_uri(), "content")
    checkout.write("content/b.yml")
    answer = tmp_path / "answer"
    checkout.hook("pre-commit", asking(answer, ".", "content"))
    checkout.git("commit", "--quiet", "--message=add", "--all")
    assert answer.read_text(encoding="utf-8").splitlines() == ["main folder|.gitmodules|content", "content|b.yml"]


def test_a_repository_that_only_the_environment_names(checkout: Checkout, tmp_path: Path) -> None:
    """As people have it who keep the files of their home in git, without a .git there."""
    apart = tmp_path / "apart.git"
    (checkout.top / ".git").rename(apart)
    where = [f"--git-dir={apart}", f"--work-tree={checkout.top}"]
    answer = tmp_path / "answer"
    (apart / "hooks").mkdir(exist_ok=True)
    hook = apart / "hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\n{asking(answer, '.', 'docs')}\n", encoding="utf-8")
    hook.chmod(0o755)
    checkout.write("edited.yml")
    assert Repository.around(checkout.top) is None
    checkout.git(*where, "commit", "--quiet", "--message=all", "--all")
    assert answer.read_text(encoding="utf-8").splitlines() == ["main folder|edited.yml"] * 2


def test_a_work_tree_elsewhere_is_not_ours(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(checkout.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(checkout.top))
    (tmp_path / "elsewhere").mkdir()
    assert Repository.around(tmp_path / "elsewhere") is None


def test_importing_it_is_cheap() -> None:
    code = "import sys; import mopsdocs.git; print(*{'subprocess', 'shutil', 'difflib', 'shlex'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout.split() == []
