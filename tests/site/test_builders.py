"""Other builders than `mopsdocs build`: what they make of `mopsdocs render`, and our plugin in ProperDocs.

Two workspaces: this repository, and one with a copy, campaigns and a history in which every text is an attack.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mopsdocs.site.building import build_site
from mopsdocs.site.export import export_site
from mopsdocs.workspace import Workspace
from tests.repositories import isolate, new_repository
from tests.site.articles import Article, broken_links, pages
from tests.site.attacked import ATTACKS, hostile_workspace
from tests.site.builders import BUILDERS, build, need, run, without_generator
from tests.site.copied import drifted
from tests.site.running import campaign, write_campaigns

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Made:
    """A workspace, its site as we build it, with the articles in it, and its export."""

    root: Path
    ours: Path
    articles: dict[Path, Article]
    export: Path


def of(name: str, *values: str) -> Any:
    """Parameters of a test that looks at one of the two; what looks at the same runs in the same process."""
    return pytest.param(name, *values, marks=pytest.mark.xdist_group(f"builders-{name}"))


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("builders")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch)
        root = ROOT if request.param == "own" else attacked(folder / "workspace")
        build_site(Workspace.at(root), folder / "ours", strict=False)
        export_site(Workspace.at(root), folder / "export", TODAY)
        articles = {path: Article.of(folder / "ours", path) for path in pages(folder / "ours")}
        yield Made(root, folder / "ours", articles, folder / "export")


def attacked(folder: Path) -> Path:
    """A workspace in a repository, with an edited copy and campaigns; what it says, and once said, is an attack."""
    workspace = Workspace.at(hostile_workspace(ROOT / "tests/example", folder))
    repository = new_repository(folder)
    repository.commit(message=ATTACKS[0])
    drifted(workspace)
    write_campaigns(folder, *(campaign(f"c{turn}", title=f"One {text}") for turn, text in enumerate(ATTACKS)))
    (folder / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text().replace("mopsdocs/", f"{ROOT}/mopsdocs/"))
    (folder / "site_config/pages").mkdir(exist_ok=True)
    repository.commit(message=ATTACKS[3])
    return folder


@pytest.mark.parametrize(
    ("made", "builder"), [of("own", "mkdocs"), *(of("attacked", builder) for builder in BUILDERS)], indirect=["made"]
)
def test_the_export_says_what_the_site_says(made: Made, builder: str, tmp_path: Path) -> None:
    need(builder)
    build(builder, made.export, tmp_path / "theirs")
    expected = {path: article for path, article in made.articles.items() if path.parts[0] != "guides"}
    assert set(pages(tmp_path / "theirs")) == expected.keys(), "every page but those that people wrote by hand"
    for path, ours in expected.items():
        theirs = Article.of(tmp_path / "theirs", path)
        assert theirs.headings == ours.headings, path
        assert theirs.links == ours.links, path
        assert theirs.words == ours.words, path
    assert broken_links(tmp_path / "theirs") == []


@pytest.mark.parametrize("made", [of("own"), of("attacked")], indirect=True)
def test_links_of_our_own_build_lead_somewhere(made: Made) -> None:
    assert broken_links(made.ours) == []


@pytest.mark.parametrize("made", [of("attacked")], indirect=True)
def test_our_plugin_makes_the_same_site_in_properdocs(made: Made, tmp_path: Path) -> None:
    settings = str(made.root / "mkdocs.yml")
    run("properdocs", "build", "--config-file", settings, "--site-dir", str(tmp_path / "theirs"))
    ours, theirs = (
        {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
        for site in (made.ours, tmp_path / "theirs")
    )
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if not _same(ours[path], theirs[path])] == []


def _same(one: Path, two: Path) -> bool:
    first, second = one.read_bytes(), two.read_bytes()
    return first == second or without_generator(first) == without_generator(second) != b""
