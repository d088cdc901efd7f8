"""What can be found on pages, and what stands in the search of a built site, read as a browser reads it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mopsdocs.documents.library import Library
from mopsdocs.site.page import RenderedPage
from mopsdocs.site.search.records import Record, Recorder


def records(pages: Iterable[RenderedPage], library: Library) -> Iterator[Record]:
    """What can be found on each of `pages`."""
    return map(Recorder(library).record, pages)


def head(site: Path) -> dict[str, Any]:
    """The first file that a search reads."""
    name = json.loads((site / "search/entry.json").read_text(encoding="utf-8"))["head"]
    found: dict[str, Any] = chunk(site, name)
    return found


def chunk(site: Path, name: str) -> Any:
    return json.loads(zlib.decompress((site / f"search/{name}.idx").read_bytes()))


def rows(site: Path, kind: str) -> list[Any]:
    """All rows of a kind: `words`, `texts` or `pages`."""
    return [row for size, name in head(site)["chunks"][kind] for row in _whole(chunk(site, name), size)]


def _whole(found: list[Any], size: int) -> list[Any]:
    assert len(found) == size
    return found


def vocabulary(site: Path) -> list[str]:
    words: list[str] = []
    for part in _parts(head(site)["words"]):
        words.append((words[-1] if words else "")[: ord(part[0]) - 65] + part[1:])
    return words


def _parts(coded: str) -> list[str]:
    starts = [place for place, letter in enumerate(coded) if letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    return [coded[start:end] for start, end in zip(starts, [*starts[1:], len(coded)], strict=False)]
