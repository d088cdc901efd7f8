"""Records on their way from one process to another. What several of them have in common is sent once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from mopsdocs.site.search.records import FoundSection, Record


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Records without their sections by number, and the places of their sections in the list of all."""

    sections: list[FoundSection]
    records: dict[int, tuple[Record, list[int]]]


def packed(records: Mapping[int, Record]) -> bytes:
    """Numbered records as bytes, for `unpacked`."""
    table: dict[FoundSection, int] = {}
    bare = {
        number: (replace(record, sections=()), [table.setdefault(one, len(table)) for one in record.sections])
        for number, record in records.items()
    }
    return msgspec.msgpack.encode(_Parcel(list(table), bare))


def unpacked(data: bytes) -> dict[int, Record]:
    """The records in `data`; sections that they share are the same objects."""
    parcel = msgspec.msgpack.decode(data, type=_Parcel)
    sections = parcel.sections
    return {
        number: replace(record, sections=tuple([sections[at] for at in places]))
        for number, (record, places) in parcel.records.items()
    }


class Shared:
    """Sections that are the same are kept once, or those of thousands of copies would not fit in memory."""

    def __init__(self) -> None:
        self._known: dict[FoundSection, FoundSection] = {}

    def of(self, record: Record) -> Record:
        """`record` with sections that others may have, too."""
        sections = tuple([self._known.setdefault(section, section) for section in record.sections])
        return replace(record, sections=sections)
