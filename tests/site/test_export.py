"""`render`: folders that it writes, and elements of pages as Markdown. What builders make of it: test_builders.py."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from mopsdocs.errors import MopsError
from mopsdocs.site.export import export_site
from mopsdocs.site.html_to_markdown import to_markdown
from mopsdocs.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 22)


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
        (
            '<p>words <label for="x">Type here</label><input id="x"></p><ul><li><label>Done</label></li></ul>',
            "words\n\n-   Done\n",
        ),
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
