"""One document: where it stands, what its text says, and the typed model of that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

import msgspec

from mopsdocs.diagnostics import Pointer
from mopsdocs.documents.model import MODELS, Head, Model, PlaybookHead
from mopsdocs.documents.references import Name, names
from mopsdocs.documents.source import decode

if TYPE_CHECKING:
    from mopsdocs.documents.locating import Placing


@cache
def _decoder(kind: str, whole: bool = True) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(MODELS[kind] if whole else PlaybookHead)


Read = Callable[[], bytes]
"""Gives the bytes of a file."""


class Document:
    """One document that can be worked with. Text, value and model are made when somebody asks for them.

    `read` gives the bytes of the file at `path`, `packed` is the plain value of its text as MessagePack. `stand_ins` is
    empty for a valid document. Otherwise the document has schema errors: at each of these pointers a value stands in
    for one that is wrong or missing, so that the rest can be looked at all the same.
    """

    def __init__(
        self, path: str, kind: str, read: Read, packed: bytes | msgspec.Raw, stand_ins: frozenset[Pointer]
    ) -> None:
        self.path = path
        self.kind = kind
        self._read = read
        self.packed = packed
        self.stand_ins = stand_ins

    @property
    def valid(self) -> bool:
        """Whether the schema accepts the document as it is written."""
        return not self.stand_ins

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self._read()

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.data).digest()

    @cached_property
    def text(self) -> str:
        """The text of the file."""
        return decode(self.data)

    @cached_property
    def value(self) -> dict[str, Any]:
        """What the text says, as plain values."""
        value: dict[str, Any] = msgspec.msgpack.decode(self.packed)
        return value

    @cached_property
    def model(self) -> Model:
        """The value as a typed model."""
        return cast(Model, _decoder(self.kind).decode(self.packed))

    @cached_property
    def head(self) -> Head:
        """The model without the stages of a playbook: enough for whoever looks at many documents."""
        if self.kind != "playbook" or "model" in self.__dict__:
            return self.model
        return cast(Head, _decoder(self.kind, whole=False).decode(self.packed))

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, to look for words before looking closer."""
        return self.text.lower()

    @cached_property
    def stages_in_lower_case(self) -> str:
        """The text from `stages:` on in lower case, if no comment stands in it: a quick look before `work_in_words`."""
        at = self.lowered.find("\nstages:")
        return "" if at < 0 or "#" in self.lowered[at:] else self.lowered[at:]

    @cached_property
    def work_in_words(self) -> str:
        """Everything that the stages of a playbook say, comments excluded, in lower case, a line each."""
        said: list[str] = []
        pending: list[Any] = [self.value.get("stages", [])]
        while pending:
            here = pending.pop()
            if isinstance(here, str):
                said.append(here)
            elif isinstance(here, list):
                pending += here
            elif isinstance(here, dict):
                pending += here.values()
        return "\n".join(said).lower()

    @cached_property
    def names(self) -> frozenset[Name]:
        """What the document names outside itself."""
        return names(self.kind, self.value)

    @cached_property
    def key(self) -> str:
        """Identity: `webinar`, `webinar@de` for a regional copy, the region's code, `roles` for a catalogue."""
        region = self.head.region if isinstance(self.head, PlaybookHead) else None
        if isinstance(self.head, PlaybookHead) and region is not None:
            return f"{self.head.id}@{region}"
        return str(getattr(self.head, "id", None) or self.kind)

    def let_go(self, read: Read | None = None) -> None:
        """Frees what takes most memory and can be made again; `read` gives the bytes from now on, if it is given."""
        digest, names = self.digest, self.names
        self.__dict__ = {
            "path": self.path,
            "kind": self.kind,
            "packed": self.packed,
            "stand_ins": self.stand_ins,
            "_read": read or self._read,
            "digest": digest,
            "names": names,
        }

    def placing(self) -> Placing:
        """Finds lines and columns for findings about this document."""
        from mopsdocs.documents.locating import Placing  # reads YAML, which most documents have behind them

        return Placing(self.path, self.text, self.value, self.key)
