"""Aliases in running text: `utm_medium=e-mail`, `contact.fname`, and names of fields in backquotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mopsdocs.checks.facts.texts import texts
from mopsdocs.checks.facts.vocabulary import UTM, Meant, Vocabulary
from mopsdocs.diagnostics import Finding, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.wording import counted

_ELSEWHERE: Final = frozenset({"taxonomy", "data_dictionary", "workspace", "waivers"})
"""Kinds in whose texts nothing is looked for; the first two are where aliases belong."""

_QUOTED: Final = frozenset({"synonyms", "answers", "previous_ids"})
"""Keys whose words are those of people who search."""

_LINK: Final = re.compile(r"\b(utm_[a-z]+)=([A-Za-z0-9][A-Za-z0-9._~-]*)")
_TICKED: Final = re.compile(r"`([A-Za-z][\w-]*)`")
_LONGEST: Final = 80


class AliasTexts:
    """Looks for the aliases of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._links = any(aliases for id, aliases in vocabulary.tags.items() if id.startswith(UTM))
        objects = [name for name, aliases in vocabulary.fields.items() if aliases]
        self._objects = tuple(name.encode() for name in objects)
        self._dotted = re.compile(rf"\b({'|'.join(map(re.escape, objects))})\.([A-Za-z]\w*)") if objects else None

    def found(self, document: Document) -> Iterator[Finding]:
        """One finding for each alias in the texts of `document`, at the first place that has it."""
        if document.kind in _ELSEWHERE or not self._may_have_any(document.data):
            return
        places: dict[_Alias, list[Pointer]] = {}
        for pointer, text in texts(document.value, _QUOTED):
            for line in text.splitlines():
                for alias in self._in_line(line):
                    places.setdefault(alias, []).append(pointer)
        for alias, (first, *more) in places.items():
            field = next((key for key in reversed(first) if isinstance(key, str)), document.kind)
            others = f"; {counted(len(more), 'more place')} here {'do' if more[1:] else 'does'}" if more else ""
            meant = alias.meant
            message = f'{field}: "{alias.written}" uses an alias of "{meant.value}" in {meant.of}{others}'
            yield Finding(document.path, first, message, f'write "{alias.right}"', ("text", alias.written))

    def _may_have_any(self, data: bytes) -> bool:
        """A look at the bytes of a file, because most documents have none of this. Single bytes are found quickest."""
        if self._links and b"=" in data and UTM.encode() in data:
            return True
        if b"`" in data and any(self._is_alias(piece) for piece in data.split(b"`") if len(piece) <= _LONGEST):
            return True
        if not self._objects:
            return False
        pieces = data.split(b".")
        return any(here.endswith(self._objects) and after[:1].isalpha() for here, after in pairwise(pieces))

    def _is_alias(self, piece: bytes) -> bool:
        return self._vocabulary.in_fields(piece.decode("utf-8", "replace")) is not None

    def _in_line(self, line: str) -> Iterator[_Alias]:
        if UTM in line:
            yield from self._in_links(line)
        if self._dotted is not None:
            for name, word in self._dotted.findall(line):
                yield from _unless_explained(line, f"{name}.{word}", self._vocabulary.in_object(name, word))
        if "`" in line:
            for word in _TICKED.findall(line):
                yield from _unless_explained(line, word, self._vocabulary.in_fields(word))

    def _in_links(self, line: str) -> Iterator[_Alias]:
        """Aliases in tagged links. A line with the right link as well, or a row of a table, speaks about spellings."""
        written = [(tag, word.rstrip(".-")) for tag, word in _LINK.findall(line) if tag in self._vocabulary.tags]
        right = {(tag, word) for tag, word in written if word in self._vocabulary.tags[tag].values}
        in_table = {tag for tag, _ in right} if line.lstrip().startswith("|") else set()
        for tag, word in written:
            meant = self._vocabulary.in_tag(tag, word)
            if meant is not None and (tag, meant.value) not in right and tag not in in_table:
                yield _Alias(f"{tag}={word}", f"{tag}={meant.value}", meant)


@dataclass(frozen=True, slots=True)
class _Alias:
    """An alias as it is `written` in a text, and as it should be."""

    written: str
    right: str
    meant: Meant


def _unless_explained(line: str, written: str, meant: Meant | None) -> Iterator[_Alias]:
    if meant is not None and not re.search(rf"\b{re.escape(meant.value)}\b", line):
        yield _Alias(written, meant.value, meant)
