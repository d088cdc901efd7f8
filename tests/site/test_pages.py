"""Every page of the site: safe whatever is typed, whole, linked in both directions and the same every time."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from mopsdocs.documents.library import Library
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages import all_pages
from mopsdocs.site.rendering import Renderer
from mopsdocs.site.urls import url_of
from tests.site.hostile import EVIL, hostile
from tests.site.workspaces import library_of, workspace

SITE = "https://site.example/"
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr"}


@dataclass
class Parsed:
    """What the tests ask of a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    text: str = ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parsed = Parsed()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute of <{tag}> is given twice"
        self.parsed.elements.append((tag, values))
        self.parsed.ids += [values["id"]] if "id" in values else []
        self.parsed.links += [values["href"]] if "href" in values else []
        if re.fullmatch("h[1-6]", tag):
            assert values.get("id"), f"<{tag}> has no id"
            self.parsed.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.parsed.text += data


@cache
def parsed_html(html: str) -> Parsed:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.parsed


def parsed(one: RenderedPage) -> Parsed:
    return parsed_html(one.html)


def rendered(library: Library) -> dict[str, RenderedPage]:
    renderer = Renderer(library)
    pages = [renderer.render(page) for page in all_pages(library)]
    assert len({one.page.url for one in pages}) == len(pages), "two pages have the same address"
    return {one.page.url: one for one in pages}


@cache
def site(name: str) -> dict[str, RenderedPage]:
    return rendered(workspace(name))


GATHERED = ("calendar/", "my-steps/", "pillars/", "checklists/")
NAMES = ("example", "repository", "hostile", "lonely", "empty")


def each_page(names: Iterable[str] = NAMES) -> Iterator[tuple[str, RenderedPage, Parsed]]:
    for name in names:
        for url, one in site(name).items():
            yield f"{name}:{url}", one, parsed(one)


def test_nothing_on_a_page_is_active() -> None:
    for where, _, page in each_page():
        for tag, attributes in page.elements:
            assert tag not in {"script", "style", "iframe", "object", "embed", "form", "img", "base", "meta", "link"}, (
                where
            )
            active = [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "action"}]
            assert not active, (where, tag, attributes)
            assert tag in {"td", "th"} or "style" not in attributes, (where, tag)
        for link in page.links:
            assert urlsplit(link).scheme in {"", "https", "mailto"}, (where, link)


def test_what_is_typed_is_seen_as_text() -> None:
    for where, one, page in each_page(["hostile"]):
        if one.page.url == "checklists/":  # it shows stages and numbers
            continue
        if not one.page.url.startswith("rules/"):  # they come with mopsdocs, and show nothing but waivers
            assert_shown(page.text, where)


def assert_shown(text: str, where: str) -> None:
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "{% raise %}" in text
    assert "{: onclick=alert(1) }" in text
    assert "49" not in re.sub(r"\d{4}", "", text)


def test_ids_are_unique_and_headings_are_whole() -> None:
    for where, one, page in each_page():
        assert len(set(page.ids)) == len(page.ids), where
        assert one.html.startswith("<h1 id="), where
        assert page.levels[0] == 1, where
        assert page.levels.count(1) == 1, where
        assert all(after <= before + 1 for before, after in pairwise(page.levels)), (where, page.levels)


def test_every_heading_stands_in_the_outline() -> None:
    for where, one, page in each_page():
        assert [heading.level for heading in one.headings] == page.levels, where
        assert "¶" not in "".join(heading.title for heading in one.headings), where
        assert len(one.sections) == len(one.headings), where


def test_every_link_leads_somewhere() -> None:
    for name in NAMES:
        ids = {url: set(parsed(one).ids) for url, one in site(name).items()}
        ids.update({path: set() for one in site(name).values() for path in one.page.files})
        for url, one in site(name).items():
            for link in parsed(one).links:
                target = urljoin(SITE + url, link)
                if not target.startswith(SITE):
                    continue
                path, _, fragment = target.removeprefix(SITE).partition("#")
                assert path in ids, (name, url, link)
                assert not fragment or fragment in ids[path], (name, url, link)


def test_every_page_shows_whose_it_is_and_how_far_it_is_right() -> None:
    for where, one, page in each_page():
        facts = one.page.facts
        box = parsed_box(one.html)
        if one.page.url.startswith("rules/") and one.page.url != "rules/":
            assert "part of mopsdocs" in box, where
            continue
        if facts.source is None:
            gathered = one.page.url.count("/") <= 1 or one.page.url.startswith(GATHERED)
            assert gathered, f"{where} does not say where it comes from"
            continue
        assert facts.source in box, where
        if facts.owner:
            assert "Owner" in box, where
        if facts.status:
            assert "Status" in box, where
        if facts.last_reviewed:
            assert f"{facts.last_reviewed.day} {facts.last_reviewed:%B %Y}" in box, where
        if facts.review_due:
            assert ("span", f"{facts.review_due}") in [
                (tag, at.get("data-review-due", "")) for tag, at in page.elements
            ]
        if "repository" in where or "example" in where:
            assert any(posixpath.basename(facts.source) in link and "/edit/" in link for link in page.links), where


def parsed_box(html: str) -> str:
    """The text of a page's facts."""
    match = re.search(r'<aside class="mops-facts">(.*?)</aside>', html, re.DOTALL)
    return re.sub(r"<[^>]*>", "", match[1]) if match else ""


@pytest.mark.parametrize("name", ["example", "repository"])
def test_every_reference_is_linked_in_both_directions(name: str) -> None:
    library = workspace(name)
    links = {
        url: {urljoin(SITE + url, link).removeprefix(SITE).partition("#")[0] for link in parsed(one).links}
        for url, one in site(name).items()
    }
    for reference in library.references:
        target, user = library.target(reference), library.user(reference)
        if target is None or user is None or target is user:
            continue
        there, here = url_of(target).partition("#")[0], url_of(user).partition("#")[0]
        assert there in links[here] or there == here, f"{here} does not link to {there} ({reference.field})"
        assert here in links[there] or there == here, f"{there} does not say that {here} uses it ({reference.field})"


def test_pages_are_the_same_every_time() -> None:
    documents = hostile()
    backwards = library_of(dict(reversed(documents.items())))
    once, again = rendered(library_of(documents)), rendered(backwards)
    assert list(once) == list(again)
    for url, one in once.items():
        assert one.html == again[url].html, url


def test_regional_copies_carry_their_region() -> None:
    page = site("hostile")["playbooks/evil/zz/"].page
    assert page.title == f"{EVIL} – {EVIL}"
    assert "This is the playbook for" in site("hostile")["playbooks/evil/zz/"].html


def test_people_are_shown_with_the_names_they_have_where_changes_are_reviewed() -> None:
    html = site("repository")["people/"].html
    assert "<li><strong>GitHub</strong> <code>@example-company/brand</code></li>" in html
    assert "<li><strong>GitLab</strong> <code>@example-company/brand</code></li>" in html
    assert "GitHub" not in site("example")["people/"].html


def test_references_that_lead_nowhere_are_shown_as_they_are() -> None:
    html = site("lonely")["playbooks/evil/"].html
    for name in ("lost-role", "lost", "gone"):
        assert f"<code>{name}</code>" in html


def test_search_does_not_find_what_other_pages_own() -> None:
    sections = {section.anchor: section for section in site("example")["playbooks/webinar/"].sections}
    assert sections["used-by"].text == ""
    assert sections["timeline"].text == ""
    assert "State the one problem" in sections["step-write-brief"].text
