"""While serving, the page of an edited document is made at once, as the next build makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsdocs.site.driver import drive
from mopsdocs.site.kept_pages import Folders
from mopsdocs.site.plugin import MopsdocsPlugin
from mopsdocs.site.renewing import Renewal
from mopsdocs.site.settings import site_settings
from mopsdocs.workspace import Workspace
from tests.site import copied

PROCESS = "playbooks/processes/campaign-brief.yml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copied.example(tmp_path / "workspace", "de", "sa")


def built(workspace: Workspace, name: str = "site") -> tuple[Renewal, Path]:
    """The site of `workspace`, and what makes its pages again."""
    folder = workspace.root.parent
    (folder / "empty").mkdir(exist_ok=True)
    config = site_settings(workspace, folder / name, folder / "empty")
    plugin = config.plugins["mopsdocs"]
    assert isinstance(plugin, MopsdocsPlugin)
    driven = drive(config, plugin, 1, Folders(folder / name, folder / name, folder / "cache" / name))
    assert plugin.reader is not None
    assert plugin.reader.inspections is not None
    return Renewal(workspace, plugin.reader.inspections, plugin.library, plugin.states, driven), folder / name


@pytest.mark.parametrize(
    ("path", "url", "old", "new"),
    [
        (copied.LIBRARY, "playbooks/webinar/", "title: Write the campaign brief", "title: Write <it>"),
        (copied.LIBRARY, "playbooks/webinar/", "summary: Plan", "summary: Prepare"),
        (PROCESS, "processes/campaign-brief/", "summary: ", "summary: As we do it. "),
    ],
)
def test_a_page_is_what_the_next_build_makes(tmp_path: Path, path: str, url: str, old: str, new: str) -> None:
    workspace = copied.example(tmp_path / "workspace")
    renewal, site = built(workspace)
    before = (site / url / "index.html").read_text(encoding="utf-8")
    copied.edit(workspace, path, (old, new))
    made = renewal.pages([path])
    assert made is not None
    assert made.keys() == {url}
    _, after = built(workspace, "after")
    assert made[url] != before
    assert made[url] == (after / url / "index.html").read_text(encoding="utf-8")
    assert renewal.errors == {path: ()}


def test_a_copy_shows_its_new_text(workspace: Workspace) -> None:
    renewal, _ = built(workspace)
    copied.edit(workspace, copied.GERMAN, ("Keep it on one page.", "Keep it on <two> pages."))
    made = renewal.pages([copied.GERMAN])
    assert made is not None
    assert "Keep it on &lt;two&gt; pages." in made["playbooks/webinar/de/"]
    assert "<title>Webinar – Germany" in made["playbooks/webinar/de/"]


def test_pages_are_made_again_after_each_edit(workspace: Workspace) -> None:
    renewal, _ = built(workspace)
    for title in ("First", "Second"):
        file = workspace.root / copied.LIBRARY
        file.write_text(file.read_text().replace(file.read_text().split("title: ")[1].split("\n")[0], title, 1))
        made = renewal.pages([copied.LIBRARY])
        assert made is not None
        assert f"<title>{title}" in made["playbooks/webinar/"]


def test_a_document_that_cannot_be_read_keeps_its_page_and_says_why(workspace: Workspace) -> None:
    renewal, site = built(workspace)
    copied.edit(workspace, copied.LIBRARY, ("title: Webinar", "title: Live: session"))
    made = renewal.pages([copied.LIBRARY])
    assert made == {"playbooks/webinar/": (site / "playbooks/webinar/index.html").read_text(encoding="utf-8")}
    assert [error.line for error in renewal.errors[copied.LIBRARY]] == [6]
    copied.edit(workspace, copied.LIBRARY, ("title: Live: session", "title: Live"))
    renewal.pages([copied.LIBRARY])
    assert renewal.errors == {copied.LIBRARY: ()}


def test_what_concerns_more_pages_is_left_to_the_build(workspace: Workspace) -> None:
    renewal, _ = built(workspace)
    assert renewal.pages(["site_config/roles.yml"]) is None
    assert renewal.pages(["mkdocs.yml"]) is None
    assert renewal.pages([copied.LIBRARY, "site_config/roles.yml"]) is None
    (workspace.root / "playbooks/library/new.yml").write_text((workspace.root / copied.LIBRARY).read_text())
    assert renewal.pages(["playbooks/library/new.yml"]) is None
    copied.edit(workspace, copied.LIBRARY, ("id: webinar", "id: other"))
    assert renewal.pages([copied.LIBRARY]) is None
    (workspace.root / copied.LIBRARY).unlink()
    assert renewal.pages([copied.LIBRARY]) is None
