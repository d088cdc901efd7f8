"""Links with tags: the address of a page with where it stands, how it reaches people, and for which campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mopsdocs.campaigns.links.address import LONGEST, UTM, Address, query_of
from mopsdocs.campaigns.links.personal import PersonalData
from mopsdocs.campaigns.links.tags import KINDS, LOGS, Kind, LinkTags
from mopsdocs.documents.library import Library
from mopsdocs.errors import MopsError

_UNSAFE: Final = (
    "The address begins with http://. Most websites answer to https:// as well, and browsers warn of the other."
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was made. `text` is the whole of it, or its tags alone where there was no address.

    `tags` are names and values in their order. `notes` are sentences on what was written otherwise than asked for.
    """

    text: str
    tags: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


class Links:
    """Makes links by the taxonomy in `library`."""

    def __init__(self, library: Library) -> None:
        self.tags = LinkTags(library)
        self._library = library
        self._personal = PersonalData(library)

    def name_of(self, word: str) -> str:
        """What links call the campaign that `word` names; raises UnknownValue or NoName."""
        entry = self._library.get("campaign", word)
        return self.tags.link_name(entry.item) if entry is not None else self.tags.meant("campaign", word).value

    def made(self, name: str, words: Mapping[Kind, str], url: str | None) -> Link:
        """The link to `url` for the campaign that links call `name`, tagged with `words`; raises MopsError.

        Tags that `url` has already are replaced, whatever they say: they are those of another link.
        """
        notes = []
        values: dict[Kind, str] = {"campaign": name}
        for kind, word in words.items():
            meant = self.tags.meant(kind, word)
            values[kind] = meant.value
            if meant.reason:
                notes.append(f"{meant.reason}.")
        tags = tuple((f"{UTM}{kind}", values[kind]) for kind in KINDS if kind in values)
        if url is None:
            return Link(query_of(tags), tags, tuple(notes))
        address = self._page(url)
        if address.scheme == "http":
            notes.append(_UNSAFE)
        wanted = dict(tags)
        replaced = [tag.written for tag in address.tags if wanted.get(tag.name) != tag.value]
        if replaced:
            notes.append(f"The address had other tags, which were replaced: {', '.join(replaced)}.")
        text = str(address.tagged(tags))
        if len(text) > LONGEST:
            message = f"The link has {len(text):,} characters, and some programs cut links after {LONGEST:,}."
            raise MopsError(message, "Leave out parameters that the page does not need.")
        return Link(text, tags, tuple(notes))

    def _page(self, url: str) -> Address:
        address = Address.of(url)
        if address.hidden_tags:
            message = "The address has tags behind its #, where programs for analytics do not look."
            raise MopsError(message, "Delete them there.")
        for what in self._personal.found(address):
            raise MopsError(f"The address has {what}.", LOGS)
        return address
