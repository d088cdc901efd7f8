"""A content repository as people have one: the example with regional copies, and the files of its platform."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal

from mopsdocs.resources import ci_files
from tests.regions.offices import Company, company_in_git
from tests.repositories import Checkout

Edit = Callable[[Company], None]

INSTALLED: Final = {"PIP_NO_DEPS": "1"}
"""For jobs: the installation asks for the one version that the repository names, and not for what that one needs.

All of that is here, as the first test of each platform and tests/test_wheel.py find out, which leave this away.
"""

COUNSEL = """\
        - role: privacy-counsel
          when: region.consent.b2b == "opt-in"
"""


def weaken(made: Company) -> None:
    """Drops an approver: an error."""
    made.change(COUNSEL, "")


def hurry(made: Company) -> None:
    """Moves a deadline: a warning."""
    made.change("due: -4bd", "due: -5bd")


def mention(made: Company) -> None:
    """Touches nothing that mopsdocs reads."""
    made.write("notes.md", "Notes\n")


def strengthen(made: Company) -> None:
    """Puts back what `weaken` dropped."""
    made.repository.git("checkout", "--quiet", "origin/main", "--", "playbooks")


def breaks(made: Company) -> None:
    """Makes a document one that cannot be compared."""
    made.change("due: -4bd", "due: in time")


@dataclass(frozen=True, slots=True)
class Content:
    """The repository on the platform, `origin`, and a clone of it, `office`, of people who may push."""

    folder: Path
    origin: Checkout
    office: Company
    machine: Mapping[str, str] = field(default_factory=lambda: INSTALLED)
    """Variables of the machines that its jobs run on."""

    def push(self, edit: Edit, branch: str = "main") -> None:
        """Commits an edit to a branch of the repository."""
        edit(self.office)
        self.office.repository.commit(message="edit")
        self.office.repository.git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")

    def propose(self, head: str, edit: Edit, merged: str | None = None) -> str:
        """Commits an edit to a fork, and shows its commit as the ref `head`, as platforms do. Returns the commit.

        The next edit under the same name comes on top. With `merged`, that ref shows what merging would give.
        """
        fork = Company(self.folder / head.replace("/", "-"))
        if not fork.root.exists():
            self.origin.git("clone", "--quiet", self.origin.top.as_uri(), str(fork.root))
            fork.repository.git("switch", "--quiet", "--create", "change")
        edit(fork)
        commit = fork.repository.commit(message="proposal")
        fork.repository.git("push", "--quiet", "--force", "origin", f"HEAD:{head}")
        if merged is not None:
            fork.repository.git("switch", "--quiet", "--detach", "origin/main")
            fork.repository.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")
            fork.repository.git("push", "--quiet", "--force", "origin", f"HEAD:{merged}")
            fork.repository.git("switch", "--quiet", "change")
        return commit

    def written(self, name: str) -> list[Path]:
        """Files of that name anywhere but in the forks and in git."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob(name))
        return [path for path in found if not path.parts[0].startswith("refs-")]


def content(folder: Path, platform: Literal["github", "gitlab"]) -> Content:
    """A repository in the new folder `folder`, with all files of `platform` and with copies for two regions."""
    shutil.copytree(_pattern(platform), folder, dirs_exist_ok=True)
    made = Content(folder, Checkout(folder / "origin.git"), Company(folder / "office"))
    made.office.repository.git("remote", "add", "origin", made.origin.top.as_uri())
    made.office.repository.git("fetch", "--quiet", "origin")
    return made


@cache
def _pattern(platform: Literal["github", "gitlab"]) -> Path:
    """What every such repository is a copy of; it stays for as long as the test run lasts."""
    folder = Path(tempfile.mkdtemp(prefix="mopsdocs-content-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = company_in_git(folder / "office", "de", "sa")
    done = office.run("clone", "webinar", "--region=de,sa")
    assert done.code == 0, done.err
    for path, source in ci_files(platform).items():
        office.write(path, source.read_text(encoding="utf-8"))
    office.repository.commit(message="copies and workflows")
    office.repository.git("clone", "--quiet", "--bare", str(office.root), str(folder / "origin.git"))
    return folder
