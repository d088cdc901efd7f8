"""Every text of a document with its place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from mopsdocs.diagnostics import Pointer


def texts(value: dict[str, Any], without: Container[str] = ()) -> Iterator[tuple[Pointer, str]]:
    """Every text in `value` in document order, except below keys that begin with x_ and those in `without`."""
    pending: list[tuple[Pointer, Any]] = [((), value)]
    while pending:
        pointer, here = pending.pop()
        if isinstance(here, str):
            yield pointer, here
        elif isinstance(here, dict):
            pending += [
                ((*pointer, key), part)
                for key, part in reversed(here.items())
                if not key.startswith("x_") and key not in without
            ]
        elif isinstance(here, list):
            pending += [((*pointer, index), part) for index, part in reversed(list(enumerate(here)))]
