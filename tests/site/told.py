"""A company whose past has a bit of everything, with hostile words in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regions.offices import LIBRARY, Company, company_in_git

EVIL = "<script>window.pwned = 1</script> @acme/all [x](javascript:window.pwned=1) {{ 7*7 }} ]]> robin@example.org"
AUTHOR = "Robin \"&\" (robin@example.org) 'x' {% x %}"
SITE = "https://docs.example.org/mops"


def on_day(patch: pytest.MonkeyPatch, day: int) -> None:
    """Lets commits be made on that day of October 2026."""
    patch.setenv("GIT_COMMITTER_DATE", f"2026-10-{day:02d}T09:30:00+02:00")


def told(folder: Path, patch: pytest.MonkeyPatch) -> Company:
    """The company in `folder`: ten edits of the webinar, a role renamed, a process that came and went."""
    patch.setenv("GIT_AUTHOR_NAME", AUTHOR)
    on_day(patch, 1)
    made = company_in_git(folder, "de")
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", f"{settings}site_url: {SITE}\n")
    for day in range(2, 12):
        on_day(patch, day)
        made.write(LIBRARY, made.read().replace(f"due: -{day + 2}bd", f"due: -{day + 3}bd"))
        made.repository.commit(message=f"day {day}")
    on_day(patch, 12)
    made.change("title: Launch", 'title: "Launch <img src=x onerror=window.pwned=1>"')
    made.change("      quorum: all", "      quorum: 1")
    made.change("title: QA reviewer", "title: Quality reviewer", "site_config/roles.yml")
    process = made.read("playbooks/processes/campaign-brief.yml").replace("id: campaign-brief", "id: party")
    made.write("playbooks/processes/party.yml", process.replace("title: Campaign brief", "title: Party"))
    made.repository.commit(message=EVIL)
    made.repository.git("tag", "v1<b>")
    on_day(patch, 13)
    (made.root / "playbooks/processes/party.yml").unlink()
    brief = made.read("playbooks/processes/campaign-brief.yml")
    made.write("playbooks/processes/campaign-brief.yml", "kind: [")
    made.repository.commit(message="gone")
    made.write("playbooks/processes/campaign-brief.yml", brief)
    made.repository.commit(message="mended")
    return made
