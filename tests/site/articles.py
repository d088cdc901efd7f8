"""Built sites as a reader gets them: the articles of their pages, and where their links lead."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

_VOID = frozenset({"br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "use", "wbr"})
_ID = re.compile(r'<[a-z][^>]*?\sid="?([^"\s>]+)')
_HREF = re.compile(r'<a\s(?:[^>]*?\s)?href="?([^"\s>]+)')
_SKIPPED = frozenset({"template", "script", "svg", "figure", "button"})


class Article(HTMLParser):
    """What a reader gets of a page: words in order, headings with their ids, targets of links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._base = address(path)
        self._skipping = 0
        self.text: list[str] = []
        self.headings: list[tuple[str, str | None]] = []
        self.links: list[str] = []

    @classmethod
    def of(cls, site: Path, path: Path) -> Article:
        """The article of the page at `path` below the folder `site`."""
        article = cls(path)
        text = (site / path).read_text(encoding="utf-8")
        article.feed(text[text.index("<article") : text.rindex("</article>")])
        return article

    @property
    def words(self) -> str:
        """All text without white space, which blocks and inline elements lay out differently."""
        return re.sub(r"[\s\u00b6]+", "", "".join(self.text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        classes = attributes.get("class") or ""
        control = tag in _SKIPPED or (tag == "label" and "for" in attributes) or "md-content__button" in classes
        if self._skipping or control:
            self._skipping += tag not in _VOID
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, attributes.get("id")))
        elif tag == "a" and "href" in attributes and "headerlink" not in classes:
            self.links.append(urljoin(self._base, attributes["href"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag not in _VOID

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.text.append(data)


def pages(site: Path) -> list[Path]:
    """The paths of all pages of a site, but for its page about pages that are not there."""
    return sorted(file.relative_to(site) for file in site.rglob("index.html"))


def address(path: Path) -> str:
    """Where a page or a file stands, with the top of the site as `/`."""
    return f"/{path.as_posix()}".removesuffix("index.html")


def broken_links(site: Path) -> list[str]:
    """Each link of a page to a page, a file or a place on a page of the same site that is not there."""
    texts = {address(path): (site / path).read_text(encoding="utf-8") for path in pages(site)}
    places = {url: set(_ID.findall(text)) for url, text in texts.items()}
    leads = {(url, link) for url, text in texts.items() for link in _HREF.findall(text)}
    assert len(leads) > len(texts), "pages have links"
    return sorted(f"{url}: {link}" for url, link in leads if not _leads_somewhere(url, link, site, places))


def _leads_somewhere(url: str, link: str, site: Path, places: dict[str, set[str]]) -> bool:
    target, fragment = urldefrag(urljoin(url, unescape(link)))
    if not target.startswith("/") or target.startswith("//"):
        return True
    if target in places:
        return not fragment or unquote(fragment) in places[target]
    return not fragment and (site / unquote(target[1:])).is_file()
