"""What is remembered of inspected files, in a form that other processes and later runs can read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Self

import msgspec

from mopsdocs.checks.inspection import Inspected
from mopsdocs.diagnostics import Diagnostic, Pointer
from mopsdocs.documents.document import Document
from mopsdocs.documents.references import Name


class Record(msgspec.Struct, frozen=True, array_like=True):
    """An `Inspected` without the bytes of its file, of which it has the SHA-256 `digest`.

    `packed` is the document's value as MessagePack. `names` are positions in the table that all records share. Of a
    file that became no document there are the findings only.
    """

    path: str
    digest: bytes
    kind: str
    packed: msgspec.Raw
    names: tuple[int, ...]
    stand_ins: tuple[Pointer, ...]
    found: tuple[Diagnostic, ...]


class Records(msgspec.Struct, frozen=True, array_like=True):
    """The records of many files. Documents name the same things, so each name is kept once."""

    names: tuple[Name, ...] = ()
    records: tuple[Record, ...] = ()

    @classmethod
    def of(cls, files: Iterable[Inspected]) -> Self:
        """What is remembered of `files`."""
        table: dict[Name, int] = {}
        records = tuple(_record(file, table) for file in files)
        return cls(tuple(table), records)

    def packed(self) -> bytes:
        """All of it as bytes, for `unpacked`."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def unpacked(cls, data: bytes | memoryview) -> Self:
        """The records in `data`; raises msgspec.MsgspecError where there are none."""
        return msgspec.msgpack.decode(data, type=cls)

    def inspected(self, record: Record, read: Callable[[], bytes]) -> Inspected:
        """The file of one of the records again; `read` gives the same bytes as then."""
        document = None
        if record.kind:
            document = Document(record.path, record.kind, read, record.packed, frozenset(record.stand_ins))
            document.names = frozenset([self.names[number] for number in record.names])
            document.digest = record.digest
        return Inspected(record.path, document, record.found)


def _record(file: Inspected, table: dict[Name, int]) -> Record:
    document = file.document
    if document is None:
        return Record(file.path, b"", "", msgspec.Raw(b"\xc0"), (), (), file.found)
    names = tuple(_numbers(document.names, table))
    packed = msgspec.Raw(document.packed)
    return Record(file.path, document.digest, document.kind, packed, names, tuple(document.stand_ins), file.found)


def _numbers(names: Iterable[Name], table: dict[Name, int]) -> Iterator[int]:
    for name in names:
        yield table.setdefault(name, len(table))
