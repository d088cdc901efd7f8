"""Headings and search sections of an article."""

from __future__ import annotations

from mopsdocs.site.outline import outline


def test_sections_end_where_the_next_heading_begins() -> None:
    headings, sections = outline('<h1 id="a">A</h1><p>one</p><h2 id="b">B</h2><p>two</p>')
    assert [(heading.id, heading.title, heading.level) for heading in headings] == [("a", "A", 1), ("b", "B", 2)]
    assert [(section.anchor, section.text) for section in sections] == [("", "one"), ("b", "two")]


def test_an_article_without_headings_has_no_sections() -> None:
    assert outline("<p>one</p>") == ((), ())
