"""Nothing that is typed into a field runs, wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mopsdocs.site.building import build_site
from mopsdocs.workspace import Workspace
from tests.browser.serving import served
from tests.browser.visiting import Open
from tests.site.attacked import hostile_workspace

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("hostile")
    workspace = hostile_workspace(ROOT / "tests/example", folder / "workspace")
    build_site(Workspace.at(workspace), folder / "site", strict=False)
    for address in served(folder / "site"):
        yield address, folder / "site"


def test_every_page_shows_attacks_as_text(open_page: Open, hostile_site: tuple[str, Path]) -> None:
    address, folder = hostile_site
    pages = sorted(path.relative_to(folder).parent.as_posix() for path in folder.rglob("index.html"))
    assert len(pages) > 15
    page = open_page(address)
    shown = 0
    for path in pages:
        page.goto(f"{address}{path}/".replace("/./", "/"))
        page.wait_for_timeout(100)
        assert page.evaluate("window.pwned") is None, path
        shown += page.locator("article").inner_text().count("<script>window.pwned = 1</script>")
        bad = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a =>"
            " /^on/i.test(a.name) || /^(href|src|action|formaction|xlink:href)$/i.test(a.name) &&"
            " /^\\s*javascript:/i.test(a.value)).map(a => a.name + '=' + a.value))"
        )
        assert bad == [], path
    assert shown > 5, "the attacks are there, as text"


def test_attacks_stay_text_in_search_results_and_the_timeline(open_page: Open, hostile_site: tuple[str, Path]) -> None:
    address, _ = hostile_site
    page = open_page(f"{address}playbooks/webinar/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 3)")
    page.wait_for_timeout(1500)
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("attack script")
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_timeout(1000)
    assert page.evaluate("window.pwned") is None
    assert "window.pwned" in page.locator(".md-search-result__list").inner_text()
