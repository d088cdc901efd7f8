"""Names of hosts: which there can be, and how those with letters beyond A to Z are written in links (IDNA)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from mopsdocs.errors import MopsError

_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
_PORT: Final = re.compile(r":([0-9]{0,5})\Z")
_LONGEST: Final = 253
_LONGEST_LABEL: Final = 63


def plain_host(authority: str) -> str:
    """Host and port of an address with ASCII alone: `www.müller.example` is `www.xn--mller-kva.example`.

    Raises MopsError for what no host can be called.
    """
    port = _PORT.search(authority)
    host = authority[: port.start()] if port else authority
    if port and port[1] and int(port[1]) > 65535:
        raise MopsError(
            f'The address has the port "{port[1]}", which there is not.', "Delete the colon and the number."
        )
    if _NUMBERS.fullmatch(host):
        return authority
    plain = ".".join(_plain_label(label) for label in _DOTS.split(host))
    labels = plain.removesuffix(".").split(".")
    if len(plain) > _LONGEST or not all(_LABEL.fullmatch(label) and len(label) <= _LONGEST_LABEL for label in labels):
        raise MopsError(f'"{host}" is not the name of a website.', "Write it such as www.example.com.")
    return plain + (port[0] if port and port[1] else "")


def _plain_label(label: str) -> str:
    """One part of a name. Letters are mapped as browsers do (UTS 46), so ß stays a letter of its own."""
    if label.isascii():
        return label
    mapped = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", label).lower())
    if mapped.isascii():
        return mapped
    if not all(letter == "-" or unicodedata.category(letter)[0] in "LMN" for letter in mapped):
        return ""
    return f"xn--{mapped.encode('punycode').decode('ascii')}"
