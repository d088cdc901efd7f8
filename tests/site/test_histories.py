"""What the site tells of the past: on each page, on a page of its own and in a feed, whatever people typed."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError
from mopsdocs.site import histories
from mopsdocs.site.building import build_site
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.export import export_site
from mopsdocs.site.loading import Reader
from mopsdocs.site.outline import plain_text
from mopsdocs.workspace import Workspace
from tests.regions.offices import LIBRARY, Company, clone_of, company, company_in_git, copy_of
from tests.repositories import isolate
from tests.site.told import EVIL, SITE, on_day, told

TODAY = datetime.date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch)
    monkeypatch.setenv("MOPSDOCS_CACHE_DIR", str(tmp_path / "caches"))


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return told(tmp_path / "company", monkeypatch)


def content(made: Company) -> SiteContent:
    reader = Reader(Workspace.at(made.root))
    library = reader.read(TODAY)
    return site_content(library, None, reader.copies(library), reader.history(library))


def html(found: SiteContent, url: str) -> str:
    return next(one.html for one in found.pages.values() if one.page.url == url)


def history(found: SiteContent, url: str) -> str:
    """The History section of a page; '' without one."""
    _, _, section = html(found, url).partition('<h2 id="history">')
    return section.partition('<aside class="mops-questions">')[0]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# On the pages


def test_a_page_tells_the_newest_and_lists_the_earlier(made: Company) -> None:
    section = history(content(made), "playbooks/webinar/")
    newest, _, earlier = section.partition("<details>")
    assert newest.count("<time ") == 8
    words = plain_text(newest)
    assert "12 October 2026" in words
    assert "Error: At the gate" in words
    assert "Warning: " in words
    assert earlier.count("<time ") == len(re.findall("<li>", earlier))
    total = 8 + earlier.count("<time ")
    assert f"{total - 8} earlier changes" in earlier
    assert "the workspace" in earlier


def test_every_document_has_its_history(made: Company) -> None:
    found = content(made)
    for url in ("playbooks/webinar/", "processes/campaign-brief/", "regions/de/", "roles/", "glossary/", "tools/"):
        assert history(found, url), url
    for url in ("", "playbooks/", "rules/", "changes/", "regional-copies/"):
        assert not history(found, url), url
    assert "It cannot be read here: " in plain_text(history(found, "processes/campaign-brief/"))
    headings = found.pages["playbooks/webinar.md"].headings
    assert [heading.title for heading in headings if heading.id == "history"] == ["History"]
    sections = {section.anchor: section for section in found.pages["playbooks/webinar.md"].sections}
    assert sections["history"].text == "", "what a page was is not what people search for"


def test_the_page_of_an_entry_tells_what_became_of_it(made: Company) -> None:
    found = content(made)
    role = history(found, "roles/qa-reviewer/")
    assert "Quality reviewer" in role
    assert 'href="../../roles/#history"' in role
    assert not history(found, "roles/campaign-manager/"), "nothing happened to that one"


def test_copies_have_a_history_of_their_own(made: Company) -> None:
    from mopsdocs.cli import run

    assert run(["--workspace", str(made.root), "--quiet", "clone", "webinar", "--region=de"]) == 0
    made.repository.commit(message="a copy for Germany")
    found = content(made)
    assert "a copy for Germany" in history(found, "playbooks/webinar/de/")
    assert "a copy for Germany" not in history(found, "playbooks/webinar/")
    changes = html(found, "changes/")
    assert 'href="../playbooks/webinar/de/">Webinar – Germany</a>' in changes
    assert (made.root / copy_of("de")).is_file()


def test_a_link_leads_to_the_commit_where_there_is_a_repository(made: Company) -> None:
    head = made.repository.git("rev-parse", "HEAD")
    settings = made.read("site_config/workspace.yml")
    address = re.search(r"url: (https\S+)", settings)
    assert address is not None
    assert f'href="{address[1]}/commit/{head}"' in history(content(made), "processes/campaign-brief/")
    without = re.sub(r"repository:\n(  .*\n)+", "", settings)
    assert without != settings
    made.write("site_config/workspace.yml", without)
    assert "/commit/" not in history(content(made), "processes/campaign-brief/")


def test_whatever_people_typed_is_text(made: Company) -> None:
    found = content(made)
    shown = EVIL.replace("robin@example.org", "robin@…")
    for url in ("playbooks/webinar/", "changes/", ""):
        page = html(found, url)
        assert "<script>window" not in page, url
        assert "<img src=x" not in page, url
        assert "@example.org" not in page, url
        assert shown in unescape(re.sub("<[^>]*>", "", page)), url
    assert "v1&lt;b&gt;" in history(found, "playbooks/webinar/")
    assert "@example.org" not in found.feed


def test_layout_alone_is_said(made: Company) -> None:
    made.write(LIBRARY, f"# Ours.\n{made.read()}")
    made.repository.commit(message="a comment")
    assert "Layout or comments alone." in history(content(made), "playbooks/webinar/")


def test_levels_are_the_workspaces(made: Company) -> None:
    settings = made.read("site_config/workspace.yml")
    made.write("site_config/workspace.yml", settings + "changes:\n  gate-quorum-lowered: off\n")
    assert "one approver must agree" not in history(content(made), "playbooks/webinar/")
    made.write("site_config/workspace.yml", settings + "changes:\n  gate-quorum-lowerd: off\n")
    with pytest.raises(MopsError, match="gate-quorum-lowerd"):
        content(made)


# The page of changes


def test_the_page_of_changes_goes_by_day(made: Company) -> None:
    found = content(made)
    page = found.pages["changes/index.md"]
    days = [heading.title for heading in page.headings if heading.level == 2]
    assert days == [f"{day} October 2026" for day in (13, *range(12, 0, -1))][: len(days)]
    assert page.html.count('<li id="commit-') == len(re.findall("<entry>", found.feed))
    assert 'href="../playbooks/webinar/"' in page.html
    assert "Error:" in page.html


def test_a_document_that_is_gone_is_named_without_a_link(made: Company) -> None:
    page = html(content(made), "changes/")
    assert "<p>Party <small>Process</small></p>" in page
    assert "Removed." in page


def test_a_change_of_very_many_documents_is_told_in_part(tmp_path: Path) -> None:
    made = company(tmp_path / "many", "de")
    process = made.read("playbooks/processes/campaign-brief.yml")
    for number in range(30):
        text = process.replace("id: campaign-brief", f"id: brief-{number}")
        made.write(f"playbooks/processes/brief-{number}.yml", text)
    made.repository.git("init", "--quiet", "--template=")
    made.repository.commit(message="all at once")
    page = html(content(made), "changes/")
    assert page.count('<div class="mops-changed">') == histories.DOCUMENTS
    documents = len(Workspace.at(made.root).document_paths())
    assert f"and {documents - histories.DOCUMENTS} more documents" in page


def test_the_menu_and_the_home_page_lead_there(made: Company) -> None:
    found = content(made)
    for whole in (True, False):
        menu = found.navigation(whole=whole)
        assert "changes/index.md" in menu[-1]["Reference"]
    assert 'href="changes/"' in html(found, "")


# Outside of git


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    found = content(company(tmp_path / "company", "de"))
    assert_without_history(found)


def test_without_git_there_is_no_history(made: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert_without_history(content(made))


def test_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    made = company(tmp_path / "company", "de")
    made.repository.git("init", "--quiet", "--template=")
    assert_without_history(content(made))


def test_a_repository_that_git_cannot_read_is_said_and_stops_nothing(made: Company, tmp_path: Path) -> None:
    (made.root / ".git/config").write_text("[core\n")
    assert_without_history(content(made))
    built = build_site(Workspace.at(made.root), tmp_path / "site", strict=False)
    assert any(warning.startswith("The history is left out. The git repository around ") for warning in built.warnings)


def assert_without_history(found: SiteContent) -> None:
    assert "changes/index.md" not in found.pages
    assert found.feed == ""
    assert all('id="history"' not in one.html and "changes/" not in one.html for one in found.pages.values())


def test_a_shallow_clone_says_where_it_begins(made: Company, tmp_path: Path) -> None:
    shallow = clone_of(made, tmp_path / "shallow", "--depth=1")
    section = plain_text(history(content(shallow), "playbooks/webinar/"))
    assert "The history begins here in this clone" in section
    assert "Created" not in section


# The feed, by the rules of RFC 4287


def entries(feed: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return feed.iter(f"{ATOM}entry")


def texts(element: ElementTree.Element, *names: str) -> list[str]:
    found = [element.findall(f"{ATOM}{name}") for name in names]
    assert [len(each) for each in found] == [1] * len(names), "each is there once"
    return ["".join(each[0].itertext()) for each in found]


def test_the_feed_keeps_the_rules(made: Company) -> None:
    found = content(made)
    feed = ElementTree.fromstring(found.feed.encode())
    assert feed.tag == f"{ATOM}feed"
    id, title, updated = texts(feed, "id", "title", "updated")
    assert id == f"{SITE}/feed.xml"
    assert title.endswith(": what changed")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/feed.xml", "alternate": f"{SITE}/changes/"}
    seen: set[str] = set()
    moments = []
    for entry in entries(feed):
        id, title, moment, content_html = texts(entry, "id", "title", "updated", "content")
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", id)
        assert title
        assert datetime.datetime.fromisoformat(moment).tzinfo is not None
        assert "".join(entry.find(f"{ATOM}author/{ATOM}name").itertext())  # type: ignore[union-attr]
        (link,) = entry.findall(f"{ATOM}link")
        anchor = (link.get("href") or "").removeprefix(f"{SITE}/changes/#")
        assert f'id="{anchor}"' in html(found, "changes/")
        assert entry.find(f"{ATOM}content").get("type") == "html"  # type: ignore[union-attr]
        assert not re.search(r"<(script|img)|javascript:[^)]*\"", content_html)
        assert all(address.startswith(f"{SITE}/") for address in re.findall(r'href="([^"]*)"', content_html))
        seen.add(id)
        moments.append(moment)
    assert len(seen) == len(moments) > 10
    assert updated == max(moments)
    assert EVIL.replace("robin@example.org", "robin@…") in [texts(entry, "title")[0] for entry in entries(feed)]


def test_ids_stay_when_the_site_moves_and_more_is_committed(made: Company) -> None:
    before = re.findall("urn:uuid:[^<]+", content(made).feed)
    made.change(f"site_url: {SITE}", "site_url: https://elsewhere.example.org/", "site_config/workspace.yml")
    made.repository.commit(message="moved")
    feed = content(made).feed
    assert re.findall("urn:uuid:[^<]+", feed)[1:] == before
    assert "https://elsewhere.example.org/changes/" in feed


def test_without_an_address_there_is_no_feed(made: Company, tmp_path: Path) -> None:
    made.change(f"site_url: {SITE}\n", "", "site_config/workspace.yml")
    found = content(made)
    assert found.feed == ""
    assert "feed.xml" not in html(found, "changes/")
    build_site(Workspace.at(made.root), tmp_path / "site", strict=False)
    assert not (tmp_path / "site/feed.xml").exists()
    assert "application/atom+xml" not in (tmp_path / "site/index.html").read_text()


# Whole sites


def test_sites_are_the_same_whatever_is_remembered(
    made: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.at(made.root)
    before = made.files()
    build_site(workspace, tmp_path / "one", strict=False)
    build_site(workspace, tmp_path / "two", strict=False)
    monkeypatch.setenv("MOPSDOCS_CACHE_DIR", str(tmp_path / "other caches"))
    build_site(workspace, tmp_path / "three", strict=False)
    one = files(tmp_path / "one")
    assert one == files(tmp_path / "two") == files(tmp_path / "three")
    assert made.files() == before
    assert b'<link rel="alternate" type="application/atom+xml" href="../feed.xml">' in one["changes/index.html"]
    ElementTree.fromstring(one["feed.xml"])


def test_render_writes_the_same(made: Company, tmp_path: Path) -> None:
    export_site(Workspace.at(made.root), tmp_path / "export", TODAY)
    docs = tmp_path / "export/docs"
    assert "# What changed" in (docs / "changes/index.md").read_text()
    text = (docs / "playbooks/webinar.md").read_text()
    assert "## History {#history}" in text
    assert "**Error:**" in text
    assert "<script" not in text
    assert (docs / "feed.xml").read_text() == content(made).feed


def test_a_file_name_that_is_no_text(made: Company) -> None:
    """Such a name cannot be written to a page, so it is shown without what cannot be read."""
    name = os.fsdecode(b"playbooks/library/caf\xe9\x07.yml")
    made.repository.git("mv", LIBRARY, name)
    made.repository.commit(message="odd")
    made.repository.git("mv", name, LIBRARY)
    made.repository.commit(message="even")
    found = content(made)
    assert "Renamed from playbooks/library/caf .yml." in plain_text(history(found, "playbooks/webinar/"))
    ElementTree.fromstring(found.feed.encode())


# Effort


def counting(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A git that notes which commands it is given."""
    folder.mkdir()
    program = shutil.which("git")
    script = folder / "git"
    note = f'case "$word" in log|cat-file) echo "$word" >> {folder}/calls;; esac'
    script.write_text(f'#!/bin/sh\nfor word; do {note}; done\nexec {program} "$@"\n')
    script.chmod(0o755)
    patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    (folder / "calls").touch()
    return folder / "calls"


def test_git_is_asked_once_for_the_whole_site(made: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counting(tmp_path / "bin", monkeypatch)
    content(made)
    assert sorted(calls.read_text().split()) == ["cat-file", "log"]
    calls.write_text("")
    content(made)
    assert calls.read_text().split() == ["log"], "what was compared once is remembered"


def test_serving_asks_git_again_only_for_a_new_commit(
    made: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counting(tmp_path / "bin", monkeypatch)
    reader = Reader(Workspace.at(made.root), serving=True)

    def built() -> Library:
        library = reader.read(TODAY)
        assert reader.history(library) is not None
        return library

    built()
    calls.write_text("")
    made.change("due: -2bd", "due: -1bd")
    built()
    assert calls.read_text() == ""
    on_day(monkeypatch, 20)
    made.repository.commit(message="one more")
    library = built()
    assert "log" in calls.read_text()
    told_now = reader.history(library)
    assert told_now is not None
    assert told_now.recent[0].commit.subject == "one more"


def test_the_work_is_bounded_and_the_result_depends_on_commits_alone(
    made: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(histories, "COMPARED", 4)
    bounded = history(content(made), "playbooks/webinar/")
    newest, _, earlier = bounded.partition("<details>")
    assert newest.count("<time ") < 8
    assert earlier.count("<time ") > 2
    assert history(content(made), "playbooks/webinar/") == bounded


def test_versions_in_a_merge_are_told_once(tmp_path: Path) -> None:
    made = company_in_git(tmp_path / "company", "de")
    made.repository.git("switch", "--quiet", "--create", "feature")
    made.change("due: -4bd", "due: -5bd")
    made.repository.commit(message="wip")
    made.repository.git("switch", "--quiet", "main")
    message = "Merge pull request #7 from acme/feature\n\nOne more day for the test"
    made.repository.git("merge", "--quiet", "--no-ff", "feature", "--message", message)
    section = plain_text(history(content(made), "playbooks/webinar/"))
    assert section.count("instead of 4 working days") == 1
    assert "One more day for the test" in section
    assert "wip" not in section
