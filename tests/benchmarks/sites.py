"""Builds beside those of other builders, of the same pages with the same theme, features and menu.

python -m tests.benchmarks.sites WORKSPACE SETTINGS

That gives the `mkdocs.yml` of an export the menu that our site of the workspace has, in place of the whole one. It is a
program of its own, because Linux counts the memory of whoever starts a process as the least that the process had.
"""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import yaml

from tests.benchmarks.copies import write_copies
from tests.benchmarks.rows import Group, Row
from tests.benchmarks.timing import Command, run

REGIONS: Final = 40
LARGE: Final = 8
"""How many times the pages of the usual site the large one has."""

_MOPSDOCS: Final = [sys.executable, "-m", "mopsdocs", "--quiet"]
_MKDOCS: Final = "`mkdocs build` of the `render` output"
_ROOT: Final = Path(__file__).resolve().parents[2]
_STEP_TEXT: Final = re.compile(r"(?<=^        title: )", re.MULTILINE)


def own_pages(folder: Path, workspace: Path, playbooks: int, rounds: int) -> Group:
    """A site in which every page says something else."""
    site = _Site(folder / "own-pages", workspace)
    return Group(site.cold(), _cold_rows(f"{playbooks:,} different playbook pages"), rounds, warm_up=False)


def copied_pages(folder: Path, playbooks: int, rounds: int) -> Group:
    """A site of regional copies: built, and built again after an edit."""
    pages = _pages(playbooks)
    site = _Site.of_copies(folder / "copied-pages", playbooks)
    work = f"build {pages} again after the text of a step changed in one playbook of {REGIONS} copies"
    rows = [
        *_cold_rows(pages),
        Row(work, "rebuild", "mkdocs", f"the same cold {_MKDOCS}", 0.08, by="wall", memory=True),
    ]
    return Group({**site.cold(), "rebuild": site.rebuild()}, rows, rounds, warm_up=False)


def large(folder: Path, playbooks: int, rounds: int) -> Group:
    """A site of eight times as many pages beside eight sites."""
    usual = _Site.of_copies(folder / "usual", playbooks)
    many = _Site.of_copies(folder / "large", playbooks * LARGE)
    commands = {"usual": usual.build(), "large": many.build()}
    work, against = f"build {_pages(playbooks * LARGE)}, cold", f"{LARGE} × our build of {_pages(playbooks)}"
    return Group(
        commands,
        [Row(work, "large", "usual", against, 1.2, by="wall", memory=True, times=LARGE)],
        rounds,
        warm_up=False,
    )


def copied_playbooks(playbooks: int) -> int:
    """How many library playbooks there are when `playbooks` pages are to be copies of them."""
    return max(1, playbooks // REGIONS)


def _pages(playbooks: int) -> str:
    count = copied_playbooks(playbooks)
    return f"{count * REGIONS:,} playbook pages ({count} × {REGIONS} regional copies)"


def _cold_rows(pages: str) -> list[Row]:
    work = f"build {pages}, cold"
    try:
        zensical = f"Zensical {version('zensical')}"
    except PackageNotFoundError:
        zensical = "Zensical"
    return [
        Row(work, "build", "mkdocs", f"{_MKDOCS}, same theme, features and menu", 0.25, by="wall", memory=True),
        Row(work, "build", "zensical", f"{zensical}, same files and settings", 1, by="wall", memory=True),
    ]


class _Site:
    """A workspace, its export and the folders that builds of both write."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._workspace, self._export = folder, workspace, folder / "export"
        self._quiet = [*_MOPSDOCS, "--workspace", str(workspace)]

    @classmethod
    def of_copies(cls, folder: Path, playbooks: int) -> _Site:
        """A site of about `playbooks` regional copies, written when it is not there yet."""
        workspace = folder / "workspace"
        if not workspace.exists():
            workspace.mkdir(parents=True)
            write_copies(workspace, copied_playbooks(playbooks), REGIONS)
        return cls(folder, workspace)

    def build(self) -> Command:
        """Our build, cold."""
        ours = self._folder / "ours"
        return Command([*self._quiet, "build", "--site-dir", str(ours)], lambda: shutil.rmtree(ours, True))

    def cold(self) -> dict[str, Command]:
        """Our build and those of the peers, cold."""
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
        zensical = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file"]
        settings = str(self._export / "mkdocs.yml")
        return {
            "build": self.build(),
            "mkdocs": Command([*mkdocs, settings], self._ready_for_peers),
            "zensical": Command([*zensical, settings], self._ready_for_peers),
        }

    def rebuild(self) -> Command:
        """Our build after a change to what has been built before."""
        kept, ours = self._folder / "cache", self._folder / "rebuilt"
        build = Command([*self._quiet, "build", "--site-dir", str(ours)], cache=kept)
        return Command(build.argv, self._edited(lambda: ours.exists() or run(build)), kept)

    def _edited(self, first: Callable[[], object]) -> Callable[[], None]:
        playbook = min((self._workspace / "playbooks/library").iterdir())

        def edit() -> None:
            first()
            text = playbook.read_text(encoding="utf-8")
            changed = _STEP_TEXT.sub("Now ", text, count=1)
            assert changed != text, "the playbook has a step with a title"
            playbook.write_text(changed, encoding="utf-8")

        return edit

    def _ready_for_peers(self) -> None:
        for name in ("site", ".cache"):
            shutil.rmtree(self._export / name, ignore_errors=True)
        if not self._export.exists():
            run(Command([*self._quiet, "render", "--output", str(self._export)]))
            menu = [sys.executable, "-m", "tests.benchmarks.sites", str(self._workspace)]
            subprocess.run([*menu, str(self._export / "mkdocs.yml")], cwd=_ROOT, check=True)


def main(workspace: Path, settings: Path) -> None:
    """Give the settings the menu that our site of the workspace has."""
    from mopsdocs.site.content import site_content
    from mopsdocs.site.loading import Reader
    from mopsdocs.workspace import Workspace

    reader = Reader(Workspace.at(workspace))
    library = reader.read(datetime.date.today())
    content = site_content(library, None, reader.copies(library), reader.history(library))
    loaded = yaml.safe_load(settings.read_text(encoding="utf-8"))
    changed = {**loaded, "nav": content.navigation(whole=False), "not_in_nav": "*"}
    settings.write_text(yaml.safe_dump(changed), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
