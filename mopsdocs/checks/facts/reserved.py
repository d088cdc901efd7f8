"""Ids that nothing with a page or a file of its own can have."""

from __future__ import annotations

from typing import Final

_SITE: Final = frozenset({"index", "404", "search", "assets"})
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def why_reserved(id: str) -> str | None:
    """Why nothing can be called `id`, said of it ("is …"); None where it can."""
    if id in _SITE:
        return "is a page or folder of the site itself"
    return "is the name of a device on Windows, which no file may have" if id in _DEVICES else None
