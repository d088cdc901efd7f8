"""The changes as an Atom feed (RFC 4287), for readers and chat rooms that follow it."""

from __future__ import annotations

import datetime
import uuid
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from mopsdocs.diagnostics import Severity
from mopsdocs.site.pages.changelog import FEED, TITLE, URL, Change, Changelog, Document, commit_anchor

_NAMESPACE: Final = uuid.UUID("b8c3b9d4-5d0a-5a53-9d3f-3a0d3d1f6a44")
"""Of the ids of entries, which are made from the ids of commits and stay when the site moves."""


def feed(changelog: Changelog, name: str) -> str:
    """The feed of the site called `name`; '' where nothing changed, or nobody knows where the site is published.

    A feed is read somewhere else, so its links have to be whole.
    """
    site = changelog.address.rstrip("/") + "/"
    changes = changelog.changes
    if not changelog.address or not changes:
        return ""
    newest = max(change.line.commit.date for change in changes)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <title>{escape(name)}: {escape(TITLE.lower())}</title>",
        f"  <id>{escape(site + FEED)}</id>",
        f"  <updated>{_moment(newest)}</updated>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(site + FEED)}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(site + URL)}/>',
    ]
    for change in changes:
        lines += _entry(change, site)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(change: Change, site: str) -> list[str]:
    line = change.line
    address = f"{site}{URL}#{commit_anchor(line.commit.id)}"
    level = [f'    <category term="{change.level.value}"/>'] if change.level is not Severity.INFO else []
    return [
        "  <entry>",
        f"    <title>{escape(line.subject)}</title>",
        f"    <id>{uuid.uuid5(_NAMESPACE, line.commit.id).urn}</id>",
        f"    <updated>{_moment(line.commit.date)}</updated>",
        f"    <author><name>{escape(line.author or 'unknown')}</name></author>",
        f'    <link rel="alternate" type="text/html" href={quoteattr(address)}/>',
        *level,
        f'    <content type="html">{escape(str(_content(change, site)))}</content>',
        "  </entry>",
    ]


def _content(change: Change, site: str) -> Markup:
    parts = [_document(document, site) for document in change.documents]
    if change.more:
        parts.append(Markup("<p>And {} more.</p>").format(change.more))
    return Markup("").join(parts)


def _document(document: Document, site: str) -> Markup:
    title = Markup("<strong>{}</strong>").format(document.title)
    if document.url:
        title = Markup('<a href="{}">{}</a>').format(site + document.url, title)
    account = document.account
    lines = [Markup("<li>{}{}</li>").format(_label(level), message) for level, message in account.changes]
    lines += [Markup("<li>{}</li>").format(sentence) for sentence in account.sentences]
    if account.more:
        lines.append(Markup("<li>and {} more</li>").format(account.more))
    return Markup("<p>{}</p><ul>{}</ul>").format(title, Markup("").join(lines)) if lines else title


def _label(level: Severity) -> Markup:
    return Markup("") if level is Severity.INFO else Markup("<strong>{}:</strong> ").format(level.value.capitalize())


def _moment(date: datetime.datetime) -> str:
    return date.isoformat(timespec="seconds")
