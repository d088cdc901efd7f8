"""The files that a browser reads of the search, a few at a time. Their names change with what is in them."""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from mopsdocs.site.search.records import Findable, FoundSection
from mopsdocs.site.search.stems import ENGLISH, families, known
from mopsdocs.site.search.tables import Tables, columns
from mopsdocs.site.search.words import SMALL_WORDS

FOLDER: Final = "search/"
ENTRY: Final = f"{FOLDER}entry.json"
"""Address of the one file with a fixed name, relative to the site. It names the first of the others."""

MATERIAL: Final = f"{FOLDER}search_index.json"
"""Address of what Material fetches on every page: the pattern by which it marks words on the page that was found."""

_NOTHING: Final = {"config": {"lang": ["en"], "separator": r"[\s\-]+"}, "docs": []}

_CHUNK: Final = {"words": 16_000, "texts": 4_500, "pages": 6_000}
"""Characters of a file before it is compressed."""

_LONGEST_LIST: Final = 3_000
"""Sections that a word leads to. A word in more of them says nothing, and only where it weighs most may matter."""

_SHOWN_TEXT: Final = 600
"""Characters of a section that results are shown from."""

_LEVEL_BITS: Final = 6

Levels = Callable[[FoundSection], Mapping[str, int]]


def index_files(found: Findable, levels: Levels) -> dict[str, bytes]:
    """The files by address relative to the site; the same for the same input."""
    tables = Tables.of(found.records)
    places, languages = _inverted(tables, levels)
    vocabulary = sorted(places)
    numbers = {word: number for number, word in enumerate(vocabulary)}
    files: dict[str, bytes] = {}
    head = {
        "small": " ".join(sorted(SMALL_WORDS)),
        "words": front_coded(vocabulary),
        "families": [[numbers[word] for word in family] for family in families(languages)],
        "synonyms": _synonyms(found.synonyms, numbers),
        **columns(found, tables),
        "chunks": {
            "words": _chunks(files, "words", (_list(places[word]) for word in vocabulary)),
            "texts": _chunks(files, "texts", map(_text, tables.sections)),
            "pages": _chunks(files, "pages", ([record.url, record.title] for record in found.records)),
        },
    }
    files[ENTRY] = _json({"head": _kept(files, _json(head))})
    files[MATERIAL] = _json(_NOTHING)
    return files


def front_coded(vocabulary: Sequence[str]) -> str:
    """Sorted words, each without what it shares with the one before; a capital tells how many letters that is."""
    parts, before = [], ""
    for word in vocabulary:
        alike = (one == other for one, other in zip(before, word, strict=False))
        shared = next((number for number, same in enumerate(alike) if not same), min(len(before), len(word)))
        shared = min(shared, 25)
        parts.append(chr(65 + shared) + word[shared:])
        before = word
    return "".join(parts)


def _inverted(tables: Tables, levels: Levels) -> tuple[dict[str, array[int]], dict[str, frozenset[str]]]:
    """For each word the sections that have it, with its level in each; and the languages that it may be in."""
    places: dict[str, array[int]] = {}
    languages: dict[str, frozenset[str]] = {}
    site = frozenset({ENGLISH})
    for number, section in enumerate(tables.sections):
        spoken = known(tables.records[tables.owners[number]].languages) or site
        for word, level in levels(section).items():
            if word not in places:
                places[word] = array("Q")
                languages[word] = spoken
            elif languages[word] is not site and languages[word] is not spoken:
                languages[word] = site if spoken is site else languages[word] | spoken
            places[word].append(number << _LEVEL_BITS | min(level, (1 << _LEVEL_BITS) - 1))
    return places, languages


def _list(places: array[int]) -> list[Any]:
    """The sections of a word by level, highest first.

    First how many there are, then a level and what the number of each section is more than the one before, and so on.
    """
    by_level = sorted((-(place & (1 << _LEVEL_BITS) - 1), place >> _LEVEL_BITS) for place in places)
    kept: list[Any] = [len(by_level)]
    for negative, group in groupby(by_level[:_LONGEST_LIST], key=lambda pair: pair[0]):
        before, apart = 0, []
        for _, number in group:
            apart.append(number - before)
            before = number
        kept += [-negative, apart]
    return kept


def _text(section: FoundSection) -> list[Any]:
    return [section.anchor, section.title, section.above, section.text[:_SHOWN_TEXT], list(section.names)]


def _synonyms(groups: Iterable[tuple[str, ...]], numbers: Mapping[str, int]) -> list[list[int]]:
    known_words = ([numbers[word] for word in group if word in numbers] for group in groups)
    return [group for group in known_words if len(group) > 1]


def _chunks(files: dict[str, bytes], kind: str, rows: Iterable[Any]) -> list[list[Any]]:
    """Puts `rows` into files of about the same size; the number of rows and the name of each."""
    made: list[list[Any]] = []
    for size, data in _portions(rows, _CHUNK[kind]):
        made.append([size, _kept(files, data)])
    return made


def _portions(rows: Iterable[Any], limit: int) -> Iterator[tuple[int, bytes]]:
    parts: list[str] = []
    length = 0
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        if parts and length + len(text) > limit:
            yield len(parts), f"[{','.join(parts)}]".encode()
            parts, length = [], 0
        parts.append(text)
        length += len(text)
    if parts:
        yield len(parts), f"[{','.join(parts)}]".encode()


def _kept(files: dict[str, bytes], data: bytes) -> str:
    """Puts `data` into a file, compressed, because not every server does that; the name that it gets."""
    name = hashlib.sha256(data).hexdigest()[:8]
    files[f"{FOLDER}{name}.idx"] = zlib.compress(data, 9)
    return name


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
