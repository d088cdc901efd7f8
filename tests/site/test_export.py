"""`render` says the same as the site: built by plain MkDocs, its pages have the same words, headings and links."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

from mopsdocs.errors import MopsError
from mopsdocs.site.building import build_site
from mopsdocs.site.export import export_site
from mopsdocs.site.html_to_markdown import to_markdown
from mopsdocs.workspace import Workspace
from tests.site.attacked import hostile_workspace
from tests.site.copied import drifted

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(params=["own", "hostile", "copies"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Two sites of one workspace: built by us, and by plain MkDocs from the export with many extensions on."""
    workspace = Workspace.at(ROOT)
    if request.param != "own":
        workspace = Workspace.at(hostile_workspace(ROOT / "tests/example", tmp_path / "workspace"))
    if request.param == "copies":
        workspace = drifted(workspace)
    build_site(workspace, tmp_path / "ours", strict=False)
    export_site(workspace, tmp_path / "export", TODAY)
    settings = tmp_path / "export" / "mkdocs.yml"
    loaded: dict[str, Any] = yaml.safe_load(settings.read_text())
    loaded["markdown_extensions"] += [
        "admonition", "footnotes", "def_list", "abbr", "md_in_html", "pymdownx.emoji", "pymdownx.snippets",
        "pymdownx.tilde", "pymdownx.mark", "pymdownx.caret", "pymdownx.keys", "pymdownx.details",
    ]  # fmt: skip
    settings.write_text(yaml.safe_dump(loaded))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "theirs")]
    subprocess.run(command, cwd=tmp_path / "export", check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return tmp_path / "ours", tmp_path / "theirs"


def test_the_export_says_what_the_site_says(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    compared = 0
    for file in sorted(theirs.rglob("index.html")):
        path = file.relative_to(theirs)
        one, two = Article.of(ours / path, path), Article.of(file, path)
        assert two.headings == one.headings, path
        assert two.links == one.links, path
        assert two.words == one.words, path
        compared += 1
    assert compared > 20


class Article(HTMLParser):
    """What a reader gets of a page: words in order, headings with their ids, targets of links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._base = f"/{path.parent.as_posix()}/".replace("/./", "/")
        self._skipping = 0
        self._inside = False
        self.text: list[str] = []
        self.headings: list[tuple[str, str | None]] = []
        self.links: list[str] = []

    @classmethod
    def of(cls, file: Path, path: Path) -> Article:
        """The article of the built page `file`."""
        article = cls(path)
        article.feed(file.read_text(encoding="utf-8"))
        return article

    @property
    def words(self) -> str:
        """All text without white space, which blocks and inline elements lay out differently."""
        return re.sub(r"[\s\u00b6]+", "", "".join(self.text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "article":
            self._inside = True
        if not self._inside:
            return
        classes = attributes.get("class") or ""
        if (
            self._skipping
            or tag in ("template", "script", "svg", "figure", "button", "pre")
            or "md-content__button" in classes
        ):
            self._skipping += tag not in ("br", "img", "input", "hr", "path", "wbr")
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, attributes.get("id")))
        elif tag == "a" and "headerlink" not in classes:
            self.links.append(urljoin(self._base, attributes.get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag not in ("br", "img", "input", "hr", "path", "wbr")
        elif tag == "article":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipping:
            self.text.append(data)


def test_an_export_replaces_only_an_export(tmp_path: Path) -> None:
    workspace = Workspace.at(ROOT / "tests/example")
    export_site(workspace, tmp_path / "out", TODAY)
    (tmp_path / "out/docs/left-over.md").write_text("old")
    export_site(workspace, tmp_path / "out", TODAY)
    assert not (tmp_path / "out/docs/left-over.md").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.md").write_text("keep")
    with pytest.raises(MopsError):
        export_site(workspace, tmp_path / "mine", TODAY)
    assert (tmp_path / "mine/notes.md").read_text() == "keep"


def test_two_exports_are_the_same(tmp_path: Path) -> None:
    workspace = Workspace.at(ROOT / "tests/example")
    for name in ("one", "two"):
        export_site(workspace, tmp_path / name, TODAY)
    files = [
        sorted(path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*.md")) for name in ("one", "two")
    ]
    assert files[0] == files[1]
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes() for path in files[0])


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<h2 id="a">A &amp; *b*</h2>', "## A &#38; \\*b\\* {#a}\n"),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "-   one\n\n    -   two\n\n-   three\n"),
        ("<p>1. not a list</p>", "1\\. not a list\n"),
        ("<p># no heading</p>", "&#35; no heading\n"),
        ("<p><strong> bold </strong>x</p>", "**bold** x\n"),
        ("<p><code>a`b</code></p>", "<code>a&#96;b</code>\n"),
        ('<figure aria-label="x"><a href="#y">y</a><figcaption>z</figcaption></figure><p>words</p>', "words\n"),
        ("<dl><dt>T</dt><dd>D</dd></dl>", "**T**\n\nD\n"),
        (
            "<table><tr><th>a|b</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td></tr></table>",
            "| a&#124;b |\n| --- |\n| x<br>y |\n",
        ),
        (
            "<table><tr><th>a</th></tr><tr><td><p>x</p><ul><li>y<ul><li>z</li></ul></li></ul>w</td></tr></table>",
            "| a |\n| --- |\n| x<br>y<br>z<br>w |\n",
        ),
    ],
)
def test_elements(html: str, markdown: str) -> None:
    assert to_markdown(html, str) == markdown
