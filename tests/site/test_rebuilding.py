"""A build after a change: what is still right is taken from the site before, and nothing on it is stale."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsdocs.site import driver
from mopsdocs.site.asking import AskedLibrary, Question
from mopsdocs.site.building import build_site
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.loading import Reader
from mopsdocs.site.search.records import Recorder
from mopsdocs.workspace import Workspace
from tests.repositories import Checkout, new_repository
from tests.site import copied
from tests.site.test_driver import contents

pytestmark = pytest.mark.xdist_group("rebuilding")  # one change after the other, in one workspace

ROOT = Path(__file__).parents[2]
EVENT = "playbooks/library/event.yml"
MAIN = "INHERIT: {}\nsite_name: x\ndocs_dir: site_config/pages\ntheme:\n  name: material\n  palette: {{primary: {}}}\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two playbooks, the first with two copies that have drifted, a waiver, a page by hand, and a history."""
    root = copied.example(tmp_path_factory.mktemp("rebuilt") / "workspace", "de", "sa").root
    text = (
        (root / copied.LIBRARY)
        .read_text()
        .replace("id: webinar", "id: event", 1)
        .replace("title: Webinar", "title: Event", 1)
    )
    (root / EVENT).write_text(text)
    copied.edit(Workspace.at(root), copied.GERMAN, *copied.EDITS_HERE)
    copied.edit(Workspace.at(root), copied.LIBRARY, *copied.EDITS_THERE)
    (root / "site_config/pages/guides").mkdir(parents=True)
    (root / "site_config/pages/guides/ours.md").write_text(
        "# Ours\n\nSee [the brief](../playbooks/event.md#step-write-brief).\n"
    )
    (root / "mkdocs.yml").write_text(MAIN.format(ROOT / "mopsdocs/site/mkdocs.yml", "indigo"))
    return root


@pytest.fixture(scope="module")
def place(base: Path) -> Place:
    return Place(base)


class Place:
    """A workspace that is built again after each change, into the same folder and into an empty one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git: Checkout = new_repository(root)
        self.git.commit(message="feat: everything")
        self.site = root.parent / "site"
        build_site(Workspace.at(root), self.site, strict=False, jobs=1)

    def edit(self, path: str, old: str, new: str) -> None:
        copied.edit(Workspace.at(self.root), path, (old, new))

    def rebuilt(self) -> set[str]:
        """Builds again and in an empty folder, which must be the same; the addresses of pages that were taken over."""
        before = {path: path.stat().st_ino for path in self.site.rglob("index.html")}
        kept = {path: os.open(path, os.O_RDONLY) for path in before}  # so that no number of a file is given again
        try:
            build_site(Workspace.at(self.root), self.site, strict=False, jobs=1)
            taken = {path for path, number in before.items() if path.exists() and path.stat().st_ino == number}
        finally:
            for handle in kept.values():
                os.close(handle)
        ours, theirs = contents(self.site), self._clean()
        assert ours.keys() == theirs.keys()
        assert [path for path in ours if ours[path] != theirs[path]] == []
        return {path.parent.relative_to(self.site).as_posix() for path in taken}

    def _clean(self) -> dict[str, bytes]:
        """The site as it is made in an empty folder, by somebody who has built it there before."""
        folder = self.root.parent / "clean"
        shutil.rmtree(folder, ignore_errors=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MOPSDOCS_CACHE_DIR", str(self.root.parent / "cache"))
            build_site(Workspace.at(self.root), folder, strict=False, jobs=1)
        return contents(folder)


def _step(place: Place) -> None:
    place.edit(copied.LIBRARY, "title: Write the campaign brief", "title: Write the brief of the campaign")


def _own_step(place: Place) -> None:
    place.edit(copied.GERMAN, "Ask the works council <i>first</i>", "Ask the works council")


def _title(place: Place) -> None:
    place.edit(EVENT, "title: Event", "title: Fair")


def _role(place: Place) -> None:
    place.edit("site_config/roles.yml", "Checks every build that", "Checks each build that")


def _region(place: Place) -> None:
    place.edit("site_config/regions/de.yml", "regimes: [gdpr, uwg]", "regimes: [gdpr, uwg]\nsynonyms: [Deutschland]")


def _required(place: Place) -> None:
    place.edit("site_config/regions/de.yml", "id: de-prove-consent", "id: de-show-consent")


def _campaign(place: Place) -> None:
    place.edit("playbooks/campaigns/20270310_webinar_consent_de.yml", "done_on: 2026-12-18", "done_on: 2026-12-19")


def _process(place: Place) -> None:
    place.edit("playbooks/processes/campaign-brief.yml", "title: ", "title: Our ")


def _metric(place: Place) -> None:
    place.edit("site_config/metrics.yml", "title: Registrations", "title: Sign-ups")


def _level(place: Place) -> None:
    place.edit("site_config/workspace.yml", "review-overdue: warning", "review-overdue: error")


def _address(place: Place) -> None:
    place.edit("site_config/workspace.yml", "branch: main", "branch: trunk")


def _names(place: Place) -> None:
    place.edit("site_config/regions/de.yml", "title: Germany", "title: Deutschland")
    place.edit("site_config/roles.yml", "title: QA reviewer", "title: Reviewer")


def _no_copy(place: Place) -> None:
    (place.root / "playbooks/regions/sa/webinar.yml").unlink()


def _commit(place: Place) -> None:
    place.git.commit(message="fix: what was changed since")


def _template(place: Place) -> None:
    folder = place.root / "templates/pages"
    folder.mkdir(parents=True)
    text = (ROOT / "templates/pages/process.html").read_text()
    (folder / "process.html").write_text(text.replace("{% block content %}", "{% block content %}<p>Ours</p>"))


def _template_again(place: Place) -> None:
    place.edit("templates/pages/process.html", "<p>Ours</p>", "<p>Anew</p>")


def _theme(place: Place) -> None:
    place.edit("mkdocs.yml", "primary: indigo", "primary: teal")


def _guide(place: Place) -> None:
    place.edit("site_config/pages/guides/ours.md", "# Ours", "# Theirs")


CHANGES: list[tuple[Callable[[Place], None], set[str]]] = [
    (lambda place: None, {"playbooks/webinar", "playbooks/webinar/de", "playbooks/event", "rules/review-overdue"}),
    (_step, {"playbooks/event", "rules/review-overdue", "processes/campaign-brief"}),
    (_own_step, {"playbooks/webinar/sa", "playbooks/event"}),
    (_campaign, {"playbooks/event", "processes/campaign-brief"}),
    (_commit, {"rules/review-overdue", "playbooks/event"}),
    (_title, set()),
    (_role, {"rules/review-overdue", "playbooks/webinar/de"}),
    (_required, {"playbooks/webinar/sa", "rules/review-overdue"}),
    (_region, {"playbooks/webinar/sa", "rules/review-overdue"}),
    (_names, set()),
    (_process, set()),
    (_metric, set()),
    (_level, set()),
    (_address, set()),
    (_no_copy, {"playbooks/webinar/de"}),
    (_template, set()),
    (_template_again, set()),
    (_theme, set()),
    (_guide, set()),
]
"""Changes, one after the other, and pages that none of them concerns."""


@pytest.mark.parametrize(("change", "spared"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_no_page_is_stale(place: Place, change: Callable[[Place], None], spared: set[str]) -> None:
    change(place)
    taken = place.rebuilt()
    assert spared <= taken
    assert "" not in taken, "the home page tells of everything"


def test_what_somebody_else_has_changed_in_the_site_is_made_again(place: Place) -> None:
    page = place.site / "playbooks/event/index.html"
    page.write_text("<p>something else</p>")
    (place.site / "rules/review-overdue/index.html").unlink()
    assert {"playbooks/event", "rules/review-overdue"}.isdisjoint(place.rebuilt())


def test_pages_of_other_processes_are_taken_over_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_BLOCK", 5)
    pages = {"playbooks/event", "playbooks/webinar", "playbooks/webinar/de", "rules/review-overdue"}
    shutil.rmtree(place.site)
    build_site(Workspace.at(place.root), place.site, strict=False, jobs=3)
    assert pages <= place.rebuilt()
    place.edit(EVENT, "summary: Plan", "summary: Prepare")
    assert place.rebuilt() & pages == pages - {"playbooks/event"}


def test_what_a_page_asks_does_not_depend_on_what_was_made_before(place: Place) -> None:
    """Or a page could be taken over though something that it shares with others is different."""
    reader = Reader(Workspace.at(place.root))
    library = AskedLibrary(reader.read(datetime.date(2026, 11, 23)).documents)
    states = reader.copies(library)
    content = site_content(library, None, states)
    compared = [path for path, page in content.sources.items() if page.beside is not None][:60]
    assert {"playbooks/event.md", "playbooks/webinar/de.md", "processes/campaign-brief.md"} <= {*compared}
    for path in compared:
        alone = AskedLibrary(library.documents)
        assert asked(library, content, path) == asked(alone, site_content(alone, None, states), path), path


def asked(library: AskedLibrary, content: SiteContent, path: str) -> set[Question]:
    """What is asked to make the page at `path`."""
    with library.notes.listening() as heard:
        Recorder(library).record(content.render(content.sources[path]))
    return heard
