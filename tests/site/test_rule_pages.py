"""Every rule has a page on every site, made from its manual: whole, current, linked, and last in the search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markdown_it import MarkdownIt

from mopsdocs.checks.facts.catalogue import rule_pages
from mopsdocs.checks.inspection import ALL_RULES
from mopsdocs.checks.manual import Manual
from mopsdocs.checks.rule import Scope
from mopsdocs.checks.rules import MODULES
from mopsdocs.documents.library import Library
from mopsdocs.documents.model import Settings, Waivers
from mopsdocs.documents.reading import parse_document
from mopsdocs.site.building import build_site
from mopsdocs.site.content import SiteContent, site_content
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.pages.rule import pages, url_of_rule
from mopsdocs.site.prose import to_html
from mopsdocs.site.rendering import Renderer
from mopsdocs.site.search.records import Findable
from mopsdocs.site.search.tables import Tables, columns
from mopsdocs.workspace import Workspace
from tests.site.hostile import EVIL, hostile
from tests.site.searched import records
from tests.site.test_pages import NAMES, assert_shown, parsed, site
from tests.site.workspaces import ROOT, library_of

CASES = ROOT / "tests" / "rules"
MANUALS = {page.rule.id: page.manual for page in rule_pages()}
SETTINGS = {"kind": "workspace", "schema_version": 1, "name": "Rules"}
WAIVER = {"reason": "Because.", "approver": "mops-manager", "expires": "2030-01-31"}


def rules_of(library: Library) -> dict[str, RenderedPage]:
    """The pages of rules in `library` by address, rendered."""
    renderer = Renderer(library)
    return {page.url: renderer.render(page) for page in pages(library)}


def text_of(html: str) -> str:
    """The words of some HTML without any white space."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def words_of(manual: str) -> Iterator[str]:
    """Every sentence, table cell and line of code of a manual, without markup and white space."""
    for position, part in enumerate(re.split(r"^```.*\n", manual, flags=re.MULTILINE)):
        pieces = (
            part.splitlines()
            if position % 2
            else _PIECES.split(re.sub(r"(`[^`]*`)|\[([^]]+)\]\([^)]+\)", r"\1\2", part))
        )
        for piece in pieces:
            words = "".join(re.sub(r"`|\*\*|^(#+|-|[0-9]+\.) ", "", piece.strip()).split())
            if words.strip("|-"):
                yield words


_PIECES = re.compile(r"\n\n|\n(?=- |[0-9]+\. )|\||(?<=[.!?])\s")


@pytest.fixture(scope="module", params=["tests/example", "."], ids=["example", "repository"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules") / "site"
    build_site(Workspace.at(ROOT / request.param), folder, strict=True)
    return folder


def test_every_rule_has_one_page_with_its_whole_manual(built: Path) -> None:
    found = {file.parent.name for file in (built / "rules").glob("*/index.html")}
    assert found == set(ALL_RULES)
    for id, manual in MANUALS.items():
        html = (built / "rules" / id / "index.html").read_text(encoding="utf-8")
        text = text_of(html).replace("`", "")
        assert f"<code>{id}</code>" in html
        for words in words_of(manual):
            assert words.removesuffix(".") in text, (id, words)


def test_a_built_page_cannot_be_edited_there(built: Path) -> None:
    for file in (built / "rules").rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        assert "/edit/" not in html, file
        assert 'rel="edit"' not in html, file


@pytest.mark.parametrize("name", NAMES)
def test_every_site_has_the_pages_of_all_rules(name: str) -> None:
    found = [url for url in site(name) if url.startswith("rules/")]
    assert found == ["rules/", *(url_of_rule(page.rule.id) for page in rule_pages())]


def test_the_index_links_to_every_rule_by_title_and_id() -> None:
    page = site("example")["rules/"]
    links = {urljoin("/rules/", link).strip("/") + "/" for link in parsed(page).links}
    for id, rule in ALL_RULES.items():
        assert url_of_rule(id) in links
        assert rule.title in parsed(page).text
        assert f"<code>{id}</code>" in page.html


def test_whatever_a_report_prints_has_a_page() -> None:
    printed = set()
    for file in CASES.rglob("expected.txt"):
        printed |= set(re.findall(r" \[([a-z-]+)\] ", file.read_text(encoding="utf-8")))
    assert len(printed) > 10, "the cases print what reports print"
    assert {url_of_rule(id) for id in printed} <= site("empty").keys()


def test_a_manual_that_changes_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    module = MODULES["wrong-folder"]
    url = url_of_rule("wrong-folder")
    before = rules_of(Library([]))[url]
    changed = (module.__doc__ or "").replace("## Passes", "## Passes\n\nSomething that nobody wrote before.\n", 1)
    monkeypatch.setattr(module, "__doc__", changed)
    after = rules_of(Library([]))[url]
    assert "<p>Something that nobody wrote before.</p>" in after.html
    assert after.html.replace("<p>Something that nobody wrote before.</p>\n", "") == before.html


def test_links_between_manuals_lead_to_pages() -> None:
    linked = [(id, target) for id, manual in MANUALS.items() for target in targets(manual)]
    assert linked, "some manuals link to others"
    for id, target in linked:
        page = site("empty")[url_of_rule(id)]
        if target.startswith("https://"):
            assert target in parsed(page).links
            continue
        other = target.removesuffix(".md")
        assert other in ALL_RULES, f"the manual of {id} links to {target}"
        assert f"../{other}/" in parsed(page).links


def targets(manual: str) -> Iterator[str]:
    """Where the links of a manual lead, as it writes them."""
    for block in MarkdownIt("commonmark").parse(manual):
        yield from (str(token.attrs["href"]) for token in block.children or () if token.type == "link_open")


@pytest.mark.parametrize("id", MANUALS)
def test_a_page_says_that_it_is_no_legal_advice_where_its_manual_does(id: str) -> None:
    says_so = "not legal advice" in " ".join(MANUALS[id].split())
    assert ("<p>This page is not legal advice.</p>" in site("empty")[url_of_rule(id)].html) is says_so


def test_a_manual_may_refuse_to_advise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        MODULES["wrong-folder"], "__doc__", "A lead.\n\n## Why it matters\n\nThis is not\nlegal advice.\n"
    )
    html = rules_of(Library([]))[url_of_rule("wrong-folder")].html
    assert "<p>This page is not legal advice.</p>" in html
    assert html.index("This page") < html.index("Why it matters")


def test_levels_of_the_workspace() -> None:
    levels = {"wrong-folder": "off", "review-overdue": "error", "yaml-alias": "off", "approver-is-doer": "error"}
    found = rules_of(library_of({"site_config/workspace.yml": {**SETTINGS, "rules": levels}}))
    assert "Off in this workspace, error by default" in parsed(found["rules/wrong-folder/"]).text
    assert "Error in this workspace, warning by default" in parsed(found["rules/review-overdue/"]).text
    assert "in this workspace" not in box(found["rules/approver-is-doer/"]), "as it is by default"
    assert "in this workspace" not in box(found["rules/yaml-alias/"]), "this level cannot be changed"
    assert "The level of this rule is fixed" in found["rules/yaml-alias/"].html
    assert re.findall(r"here, (\w+) by default", found["rules/"].html) == ["warning", "error"]


def box(page: RenderedPage) -> str:
    """The text of a page's facts."""
    match = re.search(r'<aside class="mops-facts">(.*?)</aside>', page.html, re.DOTALL)
    assert match is not None
    return re.sub(r"<[^>]*>", "", match[1])


def test_waivers_of_the_workspace() -> None:
    waivers = [
        {**WAIVER, "rule": "review-overdue", "unit": "webinar@de"},
        {**WAIVER, "rule": "review-overdue", "fingerprint": "0123456789abcdef", "reason": "Another."},
        {**WAIVER, "fingerprint": "0123456789abcdef"},
    ]
    document = {"kind": "waivers", "schema_version": 1, "waivers": waivers}
    found = rules_of(library_of({"site_config/waivers.yml": document}))
    text = parsed(found["rules/review-overdue/"]).text
    assert "webinar@de: Because. Approved by mops-manager, until 31 January 2030." in text
    assert "Another. Approved by" in text
    assert "2 waivers" in found["rules/"].html
    assert [url for url, page in found.items() if "Accepted in this workspace" in page.html] == [
        "rules/review-overdue/"
    ]


def test_hostile_waivers_stay_text() -> None:
    documents = hostile()
    waivers = [{**WAIVER, "rule": id, "unit": EVIL, "reason": EVIL, "approver": "evil"} for id in ALL_RULES]
    documents["site_config/waivers.yml"] = {"kind": "waivers", "schema_version": 1, "waivers": waivers}
    for url, page in rules_of(library_of(documents)).items():
        if url != "rules/":
            assert_shown(parsed(page).text, url)
            assert not {"script", "img"} & {tag for tag, _ in parsed(page).elements}, url
            assert all(link.startswith(("../", "#", "https://")) for link in parsed(page).links), url


@pytest.mark.parametrize("has_file", [False, True], ids=["first-waiver", "one-more-waiver"])
@pytest.mark.parametrize("id", ALL_RULES)
def test_what_the_page_says_to_write_is_valid(id: str, has_file: bool) -> None:
    rule = ALL_RULES[id]
    written = snippets(with_waivers_file(has_file)[url_of_rule(id)])
    can_be_waived = not rule.fixed_level and rule.scope is not Scope.WAIVERS
    assert len(written) == (0 if rule.fixed_level else 1 + can_be_waived)
    for path, text in written.items():
        lines = {"site_config/workspace.yml": "kind: workspace\nschema_version: 1\nname: X\n"}
        missing = "" if "kind:" in text else lines.get(path, "kind: waivers\nschema_version: 1\n")
        assert bool(missing) is (has_file or path.endswith("workspace.yml"))
        reading = parse_document(path, f"{missing}{text}".encode())
        assert reading.diagnostics == ()
        assert reading.valid is not None
        model = reading.valid.model
        if isinstance(model, Settings):
            assert list(model.rules) == [id]
            assert model.rules[id] != rule.severity.value, "the example changes something"
        else:
            assert isinstance(model, Waivers)
            assert [(waiver.rule, waiver.unit) for waiver in model.waivers] == [(id, "webinar")]


@cache
def with_waivers_file(has_file: bool) -> dict[str, RenderedPage]:
    """The pages of rules in a workspace with an empty list of waivers, or without any."""
    empty: dict[str, object] = {"kind": "waivers", "schema_version": 1, "waivers": []}
    return rules_of(library_of({"site_config/waivers.yml": empty} if has_file else {}))


def snippets(page: RenderedPage) -> Mapping[str, str]:
    """What the section about levels and waivers says to write, by file."""
    section = page.html[page.html.index('id="level"') :]
    texts = [unescape(text) for text in re.findall(r"<pre><code>(.*?)</code></pre>", section, re.DOTALL)]
    return {text.partition("\n")[0].removeprefix("# "): text for text in texts}


def content_of(name: str) -> SiteContent:
    made = {one.page.source_path: one for one in site(name).values()}
    return SiteContent({path: one.page for path, one in made.items()}, lambda page: made[page.source_path])


def test_the_menu_has_the_index_and_the_whole_menu_has_every_rule() -> None:
    *_, reference = content_of("repository").navigation(whole=False)
    assert reference["Reference"][-1] == "rules/index.md"
    assert len([path for path in reference["Reference"] if path.startswith("rules/")]) == 1
    *_, reference = content_of("repository").navigation(whole=True)
    assert reference["Reference"][-1] == {"Rules": ["rules/index.md", *(f"rules/{id}.md" for id in MANUALS)]}


def test_each_rule_has_one_search_entry_that_gives_way_to_all_others() -> None:
    found = {record.url: record for record in records(content_of("repository").pages.values(), Library([]))}
    rules = {url: record for url, record in found.items() if record.is_rule}
    assert rules.keys() == {"rules/", *map(url_of_rule, ALL_RULES)}
    assert all(len(record.sections) == 1 for record in rules.values())
    head = columns(Findable(tuple(found.values()), {}), Tables.of(tuple(found.values())))
    weights = dict(zip(found, head["pages"]["weight"], strict=True))
    assert all((weight == 0) is (url in rules) for url, weight in weights.items())
    for id, rule in ALL_RULES.items():
        (section,) = rules[url_of_rule(id)].sections
        assert (section.title, section.names, section.signs) == (rule.title, (id,), (id,))


@pytest.mark.parametrize("template", ["rule.html", "rules.html"])
def test_a_workspace_may_have_its_own_templates(template: str, tmp_path: Path) -> None:
    (tmp_path / template).write_text('<h1 id="_top">Ours</h1><p>Ask the desk.</p>', encoding="utf-8")
    content = site_content(Library([]), tmp_path, {})
    found = [record for record in records(content.pages.values(), Library([])) if record.is_rule]
    assert len(found) == 1 + len(ALL_RULES)
    assert "Ask the desk." in {section.text for record in found for section in record.sections}


def test_each_manual_is_converted_once() -> None:
    to_html.cache_clear()
    rules_of(Library([]))
    converted = to_html.cache_info().misses
    assert 0 < converted <= sum(len(Manual.of(manual).sections) for manual in MANUALS.values())
    rules_of(library_of({"site_config/workspace.yml": {**SETTINGS, "rules": {"wrong-folder": "off"}}}))
    assert to_html.cache_info().misses == converted, "another build needs no conversion"
