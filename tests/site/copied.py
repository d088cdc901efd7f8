"""Workspaces with regional copies, made and edited as people do it."""

from __future__ import annotations

import shutil
from pathlib import Path

from mopsdocs.regions.clone import new_copies, wanted, write_copies
from mopsdocs.regions.desk import Desk
from mopsdocs.regions.syncing import synced, write
from mopsdocs.workspace import Workspace

EXAMPLE = Path(__file__).parents[1] / "example"
LIBRARY = "playbooks/library/webinar.yml"
GERMAN = "playbooks/regions/de/webinar.yml"
SAUDI = "playbooks/regions/sa/webinar.yml"

EDITS_HERE = (
    ("title: Webinar", "title: Webinar auf Deutsch"),
    ("due: -15bd\n        effort: 3h", "due: -20bd\n        effort: 3h"),
    ("Keep it on one page.", "Keep it on two pages, in German."),
    ("      - id: test-send", "      - id: ask-council\n        title: Ask the works council <i>first</i>\n"
     "        kind: task\n        responsible: [campaign-manager]\n"
     "        accountable: campaign-manager\n        due: -5bd\n"
     "      - id: test-send"),
    ("      quorum: all", "      quorum: any"),
)  # fmt: skip
"""What the region changes: its own title, a due date, a description, a step of its own, a gate."""

EDITS_THERE = (
    ("version: 2.1.0", "version: 2.2.0"),
    ("title: Apply the suppression lists", "title: Apply every suppression list"),
    ("      - id: pull-list", "      - id: warn-sales\n        title: Warn the sales team\n        kind: task\n"
     "        responsible: [campaign-manager]\n        accountable: campaign-manager\n        due: -16bd\n"
     "      - id: pull-list"),
    ("due: -40bd", "due: -39bd"),
)  # fmt: skip
"""What the library improves afterwards: a title, a new step, the day of a gate."""


def example(folder: Path, *regions: str) -> Workspace:
    """The example in the new folder `folder`, with a copy of its playbook for each of `regions`."""
    shutil.copytree(EXAMPLE, folder)
    return cloned(folder, *regions)


def cloned(folder: Path, *regions: str) -> Workspace:
    """The workspace at `folder` with a copy of its playbook for each of `regions`."""
    workspace = Workspace.at(folder)
    desk = Desk.of(workspace)
    chosen = wanted(desk, "region", regions, all_of_them=False)
    write_copies(desk, new_copies(desk, wanted(desk, "playbook", ["webinar"], all_of_them=False), chosen))
    return workspace


def edit(workspace: Workspace, path: str, *edits: tuple[str, str]) -> None:
    """Replaces each text, which must be there, by another."""
    file = workspace.root / path
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def without_step(workspace: Workspace, path: str, step: str, following: str) -> None:
    """Removes a step, which ends where the text `following` begins."""
    file = workspace.root / path
    text = file.read_text(encoding="utf-8")
    start = text.index(f"      - id: {step}\n")
    file.write_text(text[:start] + text[text.index(following, start) :], encoding="utf-8")


def sync(workspace: Workspace) -> None:
    """Brings all copies up to date, as far as nobody has to decide anything."""
    desk = Desk.of(workspace)
    write(desk, [synced(desk, copy) for copy in desk.copies()])


def drifted(workspace: Workspace) -> Workspace:
    """`workspace`, made from the example, with a copy whose every due date and text differs from the library's."""
    cloned(workspace.root, "de")
    for path, old, new in ((GERMAN, "Attack", "Defence"), (LIBRARY, "Attack", "Raid"), (GERMAN, "bd\n", "d\n")):
        file = workspace.root / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    without_step(workspace, GERMAN, "suppress-list", "      - id: de-prove-consent")
    return workspace
