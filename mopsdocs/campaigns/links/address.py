"""Addresses of pages, taken to pieces and put together again without changing what nobody asked to change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from mopsdocs.campaigns.links.hosts import plain_host
from mopsdocs.campaigns.links.percent import decoded, encoded, made_plain
from mopsdocs.documents.wording import shown
from mopsdocs.errors import MopsError

UTM: Final = "utm_"
"""How the names of tags begin in an address."""

LONGEST: Final = 2000
"""Characters that programs for mail and some browsers still take."""

_PARTS: Final = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z", re.DOTALL
)
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SECOND: Final = re.compile(r"\s\S*://")
_PLACEHOLDER: Final = re.compile(r"\{\{?[A-Za-z][A-Za-z0-9_.:]*\}?\}")
_WHOLE: Final = "Copy the whole address from the browser, such as https://www.example.com/page."


@dataclass(frozen=True, slots=True)
class Parameter:
    """One piece of a query: as it is written, and what its name and value say."""

    written: str
    name: str
    value: str

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag such as utm_source, in whatever case."""
        return self.name.strip().lower().startswith(UTM)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page: http or https, and all in ASCII. `host` comes with the port; None stands for no # part."""

    scheme: str
    host: str
    path: str
    query: tuple[Parameter, ...]
    fragment: str | None

    @classmethod
    def of(cls, text: str) -> Address:
        """The address that `text` is; raises MopsError."""
        text = text.strip()
        _refuse_oddities(text)
        parts = _PARTS.match(text)
        scheme, host, path, query, fragment = parts.groups() if parts else (None,) * 5
        if host is None or (scheme or "").lower() not in ("http", "https"):
            raise _without_scheme(text, scheme)
        if "@" in host:
            message = "The address has a name or a password in front of its host."
            raise MopsError(message, "Delete everything between // and the @, and the @ as well.")
        if not host:
            raise MopsError(f"{shown(text)} names no website.", _WHOLE)
        return cls(
            (scheme or "").lower(),
            plain_host(host),
            made_plain(path or ""),
            _parameters(made_plain(query or "")),
            made_plain(fragment) if fragment is not None else None,
        )

    @property
    def tags(self) -> tuple[Parameter, ...]:
        """The tags in the query."""
        return tuple(parameter for parameter in self.query if parameter.is_tag)

    @property
    def hidden_tags(self) -> tuple[Parameter, ...]:
        """Tags behind the #, where no program for analytics looks."""
        pieces = re.split("[?&]", self.fragment or "")
        return tuple(one for piece in pieces for one in _parameters(piece) if one.is_tag)

    def tagged(self, tags: Sequence[tuple[str, str]]) -> Address:
        """The same page with `tags` and no others, each a name and a value."""
        kept = tuple(parameter for parameter in self.query if not parameter.is_tag)
        added = _parameters(query_of(tags))
        return replace(self, path=self.path or "/", query=(*kept, *added))

    def __str__(self) -> str:
        query = "&".join(parameter.written for parameter in self.query)
        fragment = f"#{self.fragment}" if self.fragment is not None else ""
        return f"{self.scheme}://{self.host}{self.path}{'?' if query else ''}{query}{fragment}"


def query_of(tags: Sequence[tuple[str, str]]) -> str:
    """`tags` as they stand in an address. A placeholder for a word that an ad network fills in stays as it is."""
    return "&".join(f"{name}={encoded(value, '{}:' if is_placeholder(value) else '')}" for name, value in tags)


def is_placeholder(value: str) -> bool:
    """Whether an ad network writes something else for `value`: {keyword}, {{ad.name}}."""
    return _PLACEHOLDER.fullmatch(value) is not None


def _parameters(query: str) -> tuple[Parameter, ...]:
    found = []
    for written in query.split("&"):
        name, _, value = written.partition("=")
        if written:
            found.append(Parameter(written, decoded(name), decoded(value)))
    return tuple(found)


def _refuse_oddities(text: str) -> None:
    odd = _INVISIBLE.search(text)
    if not text:
        raise MopsError("There is no address.", _WHOLE)
    if odd:
        code = f"U+{ord(odd[0]):04X}"
        raise MopsError(
            f"The address has an invisible character ({code}).", "Type it anew, or copy it from the browser."
        )
    if "\\" in text:
        raise MopsError("The address has a backslash.", "Addresses have / where folders of Windows have a backslash.")
    if _SECOND.search(text):
        raise MopsError("There are two addresses.", "Write one on each line.")


def _without_scheme(text: str, scheme: str | None) -> MopsError:
    looks_like_a_host = re.match(r"[^\s/?#:@]+\.[^\s/?#:@]+(?::[0-9]+)?(?:[/?#]|\Z)", text)
    if looks_like_a_host:
        return MopsError(f"{shown(text)} does not begin with https://.", f"Write https://{text[:200]}")
    if scheme is not None and scheme.lower() not in ("http", "https"):
        message = f'Tags belong to addresses with https:// or http://, and this one begins with "{scheme}:".'
        return MopsError(message, _WHOLE)
    return MopsError(f"{shown(text)} is not the address of a page.", _WHOLE)
