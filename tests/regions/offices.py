"""A company with regional desks: the example workspace, in a real repository, with the regions that a test needs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.programs import Done, mopsdocs
from tests.repositories import Checkout

EXAMPLE = Path(__file__).resolve().parent.parent / "example"
LIBRARY = "playbooks/library/webinar.yml"
BASES = "playbooks/.base"
TITLES = {"de": "Germany", "fr": "France", "sa": "Saudi Arabia", "us": "United States"}


@dataclass(frozen=True, slots=True)
class Company:
    """A workspace, and the repository that it is the top of, if it is in one."""

    root: Path

    @property
    def repository(self) -> Checkout:
        return Checkout(self.root)

    def read(self, path: str = LIBRARY) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def change(self, old: str, new: str, path: str = LIBRARY) -> None:
        """Puts `new` in the place of `old`, which stands in the file once."""
        text = self.read(path)
        assert text.count(old) == 1, (path, old, text.count(old))
        self.write(path, text.replace(old, new))

    def run(self, *arguments: str, **environment: str) -> Done:
        """What a call of the real program leaves behind."""
        return mopsdocs(self.root, *arguments, **environment)

    def files(self) -> dict[str, bytes]:
        """Every file of the workspace by its path, hidden ones included, without what belongs to git."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }

    def bases(self) -> set[str]:
        """The checksums of the texts that are kept."""
        folder = self.root / BASES
        return {path.stem for path in folder.iterdir()} if folder.is_dir() else set()

    def conflicts(self, region: str) -> Any:
        """What the file of open conflicts says; None when there is none."""
        path = self.root / f"{copy_of(region)}.conflicts.json"
        return json.loads(path.read_bytes()) if path.exists() else None

    def changed_lines(self, path: str) -> list[str]:
        """The lines that came and went in a file since the last commit, in the order of the file."""
        found = self.repository.git("diff", "--unified=0", "--", path).split("\n")
        return [line for line in found if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]


def copy_of(region: str) -> str:
    """Where the copy of the webinar for a region is kept."""
    return f"playbooks/regions/{region}/webinar.yml"


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def company(folder: Path, *regions: str) -> Company:
    """A workspace in `folder` with `regions`, without git."""
    shutil.copytree(EXAMPLE, folder)
    made = Company(folder)
    pattern = made.read("site_config/regions/sa.yml")
    for path in (folder / "site_config/regions").glob("*.yml"):
        if path.stem not in regions and path.stem != "de":  # a campaign runs in Germany
            path.unlink()
    for code in regions:
        path = folder / f"site_config/regions/{code}.yml"
        if not path.exists():
            text = pattern.replace("code: sa", f"code: {code}").replace("Saudi Arabia", TITLES[code])
            path.write_bytes(text.replace("country: SA", f"country: {code.upper()}").encode())
    return made


def company_in_git(folder: Path, *regions: str) -> Company:
    """The same in a repository of its own, committed on main. git is to be isolated before."""
    made = company(folder, *regions)
    made.repository.git("init", "--quiet", "--template=")
    made.repository.commit(message="the workspace")
    return made


def clone_of(made: Company, folder: Path, *options: str) -> Company:
    """What somebody has who clones the repository."""
    return Company(made.repository.clone(folder, *options).top)


def owned_by_nobody(folder: Path, nobody: int) -> None:
    """Gives a folder and all in it to a user without rights."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody, nobody)
